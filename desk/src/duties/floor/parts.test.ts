import { check } from '@hotlist/engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay as days, plantNow, setNow, type TestApp, testApp } from '../../server/test-app.ts';
import { readAsMade, standingOf } from '../planning/asmade.store.ts';

let test: TestApp;
let planner: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** Eight frames of an hour each, wanted now; two welders may share them. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Fri 06:00-14:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [
    { code: 'W1', work_centre: 'WELD' },
    { code: 'W2', work_centre: 'WELD' },
  ]);
  await put('/items', [{ code: 'FRAME', name: 'Frame', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 60, split_machines: 2 }]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  await put('/work-orders', [{ number: 'MO-A', item: 'FRAME', qty: 8, due: days(0), state: 'firm' }]);
  await put('/customer-lines', [
    { order_no: 'SO-A', line: 1, customer: 'MILLER', item: 'FRAME', qty: 8, due: days(0) },
  ]);
  await setNow(test.db, plantNow);
  expect((await planner('POST', '/work-orders/by-number/MO-A/release', {})).status).toBe(201);
  await planner('POST', '/planning-runs', {});
  await test.workOff();
});
afterAll(() => test.close());

it('a step that two machines share stands on the dispatch list once for each, with its pieces', async () => {
  const { rows } = (await planner('GET', '/dispatch')).body;
  expect(
    rows.map((row: { machine: string; part: number; parts: number; left: number }) => [
      row.machine,
      row.part,
      row.parts,
      row.left,
    ]),
  ).toEqual([
    ['W1', 1, 2, 4],
    ['W2', 2, 2, 4],
  ]);
  expect(rows[0].starts).toBe(rows[1].starts);
});

it('is kept in the version in its parts, and read back clean', async () => {
  const { code } = await test.db.selectFrom('sites').select('code').executeTakeFirstOrThrow();
  const { problem, plan } = await test.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => readAsMade(tx, code, (await standingOf(tx, code))!));
  expect(plan.operations.map(({ machine, part }) => [machine, part])).toEqual([
    ['W1', { number: 1, of: 2, qty: 4 }],
    ['W2', { number: 2, of: 2, qty: 4 }],
  ]);
  expect(check(problem, plan)).toEqual([]);
});
