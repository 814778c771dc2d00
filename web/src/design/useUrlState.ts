import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

/**
 * Filters that live in the address: shareable, and kept by back and forward. Values equal to their default are left out.
 * `set` takes only what changes; the history gets no entry for each keystroke.
 */
export function useUrlState<Defaults extends Record<string, string>>(
  defaults: Defaults,
): [{ [Key in keyof Defaults]: string }, (changes: Partial<{ [Key in keyof Defaults]: string }>) => void] {
  const [search, setSearch] = useSearchParams();
  const serialized = JSON.stringify(defaults);
  const state = useMemo(() => {
    const known = JSON.parse(serialized) as Defaults;
    return Object.fromEntries(Object.entries(known).map(([key, fallback]) => [key, search.get(key) ?? fallback])) as {
      [Key in keyof Defaults]: string;
    };
  }, [search, serialized]);
  const set = useCallback(
    (changes: Partial<{ [Key in keyof Defaults]: string }>) => {
      const known = JSON.parse(serialized) as Defaults;
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [key, value] of Object.entries(changes)) {
            if (value === undefined || value === known[key]) after.delete(key);
            else after.set(key, value);
          }
          return after;
        },
        { replace: true, preventScrollReset: true },
      );
    },
    [setSearch, serialized],
  );
  return [state, set];
}
