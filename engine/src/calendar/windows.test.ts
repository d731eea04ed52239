import { describe, expect, it } from 'vitest';
import type { Calendar, Zone } from '../planning/problem.ts';
import { second } from '../units/units.ts';
import { compileWindows, intersect, merge, placeOf, subtractSpans, weekdayOf } from './windows.ts';
import { WorkingDays } from './working-days.ts';

const HOUR = 3600;
const DAY = 86_400;
/** Vienna in 2026: clocks go forward on Sunday 29 March, back on Sunday 25 October, both at 01:00 UTC. */
const EPOCH = 20_454 * DAY; // 1 January 2026 00:00 UTC, seconds since 1970
const FORWARD = 87 * DAY + HOUR;
const BACK = 297 * DAY + HOUR;
const vienna: Zone = {
  name: 'Europe/Vienna',
  offsets: [
    { at: second(-DAY), offset: HOUR },
    { at: second(FORWARD), offset: 2 * HOUR },
    { at: second(BACK), offset: HOUR },
  ],
};
const utc: Zone = { name: 'UTC', offsets: [{ at: second(0), offset: 0 }] };
const every = (from: number, to: number): Calendar => ({
  id: 'C',
  week: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: from * HOUR, to: to * HOUR })),
  exceptions: [],
});
const within = (calendar: Calendar, zone: Zone, from: number, to: number) =>
  compileWindows(calendar, zone, EPOCH, from, to);

describe('a weekly pattern on the plant’s clock', () => {
  it('knows the weekday of a day: 1 January 2026 was a Thursday', () => {
    expect(weekdayOf(20_454)).toBe(3);
    expect(weekdayOf(-1)).toBe(2);
  });

  it('08:00 to 16:00 in Vienna is 07:00 to 15:00 UTC in winter and 06:00 to 14:00 in summer', () => {
    expect(within(every(8, 16), vienna, 0, DAY)).toEqual([[7 * HOUR, 15 * HOUR]]);
    expect(within(every(8, 16), vienna, 180 * DAY, 181 * DAY)).toEqual([[180 * DAY + 6 * HOUR, 180 * DAY + 14 * HOUR]]);
  });

  // The night shift 22:00–06:00 around each change: 7 hours on the short night, 9 on the long one, else 8.
  it.each([
    { night: 'an ordinary night', day: 50, hours: 8 },
    { night: 'the night the clocks go forward', day: 86, hours: 7 },
    { night: 'the night the clocks go back', day: 296, hours: 9 },
  ])('$night has a shift of $hours hours', ({ day, hours }) => {
    const [from, to] = within(every(22, 30), vienna, day * DAY + 12 * HOUR, (day + 1) * DAY + 12 * HOUR)[0];
    expect((to - from) / HOUR).toBe(hours);
  });

  it('a start at 02:30, which does not exist that night, is 03:30 on the new clock', () => {
    const [from] = within(every(2.5, 6), vienna, 87 * DAY, 88 * DAY)[0];
    expect(from).toBe(87 * DAY + 1.5 * HOUR); // 01:30 UTC = 03:30 in summer time
  });

  it('a start at 02:30, which comes twice that night, is the first', () => {
    const [from] = within(every(2.5, 6), vienna, 297 * DAY, 298 * DAY)[0];
    expect(from).toBe(297 * DAY + 0.5 * HOUR);
  });

  it('a window past midnight belongs to the day on which it starts', () => {
    const saturdayNight: Calendar = { id: 'C', week: [{ weekday: 5, from: 22 * HOUR, to: 30 * HOUR }], exceptions: [] };
    // 3 January 2026 is a Saturday: 22:00 on day 2 to 06:00 on day 3.
    expect(within(saturdayNight, utc, 0, 7 * DAY)).toEqual([[2 * DAY + 22 * HOUR, 3 * DAY + 6 * HOUR]]);
  });

  it('an exception replaces the whole day; an empty one is a holiday', () => {
    const calendar = {
      ...every(8, 16),
      exceptions: [
        { day: 20_454, windows: [] },
        { day: 20_455, windows: [{ from: 10 * HOUR, to: 12 * HOUR }] },
      ],
    };
    expect(within(calendar, utc, 0, 2 * DAY)).toEqual([[DAY + 10 * HOUR, DAY + 12 * HOUR]]);
  });

  it('shifts that abut are one window, so that work need not pause between them', () => {
    expect(within(every(0, 24), utc, 0, 3 * DAY)).toEqual([[0, 3 * DAY]]);
  });

  it('always open needs no pattern', () => {
    expect(within({ id: 'C', alwaysOpen: true, week: [], exceptions: [] }, vienna, 5, 9)).toEqual([[5, 9]]);
  });
});

describe('windows together', () => {
  it('merged are sorted, apart and never empty', () => {
    expect(
      merge([
        [5, 7],
        [1, 3],
        [3, 4],
        [6, 9],
        [8, 8],
      ]),
    ).toEqual([
      [1, 4],
      [5, 9],
    ]);
  });

  it('less downtime leave the pieces around it', () => {
    const down = [
      { from: second(2), to: second(4) },
      { from: second(9), to: second(12) },
    ];
    expect(
      subtractSpans(
        [
          [0, 10],
          [11, 20],
        ],
        down,
      ),
    ).toEqual([
      [0, 2],
      [4, 9],
      [12, 20],
    ]);
  });

  it('of machine and crew are open where both are', () => {
    expect(
      intersect(
        [
          [0, 10],
          [20, 30],
        ],
        [
          [5, 22],
          [25, 40],
        ],
      ),
    ).toEqual([
      [5, 10],
      [20, 22],
      [25, 30],
    ]);
  });
});

/** Chile in 2026: clocks go back on Saturday 4 April and forward on Saturday 5 September, at midnight. */
const santiago: Zone = {
  name: 'America/Santiago',
  offsets: [
    { at: second(-DAY), offset: -3 * HOUR },
    { at: second(94 * DAY + 3 * HOUR), offset: -4 * HOUR },
    { at: second(248 * DAY + 4 * HOUR), offset: -3 * HOUR },
  ],
};

describe('weeks that repeat', () => {
  // Monday 5 January 2026 is day 4 of the year. Early from Monday to Friday, the week after late, and its nights past midnight.
  const days = [0, 1, 2, 3, 4];
  const alternating: Calendar = {
    id: 'C',
    cycle: { weeks: 2, from: 20_454 + 4 },
    week: [
      ...days.map((weekday) => ({ weekday, from: 6 * HOUR, to: 14 * HOUR })),
      ...days.map((weekday) => ({ weekday: weekday + 7, from: 22 * HOUR, to: 30 * HOUR })),
    ],
    exceptions: [{ day: 20_454 + 5, windows: [] }],
  };
  /** Local hour at which each window within a day of the year opens, and how long it is. */
  const on = (day: number, zone: Zone, offset: number) =>
    within(alternating, zone, day * DAY - offset * HOUR, (day + 2) * DAY - offset * HOUR)
      .map(([from, to]) => [from / HOUR + offset - 24 * day, (to - from) / HOUR])
      .filter(([from]) => from! >= 0 && from! < 24);

  it.each([
    ['the first week is early', 4, [[6, 8]]],
    ['the second is late, past midnight', 11, [[22, 8]]],
    ['the third is the first again', 18, [[6, 8]]],
    ['the week before the first is the second', -3, [[22, 8]]],
    ['a special day replaces its day of one week only', 5, []],
    ['and not that of the next', 19, [[6, 8]]],
    ['a Saturday has none', 9, []],
  ])('%s', (_, day, expected) => {
    expect(on(day, utc, 0)).toEqual(expected);
  });

  // In Vienna the Monday after the change (30 March, day 88) is early, as twelve weeks before; in October the Friday night is ordinary.
  it.each([
    ['an early shift begins at six of the new clock in Vienna', 88, vienna, 2, [[6, 8]]],
    ['a late week is late after the clocks went back in Vienna', 305, vienna, 1, [[22, 8]]],
    ['a late week is late after the clocks went back in Santiago', 95, santiago, -4, [[22, 8]]],
    ['an early week is early before the clocks go forward in Santiago', 242, santiago, -4, [[6, 8]]],
    ['and the week after them late, by the new clock', 249, santiago, -3, [[22, 8]]],
  ])('%s', (_, day, zone, offset, expected) => {
    expect(on(day, zone, offset)).toEqual(expected);
  });

  it('are counted in working days by each week of its own', () => {
    const halves: Calendar = {
      ...alternating,
      week: alternating.week.filter(({ weekday }) => weekday < 7),
      exceptions: [],
    };
    const works = new WorkingDays(halves, utc, EPOCH);
    expect([4, 8, 9, 11, 15, 18].map((day) => works.works(20_454 + day))).toEqual([
      true,
      true,
      false,
      false,
      false,
      true,
    ]);
    // Friday of the first week and one working day: Monday of the third.
    expect(works.add(8 * DAY + HOUR, 1)).toBe(18 * DAY + HOUR);
  });

  it('of one week are the week itself', () => {
    for (let day = 20_000; day < 20_030; day += 1) {
      expect(placeOf({}, day)).toBe(weekdayOf(day));
      expect(placeOf({ cycle: { weeks: 1, from: -3 } }, day)).toBe(weekdayOf(day));
    }
  });
});
