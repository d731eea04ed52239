/**
 * The numbers of the house. A branded number cannot be mistaken for another one: quantities, money, seconds
 * and days are all safe integers, and each has one meaning.
 */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
declare const brand: unique symbol;

/** A count of an item's smallest step (an item with 2 decimals counts hundredths of its unit). */
export type Qty = Brand<number, 'Qty'>;
/** Whole seconds of elapsed time since the problem's epoch. May be negative (before the epoch). */
export type Second = Brand<number, 'Second'>;
/** A length of elapsed time in whole seconds; not working time unless the name says so. */
export type Duration = Brand<number, 'Duration'>;
/** A plant day: days since 1970-01-01 on the plant's own calendar. */
export type Day = Brand<number, 'Day'>;
/** Integer minor units of one currency (cents). */
export type Minor = Brand<number, 'Minor'>;
export interface Money {
  readonly minor: Minor;
  readonly currency: string;
}
/** An exact ratio; `den` is positive. */
export interface Ratio {
  readonly num: number;
  readonly den: number;
}
/** More steps than this, or seconds, are no quantity, time or sum of a plant, and products of two such numbers would not be exact. */
export const mostSteps = 1e12;
export type Rounding = 'up' | 'down' | 'nearest';

const whole = (value: number, name: string): number => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} must be a whole number within ±2^53, not ${value}`);
  return value;
};
export const qty = (steps: number): Qty => whole(steps, 'a quantity') as Qty;
export const second = (value: number): Second => whole(value, 'a second') as Second;
export const duration = (value: number): Duration => whole(value, 'a duration') as Duration;
export const day = (value: number): Day => whole(value, 'a day') as Day;
export const minor = (value: number): Minor => whole(value, 'an amount of money') as Minor;

export function ratio(num: number, den = 1): Ratio {
  whole(num, 'a numerator');
  whole(den, 'a denominator');
  if (den <= 0) throw new RangeError(`a ratio needs a positive denominator, not ${num}/${den}`);
  const divisor = gcd(Math.abs(num), den);
  return { num: num / divisor, den: den / divisor };
}

function gcd(a: number, b: number): number {
  while (b !== 0) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return a || 1;
}

/** `value × by`, exact, with the rounding named: `up` for needs, `down` for output. */
export function times(value: number, by: Ratio, rounding: Rounding): number {
  const product = value * by.num;
  if (Number.isSafeInteger(product)) return divide(product, by.den, rounding);
  return Number(divideBig(BigInt(value) * BigInt(by.num), BigInt(by.den), rounding));
}

function divide(num: number, den: number, rounding: Rounding): number {
  if (rounding === 'up') return Math.ceil(num / den - 0) === Math.floor(num / den) ? num / den : upExact(num, den);
  const floor = (num - (((num % den) + den) % den)) / den;
  if (rounding === 'down') return floor;
  return (num - floor * den) * 2 >= den ? floor + 1 : floor;
}

function upExact(num: number, den: number): number {
  const rest = ((num % den) + den) % den;
  return rest === 0 ? num / den : (num - rest) / den + 1;
}

function divideBig(num: bigint, den: bigint, rounding: Rounding): bigint {
  const rest = ((num % den) + den) % den;
  const floor = (num - rest) / den;
  if (rounding === 'down' || rest === 0n) return floor;
  if (rounding === 'up') return floor + 1n;
  return rest * 2n >= den ? floor + 1n : floor;
}
