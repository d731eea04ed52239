import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};
const coming = async () => (await planner('GET', '/free-stock?item=FRAME')).body.coming;
const bike = async () =>
  (await planner('GET', '/clear-to-build?wish=start')).body.rows.find((row: { item: string }) => row.item === 'BIKE');

/** MO-1 makes the ten frames that ten bikes are to have in three days; four are reported good and stand there, two are scrap. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper', 'supervisor', 'expediter']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'SAW', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'S1', work_centre: 'SAW' }]);
  await put('/items', [
    { code: 'FRAME', supply: 'make', unit: 'pcs' },
    { code: 'BIKE', supply: 'make', unit: 'pcs' },
  ]);
  await put('/components', [{ parent: 'BIKE', component: 'FRAME', qty_per: 1 }]);
  await put('/routing-steps', [
    { item: 'FRAME', seq: 10, work_centre: 'SAW', run_minutes: 3 },
    { item: 'BIKE', seq: 10, work_centre: 'SAW', run_minutes: 3 },
  ]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put('/locations', [{ code: 'BIN' }]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'BIKE', qty: 10, due: plantDay(3) },
  ]);
  await put('/work-orders', [{ number: 'MO-1', item: 'FRAME', qty: 10, due: plantDay(1), state: 'firm' }]);
  await planner('POST', '/tickets/release', { orders: ['MO-1'] });
  await planner('POST', '/planning-runs', {});
  await test.workOff();
}, 120_000);
afterAll(() => test.close());

it('an order that nobody reported brings what is planned', async () => {
  expect(await coming()).toMatchObject([{ by: 'MO-1', qty: 10 }]);
  expect(await bike()).toMatchObject({ lacks: [] });
});

it('what is reported good comes no more, and what is scrap never', async () => {
  const report = { ticket: 'MO-1', seq: 10, good: 4, scrap: 2, scrap_reason: 'porous' };
  expect((await planner('POST', '/progress', report)).status).toBe(201);
  expect(await coming()).toMatchObject([{ by: 'MO-1', qty: 4 }]);
  expect(await bike()).toMatchObject({ lacks: [{ kind: 'material', what: 'FRAME', qty: 2 }] });
});
