import { sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tables } from '../../server/database/tables.ts';
import { stamp } from '../../server/http.ts';
import { type TestApp, testApp } from '../../server/test-app.ts';
import { sweepVersions } from './keeping.store.ts';
import { newestKept } from './keeping.ts';

let test: TestApp;

/** Versions 1 to 4 are fifty days old, the newest ten of today. */
beforeAll(async () => {
  test = await testApp();
  await sql`insert into plan_versions (site, number, made_at, made_by, reason, status, snapshot, now, figures)
    select 'PLANT', n, now() - make_interval(days => case when n > 4 then 0 else 50 end), 'test', 'test', 'complete',
      pg_current_snapshot(), now(), '{}'
    from generate_series(1, ${4 + newestKept}) n`.execute(test.db);
});
afterAll(() => test.close());

const written = (write: (tx: Transaction<Tables>) => Promise<unknown>) =>
  test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    await write(tx);
  });
const is = (number: number, state: 'submitted' | 'approved' | 'published' | 'superseded') =>
  written((tx) => tx.updateTable('plan_versions').set({ state }).where('number', '=', number).execute());
const decided = (number: number, decision: 'submitted' | 'approved' | 'published', days: number, person = 'x') =>
  written((tx) =>
    sql`insert into version_decisions (site, version, number, decision, person, who, at)
      select site, id, number, ${decision}, ${person}, 'test', now() - make_interval(days => ${days})
      from plan_versions where number = ${number}`.execute(tx),
  );
async function leftOf(most: number): Promise<readonly number[]> {
  await sweepVersions(test.db);
  const rows = await test.db.selectFrom('plan_versions').select('number').where('number', '<=', most).execute();
  return rows.map(({ number }) => number).toSorted((a, b) => a - b);
}

describe('what was submitted', () => {
  it('stays while it waits, however old; overtaken by a publication it goes after its days, and not before', async () => {
    await decided(1, 'published', 50);
    await is(1, 'published');
    await decided(2, 'submitted', 49);
    await is(2, 'submitted');
    await decided(3, 'submitted', 48);
    await is(3, 'approved');
    // The fourth is a draft, past its days.
    expect(await leftOf(4)).toEqual([1, 2, 3]);
    await decided(1, 'published', 31);
    await decided(3, 'submitted', 30);
    expect(await leftOf(4)).toEqual([1, 3]);
    await decided(1, 'published', 29);
    expect(await leftOf(4)).toEqual([1, 3]);
    const { rows } = await sql<{ called: string }>`select called from audit
      where kind = 'plan_versions' and action = 'delete' order by id`.execute(test.db);
    expect(rows.map(({ called }) => called)).toEqual(['4', '2']);
  });
});

describe('what somebody else approved last', () => {
  it('stays, superseded or not, until somebody approves the next: what is published within delegated limits adds up from it', async () => {
    await decided(1, 'submitted', 50);
    await decided(1, 'approved', 50, 'y');
    await is(1, 'superseded');
    await decided(3, 'approved', 28);
    await decided(3, 'published', 28);
    await is(3, 'published');
    expect(await leftOf(4)).toEqual([1, 3]);
    await decided(3, 'approved', 27, 'y');
    expect(await leftOf(4)).toEqual([3]);
  });
});
