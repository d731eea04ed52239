/** A page that works by scans (receiving, counting) takes them for itself while it is open; what it leaves goes to the thing scanned. */
import { useEffect } from 'react';
import type { scan } from '../../duties/floor/floor.contract.ts';
import type { Answering } from '../api.ts';
import { useLatest } from '../kit/latest.ts';

export type Scan = Answering<typeof scan> & {
  /** As the reader sent it. */
  readonly text: string;
};

/** True: the page has done with it. */
type Taker = (found: Scan) => boolean;

const takers: Taker[] = [];

export function useScans(take: Taker): void {
  const latest = useLatest(take);
  useEffect(() => {
    const taker: Taker = (found) => latest.current(found);
    takers.push(taker);
    return () => void takers.splice(takers.indexOf(taker), 1);
  }, [latest]);
}

/** Whoever opened last is asked first: a window before its page. */
export const takenHere = (found: Scan): boolean => takers.toReversed().some((taker) => taker(found));

/** Codes that a page knows by itself are its own before the server is asked, which may be away. True: the page knew it. */
type CodeTaker = (text: string) => boolean;
const codeTakers: CodeTaker[] = [];

export function useCodes(take: CodeTaker): void {
  const latest = useLatest(take);
  useEffect(() => {
    const taker: CodeTaker = (text) => latest.current(text);
    codeTakers.push(taker);
    return () => void codeTakers.splice(codeTakers.indexOf(taker), 1);
  }, [latest]);
}

export const knownHere = (text: string): boolean => codeTakers.toReversed().some((taker) => taker(text));
