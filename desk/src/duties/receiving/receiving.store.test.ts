import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from '../inventory/ledger.test-support.ts';

let ledger: LedgerTest;
let buyer: Ask;
let lines = 0;
beforeAll(async () => {
  ledger = await ledgerTest();
  buyer = await ledger.test.as(['buyer']);
  await ledger.put('/vendors', [{ code: 'KRAFT' }]);
  await ledger.put('/locations', [{ code: 'DOCK', kind: 'dock' }]);
});
afterAll(() => ledger.test.close());

/** A new open line of so many pieces. */
async function line(qty: number, more: object = {}): Promise<string> {
  lines += 1;
  const body = { order_no: `PO-${lines}`, line: 1, vendor: 'KRAFT', item: 'BOLT', qty, ...more };
  expect(await buyer('POST', '/purchase-lines', body)).toMatchObject({ status: 201 });
  return `PO-${lines}/1`;
}
const receive = (ref: string | null, qty: number, more: object = {}, confirm = '') =>
  ledger.keeper('POST', `/receipts${confirm ? `?confirm=${confirm}` : ''}`, { line: ref, qty, ...more });
async function standing(ref: string) {
  const { rows } = await sql<{ received: number; state: string; receipts: number }>`
    select received, state, coalesce((select sum(qty) from receipts where purchase_line = l.id), 0) as receipts
    from purchase_lines l where concat(order_no, '/', line) = ${ref}`.execute(ledger.test.db);
  return rows[0];
}

describe('a receipt', () => {
  it('brings goods from the vendor to the dock, adds to its line and closes it', async () => {
    const ref = await line(24);
    expect(await receive(ref, 1, { unit: 'box', item: 'BOLT' })).toMatchObject({
      status: 201,
      body: {
        done: `12 pcs of BOLT received at DOCK. 12 pcs of ${ref} are still to come.`,
        receipt: { line: ref, qty: 12, place: 'DOCK', vendor: 'KRAFT' },
      },
    });
    expect(await standing(ref)).toEqual({ received: 12, state: 'open', receipts: 12 });
    expect(await receive(ref, 12)).toMatchObject({ body: { done: expect.stringContaining(`${ref} is closed.`) } });
    expect(await standing(ref)).toEqual({ received: 24, state: 'closed', receipts: 24 });
    expect((await receive(ref, 1)).body.detail).toContain('Maybe take it without an order, into inspection');
    const { body } = await ledger.keeper('GET', `/movements?reference_kind=purchase%20line&reference_key=${ref}`);
    expect(body.rows[1]).toMatchObject({
      from_kind: 'vendor',
      to_location: 'DOCK',
      entered_qty: 1,
      entered_unit: 'box',
    });
    expect(await ledger.keeper('POST', `/movements/${body.rows[0].id}/reverse`, { reason: 'x' })).toMatchObject({
      status: 422,
      body: { code: 'of-receipt' },
    });
  });

  it('sent again by a flaky network is received once', async () => {
    const ref = await line(10);
    const key = randomUUID();
    const once = () => ledger.keeper('POST', '/receipts', { line: ref, qty: 4 }, { key });
    const answers = await Promise.all([once(), once(), once()]);
    expect(new Set(answers.map(({ body }) => body.receipt.id)).size).toBe(1);
    expect(await standing(ref)).toMatchObject({ received: 4, receipts: 4 });
  });

  it('above the tolerance is asked, with a reason, ten times more loudly', async () => {
    const ref = await line(10, { over_percent: 10 });
    expect(await receive(ref, 12)).toMatchObject({
      status: 409,
      body: { code: 'over-receipt', values: { confirm: 'over-receipt', open: '10', over: '1' } },
    });
    expect(await receive(ref, 12, {}, 'over-receipt')).toMatchObject({ status: 422, body: { code: 'reason-missing' } });
    expect(await receive(ref, 100, { reason: 'all there' }, 'over-receipt')).toMatchObject({
      status: 409,
      body: { code: 'ten-times', detail: expect.stringMatching(/^100 pcs\? Only 10 pcs/) },
    });
    expect(await receive(ref, 12, { reason: 'a full box' }, 'over-receipt')).toMatchObject({
      status: 201,
      body: { receipt: { confirmed: 'over-receipt', reason: 'a full box' } },
    });
  });

  it('without an order of far more than ever came is asked about, and taken by who says why', async () => {
    const item = await ledger.fresh();
    const blind = { item, vendor: 'KRAFT', document: 'LS-9' };
    expect(await receive(null, 100_000, blind)).toMatchObject({
      status: 409,
      body: { code: 'far-more', detail: expect.stringContaining('100000 pcs of'), values: { confirm: 'far-more' } },
    });
    expect(await receive(null, 100_000, blind, 'far-more')).toMatchObject({
      status: 422,
      body: { code: 'reason-missing' },
    });
    expect(await receive(null, 100, blind)).toMatchObject({ status: 201 });
    expect((await receive(null, 100_000, blind)).body.detail).toContain('is 100 pcs. Maybe a digit too many');
    const sure = await receive(null, 100_000, { ...blind, reason: 'a lorry of them' }, 'far-more');
    expect(sure).toMatchObject({ status: 201, body: { receipt: { qty: 100_000 } } });
  });

  it('of what its vendor calls otherwise is of our item, against its line and without one', async () => {
    const source = { item: 'BOLT', vendor: 'KRAFT', vendor_item: 'K-BLT' };
    expect(await buyer('POST', '/sources', source)).toMatchObject({ status: 201 });
    const ref = await line(24);
    expect(await receive(ref, 4, { item: 'K-BLT' })).toMatchObject({
      status: 201,
      body: { receipt: { item: 'BOLT' } },
    });
    expect(await receive(ref, 4, { item: 'NUT' })).toMatchObject({ status: 422, body: { code: 'wrong-item' } });
    const blind = { item: 'K-BLT', vendor: 'KRAFT', document: 'LS-10' };
    expect(await receive(null, 4, blind)).toMatchObject({ status: 201, body: { receipt: { item: 'BOLT' } } });
  });

  it('without an order needs vendor and delivery note, and goes to inspection', async () => {
    expect((await receive(null, 5, { item: 'NUT', document: 'LS 7' })).body.detail).toMatch(/whose delivery/);
    expect((await receive(null, 5, { item: 'NUT', vendor: 'KRAFT' })).body.detail).toMatch(/delivery note/);
    expect((await receive(null, 5, { item: 'NUT', vendor: 'KRAFT', document: 'LS 7', to: 'A' })).body.detail).toMatch(
      /no place of inspection/,
    );
    expect(await receive(null, 5, { item: 'NUT', vendor: 'KRAFT', document: 'LS 7' })).toMatchObject({
      status: 201,
      body: { receipt: { line: null, place: 'Q', place_kind: 'inspection', document: 'LS 7' } },
    });
  });

  it('gives its lot one day of expiry, wherever the lot lies', async () => {
    const ref = await line(10);
    const lot = { lot: 'L-1', expires: '2027-06-30' };
    expect(await receive(ref, 4, lot)).toMatchObject({ status: 201 });
    expect(await receive(ref, 4, { lot: 'L-1', expires: '2027-07-31' })).toMatchObject({
      status: 422,
      body: { code: 'other-expiry', detail: expect.stringContaining('expires on 2027-06-30') },
    });
    const stock = await ledger.test.db.selectFrom('stock').select('expires').where('lot', '=', 'L-1').execute();
    expect(stock).toEqual([{ expires: '2027-06-30' }]);
  });

  it('is taken back off its line, which waits again, once, and only where its goods still lie', async () => {
    const ref = await line(6, { item: 'NUT' });
    const { body } = await receive(ref, 6);
    await ledger.keeper('POST', '/movements', { act: 'move', item: 'NUT', from: 'DOCK', to: 'A', qty: 6 });
    const back = () => ledger.keeper('POST', `/receipts/${body.receipt.id}/take-back`, { reason: 'wrong pallet' });
    expect(await back()).toMatchObject({ status: 422, body: { code: 'moved-on' } });
    await ledger.keeper('POST', '/movements', { act: 'move', item: 'NUT', from: 'A', to: 'DOCK', qty: 6 });
    const answers = await Promise.all([back(), back()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(await standing(ref)).toEqual({ received: 0, state: 'open', receipts: 0 });
    expect(await ledger.balance('NUT', 'DOCK')).toBe(0);
  });
});

describe('the received quantity of a line is the sum of its receipts', () => {
  it('when the line itself is written, by whatever statement', async () => {
    const ref = await line(50, { received: 5 });
    expect(await standing(ref)).toEqual({ received: 5, state: 'open', receipts: 5 });
    await receive(ref, 10);
    await rawly(
      ledger.test.db,
      `update purchase_lines set received = received + 3 where order_no = '${ref.slice(0, -2)}'`,
    );
    expect(await standing(ref)).toEqual({ received: 18, state: 'open', receipts: 18 });
    await expect(rawly(ledger.test.db, 'update receipts set qty = 1')).rejects.toThrow('append-only');
    await expect(
      rawly(ledger.test.db, `delete from purchase_lines where order_no = '${ref.slice(0, -2)}'`),
    ).rejects.toThrow('goods came for this line');
    const none = await line(50, { received: 5 });
    await rawly(ledger.test.db, `delete from purchase_lines where order_no = '${none.slice(0, -2)}'`);
    expect(await standing(none)).toBeUndefined();
  });

  it('when twenty receive at once, and none of them above the tolerance unasked', async () => {
    const ref = await line(10, { item: 'NUT', over_percent: 20 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => receive(ref, 1)));
    // Ten close it; who comes after that is told so.
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
      new Set(['line-closed']),
    );
    expect(await standing(ref)).toEqual({ received: 10, state: 'closed', receipts: 10 });
  });

  it('whatever is received, written and taken back, by several at once', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('receive' as const), qty: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ do: fc.constant('back' as const), nth: fc.nat(5) }),
      fc.record({ do: fc.constant('write' as const), qty: fc.nat(6) }),
    );
    const property = fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 9 }), async (acts) => {
      const item = await ledger.fresh();
      const ref = await line(12, { item });
      const ids: number[] = [];
      const act = async (one: (typeof acts)[number]): Promise<void> => {
        if (one.do === 'receive') {
          const { status, body } = await receive(ref, one.qty);
          if (status === 201) ids.push(body.receipt.id);
        } else if (one.do === 'back') {
          const id = ids[one.nth % ids.length];
          if (id !== undefined) await ledger.keeper('POST', `/receipts/${id}/take-back`, { reason: 'wrong' });
        } else
          await rawly(
            ledger.test.db,
            `update purchase_lines set received = received + ${one.qty} where order_no = '${ref.slice(0, -2)}' and received + ${one.qty} <= 12`,
          );
      };
      for (let at = 0; at < acts.length; at += 3) await Promise.all(acts.slice(at, at + 3).map(act));
      const found = await standing(ref);
      expect(found?.received).toBe(found?.receipts);
      expect(found?.received).toBeLessThanOrEqual(12);
    });
    await fc.assert(property, { numRuns: 8 });
    expect(await ledger.differences()).toEqual([]);
  });
});
