/** A comparison as it is answered: sums by customer and department, money in units, times as instants. Pure. */
import { minorDigits } from '../../house/amounts.ts';
import { instantAt } from '../../house/clock.ts';
import type { Bar, BeforeAfter } from './beforeafter.ts';
import { termWords } from './comparison.messages.ts';
import type { CentreChange, Cost, Move, Step } from './comparison.ts';
import { groupedBy } from './rows.ts';
import { lateDays, type WorkingDays } from './workingdays.ts';

interface ToldOrder {
  readonly customer: string | null;
  readonly became: string;
  readonly breaks_promise: boolean;
}

/** Those who lose most first; what has no customer is in none. */
export function customersOf(orders: readonly ToldOrder[]) {
  const groups = [...groupedBy(orders, (row) => row.customer ?? '')].filter(([customer]) => customer !== '');
  const rows = groups.map(([customer, some]) => {
    const of = (became: string) => some.filter((row) => row.became === became).length;
    return {
      customer,
      newly_late: of('newly late'),
      later: of('later'),
      saved: of('saved'),
      earlier: of('earlier'),
      promises_broken: some.filter((row) => row.breaks_promise).length,
    };
  });
  return rows.sort(
    (a, b) =>
      b.promises_broken - a.promises_broken ||
      b.newly_late - a.newly_late ||
      b.later - a.later ||
      (a.customer < b.customer ? -1 : 1),
  );
}

export function departmentsOf(centres: readonly CentreChange[], departmentOf: (centre: string) => string) {
  return [...groupedBy(centres, ({ work_centre }) => departmentOf(work_centre))].map(([department, some]) => {
    const sum = (of: (one: CentreChange) => number) => some.reduce((total, one) => total + of(one), 0);
    return {
      department,
      moved: sum((one) => one.moved),
      frozen: sum((one) => one.frozen),
      setup: { before: sum((one) => one.setup.before), after: sum((one) => one.setup.after) },
      work: { before: sum((one) => one.work.before), after: sum((one) => one.work.after) },
    };
  });
}

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
