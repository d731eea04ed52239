import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar, Problem } from '../planning/problem.ts';
import { second } from '../units/units.ts';
import { merge } from './windows.ts';
import { WorkingDays } from './working-days.ts';
import { WorkingTime } from './working-time.ts';

const HOUR = 3600;
const DAY = 86_400;
const shift = new WorkingTime([
  [8, 16],
  [32, 40],
  [56, 64],
]);

describe('working time', () => {
  it.each([
    { rule: 'work within a shift ends in it', from: 9, work: 3, end: 12 },
    { rule: 'work that fills a shift ends with it', from: 8, work: 8, end: 16 },
    { rule: 'work pauses overnight', from: 14, work: 4, end: 34 },
    { rule: 'work begins when the shift does', from: 0, work: 2, end: 10 },
    { rule: 'work over two nights', from: 15, work: 10, end: 57 },
    { rule: 'work past the last shift never ends', from: 60, work: 5, end: Infinity },
  ])('$rule', ({ from, work, end }) => expect(shift.add(from, work)).toBe(end));

  it.each([
    { rule: 'work that ends within a shift starts in it', to: 12, work: 3, start: 9 },
    { rule: 'work before a shift starts in the one before', to: 34, work: 4, start: 14 },
    { rule: 'work that ends at night ends with the shift', to: 20, work: 2, start: 14 },
    { rule: 'the latest start of a full shift is its own', to: 40, work: 8, start: 32 },
    { rule: 'work that would start before the first shift has no start', to: 12, work: 5, start: -Infinity },
  ])('$rule', ({ to, work, start }) => expect(shift.subtract(to, work)).toBe(start));

  it.each([
    { rule: 'an unbroken step waits for a shift that is long enough', from: 12, work: 6, start: 32 },
    { rule: 'an unbroken step that fits starts at once', from: 9, work: 7, start: 9 },
    { rule: 'an unbroken step longer than any shift has no place', from: 0, work: 9, start: Infinity },
  ])('$rule', ({ from, work, start }) => expect(shift.addWithin(from, work)).toBe(start));

  it('an unbroken step that must end in time goes into the last shift that holds it', () => {
    expect(shift.subtractWithin(36, 6, 0)).toBe(10);
    expect(shift.subtractWithin(36, 4, 0)).toBe(32);
    expect(shift.subtractWithin(36, 6, 11)).toBe(-Infinity);
  });

  const calendars = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 12 })
    .map((rows) => merge(rows.map(([from, length]) => [from, from + length] as const)));

  it('agrees with counting second by second', () => {
    fc.assert(
      fc.property(calendars, fc.integer({ min: -5, max: 75 }), fc.integer({ min: 1, max: 30 }), (windows, at, work) => {
        const times = new WorkingTime(windows);
        const open = (t: number) => windows.some(([from, to]) => from <= t && t < to);
        let done = 0;
        let end = at;
        while (done < work && end < 80) if (open(end++)) done++;
        expect(times.add(at, work)).toBe(done === work ? end : Infinity);
        done = 0;
        let start = at;
        while (done < work && start > -10) if (open(--start)) done++;
        expect(times.subtract(at, work)).toBe(done === work ? start : -Infinity);
        expect(times.workBetween(-10, at)).toBe(Array.from({ length: at + 10 }, (_, i) => i - 10).filter(open).length);
      }),
    );
  });

  it('taking work off again leads back to a start that does the same work', () => {
    fc.assert(
      fc.property(
        calendars,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (windows, from, work) => {
          const times = new WorkingTime(windows);
          const end = times.add(from, work);
          if (end < Infinity) expect(times.workBetween(times.subtract(end, work), end)).toBe(work);
        },
      ),
    );
  });
});

describe('working days', () => {
  const zone: Problem['zone'] = { name: 'UTC', offsets: [{ at: second(0), offset: 0 }] };
  const monday = 20_458 * DAY; // 5 January 2026
  const holiday: Calendar = {
    id: 'P',
    week: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, from: 8 * HOUR, to: 16 * HOUR })),
    exceptions: [
      { day: 20_459, windows: [] },
      { day: 20_463, windows: [{ from: 8 * HOUR, to: 12 * HOUR }] },
    ],
  };
  it.each([
    { rule: 'no days are no time', days: 0, from: 10, to: 10 },
    { rule: 'the clock time is kept', days: 2, from: 10, to: 2 * 24 + 10 },
    { rule: 'Friday and one is Monday', days: 1, from: 4 * 24 + 10, to: 7 * 24 + 10 },
    { rule: 'Saturday and one is Monday', days: 1, from: 5 * 24 + 10, to: 7 * 24 + 10 },
  ])('$rule', ({ days, from, to }) =>
    expect(new WorkingDays(undefined, zone, monday).add(from * HOUR, days)).toBe(to * HOUR),
  );

  it('skip a holiday and count a Saturday that is worked', () => {
    const days = new WorkingDays(holiday, zone, monday);
    expect(days.add(10 * HOUR, 1)).toBe(2 * DAY + 10 * HOUR);
    expect(days.add(4 * DAY, 1)).toBe(5 * DAY);
  });

  it('of a calendar that never opens never come', () => {
    expect(new WorkingDays({ id: 'N', week: [], exceptions: [] }, zone, monday).add(0, 1)).toBe(Infinity);
  });
});
