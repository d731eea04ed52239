import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { setApproval } from './approval.test-support.ts';

const letters = ['A', 'B', 'C', 'D'] as const;
let test: TestApp;
let planner: Ask;
let supervisor: Ask;
let whole: number;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** Four orders, each a day of a machine of its own and due in its own week; published. Then A, B and C are wanted two days sooner. No zone is frozen. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-14:00' }]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  for (const [at, letter] of letters.entries()) {
    const of = { item: `FRAME-${letter}`, qty: 1, due: days(8 + at) };
    await put('/work-centres', [{ code: `WELD-${letter}`, calendar: 'DAY' }]);
    await put('/machines', [{ code: `W${letter}`, work_centre: `WELD-${letter}` }]);
    await put('/items', [{ code: of.item, supply: 'make', unit: 'pcs' }]);
    await put('/routing-steps', [{ item: of.item, seq: 10, work_centre: `WELD-${letter}`, run_minutes: 480 }]);
    await put('/work-orders', [{ number: `MO-${letter}`, state: 'firm', ...of }]);
    await put('/customer-lines', [{ order_no: `SO-${letter}`, line: 1, customer: 'MILLER', ...of }]);
  }
  await setApproval(supervisor, { frozen_days: 0 });
  const first = await plan();
  await planner('POST', `/plan-versions/${first}/submit`, {});
  expect((await supervisor('POST', `/plan-versions/${first}/approve`, { publish: true })).status).toBe(201);
  await test.workOff();
  for (const [at, letter] of letters.slice(0, 3).entries()) await wanted(letter, days(6 + at));
  whole = await plan();
});
afterAll(() => test.close());

async function plan(): Promise<number> {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  return newest();
}
const newest = async (): Promise<number> => (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;

async function wanted(letter: string, due: string): Promise<void> {
  for (const [kind, filter] of [
    ['customer-lines', `order_no:eq:SO-${letter}`],
    ['work-orders', `number:eq:MO-${letter}`],
  ]) {
    const [row] = (await planner('GET', `/${kind}?filter=${filter}`)).body.rows;
    expect((await planner('PATCH', `/${kind}/${row.id}`, { due }, { version: row.version })).status).toBe(200);
  }
}

/** Orders of which a version has steps elsewhere than the published one. */
async function moved(number: number): Promise<readonly string[]> {
  const { comparison } = (await planner('GET', `/plan-versions/1/compare/${number}`)).body;
  expect(comparison.counts.moved).toBe(comparison.operations.length);
  return comparison.operations.map(({ order }: { order: string }) => order).toSorted();
}

it('of a version approved without an order moves what the whole moved but that order, and nothing else', async () => {
  expect(await moved(whole)).toEqual(['work/MO-A', 'work/MO-B', 'work/MO-C']);
  await planner('POST', `/plan-versions/${whole}/submit`, {});
  // What is written after the submission is for the next plan: D, wanted yesterday, would be pulled forward by it.
  await wanted('D', days(-1));
  expect(await moved(await plan())).toContain('work/MO-D');

  const asked = await supervisor('POST', `/plan-versions/${whole}/approve-all-but`, { orders: ['SO-A/1'] });
  expect(asked).toMatchObject({ status: 202, body: { held: ['MO-A'] } });
  await test.workOff();
  const rest = await newest();
  expect(await moved(rest)).toEqual(['work/MO-B', 'work/MO-C']);
  const { comparison } = (await planner('GET', `/plan-versions/${whole}/compare/${rest}`)).body;
  expect(comparison.operations.map(({ order }: { order: string }) => order)).toEqual(['work/MO-A']);
  // Its goods are there as published: its date was moved, not its work.
  expect((await supervisor('GET', `/plan-versions/${rest}`)).body.not_kept).toEqual({ count: 0, first: [] });
});
