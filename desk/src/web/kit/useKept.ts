import { useCallback, useState } from 'react';
import { keep, readKept, type Store } from './kept.ts';

/** State that is there again tomorrow. */
export function useKept<T>(name: string, start: T, store: Store = 'local'): readonly [T, (value: T) => void] {
  const [held, setHeld] = useState<{ readonly name: string; readonly value: T }>(() => ({
    name,
    value: readKept<T>(name, store) ?? start,
  }));
  const value = held.name === name ? held.value : (readKept<T>(name, store) ?? start);
  const set = useCallback(
    (next: T) => {
      keep(name, next, store);
      setHeld({ name, value: next });
    },
    [name, store],
  );
  return [value, set];
}
