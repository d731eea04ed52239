/**
 * The economic order quantity (F. W. Harris 1913, later named after Wilson): what an order costs and what stock costs in a
 * year are least together where
 *
 *   Q = √(2 × annual use × cost of an order ÷ (carrying rate × cost of a unit))
 *
 * Orders come in whole packs, so of the two packs around Q the one that costs less in a year: the larger where Q² is above
 * the product of the two. The cost is flat there, and the lot rule's minimum and maximum go before it.
 */
import type { Item, LotRule } from '../planning/problem.ts';
import { ProblemError } from '../planning/problem.ts';

/** The item with its economic lot as the least that is ordered; the same item where it has none. */
export function withEconomicLot(item: Item): Item {
  const { economic } = item.lot;
  if (!economic) return item;
  const lot: LotRule = { ...item.lot, min: Math.max(item.lot.min, economicLot(item, economic)) as LotRule['min'] };
  return { ...item, lot };
}

/** Past this the search for the pack beside it would stand still: neighbours are one number. */
const countable = 1e15;

function economicLot(item: Item, economic: NonNullable<LotRule['economic']>): number {
  const { annualUse, orderCost, carryingRate } = economic;
  const { unitCost, decimals } = item;
  const say = (text: string) => new ProblemError('items', item.id, `the economic lot of ${item.id}: ${text}`);
  if (item.lot.fixed !== undefined) throw say(`the lot is fixed at ${item.lot.fixed} already. Maybe leave one out.`);
  if (!Number.isSafeInteger(annualUse) || annualUse <= 0) throw say(`the annual use must be above 0, not ${annualUse}`);
  if (!Number.isSafeInteger(orderCost) || orderCost < 0)
    throw say(`the cost of an order must not be negative, nor a fraction of a minor unit: ${orderCost}`);
  if (!(carryingRate.num > 0))
    throw say(`the carrying rate must be above 0, not ${carryingRate.num}/${carryingRate.den}`);
  if (!unitCost || !(unitCost.num > 0)) throw say('it takes the cost of a unit above 0. Maybe give it.');
  const pack = Math.max(1, item.lot.multiple);
  const top = 2n * BigInt(annualUse) * BigInt(orderCost) * 10n ** BigInt(decimals);
  const square = top * BigInt(carryingRate.den) * BigInt(unitCost.den);
  const den = BigInt(carryingRate.num) * BigInt(unitCost.num);
  const atMost = (size: number): boolean => BigInt(size) * BigInt(size) * den <= square;
  const exact = Math.sqrt(Number(square) / Number(den));
  if (exact > countable) throw say(`it is beyond all that can be counted. Maybe one of its costs was mistyped.`);
  let lower = Math.floor(exact / pack) * pack;
  while (lower > 0 && !atMost(lower)) lower -= pack;
  while (atMost(lower + pack)) lower += pack;
  const upper = lower + pack;
  const best = lower === 0 || BigInt(lower) * BigInt(upper) * den < square ? upper : lower;
  const largest = item.lot.max === undefined ? best : Math.max(pack, Math.floor(item.lot.max / pack) * pack);
  return Math.min(best, largest);
}
