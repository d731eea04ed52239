import { describe, expect, it } from 'vitest';
import { typedDay, weekdayOf } from './typeddays.ts';

// A Wednesday.
const today = '2026-11-25';

describe('a day as it is typed', () => {
  it.each([
    ['today', '2026-11-25'],
    ['Tomorrow', '2026-11-26'],
    ['yesterday', '2026-11-24'],
    ['+5', '2026-11-30'],
    ['-2', '2026-11-23'],
    ['+2w', '2026-12-09'],
    ['+1 day', '2026-11-26'],
    ['fri', '2026-11-27'],
    ['Monday', '2026-11-30'],
    ['wed', '2026-12-02'],
    ['3 nov', '2026-11-03'],
    ['3 November', '2026-11-03'],
    ['3.11.', '2026-11-03'],
    ['Nov 3', '2026-11-03'],
    ['Tue 3 Nov', '2026-11-03'],
    ['5 jan', '2027-01-05'],
    ['25 may', '2027-05-25'],
    ['29 feb', '2028-02-29'],
  ])('%j is %s', (text, day) => {
    expect(typedDay(text, today)).toBe(day);
  });

  it.each([['31 nov'], ['3 foo'], ['2026-11-03'], ['32.1.'], [''], ['+'], ['constructor'], ['5']])(
    '%j is none of these words',
    (text) => {
      expect(typedDay(text, today)).toBeUndefined();
    },
  );

  it('at the end of a range is the first one on or after its beginning', () => {
    expect(typedDay('9 jan', today, '2026-12-20')).toBe('2027-01-09');
    expect(typedDay('30 jun', today, '2027-05-01')).toBe('2027-06-30');
    expect(typedDay('3 nov', today, '2026-11-03')).toBe('2026-11-03');
  });
});

it('the week begins on Monday', () => {
  expect(['2026-11-23', '2026-11-25', '2026-11-29', '1969-12-29'].map(weekdayOf)).toEqual([0, 2, 6, 0]);
});
