/** Promises that changes in hand break. Pure. */
import type { ByHand, DemandChange } from '@hotlist/engine';
import type { Board } from './board.ts';

/** Customer lines that kept what was promised for them, and ship later than that now or never. */
export function brokenPromises({ epoch, demands }: Board, { later, newlyLate }: ByHand): readonly string[] {
  const places = new Map(demands.ref.map((ref, n) => [ref, n]));
  const isBroken = ({ demand, before, after }: DemandChange): boolean => {
    const promised = demands.promised[places.get(demand) ?? -1] ?? Number.NaN;
    const kept = (at: number | undefined): boolean => at !== undefined && epoch + at <= promised;
    return !Number.isNaN(promised) && kept(before) && !kept(after);
  };
  return [...new Set([...later, ...newlyLate].filter(isBroken).map(({ demand }) => demand))];
}
