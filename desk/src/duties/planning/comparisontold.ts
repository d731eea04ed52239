/** A comparison as it is answered: money in units, times as instants. Pure. */
import { minorDigits } from '../../house/amounts.ts';
import { instantAt } from '../../house/clock.ts';
import type { Bar, BeforeAfter } from './beforeafter.ts';
import { termWords } from './comparison.messages.ts';
import type { Cost, Move, Step } from './comparison.ts';
import { lateDays, type WorkingDays } from './workingdays.ts';

/** Money in units of the currency. */
export function toldCost({ term, weight, amount, points }: Cost, currency: string) {
  const words = { term, points, ...termWords[term] };
  if (term !== 'stock' && term !== 'overtime') return { ...words, weight, amount };
  const minor = 10 ** minorDigits(currency);
  const inUnits = { before: amount.before / minor, after: amount.after / minor };
  return {
    ...words,
    unit: term === 'stock' ? `${currency} × days` : currency,
    weight: weight * minor,
    amount: inUnits,
  };
}

const toldStand = (step: Step | undefined) =>
  step ? { machine: step.machine ?? null, starts: instantAt(step.start), ends: instantAt(step.end) } : null;

export function toldMove({ before, after, frozen, enters }: Move, days: WorkingDays) {
  const { order, item, seq } = (after ?? before)!;
  const moved_days = before && after ? lateDays(days, before.start, after.start) : null;
  return { order, item, seq, before: toldStand(before), after: toldStand(after), moved_days, frozen, enters };
}

export function toldBoard({ from, to, earlier, later, machines, others }: BeforeAfter) {
  const bars = (some: readonly Bar[]) => some.map((bar) => ({ ...bar }));
  return {
    from: instantAt(from),
    to: instantAt(to),
    earlier: earlier === undefined ? null : instantAt(earlier),
    later: later === undefined ? null : instantAt(later),
    machines: machines.map((row) => ({ ...row, before: bars(row.before), after: bars(row.after) })),
    others,
  };
}
