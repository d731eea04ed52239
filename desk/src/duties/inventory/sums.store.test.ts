import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { later, present } from '../../house/clock.ts';
import { stamp } from '../../server/http.ts';
import type { TestApp } from '../../server/test-app.ts';
import { balancesOf } from './balances.store.ts';
import { type LedgerTest, ledgerTest, rawly } from './ledger.test-support.ts';
import { post } from './movements.store.ts';
import { keepSums } from './sums.store.ts';

let test: TestApp;
let fresh: LedgerTest['fresh'];
beforeAll(async () => {
  ({ test, fresh } = await ledgerTest());
});
afterAll(() => test.close());

const daysAgo = (days: number): string => later(present(), -days * 86_400);
/** As it is answered without going back from what stands now. */
const asOf = (at: string) =>
  test.db.transaction().execute(async (tx) => {
    const filtering = { today: '2026-11-03', startOf: (day: string) => `${day}T00:00:00Z`, minorDigits: 2 };
    const { rows } = await balancesOf(tx, 'PLANT', at, { limit: 500, filtering }, 0);
    return rows.map(({ item, location, qty }) => `${item} ${location} ${qty}`).toSorted();
  });
const added = async (at: string): Promise<string[]> => {
  const { rows } = await sql<{ item: string; location: string; qty: number }>`
    select item, location, sum(qty) as qty from movement_legs where moved_at <= ${at}::timestamptz
    group by 1, 2 having sum(qty) <> 0`.execute(test.db);
  return rows.map(({ item, location, qty }) => `${item} ${location} ${qty}`).toSorted();
};

const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant('move'),
      days: fc.integer({ min: 0, max: 30 }),
      qty: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('back'), days: fc.constant(0), qty: fc.constant(0) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('sum'), days: fc.constant(0), qty: fc.constant(0) }) },
);

it('what stood at a moment is the sum of what had moved by then, whatever was told late, taken back and summed in between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 20 }), async (acts) => {
      const item = await fresh();
      const standing: { readonly id: number; readonly qty: number }[] = [];
      const told = (of: Pick<Parameters<typeof post>[2], 'movedAt' | 'qty' | 'from' | 'to' | 'reverses'>) =>
        test.db.transaction().execute(async (tx) => {
          await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
          return post(tx, 'PLANT', { ...of, item, lot: '', reason: 'told', negative: true, overfull: undefined });
        });
      for (const { act: what, days, qty } of acts) {
        const last = what === 'back' ? standing.pop() : undefined;
        if (last) await told({ movedAt: daysAgo(0), qty: last.qty, from: 'B', to: 'A', reverses: last.id });
        else if (what === 'move')
          standing.push({ id: await told({ movedAt: daysAgo(days), qty, from: 'A', to: 'B' }), qty });
        else await keepSums(test.db, 'PLANT', 3);
      }
      for (const days of [25, 12, 3, 1, 0]) {
        const at = daysAgo(days);
        expect(await asOf(at)).toEqual(await added(at));
      }
    }),
    { numRuns: 5 },
  );
  const kept = await test.db.selectFrom('stock_sums').select('id').execute();
  expect(kept.length).toBeGreaterThan(0);
});

it('a new code of an item travels into the sums, too', async () => {
  const item = await fresh();
  const move = (days: number) =>
    rawly(
      test.db,
      `insert into movements (site, moved_at, item, qty, to_location) values ('PLANT', '${daysAgo(days)}', '${item}', 2, 'C')`,
    );
  for (const days of [40, 39, 38]) await move(days);
  await keepSums(test.db, 'PLANT', 1);
  await rawly(test.db, `update items set code = 'ANOTHER' where code = '${item}'`);
  expect(await asOf(daysAgo(1))).toContain('ANOTHER C 6');
});

it('the database knows how much a sum holds as soon as it is kept', async () => {
  const item = await fresh();
  await rawly(
    test.db,
    `insert into movements (site, moved_at, item, qty, to_location) values ('PLANT', '${daysAgo(2)}', '${item}', 1, 'C')`,
  );
  expect(await keepSums(test.db, 'PLANT', 1)).toBeGreaterThan(0);
  const { rows } = await sql<{ held: number; known: number }>`
    select (select count(*)::int from stock_sum_balances) as held, reltuples::int as known from pg_class where oid = 'stock_sum_balances'::regclass`.execute(
    test.db,
  );
  expect(rows[0]?.known).toBe(rows[0]?.held);
});

it('a sum waits for nobody who posts for long: it is left to the next time, and nobody waits behind it', async () => {
  const item = await fresh();
  const told = (days: number) =>
    rawly(
      test.db,
      `insert into movements (site, moved_at, item, qty, to_location) values ('PLANT', '${daysAgo(days)}', '${item}', 2, 'C')`,
    );
  await told(50);
  await keepSums(test.db, 'PLANT', 1);
  await told(2);
  const kept = await test.db.transaction().execute(async (tx) => {
    await sql`lock table movements in row exclusive mode`.execute(tx);
    return keepSums(test.db, 'PLANT', 1);
  });
  expect([kept, await keepSums(test.db, 'PLANT', 1)]).toEqual([0, 1]);
});
