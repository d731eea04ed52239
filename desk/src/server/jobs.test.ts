import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { testDatabase } from './database/test-database.ts';
import { type Job, Jobs } from './jobs.ts';
import { type TestApp, testApp } from './test-app.ts';

const done: string[] = [];
const note: Job<{ what: string }> = {
  name: 'note',
  lease: 60,
  retries: 0,
  run: async (_, { what }) => {
    if (what === 'impossible') throw new Error('it cannot be done');
    done.push(what);
  },
};

let test: TestApp;
let worker: Jobs;
beforeAll(async () => {
  test = await testApp();
  // By itself it looks once an hour: what is done here is done because it was told.
  worker = new Jobs(test.url, 'works', 3600);
  await worker.start([note]);
  await worker.work([note], test);
});
afterAll(async () => {
  await worker.stop();
  await test.close();
});

const send = (what: string, after?: number): Promise<void> =>
  test.db.transaction().execute((tx) => test.jobs.send(note, { what }, tx, after));

it('a job is begun when it is sent, not at the next look', async () => {
  await send('first');
  await vi.waitFor(() => expect(done).toEqual(['first']), 10_000);
  await send('second');
  await vi.waitFor(() => expect(done).toEqual(['first', 'second']), 10_000);
});

it('a job that is sent for later is begun after what was sent meanwhile, not at the next look', async () => {
  done.length = 0;
  await send('later', 1);
  await send('meanwhile');
  await vi.waitFor(() => expect(done).toEqual(['meanwhile', 'later']), 10_000);
});

it('who only sends keeps no clock of what is done by itself: who works does', async () => {
  const { db, url, close } = await testDatabase();
  const clocks = async () =>
    (await sql`select from jobs.queue where name = '__pgboss__send-it'`.execute(db)).rows.length;
  const started = async (does: 'sends' | 'works') => {
    const jobs = new Jobs(url, does);
    await jobs.start([note]);
    const kept = await clocks();
    await jobs.stop();
    return kept;
  };
  expect([await started('sends'), await started('works')]).toEqual([0, 1]);
  await close();
});

it('a job of a transaction that is taken back is neither told nor done', async () => {
  const broken = test.db.transaction().execute(async (tx) => {
    await test.jobs.send(note, { what: 'taken back' }, tx);
    throw new Error('no');
  });
  await expect(broken).rejects.toThrow('no');
  await send('third');
  await vi.waitFor(() => expect(done).toContain('third'), 10_000);
  expect(done).not.toContain('taken back');
});

it('the log says what went wrong', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  await send('impossible');
  const wrong = expect.objectContaining({ message: 'it cannot be done' });
  await vi.waitFor(() => expect(log).toHaveBeenCalledWith('job note failed:', wrong), 10_000);
  log.mockRestore();
});

it('what was sent while the line was away is done once it is back', async () => {
  const away = sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query = 'listen jobs' and pid <> pg_backend_pid()`;
  await test.db.transaction().execute(async (tx) => {
    await away.execute(tx);
    await test.jobs.send(note, { what: 'while away' }, tx);
  });
  await vi.waitFor(() => expect(done).toContain('while away'), 10_000);
});
