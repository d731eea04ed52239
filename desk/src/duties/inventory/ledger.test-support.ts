/** A plant with places and a storekeeper, for tests of the ledger. */
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Database } from '../../server/database/database.ts';
import type { TestDatabase } from '../../server/database/test-database.ts';
import { stamp } from '../../server/http.ts';
import { type Ask, type TestApp, testApp } from '../../server/test-app.ts';

export interface LedgerTest {
  readonly test: TestApp;
  readonly keeper: Ask;
  readonly planner: Ask;
  put(path: string, rows: readonly object[]): Promise<void>;
  /** An item that nobody else moves. */
  fresh(): Promise<string>;
  balance(item: string, location: string): Promise<number>;
  /** Balances that are not the sum of their movements. */
  differences(): Promise<unknown[]>;
}

const key = sql`site, item, location, lot, serial, container, owner`;

export async function ledgerTest(given?: TestDatabase): Promise<LedgerTest> {
  const test = await testApp(given);
  const keeper = await test.as(['storekeeper']);
  const planner = await test.as(['planner']);
  const put = async (path: string, rows: readonly object[]): Promise<void> => {
    for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
  };
  await put('/units', [{ code: 'pcs' }, { code: 'box' }]);
  await put('/items', [
    { code: 'BOLT', supply: 'buy', unit: 'pcs' },
    { code: 'NUT', supply: 'buy', unit: 'pcs' },
  ]);
  await put('/item-units', [{ item: 'BOLT', unit: 'box', factor: '12' }]);
  await put('/locations', [{ code: 'A' }, { code: 'B' }, { code: 'C' }, { code: 'Q', kind: 'inspection' }]);
  let items = 0;
  return {
    test,
    keeper,
    planner,
    put,
    async fresh() {
      items += 1;
      await put('/items', [{ code: `I${items}`, supply: 'buy', unit: 'pcs' }]);
      return `I${items}`;
    },
    async balance(item, location) {
      const found = await test.db
        .selectFrom('stock')
        .select('qty')
        .where('item', '=', item)
        .where('location', '=', location)
        .executeTakeFirst();
      return found?.qty ?? 0;
    },
    async differences() {
      const { rows } = await sql`
        select ${key}, s.qty as balance, l.qty as moved
        from (select ${key}, qty from stock where qty <> 0) s
        full join (select ${key}, sum(qty) as qty from movement_legs group by ${key} having sum(qty) <> 0) l using (${key})
        where s.qty is distinct from l.qty`.execute(test.db);
      return rows;
    },
  };
}

/** Raw SQL as somebody who signed in. */
export const rawly = (db: Database, text: string): Promise<unknown> =>
  db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'raw', email: '', via: 'cli' }, 'PLANT');
    return sql.raw(text).execute(tx);
  });
