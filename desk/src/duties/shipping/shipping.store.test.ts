import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from '../inventory/ledger.test-support.ts';

let ledger: LedgerTest;
let keeper: Ask;
let planner: Ask;
beforeAll(async () => {
  ledger = await ledgerTest();
  ({ keeper, planner } = ledger);
  await ledger.put('/customers', [{ code: 'MILLER' }]);
  await rawly(ledger.test.db, `update locations set usable = false where code = 'Q'`);
});
afterAll(() => ledger.test.close());

let made = 0;
/** A line of an item that nobody else moves. */
async function line(qty: number, more: object = {}) {
  made += 1;
  const item = await ledger.fresh();
  const order = `SO-${made}`;
  const body = {
    order_no: order,
    line: 1,
    customer: 'MILLER',
    item,
    qty,
    due: '2026-12-04',
    ship_complete: false,
    ...more,
  };
  await ledger.put('/customer-lines', [body]);
  return { item, order, ref: `${order}/1` };
}
const put = (item: string, to: string, qty: number, more: object = {}) =>
  keeper('POST', '/movements', { act: 'adjust', item, to, qty, reason: 'found', ...more });
const ship = (order: string, qty: number, more: object = {}, query = '', key?: string) =>
  keeper('POST', `/lines-to-ship/${order}/1/shipments${query}`, { qty, ...more }, key ? { key } : {});
/** So much came back of a line by a return; its number. */
async function cameBack(line: string, qty: number, more: object = {}): Promise<string> {
  const { body } = await planner('POST', '/customer-returns', { line, qty, reason: 'wrong colour', ...more });
  const { number } = body.return;
  expect(await keeper('POST', `/customer-returns/${number}/receipts`, { qty })).toMatchObject({ status: 201 });
  return number;
}
const seen = async (order: string) => (await keeper('GET', `/lines-to-ship/${order}/1`)).body;
const back = (number: string, reason = 'wrong lorry') => keeper('POST', `/shipments/${number}/take-back`, { reason });

/** The line comes by an import. */
async function pasted({ order, item }: { order: string; item: string }, qty: number, state?: string) {
  const dry = await planner('POST', '/imports/paste', {
    kind: 'customer_lines',
    head: ['Order no', 'Line', 'Customer', 'Item', 'Qty', 'Due', ...(state ? ['State'] : [])],
    rows: [[order, 1, 'MILLER', item, qty, '2026-12-04', ...(state ? [state] : [])]],
  });
  return { dry: dry.body, taken: await planner('POST', `/imports/${dry.body.id}/apply`, {}) };
}

describe('a shipment', () => {
  it('leaves stock once, what is reserved for the line first, then what expires first; the line is shipped when all of it went', async () => {
    const { item, order, ref } = await line(10);
    await put(item, 'A', 5);
    await put(item, 'B', 5, { lot: 'L1' });
    await put(item, 'C', 3, { lot: 'L2', container: 'PAL-9' });
    await rawly(ledger.test.db, `update stock set expires = '2040-01-01' where item = '${item}' and lot = 'L1'`);
    await planner('POST', '/allocations/reserve', { item, location: 'C', qty: 2, for: ref });
    expect((await seen(order)).take).toMatchObject([
      { location: 'C', lot: 'L2', qty: 3, containers: ['PAL-9'] },
      { location: 'B', lot: 'L1', qty: 5, expires: '2040-01-01' },
      { location: 'A', qty: 2 },
    ]);
    const first = await ship(order, 4, { document: 'LS-7' }, '', 'sent-twice-once');
    expect(first).toMatchObject({ status: 201, body: { number: 'SHP-00001', state: 'open' } });
    expect(first.body.done).toBe(
      `SHP-00001: 1 pcs from B lot L1 and 3 pcs from C lot L2 of ${item} went out for ${ref}, 6 pcs still to go. Out of its container: 3 of ${item} from PAL-9.`,
    );
    expect((await ship(order, 4, { document: 'LS-7' }, '', 'sent-twice-once')).body).toEqual(first.body);
    expect(await seen(order)).toMatchObject({ shipped: 4, open: 6, state: 'open', shipments: [{ document: 'LS-7' }] });
    expect((await keeper('GET', '/lines-to-ship')).body.rows).toMatchObject([{ order_no: order, open: 6, there: 9 }]);
    expect((await planner('GET', `/free-stock?item=${item}`)).body.holders).toEqual([]);
    expect(await ship(order, 6)).toMatchObject({ status: 201, body: { state: 'shipped' } });
    expect(await ship(order, 1)).toMatchObject({ status: 422, body: { code: 'not-open' } });
    expect((await keeper('GET', '/lines-to-ship')).body.rows).toEqual([]);
    const { rows } = (await keeper('GET', `/movements?item=${item}&reference_key=${encodeURIComponent(ref)}&limit=20`))
      .body;
    const out = rows.filter((row: { to_kind: string }) => row.to_kind === 'customer');
    expect(out.reduce((sum: number, { qty }: { qty: number }) => sum + qty, 0)).toBe(10);
    expect(await keeper('POST', `/movements/${out[0].id}/reverse`, { reason: 'x' })).toMatchObject({
      status: 422,
      body: { code: 'of-shipment' },
    });
    expect(await ledger.differences()).toEqual([]);
  });

  it('is taken back by its mirror, once, and its line is open again', async () => {
    const { item, order } = await line(4);
    await put(item, 'A', 4);
    const { number } = (await ship(order, 4)).body;
    expect(await ledger.balance(item, 'A')).toBe(0);
    expect(await back(number)).toMatchObject({ status: 201, body: { state: 'open' } });
    expect(await back(number)).toMatchObject({ status: 422, body: { code: 'taken-back' } });
    expect(await back('SHP-99999')).toMatchObject({ status: 404 });
    expect(await ledger.balance(item, 'A')).toBe(4);
    expect(await seen(order)).toMatchObject({ shipped: 0, open: 4, shipments: [{ back_reason: 'wrong lorry' }] });
    expect(await ship(order, 4)).toMatchObject({ status: 201 });
    expect(await ledger.differences()).toEqual([]);
  });

  it('is asked about where it is more than is open, a part of what goes whole, or has expired', async () => {
    const { item, order } = await line(4, { ship_complete: true });
    await put(item, 'A', 20);
    const part = await ship(order, 3);
    expect(part).toMatchObject({ status: 409, body: { code: 'ship-complete', values: { confirm: 'ship-complete' } } });
    expect(part.body.detail).toMatch(/is to go whole: 4 pcs are open, and 1 would stay behind\. Maybe wait/);
    expect(await ship(order, 3, {}, '?confirm=ship-complete')).toMatchObject({ body: { code: 'reason-missing' } });
    expect(await ship(order, 20)).toMatchObject({ status: 409, body: { code: 'over-shipment' } });
    expect(await ship(order, 40, { reason: 'x' }, '?confirm=over-shipment')).toMatchObject({
      status: 409,
      body: { code: 'not-enough' },
    });
    expect(await ship(order, 40, { location: 'NOWHERE' })).toMatchObject({ status: 422 });
    const all = { reason: 'they asked for five' };
    expect(await ship(order, 5, all, '?confirm=over-shipment')).toMatchObject({
      status: 201,
      body: { state: 'shipped' },
    });
    for (const wrong of [0, -1, 0.5, 1e300]) expect((await ship(order, wrong)).status).toBeGreaterThanOrEqual(400);
    const old = await line(2);
    await put(old.item, 'A', 2, { lot: 'OLD' });
    await rawly(ledger.test.db, `update stock set expires = '2020-01-01' where item = '${old.item}'`);
    expect(await ship(old.order, 2)).toMatchObject({ status: 409, body: { code: 'expired' } });
    expect(await ship(old.order, 2, { location: 'A' })).toMatchObject({ status: 409, body: { code: 'expired' } });
    expect(await ship(old.order, 2, { location: 'A', reason: 'tested' }, '?confirm=expired')).toMatchObject({
      status: 201,
    });
  });

  it('takes no more than there is, nor what is reserved for another, nor what is not released', async () => {
    const [{ item, order }, other] = [await line(9), await line(1)];
    await put(item, 'A', 6);
    await put(item, 'Q', 6);
    await planner('POST', '/allocations/reserve', { item, location: 'A', qty: 4, for: other.ref });
    const refused = await ship(order, 3);
    expect(refused).toMatchObject({ status: 409, body: { code: 'not-enough' } });
    expect(refused.body.detail).toContain(other.ref);
    expect(await ship(order, 1, { location: 'Q' })).toMatchObject({ status: 422, body: { code: 'held-back' } });
    await put(item, 'B', 1);
    expect((await ship(order, 3, { location: 'A' })).body.detail).toMatch(/Maybe take it elsewhere: 1 pcs at B\.$/);
    await keeper('POST', '/movements', { act: 'adjust', item, from: 'B', qty: 1, reason: 'gone' });
    expect(await ship(order, 1, { location: 'NOWHERE' })).toMatchObject({ status: 422 });
    expect(await keeper('POST', '/lines-to-ship/SO-X/1/shipments', { qty: 1 })).toMatchObject({ status: 404 });
    expect(await ship(order, 2)).toMatchObject({ status: 201 });
    expect(await seen(order)).toMatchObject({ shipped: 2, missing: 7 });
  });

  it('of a piece by serial names it', async () => {
    const { item, order } = await line(2);
    await put(item, 'A', 1, { serial: 'S-1' });
    expect((await seen(order)).pieces).toMatchObject([{ serial: 'S-1', location: 'A' }]);
    expect(await ship(order, 2, { serials: ['S-1'] })).toMatchObject({ body: { code: 'not-one' } });
    expect(await ship(order, 1, { serials: ['S-2'] })).toMatchObject({ body: { code: 'no-piece' } });
    const { number } = (await ship(order, 1, { serials: ['S-1'] })).body;
    expect(await back(number)).toMatchObject({ status: 201 });
    expect(await ledger.balance(item, 'A')).toBe(1);
  });

  it('of several serials goes at once, and whole', async () => {
    const { item, order } = await line(3, { ship_complete: true });
    for (const serial of ['T-1', 'T-2', 'T-3']) await put(item, serial === 'T-2' ? 'B' : 'A', 1, { serial });
    expect(await ship(order, 3, { serials: ['T-1', 'T-2'] })).toMatchObject({ status: 422, body: { code: 'not-one' } });
    expect(await ship(order, 3, { serials: ['T-1', 'T-1', 'T-2'] })).toMatchObject({ body: { code: 'not-one' } });
    expect(await ship(order, 3, { serials: ['T-1', 'T-2', 'T-9'] })).toMatchObject({ body: { code: 'no-piece' } });
    const { status, body } = await ship(order, 3, { serials: ['T-3', 'T-1', 'T-2'] });
    expect([status, body.state]).toEqual([201, 'shipped']);
    expect(await back(body.number)).toMatchObject({ status: 201, body: { state: 'open' } });
    expect((await seen(order)).pieces).toHaveLength(3);
    expect(await ledger.differences()).toEqual([]);
  });

  it('is taken back no more where its goods came back by a return', async () => {
    const { item, order, ref } = await line(10);
    await put(item, 'A', 10);
    const { number } = (await ship(order, 10)).body;
    const rma = await cameBack(ref, 10);
    const refused = await back(number);
    expect(refused).toMatchObject({ status: 422, body: { code: 'returned' } });
    expect(refused.body.detail).toBe(
      `10 pcs by ${rma} came back of ${ref} already: with ${number} taken back too, stock would have them twice. Maybe take the receipt of the return back first.`,
    );
    expect([await ledger.balance(item, 'A'), await ledger.balance(item, 'Q')]).toEqual([0, 10]);
  });

  it('is taken back no more where its lot came back, though others brought out as much', async () => {
    const { item, order, ref } = await line(10);
    await put(item, 'A', 6, { lot: 'M1' });
    await put(item, 'B', 4, { lot: 'M2' });
    const [first] = [await ship(order, 6, { lot: 'M1' }), await ship(order, 4, { lot: 'M2' })];
    const rma = await cameBack(ref, 4, { lot: 'M1' });
    const refused = await back(first.body.number);
    expect(refused).toMatchObject({ status: 422, body: { code: 'returned' } });
    expect(refused.body.detail).toMatch(new RegExp(`^4 pcs by ${rma} came back of lot M1 of ${ref} already`));
  });

  it('that was taken back leaves its announced return to be asked about', async () => {
    const { item, order, ref } = await line(10);
    await put(item, 'A', 10);
    const { number } = (await ship(order, 10)).body;
    const { body } = await planner('POST', '/customer-returns', { line: ref, qty: 10, reason: 'wrong colour' });
    expect(await back(number)).toMatchObject({ status: 201 });
    const receipts = `/customer-returns/${body.return.number}/receipts`;
    const asked = await keeper('POST', receipts, { qty: 10 });
    expect(asked).toMatchObject({ status: 409, body: { code: 'more-than-shipped' } });
    expect(asked.body.detail).toContain(`0 pcs of ${ref} were shipped`);
    expect(await ledger.balance(item, 'Q')).toBe(0);
  });

  it('of a piece that stands here again is not taken back, and says by what it came', async () => {
    const { item, order, ref } = await line(2);
    for (const serial of ['P-1', 'P-2']) await put(item, 'A', 1, { serial });
    const [one, two] = [await ship(order, 1, { serials: ['P-1'] }), await ship(order, 1, { serials: ['P-2'] })];
    await put(item, 'B', 1, { serial: 'P-1' });
    const other = await planner('POST', '/customer-returns', {
      customer: 'MILLER',
      item,
      qty: 1,
      serial: 'P-2',
      reason: 'x',
    });
    const rma = other.body.return.number;
    expect(await keeper('POST', `/customer-returns/${rma}/receipts`, { qty: 1 })).toMatchObject({ status: 201 });
    const [first, second] = [await back(one.body.number), await back(two.body.number)];
    expect([first.body.code, second.body.code]).toEqual(['piece-here', 'piece-here']);
    expect(first.body.detail).toMatch(/serial P-1 went out by .*, and stands at B all the same: it came in otherwise/);
    expect(second.body.detail).toMatch(
      new RegExp(`serial P-2 .* stands at Q all the same: it came back by ${rma}\\. Maybe`),
    );
    expect(ref).toBe(`${order}/1`);
  });

  it('that is taken back says what of it lies loose, and that of a cancelled line nothing is to go', async () => {
    const { item, order } = await line(4);
    await put(item, 'A', 5, { container: 'PAL-1' });
    const { number } = (await ship(order, 2)).body;
    await rawly(ledger.test.db, `update customer_lines set state = 'cancelled' where order_no = '${order}'`);
    expect((await back(number)).body.done).toBe(
      `Shipment ${number} is taken back: its goods lie where they lay, loose: PAL-1 was broken for it. ${order}/1 is cancelled: nothing of it is to go.`,
    );
  });

  it('of a lot that is named goes out also where it has expired, asked, wherever it lies', async () => {
    const { item, order } = await line(2);
    await put(item, 'A', 2, { lot: 'OLD' });
    await rawly(ledger.test.db, `update stock set expires = '2020-01-01' where item = '${item}'`);
    expect(await ship(order, 2, { lot: 'OLD' })).toMatchObject({ status: 409, body: { code: 'expired' } });
    expect(await ship(order, 2, { lot: 'OLD', reason: 'tested' }, '?confirm=expired')).toMatchObject({ status: 201 });
  });

  it('is ready where what is there may be taken: not expired, from its day on, reserved for it or nobody', async () => {
    const [late, soon] = [await line(5, { due: '2031-01-01' }), await line(5, { due: '2026-01-01' })];
    await put(late.item, 'A', 5);
    await put(soon.item, 'A', 3, { lot: 'OLD' });
    await put(soon.item, 'B', 4, { lot: 'HELD' });
    await rawly(
      ledger.test.db,
      `update stock set expires = '2020-01-01' where item = '${soon.item}' and lot = 'OLD';
       update stock set available_from = '2090-01-01' where item = '${soon.item}' and lot = 'HELD'`,
    );
    const list = async () => {
      const { rows, ready, total } = (await keeper('GET', '/lines-to-ship')).body;
      const of = (order: string) => rows.findIndex((row: { order_no: string }) => row.order_no === order);
      return {
        rows,
        ready,
        total,
        first: of(late.order) < of(soon.order),
        late: rows[of(late.order)],
        soon: rows[of(soon.order)],
      };
    };
    const seenFirst = await list();
    expect(seenFirst).toMatchObject({ first: true, late: { there: 5 }, soon: { there: 0 } });
    expect(seenFirst.total).toBe(seenFirst.rows.length);
    expect(seenFirst.ready).toBe(seenFirst.rows.filter((row: { there: number }) => row.there > 0).length);
    await put(soon.item, 'C', 4, { lot: 'NEW' });
    await planner('POST', '/allocations/reserve', { item: soon.item, location: 'C', qty: 3, for: late.ref });
    expect((await list()).soon).toMatchObject({ there: 1 });
    await planner('POST', '/allocations/reserve', { item: soon.item, location: 'C', qty: 1, for: soon.ref });
    expect((await list()).soon).toMatchObject({ there: 1 });
  });

  it('leaves no reservation to a line that it shipped meanwhile', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { item, order, ref } = await line(2);
      await put(item, 'A', 9);
      const [, reserved] = await Promise.all([
        ship(order, 2),
        planner('POST', '/allocations/reserve', { item, qty: 5, for: ref }),
      ]);
      expect([201, 422]).toContain(reserved.status);
      expect((await planner('GET', `/free-stock?item=${item}`)).body.holders).toEqual([]);
    }
  });

  it('holds its line to it: less than went is refused, what went is shipped, and more is open again', async () => {
    const { item, order } = await line(10);
    await put(item, 'A', 20);
    await ship(order, 4);
    const change = async (body: object) => {
      const { rows } = (await planner('GET', `/customer-lines?filter=${encodeURIComponent(`order_no:eq:${order}`)}`))
        .body;
      return planner('PATCH', `/customer-lines/${rows[0].id}`, body, { version: rows[0].version });
    };
    expect(await change({ qty: 3 })).toMatchObject({
      status: 422,
      body: { detail: expect.stringMatching(/^4 of .* it cannot want less\. Maybe set it to 4/) },
    });
    expect(await change({ item: (await line(1)).item })).toMatchObject({ status: 422 });
    expect(await change({ qty: 4 })).toMatchObject({ status: 200, body: { state: 'shipped' } });
    expect(await change({ qty: 6 })).toMatchObject({ status: 200, body: { state: 'open' } });
    const bring = (qty: number, state?: string) => pasted({ order, item }, qty, state);
    expect((await bring(3)).dry.faults[0].text).toMatch(/it cannot want less/);
    expect((await bring(4)).taken.status).toBe(201);
    expect(await seen(order)).toMatchObject({ state: 'shipped', unposted: 0 });
    await bring(7);
    expect(await seen(order)).toMatchObject({ state: 'open', open: 3 });
    const told = await bring(7, 'shipped');
    expect(told.dry.asked).toBeNull();
    expect(told.taken.body.notes).toEqual([expect.stringMatching(new RegExp(`^3 of ${order}/1 come as shipped`))]);
    expect(await seen(order)).toMatchObject({ state: 'shipped', unposted: 3 });
  });

  it('of none that came as shipped is missing: that is history of another book, also where an import says it', async () => {
    const [came, brought] = [await line(5, { state: 'shipped' }), await line(5)];
    expect(await seen(came.order)).toMatchObject({ state: 'shipped', unposted: 0 });
    expect((await pasted(brought, 5, 'shipped')).taken.status).toBe(201);
    expect(await seen(brought.order)).toMatchObject({ state: 'shipped', unposted: 0 });
  });

  it('is done by several at once without a piece lost or doubled', async () => {
    const { item, order } = await line(10);
    await put(item, 'A', 30);
    const answers = await Promise.all(Array.from({ length: 8 }, () => ship(order, 2)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(await ledger.balance(item, 'A')).toBe(20);
    expect(await seen(order)).toMatchObject({ shipped: 10, state: 'shipped' });
  });

  it('that is only said, of a line that is set to shipped without goods, is asked about and says what is not posted', async () => {
    const { item, order, ref } = await line(30);
    await put(item, 'A', 30);
    await ship(order, 10);
    const { body } = await planner('GET', `/customer-lines?filter=${encodeURIComponent(`order_no:eq:${order}`)}`);
    const [{ id, version }] = body.rows;
    const said = (query: string) =>
      planner('PATCH', `/customer-lines/${id}${query}`, { state: 'shipped' }, { version });
    expect(await said('')).toMatchObject({
      status: 409,
      body: {
        code: 'not-posted',
        detail: expect.stringContaining(`20 of ${ref} would be shipped, and no goods of it are posted`),
      },
    });
    expect(await said('?confirm=not-posted')).toMatchObject({ status: 200 });
    expect(await seen(order)).toMatchObject({ state: 'shipped', unposted: 20 });
    expect(await planner('PATCH', `/customer-lines/${id}`, { shipped: 30 }, { version: version + 1 })).toMatchObject({
      status: 400,
    });
    const trainee = await ledger.test.person(['storekeeper']);
    await rawly(
      ledger.test.db,
      `update badges set trainee = true where user_id = (select id from "user" where email = '${trainee.email}')`,
    );
    const other = await line(1);
    expect(await trainee.ask('POST', `/lines-to-ship/${other.order}/1/shipments`, { qty: 1 })).toMatchObject({
      status: 403,
    });
    expect(await planner('POST', `/lines-to-ship/${other.order}/1/shipments`, { qty: 1 })).toMatchObject({
      status: 403,
    });
  });
});
