/**
 * The currency and the planning rules that `meta.json` has: the weights of the objective (money in units of the currency,
 * time in hours), how orders consume forecasts, and the service asked of vendors. Reads and writes nothing.
 */
import { duration, type Minor, type ObjectiveWeights, type PlanningRules, ratio } from '@hotlist/engine';
import { minorDigits } from '../../house/amounts.ts';

interface MetaFault {
  readonly field: string;
  readonly value?: string;
  readonly text: string;
}

type Report = (fault: MetaFault) => void;
type Meta = Readonly<Record<string, unknown>>;

/** Only what is given: what is not stays as in the desk. */
export function rulesOf(meta: Meta, currency: string, report: Report): Partial<PlanningRules> {
  const weights = weightsOf(meta.weights, currency, report);
  const consume = consumeOf(meta.consume, report);
  const service = serviceOf(meta.service, report);
  return {
    ...(weights ? { weights } : undefined),
    ...(consume ? { consume } : undefined),
    ...(service ? { service } : undefined),
  };
}

const numbers = [
  'tardiness_per_day',
  'per_value',
  'moved_operation',
  'moved_tolerance_hours',
  'setup_hour',
  'stock_day',
  'paid',
  'anew',
  'unprompted',
] as const;
const weightNames: readonly string[] = [...numbers, 'customers', 'in_order'];

function weightsOf(given: unknown, currency: string, report: Report): ObjectiveWeights | undefined {
  if (given === undefined) return undefined;
  if (!isRecord(given)) {
    report({ field: 'weights', text: 'meta.json, weights: is no object. Maybe { "setup_hour": 0.1 }.' });
    return undefined;
  }
  const wrong = (name: string, value: unknown, text: string): void =>
    report({ field: `weights.${name}`, value: JSON.stringify(value), text: `meta.json, weights.${name}: ${text}` });
  for (const [name, value] of Object.entries(given))
    if (!weightNames.includes(name)) wrong(name, value, `is not known. Known are ${weightNames.join(', ')}.`);
  const number = (name: string, value: unknown): number | undefined => {
    if (value === undefined) return undefined;
    if (typeof value === 'number' && value >= 0 && value <= 1e9) return value;
    wrong(name, value, `${JSON.stringify(value)} is no number from 0 to 1,000,000,000.`);
    return undefined;
  };
  const [tardinessPerDay, perValue, movedOperation, tolerance, setupHour, stockDay, paid, anew, unprompted] =
    numbers.map((name) => number(name, given[name]));
  const { customers, in_order: inOrder } = given;
  if (customers !== undefined && !isRecord(customers))
    wrong('customers', customers, 'is no object. Maybe { "ACME": 3 }.');
  if (inOrder !== undefined && typeof inOrder !== 'boolean') wrong('in_order', inOrder, 'is neither true nor false.');
  const scale = 10 ** minorDigits(currency);
  if (perValue !== undefined && Math.round(perValue * scale) === 0)
    wrong('per_value', perValue, `${perValue} ${currency} is nothing. Maybe leave it out: then money does not count.`);
  return {
    tardinessPerDay,
    perValue: perValue === undefined ? undefined : (Math.round(perValue * scale) as Minor),
    customers: isRecord(customers)
      ? Object.entries(customers).flatMap(([customer, value]) => {
          const weight = number(`customers.${customer}`, value);
          return weight === undefined ? [] : [{ customer, weight }];
        })
      : undefined,
    movedOperation,
    movedTolerance: tolerance === undefined ? undefined : duration(Math.round(tolerance * 3600)),
    setupHour,
    stockDay: stockDay === undefined ? undefined : stockDay / scale,
    paid: paid === undefined ? undefined : paid / scale,
    anew,
    unprompted,
    inOrder: inOrder === true ? true : undefined,
  };
}

const windowNames = ['backward_days', 'forward_days'];

function consumeOf(given: unknown, report: Report): PlanningRules['consume'] {
  if (given === undefined) return undefined;
  const wrong = (field: string, value: unknown, text: string): void =>
    report({ field, value: JSON.stringify(value), text: `meta.json, ${field}: ${text}` });
  if (!isRecord(given)) {
    wrong('consume', given, 'is no object. Maybe { "backward_days": 7, "forward_days": 30 }.');
    return undefined;
  }
  for (const [name, value] of Object.entries(given))
    if (!windowNames.includes(name))
      wrong(`consume.${name}`, value, `is not known. Known are ${windowNames.join(', ')}.`);
  const [backward, forward] = windowNames.map((name) => {
    const days = given[name] ?? 0;
    if (typeof days === 'number' && days >= 0 && days <= 3660) return duration(Math.round(days * 86_400));
    wrong(`consume.${name}`, days, `${JSON.stringify(days)} is no number of days from 0 to 3660.`);
    return duration(0);
  });
  return { backward: backward ?? duration(0), forward: forward ?? duration(0) };
}

/** `service` as a share, 0.95; kept to four decimals. */
function serviceOf(given: unknown, report: Report): PlanningRules['service'] {
  if (given === undefined) return undefined;
  if (typeof given === 'number' && given >= 0.0001 && given <= 1) return ratio(Math.round(given * 10_000), 10_000);
  report({
    field: 'service',
    value: JSON.stringify(given),
    text: `meta.json, service: ${JSON.stringify(given)} is no share above 0 and at most 1. Maybe 0.95.`,
  });
  return undefined;
}

/** Euros where none is named, or none that can be read. */
export function currencyOf(given: unknown, report: Report): string {
  if (given === undefined) return 'EUR';
  if (typeof given === 'string' && /^[A-Z]{3}$/.test(given)) return given;
  report({
    field: 'currency',
    value: JSON.stringify(given),
    text: `meta.json, currency: ${JSON.stringify(given)} is no currency. Maybe "EUR".`,
  });
  return 'EUR';
}

export const isRecord = (value: unknown): value is Meta =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
