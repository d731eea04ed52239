/**
 * Who draws on what, worked out again from times and quantities. The pegging file tells it for the demands
 * themselves; below them it gives totals a demand, so orders are matched first come, first served: where any
 * matching serves every draw in time, this one does (lots with a shelf life go out first expired first).
 */
import { type ConsumerId, type Peg, type Problem, qty, type SupplyId, second } from '@hotlist/engine';
import { groupedBy } from './rows.ts';

export interface Supply {
  readonly id: SupplyId;
  readonly item: string;
  readonly qty: number;
  readonly ready: number;
  readonly expires: number;
  /** Made or bought by this plan. */
  readonly isNew: boolean;
}

export interface Need {
  readonly consumer: ConsumerId;
  readonly item: string;
  readonly qty: number;
  readonly at: number;
}

/** A demand's own supply as the file has it; `stock/ITEM` stands for any of its lots. */
export interface Named {
  readonly consumer: ConsumerId;
  readonly supply: string;
  readonly qty: number;
}

type Open<T> = T & { left: number };
const opened = <T extends { readonly qty: number }>(list: readonly T[]): Open<T>[] =>
  list.map((one) => ({ ...one, left: one.qty }));

export function pegsOf(
  problem: Problem,
  supplies: readonly Supply[],
  needs: readonly Need[],
  named: readonly Named[] | undefined,
): Peg[] {
  const open = opened(supplies).toSorted(
    (a, b) => a.expires - b.expires || a.ready - b.ready || Number(a.isNew) - Number(b.isNew),
  );
  const wanted = opened(needs).toSorted((a, b) => a.at - b.at);
  const suppliesOf = groupedBy(open, (supply) => supply.id);
  const lotsOf = groupedBy(
    open.filter((supply) => supply.id.startsWith('stock/')),
    (supply) => `stock/${supply.item}`,
  );
  const needsOf = groupedBy(wanted, (need) => need.consumer);
  const toOrder = new Set(problem.items.filter((item) => item.makeToOrder).map((item) => item.id));
  const pegs: Peg[] = [];
  const take = (supply: Open<Supply>, need: Open<Need>, most: number): number => {
    const taken = Math.min(supply.left, need.left, most);
    if (taken <= 0) return 0;
    supply.left -= taken;
    need.left -= taken;
    pegs.push({ supply: supply.id, consumer: need.consumer, item: supply.item, qty: qty(taken), at: second(need.at) });
    return taken;
  };
  const bind = (ids: readonly Open<Supply>[], consumer: string, most: number): void => {
    let left = most;
    for (const supply of ids)
      for (const need of needsOf.get(consumer) ?? [])
        if (need.item === supply.item && supply.ready <= need.at) left -= take(supply, need, left);
  };

  for (const one of problem.allocations) {
    const supply = suppliesOf.get(one.supply);
    if (supply && !(named && 'demand' in one.for))
      bind(supply, 'demand' in one.for ? `demand/${one.for.demand}` : `work/${one.for.workOrder}`, one.qty);
  }
  for (const one of named ?? []) {
    bind(suppliesOf.get(one.supply) ?? lotsOf.get(one.supply) ?? [], one.consumer, one.qty);
  }
  const fixed = pegs.length;
  const ofItem = groupedBy(open, (supply) => supply.item);
  for (const need of wanted) {
    if (named && need.consumer.startsWith('demand/')) continue;
    for (const supply of ofItem.get(need.item) ?? []) {
      if (need.left === 0) break;
      const usable =
        supply.ready <= need.at &&
        need.at <= supply.expires &&
        !(toOrder.has(supply.item) && supply.id.startsWith('stock/'));
      if (usable) take(supply, need, need.left);
    }
  }
  const kept = forSafety(problem, open, pegs, fixed);
  return [...pegs, ...kept];
}

/** New supply that nobody drew on was made for the safety stock; else a draw that an older supply served is its own (changed in `pegs`). */
function forSafety(problem: Problem, open: readonly Open<Supply>[], pegs: Peg[], fixed: number): Peg[] {
  const room = new Map(problem.items.map((item) => [item.id, item.safetyStock as number]));
  const pegged = new Map<string, number>();
  for (const peg of pegs) pegged.set(peg.supply, (pegged.get(peg.supply) ?? 0) + peg.qty);
  const isNew = new Set(open.filter((supply) => supply.isNew).map((supply) => supply.id));
  const kept: Peg[] = [];
  for (const supply of open) {
    // Somebody draws on it, or on what it yields beside its item.
    if (!supply.isNew || pegged.has(supply.id)) continue;
    const space = Math.min(room.get(supply.item) ?? 0, supply.qty);
    if (space > 0) {
      room.set(supply.item, (room.get(supply.item) ?? 0) - space);
      kept.push({
        supply: supply.id,
        consumer: `safety/${supply.item}`,
        item: supply.item,
        qty: qty(space),
        at: second(supply.ready),
      });
      continue;
    }
    // What is new must keep a consumer of its own: it gives all but one step.
    const spare = (peg: Peg): number =>
      Math.min(peg.qty, supply.qty, isNew.has(peg.supply) ? (pegged.get(peg.supply) ?? 0) - 1 : peg.qty);
    const at = pegs.findIndex(
      (peg, row) => row >= fixed && peg.item === supply.item && peg.at >= supply.ready && spare(peg) > 0,
    );
    const peg = pegs[at];
    if (!peg) continue;
    const moved = spare(peg);
    pegged.set(peg.supply, (pegged.get(peg.supply) ?? 0) - moved);
    if (moved === peg.qty) pegs[at] = { ...peg, supply: supply.id };
    else {
      pegs[at] = { ...peg, qty: qty(peg.qty - moved) };
      kept.push({ ...peg, supply: supply.id, qty: qty(moved) });
    }
  }
  return kept;
}
