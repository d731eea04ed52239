import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { planJob } from '../../server/all-jobs.ts';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { planJobWith, reviveRuns } from './planning.jobs.ts';

let test: TestApp;
let planner: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** A frame is welded from two metres of tube; the tube comes on a purchase line that is ten days late. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'expediter', 'storekeeper', 'supervisor']);
  await put('/units', [{ code: 'pcs' }, { code: 'm', decimals: 3 }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [
    { code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs', planner: 'JB' },
    { code: 'TUBE', name: 'Tubing', supply: 'buy', unit: 'm' },
  ]);
  await put('/components', [{ parent: 'FRAME', component: 'TUBE', qty_per: 2 }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', setup_minutes: 30, run_minutes: 6 }]);
  await put('/vendors', [{ code: 'KRAFT', name: 'Kraft Rohr', phone: '555 0100' }]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles', phone: '555 0199' }]);
  await put('/purchase-lines', [
    {
      order_no: 'PO-1',
      line: 1,
      vendor: 'KRAFT',
      item: 'TUBE',
      qty: 100,
      required: days(5),
      promised: days(5),
      estimated: days(15),
    },
  ]);
  await put('/customer-lines', [
    {
      order_no: 'SO-1',
      line: 1,
      customer: 'MILLER',
      item: 'FRAME',
      qty: 20,
      due: days(10),
      promised: days(10),
      unit_price: 420,
    },
    { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'FRAME', qty: 5, due: days(40), unit_price: 420 },
  ]);
});
afterAll(() => test.close());

async function plan() {
  const asked = await planner('POST', '/planning-runs', {});
  expect(asked).toMatchObject({ status: 202, body: { state: 'waiting' } });
  await test.workOff();
  return (await planner('GET', `/planning-runs/${asked.body.id}`)).body;
}

describe('a planning run', () => {
  it('keeps a version in which every demand is delivered or says why not', async () => {
    const run = await plan();
    expect(run).toMatchObject({ state: 'done', error: null });
    const state = (await planner('GET', '/plan-state')).body;
    expect(state).toMatchObject({
      stale: false,
      run: null,
      version: { number: 1, status: 'complete', figures: { demands: 2, onTime: 1 } },
    });
    const deliveries = await test.db
      .selectFrom('plan_deliveries')
      .selectAll()
      .where('version', '=', run.version)
      .orderBy('demand')
      .execute();
    expect(deliveries.map((one) => [one.demand, one.late_seconds > 0, one.reasons[0]?.what])).toEqual([
      ['SO-1/1', true, 'purchase/PO-1/1'],
      ['SO-2/1', false, undefined],
    ]);
  });

  it('ranks the hot list: what is late first, with its root, its money and whom to phone', async () => {
    const { version } = (await planner('GET', '/plan-state')).body;
    const rows = await test.db
      .selectFrom('hot_rows')
      .selectAll()
      .where('version', '=', version.id)
      .orderBy('rank')
      .execute();
    expect(rows.map((row) => [row.kind, row.ref, row.late_days > 0, row.root])).toEqual([
      // The tubing is needed before the frame: it is later to its need, and on top.
      ['purchase_line', 'PO-1/1', true, 'purchase-late purchase/PO-1/1'],
      ['customer_line', 'SO-1/1', true, 'purchase-late purchase/PO-1/1'],
      ['customer_line', 'SO-2/1', false, null],
    ]);
    // 20 × 420.00 EUR are late and wait for the tubing.
    expect(rows.map((row) => [row.money, row.phone])).toEqual([
      [840_000, '555 0100'],
      [840_000, '555 0199'],
      [210_000, '555 0199'],
    ]);
  });

  it('becomes stale when a purchase date changes, says by what, and the next version has the row in its new place', async () => {
    const [line] = (await planner('GET', '/purchase-lines')).body.rows;
    await planner('PATCH', `/purchase-lines/${line.id}`, { estimated: days(4) }, { version: line.version });
    const stale = (await planner('GET', '/plan-state')).body;
    expect(stale).toMatchObject({
      stale: true,
      changed: 1,
      changes: [{ kind: 'purchase_lines', called: 'PO-1/1', action: 'update' }],
    });
    await plan();
    expect((await planner('GET', '/plan-state')).body).toMatchObject({
      stale: false,
      version: { number: 2, figures: { onTime: 2 } },
    });
  });

  it('is not made stale by a special day that is over, but is by yesterday, whose last shift may still run', async () => {
    const special = (day: string) => planner('POST', '/calendar-days', { calendar: 'DAY', day, hours: '' });
    expect((await special(days(-2))).status).toBe(201);
    expect((await planner('GET', '/plan-state')).body).toMatchObject({ stale: false, changed: 0 });
    const { body } = await special(days(-1));
    expect((await planner('GET', '/plan-state')).body).toMatchObject({ stale: true, changed: 1 });
    await planner('DELETE', `/calendar-days/${body.id}`, undefined, { version: body.version });
    await plan();
  });

  it('asked for twice is one run while it waits', async () => {
    const both = await Promise.all([planner('POST', '/planning-runs', {}), planner('POST', '/planning-runs', {})]);
    expect(both[0]?.body.id).toBe(both[1]?.body.id);
    await test.workOff();
  });

  it('asked for from nothing is a run of its own, and one while it waits', async () => {
    const ask = async (body: object) => (await planner('POST', '/planning-runs', body)).body.id;
    const plain = await ask({});
    const fromNothing = await ask({ from_nothing: true, reason: 'planned from nothing' });
    expect(fromNothing).not.toBe(plain);
    expect([await ask({}), await ask({ from_nothing: true })]).toEqual([plain, fromNothing]);
    await test.workOff();
    const [newest] = (await planner('GET', '/plan-versions')).body.rows;
    expect(newest).toMatchObject({ reason: 'planned from nothing' });
  });

  it('cancelled while it waits makes no version', async () => {
    const before = (await planner('GET', '/plan-versions')).body.rows.length;
    const { body } = await planner('POST', '/planning-runs', {});
    expect((await planner('POST', `/planning-runs/${body.id}/cancel`, {})).body).toMatchObject({ state: 'cancelled' });
    await test.workOff();
    expect((await planner('GET', '/plan-versions')).body.rows.length).toBe(before);
    expect((await planner('POST', `/planning-runs/${body.id}/cancel`, {})).status).toBe(409);
    const log = await test.db
      .selectFrom('audit')
      .select(['action', 'who', 'called'])
      .where('kind', '=', 'plan_runs')
      .where('record', '=', body.id)
      .orderBy('id')
      .execute();
    expect(log).toMatchObject([
      { action: 'insert', called: 'asked for' },
      { action: 'update', called: 'asked for' },
    ]);
    expect(log[0]?.who).toMatch(/^p1@/);
    expect(log[1]?.who).toBe(log[0]?.who);
  });

  it('is asked for with words that can be seen, or none', async () => {
    expect(await planner('POST', '/planning-runs', { reason: '\u200b' })).toMatchObject({
      status: 400,
      body: { faults: [{ field: 'reason', text: 'reason: a blank is no reason.' }] },
    });
  });

  it('taken up by a worker while somebody cancels it is told to stop, not called cancelled', async () => {
    const { body } = await planner('POST', '/planning-runs', {});
    let cancelling: Promise<{ body: unknown }> | undefined;
    await test.db.transaction().execute(async (tx) => {
      await tx.updateTable('plan_runs').set({ state: 'running' }).where('id', '=', body.id).execute();
      cancelling = planner('POST', `/planning-runs/${body.id}/cancel`, {});
      // Until the request waits for the run, which this transaction holds.
      await vi.waitUntil(async () => {
        const { rows } = await sql<{ n: number }>`
          select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%plan_runs%'`.execute(
          test.db,
        );
        return (rows[0]?.n ?? 0) > 0;
      }, 20_000);
    });
    expect((await cancelling)?.body).toMatchObject({ state: 'running' });
    await test.db.updateTable('plan_runs').set({ state: 'waiting' }).where('id', '=', body.id).execute();
    await test.workOff();
    expect((await planner('GET', `/planning-runs/${body.id}`)).body.state).toBe('cancelled');
  });

  it('whose worker died is taken over by another, and one that lives is left alone', async () => {
    const { body } = await planner('POST', '/planning-runs', {});
    const stands = (beat: string) =>
      test.db.updateTable('plan_runs').set({ state: 'running', beat_at: beat }).where('id', '=', body.id).execute();
    await stands(new Date().toISOString());
    expect(await reviveRuns(test.db, test.jobs, planJob)).toEqual([]);
    await test.workOff();
    expect((await planner('GET', `/planning-runs/${body.id}`)).body.state).toBe('running');
    await stands(new Date(Date.now() - 120_000).toISOString());
    expect(await reviveRuns(test.db, test.jobs, planJob)).toEqual([body.id]);
    await test.workOff();
    expect((await planner('GET', `/planning-runs/${body.id}`)).body).toMatchObject({ state: 'done', error: null });
  });

  it('is of the worker that took it over: the first, who lives after all, keeps nothing and does not end it', async () => {
    const before = (await planner('GET', '/plan-versions')).body.rows.length;
    const { body } = await planner('POST', '/planning-runs', {});
    const nothing = { barred: async () => undefined, approve: async () => undefined };
    const context = { db: test.db, url: '' };
    let second: Promise<void> | undefined;
    const slow = planJobWith(
      [
        async () => {
          await sql`update plan_runs set beat_at = now() - interval '5 minutes' where id = ${body.id}`.execute(test.db);
          second = planJobWith([], nothing).run(context, { run: body.id });
          // Until the second is ready to keep its version: the first holds the site.
          await vi.waitUntil(async () => {
            const { rows } = await sql<{ n: number }>`
              select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%from sites%'`.execute(
              test.db,
            );
            return (rows[0]?.n ?? 0) > 0;
          }, 20_000);
        },
      ],
      nothing,
    );
    await slow.run(context, { run: body.id });
    await second;
    const { rows } = (await planner('GET', '/plan-versions')).body;
    expect(rows.length).toBe(before + 1);
    const run = (await planner('GET', `/planning-runs/${body.id}`)).body;
    expect(run).toMatchObject({ state: 'done', version: rows[0].id });
  });

  it('that ends by a fault of ours says so in a sentence with a way out; the log has the fault itself', async () => {
    const { body } = await planner('POST', '/planning-runs', {});
    const nothing = { barred: async () => undefined, approve: async () => undefined };
    const broken = planJobWith([() => Promise.reject(new TypeError("reading 'start'"))], nothing);
    await expect(broken.run({ db: test.db, url: '' }, { run: body.id })).rejects.toThrow("reading 'start'");
    const { state, error } = (await planner('GET', `/planning-runs/${body.id}`)).body;
    expect([state, error]).toEqual(['failed', expect.stringMatching(/^something went wrong on our side.*Maybe/)]);
  });

  it('is not for a viewer to ask for', async () => {
    const viewer = await test.as(['viewer']);
    expect((await viewer('POST', '/planning-runs', {})).status).toBe(403);
  });
});

describe('action messages', () => {
  it('say what applying them does, do it once, and stay off the list then', async () => {
    await put('/customer-lines', [
      { order_no: 'SO-3', line: 1, customer: 'MILLER', item: 'FRAME', qty: 3, due: days(3) },
    ]);
    await plan();
    const [make] = (await planner('GET', '/action-messages?item=FRAME')).body.rows;
    expect(make.effect).toMatch(/firm work order/);
    const choice = { kind: make.kind, supply: make.supply, version: make.version, decision: 'applied' };
    // Two at once: one carries it out, the other waits for that and is told.
    const both = await Promise.all([1, 2].map(() => planner('POST', '/action-messages/decide', choice)));
    expect(both.map(({ body }) => body.done).toSorted()).toEqual([
      expect.stringMatching(/already/),
      expect.stringMatching(/^Work order MO-00001 is firm/),
    ]);
    expect((await planner('POST', '/action-messages/decide', choice)).body.done).toMatch(/already/);
    const orders = (await planner('GET', '/work-orders')).body.rows;
    expect(orders).toMatchObject([
      { number: 'MO-00001', item: 'FRAME', qty: make.qty, state: 'firm', note: null, origin: expect.any(String) },
    ]);
    // The note is a person's: what the order was made of is remembered beside it.
    const [{ id, version }] = orders;
    expect((await planner('PATCH', `/work-orders/${id}`, { note: 'call first' }, { version })).status).toBe(200);
    expect((await planner('PATCH', `/work-orders/${id}`, { origin: 'x' }, { version: version + 1 })).status).toBe(400);
    const again = await planner('POST', '/planned-orders/firm', { planned: make.supply, version: make.version });
    expect(again.body.number).toBe('MO-00001');
    expect(
      (await planner('GET', '/action-messages?item=FRAME')).body.rows.map((one: { supply: string }) => one.supply),
    ).not.toContain(make.supply);
    await plan();
    expect(
      (await test.db.selectFrom('plan_orders').select('id').where('work_order', '=', 'MO-00001').execute()).length,
    ).toBe(1);
  });

  it('come by pages, each once, and are sorted, filtered and searched before they are cut', async () => {
    const whole = (await planner('GET', '/action-messages?all=yes')).body;
    expect(whole).toMatchObject({ total: whole.rows.length, next: null });
    expect(whole.rows.length).toBeGreaterThan(1);
    const hurts = whole.rows.map((row: { hurts: number }) => row.hurts);
    expect(hurts).toEqual(hurts.toSorted((a: number, b: number) => b - a));
    const read: unknown[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: { body: { rows: { n: number }[]; next: string | null } } = await planner(
        'GET',
        `/action-messages?all=yes&limit=1${next === '' ? '' : `&cursor=${next}`}`,
      );
      read.push(...page.body.rows.map((row) => row.n));
      next = page.body.next;
    }
    expect(read).toEqual(whole.rows.map((row: { n: number }) => row.n));
    const of = async (query: string) => (await planner('GET', `/action-messages?all=yes&${query}`)).body.rows;
    const [first] = whole.rows;
    const alike = (row: { item: string; message: string }) => row.item === first.item && row.message === first.message;
    expect(await of(`filter=item:eq:${first.item}|message:eq:${first.message}`)).toEqual(whole.rows.filter(alike));
    expect(await of('search=nothingofthekind')).toEqual([]);
    expect((await of('sort=-n'))[0].n).toBe(whole.rows.at(-1).n);
  });

  it('sleep only until a day that is still to come', async () => {
    const [one] = (await planner('GET', '/action-messages')).body.rows;
    const snooze = (until: string | null) =>
      planner('POST', '/action-messages/decide', {
        kind: one.kind,
        supply: one.supply,
        version: one.version,
        decision: 'snoozed',
        until,
      });
    expect((await snooze(null)).body.code).toBe('snooze-without-date');
    expect((await snooze(days(-1))).status).toBe(422);
    expect((await snooze('x')).body.detail).toBe('"x" is no day to sleep until. Maybe a day after today.');
    expect((await snooze('9999-01-01')).body.detail).toMatch(/more than ten years ahead. Maybe the year/);
    expect((await snooze(days(2))).status).toBe(201);
  });

  it('are not decided on a page that shows an older plan, whose planned orders had other names', async () => {
    const [one] = (await planner('GET', '/action-messages?all=yes')).body.rows;
    const choice = { kind: one.kind, supply: one.supply, version: one.version - 1, decision: 'dismissed' };
    expect(await planner('POST', '/action-messages/decide', choice)).toMatchObject({
      status: 409,
      body: { code: 'newer-plan' },
    });
  });

  it('are not applied to a purchase line that is not open any more, and nothing says they were', async () => {
    const [line] = (await planner('GET', '/purchase-lines?filter=order_no:eq:PO-1')).body.rows;
    const about = (await planner('GET', '/action-messages?all=yes')).body.rows.find(
      (row: { supply: string; effect: string | null }) => row.supply === 'purchase/PO-1/1' && row.effect !== null,
    );
    const set = (version: number, state: string) =>
      planner('PATCH', `/purchase-lines/${line.id}?confirm=promised`, { state }, { version });
    const closed = await set(line.version, 'closed');
    expect(closed).toMatchObject({ status: 200, body: { state: 'closed' } });
    const { kind, supply, version } = about;
    const apply = { kind, supply, version, decision: 'applied' };
    const planned = await (await test.as(['planner']))('POST', '/action-messages/decide', apply);
    expect(planned).toMatchObject({ status: 403, body: { detail: expect.stringMatching(/Maybe ask a buyer/) } });
    expect((await (await test.as(['viewer']))('POST', '/action-messages/decide', apply)).status).toBe(403);
    expect(
      await planner('POST', '/action-messages/decide', { kind, supply, version, decision: 'applied' }),
    ).toMatchObject({ status: 409, body: { code: 'line-over' } });
    expect((await set(closed.body.version, 'open')).status).toBe(200);
  });
});

describe('the time-phased record of an item', () => {
  it('has each figure pegged to what it comes from', async () => {
    const { body } = await planner('GET', '/items/by-code/TUBE/time-phased?bucket=week');
    expect(body).toMatchObject({ item: 'TUBE', unit: 'm', onHand: 0 });
    const scheduled = body.movements.find((one: { row: string }) => one.row === 'scheduled');
    expect(scheduled).toMatchObject({ name: 'purchase/PO-1/1', qty: 100 });
    const gross = body.movements.filter((one: { row: string }) => one.row === 'gross');
    // (20 + 5 + 3) frames of two metres
    expect(gross.reduce((sum: number, one: { qty: number }) => sum + one.qty, 0)).toBe(56);
    expect((await planner('GET', '/items/by-code/NIX/time-phased')).status).toBe(404);
  });

  it('has a purchase line without a date where its offer says, and not at all where nobody knows', async () => {
    await put('/vendors', [{ code: 'SLOW' }, { code: 'UNKNOWN' }]);
    await put('/sources', [{ item: 'TUBE', vendor: 'SLOW', transit_days: 30 }]);
    await put('/purchase-lines', [
      { order_no: 'PO-8', vendor: 'SLOW', item: 'TUBE', qty: 7 },
      { order_no: 'PO-9', vendor: 'UNKNOWN', item: 'TUBE', qty: 7 },
    ]);
    const { movements } = (await planner('GET', '/items/by-code/TUBE/time-phased')).body;
    const scheduled = movements.filter((one: { row: string; qty: number }) => one.row === 'scheduled' && one.qty === 7);
    expect(scheduled.map((one: { name: string; at: string }) => [one.name, one.at.slice(0, 10)])).toEqual([
      ['purchase/PO-8/1', days(30)],
    ]);
  });
});
