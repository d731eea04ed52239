import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayWords } from '../../house/daywords.ts';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';
import { calendarsNow, calendarsSeen } from '../planning/closings.store.ts';

let test: TestApp;
let planner: Ask;
const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};
const day = (n: number): string => dayWords(plantDay(n), plantDay(0));
const close = (calendar: string, n: number, hours = '', name: string | null = null) =>
  put('/calendar-days', [{ calendar, day: plantDay(n), hours, name }]);
const open = async (calendar: string, n: number) => {
  const { rows } = (await planner('GET', `/calendar-days?filter=calendar:eq:${calendar}`)).body;
  const { id, version } = rows.find((row: { day: string }) => row.day === plantDay(n));
  expect((await planner('DELETE', `/calendar-days/${id}`, undefined, { version })).status).toBe(200);
};
const seen = async () => (await planner('GET', '/exceptions')).body.rows;
const texts = async (): Promise<readonly string[]> => (await seen()).map(({ text }: { text: string }) => text);

/**
 * Now it is 9:00, and all work 6:00 to 22:00. FRAMEs of MO-1 and MO-2 are sawn by the sawyers until tomorrow at one, ten hours each,
 * and MO-3 makes BIKEs of those of MO-2, which are painted and packed for SO-1, due tomorrow.
 */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'buyer', 'storekeeper', 'supervisor', 'expediter']);
  const supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [
    { code: 'DAY', week: 'Mon-Sun 06:00-22:00' },
    { code: 'BOOTH', week: 'Mon-Sun 06:00-22:00' },
  ]);
  await put('/crews', [{ code: 'SAWYERS', size: 1, calendar: 'DAY' }]);
  await put('/work-centres', [
    { code: 'SAW', calendar: 'DAY' },
    { code: 'PAINT', calendar: 'BOOTH' },
    { code: 'PACK', calendar: 'DAY' },
  ]);
  await put('/machines', [
    { code: 'S1', work_centre: 'SAW' },
    { code: 'B1', work_centre: 'PAINT' },
    { code: 'P1', work_centre: 'PACK' },
  ]);
  await put('/items', [
    { code: 'FRAME', supply: 'make', unit: 'pcs' },
    { code: 'BIKE', supply: 'make', unit: 'pcs' },
  ]);
  await put('/components', [{ parent: 'BIKE', component: 'FRAME', qty_per: 1 }]);
  await put('/routing-steps', [
    { item: 'FRAME', seq: 10, name: 'Saw', work_centre: 'SAW', run_minutes: 60, crew: 'SAWYERS' },
    { item: 'BIKE', seq: 10, name: 'Paint', work_centre: 'PAINT', run_minutes: 6 },
    { item: 'BIKE', seq: 20, name: 'Pack', work_centre: 'PACK', run_minutes: 6 },
  ]);
  await put('/customers', [{ code: 'MILLER' }]);
  const order = { qty: 10, due: plantDay(1), state: 'firm' };
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'BIKE', qty: 10, due: plantDay(1) },
    { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'FRAME', qty: 10, due: plantDay(0) },
  ]);
  await put('/work-orders', [
    { number: 'MO-1', item: 'FRAME', order_no: 'SO-2', line: 1, ...order, due: plantDay(0) },
    { number: 'MO-2', item: 'FRAME', ...order },
    { number: 'MO-3', item: 'BIKE', order_no: 'SO-1', line: 1, ...order },
  ]);
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  await planner('POST', '/plan-versions/1/submit', {});
  expect((await supervisor('POST', '/plan-versions/1/approve', { publish: true })).status).toBe(201);
  await test.workOff();
});
afterAll(() => test.close());

it('nothing is closed while the calendars are as they were published', async () => {
  expect(await texts()).toEqual([]);
});

it('calendars that were changed and changed back are read as a version read them, in the same turn', async () => {
  const { rows } = (await planner('GET', '/calendars?filter=code:eq:BOOTH')).body;
  const [{ id, version, week }] = rows;
  for (const [n, other] of ['Mon-Sun 06:00-20:00', week].entries())
    expect((await planner('PATCH', `/calendars/${id}`, { week: other }, { version: version + n })).status).toBe(200);
  await test.db.transaction().execute(async (tx) => {
    const one = await tx.selectFrom('plan_versions').select(['snapshot', 'site']).executeTakeFirstOrThrow();
    expect(await calendarsSeen(tx, one.site, one)).toEqual(await calendarsNow(tx, one.site));
  });
});

it('a closed day is one exception, with all that stands in it and what that makes late', async () => {
  await close('DAY', 1, '', 'Stocktaking');
  const [told, ...others] = await seen();
  expect(others).toEqual([]);
  expect(told).toMatchObject({
    kind: 'closed',
    text: `Closed on ${day(1)} (Stocktaking): 2 operations stand in it on PACK, SAW; 1 more waits for them. SO-1/1 is late by it.`,
    seconds: 16 * 3600,
    // No plan knows of it yet.
    lines: [{ line: 'SO-1/1', days: null }],
    closed: {
      calendar: 'DAY',
      from: plantDay(1),
      to: plantDay(1),
      work_centres: ['PACK', 'SAW'],
      stands: 2,
      late: ['SO-1/1'],
    },
  });
  expect((await planner('GET', `/exceptions/proposals?key=${encodeURIComponent(told.key)}`)).body.code).toBe(
    'plan-stale',
  );
});

it('what ships later is said by a plan that knows of it, and what is left to do about it', async () => {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const [told] = await seen();
  expect(told.lines).toMatchObject([{ line: 'SO-1/1', beyond: false }]);
  expect(told.lines[0].days).toBeGreaterThan(0);
  const { tried } = (await planner('GET', `/exceptions/proposals?key=${encodeURIComponent(told.key)}`)).body;
  const { number } = (await planner('GET', '/plan-versions?limit=1')).body.rows[0];
  expect(tried).toBe(
    `No single move is tried: version ${number} is planned with the hours closed and has moved what stood in them. SO-1/1 is late by it. Maybe ask for overtime on another day, open what is closed again, or plan again.`,
  );
  await open('DAY', 1);
  expect(await texts()).toEqual([]);
});

it('days in a row are one, part of a day is told by its hours', async () => {
  await close('DAY', 1, '', 'Christmas');
  await close('DAY', 2, '12:00-22:00', 'Christmas');
  expect(await texts()).toEqual([
    `Closed from ${day(1)} to ${day(2)}, 12:00 (Christmas): 2 operations stand in it on PACK, SAW; 1 more waits for them. SO-1/1 is late by it.`,
  ]);
  await open('DAY', 1);
  await open('DAY', 2);
  await close('DAY', 1, '06:00-14:00, 20:00-22:00');
  expect(await texts()).toEqual([
    `Closed from ${day(1)}, 14:00 to 20:00: 2 operations stand in it on PACK, SAW; 1 more waits for them. SO-1/1 is late by it.`,
  ]);
  await open('DAY', 1);
});

it('a work centre with a day of its own is told by its name', async () => {
  await close('BOOTH', 1);
  expect(await texts()).toEqual([`PAINT is closed on ${day(1)}: 1 operation stands in it. SO-1/1 is late by it.`]);
  await open('BOOTH', 1);
});

it('overtime on a closed day opens it', async () => {
  await close('BOOTH', 1);
  const moment = (hour: string) => new Date(`${plantDay(1)}T${hour}:00+01:00`).toISOString();
  await put('/overtime-windows', [
    {
      code: 'OT',
      work_centre: 'PAINT',
      work_from: moment('06:00'),
      work_to: moment('22:00'),
      hour_price: 1,
      decided: true,
    },
  ]);
  expect(await texts()).toEqual([]);
  await open('BOOTH', 1);
});

it('a week that has fewer hours is one exception', async () => {
  const { id, version } = (await planner('GET', '/calendars?filter=code:eq:DAY')).body.rows[0];
  const answer = await planner('PATCH', `/calendars/${id}`, { week: 'Mon-Sun 06:00-14:00' }, { version });
  expect(answer.status).toBe(200);
  expect(await texts()).toEqual([
    // The order of SO-2 was to be late before.
    'The week of DAY has fewer hours: 3 operations stand in hours that are closed now on SAW, PACK; 1 more waits for them. SO-1/1 is late by it.',
  ]);
});
