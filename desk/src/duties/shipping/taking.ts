/** Where the goods of a customer's line are taken. Pure; quantities in steps of the item's unit. */
import { type Taken, takenFrom } from '../allocations/allocations.ts';
import { hasExpired } from '../inventory/expired.ts';
import { piecesFree, type Standing } from '../issuing/pieces.ts';

/** So much, what may be used first; only with `expired` the rest of what has expired, which is then to be asked about, once no good pieces are left to be named. */
export function takenOf(
  spots: readonly Standing[],
  wanted: number,
  today: string,
  expired = false,
): { readonly taken: readonly Taken[]; readonly missing: number } {
  const good = takenFrom(spots, wanted, today);
  if (!expired || good.missing === 0 || piecesFree(spots, good.taken, today).length > 0) return good;
  const over = takenFrom(
    spots.filter((spot) => hasExpired(spot.expires, today)),
    good.missing,
    '',
  );
  return { taken: [...good.taken, ...over.taken], missing: over.missing };
}
