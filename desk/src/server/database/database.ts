import { createHash } from 'node:crypto';
import {
  Kysely,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

/**
 * How values leave PostgreSQL: a bigint as a number (a bug is thrown past 2^53, where it would lie), a day as
 * 'YYYY-MM-DD', an instant as ISO 8601 in UTC with milliseconds, a numeric as the number that prints the same (a bug is
 * thrown where a number could not).
 */
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, wholeNumber],
  [pg.types.builtins.DATE, (text) => text],
  [pg.types.builtins.TIMESTAMPTZ, instant],
  [pg.types.builtins.NUMERIC, exactNumber],
]);

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`The database holds ${text}, past the whole numbers that can be counted exactly`);
  return value;
}

/** Quantities and prices have at most fifteen significant digits: such a number stands for exactly one decimal. */
export function exactNumber(text: string): number {
  if (text.replace(/[-.]/g, '').replace(/^0+|0+$/g, '').length > 15)
    throw new RangeError(`The database holds ${text}, which has more digits than can be counted exactly`);
  return Number(text);
}

/** PostgreSQL's '2026-11-24 02:07:37.5+00' as '2026-11-24T02:07:37.500Z', whatever zone the session shows. */
export function instant(text: string): string {
  return new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
}

export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') => parsers.get(id) ?? pg.types.getTypeParser(id, format),
};

/** A pool on `url` that reads values as above; `end()` it when done. */
export function openPool(url: string, most = 10): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: most, types: valueTypes });
  // A connection that breaks while it rests (the server was restarted) is replaced at the next query; whoever is
  // asking at that moment gets the error itself. Without a listener the whole process would end.
  pool.on('error', (error) => console.error(`database: ${error.message}`));
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The desk's tables over a pool of their own; `destroy()` closes it. */
export function openTables(url: string, most = 10): Database {
  return tablesOn(openPool(url, most));
}

export function tablesOn(pool: pg.Pool): Database {
  const end = (): Promise<void> => pool.end();
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect: async () => new Preparing(await pool.connect()), end } }),
  });
}

/** A statement with this word at its head is read and planned once a connection; for what is asked many times a second. */
export const prepared = '/* prepared */';

class Preparing implements PostgresPoolClient {
  constructor(readonly client: pg.PoolClient) {}

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query(asked: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof asked !== 'string') throw new Error('rows are not read by a cursor here');
    if (!asked.slice(0, 40).includes(prepared)) return this.client.query(asked, [...parameters]);
    return this.client.query({ name: nameOf(asked), text: asked, values: [...parameters] });
  }

  release(): void {
    this.client.release();
  }
}

const names = new Map<string, string>();

function nameOf(statement: string): string {
  const name = names.get(statement) ?? createHash('sha256').update(statement).digest('base64url');
  names.set(statement, name);
  return name;
}
