/**
 * Exact conversions between what people read and what the engine counts. Nothing here passes through binary
 * fractions: a quantity has at most six decimals and a ratio at most nine, so whole millionths carry them.
 */
import {
  type Duration,
  duration,
  type Minor,
  mostSteps,
  type Qty,
  qty,
  type Ratio,
  type Rounding,
  ratio,
  times,
} from '@hotlist/engine';
import type { Value } from './kind.ts';

const millionth = 1_000_000;
/** A sum of quantities as the decimal that it is: binary fractions are off by less than a millionth. */
export const toMillionth = (qty: number): number => Number(qty.toFixed(6));
/** One step of a unit with so many decimals, in millionths of the unit. */
const perMillionth: readonly Ratio[] = [0, 1, 2, 3, 4, 5, 6].map((decimals) => ratio(1, 10 ** (6 - decimals)));

/** The rows may come from a file (numbers) or from the database (numbers or exact decimal text); empty counts as 0. */
export const numberOf = (value: Value | undefined): number =>
  value === null || value === undefined || value === '' ? 0 : Number(value);

/** Steps of a quantity in its unit: needs are rounded `up`, stock and output `down`. */
export function steps(value: Value | undefined, decimals: number, rounding: Rounding): Qty {
  return qty(times(Math.round(numberOf(value) * millionth), perMillionth[decimals] ?? ratio(1), rounding));
}

/** Decimal text of steps, without trailing zeros: 2500 steps of a unit with 3 decimals are "2.5". */
export function decimalText(steps: number, decimals: number): string {
  if (decimals === 0) return String(steps);
  const digits = String(Math.abs(steps)).padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  return `${steps < 0 ? '-' : ''}${digits.slice(0, -decimals)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The quantity of steps as the nearest number, for the wire. */
export const decimalOf = (steps: number, decimals: number): number => Number(decimalText(steps, decimals));

/** "2.6", "1/3" or a number of at most nine decimals, exactly. Throws RangeError with the text when it is none. */
export function exact(value: Value | undefined): Ratio {
  const text = typeof value === 'number' ? value.toFixed(Math.abs(value) < 1e6 ? 9 : 6) : String(value ?? '0');
  const match = /^(-?)(\d+)(?:\.(\d+)|\/(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`"${text}" is neither a decimal number nor a fraction`);
  const sign = match[1] === '-' ? -1 : 1;
  if (match[4] !== undefined) return ratio(sign * Number(match[2]), Number(match[4]));
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  return ratio(sign * Number(`${match[2]}${fraction}`), 10 ** fraction.length);
}

/** `ratio × by`, reduced before it is multiplied. Throws RangeError past what stays exact. */
export function scaled(of: Ratio, by: Ratio): Ratio {
  const [left, right] = [ratio(of.num, by.den), ratio(by.num, of.den)];
  return ratio(left.num * right.num, left.den * right.den);
}

/** Past so much of a unit the database counts no further. */
const mostUnits = 1e11;
/** Of one item no more is counted, in its unit of so many decimals: what is counted is planned, and the engine plans with no more steps. */
export const mostCounted = (decimals: number): number => Math.min(mostSteps / 10 ** decimals, mostUnits);

/** Steps of an amount that somebody typed; `factor`: how many of the unit that is counted in one of the typed is. */
export function typedSteps(typed: number, decimals: number, factor: Ratio = ratio(1)): Qty | 'not-whole' | 'too-much' {
  try {
    const { num, den } = scaled(scaled(exact(typed), factor), ratio(10 ** decimals));
    // What is less than a step is not nothing.
    if (den !== 1 || (num === 0 && typed !== 0)) return 'not-whole';
    return Math.abs(num) > mostCounted(decimals) * 10 ** decimals ? 'too-much' : qty(num);
  } catch (error) {
    // Past what stays exact.
    if (error instanceof RangeError) return 'too-much';
    throw error;
  }
}

/** Percent as a share; 100 % is absent, because nothing is lost. */
export function shareOf(percent: Value | undefined): Ratio | undefined {
  const share = scaled(exact(percent ?? 100), ratio(1, 100));
  return share.num === share.den ? undefined : share;
}

/** What is left of a scrap percentage to draw more; 0 % is absent. */
export function lossOf(percent: Value | undefined): Ratio | undefined {
  const share = scaled(exact(percent ?? 0), ratio(1, 100));
  return share.num === 0 ? undefined : share;
}

/**
 * Whole seconds of a time given in minutes, hours or days; a started second counts, as for every need. Cells keep four
 * decimals, so 1.6667 minutes are the 100 seconds that they were rounded from.
 */
const inSeconds =
  (unit: number) =>
  (value: Value | undefined): Duration => {
    const seconds = numberOf(value) * unit;
    const nearest = Math.round(seconds);
    const blurred = Math.min(0.2, unit * 0.000051);
    return duration(Math.abs(seconds - nearest) <= blurred ? nearest : Math.ceil(seconds));
  };
export const secondsOfMinutes = inSeconds(60);
export const secondsOfHours = inSeconds(3_600);
export const secondsOfDays = inSeconds(86_400);

/** Seconds per unit of minutes per unit, exactly. */
export const secondsPerUnit = (minutes: Value | undefined): Ratio => scaled(exact(minutes ?? '0'), ratio(60));

/** Times of a step in minutes, as a routing or a work order has them. */
export interface StepTimes {
  readonly run_minutes: Value;
  readonly fixed_minutes: Value;
  readonly batch_minutes: Value;
  readonly batch_qty: Value;
  readonly teardown_minutes: Value;
}

/** Whole seconds that the run of a step takes for a quantity in the item's unit, teardown included, at speed 1. */
export function runSeconds(step: StepTimes, quantity: number): number {
  const perUnit = secondsPerUnit(step.run_minutes);
  const batch = steps(step.batch_qty, 6, 'down');
  const batches = batch > 0 ? Math.ceil(steps(quantity, 6, 'up') / batch) : 0;
  return (
    Math.ceil((quantity * perUnit.num) / perUnit.den) +
    batches * secondsOfMinutes(step.batch_minutes) +
    secondsOfMinutes(step.fixed_minutes) +
    secondsOfMinutes(step.teardown_minutes)
  );
}

const digits = new Map<string, number>();

/** Decimals of a currency's minor unit by ISO 4217: 2 for EUR, 0 for JPY. Throws RangeError for what is no currency code. */
export function minorDigits(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const found =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  digits.set(currency, found);
  return found;
}

/** Minor units per unit of a price in major units, exactly; absent without a price. */
export function unitMoney(price: Value | undefined, currency: string): Ratio | undefined {
  if (price === null || price === undefined) return undefined;
  return scaled(exact(price), ratio(10 ** minorDigits(currency)));
}

/** Price × quantity in minor units, rounded once, half up; absent without a price. */
export function lineValue(price: Value | undefined, quantity: Value | undefined, currency: string): Minor | undefined {
  const each = unitMoney(price, currency);
  if (!each) return undefined;
  const millionths = Math.round(numberOf(quantity) * millionth);
  const value = times(millionths, scaled(each, ratio(1, millionth)), 'nearest');
  return Number.isSafeInteger(value) ? (value as Minor) : undefined;
}
