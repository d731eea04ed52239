/** Lot sizes of planned orders; work orders keep the quantity that they have. */
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

/** Only what is made has orders, only what is bought is purchased, only what is brought is moved. */
const supplyIsOfTheItemsKind: Rule = (facts, report) => {
  const expect = (what: string, item: string, kind: 'make' | 'buy' | 'move') => {
    const supply = facts.items.get(item)?.supply;
    if (supply !== kind) report(what, () => `${what} would ${kind} ${item}, which one can only ${supply}`);
  };
  for (const it of facts.orders.values()) if (!it.work) expect(it.row.id, it.row.item, 'make');
  for (const it of facts.purchases) expect(it.id, it.item, 'buy');
  for (const it of facts.moves) expect(it.id, it.item, 'move');
};

export const lots: Rules = { orderSizesFollowTheLotRule, supplyIsOfTheItemsKind };
