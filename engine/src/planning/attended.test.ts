import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { plan } from './planner.ts';
import type { Operation, Problem } from './problem.ts';
import { replan } from './replan.ts';
import { roughCut } from './rough-cut.ts';
import { at, demand, factory, HOUR, item, machine, step } from './small-factory.test-support.ts';

const weekdays = (from: number, to: number) =>
  [0, 1, 2, 3, 4].map((weekday) => ({ weekday, from: from * HOUR, to: to * HOUR }));

/**
 * A and B, three pieces each: an hour of set-up and six hours of run, due on Monday at 09:00, so as early as can be. The saws run
 * around the clock; setters and operators come from 08:00 to 16:00. Monday 5 January 00:00 is now.
 */
const shop = (more: Partial<Operation>, problem: Partial<Problem> = {}): Problem =>
  factory({
    items: [item('A', 'make'), item('B', 'make')],
    calendars: [
      { id: 'DAY', week: weekdays(8, 16), exceptions: [] },
      { id: 'ALWAYS', alwaysOpen: true, week: [], exceptions: [] },
    ],
    workCentres: [{ id: 'SAW', calendar: 'ALWAYS' }],
    machines: [machine('SAW-1', 'SAW'), machine('SAW-2', 'SAW')],
    crews: [
      { id: 'OPERATORS', size: 1, calendar: 'DAY' },
      { id: 'SETTERS', size: 1, calendar: 'DAY' },
    ],
    operations: ['A', 'B'].map((id) => step(id, 10, 'SAW', { runPerUnit: { num: 2 * HOUR, den: 1 }, ...more })),
    demands: [demand('D-A', 'A', 3, at(0, 9)), demand('D-B', 'B', 3, at(0, 9))],
    ...problem,
  });
const rows = (problem: Problem) => {
  const made = plan(problem);
  expect(check(problem, made)).toEqual([]);
  return made.operations.map(({ start, setupEnd, end }) => [start, setupEnd, end]);
};

describe('a set-up that is attended', () => {
  it.each<[string, Partial<Operation>, (number | undefined)[][]]>([
    [
      'with the whole step keeps its crew until the end',
      { crew: 'OPERATORS' },
      // A Monday 08:00 to 15:00; B from 15:00, one hour, then six on Tuesday.
      [
        [at(0, 8), undefined, at(0, 15)],
        [at(0, 15), undefined, at(1, 14)],
      ],
    ],
    [
      'alone lets the crew go to the next machine, and the run goes on into the night',
      { crew: 'OPERATORS', attends: 'setup' },
      [
        [at(0, 8), at(0, 9), at(0, 15)],
        [at(0, 9), at(0, 10), at(0, 16)],
      ],
    ],
    [
      'by a setter leaves the run to the operator, who is one',
      { crew: 'OPERATORS', setupCrew: 'SETTERS' },
      // B is set up while A runs, but nobody runs it before 15:00: set-up 14:00, run 15:00 to 16:00 and five hours on Tuesday.
      [
        [at(0, 8), at(0, 9), at(0, 15)],
        [at(0, 14), at(0, 15), at(1, 13)],
      ],
    ],
    [
      'by a setter with nobody at the run is a run without people',
      { setupCrew: 'SETTERS' },
      [
        [at(0, 8), at(0, 9), at(0, 15)],
        [at(0, 9), at(0, 10), at(0, 16)],
      ],
    ],
    [
      'and must not be followed by a pause lies in the day as a whole',
      { crew: 'OPERATORS', setupCrew: 'SETTERS', pausable: false },
      [
        [at(0, 8), at(0, 9), at(0, 15)],
        [at(1, 8), at(1, 9), at(1, 15)],
      ],
    ],
  ])('%s', (_, more, expected) => {
    expect(rows(shop(more))).toEqual(expected);
  });

  it('is no more, and nobody is needed, where the family saves it', () => {
    const one = { machines: [machine('SAW-1', 'SAW')] };
    // A from 08:00 to 15:00; B at once after it without set-up, in the evening, when nobody is there: six hours.
    expect(rows(shop({ crew: 'OPERATORS', attends: 'setup', family: 'OAK' }, one))).toEqual([
      [at(0, 8), at(0, 9), at(0, 15)],
      [at(0, 15), at(0, 15), at(0, 21)],
    ]);
  });

  it('moves as late as the date allows, set-up in the day and run in the night', () => {
    const problem = shop(
      { crew: 'OPERATORS', attends: 'setup' },
      { demands: [demand('D-A', 'A', 3, at(2, 12))], items: [item('A', 'make')] },
    );
    // Due Wednesday 12:00: six hours of run from 06:00 at the latest; the last set-up before that ends Tuesday 16:00.
    expect(rows({ ...problem, operations: problem.operations.slice(0, 1) })).toEqual([
      [at(1, 15), at(1, 16), at(1, 22)],
    ]);
  });

  it('is mended with its machine', () => {
    const problem = shop({ crew: 'OPERATORS', attends: 'setup' });
    const mended = replan(problem, plan(problem), [
      { kind: 'machine-down', machine: 'SAW-1', from: at(0, 10), to: at(0, 12) },
    ]);
    expect(check(mended.problem, mended.plan)).toEqual([]);
    // A pauses for two hours; B stays.
    expect(mended.plan.operations.map((row) => row.end)).toEqual([at(0, 17), at(0, 16)]);
  });

  it('is all the load that its crew has in the master schedule', () => {
    const problem = shop({ crew: 'OPERATORS', attends: 'setup' });
    const load = (id: string, made?: ReturnType<typeof plan>) =>
      roughCut(problem, made)
        .resources.find((row) => row.resource === id)
        ?.weeks.reduce((sum, week) => sum + week.load, 0);
    expect([load('OPERATORS'), load('SAW')]).toEqual([2, 14].map((count) => count * HOUR));
    expect([load('OPERATORS', plan(problem)), load('SAW', plan(problem))]).toEqual(
      [2, 14].map((count) => count * HOUR),
    );
  });

  it.each<[string, Partial<Operation>, string]>([
    ['by nobody', { attends: 'setup' }, 'attended for the set-up alone, by nobody'],
    [
      'by two crews of which one has nothing else to do',
      { crew: 'OPERATORS', setupCrew: 'SETTERS', attends: 'setup' },
      'attends nothing else',
    ],
    ['by strangers', { setupCrew: 'NOBODY' }, 'crew NOBODY is not known'],
  ])('%s is impossible data', (_, more, text) => {
    expect(() => plan(shop(more))).toThrow(text);
  });
});
