/** Settles a count: its difference to the book of its moment is posted at that moment, so that what moved since stays moved. */

import type { Transaction } from 'kysely';
import { toMillionth } from '../../house/amounts.ts';
import type { Tables } from '../../server/database/tables.ts';
import { postAt } from './movements.store.ts';
import { type Bin, bookAt, lockBins, type Turn } from './settled.store.ts';

type Tx = Transaction<Tables>;

export interface CountToSettle extends Bin, Turn {
  /** Counted, in the item's unit. */
  readonly qty: number;
  readonly sheet: string;
  readonly reason: string;
}

export interface Settled {
  /** What the ledger said of the moment of the count. */
  readonly book: number;
  /** Posted; null where the book was right. */
  readonly movement: number | null;
}

/**
 * `negative`: somebody said yes to a balance that falls below zero by it, for more has left since than was counted; `allocated`: to
 * reservations that lose what is missing.
 */
export async function settle(
  tx: Tx,
  site: string,
  one: CountToSettle,
  { negative, allocated = false }: { readonly negative: boolean; readonly allocated?: boolean },
): Promise<Settled> {
  const { item, location, lot, at, seen, count, qty, sheet, reason } = one;
  await lockBins(tx, site, [one]);
  const book = await bookAt(tx, site, one, one);
  await tx.insertInto('settled_counts').values({ count, site, item, location, lot, at, seen, qty, sheet }).execute();
  const difference = toMillionth(qty - book);
  if (difference === 0) return { book, movement: null };
  const { posted } = await postAt(
    tx,
    site,
    {
      movedAt: at,
      item,
      lot,
      qty: Math.abs(difference),
      from: difference < 0 ? location : null,
      to: difference > 0 ? location : null,
      reason,
      reference: { kind: 'count', key: sheet, part: String(count) },
      negative,
      allocated,
      overfull: undefined,
    },
    one,
  );
  return { book, movement: posted.id };
}
