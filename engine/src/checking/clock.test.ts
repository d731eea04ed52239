import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar, Problem } from '../planning/problem.ts';
import { second } from '../units/units.ts';
import { PlantClock } from './clock.ts';
import { factory } from './factory.test-support.ts';
import { both, isWorking, without, workBetween, worksUntil } from './working-time.ts';

const HOUR = 3600;
const DAY = 86_400;

/** Vienna over both changes of 2026: forward on 29 March 01:00 UTC, back on 25 October 01:00 UTC. */
const vienna: Problem = {
  ...factory,
  epoch: '2026-01-01T00:00:00Z',
  zone: {
    name: 'Europe/Vienna',
    offsets: [
      { at: second(0), offset: HOUR },
      { at: second(87 * DAY + HOUR), offset: 2 * HOUR },
      { at: second(297 * DAY + HOUR), offset: HOUR },
    ],
  },
};
const clock = new PlantClock(vienna);
const week = (from: number, to: number, weekdays = [0, 1, 2, 3, 4, 5, 6]): Calendar => ({
  id: 'c',
  week: weekdays.map((weekday) => ({ weekday, from: from * HOUR, to: to * HOUR })),
  exceptions: [],
});
const hours = (calendar: Calendar, fromDay: number, toDay: number) => {
  const time = clock.compile(calendar, fromDay * DAY - HOUR, toDay * DAY);
  return workBetween(time, fromDay * DAY - HOUR, toDay * DAY) / HOUR;
};

describe('the plant clock', () => {
  it.each([
    // The year's day n begins at 23:00 UTC the evening before in winter, 22:00 in summer.
    [0, '2026-01-01 01:00:00'],
    [87 * DAY + HOUR - 1, '2026-03-29 01:59:59'],
    [87 * DAY + HOUR, '2026-03-29 03:00:00'],
    [297 * DAY + HOUR - 1, '2026-10-25 02:59:59'],
    [297 * DAY + HOUR, '2026-10-25 02:00:00'],
    [-DAY, '2025-12-31 01:00:00'],
  ])('at second %d reads %s', (at, text) => {
    expect(clock.say(at)).toBe(text);
  });

  it('finds the instant that the clock shows, except inside the hour that is skipped or comes twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 * DAY }), (at) => {
        const { day, second: time } = clock.read(at);
        const odd = Math.abs(at - (297 * DAY + HOUR)) <= HOUR;
        expect(odd || clock.instant(day, time) === at).toBe(true);
      }),
    );
  });
});

describe('working time', () => {
  it('of a night shift has seven hours in the night of spring and nine in the night of autumn', () => {
    const nights = week(22, 30, [5]);
    expect([hours(nights, 79, 82), hours(nights, 86, 89), hours(nights, 296, 299)]).toEqual([8, 7, 9]);
  });

  it('of a day that differs is its own, and none on a holiday', () => {
    // Days 0 and 1 of 2026 are 20454 and 20455 since 1970.
    const calendar: Calendar = {
      ...week(8, 16),
      exceptions: [
        { day: 20_454, windows: [] },
        { day: 20_455, windows: [{ from: 8 * HOUR, to: 9 * HOUR }] },
      ],
    };
    expect([hours(calendar, 0, 1), hours(calendar, 1, 2), hours(calendar, 2, 3)]).toEqual([0, 1, 8]);
  });

  it('agrees second by second with the clock on the wall', () => {
    const calendar = week(5, 13, [0, 2, 5, 6]);
    const begin = 80 * DAY;
    const time = clock.compile(calendar, begin, begin + 20 * DAY);
    fc.assert(
      fc.property(fc.integer({ min: begin, max: begin + 20 * DAY - 1 }), (at) => {
        const local = clock.read(at);
        const weekday = (local.day + 3) % 7;
        const open = [0, 2, 5, 6].includes(weekday) && local.second >= 5 * HOUR && local.second < 13 * HOUR;
        expect(isWorking(time, at)).toBe(open);
        expect(workBetween(time, at, at + 1)).toBe(open ? 1 : 0);
      }),
    );
  });

  it('that two share is less what either lacks', () => {
    const time = both(clock.compile(week(6, 14), 0, 3 * DAY), clock.compile(week(8, 22), 0, 3 * DAY));
    expect(workBetween(time, 0, DAY)).toBe(6 * HOUR);
    // Clock 08:00 is 07:00 UTC: closed from 09:00 to 10:00 on the wall.
    const broken = without(time, [{ from: second(8 * HOUR), to: second(9 * HOUR) }]);
    expect(workBetween(broken, 0, DAY)).toBe(5 * HOUR);
    expect(worksUntil(broken, 7 * HOUR)).toBe(8 * HOUR);
  });
});
