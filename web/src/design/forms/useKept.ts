import { useEffect, useState } from 'react';

/** State that a reload of this browser tab does not lose. `forget` when it is saved or given up. */
export function useKept<Value>(name: string, begin: () => Value): [Value, (value: Value) => void, () => void] {
  const key = `draft:${name}`;
  const [value, setValue] = useState<Value>(() => {
    const kept = sessionStorage.getItem(key);
    return kept === null ? begin() : (JSON.parse(kept) as Value);
  });
  const [touched, touch] = useState(false);
  useEffect(() => {
    if (touched) sessionStorage.setItem(key, JSON.stringify(value));
  }, [key, value, touched]);
  const change = (next: Value): void => {
    touch(true);
    setValue(next);
  };
  const forget = (): void => {
    touch(false);
    sessionStorage.removeItem(key);
  };
  return [value, change, forget];
}
