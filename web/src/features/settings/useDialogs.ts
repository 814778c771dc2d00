import { useUrlState } from '../../design/useUrlState';

/** Which dialog of a page is open, as its address says: `?create=1` or `?edit=key`. */
export function useDialogs() {
  const [{ create, edit }, set] = useUrlState({ create: '', edit: '' });
  return {
    creating: create !== '',
    editing: edit === '' ? null : edit,
    create: () => set({ create: '1', edit: '' }),
    close: () => set({ create: '', edit: '' }),
  };
}

export const editLink = (key: string): string => `?edit=${encodeURIComponent(key)}`;
