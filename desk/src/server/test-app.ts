/** The real application over a database of its own, for tests: ask it as a person of any role. */
import { randomBytes, randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { hashToken } from '../duties/users/secrets.store.ts';
import { createUser } from '../duties/users/users.store.ts';
import { dayNumber, dayOfNumber } from '../house/clock.ts';
import type { Role } from '../house/permission.ts';
import { allJobs } from './all-jobs.ts';
import { makeApp } from './app.ts';
import { makeAuth } from './auth.ts';
import type { Database } from './database/database.ts';
import type { Tables } from './database/tables.ts';
import { sharedTemplate, type TestDatabase, testDatabase } from './database/test-database.ts';
import { stamp } from './http.ts';
import { Jobs } from './jobs.ts';
import { Live } from './live.ts';

/** A test reads whatever the answer holds. */
type Json = any;

export interface TestAnswer {
  readonly status: number;
  readonly body: Json;
  readonly headers: Record<string, unknown>;
  readonly raw: Buffer;
}

export interface Ask {
  (
    method: string,
    path: string,
    body?: unknown,
    more?: { version?: number; key?: string; headers?: Record<string, string> },
  ): Promise<TestAnswer>;
}

export interface TestApp {
  readonly app: FastifyInstance;
  readonly db: Database;
  readonly url: string;
  readonly jobs: Jobs;
  /** Asks as a new person with these roles at `site` (PLANT unless named); nobody when no role is given. */
  as(roles: readonly Role[], site?: string): Promise<Ask>;
  /** A new person with a password, signed in as a browser is: by the session cookie. */
  person(roles: readonly Role[], site?: string): Promise<TestPerson>;
  /** Does every job that waits, here and now, as the worker would. */
  workOff(): Promise<void>;
  close(): Promise<void>;
}

export interface TestPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly cookie: string;
  readonly ask: Ask;
}

/** Everybody signs in from an address of his own: what is counted by address is counted in the process, for all test files that it runs. */
const ownAddress = (): string => `10.${[...randomBytes(3)].join('.')}`;

let queued: Promise<string> | undefined;

/** The migrated database with its queues, which a server makes where there are none: made once a run, for copies. */
async function makeQueues(): Promise<TestDatabase> {
  const database = await testDatabase();
  const jobs = new Jobs(database.url, 'sends');
  await jobs.start(allJobs);
  await jobs.stop();
  return database;
}

function ofItsOwn(): Promise<TestDatabase> {
  queued ??= sharedTemplate('hotlist_queues', makeQueues);
  return queued.then(testDatabase);
}

/** One site PLANT (Europe/Berlin, EUR) stands; everything else is the test's. Over a database of the run's server, unless one is given. */
export async function testApp(given?: TestDatabase): Promise<TestApp> {
  const database = given ?? (await ofItsOwn());
  const { db, url } = database;
  const jobs = new Jobs(url, 'sends');
  await jobs.start(allJobs);
  const live = new Live(url);
  await live.start();
  const app = await makeApp({
    db,
    auth: makeAuth({ db, secret: 'a secret of the tests alone', baseUrl: 'http://localhost' }),
    live,
    jobs,
  });
  await makeSite(db, 'PLANT');
  const asker =
    (credential: Record<string, string>): Ask =>
    async (method, path, body, more = {}) => {
      const answer = await app.inject({
        method: method as 'GET',
        url: path.startsWith('/api') ? path : `/api/v1${path}`,
        headers: {
          ...credential,
          ...(method === 'GET' ? {} : { 'idempotency-key': more.key ?? randomUUID() }),
          ...(more.version === undefined ? {} : { 'if-match': `"${more.version}"` }),
          ...more.headers,
        },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      const json = String(answer.headers['content-type'] ?? '').includes('json');
      const zipped = answer.headers['content-encoding'] === 'gzip';
      const text = zipped ? gunzipSync(answer.rawPayload).toString() : answer.body;
      return {
        status: answer.statusCode,
        body: json ? JSON.parse(text) : text,
        headers: answer.headers,
        raw: answer.rawPayload,
      };
    };
  let made = 0;
  return {
    app,
    db,
    url,
    jobs,
    async as(roles, site = 'PLANT') {
      if (roles.length === 0) return asker({});
      made += 1;
      const token = `test-token-${randomUUID()}`;
      const name = `${roles.join('+')} ${made}`;
      await db.transaction().execute(async (tx) => {
        await stamp(tx, { name: 'test', email: '', via: 'cli' }, site);
        const id = await createUser(tx, {
          name,
          email: `p${made}@example.com`,
          password: randomUUID(),
          grants: roles.map((role) => ({ site, role })),
        });
        await tx
          .insertInto('tokens')
          .values({
            user_id: id,
            name: 'test',
            hash: hashToken(token),
            scopes: ['read', 'write'],
            expires_at: null,
            last_used_at: null,
            revoked_at: null,
          })
          .execute();
      });
      return asker({ authorization: `Bearer ${token}` });
    },
    async person(roles, site = 'PLANT') {
      made += 1;
      const [name, email, password] = [`Person ${made}`, `person${made}@example.com`, `words of ${randomUUID()}`];
      const id = await db.transaction().execute(async (tx) => {
        await stamp(tx, { name: 'test', email: '', via: 'cli' }, site);
        return createUser(tx, { name, email, password, grants: roles.map((role) => ({ site, role })) });
      });
      const answer = await app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        payload: { email, password },
        remoteAddress: ownAddress(),
      });
      const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
      return { id, name, email, password, cookie, ask: asker({ cookie }) };
    },
    async workOff() {
      await jobs.workOff(allJobs, { db, url });
    },
    async close() {
      await app.close();
      await live.stop();
      await jobs.stop();
      await database.close();
    },
  };
}

/** A Tuesday morning: what is true there does not hang on the hour at which the tests run. */
export const plantNow = '2026-11-03T08:00:00.000Z';

/** The plant's day so many days from its today. */
export const plantDay = (days: number): string => dayOfNumber(dayNumber(plantNow.slice(0, 10)) + days);

/** Moves the plant's clock. */
export async function setNow(db: Database, now: string, site = 'PLANT'): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, site);
    await tx.updateTable('sites').set({ pinned_now: now }).where('code', '=', site).execute();
  });
}

export async function makeSite(db: Database, code: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, code);
    await tx
      .insertInto('sites')
      .values({ code, name: `Plant ${code}`, zone: 'Europe/Berlin', currency: 'EUR', pinned_now: plantNow })
      .execute();
  });
}

/** Nobody writes to a table until it is let go. */
export async function holdTable(db: Database, table: keyof Tables): Promise<() => Promise<void>> {
  const held = await db.startTransaction().execute();
  await sql`lock table ${sql.table(table)} in share mode`.execute(held);
  return async () => {
    await held.rollback().execute();
  };
}
