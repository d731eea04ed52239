/** The few orders that a version hurts most and saves, and how many others it changes, in words. */
import { movedWords } from '../planning/orderchanges.messages.ts';

interface Named {
  readonly customer: string | null;
  readonly became: string;
  readonly moved_days: number | null;
  /** Null: nothing delivers it. */
  readonly ships: string | null;
}

export const foremostHead = 'Orders that it changes most';

/** " Miller Cycles: newly late, +3.0 d, ships", behind the name of the order; the moment that it ships follows, where there is one. */
export function foremostWords({ customer, became, moved_days, ships }: Named): string {
  const said = [
    became,
    moved_days === null ? null : movedWords(moved_days),
    ships === null ? 'nothing delivers it' : 'ships',
  ];
  return `${customer === null ? '' : ` ${customer}`}: ${said.filter((one) => one !== null).join(', ')}`;
}

/** "and 3 more"; where none is named, what became of them: "2 orders ship earlier, 1 is new". */
export function othersWords(
  named: number,
  more: number,
  { earlier, new: fresh, gone }: { readonly earlier: number; readonly new: number; readonly gone: number },
): string {
  if (named > 0) return `and ${more} more`;
  return [
    earlier > 0 && (earlier === 1 ? '1 order ships earlier' : `${earlier} orders ship earlier`),
    fresh > 0 && (fresh === 1 ? '1 order is new' : `${fresh} orders are new`),
    gone > 0 && (gone === 1 ? '1 order is gone' : `${gone} orders are gone`),
  ]
    .filter((one) => one !== false)
    .join(', ');
}
