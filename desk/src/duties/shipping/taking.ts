/** Where the goods of a customer's line are taken. Pure; quantities in steps of the item's unit. */
import { firstOut, freeAt, type Spot, type Taken, takenFrom } from '../allocations/allocations.ts';
import { hasExpired } from '../inventory/expired.ts';

/** A spot whose `there` is told by no serial; the rest of it stands by pieces. */
export interface Standing extends Spot {
  readonly pieces: number;
}

/** So much, what may be used first; only with `expired` the rest of what has expired, which is then to be asked about. */
export function takenOf(
  spots: readonly Standing[],
  wanted: number,
  today: string,
  expired = false,
): { readonly taken: readonly Taken[]; readonly missing: number } {
  const good = takenFrom(spots, wanted, today);
  if (!expired || good.missing === 0) return good;
  const over = takenFrom(
    spots.filter((spot) => hasExpired(spot.expires, today)),
    good.missing,
    '',
  );
  return { taken: [...good.taken, ...over.taken], missing: over.missing };
}

/** How many pieces of each spot may be taken beside what is taken of the rest; none that others have reserved, nor of what has expired. */
export const piecesFree = (spots: readonly Standing[], taken: readonly Taken[], today: string) =>
  spots
    .filter((spot) => !hasExpired(spot.expires, today))
    .toSorted(firstOut)
    .flatMap((spot) => {
      const { location, lot } = spot;
      const gone = taken.find((one) => one.location === location && one.lot === lot)?.qty ?? 0;
      const free = Math.min(spot.pieces, freeAt({ ...spot, there: spot.there + spot.pieces }) - gone);
      return free > 0 ? [{ location, lot, free }] : [];
    });
