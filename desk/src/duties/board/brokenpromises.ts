/** Promises that changes in hand break. Pure. */
import type { ByHand } from '@hotlist/engine';
import type { Board } from './board.ts';

export interface BrokenPromise {
  readonly demand: string;
  readonly customer: string | null;
  /** Seconds since 1970. */
  readonly promised: number;
  /** Infinity: it has no date. */
  readonly ships: number;
}

/** Customer lines that kept what was promised for them, and ship later than that now or never; the farthest from it first. */
export function brokenPromises(
  { epoch, demands }: Board,
  { later, newlyLate }: Pick<ByHand, 'later' | 'newlyLate'>,
): readonly BrokenPromise[] {
  const places = new Map(demands.ref.map((ref, n) => [ref, n]));
  const found = new Map<string, BrokenPromise>();
  for (const { demand, before, after } of [...later, ...newlyLate]) {
    const n = places.get(demand) ?? -1;
    const promised = demands.promised[n] ?? Number.NaN;
    const ships = after === undefined ? Infinity : epoch + after;
    if (before !== undefined && epoch + before <= promised && ships > promised)
      found.set(demand, { demand, customer: demands.customer[n] ?? null, promised, ships });
  }
  const by = ({ ships, promised }: BrokenPromise): number => Math.min(ships - promised, Number.MAX_SAFE_INTEGER);
  return [...found.values()].sort((a, b) => by(b) - by(a) || (a.demand < b.demand ? -1 : 1));
}
