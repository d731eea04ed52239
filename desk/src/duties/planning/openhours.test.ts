import { expect, it } from 'vitest';
import { merged, workedIn } from './openhours.ts';

/** Open 6 to 10 and 14 to 22. */
const worked = workedIn([6, 10, 14, 22]);

it.each([
  ['within a window as long as it lasts', 7, 9, 2],
  ['over a break without it', 9, 15, 2],
  ['before all, between and after all nothing', 0, 6, 0],
  ['between windows nothing', 10, 14, 0],
  ['after the last nothing', 22, 99, 0],
  ['all of it', 0, 99, 12],
  ['backwards as much, less than nothing', 15, 9, -2],
])('is worked %s', (_, from, to, expected) => {
  expect(worked(from, to)).toBe(expected);
});

it('overtime beside open hours, or over them, is counted once', () => {
  expect([...merged([6, 10, 14, 22], [9, 12, 22, 23])]).toEqual([6, 12, 14, 23]);
});
