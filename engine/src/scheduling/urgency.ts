/**
 * How urgent each task is: its latest start, counted back from the dates of the demands that hang on it, without
 * queues but with an allowance for them (`stretch` times its working time).
 *
 * A date that cannot be met even on an empty floor is replaced by the earliest that can: work that only waits
 * for a late purchase is not urgent.
 */
import { FOR_LINE, FORECAST, SAFETY, WORK } from '../netting/network.ts';
import type { Jobs } from './jobs.ts';
import { ELAPSED } from './steps.ts';

const CLASS_STEP = 1e12;

/** The keys of some tasks, reckoned as they are asked for. */
interface Near {
  readonly key: Float64Array;
  readonly latestEnd: Float64Array;
  /** 1: an order has its keys, or has none. */
  readonly ranked: Uint8Array;
}

export class Urgency {
  private readonly jobs: Jobs;
  /** Working seconds with set-up at speed 1. */
  private readonly work: Float64Array;
  /** Earliest end of each supply on an empty floor, as far as it is `reached`. */
  private readonly end: Float64Array;
  private readonly reached: Uint8Array;
  private readonly servesDemand: Int32Array;
  private readonly servesFrom: Int32Array;
  private all: Float64Array | undefined;
  private near: Near | undefined;

  constructor(jobs: Jobs) {
    const { network, model } = jobs;
    this.jobs = jobs;
    this.work = new Float64Array(jobs.tasks);
    for (let t = 0; t < jobs.tasks; t++) this.work[t] = this.workOf(t);
    this.end = new Float64Array(network.supplies);
    for (let s = 0; s < network.supplies; s++)
      if (jobs.count[s] === 0) this.end[s] = Math.max(network.available[s]!, model.now);
    this.reached = this.allBut(jobs.upstreamFirst);
    const demands = model.demands.length;
    this.servesFrom = new Int32Array(network.supplies + 1);
    for (const s of jobs.servesSupply) this.servesFrom[s + 1]! += 1;
    for (let s = 0; s < network.supplies; s++) this.servesFrom[s + 1]! += this.servesFrom[s]!;
    this.servesDemand = new Int32Array(jobs.servesSupply.length);
    const at = this.servesFrom.slice();
    for (let d = 0; d < demands; d++) {
      for (let i = jobs.servesFrom[d]!; i < jobs.servesFrom[d + 1]!; i++)
        this.servesDemand[at[jobs.servesSupply[i]!]!++] = d;
    }
  }

  /** Earliest end of each demand on an empty floor; Infinity where it cannot be served. */
  get earliest(): Float64Array {
    if (!this.all) {
      for (const s of this.jobs.upstreamFirst) this.reach(s);
      this.all = Float64Array.from(this.jobs.model.demands, (_, d) => this.earliestOf(d));
    }
    return this.all;
  }

  private allBut(orders: Int32Array): Uint8Array {
    const found = new Uint8Array(this.jobs.network.supplies).fill(1);
    for (const s of orders) found[s] = 0;
    return found;
  }

  private workOf(t: number): number {
    const { jobs } = this;
    const { steps } = jobs.model.shop;
    const step = jobs.step[t]!;
    if (steps.kind[step] === ELAPSED) return steps.elapsed[step]!;
    return steps.work(step, steps.largestPart(step, jobs.qty[t]!), jobs.setupDone[t] === 1 ? 0 : steps.setup[step]!);
  }

  private reach(s: number): void {
    if (this.reached[s] === 1) return;
    this.reached[s] = 1;
    const { inFrom, inSupply, first, count } = this.jobs;
    const last = first[s]! + count[s]!;
    for (let i = inFrom[first[s]!]!; i < inFrom[last]!; i++) this.reach(inSupply[i]!);
    this.end[s] = this.endOf(s);
  }

  private endOf(s: number): number {
    const { jobs, end } = this;
    const { steps, times } = jobs.model.shop;
    let at = -Infinity;
    let first = -Infinity;
    const from = jobs.first[s]!;
    for (let t = from; t < from + jobs.count[s]!; t++) {
      const overlaps = jobs.overlaps[t] === 1;
      const handed = at;
      at = Math.max(overlaps ? first : at, jobs.release[t]!);
      for (let i = jobs.inFrom[t]!; i < jobs.inFrom[t + 1]!; i++) at = Math.max(at, end[jobs.inSupply[i]!]!);
      const step = jobs.step[t]!;
      const calendar = steps.kind[step] === ELAPSED ? undefined : times[steps.calendar[step]!]!;
      const gap = steps.gapAfter[step]!;
      if (jobs.overlaps[t + 1] === 1) first = calendar!.add(at, this.firstLot(t)) + gap;
      at = calendar ? calendar.add(at, this.work[t]!) : at + this.work[t]!;
      if (overlaps) at = Math.max(at, calendar!.add(handed, this.lastLot(t)));
      at += gap;
    }
    return at;
  }

  private earliestOf(d: number): number {
    const { servesFrom, servesSupply } = this.jobs;
    let date = -Infinity;
    for (let i = servesFrom[d]!; i < servesFrom[d + 1]!; i++) {
      this.reach(servesSupply[i]!);
      date = Math.max(date, this.end[servesSupply[i]!]!);
    }
    return date;
  }

  /** Latest starts into `key`. `shift[d]` seconds are added to the date of demand d (negative: more urgent). */
  rank(key: Float64Array, stretch: number, shift?: Float64Array): void {
    const { jobs, earliest } = this;
    const latestEnd = new Float64Array(jobs.network.supplies).fill(Infinity);
    for (let d = 0; d < earliest.length; d++) {
      const target = this.wishOf(d) + (shift ? shift[d]! : 0);
      for (let i = jobs.servesFrom[d]!; i < jobs.servesFrom[d + 1]!; i++) {
        const s = jobs.servesSupply[i]!;
        if (target < latestEnd[s]!) latestEnd[s] = target;
      }
    }
    for (let i = jobs.upstreamFirst.length - 1; i >= 0; i--)
      this.rankOrder(jobs.upstreamFirst[i]!, key, latestEnd, stretch);
  }

  /** The key that `rank` gives a task without an allowance for queues; only what it hangs on is looked at. */
  keyOf(t: number): number {
    const { jobs } = this;
    this.near ??= {
      key: new Float64Array(jobs.tasks),
      latestEnd: new Float64Array(jobs.network.supplies).fill(Infinity),
      ranked: this.allBut(jobs.upstreamFirst),
    };
    this.rankAbove(jobs.order[t]!, this.near);
    return this.near.key[t]!;
  }

  private rankAbove(s: number, near: Near): void {
    const { jobs } = this;
    const { key, latestEnd, ranked } = near;
    if (ranked[s] === 1) return;
    ranked[s] = 1;
    for (let o = jobs.outFrom[s]!; o < jobs.outFrom[s + 1]!; o++) this.rankAbove(jobs.order[jobs.outTask[o]!]!, near);
    for (const d of this.demandsOf(s)) latestEnd[s] = Math.min(latestEnd[s]!, this.wishOf(d));
    this.rankOrder(s, key, latestEnd, 1);
  }

  private wishOf(d: number): number {
    const { due, earliest = -Infinity } = this.jobs.model.demands[d]!;
    return Math.max(due, earliest, this.all ? this.all[d]! : this.earliestOf(d));
  }

  /** The keys of an order of which all consumers have theirs; what it draws on must be there by then. */
  private rankOrder(s: number, key: Float64Array, latestEnd: Float64Array, stretch: number): void {
    const { jobs } = this;
    const { network, model } = jobs;
    const { steps, times, to: horizon } = model.shop;
    let at = latestEnd[s]!;
    if (at === Infinity) at = this.unwanted(s, horizon);
    const klass = network.klass[s]!;
    const offset = klass === FORECAST ? CLASS_STEP : klass === SAFETY && network.kind[s] !== WORK ? 2 * CLASS_STEP : 0;
    let ended = at;
    for (let t = jobs.first[s]! + jobs.count[s]! - 1; t >= jobs.first[s]!; t--) {
      const step = jobs.step[t]!;
      if (jobs.overlaps[t + 1] === 1) at = this.endBefore(t, at, ended);
      if (jobs.frozenFrom[t]! < at) at = Math.min(at, jobs.frozenTo[t]!);
      at -= steps.gapAfter[step]!;
      ended = at;
      if (steps.kind[step] === ELAPSED) at -= this.work[t]!;
      else at = times[steps.calendar[step]!]!.subtractLoose(at, this.work[t]! * stretch);
      key[t] = jobs.running[t] === 1 ? -CLASS_STEP : at + offset;
      for (let k = jobs.inFrom[t]!; k < jobs.inFrom[t + 1]!; k++) {
        const supplier = jobs.inSupply[k]!;
        if (at < latestEnd[supplier]!) latestEnd[supplier] = at;
      }
    }
  }

  private firstLot(t: number): number {
    const { jobs } = this;
    const step = jobs.step[t]!;
    const { steps } = jobs.model.shop;
    return steps.firstLot(step, jobs.qty[t]!, jobs.setupDone[t] === 1 ? 0 : steps.setup[step]!);
  }

  private lastLot(t: number): number {
    const { jobs } = this;
    return jobs.model.shop.steps.lastLot(jobs.step[t]!, jobs.qty[t]!, jobs.step[t - 1]!, jobs.qty[t - 1]!);
  }

  /** When a task must have ended, gap included, that is overlapped by one that starts and ends then. */
  private endBefore(t: number, started: number, ended: number): number {
    const { jobs } = this;
    const { steps, times } = jobs.model.shop;
    const last = times[steps.calendar[jobs.step[t + 1]!]!]!.subtractLoose(ended, this.lastLot(t + 1));
    const rest = this.work[t]! - this.firstLot(t);
    return Math.min(last, times[steps.calendar[jobs.step[t]!]!]!.add(started, rest));
  }

  /** An order that nobody wants still runs by its own date, else last. */
  private unwanted(s: number, horizon: number): number {
    const { network, model } = this.jobs;
    if (network.kind[s] !== WORK) return horizon;
    return model.workOrders[network.ref[s]!]!.due ?? horizon;
  }

  /** Demands that hang directly on a supply. */
  demandsOf(s: number): Int32Array {
    return this.servesDemand.subarray(this.servesFrom[s]!, this.servesFrom[s + 1]!);
  }
}

/** Orders that can never run: something that they draw on cannot be had. Their consumers neither. */
export function dead(jobs: Jobs): Uint8Array {
  const { network } = jobs;
  const found = new Uint8Array(network.supplies);
  const stack: number[] = [];
  for (const short of network.shorts) if (short.kind === FOR_LINE) stack.push(network.lineOrder[short.consumer]!);
  killAll(jobs, found, stack);
  return found;
}

export function killAll(jobs: Jobs, found: Uint8Array, stack: number[]): void {
  while (stack.length > 0) {
    const s = stack.pop()!;
    if (found[s] === 1) continue;
    found[s] = 1;
    for (let o = jobs.outFrom[s]!; o < jobs.outFrom[s + 1]!; o++) stack.push(jobs.order[jobs.outTask[o]!]!);
  }
}
