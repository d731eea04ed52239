import { expect, it } from 'vitest';
import { board, monday } from './board.test-support.ts';
import type { Board } from './board.ts';
import { pausesOf } from './pauses.ts';

const hour = 3600;
/** Hours from Monday on; the machines work 06-10 and from 06 on the next day to 14. */
const at = (...hours: readonly number[]): readonly number[] => hours.map((one) => monday + one * hour);
const pauses = (
  of: Pick<Board, 'steps' | 'machines' | 'crews' | 'calendars'>,
  step: number,
  [from, to]: readonly number[],
  least = 0,
  [begins, ends]: readonly number[] = [from!, to!],
) => pausesOf(of, step, { from: from!, to: to!, least, bar: { from: begins!, to: ends! } });

it.each<[string, readonly [number, number], number, readonly number[]]>([
  ['works on where its machine is open all the while', [6, 9], 0, []],
  ['up to the hour at which it closes too', [6, 10], 0, []],
  ['pauses while its machine is closed', [8, 32], 0, [10, 30]],
  ['what is shorter than can be told is no pause', [8, 32], 21, []],
  ['where nothing of it is in open time it is no pause', [11, 20], 0, []],
  ['begun in closed time it pauses until it opens', [11, 32], 0, [11, 30]],
  ['hours that are not known count as worked', [36, 60], 0, []],
])('a step %s', (_, [from, to], least, expected) => {
  expect(pauses(board, 0, at(from, to), least * hour)).toEqual(at(...expected));
});

it('a step pauses while its machine is down or the crew that attends it is off, and where both are it is one pause', () => {
  const [machine] = board.machines;
  const down = (from: number, to: number) => ({ from: monday + from * hour, to: monday + to * hour, reason: null });
  const machines = [{ ...machine!, down: [down(7, 8), down(9, 12)] }, ...board.machines.slice(1)];
  expect(pauses({ ...board, machines }, 0, at(6, 32))).toEqual(at(7, 8, 9, 30));
  // The weld is attended by welders, who begin two hours later the next day.
  const calendars = [...board.calendars, Float64Array.from(at(6, 10, 32, 38))];
  const crews = board.crews.map((crew) => ({ ...crew, calendar: 1 }));
  expect(pauses({ ...board, calendars, crews }, 1, at(9, 36))).toEqual(at(10, 32));
  // Nobody attends the saw.
  expect(pauses({ ...board, calendars, crews }, 0, at(9, 36))).toEqual(at(10, 30));
});

it('of which nothing but a pause is seen, a step pauses there where it works before or behind', () => {
  expect(pauses(board, 0, at(12, 20), 0, at(8, 32))).toEqual(at(12, 20));
  expect(pauses(board, 0, at(12, 20), 0, at(8, 20))).toEqual(at(12, 20));
  expect(pauses(board, 0, at(12, 20), 0, at(11, 25))).toEqual([]);
});
