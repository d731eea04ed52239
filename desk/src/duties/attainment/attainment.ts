/** What became of the published schedule. Pure; times are seconds since 1970, days are plant days "2026-11-03". */

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

export interface Followed {
  readonly state: 'waiting' | 'started' | 'done';
  readonly start: number;
  readonly end: number;
  readonly finished: number | null;
  /** Sequence number of the operation before it that is not done. */
  readonly behind: number | null;
}

export const departures = ['late-start', 'overrun', 'early'] as const;
export type Departure = (typeof departures)[number];

/** Less than this is no departure: seconds. */
const worthTelling = 15 * 60;
/** An early finish is news for so long: seconds. */
const freshFor = 86_400;

/** How reality left the published schedule at `now`, and by how many seconds; undefined: it is as published. */
export function departureOf(
  { state, start, end, finished }: Followed,
  now: number,
): { readonly kind: Departure; readonly seconds: number } | undefined {
  const over = (kind: Departure, seconds: number) => (seconds >= worthTelling ? { kind, seconds } : undefined);
  if (state === 'waiting') return over('late-start', now - start);
  if (state === 'started') return over('overrun', now - end);
  if (finished === null || finished < now - freshFor) return undefined;
  return over('early', end - finished);
}
