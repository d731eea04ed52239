/**
 * Price breaks: from each quantity on, all units of a purchase cost the price of that break. More than is needed is bought
 * only where the whole purchase, at the price of the next break, costs less than what is needed at its own: 430 at 3.50 cost
 * 1,505.00, and 500 at 2.95 cost 1,475.00, so 500 are bought.
 */
import type { LotRule, Source } from '../planning/problem.ts';
import { ProblemError } from '../planning/problem.ts';
import { type Minor, type Ratio, ratio, times } from '../units/units.ts';
import { lotSize, roundUp, sizesOf } from './lots.ts';

/** From this many steps on, minor units a step. */
export interface Break {
  readonly from: number;
  readonly price: Ratio;
}

export interface Priced {
  readonly min: number;
  readonly multiple: number;
  /** In order of quantity, the first from 0; empty where there is one price for all, or none. */
  readonly breaks: readonly Break[];
}

export function compileBreaks(source: Source, decimals: number): readonly Break[] {
  const { breaks, unitCost, item, vendor } = source;
  if (!breaks || breaks.length === 0) return [];
  const say = (text: string) => new ProblemError('sources', item, `the price breaks of ${vendor} for ${item}: ${text}`);
  if (!unitCost) throw say('there is no price below the first break. Maybe give the unit cost.');
  let before = 0;
  for (const { from, unitCost: price } of breaks) {
    if (!Number.isSafeInteger(from) || from <= before)
      throw say(`they must rise from above 0, and ${from} follows ${before}`);
    if (!(price.num >= 0)) throw say(`a price must not be negative: ${price.num}/${price.den} from ${from}`);
    before = from;
  }
  const step = (price: Ratio): Ratio => ratio(price.num, price.den * 10 ** decimals);
  return [{ from: 0, price: step(unitCost) }, ...breaks.map((row) => ({ from: row.from, price: step(row.unitCost) }))];
}

const priceAt = (breaks: readonly Break[], qty: number): Ratio => breaks.findLast((row) => row.from <= qty)!.price;

/** What a purchase costs, rounded once; absent without breaks. */
export const costOf = ({ breaks }: Pick<Priced, 'breaks'>, qty: number): Minor | undefined =>
  breaks.length === 0 ? undefined : (times(qty, priceAt(breaks, qty), 'nearest') as Minor);

/** Size of the next purchase when `needed` is still open: by the lot rule, or up to a break that makes it cheaper in all. */
export function purchaseSize(needed: number, lot: LotRule, offer: Priced): number {
  const sizes = sizesOf(lot, offer.min, offer.multiple);
  let best = lotSize(needed, sizes);
  if (offer.breaks.length === 0 || sizes.fixed > 0) return best;
  let price = priceAt(offer.breaks, best);
  for (const { from } of offer.breaks) {
    const size = roundUp(from, sizes.multiple);
    if (from <= best || size > sizes.max) continue;
    const lower = priceAt(offer.breaks, size);
    if (!cheaper(size, lower, best, price)) continue;
    best = size;
    price = lower;
  }
  return best;
}

/** `a` units at one price cost less in all than `b` at the other. */
const cheaper = (a: number, at: Ratio, b: number, than: Ratio): boolean =>
  BigInt(a) * BigInt(at.num) * BigInt(than.den) < BigInt(b) * BigInt(than.num) * BigInt(at.den);
