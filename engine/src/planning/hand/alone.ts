/**
 * Open work typed without a plan: steps of firm, released and started orders, put where a person puts them, and nothing else. Only
 * what is put stands; what was typed nowhere holds no machine and makes nobody wait. No plan is made, and nothing is ordered.
 */
import { Clock } from '../../units/clock.ts';
import { qty, type Second } from '../../units/units.ts';
import type { Plan } from '../plan.ts';
import { prepare } from '../prepare.ts';
import { type OpenOperation, type OpenWorkOrder, type Problem, ProblemError } from '../problem.ts';
import type { ByHand } from './answer.ts';
import type { HandConflict } from './conflicts.ts';
import type { HandEdit } from './edits.ts';
import { applyByHand, byHand, type HandOptions } from './hand.ts';

/** A step that may be typed: it is not done, does not run and is done in the house. */
export interface OpenStep {
  readonly order: OpenWorkOrder;
  readonly step: OpenOperation;
  /** Machines that may do it, the one on which it belongs alone where there is one. */
  readonly machines: readonly string[];
  readonly setup: number;
  /** At the speed of its work centre. */
  readonly run: number;
}

/** Nothing is planned. */
export const noPlan: Plan = {
  status: 'complete',
  orders: [],
  operations: [],
  purchases: [],
  moves: [],
  deliveries: [],
  pegs: [],
  messages: [],
  figures: {
    demands: 0,
    onTime: 0,
    unserved: 0,
    totalLate: 0,
    orders: 0,
    operations: 0,
    purchases: 0,
    setupSeconds: 0,
    work: { net: 0, schedule: 0, improve: 0 },
  },
};

/** Where nothing is planned nothing is moved: what is put is typed alone. */
export const isNoPlan = ({ orders, operations, deliveries }: Plan): boolean =>
  orders.length + operations.length + deliveries.length === 0;

export function openSteps(problem: Problem): readonly OpenStep[] {
  return problem.workOrders.flatMap((order) =>
    stepsOf(problem, order)
      .filter((step) => !step.done && !runs(step) && step.workCentre !== undefined)
      .map((step) => {
        const own = problem.machines.filter(({ workCentre }) => workCentre === step.workCentre).map(({ id }) => id);
        const may = step.machines?.length ? step.machines : own;
        return {
          order,
          step,
          machines: step.machine === undefined ? may : [step.machine],
          setup: step.setupDone ? 0 : step.setup,
          run: runOf(problem, order, step),
        };
      }),
  );
}

/** What typed steps come to, each where it was put, and the plan of them alone. */
export function typedAlone(
  problem: Problem,
  edits: readonly HandEdit[],
): { readonly answer: ByHand; readonly problem: Problem; readonly plan: Plan } {
  for (const edit of edits)
    if (edit.kind === 'resize' || edit.kind === 'split')
      throw new ProblemError(
        'workOrders',
        edit.order,
        `${edit.order} is typed without a plan, where no order is resized or split`,
        { maybe: 'plan first' },
      );
  const put = new Set(edits.flatMap((edit) => (edit.kind === 'move' ? [`${edit.order} ${edit.seq}`] : [])));
  const of = withPlenty(onlyPut(problem, put));
  const plan = ordersOnly(of);
  const prepared = prepare(of, plan);
  const all: readonly HandEdit[] = [{ kind: 'stand' }, ...edits.filter(({ kind }) => kind === 'move')];
  const answer = byHand(of, plan, all, { prepared });
  const after = applyByHand(of, plan, all, { prepared });
  const now = { start: problem.now, end: problem.now };
  return {
    answer: {
      ...answer,
      moved: answer.added
        .filter(({ order, seq }) => put.has(`${order} ${seq}`))
        .map(({ order, item, seq, ...bar }) => ({ order, item, seq, before: now, after: bar, byHand: true })),
      added: [],
      orders: [],
      conflicts: [...answer.conflicts, ...missing(problem, after.plan, put)],
    },
    problem: { ...of, stock: problem.stock, items: problem.items },
    plan: { ...after.plan, pegs: [], purchases: [], messages: [] },
  };
}

/** Orders that are planned, and none of their steps. */
const ordersOnly = ({ workOrders, now }: Problem): Plan => ({
  ...noPlan,
  orders: workOrders.map(({ id, item, qtyOpen, due = now }) => ({
    id: `work/${id}`,
    item,
    qty: qtyOpen,
    qtyStarted: qtyOpen,
    start: now,
    end: now,
    need: due,
    workOrder: id,
    components: [],
  })),
});

/** What edits by hand do, be there a plan or not. */
export const byHandAnyhow = (problem: Problem, plan: Plan, edits: readonly HandEdit[], options: HandOptions): ByHand =>
  isNoPlan(plan) ? typedAlone(problem, edits).answer : byHand(problem, plan, edits, options);

const runs = ({ startedAt, done }: OpenOperation): boolean => startedAt !== undefined && !done;

/** Its own, or those of its item's routing. */
const stepsOf = (problem: Problem, { item, operations }: OpenWorkOrder): readonly OpenOperation[] =>
  operations ??
  problem.operations
    .filter((step) => step.item === item)
    .map((step) => ({ ...step, done: false }))
    .sort((a, b) => a.seq - b.seq);

function runOf(problem: Problem, order: OpenWorkOrder, step: OpenOperation): number {
  const left = step.qtyOpen ?? order.qtyOpen;
  const { decimals = 0 } = problem.items.find(({ id }) => id === order.item) ?? {};
  const units = left / 10 ** decimals;
  const batches = step.runPerBatch ? Math.ceil(left / step.runPerBatch.qty) * step.runPerBatch.seconds : 0;
  return Math.ceil(
    (step.runFixed ?? 0) + (units * step.runPerUnit.num) / step.runPerUnit.den + batches + (step.teardown ?? 0),
  );
}

/** What is not put is done, as far as this schedule goes; what runs goes on and holds its machine. */
function onlyPut(problem: Problem, put: ReadonlySet<string>): Problem {
  const workOrders = problem.workOrders.flatMap((order): OpenWorkOrder[] => {
    const all = stepsOf(problem, order);
    const stands = (step: OpenOperation) => !step.done && (runs(step) || put.has(`work/${order.id} ${step.seq}`));
    if (!all.some(stands)) return [];
    const first = all.find(({ done }) => !done);
    const drawnBy = (seq: number | undefined) =>
      all.find((step) => !step.done && (seq === undefined || step.seq >= seq)) ?? first;
    return [
      {
        ...order,
        operations: all.map((step) => {
          if (step.done || stands(step)) return step;
          const { startedAt: _, frozen: __, parts: ___, ...rest } = step;
          return { ...rest, done: true, qtyOpen: qty(0) };
        }),
        ...(order.materials && {
          materials: order.materials.filter(({ seq }) => {
            const by = drawnBy(seq);
            return by !== undefined && stands(by);
          }),
        }),
      },
    ];
  });
  return { ...problem, workOrders, demands: [], allocations: [], events: [], purchaseLines: [] };
}

/** As much of everything as nothing need be made or bought for: what is missing of it is reckoned apart. */
const withPlenty = (problem: Problem): Problem => ({
  ...problem,
  items: problem.items.map((item) => ({ ...item, safetyStock: qty(0), makeToOrder: false })),
  stock: problem.items.map(({ id }) => ({ id: `plenty/${id}`, item: id, qty: qty(1e9) })),
});

interface Supply {
  readonly at: number;
  readonly until: number;
  readonly qty: number;
  readonly name?: string;
}

/** What typed steps draw and nobody has by then, in the order in which they begin. */
function missing(problem: Problem, { orders, operations }: Plan, put: ReadonlySet<string>): HandConflict[] {
  const clock = new Clock(problem.epoch, problem.zone);
  const supplies = suppliesOf(problem, { orders, operations });
  const draws = orders
    .flatMap((order) => order.components.map((drawn) => ({ order: order.id, ...drawn })))
    .sort((a, b) => a.at - b.at || (a.order < b.order ? -1 : a.order > b.order ? 1 : a.seq - b.seq));
  const used = new Map<string, number>();
  return draws.flatMap(({ order, item, qty: wanted, at, seq }): HandConflict[] => {
    const before = used.get(item) ?? 0;
    used.set(item, before + wanted);
    const own = (supplies.get(item) ?? []).filter(({ until }) => until > at);
    const there = own.reduce((sum, one) => (one.at <= at ? sum + one.qty : sum), 0);
    const lacks = Math.min(wanted, before + wanted - there);
    const step = operations.find((one) => one.order === order && one.seq >= seq);
    if (lacks <= 0 || !step || !put.has(`${order} ${step.seq}`)) return [];
    let sum = 0;
    const comes = own.find((one) => (sum += one.qty) >= before + wanted);
    const { decimals = 0 } = problem.items.find(({ id }) => id === item) ?? {};
    const way = comes
      ? `${comes.name ?? 'enough'} is there ${clock.onDay(comes.at)}. Maybe put it there, or hurry ${comes.name ?? item}.`
      : 'and nothing that is on order brings it. Maybe order it first, or type what makes it.';
    return [
      {
        rule: 'material is present when consumed',
        order,
        seq: step.seq,
        ...(comes ? { at: comes.at as Second } : undefined),
        text: `Step ${step.seq} of ${order} begins ${clock.onDay(step.start)}: ${lacks / 10 ** decimals} of ${item} are missing then, ${way}`,
      },
    ];
  });
}

/** What there is and comes of each item, the soonest first; what the typed orders make, when they do. */
function suppliesOf(
  problem: Problem,
  { orders, operations }: Pick<Plan, 'orders' | 'operations'>,
): ReadonlyMap<string, readonly Supply[]> {
  const found = new Map<string, Supply[]>();
  const add = (item: string, supply: Supply): void => void found.set(item, [...(found.get(item) ?? []), supply]);
  for (const { item, qty: there, availableFrom = problem.now, expires = Infinity as Second } of problem.stock)
    add(item, { at: availableFrom, until: expires, qty: there });
  for (const { id, item, qty: there, estimated } of problem.purchaseLines)
    add(item, { at: estimated, until: Infinity, qty: there, name: id });
  for (const { id, item, qty: made, end, workOrder } of orders) {
    const open = problem.workOrders.find((one) => one.id === workOrder);
    const last = open && stepsOf(problem, open).at(-1);
    // Where its last step is not typed nobody knows when it is made.
    if (last && operations.some(({ order, seq }) => order === id && seq === last.seq))
      add(item, { at: end, until: Infinity, qty: made, name: id });
  }
  for (const list of found.values()) list.sort((a, b) => a.at - b.at);
  return found;
}
