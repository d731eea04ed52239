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
const seen = async (order: string) => (await keeper('GET', `/lines-to-ship/${order}/1`)).body;
const back = (number: string, reason = 'wrong lorry') => keeper('POST', `/shipments/${number}/take-back`, { reason });

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
    expect(await ship(order, 40)).toMatchObject({ status: 409, body: { code: 'over-shipment' } });
    const all = { reason: 'they asked for five' };
    expect(await ship(order, 5, all, '?confirm=over-shipment')).toMatchObject({
      status: 201,
      body: { state: 'shipped' },
    });
    for (const wrong of [0, -1, 0.5, 1e300]) expect((await ship(order, wrong)).status).toBeGreaterThanOrEqual(400);
    const old = await line(2);
    await put(old.item, 'A', 2, { lot: 'OLD' });
    await rawly(ledger.test.db, `update stock set expires = '2020-01-01' where item = '${old.item}'`);
    expect(await ship(old.order, 2)).toMatchObject({ status: 409, body: { code: 'not-enough' } });
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
    expect(await ship(order, 1, { location: 'Q' })).toMatchObject({ status: 409, body: { code: 'not-enough' } });
    expect(await ship(order, 1, { location: 'NOWHERE' })).toMatchObject({ status: 422 });
    expect(await keeper('POST', '/lines-to-ship/SO-X/1/shipments', { qty: 1 })).toMatchObject({ status: 404 });
    expect(await ship(order, 2)).toMatchObject({ status: 201 });
    expect(await seen(order)).toMatchObject({ shipped: 2, missing: 7 });
  });

  it('of a piece by serial names it', async () => {
    const { item, order } = await line(2);
    await put(item, 'A', 1, { serial: 'S-1' });
    expect((await seen(order)).pieces).toMatchObject([{ serial: 'S-1', location: 'A' }]);
    expect(await ship(order, 2, { serial: 'S-1' })).toMatchObject({ body: { code: 'not-one' } });
    expect(await ship(order, 1, { serial: 'S-2' })).toMatchObject({ body: { code: 'no-piece' } });
    const { number } = (await ship(order, 1, { serial: 'S-1' })).body;
    expect(await back(number)).toMatchObject({ status: 201 });
    expect(await ledger.balance(item, 'A')).toBe(1);
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
