import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type Ask, plantDay as days, plantNow, setNow, type TestApp, testApp } from '../../server/test-app.ts';
import { post } from '../inventory/movements.store.ts';

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
  await put('/items', [{ code: 'BELL', supply: 'buy', unit: 'pcs' }]);
  await put('/components', [
    { parent: 'FRAME', component: 'TUBE', qty_per: 2 },
    { parent: 'FRAME', component: 'BELL', qty_per: 1 },
  ]);
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
  await put('/purchase-lines', [
    { order_no: 'PO-2', line: 1, vendor: 'KRAFT', item: 'BELL', qty: 40, promised: days(1) },
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
    expect(helps[0].late_days).toBeGreaterThan(0);
  });

  it('shows what is made only when it is asked for', async () => {
    const { body } = await planner('GET', '/shortages?supply=make');
    expect(body.rows.map((row: { item: string }) => row.item)).toEqual(['FRAME']);
  });
});

describe('what the work of the coming days waits for', () => {
  it('is told by day and area, with what it is to come from and the order that it stops', async () => {
    expect(await (await test.as(['storekeeper']))('GET', '/shortage-days')).toMatchObject({ status: 200 });
    const { version, rows } = (await planner('GET', '/shortage-days?days=60')).body;
    expect(version.number).toBe(1);
    // 40 of 80 m stand there for the first order; the second waits for the 20 on PO-1 and for what is to be bought.
    const supplies = rows.map((row: { supply: string }) => row.supply.split('/')[0]);
    expect(new Set(supplies)).toEqual(new Set(['purchase', 'buy']));
    expect(rows.find((row: { supply: string }) => row.supply === 'purchase/PO-1/1')).toMatchObject({
      area: 'WELD',
      item: 'TUBE',
      unit: 'm',
      makes: 'FRAME',
      order: expect.stringMatching(/^planned\//),
    });
    expect(
      rows.every((row: { late_days: number; expected: string }) => row.late_days > 0 && row.expected !== null),
    ).toBe(true);
    expect((await planner('GET', '/shortage-days?days=1')).body.rows).toEqual([]);
    // Another order that is late draws what is there long before it would have to be: it does not wait for that.
    expect(rows.some((row: { item: string }) => row.item === 'BELL')).toBe(false);
    const paper = await planner('GET', '/shortage-paper?days=60');
    expect(paper.headers['content-type']).toBe('application/pdf');
    expect(paper.raw.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
  });
});

describe('stock that is too much', () => {
  it('is what the plan does not need, what did not move for long, and what expires unused; goods of a partner are none of ours', async () => {
    await put('/items', [{ code: 'GLUE', supply: 'buy', unit: 'pcs', unit_cost: 2.5 }]);
    await put('/stock', [
      { item: 'GLUE', location: 'A-1', lot: 'L1', qty: 4, expires: days(-1) },
      { item: 'GLUE', location: 'A-1', lot: 'L2', qty: 6 },
    ]);
    const found = async () =>
      (await planner('GET', '/stock-review?dead_days=30')).body.rows.filter(
        (row: { item: string }) => row.item === 'GLUE',
      );
    expect(await found()).toMatchObject([
      { trouble: 'excess', qty: 10, value: 25_00 },
      { trouble: 'expiring', qty: 4, value: 10_00, day: days(-1) },
    ]);
    await setNow(test.db, `${days(31)}T08:00:00.000Z`);
    expect((await found()).map((row: { trouble: string }) => row.trouble)).toEqual(['excess', 'dead', 'expiring']);
    await setNow(test.db, plantNow);
  });
});

describe('a safety stock', () => {
  const act = (by: Ask, id: number, what: string, body: object = {}) =>
    by('POST', `/safety-stock-review/proposals/${id}/${what}`, body);
  const review = async () => (await planner('GET', '/safety-stock-review?service=95')).body;
  const glue = async () => (await planner('GET', '/items?filter=code:is GLUE')).body.rows[0];

  it('is proposed by use and lead time, approved by another, and written with its history; never by itself', async () => {
    const supervisor = await test.as(['supervisor']);
    await put('/sources', [{ item: 'GLUE', vendor: 'KRAFT', transit_days: 4 }]);
    // Sold on two of the four days before today, whose first is the one on which the ledger begins.
    await test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      for (const day of [-4, -2])
        await post(tx, 'PLANT', {
          movedAt: `${days(day)}T09:00:00Z`,
          item: 'GLUE',
          lot: 'L2',
          qty: 3,
          from: 'A-1',
          to: null,
          toKind: 'customer',
          reason: null,
        });
    });
    const [row] = (await review()).rows;
    // 3 and 3 in four days: mean 1.5; squares 18, (18 − 4 × 2.25) / 3 = 3, deviation 1.732. 1.645 × 1.732 × √4 = 5.70 → 6; 1.5 × 4 + 6 = 12.
    expect(row).toMatchObject({ item: 'GLUE', set: 0, mean: 1.5, lead_days: 4, safety: 6, reorder: 12, differs: true });
    // 10 less 6 lie there, all of them expired.
    expect(row).toMatchObject({ most: null, on_hand: 0, expired: 4, days_of_stock: 0, stands: 'below' });
    await put('/locations', [{ code: 'WAY', kind: 'transit' }]);
    await put('/stock', [
      { item: 'GLUE', location: 'A-1', lot: 'L3', qty: 3, expires: days(0) },
      { item: 'GLUE', location: 'A-1', lot: 'L4', qty: 20, available_from: days(1) },
      { item: 'GLUE', location: 'QC', lot: 'L5', qty: 30 },
      { item: 'GLUE', location: 'WAY', lot: 'L6', qty: 40 },
    ]);
    // 3 are good to the end of this day, for 2 days; in all 97 lie there, which would last two months.
    expect((await review()).rows[0]).toMatchObject({
      on_hand: 3,
      expired: 4,
      held: 50,
      under_way: 40,
      days_of_stock: 2,
      stands: 'below',
    });
    const { id: glued, version } = await glue();
    await planner('PATCH', `/items/${glued}`, { lot_min: 20, lot_multiple: 12 }, { version });
    // 20 in whole twelves are 24, and 12 + 24 = 36.
    expect((await review()).rows[0]).toMatchObject({ most: 36 });
    const propose = () => planner('POST', '/safety-stock-review/proposals', { items: ['GLUE'] });
    expect((await Promise.all([propose(), propose()])).map((one) => one.status).sort()).toEqual([201, 409]);
    expect(await glue()).toMatchObject({ safety_stock: 0 });
    const [{ id, words }] = (await review()).waiting;
    expect(words).toBe('1.5 a day (deviation 1.732) in 4 days, 4 days of lead time, 95 % service');
    expect((await supervisor('GET', '/safety-stock-review/proposals')).body.rows).toMatchObject([
      { id, item: 'GLUE', safety: 6, mine: false },
    ]);
    expect((await act(planner, id, 'approve')).status).toBe(403);
    expect((await act(supervisor, id, 'approve')).body.done).toBe('The safety stock of GLUE is 6.');
    expect(await glue()).toMatchObject({ safety_stock: 6, version: 3 });
    expect((await act(supervisor, id, 'refuse', { reason: 'x' })).body.code).toBe('decided');
    expect((await review()).rows[0].differs).toBe(false);
    expect((await propose()).body.code).toBe('nothing-new');
  });

  it('that was changed since is not overwritten', async () => {
    const supervisor = await test.as(['supervisor']);
    const { id, version } = await glue();
    await planner('PATCH', `/items/${id}`, { safety_stock: 1 }, { version });
    expect((await planner('POST', '/safety-stock-review/proposals', { items: ['GLUE'] })).status).toBe(201);
    await planner('PATCH', `/items/${id}`, { safety_stock: 2 }, { version: version + 1 });
    const [{ id: proposal }] = (await review()).waiting;
    expect((await act(supervisor, proposal, 'approve')).body.detail).toMatch(/changed from 1 to 2 since/);
    expect((await act(supervisor, proposal, 'refuse', { reason: 'Set by hand' })).status).toBe(201);
    expect(await glue()).toMatchObject({ safety_stock: 2 });
  });
});
