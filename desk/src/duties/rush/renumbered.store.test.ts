/** A rush order keeps its request and its pledge, whatever it is called later; who takes its number has neither. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { pledgedIn, pledgesOf } from '../planning/pledges.store.ts';
import { lineThen } from '../planning/pledges.tables.ts';
import { approvedRush } from '../planning/rushlines.store.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;
const patience = 120_000;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}
async function plan() {
  expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
  await test.workOff();
}
const ordered = (order_no: string, qty: number, due: string, customer = 'KRAFT') =>
  put('/customer-lines', [{ order_no, line: 1, customer, item: 'FRAME', qty, due }]);
async function renumber(from: string, to: string) {
  const [{ id, version }] = (await planner('GET', `/customer-lines?filter=order_no:eq:${from}`)).body.rows;
  expect(await planner('PATCH', `/customer-lines/${id}`, { order_no: to }, { version })).toMatchObject({ status: 200 });
}

/** One machine, an hour a frame from eight to four: SO-1 of 30 frames takes it until Friday. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Fri 08:00-16:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 60 }]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }, { code: 'KRAFT' }]);
  await ordered('SO-1', 30, days(3));
  await plan();
}, patience);
afterAll(() => test.close());

it('a rush order that is renumbered keeps both; who takes its number has none of it', {
  timeout: patience,
}, async () => {
  const wanted = { customer: 'MILLER', item: 'FRAME', qty: 8, wish: days(1) };
  const ask = async (confirm = '') => {
    const { body } = await planner('GET', `/rush-offers?${new URLSearchParams({ ...wanted, qty: '8' })}`);
    const asking = { ...wanted, option: 'first', date: body.first.date };
    return planner('POST', `/rush-requests?confirm=${confirm}`, asking);
  };
  const { id } = (await ask()).body;
  const { line: was } = (await supervisor('POST', `/rush-requests/${id}/approve`, {})).body;
  await test.workOff();
  const row = async () => (await planner('GET', '/rush-requests')).body.rows.at(-1);
  const { version, ships } = await row();
  const at = {
    id: (await test.db.selectFrom('plan_versions').select('id').where('number', '=', version).executeTakeFirstOrThrow())
      .id,
  };
  const inTx = <T>(
    read: (tx: Parameters<Parameters<ReturnType<typeof test.db.transaction>['execute']>[0]>[0]) => Promise<T>,
  ) => test.db.transaction().execute(read);
  const pledged = () => inTx((tx) => pledgesOf(tx, 'PLANT'));
  const [pledge] = await pledged();
  expect(pledge).toMatchObject({ line: was });

  await renumber(was.replace(/\/1$/, ''), 'CUSTOMERS-77');
  const now = 'CUSTOMERS-77/1';
  const rush = (...lines: string[]) =>
    inTx((tx) =>
      approvedRush(tx, { code: 'PLANT', zone: 'Europe/Berlin' } as Parameters<typeof approvedRush>[1], lines),
    );
  // A plan of before still calls it as it was called.
  expect([...(await rush(now, was)).keys()].toSorted()).toEqual([now, was].toSorted());
  await ordered(was.replace(/\/1$/, ''), 8, days(2), 'MILLER');
  expect([...(await rush(now, was)).keys()]).toEqual([now]);

  expect(await pledged()).toEqual([{ ...pledge, line: now }]);
  // The plan from before ships it under its number of then.
  expect(await row()).toMatchObject({ id, line: now, ships, in_work: true, version });
  expect(await inTx((tx) => pledgedIn(tx, 'PLANT', at.id))).toMatchObject([
    { line: now, demand: was, customer: 'Miller Cycles', ships },
  ]);

  await plan();
  expect(await pledged()).toEqual([{ ...pledge, line: now }]);
  expect(await row()).toMatchObject({ line: now, ships: expect.any(String), version: version + 1 });
  expect((await row()).ships).toBe(ships);
  expect(await ask()).toMatchObject({ status: 409, body: { code: 'ordered-already', values: { line: now } } });

  // What was pledged and decided before ids were kept is found by the log.
  const { rows: then } = await sql
    .raw(`
    select line_id, ${lineThen('p', 'p.site')} as logged from pledges p
    union select d.line_id, ${lineThen('d', 'r.site')} from rush_decisions d join rush_requests r on r.id = d.request`)
    .execute(test.db);
  const [line] = (await planner('GET', '/customer-lines?filter=order_no:eq:CUSTOMERS-77')).body.rows;
  expect(then).toEqual([{ line_id: line.id, logged: line.id }]);

  // Its line is gone and its number given anew: that is another order.
  const removed = await planner('DELETE', `/customer-lines/${line.id}`, undefined, { version: line.version });
  expect(removed).toMatchObject({ status: 200 });
  await ordered('CUSTOMERS-77', 8, line.due, 'MILLER');
  expect(await pledged()).toEqual([]);
  await plan();
  expect(await row()).toMatchObject({ id, ships: null, in_work: false });
});

it('whom it hurts is known by the line, whatever that is called since', { timeout: patience }, async () => {
  const wanted = { customer: 'MILLER', item: 'FRAME', qty: 4, wish: days(1) };
  const { body } = await planner('GET', `/rush-offers?${new URLSearchParams({ ...wanted, qty: '4' })}`);
  const asked = await planner('POST', '/rush-requests', { ...wanted, option: 'first', date: body.first.date });
  expect(await supervisor('POST', `/rush-requests/${asked.body.id}/approve`, {})).toMatchObject({ status: 201 });
  await test.workOff();
  const hurts = async () => (await planner('GET', '/rush-requests')).body.rows[0].hurts;
  const told = await hurts();
  const first = told[0];
  expect(first).toMatchObject({ line: expect.stringMatching(/\/1$/), became: [{ ships: expect.any(String) }] });
  await renumber(first.line.replace(/\/1$/, ''), 'OTHER-1');
  await ordered(first.line.replace(/\/1$/, ''), 1, days(9));
  expect(await hurts()).toEqual([{ ...first, line: 'OTHER-1/1' }, ...told.slice(1)]);
  await plan();
  const [now] = await hurts();
  expect(now).toMatchObject({ line: 'OTHER-1/1', became: [{ ships: expect.any(String) }] });
  const [{ id }] = (await planner('GET', '/customer-lines?filter=order_no:eq:OTHER-1')).body.rows;
  const { rows } = await sql<{ id: number }>`
    select (hurts -> 0 ->> 'line_id')::int as id from rush_decisions order by request desc limit 1`.execute(test.db);
  expect(rows).toEqual([{ id }]);
});
