import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../house/clock.ts';
import { calendars, hoursWords, openOn, readHours, readWeek, typedHours, typedWeek, worksOn } from './calendars.ts';

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

it.each([
  [
    'from a time to the same one are refused',
    '08:00-08:00',
    /^08:00-08:00 ends when it begins\. Maybe 00:00-24:00 for/,
  ],
  ['from midnight to midnight too', '00:00-00:00', /ends when it begins/],
  ['of a whole day are 00:00-24:00', '00:00-24:00', undefined],
  ['past midnight are a night shift', '22:00-06:00', undefined],
  ['that run into each other are refused', '06:00-14:00, 13:00-22:00', /^06:00-14:00 and 13:00-22:00 overlap\. Maybe/],
  ['in any turn too', '13:00-22:00, 06:00-14:00', /^06:00-14:00 and 13:00-22:00 overlap/],
  ['one after the other are two shifts', '06:00-14:00, 14:00-22:00', undefined],
])('hours that somebody types %s', (_, text, fault) => {
  expect(typedHours(text)).toEqual(fault ? { fault: expect.stringMatching(fault) } : readHours(text));
});

it.each([
  ['within a day are refused', 'Mon-Fri 06:00-14:00, 13:00-22:00', '06:00-14:00 and 13:00-22:00 on Mon overlap.'],
  ['said twice for a day too', 'Mon-Fri 06:00-14:00; Fri 08:00-12:00', '06:00-14:00 and 08:00-12:00 on Fri overlap.'],
  [
    'of a night and the next morning too',
    'Mon 22:00-06:00; Tue 05:00-12:00',
    '22:00-06:00 and 05:00-12:00 on Mon and Tue',
  ],
  ['over the end of the week too', 'Sun 22:00-06:00; Mon 05:00-12:00', '22:00-06:00 and 05:00-12:00 on Sun and Mon'],
  [
    'over the end of two weeks too',
    'from 2026-11-30: Mon 05:00-12:00 | Sun 22:00-06:00',
    '22:00-06:00 and 05:00-12:00 on Sun and Mon',
  ],
  ['of shifts that follow each other are none', 'Mon-Sun 06:00-14:00, 14:00-22:00, 22:00-06:00', undefined],
  ['of every hour are none', 'always', undefined],
  [
    'from a time to the same one are refused as on one day',
    'Mon-Fri 06:00-06:00',
    '06:00-06:00 ends when it begins. Maybe 00:00-24:00',
  ],
  ['of whole days are none', 'Mon-Fri 00:00-24:00', undefined],
  ['beside a whole day too', 'Mon 00:00-24:00, Tue 00:00-00:00', '00:00-00:00 ends when it begins.'],
  [
    'in the first of weeks too',
    'from 2026-11-30: Mon 6:00-06:00 | Tue 00:00-24:00',
    '06:00-06:00 ends when it begins.',
  ],
  ['of one night a week are none', 'Sun 22:00-06:00', undefined],
  ['of two weeks that do not meet are none', 'from 2026-11-30: Mon 05:00-12:00 | Sun 22:00-04:00', undefined],
])('spans of a week %s', (_, week, fault) => {
  expect(typedWeek(week)).toEqual(fault ? { fault: expect.stringContaining(fault) } : readWeek(week));
  expect(calendars.checkRow!({ code: 'DAY', week })).toHaveLength(fault ? 1 : 0);
});

it('a week of nothing but hyphens is refused at once, however long it is', () => {
  expect(readWeek(`${'a-'.repeat(300_000)} b`)).toHaveProperty('fault');
});

describe('weeks that repeat', () => {
  const turns = 'from 2026-12-02: Mon-Fri 06:00-14:00 early | Mon-Thu 14:00-22:00 late; Fri 22:00-06:00 | closed';
  const open = (day: string): string => hoursWords(openOn(turns, undefined, dayNumber(day)));

  // Wednesday 2 December 2026 is a day of the first week, which begins on Monday 30 November.
  it.each([
    ['begin with the week of the day named, on its Monday', '2026-11-30', 'early 06:00–14:00'],
    ['go on with the second', '2026-12-10', 'late 14:00–22:00'],
    ['have night shifts that run into the next day', '2026-12-11', '22:00–06:00'],
    ['may rest for a week', '2026-12-16', 'closed'],
    ['begin again after the last', '2026-12-21', 'early 06:00–14:00'],
    ['were the same before the first', '2026-11-18', 'late 14:00–22:00'],
    ['go on over the new year', '2027-01-11', 'early 06:00–14:00'],
  ])('%s', (_, day, expected) => {
    expect(open(day)).toBe(expected);
  });

  it('are worked on the days of each', () => {
    const works = worksOn(turns)!;
    expect(['2026-12-05', '2026-12-11', '2026-12-18'].map((day) => works(dayNumber(day)))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it.each([
    ['without a day of the first', 'Mon 06:00-14:00 | Tue 06:00-14:00', /Which of the 2 weeks is when\? Maybe begin/],
    ['from a day that is none', 'from 2026-02-30: Mon 06:00-14:00 | closed', /"2026-02-30" is not a day/],
    ['of which one says nothing', 'from 2026-11-30: Mon 06:00-14:00 |', /empty.*Maybe write "closed"/],
    ['more than twelve', `from 2026-11-30: ${Array(13).fill('Mon 06:00-14:00').join('|')}`, /13 weeks.*12 may repeat/],
    ['that all rest', 'from 2026-11-30: closed | closed', /no working hours/],
  ])('%s are refused with a way out', (_, week, sentence) => {
    const [fault] = calendars.checkRow!({ code: 'TURNS', week });
    expect(fault?.text).toMatch(sentence);
  });

  it('are one week where there is one', () => {
    expect(readWeek('from 2026-11-30: Mon 06:00-14:00')).toMatchObject({ weeks: 1, windows: [{ weekday: 0 }] });
  });
});

describe('a shift', () => {
  it('has the name that stands behind its hours', () => {
    expect(readWeek('Mon 06:00-14:00 early, 14:00-22:00 Spät 2')).toMatchObject({
      windows: [{ name: 'early' }, { name: 'Spät 2' }],
    });
  });
  it('whose comma was forgotten is no name', () => {
    expect(readWeek('Mon 06:00-14:00 14:00-22:00')).toEqual({ fault: expect.stringMatching(/not a span/) });
  });
});

describe('the hours of a special day', () => {
  it('are none on a holiday', () => expect(readHours('')).toEqual({ windows: [] }));
  it('are its own', () => expect(readHours('08:00-12:00')).toEqual({ windows: [{ from: 8 * hour, to: 12 * hour }] }));
  it.each([
    ['morning', '"morning" is not a span of hours. Maybe write it as "06:00-22:00".'],
    [', ,', '", ," is not a span of hours. Maybe write it as "06:00-22:00".'],
    ['6-14', '"6-14" has a time that is not HH:MM. Maybe write it as "06:00-22:00".'],
    ['25:00-26:00', '"25:00-26:00" has a time that is not HH:MM. Maybe write it as "06:00-22:00".'],
    ['06:00-12:00, Tue 13:00-14:00', '"Tue 13:00-14:00" is not a span of hours. Maybe write it as "06:00-22:00".'],
  ])('are refused as they were typed when they are none of one day: %s', (text, fault) =>
    expect(readHours(text)).toEqual({ fault }),
  );
});
