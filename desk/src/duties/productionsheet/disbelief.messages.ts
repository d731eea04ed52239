/** Why an input is hard to believe, one sentence each, with the way out where there is one. */
import { dayWords } from '../../house/daywords.ts';
import { fewNamed } from '../../house/names.ts';

const hours = (value: number): string => `${Math.round(value * 10) / 10} h`;
const figure = (value: number): string => String(Math.round(value * 1e6) / 1e6);

export const negativeBalance = (item: string, location: string, qty: number): string =>
  `${item} stands at ${figure(qty)} in ${location}; the plan counts it as nothing. Maybe an issue was posted twice: count it.`;
export const balanceTooMuch = (item: string, location: string, qty: number, most: number): string =>
  `${figure(qty)} of ${item} stand in ${location}, more than can be planned with (${most}); the plan counts it as nothing. Maybe a digit too many was typed: take the movement back, or count it.`;
export const duePast = (what: string, due: string, today: string): string =>
  `${what} was due ${dayWords(due, today)} and is still open. Maybe it was finished without a report, or needs a new date.`;
export const expectedPast = (ref: string, vendor: string, expected: string, today: string): string =>
  `Purchase line ${ref} from ${vendor} was expected ${dayWords(expected, today)} and has not come. The plan takes it for arriving now; call the vendor.`;
export const frozenInNoPlan = (order: string, seq: number, state: string): string =>
  `Step ${seq} of ${order} is frozen, but ${order} is ${state}: no plan has it any more. Maybe another order was meant.`;
export const inputPast = (name: string, line: string, expected: string, today: string): string =>
  `The customer’s ${name} for ${line} was expected ${dayWords(expected, today)} and has not come. Call the customer.`;
export const neverKept = (vendor: string, lines: number, days: number): string =>
  `All ${lines} dated lines of ${vendor} are estimated after their promise, by ${figure(Math.round(days * 10) / 10)} days in the middle. Maybe its lead time is longer than we say.`;
export const noLeadTime = (item: string, vendor: string): string =>
  `${item} from ${vendor} has no lead time at all: the plan takes it as arriving when it is ordered.`;
export const noRouting = (item: string, leadDays: number | null): string =>
  leadDays === null
    ? `${item} is made, but has neither routing nor lead time: it cannot be planned.`
    : `${item} is made, but has no routing; the plan takes ${figure(leadDays)} days for it on no machine.`;
export const noSource = (item: string, ended: string | undefined, today: string): string =>
  ended === undefined
    ? `${item} is bought, but no vendor offers it: it cannot be planned beyond what is ordered already.`
    : `The last offer of ${item} ended ${dayWords(ended, today)}. Maybe the vendor has a new price list.`;
export const noTime = (item: string, seq: number): string =>
  `Step ${seq} of ${item} takes no time at all. Maybe its set-up and run times were never entered.`;
export const noMachine = (centre: string, items: readonly string[]): string =>
  `${centre} has no machine, so no plan makes ${fewNamed(items, 3)}: customers' lines that wait for it ship never. Maybe its machines were not imported yet.`;
export const standardFar = (item: string, seq: number, operations: number, standard: number, actual: number): string =>
  `Step ${seq} of ${item} took ${hours(actual)} in its last ${operations} finished operations, where its standard says ${hours(standard)}. Maybe the standard is old: plans with it promise what the floor cannot hold.`;
export const crewLarger = (crew: string, size: number, workers: number): string =>
  `Crew ${crew} counts ${size} at once, but ${workers === 1 ? '1 worker belongs' : `${workers} workers belong`} to it.`;
export const stepCrewLarger = (item: string, seq: number, crew: string, needed: number, size: number): string =>
  `Step ${seq} of ${item} needs ${needed} of crew ${crew}, which has ${size}: it can never run.`;
export const calendarEnded = (calendar: string, days: number): string =>
  `Calendar ${calendar} has no working hours in the next ${days} days.`;
export const costZero = (item: string): string =>
  `${item} is bought and costs nothing: neither it nor an offer has a price.`;
export const expired = (item: string, lot: string, expires: string, today: string): string =>
  `${item} ${lot} expired ${dayWords(expires, today)} and still counts as on hand.`;
export const finishedNowhere = (order: string, item: string, qty: number, day: string, today: string): string =>
  `${figure(qty)} ${item} of ${order} were told as finished on ${dayWords(day, today)} and put to no stock: the plan makes them anew. Maybe count them in under Stock, and say under Progress where finished work goes.`;
export const deadBalance = (item: string, qty: number): string =>
  `${figure(qty)} of ${item} lie there, but no structure, order or forecast uses it.`;
