import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tables } from './database/tables.ts';
import { lockSite } from './site-lock.ts';
import { type TestApp, testApp } from './test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

/** While somebody else holds the site: what comes of it, at once or not at all. */
const whileHeld = (act: (tx: Kysely<Tables>) => Promise<unknown>) =>
  test.db.transaction().execute(async (holder) => {
    await lockSite(holder, 'PLANT');
    return test.db.transaction().execute(async (tx) => {
      await sql`set local lock_timeout = '1s'`.execute(tx);
      await sql`select set_config('hotlist.who', 'test', true)`.execute(tx);
      await act(tx);
    });
  });

describe('while one holds a site', () => {
  it('no other takes it', async () => {
    await expect(whileHeld((tx) => lockSite(tx, 'PLANT'))).rejects.toThrow(/lock timeout/);
  });

  it('a record of it is written without waiting', async () => {
    await whileHeld((tx) =>
      sql`insert into plan_runs (site, asked_by, reason, state) values ('PLANT', 'test', 'test', 'waiting')`.execute(
        tx,
      ),
    );
    expect(await test.db.selectFrom('plan_runs').select('reason').execute()).toEqual([{ reason: 'test' }]);
  });
});
