import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../server/database/test-database.ts';
import { handReasons } from './planning.tables.ts';

let mine: TestDatabase;
beforeAll(async () => {
  mine = await testDatabase();
});
afterAll(() => mine.close());

it('what a hand made late in a version kept before names the order as its root, and keeps its sentence', async () => {
  const text = 'Ann moved step 20 of MO-7 to Fri 6 Nov 14:00 by hand: 2.7 d later by that.';
  const hand = { kind: 'by-hand', order: 'work/MO-7', seq: 20, seconds: 60, text };
  const what = 'step 20 of work/MO-7 was moved by hand by Ann';
  const closed = { kind: 'closed', what: 'W1', seconds: 5, text: 'W1 is closed.' };
  await mine.db.connection().execute(async (db) => {
    await sql`create temp table plan_deliveries (reasons jsonb)`.execute(db);
    await sql`create temp table hot_rows (root text)`.execute(db);
    for (const some of [[closed], [closed, { ...hand, what }]])
      await sql`insert into plan_deliveries values (${JSON.stringify(some)})`.execute(db);
    for (const root of ['closed W1', `by-hand ${what}`]) await sql`insert into hot_rows values (${root})`.execute(db);
    for (const one of handReasons.sql.split(';')) if (one.trim() !== '') await sql.raw(one).execute(db);
    const kept = await sql<{ reasons: unknown }>`select reasons from plan_deliveries order by 1`.execute(db);
    expect(kept.rows.map(({ reasons }) => reasons)).toEqual([[closed], [closed, { ...hand, what: 'work/MO-7' }]]);
    const roots = await sql<{ root: string }>`select root from hot_rows order by 1`.execute(db);
    expect(roots.rows.map(({ root }) => root)).toEqual(['by-hand work/MO-7', 'closed W1']);
  });
});
