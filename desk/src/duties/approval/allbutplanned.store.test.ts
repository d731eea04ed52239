import { afterAll, beforeAll, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { keepPledges } from '../planning/pledges.store.ts';
import { setApproval } from './approval.test-support.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

const ordered = (letter: string, due: string, more: object = {}) =>
  put('/customer-lines', [
    { order_no: `SO-${letter}`, line: 1, customer: 'MILLER', item: `FRAME-${letter}`, qty: 1, due, ...more },
  ]);

async function plan(body: object = {}): Promise<number> {
  await planner('POST', '/planning-runs', body);
  await test.workOff();
  return (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
}

/** Planned orders alone; the rush order's is called as the one of B is in the published plan, by its item. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-14:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  for (const item of ['FRAME-A', 'FRAME-AA', 'FRAME-B']) {
    await put('/items', [{ code: item, supply: 'make', unit: 'pcs' }]);
    await put('/routing-steps', [{ item, seq: 10, work_centre: 'WELD', run_minutes: 480 }]);
  }
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  await ordered('A', days(30));
  await ordered('B', days(33));
  await setApproval(supervisor, { frozen_days: 0 });
  const first = await plan();
  await planner('POST', `/plan-versions/${first}/submit`, {});
  expect((await supervisor('POST', `/plan-versions/${first}/approve`, { publish: true })).status).toBe(201);
  await test.workOff();
});
afterAll(() => test.close());

it('an order that is left out takes nothing back of a rush order whose planned order has the name of its own', async () => {
  await ordered('AA', days(37), { priority: 1 });
  const [b] = (await planner('GET', '/customer-lines?filter=order_no:eq:SO-B')).body.rows;
  const moved = await planner('PATCH', `/customer-lines/${b.id}`, { due: days(31) }, { version: b.version });
  expect(moved.status).toBe(200);
  await test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    const lines = tx.selectFrom('customer_lines').select('due').where('order_no', '=', 'SO-AA');
    const { due } = await lines.executeTakeFirstOrThrow();
    await keepPledges(tx, 'PLANT', [{ line: 'SO-AA/1', item: 'FRAME-AA', qty: 1, due, ships: due }]);
  });
  const number = await plan({ from_nothing: true });
  const named = async (version: number) => {
    const { operations } = (await planner('GET', `/board/problem?version=${version}`)).body.plan;
    return operations.map((one: { order: string; item: string }) => `${one.order} ${one.item}`);
  };
  expect(await named(1)).toContain('planned/2 FRAME-B');
  expect(await named(number)).toEqual(expect.arrayContaining(['planned/2 FRAME-AA', 'planned/3 FRAME-B']));
  const { rows } = (await planner('GET', `/plan-versions/${number}/leave-out`)).body;
  expect(rows.filter(({ gives }: { gives: string[] }) => gives.length > 0)).toEqual([]);
});
