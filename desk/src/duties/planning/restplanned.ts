/**
 * A submitted version planned without what is left out of its approval. All else stands as it was seen, and only what cannot, beside what
 * stays as published, is mended; where that makes another order late, what helps it moves too. Only where what is left out does not
 * stay so, or others are late by it all the same, other ways are tried: all planned anew beside it, or it put into what was planned anew. Pure. Source: RULES.md, "The schedule".
 */
import {
  cheapest,
  check,
  isKept,
  type Plan,
  type PlanOptions,
  type Problem,
  plan,
  planAround,
  weighedBy,
} from '@hotlist/engine';
import { saidFrozen } from './frozensteps.ts';
import { givenBack } from './givenback.ts';
import { lastDeliveries } from './lateness.ts';
import { alone, isLater, type LeftOut, reservedFor, stepsElsewhere, strayedFrom, suppliesBelow } from './leftout.ts';
import { asWork, type Kept, kept } from './leftoutstands.ts';
import { drawnOnRests } from './restdrawn.ts';

export interface Rest {
  /** As it was read: what plans cost is told by its weights. */
  readonly problem: Problem;
  /** With the steps of what is left out frozen, and of what stands in the frozen zone. */
  readonly held: Problem;
  /** With those of the zone alone: frozen, what is left out would hand its goods on after its teardown. */
  readonly others: Problem;
  readonly published: Plan;
  /** The submitted version, with the work that is left out as published. */
  readonly seen: Plan;
  readonly leftOut: LeftOut;
  /** What is left out, and all that is frozen: it keeps what it draws on too, for it cannot wait for what comes later. */
  readonly stays: LeftOut;
  readonly options: PlanOptions;
}

/** A clean plan in which what was left out was to stay. */
interface Tried {
  readonly problem: Problem;
  readonly plan: Plan;
  /**
   * How many lines that were left out ship later, how many earlier than published, how many of their steps stand elsewhere than they
   * could; then how many other lines are late by it, and how many steps stand elsewhere than they were seen.
   */
  readonly strays: readonly number[];
}

const isExact = ({ strays }: Tried): boolean => strays.slice(0, 3).every((count) => count === 0);
const isSmooth = ({ strays }: Tried): boolean => strays.slice(0, 4).every((count) => count === 0);

export function restPlanned({ problem, held, others, published, seen, leftOut, stays, options }: Rest): {
  readonly problem: Problem;
  readonly plan: Plan;
} {
  const theirs = suppliesBelow(published, leftOut);
  let alones: Plan | undefined;
  /** What is left out, and what is frozen, as they stand where nothing else is to be done. */
  const stands = (): Plan => {
    if (alones) return alones;
    const of = alone(others, published, stays);
    alones = planAround(of.problem, of.published, of.first, options) ?? published;
    return alones;
  };
  const elsewhere = (made: Plan): number => {
    const count = stepsElsewhere(published, made, theirs);
    return count === 0 ? 0 : Math.min(count, stepsElsewhere(stands(), made, theirs));
  };
  const asSeen = givenBack(kept(published, seen, leftOut), seen, published, others);
  const all = new Set<string>(asSeen.standing.orders.map(({ id }) => id));
  const tried: Tried[] = [];
  const judge = (of: Problem, made: Plan | undefined): void => {
    if (!made || check(of, made).length > 0) return;
    const strayed = strayedFrom(problem, published, made, leftOut);
    const later = strayed.filter(isLater).length;
    const strays = [
      later,
      strayed.length - later,
      elsewhere(made),
      madeLate(published, seen, made),
      stepsElsewhere(asSeen.standing, made, all),
    ];
    tried.push({ problem: of, plan: weighedBy(of, made, seen), strays });
  };
  const around = ({ standing, first }: Kept, of = others, work = options.work): Plan | undefined =>
    planAround(of, saidFrozen(of, standing), first, { ...options, work });
  const mended = (one: Kept, of: Problem): void => {
    if (tried.some(isExact)) return;
    const smallest = around(one, of, 0);
    judge(of, smallest);
    const weight = smallest?.figures.objective?.moved.weight ?? 0;
    if (tried.some(isSmooth)) return;
    if (weight > 0) judge(of, around(one, withMoves(of, DEAR * weight)));
    judge(of, around(one, of));
  };

  mended(asSeen, held);
  mended(asSeen, others);
  if (!tried.some(isExact)) mended(givenBack(kept(stands(), seen, leftOut), seen, published, others), others);
  const made = (of: Problem): Plan => plan(of, { ...options, published: saidFrozen(of, seen) });
  const best = leastStrayed(problem, tried);
  if (best && isSmooth(best)) return best;
  tried.length = 0;
  const whole = made(reservedFor(held, published, stays));
  judge(held, whole);
  if (!tried.some(isExact)) {
    const frozen = asWork(others, stands(), stays);
    const standing = frozen.asPlanned(made(frozen.problem));
    // Of equals the first: that in which nothing is made beside what lies idle.
    const shared = drawnOnRests(standing.standing, standing.first);
    if (shared !== standing.standing) judge(others, around({ ...standing, standing: shared }));
    judge(others, around(standing));
    judge(others, around(kept(stands(), whole, stays)));
  }
  const anew = leastStrayed(problem, tried);
  const found = best && anew ? (staysMended(problem, best, anew) ? best : anew) : (best ?? anew);
  return { problem: found?.problem ?? held, plan: found?.plan ?? made(held) };
}

/**
 * What is mended stays where what was left out stays better in it, and where the other makes no fewer orders late and serves no more;
 * else as a plan stays that people work to.
 */
export function staysMended(problem: Problem, mended: Tried, anew: Tried): boolean {
  const at = mended.strays.findIndex((count, i) => count !== anew.strays[i]);
  if (at >= 0 && at < 3) return mended.strays[at]! < anew.strays[at]!;
  const helps = anew.strays[3]! < mended.strays[3]! || anew.plan.figures.unserved < mended.plan.figures.unserved;
  return !helps || isKept(problem, mended.plan, anew.plan);
}

/** Where what is mended makes an order late, a move costs so many times what it costs in planning: a few that help it, and no more. */
const DEAR = 30;

const withMoves = (problem: Problem, movedOperation: number): Problem => ({
  ...problem,
  rules: { ...problem.rules, weights: { ...problem.rules.weights, movedOperation } },
});

/** Lines that are late and ship later than both as published and as seen. */
function madeLate(published: Plan, seen: Plan, made: Plan): number {
  const [before, then] = [lastDeliveries(published), lastDeliveries(seen)];
  return [...lastDeliveries(made)].filter(([line, { date = Infinity, late }]) => {
    if (!then.has(line) || (date < Infinity && late === 0)) return false;
    return [before, then].every((plan) => date > (plan.get(line)?.date ?? (plan.has(line) ? Infinity : -Infinity)));
  }).length;
}

/** The plan in which least strays; of equals the one that costs least. */
export function leastStrayed(problem: Problem, tried: readonly Tried[]): Tried | undefined {
  const order = (a: Tried, b: Tried): number => {
    const first = a.strays.findIndex((count, i) => count !== b.strays[i]);
    return first < 0 ? 0 : a.strays[first]! - b.strays[first]!;
  };
  const [least] = tried.toSorted(order);
  const equals = tried.filter((one) => least && order(one, least) === 0);
  return equals.length > 1
    ? equals[
        cheapest(
          problem,
          equals.map(({ plan }) => plan),
        )
      ]
    : least;
}
