import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;

/** Twenty forks welded, then painted; the plan was made before anything was reported. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  const put = async (path: string, rows: readonly object[]) => {
    for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
  };
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 00:00-24:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [{ code: 'FORK', name: 'Fork', supply: 'make', unit: 'pcs' }]);
  const steps = [10, 20].map((seq) => ({ seq, work_centre: 'WELD', setup_minutes: 0, run_minutes: 60 }));
  await put(
    '/routing-steps',
    steps.map((step) => ({ item: 'FORK', ...step })),
  );
  await put('/work-orders', [{ number: 'MO-1', item: 'FORK', qty: 20, due: plantDay(3), state: 'released' }]);
  await put(
    '/work-steps',
    steps.map((step) => ({ work_order: 'MO-1', machine: 'W1', ...step })),
  );
  await planner('POST', '/planning-runs', {});
  await test.workOff();
}, 120_000);
afterAll(() => test.close());

const row = async () =>
  (await planner('GET', '/hot-list?kind=operation')).body.rows.find((one: { ref: string }) => one.ref === 'MO-1/10');

it('an operation says what is left of it once a part is reported, beside the whole', async () => {
  expect(await row()).toMatchObject({ qty: 20, left: null });
  expect(await planner('POST', '/progress', { ticket: 'MO-1', seq: 10, machine: 'W1', good: 8 })).toMatchObject({
    status: 201,
  });
  const dispatched = (await planner('GET', '/dispatch')).body.rows.find((one: { seq: number }) => one.seq === 10);
  expect(await row()).toMatchObject({ qty: 20, left: 12 });
  expect(dispatched?.left ?? 12).toBe(12);
});
