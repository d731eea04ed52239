/**
 * Of plans in which what was left out of an approval was to stay: how much of each does not, which is taken, and when one that was
 * made from nothing may replace one that was mended. Pure.
 */
import { costsOf, isKept, leastOf, type Plan, type Problem } from '@hotlist/engine';
import { lastDeliveries } from './lateness.ts';

export interface Strays {
  /** Lines that were left out and ship later than published. */
  readonly later: number;
  /** Of those, what ships earlier. */
  readonly earlier: number;
  /** Steps of what was left out that stand elsewhere than they could. */
  readonly elsewhere: number;
  /** Other lines that are late by it. */
  readonly madeLate: number;
  /** Steps that stand elsewhere than they were seen. */
  readonly moved: number;
}

/** A clean plan, weighed from the submitted one. */
export interface Tried {
  readonly problem: Problem;
  readonly plan: Plan;
  readonly strays: Strays;
}

const ofLeftOut = ({ later, earlier, elsewhere }: Strays): readonly number[] => [later, earlier, elsewhere];

/** All that was left out stays. */
export const isExact = ({ strays }: Tried): boolean => ofLeftOut(strays).every((count) => count === 0);
/** And nobody else is late by it. */
export const isSmooth = (tried: Tried): boolean => isExact(tried) && tried.strays.madeLate === 0;

/** That in which what was left out strays least, the first figure before the others, then all else; of equals the one that costs least, then the first. */
export function leastStrayed(tried: readonly Tried[]): Tried | undefined {
  const costs = tried.map(({ problem, plan, strays }) => [
    ...ofLeftOut(strays),
    strays.madeLate,
    strays.moved,
    ...costsOf(problem, plan),
  ]);
  return tried[leastOf(costs)];
}

/**
 * What is mended stays where what was left out stays better in it, and where the other makes no fewer orders late and serves no more;
 * else as a plan stays that people work to.
 */
export function staysMended(mended: Tried, anew: Tried): boolean {
  const [mine, other] = [ofLeftOut(mended.strays), ofLeftOut(anew.strays)];
  const at = mine.findIndex((count, i) => count !== other[i]);
  if (at >= 0) return mine[at]! < other[at]!;
  const helps =
    anew.strays.madeLate < mended.strays.madeLate || anew.plan.figures.unserved < mended.plan.figures.unserved;
  return !helps || isKept(mended.problem, mended.plan, anew.plan);
}

type Shipping = Pick<Plan, 'deliveries'>;

/** Lines that are late and ship later than both as published and as seen; what was not seen yet is none. */
export function madeLate(published: Shipping, seen: Shipping, made: Shipping): number {
  const [before, then] = [lastDeliveries(published), lastDeliveries(seen)];
  return [...lastDeliveries(made)].filter(([line, { date = Infinity, late }]) => {
    if (!then.has(line) || (date < Infinity && late === 0)) return false;
    return [before, then].every((plan) => date > (plan.get(line)?.date ?? (plan.has(line) ? Infinity : -Infinity)));
  }).length;
}
