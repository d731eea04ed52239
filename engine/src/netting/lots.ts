/**
 * Lot rules: how large the orders are that cover a quantity.
 *
 * `fixed` orders so many lots of that size; else at least `min`, rounded up to `multiple`, split so that none is
 * over `max`. A vendor's minimum and multiple come on top of the item's own.
 */
import type { LotRule } from '../planning/problem.ts';

export interface Sizes {
  readonly min: number;
  readonly multiple: number;
  readonly max: number;
  readonly fixed: number;
}

export function sizesOf(lot: LotRule, min = 0, multiple = 1): Sizes {
  return {
    min: Math.max(lot.min, min),
    multiple: commonMultiple(Math.max(1, lot.multiple), Math.max(1, multiple)),
    max: lot.max ?? Infinity,
    fixed: lot.fixed ?? 0,
  };
}

/** Size of the next order when `needed` is still open. More than one order is needed where it is below `needed`. */
export function lotSize(needed: number, sizes: Sizes): number {
  if (sizes.fixed > 0) return sizes.fixed;
  const largest =
    sizes.max === Infinity
      ? Infinity
      : Math.max(sizes.multiple, Math.floor(sizes.max / sizes.multiple) * sizes.multiple);
  return Math.min(largest, roundUp(Math.max(needed, sizes.min, 1), sizes.multiple));
}

export const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

export function commonMultiple(a: number, b: number): number {
  let x = a;
  let y = b;
  while (y !== 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
