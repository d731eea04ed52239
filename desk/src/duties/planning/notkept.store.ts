/** What a version could not leave where it was published: of the frozen zone, and of what was left out of an approval. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

export async function notKeptIn(
  tx: Transaction<Tables>,
  version: number,
  most: number,
): Promise<{ readonly count: number; readonly first: string[] }> {
  const rows = await tx
    .selectFrom('plan_messages')
    .select('text')
    .where('version', '=', version)
    .where('kind', '=', 'time-fence-conflict')
    // Who comes into the zone stands nowhere that it should leave.
    .where('from_at', 'is not', null)
    .orderBy('n')
    .execute();
  return { count: rows.length, first: rows.slice(0, most).map(({ text }) => text) };
}
