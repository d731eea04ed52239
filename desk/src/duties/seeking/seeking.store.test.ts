import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask, TestApp } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from '../inventory/ledger.test-support.ts';

let test: TestApp;
let put: LedgerTest['put'];
let fresh: LedgerTest['fresh'];
let balance: LedgerTest['balance'];
let anna: Ask;
let ben: Ask;
let planner: Ask;
let supervisor: Ask;

beforeAll(async () => {
  ({ test, put, fresh, balance, planner } = await ledgerTest());
  anna = await test.as(['storekeeper']);
  ben = await test.as(['storekeeper']);
  supervisor = await test.as(['supervisor']);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 3 }]);
  await put('/locations', [{ code: 'WELD-IN', kind: 'area', work_centre: 'WELD' }]);
});
afterAll(() => test.close());

const ok = async (answer: ReturnType<Ask>) => {
  const { status, body } = await answer;
  expect([200, 201], JSON.stringify(body)).toContain(status);
  return body;
};
const find = (item: string, to: string, qty: number, ask = anna) =>
  ok(ask('POST', '/movements', { act: 'adjust', item, to, qty, reason: 'found' }));
const move = (item: string, from: string, to: string, qty: number, ask = anna) =>
  ok(ask('POST', '/movements', { act: 'move', item, from, to, qty }));
const where = (item: string) => ok(anna('GET', `/whereabouts?item=${item}`));
const placesOf = (body: { likely: { location: string; reasons: { rule: string }[]; looked: unknown }[] }) =>
  body.likely.map((one) => [one.location, one.reasons.map(({ rule }) => rule).join(' '), one.looked !== null]);

describe('where an item is', () => {
  it('is told by the books, its last movements with who, and the places that the rules name', async () => {
    const [item, other] = [await fresh(), await fresh()];
    await find(item, 'B', 5);
    await move(item, 'B', 'A', 5);
    await find(other, 'C', 1);
    const body = await where(item);
    expect(body.booked).toMatchObject([{ item, location: 'A', qty: 5, unit: 'pcs', looked: null }]);
    expect(body.movements[0]).toMatchObject({
      from: 'B',
      to: 'A',
      qty: 5,
      by: expect.stringMatching(/^storekeeper \d+$/),
    });
    // It passed B, which is next to A too; who moved it put something else at C.
    expect(placesOf(body)).toEqual([
      ['B', 'passed next', false],
      ['C', 'person', false],
    ]);
    expect(body.likely[1].reasons[0].text).toBe(`who moved it last moved ${other} there within two hours`);
  });

  it('is nowhere that somebody wrote a balance of something else: who writes balances walks nowhere', async () => {
    const [item, other] = [await fresh(), await fresh()];
    for (const [what, location] of [
      [item, 'A'],
      [other, 'C'],
    ])
      await ok(anna('POST', '/stock', { item: what, location, qty: 5 }));
    expect(placesOf(await where(item))).toEqual([['B', 'next', false]]);
  });

  it('says who waits for it: what is drawn and reserved', async () => {
    const item = await fresh();
    await find(item, 'A', 5);
    await put('/work-orders', [{ number: 'MO-W', item: 'FRAME', qty: 1, state: 'released' }]);
    await put('/work-materials', [{ work_order: 'MO-W', item, qty: 4, seq: 10 }]);
    await ok(planner('POST', '/allocations/reserve', { item, location: 'A', lot: '', qty: 2, for: 'MO-W' }));
    const { wanted } = await where(item);
    expect(wanted).toMatchObject([
      { kind: 'drawn', ref: 'MO-W', qty: 4 },
      { kind: 'reserved', ref: 'MO-W', qty: 2, location: 'A' },
    ]);
  });

  it('may be where a count found more of it', async () => {
    const item = await fresh();
    await find(item, 'A', 5);
    await find(item, 'C', 20);
    const { id } = await ok(anna('POST', '/count-sheets', { locations: ['C'], items: [item] }));
    const carl = await test.as(['storekeeper']);
    const count = async (ask: Ask, qty: number) => {
      const [line] = (await ok(ask('GET', `/count-sheets/${id}/to-count`))).lines;
      await ok(ask('POST', `/count-lines/${line.line}/counts`, { qty }));
    };
    await count(anna, 25);
    await count(ben, 25);
    const { rows } = await ok(supervisor('GET', `/count-sheets/${id}`));
    await ok(supervisor('POST', '/counts/approve', { counts: [rows[0].count], reason: 'so it is' }));
    await move(item, 'C', 'A', 25, carl);
    expect(placesOf(await where(item))).toMatchObject([
      ['C', 'plus passed person', false],
      ['B', 'person next', false],
    ]);
  });
});

describe('who looks', () => {
  it('in vain is kept with the place, which comes last for the next one until something of it comes there', async () => {
    const item = await fresh();
    await find(item, 'B', 5);
    await move(item, 'B', 'A', 5);
    await ok(anna('POST', '/looks', { item, location: 'A' }));
    expect(
      (await ok(anna('POST', '/looks', { item, location: 'B', note: 'not in the rack behind either' }))).done,
    ).toBe(`Kept: ${item} is not at B. The next one looks there last.`);
    const body = await where(item);
    expect(body.sought).toBe(true);
    expect(body.booked[0].looked).toMatchObject({ location: 'A', outcome: 'not found' });
    expect(placesOf(body).at(-1)).toEqual(['B', 'passed person next', true]);
    expect((await ok(anna('GET', '/looks'))).rows[0]).toMatchObject({ item, called: item, location: 'B', looks: 2 });

    await move(item, 'A', 'B', 1, ben);
    expect((await where(item)).booked.find((one: { location: string }) => one.location === 'B').looked).toBeNull();
  });

  it('finds it: it moves from where the books have it, with the reason, and is sought no more', async () => {
    const item = await fresh();
    await find(item, 'A', 5);
    await ok(anna('POST', '/looks', { item, location: 'A' }));
    await ok(ben('POST', '/looks/found', { item, location: 'C', from: { location: 'A' }, qty: 5 }));
    expect([await balance(item, 'A'), await balance(item, 'C')]).toEqual([0, 5]);
    const body = await where(item);
    expect([body.sought, body.movements[0].reason]).toEqual([false, 'found while it was sought']);
    expect((await ok(anna('GET', '/looks'))).rows.map((row: { item: string }) => row.item)).not.toContain(item);
  });

  it('finds it where the books have it after all: nothing moves, and it is sought no more', async () => {
    const item = await fresh();
    const container = `BOX-${item}`;
    await find(item, 'A', 5);
    await ok(anna('POST', '/movements', { act: 'adjust', item, container, to: 'A', qty: 4, reason: 'found' }));
    for (const sought of [{ item }, { container }]) {
      await ok(anna('POST', '/looks', { ...sought, location: 'A' }));
      const { done } = await ok(
        ben('POST', '/looks/found', { ...sought, location: 'A', from: { location: 'A' }, qty: 5 }),
      );
      expect(done).toContain('lies at A, where the books have it. It is sought no more.');
    }
    const body = await where(item);
    expect([body.sought, body.movements.length]).toEqual([false, 2]);
  });

  it('is not believed that the books have it where they have none: nothing is kept, and it is sought on', async () => {
    const item = await fresh();
    await find(item, 'A', 5);
    await ok(anna('POST', '/looks', { item, location: 'A' }));
    const said = await ben('POST', '/looks/found', { item, location: 'C', from: { location: 'C' }, qty: 5 });
    expect(said).toMatchObject({ status: 422, body: { code: 'not-booked', faults: [{ field: 'from' }] } });
    expect((await where(item)).sought).toBe(true);
  });

  it('finds what the books have nowhere: it is taken on them', async () => {
    const item = await fresh();
    await ok(anna('POST', '/looks/found', { item, location: 'C', qty: 3 }));
    expect(await balance(item, 'C')).toBe(3);
  });

  it('finds it where there is no room for it: nobody is asked, and nothing is kept as a yes that nobody gave', async () => {
    const item = await fresh();
    const container = `CRATE-${item}`;
    await put('/locations', [{ code: `TINY-${item}`, capacity: 1, capacity_unit: 'pcs' }]);
    await find(item, 'A', 5);
    await ok(anna('POST', '/movements', { act: 'adjust', item, container, to: 'A', qty: 4, reason: 'found' }));
    const at = { location: `TINY-${item}` };
    await ok(anna('POST', '/looks/found', { item, ...at, from: { location: 'A' }, qty: 5 }));
    await ok(anna('POST', '/looks/found', { container, ...at }));
    const { rows } = await ok(anna('GET', `/movements?item=${item}&location=${at.location}`));
    expect(rows.map((row: { qty: number; confirmed: string | null }) => [row.qty, row.confirmed])).toEqual([
      [4, null],
      [5, null],
    ]);
  });

  it('finds a container: all that is in it moves', async () => {
    const item = await fresh();
    const container = `CONT-${item}`;
    await ok(anna('POST', '/movements', { act: 'adjust', item, container, to: 'A', qty: 4, reason: 'found' }));
    await ok(anna('POST', '/looks', { container, location: 'A' }));
    expect((await ok(anna('GET', '/looks'))).rows[0]).toMatchObject({ item: null, called: container });
    await ok(anna('POST', '/looks/found', { container, location: 'C' }));
    expect(await balance(item, 'C')).toBe(4);
  });

  it('gives it up with the reason, and nobody seeks it any more', async () => {
    const item = await fresh();
    await ok(anna('POST', '/looks', { item, location: 'A' }));
    expect(await anna('POST', '/looks/given-up', { item, note: '' })).toMatchObject({ status: 400 });
    await ok(anna('POST', '/looks/given-up', { item, note: 'scrapped long ago' }));
    expect((await where(item)).sought).toBe(false);
  });

  it('is refused what is not there and what is nothing', async () => {
    expect(await anna('POST', '/looks', { item: 'NOPE', location: 'A' })).toMatchObject({ status: 422 });
    expect(await anna('POST', '/looks', { item: 'BOLT', location: 'NOPE' })).toMatchObject({ status: 422 });
    expect(await anna('GET', '/whereabouts')).toMatchObject({ status: 422 });
    expect(await anna('POST', '/looks/found', { item: 'BOLT', location: 'A' })).toMatchObject({ status: 422 });
  });

  it('has it counted where the books know nothing of it, once', async () => {
    const item = await fresh();
    const first = await ok(anna('POST', '/looks/count', { item, location: 'C' }));
    expect((await ok(anna('GET', `/count-sheets/${first.id}/to-count`))).lines).toMatchObject([
      { item, location: 'C' },
    ]);
    const second = await ok(ben('POST', '/looks/count', { item, location: 'C' }));
    expect([second.id, second.done]).toEqual([first.id, `${item} at C is to be counted already, on ${first.sheet}.`]);
  });

  it('never changes what was kept', async () => {
    await ok(anna('POST', '/looks', { item: 'NUT', location: 'A' }));
    await expect(rawly(test.db, `update looks set who = 'Ben'`)).rejects.toThrow(/never changed/);
    await expect(rawly(test.db, 'delete from looks')).rejects.toThrow(/never changed/);
    const { rows } = await sql`select kind, called from audit where kind = 'looks' and called = 'NUT'`.execute(test.db);
    expect(rows).toHaveLength(1);
  });
});

it('what nobody found and an order waits for stands on the hot list, until it is found', async () => {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const item = await fresh();
  const hot = async () => (await ok(planner('GET', '/hot-list?kind=search'))).rows;
  await ok(anna('POST', '/looks', { item, location: 'A' }));
  expect(await hot()).toEqual([]);
  await put('/work-orders', [{ number: 'MO-H', item: 'FRAME', qty: 1, state: 'released' }]);
  await put('/work-materials', [{ work_order: 'MO-H', item, qty: 4, seq: 10 }]);
  expect(await hot()).toMatchObject([
    {
      ref: item,
      item,
      qty: 4,
      owner: 'Storekeepers',
      blocked_by: expect.stringContaining('looked at A in vain, and MO-H waits for it'),
    },
  ]);
  await ok(anna('POST', '/looks/found', { item, location: 'C', qty: 4 }));
  expect(await hot()).toEqual([]);
});
