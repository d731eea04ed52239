/**
 * When the work of an order is needed, and how late each of its operations is to that: the one rule, kept with the
 * version, that the hot list and the dispatch lists read. Pure.
 *
 * An order is needed when its first consumer needs it, or earlier by what it alone explains of a customer line's
 * lateness: an order in time for a consumer that waits for it anyway is still what the customer waits for. An operation
 * is needed as much before its order as the plan leaves between their ends. Source: GLOSSARY "need date", "late to need".
 */
import { type Plan, type Problem, type Second, second } from '@hotlist/engine';
import { lateDays, type WorkingDays, workedAfter } from './workingdays.ts';

type Step = Plan['operations'][number];

export interface StepLateness {
  readonly need: Second;
  /** Working days late to it, in hundredths; below 0 is slack. */
  readonly lateDays: number;
}

/** Answers for the operations of a plan, planned orders' too. */
export function latenessIn(problem: Problem, plan: Plan, days: WorkingDays): (step: Step) => StepLateness {
  const explained = explainedBy(problem, plan);
  const orders = new Map(plan.orders.map((order) => [order.id, order]));
  return (step) => {
    const order = orders.get(step.order);
    if (!order) throw new Error(`the plan has an operation of ${step.order}, which is no order of it`);
    const need = second(neededBy(order.need, order.end, explained.get(order.id) ?? 0) - (order.end - step.end));
    return { need, lateDays: lateDays(days, need, step.end) };
  };
}

/** When an order that ends at `comes` is needed: by its first consumer, or earlier by the lateness that it explains. */
const neededBy = (need: number, comes: number, explains: number): number =>
  explains > 0 ? Math.min(need, comes - explains) : need;

/** The most lateness of one customer line, in seconds, that each supply explains, by its name. */
function explainedBy(problem: Problem, plan: Plan): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  const ordered = new Set(problem.demands.filter(({ kind }) => kind === 'order').map(({ id }) => id));
  for (const { demand, reasons } of lastDeliveries(plan).values())
    if (ordered.has(demand))
      for (const { what, order, seconds } of reasons)
        for (const supply of new Set([what, order ?? what]))
          if (seconds > (most.get(supply) ?? 0)) most.set(supply, seconds);
  return most;
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
export function lastDeliveries(plan: Plan): ReadonlyMap<string, Plan['deliveries'][number]> {
  const last = new Map<string, Plan['deliveries'][number]>();
  for (const delivery of plan.deliveries) {
    const known = last.get(delivery.demand);
    const later =
      known === undefined || delivery.date === undefined || (known.date !== undefined && delivery.date > known.date);
    if (later) last.set(delivery.demand, delivery);
  }
  return last;
}
