/** Purchase lines that are taken away though their vendor promised what is open of them. Pure. */
import { toMillionth } from '../../house/amounts.ts';
import type { Row } from '../../house/kind.ts';

export interface PromisedAway {
  readonly ref: string;
  readonly vendor: string;
  /** Open, in the item's unit. */
  readonly qty: number;
  /** YYYY-MM-DD. */
  readonly promised: string;
}

/** Deleted or cancelled by hand: the vendor hears of neither. `dayOf`: the plant's day of an instant. */
export function promisedAwayBy(
  kind: string,
  before: Row | undefined,
  row: Row | undefined,
  dayOf: (instant: string) => string,
): readonly PromisedAway[] {
  if (kind !== 'purchase_lines' || before?.state !== 'open' || !before.promised) return [];
  if (row && row.state !== 'cancelled') return [];
  const qty = toMillionth(Number(before.qty) - Number(before.received ?? 0));
  const ref = `${before.order_no}/${before.line}`;
  return qty > 0 ? [{ ref, vendor: String(before.vendor), qty, promised: dayOf(String(before.promised)) }] : [];
}
