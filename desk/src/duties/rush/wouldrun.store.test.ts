/** What is read for what a planning run would make of a rush order. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}
async function plan() {
  expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
  await test.workOff();
}
const patience = 120_000;
const ordered = (order_no: string, item: string, qty: number, due: string) =>
  put('/customer-lines', [{ order_no, line: 1, customer: 'KRAFT', item, qty, due }]);

/** One machine, an hour a frame from eight to four; all that is ordered is there. */
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
  await put('/customers', [{ code: 'MILLER' }, { code: 'KRAFT' }]);
  await put('/locations', [{ code: 'A-1' }]);
  await put('/stock', [{ item: 'FRAME', location: 'A-1', qty: 30 }]);
  await ordered('SO-1', 'FRAME', 30, days(3));
  await plan();
}, patience);
afterAll(() => test.close());

const wanted = (qty = 8) => ({ customer: 'MILLER', item: 'FRAME', qty, wish: days(1) });
const offered = async (qty = 8) =>
  (await planner('GET', `/rush-offers?${new URLSearchParams({ ...wanted(), qty: String(qty) })}`)).body;

/** Until somebody waits for a table that is held. */
const isWaitedFor = (table: string) =>
  vi.waitUntil(
    async () => {
      const { rows } = await sql<{ waits: boolean }>`select exists (select 1 from pg_locks l
        join pg_class c on c.oid = l.relation where c.relname = ${table} and not l.granted) as waits`.execute(test.db);
      return rows[0]?.waits;
    },
    { timeout: 20_000 },
  );

/** Until somebody waits for the site that another has. */
const isSiteWaitedFor = () =>
  vi.waitUntil(
    async () => {
      const { rows } = await sql<{ waits: boolean }>`select exists (select 1 from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'
          and query like '%from sites%for no key update%' and pid <> pg_backend_pid()) as waits`.execute(test.db);
      return rows[0]?.waits;
    },
    { timeout: 20_000 },
  );

describe('what a run would make of a rush order', () => {
  it(
    'is planned anew for an approval that waited for a publication',
    async () => {
      await plan();
      const { kept, plan: version } = await offered();
      const asked = await planner('POST', '/rush-requests', { ...wanted(), option: 'kept', date: kept.date });
      expect(asked).toMatchObject({ status: 201 });
      expect(await planner('POST', `/plan-versions/${version}/submit`, {})).toMatchObject({ status: 201 });
      const held = await test.db.startTransaction().execute();
      // A publication has the site when it comes to this.
      await sql`lock table version_decisions in access exclusive mode`.execute(held);
      const publishing = supervisor('POST', `/plan-versions/${version}/approve`, { publish: true });
      await isWaitedFor('version_decisions');
      const approving = supervisor('POST', `/rush-requests/${asked.body.id}/approve`, {});
      await isSiteWaitedFor();
      await held.rollback().execute();
      expect(await publishing).toMatchObject({ status: 201 });
      // Nothing was made firm by that, so the same plan stands.
      expect(await approving).toMatchObject({
        status: 409,
        body: { code: 'published-meanwhile', detail: expect.stringContaining('Maybe approve it again') },
      });
      const again = await supervisor('POST', `/rush-requests/${asked.body.id}/approve`, {});
      expect(again).toMatchObject({ status: 201 });
      await test.workOff();
    },
    patience,
  );

  it(
    'is planned anew for an approval that waited for a release from the frozen zone',
    async () => {
      await put('/items', [{ code: 'BELL', supply: 'make', unit: 'pcs' }]);
      await put('/routing-steps', [{ item: 'BELL', seq: 10, work_centre: 'WELD', run_minutes: 60 }]);
      await put('/work-orders', [{ number: 'MO-BELL', item: 'BELL', qty: 1, due: days(0), state: 'firm' }]);
      await plan();
      const { plan: version } = await offered(7);
      expect(await planner('POST', `/plan-versions/${version}/submit`, {})).toMatchObject({ status: 201 });
      const published = await supervisor('POST', `/plan-versions/${version}/approve`, { publish: true });
      expect(published).toMatchObject({ status: 201 });
      await test.workOff();
      const { kept } = await offered(7);
      const asked = await planner('POST', '/rush-requests', { ...wanted(7), option: 'kept', date: kept.date });
      expect(asked).toMatchObject({ status: 201 });

      const held = await test.db.startTransaction().execute();
      // A release has the site when it comes to this; who reads is not held up.
      await sql`lock table zone_releases in share mode`.execute(held);
      const body = { work_order: 'MO-BELL', until: days(3), reason: 'the jig is away' };
      const releasing = supervisor('POST', '/zone-releases', body);
      await isWaitedFor('zone_releases');
      const approve = () => supervisor('POST', `/rush-requests/${asked.body.id}/approve`, {});
      const approving = approve();
      await isSiteWaitedFor();
      await held.rollback().execute();
      expect(await releasing).toMatchObject({ status: 201 });
      expect(await approving).toMatchObject({
        status: 409,
        body: { code: 'released-meanwhile', detail: expect.stringContaining('Maybe approve it again') },
      });
      expect((await planner('GET', '/customer-lines?filter=qty:eq:7')).body.rows).toEqual([]);
      expect(await approve()).toMatchObject({ status: 201 });
      await test.workOff();
    },
    patience,
  );

  it(
    'is planned of what stood at one moment, whatever is written while it is read',
    async () => {
      const { kept } = await offered(9);
      const held = await test.db.startTransaction().execute();
      // Read after the items, before the orders.
      await sql`lock table changeovers in access exclusive mode`.execute(held);
      const asking = planner('POST', '/rush-requests', { ...wanted(9), option: 'kept', date: kept.date });
      await isWaitedFor('changeovers');
      await put('/items', [{ code: 'CART', supply: 'make', unit: 'pcs' }]);
      await ordered('SO-2', 'CART', 1, days(3));
      await held.rollback().execute();
      // An order of an item that was not there when the items were read.
      expect(await asking).toMatchObject({ status: 201 });
    },
    patience,
  );
});
