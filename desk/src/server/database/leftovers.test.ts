import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leftAtWork } from './leftovers.ts';
import { testDatabase } from './test-database.ts';

let url: string;
let busy: pg.Client;
beforeAll(async () => {
  ({ url } = await testDatabase());
  busy = new pg.Client({ connectionString: url });
  await busy.connect();
});
afterAll(() => busy.end());

test('what is still at work is named, until it is done', async () => {
  expect(await leftAtWork(url)).toBeUndefined();
  await busy.query('begin');
  await busy.query('lock table sites');
  expect(await leftAtWork(url)).toMatch(/^Waiting for what is still at work.*"lock table sites" for \d+ s\./);
  await busy.query('rollback');
  expect(await leftAtWork(url)).toBeUndefined();
});
