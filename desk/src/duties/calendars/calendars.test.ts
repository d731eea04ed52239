import { describe, expect, it } from 'vitest';
import { readHours, readWeek } from './calendars.ts';

const hour = 3_600;

describe('a week in words', () => {
  it.each([
    ['one window on two days', 'Mon-Tue 06:00-14:00', ['0 6-14', '1 6-14']],
    ['two shifts of one day', 'Mon 06:00-14:00, 14:00-22:00', ['0 6-14', '0 14-22']],
    ['another day after a semicolon', 'Mon 06:00-14:00; Sat 06:00-12:00', ['0 6-14', '5 6-12']],
    ['a night shift runs into the next day', 'Fri 22:00-06:00', ['4 22-30']],
    ['days may run over the end of the week', 'Sun-Mon 08:00-12:00', ['6 8-12', '0 8-12']],
    ['until midnight is 24:00', 'Wed 18:00-24:00', ['2 18-24']],
  ])('%s', (_, text, expected) => {
    const week = readWeek(text);
    const windows = 'fault' in week ? [week.fault] : week.windows;
    expect(
      windows.map((one) => (typeof one === 'string' ? one : `${one.weekday} ${one.from / hour}-${one.to / hour}`)),
    ).toEqual(expected);
  });

  it('"always" is every hour of seven days', () => {
    expect(readWeek('always')).toMatchObject({ windows: { length: 7 } });
  });

  it.each([
    ['without hours', '', /no working hours/],
    ['without a day', '06:00-14:00', /names no day/],
    ['with a day that is none', 'Foo 06:00-14:00', /not one of Mon/],
    ['with a time that is none', 'Mon 6-14', /not HH:MM/],
    ['with a quarter to seventy', 'Mon 06:70-14:00', /not HH:MM/],
  ])('%s is refused with what could not be read', (_, text, sentence) => {
    expect(readWeek(text)).toEqual({ fault: expect.stringMatching(sentence) });
  });
});

it('a week of nothing but hyphens is refused at once, however long it is', () => {
  expect(readWeek(`${'a-'.repeat(300_000)} b`)).toHaveProperty('fault');
});

describe('the hours of a special day', () => {
  it('are none on a holiday', () => expect(readHours('')).toEqual({ windows: [] }));
  it('are its own', () => expect(readHours('08:00-12:00')).toEqual({ windows: [{ from: 8 * hour, to: 12 * hour }] }));
  it('are refused when they cannot be read', () => expect(readHours('morning')).toHaveProperty('fault'));
});
