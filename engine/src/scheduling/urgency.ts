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

export class Urgency {
  /** Earliest end of each demand on an empty floor; Infinity where it cannot be served. */
  readonly earliest: Float64Array;
  private readonly jobs: Jobs;
  /** Working seconds with set-up at speed 1. */
  private readonly work: Float64Array;
  private readonly latestEnd: Float64Array;
  private readonly servesDemand: Int32Array;
  private readonly servesFrom: Int32Array;

  constructor(jobs: Jobs) {
    this.jobs = jobs;
    this.work = new Float64Array(jobs.tasks);
    for (let t = 0; t < jobs.tasks; t++) this.work[t] = this.workOf(t);
    this.latestEnd = new Float64Array(jobs.network.supplies);
    this.earliest = new Float64Array(jobs.model.demands.length);
    const demands = jobs.model.demands.length;
    this.servesFrom = new Int32Array(jobs.network.supplies + 1);
    for (const s of jobs.servesSupply) this.servesFrom[s + 1]! += 1;
    for (let s = 0; s < jobs.network.supplies; s++) this.servesFrom[s + 1]! += this.servesFrom[s]!;
    this.servesDemand = new Int32Array(jobs.servesSupply.length);
    const at = this.servesFrom.slice();
    for (let d = 0; d < demands; d++) {
      for (let i = jobs.servesFrom[d]!; i < jobs.servesFrom[d + 1]!; i++)
        this.servesDemand[at[jobs.servesSupply[i]!]!++] = d;
    }
    this.forward();
  }

  private workOf(t: number): number {
    const { jobs } = this;
    const { steps } = jobs.model.shop;
    const step = jobs.step[t]!;
    if (steps.kind[step] === ELAPSED) return steps.elapsed[step]!;
    return steps.work(step, steps.largestPart(step, jobs.qty[t]!), jobs.setupDone[t] === 1 ? 0 : steps.setup[step]!);
  }

  private forward(): void {
    const { jobs } = this;
    const { network, model } = jobs;
    const { steps, times } = model.shop;
    const end = new Float64Array(network.supplies);
    for (let s = 0; s < network.supplies; s++)
      end[s] = jobs.count[s] === 0 ? Math.max(network.available[s]!, model.now) : 0;
    for (const s of jobs.upstreamFirst) {
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
      end[s] = at;
    }
    for (let d = 0; d < this.earliest.length; d++) {
      let date = -Infinity;
      for (let i = jobs.servesFrom[d]!; i < jobs.servesFrom[d + 1]!; i++)
        date = Math.max(date, end[jobs.servesSupply[i]!]!);
      this.earliest[d] = date;
    }
  }

  /** Latest starts into `key`. `shift[d]` seconds are added to the date of demand d (negative: more urgent). */
  rank(key: Float64Array, stretch: number, shift?: Float64Array): void {
    const { jobs, latestEnd } = this;
    const { network, model } = jobs;
    const { steps, times, to: horizon } = model.shop;
    latestEnd.fill(Infinity);
    for (let d = 0; d < this.earliest.length; d++) {
      const demand = model.demands[d]!;
      const target = Math.max(demand.due, demand.earliest ?? -Infinity, this.earliest[d]!) + (shift ? shift[d]! : 0);
      for (let i = jobs.servesFrom[d]!; i < jobs.servesFrom[d + 1]!; i++) {
        const s = jobs.servesSupply[i]!;
        if (target < latestEnd[s]!) latestEnd[s] = target;
      }
    }
    for (let i = jobs.upstreamFirst.length - 1; i >= 0; i--) {
      const s = jobs.upstreamFirst[i]!;
      let at = latestEnd[s]!;
      if (at === Infinity) at = this.unwanted(s, horizon);
      const klass = network.klass[s]!;
      const offset =
        klass === FORECAST ? CLASS_STEP : klass === SAFETY && network.kind[s] !== WORK ? 2 * CLASS_STEP : 0;
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
