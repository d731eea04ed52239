import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, makeSite, plantDay } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from '../inventory/ledger.test-support.ts';

let ledger: LedgerTest;
let inspector: Ask;
let orders = 0;
beforeAll(async () => {
  ledger = await ledgerTest();
  inspector = await ledger.test.as(['inspector']);
  await ledger.put('/customers', [{ code: 'MILLER', name: 'Miller & Co' }, { code: 'HAHN' }]);
});
afterAll(() => ledger.test.close());

/** A customer line of ten, shipped. */
async function shipped(item = 'NUT', state = 'shipped'): Promise<string> {
  orders += 1;
  const order_no = `SO-${orders}`;
  await ledger.put('/customer-lines', [
    { order_no, line: 1, customer: 'MILLER', item, qty: 10, due: plantDay(-9), state },
  ]);
  return `${order_no}/1`;
}
const announce = (line: string | null, qty: number, more: object = {}, confirm = '') =>
  ledger.planner('POST', `/customer-returns${confirm ? `?confirm=${confirm}` : ''}`, {
    line,
    qty,
    reason: 'wrong colour',
    ...more,
  });
const receive = (number: string, qty: number, more: object = {}, confirm = '', options = {}) =>
  ledger.keeper(
    'POST',
    `/customer-returns/${number}/receipts${confirm ? `?confirm=${confirm}` : ''}`,
    { qty, ...more },
    options,
  );
const decide = (number: string, receipt: number, outcome: string, qty: number, more: object = {}) =>
  inspector('POST', `/customer-returns/${number}/decisions`, { receipt, outcome, qty, ...more });
async function announced(qty: number, item = 'NUT', more: object = {}): Promise<string> {
  const { body } = await announce(await shipped(item), qty, more);
  return body.return.number;
}
const find = async (number: string) =>
  (await ledger.keeper('GET', '/customer-returns')).body.rows.find((row: { number: string }) => row.number === number);

describe('a customer’s return', () => {
  it('is announced, stands on the dock schedule of its day, and is received in parts into inspection, from the customer', async () => {
    const item = await ledger.fresh();
    const ref = await shipped(item);
    const { status, body } = await announce(ref, 6, { expected: plantDay(1) });
    expect([status, body.done]).toEqual([
      201,
      `${body.return.number} is announced: MILLER sends it back, expected on ${plantDay(1)}.`,
    ]);
    const { number } = body.return;
    const due = await ledger.keeper('GET', '/dock-schedule');
    expect(due.body.rows.find((row: { ref: string }) => row.ref === number)).toMatchObject({
      kind: 'customer return',
      partner: 'MILLER',
      item,
      open: 6,
      day: plantDay(1),
      inspected: true,
    });
    const scan = await ledger.keeper('GET', `/dock-schedule/${number.toLowerCase()}`);
    expect(scan.body.rows).toMatchObject([{ ref: number }]);
    const first = await receive(number, 4, { document: 'M 77' });
    expect(first.body.done).toBe(
      `4 pcs of ${item} came back to Q, to be inspected: ${number}. 2 pcs of it are still to come.`,
    );
    expect(await ledger.balance(item, 'Q')).toBe(4);
    const moved = await ledger.keeper('GET', `/movements?reference_kind=customer%20return&reference_key=${number}`);
    expect(moved.body.rows[0]).toMatchObject({ from_kind: 'customer', to_location: 'Q', qty: 4 });
    const byHand = await ledger.keeper('POST', `/movements/${moved.body.rows[0].id}/reverse`, { reason: 'x' });
    expect(byHand).toMatchObject({ status: 422, body: { code: 'of-receipt' } });
    await receive(number, 2);
    expect(await find(number)).toMatchObject({ state: 'closed', received: 6, open: 0, left: 6 });
    expect((await receive(number, 1)).body.detail).toContain('Maybe take it as a return that was not announced');
  });

  it('beyond what was shipped of its line is asked, and said', async () => {
    const ref = await shipped();
    await announce(ref, 8);
    const again = await announce(ref, 3);
    expect(again).toMatchObject({ status: 409, body: { code: 'more-than-shipped' } });
    expect(again.body.detail).toBe(
      `10 pcs of ${ref} were shipped, and with this 11 pcs would come back. Maybe count again, or name another line; whoever takes it all the same says why.`,
    );
    expect(await announce(ref, 3, {}, 'more-than-shipped')).toMatchObject({ body: { code: 'reason-missing' } });
    expect(await announce(ref, 3, { said: 'a carton too many' }, 'more-than-shipped')).toMatchObject({ status: 201 });
    expect(await announce(await shipped('NUT', 'open'), 1)).toMatchObject({ body: { code: 'more-than-shipped' } });
  });

  it('announced by two at once is asked of the second', async () => {
    const ref = await shipped();
    const answers = await Promise.all([announce(ref, 6), announce(ref, 6), announce(ref, 6)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('received by two clerks at once, and by a flaky network, comes once', async () => {
    const number = await announced(6);
    const answers = await Promise.all([receive(number, 6), receive(number, 6)]);
    expect(answers.map(({ status, body }) => [status, body.code]).sort()).toEqual([
      [201, undefined],
      [422, 'return-closed'],
    ]);
    const other = await announced(6);
    const key = randomUUID();
    const same = await Promise.all([1, 2, 3].map(() => receive(other, 2, {}, '', { key })));
    expect(new Set(same.map(({ body }) => body.receipt)).size).toBe(1);
    expect(await find(other)).toMatchObject({ received: 2, open: 4 });
  });

  it('beyond what was announced is asked', async () => {
    const number = await announced(3);
    expect(await receive(number, 5)).toMatchObject({ status: 409, body: { code: 'more-than-announced' } });
    expect(await receive(number, 5, { reason: 'five in the box' }, 'more-than-announced')).toMatchObject({
      status: 201,
      body: {
        return: {
          received: 5,
          state: 'closed',
        },
      },
    });
  });

  it('that nobody announced is received too, and called so', async () => {
    const answer = await ledger.keeper('POST', '/customer-returns/unannounced', {
      customer: 'HAHN',
      item: 'BOLT',
      qty: 1,
      unit: 'box',
      reason: 'no paper',
    });
    expect(answer.body.done).toBe(
      `12 pcs of BOLT came back to Q, to be inspected: ${answer.body.return.number}, not announced.`,
    );
    expect(answer.body.return).toMatchObject({ announced: false, state: 'closed', received: 12, left: 12 });
    const { receipt } = answer.body;
    expect(await ledger.keeper('POST', `/receipts/${receipt}/take-back`, { reason: 'not ours' })).toMatchObject({
      status: 201,
    });
    expect(await find(answer.body.return.number)).toMatchObject({ state: 'cancelled', received: 0, left: 0 });
  });

  it('never goes straight to free stock', async () => {
    const number = await announced(2);
    expect((await receive(number, 2, { to: 'A' })).body.detail).toContain('A is no place of inspection');
    await ledger.put('/locations', [{ code: 'Q-OPEN', kind: 'inspection', usable: true }]);
    expect((await receive(number, 2, { to: 'Q-OPEN' })).body.detail).toContain('kept apart');
  });

  it('of another site is not there', async () => {
    await makeSite(ledger.test.db, 'OTHER');
    const number = await announced(2);
    const there = await ledger.test.as(['storekeeper', 'inspector', 'planner'], 'OTHER');
    for (const [act, body] of [
      ['receipts', { qty: 1 }],
      ['end', { reason: 'x' }],
      ['decisions', { receipt: 1, outcome: 'stock', qty: 1 }],
    ] as const)
      expect(await there('POST', `/customer-returns/${number}/${act}`, body)).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
    const { receipt } = (await receive(number, 2)).body;
    expect(await decide(await announced(1), receipt, 'stock', 1)).toMatchObject({ status: 404 });
  });

  it('is taken back once, where its goods still lie, and waits again', async () => {
    const item = await ledger.fresh();
    const number = await announced(3, item);
    const { body } = await receive(number, 3);
    const back = () => ledger.keeper('POST', `/receipts/${body.receipt}/take-back`, { reason: 'miscounted' });
    await ledger.keeper('POST', '/movements', { act: 'move', item, from: 'Q', to: 'A', qty: 3 });
    expect(await back()).toMatchObject({ status: 422, body: { code: 'moved-on' } });
    await ledger.keeper('POST', '/movements', { act: 'move', item, from: 'A', to: 'Q', qty: 3 });
    const answers = await Promise.all([back(), back()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(await find(number)).toMatchObject({ state: 'open', received: 0, open: 3, left: 0 });
    expect(await ledger.balance(item, 'Q')).toBe(0);
  });

  it('is ended by who looks after orders: cancelled where none came, closed where some did', async () => {
    const [none, some] = [await announced(3), await announced(3)];
    await receive(some, 1);
    const end = (number: string) => ledger.planner('POST', `/customer-returns/${number}/end`, { reason: 'kept' });
    expect([(await end(none)).body.return.state, (await end(some)).body.return.state]).toEqual(['cancelled', 'closed']);
    expect(await end(some)).toMatchObject({ status: 422, body: { code: 'return-closed' } });
    expect(await ledger.keeper('POST', `/customer-returns/${none}/end`, { reason: 'x' })).toMatchObject({
      status: 403,
    });
  });
});

describe('what came back', () => {
  it('is decided in parts by who releases: stock, scrap, back to the customer, and rework stays', async () => {
    const item = await ledger.fresh();
    const number = await announced(8, item);
    const { body } = await receive(number, 8);
    const { receipt } = body;
    expect(await ledger.planner('POST', `/customer-returns/${number}/decisions`, {})).toMatchObject({ status: 403 });
    expect((await decide(number, receipt, 'stock', 3, { to: 'A' })).body.done).toBe(
      `3 pcs of ${number} are good again, and lie at A.`,
    );
    await decide(number, receipt, 'scrap', 2, { note: 'bent' });
    await decide(number, receipt, 'rework', 3, { note: 'new bearing' });
    expect(await find(number)).toMatchObject({ left: 3 });
    await decide(number, receipt, 'customer', 1, { note: 'worn, not faulty' });
    expect(await decide(number, receipt, 'stock', 3)).toMatchObject({ status: 422, body: { code: 'more-than-left' } });
    expect([await ledger.balance(item, 'A'), await ledger.balance(item, 'Q')]).toEqual([3, 2]);
    expect((await find(number)).decided.map((one: { outcome: string }) => one.outcome)).toEqual([
      'stock',
      'scrap',
      'rework',
      'customer',
    ]);
    expect(await decide(number, receipt, 'stock', 1, { to: 'Q' })).toMatchObject({ status: 422 });
    expect(await ledger.keeper('POST', `/receipts/${receipt}/take-back`, { reason: 'x' })).toMatchObject({
      status: 422,
      body: { code: 'decided' },
    });
    expect(await ledger.differences()).toEqual([]);
  });

  it('is decided once, however many decide at once; a decision stands while its movement does', async () => {
    const item = await ledger.fresh();
    const number = await announced(4, item);
    const { receipt } = (await receive(number, 4)).body;
    const answers = await Promise.all([1, 2, 3].map(() => decide(number, receipt, 'stock', 4, { to: 'A' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    const moved = await ledger.keeper('GET', `/movements?reference_kind=return%20decision&reference_key=${number}`);
    await ledger.keeper('POST', `/movements/${moved.body.rows[0].id}/reverse`, { reason: 'a crack' });
    expect(await find(number)).toMatchObject({ left: 4, decided: [{ taken_back: true }] });
    await expect(rawly(ledger.test.db, 'update return_decisions set qty = 1')).rejects.toThrow('never changed');
  });

  it('stands in the log', async () => {
    const number = await announced(4);
    const { receipt } = (await receive(number, 4)).body;
    await decide(number, receipt, 'scrap', 4, { note: 'bent' });
    const log = await ledger.test.db
      .selectFrom('audit')
      .select(['kind', 'action'])
      .where('called', '=', number)
      .execute();
    expect(log).toEqual(expect.arrayContaining([{ kind: 'return_decisions', action: 'insert' }]));
    const changes = await ledger.test.db
      .selectFrom('audit')
      .select('action')
      .where('kind', '=', 'customer_returns')
      .orderBy('id')
      .execute();
    expect(changes.slice(-2).map(({ action }) => action)).toEqual(['insert', 'update']);
  });
});
