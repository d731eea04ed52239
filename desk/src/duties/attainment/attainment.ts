/** What became of the published schedule. Pure; times are seconds since 1970, days are plant days "2026-11-03". */

import type { Worked } from '../planning/openhours.ts';
import { afterWorkingDays, type WorkingDays } from '../planning/workingdays.ts';

/** An operation as the version that counted on its day had it, and when it was finished. */
export interface DueOperation {
  /** Plant day on which it was to end. */
  readonly day: string;
  /** Plant day on which it was finished; null: it is not. */
  readonly finished: string | null;
}

export interface DayAttained {
  readonly day: string;
  /** Operations that were to end on it: kept, late and open together. */
  readonly due: number;
  /** Finished on that day or before. */
  readonly kept: number;
  /** Of the kept: finished on a day before. */
  readonly early: number;
  /** Finished on a day after. */
  readonly late: number;
  /** Not finished yet. */
  readonly open: number;
}

/** By day, each of `days` once; a day with nothing to finish has zeros. */
export function attained(days: readonly string[], operations: readonly DueOperation[]): readonly DayAttained[] {
  return days.map((day) => {
    const due = operations.filter((one) => one.day === day);
    const kept = due.filter((one) => one.finished !== null && one.finished <= day);
    const open = due.filter((one) => one.finished === null).length;
    return {
      day,
      due: due.length,
      kept: kept.length,
      early: kept.filter((one) => one.finished !== day).length,
      late: due.length - kept.length - open,
      open,
    };
  });
}

/** What was kept of what was due, 0 to 1; undefined where nothing was due. Today counts when it is over. */
export function shareKept(days: readonly Pick<DayAttained, 'due' | 'kept'>[]): number | undefined {
  const due = days.reduce((sum, one) => sum + one.due, 0);
  return due === 0 ? undefined : days.reduce((sum, one) => sum + one.kept, 0) / due;
}

/** An operation of the published version, and what the floor said of it. */
export interface Course {
  readonly state: 'waiting' | 'started' | 'done';
  readonly start: number;
  readonly end: number;
  /** Null: it has not begun, or nobody said when. */
  readonly begun: number | null;
  readonly finished: number | null;
}

export interface Followed extends Course {
  /** Since when its time is published. */
  readonly said: number;
  /** Sequence number of the operation before it that is not done. */
  readonly behind: number | null;
  /** A work order that makes what it draws and is not done: "MO-12". */
  readonly draws: string | null;
}

export const departures = ['late-start', 'overrun', 'early'] as const;
export type Departure = (typeof departures)[number];

export interface Departed {
  readonly kind: Departure;
  readonly seconds: number;
}

/** Less than this is no departure, and no trouble: seconds. */
export const worthTelling = 15 * 60;
/** An early finish is news for so long: seconds. */
const freshFor = 86_400;

/**
 * All that went otherwise than published with an operation by `now`, and by how many seconds that its machine works; what is
 * open counts until now.
 */
export function departuresOf(
  { state, start, end, begun, finished }: Course,
  now: number,
  worked: Worked,
): readonly Departed[] {
  const began = begun ?? (state === 'waiting' ? now : start);
  const ended = finished ?? (state === 'started' ? now : undefined);
  const all: Departed[] = [{ kind: 'late-start', seconds: worked(start, began) }];
  if (ended !== undefined) all.push({ kind: 'overrun', seconds: worked(end, ended) });
  if (finished !== null) all.push({ kind: 'early', seconds: worked(finished, end) });
  return all.filter(({ seconds }) => seconds >= worthTelling);
}

/**
 * What is to be told of it now: that it has not begun, runs over, or was just done early; undefined: it is as published. Nobody
 * could keep a time before it was published, so nothing is late since before.
 */
export function departureOf(
  followed: Course & Pick<Followed, 'said'>,
  now: number,
  worked: Worked,
): Departed | undefined {
  const told: Departure = ({ waiting: 'late-start', started: 'overrun', done: 'early' } as const)[followed.state];
  if (told === 'early' && (followed.finished ?? now) < now - freshFor) return undefined;
  const [start, end] = [Math.max(followed.start, followed.said), Math.max(followed.end, followed.said)];
  return departuresOf({ ...followed, start, end }, now, worked).find(({ kind }) => kind === told);
}

/** Working days from a publication on, `from` to `to`, both counted with; null: and all after. No day stands in two bands. */
export interface Band {
  readonly from: number;
  readonly to: number | null;
  /** The frozen zone of the site. */
  readonly zone: boolean;
}

/** Days with which a band ends, behind the frozen zone. */
const bandEnds = [5, 20];

/** How near an operation stands: in the frozen zone, soon after it, far. */
export function bandsOf(frozenDays: number): readonly Band[] {
  const ends = [...(frozenDays > 0 ? [frozenDays] : []), ...bandEnds.filter((end) => end > frozenDays)];
  const bands = ends.map((to, n): Band => ({ from: (ends[n - 1] ?? 0) + 1, to, zone: to === frozenDays }));
  return [...bands, { from: (ends.at(-1) ?? 0) + 1, to: null, zone: false }];
}

/** When each band but the last is over, by `days` from `now` on. */
export const bandEndsAfter = (bands: readonly Band[], days: WorkingDays, now: number): readonly number[] =>
  bands.flatMap(({ to }) => (to === null ? [] : [afterWorkingDays(days, now, to)]));
