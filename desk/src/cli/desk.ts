/** The desk's own database, for commands that change it. */

import { Refusal } from '../house/errors.ts';
import { hasCluster } from '../server/database/cluster.ts';
import { dataFolder } from '../server/database/data-folder.ts';
import { type Database, openTables } from '../server/database/database.ts';
import { openDatabase } from '../server/database/launch.ts';
import { isOurs, migrate } from '../server/database/migrate.ts';
import { stamp } from '../server/http.ts';
import { findRunning } from '../server/running.ts';
import { badArgument } from './command.ts';

export interface Desk {
  readonly db: Database;
  /** Where the pages are, as far as it can be told. */
  readonly address: string;
  readonly say: (line: string) => void;
  /** Every byte of the standard input. */
  readonly typed: () => Promise<string>;
}

export const deskOptions = { data: { type: 'string' } } as const;

/**
 * Opens the data folder's database, or DATABASE_URL's, beside a server that may be running; closes it after. A command
 * works on a company that is there: it never makes a database.
 */
export async function atDesk(data: string | undefined, run: (desk: Desk) => Promise<number>): Promise<number> {
  const folder = data ?? dataFolder();
  const url = process.env.DATABASE_URL || undefined;
  const nothing = badArgument(
    url
      ? 'There is no Hotlist data in the database of DATABASE_URL. Maybe ./run makes it first.'
      : `There is no Hotlist data in ${folder}. Maybe ./run --data ${quoted(folder)} makes it first.`,
  );
  if (!url && !hasCluster(folder)) throw nothing;
  const opening = openDatabase({ data: folder, url }).catch((error: unknown) => {
    throw badArgument(error instanceof Error ? error.message : String(error));
  });
  // Told to stop, we leave no server running that we started.
  const broken = () => void opening.then((opened) => opened.stop()).finally(() => process.exit(130));
  for (const signal of signals) process.once(signal, broken);
  const database = await opening;
  try {
    const db = openTables(database.url, 2);
    try {
      if (!(await isOurs(db))) throw nothing;
      await migrate(database.url);
      const address = (await findRunning(folder))?.url ?? 'http://localhost:4600';
      return await run({ db, address, say: (line) => process.stdout.write(`${line}\n`), typed });
    } finally {
      await db.destroy();
    }
  } finally {
    await database.stop();
    for (const signal of signals) process.off(signal, broken);
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const quoted = (path: string): string => (/^[\w./~:\\-]+$/.test(path) ? path : `'${path}'`);

async function typed(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

/** In one transaction, in the log as done at the command line; a refusal is told like bad input. */
export async function writing<T>(
  db: Database,
  site: string,
  run: (tx: Parameters<typeof stamp>[0]) => Promise<T>,
): Promise<T> {
  try {
    return await db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'command line', email: '', via: 'cli' }, site);
      return run(tx);
    });
  } catch (error) {
    if (error instanceof Refusal) throw badArgument(error.message);
    throw error;
  }
}

/** Columns as wide as what stands in them. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
