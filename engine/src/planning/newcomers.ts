/**
 * A plan read back under a problem with work orders that it does not know: each takes what nobody draws on, and gaps. One that
 * cannot be had costs only itself. What one brings that nobody lacks takes the place of planned orders, as do goods in stock or
 * ordered that came since: nothing is made that is there.
 */
import { PURCHASE, STOCK, WORK } from '../netting/network.ts';
import type { Jobs } from '../scheduling/jobs.ts';
import { dead } from '../scheduling/urgency.ts';
import { sortedBy } from '../units/ascending.ts';
import { grouped } from '../units/grouped.ts';
import type { Peg, Plan } from './plan.ts';
import { type PlanRows, rowsOf } from './plan-rows.ts';
import type { Problem } from './problem.ts';
import { Situation } from './situation.ts';
import type { Asked } from './standing.ts';

/** Undefined: something else is not known any more, or cannot be had. */
export function besideNewcomers(problem: Problem, standing: Plan, asked: Asked): Situation | undefined {
  const rows = rowsOf(standing);
  const newcomers = new Set(problem.workOrders.map(({ id }) => `work/${id}`).filter((id) => !rows.orders.has(id)));
  let situation = Situation.of(problem, rows, { ...asked, newcomers });
  if (newcomers.size > 0) {
    const lost = dead(situation.jobs);
    for (const s of openOrders(situation.jobs)) if (lost[s] === 1) newcomers.delete(situation.standing.names[s]!);
    if (!situation.sound) situation = Situation.of(problem, rows, { ...asked, newcomers });
  }
  if (!situation.sound) return undefined;
  const spare = sparedBy(situation, rows, newcomers, asked);
  if (spare.size === 0) return situation;
  const without = Situation.of(problem, rows, { ...asked, newcomers, letGo: (peg) => spare.has(peg) });
  return without.sound && newIn(without) <= newIn(situation) ? without : situation;
}

/** How many supplies are new: what lies there may not be what was asked for, and is made anew then. */
const newIn = ({ standing: { live, names } }: Situation): number =>
  live.reduce((count, lives, s) => count + (lives === 1 && names[s] === undefined ? 1 : 0), 0);

const openOrders = ({ network }: Pick<Jobs, 'network'>): number[] =>
  network.kind.flatMap((kind, s) => (kind === WORK ? [s] : []));

/** Pegs on planned orders and purchases for which newcomers, stock and what is ordered bring enough, in time, that nobody else lacks. */
function sparedBy(
  { jobs: { network }, standing, model }: Situation,
  { plan, orders }: PlanRows,
  newcomers: ReadonlySet<string>,
  { first }: Asked,
): ReadonlySet<Peg> {
  const spared = new Set<Peg>();
  const { kind } = network;
  const isThere = (s: number) => kind[s] === STOCK || kind[s] === PURCHASE || newcomers.has(standing.names[s]!);
  const more = network.kind.flatMap((_, s) => (network.left[s]! > 0 && isThere(s) ? [s] : []));
  if (more.length === 0) return spared;
  const bought = new Set<string>(plan.purchases.map(({ id }) => id));
  const isPlanned = (supply: string) =>
    bought.has(supply) || (orders.has(supply) && orders.get(supply)!.workOrder === undefined);
  const onPlanned = plan.pegs.filter(({ supply, consumer }) => isPlanned(supply) && !first?.has(consumer));
  const byItem = grouped(
    sortedBy(onPlanned, ({ at }) => at),
    ({ item }) => item,
  );
  for (const s of more) {
    const due = (network.kind[s] === WORK && model.workOrders[network.ref[s]!]!.due) || -Infinity;
    const there = Math.max(network.available[s]!, due);
    let left = network.left[s]!;
    for (const peg of byItem.get(model.catalogue.items[network.item[s]!]!.id) ?? []) {
      if (peg.at < there || peg.at >= network.expires[s]! || peg.qty > left || spared.has(peg)) continue;
      spared.add(peg);
      left -= peg.qty;
    }
  }
  return spared;
}
