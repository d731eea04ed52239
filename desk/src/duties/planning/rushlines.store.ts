/** Customer lines that were made of rush orders, as causes name them. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import type { ApprovedRush } from './newcause.ts';
import { dayIn } from './planning.messages.ts';

/** Those of lines that are rush orders, by name. */
export async function approvedRush(
  tx: Transaction<Tables>,
  { code, zone }: Site,
  lines: readonly string[],
): Promise<ReadonlyMap<string, ApprovedRush>> {
  if (lines.length === 0) return new Map();
  const { rows } = await sql<{ line: string; who: string; at: string }>`
    select d.line, d.who, d.at from rush_decisions d join rush_requests r on r.id = d.request
    where r.site = ${code} and d.line = any(${lines}::text[])`.execute(tx);
  return new Map(rows.map(({ line, who, at }) => [line, { by: who, on: dayIn(zone, at) }]));
}
