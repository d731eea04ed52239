/**
 * From the plant's weekly pattern to windows of elapsed time.
 *
 * A window belongs to the day on which it starts, may run past midnight, and is read on the plant's clock: on
 * the night the clocks go forward a 22:00–06:00 shift is 7 hours of elapsed time, on the night they go back 9.
 * A clock time that does not exist is read with the offset before the change; one that exists twice is the first.
 */
import type { Calendar, Span, Zone } from '../planning/problem.ts';
import { DAY } from '../units/clock.ts';

export type Window = readonly [number, number];

/** `wall` counts seconds on the plant's clock from the epoch's own clock reading in UTC. */
export function wallToElapsed(zone: Zone, wall: number): number {
  const rows = zone.offsets;
  for (let i = 0; i < rows.length; i++) {
    const elapsed = wall - rows[i]!.offset;
    const next = rows[i + 1];
    if (!next || elapsed < next.at) return elapsed;
    if (wall - next.offset < next.at) return elapsed;
  }
  return wall;
}

/** `weekday` 0 = Monday. Day 0 is 1970-01-01, a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The day of a calendar's week, or of its cycle of weeks, that a day is: what `weekday` of its windows counts. */
export function placeOf({ cycle }: Pick<Calendar, 'cycle'>, day: number): number {
  if (!cycle) return weekdayOf(day);
  const length = 7 * cycle.weeks;
  return (((day - cycle.from) % length) + length) % length;
}

/** Windows of `calendar` that touch [from, to), clipped to it, merged and in order. `epochUnix`: seconds from 1970 to the epoch. */
export function compileWindows(calendar: Calendar, zone: Zone, epochUnix: number, from: number, to: number): Window[] {
  if (calendar.alwaysOpen) return [[from, to]];
  const week: (readonly { readonly from: number; readonly to: number }[])[] = Array.from(
    { length: 7 * (calendar.cycle?.weeks ?? 1) },
    (_, weekday) => calendar.week.filter((window) => window.weekday === weekday),
  );
  const exceptions = new Map(calendar.exceptions.map((exception) => [exception.day, exception.windows]));
  const windows: Window[] = [];
  const firstDay = Math.floor((epochUnix + from) / DAY) - 3;
  const lastDay = Math.ceil((epochUnix + to) / DAY) + 2;
  for (let day = firstDay; day <= lastDay; day++) {
    const midnight = day * DAY - epochUnix;
    for (const window of exceptions.get(day) ?? week[placeOf(calendar, day)]!) {
      const opens = Math.max(from, wallToElapsed(zone, midnight + window.from));
      const closes = Math.min(to, wallToElapsed(zone, midnight + window.to));
      if (closes > opens) windows.push([opens, closes]);
    }
  }
  return merge(windows);
}

/** Sorted, with overlapping and abutting windows made one. */
export function merge(windows: readonly Window[]): Window[] {
  const sorted = windows.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (to > from) merged.push([from, to]);
  }
  return merged;
}

/** `windows` without the closed spans. Both sorted lists are walked once. */
export function subtractSpans(windows: readonly Window[], closed: readonly Span[]): Window[] {
  const spans = merge(closed.map((span) => [span.from, span.to] as const));
  const left: Window[] = [];
  let k = 0;
  for (const [from, to] of windows) {
    let at = from;
    while (k < spans.length && spans[k]![1] <= from) k++;
    for (let i = k; i < spans.length && spans[i]![0] < to; i++) {
      if (spans[i]![0] > at) left.push([at, spans[i]![0]]);
      at = Math.max(at, spans[i]![1]);
    }
    if (at < to) left.push([at, to]);
  }
  return left;
}

/** Where both are open. */
export function intersect(a: readonly Window[], b: readonly Window[]): Window[] {
  const both: Window[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const from = Math.max(a[i]![0], b[j]![0]);
    const to = Math.min(a[i]![1], b[j]![1]);
    if (to > from) both.push([from, to]);
    if (a[i]![1] < b[j]![1]) i++;
    else j++;
  }
  return both;
}
