/**
 * What the rules look at: problem and plan side by side, looked up once.
 *
 * Rows that name nothing known are left out here; `everyNameIsKnown` reports them, so no other rule has to.
 */
import type { Plan, PlannedMove, PlannedOperation, PlannedOrder, PlannedPurchase } from '../planning/plan.ts';
import type {
  AwaitedEvent,
  Component,
  Crew,
  Demand,
  Item,
  Machine,
  OpenOperation,
  OpenWorkOrder,
  Operation,
  Problem,
  WorkCentre,
} from '../planning/problem.ts';
import { PlantClock } from './clock.ts';
import { enteringQuantities, type Range } from './exact.ts';

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
  readonly frozen: boolean;
  /** Where its work is counted from: a running step goes on from now. */
  readonly from: number;
}

export interface Supply {
  readonly id: string;
  readonly item: string;
  readonly qty: number;
  /** From when it may be used. */
  readonly ready: number;
  readonly expires: number;
  /** Made, bought or moved by this plan: it exists for its consumers only. */
  readonly isNew: boolean;
}

export interface Need {
  readonly at: number;
  readonly qty: number;
  /** Drawn by a step that may not move: a shortage there is an exception for people, not a fault of the plan. */
  readonly fixed: boolean;
}

export interface Facts {
  readonly problem: Problem;
  readonly plan: Plan;
  readonly clock: PlantClock;
  readonly items: ReadonlyMap<string, Item>;
  readonly billOf: ReadonlyMap<string, readonly Component[]>;
  readonly routingOf: ReadonlyMap<string, readonly Operation[]>;
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
  /** consumer → item → what it draws. */
  readonly needs: ReadonlyMap<string, ReadonlyMap<string, readonly Need[]>>;
}

export function gather(problem: Problem, plan: Plan): Facts {
  const items = byId(problem.items);
  const routingOf = grouped(problem.operations, (it) => it.item);
  for (const steps of routingOf.values()) steps.sort((a, b) => a.seq - b.seq);
  const machines = byId(problem.machines);
  const crews = byId(problem.crews);
  const orders = orderFacts(problem, plan, items, routingOf);
  const steps = stepFacts(problem, plan, orders, machines, crews);
  const purchases = plan.purchases.filter((it) => items.has(it.item));
  const moves = plan.moves.filter((it) => items.has(it.item) && items.has(it.fromItem));
  const demands = byId(problem.demands);
  return {
    problem,
    plan,
    clock: new PlantClock(problem),
    items,
    billOf: grouped(problem.components, (it) => it.parent),
    routingOf,
    workCentres: byId(problem.workCentres),
    machines,
    crews,
    demands,
    events: byId(problem.events),
    orders,
    steps,
    purchases,
    moves,
    supplies: supplies(problem, orders, purchases, moves),
    needs: needs(plan, orders, moves, demands),
  };
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
      entering: order.entering[at] ?? NOTHING,
      machine: row.machine === undefined ? undefined : machines.get(row.machine),
      crew: row.crew === undefined ? undefined : crews.get(row.crew),
      frozen: open?.frozen !== undefined,
      from: running ? Math.max(row.start, problem.now) : row.start,
    };
    order.rows.push(fact);
    facts.push(fact);
  }
  for (const order of orders.values()) order.rows.sort((a, b) => a.row.seq - b.row.seq);
  return facts;
}

/** When the order's goods may be used: the last step's end and what must pass after it. */
export function readyAt(order: OrderFact): number {
  const last = order.rows[order.rows.length - 1];
  return last ? Math.max(order.row.end, last.row.end + (last.step?.gapAfter ?? 0)) : order.row.end;
}

function supplies(
  problem: Problem,
  orders: ReadonlyMap<string, OrderFact>,
  purchases: readonly PlannedPurchase[],
  moves: readonly PlannedMove[],
): Map<string, Supply> {
  const all = new Map<string, Supply>();
  const add = (
    id: string,
    item: string,
    qty: number,
    ready: number,
    isNew: boolean,
    expires = Number.POSITIVE_INFINITY,
  ) => all.set(id, { id, item, qty, ready, isNew, expires });
  for (const lot of problem.stock) {
    add(
      `stock/${lot.id}`,
      lot.item,
      Math.max(0, lot.qty),
      lot.availableFrom ?? Number.NEGATIVE_INFINITY,
      false,
      lot.expires,
    );
  }
  for (const line of problem.purchaseLines) add(`purchase/${line.id}`, line.item, line.qty, line.estimated, false);
  for (const order of orders.values()) add(order.row.id, order.row.item, order.row.qty, readyAt(order), !order.work);
  for (const it of purchases) add(it.id, it.item, it.qty, it.arrival, true);
  for (const it of moves) add(it.id, it.item, it.qty, it.arrival, true);
  return all;
}

function needs(
  plan: Plan,
  orders: ReadonlyMap<string, OrderFact>,
  moves: readonly PlannedMove[],
  demands: ReadonlyMap<string, Demand>,
): Map<string, Map<string, Need[]>> {
  const all = new Map<string, Map<string, Need[]>>();
  const add = (consumer: string, item: string, need: Need) => {
    const ofConsumer = all.get(consumer) ?? new Map<string, Need[]>();
    all.set(consumer, ofConsumer);
    const list = ofConsumer.get(item);
    if (list) list.push(need);
    else ofConsumer.set(item, [need]);
  };
  for (const order of orders.values()) {
    for (const it of order.row.components) {
      const fixed = order.rows.some((step) => step.row.seq === it.seq && step.frozen);
      add(order.row.id, it.item, { at: it.at, qty: it.qty, fixed });
    }
  }
  for (const it of moves) add(it.id, it.fromItem, { at: it.start, qty: it.qty, fixed: false });
  for (const it of plan.deliveries) {
    const demand = demands.get(it.demand);
    if (demand && it.date !== undefined)
      add(`demand/${it.demand}`, demand.item, { at: it.date, qty: it.qty, fixed: false });
  }
  return all;
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

/** "planned/7 step 20", as the texts name a step. */
export const named = (step: StepFact): string => `${step.row.order} step ${step.row.seq}`;
