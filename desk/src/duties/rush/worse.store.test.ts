/** What a supervisor is asked about a rush order that is by now worse than he was told. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
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
const ordered = (order_no: string, qty: number, due: string) =>
  put('/customer-lines', [{ order_no, line: 1, customer: 'KRAFT', item: 'FRAME', qty, due }]);

/** One machine, an hour a frame from eight to four: SO-1 of 30 frames takes it until Friday, in time for its due date. */
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
  await ordered('SO-1', 30, days(3));
  await plan();
}, patience);
afterAll(() => test.close());

const rows = async () => (await planner('GET', '/rush-requests')).body.rows;

/** One that was asked for as `more` says. */
const keep = (more: object): Promise<{ id: number }> =>
  test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    const row = {
      site: 'PLANT',
      person: 'someone',
      who: 'Someone',
      customer: 'MILLER',
      item: 'FRAME',
      qty: 8,
      wish: days(1),
      option: 'first',
      date: `${days(1)}T16:00:00Z`,
      hurts: '[]',
      plan: 1,
      ...more,
    } as const;
    return tx.insertInto('rush_requests').values(row).returning('id').executeTakeFirstOrThrow();
  });

describe('a rush order that waits for its approval', () => {
  it('is told whether a run was tried with it, apart from whether that ships it', async () => {
    await keep({});
    await keep({ run_ships: `${days(2)}T16:00:00Z` });
    await keep({ run_tried: true });
    expect(await rows()).toMatchObject([
      { run_tried: true, run_ships: null },
      { run_tried: true, run_ships: expect.any(String) },
      // As all are that were asked for before who gains was kept.
      { run_tried: false, run_ships: null, gains: null, from_nothing: null, hurts: [] },
    ]);
    for (const { id } of await rows())
      expect(await supervisor('POST', `/rush-requests/${id}/refuse`, { reason: 'no' })).toMatchObject({ status: 201 });
  });

  it(
    'is approved though it hurts more than was told by a yes to the list that was named, with a reason that is kept',
    async () => {
      const wanted = { customer: 'MILLER', item: 'FRAME', qty: '8', wish: days(1), option: 'first' };
      const { body } = await planner('GET', `/rush-effects?${new URLSearchParams(wanted)}`);
      const { date, ships: run_ships, hurts } = body;
      expect(hurts).toMatchObject([{ line: 'SO-1/1' }]);
      // Somebody was told that SO-1 ships as before; nobody was told of it at all.
      const less = [{ ...hurts[0], after: hurts[0].before, seconds: 0, days: hurts[0].days - 1 }];
      const one = await keep({ date, run_ships, run_tried: true, hurts: JSON.stringify(less) });
      const other = await keep({ date, run_ships, run_tried: true });
      const approve = ({ id }: { id: number }, query: string, sent: object = {}) =>
        supervisor('POST', `/rush-requests/${id}/approve${query}`, sent);
      const yes = '?confirm=hurts-more&because=KRAFT%20agreed';
      const asks = { code: 'hurts-more', values: { confirm: 'hurts-more', list: expect.any(String) } };
      // Nobody was asked yet, so nobody said yes to anything.
      const asked = await approve(other, yes);
      expect(asked).toMatchObject({ status: 409, body: { ...asks, values: { ...asks.values, fresh: 'SO-1/1' } } });
      const { list } = asked.body.values;
      expect((await approve(other, '')).body.values.list).toBe(list);
      const asksOther = await approve(one, yes, { list });
      expect(asksOther).toMatchObject({ status: 409, body: { ...asks, values: { ...asks.values, fresh: '' } } });

      expect(await approve(other, '?confirm=hurts-more', { list })).toMatchObject({
        status: 422,
        body: { code: 'reason-needed', detail: expect.stringContaining('Maybe') },
      });
      expect(await approve(other, yes, { list })).toMatchObject({ status: 201 });
      expect((await rows())[0]).toMatchObject({ id: other.id, decision: 'approved', reason: 'KRAFT agreed' });
      const audit = (await planner('GET', '/audit?kind=rush_decisions')).body.rows[0];
      expect(JSON.stringify(audit.changes)).toContain('KRAFT agreed');
      // Whom it hurts stands with the decision, in words, and not in the log, as the server keeps it.
      expect(audit.changes.map((change: { field: string }) => change.field)).not.toContain('hurts');
    },
    patience,
  );

  it(
    'is refused while the plan is stale, with the way out, and again where it would hurt somebody unseen',
    async () => {
      await test.workOff();
      const wanted = { customer: 'KRAFT', item: 'FRAME', qty: 5, wish: days(1) };
      const offers = await planner('GET', `/rush-offers?${new URLSearchParams({ ...wanted, qty: '5' })}`);
      const asking = { ...wanted, option: 'first', date: offers.body.first.date };
      const asked = await planner('POST', '/rush-requests', asking);
      expect(asked).toMatchObject({ status: 201 });
      const approve = () => supervisor('POST', `/rush-requests/${asked.body.id}/approve`, {});
      await ordered('SO-2', 8, days(1));
      expect(await approve()).toMatchObject({
        status: 409,
        body: { code: 'plan-stale', detail: expect.stringContaining('plan again') },
      });
      await plan();
      const refused = await approve();
      expect(refused).toMatchObject({
        status: 409,
        body: { code: 'hurts-more', detail: expect.stringContaining('ask anew'), values: { confirm: 'hurts-more' } },
      });
      expect(refused.body.values.fresh).toBe('SO-2/1');
      expect((await planner('GET', '/customer-lines?filter=qty:eq:5')).body.rows).toEqual([]);
    },
    patience,
  );
});
