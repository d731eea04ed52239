/** Working time as sorted spans: what two share, what is left of one, how much lies between two instants. */
import type { Span } from '../planning/problem.ts';

/** Closed-open working spans in elapsed seconds, ascending, never touching; `before[i]` = working seconds before span i. */
export interface WorkingTime {
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly before: Float64Array;
}

export interface Open {
  readonly from: number;
  readonly to: number;
}

/** Spans in any order, put in order and joined where they touch. */
export function working(unordered: readonly Open[]): WorkingTime {
  const merged: { from: number; to: number }[] = [];
  for (const span of [...unordered].sort((a, b) => a.from - b.from)) {
    const last = merged[merged.length - 1];
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ from: span.from, to: span.to });
  }
  const before = new Float64Array(merged.length);
  let sum = 0;
  merged.forEach((span, i) => {
    before[i] = sum;
    sum += span.to - span.from;
  });
  return { from: Float64Array.from(merged, (it) => it.from), to: Float64Array.from(merged, (it) => it.to), before };
}

/** Time in which both work. */
export function both(a: WorkingTime, b: WorkingTime): WorkingTime {
  const spans: Open[] = [];
  for (let i = 0, j = 0; i < a.from.length && j < b.from.length; ) {
    const from = Math.max(a.from[i], b.from[j]);
    const to = Math.min(a.to[i], b.to[j]);
    if (from < to) spans.push({ from, to });
    if (a.to[i] < b.to[j]) i++;
    else j++;
  }
  return working(spans);
}

/** Working time and the open spans. */
export function besides(time: WorkingTime, open: readonly Open[]): WorkingTime {
  if (open.length === 0) return time;
  return working([...Array.from(time.from, (from, i) => ({ from, to: time.to[i] })), ...open]);
}

/** Working time without the closed spans. */
export function without(time: WorkingTime, closed: readonly Span[]): WorkingTime {
  if (closed.length === 0 || time.from.length === 0) return time;
  const shut = working(closed.filter((it) => it.from < it.to));
  const open: Open[] = [];
  let from = Number.NEGATIVE_INFINITY;
  shut.from.forEach((start, i) => {
    open.push({ from, to: start });
    from = shut.to[i];
  });
  open.push({ from, to: Number.POSITIVE_INFINITY });
  return both(time, working(open));
}

/** Working seconds in [from, to). */
export function workBetween(time: WorkingTime, from: number, to: number): number {
  return workBefore(time, to) - workBefore(time, from);
}

/** True when the second that begins at `at` is worked. */
export function isWorking(time: WorkingTime, at: number): boolean {
  const i = spanAt(time, at);
  return i >= 0 && at < time.to[i];
}

/** The end of the working span that holds `at`, or `at` where nobody works. */
export function worksUntil(time: WorkingTime, at: number): number {
  const i = spanAt(time, at);
  return i >= 0 && at < time.to[i] ? time.to[i] : at;
}

/** The first working instant at or after `at`; `at` where nobody works any more. */
export function worksFrom(time: WorkingTime, at: number): number {
  if (isWorking(time, at)) return at;
  const next = spanAt(time, at) + 1;
  return next < time.from.length ? time.from[next] : at;
}

/** When so many working seconds from `from` on are over; undefined past the last span. */
export function instantAfter(time: WorkingTime, from: number, work: number): number | undefined {
  if (work <= 0) return from;
  const target = workBefore(time, from) + work;
  let low = 0;
  let high = time.from.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time.before[middle] + time.to[middle] - time.from[middle] < target) low = middle + 1;
    else high = middle;
  }
  return low < time.from.length ? time.from[low] + target - time.before[low] : undefined;
}

function workBefore(time: WorkingTime, at: number): number {
  const i = spanAt(time, at);
  if (i < 0) return 0;
  return time.before[i] + Math.min(at, time.to[i]) - time.from[i];
}

/** The last span that begins at or before `at`; −1: none. */
function spanAt(time: WorkingTime, at: number): number {
  let low = -1;
  let high = time.from.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (time.from[middle] <= at) low = middle;
    else high = middle;
  }
  return low;
}
