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

/** A is welded for a day, as is B after it; no zone is frozen. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-14:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  for (const item of ['FRAME-A', 'FRAME-B', 'FRAME-RUSH']) {
    await put('/items', [{ code: item, supply: 'make', unit: 'pcs' }]);
    await put('/routing-steps', [{ item, seq: 10, work_centre: 'WELD', run_minutes: 480 }]);
  }
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  await ordered('A', days(1));
  await ordered('B', days(8));
  await setApproval(supervisor, { frozen_days: 0 });
  const first = await plan();
  await planner('POST', `/plan-versions/${first}/submit`, {});
  expect((await supervisor('POST', `/plan-versions/${first}/approve`, { publish: true })).status).toBe(201);
  await test.workOff();
});
afterAll(() => test.close());

async function ordered(letter: 'A' | 'B' | 'RUSH', due: string, more: object = {}): Promise<void> {
  const line = { order_no: `SO-${letter}`, line: 1, customer: 'MILLER', item: `FRAME-${letter}`, qty: 1, due, ...more };
  await put('/customer-lines', [line]);
  await put('/work-orders', [{ number: `MO-${letter}`, item: `FRAME-${letter}`, qty: 1, due, state: 'firm' }]);
}

async function plan(): Promise<number> {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  return (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
}
const seen = async (number: number) => (await planner('GET', `/plan-versions/${number}`)).body;

it('names the rush order whose place an order that is left out takes back, at its tick and in what is told; nothing is approved at once', async () => {
  // The rush order has A's place, who can wait.
  await ordered('RUSH', days(1), { priority: 1 });
  const [line] = (await planner('GET', '/customer-lines?filter=order_no:eq:SO-A')).body.rows;
  await planner('PATCH', `/customer-lines/${line.id}`, { due: days(6) }, { version: line.version });
  await test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    const { due } = await tx
      .selectFrom('customer_lines')
      .select('due')
      .where('order_no', '=', 'SO-RUSH')
      .executeTakeFirstOrThrow();
    await keepPledges(tx, 'PLANT', [{ line: 'SO-RUSH/1', item: 'FRAME-RUSH', qty: 1, due, ships: due }]);
  });
  const number = await plan();
  const rows = (await planner('GET', `/plan-versions/${number}/leave-out`)).body.rows as {
    order: string;
    gives: string[];
  }[];
  const told =
    /^Rush order SO-RUSH\/1 of Miller Cycles was pledged for \w{3} \d+ \w{3} and ships \w{3} \d+ \w{3} in version \d+: its place on W1 goes back, so it may ship later\.$/;
  expect(rows.find(({ order }) => order === 'SO-A/1')?.gives).toEqual([expect.stringMatching(told)]);
  expect(rows.find(({ order }) => order === 'SO-B/1')?.gives ?? []).toEqual([]);

  await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {});
  expect((await seen(number)).pledges).toEqual([]);
  const asked = await supervisor('POST', `/plan-versions/${number}/approve-all-but`, { orders: ['SO-A/1'] });
  expect(asked).toMatchObject({ status: 202 });
  await test.workOff();
  const { all_but } = await seen(number);
  const sentence =
    /Rush order SO-RUSH\/1 of Miller Cycles was pledged for (\w{3} \d+ \w{3}) and would ship (\w{3} \d+ \w{3})\b/;
  expect(all_but.told).toMatch(sentence);
  const [, pledged, ships] = sentence.exec(all_but.told)!;
  expect(ships).not.toBe(pledged);
  // It waits for who reads that.
  const rest = await seen(all_but.made);
  expect(rest.version.state).toBe('submitted');
  expect(rest.decisions.at(-1).told).toMatch(sentence);
  expect(rest.pledges).toEqual([expect.stringMatching(sentence)]);

  // Taken back, it is told to who submits it again.
  expect((await planner('POST', `/plan-versions/${all_but.made}/withdraw`, {})).status).toBe(201);
  const draft = await seen(all_but.made);
  expect(draft.version.state).toBe('draft');
  expect(draft.pledges).toEqual([expect.stringMatching(sentence)]);
});
