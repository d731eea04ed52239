/**
 * What the rules look at: problem and plan side by side, looked up once.
 *
 * Rows that name nothing known are left out here; `everyNameIsKnown` reports them, so no other rule has to.
 */
import type { Peg, Plan, PlannedMove, PlannedOperation, PlannedOrder, PlannedPurchase } from '../planning/plan.ts';
import type {
  AwaitedEvent,
  Calendar,
  Component,
  Crew,
  Demand,
  Item,
  Machine,
  OpenOperation,
  OpenWorkOrder,
  Operation,
  Output,
  OvertimeWindow,
  Problem,
  Source,
  WorkCentre,
} from '../planning/problem.ts';
import { type Part, parts } from './attendance.ts';
import { PlantClock } from './clock.ts';
import { demandsLeft } from './consumption.ts';
import { enteringQuantities, type Range } from './exact.ts';
import { type ByConsumer, drawnByItem, type Need, needsOf, peggedTo, type Supply, suppliesOf } from './ledger.ts';
import { doneBy } from './progress.ts';

/** A planned order with the steps that it must run. */
export interface OrderFact {
  readonly row: PlannedOrder;
  readonly item: Item;
  readonly work?: OpenWorkOrder;
  /** Steps still to run, in sequence, and what enters each. */
  readonly steps: readonly Operation[];
  readonly entering: readonly Range[];
  /** The plan's rows for it, in sequence. */
  readonly rows: StepFact[];
}

/** One row of the plan's operations; `step` is absent where the order has no such step left. */
export interface StepFact {
  readonly row: PlannedOperation;
  readonly order: OrderFact;
  readonly step?: Operation;
  readonly open?: OpenOperation;
  /** What enters the step; zero where there is no such step. */
  readonly entering: Range;
  readonly machine?: Machine;
  readonly crew?: Crew;
  /** Who makes the set-up, where that is another crew. */
  readonly setupCrew?: Crew;
  readonly frozen: boolean;
  /** Where its work is counted from: a running step goes on from now. */
  readonly from: number;
}

export interface Facts {
  readonly problem: Problem;
  readonly plan: Plan;
  readonly clock: PlantClock;
  readonly items: ReadonlyMap<string, Item>;
  readonly billOf: ReadonlyMap<string, Bill>;
  readonly routingOf: ReadonlyMap<string, readonly Operation[]>;
  readonly outputsOf: ReadonlyMap<string, readonly Output[]>;
  readonly sourcesOf: ReadonlyMap<string, readonly Source[]>;
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly workCentres: ReadonlyMap<string, WorkCentre>;
  readonly machines: ReadonlyMap<string, Machine>;
  readonly crews: ReadonlyMap<string, Crew>;
  readonly demands: ReadonlyMap<string, Demand>;
  readonly events: ReadonlyMap<string, AwaitedEvent>;
  readonly orders: ReadonlyMap<string, OrderFact>;
  readonly steps: readonly StepFact[];
  readonly purchases: readonly PlannedPurchase[];
  readonly moves: readonly PlannedMove[];
  readonly supplies: ReadonlyMap<string, Supply>;
  readonly needs: ByConsumer<Need>;
  readonly pegged: ByConsumer<Peg>;
  /** item → what everybody draws of it. */
  readonly drawn: ReadonlyMap<string, readonly Need[]>;
  /** A step in one part, or set-up and run where they are attended differently; none where its calendar is unknown. */
  readonly partsOf: (step: StepFact) => readonly Part[];
  /** The same as if a window of overtime were closed. */
  readonly closing: (window: string) => (step: StepFact) => readonly Part[];
  /** When the goods of a step are done: see `doneBy`. */
  readonly doneOf: (step: StepFact) => Range;
}

/** Lines of a bill; those of one group are alternatives, a line without a group stands alone. */
export interface Bill {
  readonly lines: readonly Component[];
  readonly groups: readonly (readonly Component[])[];
  readonly dated: boolean;
}

export function gather(problem: Problem, plan: Plan): Facts {
  const items = byId(problem.items);
  const routingOf = grouped(problem.operations, (it) => it.item);
  for (const steps of routingOf.values()) steps.sort((a, b) => a.seq - b.seq);
  const machines = byId(problem.machines);
  const crews = byId(problem.crews);
  const orders = orderFacts(problem, plan, items, routingOf);
  const steps = stepFacts(problem, plan, orders, machines, crews);
  const clock = new PlantClock(problem);
  const calendars = byId(problem.calendars);
  const workCentres = byId(problem.workCentres);
  const opened = openedBy(problem, plan);
  const partsUnder = (open: readonly OvertimeWindow[]) =>
    parts({ problem, steps, clock, calendars, workCentres }, open);
  const partsOf = partsUnder(opened);
  const closings = new Map<string, typeof partsOf>();
  const closing = (id: string) => {
    const known = closings.get(id) ?? partsUnder(opened.filter((it) => it.id !== id));
    closings.set(id, known);
    return known;
  };
  const doneOf = (step: StepFact) => doneBy(step, partsOf(step));
  const purchases = plan.purchases.filter((it) => items.has(it.item));
  const moves = plan.moves.filter((it) => items.has(it.item) && items.has(it.fromItem));
  const demands = byId(demandsLeft(problem));
  const needs = needsOf(plan, orders, moves, demands);
  const supplies = suppliesOf(problem, orders, purchases, moves, doneOf);
  const pegged = peggedTo(plan);
  return {
    problem,
    plan,
    clock,
    items,
    billOf: bills(problem),
    routingOf,
    outputsOf: grouped(problem.outputs ?? [], (it) => it.parent),
    sourcesOf: grouped(problem.sources, (it) => it.item),
    calendars,
    workCentres,
    machines,
    crews,
    demands,
    events: byId(problem.events),
    orders,
    steps,
    purchases,
    moves,
    supplies,
    needs,
    pegged,
    drawn: drawnByItem(needs, pegged, supplies),
    partsOf,
    closing,
    doneOf,
  };
}

/** Windows of overtime that the plan opens. */
function openedBy(problem: Problem, plan: Plan): readonly OvertimeWindow[] {
  const ids = new Set(plan.overtime?.map((it) => it.window));
  return problem.overtime?.filter((it) => ids.has(it.id)) ?? [];
}

function bills(problem: Problem): Map<string, Bill> {
  const all = new Map<string, Bill>();
  for (const [parent, lines] of grouped(problem.components, (it) => it.parent)) {
    const alone = lines.filter((it) => it.alternateGroup === undefined).map((it) => [it]);
    const together = grouped(lines, (it) => it.alternateGroup ?? '');
    together.delete('');
    const dated = lines.some((it) => it.from !== undefined || it.to !== undefined);
    all.set(parent, { lines, groups: [...alone, ...together.values()], dated });
  }
  return all;
}

function orderFacts(
  problem: Problem,
  plan: Plan,
  items: ReadonlyMap<string, Item>,
  routingOf: ReadonlyMap<string, readonly Operation[]>,
): Map<string, OrderFact> {
  const workOrders = byId(problem.workOrders);
  const orders = new Map<string, OrderFact>();
  for (const row of plan.orders) {
    const item = items.get(row.item);
    const work = row.workOrder === undefined ? undefined : workOrders.get(row.workOrder);
    if (!item || (row.workOrder !== undefined && !work)) continue;
    const own = work?.operations;
    const steps = own ? own.filter((it) => !it.done).sort((a, b) => a.seq - b.seq) : (routingOf.get(row.item) ?? []);
    orders.set(row.id, { row, item, work, steps, entering: entering(row, steps, item), rows: [] });
  }
  return orders;
}

/** A step of an order in progress may say itself what it has still to run. */
function entering(row: PlannedOrder, steps: readonly Operation[], item: Item): readonly Range[] {
  return enteringQuantities(row.qty, steps, item).map((range, i) => {
    const own = (steps[i] as OpenOperation).qtyOpen;
    return own === undefined ? range : { low: own, high: own };
  });
}

const NOTHING: Range = { low: 0, high: 0 };

function stepFacts(
  problem: Problem,
  plan: Plan,
  orders: ReadonlyMap<string, OrderFact>,
  machines: ReadonlyMap<string, Machine>,
  crews: ReadonlyMap<string, Crew>,
): StepFact[] {
  const facts: StepFact[] = [];
  for (const row of plan.operations) {
    const order = orders.get(row.order);
    if (!order) continue;
    const at = order.steps.findIndex((it) => it.seq === row.seq);
    const step = order.steps[at];
    const open = order.work?.operations ? (step as OpenOperation | undefined) : undefined;
    const running = open?.startedAt !== undefined && !open.frozen;
    const fact: StepFact = {
      row,
      order,
      step,
      open,
      entering: row.part ? { low: row.part.qty, high: row.part.qty } : (order.entering[at] ?? NOTHING),
      machine: row.machine === undefined ? undefined : machines.get(row.machine),
      crew: row.crew === undefined ? undefined : crews.get(row.crew),
      setupCrew: row.setupCrew === undefined ? undefined : crews.get(row.setupCrew),
      frozen: open?.frozen !== undefined,
      from: running ? Math.max(row.start, problem.now) : row.start,
    };
    order.rows.push(fact);
    facts.push(fact);
  }
  for (const order of orders.values())
    order.rows.sort((a, b) => a.row.seq - b.row.seq || (a.row.part?.number ?? 0) - (b.row.part?.number ?? 0));
  return facts;
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((it) => [it.id, it]));
}

export function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

/** "planned/7 step 20", or "planned/7 step 20 part 2", as the texts name a step. */
export const named = ({ row }: StepFact): string =>
  `${row.order} step ${row.seq}${row.part ? ` part ${row.part.number}` : ''}`;
