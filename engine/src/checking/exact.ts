/** Quantities through yields and bills, exact. A range is open only where steps may round one by one or all at once. */
import type { Item, Operation } from '../planning/problem.ts';
import { type Ratio, times } from '../units/units.ts';

export interface Range {
  readonly low: number;
  readonly high: number;
}

const ONE: Ratio = { num: 1, den: 1 };

export const inverse = (it: Ratio): Ratio => ({ num: it.den, den: it.num });

/** a × b, reduced; throws where even the reduced ratio leaves the safe integers. */
export function product(a: Ratio, b: Ratio): Ratio {
  const num = BigInt(a.num) * BigInt(b.num);
  const den = BigInt(a.den) * BigInt(b.den);
  const divisor = common(num < 0n ? -num : num, den);
  const reduced = { num: Number(num / divisor), den: Number(den / divisor) };
  if (Number.isSafeInteger(reduced.num) && Number.isSafeInteger(reduced.den)) return reduced;
  throw new RangeError(`${a.num}/${a.den} × ${b.num}/${b.den} leaves the safe integers`);
}

function common(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x || 1n;
}

/** Steps of one item per step of another, for the same count of units. */
export const stepRatio = (to: Item, from: Item): Ratio =>
  to.decimals >= from.decimals
    ? { num: 10 ** (to.decimals - from.decimals), den: 1 }
    : { num: 1, den: 10 ** (from.decimals - to.decimals) };

/**
 * What enters each step so that `good` comes out at the end. Low: the yields multiplied and rounded up once;
 * high: rounded up at every step, as nobody starts half a piece.
 */
export function enteringQuantities(good: number, steps: readonly Operation[], item: Item): readonly Range[] {
  const entering: Range[] = [];
  let factor = item.yield ? inverse(item.yield) : ONE;
  let high = times(good, factor, 'up');
  for (let i = steps.length - 1; i >= 0; i--) {
    const share = steps[i]?.yield;
    if (share) {
      factor = product(factor, inverse(share));
      high = times(high, inverse(share), 'up');
    }
    entering[i] = { low: factor.den === 1 ? good * factor.num : times(good, factor, 'up'), high };
  }
  return entering;
}

/** What is started: what enters the first step; without steps, what the item's own yield asks for. */
export function startedQuantity(good: number, steps: readonly Operation[], item: Item): Range {
  const first = enteringQuantities(good, steps, item)[0];
  if (first) return first;
  const only = item.yield ? times(good, inverse(item.yield), 'up') : good;
  return { low: only, high: only };
}
