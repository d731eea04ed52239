import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay, setNow, type TestApp, testApp } from '../../server/test-app.ts';
import { receivingPlant } from './dock.test-support.ts';
import { standingHoursFrom, standsTooLong, usualStandingHours } from './standing.ts';

let test: TestApp;
let keeper: Ask;
let planner: Ask;
let supervisor: Ask;
beforeAll(async () => {
  test = await testApp();
  keeper = await test.as(['storekeeper']);
  supervisor = await test.as(['supervisor']);
  planner = await test.as(['planner', 'buyer', 'storekeeper']);
  for (const [path, rows] of receivingPlant)
    for (const row of rows) expect(await planner('POST', path, row), path).toMatchObject({ status: 201 });
});
afterAll(() => test.close());

const ok = async (answer: ReturnType<Ask>) => {
  const { status, body } = await answer;
  expect([200, 201], JSON.stringify(body)).toContain(status);
  return body;
};
const standing = async () => (await ok(keeper('GET', '/standing-goods'))).rows;
const at = (hour: string, days = 0): string => `${plantDay(days)}T${hour}:00:00.000Z`;

it.each([
  ['a day', '2026-11-03T08:00:00Z', false],
  ['a day and a second', '2026-11-03T08:00:01Z', true],
])('goods that stand %s until %s, where 24 hours are allowed: late %s', (_, then, late) => {
  expect(standsTooLong('2026-11-02T08:00:00Z', then, 24)).toBe(late);
});

it.each([[null], [0], [1.5], ['8']])('hours that make no sense (%s) are the usual ones', (kept) => {
  expect(standingHoursFrom(kept)).toBe(usualStandingHours);
});

it('what came stands there from its oldest receipt on, until it is put away', async () => {
  await setNow(test.db, at('08'));
  const first = (await ok(keeper('POST', '/receipts', { line: 'PO-1/1', qty: 6, document: 'N-1' }))).receipt;
  await setNow(test.db, at('10'));
  const second = (await ok(keeper('POST', '/receipts', { line: 'PO-1/1', qty: 4 }))).receipt;
  await ok(keeper('POST', '/receipts', { line: 'PO-1/2', qty: 5, lot: 'L1' }));
  expect(await standing()).toMatchObject([
    {
      item: 'TUBE-25',
      location: 'DOCK',
      kind: 'dock',
      qty: 10,
      since: at('08'),
      receipt: first.id,
      line: 'PO-1/1',
      document: 'N-1',
      late: false,
    },
    { item: 'PAINT', location: 'QA', kind: 'inspection', qty: 5, lot: 'L1', since: at('10') },
  ]);
  await ok(keeper('POST', '/movements', { act: 'move', item: 'TUBE-25', from: 'DOCK', to: 'A-01', qty: 7 }));
  // What came first left first: of the three that are left the oldest came with the second receipt.
  expect((await standing()).find((row: { item: string }) => row.item === 'TUBE-25')).toMatchObject({
    qty: 3,
    since: at('10'),
    receipt: second.id,
  });
});

it('is late after the hours of the company, and on the hot list while an order draws it', async () => {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const hot = async () => (await ok(planner('GET', '/hot-list?kind=standing'))).rows;
  const tubes = async () => (await standing()).find((row: { item: string }) => row.item === 'TUBE-25');
  await setNow(test.db, at('12', 1));
  expect([(await tubes()).late, await hot()]).toEqual([true, []]);
  await ok(planner('POST', '/work-orders', { number: 'MO-9', item: 'FRAME', qty: 1, state: 'released' }));
  await ok(planner('POST', '/work-materials', { work_order: 'MO-9', item: 'TUBE-25', qty: 2, seq: 10 }));
  expect(await tubes()).toMatchObject({ orders: ['MO-9'] });
  expect(await hot()).toMatchObject([
    {
      ref: 'TUBE-25/DOCK',
      qty: 3,
      owner: 'Storekeepers',
      blocked_by: 'It still stands at DOCK, and MO-9 waits for it: bring it there.',
    },
  ]);
  const told = { kind: 'standing', ref: 'TUBE-25/DOCK', with_whom: 'Store', channel: 'call', said: 'At once' };
  await ok(planner('POST', '/contacts', told));
  expect(await keeper('PATCH', '/standing-goods/hours', { hours: 48 })).toMatchObject({ status: 403 });
  await ok(supervisor('PATCH', '/standing-goods/hours', { hours: 48 }));
  expect([(await tubes()).late, (await ok(keeper('GET', '/standing-goods'))).hours]).toEqual([false, 48]);
  expect(await hot()).toEqual([]);
});
