import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { rawly } from '../inventory/ledger.test-support.ts';

let test: TestApp;
let planner: Ask;
let operator: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** Frames are cut, welded and packed; the tube for them comes on a purchase line, the paint is in stock. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper', 'supervisor', 'expediter']);
  operator = await test.as(['operator']);
  await put('/units', [{ code: 'pcs' }, { code: 'm', decimals: 3 }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Fri 06:00-22:00' }]);
  await put('/work-centres', [
    { code: 'CUT', name: 'Cutting', calendar: 'DAY' },
    { code: 'WELD', calendar: 'DAY' },
  ]);
  await put('/machines', [
    { code: 'C1', work_centre: 'CUT' },
    { code: 'W1', work_centre: 'WELD' },
  ]);
  await put('/workers', [{ code: '4711', name: 'Bo' }]);
  await put('/items', [
    { code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs', revision: 'C' },
    { code: 'TUBE', name: 'Tubing', supply: 'buy', unit: 'm' },
    { code: 'LUG', name: 'Lug', supply: 'buy', unit: 'pcs' },
  ]);
  await put('/components', [
    { parent: 'FRAME', component: 'TUBE', qty_per: 2, seq: 10 },
    { parent: 'FRAME', component: 'LUG', qty_per: 3, seq: 20 },
  ]);
  await put('/routing-steps', [
    { item: 'FRAME', seq: 10, name: 'Cut', work_centre: 'CUT', setup_minutes: 20, run_minutes: 3 },
    { item: 'FRAME', seq: 20, name: 'Weld', work_centre: 'WELD', run_minutes: 6, instructions: 'Purge with argon.' },
  ]);
  await put('/vendors', [{ code: 'KRAFT' }]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  await put('/locations', [{ code: 'A-01' }]);
  await put('/stock', [{ item: 'LUG', location: 'A-01', qty: 90_000 }]);
  await put('/purchase-lines', [
    { order_no: 'PO-1', line: 1, vendor: 'KRAFT', item: 'TUBE', qty: 5000, estimated: days(2) },
  ]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 200, due: days(20), priority: 2 },
  ]);
});
afterAll(() => test.close());

let made = 0;
/** A released order for 20 frames. */
async function released(qty = 20): Promise<string> {
  made += 1;
  const number = `WO-${made}`;
  await put('/work-orders', [{ number, item: 'FRAME', qty, revision: 'C', due: `${days(20)}T12:00:00Z` }]);
  const answer = await planner('POST', '/tickets/release', { orders: [number] });
  expect(answer).toMatchObject({ status: 201, body: { released: [number] } });
  return number;
}
const post = (ask: Ask, ticket: string, seq: number, more: object = {}, confirm = '') =>
  ask('POST', `/progress${confirm ? `?confirm=${confirm}` : ''}`, { ticket, seq, ...more });
const stepOf = (number: string, seq: number) =>
  test.db
    .selectFrom('work_steps')
    .select(['state', 'good', 'scrap', 'started_at', 'machine'])
    .where('work_order', '=', number)
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow();
const orderOf = (number: string) =>
  test.db
    .selectFrom('work_orders')
    .select(['state', 'good', 'scrap'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
const waiting = async (number: string) =>
  (
    await test.db
      .selectFrom('tickets')
      .select('id')
      .where('work_order', '=', number)
      .where('waits', '=', true)
      .execute()
  ).length;
const stockOf = async (item: string) =>
  (await test.db.selectFrom('stock').select('qty').where('item', '=', item).execute()).reduce(
    (sum, row) => sum + row.qty,
    0,
  );

describe('tickets', () => {
  it('are for released orders: others are named and nothing is printed', async () => {
    await put('/work-orders', [{ number: 'WO-FIRM', item: 'FRAME', qty: 5 }]);
    const good = await released();
    const refused = await planner('POST', '/tickets/print', { orders: [good, 'WO-FIRM'] });
    expect(refused).toMatchObject({ status: 422, body: { code: 'not-released' } });
    expect(refused.body.detail).toContain('WO-FIRM');
    expect(await test.db.selectFrom('tickets').select('id').where('work_order', '=', good).execute()).toEqual([]);
  });

  it('are issued once, reprinted while nothing that matters changed, and superseded when it did', async () => {
    const number = await released();
    const print = async () => {
      const answer = await planner('POST', '/tickets/print', { orders: [number] });
      expect((await planner('GET', answer.body.pdf)).status).toBe(200);
      await vi.waitUntil(async () => (await waiting(number)) === 0, { timeout: 20_000 });
      return answer;
    };
    expect((await print()).body.tickets).toEqual([{ order: number, issue: 1, reprint: false, text: `T-${number}-1` }]);
    const [row] = (await planner('GET', `/work-orders?number=${number}`)).body.rows.filter(
      (one: { number: string }) => one.number === number,
    );
    // A time is not on the paper.
    await planner('PATCH', `/work-orders/${row.id}`, { due: `${days(9)}T12:00:00Z` }, { version: row.version });
    expect((await print()).body.tickets).toMatchObject([{ issue: 1, reprint: true }]);
    expect(await planner('PATCH', `/work-orders/${row.id}`, { qty: 24 }, { version: row.version + 1 })).toMatchObject({
      status: 200,
    });
    const list = (await operator('GET', '/tickets')).body.rows;
    expect(list.find((one: { order: string }) => one.order === number)).toMatchObject({
      paper: 'changed since',
      issue: 1,
    });
    const changed = (await operator('GET', `/scan/T-${number}-1`)).body;
    expect(changed).toMatchObject({ kind: 'ticket', warning: true });
    expect(changed.says).toContain('changed since it was printed');
    expect((await operator('GET', `/tickets/T-${number}-1`)).body.warning).toBe(changed.says);
    expect((await print()).body.tickets).toMatchObject([{ issue: 2, reprint: false }]);

    const old = (await operator('GET', `/scan/T-${number}-1`)).body;
    expect(old).toMatchObject({ kind: 'ticket', to: `/report/T-${number}-1`, warning: true });
    expect(old.says).toMatch(/superseded by issue 2, printed \d{4}-/);
    expect((await operator('GET', `/scan/T-${number}-2`)).body).toMatchObject({ kind: 'ticket', warning: false });
    expect((await operator('GET', `/scan/T-${number}-9`)).body.says).toContain('never printed');
    expect((await operator('GET', `/tickets/T-${number}-1`)).body.warning).toMatch(/superseded by issue 2/);
  });

  it('of an order that is not released yet say so, and where it is released', async () => {
    const says = 'WO-FIRM is firm, not released, so it has no ticket yet. Maybe have it released under Tickets.';
    expect((await operator('GET', '/scan/T-wo-firm-1')).body).toMatchObject({ kind: 'ticket', says, warning: true });
    expect((await operator('GET', '/tickets/T-wo-firm-1')).body.warning).toBe(says);
    const number = await released();
    expect((await operator('GET', `/scan/T-${number}-1`)).body.says).toContain(
      `Issue 1 of ${number} was never printed`,
    );
  });

  it('pressed twice are one printing, whose paper is a PDF', async () => {
    const orders = [await released(), await released()];
    const key = 'the-same-press';
    const first = await planner('POST', '/tickets/print', { orders }, { key });
    const second = await planner('POST', '/tickets/print', { orders }, { key });
    expect(second.body).toEqual(first.body);
    expect(first.body.tickets.every((one: { reprint: boolean }) => !one.reprint)).toBe(true);
    const paper = await planner('GET', first.body.pdf.replace('/api/v1', ''));
    expect(paper.headers['content-type']).toBe('application/pdf');
    expect(paper.raw.subarray(0, 5).toString()).toBe('%PDF-');
    expect(paper.raw.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length).toBe(2);
  });

  it('are not for an operator to print or release', async () => {
    const number = await released();
    expect((await operator('POST', '/tickets/print', { orders: [number] })).status).toBe(403);
    expect((await operator('POST', '/tickets/release', { orders: [number] })).status).toBe(403);
  });
});

describe('a scan', () => {
  it.each([
    ['a work order', 'wo-firm', 'work order'],
    ['an item', 'FRAME', 'item'],
    ['a location', 'A-01', 'location'],
    ['a badge', '4711', 'badge'],
    ['nothing', 'NIX-99', 'nothing'],
  ])('of %s says what it is', async (_, text, kind) => {
    expect((await planner('GET', `/scan/${text}`)).body).toMatchObject({ kind });
  });

  it('tells an operator nothing of what is not his', async () => {
    expect((await operator('GET', '/scan/FRAME')).body.kind).toBe('nothing');
    // An item is its own page, whoever scans it: what is on hand, in time, and where it is.
    expect((await planner('GET', '/scan/FRAME')).body.to).toBe('/items/FRAME');
  });
});

describe('progress', () => {
  it('moves the step and the order, and the good of the last operation go to stock', async () => {
    const number = await released();
    const before = await stockOf('FRAME');
    expect(await post(operator, number, 10, { started: true })).toMatchObject({
      status: 201,
      body: { step_state: 'started', order_state: 'started' },
    });
    await post(operator, number, 10, {
      good: 18,
      scrap: 2,
      scrap_reason: 'cut short',
      finished: true,
      hours: 1.5,
      badge: '4711',
    });
    expect(await stepOf(number, 10)).toMatchObject({ state: 'done', good: 18, scrap: 2 });
    expect(await orderOf(number)).toEqual({ state: 'started', good: 0, scrap: 2 });
    const last = await post(operator, `T-${number}-1`, 20, { good: 18, finished: true });
    expect(last.body.done).toContain('The order is completed. 18 pcs put to stock at A-01.');
    expect(await orderOf(number)).toEqual({ state: 'completed', good: 18, scrap: 2 });
    expect(await stockOf('FRAME')).toBe(before + 18);
  });

  it('refuses beside the field what cannot be, and writes nothing', async () => {
    const number = await released();
    for (const [body, field] of [
      [{ ticket: 'WO-FIRM', seq: 10, good: 1 }, 'ticket'],
      [{ ticket: 'WO-NIX', seq: 10, good: 1 }, 'ticket'],
      [{ ticket: number, seq: 15, good: 1 }, 'seq'],
      [{ ticket: number, seq: 10, good: 1, badge: '0000' }, 'badge'],
      [{ ticket: number, seq: 10, good: 1.5 }, 'good'],
      [{ ticket: number, seq: 10, scrap: 1 }, 'scrap_reason'],
      [{ ticket: number, seq: 10, good: 1, worked_at: `${days(1)}T08:00:00Z` }, 'worked_at'],
      [{ ticket: number, seq: 10, good: 1, worked_at: '9999-12-31T00:00:00Z' }, 'worked_at'],
      [{ ticket: number, seq: 10, good: 1, worked_at: '1900-01-01T00:00:00Z' }, 'worked_at'],
    ] as const) {
      const answer = await operator('POST', '/progress', body);
      expect([400, 422]).toContain(answer.status);
      expect(answer.body.faults[0].field).toBe(field);
    }
    expect(await stepOf(number, 10)).toMatchObject({ state: 'waiting', good: 0 });
  });

  it('asks before more than came and before pieces are lost, and keeps who said yes to what', async () => {
    const number = await released();
    const over = await post(operator, number, 20, { good: 5 });
    expect(over).toMatchObject({ status: 409, body: { values: { confirm: 'more-than-came' } } });
    expect(over.body.detail).toContain('operation 10 has passed on 0 pcs');
    expect((await post(operator, number, 20, { good: 5 }, 'more-than-came')).body.posted).toMatchObject({
      confirmed: 'more-than-came',
    });
    expect((await post(operator, number, 10, { good: 12, finished: true })).body.code).toBe('finished-short');
    expect((await post(operator, number, 10, { good: 12, finished: true }, 'finished-short')).status).toBe(201);
    expect(await post(operator, number, 10, { good: 1 })).toMatchObject({ status: 422, body: { code: 'step-done' } });
  });

  it('pressed twice counts once', async () => {
    const number = await released();
    const body = { ticket: number, seq: 10, good: 4 };
    const both = await Promise.all([1, 2].map(() => operator('POST', '/progress', body, { key: `twice-${number}` })));
    expect(both.map((one) => one.status)).toEqual([201, 201]);
    expect(both[0]?.body.posted.id).toBe(both[1]?.body.posted.id);
    expect((await stepOf(number, 10)).good).toBe(4);
  });

  it('loses nothing when several report one operation at the same moment', async () => {
    const number = await released();
    const all = await Promise.all(Array.from({ length: 10 }, () => post(operator, number, 10, { good: 2 })));
    expect(all.map((one) => one.status)).toEqual(Array(10).fill(201));
    expect((await stepOf(number, 10)).good).toBe(20);
    const rest = await Promise.all([post(operator, number, 10, { good: 1 }), post(operator, number, 10, { good: 1 })]);
    expect(rest.map((one) => one.status)).toEqual([409, 409]);
  });

  it('takes over what the records say beside it, so that nothing imported is lost', async () => {
    const number = await released();
    const step = (await planner('GET', '/work-steps')).body.rows.find(
      (one: { work_order: string; seq: number }) => one.work_order === number && one.seq === 10,
    );
    await planner('PATCH', `/work-steps/${step.id}`, { good: 7, state: 'started' }, { version: step.version });
    await post(operator, number, 10, { good: 3 });
    expect((await stepOf(number, 10)).good).toBe(10);
    const rows = (await planner('GET', `/progress?order=${number}`)).body.rows;
    expect(rows.map((one: { kind: string; good: number }) => [one.kind, one.good])).toEqual([
      ['report', 3],
      ['adopted', 7],
    ]);
  });
});

describe('good of the last operation that the records had before the first report', () => {
  const begun = async (good: number, orderGood: number, item = 'FRAME') => {
    made += 1;
    const number = `WO-${made}`;
    await put('/work-orders', [{ number, item, qty: 20, good: orderGood, state: 'started' }]);
    await put('/work-steps', [
      { work_order: number, seq: 10, work_centre: 'CUT', state: 'done', good: 20 },
      { work_order: number, seq: 20, work_centre: 'WELD', state: 'started', good },
    ]);
    return number;
  };
  it.each([
    // Of 11 the order has put to stock so many; then 5 more are reported.
    [
      0,
      11,
      'Of operation 20 the records had 11 pcs good that the order had not put to stock: 11 pcs put to stock at A-01.',
    ],
    [
      4,
      7,
      'Of operation 20 the records had 7 pcs good that the order had not put to stock: 7 pcs put to stock at A-01.',
    ],
    [11, 0, 'WO'],
  ])('and of which the order has put %i to stock brings %i more there, once', async (put, brought, said) => {
    const number = await begun(11, put);
    const before = await stockOf('FRAME');
    const { done } = (await post(operator, number, 20, { good: 5 })).body;
    expect(done).toContain(said);
    expect(done.includes('the records had')).toBe(brought > 0);
    expect(await stockOf('FRAME')).toBe(before + brought + 5);
    expect(await orderOf(number)).toMatchObject({ good: 16 });
    expect((await post(operator, number, 20, { good: 2 })).body.done).not.toContain('the records had');
    expect(await stockOf('FRAME')).toBe(before + brought + 7);
    expect(await stepOf(number, 20)).toMatchObject({ good: 18 });
    const { rows } = (await planner('GET', `/progress?order=${number}`)).body;
    const last = rows.filter((one: { kind: string; seq: number }) => one.kind === 'adopted' && one.seq === 20);
    expect(last.reduce((sum: number, one: { good: number }) => sum + one.good, 0)).toBe(11);
    expect(last.filter((one: { location: string | null }) => one.location === 'A-01').length).toBe(brought > 0 ? 1 : 0);
  });

  it('stands in no stock where its item is told by lots, which is said', async () => {
    await put('/items', [{ code: 'TINE', supply: 'make', unit: 'pcs', asks_lot: true }]);
    const number = await begun(11, 0, 'TINE');
    expect((await post(operator, number, 20, { good: 5, lot: 'T-1' })).body.done).toContain(
      'the order had not put to stock: not put to stock now, for the item is told by lots',
    );
    expect(await orderOf(number)).toMatchObject({ good: 16 });
  });
});

describe('a record edited at the moment of a report', () => {
  it('loses nothing: the report waits for the edit, then takes it over', async () => {
    const number = await released();
    let posting: Promise<unknown> | undefined;
    await test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      await tx
        .updateTable('work_steps')
        .set({ good: 7, state: 'started' })
        .where('work_order', '=', number)
        .where('seq', '=', 10)
        .execute();
      posting = post(operator, number, 10, { good: 3 });
      // Until the report waits for the step, which this transaction holds.
      await vi.waitUntil(async () => {
        const { rows } = await sql<{ n: number }>`
          select count(*) as n from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like '%work_steps%'`.execute(
          test.db,
        );
        return (rows[0]?.n ?? 0) > 0;
      }, 20_000);
    });
    expect(await posting).toMatchObject({ status: 201 });
    expect((await stepOf(number, 10)).good).toBe(10);
  });
});

describe('a correction', () => {
  it('reverses and posts anew with its reason; the wrong one stays readable', async () => {
    const number = await released();
    const { posted } = (await post(operator, number, 10, { good: 12, hours: 2 })).body;
    const fixed = await operator('POST', `/progress/${posted.id}/reversal`, {
      reason: 'typed 12 for 2',
      instead: { seq: 10, good: 2, hours: 2 },
    });
    expect(fixed).toMatchObject({ status: 201, body: { posted: { good: 2, instead_of: posted.id } } });
    expect((await stepOf(number, 10)).good).toBe(2);
    const rows = (await planner('GET', `/progress?order=${number}`)).body.rows;
    expect(rows.map((one: { kind: string; good: number; state: string }) => [one.kind, one.good, one.state])).toEqual([
      ['report', 2, 'counts'],
      ['reversal', -12, 'counts'],
      ['report', 12, 'taken back'],
    ]);
    expect(rows[1]).toMatchObject({ reason: 'typed 12 for 2', reverses: posted.id });
    expect((await operator('POST', `/progress/${posted.id}/reversal`, { reason: 'again' })).body.code).toBe(
      'reversed-already',
    );
    await expect(test.db.deleteFrom('progress_reports').where('id', '=', posted.id).execute()).rejects.toThrow(
      'append-only',
    );
  });

  it('reopens what a wrong report finished, and takes its good out of stock again', async () => {
    const number = await released();
    await post(operator, number, 10, { good: 20, finished: true });
    const before = await stockOf('FRAME');
    const { posted } = (await post(operator, number, 20, { good: 20, finished: true })).body;
    expect((await orderOf(number)).state).toBe('completed');
    expect(await operator('POST', `/progress/${posted.id}/reversal`, { reason: 'another order' })).toMatchObject({
      status: 201,
    });
    expect(await orderOf(number)).toMatchObject({ state: 'started', good: 0 });
    expect(await stepOf(number, 20)).toMatchObject({ state: 'waiting', good: 0, started_at: null });
    expect(await stockOf('FRAME')).toBe(before);
  });

  it('asks when the next operation has used what is taken back', async () => {
    const number = await released();
    const { posted } = (await post(operator, number, 10, { good: 20, finished: true })).body;
    await post(operator, number, 20, { good: 6 });
    const asked = await operator('POST', `/progress/${posted.id}/reversal`, { reason: 'wrong order' });
    expect(asked).toMatchObject({ status: 409, body: { values: { confirm: 'used-after' } } });
    expect(asked.body.detail).toContain('Operation 20 has already used 6 pcs');
    expect(
      (await operator('POST', `/progress/${posted.id}/reversal?confirm=used-after`, { reason: 'wrong order' })).status,
    ).toBe(201);
  });

  it('of somebody else’s report is for planners and supervisors', async () => {
    const number = await released();
    const { posted } = (await post(planner, number, 10, { good: 1 })).body;
    expect((await operator('POST', `/progress/${posted.id}/reversal`, { reason: 'not mine' })).status).toBe(403);
    const own = (await operator('GET', `/progress?order=${number}`)).body.rows;
    expect(own).toEqual([]);
  });
});

async function newTrainee() {
  const trainee = await test.person(['operator']);
  // Only at a page may somebody change people: with a session, not with a token.
  const { ask: admin } = await test.person(['administrator']);
  const row = (await admin('GET', '/users')).body.rows.find((one: { email: string }) => one.email === trainee.email);
  expect(await admin('PATCH', `/users/${row.number}`, { trainee: true }, { version: row.version })).toMatchObject({
    status: 200,
  });
  return trainee;
}

describe('a trainee', () => {
  it('reports what does not count until a supervisor countersigns', async () => {
    const number = await released();
    const trainee = await newTrainee();
    const waits = await post(trainee.ask, number, 10, { good: 5 });
    expect(waits.body).toMatchObject({ posted: { state: 'waits' }, step_state: 'waiting' });
    expect((await stepOf(number, 10)).good).toBe(0);
    const { id } = waits.body.posted;
    expect((await trainee.ask('POST', `/progress/${id}/countersign`, { verdict: 'countersigned' })).status).toBe(403);
    expect((await planner('GET', '/progress?waiting=yes')).body.rows.map((one: { id: number }) => one.id)).toEqual([
      id,
    ]);
    expect(await planner('POST', `/progress/${id}/countersign`, { verdict: 'countersigned' })).toMatchObject({
      status: 201,
      body: { step_state: 'started' },
    });
    expect((await stepOf(number, 10)).good).toBe(5);
    expect((await planner('POST', `/progress/${id}/countersign`, { verdict: 'declined' })).body.code).toBe(
      'not-waiting',
    );

    // What counts has a second name on it: it is not taken back by the first alone.
    const back = (one: number) => trainee.ask('POST', `/progress/${one}/reversal`, { reason: 'was less' });
    expect(await back(id)).toMatchObject({ status: 403, body: { detail: expect.stringMatching(/Maybe ask/) } });
    expect((await stepOf(number, 10)).good).toBe(5);
    const slip = (await post(trainee.ask, number, 10, { good: 4 })).body.posted.id;
    expect((await back(slip)).status).toBe(201);

    const second = (await post(trainee.ask, number, 10, { good: 3 })).body.posted.id;
    await planner('POST', `/progress/${second}/countersign`, { verdict: 'declined' });
    expect((await stepOf(number, 10)).good).toBe(5);
  });
});

describe('the plan', () => {
  it('gives each work centre its list, says what material is missing, and never reopens what is finished', async () => {
    const number = await released();
    const plan = async () => {
      await planner('POST', '/planning-runs', {});
      await test.workOff();
    };
    await plan();
    const { name, rows } = (await operator('GET', '/dispatch/CUT')).body;
    expect(name).toBe('Cutting');
    const [cut] = rows.filter((one: { order: string }) => one.order === number);
    expect(cut).toMatchObject({ seq: 10, step: 'Cut', machine: 'C1', left: 20, unit: 'pcs', next: 'WELD' });
    expect(cut.missing).toMatchObject([{ item: 'TUBE', qty: 40, from: 'purchase/PO-1/1' }]);
    const [weld] = (await operator('GET', '/dispatch/WELD')).body.rows.filter(
      (one: { order: string }) => one.order === number,
    );
    expect(weld).toMatchObject({ missing: [], next: null });
    const all = (await operator('GET', '/dispatch')).body.rows;
    const onC1 = all
      .filter((one: { machine: string }) => one.machine === 'C1')
      .map((one: { starts: string }) => one.starts);
    expect(onC1).toEqual(onC1.toSorted());
    expect(
      all.some((one: { serves: string | null; priority: number }) => one.serves === 'SO-1/1' && one.priority === 2),
    ).toBe(true);
    const served = (await operator('GET', '/tickets')).body.rows.filter(
      (one: { planned_for: string }) => one.planned_for !== '',
    );
    expect(served.map((one: { for_line: string | null }) => one.for_line)).toEqual(served.map(() => null));
    expect(served.map((one: { planned_for: string }) => one.planned_for)).toContain('SO-1/1, by the plan');
    // They are found by what every row shows, searched, filtered and sorted.
    const ticketsBy = async (query: string) => (await operator('GET', `/tickets?${query}`)).body.rows;
    const numbers = (rows: readonly { order: string }[]) => rows.map((one) => one.order).toSorted();
    const forOne = served.filter((one: { planned_for: string }) => one.planned_for.startsWith('SO-1/1'));
    expect(numbers(await ticketsBy('search=SO-1/1'))).toEqual(numbers(forOne));
    expect(numbers(await ticketsBy('filter=for_line:contains by the plan'))).toEqual(numbers(served));
    const shown = (await ticketsBy('sort=for_line')).map(
      (one: { for_line: string | null; planned_for: string }) => one.for_line ?? one.planned_for,
    );
    expect(shown).toEqual(shown.toSorted());
    expect((await operator('GET', '/dispatch-paper?work_centre=CUT')).raw.subarray(0, 5).toString()).toBe('%PDF-');

    await post(operator, number, 10, { good: 20, finished: true });
    expect((await stepOf(number, 10)).machine).toBe('C1');
    expect((await operator('GET', '/dispatch/CUT')).body.rows.map((one: { order: string }) => one.order)).not.toContain(
      number,
    );
    await plan();
    const { version } = (await planner('GET', '/plan-state')).body;
    const planned = await test.db
      .selectFrom('plan_steps')
      .select('seq')
      .where('version', '=', version.id)
      .where('order_id', '=', `work/${number}`)
      .execute();
    expect(planned).toEqual([{ seq: 20 }]);
    expect(await stepOf(number, 10)).toMatchObject({ state: 'done', good: 20 });
  });
});

it('a viewer reads and changes nothing', async () => {
  const viewer = await test.as(['viewer']);
  const number = await released();
  expect((await viewer('GET', '/tickets')).status).toBe(200);
  expect((await post(viewer, number, 10, { good: 1 })).status).toBe(403);
});

it('finished work goes where its item stands, else where a supervisor says, else nowhere', async () => {
  expect((await operator('PUT', '/finished-location', { location: 'A-01' })).status).toBe(403);
  expect((await planner('PUT', '/finished-location', { location: 'NIX' })).status).toBe(404);
  await put('/locations', [{ code: 'FG' }]);
  await put('/items', [{ code: 'FORK', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'FORK', seq: 10, work_centre: 'WELD' }]);
  await put('/work-orders', [{ number: 'WO-FORK', item: 'FORK', qty: 5 }]);
  await planner('POST', '/tickets/release', { orders: ['WO-FORK'] });
  expect((await post(operator, 'WO-FORK', 10, { good: 2 })).body.done).toContain('Not put to stock');
  // It is told where inputs are doubted until somebody counts it in: a plan would make it anew.
  const doubted = async () =>
    (await planner('GET', '/disbelieved-inputs')).body.rows
      .filter((one: { rule: string }) => one.rule === 'finished-nowhere')
      .map((one: { text: string }) => one.text);
  expect(await doubted()).toEqual([expect.stringMatching(/^2 FORK of WO-FORK were told as finished .*Maybe count/)]);
  expect((await planner('PUT', '/finished-location', { location: 'FG' })).status).toBe(200);
  expect((await planner('GET', '/finished-location')).body).toEqual({ location: 'FG' });
  expect((await post(operator, 'WO-FORK', 10, { good: 3, finished: true })).body.done).toContain(
    '3 pcs put to stock at FG',
  );
  expect(await doubted()).toHaveLength(1);
  await planner('POST', '/movements', { act: 'adjust', item: 'FORK', to: 'FG', qty: 2, reason: 'counted in' });
  expect(await doubted()).toEqual([]);
});

it('finished work goes to no place that is closed, which is said, and no such place is set for it', async () => {
  await put('/locations', [{ code: 'OLD-FG' }]);
  await put('/items', [{ code: 'LADDER', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'LADDER', seq: 10, work_centre: 'WELD' }]);
  await put('/work-orders', [{ number: 'WO-LADDER', item: 'LADDER', qty: 2 }]);
  await planner('POST', '/tickets/release', { orders: ['WO-LADDER'] });
  expect((await planner('PUT', '/finished-location', { location: 'OLD-FG' })).status).toBe(200);
  await rawly(test.db, `update locations set closed = '2020-01-02' where code = 'OLD-FG'`);
  expect((await post(operator, 'WO-LADDER', 10, { good: 2, finished: true })).body.done).toContain(
    '2 pcs not put to stock: OLD-FG, where finished work goes, is closed since Thu 2 Jan 2020. Count it in under Stock',
  );
  expect(await planner('PUT', '/finished-location', { location: 'OLD-FG' })).toMatchObject({
    status: 422,
    body: { code: 'place-closed', faults: [{ field: 'location', value: 'OLD-FG' }] },
  });
  expect((await planner('PUT', '/finished-location', { location: 'FG' })).status).toBe(200);
});

it('finished work is told of while its place is frozen for a count: it goes where its item stands too, else to no place, and which is said', async () => {
  await put('/locations', [{ code: 'ICE' }]);
  expect((await planner('PUT', '/finished-location', { location: 'ICE' })).status).toBe(200);
  await put('/items', [{ code: 'TRAY', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'TRAY', seq: 10, work_centre: 'WELD' }]);
  await put('/work-orders', [{ number: 'WO-TRAY', item: 'TRAY', qty: 9 }]);
  await planner('POST', '/tickets/release', { orders: ['WO-TRAY'] });
  const stands = (to: string, qty: number) =>
    planner('POST', '/movements', { act: 'adjust', item: 'TRAY', to, qty, reason: 'found' });
  await stands('ICE', 7);
  const { id } = (await planner('POST', '/count-sheets', { locations: ['ICE'], inventory: true })).body;
  expect(await planner('POST', `/count-sheets/${id}/freeze`, {})).toMatchObject({ status: 201 });

  const first = await post(operator, 'WO-TRAY', 10, { good: 2 });
  expect(first.body.done).toBe(
    `WO-TRAY operation 10: 2 pcs good. 2 pcs not put to stock: ICE is frozen for count sheet CS-${id}. Count it in under Stock when the freeze is over.`,
  );
  await stands('A-01', 1);
  expect((await post(operator, 'WO-TRAY', 10, { good: 3 })).body.done).toContain('3 pcs put to stock at A-01.');
  expect(await planner('POST', `/count-sheets/${id}/lift`, { reason: 'a lorry waits' })).toMatchObject({ status: 201 });
  expect((await post(operator, 'WO-TRAY', 10, { good: 4, finished: true })).body.done).toContain(
    '4 pcs put to stock at ICE.',
  );
  const { rows } = await sql<{ location: string; qty: string }>`
    select location, trim_scale(qty)::text as qty from stock where item = 'TRAY' order by location`.execute(test.db);
  expect(rows).toEqual([
    { location: 'A-01', qty: '4' },
    { location: 'ICE', qty: '11' },
  ]);
});

it('a trainee’s finished work goes where its item goes when it is countersigned, not when it was told', async () => {
  const trainee = await newTrainee();
  await put('/locations', [{ code: 'FROST' }]);
  expect((await planner('PUT', '/finished-location', { location: 'FROST' })).status).toBe(200);
  await put('/items', [{ code: 'PLATE', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'PLATE', seq: 10, work_centre: 'WELD' }]);
  await put('/work-orders', [{ number: 'WO-PLATE', item: 'PLATE', qty: 9 }]);
  await planner('POST', '/tickets/release', { orders: ['WO-PLATE'] });
  await planner('POST', '/movements', { act: 'adjust', item: 'PLATE', to: 'FROST', qty: 1, reason: 'found' });
  const { id } = (await planner('POST', '/count-sheets', { locations: ['FROST'], inventory: true })).body;
  expect(await planner('POST', `/count-sheets/${id}/freeze`, {})).toMatchObject({ status: 201 });

  const countersigned = async (report: number) =>
    (await planner('POST', `/progress/${report}/countersign`, { verdict: 'countersigned' })).body;
  const told = async (good: number) => (await post(trainee.ask, 'WO-PLATE', 10, { good })).body.posted.id;
  const [early, later] = [await told(2), await told(3)];
  expect((await countersigned(early)).done).toContain(
    `2 pcs not put to stock: FROST is frozen for count sheet CS-${id}.`,
  );
  expect(await planner('POST', `/count-sheets/${id}/lift`, { reason: 'a lorry waits' })).toMatchObject({ status: 201 });
  expect(await countersigned(later)).toMatchObject({
    done: expect.stringContaining('3 pcs put to stock at FROST.'),
    posted: { location: 'FROST' },
  });
  const standing = async () =>
    (await sql<{ qty: string }>`select trim_scale(qty)::text as qty from stock where item = 'PLATE'`.execute(test.db))
      .rows;
  expect(await standing()).toEqual([{ qty: '4' }]);
  expect((await planner('POST', `/progress/${later}/reversal`, { reason: 'was less' })).status).toBe(201);
  expect(await standing()).toEqual([{ qty: '1' }]);
});

it('finished work that is told by lots goes to stock by its lot, so that its trace goes on; taken back it is gone from there', async () => {
  await put('/items', [{ code: 'PRONG', supply: 'make', unit: 'pcs', asks_lot: true }]);
  await put('/routing-steps', [
    { item: 'PRONG', seq: 10, work_centre: 'CUT' },
    { item: 'PRONG', seq: 20, work_centre: 'WELD' },
  ]);
  await put('/components', [{ parent: 'PRONG', component: 'LUG', qty_per: 1, seq: 10 }]);
  await put('/work-orders', [{ number: 'WO-PRONG', item: 'PRONG', qty: 4 }]);
  await planner('POST', '/tickets/release', { orders: ['WO-PRONG'] });
  expect((await planner('PUT', '/finished-location', { location: 'A-01' })).status).toBe(200);
  await planner('POST', '/movements', { act: 'adjust', item: 'LUG', to: 'A-01', lot: 'L-7', qty: 4, reason: 'found' });
  expect(
    await planner('POST', '/pick-lists/WO-PRONG/issue', {
      lines: [{ item: 'LUG', seq: 10, qty: 4, location: 'A-01', lot: 'L-7' }],
    }),
  ).toMatchObject({ status: 201 });

  await post(operator, 'WO-PRONG', 10, { good: 4, finished: true });
  expect(await post(operator, 'WO-PRONG', 20, { good: 4, finished: true })).toMatchObject({
    status: 422,
    body: { code: 'lot-missing', detail: expect.stringContaining('PRONG is told by lots'), faults: [{ field: 'lot' }] },
  });
  const told = await post(operator, 'WO-PRONG', 20, { good: 4, finished: true, lot: 'F-1' });
  expect(told.body).toMatchObject({ posted: { lot: 'F-1', location: 'A-01' } });
  const standing = async () =>
    (await planner('GET', '/stock-balances?item=PRONG')).body.rows
      .filter((row: { qty: number; item: string }) => row.item === 'PRONG' && row.qty !== 0)
      .map(({ lot, qty }: { lot: string; qty: number }) => [lot, qty]);
  expect(await standing()).toEqual([['F-1', 4]]);
  const trace = (await planner('GET', '/lot-trace?item=LUG&lot=L-7')).body;
  expect(JSON.stringify(trace)).toContain('"lot":"F-1"');

  expect((await planner('POST', `/progress/${told.body.posted.id}/reversal`, { reason: 'other lot' })).status).toBe(
    201,
  );
  expect(await standing()).toEqual([]);
});

it('lines of the instructions are signed one by one; what is finished without is asked about', async () => {
  await put('/items', [{ code: 'STEM', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [
    { item: 'STEM', seq: 10, work_centre: 'WELD', instructions: 'Jig 4.\n[ ] Grease the bolt\n[ ] Torque 8 Nm' },
  ]);
  await put('/work-orders', [{ number: 'WO-STEM', item: 'STEM', qty: 2 }]);
  await planner('POST', '/tickets/release', { orders: ['WO-STEM'] });
  const sign = (line: string, more: object = {}, ask = operator) =>
    ask('POST', '/sign-offs', { order: 'WO-STEM', seq: 10, line, ...more });
  const signed = async () =>
    (await operator('GET', '/tickets/WO-STEM')).body.steps[0].signs.map(
      ({ line, by }: { line: string; by: string | null }) => [line, by !== null],
    );
  expect(await signed()).toEqual([
    ['Grease the bolt', false],
    ['Torque 8 Nm', false],
  ]);
  // Pressed by two at once it is signed once.
  const both = await Promise.all([sign('Torque 8 Nm'), sign('Torque 8 Nm')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422]);
  expect(await signed()).toEqual([
    ['Grease the bolt', false],
    ['Torque 8 Nm', true],
  ]);
  expect((await sign('Jig 4.')).body.code).toBe('no-line');
  expect((await sign('Grease the bolt', {}, (await newTrainee()).ask)).status).toBe(403);
  expect((await sign('Torque 8 Nm', { done: false })).status).toBe(201);
  await sign('Torque 8 Nm');

  expect(await post(operator, 'WO-STEM', 10, { good: 2, finished: true })).toMatchObject({
    status: 409,
    body: {
      code: 'unsigned',
      detail: expect.stringContaining('1 line of the instructions of operation 10 is not signed'),
    },
  });
  await sign('Grease the bolt');
  expect((await post(operator, 'WO-STEM', 10, { good: 2, finished: true })).status).toBe(201);
  expect((await sign('Grease the bolt', { done: false })).body.code).toBe('not-at-work');
});

it('three orders that took twice their standard make the standard hard to believe, by hours that count', async () => {
  const trainee = await newTrainee();
  await put('/items', [{ code: 'RACK', supply: 'make', unit: 'pcs' }]);
  // Ten pieces: 30 min of set-up and 10 × 3 min are one hour.
  await put('/routing-steps', [
    { item: 'RACK', seq: 10, name: 'Bend', work_centre: 'CUT', setup_minutes: 30, run_minutes: 3 },
  ]);
  await put('/components', [{ parent: 'RACK', component: 'LUG', qty_per: 1, seq: 10 }]);
  const doubts = async () =>
    (await planner('GET', '/disbelieved-inputs')).body.rows.filter((row: { ref: string }) => row.ref === 'RACK/10');
  for (const number of ['WO-R1', 'WO-R2', 'WO-R3']) {
    expect(await doubts()).toEqual([]);
    await put('/work-orders', [{ number, item: 'RACK', qty: 10 }]);
    await planner('POST', '/tickets/release', { orders: [number] });
    const declined = (await post(trainee.ask, number, 10, { good: 1, hours: 50 })).body.posted.id;
    await planner('POST', `/progress/${declined}/countersign`, { verdict: 'declined' });
    const slip = (await post(trainee.ask, number, 10, { good: 1, hours: 40 })).body.posted.id;
    expect((await trainee.ask('POST', `/progress/${slip}/reversal`, { reason: 'was less' })).status).toBe(201);
    expect(await post(operator, number, 10, { good: 10, hours: 2, finished: true })).toMatchObject({ status: 201 });
  }
  expect(await doubts()).toMatchObject([
    { rule: 'standard-far', text: expect.stringContaining('took 6 h in its last 3 finished operations') },
  ]);
});

it('a lot that is made expires by the shelf life of its item, from the first day on which some of it was finished', async () => {
  await put('/items', [{ code: 'PASTE', supply: 'make', unit: 'pcs', asks_lot: true, shelf_life_days: 10 }]);
  await put('/routing-steps', [{ item: 'PASTE', seq: 10, work_centre: 'WELD' }]);
  await put('/work-orders', [{ number: 'WO-PASTE', item: 'PASTE', qty: 9 }]);
  await planner('POST', '/tickets/release', { orders: ['WO-PASTE'] });
  expect((await planner('PUT', '/finished-location', { location: 'A-01' })).status).toBe(200);
  const made = async (lot: string, worked_at: string) => {
    const { status, body } = await post(operator, 'WO-PASTE', 10, { good: 2, lot, worked_at });
    expect(status, JSON.stringify(body)).toBe(201);
    return body.posted.id as number;
  };
  const expires = async () =>
    (await planner('GET', '/stock-balances?item=PASTE&sort=lot')).body.rows
      .filter((row: { item: string; qty: number }) => row.item === 'PASTE' && row.qty !== 0)
      .map((row: { lot: string; qty: number; expires: string | null }) => [row.lot, row.qty, row.expires]);
  // Past midnight in Berlin it is the next day.
  await made('P-1', '2026-10-28T23:30:00Z');
  expect(await expires()).toEqual([['P-1', 2, '2026-11-08']]);
  await put('/locations', [{ code: 'P-02' }]);
  await planner('POST', '/movements', { act: 'move', item: 'PASTE', lot: 'P-1', from: 'A-01', to: 'P-02', qty: 1 });
  await made('P-1', '2026-10-30T10:00:00Z');
  await made('P-2', '2026-10-27T10:00:00Z');
  expect(await expires()).toEqual([
    ['P-1', 3, '2026-11-08'],
    ['P-1', 1, '2026-11-08'],
    ['P-2', 2, '2026-11-06'],
  ]);
  // What expires first is picked first, though it was made later than it was told.
  await put('/items', [{ code: 'TUBED', supply: 'make', unit: 'pcs' }]);
  await put('/work-orders', [{ number: 'WO-TUBED', item: 'TUBED', qty: 1, state: 'released' }]);
  await put('/work-materials', [{ work_order: 'WO-TUBED', item: 'PASTE', qty: 3, seq: 10 }]);
  const [line] = (await planner('GET', '/pick-lists/WO-TUBED')).body.lines;
  expect(line.from.map((one: { lot: string; qty: number }) => [one.lot, one.qty])).toEqual([
    ['P-2', 2],
    ['P-1', 1],
  ]);
});

it('a lot told of a wrong day and told anew expires by the right one', async () => {
  await put('/work-orders', [{ number: 'WO-PASTE-2', item: 'PASTE', qty: 9 }]);
  await planner('POST', '/tickets/release', { orders: ['WO-PASTE-2'] });
  const told = { seq: 10, good: 2, lot: 'P-9' };
  const { posted } = (await post(operator, 'WO-PASTE-2', 10, { ...told, worked_at: '2026-10-20T10:00:00Z' })).body;
  const instead = { ...told, worked_at: '2026-10-30T10:00:00Z' };
  expect(await operator('POST', `/progress/${posted.id}/reversal`, { reason: 'wrong day', instead })).toMatchObject({
    status: 201,
  });
  const { rows } = (await planner('GET', '/stock-balances?item=PASTE')).body;
  expect(rows.find((row: { lot: string }) => row.lot === 'P-9')).toMatchObject({ qty: 2, expires: '2026-11-09' });
});
