/**
 * When the work of an order is needed, and how late it is to that: the one rule, kept with the version, that the hot list,
 * the board and the dispatch lists read. Pure.
 *
 * An order is as late as it comes after the need that the plan gives it, and so are all of its operations, in working days: what
 * waits behind one makes it late too. When each is needed the engine counts back from the order's need.
 * Source: GLOSSARY "need date", "late to need".
 */
import { type CountedNeeds, needsCountedBack, type Plan, type Problem, type Second } from '@hotlist/engine';
import { lateDays, type WorkingDays, workedAfter } from './workingdays.ts';

type Step = Plan['operations'][number];

export interface StepLateness {
  readonly need: Second;
  readonly orderNeed: Second;
  /** Working days that its order is late to `orderNeed`, in hundredths; below 0 is slack. */
  readonly lateDays: number;
}

export interface Lateness {
  (step: Step): StepLateness;
  /** Of what an order delivers that is there at a time, and wanted at another. */
  readonly delivered: (order: string, wanted: number, there: number) => number;
}

/** Answers for the operations of a plan, planned orders' too. */
export function latenessIn(problem: Problem, plan: Plan, days: WorkingDays): Lateness {
  const { needOf, endsBy } = needsCountedBack(problem, plan);
  const of = orderLatenessIn(plan, days, endsBy);
  return Object.assign((step: Step): StepLateness => ({ need: needOf(step), ...of(step.order) }), {
    delivered: (order: string, wanted: number, there: number) => lateTo(days, endsBy, order, wanted, there),
  });
}

/** Slack ends when what finishes the order closes before it is needed: nobody can use what is left. Late is late by the need. */
function lateTo(days: WorkingDays, endsBy: CountedNeeds['endsBy'], order: string, need: number, end: number): number {
  return end > need ? lateDays(days, need, end) : Math.min(0, lateDays(days, endsBy(order, need), end));
}

/** Answers for the orders of a plan, by id: what all operations of one are late. `endsBy` absent: its slack ends with its need. */
export function orderLatenessIn(
  { orders }: Plan,
  days: WorkingDays,
  endsBy: CountedNeeds['endsBy'] = (_, by) => by,
): (order: string) => Omit<StepLateness, 'need'> {
  const all = new Map(
    orders.map(({ id, need, end }) => [id, { orderNeed: need, lateDays: lateTo(days, endsBy, id, need, end) }]),
  );
  return (id) => {
    const lateness = all.get(id);
    if (!lateness) throw new Error(`the plan has an operation of ${id}, which is no order of it`);
    return lateness;
  };
}

/** Working days that demands are late, added up, in hundredths; what is never served adds none. */
export function daysLate(problem: Problem, plan: Plan, days: WorkingDays): number {
  const due = new Map(problem.demands.map((one) => [one.id, one.due]));
  let sum = 0;
  for (const { demand, date } of lastDeliveries(plan).values())
    if (date !== undefined) sum += workedAfter(days, due.get(demand) ?? date, date);
  return Math.round(sum * 100) / 100;
}

/** A demand is served when its last part is; what cannot be served comes last of all. */
export function lastDeliveries(plan: Pick<Plan, 'deliveries'>): ReadonlyMap<string, Plan['deliveries'][number]> {
  const last = new Map<string, Plan['deliveries'][number]>();
  for (const delivery of plan.deliveries) {
    const known = last.get(delivery.demand);
    const later =
      known === undefined || delivery.date === undefined || (known.date !== undefined && delivery.date > known.date);
    if (later) last.set(delivery.demand, delivery);
  }
  return last;
}
