/** What of an item there was at most, for who says that far more of it came. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

/** The most that came by one movement and was not taken back, or all that is here now where that is more, in the item's unit; null: there never was any. */
export async function mostOf(tx: Transaction<Tables>, site: string, item: string): Promise<number | null> {
  const { rows } = await sql<{ most: number | null }>`
    select greatest(
      (select sum(qty) from stock where site = ${site} and item = ${item} and qty > 0),
      (select max(m.qty) from movements m where m.site = ${site} and m.item = ${item} and m.from_location is null
        and m.reverses is null and not exists (select from movements b where b.reverses = m.id)))::float8 as most`.execute(
    tx,
  );
  return rows[0]?.most ?? null;
}
