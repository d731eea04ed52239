import pg from 'pg';
import type { Database } from './database.ts';
import { openTables } from './database.ts';
import { execute, serverVariable, templateName } from './test-server.ts';

export interface TestDatabase {
  readonly db: Database;
  readonly url: string;
  /** Closes the connections and drops the database. */
  close(): Promise<void>;
}

let made = 0;

function testServer(): string {
  const server = process.env[serverVariable];
  if (!server)
    throw new Error('No test server runs: this test belongs to a vitest project with test-server.ts as global set-up');
  return server;
}

/** A fresh migrated database, or a copy of `template`, on the run's throw-away server, nobody else's. One a test file is enough. */
export async function testDatabase(template = templateName): Promise<TestDatabase> {
  const server = testServer();
  made += 1;
  const name = `test_${process.pid}_${process.env.VITEST_POOL_ID ?? 0}_${Date.now().toString(36)}_${made}`;
  await execute(server, `create database ${name} template ${template} strategy file_copy`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const db = openTables(url);
  const close = async () => {
    await db.destroy();
    await execute(server, `drop database ${name} with (force)`);
  };
  return { db, url, close };
}

/**
 * A database of the run by its name, for copies: the first who wants it makes it, copying the one that `fill` answers,
 * to which nobody is connected any more; others wait until it is there.
 */
export async function sharedTemplate(
  name: string,
  fill: () => Promise<{ readonly url: string; close(): Promise<unknown> }>,
): Promise<string> {
  const client = new pg.Client({ connectionString: testServer() });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      const filled = await fill();
      await client.query(
        `create database ${name} template ${new URL(filled.url).pathname.slice(1)} strategy file_copy`,
      );
      await filled.close();
    }
    return name;
  } finally {
    await client.end();
  }
}
