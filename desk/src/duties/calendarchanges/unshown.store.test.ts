import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
/** At a page. */
let planner: Ask;
/** Another system, by its token. */
let program: Ask;

const closed = (days: number) => ({ calendar: 'DAY', day: plantDay(days), hours: '' });
const asks = { status: 409, body: { code: 'not-shown', values: { confirm: 'not-shown' } } };
const dates = async () =>
  (await program('GET', '/calendar-days')).body.rows.map(({ day }: { day: string }) => day).sort();

beforeAll(async () => {
  test = await testApp();
  planner = (await test.person(['planner'])).ask;
  program = await test.as(['planner']);
  expect(await planner('POST', '/calendars', { code: 'DAY', week: 'Mon-Fri 06:00-14:00' })).toMatchObject({
    status: 201,
  });
  // Before anything is planned nothing can be moved.
  expect(await planner('POST', '/calendar-days', closed(1))).toMatchObject({ status: 201 });
  expect(await planner('POST', '/calendar-changes', { days: [closed(2)] })).toMatchObject({ status: 201 });
  await planner('POST', '/planning-runs', {});
  await test.workOff();
}, 120_000);
afterAll(() => test.close());

it('a day that somebody closes without having seen what it moves is asked about, and kept once he says so', async () => {
  const asked = await planner('POST', '/calendar-changes', { days: [closed(3)] });
  expect(asked).toMatchObject(asks);
  expect(asked.body.detail).toMatch(/^What .+ of DAY moves was not shown\. Maybe change it under Calendars, /);
  expect(await dates()).toEqual([plantDay(1), plantDay(2)]);
  expect(await planner('POST', '/calendar-changes?confirm=not-shown', { days: [closed(3)] })).toMatchObject({
    status: 201,
  });
});

it('as a record too, and a week; what moves nothing is not', async () => {
  expect(await planner('POST', '/calendar-days', closed(4))).toMatchObject(asks);
  const { body } = await planner('POST', '/calendar-days?confirm=not-shown', closed(4));
  const change = (fields: object) => planner('PATCH', `/calendar-days/${body.id}`, fields, { version: body.version });
  expect(await change({ hours: '06:00-10:00' })).toMatchObject(asks);
  expect(await change({ name: 'Outing' })).toMatchObject({ status: 200 });
  const [calendar] = (await planner('GET', '/calendars')).body.rows;
  const week = { week: 'Mon-Thu 06:00-14:00' };
  expect(await planner('PATCH', `/calendars/${calendar.id}`, week, { version: calendar.version })).toMatchObject(asks);
  expect(await planner('POST', '/calendar-days', closed(-9))).toMatchObject({ status: 201 });
  const remove = (confirm: string) =>
    planner('DELETE', `/calendar-days/${body.id}${confirm}`, undefined, { version: body.version + 1 });
  expect(await remove('')).toMatchObject(asks);
  expect(await remove('?confirm=not-shown')).toMatchObject({ status: 200 });
});

it('of a file before it is taken, with what else is asked of it', async () => {
  const rows = [['DAY', plantDay(5), '14:00-10:00']];
  const sheet = { kind: 'calendar_days', head: ['Calendar', 'Day', 'Hours'], rows };
  const { body } = await planner('POST', '/imports/paste', sheet);
  expect(body.asked.code).toBe('over-midnight,not-shown');
  const apply = (confirm: string) => planner('POST', `/imports/${body.id}/apply?confirm=${confirm}`, {});
  expect(await apply('over-midnight')).toMatchObject({ status: 409, body: { values: { confirm: body.asked.code } } });
  expect(await apply(body.asked.code)).toMatchObject({ status: 201 });
});

it('another system is not asked: it is shown nothing', async () => {
  expect(await program('POST', '/calendar-changes', { days: [closed(6)] })).toMatchObject({ status: 201 });
  expect(await program('POST', '/calendar-days', closed(7))).toMatchObject({ status: 201 });
});
