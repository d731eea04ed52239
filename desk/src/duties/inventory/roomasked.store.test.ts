import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest } from './ledger.test-support.ts';

let ledger: LedgerTest;
let anybody: Ask;
beforeAll(async () => {
  ledger = await ledgerTest();
  anybody = await ledger.test.as(['storekeeper', 'planner', 'inspector', 'supervisor']);
  await ledger.put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await ledger.put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await ledger.put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
  await ledger.put('/locations', [{ code: 'WAY', kind: 'transit' }]);
  await ledger.put('/customers', [{ code: 'MILLER' }]);
});
afterAll(() => ledger.test.close());

let made = 0;
/** 10 of an item at A, a place of a kind that holds 3, and an order that draws 4. */
async function plant(more: object = {}) {
  made += 1;
  const [item, full, order] = [await ledger.fresh(), `FULL-${made}`, `MO-${made}`];
  await ledger.put('/locations', [{ code: full, capacity: 3, capacity_unit: 'pcs', ...more }]);
  await ledger.put('/work-orders', [{ number: order, item: 'FRAME', qty: 4, state: 'released' }]);
  await ledger.put('/work-steps', [{ work_order: order, seq: 10, work_centre: 'WELD', run_minutes: 3 }]);
  await ledger.put('/work-materials', [{ work_order: order, item, qty: 4, seq: 10 }]);
  await done('/movements', { act: 'adjust', item, to: 'A', qty: 10, reason: 'found' });
  return { item, full, order };
}
async function done(path: string, body: object) {
  const answer = await anybody('POST', path, body);
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 201 });
  return answer.body;
}

type Way = readonly [path: string, body: object];
const ways: readonly [string, () => Promise<{ readonly way: Way; readonly full: string; readonly where?: string }>][] =
  [
    [
      'goods moved by hand',
      async () => {
        const { item, full } = await plant();
        return { full, way: ['/movements', { act: 'move', item, from: 'A', to: full, qty: 4 }] };
      },
    ],
    [
      'leftovers of an order',
      async () => {
        const { item, full, order } = await plant();
        await done(`/pick-lists/${order}/issue`, { lines: [{ item, seq: 10, location: 'A', qty: 4 }] });
        return { full, way: [`/pick-lists/${order}/return`, { item, seq: 10, location: full, qty: 4 }] };
      },
    ],
    [
      'a kit that is made',
      async () => {
        const { full, order } = await plant();
        return { full, way: ['/kits', { order, seq: 10, location: full }] };
      },
    ],
    [
      'a kit that is taken apart',
      async () => {
        const { full, order } = await plant();
        const { number } = await done('/kits', { order, seq: 10, location: 'B' });
        return { full, way: [`/kits/${number}/apart`, { to: full }] };
      },
    ],
    [
      'a delivery to an area',
      async () => {
        const { full, order } = await plant({ kind: 'area', work_centre: 'WELD' });
        const { numbers } = await done(`/pick-lists/${order}/deliveries`, {});
        await done(`/deliveries/${numbers[0]}/take`, {});
        return { full, way: [`/deliveries/${numbers[0]}/deliver`, { scanned: full }] };
      },
    ],
    [
      'a transfer that arrives',
      async () => {
        const { item, full } = await plant();
        const lines = [{ item, from: 'A', qty: 4 }];
        const { transfer } = await done('/transfers', { to: full, expected: plantDay(2), lines });
        return { full, way: [`/transfers/${transfer.number}/receive`, { line: 1, qty: 4 }] };
      },
    ],
    [
      'what a customer sends back',
      async () => {
        const { item, full } = await plant({ kind: 'inspection', usable: false });
        const said = { customer: 'MILLER', item, qty: 4, reason: 'wrong colour', to: full };
        return { full, way: ['/customer-returns/unannounced', said] };
      },
    ],
    [
      'a return that is good again',
      async () => {
        const { item, full } = await plant();
        const said = { customer: 'MILLER', item, qty: 4, reason: 'wrong colour', to: 'Q' };
        const back = await done('/customer-returns/unannounced', said);
        const good = { receipt: back.receipt, outcome: 'stock', qty: 4, to: full };
        return { full, way: [`/customer-returns/${back.return.number}/decisions`, good] };
      },
    ],
    [
      'finished work',
      async () => {
        const { full, order } = await plant();
        expect(await anybody('PUT', '/finished-location', { location: full })).toMatchObject({ status: 200 });
        return { full, way: ['/progress', { ticket: order, seq: 10, good: 4, finished: true }] };
      },
    ],
  ];

it.each(ways)(
  '%s: more than the place holds is asked, and put there with the reason of who says yes',
  async (_, of) => {
    const { way, full } = await of();
    const [path, body] = way;
    const says = (query: string) => anybody('POST', `${path}${query}`, body);
    expect(await says('')).toMatchObject({ status: 409, body: { code: 'overfull', values: { coming: 4, over: 1 } } });
    expect(await says('?confirm=overfull')).toMatchObject({ status: 422, body: { code: 'reason-missing' } });
    const answer = await says('?confirm=overfull&because=it%20fits');
    expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 201 });
    const { rows } = (await anybody('GET', `/movements?location=${full}`)).body;
    expect(rows).toMatchObject([{ to_location: full, qty: 4, confirmed: 'overfull' }]);
    expect(rows[0].reason).toMatch(/it fits$/);
  },
);
