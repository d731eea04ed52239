/** Purchase lines of which less is wanted than their vendor promised. Pure. */
import { toMillionth } from '../../house/amounts.ts';
import type { Row } from '../../house/kind.ts';

export interface PromisedAway {
  readonly ref: string;
  readonly vendor: string;
  /** Promised, and not wanted of him any more; in the item's unit. */
  readonly qty: number;
  /** YYYY-MM-DD. */
  readonly promised: string;
}

const openOf = ({ state, qty, received }: Row): number =>
  state === 'open' ? Math.max(0, toMillionth(Number(qty) - Number(received ?? 0))) : 0;

/** Deleted, cancelled, closed, made less or given to another by hand: the vendor hears of none. `dayOf`: the plant's day of an instant. */
export function promisedAwayBy(
  kind: string,
  before: Row | undefined,
  row: Row | undefined,
  dayOf: (instant: string) => string,
): readonly PromisedAway[] {
  if (kind !== 'purchase_lines' || !before?.promised) return [];
  const { vendor, received } = before;
  const wanted = row && row.vendor === vendor ? openOf({ ...row, received: received ?? 0 }) : 0;
  const qty = toMillionth(openOf(before) - wanted);
  const ref = `${before.order_no}/${before.line}`;
  return qty > 0 ? [{ ref, vendor: String(vendor), qty, promised: dayOf(String(before.promised)) }] : [];
}
