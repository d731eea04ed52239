/** Rules as `meta.json` has them: the currency, how orders consume forecasts, and the service asked of vendors. Reads and writes nothing. */
import { duration, type PlanningRules, ratio } from '@hotlist/engine';
import { isRecord, type WeightFault } from './weights.ts';

const names = ['backward_days', 'forward_days'];

export function consumeOf(given: unknown, report: (fault: WeightFault) => void): PlanningRules['consume'] {
  if (given === undefined) return undefined;
  const wrong = (field: string, value: unknown, text: string): void =>
    report({ field, value: JSON.stringify(value), text: `meta.json, ${field}: ${text}` });
  if (!isRecord(given)) {
    wrong('consume', given, 'is no object. Maybe { "backward_days": 7, "forward_days": 30 }.');
    return undefined;
  }
  for (const [name, value] of Object.entries(given))
    if (!names.includes(name)) wrong(`consume.${name}`, value, `is not known. Known are ${names.join(', ')}.`);
  const [backward, forward] = names.map((name) => {
    const days = given[name] ?? 0;
    if (typeof days === 'number' && days >= 0 && days <= 3660) return duration(Math.round(days * 86_400));
    wrong(`consume.${name}`, days, `${JSON.stringify(days)} is no number of days from 0 to 3660.`);
    return duration(0);
  });
  return { backward: backward ?? duration(0), forward: forward ?? duration(0) };
}

/** `service` as a share, 0.95; kept to four decimals. */
export function serviceOf(given: unknown, report: (fault: WeightFault) => void): PlanningRules['service'] {
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
export function currencyOf(given: unknown, report: (fault: WeightFault) => void): string {
  if (given === undefined) return 'EUR';
  if (typeof given === 'string' && /^[A-Z]{3}$/.test(given)) return given;
  report({
    field: 'currency',
    value: JSON.stringify(given),
    text: `meta.json, currency: ${JSON.stringify(given)} is no currency. Maybe "EUR".`,
  });
  return 'EUR';
}
