/**
 * A vendor's promises of a line: which one was agreed, how far each is from the one before, and whether what came kept them. Moments
 * are seconds since 1970. Pure.
 */
import { toMillionth } from '../../house/amounts.ts';
import type { OffsetTable } from '../../house/clock.ts';
import { workdaysBetween } from './workdays.ts';

/** How somebody of ours was in contact with a partner. */
export const contactWays = ['call', 'mail', 'visit', 'message', 'acknowledgement'] as const;
/** `link`: the vendor himself, on the page that a link opens to him. */
export const saidWays = [...contactWays, 'link'] as const;
/** How a promise came to us. What is typed into the line itself, pasted or imported says no more. */
export const promiseWays = [...saidWays, 'import', 'typed'] as const;
export type PromiseWay = (typeof promiseWays)[number];

export interface Promised {
  /** When it was given. */
  readonly given: number;
  /** When the goods stand at our dock by it; null: it was taken back. */
  readonly due: number | null;
}

/** The first date that was given: the vendor's acknowledgement. */
export const acknowledged = (promises: readonly Promised[]): Promised | undefined =>
  promises.find(({ due }) => due !== null);

/**
 * The last promise agreed before it fell due: each takes the place of the one before while that was still to come. What is promised
 * anew when a date is gone by mends nothing.
 */
export function agreed<P extends Promised>(promises: readonly P[]): P | undefined {
  let stands: P | undefined;
  for (const one of promises) {
    if (one.due === null) continue;
    if (stands && one.given > (stands.due ?? Infinity)) break;
    stands = one;
  }
  return stands;
}

/** Goods that came so many working days before, or after, count as on time. */
export const onTimeWindow = { early: 5, late: 0 } as const;

export const keptStates = ['to come', 'overdue', 'on time', 'early', 'late'] as const;
export interface Kept {
  readonly state: (typeof keptStates)[number];
  /** Working days after the date; below 0 before it. Of what is to come, until now. */
  readonly days: number;
}

/** Whether a date was kept by what stood at the dock at `came`; absent: not all has come. */
export function keptBy(zone: OffsetTable, due: number, came: number | undefined, now: number): Kept {
  const days = workdaysBetween(zone, due, came ?? now);
  const late = days > onTimeWindow.late;
  if (came === undefined) return { state: late ? 'overdue' : 'to come', days };
  return { state: late ? 'late' : days < -onTimeWindow.early ? 'early' : 'on time', days };
}

export interface Arrival {
  readonly at: number;
  readonly qty: number;
}

/** When all of what was ordered had come; of a line that was closed with less, its last receipt. `arrivals` in their order. */
export function allThere(arrivals: readonly Arrival[], ordered: number, closed: boolean): number | undefined {
  let sum = 0;
  for (const { at, qty } of arrivals) {
    sum = toMillionth(sum + qty);
    if (sum >= ordered) return at;
  }
  return closed ? arrivals.findLast(({ qty }) => qty > 0)?.at : undefined;
}
