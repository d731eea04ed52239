import { describe, expect, it } from 'vitest';
import type { CalendarRows } from '../calendars/calendars.ts';
import { meanwhileWords } from './calendarchanges.messages.ts';
import { type CalendarChanges, meanwhileOf } from './calendarchanges.ts';

describe('what was changed since it was seen', () => {
  const eve = { calendar: 'DAY', day: '2026-12-24', hours: '', name: null };
  const week = { calendar: 'DAY', week: 'always', was: 'Mon-Fri 06:00-14:00' };
  const christmas = { calendar: 'DAY', day: '2026-12-24', hours: '06:00-10:00', name: 'Christmas Eve' };
  const ann: CalendarRows = {
    calendars: [{ code: 'DAY', week: 'Mon-Fri 06:00-14:00' }],
    days: [{ ...christmas, changed_by: 'Ann' }],
  };
  it.each<[string, Partial<CalendarChanges>, readonly string[]]>([
    ['is nothing where it stands as it was seen', { days: [{ ...eve, was: '06:00-10:00' }], weeks: [week] }, []],
    [
      'is a day that became a special one',
      { days: [eve] },
      ['Thu 24 Dec of DAY is open 06:00-10:00 by now, changed by Ann'],
    ],
    [
      'is a special day that became as its week',
      { days: [{ ...eve, day: '2026-12-31', was: '' }] },
      ['Thu 31 Dec of DAY is as its week by now'],
    ],
    [
      'is nothing where another made of it the same',
      { days: [{ ...eve, hours: '06:00-10:00', name: 'Christmas Eve', was: '' }] },
      [],
    ],
    [
      'is another week',
      { weeks: [{ ...week, was: 'Mon 06:00-07:00' }] },
      ['the week of DAY is “Mon-Fri 06:00-14:00” by now'],
    ],
  ])('%s', (_, changes, said) => {
    const found = meanwhileOf({ days: [], weeks: [], ...changes }, ann);
    expect(found.map((one) => meanwhileWords([one], '2026-11-03'))).toEqual(
      said.map(
        (one) =>
          `Not as you saw it: ${one}. Nothing was saved. Maybe leave it so and take your change off, or draw it again.`,
      ),
    );
  });
});
