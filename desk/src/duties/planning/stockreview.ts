/**
 * Stock that is too much by the plan: more than its horizon needs, not moved for long, or expired before it is used. Pure; quantities
 * in the item's unit, days YYYY-MM-DD of the plant.
 */
import { toMillionth } from '../../house/amounts.ts';
import { dayNumber } from '../../house/clock.ts';

export interface StockOf {
  readonly item: string;
  readonly onHand: number;
  readonly safetyStock: number;
  /** What the plan takes of the item in its whole horizon. */
  readonly needed: number;
  /** Of the last movement; null: none is known. */
  readonly moved: string | null;
  /** By day, in their order. */
  readonly expiring: readonly Expiring[];
  readonly needs: readonly NeedOf[];
}

export interface Expiring {
  readonly day: string;
  readonly qty: number;
}
export interface NeedOf {
  readonly day: string;
  readonly qty: number;
}

export const troubles = ['excess', 'dead', 'expiring'] as const;
export type Trouble = (typeof troubles)[number];

export interface TooMuch {
  readonly trouble: Trouble;
  /** So much of it. */
  readonly qty: number;
  /** Of the last movement (dead), or by which it expires. */
  readonly day: string | null;
}

/** Every trouble of an item's stock; none where the plan uses all of it in time. */
export function tooMuch(stock: StockOf, today: string, deadDays: number): readonly TooMuch[] {
  const found: TooMuch[] = [];
  const excess = toMillionth(stock.onHand - stock.needed - stock.safetyStock);
  if (excess > 0) found.push({ trouble: 'excess', qty: excess, day: null });
  const quiet = stock.moved === null ? Number.POSITIVE_INFINITY : dayNumber(today) - dayNumber(stock.moved);
  if (stock.onHand > 0 && quiet > deadDays) found.push({ trouble: 'dead', qty: stock.onHand, day: stock.moved });
  const lost = expiringUnused(stock.expiring, stock.needs, today);
  return lost ? [...found, { trouble: 'expiring', ...lost }] : found;
}

/**
 * What is left of stock when it expires, used up in the order of its days: what is used for the days before cannot be used again.
 * The first day with the sum of all that is lost; undefined: nothing is.
 */
export function expiringUnused(
  expiring: readonly Expiring[],
  needs: readonly NeedOf[],
  today: string,
): { readonly qty: number; readonly day: string } | undefined {
  let [used, lost] = [0, 0];
  let first: string | undefined;
  for (const { day, qty } of expiring) {
    const until = needs.reduce((sum, need) => (need.day <= day ? sum + need.qty : sum), 0);
    const left = day < today ? qty : Math.max(0, qty - Math.max(0, until - used));
    used += qty - left;
    lost += left;
    if (left > 0) first ??= day;
  }
  return first === undefined ? undefined : { qty: toMillionth(lost), day: first };
}
