import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type TestApp, testApp } from './test-app.ts';
import { untilKept } from './untilkept.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

it('two transactions that lock the same two things the other way round are both kept', async () => {
  let locked = 0;
  const lock = (one: number, other: number) =>
    untilKept(() =>
      test.db.transaction().execute(async (tx) => {
        await sql`select pg_advisory_xact_lock(${one})`.execute(tx);
        locked += 1;
        await vi.waitFor(() => expect(locked).toBeGreaterThan(1));
        await sql`select pg_advisory_xact_lock(${other})`.execute(tx);
        return one;
      }),
    );
  expect(await Promise.all([lock(1, 2), lock(2, 1)])).toEqual([1, 2]);
  expect(locked).toBe(3);
});

it('what fails otherwise, or gives way again and again, is not tried without end', async () => {
  const failing = (code: string) => {
    let runs = 0;
    const run = () => {
      runs += 1;
      return Promise.reject(Object.assign(new Error('no'), { code }));
    };
    return untilKept(run).catch(() => runs);
  };
  expect(await Promise.all(['23505', '40P01', '40001'].map(failing))).toEqual([1, 4, 4]);
});
