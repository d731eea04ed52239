/**
 * Overtime asked for, approved and revoked. Pure. Days are YYYY-MM-DD and hours seconds of a day, both on the plant's clock;
 * moments are instants. What is approved is a decided overtime window: the next plan works in it.
 */
import { dayNumber, dayOfNumber, isDay } from '../../house/clock.ts';
import { accept, confirm, type Decision, refuse } from '../../house/decision.ts';
import { farFrom } from '../../house/faryears.ts';
import type { Verdict } from '../../house/requests.ts';
import {
  type CalendarRows,
  clockText,
  dayOfCalendar,
  type Hours,
  hoursWords,
  typedHours,
} from '../calendars/calendars.ts';
import { yearAhead } from '../planning/handhours.ts';
import { spanFaults } from './overtime.messages.ts';

const day = 86_400;

/** One span of hours of a day: "14:00-18:00", or past midnight "22:00-02:00". */
export function readSpan(text: string): { readonly span: Hours } | { readonly fault: string } {
  const read = typedHours(text);
  if ('fault' in read) return read;
  const [span, second] = read.windows;
  if (!span) return { fault: spanFaults.none() };
  if (second) return { fault: spanFaults.several(text) };
  return { span };
}

/** A machine that would work, and the calendar that it keeps. */
export interface Place {
  readonly machine: string;
  readonly calendar: string;
}

/** Overtime that is asked for or approved already. */
export interface Other {
  readonly id: number;
  readonly who: string;
  readonly approved: boolean;
  readonly machines: readonly string[];
  readonly from: string;
  readonly to: string;
}

export interface Asked {
  readonly day: string;
  readonly span: Hours;
  readonly from: string;
  readonly to: string;
  readonly places: readonly Place[];
}

export type AskCode =
  | 'no-machine'
  | 'begun'
  | 'too-far'
  | 'skipped'
  | 'open-already'
  | 'asked-already'
  | 'approved-already'
  | 'closed-day';

/**
 * Whether overtime may be asked for, and approved: ahead of now by a year at most, beside the open hours of its machines, not in the hour that
 * summer time skips, and not over other overtime of theirs. On a day that is closed for itself (a holiday) a named person must say that it is meant.
 */
export function mayAsk(
  { day: on, span, from, to, places }: Asked,
  rows: CalendarRows,
  others: readonly Other[],
  now: string,
): Decision<'may', AskCode> {
  if (places.length === 0) return refuse('no-machine');
  if (Date.parse(from) <= Date.parse(now)) return refuse('begun', { day: on, from: clockText(span.from) });
  if (Date.parse(from) - Date.parse(now) > 1000 * yearAhead) return refuse('too-far', { day: on });
  if (Date.parse(to) <= Date.parse(from)) return refuse('skipped', { day: on, hours: hoursWords([span]) });
  for (const { machine, calendar } of places) {
    const open = openWithin(rows, calendar, on, span);
    if (open) return refuse('open-already', { machine, open: hoursWords(open.hours), day: open.day });
  }
  const ours = new Set(places.map(({ machine }) => machine));
  for (const other of others) {
    const machine = other.machines.find((one) => ours.has(one));
    if (machine === undefined || Date.parse(other.to) <= Date.parse(from) || Date.parse(to) <= Date.parse(other.from))
      continue;
    return refuse(other.approved ? 'approved-already' : 'asked-already', { machine, who: other.who });
  }
  const closed = places.map(({ calendar }) => closedWithin(rows, calendar, on, span)).find(Boolean);
  return closed ? confirm(['may'], 'closed-day', closed) : accept(['may']);
}

/** Its own code; where somebody called hours of his own so, the next that is free. */
export function codeBeside(taken: ReadonlySet<unknown>, wished: string): string {
  let code = wished;
  for (let more = 2; taken.has(code); more++) code = `${wished}-${more}`;
  return code;
}

const dayAfter = (on: string, days: number): string => dayOfNumber(dayNumber(on) + days);
const touched = (on: string, { to }: Hours): readonly (readonly [string, number])[] => [
  [dayAfter(on, -1), -day],
  [on, 0],
  ...(to > day ? ([[dayAfter(on, 1), day]] as const) : []),
];

/** The first day whose shift the span runs into, with its hours. */
function openWithin(rows: CalendarRows, calendar: string, on: string, span: Hours) {
  for (const [one, shift] of touched(on, span)) {
    const { hours } = dayOfCalendar(rows, calendar, one);
    if (hours.some(({ from, to }) => from + shift < span.to && span.from < to + shift)) return { day: one, hours };
  }
  return undefined;
}

/** The first holiday that the span runs over. */
function closedWithin(rows: CalendarRows, calendar: string, on: string, span: Hours) {
  for (const [one] of touched(on, span).slice(1)) {
    const { hours, special } = dayOfCalendar(rows, calendar, one);
    if (special && hours.length === 0) return { day: one, name: special.name ?? null };
  }
  return undefined;
}

export interface Standing {
  readonly decision?: { readonly decision: Verdict; readonly who: string } | undefined;
  readonly revoked?: { readonly who: string } | undefined;
  readonly from: string;
}

export type RevokeCode = 'not-approved' | 'revoked-already' | 'begun-already';

/** Revoked once, until it has begun. */
export function mayRevoke({ decision, revoked, from }: Standing, now: string): Decision<'may', RevokeCode> {
  if (revoked) return refuse('revoked-already', { who: revoked.who });
  if (decision?.decision !== 'approved') return refuse('not-approved');
  return Date.parse(from) <= Date.parse(now) ? refuse('begun-already') : accept(['may']);
}

export const states = ['asked', 'approved', 'refused', 'revoked'] as const;
export type State = (typeof states)[number];
export const stateOf = ({ decision, revoked }: Omit<Standing, 'from'>): State =>
  revoked ? 'revoked' : (decision?.decision ?? 'asked');

/** What became of an order by it. */
export interface Told {
  readonly demand: string;
  readonly customer: string | null;
  readonly due: string;
  readonly promised: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly became: string;
  readonly breaks_promise: boolean;
}

/** What a supervisor reads of it: who ships in time or sooner by it, and who later. */
export interface Effect {
  readonly verdict: string;
  readonly saves: readonly Told[];
  readonly hurts: readonly Told[];
}

const mostTold = 20;

export function effectOf(verdict: string, orders: readonly Told[]): Effect {
  const those = (...became: readonly string[]): readonly Told[] =>
    orders
      .filter((one) => became.includes(one.became))
      .slice(0, mostTold)
      .map(({ demand, customer, due, promised, before, after, became: is, breaks_promise }) => {
        return { demand, customer, due, promised, before, after, became: is, breaks_promise };
      });
  return { verdict, saves: those('saved', 'earlier'), hurts: those('newly late', 'later') };
}

/** It ships as promised with it, and did not without. */
export const savesPromise = ({ promised, before, after }: Told): boolean =>
  promised !== null && after !== null && after <= promised && (before === null || before > promised);

/** As an address has them, unread. */
export interface Addressed {
  readonly work_centre?: string | undefined;
  readonly machine?: string | undefined;
  readonly day?: string | undefined;
}

/** What of them there is. */
export interface Known {
  readonly centre: { readonly code: string } | null;
  readonly machine: { readonly code: string; readonly work_centre: string } | null;
}

export type LinkFault =
  | { readonly kind: 'centre' | 'machine' | 'day'; readonly value: string }
  | { readonly kind: 'far' | 'past'; readonly value: string };

/** What a form begins with, and what of the address cannot be meant; a machine names its work centre. */
export function linkedOf({ work_centre, machine, day }: Addressed, known: Known, today: string) {
  const own = known.machine && (work_centre === undefined || work_centre === known.machine.work_centre);
  const faults: LinkFault[] = [];
  if (work_centre !== undefined && !known.centre) faults.push({ kind: 'centre', value: work_centre });
  if (machine !== undefined && !own) faults.push({ kind: 'machine', value: machine });
  const fault = day === undefined ? undefined : dayFault(day, today);
  if (day !== undefined && fault) faults.push({ kind: fault, value: day });
  return {
    start: {
      work_centre: known.centre?.code ?? (own ? known.machine!.work_centre : null),
      machine: own ? known.machine!.code : null,
      day: day !== undefined && !fault ? day : null,
    },
    faults,
  };
}

function dayFault(day: string, today: string): 'day' | 'past' | 'far' | undefined {
  if (!isDay(day)) return 'day';
  if (day < today) return 'past';
  return farFrom(day, today) ? 'far' : undefined;
}
