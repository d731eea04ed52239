/** Columns that come whole from the database, of one version: a row an operation would cost more. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

export interface Base {
  readonly id: number;
  /** It may be moved whatever was told since, and has its orders as they were called then. */
  readonly published: boolean;
  readonly site: string;
  readonly epoch: number;
  /** The beginning of the day that the plant takes for today, seconds from `epoch`. */
  readonly today: number;
}

/** One row: every column of `from` gathered to an array, in the order of `from`. */
export async function gathered<Columns>(
  tx: Transaction<Tables>,
  names: readonly (keyof Columns & string)[],
  from: RawBuilder<unknown>,
) {
  const { rows } = await sql<Columns>`select ${sql.join(names.map(column))} from (${from}) as rows`.execute(tx);
  return rows[0] as Columns;
}

/** As `gathered`; of the columns `mostly` only what is something else is read, by its place `n` in `from`. */
export async function gatheredMostly<Dense, Sparse>(
  tx: Transaction<Tables>,
  names: readonly (keyof Dense & string)[],
  mostly: Readonly<Record<keyof Sparse & string, number | null>>,
  from: RawBuilder<unknown>,
): Promise<Dense & Sparse> {
  const some = Object.entries<number | null>(mostly).map(
    ([name, usual]) =>
      sql`coalesce(json_object_agg(n, ${sql.ref(name)}) filter (where ${sql.ref(name)} is distinct from ${usual}), '{}') as ${sql.ref(name)}`,
  );
  const { rows } = await sql<Record<string, unknown> & { count: number }>`
    select count(*)::int as count, ${sql.join([...names.map(column), ...some])} from (${from}) as rows`.execute(tx);
  const row = rows[0]!;
  return {
    ...row,
    ...Object.fromEntries(
      Object.entries<number | null>(mostly).map(([name, usual]) => [
        name,
        Object.assign(
          Array.from({ length: row.count }, () => usual),
          row[name],
        ),
      ]),
    ),
  } as Dense & Sparse;
}

const column = (name: string): RawBuilder<unknown> =>
  sql`coalesce(json_agg(${sql.ref(name)}), '[]') as ${sql.ref(name)}`;

export const seconds = (column: string, epoch: number): RawBuilder<number> =>
  sql`extract(epoch from ${sql.ref(column)})::bigint - ${epoch}::bigint`;
