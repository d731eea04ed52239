/** Pieces by serial, of which each is taken by its name. Pure; quantities in steps of the item's unit. */
import { firstOut, freeAt, type Spot, type Taken } from '../allocations/allocations.ts';
import { hasExpired } from '../inventory/expired.ts';

/** A spot whose `there` is told by no serial; the rest of it stands by pieces. */
export interface Standing extends Spot {
  readonly pieces: number;
}

/** How many pieces of each spot may be taken beside what is taken of the rest, first out first; none that others have reserved, nor of what has expired. */
export const piecesFree = (spots: readonly Standing[], taken: readonly Taken[], today: string) =>
  spots
    .filter((spot) => !hasExpired(spot.expires, today))
    .toSorted(firstOut)
    .flatMap((spot) => {
      const { location, lot, pieces } = spot;
      const gone = taken.find((one) => one.location === location && one.lot === lot)?.qty ?? 0;
      const free = Math.min(pieces, freeAt({ ...spot, there: spot.there + pieces }) - gone);
      return free > 0 ? [{ location, lot, free }] : [];
    });
