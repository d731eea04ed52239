import type { Plan, Problem } from '@hotlist/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect((await planner('POST', path, row)).body.detail).toBeUndefined();
}
async function changed(path: string, filter: string, fields: object): Promise<void> {
  const [row] = (await planner('GET', `${path}?filter=${filter}`)).body.rows;
  expect(await planner('PATCH', `${path}/${row.id}`, fields, { version: row.version })).toMatchObject({ status: 200 });
}
const seen = async (version: number) =>
  (await planner('GET', `/board/problem?version=${version}`)).body as { problem: Problem; plan: Plan };

/** Frames are welded and painted of tubes, for customers; a plan of that is published, by which their orders are released. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper', 'operator', 'buyer']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-14:00' }]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put('/vendors', [{ code: 'STEELCO', name: 'Steel' }]);
  await put('/locations', [{ code: 'A' }, { code: 'B' }]);
  for (const [centre, machine] of [
    ['WELD', 'W1'],
    ['PAINT', 'P1'],
  ]) {
    await put('/work-centres', [{ code: centre, calendar: 'DAY' }]);
    await put('/machines', [{ code: machine, work_centre: centre }]);
  }
  await put('/items', [{ code: 'TUBE', supply: 'buy', unit: 'pcs' }]);
  await put('/sources', [{ vendor: 'STEELCO', item: 'TUBE', vendor_days: 3 }]);
  await test.db.transaction().execute(async (tx) => {
    await sql`select set_config('hotlist.who', 'test', true), set_config('hotlist.site', 'PLANT', true)`.execute(tx);
    await sql`insert into stock (site, item, location, qty) values ('PLANT', 'TUBE', 'A', 40)`.execute(tx);
  });
  for (const letter of ['A', 'B', 'C', 'D']) {
    const item = `FRAME-${letter}`;
    await put('/items', [{ code: item, supply: 'make', unit: 'pcs' }]);
    await put('/components', [{ parent: item, component: 'TUBE', qty_per: '3' }]);
    await put('/routing-steps', [
      { item, seq: 10, work_centre: 'WELD', run_minutes: 120 },
      { item, seq: 20, work_centre: 'PAINT', run_minutes: 60 },
    ]);
    const of = { item, qty: 1, due: days(3) };
    // D is planned, and made firm by the publication.
    if (letter !== 'D') await put('/work-orders', [{ number: `MO-${letter}`, state: 'firm', ...of }]);
    await put('/customer-lines', [{ order_no: `SO-${letter}`, line: 1, customer: 'MILLER', ...of }]);
  }
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  await planner('POST', '/plan-versions/1/submit', {});
  expect(await supervisor('POST', '/plan-versions/1/approve', { publish: true })).toMatchObject({ status: 201 });
  await test.workOff();
});
afterAll(() => test.close());

describe('the published version', () => {
  let before: Awaited<ReturnType<typeof seen>>;
  const waiting = (order: string, seq: number) =>
    before.plan.operations.find((one) => one.order === `work/${order}` && one.seq === seq)!;
  const keep = (order: string, seq: number) => {
    const { start } = waiting(order, seq);
    const move = { kind: 'move', order: `work/${order}`, seq, start: start + 2 * 86_400 };
    return planner('POST', '/board/drafts', { version: 1, acts: [[move]], reason: 'the painter is away' });
  };

  it('is moved by hand as it was made, whatever the floor, the store, vendors and customers told since', async () => {
    before = await seen(1);
    expect(before.plan.orders).toHaveLength(4);
    const { rows } = (await planner('GET', '/work-orders?filter=state:eq:released')).body;
    expect(rows).toHaveLength(4);
    const report = { ticket: 'MO-A', seq: 10, good: 1, finished: true, started: true };
    expect((await planner('POST', '/progress', report)).body.detail).toBeUndefined();
    await changed('/work-orders', 'number:eq:MO-B', { state: 'cancelled' });
    await changed('/customer-lines', 'order_no:eq:SO-C', { due: days(8), qty: 2 });
    await put('/customer-lines', [
      { order_no: 'SO-E', line: 1, customer: 'MILLER', item: 'FRAME-D', qty: 5, due: days(2) },
    ]);
    await put('/purchase-lines', [
      { order_no: 'PO-1', line: 1, vendor: 'STEELCO', item: 'TUBE', qty: 9, required: days(4) },
    ]);
    await changed('/sources', 'item:eq:TUBE', { vendor_days: 12 });
    await changed('/calendars', 'code:eq:DAY', { week: 'Mon-Fri 08:00-12:00' });
    await put('/downtimes', [{ machine: 'P1', down_from: days(1), down_to: days(5) }]);
    const taken = { act: 'adjust', item: 'TUBE', from: 'A', qty: 17, reason: 'damaged by water' };
    expect(await planner('POST', '/movements', taken)).toMatchObject({ status: 201 });
    const [line] = (await planner('GET', '/components?filter=parent:eq:FRAME-C')).body.rows;
    expect(await planner('DELETE', `/components/${line.id}`, undefined, { version: line.version })).toMatchObject({
      status: 200,
    });
    expect(await seen(1)).toEqual(before);
    // What stands now is another problem: the newest plan of it is.
    await planner('POST', '/planning-runs', {});
    await test.workOff();
    const newest = (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
    expect((await seen(newest)).problem.workOrders).toHaveLength(3);
    // How much of it the published one does not know is counted of itself, whatever was planned since.
    const counted = async (number: number) => (await planner('GET', `/plan-versions/${number}/standing`)).body;
    expect((await counted(1)).changed).toBeGreaterThan(5);
    expect(await counted(newest)).toMatchObject({ state: 'draft', changed: 0 });
  });

  it('is kept as a draft of what it was made of: who reads it is told what changed since', async () => {
    const kept = await keep('MO-C', 20);
    expect(kept).toMatchObject({ status: 201, body: { overtaken: null } });
    const told = (await supervisor('GET', `/plan-versions/${kept.body.number}`)).body;
    expect(told.barred.submit).toBeNull();
    expect(JSON.stringify(told)).toContain('SO-C/1');
    expect(await planner('POST', `/plan-versions/${kept.body.number}/submit?confirm=rival`, {})).toMatchObject({
      status: 201,
    });
  });

  it.each([
    ['has begun', 'MO-A', 10, 'Step 10 of MO-A has begun since version 1 was made'],
    ['is over with its order', 'MO-B', 10, 'MO-B is over since version 1 was made, and its step 10 would be moved'],
  ])('moves no step that %s', async (_, order, seq, says) => {
    expect(await keep(order, seq)).toMatchObject({
      status: 409,
      body: { code: 'begun', detail: expect.stringContaining(says) },
    });
  });
});
