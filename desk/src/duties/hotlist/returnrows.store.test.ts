import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay, setNow, type TestApp, testApp } from '../../server/test-app.ts';
import { receivingPlant } from '../receiving/dock.test-support.ts';

let test: TestApp;
let planner: Ask;
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'buyer', 'storekeeper']);
  for (const [path, rows] of receivingPlant)
    for (const row of rows) expect(await planner('POST', path, row), path).toMatchObject({ status: 201 });
});
afterAll(() => test.close());

it('an announced return that did not all come on its day stands on the hot list, with whom to call, until it comes or ends', async () => {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const hot = async () => (await planner('GET', '/hot-list?kind=customer_return')).body.rows;
  const { body } = await planner('POST', '/customer-returns', {
    customer: 'MILLER',
    item: 'FRAME',
    qty: 4,
    reason: 'wrong colour',
    expected: plantDay(1),
  });
  const { number } = body.return;
  expect([number, await hot()]).toEqual(['RMA-00001', []]);
  await setNow(test.db, `${plantDay(2)}T08:00:00.000Z`);
  const waits = (open: number) =>
    `MILLER was to send it back, and ${open} pcs did not come: ask, or say that nothing more comes.`;
  expect(await hot()).toMatchObject([
    { ref: number, item: 'FRAME', qty: 4, partner: 'MILLER', owner: 'Planners', blocked_by: waits(4) },
  ]);
  await planner('POST', `/customer-returns/${number}/receipts`, { qty: 3 });
  expect(await hot()).toMatchObject([{ ref: number, qty: 1, blocked_by: waits(1) }]);
  const call = { kind: 'customer_return', ref: number, with_whom: 'Miller', channel: 'call', said: 'tomorrow' };
  expect(await planner('POST', '/contacts', call)).toMatchObject({ status: 201 });
  await planner('POST', `/customer-returns/${number}/end`, { reason: 'he keeps it' });
  expect(await hot()).toEqual([]);
  expect(await planner('POST', '/contacts', call)).toMatchObject({ status: 404 });
});
