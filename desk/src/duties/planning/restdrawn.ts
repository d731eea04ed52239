/**
 * What is left out of an approval keeps its share of a lot, and the rest of the lot is for others: who would have the same goods
 * later, from an order made for him, draws on it. An order that nobody draws on any more is not made, nor what was for it. Pure.
 */
import type { Peg, Plan, Qty } from '@hotlist/engine';
import { groupedBy } from './rows.ts';

/** `theirs`: the orders that stay. The plan itself where nobody draws on their rests. */
export function drawnOnRests(plan: Plan, theirs: ReadonlySet<string>): Plan {
  const orders = new Map(plan.orders.map((order) => [order.id as string, order]));
  const madeFor = groupedBy(
    plan.pegs.filter(({ supply }) => supply.startsWith('planned/') && !theirs.has(supply)),
    ({ item }) => item,
  );
  const drawn = new Map<string, number>();
  for (const { supply, qty } of plan.pegs) drawn.set(supply, (drawn.get(supply) ?? 0) + qty);
  const given = new Map<Peg, Peg[]>();
  const endOf = ({ supply }: Peg): number => orders.get(supply)?.end ?? -Infinity;
  for (const lot of plan.orders.filter(({ id }) => theirs.has(id)).toSorted((a, b) => a.end - b.end)) {
    let rest = lot.qty - (drawn.get(lot.id) ?? 0);
    const later = (madeFor.get(lot.item) ?? []).filter((peg) => peg.item === orders.get(peg.supply)?.item);
    // An order is not made if all that is drawn on it comes from the rest: the last and the smallest is the likeliest.
    for (const peg of later.toSorted((a, b) => endOf(b) - endOf(a) || a.qty - b.qty)) {
      if (rest <= 0 || endOf(peg) <= lot.end) break;
      if (given.has(peg)) continue;
      const qty = Math.min(rest, peg.qty);
      rest -= qty;
      given.set(peg, [
        { ...peg, supply: lot.id, qty: qty as Qty },
        ...(qty < peg.qty ? [{ ...peg, qty: (peg.qty - qty) as Qty }] : []),
      ]);
    }
  }
  if (given.size === 0) return plan;
  return withoutUndrawn(
    plan,
    plan.pegs.flatMap((peg) => given.get(peg) ?? [peg]),
  );
}

/** A plan with other pegs, without what was made, bought or moved by it and is for nobody then. */
function withoutUndrawn(plan: Plan, all: readonly Peg[]): Plan {
  const before = new Set(plan.pegs.map(({ supply }) => supply as string));
  const gone = new Set<string>();
  let pegs = all;
  for (;;) {
    const drawn = new Set(pegs.map(({ supply }) => supply as string));
    const more = [...before].filter((id) => /^(planned|buy|move)\//.test(id) && !drawn.has(id) && !gone.has(id));
    if (more.length === 0) break;
    for (const id of more) gone.add(id);
    pegs = pegs.filter(({ consumer }) => !gone.has(consumer));
  }
  const stays = ({ id }: { readonly id: string }): boolean => !gone.has(id);
  return {
    ...plan,
    orders: plan.orders.filter(stays),
    purchases: plan.purchases.filter(stays),
    moves: plan.moves.filter(stays),
    operations: plan.operations.filter(({ order }) => !gone.has(order)),
    pegs,
    messages: plan.messages.filter(({ supply }) => !gone.has(supply)),
  };
}
