/** Customer lines that were approved to go before others, as causes name them. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { Site } from '../../server/http.ts';
import type { ApprovedRush } from './newcause.ts';
import { dayIn } from './planning.messages.ts';

/** Those of lines that are, by name: who pledged each first, and when; by what the log keeps of it. */
export async function approvedRush(
  tx: Transaction<Tables>,
  { code, zone }: Site,
  lines: readonly string[],
): Promise<ReadonlyMap<string, ApprovedRush>> {
  if (lines.length === 0) return new Map();
  const { rows } = await sql<{ line: string; who: string; at: string }>`
    select distinct on (p.line) p.line, ${writerNamed('a.who')} as who, p.at from pledges p
    join audit a on a.kind = 'pledges' and a.record = p.id
    where p.site = ${code} and p.line = any(${lines}::text[]) order by p.line, p.id`.execute(tx);
  return new Map(rows.map(({ line, who, at }) => [line, { by: who, on: dayIn(zone, at) }]));
}
