import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LedgerTest, ledgerTest } from './ledger.test-support.ts';

let ledger: LedgerTest;
beforeAll(async () => {
  ledger = await ledgerTest();
  await ledger.put('/units', [{ code: 'pallet' }]);
  await ledger.put('/vendors', [{ code: 'KRAFT' }]);
  await ledger.put('/locations', [{ code: 'DOCK', kind: 'dock' }]);
});
afterAll(() => ledger.test.close());

let bins = 0;
/** A place that holds so much. */
async function bin(capacity: number | null, unit = 'pcs', more: object = {}): Promise<string> {
  bins += 1;
  const code = `BIN-${String(bins).padStart(2, '0')}`;
  await ledger.put('/locations', [{ code, capacity, capacity_unit: capacity === null ? null : unit, ...more }]);
  return code;
}
const put = (item: string, to: string, qty: number, more: object = {}) =>
  ledger.keeper('POST', '/movements', { act: 'adjust', item, to, qty, reason: 'found', ...more });
const move = (item: string, from: string, to: string, qty: number, confirm = '', more: object = {}) =>
  ledger.keeper('POST', `/movements${confirm === '' ? '' : `?confirm=${confirm}`}`, {
    act: 'move',
    item,
    from,
    to,
    qty,
    ...more,
  });

describe('a place that holds so much at most', () => {
  it('is filled; what would be too much is asked, with where the rest may go, and put there all the same by who says so', async () => {
    const item = await ledger.fresh();
    const [full, other, open] = [await bin(40), await bin(50), await bin(null)];
    await put(item, 'A', 60);
    await put(item, full, 36);
    await put(item, open, 1);
    expect(await move(item, 'A', full, 4)).toMatchObject({ status: 201 });
    const asked = await move(item, 'A', full, 10);
    expect(asked).toMatchObject({
      status: 409,
      body: { code: 'overfull', values: { confirm: 'overfull', filled: 40, coming: 10, over: 10 } },
    });
    // Where some of it is already has no bound; the place that it comes from is no way out.
    expect(asked.body.detail).toBe(
      `${full} holds 40 pcs at most: 40 are there, and with 10 more there would be 10 too many. Maybe put 10 pcs at ${open}, which has room.`,
    );
    expect(await ledger.balance(item, full)).toBe(40);
    expect(await move(item, 'A', other, 46)).toMatchObject({ status: 201 });
    expect(await move(item, other, full, 3, 'overfull')).toMatchObject({
      status: 422,
      body: { code: 'reason-missing' },
    });
    expect((await move(item, other, full, 3, 'overfull', { reason: 'it stands there' })).status).toBe(201);
    expect(await ledger.balance(item, full)).toBe(43);
  });

  it('keeps every yes of who puts too much there and takes more than there is', async () => {
    const item = await ledger.fresh();
    const full = await bin(3);
    await put(item, 'A', 2);
    const answer = await move(item, 'A', full, 5, 'negative,overfull', { reason: 'it stands there' });
    expect(answer).toMatchObject({
      status: 201,
      body: { movement: { confirmed: 'negative,overfull', reason: 'it stands there' } },
    });
    expect([await ledger.balance(item, 'A'), await ledger.balance(item, full)]).toEqual([-3, 5]);
  });

  it('names another that has room, and what of it fits there', async () => {
    const item = await ledger.fresh();
    const [from, to, near] = [await bin(1000, 'pcs', { usable: false }), await bin(10), await bin(7)];
    await put(item, from, 20);
    await put(item, to, 8);
    await put(item, near, 2);
    expect((await move(item, from, to, 7)).body.detail).toBe(
      `${to} holds 10 pcs at most: 8 are there, and with 7 more there would be 5 too many. Maybe put 2 pcs there and 5 pcs at ${near}, which has room for 5 pcs.`,
    );
  });

  it('is filled by the factors of the items; those without one are named and do not count', async () => {
    const [item, odd] = [await ledger.fresh(), await ledger.fresh()];
    await ledger.put('/item-units', [{ item, unit: 'pallet', factor: '40' }]);
    const [rack, open] = [await bin(2, 'pallet'), await bin(null)];
    await put(item, 'B', 200);
    await put(item, open, 1);
    await put(odd, 'B', 5);
    expect((await move(odd, 'B', rack, 5)).status).toBe(201);
    expect((await move(item, 'B', rack, 60)).status).toBe(201);
    expect((await move(item, 'B', rack, 30)).body.detail).toMatch(
      new RegExp(
        `^${rack} holds 2 pallet at most: 1.5 are there, and with 0.75 more there would be 0.25 too many. ${odd} is there too and does not count: nothing says how many pallet it is. Maybe put 20 pcs there and 10 pcs at ${open}, which has room.$`,
      ),
    );
  });

  it('asks of a container with all that is in it, and not of what is found there, taken out or moved within', async () => {
    const [item, more] = [await ledger.fresh(), await ledger.fresh()];
    const full = await bin(5);
    await put(item, 'A', 4, { to_container: 'P-77' });
    await put(more, 'A', 4, { to_container: 'P-77' });
    const carry = (confirm = '') =>
      ledger.keeper('POST', `/containers/P-77/move${confirm === '' ? '' : `?confirm=${confirm}`}`, {
        to: full,
        reason: 'no other lift',
      });
    expect(await carry()).toMatchObject({ status: 409, body: { code: 'overfull', values: { coming: 8, over: 3 } } });
    expect(await carry('overfull')).toMatchObject({ status: 201 });
    expect(await put(item, full, 2)).toMatchObject({ status: 201 });
    expect(await move(item, full, 'A', 1)).toMatchObject({ status: 201 });
    expect(await move(item, full, full, 1, '', { to_container: 'P-77' })).toMatchObject({ status: 201 });
  });

  it('is asked twice where it takes below zero too, and each yes holds', async () => {
    const item = await ledger.fresh();
    const full = await bin(1);
    await put(item, 'C', 1);
    const codes = [];
    for (const confirm of ['', 'overfull', 'overfull,negative'])
      codes.push((await move(item, 'C', full, 3, confirm, { reason: 'it stands there' })).body.code ?? 'done');
    expect(codes).toEqual(['overfull', 'negative', 'done']);
  });

  it('holds for receipts too, and what came is not put away where no room is', async () => {
    const item = await ledger.fresh();
    const [full, other] = [await bin(10), await bin(30)];
    await put(item, full, 10);
    await put(item, other, 1);
    const buyer = await ledger.test.as(['buyer']);
    const line = { order_no: 'PO-77', line: 1, vendor: 'KRAFT', item, qty: 12 };
    expect(await buyer('POST', '/purchase-lines', line)).toMatchObject({ status: 201 });
    const receive = (to: string | null, confirm = '') =>
      ledger.keeper('POST', `/receipts${confirm}`, { line: 'PO-77/1', qty: 6, to, reason: 'the lorry waits' });
    expect(await receive(full)).toMatchObject({ status: 409, body: { code: 'overfull' } });
    expect(await receive(full, '?confirm=overfull')).toMatchObject({ status: 201 });
    const came = await receive(null);
    expect(came).toMatchObject({ status: 201, body: { receipt: { place: 'DOCK' } } });
    const { put_away } = (await ledger.keeper('GET', `/receipts/${came.body.receipt.id}/waiting`)).body;
    expect(put_away).toEqual({ place: other, rule: `it has room, and ${full} is full` });
  });

  it.each([
    [{ capacity: 5 }, /Holds, unit/],
    [{ capacity_unit: 'pcs' }, /Holds/],
    [{ capacity: 0, capacity_unit: 'pcs' }, /Holds/],
    [{ capacity: 5, capacity_unit: 'heap' }, /heap/],
  ])('is written whole or not at all: %j', async (more, says) => {
    const answer = await ledger.planner('POST', '/locations', { code: 'ODD', ...more });
    expect([answer.status >= 400, JSON.stringify(answer.body)]).toEqual([true, expect.stringMatching(says)]);
  });
});
