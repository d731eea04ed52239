import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { hasCluster } from './cluster.ts';
import { openDataFolder } from './data-folder.ts';
import { openDatabase } from './launch.ts';
import { migrate } from './migrate.ts';
import { holders } from './processes.ts';

export const serverVariable = 'HOTLIST_TEST_SERVER';
export const templateName = 'hotlist_template';
const prefix = 'hotlist-test-';

/**
 * Vitest's global set-up: one throw-away server a run, with a migrated database from which every test file gets its
 * copy. `HOTLIST_TEST_POSTGRES=installed` runs the same tests on the machine's own PostgreSQL.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env[serverVariable]) return undefined;
  await sweep();
  const data = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(data, 0o755);
  const server = await openDatabase({ data, durable: false, from: wantedPostgres() });
  await execute(server.url, `create database ${templateName}`);
  await migrate(Object.assign(new URL(server.url), { pathname: `/${templateName}` }).href);
  process.env[serverVariable] = server.url;
  return async () => {
    delete process.env[serverVariable];
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  };
}

/** Which PostgreSQL the tests run on: npm's or the machine's, either when nothing is said. */
export function wantedPostgres(name = process.env.HOTLIST_TEST_POSTGRES): 'npm' | 'installed' | undefined {
  if (name === undefined || name === 'npm' || name === 'installed') return name;
  throw new Error(`HOTLIST_TEST_POSTGRES is "${name}"; it may be "npm" or "installed".`);
}

/** Stops and removes the servers of test runs that were killed. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const data = join(tmpdir(), name);
    const folder = openDataFolder(data);
    // A run that is just setting up holds nothing yet: only what is old can have been left behind.
    if (holders(folder).length > 0 || Date.now() - statSync(data).ctimeMs < 20 * 60_000) continue;
    try {
      if (hasCluster(data)) await (await openDatabase({ data, durable: false })).stop();
      rmSync(data, { recursive: true, force: true });
    } catch (error) {
      // Another run sweeps too, at this moment; what neither ends, the next one does.
      console.warn(`${data} of a killed test run was left: ${error instanceof Error ? error.message : error}`);
    }
  }
}

export async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
