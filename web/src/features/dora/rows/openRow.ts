import { useLocation } from 'react-router';

/** The present address with one row opened. */
export function useOpenRow(): (id: string) => string {
  const { pathname, search } = useLocation();
  return (id) => {
    const to = new URLSearchParams(search);
    to.set('open', id);
    return `${pathname}?${to}`;
  };
}
