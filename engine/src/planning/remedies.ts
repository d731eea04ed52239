/**
 * What might save a late demand: each remedy is the problem or the plan's rows with one thing done differently, and how
 * free the schedule then is. Whether it helps is seen by trying it.
 */
import { costOf } from '../netting/breaks.ts';
import { BUY, PLANNED, PURCHASE } from '../netting/network.ts';
import { ELAPSED } from '../scheduling/steps.ts';
import { spellQty } from '../units/clock.ts';
import type { Duration, Qty, Second } from '../units/units.ts';
import { chainOf } from './holds.ts';
import { type Overtime, overtimeCost, withOvertime } from './overtime.ts';
import type { Peg } from './plan.ts';
import type { PlanRows } from './plan-rows.ts';
import type { Ready } from './prepare.ts';
import type { Problem } from './problem.ts';
import type { Freedom } from './repair.ts';
import { inGaps, ownWork } from './room.ts';
import type { Answer, Situation } from './situation.ts';
import { handingOn, ovenBatches, severalMachines } from './step-remedies.ts';

export type RescueKind =
  | 'sequence'
  | 'overtime'
  | 'other-machine'
  | 'several-machines'
  | 'transfer-batch'
  | 'oven-batch'
  | 'split'
  | 'second-vendor'
  | 'premium-freight'
  | 'substitute'
  | 'stock-from'
  | 'part-shipment';

export interface Remedy {
  readonly kind: RescueKind;
  /** What tells it from others of its kind: a supply, an item, a demand. */
  readonly what: string;
  readonly situation: () => Situation;
  /** How free the schedule is, seen from the demand in the remedy's own situation. */
  readonly freedom: (situation: Situation, d: number) => Freedom;
  readonly agree: readonly string[];
  /** The problem that the plan is then a plan of. Absent: the situation's own. */
  readonly planOf?: Problem;
  /** What is done, as a sentence without its end: dates and whom it delays follow. */
  readonly does: string;
  /** Minor units. Absent, or `undefined`: not known, since moving work costs something too. */
  readonly cost?: (situation: Situation, answer: Answer) => number | undefined;
}

/** Where the demand stands in the plan, and what its date hangs on. */
export interface Case {
  readonly ready: Ready;
  readonly d: number;
  readonly base: Situation;
  readonly answer: Answer;
  readonly tasks: readonly number[];
  readonly root: number;
  readonly date: number;
}

export function caseOf(ready: Ready, demand: string): Case | undefined {
  const base = ready.after([]);
  const d = base.model.demandIndex.get(demand);
  const answer = base.sound ? base.mend() : undefined;
  if (d === undefined || !answer || answer.outcome.dates[d] === Infinity) return undefined;
  const { tasks, root } = chainOf(base, answer, d);
  return { ready, d, base, answer, tasks, root, date: answer.outcome.dates[d]! };
}

/** Its own work takes its turn before all that has not begun and stands before its date. */
const goesFirst =
  (until: number) =>
  (situation: Situation, d: number): Freedom => ({ ripple: until, pull: ownWork(situation, d) });

export function remediesOf(found: Case): Remedy[] {
  return [
    ...sequences(found),
    ...overtimes(found),
    ...otherMachines(found),
    ...severalMachines(found),
    ...handingOn(found),
    ...ovenBatches(found),
    ...splits(found),
    ...vendors(found),
    ...freights(found),
    ...substitutes(found),
    ...stocks(found),
    ...parts(found),
  ];
}

function sequences({ ready, date }: Case): Remedy[] {
  const base = { kind: 'sequence' as const, situation: () => ready.after([]) };
  return [
    { ...base, what: 'gaps', freedom: inGaps, agree: ['supervisor'], does: 'Its work moves to places that are free' },
    { ...base, what: 'first', freedom: goesFirst(date), agree: ['supervisor'], does: 'Its work goes first' },
  ];
}

/** Machines that may do a step of the chain, and crews that attend one. */
export function resourcesOf({ base, answer, tasks }: Pick<Case, 'base' | 'answer' | 'tasks'>): {
  readonly machines: ReadonlySet<string>;
  readonly crews: ReadonlySet<string>;
} {
  const { jobs, model } = base;
  const { shop } = model;
  const machines = new Set<string>();
  const crews = new Set<string>();
  for (const t of tasks) {
    const step = jobs.step[t]!;
    if (shop.steps.kind[step] === ELAPSED || answer.mended.floor.machine[t]! < 0) continue;
    for (let i = shop.steps.choiceFrom[step]!; i < shop.steps.choiceFrom[step + 1]!; i++)
      machines.add(shop.machineIds[shop.steps.choice[i]!]!);
    for (const crew of shop.crewsOf(step)) crews.add(crew);
  }
  return { machines, crews };
}

function overtimes(found: Case): Remedy[] {
  const { ready, date } = found;
  const { machines, crews } = resourcesOf(found);
  return (['evenings', 'saturdays'] satisfies Overtime[]).flatMap((when): Remedy[] => {
    const longer = withOvertime(ready.problem, machines, crews, when, date);
    if (!longer) return [];
    const whose = [...machines, ...crews].join(', ');
    const amount = when === 'evenings' ? 'two hours of overtime a day' : 'Saturdays';
    return [
      {
        kind: 'overtime',
        what: when,
        situation: () => ready.onFloorOf(longer),
        freedom: inGaps,
        agree: ['supervisor', ...crews],
        does: `${whose} work ${amount}`,
        cost: (situation, then) => overtimeCost(ready.problem, machines, crews, situation, then),
      },
    ];
  });
}

/** Machines of the work centre that the routing, or a pin, leaves out. */
function otherMachines({ ready, base, tasks }: Case): Remedy[] {
  const { problem } = ready;
  const { jobs, standing, model } = base;
  const { steps } = model.shop;
  const items = new Set<string>();
  const orders = new Set<string>();
  for (const t of tasks) {
    const s = jobs.order[t]!;
    if (steps.kind[jobs.step[t]!] === ELAPSED || !base.mayMove(t)) continue;
    if (standing.names[s]!.startsWith('work/')) orders.add(standing.names[s]!.slice('work/'.length));
    else items.add(model.catalogue.items[jobs.network.item[s]!]!.id);
  }
  let freed = 0;
  const free = <T extends { readonly machines?: readonly string[] }>(row: T): T => {
    if (!row.machines?.length) return row;
    freed++;
    return { ...row, machines: undefined };
  };
  const changed: Problem = {
    ...problem,
    operations: problem.operations.map((row) => (items.has(row.item) ? free(row) : row)),
    workOrders: problem.workOrders.map((order) =>
      orders.has(order.id) && order.operations
        ? {
            ...order,
            operations: order.operations.map((row) => {
              if (row.done || row.frozen || row.startedAt !== undefined) return row;
              const open = free(row);
              if (open.machine === undefined) return open;
              freed++;
              return { ...open, machine: undefined };
            }),
          }
        : order,
    ),
  };
  if (freed === 0) return [];
  return [
    {
      kind: 'other-machine',
      what: [...items, ...orders].join(', '),
      situation: () => ready.onFloorOf(changed),
      freedom: inGaps,
      agree: ['supervisor', 'engineering'],
      does: 'Its steps may run on every machine of their work centres',
    },
  ];
}

/** One planned order of the chain as two that run side by side. */
function splits({ ready, base, tasks }: Case): Remedy[] {
  const { jobs, standing, model } = base;
  const { network } = jobs;
  const orders = new Set(tasks.map((t) => jobs.order[t]!));
  return [...orders].flatMap((s): Remedy[] => {
    const item = model.catalogue.items[network.item[s]!]!;
    const qty = network.qty[s]!;
    const { min, multiple, fixed } = item.lot;
    const pack = Math.max(1, multiple);
    const half = Math.ceil(qty / 2 / pack) * pack;
    if (
      network.kind[s] !== PLANNED ||
      fixed !== undefined ||
      half >= qty ||
      half < Math.max(min, pack) ||
      qty - half < min
    )
      return [];
    const name = standing.names[s]!;
    const smaller: Problem = {
      ...ready.problem,
      items: ready.problem.items.map((row) =>
        row.id === item.id ? { ...row, lot: { ...row.lot, max: half as Qty, period: undefined } } : row,
      ),
    };
    return [
      {
        kind: 'split',
        what: name,
        situation: () => ready.under(smaller, { hurry: true, letGo: (peg) => peg.supply === name }),
        freedom: inGaps,
        agree: ['supervisor'],
        planOf: ready.problem,
        does: `${name} for ${spellQty(qty, item.decimals)} ${item.id} is split in two of ${spellQty(half, item.decimals)} and ${spellQty(qty - half, item.decimals)}`,
      },
    ];
  });
}

/** The open line at the root is left to others; what is missing is bought again, where that is sooner. */
function vendors({ ready, base, root }: Case): Remedy[] {
  if (root < 0 || base.jobs.network.kind[root] !== PURCHASE) return [];
  const { jobs, standing, model } = base;
  const name = standing.names[root]!;
  const item = model.catalogue.items[jobs.network.item[root]!]!;
  const offers = model.catalogue.offers[jobs.network.item[root]!]!;
  const soonest = offers.toSorted((a, b) => a.earliest - b.earliest || a.priority - b.priority)[0];
  if (!soonest || soonest.earliest >= jobs.network.available[root]!) return [];
  return [
    {
      kind: 'second-vendor',
      what: name,
      situation: () =>
        ready.under(ready.problem, { hurry: true, letGo: (peg) => peg.supply === name, avoid: new Set([name]) }),
      freedom: inGaps,
      agree: ['buyer'],
      does: `${item.id} is bought from ${soonest.vendor} instead of waiting for ${name}`,
      cost: (situation) => boughtAnew(situation, item.id),
    },
  ];
}

/** New purchases of an item, at the prices of their sources. */
function boughtAnew({ jobs, standing, model }: Situation, item: string): number | undefined {
  const { network } = jobs;
  let cost: number | undefined = 0;
  for (let s = 0; s < network.supplies; s++) {
    const { id, decimals } = model.catalogue.items[network.item[s]!]!;
    if (network.kind[s] !== BUY || standing.names[s] !== undefined || id !== item) continue;
    const offer = model.catalogue.offers[network.item[s]!]![network.ref[s]!]!;
    const price = model.problem.sources[offer.row]?.unitCost;
    const atBreak = costOf(offer, network.qty[s]!);
    if (!price || cost === undefined) cost = undefined;
    else if (atBreak !== undefined) cost += atBreak;
    else cost += Math.ceil((network.qty[s]! * price.num) / (price.den * 10 ** decimals));
  }
  return cost;
}

function freights({ ready, base, root }: Case): Remedy[] {
  const { problem } = ready;
  if (root < 0) return [];
  const { jobs, standing, model } = base;
  const kind = jobs.network.kind[root];
  const item = model.catalogue.items[jobs.network.item[root]!]!.id;
  const name = standing.names[root]!;
  const line = kind === PURCHASE ? model.purchases[jobs.network.ref[root]!]! : undefined;
  const offer = kind === BUY ? model.catalogue.offers[jobs.network.item[root]!]![jobs.network.ref[root]!]! : undefined;
  const vendor = line?.vendor ?? offer?.vendor;
  const rate = problem.rates?.freight?.find(
    (row) => row.vendor === vendor && (row.item === undefined || row.item === item),
  );
  if (!rate || problem.now + rate.lead >= jobs.network.available[root]!) return [];
  const remedy = {
    kind: 'premium-freight' as const,
    what: name,
    freedom: inGaps,
    agree: ['buyer'],
    does: `${name} with ${item} from ${vendor} comes by premium freight, ${model.clock.at(problem.now + rate.lead)}`,
    cost: () => rate.cost,
  };
  if (line) {
    const estimated = (problem.now + rate.lead) as Second;
    const purchaseLines = problem.purchaseLines.map((row) => (row.id === line.id ? { ...row, estimated } : row));
    return [{ ...remedy, situation: () => ready.onFloorOf({ ...problem, purchaseLines }) }];
  }
  const source = problem.sources[offer!.row]!;
  const fast = { ...source, leadTime: { elapsed: rate.lead as Duration }, priority: source.priority + 1000 };
  return [
    {
      ...remedy,
      situation: () =>
        ready.under(
          { ...problem, sources: [...problem.sources, fast] },
          { hurry: true, letGo: (peg) => peg.supply === name },
        ),
    },
  ];
}

/** Another component of the same group, where the bill has one and it can be had sooner. */
function substitutes({ ready, base, answer, tasks, root }: Case): Remedy[] {
  if (root < 0) return [];
  const { jobs, standing, model } = base;
  const consumer = jobs.order[tasks.at(-1)!]!;
  if (jobs.network.kind[consumer] !== PLANNED) return [];
  const parent = model.catalogue.items[jobs.network.item[consumer]!]!.id;
  const late = model.catalogue.items[jobs.network.item[root]!]!.id;
  const start = answer.mended.floor.start[jobs.first[consumer]!]!;
  const effective = (from?: number, to?: number) => (from ?? -Infinity) <= start && start < (to ?? Infinity);
  const lines = ready.problem.components.filter((row) => row.parent === parent && effective(row.from, row.to));
  const group = lines.find((row) => row.component === late)?.alternateGroup;
  if (group === undefined) return [];
  const name = standing.names[consumer]!;
  // A phantom is not drawn itself, and what it holds is not one substitute.
  const kits = new Set(ready.problem.items.filter((row) => row.supply === 'phantom').map((row) => row.id));
  return lines
    .filter((row) => row.alternateGroup === group && row.component !== late && !kits.has(row.component))
    .map((row): Remedy => {
      const instead = new Map([[name, new Map([[late, row.component]])]]);
      return {
        kind: 'substitute',
        what: `${name} ${row.component}`,
        situation: () => ready.under(ready.problem, { hurry: true, instead }),
        freedom: inGaps,
        agree: ['engineering'],
        does: `${name} takes ${row.component} instead of ${late}`,
        cost: (situation) => dearer(situation, name, late, row.component, base),
      };
    });
}

/** What the other component costs more than the usual one; undefined where a cost is not known. */
function dearer(after: Situation, order: string, usual: string, other: string, before: Situation): number | undefined {
  const costOf = ({ jobs, standing, model }: Situation, id: string): number | undefined => {
    const item = model.catalogue.index.get(id)!;
    const { unitCost, decimals } = model.catalogue.items[item]!;
    if (!unitCost) return undefined;
    const s = standing.names.indexOf(order);
    let qty = 0;
    jobs.network.lineOrder.forEach((owner, l) => {
      if (owner === s && jobs.network.lineItem[l] === item) qty += jobs.network.lineQty[l]!;
    });
    return Math.ceil((qty * unitCost.num) / (unitCost.den * 10 ** decimals));
  };
  const [now, then] = [costOf(after, other), costOf(before, usual)];
  return now === undefined || then === undefined ? undefined : Math.max(0, now - then);
}

/** At most so many others are asked for their stock. */
const GIVERS = 3;

/** Supply that is there sooner and serves another who can wait: the two change places. */
function stocks({ ready, base, answer, d, tasks, root }: Case): Remedy[] {
  const { jobs, standing, model } = base;
  const { plan } = ready;
  const late = root >= 0 ? root : tasks.length > 0 ? jobs.order[tasks[0]!]! : -1;
  const name = standing.names[late];
  if (name === undefined) return [];
  const consumer =
    root >= 0 && tasks.length > 0 ? standing.names[jobs.order[tasks.at(-1)!]!]! : `demand/${model.demands[d]!.id}`;
  const item = model.catalogue.items[jobs.network.item[late]!]!;
  const mine = plan.pegs.filter((peg) => peg.supply === name && peg.item === item.id && peg.consumer === consumer);
  const need = mine.reduce((sum, peg) => sum + peg.qty, 0);
  const reserved = new Set(ready.problem.allocations.map((row) => row.supply));
  if (need === 0 || item.makeToOrder || reserved.has(name)) return [];
  const availableOf = (supply: string): number => {
    const s = standing.names.indexOf(supply);
    return s < 0 ? Infinity : answer.mended.built.available[s]!;
  };
  const sooner = answer.mended.built.available[late]!;
  const givers = plan.pegs
    .filter(
      (peg) =>
        peg.item === item.id &&
        peg.consumer !== consumer &&
        !peg.consumer.startsWith('safety/') &&
        peg.supply !== name &&
        !reserved.has(peg.supply) &&
        peg.qty >= need &&
        peg.at > sooner,
    )
    .toSorted((a, b) => b.at - a.at || (a.consumer < b.consumer ? -1 : 1))
    .slice(0, 50)
    .filter((peg) => availableOf(peg.supply) < sooner)
    .slice(0, GIVERS);
  return givers.map((giver): Remedy => {
    const rows = exchanged(ready.rows, mine, giver, need);
    return {
      kind: 'stock-from',
      what: giver.consumer,
      situation: () => ready.under(ready.problem, {}, rows),
      freedom: inGaps,
      agree: [`the planner of ${giver.consumer}`],
      does: `${spellQty(need, item.decimals)} ${item.id} of ${giver.supply} go to it instead of to ${giver.consumer}, which takes ${name}`,
    };
  });
}

function exchanged(rows: PlanRows, mine: readonly Peg[], giver: Peg, need: number): PlanRows {
  const pegs = new Map(rows.pegs);
  const taker = mine[0]!.consumer;
  const own = pegs.get(taker)!.filter((peg) => !mine.includes(peg));
  pegs.set(taker, [...own, { ...mine[0]!, supply: giver.supply, qty: need as Qty }]);
  const theirs = pegs.get(giver.consumer)!.filter((peg) => peg !== giver);
  const rest = giver.qty - need;
  pegs.set(giver.consumer, [
    ...theirs,
    ...(rest > 0 ? [{ ...giver, qty: rest as Qty }] : []),
    { ...giver, supply: mine[0]!.supply, qty: need as Qty },
  ]);
  return { ...rows, pegs };
}

/** What is there ships before the rest. */
function parts({ ready, base, d }: Case): Remedy[] {
  const demand = base.model.demands[d]!;
  if (demand.shipComplete === false) return [];
  if (base.jobs.servesFrom[d + 1]! - base.jobs.servesFrom[d]! < 2) return [];
  const demands = ready.problem.demands.map((row) => (row.id === demand.id ? { ...row, shipComplete: false } : row));
  return [
    {
      kind: 'part-shipment',
      what: demand.id,
      situation: () => ready.onFloorOf({ ...ready.problem, demands }),
      freedom: () => ({}),
      agree: [demand.customer ?? 'the customer'],
      does: 'What is there ships before the rest',
    },
  ];
}
