import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LedgerTest, ledgerTest, rawly } from '../inventory/ledger.test-support.ts';

let ledger: LedgerTest;
beforeAll(async () => {
  ledger = await ledgerTest();
  await ledger.put('/customers', [{ code: 'MILLER' }]);
});
afterAll(() => ledger.test.close());

let made = 0;
async function line(qty: number) {
  made += 1;
  const [item, order] = [await ledger.fresh(), `SO-${made}`];
  await ledger.put('/customer-lines', [
    { order_no: order, line: 1, customer: 'MILLER', item, qty, due: '2026-12-04', ship_complete: false },
  ]);
  return { item, order, ref: `${order}/1` };
}
const put = (item: string, to: string, qty: number, more: object = {}) =>
  ledger.keeper('POST', '/movements', { act: 'adjust', item, to, qty, reason: 'found', ...more });
const ship = (order: string, qty: number, more: object = {}, query = '') =>
  ledger.keeper('POST', `/lines-to-ship/${order}/1/shipments${query}`, { qty, ...more });
const seen = async (order: string) => (await ledger.keeper('GET', `/lines-to-ship/${order}/1`)).body;
const set = (item: string, what: string, where: string) =>
  rawly(ledger.test.db, `update stock set ${what} where item = '${item}' and ${where}`);

describe('the goods of a shipment', () => {
  it('are not kept back by what stood there before: an empty balance has neither a last day nor a first', async () => {
    const { item, order } = await line(7);
    await put(item, 'A', 5, { container: 'BOX-1' });
    await put(item, 'A', 1, { serial: 'V-1' });
    await set(item, `expires = '2020-01-01'`, `container = 'BOX-1'`);
    await set(item, `available_from = '2090-01-01'`, `serial = 'V-1'`);
    await ledger.keeper('POST', '/movements', {
      act: 'adjust',
      item,
      from: 'A',
      container: 'BOX-1',
      qty: 5,
      reason: 'x',
    });
    await ledger.keeper('POST', '/movements', { act: 'adjust', item, from: 'A', serial: 'V-1', qty: 1, reason: 'x' });
    await put(item, 'A', 7, { container: 'BOX-2' });
    expect((await ledger.planner('GET', `/free-stock?item=${item}`)).body.spots).toMatchObject([
      { there: 7, free: 7, usable: true, expires: null },
    ]);
    expect(await seen(order)).toMatchObject({ missing: 0, take: [{ qty: 7, containers: ['BOX-2'] }] });
    const { rows } = (await ledger.keeper('GET', '/lines-to-ship')).body;
    expect(rows.find((row: { order_no: string }) => row.order_no === order)).toMatchObject({ there: 7 });
    expect(await ship(order, 7)).toMatchObject({ status: 201, body: { state: 'shipped' } });
  });

  it('are what may be used before what has expired, also where their place is named, and what has expired is asked', async () => {
    const { item, order } = await line(15);
    await put(item, 'A', 10, { lot: 'L1' });
    await put(item, 'A', 10, { lot: 'L2' });
    await set(item, `expires = '2020-01-01'`, `lot = 'L1'`);
    const first = await ship(order, 5, { location: 'A' });
    expect(first).toMatchObject({ status: 201, body: { done: expect.stringContaining('5 pcs from A lot L2') } });
    expect(await seen(order)).toMatchObject({ open: 10, missing: 5 });
    expect(await ship(order, 10)).toMatchObject({ status: 409, body: { code: 'expired', values: { lot: 'L1' } } });
    expect(await ship(order, 10, {}, '?confirm=expired&because=tested')).toMatchObject({ status: 201 });
    expect(await ship(order, 1)).toMatchObject({ status: 422 });
  });

  it('are pieces of which each has its own last day, and its own first', async () => {
    const { item, order } = await line(4);
    for (const serial of ['V-1', 'V-2', 'V-3', 'V-4']) await put(item, 'A', 1, { serial });
    await set(item, `expires = '2020-01-01'`, `serial = 'V-2'`);
    await set(item, `available_from = '2090-01-01'`, `serial = 'V-3'`);
    const told = await seen(order);
    expect(told.pieces.map(({ serial }: { serial: string }) => serial)).toEqual(['V-1', 'V-4']);
    expect(told).toMatchObject({ open: 4, missing: 2 });
    const held = await ship(order, 1, { serials: ['V-3'] });
    expect(held).toMatchObject({ status: 422, body: { code: 'piece-held' } });
    expect(held.body.detail).toMatch(/serial V-3 is held until .*2090\. Maybe take another piece\./);
    expect(await ship(order, 1, { serials: ['V-2'] })).toMatchObject({ status: 409, body: { code: 'expired' } });
    expect(await ship(order, 2, { serials: ['V-1', 'V-4'] })).toMatchObject({ status: 201 });
    expect(await ship(order, 1, { serials: ['V-2'] }, '?confirm=expired&because=tested')).toMatchObject({
      status: 201,
    });
  });

  it('are pieces that are nobody else’s, and what is missing says so', async () => {
    const [{ item, order }, other] = [await line(3), await line(1)];
    for (const serial of ['W-1', 'W-2']) await put(item, 'A', 1, { serial });
    await put(item, 'B', 1, { serial: 'W-3' });
    await ledger.planner('POST', '/allocations/reserve', { item, location: 'B', qty: 1, for: other.ref });
    const told = await seen(order);
    expect(told.pieces.map(({ serial }: { serial: string }) => serial)).toEqual(['W-1', 'W-2']);
    expect(told.missing).toBe(1);
  });

  it('are pieces where they are said to be taken, of the lot that is said, each once', async () => {
    const { item, order } = await line(3);
    await put(item, 'A', 1, { serial: 'X-1', lot: 'L1' });
    const at = async (more: object, qty = 1) => (await ship(order, qty, { serials: ['X-1'], ...more })).body;
    expect(await at({ location: 'B' })).toMatchObject({ code: 'no-piece' });
    expect((await at({ lot: 'L2' })).detail).toBe(
      `${item} serial X-1 stands at A under lot L1, not where it is said to be taken. Maybe leave place and lot empty.`,
    );
    expect((await at({ serials: ['X-1', 'X-1'] }, 2)).detail).toMatch(
      /^Serial X-1 of .* is named twice, and is one piece/,
    );
    expect((await at({}, -1)).detail).toBe('-1 is nothing to ship. Say how much.');
    expect(await at({ location: 'A', lot: 'L1' })).toMatchObject({ state: 'open' });
  });

  it('that stand by serials are asked for by serial, and of one that may not be taken it is said why', async () => {
    const { item, order } = await line(3);
    await put(item, 'A', 1, { serial: 'Y-1' });
    await put(item, 'Q', 1, { serial: 'Y-2' });
    const which = await ship(order, 1);
    expect(which).toMatchObject({ status: 422, body: { code: 'serial-missing' } });
    expect(which.body.detail).toBe(`${item} stands at A by serials: Y-1. Maybe say which of them it is.`);
    expect((await ship(order, 1, { serials: ['Y-2'] })).body.detail).toMatch(
      /serial Y-2 stands at Q, whose goods may not be taken/,
    );
    expect((await ship(order, 1, { serials: ['Y-9'] })).body.detail).toMatch(/serial Y-9 stands nowhere\./);
  });

  it('that stand by serials are found at every place, however many that are held, expired or elsewhere come before them', async () => {
    const { item, order } = await line(3);
    await rawly(
      ledger.test.db,
      `insert into stock (site, item, location, lot, serial, qty, available_from, expires)
        select 'PLANT', '${item}', p.location, '', p.location || '-' || to_char(n, 'FM000'), 1, p.held::timestamptz, p.expires::date
        from (values ('A', '2090-01-01', null), ('B', null, '2020-01-01'), ('C', null, null)) p (location, held, expires), generate_series(1, 120) n`,
    );
    await set(item, 'available_from = null', `serial = 'A-120'`);
    const told = await seen(order);
    expect(told.pieces.slice(0, 2).map(({ serial }: { serial: string }) => serial)).toEqual(['A-120', 'C-001']);
    expect(told).toMatchObject({ open: 3, missing: 0 });
    expect(await ship(order, 1, { location: 'C' })).toMatchObject({
      status: 422,
      body: { code: 'serial-missing', detail: expect.stringContaining('stands at C by serials: C-001') },
    });
    expect(await ship(order, 1, { serials: ['C-120'] })).toMatchObject({ status: 201 });
  });

  it('that stand by serials are asked for before what has expired is', async () => {
    const { item, order } = await line(3);
    await put(item, 'A', 5, { lot: 'L1' });
    await set(item, `expires = '2020-01-01'`, `lot = 'L1'`);
    await put(item, 'B', 1, { serial: 'Z-1' });
    expect(await ship(order, 2)).toMatchObject({ status: 422, body: { code: 'serial-missing' } });
    expect(await ship(order, 2, { location: 'A' })).toMatchObject({ status: 409, body: { code: 'expired' } });
    expect(await ship(order, 1, { serials: ['Z-1'] })).toMatchObject({ status: 201 });
    expect(await ship(order, 2)).toMatchObject({ status: 409, body: { code: 'expired' } });
    expect(await ship(order, 2, {}, '?confirm=expired&because=tested')).toMatchObject({ status: 201 });
  });
});
