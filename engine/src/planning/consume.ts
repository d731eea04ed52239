/**
 * Forecasts consumed by orders: what sales expected and a customer ordered since is not planned twice.
 *
 * Orders take their turn by due date. Each consumes forecasts of its item (and, where a forecast names a customer, only of
 * that customer) due at most `backward` before it, the nearest first, and then those due at most `forward` after it, the
 * nearest first; of one date the customer's own before the general one, then by id. What orders leave is planned.
 */
import { type Qty, qty } from '../units/units.ts';
import type { Demand, Problem } from './problem.ts';

/** So much of a forecast is an order by now. */
export interface Consumed {
  readonly forecast: string;
  readonly order: string;
  readonly qty: Qty;
}

interface Open {
  readonly demand: Demand;
  left: number;
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function consumedForecasts({ demands, rules: { consume } }: Problem): readonly Consumed[] {
  if (!consume) return [];
  const byItem = new Map<string, Open[]>();
  for (const demand of demands) {
    if (demand.kind !== 'forecast') continue;
    const list = byItem.get(demand.item);
    if (list) list.push({ demand, left: demand.qty });
    else byItem.set(demand.item, [{ demand, left: demand.qty }]);
  }
  if (byItem.size === 0) return [];
  const general = ({ demand }: Open): number => (demand.customer === undefined ? 1 : 0);
  for (const list of byItem.values())
    list.sort((a, b) => a.demand.due - b.demand.due || general(a) - general(b) || text(a.demand.id, b.demand.id));
  const consumed: Consumed[] = [];
  const orders = demands.filter((demand) => demand.kind === 'order' && byItem.has(demand.item));
  for (const order of orders.toSorted((a, b) => a.due - b.due || text(a.id, b.id))) {
    const list = byItem.get(order.item)!;
    let open: number = order.qty;
    for (const row of inReach(list, order, consume)) {
      const taken = Math.min(open, row.left);
      if (taken <= 0) break;
      row.left -= taken;
      open -= taken;
      consumed.push({ forecast: row.demand.id, order: order.id, qty: qty(taken) });
      if (row.left === 0) list.splice(list.indexOf(row), 1);
    }
  }
  return consumed;
}

/** Forecasts that an order may consume, in the order in which it does. */
function inReach(
  list: readonly Open[],
  order: Demand,
  { backward, forward }: { readonly backward: number; readonly forward: number },
): readonly Open[] {
  const mine = ({ demand }: Open): boolean => demand.customer === undefined || demand.customer === order.customer;
  const before = list.filter((row) => row.demand.due <= order.due && row.demand.due >= order.due - backward);
  const after = list.filter((row) => row.demand.due > order.due && row.demand.due <= order.due + forward);
  // Both are sorted by date and, within a date, as they are to be consumed: the nearest date first, going back.
  before.sort((a, b) => b.demand.due - a.demand.due);
  return [...before, ...after].filter(mine);
}

/** The same problem with forecasts as orders leave them, and no more to consume. */
export function netOfOrders(problem: Problem): Problem {
  if (!problem.rules.consume) return problem;
  const taken = new Map<string, number>();
  for (const row of consumedForecasts(problem)) taken.set(row.forecast, (taken.get(row.forecast) ?? 0) + row.qty);
  const { consume: _, ...rules } = problem.rules;
  const left = (demand: Demand): number => demand.qty - (taken.get(demand.id) ?? 0);
  const gone = new Set(
    problem.demands.filter((demand) => taken.has(demand.id) && left(demand) === 0).map(({ id }) => id),
  );
  return {
    ...problem,
    rules,
    demands: problem.demands
      .filter(({ id }) => !gone.has(id))
      .map((demand) => (taken.has(demand.id) ? { ...demand, qty: left(demand) as Qty } : demand)),
    allocations: problem.allocations.filter((row) => !('demand' in row.for) || !gone.has(row.for.demand)),
  };
}
