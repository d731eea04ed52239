/**
 * When the work of an order is needed, and how late each of its operations is to that: the one rule, kept with the
 * version, that the hot list, the board and the dispatch lists read. Pure.
 *
 * An order is as late as it comes after the need that the plan gives it. Its operations are as late as it is, in working
 * days; each is needed that much before the plan ends it.
 * Source: GLOSSARY "need date", "late to need".
 */
import { OpenHours, type Plan, type Problem, type Second, second } from '@hotlist/engine';
import { afterWorkingDays, lateDays, type WorkingDays, workedAfter } from './workingdays.ts';

type Step = Plan['operations'][number];

export interface StepLateness {
  /** A moment at which its machine works, unless it is the need of its order, as that is given. */
  readonly need: Second;
  readonly orderNeed: Second;
  /** Working days late to it, in hundredths; below 0 is slack. */
  readonly lateDays: number;
}

interface OrderLateness extends Pick<StepLateness, 'orderNeed' | 'lateDays'> {
  /** As `lateDays`, not rounded. */
  readonly late: number;
}

/** Answers for the operations of a plan, planned orders' too. */
export function latenessIn(problem: Problem, plan: Plan, days: WorkingDays): (step: Step) => StepLateness {
  const of = orderLatenessIn(plan, days);
  const orders = new Map(plan.orders.map((order) => [order.id, order]));
  const open = lastOpenIn(problem);
  return (step) => {
    const { orderNeed, lateDays, late } = of(step.order);
    if (step.end === orders.get(step.order)?.end) return { need: orderNeed, orderNeed, lateDays };
    return { need: open(step, second(afterWorkingDays(days, step.end, -late))), orderNeed, lateDays };
  };
}

/** Answers for the orders of a plan, by id: what all operations of one are late. */
export function orderLatenessIn({ orders }: Plan, days: WorkingDays): (order: string) => OrderLateness {
  const all = new Map(
    orders.map(({ id, need, end }) => [
      id,
      { orderNeed: need, lateDays: lateDays(days, need, end), late: days(end) - days(need) },
    ]),
  );
  return (id) => {
    const lateness = all.get(id);
    if (!lateness) throw new Error(`the plan has an operation of ${id}, which is no order of it`);
    return lateness;
  };
}

/** Before the plan's now, in seconds: a need further back than that is left where it falls. */
const lookedBack = 366 * 86_400;

/** The last moment up to another at which a step's machine and people work. */
function lastOpenIn(problem: Problem): (step: Step, at: Second) => Second {
  let hours: OpenHours | undefined;
  return ({ machine, crew }, at) => {
    if (machine === undefined) return at;
    hours ??= new OpenHours({ ...problem, now: second(problem.now - lookedBack) });
    const open = hours.of(machine, crew).lastClose(at);
    return Number.isFinite(open) ? second(open) : at;
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
