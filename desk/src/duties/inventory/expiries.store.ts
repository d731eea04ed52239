/** Until when a lot may be used: one day, wherever it lies. */
import { sql, type Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { lotExpires } from './movements.messages.ts';

/** Says it of all that lies of the lot. Refuses another day than is known of it. */
export async function dateLot(
  tx: Transaction<Tables>,
  site: string,
  { item, lot, expires }: { readonly item: string; readonly lot: string; readonly expires: string },
): Promise<void> {
  const { rows } = await sql<{ expires: string }>`
    select expires from stock where site = ${site} and item = ${item} and lot = ${lot} and qty > 0
      and expires <> ${expires}::date limit 1`.execute(tx);
  const other = rows[0] && lotExpires(item, lot, rows[0].expires);
  if (other !== undefined)
    throw new Refusal(422, 'other-expiry', other, { faults: [{ field: 'expires', value: expires, text: other }] });
  await tx
    .updateTable('stock')
    .set({ expires })
    .where('site', '=', site)
    .where('item', '=', item)
    .where('lot', '=', lot)
    .where('expires', 'is', null)
    .execute();
}
