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
  // As almost every session shows it. A Date for each of thousands costs more than to ask for them.
  const utc = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text);
  if (utc) return `${utc[1]}T${utc[2]}.${(utc[3] ?? '').padEnd(3, '0').slice(0, 3)}Z`;
  return new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
}

export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') => parsers.get(id) ?? pg.types.getTypeParser(id, format),
};

/** A pool on `url` that reads values as above; `end()` it when done. */
export function openPool(url: string, most = 10): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: most, types: valueTypes, pipeline: true });
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
    dialect: new PostgresDialect({
      pool: { connect: async () => new Preparing((await pool.connect()) as pg.Client & pg.PoolClient), end },
    }),
  });
}

/** A statement with this word at its head is read and planned once a connection; for what is asked many times a second. */
export const prepared = '/* prepared */';
/** With this one it is besides the last of its transaction, which is committed along with it. */
export const preparedLast = '/* prepared */ /* last */';

const begins = /^(begin|start transaction)\b/;
const ends = /^(commit|rollback)$/;
const nothing: PostgresQueryResult<never> = { command: 'SELECT', rowCount: 0, rows: [] };

/**
 * A connection that goes to the database as few times as it can: the beginning of a transaction goes along with its first
 * statement, the commit along with the last where that is known, and nobody waits for the end of one that only read.
 */
class Preparing implements PostgresPoolClient {
  /** What begins the transaction that nothing was asked in yet. */
  #begin: string | undefined;
  #reads = false;
  #ended = false;

  constructor(readonly client: pg.Client & pg.PoolClient) {}

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query(asked: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof asked !== 'string') throw new Error('rows are not read by a cursor here');
    const begin = this.#begin;
    this.#begin = begins.test(asked) ? asked : undefined;
    if (this.#begin !== undefined) {
      this.#reads = asked.endsWith('read only');
      return Promise.resolve(nothing);
    }
    if (ends.test(asked)) return this.#end(asked, begin !== undefined || this.#ended);
    if (this.#ended) throw new Error(`asked after the last statement of its transaction: ${asked.slice(0, 200)}`);
    this.#ended = asked.startsWith(preparedLast);
    if (begin === undefined && !this.#ended) return this.#ask(asked, parameters);
    return this.#together(begin, () => this.#ask(asked, parameters), this.#ended);
  }

  #ask(asked: string, parameters: readonly unknown[]): Promise<pg.QueryResult> {
    if (!asked.slice(0, 40).includes(prepared)) return this.client.query(asked, [...parameters]);
    return this.client.query({ name: nameOf(asked), text: asked, values: [...parameters] });
  }

  #end(how: string, over: boolean): Promise<unknown> {
    this.#ended = false;
    if (over) return Promise.resolve(nothing);
    const ending = this.client.query(how);
    if (!this.#reads) return ending;
    // Whoever takes this connection next goes behind it, and hears if it is lost.
    ending.catch((error: Error) => console.error(`database: ${error.message}`));
    return Promise.resolve(nothing);
  }

  /** Written at once, and each heard before one that failed is told. */
  async #together(
    begin: string | undefined,
    ask: () => Promise<pg.QueryResult>,
    last: boolean,
  ): Promise<pg.QueryResult> {
    const { stream } = this.client.connection;
    stream.cork();
    const [begun, asked, committed] = [
      begin === undefined ? undefined : this.client.query(begin),
      ask(),
      last ? this.client.query('commit') : undefined,
    ];
    stream.uncork();
    await Promise.allSettled([begun, asked, committed]);
    await begun;
    const answer = await asked;
    await committed;
    return answer;
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
