import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay, plantNow, setNow, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;

/** FRAME is welded of a TUBE; MO-1 saws four tubes in four hours from now, MO-2 welds them after that. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  const supervisor = await test.as(['supervisor']);
  const put = async (path: string, rows: readonly object[]) => {
    for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
  };
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'ALL', week: 'Mon-Sun 00:00-24:00' }]);
  await put('/work-centres', [
    { code: 'SAW', calendar: 'ALL' },
    { code: 'WELD', calendar: 'ALL' },
  ]);
  await put('/machines', [
    { code: 'S1', work_centre: 'SAW' },
    { code: 'W1', work_centre: 'WELD' },
  ]);
  await put('/items', [
    { code: 'TUBE', supply: 'make', unit: 'pcs' },
    { code: 'FRAME', supply: 'make', unit: 'pcs' },
  ]);
  await put('/components', [{ parent: 'FRAME', component: 'TUBE', qty_per: 1 }]);
  await put('/routing-steps', [
    { item: 'TUBE', seq: 10, name: 'Saw', work_centre: 'SAW', run_minutes: 60 },
    { item: 'FRAME', seq: 10, name: 'Weld', work_centre: 'WELD', run_minutes: 60 },
  ]);
  await put('/work-orders', [
    { number: 'MO-1', item: 'TUBE', qty: 4, due: plantDay(0), state: 'firm' },
    { number: 'MO-2', item: 'FRAME', qty: 4, due: plantDay(0), state: 'firm' },
  ]);
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  await planner('POST', '/plan-versions/1/submit', {});
  expect((await supervisor('POST', '/plan-versions/1/approve', { publish: true })).status).toBe(201);
});
afterAll(() => test.close());

it('work that draws on an order that is not done is not told to begin, the order is', async () => {
  await setNow(test.db, new Date(Date.parse(plantNow) + 9 * 3_600_000).toISOString());
  const { departed } = (await planner('GET', '/attainment?days=3')).body;
  expect(departed.map(({ order, proposal }: Record<string, string>) => [order, proposal])).toEqual([
    ['MO-1', 'Nothing before it is open. Maybe begin it, or report that it was begun.'],
    ['MO-2', 'It draws on MO-1, which is not done. Maybe hurry that, or plan again.'],
  ]);
});
