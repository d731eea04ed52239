import { expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { plan } from './planner.ts';
import type { Calendar } from './problem.ts';
import { at, demand, factory, HOUR, item, machine, step } from './small-factory.test-support.ts';

/** Monday 5 January 2026 begins the first of two weeks: eight hours from Monday to Friday, then a week of rest. */
const turns: Calendar = {
  id: 'DAY',
  cycle: { weeks: 2, from: 20_458 },
  week: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, from: 8 * HOUR, to: 16 * HOUR })),
  exceptions: [],
};

it('work pauses over the week of rest of a calendar that repeats, and the checker sees it so too', () => {
  const problem = factory({
    items: [item('A', 'make')],
    calendars: [turns],
    workCentres: [{ id: 'SAW', calendar: 'DAY' }],
    machines: [machine('SAW-1', 'SAW')],
    operations: [step('A', 10, 'SAW')],
    demands: [demand('D-A', 'A', 41, at(0, 9))],
  });
  const made = plan(problem);
  // An hour of set-up and 41 of run: forty in the first week, two on the Monday of the third.
  expect(made.operations).toMatchObject([{ start: at(0, 8), end: at(14, 10) }]);
  expect(check(problem, made)).toEqual([]);
  const everyWeek = { ...problem, calendars: [{ ...turns, cycle: undefined }] };
  expect(check(everyWeek, made).map(({ rule }) => rule)).toContain('work only in working time');
  expect(plan(everyWeek).operations).toMatchObject([{ start: at(0, 8), end: at(7, 10) }]);
});

it('a window past the end of its weeks is impossible', () => {
  const window = { weekday: 14, from: 0, to: HOUR };
  expect(() => plan(factory({ calendars: [{ ...turns, week: [window] }] }))).toThrow(/impossible window: weekday 14/);
});
