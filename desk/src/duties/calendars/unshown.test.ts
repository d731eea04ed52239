import { expect, it } from 'vitest';
import type { Row } from '../../house/kind.ts';
import { unshownWords } from './unshown.messages.ts';
import { unshownBy } from './unshown.ts';

const today = '2026-11-30';
const day = (day: string, hours = ''): Row => ({ calendar: 'DAY', day, hours });
const week = (week: string): Row => ({ code: 'DAY', week });

const of = (...days: readonly (string | null)[]) => days.map((day) => ({ calendar: 'DAY', day }));

it.each<[string, string, Row | undefined, Row | undefined, readonly object[]]>([
  ['a day that is closed', 'calendar_days', undefined, day('2026-12-25'), of('2026-12-25')],
  ['a day whose hours change', 'calendar_days', day('2026-12-24'), day('2026-12-24', '06:00-10:00'), of('2026-12-24')],
  ['a day that becomes another', 'calendar_days', day('2026-12-25'), day('2026-12-26'), of('2026-12-25', '2026-12-26')],
  ['a day that goes into the past', 'calendar_days', day('2026-12-25'), day('2026-11-01'), of('2026-12-25')],
  ['a day that is as its week again', 'calendar_days', day('2026-12-25'), undefined, of('2026-12-25')],
  [
    'a day that goes to another calendar',
    'calendar_days',
    day('2026-12-25'),
    { ...day('2026-12-25'), calendar: 'NIGHT' },
    [...of('2026-12-25'), { calendar: 'NIGHT', day: '2026-12-25' }],
  ],
  ['today', 'calendar_days', undefined, day(today), of(today)],
  ['yesterday, whose night shift may still run', 'calendar_days', undefined, day('2026-11-29'), of('2026-11-29')],
  ['a week that changes', 'calendars', week('Mon-Fri 06:00-14:00'), week('Mon-Thu 06:00-14:00'), of(null)],
])('%s moves what nobody was shown', (_, kind, before, after, found) => {
  expect(unshownBy(kind, before, after, today)).toEqual(found);
});

it.each<[string, string, Row | undefined, Row | undefined]>([
  ['a day that is over', 'calendar_days', undefined, day('2026-11-28')],
  ['another name of a day', 'calendar_days', day('2026-12-25'), { ...day('2026-12-25'), name: 'Noel' }],
  ['a new calendar', 'calendars', undefined, week('Mon-Fri 06:00-14:00')],
  [
    'another name of a calendar',
    'calendars',
    week('Mon-Fri 06:00-14:00'),
    { ...week('Mon-Fri 06:00-14:00'), name: 'Day' },
  ],
  ['a record of another kind', 'machines', undefined, { code: 'M1' }],
])('%s moves nothing', (_, kind, before, after) => {
  expect(unshownBy(kind, before, after, today)).toEqual([]);
});

it('names what was not shown, and where it is', () => {
  expect(unshownWords([{ calendar: 'DAY', day: '2026-12-25' }], today)).toBe(
    'What Fri 25 Dec of DAY moves was not shown. Maybe change it under Calendars, which shows first whom that makes late; or save it unseen.',
  );
  const many = ['A', 'B', 'C', 'D'].map((calendar) => ({ calendar, day: null }));
  expect(unshownWords(many, today)).toMatch(
    /^What the week of A, the week of B, the week of C and 1 more move was not shown/,
  );
});
