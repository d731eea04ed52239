import { expect, it } from 'vitest';
import { apart, askedOf, type DaysAsked } from './asked.ts';
import type { DayChange } from './calendarchanges.ts';

const daysIn = (query: string): readonly DaysAsked[] => JSON.parse(query).days;
const named = (calendar: string, day: string, name: string | null = null, hours: string | null = ''): DayChange => ({
  calendar,
  day,
  hours,
  name,
});
const sorted = (days: readonly DayChange[]) => days.map((one) => JSON.stringify(one)).sort();

it.each<[string, readonly DayChange[], readonly DaysAsked[]]>([
  ['a day alone as it is', [named('A', '2026-12-25', 'Noel')], [named('A', '2026-12-25', 'Noel')]],
  [
    'a holiday on all calendars that it closes',
    [named('A', '2026-12-25'), named('B', '2026-12-25')],
    [{ calendar: ['A', 'B'], day: '2026-12-25', hours: '', name: null }],
  ],
  [
    'a shutdown with all its days',
    [named('A', '2026-12-28'), named('A', '2026-12-29')],
    [{ calendar: 'A', day: ['2026-12-28', '2026-12-29'], hours: '', name: null }],
  ],
  [
    'days of other calendars, hours or names apart',
    [
      named('A', '2026-12-24'),
      named('B', '2026-12-25'),
      named('A', '2026-12-26', 'Boxing Day'),
      named('A', '2026-12-31', null, null),
    ],
    [
      { calendar: 'A', day: '2026-12-24', hours: '', name: null },
      { calendar: 'B', day: '2026-12-25', hours: '', name: null },
      { calendar: 'A', day: '2026-12-26', hours: '', name: 'Boxing Day' },
      { calendar: 'A', day: '2026-12-31', hours: null, name: null },
    ],
  ],
])('an address has %s', (_, days, asked) => {
  const found = daysIn(askedOf({ weeks: [], days }));
  expect(found).toEqual(asked);
  expect(sorted(apart(found))).toEqual(sorted(days));
});

it('an address has room for two years of holidays on ten calendars, and for names as far as they are short', () => {
  const years = (name: string) =>
    Array.from('ABCDEFGHIJ').flatMap((calendar) =>
      Array.from({ length: 20 }, (_, n) =>
        named(calendar, `2026-12-${String(n + 1).padStart(2, '0')}`, `${name} ${n}`),
      ),
    );
  const [short, long] = [years('Holiday'), years('🎄'.repeat(60))].map((days) => askedOf({ weeks: [], days }));
  expect(sorted(apart(daysIn(short!)))).toEqual(sorted(years('Holiday')));
  expect(apart(daysIn(long!)).map(({ name }) => name)).toEqual(Array(200).fill(null));
  for (const one of [short!, long!]) expect(encodeURIComponent(one).length).toBeLessThan(8000);
});
