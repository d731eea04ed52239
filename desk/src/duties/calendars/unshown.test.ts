import { expect, it } from 'vitest';
import type { Row } from '../../house/kind.ts';
import { unshownWords } from './unshown.messages.ts';
import { unshownBy } from './unshown.ts';

const today = '2026-11-30';
const day = (day: string, hours = ''): Row => ({ calendar: 'DAY', day, hours });
const week = (week: string): Row => ({ code: 'DAY', week });

it.each<[string, string, Row, Row | undefined, string | null | undefined]>([
  ['a day that is closed', 'calendar_days', day('2026-12-25'), undefined, '2026-12-25'],
  ['a day whose hours change', 'calendar_days', day('2026-12-24', '06:00-10:00'), day('2026-12-24'), '2026-12-24'],
  ['a day that becomes another', 'calendar_days', day('2026-12-26'), day('2026-12-25'), '2026-12-26'],
  ['today', 'calendar_days', day(today), undefined, today],
  ['a week that changes', 'calendars', week('Mon-Thu 06:00-14:00'), week('Mon-Fri 06:00-14:00'), null],
])('%s moves what nobody was shown', (_, kind, row, before, of) => {
  expect(unshownBy(kind, row, before, today)).toEqual({ calendar: 'DAY', day: of });
});

it.each<[string, string, Row, Row | undefined]>([
  ['a day that is over', 'calendar_days', day('2026-11-29'), undefined],
  ['another name of a day', 'calendar_days', { ...day('2026-12-25'), name: 'Noel' }, day('2026-12-25')],
  ['a new calendar', 'calendars', week('Mon-Fri 06:00-14:00'), undefined],
  [
    'another name of a calendar',
    'calendars',
    { ...week('Mon-Fri 06:00-14:00'), name: 'Day' },
    week('Mon-Fri 06:00-14:00'),
  ],
  ['a record of another kind', 'machines', { code: 'M1' }, undefined],
])('%s moves nothing', (_, kind, row, before) => {
  expect(unshownBy(kind, row, before, today)).toBeUndefined();
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
