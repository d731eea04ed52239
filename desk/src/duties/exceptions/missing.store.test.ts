import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay, plantNow, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
const hours = (count: number): string => new Date(Date.parse(plantNow) + count * 3_600_000).toISOString();
const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};
const change = async (kind: string, filter: string, to: object) => {
  const [{ id, version }] = (await planner('GET', `/${kind}?filter=${filter}`)).body.rows;
  const answer = await planner('PATCH', `/${kind}/${id}`, to, { version });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};
const texts = async (): Promise<readonly string[]> =>
  (await planner('GET', '/exceptions')).body.rows.map(({ text }: { text: string }) => text);

/** MO-1 frames of tubes in stock, sawn by the sawyers; BIKE of them, packed by MO-2 for SO-1, whose artwork is due at noon. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'buyer', 'storekeeper', 'supervisor', 'expediter']);
  const supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [
    { code: 'DAY', week: 'Mon-Sun 06:00-22:00' },
    { code: 'PEOPLE', week: 'Mon-Sun 06:00-22:00' },
  ]);
  await put('/crews', [{ code: 'SAWYERS', size: 1, calendar: 'PEOPLE' }]);
  await put('/work-centres', [
    { code: 'SAW', calendar: 'DAY' },
    { code: 'PACK', calendar: 'DAY' },
  ]);
  await put('/machines', [
    { code: 'S1', work_centre: 'SAW' },
    { code: 'P1', work_centre: 'PACK' },
  ]);
  await put('/items', [
    { code: 'FRAME', supply: 'make', unit: 'pcs' },
    { code: 'BIKE', supply: 'make', unit: 'pcs' },
    { code: 'TUBE', supply: 'buy', unit: 'pcs' },
  ]);
  await put('/components', [
    { parent: 'FRAME', component: 'TUBE', qty_per: 2 },
    { parent: 'BIKE', component: 'FRAME', qty_per: 1 },
  ]);
  await put('/routing-steps', [
    { item: 'FRAME', seq: 10, name: 'Saw', work_centre: 'SAW', run_minutes: 60, crew: 'SAWYERS' },
    { item: 'BIKE', seq: 10, name: 'Pack', work_centre: 'PACK', run_minutes: 60 },
  ]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put('/locations', [{ code: 'BIN' }]);
  await put('/stock', [{ item: 'TUBE', location: 'BIN', qty: 8 }]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'BIKE', qty: 4, due: plantDay(0) },
  ]);
  await put('/customer-inputs', [{ order_no: 'SO-1', line: 1, name: 'Decals', at_step: 10, due: hours(3) }]);
  const order = { qty: 4, due: plantDay(0), state: 'firm' };
  await put('/work-orders', [
    { number: 'MO-1', item: 'FRAME', ...order },
    { number: 'MO-2', item: 'BIKE', order_no: 'SO-1', line: 1, ...order },
  ]);
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  await planner('POST', '/plan-versions/1/submit', {});
  expect((await supervisor('POST', '/plan-versions/1/approve', { publish: true })).status).toBe(201);
  await test.workOff();
});
afterAll(() => test.close());

it('nothing is missing while all is as it was published', async () => {
  expect(await texts()).toEqual([]);
});

it('stock that is counted away is missing for what was to take it', async () => {
  await change('stock', 'item:eq:TUBE', { qty: 5 });
  expect(await texts()).toEqual([
    '3 TUBE of what MO-1/10 Saw was to take from stock are not there any more; 1 more operation waits for it.',
  ]);
  await change('stock', 'item:eq:TUBE', { qty: 8 });
});

it('a customer’s input that comes later holds up the step that it gates', async () => {
  await change('customer-inputs', 'order_no:eq:SO-1', { expected: hours(6) });
  expect(await texts()).toEqual(['SO-1/1 Decals comes 2.0 h after the published start of MO-2/10 Pack.']);
  await change('customer-inputs', 'order_no:eq:SO-1', { expected: null });
});

it('what a plan made since ends later by its own choice is no exception, what there is more to make is', async () => {
  await change('work-orders', 'number:eq:MO-1', { due: plantDay(1) });
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const { planned } = (await planner('GET', '/exceptions')).body;
  await sql`update plan_orders set ends = ends + interval '5 hours' where version = (select id from plan_versions where number = ${planned})`.execute(
    test.db,
  );
  expect(await texts()).toEqual([]);
  await change('work-orders', 'number:eq:MO-1', { qty: 5 });
  expect(await texts()).toEqual(['MO-1 ends 1.0 h after the published start of MO-2/10 Pack.']);
  await change('work-orders', 'number:eq:MO-1', { qty: 4 });
});

it('people who have the day off are missing, also for who waits for what they make', async () => {
  await put('/calendar-days', [{ calendar: 'PEOPLE', day: plantDay(0), hours: '06:00-11:00' }]);
  expect(await texts()).toEqual([
    'SAWYERS are missing for 2.0 h of the time in which MO-1/10 Saw on S1 was published; 1 more operation waits for it.',
  ]);
});
