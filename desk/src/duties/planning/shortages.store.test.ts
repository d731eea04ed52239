import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}
/** Planning is a worker's job; a busy machine takes its time. */
const patience = 120_000;

/** 50 m of tube there and 20 on a line two weeks late; two orders of 20 frames (40 m each): the first fits, the second does not. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'expediter', 'storekeeper']);
  await put('/units', [{ code: 'pcs' }, { code: 'm', decimals: 3 }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [
    { code: 'FRAME', supply: 'make', unit: 'pcs' },
    { code: 'TUBE', name: 'Tubing', supply: 'buy', unit: 'm' },
    { code: 'IDLE', supply: 'buy', unit: 'm', safety_stock: 5 },
  ]);
  await put('/components', [{ parent: 'FRAME', component: 'TUBE', qty_per: 2 }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 6 }]);
  await put('/vendors', [{ code: 'KRAFT' }]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put('/sources', [{ item: 'TUBE', vendor: 'KRAFT', transit_days: 21 }]);
  await put('/locations', [{ code: 'A-1' }, { code: 'QC', usable: false }]);
  await put('/stock', [
    { item: 'TUBE', location: 'A-1', qty: 50 },
    { item: 'TUBE', location: 'QC', qty: 500 },
  ]);
  await put('/purchase-lines', [
    { order_no: 'PO-1', line: 1, vendor: 'KRAFT', item: 'TUBE', qty: 20, promised: days(2), estimated: days(15) },
  ]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 20, due: days(2) },
    { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'FRAME', qty: 20, due: days(3) },
  ]);
  expect(await planner('GET', '/shortages')).toMatchObject({ body: { version: null, rows: [], helps: [] } });
  expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
  await test.workOff();
}, patience);
afterAll(() => test.close());

describe('the material plan by weeks', () => {
  it('names bought items that run out, and not those of which only safety stock is missing', async () => {
    const { body } = await planner('GET', '/shortages');
    expect(body.rows.map((row: { item: string }) => row.item)).toEqual(['TUBE']);
    // Of 50 m that are usable and 20 that come, both orders want 80: 10 are missing until more is ordered.
    expect(body.rows[0]).toMatchObject({ name: 'Tubing', unit: 'm', onHand: 50, missing: 10 });
    expect(body.rows[0].weeks.at(-1)).toBe(-10);
  });

  it('says the same as the item’s own record, which has the planned receipts beside', async () => {
    const [row] = (await planner('GET', '/shortages?weeks=8')).body.rows;
    const { buckets } = (await planner('GET', '/items/by-code/TUBE/time-phased?bucket=week')).body;
    let receipts = 0;
    buckets.slice(0, 8).forEach((bucket: { available: number; receipts: number }, n: number) => {
      receipts += bucket.receipts;
      expect(row.weeks[n]).toBe(bucket.available - receipts);
    });
  });

  it('says what would help most late lines', async () => {
    const { helps } = (await planner('GET', '/shortages')).body;
    expect(helps).toMatchObject([{ item: 'TUBE', lines: 1 }]);
    expect(helps[0].seconds).toBeGreaterThan(0);
  });

  it('shows what is made only when it is asked for', async () => {
    const { body } = await planner('GET', '/shortages?supply=make');
    expect(body.rows.map((row: { item: string }) => row.item)).toEqual(['FRAME']);
  });
});
