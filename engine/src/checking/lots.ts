/** Lot sizes of planned orders; work orders keep the quantity that they have. */
import type { Item } from '../planning/problem.ts';
import { fits } from './purchases.ts';
import type { Rule, Rules } from './rule.ts';

/** A planned order is of the fixed size, or at least the minimum, a whole number of multiples and at most the maximum. */
const orderSizesFollowTheLotRule: Rule = (facts, report) => {
  for (const { row, item, work } of facts.orders.values()) {
    if (work) continue;
    const { fixed, min, multiple, max } = item.lot;
    if (fixed !== undefined) {
      if (row.qty !== fixed)
        report(row.id, () => `${row.id} makes ${row.qty} steps of ${item.id}, not the fixed ${fixed}`);
    } else if (!fits(row.qty, min, multiple) || row.qty > (max ?? Number.POSITIVE_INFINITY)) {
      report(
        row.id,
        () =>
          `${row.id} makes ${row.qty} steps of ${item.id}: from ${min} by ${multiple}${max === undefined ? '' : ` to ${max}`}`,
      );
    }
  }
};

/** Where a lot is economic, nothing smaller is ordered: the whole number of packs that costs least in a year, within minimum and maximum. */
const lotsAreEconomic: Rule = (facts, report) => {
  const made = [...facts.orders.values()].filter((it) => !it.work).map((it) => it.row);
  for (const row of [...made, ...facts.purchases, ...facts.moves]) {
    const least = economicLot(facts.items.get(row.item));
    if (row.qty < least)
      report(row.id, () => `${row.id} is for ${row.qty} steps of ${row.item}; the economic lot is ${least}`);
  }
};

/** The cost of a year, order by order and piece by piece on stock, tried for the packs around the turning point; exact. */
function economicLot(item: Item | undefined): number {
  const { economic, min, multiple, max } = item?.lot ?? {};
  if (!item?.unitCost || !economic) return 0;
  const { annualUse, orderCost, carryingRate } = economic;
  const bottom = BigInt(carryingRate.den) * BigInt(item.unitCost.den) * 10n ** BigInt(item.decimals);
  const kept = BigInt(carryingRate.num) * BigInt(item.unitCost.num);
  // What costs nothing to keep has no such lot, and no plan of ours.
  if (kept <= 0n) return 0;
  const orders = 2n * BigInt(annualUse) * BigInt(orderCost) * bottom;
  /** Twice what a year costs in lots of so many, times the size: over the size it is compared. */
  const yearly = (size: number): bigint => orders + BigInt(size) * BigInt(size) * kept;
  const pack = Math.max(1, multiple ?? 1);
  const below = Math.floor(Math.sqrt(Number(orders) / Number(kept)) / pack) * pack;
  const cheapest = [below - pack, below, below + pack]
    .filter((size) => size > 0)
    .reduce((best, size) => (yearly(size) * BigInt(best) < yearly(best) * BigInt(size) ? size : best));
  return Math.max(min ?? 0, Math.min(cheapest, Math.max(pack, Math.floor((max ?? Infinity) / pack) * pack)));
}

/** Only what is made has orders, only what is bought is purchased, only what is brought is moved. */
const supplyIsOfTheItemsKind: Rule = (facts, report) => {
  const expect = (what: string, item: string, kind: 'make' | 'buy' | 'move') => {
    const supply = facts.items.get(item)?.supply;
    // A phantom that is asked for by itself is put together for it.
    if (supply !== kind && !(supply === 'phantom' && kind === 'make'))
      report(what, () => `${what} would ${kind} ${item}, which one can only ${supply}`);
  };
  for (const it of facts.orders.values()) if (!it.work) expect(it.row.id, it.row.item, 'make');
  for (const it of facts.purchases) expect(it.id, it.item, 'buy');
  for (const it of facts.moves) expect(it.id, it.item, 'move');
};

export const lots: Rules = { orderSizesFollowTheLotRule, lotsAreEconomic, supplyIsOfTheItemsKind };
