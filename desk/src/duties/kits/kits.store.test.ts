import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask, TestApp } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from '../inventory/ledger.test-support.ts';

let test: TestApp;
let balance: LedgerTest['balance'];
let differences: LedgerTest['differences'];
let put: LedgerTest['put'];
let keeper: Ask;
let planner: Ask;

beforeAll(async () => {
  ({ test, balance, differences, put, keeper, planner } = await ledgerTest());
  await put('/items', [
    { code: 'BIKE', supply: 'make', unit: 'pcs' },
    { code: 'TUBE', supply: 'buy', unit: 'pcs' },
    { code: 'STEEL', supply: 'buy', unit: 'pcs' },
    { code: 'GLUE', supply: 'buy', unit: 'pcs' },
  ]);
  await put('/locations', [{ code: 'STAGE' }]);
  await put('/components', [
    { parent: 'BIKE', component: 'TUBE', qty_per: '2', alternate_group: 'T', rank: 1 },
    { parent: 'BIKE', component: 'STEEL', qty_per: '4', alternate_group: 'T', rank: 2 },
  ]);
});
afterAll(() => test.close());

let made = 0;
const order = async (): Promise<string> => {
  made += 1;
  await put('/work-orders', [{ number: `MO-${made}`, item: 'BIKE', qty: 5, state: 'released' }]);
  await put('/work-materials', [
    { work_order: `MO-${made}`, item: 'TUBE', qty: 10, seq: 10 },
    { work_order: `MO-${made}`, item: 'GLUE', qty: 1, seq: 20 },
  ]);
  return `MO-${made}`;
};
const stock = (rows: readonly [item: string, location: string, qty: number][]) =>
  rawly(
    test.db,
    `delete from allocations; update stock set qty = 0; insert into stock (site, item, location, qty) values ${rows
      .map(([item, at, qty]) => `('PLANT', '${item}', '${at}', ${qty})`)
      .join(', ')} on conflict (site, item, location, lot, serial, container, owner) do update set qty = excluded.qty`,
  );
const kit = async (number: string) =>
  (await keeper('GET', '/kits')).body.rows.find((one: { number: string }) => one.number === number);
const linesOf = async (number: string) =>
  (await kit(number)).lines.map((one: { item: string; staged: number; short: number }) => [
    one.item,
    one.staged,
    one.short,
  ]);
const make = async (of: string, seq: number | null = null): Promise<string> =>
  (await keeper('POST', '/kits', { order: of, seq, location: 'STAGE' })).body.number;
const go = (number: string, what: string, body: object = {}, ask = keeper) =>
  ask('POST', `/kits/${number}/${what}`, body);
const sound = (...counted: [item: string, qty: number][]) => ({
  counted: counted.map(([item, qty]) => ({ item, qty, sound: true })),
});

describe('a kit', () => {
  it('has a label for its order and step, and a scan of it goes to the kit', async () => {
    const number = await order();
    await stock([['TUBE', 'A', 10]]);
    const name = await make(number, 10);
    const label = await keeper('POST', '/labels/prints', { subject: 'kit', things: [{ kit: name.toLowerCase() }] });
    expect(label).toMatchObject({ status: 201 });
    expect((await keeper('GET', `/scan/${name.toLowerCase()}`)).body).toMatchObject({
      kind: 'kit',
      name,
      says: `Kit ${name}: for ${number} step 10 at STAGE`,
      to: `/kits?filter=number%3Aeq%3A${name}`,
    });
  });

  it('takes what stands in a container out of it, and the rest of the kit does not wait for that', async () => {
    const number = await order();
    await stock([
      ['TUBE', 'A', 4],
      ['GLUE', 'A', 1],
    ]);
    const boxed = { act: 'adjust', item: 'TUBE', to: 'B', qty: 20, container: 'PAL-1', reason: 'found' };
    expect(await keeper('POST', '/movements', boxed)).toMatchObject({ status: 201 });
    const made = await keeper('POST', '/kits', { order: number, seq: null, location: 'STAGE' });
    expect(made).toMatchObject({
      status: 201,
      body: {
        state: 'complete',
        done: expect.stringMatching(/complete\. Out of its container: 6 of TUBE from PAL-1\.$/),
      },
    });
    expect(await linesOf(made.body.number)).toEqual([
      ['TUBE', 10, 0],
      ['GLUE', 1, 0],
    ]);
    expect(await differences()).toEqual([]);
    await rawly(test.db, `delete from stock where container = 'PAL-1'`);
  });

  it('of which something has expired since says so, and is issued when somebody says why', async () => {
    const number = await order();
    await stock([['TUBE', 'A', 10]]);
    await rawly(test.db, `update stock set expires = '2040-01-01' where item = 'TUBE'`);
    const name = await make(number, 10);
    await go(name, 'check', sound(['TUBE', 10]));
    await rawly(test.db, `update stock set expires = '2020-01-01' where item = 'TUBE' and location = 'STAGE'`);
    expect((await kit(name)).lines[0]).toMatchObject({ staged: 10, expires: '2020-01-01', expired: true });
    expect(await go(name, 'issue')).toMatchObject({ status: 409, body: { code: 'expired' } });
    expect(await go(name, 'issue?confirm=expired')).toMatchObject({ status: 422, body: { code: 'reason-missing' } });
    expect(await go(name, 'issue?confirm=expired&because=still+good')).toMatchObject({ status: 201 });
    await rawly(test.db, `update stock set expires = null where item = 'TUBE'`);
  });

  it('is staged with its shortage named, completed when more is there, checked and issued', async () => {
    const number = await order();
    await stock([
      ['TUBE', 'A', 7],
      ['GLUE', 'B', 1],
    ]);
    await planner('POST', '/allocations/reserve', { item: 'TUBE', qty: 4, for: number });
    const name = await make(number);
    expect(await kit(name)).toMatchObject({
      state: 'short',
      order: number,
    });
    expect(await linesOf(name)).toEqual([
      ['TUBE', 7, 3],
      ['GLUE', 1, 0],
    ]);
    expect([await balance('TUBE', 'A'), await balance('TUBE', 'STAGE')]).toEqual([0, 7]);
    // Nobody else takes what lies in it, and it is reserved once.
    expect((await planner('GET', '/free-stock?item=TUBE')).body.holders).toMatchObject([
      { for_order: number, qty: 7, location: 'STAGE' },
    ]);
    expect(await keeper('POST', '/kits', { order: number, location: 'STAGE' })).toMatchObject({
      status: 422,
      body: { code: 'kit-there' },
    });

    expect(await go(name, 'issue')).toMatchObject({ status: 422, body: { code: 'still-short' } });
    await keeper('POST', '/movements', { act: 'adjust', item: 'TUBE', to: 'C', qty: 5, reason: 'found' });
    expect(await go(name, 'stage')).toMatchObject({ status: 201, body: { state: 'complete' } });
    expect(await balance('TUBE', 'C')).toBe(2);
    expect(await go(name, 'issue')).toMatchObject({ status: 422, body: { code: 'not-checked' } });
    expect(await go(name, 'check', sound(['TUBE', 9], ['GLUE', 1]))).toMatchObject({
      status: 422,
      body: { code: 'differs' },
    });
    expect(await go(name, 'check', sound(['TUBE', 10], ['GLUE', 1]))).toMatchObject({ status: 201 });
    expect(await go(name, 'issue')).toMatchObject({ status: 201, body: { state: 'issued' } });
    expect((await keeper('GET', `/pick-lists/${number}`)).body.lines.map((one: { open: number }) => one.open)).toEqual([
      0, 0,
    ]);
    expect((await planner('GET', '/free-stock?item=TUBE')).body.holders).toEqual([]);
    expect(await go(name, 'issue')).toMatchObject({ status: 422, body: { code: 'over' } });
    expect(await differences()).toEqual([]);
  });

  it('goes short by a planner’s word, with a reason', async () => {
    const number = await order();
    await stock([['TUBE', 'A', 7]]);
    const name = await make(number, 10);
    expect(await go(name, 'release', { reason: 'start with what is there' })).toMatchObject({ status: 403 });
    expect(await go(name, 'release', { reason: 'start with what is there' }, planner)).toMatchObject({
      status: 201,
      body: { state: 'released short' },
    });
    await go(name, 'check', sound(['TUBE', 7]));
    expect(await go(name, 'issue')).toMatchObject({ status: 201, body: { state: 'issued' } });
    const [tube] = (await keeper('GET', `/pick-lists/${number}`)).body.lines;
    expect(tube).toMatchObject({ issued: 7, open: 3 });
    expect(await kit(name)).toMatchObject({ release_reason: 'start with what is there', seq: 10 });
  });

  it('takes a substitute by the structure for what is short', async () => {
    const number = await order();
    await stock([
      ['TUBE', 'A', 7],
      ['STEEL', 'B', 20],
    ]);
    const name = await make(number, 10);
    expect(await go(name, 'substitute', { item: 'GLUE', instead_of: 'TUBE', seq: 10, qty: 1 })).toMatchObject({
      status: 422,
    });
    // 6 of steel stand for 3 of tube.
    expect(await go(name, 'substitute', { item: 'STEEL', instead_of: 'TUBE', seq: 10, qty: 6 })).toMatchObject({
      status: 201,
      body: { state: 'complete' },
    });
    expect(await linesOf(name)).toEqual([
      ['STEEL', 6, 0],
      ['TUBE', 7, 0],
    ]);
  });

  it('is taken apart: what lies in it is free again', async () => {
    const number = await order();
    await stock([['TUBE', 'A', 12]]);
    const name = await make(number, 10);
    expect(await go(name, 'apart', { to: 'B' })).toMatchObject({ status: 201, body: { state: 'taken apart' } });
    expect([await balance('TUBE', 'A'), await balance('TUBE', 'STAGE'), await balance('TUBE', 'B')]).toEqual([
      2, 0, 10,
    ]);
    expect((await planner('GET', '/free-stock?item=TUBE')).body.holders).toEqual([]);
    expect(await make(number, 10)).toMatch(/^KIT-/);
  });

  it('of one order is made once by two at the same moment, and takes nothing of another', async () => {
    const [one, other] = [await order(), await order()];
    await stock([['TUBE', 'A', 12]]);
    const answers = await Promise.all(
      [one, one, other].map((of) => keeper('POST', '/kits', { order: of, seq: 10, location: 'STAGE' })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    const { holders } = (await planner('GET', '/free-stock?item=TUBE')).body;
    expect(holders.map((held: { qty: number }) => held.qty).toSorted()).toEqual([10, 2]);
    expect(await balance('TUBE', 'STAGE')).toBe(12);
  });

  it('of an order that became smaller says what is too much, which is returned; what was reserved elsewhere is released', async () => {
    await put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
    await put('/components', [{ parent: 'FRAME', component: 'TUBE', qty_per: '2', seq: 10 }]);
    await put('/work-orders', [{ number: 'MO-F', item: 'FRAME', qty: 10, state: 'released' }]);
    await put('/work-materials', [{ work_order: 'MO-F', item: 'TUBE', qty: 20, seq: 10 }]);
    await stock([['TUBE', 'A', 12]]);
    const name = await make('MO-F');
    await keeper('POST', '/movements', { act: 'adjust', item: 'TUBE', to: 'C', qty: 8, reason: 'found' });
    expect(await planner('POST', '/allocations/reserve', { item: 'TUBE', qty: 8, for: 'MO-F' })).toMatchObject({
      status: 201,
    });
    expect(await go(name, 'surplus', { to: 'A' })).toMatchObject({ status: 422, body: { code: 'nothing-too-much' } });

    // Five frames take ten tubes: of twelve in the kit and eight at C the eight are free, and two of the kit too much.
    const smaller = { item: 'FRAME', from: 10, to: 5 };
    const { status, body } = await planner('POST', '/work-orders/by-number/MO-F/quantity', smaller);
    expect([status, body.detail]).toEqual([201, undefined]);
    expect(body.done).toContain(
      `8 TUBE reserved for MO-F are released: it needs no more. Kit ${name} has 2 TUBE more than MO-F needs. Maybe return what is too much.`,
    );
    const { acts } = (await planner('GET', '/free-stock?item=TUBE')).body;
    if (acts) expect(acts[0]).toMatchObject({ act: 'released', qty: -8, reason: 'MO-F needs no more' });
    expect((await kit(name)).surplus).toEqual([{ item: 'TUBE', lot: '', qty: 2 }]);

    expect(await go(name, 'surplus', { to: 'NOWHERE' })).toMatchObject({ status: 422 });
    expect(await go(name, 'surplus', { to: 'A' })).toMatchObject({
      status: 201,
      body: { done: '2 TUBE are returned to A, and reserved no more.', state: 'complete' },
    });
    expect([await balance('TUBE', 'STAGE'), await balance('TUBE', 'A')]).toEqual([10, 2]);
    expect((await kit(name)).surplus).toEqual([]);
    expect((await planner('GET', '/free-stock?item=TUBE')).body.holders).toMatchObject([
      { for_order: 'MO-F', qty: 10, location: 'STAGE' },
    ]);
    expect(await differences()).toEqual([]);
  });
});
