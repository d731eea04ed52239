/**
 * Just in time: from the last task to the first, each is moved as late as what follows allows, on any of its
 * machines. Dates of demands do not change. What a late demand waits for stays as early as it can be.
 */
import { SAFETY } from '../netting/network.ts';
import type { Built } from './construct.ts';
import type { Floor } from './floor.ts';
import { postponeHeld } from './held.ts';
import type { Jobs } from './jobs.ts';
import type { Urgency } from './urgency.ts';

export function justify(
  jobs: Jobs,
  floor: Floor,
  built: Built,
  urgency: Urgency,
  dates: Float64Array,
  ready: Float64Array,
): void {
  const { network, model } = jobs;
  const { steps } = model.shop;
  const pinned = bindingTasks(jobs, floor, built, dates, ready);
  // What does not hold up a late task ends a second before what does, so that the cause of the lateness stays plain.
  const follows = (t: number) => (pinned[t] === 1 ? Math.min(floor.start[t]!, ready[t]! - 1) : floor.start[t]!);
  const limit = new Float64Array(network.supplies).fill(Infinity);
  for (let s = 0; s < network.supplies; s++) {
    for (const d of urgency.demandsOf(s))
      limit[s] = Math.min(limit[s]!, model.shop.to, Math.max(dates[d]!, built.available[s]!));
  }
  const isLast = (t: number) => t + 1 === jobs.first[jobs.order[t]!]! + jobs.count[jobs.order[t]!]!;
  const endOf = (t: number) => {
    const after = jobs.overlaps[t + 1] === 1 ? floor.done(t + 1) : follows(t + 1);
    return (isLast(t) ? limit[jobs.order[t]!]! : after) - steps.gapAfter[jobs.step[t]!]!;
  };
  const mayGo = (t: number, end: number) =>
    pinned[t] === 0 &&
    end < Infinity &&
    end > floor.done(t) &&
    jobs.running[t] === 0 &&
    jobs.perishable[t] === 0 &&
    network.klass[jobs.order[t]!]! < SAFETY;
  const inForceAt = (t: number, start: number) =>
    t !== jobs.first[jobs.order[t]!]! || start < network.billTo[jobs.order[t]!]!;
  // A batch is asked with the first of its tasks.
  const asked = new Set<number>();
  for (const t of latestFirst(jobs, floor, built)) {
    const s = jobs.order[t]!;
    const last = isLast(t);
    const end = endOf(t);
    const still =
      pinned[t] === 1 ||
      end === Infinity ||
      jobs.running[t] === 1 ||
      jobs.frozenFrom[t]! === jobs.frozenFrom[t]! ||
      jobs.perishable[t] === 1;
    if (floor.sharesBatch(t)) {
      const batch = asked.has(t) ? [] : floor.batchOf(t);
      for (const one of batch) asked.add(one);
      const until = batch.reduce((least, one) => Math.min(least, endOf(one)), Infinity);
      if (batch.length > 0 && batch.every((one) => mayGo(one, until))) moveBatch(floor, batch, until, inForceAt);
    } else if (
      jobs.held[t] === 1 &&
      jobs.held[t + 1] !== 1 &&
      !still &&
      mayShift(jobs, pinned, t) &&
      network.klass[s]! < SAFETY
    ) {
      if (end > floor.done(t)) postponeHeld(jobs, floor, t, end);
    } else if (
      jobs.held[t] !== 1 &&
      jobs.held[t + 1] !== 1 &&
      !still &&
      end > floor.done(t) &&
      network.klass[s]! < SAFETY &&
      floor.remove(t)
    ) {
      const before = {
        start: floor.start[t]!,
        end: floor.end[t]!,
        machine: floor.machine[t]!,
        lane: floor.laneOf(t),
        setup: floor.setup[t]!,
      };
      if (floor.latest(t, end, before.start) && inForceAt(t, floor.foundStart)) floor.place(t);
      else floor.put(t, before.start, before.end, before.machine, before.lane, before.setup);
    }
    if (last) built.available[s] = floor.done(t) + steps.gapAfter[jobs.step[t]!]!;
    for (let i = jobs.inFrom[t]!; i < jobs.inFrom[t + 1]!; i++) {
      const supplier = jobs.inSupply[i]!;
      limit[supplier] = Math.min(limit[supplier]!, follows(t));
    }
  }
}

/** Nothing of the block that ends with a task is bound to where it stands. */
function mayShift(jobs: Jobs, pinned: Uint8Array, last: number): boolean {
  const { network } = jobs;
  const first = jobs.blockFrom(last);
  for (let t = first; t <= last; t++) if (pinned[t] === 1 || jobs.perishable[t] === 1) return false;
  return first !== jobs.first[jobs.order[last]!] || network.billTo[jobs.order[last]!] === Infinity;
}

/** A batch as late as the first of its limits allows, if all of it finds the same place. */
function moveBatch(
  floor: Floor,
  batch: readonly number[],
  end: number,
  inForceAt: (t: number, start: number) => boolean,
): void {
  const opener = batch.find((t) => floor.opens(t))!;
  const others = batch.filter((t) => t !== opener);
  const at = { start: floor.start[opener]!, end: floor.end[opener]!, machine: floor.machine[opener]! };
  const lane = floor.laneOf(opener);
  const setups = new Map(batch.map((t) => [t, floor.setup[t]!]));
  if (!floor.remove(opener, true)) return;
  if (floor.latest(opener, end, at.start) && batch.every((t) => inForceAt(t, floor.foundStart))) {
    const { foundStart, foundEnd, foundMachine } = floor;
    floor.place(opener);
    const placed = others.filter((t) => floor.again(t, foundStart, foundEnd, foundMachine));
    if (placed.length === others.length) return;
    for (const t of [...placed, opener]) floor.leave(t);
  }
  const put = (t: number, into?: number) => floor.put(t, at.start, at.end, at.machine, lane, setups.get(t)!, into);
  put(opener);
  for (const t of others) put(t, opener);
}

/** Placed tasks, the latest end first; a task never before one that follows it. */
function latestFirst(jobs: Jobs, floor: Floor, built: Built): Int32Array {
  const rank = new Int32Array(jobs.network.supplies);
  jobs.upstreamFirst.forEach((s, i) => {
    rank[s] = i;
  });
  const tasks = new Int32Array(jobs.tasks);
  let count = 0;
  for (let t = 0; t < jobs.tasks; t++) if (built.dead[jobs.order[t]!] === 0) tasks[count++] = t;
  const { start } = floor;
  let { end } = floor;
  if (jobs.model.shop.steps.anyTeardown) {
    end = new Float64Array(jobs.tasks);
    for (const t of tasks.subarray(0, count)) end[t] = floor.done(t);
  }
  return tasks
    .subarray(0, count)
    .sort(
      (a, b) => end[b]! - end[a]! || start[b]! - start[a]! || rank[jobs.order[b]!]! - rank[jobs.order[a]!]! || b - a,
    );
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
