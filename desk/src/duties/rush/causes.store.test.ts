/** Who ships later because of a rush order is told that it is one. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
const patience = 120_000;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** One machine, an hour a frame from eight to four: SO-1 of 30 frames takes it until Friday, just in time. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Fri 08:00-16:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 60 }]);
  await put('/customers', [{ code: 'MILLER' }, { code: 'KRAFT' }]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'KRAFT', item: 'FRAME', qty: 30, due: days(3) },
  ]);
  expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
  await test.workOff();
}, patience);
afterAll(() => test.close());

it(
  'an order that ships later by a rush order is told which one it is, with who approved it and when',
  async () => {
    const wanted = { customer: 'MILLER', item: 'FRAME', qty: 8, wish: days(1) };
    const { body: offers } = await planner('GET', `/rush-offers?${new URLSearchParams({ ...wanted, qty: '8' })}`);
    const { date } = offers.first;
    const { body: asked } = await planner('POST', '/rush-requests', { ...wanted, option: 'first', date });
    const supervisor = await test.as(['supervisor']);
    const { body: made } = await supervisor('POST', `/rush-requests/${asked.id}/approve`, {});
    await test.workOff();
    const { rows } = (await planner('GET', '/plan-versions?limit=1')).body;
    const { body } = await planner('GET', `/plan-versions/${offers.plan}/compare/${rows[0].number}`);
    const [later] = body.comparison.orders.filter(({ demand }: { demand: string }) => demand === 'SO-1/1');
    expect(later.why).toMatch(
      new RegExp(`\\. ${made.line} is a rush order, approved by (?!\\S+@).+ on \\w+ \\d+ \\w+\\.$`),
    );
  },
  patience,
);
