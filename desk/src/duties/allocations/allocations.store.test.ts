import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Database, openTables } from '../../server/database/database.ts';
import { stamp } from '../../server/http.ts';
import type { Ask, TestApp } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from '../inventory/ledger.test-support.ts';
import { post } from '../inventory/movements.store.ts';
import { reserveAtOnce } from './allocations.bench.ts';
import { expireJob } from './allocations.jobs.ts';

let test: TestApp;
let fresh: LedgerTest['fresh'];
let balance: LedgerTest['balance'];
let differences: LedgerTest['differences'];
let keeper: Ask;
let planner: Ask;
let chief: Ask;
let put: LedgerTest['put'];
let many: Database;

beforeAll(async () => {
  ({ test, fresh, balance, differences, keeper, planner, put } = await ledgerTest());
  chief = await test.as(['supervisor']);
  await put('/customers', [{ code: 'MILLER' }]);
  await put('/items', [{ code: 'BIKE', supply: 'make', unit: 'pcs' }]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'BIKE', qty: 5, due: '2027-01-05T12:00:00Z' },
    { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'BIKE', qty: 5, due: '2027-01-05T12:00:00Z' },
  ]);
  await put('/work-orders', [{ number: 'MO-1', item: 'BIKE', qty: 5, state: 'released' }]);
  many = openTables(test.url, 40);
});
afterAll(async () => {
  await many.destroy();
  await test.close();
});

const stocked = async (qty: number, at = 'A'): Promise<string> => {
  const item = await fresh();
  await rawly(test.db, `insert into stock (site, item, location, qty) values ('PLANT', '${item}', '${at}', ${qty})`);
  return item;
};
const reserve = (item: string, qty: number, whom = 'SO-1/1', more: object = {}) =>
  planner('POST', '/allocations/reserve', { item, qty, for: whom, ...more });
const held = async (item: string): Promise<Record<string, number>> => {
  const rows = await test.db
    .selectFrom('allocations')
    .select(['location', 'qty', 'for_order'])
    .where('item', '=', item)
    .execute();
  return Object.fromEntries(rows.map((row) => [`${row.for_order} ${row.location}`, row.qty]));
};
const acts = async (item: string) => {
  const { body } = await planner('GET', `/free-stock?item=${item}`);
  return body.acts.map((row: { act: string; qty: number; for_order: string; reason: string | null }) => [
    row.act,
    row.qty,
    row.for_order,
    row.reason,
  ]);
};
const move = (item: string, qty: number, from: string, to: string | null, ask = keeper, confirm = '', reason = '') =>
  ask('POST', `/movements${confirm ? `?confirm=${confirm}` : ''}`, {
    act: to === null ? 'scrap' : 'move',
    item,
    qty,
    from,
    to,
    reason: reason || (to === null ? 'broken' : ''),
  });

describe('pieces reserved by hand', () => {
  it('are told by whom to whoever wants them next, and when more comes', async () => {
    const item = await stocked(10);
    await put('/vendors', [{ code: `V-${item}` }]);
    const buyer = await test.as(['buyer']);
    const line = {
      order_no: `PO-${item}`,
      line: 1,
      vendor: `V-${item}`,
      item,
      qty: 40,
      estimated: '2036-11-05T10:00:00Z',
    };
    expect(await buyer('POST', '/purchase-lines', line)).toMatchObject({ status: 201 });
    expect(await reserve(item, 8)).toMatchObject({ status: 201, body: { taken: [{ location: 'A', qty: 8 }] } });
    const second = await reserve(item, 3, 'SO-2/1');
    expect(second).toMatchObject({ status: 409, body: { code: 'not-enough' } });
    expect(second.body.detail).toMatch(
      new RegExp(
        `2 of ${item} are free, and 3 are wanted: SO-1/1 has 8 \\(planner \\d+\\)\\. 40 more come with PO-${item}/1 on Wed 5 Nov 2036\\.`,
      ),
    );
    expect(await reserve(item, 2, 'MO-1')).toMatchObject({ status: 201 });
    expect(await held(item)).toEqual({ 'SO-1 A': 8, 'MO-1 A': 2 });
    expect(await reserve(item, 1, 'SO-9/1')).toMatchObject({ status: 422, body: { code: 'no-consumer' } });
    expect(await keeper('POST', '/allocations/reserve', { item, qty: 1, for: 'SO-1/1' })).toMatchObject({
      status: 403,
    });
    const [row] = (await keeper('GET', `/stock-balances?filter=item:eq:${item}`)).body.rows;
    expect(row).toMatchObject({ qty: 10, allocated: 10, free: 0 });
  });

  it('bind the plan: it gets them as allocations of the stock', async () => {
    const item = await stocked(10);
    await reserve(item, 8);
    const [row] = (await planner('GET', `/allocations?filter=item:eq:${item}`)).body.rows;
    expect(row).toMatchObject({ supply: `stock/${item}/A/`, qty: 8, for_order: 'SO-1', for_line: 1 });
  });

  it.each([
    ['2126-12-31', '2126-11-30', '2126-12-31'],
    ['2126-11-30', '2126-12-31', '2126-12-31'],
    [null, '2126-12-31', null],
    ['2126-12-31', null, null],
  ])('of the same for the same bind as long as the longer: until %s and until %s', async (first, second, until) => {
    const item = await stocked(10);
    for (const day of [first, second]) await reserve(item, 2, 'SO-1/1', { until: day });
    expect((await planner('GET', `/free-stock?item=${item}`)).body.holders).toMatchObject([{ qty: 4, until }]);
  });

  it('are not taken for anything else, unless a supervisor says why, which releases them', async () => {
    const item = await stocked(10);
    await reserve(item, 8);
    const scrapped = await move(item, 3, 'A', null);
    expect(scrapped).toMatchObject({ status: 409, body: { code: 'allocated', values: { confirm: 'allocated' } } });
    expect(scrapped.body.detail).toMatch(
      /^2 of \w+ at A are free, and 3 would be taken: SO-1\/1 has 8 .*No more is on its way/,
    );
    expect(await move(item, 3, 'A', 'Q')).toMatchObject({ status: 409, body: { code: 'allocated' } });
    expect(await move(item, 3, 'A', null, keeper, 'allocated')).toMatchObject({ status: 403 });
    expect(await move(item, 2, 'A', null)).toMatchObject({ status: 201 });
    expect(await move(item, 3, 'A', 'Q', chief, 'allocated')).toMatchObject({
      status: 422,
      body: { code: 'reason-missing' },
    });
    expect(await move(item, 3, 'A', 'Q', chief, 'allocated', 'the customer waits')).toMatchObject({ status: 201 });
    expect(await held(item)).toEqual({ 'SO-1 A': 5 });
    expect((await acts(item))[0]).toEqual(['released', -3, 'SO-1', 'the customer waits']);
    // What is free is no matter of a supervisor's yes.
    const free = await stocked(10);
    expect(await move(free, 3, 'A', 'Q', chief, 'allocated', 'tidied')).toMatchObject({ status: 403 });
    expect(await balance(free, 'A')).toBe(10);
    // Below zero and reserved are two questions.
    expect(await move(item, 9, 'A', null, chief, 'allocated', 'all of it')).toMatchObject({
      body: { code: 'negative' },
    });
    expect(await move(item, 9, 'A', null, chief, 'allocated,negative', 'all of it')).toMatchObject({ status: 201 });
    expect([await held(item), await balance(item, 'A')]).toEqual([{}, -4]);
  });

  it('go with the goods to another place that is usable, free ones first', async () => {
    const item = await stocked(10);
    await reserve(item, 6, 'SO-1/1');
    await reserve(item, 2, 'MO-1');
    expect(await move(item, 5, 'A', 'B')).toMatchObject({ status: 201 });
    // 2 were free; what was reserved last goes first.
    expect(await held(item)).toEqual({ 'SO-1 A': 5, 'SO-1 B': 1, 'MO-1 B': 2 });
    expect((await acts(item)).filter(([act]: [string]) => act === 'moved')).toHaveLength(4);
    const [moved] = (await keeper('GET', `/movements?item=${item}&limit=1`)).body.rows;
    expect(await keeper('POST', `/movements/${moved.id}/reverse`, { reason: 'wrong shelf' })).toMatchObject({
      status: 201,
    });
    expect(await held(item)).toEqual({ 'SO-1 A': 6, 'MO-1 A': 2 });
  });

  it('do not go with goods that fill up a balance below zero: a supervisor says yes to that', async () => {
    const short = (item: string, qty: number) =>
      rawly(test.db, `insert into stock (site, item, location, qty) values ('PLANT', '${item}', 'C', ${-qty})`);
    const item = await stocked(6);
    await short(item, 4);
    await reserve(item, 2);
    expect(await move(item, 6, 'A', 'C')).toMatchObject({ status: 201 });
    expect(await held(item)).toEqual({ 'SO-1 C': 2 });
    const deeper = await stocked(6);
    await short(deeper, 5);
    await reserve(deeper, 2);
    const filled = await move(deeper, 6, 'A', 'C');
    expect(filled).toMatchObject({ status: 409, body: { code: 'allocated' } });
    expect(filled.body.detail).toMatch(/^4 of \w+ at A are free, and 6 would be taken: SO-1\/1 has 2 /);
    expect(await held(deeper)).toEqual({ 'SO-1 A': 2 });
    expect(await move(deeper, 6, 'A', 'C', chief, 'allocated', 'set off')).toMatchObject({ status: 201 });
    expect(await held(deeper)).toEqual({ 'SO-1 C': 1 });
  });

  it('are released in part, given to another order and run out, each told with who, when and why', async () => {
    const item = await stocked(10);
    await reserve(item, 6, 'SO-1/1', { reason: 'he called' });
    await reserve(item, 3, 'MO-1', { until: '2026-12-31' });
    const id = async (whom: string) =>
      (await planner('GET', `/free-stock?item=${item}`)).body.holders.find(
        (one: { for_order: string }) => one.for_order === whom,
      ).id;
    expect(
      await planner('POST', `/allocations/${await id('SO-1')}/release`, { qty: 1, reason: 'five will do' }),
    ).toMatchObject({ status: 201 });
    expect(await planner('POST', `/allocations/${await id('SO-1')}/release`, { qty: 6, reason: 'x' })).toMatchObject({
      status: 422,
    });
    expect(
      await planner('POST', `/allocations/${await id('SO-1')}/transfer`, {
        qty: 2,
        for: 'SO-2/1',
        reason: 'more urgent',
      }),
    ).toMatchObject({ status: 201 });
    expect(await held(item)).toEqual({ 'SO-1 A': 3, 'SO-2 A': 2, 'MO-1 A': 3 });
    await rawly(test.db, `update sites set pinned_now = '2027-01-01T12:00:00Z'`);
    // Its day is over before the job comes by.
    const [row] = (await keeper('GET', `/stock-balances?filter=item:eq:${item}`)).body.rows;
    expect([row.allocated, row.free]).toEqual([5, 5]);
    await expireJob.run({ db: test.db, url: test.url }, {});
    await rawly(test.db, `update sites set pinned_now = null`);
    expect(await held(item)).toEqual({ 'SO-1 A': 3, 'SO-2 A': 2 });
    expect(await acts(item)).toEqual([
      ['expired', -3, 'MO-1', 'the day is over'],
      ['transferred', 2, 'SO-2', 'more urgent'],
      ['transferred', -2, 'SO-1', 'more urgent'],
      ['released', -1, 'SO-1', 'five will do'],
      ['reserved', 3, 'MO-1', null],
      ['reserved', 6, 'SO-1', 'he called'],
    ]);
  });

  it('stay whole: what cannot be counted is neither reserved, nor released, nor given on', async () => {
    const item = await stocked(10);
    await reserve(item, 6);
    const { id } = (await planner('GET', `/free-stock?item=${item}`)).body.holders[0];
    const faults = [
      ...(await Promise.all([-1e308, -1e16, 1e-10].map((qty) => reserve(item, qty)))),
      await planner('POST', `/allocations/${id}/release`, { qty: 0.5, reason: 'x' }),
      await planner('POST', `/allocations/${id}/release`, { qty: 1e-10, reason: 'x' }),
      await planner('POST', `/allocations/${id}/transfer`, { qty: 0.5, for: 'MO-1', reason: 'x' }),
    ];
    expect(faults.map(({ status }) => status)).toEqual(faults.map(() => 422));
    expect(await held(item)).toEqual({ 'SO-1 A': 6 });
  });

  it('are taken by the order that they are for', async () => {
    const item = await stocked(10);
    await reserve(item, 4, 'MO-1');
    await reserve(item, 6, 'SO-1/1');
    const issue = (qty: number) =>
      test.db.transaction().execute(async (tx) => {
        await stamp(tx, { name: 'issuer', email: '', via: 'cli' }, 'PLANT');
        return post(tx, 'PLANT', {
          item,
          lot: '',
          movedAt: '2026-11-03T08:00:00Z',
          from: 'A',
          to: null,
          toKind: 'work order',
          qty,
          reason: null,
          reference: { kind: 'issue', key: 'MO-1', part: null },
        });
      });
    await issue(3);
    expect(await held(item)).toEqual({ 'MO-1 A': 1, 'SO-1 A': 6 });
    await expect(issue(2)).rejects.toMatchObject({ code: 'HL010' });
  });

  it.each([
    ['a balance written by hand', (item: string) => `update stock set qty = 7 where item = '${item}'`, 'HL010'],
    ['a balance taken away', (item: string) => `delete from stock where item = '${item}'`, 'HL010'],
    [
      'a reservation written by hand',
      (item: string) => `update allocations set qty = 11 where item = '${item}'`,
      'HL011',
    ],
    [
      'a reservation of what is nowhere',
      (item: string) =>
        `insert into allocations (site, supply, item, qty, for_order) values ('PLANT', 'stock/${item}/NOWHERE/', '${item}', 1, 'MO-1')`,
      'HL011',
    ],
  ])('bind %s', async (_, statement, code) => {
    const item = await stocked(10);
    await reserve(item, 8);
    await expect(rawly(test.db, statement(item))).rejects.toMatchObject({ code });
  });

  it('keep to their item and place when those are called otherwise', async () => {
    const item = await stocked(10);
    await reserve(item, 8);
    await rawly(test.db, `update items set code = '${item}x' where code = '${item}'`);
    await rawly(test.db, `update locations set code = 'A/1' where code = 'A'`);
    const renamed = await test.db
      .selectFrom('allocations')
      .select(['supply', 'location', 'lot', 'qty'])
      .where('item', '=', `${item}x`)
      .execute();
    await rawly(test.db, `update locations set code = 'A' where code = 'A/1'`);
    expect(renamed).toEqual([{ supply: `stock/${item}x/A/1/`, location: 'A/1', lot: '', qty: 8 }]);
  });
});

/** Until one waits for another. */
const waiting = (db: Database) =>
  vi.waitFor(async () =>
    expect(
      (
        await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
          db,
        )
      ).rows,
    ).not.toHaveLength(0),
  );
const over = async (item: string) =>
  (
    await sql`select location from allocations a where item = ${item} group by location
      having sum(qty) > coalesce((select sum(s.qty) from stock s where s.item = ${item} and s.location = a.location), 0)`.execute(
      test.db,
    )
  ).rows;

describe('many at once', () => {
  describe('never hold more than there is where somebody takes below zero at that moment, from', () => {
    /** Two pieces that were not there, in a transaction that is not at its end yet. */
    async function takenBelow(item: string) {
      const open = await many.startTransaction().execute();
      await stamp(open, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      await post(open, 'PLANT', { ...moved(item), from: 'B', to: null, qty: 2, negative: true });
      return open;
    }
    const moved = (item: string) => ({
      item,
      lot: '',
      movedAt: '2026-11-03T08:00:00Z',
      overfull: undefined,
      reason: 'test',
    });

    it('a place to which they come', async () => {
      const item = await stocked(9);
      await reserve(item, 9);
      const open = await takenBelow(item);
      const coming = move(item, 9, 'A', 'B');
      await waiting(test.db);
      await open.commit().execute();
      expect(await coming).toMatchObject({ status: 409, body: { code: 'allocated' } });
      expect([await held(item), await over(item)]).toEqual([{ 'SO-1 A': 9 }, []]);
    });

    it('beside a container of which they are', async () => {
      const item = await stocked(0);
      await rawly(
        test.db,
        `insert into stock (site, item, location, container, qty) values ('PLANT', '${item}', 'B', '${item}-C', 9)`,
      );
      const open = await takenBelow(item);
      const reserving = reserve(item, 9);
      await waiting(test.db);
      await open.commit().execute();
      expect(await reserving).toMatchObject({ status: 409 });
      expect(await over(item)).toEqual([]);
    });
  });

  it('reserve the last pieces once: 200 who want one of ten', async () => {
    const item = await stocked(7);
    await rawly(test.db, `insert into stock (site, item, location, qty) values ('PLANT', '${item}', 'B', 3)`);
    const { served, waited } = await reserveAtOnce(many, 'PLANT', item, 200);
    expect([served, waited.length]).toEqual([10, 200]);
    const { rows } =
      await sql`select location, sum(qty) as qty from allocations where item = ${item} group by location order by location`.execute(
        test.db,
      );
    expect(rows).toEqual([
      { location: 'A', qty: 7 },
      { location: 'B', qty: 3 },
    ]);
  });

  it('never hold more than there is, whatever is reserved, released, moved, issued and scrapped between', async () => {
    const place = fc.constantFrom('A', 'B', 'C');
    const qty = fc.integer({ min: 1, max: 6 });
    const whom = fc.constantFrom('SO-1/1', 'SO-2/1', 'MO-1');
    const act = fc.oneof(
      fc.record({ kind: fc.constant('reserve' as const), qty, whom }),
      fc.record({ kind: fc.constant('release' as const), nth: fc.nat(5) }),
      fc.record({
        kind: fc.constant('move' as const),
        from: place,
        to: fc.constantFrom('A', 'B', 'C', 'Q'),
        qty,
        sure: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('scrap' as const), from: place, qty, sure: fc.boolean() }),
      fc.record({ kind: fc.constant('issue' as const), from: place, qty }),
      fc.record({ kind: fc.constant('find' as const), at: place, qty }),
      fc.record({ kind: fc.constant('write' as const), at: place, qty: fc.nat(8) }),
    );
    /** What may go wrong by a rule; anything else is a fault. */
    const rule = (error: unknown) => {
      const { code } = error as { code?: string };
      if (!['HL010', 'HL011', 'negative'].includes(code ?? '')) throw error;
    };
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 16 }), async (done) => {
        const item = await stocked(9);
        const moveIt = (from: string | null, to: string | null, moved: number, more: object = {}) =>
          many.transaction().execute(async (tx) => {
            await stamp(tx, { name: 'model', email: '', via: 'cli' }, 'PLANT');
            return post(tx, 'PLANT', {
              item,
              lot: '',
              movedAt: '2026-11-03T08:00:00Z',
              from,
              to,
              overfull: undefined,
              qty: moved,
              reason: 'model',
              ...more,
            });
          });
        const run = async (one: (typeof done)[number]): Promise<void> => {
          if (one.kind === 'reserve') await reserve(item, one.qty, one.whom);
          if (one.kind === 'release') {
            const { holders } = (await planner('GET', `/free-stock?item=${item}`)).body;
            const which = holders[one.nth % Math.max(1, holders.length)];
            if (which) await planner('POST', `/allocations/${which.id}/release`, { reason: 'model' });
          }
          if (one.kind === 'move' && one.from !== one.to)
            await moveIt(one.from, one.to, one.qty, { allocated: one.sure });
          if (one.kind === 'scrap') await moveIt(one.from, null, one.qty, { allocated: one.sure, negative: one.sure });
          if (one.kind === 'issue')
            await moveIt(one.from, null, one.qty, {
              toKind: 'work order',
              reference: { kind: 'issue', key: 'MO-1', part: null },
            });
          if (one.kind === 'find') await moveIt(null, one.at, one.qty);
          if (one.kind === 'write')
            await rawly(many, `update stock set qty = ${one.qty} where item = '${item}' and location = '${one.at}'`);
        };
        // Three at a time: what they do crosses.
        for (let at = 0; at < done.length; at += 3)
          await Promise.all(done.slice(at, at + 3).map((one) => run(one).catch(rule)));
        expect(await over(item)).toEqual([]);
      }),
      { numRuns: 12 },
    );
    expect(await differences()).toEqual([]);
  });
});
