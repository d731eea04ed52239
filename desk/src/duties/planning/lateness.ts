/**
 * When the work of an order is needed, and how late each of its operations is to that: the one rule, kept with the
 * version, that the hot list, the board and the dispatch lists read. Pure.
 *
 * An order is as late as it comes after its first consumer needs it, or by what it alone explains of a customer line's
 * lateness where that is more: an order in time for a consumer that waits for it anyway is still what the customer waits
 * for. Its operations are as late as it is, in working days; each is needed that much before the plan ends it.
 * Source: GLOSSARY "need date", "late to need".
 */
import { OpenHours, type Plan, type Problem, type Second, second } from '@hotlist/engine';
import { leastLate } from '../../house/lengths.ts';
import { afterWorkingDays, lateDays, type WorkingDays, workedAfter } from './workingdays.ts';

type Step = Plan['operations'][number];
type Order = Plan['orders'][number];

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
  const of = orderLatenessIn(problem, plan, days);
  const orders = new Map(plan.orders.map((order) => [order.id, order]));
  const open = lastOpenIn(problem);
  return (step) => {
    const { orderNeed, lateDays, late } = of(step.order);
    if (step.end === orders.get(step.order)?.end) return { need: orderNeed, orderNeed, lateDays };
    return { need: open(step, second(afterWorkingDays(days, step.end, -late))), orderNeed, lateDays };
  };
}

/** Answers for the orders of a plan, by id: what all operations of one are late. */
export function orderLatenessIn(problem: Problem, plan: Plan, days: WorkingDays): (order: string) => OrderLateness {
  const explained = explainedBy(problem, plan, days);
  const orders = new Map(plan.orders.map((order) => [order.id, order]));
  const open = lastOpenIn(problem);
  const last = new Map<string, Step>();
  for (const step of plan.operations)
    if (step.end >= (last.get(step.order)?.end ?? step.end)) last.set(step.order, step);
  const known = new Map<string, OrderLateness>();
  const reckoned = ({ id, need, end }: Order): OrderLateness => {
    const [own, explains] = [days(end) - days(need), explained.get(id)];
    if (explains === undefined || explains <= own)
      return { orderNeed: need, lateDays: lateDays(days, need, end), late: own };
    const before = second(afterWorkingDays(days, end, -explains));
    const step = last.get(id);
    const orderNeed = step ? open(step, before) : before;
    return { orderNeed, lateDays: Math.max(leastLate, Math.round(explains * 100) / 100), late: explains };
  };
  return (id) => {
    const order = orders.get(id);
    if (!order) throw new Error(`the plan has an operation of ${id}, which is no order of it`);
    const lateness = known.get(id) ?? reckoned(order);
    known.set(id, lateness);
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

/** The most working days that each supply explains of one late customer line, by its name. */
function explainedBy(problem: Problem, plan: Plan, days: WorkingDays): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  const ordered = new Map(
    problem.demands.flatMap(({ kind, id, due }) => (kind === 'order' ? [[id, due] as const] : [])),
  );
  for (const { demand, date, late, reasons } of lastDeliveries(plan).values()) {
    const due = ordered.get(demand);
    if (due === undefined || date === undefined || late <= 0) continue;
    const worked = workedAfter(days, due, date) / late;
    for (const { what, order, seconds } of reasons)
      for (const supply of new Set([what, order ?? what]))
        if (seconds > 0) most.set(supply, Math.max(most.get(supply) ?? 0, seconds * worked));
  }
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
