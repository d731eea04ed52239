/**
 * Finds a good schedule: several rules for what goes first, the best kept; then, within the budget, the demands
 * that came out late are made more urgent and the schedule is built anew (squeaky wheel: Joslin and Clements 1999).
 * Anytime and deterministic: same problem, seed and budget, same schedule.
 */

import type { Model } from '../netting/model.ts';
import type { NettingPolicy } from '../netting/net.ts';
import { net } from '../netting/net.ts';
import type { Network } from '../netting/network.ts';
import type { PlanOptions } from '../planning/plan.ts';
import { DAY } from '../units/clock.ts';
import { Dice } from '../units/dice.ts';
import type { Built } from './construct.ts';
import { construct } from './construct.ts';
import { Floor } from './floor.ts';
import { Jobs } from './jobs.ts';
import { living } from './living.ts';
import type { Outcome } from './outcome.ts';
import { outcome } from './outcome.ts';
import { Urgency } from './urgency.ts';

export interface Found {
  readonly candidate: Candidate;
  readonly jobs: Jobs;
  readonly floor: Floor;
  readonly urgency: Urgency;
  readonly built: Built;
  readonly outcome: Outcome;
  readonly ready: Float64Array;
  readonly work: { readonly net: number; readonly schedule: number; readonly improve: number };
  readonly cancelled: boolean;
}

/** Days of make-to-order demand that share an order. The first is tried with every stretch, the others with the best of them. */
const BATCHES = [5, 0];
/** Allowances for queues, as multiples of the working time: which is best depends on the load. */
const STRETCHES = [1.25, 1, 1.5];
/** Above this many tasks a schedule takes so long that only the first batch and the first two stretches are tried. */
const MANY_TASKS = 200_000;

/** Rounds of squealing before nudging. */
const SQUEALS = 12;

export interface Candidate {
  readonly jobs: Jobs;
  readonly urgency: Urgency;
  readonly floor: Floor;
  readonly ready: Float64Array;
  best: { key: Float64Array; outcome: Outcome } | undefined;
  stretch: number;
}

export function search(model: Model, options: PlanOptions, policy: Omit<NettingPolicy, 'batch'>): Found {
  const going = () => options.keepGoing?.() ?? true;
  const constrained = model.problem.rules.constrained;
  let netWork = 0;
  let scheduleWork = 0;
  let cancelled = false;
  let passes = 0;
  const allPasses = constrained ? STRETCHES.length + BATCHES.length - 1 : 1;
  let best: Candidate | undefined;
  for (const batch of constrained ? BATCHES : [0]) {
    if (best && (!going() || best.jobs.tasks > MANY_TASKS)) break;
    options.onProgress?.('netting', passes / allPasses);
    const network: Network = net(model, {
      batch: batch * DAY,
      without: policy.without,
      lotCap: policy.lotCap,
      bills: policy.bills,
    });
    netWork += network.work;
    const jobs = new Jobs(model, network);
    const candidate: Candidate = {
      jobs,
      urgency: new Urgency(jobs),
      floor: new Floor(jobs),
      ready: new Float64Array(jobs.tasks),
      best: undefined,
      stretch: 1,
    };
    const key = new Float64Array(jobs.tasks);
    for (const stretch of !constrained ? [1] : best ? [best.stretch] : STRETCHES) {
      if (candidate.best && (!going() || (jobs.tasks > MANY_TASKS && stretch !== 1))) break;
      options.onProgress?.('scheduling', passes++ / allPasses);
      candidate.urgency.rank(key, stretch);
      const result = outcome(jobs, construct(jobs, candidate.floor, key, candidate.ready));
      if (!candidate.best || result.score < candidate.best.outcome.score) {
        candidate.best = { key: key.slice(), outcome: result };
        candidate.stretch = stretch;
      }
    }
    scheduleWork += candidate.floor.work;
    if (!best || candidate.best!.outcome.score < best.best!.outcome.score) best = candidate;
    if (!going()) cancelled = true;
  }
  return build(best!, { net: netWork, schedule: scheduleWork, improve: 0 }, cancelled);
}

/** The same found with better ranks, within the budget of `options.work`; `found` itself can be built again. */
export function refine(found: Found, options: PlanOptions): Found {
  const { candidate } = found;
  const before = candidate.floor.work;
  const better: Candidate = { ...candidate };
  improve(better, options.work ?? 0, () => options.keepGoing?.() ?? true, options);
  return build(better, { ...found.work, improve: candidate.floor.work - before }, found.cancelled);
}

/** Puts a schedule back on the floor after another one was tried there. */
export const rebuild = (found: Found): Found => build(found.candidate, found.work, found.cancelled);

function build(candidate: Candidate, work: Found['work'], cancelled: boolean): Found {
  const { built, result } = settle(candidate);
  const { jobs, floor, urgency, ready } = candidate;
  return { candidate, jobs, floor, urgency, ready, built, outcome: result, work, cancelled };
}

/** Builds the best schedule once more, without the orders that nothing living draws on, until there are none such. */
function settle({ jobs, floor, ready, best }: Candidate): { built: Built; result: Outcome } {
  const left = new Set<number>();
  for (;;) {
    const built = construct(jobs, floor, best!.key, ready, left);
    const result = outcome(jobs, built);
    const live = living(jobs, built, result.dates);
    const before = left.size;
    for (const s of jobs.upstreamFirst) if (live[s] === 0) left.add(s);
    if (left.size === before) return { built, result };
  }
}

/**
 * Late demands squeal: their dates move forward by a share of their lateness, and everything is ranked again. When
 * that no longer helps, a few late demands at a time are tried earlier or given up for later, from the best so far.
 */
function improve(candidate: Candidate, budget: number, going: () => boolean, options: PlanOptions): void {
  const { jobs, urgency, floor, ready } = candidate;
  const from = floor.work;
  const dice = new Dice(options.seed ?? 1);
  const key = new Float64Array(jobs.tasks);
  const best = { shift: new Float64Array(jobs.model.demands.length), outcome: candidate.best!.outcome };
  let shift: Float64Array = best.shift.slice();
  let dates = best.outcome.dates;
  for (let round = 0; floor.work - from < budget && best.outcome.score > 0 && going(); round++) {
    // Every round costs something, also where nothing is made on a machine.
    floor.work += 1 + jobs.tasks;
    if (round < SQUEALS) squeal(candidate, shift, dates, 0.3 + 0.15 * (round % 4));
    else {
      shift = best.shift.slice();
      if (!nudge(candidate, shift, best.outcome.dates, dice)) return;
    }
    urgency.rank(key, candidate.stretch, shift);
    const result = outcome(jobs, construct(jobs, floor, key, ready));
    dates = result.dates;
    if (result.score < best.outcome.score) {
      best.outcome = result;
      best.shift = shift.slice();
      candidate.best = { key: key.slice(), outcome: result };
    }
    options.onProgress?.('improving', Math.min(1, (floor.work - from) / budget));
  }
}

function squeal({ jobs, urgency }: Candidate, shift: Float64Array, dates: Float64Array, share: number): void {
  for (let d = 0; d < shift.length; d++) {
    const target = Math.max(jobs.model.demands[d]!.due, urgency.earliest[d]!);
    const tardy = dates[d]! < Infinity ? dates[d]! - target : 0;
    shift[d] = tardy > 0 ? shift[d]! - share * tardy : shift[d]! * 0.9;
  }
}

/** Moves a few late demands: most of them earlier, by about what they lack, some later. False: none could be earlier. */
function nudge({ jobs, urgency }: Candidate, shift: Float64Array, dates: Float64Array, dice: Dice): boolean {
  const late: number[] = [];
  for (let d = 0; d < shift.length; d++) {
    if (dates[d]! < Infinity && dates[d]! > Math.max(jobs.model.demands[d]!.due, urgency.earliest[d]!)) late.push(d);
  }
  if (late.length === 0) return false;
  for (let n = 1 + dice.below(4); n > 0; n--) {
    const d = late[dice.below(late.length)]!;
    const tardy = dates[d]! - Math.max(jobs.model.demands[d]!.due, urgency.earliest[d]!);
    const size = (0.5 + dice.share()) * tardy + DAY;
    shift[d] = shift[d]! + (dice.below(3) === 0 ? size : -size);
  }
  return true;
}
