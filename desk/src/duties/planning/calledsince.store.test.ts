import { afterAll, beforeAll, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { firmPlannedOrder, firmPlannedOrders } from './firm.store.ts';
import { seenBy } from './orderchanges.store.ts';
import { standingVersion } from './planning.store.ts';
import { pegsOf } from './versionrows.store.ts';

let test: TestApp;
let planner: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** Two orders want one welder for more than there is time: one waits for what is planned for the other. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-14:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 240 }]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put(
    '/customer-lines',
    ['SO-1', 'SO-2'].map((order_no) => ({
      order_no,
      line: 1,
      customer: 'MILLER',
      item: 'FRAME',
      qty: 6,
      due: days(3),
    })),
  );
  await planner('POST', '/planning-runs', {});
  await test.workOff();
});
afterAll(() => test.close());

it('a version that is compared has its causes and pegs by the names that its planned orders have since', async () => {
  await test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    const version = (await standingVersion(tx, 'PLANT'))!;
    const { id } = version;
    const read = async () => ({
      behind: (await seenBy(tx, 'PLANT', id)).flatMap(({ reasons }) => reasons.flatMap(({ behind }) => behind ?? [])),
      supplies: (await pegsOf(tx, version)).map(({ supply }) => supply),
    });
    const { behind, supplies } = await read();
    const { order } = behind[0]!;
    expect(order).toMatch(/^planned/);
    const called = `work/${await firmPlannedOrder(tx, 'PLANT', order)}`;
    const renamed = (name: string): string => (name === order ? called : name);
    expect(await read()).toEqual({
      behind: behind.map((one) => ({ ...one, order: renamed(one.order) })),
      supplies: supplies.map(renamed),
    });
  });
});

it('planned orders are made firm once, however often they are named and by however many at one moment', async () => {
  const firm = (names: (orders: readonly string[]) => readonly string[]) =>
    test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      const { id } = (await standingVersion(tx, 'PLANT'))!;
      const rows = await tx.selectFrom('plan_orders').select('id').where('version', '=', id).orderBy('id').execute();
      return firmPlannedOrders(tx, 'PLANT', names(rows.map((row) => row.id)));
    });
  const twice = (orders: readonly string[]) => [...orders, ...orders];
  const [one, other] = await Promise.all([firm(twice), firm(twice)]);
  expect(one.size).toBe(2);
  expect(new Set(one.values()).size).toBe(2);
  expect(other).toEqual(one);
  const rows = (await planner('GET', '/work-orders')).body.rows;
  expect(rows.map((row: { number: string }) => row.number).sort()).toEqual([...one.values()].sort());
  await expect(firm(() => ['planned/none'])).rejects.toMatchObject({ status: 404 });
});
