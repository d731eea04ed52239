/**
 * Lateness of a plan as it is told: in working days of the plant. The engine weighs and adds up seconds of elapsed time; those stay
 * with the reasons and messages, and what is read counts days that are worked. Pure. Source: RULES.md "The hot list".
 */
import { type ActionMessage, type Plan, type Problem, spell } from '@hotlist/engine';
import { lateDaysText, leastLate } from '../../house/lengths.ts';
import { lateDays, type WorkingDays, workedAfter } from './workingdays.ts';

type Delivery = Plan['deliveries'][number];

/** Sentences of these kinds end with what they explain of the lateness; others with how long something takes. */
const waits: ReadonlySet<string> = new Set([
  'machine-busy',
  'machine-down',
  'crew-busy',
  'tool-busy',
  'frozen',
  'shortage',
]);

/** Each reason with its share of the working days that its delivery is late. */
export function inWorkingDays(problem: Problem, plan: Plan, days: WorkingDays): Plan {
  const lateBy = lateIn(problem, days);
  const told = (row: Delivery): Delivery => {
    const share = lateBy(row) / row.late;
    const reasons = row.reasons.map((one) => {
      if (!waits.has(one.kind)) return one;
      const text = one.text.replace(
        `: ${spell(one.seconds)}.`,
        `: ${lateDaysText(one.seconds * share)} of the lateness.`,
      );
      return { ...one, text };
    });
    return { ...row, reasons };
  };
  return { ...plan, deliveries: plan.deliveries.map((row) => (row.late > 0 ? told(row) : row)) };
}

/** In how many working days of lateness of demands the supply of a message has a part: its `hurts`, which are seconds. */
export function hurtDaysIn(problem: Problem, plan: Plan, days: WorkingDays): (message: ActionMessage) => number {
  const lateBy = lateIn(problem, days);
  const sums = new Map<string, number>();
  for (const row of plan.deliveries) {
    const named = new Set(row.reasons.flatMap(({ what, order }) => (order === undefined ? [what] : [what, order])));
    for (const name of named) sums.set(name, (sums.get(name) ?? 0) + lateBy(row));
  }
  return ({ kind, supply, hurts, from, to }) => {
    if (hurts <= 0) return 0;
    if (kind === 'time-fence-conflict' && from !== undefined && to !== undefined) return lateDays(days, from, to);
    return Math.max(leastLate, Math.round((sums.get(supply) ?? 0) * 100) / 100);
  };
}

/** Working days that a delivery is late; none where it never comes. */
const lateIn = (problem: Problem, days: WorkingDays): ((row: Delivery) => number) => {
  const due = new Map(problem.demands.map((one) => [one.id, one.due]));
  return ({ demand, date, late }) =>
    late > 0 && date !== undefined ? workedAfter(days, due.get(demand) ?? date, date) : 0;
};
