/** When what is there leaves: at once while the plant works, else as soon as it does again. */
import { compileWindows } from '../calendar/windows.ts';
import { DAY, epochSeconds } from '../units/clock.ts';
import type { Calendar, Problem } from './problem.ts';

/** No plant is closed for so long: seconds. */
const AHEAD = 400 * DAY;

/** The plant works by the calendar that most of its work centres keep; its closing time is still one of it. Without any: at once. */
export function shipsAt(problem: Problem, there: number): number {
  const calendar = plantCalendar(problem);
  if (!calendar) return there;
  const windows = compileWindows(calendar, problem.zone, epochSeconds(problem.epoch)!, there - 2 * DAY, there + AHEAD);
  const next = windows.find(([, to]) => to >= there);
  return next ? Math.max(there, next[0]) : there;
}

function plantCalendar({ workCentres, calendars }: Problem): Calendar | undefined {
  const kept = new Map<string, number>();
  for (const { calendar } of workCentres) kept.set(calendar, (kept.get(calendar) ?? 0) + 1);
  const [most] = [...kept].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return calendars.find((row) => row.id === most?.[0]);
}
