/**
 * What would help most: each thing that the binding chain waits for is taken away once, the plan mended with it, and what
 * that gains is measured. The two that gain most are told.
 */
import { BUY, PURCHASE } from '../netting/network.ts';
import { spell } from '../units/clock.ts';
import type { Duration, Second } from '../units/units.ts';
import { belowSupply } from './above.ts';
import type { ExplainWhat } from './explain.ts';
import { chainFrom, chainOf } from './holds.ts';
import { withOvertime } from './overtime.ts';
import type { Plan } from './plan.ts';
import { type Prepared, Ready } from './prepare.ts';
import type { Problem } from './problem.ts';
import type { Answer, Situation } from './situation.ts';

export interface Help {
  readonly kind: 'material' | 'machine' | 'crew' | 'tool' | 'overtime' | 'event';
  /** Purchase, item, machine, crew, tool or event. */
  readonly what: string;
  /** When it would then ship or be done, and how much sooner that is. */
  readonly date: Second;
  readonly seconds: number;
  readonly text: string;
}

/** At most so many are told. */
const TOLD = 2;

/** What is asked about, found in a situation: when it is done, and the work that may move for it. */
interface Target {
  readonly date: (answer: Answer) => number;
  readonly chain: { readonly tasks: readonly number[]; readonly root: number };
  readonly own: Set<number>;
}

/** The most helpful first; empty where nothing helps, or nothing is waited for. */
export function helpsFor(
  problem: Problem,
  plan: Plan,
  what: ExplainWhat,
  options: { readonly prepared?: Prepared } = {},
): readonly Help[] {
  const ready = Ready.of(problem, plan, options.prepared);
  const base = ready.after([]);
  const answer = base.sound ? base.mend() : undefined;
  const target = answer && targetOf(base, answer, what);
  if (!answer || !target) return [];
  const before = target.date(answer);
  const alone = dateUnder(base, what);
  return relaxations(ready, base, answer, target)
    .flatMap(({ situation, does, ...row }): Help[] => {
      const date = dateUnder(situation(), what);
      if (date === undefined || date >= Math.min(before, alone ?? before)) return [];
      const { clock } = base.model;
      const text = `${does}, it would be ${clock.at(date)} instead of ${clock.at(before)}: ${spell(before - date)} sooner.`;
      return [{ ...row, date: date as Second, seconds: before - date, text }];
    })
    .sort((a, b) => a.date - b.date || (a.what < b.what ? -1 : 1))
    .slice(0, TOLD);
}

/** When it is done if its own work may take whatever place is free. */
function dateUnder(situation: Situation, what: ExplainWhat): number | undefined {
  const standing = situation.sound ? situation.mend() : undefined;
  const target = standing && targetOf(situation, standing, what);
  if (!standing || !target) return undefined;
  const moved = situation.mend({ off: target.own, pull: target.own });
  return Math.min(target.date(standing), moved ? target.date(moved) : Infinity);
}

function targetOf(situation: Situation, answer: Answer, what: ExplainWhat): Target | undefined {
  const { jobs, standing, model } = situation;
  const movable = (supplies: Iterable<number>) => {
    const own = new Set<number>();
    for (const s of supplies)
      for (let t = jobs.first[s]!; t < jobs.first[s]! + jobs.count[s]!; t++) if (situation.mayMove(t)) own.add(t);
    return own;
  };
  if ('demand' in what) {
    const d = model.demandIndex.get(what.demand);
    if (d === undefined || answer.outcome.dates[d] === Infinity) return undefined;
    const serving = jobs.servesSupply.subarray(jobs.servesFrom[d]!, jobs.servesFrom[d + 1]!);
    const own = movable(belowSupply(jobs, serving));
    return { date: ({ outcome }) => outcome.dates[d]!, chain: chainOf(situation, answer, d), own };
  }
  const name = 'operation' in what ? what.operation.order : 'order' in what ? what.order : what.supply;
  const s = standing.names.indexOf(name);
  if (s < 0 || standing.live[s] === 0 || jobs.count[s] === 0) return undefined;
  let task: number | undefined;
  if ('operation' in what) {
    for (let t = jobs.first[s]!; t < jobs.first[s]! + jobs.count[s]!; t++)
      if (model.shop.steps.seq[jobs.step[t]!] === what.operation.seq) task = t;
    if (task === undefined) return undefined;
  }
  return {
    date: ({ mended }) => (task === undefined ? mended.built.available[s]! : mended.floor.end[task]!),
    chain: chainFrom(situation, answer, s, task),
    own: movable(belowSupply(jobs, [s])),
  };
}

interface Relaxation {
  readonly kind: Help['kind'];
  readonly what: string;
  readonly does: string;
  readonly situation: () => Situation;
}

function relaxations(ready: Ready, base: Situation, answer: Answer, { chain, date }: Target): Relaxation[] {
  const { mended } = answer;
  const { problem } = ready;
  const { jobs, model } = base;
  const { shop } = model;
  const machines = new Set<string>();
  const crews = new Set<string>();
  const events = new Set<string>();
  for (const t of chain.tasks) {
    const m = mended.floor.machine[t]!;
    if (m >= 0) machines.add(shop.machineIds[m]!);
    if (m >= 0) for (const crew of shop.crewsOf(jobs.step[t]!)) crews.add(crew);
  }
  const orders = new Set(chain.tasks.map((t) => jobs.order[t]!));
  model.demands.forEach((demand, d) => {
    if (demand.awaits === undefined) return;
    for (let i = jobs.servesFrom[d]!; i < jobs.servesFrom[d + 1]!; i++)
      if (orders.has(jobs.servesSupply[i]!)) events.add(demand.awaits);
  });
  const busy = (t: number) => mended.floor.start[t]! > mended.ready[t]!;
  const waiting = new Set(chain.tasks.filter((t) => mended.floor.machine[t]! >= 0 && busy(t)));
  const found: Relaxation[] = [...material(ready, base, chain.root)];
  for (const id of new Set([...waiting].map((t) => shop.machineIds[mended.floor.machine[t]!]!)))
    found.push({
      kind: 'machine',
      what: id,
      does: `With one more machine like ${id}`,
      situation: () => ready.onFloorOf(withTwin(problem, id)),
    });
  for (const id of crews)
    found.push({
      kind: 'crew',
      what: id,
      does: `With one more in crew ${id}`,
      situation: () =>
        ready.onFloorOf({
          ...problem,
          crews: problem.crews.map((row) => (row.id === id ? { ...row, size: row.size + 1 } : row)),
        }),
    });
  for (const id of new Set(chain.tasks.flatMap((t) => shop.toolsOf(jobs.step[t]!))))
    found.push({
      kind: 'tool',
      what: id,
      does: `With one more piece of ${id}`,
      situation: () =>
        ready.onFloorOf({
          ...problem,
          tools: problem.tools?.map((row) => (row.id === id ? { ...row, count: row.count + 1 } : row)),
        }),
    });
  const longer = withOvertime(problem, machines, crews, 'evenings', date(answer));
  if (longer)
    found.push({
      kind: 'overtime',
      what: [...machines, ...crews].join(', '),
      does: `With two hours of overtime a day on ${[...machines, ...crews].join(', ')}`,
      situation: () => ready.onFloorOf(longer),
    });
  for (const id of events)
    found.push({
      kind: 'event',
      what: id,
      does: `If ${problem.events.find((event) => event.id === id)?.name ?? id} came now`,
      situation: () =>
        ready.onFloorOf({
          ...problem,
          events: problem.events.map((event) => (event.id === id ? { ...event, expected: problem.now } : event)),
        }),
    });
  return found;
}

/** What lies at the root of the chain, as if it came at once. */
function material(ready: Ready, { jobs, standing, model }: Situation, root: number): Relaxation[] {
  if (root < 0) return [];
  const { problem } = ready;
  const name = standing.names[root]!;
  const item = model.catalogue.items[jobs.network.item[root]!]!.id;
  if (jobs.network.kind[root] === PURCHASE) {
    const id = model.purchases[jobs.network.ref[root]!]!.id;
    const purchaseLines = problem.purchaseLines.map((row) =>
      row.id === id ? { ...row, estimated: problem.now } : row,
    );
    const situation = () => ready.onFloorOf({ ...problem, purchaseLines });
    return [{ kind: 'material', what: name, does: `If ${name} with ${item} came now`, situation }];
  }
  if (jobs.network.kind[root] !== BUY) return [];
  const offer = model.catalogue.offers[jobs.network.item[root]!]![jobs.network.ref[root]!]!;
  const source = problem.sources[offer.row]!;
  const atOnce = { ...source, leadTime: { elapsed: 0 as Duration }, priority: source.priority + 1000 };
  const situation = () =>
    ready.under(
      { ...problem, sources: [...problem.sources, atOnce] },
      { hurry: true, letGo: (peg) => peg.supply === name },
    );
  return [{ kind: 'material', what: item, does: `If ${item} were there now`, situation }];
}

function withTwin(problem: Problem, id: string): Problem {
  const twin = `${id}+1`;
  const listed = <T extends { readonly machines?: readonly string[] }>(row: T): T =>
    row.machines?.includes(id) ? { ...row, machines: [...row.machines, twin] } : row;
  return {
    ...problem,
    machines: problem.machines.flatMap((row) => (row.id === id ? [row, { ...row, id: twin, downtime: [] }] : [row])),
    operations: problem.operations.map(listed),
    workOrders: problem.workOrders.map((order) =>
      order.operations ? { ...order, operations: order.operations.map(listed) } : order,
    ),
  };
}
