import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../server/test-app.ts';

// The plant's clock stands at Tuesday 3 November 2026, 09:00.
let test: TestApp;
let planner: Ask;
let buyer: Ask;
let dock: Ask;
const put = async (path: string, row: object, ask = buyer) => {
  const answer = await ask('POST', path, row);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
};
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  buyer = await test.as(['buyer', 'expediter']);
  dock = await test.as(['storekeeper']);
  await put('/units', { code: 'pcs' }, planner);
  await put('/locations', { code: 'STORE' }, planner);
  await put('/items', { code: 'LUG', supply: 'buy', unit: 'pcs' }, planner);
  await put('/vendors', { code: 'KRAFT', name: 'Kraft Rohr', promise_means: 'ship' });
  await put('/sources', { item: 'LUG', vendor: 'KRAFT', vendor_days: 5, transit_days: 3, dock_days: 1 });
  await put('/customers', { code: 'MILLER' }, planner);
});
afterAll(() => test.close());

let orders = 0;
async function ordered(more: object = {}) {
  orders += 1;
  const row = { order_no: `PO-${orders}`, line: 1, vendor: 'KRAFT', item: 'LUG', qty: 20, required: '2026-11-30' };
  const made = await put('/purchase-lines', { ...row, unit_price: 2.5, note: 'drilled', ...more });
  return { order: made.order_no as string, ref: `${made.order_no}/${made.line}` };
}
const split = (line: string, qty: number, more: object = {}) =>
  buyer('POST', '/purchase-line-splits', { line, qty, seen_open: 20, ...more });
const linesOf = async (order: string) =>
  (await buyer('GET', `/purchase-lines?filter=order_no:is ${order}&sort=line`)).body.rows;
const promisesOf = async (ref: string) => (await buyer('GET', `/purchase-promises?line=${ref}`)).body;

describe('a purchase line that is split', () => {
  it('is two lines of one order: the same goods at the same price, as promised', async () => {
    const { order, ref } = await ordered({ promised: '2026-11-20', promise_means: 'dock' });
    const answer = await split(ref, 8, { reason: 'two lorries' });
    expect(answer).toMatchObject({
      status: 201,
      body: { done: `${ref} is split: 8 pcs are ${order}/2 now.`, part: `${order}/2` },
    });
    const same = { vendor: 'KRAFT', item: 'LUG', unit_price: 2.5, note: 'drilled', state: 'open', received: 0 };
    const dates = { required: '2026-11-30T16:00:00.000Z', promised: '2026-11-20T16:00:00.000Z', promise_means: 'dock' };
    expect(await linesOf(order)).toMatchObject([
      { line: 1, qty: 12, ...same, ...dates },
      { line: 2, qty: 8, ...same, ...dates },
    ]);
    expect((await promisesOf(ref)).parts).toMatchObject([
      { of: null, part: `${order}/2`, qty: 8, reason: 'two lorries' },
    ]);
    expect((await promisesOf(`${order}/2`)).parts).toMatchObject([{ of: ref, part: null, qty: 8 }]);
  });

  it('has the promises before in both, and what is promised later in its own', async () => {
    const { order, ref } = await ordered({ promised: '2026-11-16' });
    const say = (line: string, day: string) =>
      put('/contacts', {
        kind: 'purchase_line',
        ref: line,
        with_whom: 'Anna',
        said: 'Then',
        new_date: day,
        promised: true,
      });
    await say(ref, '2026-11-18');
    await split(ref, 8, { promised: '2026-12-01' });
    await say(ref, '2026-11-19');
    const days = async (line: string) =>
      (await promisesOf(line)).promises.map(({ date }: { date: string }) => date.slice(0, 10));
    expect(await days(ref)).toEqual(['2026-11-16', '2026-11-18', '2026-11-19']);
    expect(await days(`${order}/2`)).toEqual(['2026-11-16', '2026-11-18', '2026-12-01']);
    // A part of a part has them all.
    await split(`${order}/2`, 3, { seen_open: 8 });
    expect(await days(`${order}/3`)).toEqual(['2026-11-16', '2026-11-18', '2026-12-01']);
    // What the promises of the vendor mean holds for the part as well.
    expect((await promisesOf(`${order}/2`)).means).toBe('ship');
  });

  it('is no word of its vendor: the part is asked about as the line is, by the promise before', async () => {
    const { order, ref } = await ordered({ ordered_on: '2026-10-12', required: '2027-03-01' });
    const whyOf = async (line: string) =>
      (await buyer('GET', '/follow-up')).body.rows.find((row: { ref: string }) => row.ref === line)?.why;
    expect(await whyOf(ref)).toMatch(/not promised/);
    await split(ref, 8);
    expect(await whyOf(`${order}/2`)).toBe(await whyOf(ref));
    const said = await ordered({ ordered_on: '2026-10-12', required: '2027-03-01', promised: '2027-03-01' });
    await split(said.ref, 8);
    expect([await whyOf(said.ref), await whyOf(`${said.order}/2`)].map(String).join()).not.toMatch(/not promised/);
    expect((await promisesOf(`${said.order}/2`)).promises).toHaveLength(1);
  });

  it('gives its part a number that no line had before', async () => {
    const { order, ref } = await ordered();
    const gone = await put('/purchase-lines', {
      order_no: order,
      line: 2,
      vendor: 'KRAFT',
      item: 'LUG',
      qty: 5,
      promised: '2026-11-20',
    });
    expect(
      await buyer('DELETE', `/purchase-lines/${gone.id}?confirm=promised`, undefined, { version: gone.version }),
    ).toMatchObject({
      status: 200,
    });
    expect((await split(ref, 8)).body.part).toBe(`${order}/3`);
  });

  it('of which all that stays is on its way comes with that', async () => {
    const { order, ref } = await ordered();
    const lines = [{ line: ref, qty: 12 }];
    await put('/ship-notices', { number: `W-${ref}`, vendor: 'KRAFT', expected: '2026-11-10', lines });
    await split(ref, 8);
    const dates = (await linesOf(order)).map((row: { estimated: string | null }) => row.estimated);
    expect(dates).toEqual(['2026-11-10T16:00:00.000Z', null]);
  });

  it('keeps its receipts: what has come is all that is left of it, so it is closed, and the part is followed up', async () => {
    const { order, ref } = await ordered();
    await put('/receipts', { line: ref, qty: 12 }, dock);
    expect(await split(ref, 8, { seen_open: 8 })).toMatchObject({
      body: { done: `${ref} is split: 8 pcs are ${order}/2 now. What is left of ${ref} has come, so it is closed.` },
    });
    expect(await linesOf(order)).toMatchObject([
      { qty: 12, received: 12, state: 'closed' },
      { qty: 8, received: 0, state: 'open' },
    ]);
    const { rows } = (await buyer('GET', '/follow-up')).body;
    const refs = rows.map((row: { ref: string }) => row.ref);
    expect([refs.includes(ref), refs.includes(`${order}/2`)]).toEqual([false, true]);
  });

  it('gives its part what is reserved of it beyond what stays, the latest first', async () => {
    const { order, ref } = await ordered();
    const lines = [1, 2].map((line) => ({ order_no: `SO-${order}`, line, customer: 'MILLER', item: 'LUG', qty: 10 }));
    for (const row of lines) await put('/customer-lines', { ...row, due: '2026-12-10' }, planner);
    for (const line of [1, 2])
      await put(
        '/allocations',
        { supply: `purchase/${ref}`, item: 'LUG', qty: 9, for_order: `SO-${order}`, for_line: line },
        planner,
      );
    await split(ref, 8);
    const reserved = await test.db
      .selectFrom('allocations')
      .select(['supply', 'for_line', 'qty'])
      .where('for_order', '=', `SO-${order}`)
      .orderBy('supply')
      .orderBy('for_line')
      .execute();
    expect(reserved.map(({ supply, for_line: line, qty }) => [supply, line, qty])).toEqual([
      [`purchase/${ref}`, 1, 9],
      [`purchase/${ref}`, 2, 3],
      [`purchase/${order}/2`, 2, 6],
    ]);
  });

  it('is split once: a request repeated makes no second part, and who looked before is told', async () => {
    const { order, ref } = await ordered();
    const key = randomUUID();
    const body = { line: ref, qty: 8, seen_open: 20 };
    const said = await Promise.all(
      Array.from({ length: 4 }, () => buyer('POST', '/purchase-line-splits', body, { key })),
    );
    expect(said.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    expect(await linesOf(order)).toHaveLength(2);
    const both = await Promise.all([3, 4].map((qty) => split(ref, qty, { seen_open: 12 })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.detail).toMatch(
      /^Of PO-\d+\/1 \d pcs are open now: it has changed/,
    );
    expect(await linesOf(order)).toHaveLength(3);
    expect((await linesOf(order)).reduce((sum: number, { qty }: { qty: number }) => sum + qty, 0)).toBe(20);
  });

  it.each<[string, number, object, number, RegExp]>([
    ['all of it', 20, {}, 422, /20 pcs are open: a part is no more than that, and less than the line\. Maybe/],
    ['more than it', 21, {}, 422, /and less than the line/],
    ['nothing', 0, {}, 400, /qty/],
    ['a part of a piece', 1.5, {}, 422, /no whole number of pcs/],
    ['a day that nobody means', 8, { promised: '9999-12-31' }, 422, /more than ten years ahead\. Maybe the year/],
    ['one of long ago', 8, { promised: '0001-01-01' }, 422, /more than ten years ago\. Maybe the year/],
    ['a day that is none', 8, { promised: '2026-13-40' }, 400, /promised/],
  ])('is refused in a clear sentence: %s', async (_, qty, more, status, words) => {
    const { order, ref } = await ordered();
    const answer = await split(ref, qty, more);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toMatch(words);
    expect(await linesOf(order)).toHaveLength(1);
  });

  it('leaves what a ship notice has on its way, a closed line and one that is none', async () => {
    const { ref } = await ordered();
    const lines = [{ line: ref, qty: 15 }];
    await put('/ship-notices', { number: `N-${ref}`, vendor: 'KRAFT', expected: '2026-11-10', lines });
    expect((await split(ref, 8)).body.detail).toMatch(/15 pcs are on their way by ship notices, and stay\. Maybe/);
    const closed = await ordered({ state: 'closed' });
    expect((await split(closed.ref, 8)).body.detail).toMatch(/is not open/);
    expect((await split('PO-none/1', 8)).body.detail).toMatch(/^There is no purchase line PO-none\/1\. Maybe/);
    for (const ask of [planner, dock, await test.as(['viewer'])])
      expect(await ask('POST', '/purchase-line-splits', { line: ref, qty: 2, seen_open: 20 })).toMatchObject({
        status: 403,
      });
  });
});
