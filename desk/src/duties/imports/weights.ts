/**
 * The weights of the objective as `meta.json` has them: money in units of the currency, time in hours. Reads and writes nothing.
 */
import { duration, type Minor, type ObjectiveWeights } from '@hotlist/engine';
import { minorDigits } from '../../house/amounts.ts';

export interface WeightFault {
  readonly field: string;
  readonly value: string;
  readonly text: string;
}

const numbers = [
  'tardiness_per_day',
  'per_value',
  'moved_operation',
  'moved_tolerance_hours',
  'setup_hour',
  'stock_day',
] as const;
const names: readonly string[] = [...numbers, 'customers', 'in_order'];

export function weightsOf(
  given: Readonly<Record<string, unknown>>,
  currency: string,
  report: (fault: WeightFault) => void,
): ObjectiveWeights {
  const wrong = (name: string, value: unknown, text: string): void =>
    report({ field: `weights.${name}`, value: JSON.stringify(value), text: `meta.json, weights.${name}: ${text}` });
  for (const [name, value] of Object.entries(given))
    if (!names.includes(name)) wrong(name, value, `is not known. Known are ${names.join(', ')}.`);
  const number = (name: string, value: unknown): number | undefined => {
    if (value === undefined) return undefined;
    if (typeof value === 'number' && value >= 0 && value <= 1e9) return value;
    wrong(name, value, `${JSON.stringify(value)} is no number from 0 to 1,000,000,000.`);
    return undefined;
  };
  const [tardinessPerDay, perValue, movedOperation, tolerance, setupHour, stockDay] = numbers.map((name) =>
    number(name, given[name]),
  );
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
    inOrder: inOrder === true ? true : undefined,
  };
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
