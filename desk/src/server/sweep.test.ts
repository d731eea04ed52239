import { sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newestKept } from '../duties/planning/keeping.ts';
import type { Tables } from './database/tables.ts';
import { lockSite } from './site-lock.ts';
import { sweepJob } from './sweep.ts';
import { type Ask, type TestApp, testApp } from './test-app.ts';

let test: TestApp;
let planner: Ask;
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'supervisor']);
});
afterAll(() => test.close());

async function sweep(): Promise<void> {
  await test.db.transaction().execute((tx) => test.jobs.send(sweepJob, {}, tx));
  await test.workOff();
}

const count = async (table: 'plan_versions' | 'plan_messages' | 'plan_runs'): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(test.db);
  return rows[0]?.n ?? 0;
};

describe('the sweep at night', () => {
  it('forgets the key of a request done more than a week ago, and no younger one', async () => {
    const unit = { code: 'kg' };
    const made = await planner('POST', '/units', unit, { key: 'an-old-request' });
    await planner('POST', '/units', { code: 'm' }, { key: 'a-young-request' });
    await sql`update requests set at = now() - interval '8 days' where key = 'an-old-request'`.execute(test.db);
    expect(await planner('POST', '/units', unit, { key: 'an-old-request' })).toMatchObject({ body: made.body });
    await sweep();
    expect((await planner('POST', '/units', unit, { key: 'an-old-request' })).body.code).toBe('exists');
    expect((await planner('POST', '/units', { code: 'm' }, { key: 'a-young-request' })).status).toBe(201);
  });

  it('clears versions past their days with their rows and runs; the newest, the young and the kept stay', async () => {
    await sql`insert into plan_versions (site, number, made_at, made_by, reason, status, snapshot, now, figures, parent)
      select 'PLANT', n, now() - make_interval(days => 40 - n, hours => -12), 'test', 'test', 'complete', pg_current_snapshot(), now(), '{}', null
      from generate_series(1, ${newestKept + 10}) n`.execute(test.db);
    await sql`update plan_versions v set parent = (select id from plan_versions p where p.number = v.number - 1)`.execute(
      test.db,
    );
    await sql`insert into plan_messages (version, n, kind, supply, item, qty, hurts, text)
      select id, 1, 'create', 'planned/1', 'X', 1, 0, 'Make X' from plan_versions`.execute(test.db);
    await test.db.transaction().execute(async (tx) => {
      await sql`select set_config('hotlist.who', 'test', true)`.execute(tx);
      await sql`insert into plan_runs (site, asked_by, reason, state, version, ended_at)
        select 'PLANT', 'test', 'test', 'done', id, made_at from plan_versions`.execute(tx);
    });
    expect((await planner('PUT', '/plan-versions/3/kept', { kept: true })).status).toBe(200);
    await sweep();
    // The first nine were made more than thirty days ago; the third of them is kept.
    expect((await planner('GET', '/plan-versions')).body.rows.map((row: { number: number }) => row.number)).toEqual([
      ...Array.from({ length: newestKept + 1 }, (_, at) => newestKept + 10 - at),
      3,
    ]);
    expect([await count('plan_messages'), await count('plan_runs')]).toEqual([newestKept + 2, newestKept + 2]);
    const logged = await test.db
      .selectFrom('audit')
      .select(['called', 'action', 'who'])
      .where('kind', '=', 'plan_versions')
      .orderBy('id')
      .execute();
    expect(logged[0]).toMatchObject({ called: '3', action: 'update' });
    // Of the nine that were too old, all but the kept one.
    expect(logged.slice(1)).toEqual(
      [9, 8, 7, 6, 5, 4, 2, 1].map((n) => ({ called: String(n), action: 'delete', who: 'night clearing' })),
    );
  });

  it('leaves a version that is submitted while it clears', async () => {
    const { id } = await test.db
      .selectFrom('plan_versions')
      .select('id')
      .where('number', '=', 10)
      .executeTakeFirstOrThrow();
    await sql`update plan_versions set made_at = now() - interval '90 days' where id = ${id}`.execute(test.db);
    const move = async (tx: Transaction<Tables>, state: string) => {
      await sql`select set_config('hotlist.who', 'test', true)`.execute(tx);
      await sql`update plan_versions set state = ${state} where id = ${id}`.execute(tx);
    };
    let sweeping: Promise<void> | undefined;
    await test.db.transaction().execute(async (tx) => {
      await move(tx, 'submitted');
      sweeping = sweep();
      const waits = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like 'delete from "plan_versions"%'`;
      for (let n = 0; n === 0; n = (await waits.execute(test.db)).rows[0]?.n ?? 0)
        await new Promise((resolve) => setTimeout(resolve, 20));
    });
    await sweeping;
    expect(await count('plan_versions')).toBe(newestKept + 2);
    await test.db.transaction().execute((tx) => move(tx, 'draft'));
  });

  it('leaves a version of which somebody keeps a draft by hand while it clears', async () => {
    let sweeping: Promise<void> | undefined;
    await test.db.transaction().execute(async (tx) => {
      await sql`select set_config('hotlist.who', 'test', true)`.execute(tx);
      await lockSite(tx, 'PLANT');
      sweeping = sweep();
      const waits = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      const over = sql<{ n: number }>`select count(*)::int as n from plan_versions where number = 10`;
      for (let n = 0; n === 0; n = (await waits.execute(test.db)).rows[0]?.n ?? 0) {
        if ((await over.execute(test.db)).rows[0]?.n === 0) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await sql`insert into plan_versions (site, number, made_by, reason, status, snapshot, now, figures, by_hand)
        select 'PLANT', max(number) + 1, 'test', 'test', 'complete', pg_current_snapshot(), now(), '{}', '{"base": 10, "acts": [], "conflicts": []}'
        from plan_versions`.execute(tx);
    });
    await sweeping;
    expect((await planner('GET', '/plan-versions')).body.rows.map((row: { number: number }) => row.number)).toContain(
      10,
    );
    await test.db.transaction().execute(async (tx) => {
      await sql`select set_config('hotlist.who', 'test', true)`.execute(tx);
      await sql`delete from plan_versions where by_hand is not null`.execute(tx);
    });
  });

  it('goes by the days that a supervisor sets, thirty unless set', async () => {
    expect((await planner('GET', '/plan-versions')).body.keep_days).toBe(30);
    const viewer = await test.as(['viewer']);
    expect((await viewer('PUT', '/plan-versions/keep-days', { days: 20 })).status).toBe(403);
    expect((await viewer('PUT', '/plan-versions/3/kept', { kept: false })).status).toBe(403);
    expect((await planner('PUT', '/plan-versions/keep-days', { days: 0 })).status).toBe(400);
    expect((await planner('PUT', '/plan-versions/keep-days', { days: 20 })).body).toEqual({ days: 20 });
    await planner('PUT', '/plan-versions/3/kept', { kept: false });
    await sweep();
    expect(await count('plan_versions')).toBe(newestKept);
    expect((await planner('PUT', '/plan-versions/3/kept', { kept: true })).status).toBe(404);
  });
});
