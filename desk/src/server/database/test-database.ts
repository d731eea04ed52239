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

/** A fresh migrated database on the run's throw-away server, nobody else's. One a test file is enough. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env[serverVariable];
  if (!server)
    throw new Error('No test server runs: this test belongs to a vitest project with test-server.ts as global set-up');
  made += 1;
  const name = `test_${process.pid}_${process.env.VITEST_POOL_ID ?? 0}_${Date.now().toString(36)}_${made}`;
  await execute(server, `create database ${name} template ${templateName} strategy file_copy`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const db = openTables(url);
  const close = async () => {
    await db.destroy();
    await execute(server, `drop database ${name} with (force)`);
  };
  return { db, url, close };
}
