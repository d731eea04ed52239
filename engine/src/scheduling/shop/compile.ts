/**
 * A shop as dense numbers. Operations are 0 … n−1; n stands for "none" (no predecessor, no neighbour on the machine),
 * and arrays that are read through such a link have n + 1 places, so that loops need no branch.
 *
 *   operation  predFrom[v] … predFrom[v+1]   → predOp, predGap     (likewise succ…)
 *              modeFrom[v] … modeFrom[v+1]   → modeTime, modeMachine; useFrom[mode] … → useOf, useAmount
 *   goal       goalFrom[g] … goalFrom[g+1]   → goalOp: the operations whose last end counts, with goalDue, goalWeight
 *
 * A makespan is one goal over everything with due date 0 and weight 1; tardiness is a goal a job.
 */
import { type Shop, ShopError, type ShopMode, type ShopResource } from './shop.ts';

export interface Layout {
  readonly shop: Shop;
  readonly n: number;
  readonly predFrom: Int32Array;
  readonly predOp: Int32Array;
  readonly predGap: Int32Array;
  readonly succFrom: Int32Array;
  readonly succOp: Int32Array;
  readonly succGap: Int32Array;
  /** Every operation has at most one predecessor and successor, without gap or release: then these two say it all. */
  readonly chain: boolean;
  readonly jobPred: Int32Array;
  readonly jobSucc: Int32Array;
  readonly release: Int32Array;
  readonly modeFrom: Int32Array;
  readonly modeTime: Int32Array;
  readonly useFrom: Int32Array;
  readonly useOf: Int32Array;
  readonly useAmount: Int32Array;
  readonly resources: number;
  readonly capacity: Int32Array;
  /** The first resource of a mode, which is its machine where `disjunctive`. */
  readonly modeMachine: Int32Array;
  /** Every mode holds exactly one resource, and all have capacity 1: then the disjunctive graph says it all. */
  readonly disjunctive: boolean;
  readonly flexible: boolean;
  readonly family: Int32Array;
  readonly families: number;
  /**
   * Where a resource's matrix begins in `setups`, with rows of families + 1; −1 where it has none. The first row of
   * `setups` and the last column of each matrix are zeros: for machines without set-ups, and for "none", whose family is
   * the last one.
   */
  readonly setupFrom: Int32Array;
  readonly setups: Int32Array;
  readonly hasSetups: boolean;
  readonly goals: number;
  readonly goalFrom: Int32Array;
  readonly goalOp: Int32Array;
  readonly goalDue: Float64Array;
  readonly goalWeight: Float64Array;
  /** An order of all operations in which each stands after its predecessors. */
  readonly topological: Int32Array;
}

/** Times add up in 32 bits inside. */
const LONGEST = 2 ** 30;

export function compile(shop: Shop): Layout {
  const n = shop.operations.length;
  const index = numbered(shop.operations, 'operation');
  const resource = numbered(shop.resources, 'resource');
  const links = linked(shop, index);
  const setups = matrices(shop.resources);
  const modes = modesOf(shop, resource);
  const topological = sorted(shop, links);
  const { predFrom, predOp, predGap, succFrom, succOp } = links;
  const release = Int32Array.from(shop.operations, (one) => whole(one.release ?? 0, one.id, 'a release'));
  const jobPred = new Int32Array(n + 1).fill(n);
  const jobSucc = new Int32Array(n + 1).fill(n);
  for (let v = 0; v < n; v++) {
    if (predFrom[v + 1]! > predFrom[v]!) jobPred[v] = predOp[predFrom[v]!]!;
    if (succFrom[v + 1]! > succFrom[v]!) jobSucc[v] = succOp[succFrom[v]!]!;
  }
  const single = (from: Int32Array) => from.every((at, v) => v === 0 || at - from[v - 1]! <= 1);
  const chain =
    single(predFrom) && single(succFrom) && predGap.every((gap) => gap === 0) && release.every((at) => at === 0);
  const longest =
    modes.longest + sum(predGap) + sum(setups.highest) * n + release.reduce((most, at) => Math.max(most, at), 0);
  if (longest > LONGEST) throw new ShopError(shop.name, `the times of ${shop.name} add up to more than 2^30`);
  const { families } = setups;
  const family = Int32Array.from(shop.operations, (one) => ((one.family ?? 0) < families ? (one.family ?? 0) : 0));
  const withNone = new Int32Array(n + 1).fill(families);
  withNone.set(family);
  const shape = { n, chain, jobPred, jobSucc, release, family: withNone, topological, hasSetups: families > 0 };
  return { shop, ...shape, ...links, ...modes, ...setups, ...goalsOf(shop, links) };
}

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

function whole(value: number, id: string, what: string): number {
  if (!Number.isSafeInteger(value) || value < 0 || value > LONGEST)
    throw new ShopError(id, `${id} has ${what} of ${value}, which is not a whole number from 0 to 2^30`);
  return value;
}

function numbered(rows: readonly { readonly id: string }[], what: string): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  for (let at = 0; at < rows.length; at++) {
    const { id } = rows[at]!;
    index.set(id, at);
    if (index.size === at) throw new ShopError(id, `the ${what} ${id} is there twice`);
  }
  return index;
}

function found(index: ReadonlyMap<string, number>, id: string, of: string, what: string): number {
  const at = index.get(id);
  if (at === undefined) throw new ShopError(of, `the ${what} ${id} of ${of} is not known`);
  return at;
}

/** Links (one end, the other, gap) as lists by the one end. */
function lists(n: number, one: Int32Array, other: Int32Array, gap: Int32Array): [Int32Array, Int32Array, Int32Array] {
  const from = new Int32Array(n + 1);
  for (const v of one) from[v + 1]! += 1;
  for (let v = 0; v < n; v++) from[v + 1]! += from[v]!;
  const place = from.slice();
  const to = new Int32Array(one.length);
  const value = new Int32Array(one.length);
  for (let k = 0; k < one.length; k++) {
    const at = place[one[k]!]!++;
    to[at] = other[k]!;
    value[at] = gap[k]!;
  }
  return [from, to, value];
}

function linked({ name, operations, precedences }: Shop, index: ReadonlyMap<string, number>) {
  const n = operations.length;
  const before = new Int32Array(precedences.length);
  const after = new Int32Array(precedences.length);
  const gap = new Int32Array(precedences.length);
  for (let k = 0; k < precedences.length; k++) {
    const link = precedences[k]!;
    before[k] = found(index, link.before, name, 'operation');
    after[k] = found(index, link.after, name, 'operation');
    gap[k] = whole(link.gap ?? 0, link.after, 'a gap');
  }
  const [succFrom, succOp, succGap] = lists(n, before, after, gap);
  const [predFrom, predOp, predGap] = lists(n, after, before, gap);
  return { predFrom, predOp, predGap, succFrom, succOp, succGap };
}

function matrices(resources: readonly ShopResource[]) {
  const families = Math.max(0, ...resources.map((one) => one.setups?.length ?? 0));
  const setupFrom = new Int32Array(resources.length).fill(-1);
  const values = Array.from({ length: families + 1 }, () => 0);
  const highest = resources.map(({ id, capacity, setups }, at) => {
    if (!setups) return 0;
    if (capacity !== 1) throw new ShopError(id, `${id} has set-ups and capacity ${capacity}; set-ups need capacity 1`);
    setupFrom[at] = values.length;
    let most = 0;
    for (const [a, row] of setups.entries()) {
      if (row.length !== setups.length)
        throw new ShopError(id, `row ${a} of the set-ups of ${id} has ${row.length} values, not ${setups.length}`);
      for (let b = 0; b <= families; b++) {
        const value = whole(row[b] ?? 0, id, 'a set-up');
        most = Math.max(most, value);
        values.push(value);
      }
    }
    return most;
  });
  return { families, setupFrom, setups: Int32Array.from(values), highest };
}

function modesOf(shop: Shop, resource: ReadonlyMap<string, number>) {
  const capacity = Int32Array.from(shop.resources, ({ id, capacity: units }) => {
    if (units < 1) throw new ShopError(id, `${id} has a capacity of ${units}, which is below 1`);
    return whole(units, id, 'a capacity');
  });
  const modeFrom = new Int32Array(shop.operations.length + 1);
  const useFrom = [0];
  const useOf: number[] = [];
  const useAmount: number[] = [];
  const times: number[] = [];
  let longest = 0;
  for (let v = 0; v < shop.operations.length; v++) {
    const { id, modes, family } = shop.operations[v]!;
    if (modes.length === 0) throw new ShopError(id, `${id} has no mode: nothing can do it`);
    let most = 0;
    for (const mode of modes) {
      times.push(whole(mode.duration, id, 'a duration'));
      most = Math.max(most, mode.duration);
      uses(mode, id, resource, (at, amount) => {
        if (amount > capacity[at]!)
          throw new ShopError(id, `${id} needs ${amount} of ${shop.resources[at]!.id}, which has ${capacity[at]}`);
        const known = shop.resources[at]!.setups?.length;
        if (known !== undefined && !((family ?? -1) >= 0 && family! < known))
          throw new ShopError(id, `${id} has family ${family}, but ${shop.resources[at]!.id} has set-ups by family`);
        useOf.push(at);
        useAmount.push(amount);
      });
      useFrom.push(useOf.length);
    }
    modeFrom[v + 1] = times.length;
    longest += most;
  }
  const modeMachine = Int32Array.from(times, (_, mode) => useOf[useFrom[mode]!] ?? -1);
  return {
    resources: capacity.length,
    capacity,
    modeFrom,
    modeTime: Int32Array.from(times),
    modeMachine,
    useFrom: Int32Array.from(useFrom),
    useOf: Int32Array.from(useOf),
    useAmount: Int32Array.from(useAmount),
    longest,
    flexible: times.length > shop.operations.length,
    disjunctive:
      capacity.every((units) => units === 1) && times.every((_, mode) => useFrom[mode + 1]! - useFrom[mode]! === 1),
  };
}

/** What a mode holds, by resource; holding nothing of something is not holding it. */
function uses(
  { demands }: ShopMode,
  id: string,
  resource: ReadonlyMap<string, number>,
  each: (at: number, amount: number) => void,
): void {
  const amounts = demands.length > 1 ? new Map<number, number>() : undefined;
  for (const demand of demands) {
    const at = found(resource, demand.resource, id, 'resource');
    const amount = whole(demand.amount, id, 'an amount');
    if (amount === 0) continue;
    if (amounts) amounts.set(at, (amounts.get(at) ?? 0) + amount);
    else each(at, amount);
  }
  if (amounts) for (const [at, amount] of amounts) each(at, amount);
}

/** Of the operations of a goal only those count that none of its others follows. */
function goalsOf(shop: Shop, { succFrom, succOp }: ReturnType<typeof linked>) {
  const goals = shop.objective === 'makespan' ? [{ due: 0, weight: 1 }] : (shop.dues ?? []);
  const last = shop.objective === 'makespan' ? [[...shop.operations.keys()]] : jobsOf(shop);
  for (const [g, all] of last.entries()) {
    if (all.length === shop.operations.length) last[g] = all.filter((v) => succFrom[v] === succFrom[v + 1]);
    else {
      const own = new Set(all);
      last[g] = all.filter((v) => !succOp.subarray(succFrom[v], succFrom[v + 1]).some((w) => own.has(w)));
    }
  }
  const goalFrom = new Int32Array(goals.length + 1);
  for (const [g, ops] of last.entries()) goalFrom[g + 1] = goalFrom[g]! + ops.length;
  return {
    goals: goals.length,
    goalFrom,
    goalOp: Int32Array.from(last.flat()),
    goalDue: Float64Array.from(goals, (goal) => goal.due),
    goalWeight: Float64Array.from(goals, (goal) => goal.weight),
  };
}

/** The operations of each job that has a due date. */
function jobsOf({ operations, dues = [] }: Shop): number[][] {
  const byJob = new Map<string, number[]>();
  for (const [v, { job }] of operations.entries()) {
    const own = byJob.get(job);
    if (own) own.push(v);
    else byJob.set(job, [v]);
  }
  return dues.map(({ job, due, weight }) => {
    const all = byJob.get(job);
    if (!all) throw new ShopError(job, `the job ${job} has a due date but no operations`);
    whole(due, job, 'a due date');
    whole(weight, job, 'a weight');
    return all;
  });
}

/** Kahn's order; a circle is impossible data and named. */
function sorted({ operations }: Shop, { predFrom, succFrom, succOp }: ReturnType<typeof linked>): Int32Array {
  const n = operations.length;
  const order = new Int32Array(n);
  const missing = new Int32Array(n);
  let end = 0;
  for (let v = 0; v < n; v++) {
    missing[v] = predFrom[v + 1]! - predFrom[v]!;
    if (missing[v] === 0) order[end++] = v;
  }
  for (let at = 0; at < end; at++)
    for (let e = succFrom[order[at]!]!; e < succFrom[order[at]! + 1]!; e++)
      if (--missing[succOp[e]!]! === 0) order[end++] = succOp[e]!;
  if (end < n) {
    const { id } = operations[missing.findIndex((left) => left > 0)]!;
    throw new ShopError(id, `${id} waits for itself: its precedences make a circle`);
  }
  return order;
}
