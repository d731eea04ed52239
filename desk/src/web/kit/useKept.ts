import { useCallback, useEffect, useState } from 'react';
import { keep, readKept, type Store } from './kept.ts';
import { useLatest } from './latest.ts';

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

/**
 * Hears of what another tab keeps under this name, `undefined` where it forgot it; a tab that slept hears of it once it is looked at.
 * `known`: what this one has of it.
 */
export function useKeptElsewhere<T>(name: string, known: () => T, heard: (value: T | undefined) => void): void {
  const latest = useLatest({ known, heard });
  useEffect(() => {
    const listen = (): void => {
      const there = readKept<T>(name);
      if (JSON.stringify(there) !== JSON.stringify(latest.current.known())) latest.current.heard(there);
    };
    const stored = ({ key }: StorageEvent): void => {
      if (key === null || key === `hotlist:${name}`) listen();
    };
    const shown = (): void => {
      if (!document.hidden) listen();
    };
    window.addEventListener('storage', stored);
    document.addEventListener('visibilitychange', shown);
    return () => {
      window.removeEventListener('storage', stored);
      document.removeEventListener('visibilitychange', shown);
    };
  }, [name, latest]);
}
