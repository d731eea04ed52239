import { sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Tables } from '../../server/database/tables.ts';
import { type TestApp, testApp } from '../../server/test-app.ts';
import { rawly } from '../inventory/ledger.test-support.ts';
import { pegsOf, stepsOf } from './versionrows.store.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
  for (let number = 1; number <= 12; number += 1)
    await rawly(
      test.db,
      `with made as (insert into plan_versions (site, number, made_by, reason, status, snapshot, now, figures)
        values ('PLANT', ${number}, 'test', 'test', 'complete', pg_current_snapshot(), now(), '{}') returning id),
      step as (insert into plan_steps (version, order_id, item, seq, machine, starts, ends, setup_seconds, run_seconds, frozen)
        select id, 'planned/1', 'FRAME', 10, null, '2026-11-03T08:00:00Z', '2026-11-03T09:00:00Z', 600, 3000, false from made)
      insert into plan_pegs (version, supply, consumer, item, qty, at)
        select id, 'planned/1', 'demand/SO-1/1', 'FRAME', 2.5, '2026-11-03T09:00:00Z' from made`,
    );
});
afterAll(() => test.close());

const nine = Date.parse('2026-11-03T09:00:00Z') / 1000;
const reading = <T>(read: (tx: Transaction<Tables>) => Promise<T>): Promise<T> => test.db.transaction().execute(read);
const versions = () => test.db.selectFrom('plan_versions').select(['id', 'made_at']).orderBy('number').execute();
const same = (name: string): string => name;

it('steps and pegs of a version are read as they were kept', async () => {
  const [version] = await versions();
  expect(await reading((tx) => stepsOf(tx, version!))).toEqual([
    { order: 'planned/1', item: 'FRAME', seq: 10, part: 0, start: nine - 3600, end: nine, setup: 600, run: 3000 },
  ]);
  expect(await reading((tx) => pegsOf(tx, version!, same))).toEqual([
    { supply: 'planned/1', consumer: 'demand/SO-1/1', item: 'FRAME', qty: 2.5, at: nine },
  ]);
});

it('what is read of a version is not read again until eight others were, and orders keep the names of now', async () => {
  const [version, ...others] = await versions();
  const [steps, pegs] = await reading(async (tx) => [await stepsOf(tx, version!), await pegsOf(tx, version!, same)]);
  for (const other of others.slice(0, 7)) await reading((tx) => stepsOf(tx, other));
  expect(await reading((tx) => stepsOf(tx, version!))).toBe(steps);
  expect(await reading((tx) => pegsOf(tx, version!, same))).toBe(pegs);
  expect(await reading((tx) => pegsOf(tx, version!, (name) => name.replace('planned/1', 'work/WO-7')))).toMatchObject([
    { supply: 'work/WO-7' },
  ]);
  for (const other of others.slice(0, 8)) await reading((tx) => stepsOf(tx, other));
  const again = await reading((tx) => stepsOf(tx, version!));
  expect(again).toEqual(steps);
  expect(again).not.toBe(steps);
});

it('a reading that failed is no reading', async () => {
  const version = (await versions()).at(-1)!;
  const failing = reading(async (tx) => {
    await sql`set local statement_timeout = 1`.execute(tx);
    await sql`select pg_sleep(1)`.execute(tx).catch(() => undefined);
    return stepsOf(tx, version);
  });
  await expect(failing).rejects.toMatchObject({ code: '25P02' });
  expect(await reading((tx) => stepsOf(tx, version))).toHaveLength(1);
});

it('a version of another database has its own, whatever its id', async () => {
  const [version] = await versions();
  await reading((tx) => stepsOf(tx, version!));
  await rawly(test.db, `update plan_steps set item = 'FORK' where version = ${version!.id}`);
  expect(await reading((tx) => stepsOf(tx, { ...version!, made_at: '2026-11-03T08:00:01.000Z' }))).toMatchObject([
    { item: 'FORK' },
  ]);
});
