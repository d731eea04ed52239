/** For whom the plan that people work to has work orders. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { workOrdersIn } from '../planning/called.store.ts';
import { versionAtWork } from '../planning/planning.store.ts';
import { groupedBy } from '../planning/rows.ts';
import { linesServed } from '../planning/serves.store.ts';

/** Customer lines that each order serves, the first first, by its number: "SO-1042/2"; none of an order that serves none. */
export async function servedBy(
  tx: Transaction<Tables>,
  site: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const version = numbers.length === 0 ? undefined : await versionAtWork(tx, site);
  if (!version) return new Map();
  const { rows } = await sql<{ id: string; number: string }>`
    select id, number from (${workOrdersIn(sql`${version.id}`)}) called
    where site = ${site} and number = any(${[...numbers]}::text[])`.execute(tx);
  const served = groupedBy(
    await linesServed(
      tx,
      site,
      version.id,
      rows.map(({ id }) => id),
    ),
    ({ order_id }) => order_id,
  );
  return new Map(rows.map(({ id, number }) => [number, (served.get(id) ?? []).map(({ line }) => line)]));
}
