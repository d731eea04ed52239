import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Ask, plantDay, type TestApp } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from '../inventory/ledger.test-support.ts';

let test: TestApp;
let put: LedgerTest['put'];
let keeper: Ask;
let planner: Ask;

beforeAll(async () => {
  ({ test, put, keeper, planner } = await ledgerTest());
  await put('/items', [
    { code: 'BIKE', supply: 'make', unit: 'pcs' },
    { code: 'TUBE', supply: 'buy', unit: 'pcs' },
    { code: 'STEEL', supply: 'buy', unit: 'pcs' },
  ]);
  await put('/locations', [{ code: 'STAGE' }]);
});
afterAll(() => test.close());

let made = 0;
/** Of ten tubes, seven of which are there beside twenty of steel. */
async function order(): Promise<string> {
  made += 1;
  await put('/work-orders', [{ number: `MO-${made}`, item: 'BIKE', qty: 5, state: 'released' }]);
  await put('/work-materials', [{ work_order: `MO-${made}`, item: 'TUBE', qty: 10, seq: 10 }]);
  await rawly(
    test.db,
    `delete from allocations; update stock set qty = 0; insert into stock (site, item, location, qty)
    values ('PLANT', 'TUBE', 'A', 7), ('PLANT', 'STEEL', 'B', 20)
    on conflict (site, item, location, lot, serial, container, owner) do update set qty = excluded.qty`,
  );
  return `MO-${made}`;
}
const wish = {
  item: 'STEEL',
  instead_of: 'TUBE',
  qty: 6,
  of_qty: 3,
  until: plantDay(300),
  agreed: 'Miller, design office',
  reason: 'the tube comes on Friday',
};
const allow = (of: string, more: object = {}, ask = planner) =>
  ask('POST', `/pick-lists/${of}/deviations`, { ...wish, ...more });
const issue = (of: string, qty: number) =>
  keeper('POST', `/pick-lists/${of}/issue`, {
    lines: [{ item: 'STEEL', instead_of: 'TUBE', seq: 10, location: 'B', qty }],
  });
const allowedFor = async (of: string) => (await keeper('GET', `/pick-lists/${of}/deviations`)).body.rows;
const lines = async (of: string) =>
  (await keeper('GET', `/pick-lists/${of}`)).body.lines.map((one: { item: string; qty: number; issued: number }) => [
    one.item,
    one.qty,
    one.issued,
  ]);

describe('a substitute allowed for one order', () => {
  it('is taken for that order alone, up to its quantity, and says by whose word', async () => {
    const [mine, other] = [await order(), await order()];
    expect(await issue(mine, 6)).toMatchObject({ status: 422 });
    expect(await allow(mine, {}, keeper)).toMatchObject({ status: 403 });
    expect(await allow(mine)).toMatchObject({ status: 201 });
    expect(await issue(other, 2)).toMatchObject({ status: 422 });
    const [tube] = (await keeper('GET', `/pick-lists/${mine}`)).body.lines;
    expect(tube).toMatchObject({
      missing: 3,
      substitutes: ['STEEL'],
      instead: [{ item: 'STEEL', qty: 6, from: [{ location: 'B', qty: 6 }] }],
    });
    expect(await issue(mine, 7)).toMatchObject({ status: 422, body: { code: 'more-than-allowed' } });
    expect(await issue(mine, 4)).toMatchObject({ status: 201 });
    // 4 of steel at 6 for 3 stand for 2 of tube.
    expect(await lines(mine)).toEqual([
      ['STEEL', 4, 4],
      ['TUBE', 8, 0],
    ]);
    expect(await issue(mine, 3)).toMatchObject({ status: 422, body: { code: 'more-than-allowed' } });
    expect(await issue(mine, 2)).toMatchObject({ status: 201 });
    expect(await issue(mine, 1)).toMatchObject({ status: 422 });
    expect(await allowedFor(mine)).toMatchObject([
      { item: 'STEEL', used: 6, state: 'used up', agreed: 'Miller, design office', reason: 'the tube comes on Friday' },
    ]);
  });

  it('by several at once is taken no more of than it says', async () => {
    const mine = await order();
    await allow(mine);
    const answers = await Promise.all(Array.from({ length: 6 }, () => issue(mine, 2)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(await allowedFor(mine)).toMatchObject([{ used: 6 }]);
  });

  it('completes a kit', async () => {
    const mine = await order();
    await allow(mine);
    const { number } = (await keeper('POST', '/kits', { order: mine, location: 'STAGE' })).body;
    const swap = (qty: number) =>
      keeper('POST', `/kits/${number}/substitute`, { item: 'STEEL', instead_of: 'TUBE', seq: 10, qty });
    expect(await swap(8)).toMatchObject({ status: 422, body: { code: 'more-than-allowed' } });
    expect(await swap(6)).toMatchObject({ status: 201, body: { state: 'complete' } });
    expect(await allowedFor(mine)).toMatchObject([{ used: 6, state: 'used up' }]);
  });

  it('is taken no more once its day is over or somebody ended it', async () => {
    const [late, ended] = [await order(), await order()];
    await allow(late);
    await rawly(test.db, `update deviations set until = '2020-01-01' where work_order = '${late}'`);
    expect(await issue(late, 2)).toMatchObject({ status: 422 });
    expect((await keeper('GET', `/pick-lists/${late}`)).body.lines[0].substitutes).toEqual([]);
    expect(await allowedFor(late)).toMatchObject([{ state: 'run out' }]);

    const { id } = (await allow(ended)).body;
    expect(await keeper('POST', `/deviations/${id}/end`, {})).toMatchObject({ status: 403 });
    expect(await planner('POST', `/deviations/${id}/end`, {})).toMatchObject({ status: 201 });
    expect(await planner('POST', `/deviations/${id}/end`, {})).toMatchObject({ status: 422, body: { code: 'over' } });
    expect(await issue(ended, 2)).toMatchObject({ status: 422 });
    expect(await allow(ended)).toMatchObject({ status: 201 });
  });

  it.each([
    ['a day gone by', { until: '2020-01-01' }, 'past'],
    ['more than the order needs', { of_qty: 11 }, 'more-than-open'],
    ['another item than it draws', { instead_of: 'BOLT' }, 'not-open'],
    ['half a piece', { qty: 0.5 }, 'not-whole'],
  ])('is refused for %s', async (_, more, code) => {
    expect(await allow(await order(), more)).toMatchObject({ status: 422, body: { code } });
  });

  it('is refused of what is no item, and once it stands', async () => {
    const mine = await order();
    expect(await allow(mine, { item: 'NOTHING' })).toMatchObject({ status: 404 });
    expect((await Promise.all([allow(mine), allow(mine)])).map(({ status }) => status).toSorted()).toEqual([201, 422]);
  });

  it('stands on the ticket, which is to be printed anew', async () => {
    const mine = await order();
    const tickets = async () =>
      (await planner('GET', `/tickets?filter=${encodeURIComponent(`order:eq:${mine}`)}`)).body.rows[0].paper;
    const { pdf } = (await planner('POST', '/tickets/print', { orders: [mine] })).body;
    expect(await planner('GET', pdf.replace(/^.*\/ticket-prints/, '/ticket-prints'))).toMatchObject({ status: 200 });
    // A paper is printed once it has been sent.
    await vi.waitUntil(async () => (await tickets()) === 'printed', { timeout: 20_000 });
    const { id } = (await allow(mine)).body;
    expect(await tickets()).toBe('changed since');
    // After its last day it stands on no ticket.
    await rawly(test.db, `update deviations set until = '2020-01-01' where id = ${id}`);
    expect(await tickets()).toBe('printed');
    await rawly(test.db, `update deviations set until = '2099-01-01' where id = ${id}`);
    expect(await tickets()).toBe('changed since');
    await planner('POST', `/deviations/${id}/end`, {});
    expect(await tickets()).toBe('printed');
  });
});
