import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantDay as day } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest } from '../inventory/ledger.test-support.ts';

let ledger: LedgerTest;
beforeAll(async () => {
  ledger = await ledgerTest();
});
afterAll(() => ledger.test.close());

const lying = async (qty: number, more: object = {}): Promise<string> => {
  const item = await ledger.fresh();
  const found = { act: 'adjust', reason: 'found', to: 'A', item, qty, ...more };
  expect(await ledger.keeper('POST', '/movements', found)).toMatchObject({ status: 201 });
  return item;
};
const send = (lines: readonly object[], more: object = {}) =>
  ledger.keeper('POST', '/transfers', { to: 'C', expected: day(2), lines, ...more });
const receive = (number: string, body: object, key?: string) =>
  ledger.keeper('POST', `/transfers/${number}/receive`, { line: 1, ...body }, key ? { key } : {});
const due = async (text: string) => (await ledger.keeper('GET', `/dock-schedule/${encodeURIComponent(text)}`)).body;
const onWay = (item: string) =>
  ledger.test.db
    .selectFrom('stock')
    .select(['qty', 'available_from'])
    .where('item', '=', item)
    .where('location', '=', 'TRANSIT')
    .executeTakeFirst();

describe('a transfer', () => {
  it('needs a place where goods on the way stand', async () => {
    const item = await lying(1);
    expect(await send([{ item, from: 'A', qty: 1 }])).toMatchObject({ status: 422, body: { code: 'no-transit' } });
    await ledger.put('/locations', [{ code: 'TRANSIT', kind: 'transit' }]);
  });

  it('stands on the way from the day on which it is expected, stands on the dock schedule, and is received by its number in parts', async () => {
    const [item, other] = [await lying(10), await lying(4)];
    const sent = await send([
      { item, from: 'A', qty: 10 },
      { item: other, from: 'A', qty: 3 },
    ]);
    const { number, expected } = sent.body.transfer;
    expect(sent).toMatchObject({
      status: 201,
      body: { done: `${number} is on its way to C, with 2 lines.`, transfer: { state: 'on the way', late: false } },
    });
    expect([await ledger.balance(item, 'A'), await ledger.balance(other, 'A')]).toEqual([0, 1]);
    expect(await onWay(item)).toMatchObject({ qty: 10, available_from: expected });
    const { rows } = (await ledger.keeper('GET', '/dock-schedule')).body;
    expect(rows.filter((row: { kind: string }) => row.kind === 'transfer')).toMatchObject([
      { ref: `${number}/1`, item, open: 10, partner: 'A', day: day(2), when: 'coming' },
      { ref: `${number}/2`, item: other, open: 3 },
    ]);
    expect((await due(number.toLowerCase())).rows).toHaveLength(2);
    expect((await due(`${number}/2`)).rows).toMatchObject([{ item: other }]);
    expect((await ledger.keeper('GET', `/scan/${number}`)).body).toMatchObject({ kind: 'transfer' });

    expect(await receive(number, { qty: 11 })).toMatchObject({ status: 422, body: { code: 'more-than-sent' } });
    expect(await receive(number, { qty: 1, item: 'BOLT' })).toMatchObject({
      status: 422,
      body: { code: 'wrong-item' },
    });
    expect(await receive(number, { qty: 7 }, 'pressed-twice')).toMatchObject({
      status: 201,
      body: { done: `7 pcs of ${item} received at C. 3 pcs of ${number} are still to come.` },
    });
    expect(await receive(number, { qty: 7 }, 'pressed-twice')).toMatchObject({ status: 201 });
    expect(await receive(number, { qty: 3, to: 'B' })).toMatchObject({ status: 201 });
    expect([await ledger.balance(item, 'C'), await ledger.balance(item, 'B')]).toEqual([7, 3]);
    const here = ledger.test.db.selectFrom('stock').select('available_from').where('item', '=', item);
    expect(await here.where('location', '=', 'C').execute()).toEqual([{ available_from: null }]);
    expect(await receive(number, { line: 2, qty: 3 })).toMatchObject({ body: { transfer: { state: 'received' } } });
    expect((await due(number)).says).toBe(`Nothing of ${number} is on the way any more.`);
    expect(await ledger.differences()).toEqual([]);
  });

  it('is offered to no pick list while it is on the way, also once it is late', async () => {
    const item = await lying(5);
    await ledger.put('/items', [{ code: `MAKES-${item}`, supply: 'make', unit: 'pcs' }]);
    await ledger.put('/work-orders', [{ number: `MO-${item}`, item: `MAKES-${item}`, qty: 1, state: 'released' }]);
    await ledger.put('/work-materials', [{ work_order: `MO-${item}`, item, qty: 5 }]);
    const { number } = (await send([{ item, from: 'A', qty: 5 }], { expected: day(-1) })).body.transfer;
    const open = async () => (await ledger.keeper('GET', `/pick-lists/MO-${item}`)).body.lines[0];
    expect(await open()).toMatchObject({ missing: 5, from: [] });
    const { rows } = (await ledger.keeper('GET', '/dock-schedule')).body;
    expect(rows[0]).toMatchObject({ ref: `${number}/1`, when: 'late' });
    await receive(number, { qty: 5 });
    expect(await open()).toMatchObject({ missing: 0, from: [{ location: 'C', qty: 5 }] });
  });

  it('of which the rest never comes is taken off the books, with the reason; a movement taken back is on the way again', async () => {
    const item = await lying(6, { lot: 'L1' });
    const { number } = (await send([{ item, from: 'A', lot: 'L1', qty: 6 }])).body.transfer;
    await receive(number, { qty: 4 });
    const [moved] = (await ledger.keeper('GET', `/movements?item=${item}&limit=1`)).body.rows;
    await ledger.keeper('POST', `/movements/${moved.id}/reverse`, { reason: 'counted wrong' });
    expect((await due(number)).rows).toMatchObject([{ open: 6 }]);
    await receive(number, { qty: 5 });
    expect(await ledger.keeper('POST', `/transfers/${number}/end`, { reason: 'fell off the lorry' })).toMatchObject({
      status: 201,
      body: { transfer: { state: 'ended', lines: [{ received: 5, lost: 1, open: 0 }] } },
    });
    expect(await ledger.keeper('POST', `/transfers/${number}/end`, { reason: 'again' })).toMatchObject({ status: 422 });
    expect(await ledger.balance(item, 'TRANSIT')).toBe(0);
    expect(await ledger.differences()).toEqual([]);
  });

  it('sends no more than lies there, nothing that has no place, and is kept by nobody who may not move stock', async () => {
    const item = await lying(2);
    const many = { status: 422, body: { code: 'more-than-there', faults: [{ field: 'lines.0.qty' }] } };
    expect(await send([{ item, from: 'A', qty: 3 }])).toMatchObject(many);
    const [one, two] = [1, 2].map((qty) => ({ item, from: 'A', qty }));
    expect(await send([one ?? {}, two ?? {}])).toMatchObject({ body: { faults: [{ field: 'lines.1.qty' }] } });
    expect(await send([{ item: 'NONE', from: 'A', qty: 1 }])).toMatchObject({
      status: 422,
      body: { faults: [{ field: 'lines.0.item' }] },
    });
    expect(await send([{ item, from: 'B', qty: 1 }])).toMatchObject({ status: 422, body: { code: 'nothing-there' } });
    expect(await send([{ item, from: 'A', qty: 1 }], { to: 'NOWHERE' })).toMatchObject({ status: 422 });
    expect(await send([{ item, from: 'A', qty: 1 }], { to: 'TRANSIT' })).toMatchObject({ status: 422 });
    const body = { to: 'C', expected: day(1), lines: [{ item, from: 'A', qty: 1 }] };
    expect(await ledger.planner('POST', '/transfers', body)).toMatchObject({ status: 403 });
    expect(await ledger.balance(item, 'A')).toBe(2);
  });

  it('stands where it was sent to, whatever places for goods on the way there are by then', async () => {
    const item = await lying(5);
    const { number } = (await send([{ item, from: 'A', qty: 5 }])).body.transfer;
    const before = (await ledger.planner('POST', '/locations', { code: 'BEFORE', kind: 'transit' })).body;
    expect(await receive(number, { qty: 2 })).toMatchObject({ status: 201 });
    const { rows } = (await ledger.planner('GET', '/locations?limit=50')).body;
    const way = rows.find(({ code }: { code: string }) => code === 'TRANSIT');
    const kind = (word: string, version: number) =>
      ledger.planner('PATCH', `/locations/${way.id}`, { kind: word }, { version });
    expect(await kind('store', way.version)).toMatchObject({ status: 200 });
    expect(await receive(number, { qty: 1, to: 'TRANSIT' })).toMatchObject({
      status: 422,
      body: { code: 'on-the-way' },
    });
    expect((await receive(number, { qty: 2 })).body.transfer.lines).toMatchObject([{ received: 4, open: 1 }]);
    expect(await kind('transit', way.version + 1)).toMatchObject({ status: 200 });
    expect(await ledger.keeper('POST', `/transfers/${number}/end`, { reason: 'gone' })).toMatchObject({ status: 201 });
    expect(await ledger.balance(item, 'TRANSIT')).toBe(0);
    await ledger.planner('DELETE', `/locations/${before.id}`, undefined, { version: before.version });
  });

  it('is not taken from where it stands on the way by anything else, nor taken back once some of it came', async () => {
    const item = await lying(9);
    const { number } = (await send([{ item, from: 'A', qty: 4 }])).body.transfer;
    const other = (await send([{ item, from: 'A', qty: 5 }])).body.transfer;
    const move = { act: 'move', item, from: 'TRANSIT', to: 'B', qty: 1 };
    expect(await ledger.keeper('POST', '/movements', move)).toMatchObject({
      status: 422,
      body: {
        code: 'on-the-way',
        detail: `9 of ${item} at TRANSIT are on the way by ${number} and ${other.number}, and 8 would be left. Maybe receive or end these under Receiving, Transfers.`,
      },
    });
    const [, sent] = (await ledger.keeper('GET', `/movements?item=${item}`)).body.rows;
    const back = () => ledger.keeper('POST', `/movements/${sent.id}/reverse`, { reason: 'a slip' });
    await receive(number, { qty: 3 });
    expect(await back()).toMatchObject({
      status: 422,
      body: {
        code: 'of-transfer',
        detail: `Movement ${sent.id} sent goods of ${number}, and 3 of them moved on since. Maybe take that back first.`,
      },
    });
    const [came] = (await ledger.keeper('GET', `/movements?item=${item}`)).body.rows;
    await ledger.keeper('POST', `/movements/${came.id}/reverse`, { reason: 'a slip' });
    expect(await back()).toMatchObject({ status: 201 });
    expect([await ledger.balance(item, 'A'), await ledger.balance(item, 'TRANSIT')]).toEqual([4, 5]);
    const sheet = { locations: ['TRANSIT'], items: [item] };
    expect(await ledger.keeper('POST', '/count-sheets', sheet)).toMatchObject({ body: { code: 'nothing-to-count' } });
    // What stands there by no transfer goes where it should.
    await ledger.keeper('POST', '/movements', { act: 'adjust', item, to: 'TRANSIT', qty: 1, reason: 'found' });
    expect(await ledger.keeper('POST', '/movements', move)).toMatchObject({ status: 201 });
    expect(await ledger.differences()).toEqual([]);
  });

  it('is received once by many at once', async () => {
    const item = await lying(10);
    const { number } = (await send([{ item, from: 'A', qty: 10 }])).body.transfer;
    const answers = await Promise.all(Array.from({ length: 8 }, () => receive(number, { qty: 3 })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect([await ledger.balance(item, 'C'), await ledger.balance(item, 'TRANSIT')]).toEqual([9, 1]);
    expect(await ledger.differences()).toEqual([]);
  });
});
