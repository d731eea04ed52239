/** Netting and scheduling joined: the plan of a factory. */
import { Model } from '../netting/model.ts';
import { restoreNeeds } from '../netting/wishes.ts';
import { earliestAlone } from '../scheduling/bound.ts';
import { refine } from '../scheduling/improve.ts';
import { justify } from '../scheduling/justify.ts';
import { isLess } from '../scheduling/outcome.ts';
import { rebuild, search } from '../scheduling/search.ts';
import { Weights } from '../scheduling/weights.ts';
import { leastOf } from '../units/starts.ts';
import { Amendments, agrees } from './amend.ts';
import { toldFrom } from './compare.ts';
import { deliver, lateByDemand, withSoonest } from './deliver.ts';
import { emit } from './emit.ts';
import { messagesOf } from './messages.ts';
import { besideNewcomers } from './newcomers.ts';
import { objectiveOf } from './objective.ts';
import { overtimeOf, secondsOf, withFrozenOpened, withOpened } from './opened.ts';
import { openWhatPays } from './opening.ts';
import type { Plan, PlanOptions } from './plan.ts';
import { PlanIndex } from './plan-index.ts';
import { asPledged, pledgedSince, without } from './pledges.ts';
import type { Problem } from './problem.ts';
import { Published } from './published.ts';
import { steady } from './steady.ts';

/**
 * What to make, buy and move, when and where, so that the demands ship on their dates. Beside a published plan that plan, mended and
 * made better by what earns its moves; one made from nothing only where it costs less by the share `weights.anew`, what it moves beyond that counted
 * `weights.unprompted` times, or at all while it serves more; never one that serves fewer, unless it is asked for (`fromNothing`).
 *
 * Throws `ProblemError` on impossible data; a demand that cannot be served is an answer, with its reason.
 */
export function plan(given: Problem, options: PlanOptions = {}): Plan {
  const problem = withFrozenOpened(given);
  const model = new Model(problem);
  const bound = earliestAlone(model);
  const { published, work = 0 } = options;
  const stays = published && beside(problem, published, leastLate(model, bound), options);
  const kept = stays && openWhatPays(withOpened(problem, stays), stays, options);
  if (kept && options.mendOnly) return { ...kept, figures: { ...kept.figures, fromNothing: false } };
  const spent = kept?.figures.work.improve ?? 0;
  const made = anew(problem, model, bound, { ...options, work: Math.max(0, work - spent) });
  const opened = openWhatPays(problem, made, options);
  const { net, schedule, improve } = opened.figures.work;
  const best = kept && !options.fromNothing && isKept(problem, kept, opened) ? kept : opened;
  const figures = { ...best.figures, work: { net, schedule, improve: improve + spent } };
  if (!published) return { ...best, figures };
  return {
    ...best,
    figures: { ...figures, fromNothing: best === opened, ...otherOf(problem, published, best, kept, opened) },
  };
}

/** The one of two plans that is not `best`, where it is worth a word. */
function otherOf(
  problem: Problem,
  published: Plan,
  best: Plan,
  kept: Plan | undefined,
  made: Plan,
): Pick<Plan['figures'], 'other'> {
  const other = best === made ? kept : made;
  const isDearer = other === made && best.figures.objective!.points <= made.figures.objective!.points;
  if (!other || other.status === 'cancelled' || isDearer) return {};
  return { other: toldFrom(problem, best, other, published) };
}

/** A plan from nothing. */
function anew(problem: Problem, model: Model, bound: Float64Array, options: PlanOptions): Plan {
  const amendments = new Amendments();
  const { published } = options;
  const moves = published && new Published(model, published);
  let found = search(model, options, amendments, moves);
  while (amendments.learn(found)) found = search(model, options, amendments, moves);
  if (problem.rules.constrained && options.work) {
    const better = refine(found, options, bound, agrees);
    const kept = !isLess(found.candidate.best!.outcome, better.candidate.best!.outcome) && agrees(better);
    found = kept ? better : rebuild(found);
    if (found.candidate.policy.shift || found.jobs.network.exchanged) restoreNeeds(model, found.jobs.network);
  }
  amendments.explain(found);
  const { why } = amendments;

  options.onProgress?.('explaining', 0);
  const { jobs, floor, built, outcome, ready } = found;
  justify(jobs, floor, built, outcome.dates, ready);
  const body = emit(jobs, floor, built, outcome.dates);
  const index = new PlanIndex(model.problem, body);
  const shipped = model.demands.flatMap((demand, d) =>
    deliver(index, body.served.get(d) ?? [], demand, outcome.dates[d]!, why.get(d)),
  );
  const deliveries = withSoonest(model, shipped, (d) => bound[d]!);
  const messages = messagesOf(index, body, deliveries, found);
  const served = deliveries.filter((delivery) => delivery.date !== undefined);
  const neverServed = new Set(
    deliveries.filter((delivery) => delivery.date === undefined).map((delivery) => delivery.demand),
  );
  const lateOnes = new Set(served.filter((delivery) => delivery.late > 0).map((delivery) => delivery.demand));
  const overtime = overtimeOf(model.problem, body.operations);
  return {
    status: found.cancelled ? 'cancelled' : neverServed.size > 0 ? 'partial' : 'complete',
    orders: body.orders,
    operations: body.operations,
    purchases: body.purchases,
    moves: body.moves,
    deliveries,
    pegs: body.pegs,
    lineNeeds: body.lineNeeds,
    messages,
    ...(overtime.length > 0 ? { overtime } : undefined),
    figures: {
      demands: model.demands.length,
      onTime: model.demands.length - new Set([...neverServed, ...lateOnes]).size,
      unserved: neverServed.size,
      totalLate: lateByDemand(served),
      leastLate: leastLate(model, bound),
      orders: body.orders.length,
      operations: body.operations.length,
      purchases: body.purchases.length,
      setupSeconds: body.setupSeconds,
      ...secondsOf(overtime),
      objective: objectiveOf(problem, { ...body, deliveries, overtime }, published),
      work: found.work,
    },
  };
}

/**
 * A plan mended under what became of it, and nothing planned from nothing: `first` are orders of it that take their places
 * before all others and are moved by nothing but what they wait for. Undefined where it cannot be mended.
 */
export function planAround(
  given: Problem,
  standing: Plan,
  first: ReadonlySet<string>,
  options: Omit<PlanOptions, 'published'> = {},
): Plan | undefined {
  const problem = withFrozenOpened(given);
  const model = new Model(problem);
  return left(problem, standing, leastLate(model, earliestAlone(model)), options, { first });
}

/**
 * A plan that nobody works to yet, made better as one that stands: what is late takes the gaps that work just in time leaves, and
 * a move costs nothing. The same plan where that costs no less, or where it is too large for `work`, of which half is spent.
 */
export function settled(given: Problem, made: Plan, options: Omit<PlanOptions, 'published'> = {}): Plan {
  const mended = made.status === 'cancelled' ? undefined : freely(given, made, made, options);
  if (!mended) return made;
  const best = [made, mended][cheapest(given, [made, mended])]!;
  const { work } = made.figures;
  return { ...best, figures: { ...best.figures, work: { ...work, improve: mended.figures.work.improve } } };
}

/**
 * The newest plan, which nobody works to, mended under what became of it, a move costing nothing; one made from nothing only where it costs
 * less by the share `weights.anew` or serves more, as beside a published plan, or where the newest cannot be mended or has more operations than `work`.
 */
export function resumed(given: Problem, newest: Plan, made: Plan, options: Omit<PlanOptions, 'published'> = {}): Plan {
  const mended = made.status === 'cancelled' ? undefined : freely(given, newest, made, options);
  if (!mended) return made;
  const best = isKept(given, mended, made) ? mended : made;
  const figures = { ...best.figures, work: mended.figures.work, fromNothing: best === made };
  return {
    ...best,
    figures: { ...figures, ...(best === mended ? otherOf(given, newest, mended, undefined, made) : {}) },
  };
}

/** A plan mended with free moves; its work is on top of what `made` took. Undefined where that is not done. */
function freely(given: Problem, standing: Plan, made: Plan, options: Omit<PlanOptions, 'published'>): Plan | undefined {
  if (standing.operations.length > (options.work ?? 0)) return undefined;
  const weights = { ...given.rules.weights, movedOperation: 0 };
  const found = planAround({ ...given, rules: { ...given.rules, weights } }, standing, new Set(), options);
  if (!found) return undefined;
  const { leastLate, work } = made.figures;
  const weighed = weighedBy(given, found);
  return {
    ...weighed,
    figures: {
      ...weighed.figures,
      ...(leastLate === undefined ? undefined : { leastLate }),
      work: { ...work, improve: work.improve + found.figures.work.improve },
    },
  };
}

/** The published plan mended; where that would break what was pledged since, with it taken in as it was offered, if that costs less. */
function beside(problem: Problem, published: Plan, least: number, options: PlanOptions): Plan | undefined {
  const mended = left(problem, published, least, options);
  const came = mended ? pledgedSince(problem, published, mended) : [];
  if (!mended || came.length === 0) return mended;
  const before = left(without(problem, came), published, least, { ...options, work: 0 });
  const taken = before && left(problem, asPledged(problem, before, came), least, options, { told: published });
  return taken && cheapest(problem, [mended, taken]) === 1 ? taken : mended;
}

interface Left {
  readonly first?: ReadonlySet<string>;
  /** What moves are counted from; absent: from what is mended. */
  readonly told?: Plan;
}

/** A plan with what it cannot keep mended; undefined where it cannot be mended. */
function left(
  problem: Problem,
  standing: Plan,
  least: number,
  options: PlanOptions,
  { first, told = standing }: Left = {},
): Plan | undefined {
  const situation = besideNewcomers(withOpened(problem, standing), standing, { first });
  if (!situation) return undefined;
  const dates = new Map<string, number>();
  for (const { demand, date } of standing.deliveries)
    dates.set(demand, Math.max(dates.get(demand) ?? 0, date ?? Infinity));
  // What goes first keeps what it draws on; and where orders may only start so early, who has what decides when.
  const mayExchange = !first?.size && problem.rules.earliness === undefined;
  const found = steady(situation, (demand) => dates.get(demand) ?? Infinity, { ...options, mayExchange });
  if (!found) return undefined;
  found.situation.postpone(found.answer);
  const plan = found.situation.planOf(found.answer);
  const objective = objectiveOf(problem, plan, told);
  const work = { net: 0, schedule: 0, improve: found.spent };
  return { ...plan, figures: { ...plan.figures, leastLate: least, objective, work } };
}

/** The same plan with what it costs by a problem's weights, its moves counted from another; from none: nothing has moved. */
export function weighedBy(given: Problem, made: Plan, from?: Plan): Plan {
  return { ...made, figures: { ...made.figures, objective: objectiveOf(withFrozenOpened(given), made, from) } };
}

type Judged = Pick<Plan, 'status' | 'figures'>;

/**
 * What people work to stays, unless the other costs less: by the share that the company asks of it, or by anything where it serves
 * more. What happened asks for no more moves than are made in what stays: those that the other has beyond them count so many
 * times (`weights.unprompted`). One that serves fewer never takes its place, however much cheaper it is. Both are weighed
 * against the same plan.
 */
export function isKept(problem: Problem, kept: Judged, made: Judged): boolean {
  if (made.status === 'cancelled') return false;
  if (made.figures.unserved > kept.figures.unserved) return true;
  const weights = new Weights(problem);
  const [stands, other] = [kept.figures.objective!, made.figures.objective!];
  const servesMore = made.figures.unserved < kept.figures.unserved;
  const share = servesMore ? 0 : weights.anew;
  if (weights.inOrder) return !(other.tardiness.amount < stands.tardiness.amount * (1 - share));
  const further = servesMore ? 0 : Math.max(0, other.moved.points - stands.moved.points);
  return !(other.points + Math.max(0, weights.unprompted - 1) * further < stands.points * (1 - share));
}

/** Which of several plans of `plan` costs least by the weights; of equals the first. */
export const cheapest = (problem: Problem, plans: readonly Plan[]): number =>
  leastOf(plans.map((one) => costsOf(problem, one)));

/** What a plan costs, the amount first that decides before all others: its points, or where the weights stand in order each term. */
export function costsOf({ rules }: Problem, { figures: { objective } }: Plan): readonly number[] {
  if (!objective) throw new RangeError('a plan without its objective cannot be compared by cost');
  const terms = ['tardiness', 'overtime', 'moved', 'setup', 'stock'] as const;
  return rules.weights?.inOrder ? terms.map((term) => objective[term].amount) : [objective.points];
}

/** Of the demands that can be had at all. */
function leastLate({ demands }: Model, bound: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < bound.length; d++) if (bound[d]! < Infinity) sum += Math.max(0, bound[d]! - demands[d]!.due);
  return sum;
}
