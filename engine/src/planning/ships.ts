/** When what is there leaves: at once while the plant works, else as soon as it does again. */
import { compileWindows } from '../calendar/windows.ts';
import { DAY, epochSeconds } from '../units/clock.ts';
import type { Second } from '../units/units.ts';
import type { Calendar, Demand, Problem } from './problem.ts';

/** No plant is closed for so long: seconds. */
const AHEAD = 400 * DAY;

/** The plant works by the calendar that most of its work centres keep; its closing time is still one of it. Without any: at once. */
export function shipsAt(problem: Problem, there: number): number {
  const calendar = plantCalendar(problem);
  return calendar ? opens(windowsOf(problem, calendar, there - 2 * DAY, there + AHEAD), there) : there;
}

/** For many dates of a plan: when a demand ships whose last goods are there then. What is in time ships on its day. */
export function shipping(problem: Problem): (demand: Pick<Demand, 'due' | 'earliest'>, there: number) => Second {
  const calendar = plantCalendar(problem);
  let windows: ReturnType<typeof windowsOf> | undefined;
  return ({ due, earliest = -Infinity }, there) => {
    if (!calendar || there <= Math.max(due, earliest)) return there as Second;
    windows ??= windowsOf(problem, calendar, problem.now - 2 * DAY, problem.horizonEnd + AHEAD);
    return opens(windows, there) as Second;
  };
}

const windowsOf = (problem: Problem, calendar: Calendar, from: number, to: number) =>
  compileWindows(calendar, problem.zone, epochSeconds(problem.epoch)!, from, to);

function opens(windows: ReturnType<typeof windowsOf>, there: number): number {
  let [low, high] = [0, windows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (windows[middle]![1] >= there) high = middle;
    else low = middle + 1;
  }
  const next = windows[low];
  return next ? Math.max(there, next[0]) : there;
}

function plantCalendar({ workCentres, calendars }: Problem): Calendar | undefined {
  const kept = new Map<string, number>();
  for (const { calendar } of workCentres) kept.set(calendar, (kept.get(calendar) ?? 0) + 1);
  const [most] = [...kept].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return calendars.find((row) => row.id === most?.[0]);
}
