/**
 * Finds a good first schedule: several sizes of orders and several rules for what goes first, the best kept and
 * polished. Anytime and deterministic: same problem, same schedule.
 */

import type { Model } from '../netting/model.ts';
import { BATCH, type NettingPolicy, net } from '../netting/net.ts';
import type { Network } from '../netting/network.ts';
import { splitsAny } from '../netting/split.ts';
import type { PlanOptions } from '../planning/plan.ts';
import { DAY } from '../units/clock.ts';
import { Aims, type Moves } from './aims.ts';
import { Candidate, type Tried } from './candidate.ts';
import type { Built } from './construct.ts';
import { construct } from './construct.ts';
import type { Floor } from './floor.ts';
import type { Jobs } from './jobs.ts';
import { living } from './living.ts';
import type { Outcome } from './outcome.ts';
import { outcome } from './outcome.ts';

/** What netting is told by the plan made so far: see `Amendments`. */
export type Learnt = Pick<NettingPolicy, 'without' | 'lotCap' | 'bills'>;

export interface Found {
  readonly candidate: Candidate;
  readonly jobs: Jobs;
  readonly floor: Floor;
  readonly built: Built;
  readonly outcome: Outcome;
  readonly ready: Float64Array;
  readonly work: { readonly net: number; readonly schedule: number; readonly improve: number };
  readonly cancelled: boolean;
}

const HOUR = 3600;
/** Sizes of orders: made-to-order demands that share one, and how long a step of an order may take before it is split. */
const SIZES: readonly Pick<NettingPolicy, 'batch' | 'batchStep' | 'splitStep'>[] = [
  { batch: BATCH, batchStep: 4 * HOUR },
  { batch: 0 },
  { batch: BATCH, batchStep: 4 * HOUR, splitStep: 16 * HOUR },
  { batch: BATCH, batchStep: 4 * HOUR, splitStep: 8 * HOUR },
];
/** Orders are split only where that saves a twentieth of what lateness costs: more orders are more work for people. */
const SPLIT_SAVES = 0.95;
/** Above this many tasks a schedule takes so long that only the first and the last of these are tried. */
const MANY_TASKS = 200_000;
/** Allowances for queues, as multiples of the working time: which is best depends on the load. The first is tried with every size. */
const STRETCHES = [1.25, 1.5, 1];
/** How often a first schedule is pushed back and forth, as long as it helps: so many tasks in all, but at least twice. */
const PUSHED = 200_000;
const PASSES = 4;

export function search(model: Model, options: PlanOptions, learnt: Learnt, moves?: Moves): Found {
  const going = () => options.keepGoing?.() ?? true;
  const { constrained } = model.problem.rules;
  const aims = Aims.of(model, moves);
  const work = { net: 0, schedule: 0, improve: 0 };
  const passes = SIZES.length + STRETCHES.length;
  let pass = 0;
  const said = (step: 'netting' | 'scheduling') => options.onProgress?.(step, pass / passes);
  const netted = (size: (typeof SIZES)[number]): Candidate => {
    said('netting');
    const policy = { ...learnt, ...size };
    const network = net(model, policy);
    said('scheduling');
    const candidate = new Candidate(model, policy, aims, network);
    pass++;
    work.net += candidate.netWork;
    return candidate;
  };
  if (!constrained) {
    const only = netted({ batch: 0 });
    // No task waits for another's machine: none need go first.
    const stands = only.try(new Float64Array(only.jobs.tasks));
    return build(only, { ...work, schedule: only.floor.work }, false, stands);
  }

  const first = (size: (typeof SIZES)[number]): Candidate => {
    const candidate = netted(size);
    rank(candidate, STRETCHES[0]!);
    return candidate;
  };
  let best = first(SIZES[0]!);
  const whole = best.jobs.network;
  for (const size of best.jobs.tasks > MANY_TASKS ? SIZES.slice(-1) : SIZES.slice(1)) {
    if (best.best!.outcome.score === 0 || !going()) break;
    if (!differs(model, whole, size)) continue;
    const rival = first(size);
    const bar = best.best!.outcome.score * (size.splitStep === undefined ? 1 : SPLIT_SAVES);
    const better = rival.best!.outcome.score < bar;
    work.schedule += (better ? best : rival).floor.work;
    if (better) best = rival;
  }
  const many = best.jobs.tasks > MANY_TASKS;
  for (const stretch of STRETCHES.slice(1, many ? 2 : undefined)) {
    if (best.best!.outcome.score === 0 || !going()) break;
    said('scheduling');
    rank(best, stretch);
    pass++;
  }
  if (model.weights.differ && best.best!.outcome.score > 0) rank(best, STRETCHES[0]!, ahead(model));
  if (moves && best.aims) {
    const key = best.best!.key.slice();
    moves.takeTurns(best.jobs, key);
    best.try(key);
  }
  const pushes = Math.min(PASSES, Math.max(2, Math.floor(PUSHED / Math.max(1, best.jobs.tasks))));
  const stands = best.best!.outcome.score > 0 ? best.polish(pushes, going) : undefined;
  return build(best, { ...work, schedule: work.schedule + best.floor.work }, !going(), stands);
}

/** Whether orders of such sizes may be others than those of `whole`, which shares by the first of them. */
function differs(model: Model, whole: Network, { splitStep }: NettingPolicy): boolean {
  if (splitStep !== undefined) return splitsAny(model, whole, splitStep);
  return model.catalogue.items.some(({ makeToOrder }) => makeToOrder);
}

function rank(candidate: Candidate, stretch: number, shift?: Float64Array): void {
  const key = new Float64Array(candidate.jobs.tasks);
  candidate.urgency.rank(key, stretch, shift);
  candidate.try(key);
}

/** Who counts twice as often comes so much earlier. */
const DOUBLE = 5 * DAY;
const MOST = 8;
const ahead = ({ weights, demands }: Model): Float64Array =>
  Float64Array.from(demands, (demand) => -DOUBLE * Math.max(-MOST, Math.min(MOST, Math.log2(weights.atMost(demand)))));

/** Puts a schedule back on the floor after another one was tried there. */
export const rebuild = (found: Found): Found => build(found.candidate, found.work, found.cancelled);

/** `stands`: what was tried last; it need not be built again where it is the best. */
export function build(candidate: Candidate, work: Found['work'], cancelled: boolean, stands?: Tried): Found {
  const { built, outcome: result } = settle(candidate, stands);
  const { jobs, floor, ready } = candidate;
  return { candidate, jobs, floor, ready, built, outcome: result, work, cancelled };
}

/** The best schedule without the orders that nothing living draws on: built once more until there are none such. */
function settle({ jobs, floor, ready, best, aims }: Candidate, stands: Tried | undefined): Tried {
  const left = new Set<number>();
  // Where more than lateness is weighed it was judged, and so stands, just in time.
  const isBest = !aims && stands?.outcome === best!.outcome;
  for (let built = isBest ? stands!.built : undefined; ; built = undefined) {
    built ??= construct(jobs, floor, best!.key, ready, left);
    const result = outcome(jobs, built);
    const live = living(jobs, built, result.dates);
    const before = left.size;
    for (const s of jobs.upstreamFirst) if (live[s] === 0) left.add(s);
    if (left.size === before) return { built, outcome: result };
  }
}
