/** Customer lines that were approved to go before others, as causes name them. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { Site } from '../../server/http.ts';
import type { ApprovedRush } from './newcause.ts';
import { dayIn } from './planning.messages.ts';

/**
 * Those of lines that are, by name: who pledged each first, and when; by what the log keeps of it. A line that is called otherwise
 * since is found by its number of then too, unless another has that now.
 */
export async function approvedRush(
  tx: Transaction<Tables>,
  { code, zone }: Site,
  lines: readonly string[],
): Promise<ReadonlyMap<string, ApprovedRush>> {
  if (lines.length === 0) return new Map();
  const { rows } = await sql<{ line: string; who: string; at: string }>`
    select distinct on (named.line) named.line, ${writerNamed('a.who')} as who, p.at
    from unnest(${lines}::text[]) as named (line)
    left join customer_lines l on l.site = ${code} and l.order_no || '/' || l.line = named.line
    join pledges p on p.site = ${code} and (p.line_id = l.id or (l.id is null and p.line = named.line))
    join audit a on a.kind = 'pledges' and a.record = p.id
    order by named.line, p.id`.execute(tx);
  return new Map(rows.map(({ line, who, at }) => [line, { by: who, on: dayIn(zone, at) }]));
}
