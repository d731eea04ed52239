/**
 * Just in time: from the last task to the first, each is moved as late as what follows allows, on any of its
 * machines. Dates of demands do not change. What a late demand waits for stays as early as it can be.
 */
import { SAFETY } from '../netting/network.ts';
import { ascending } from '../units/ascending.ts';
import type { Built } from './construct.ts';
import type { Floor } from './floor.ts';
import { postponeHeld } from './held.ts';
import type { Jobs } from './jobs.ts';

export function justify(jobs: Jobs, floor: Floor, built: Built, dates: Float64Array, ready: Float64Array): void {
  const justification = new Justification(jobs, floor, built, dates, ready);
  for (const t of latestFirst(jobs, floor, built)) justification.postpone(t);
}

class Justification {
  private readonly jobs: Jobs;
  private readonly floor: Floor;
  private readonly available: Float64Array;
  private readonly ready: Float64Array;
  private readonly pinned: Uint8Array;
  /** When each supply must be there, by what stands so far. */
  private readonly limit: Float64Array;
  /** Tasks of batches that were asked already: a batch is asked with the first of its tasks. */
  private readonly asked = new Set<number>();

  constructor(jobs: Jobs, floor: Floor, built: Built, dates: Float64Array, ready: Float64Array) {
    this.jobs = jobs;
    this.floor = floor;
    this.available = built.available;
    this.ready = ready;
    this.pinned = bindingTasks(jobs, floor, built, dates, ready);
    this.limit = new Float64Array(jobs.network.supplies).fill(Infinity);
    for (let d = 0; d < dates.length; d++)
      for (let i = jobs.servesFrom[d]!; i < jobs.servesFrom[d + 1]!; i++) {
        const s = jobs.servesSupply[i]!;
        this.limit[s] = Math.min(this.limit[s]!, jobs.model.shop.to, Math.max(dates[d]!, built.available[s]!));
      }
  }

  postpone(t: number): void {
    const { jobs, floor, limit } = this;
    if (floor.sharesBatch(t)) this.moveWithBatch(t);
    else {
      const end = this.endBy(t);
      if (this.mayGo(t, end)) this.move(t, end);
    }
    if (this.isLast(t)) this.available[jobs.order[t]!] = floor.done(t) + jobs.model.shop.steps.gapAfter[jobs.step[t]!]!;
    if (jobs.inFrom[t] === jobs.inFrom[t + 1]) return;
    const start = this.follows(t);
    for (let i = jobs.inFrom[t]!; i < jobs.inFrom[t + 1]!; i++) {
      const supplier = jobs.inSupply[i]!;
      if (start < limit[supplier]!) limit[supplier] = start;
    }
  }

  /** What does not hold up a late task ends a second before what does, so that the cause of the lateness stays plain. */
  private follows(t: number): number {
    const start = this.floor.start[t]!;
    return this.pinned[t] === 1 ? Math.min(start, this.ready[t]! - 1) : start;
  }

  private isLast(t: number): boolean {
    const { order, first, count } = this.jobs;
    return t + 1 === first[order[t]!]! + count[order[t]!]!;
  }

  /** When the goods of a task must be done for what follows it. */
  private endBy(t: number): number {
    const { jobs, floor } = this;
    const gap = jobs.model.shop.steps.gapAfter[jobs.step[t]!]!;
    if (this.isLast(t)) return this.limit[jobs.order[t]!]! - gap;
    return (jobs.overlaps[t + 1] === 1 ? floor.done(t + 1) : this.follows(t + 1)) - gap;
  }

  private mayGo(t: number, end: number): boolean {
    const { jobs } = this;
    return (
      this.pinned[t] === 0 &&
      end < Infinity &&
      jobs.running[t] === 0 &&
      jobs.frozenFrom[t]! !== jobs.frozenFrom[t]! &&
      jobs.perishable[t] === 0 &&
      jobs.network.klass[jobs.order[t]!]! < SAFETY &&
      end > this.floor.done(t)
    );
  }

  private inForceAt(t: number, start: number): boolean {
    const { order, first, network } = this.jobs;
    return t !== first[order[t]!]! || start < network.billTo[order[t]!]!;
  }

  private move(t: number, end: number): void {
    const { jobs, floor } = this;
    if (jobs.held[t + 1] === 1) return;
    if (jobs.held[t] === 1) {
      if (mayShift(jobs, this.pinned, t)) postponeHeld(jobs, floor, t, end);
      return;
    }
    if (!floor.remove(t)) return;
    const before = floor.placeOf(t);
    if (floor.latest(t, end, before.start) && this.inForceAt(t, floor.foundStart)) floor.place(t);
    else floor.putAt(t, before);
  }

  private moveWithBatch(t: number): void {
    if (this.asked.has(t)) return;
    const batch = this.floor.batchOf(t);
    for (const one of batch) this.asked.add(one);
    const end = batch.reduce((least, one) => Math.min(least, this.endBy(one)), Infinity);
    if (batch.every((one) => this.mayGo(one, end))) this.moveBatch(batch, end);
  }

  /** A batch as late as the first of its limits allows, if all of it finds the same place. */
  private moveBatch(batch: readonly number[], end: number): void {
    const { floor } = this;
    const opener = batch.find((t) => floor.opens(t))!;
    const others = batch.filter((t) => t !== opener);
    const at = { start: floor.start[opener]!, end: floor.end[opener]!, machine: floor.machine[opener]! };
    const lane = floor.laneOf(opener);
    const setups = new Map(batch.map((t) => [t, floor.setup[t]!]));
    if (!floor.remove(opener, true)) return;
    if (floor.latest(opener, end, at.start) && batch.every((t) => this.inForceAt(t, floor.foundStart))) {
      const { foundStart, foundEnd, foundMachine } = floor;
      floor.place(opener);
      const placed = others.filter((t) => floor.again(t, foundStart, foundEnd, foundMachine));
      if (placed.length === others.length) return;
      for (const one of [...placed, opener]) floor.leave(one);
    }
    const put = (t: number, into?: number) => floor.put(t, at.start, at.end, at.machine, lane, setups.get(t)!, into);
    put(opener);
    for (const t of others) put(t, opener);
  }
}

/** Nothing of the block that ends with a task is bound to where it stands. */
function mayShift(jobs: Jobs, pinned: Uint8Array, last: number): boolean {
  const { network } = jobs;
  const first = jobs.blockFrom(last);
  for (let t = first; t <= last; t++) if (pinned[t] === 1 || jobs.perishable[t] === 1) return false;
  return first !== jobs.first[jobs.order[last]!] || network.billTo[jobs.order[last]!] === Infinity;
}

/** Placed tasks, the latest end first; a task never before one that follows it. */
function latestFirst(jobs: Jobs, floor: Floor, built: Built): Int32Array {
  const rank = new Int32Array(jobs.network.supplies);
  jobs.upstreamFirst.forEach((s, i) => {
    rank[s] = i;
  });
  const tasks = new Int32Array(jobs.tasks);
  const count = living(jobs, built, tasks);
  const { anyTeardown } = jobs.model.shop.steps;
  const { start, end } = floor;
  const ends = Float64Array.from(tasks.subarray(0, count), (t) => (anyTeardown ? floor.done(t) : end[t]!));
  const sorted = ascending(ends, (i, j) => {
    const a = tasks[i]!;
    const b = tasks[j]!;
    return start[a]! - start[b]! || rank[jobs.order[a]!]! - rank[jobs.order[b]!]! || a - b;
  });
  return sorted.map((i) => tasks[i]!).reverse();
}

/** Tasks of orders that are not dead, into `tasks`; how many. */
function living(jobs: Jobs, built: Built, tasks: Int32Array): number {
  let count = 0;
  for (let t = 0; t < jobs.tasks; t++) if (built.dead[jobs.order[t]!] === 0) tasks[count++] = t;
  return count;
}

/** Tasks on a chain without slack down from a late demand. */
function bindingTasks(jobs: Jobs, floor: Floor, built: Built, dates: Float64Array, ready: Float64Array): Uint8Array {
  const pinned = new Uint8Array(jobs.tasks);
  const { steps } = jobs.model.shop;
  const stack: number[] = [];
  const lastOf = (s: number) => jobs.first[s]! + jobs.count[s]! - 1;
  for (let d = 0; d < dates.length; d++) {
    const demand = jobs.model.demands[d]!;
    if (!(dates[d]! > demand.due)) continue;
    for (let i = jobs.servesFrom[d]!; i < jobs.servesFrom[d + 1]!; i++) {
      const s = jobs.servesSupply[i]!;
      if (jobs.count[s]! > 0 && built.available[s] === dates[d]) stack.push(lastOf(s));
    }
  }
  while (stack.length > 0) {
    const t = stack.pop()!;
    if (pinned[t] === 1) continue;
    pinned[t] = 1;
    const s = jobs.order[t]!;
    const reached = () => floor.handsOn(t - 1) + steps.gapAfter[jobs.step[t - 1]!]! === ready[t];
    if (t > jobs.first[s]! && (jobs.overlaps[t] === 1 || reached())) stack.push(t - 1);
    for (let i = jobs.inFrom[t]!; i < jobs.inFrom[t + 1]!; i++) {
      const supplier = jobs.inSupply[i]!;
      if (jobs.count[supplier]! > 0 && built.available[supplier] === ready[t]) stack.push(lastOf(supplier));
    }
  }
  return pinned;
}
