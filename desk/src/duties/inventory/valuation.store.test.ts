import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, setNow, type TestApp } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest } from './ledger.test-support.ts';

let test: TestApp;
let keeper: Ask;
let supervisor: Ask;
let put: LedgerTest['put'];
beforeAll(async () => {
  ({ test, keeper, put } = await ledgerTest());
  supervisor = await test.as(['supervisor']);
  const buyer = await test.as(['buyer']);
  await put('/items', [{ code: 'GEAR', supply: 'buy', unit: 'pcs', unit_cost: 11 }]);
  await put('/vendors', [{ code: 'KRAFT' }]);
  const line = { order_no: 'PO-1', vendor: 'KRAFT', item: 'GEAR', qty: 10, required: '2026-09-01' };
  for (const [at, unit_price] of [10, 12].entries())
    expect(await buyer('POST', '/purchase-lines', { ...line, line: at + 1, unit_price })).toMatchObject({
      status: 201,
    });
});
afterAll(() => test.close());

const values = async (query = '') => (await supervisor('GET', `/stock-values${query}`)).body;
const at = (time: string) => setNow(test.db, time);

it('values what is on hand by what was paid for it, as of a day, and keeps it so in a period that is closed', async () => {
  for (const day of [1, 2]) {
    await at(`2026-09-0${day}T08:00:00.000Z`);
    const goods = { line: `PO-1/${day}`, qty: 10, to: 'A' };
    expect(await keeper('POST', '/receipts', goods)).toMatchObject({ status: 201 });
  }
  await at('2026-10-02T08:00:00.000Z');
  const scrap = { act: 'scrap', item: 'GEAR', from: 'A', qty: 15, reason: 'bent', moved_at: '2026-09-03T08:00:00Z' };
  expect(await keeper('POST', '/movements', scrap)).toMatchObject({ status: 201 });
  // A move between our places changes nothing.
  await keeper('POST', '/movements', {
    act: 'move',
    item: 'GEAR',
    from: 'A',
    to: 'B',
    qty: 2,
    moved_at: '2026-09-04T08:00:00Z',
  });

  // Five are left: by what one costs and by the mean at 11, by the last that came at 12.
  const gear = { item: 'GEAR', qty: 5, cost: 11, standard: 55, average: 55, fifo: 60 };
  expect(await values()).toMatchObject({ method: 'standard', uncosted: 0, totals: { fifo: 60 }, rows: [gear] });
  expect((await values('?asof=2026-09-02')).rows).toMatchObject([{ qty: 20, standard: 220, average: 220, fifo: 220 }]);
  expect((await values('?asof=2026-09-01')).rows).toMatchObject([{ qty: 10, standard: 110, average: 100, fifo: 100 }]);

  for (const day of ['0000-01-01', '2026-02-29'])
    expect(await supervisor('GET', `/stock-values?asof=${day}`)).toMatchObject({ status: 400 });

  expect(await keeper('PUT', '/stock-values/method', { method: 'fifo' })).toMatchObject({ status: 403 });
  expect(await supervisor('PUT', '/stock-values/method', { method: 'lifo' })).toMatchObject({ status: 400 });
  expect(await supervisor('PUT', '/stock-values/method', { method: 'fifo' })).toMatchObject({ status: 200 });
  // Told after the day that it is of, by the clock of the database: the checklist may say so.
  const month = { last_day: '2026-09-30', reason: 'first close' };
  expect(await supervisor('POST', '/periods?confirm=open-points', month)).toMatchObject({ status: 201 });
  await supervisor('PUT', '/stock-values/method', { method: 'average' });
  const [closed] = (await supervisor('GET', '/periods')).body.rows;
  expect(closed).toMatchObject({ method: 'fifo', value: 60, balances: 2 });
});
