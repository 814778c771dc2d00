import { useState } from 'react';

const keyOf = (name: string): string => `draft:kill ${name}`;

/** Keeps what was typed and chosen in this browser tab, over closing, reloading and failing, until it is forgotten. */
export function useDraft<Values extends object>(
  name: string,
  initial: Values,
): [values: Values, keep: (changes: Partial<Values>) => void, forget: () => void] {
  const [values, setValues] = useState<Values>(() => {
    const kept = sessionStorage.getItem(keyOf(name));
    return kept === null ? initial : { ...initial, ...(JSON.parse(kept) as Partial<Values>) };
  });
  const keep = (changes: Partial<Values>): void =>
    setValues((before) => {
      const after = { ...before, ...changes };
      sessionStorage.setItem(keyOf(name), JSON.stringify(after));
      return after;
    });
  return [values, keep, () => sessionStorage.removeItem(keyOf(name))];
}
