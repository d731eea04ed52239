/**
 * A plan read back under a problem with work orders that it does not know: each takes what nobody draws on, and gaps. One that
 * cannot be had costs only itself; what one brings that nobody lacks takes the place of planned orders.
 */
import { WORK } from '../netting/network.ts';
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
  if (newcomers.size === 0) return situation.sound ? situation : undefined;
  const lost = dead(situation.jobs);
  for (const s of openOrders(situation.jobs)) if (lost[s] === 1) newcomers.delete(situation.standing.names[s]!);
  if (!situation.sound) situation = Situation.of(problem, rows, { ...asked, newcomers });
  if (!situation.sound) return undefined;
  const spare = sparedBy(situation, rows, newcomers, asked);
  if (spare.size === 0) return situation;
  const without = Situation.of(problem, rows, { ...asked, newcomers, letGo: (peg) => spare.has(peg) });
  return without.sound ? without : situation;
}

const openOrders = ({ network }: Pick<Jobs, 'network'>): number[] =>
  network.kind.flatMap((kind, s) => (kind === WORK ? [s] : []));

/** Pegs on planned orders for which newcomers bring enough, in time, that nobody else lacks. */
function sparedBy(
  { jobs: { network }, standing, model }: Situation,
  { plan, orders }: PlanRows,
  newcomers: ReadonlySet<string>,
  { first }: Asked,
): ReadonlySet<Peg> {
  const spared = new Set<Peg>();
  const more = openOrders({ network }).filter((s) => newcomers.has(standing.names[s]!) && network.left[s]! > 0);
  if (more.length === 0) return spared;
  const isPlanned = (supply: string) => orders.has(supply) && orders.get(supply)!.workOrder === undefined;
  const onPlanned = plan.pegs.filter(({ supply, consumer }) => isPlanned(supply) && !first?.has(consumer));
  const byItem = grouped(
    sortedBy(onPlanned, ({ at }) => at),
    ({ item }) => item,
  );
  for (const s of more) {
    const { due = -Infinity } = model.workOrders[network.ref[s]!]!;
    const there = Math.max(network.available[s]!, due);
    let left = network.left[s]!;
    for (const peg of byItem.get(model.catalogue.items[network.item[s]!]!.id) ?? []) {
      if (peg.at < there || peg.qty > left || spared.has(peg)) continue;
      spared.add(peg);
      left -= peg.qty;
    }
  }
  return spared;
}
