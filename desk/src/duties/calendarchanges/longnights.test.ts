import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';
import type { CalendarRows } from '../calendars/calendars.ts';
import { longNightWords } from '../calendars/longnights.messages.ts';
import { dayChangeWords } from './calendarchanges.messages.ts';
import { type CalendarChanges, longNightsOf } from './calendarchanges.ts';

const today = '2026-11-03';
const rows: CalendarRows = {
  calendars: [{ code: 'DAY', week: 'Mon-Fri 06:00-02:00' }],
  days: [{ calendar: 'DAY', day: '2026-12-24', hours: '14:00-10:00' }],
};
const change = (hours: string | null, day = '2026-12-06') => ({ calendar: 'DAY', day, hours, name: null });
const day = (hours: string | null, on?: string): CalendarChanges => ({ days: [change(hours, on)], weeks: [] });
const week = (words: string): CalendarChanges => ({ days: [], weeks: [{ calendar: 'DAY', week: words, was: '' }] });

describe('hours over midnight', () => {
  it.each<[string, CalendarChanges, number]>([
    ['of more than sixteen hours are asked about', day('14:00-10:00'), 1],
    ['of sixteen are two shifts', day('14:00-06:00'), 0],
    ['of a night are none to ask about', day('22:00-06:00'), 0],
    ['there are none in a long day', day('04:00-24:00'), 0],
    ['are asked about where they come in two spans', day('06:00-14:00, 14:00-05:59'), 1],
    ['in two spans of a week too', week('Mon-Fri 06:00-14:00, 14:00-05:59'), 1],
    ['of more than a day in all are', day('06:00-14:00, 14:00-13:00'), 1],
    ['in spans round the clock are meant', day('06:00-14:00, 14:00-22:00, 22:00-06:00'), 0],
    ['of shifts that have names are meant', day('06:00-14:00 early, 14:00-22:00 late, 22:00-05:00 night'), 0],
    ['of three shifts without names are meant', day('06:00-14:00, 14:00-22:00, 22:00-04:00'), 0],
    ['that were cut at midnight are asked about', week('Mon 06:00-24:00; Tue 00:00-05:59'), 1],
    ['that were cut there from one week to the next too', week('Sun 06:00-24:00; Mon 00:00-05:59'), 1],
    ['cut there in shifts are meant', week('Mon-Fri 06:00-14:00, 14:00-22:00, 22:00-24:00; Tue-Sat 00:00-04:00'), 0],
    ['cut there in a week round the clock are', week('Mon 06:00-24:00; Tue-Fri 00:00-24:00; Sat 00:00-06:00'), 0],
    ['cut there in a night are none', week('Mon 22:00-24:00; Tue 00:00-06:00'), 0],
    ['with a pause between are two shifts', day('06:00-12:00, 13:00-05:00'), 0],
    ['are asked about in a week too, once for all its days', week('Mon-Fri 14:00-10:00'), 1],
    ['that the week has already are not asked about again', week('Mon-Thu 06:00-02:00'), 0],
    ['that the day has already are not asked about again', day('14:00-10:00', '2026-12-24'), 0],
    ['that are taken away are not', day(null, '2026-12-24'), 0],
  ])('%s', (_, changes, asked) => {
    expect(longNightsOf(changes, rows)).toHaveLength(asked);
  });

  it('are told by both that they may mean, with the sum of each', () => {
    expect(longNightWords(longNightsOf(day('14:00-10:00'), rows), today)).toBe(
      '14:00-10:00 of DAY on Sun 6 Dec is 20 hours, until 10:00 of the next day. Is that meant? Maybe 10:00-14:00 is, 4 hours of one day.',
    );
    expect(longNightWords(longNightsOf(day('06:00-05:59'), rows), today)).toBe(
      '06:00-05:59 of DAY on Sun 6 Dec is 23 hours 59 minutes, until 05:59 of the next day. Is that meant? Maybe 00:00-24:00 is, all of one day.',
    );
    expect(longNightWords(longNightsOf(week('Mon 14:00-10:00; Wed 15:30-10:00'), rows), today)).toMatch(
      /^14:00-10:00 of DAY in its week is 20 hours.* 1 more as long is saved with it\.$/,
    );
  });

  it('stand beside a day that is not saved yet', () => {
    expect(dayChangeWords(change('14:00-10:00'), today)).toBe(
      'Sun 6 Dec: open 14:00-10:00, 20 hours, until 10:00 of the next day',
    );
    expect(dayChangeWords(change('22:00-06:00'), today)).toBe('Sun 6 Dec: open 22:00-06:00');
  });
});

describe('a long night', () => {
  let test: TestApp;
  let planner: Ask;
  beforeAll(async () => {
    test = await testApp();
    planner = await test.as(['planner']);
    await planner('POST', '/calendars', { code: 'DAY', week: 'Mon-Fri 06:00-14:00' });
  }, 60_000);
  afterAll(() => test.close());

  it('is saved once a person says that it is meant', async () => {
    const body = { days: [{ calendar: 'DAY', day: plantDay(3), hours: '14:00-10:00' }] };
    expect(await planner('POST', '/calendar-changes', body)).toMatchObject({
      status: 409,
      body: { code: 'over-midnight', values: { confirm: 'over-midnight' } },
    });
    expect((await planner('GET', '/working-times')).body.days).toEqual([]);
    expect(await planner('POST', '/calendar-changes?confirm=over-midnight', body)).toMatchObject({ status: 201 });
  });

  const asks = { status: 409, body: { code: 'over-midnight', values: { confirm: 'over-midnight' } } };

  it('is asked about where a record is added or changed too, once', async () => {
    const body = { code: 'LONG', week: 'Mon-Fri 06:00-05:59' };
    const asked = await planner('POST', '/calendars', body);
    expect(asked).toMatchObject(asks);
    expect(asked.body.detail).toMatch(/^06:00-05:59 of LONG in its week is 23 hours 59 minutes, .* Is that meant\?/);
    const { status, body: made } = await planner('POST', '/calendars?confirm=over-midnight', body);
    expect(status).toBe(201);
    const change = (week: string, confirm = '') =>
      planner('PATCH', `/calendars/${made.id}${confirm}`, { week }, { version: made.version });
    expect(await change('Mon-Fri 06:00-05:59; Sat 14:00-10:00')).toMatchObject(asks);
    // It is as long as it was.
    expect(await change('Mon-Thu 06:00-05:59')).toMatchObject({ status: 200 });
    const special = { calendar: 'LONG', day: plantDay(4), hours: '14:00-10:00' };
    expect(await planner('POST', '/calendar-days', special)).toMatchObject(asks);
    expect(await planner('POST', '/calendar-days?confirm=over-midnight', special)).toMatchObject({ status: 201 });
  });

  it('is told where it is imported, and asked about before it is taken', async () => {
    const rows = [
      ['LONG', plantDay(5), '14:00-10:00'],
      ['LONG', plantDay(4), '14:00-10:00'],
    ];
    const dry = await planner('POST', '/imports/paste', {
      kind: 'calendar_days',
      head: ['Calendar', 'Day', 'Hours'],
      rows,
    });
    expect(dry).toMatchObject({ status: 201, body: { fault_count: 0 } });
    expect(dry.body.asked).toEqual({
      code: 'over-midnight',
      text: expect.stringMatching(/^14:00-10:00 of LONG on .* is 20 hours.* Is that meant\?/),
    });
    expect(dry.body.notes).toEqual([]);
    const apply = (confirm = '') => planner('POST', `/imports/${dry.body.id}/apply${confirm}`, { rows: 'all' });
    expect(await apply()).toMatchObject(asks);
    expect((await planner('GET', `/calendar-days?filter=day:eq:${plantDay(5)}`)).body.rows).toEqual([]);
    expect(await apply('?confirm=over-midnight')).toMatchObject({ status: 201 });
  });

  it('is asked about where it was parked and is mended since', async () => {
    const dry = await planner('POST', '/imports/paste', {
      kind: 'calendar_days',
      head: ['Calendar', 'Day', 'Hours'],
      rows: [['LONG', plantDay(6), '14:00-']],
    });
    expect(await planner('POST', `/imports/${dry.body.id}/apply`, { rows: 'good' })).toMatchObject({ status: 201 });
    const [parked] = (await planner('GET', '/parked')).body.rows;
    const mended = { cells: { hours: '14:00-10:00' } };
    expect(await planner('PATCH', `/parked/${parked.id}`, mended, { version: parked.version })).toMatchObject({
      body: { faults: [] },
    });
    const take = (confirm = '') => planner('POST', `/parked/take${confirm}`, { kind: 'calendar_days' });
    expect(await take()).toMatchObject(asks);
    expect((await take('?confirm=over-midnight')).body).toEqual({ taken: 1, left: 0 });
  });
});
