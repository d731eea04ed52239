import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { dispatchList } from './dispatch.store.ts';
import { dispatchAll } from './floor.contract.ts';

let test: TestApp;
let planner: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}
async function plan() {
  expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
  await test.workOff();
}
const ordered = (number: number) => ({ number: `MO-${number}`, item: 'LAMP', qty: 1, due: days(5), state: 'firm' });

/** A lamp of a shell and a bulb, in two steps; both come in three days. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'supervisor', 'buyer']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [
    { code: 'ASM', calendar: 'DAY' },
    { code: 'TEST', calendar: 'DAY' },
  ]);
  await put('/machines', [
    { code: 'A1', work_centre: 'ASM' },
    { code: 'T1', work_centre: 'TEST' },
  ]);
  await put('/items', [
    { code: 'LAMP', supply: 'make', unit: 'pcs' },
    { code: 'SHELL', supply: 'buy', unit: 'pcs' },
    { code: 'BULB', supply: 'buy', unit: 'pcs' },
  ]);
  await put('/vendors', [{ code: 'KRAFT' }]);
  for (const item of ['SHELL', 'BULB']) {
    await put('/components', [{ parent: 'LAMP', component: item, qty_per: 1 }]);
    await put('/purchase-lines', [
      { order_no: `PO-${item}`, line: 1, vendor: 'KRAFT', item, qty: 100, promised: days(3) },
    ]);
  }
  await put('/routing-steps', [
    { item: 'LAMP', seq: 10, work_centre: 'ASM', run_minutes: 10 },
    { item: 'LAMP', seq: 20, work_centre: 'TEST', run_minutes: 5 },
  ]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'LAMP', qty: 40, due: days(6) },
  ]);
  await put('/work-orders', [ordered(1), ordered(2)]);
  // One has steps of its own, the others go by the routing.
  await planner('POST', '/tickets/release', { orders: ['MO-1'] });
  await plan();
}, 120_000);
afterAll(() => test.close());

/** The list, how many statements it took, and how many of them ask whom orders serve. */
async function counted() {
  const { code, name, zone, currency, pinned_now } = await test.db
    .selectFrom('sites')
    .selectAll()
    .executeTakeFirstOrThrow();
  let [asked, serving] = [0, 0];
  const counting = test.db.withPlugin({
    transformQuery: ({ node }) => {
      asked += 1;
      if (JSON.stringify(node).includes('with recursive up')) serving += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const site = { code, name, zone, currency, dueTime: '17:00', pinnedNow: pinned_now };
  const { rows } = await counting.transaction().execute((tx) => dispatchList(tx, site, {}));
  return { rows, asked, serving };
}

it('says where an order goes next, by its own steps or by its routing', async () => {
  const { rows } = await counted();
  const next = rows.map((row) => [row.order, row.seq, row.next]);
  expect(next.toSorted()).toEqual([
    ['MO-1', 10, 'TEST'],
    ['MO-1', 20, null],
    ['MO-2', 10, 'TEST'],
    ['MO-2', 20, null],
  ]);
});

it('holds of a row what its contract names, and nothing that is reckoned with alone', async () => {
  const { rows } = (await planner('GET', '/dispatch')).body;
  const named = Object.keys(dispatchAll.answer.shape.rows.element.shape);
  expect(Object.keys(rows[0]).toSorted()).toEqual(named.toSorted());
  expect(rows[0].missing[0]).toMatchObject({ item: expect.any(String), text: expect.stringContaining('missing') });
  expect(rows[0].missing[0]).not.toHaveProperty('seq');
});

it('asks the database as often for many orders as for few', async () => {
  const few = await counted();
  await put(
    '/work-orders',
    Array.from({ length: 20 }, (_, n) => ordered(n + 3)),
  );
  await plan();
  const many = await counted();
  expect([few.rows.length, many.rows.length]).toEqual([4, 44]);
  expect(many.rows.flatMap((row) => row.missing).length).toBeGreaterThan(40);
  expect(many.asked).toBe(few.asked);
  expect(many.asked).toBeLessThan(35);
}, 120_000);

it('asks whom orders serve once, and again for those before them only where something is reserved for a customer', async () => {
  expect((await counted()).serving).toBe(1);
  await put('/allocations', [{ supply: 'purchase/PO-BULB/1', item: 'BULB', qty: 1, for_order: 'SO-1', for_line: 1 }]);
  expect((await counted()).serving).toBe(2);
});
