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

/**
 * Says it of a lot that was made, by the shelf life of its item from the day of the plant on which it was; of one that was made on several
 * days from the first. `made` is what a place holds since just now.
 */
export async function dateMade(
  tx: Transaction<Tables>,
  site: string,
  made: {
    readonly item: string;
    readonly lot: string;
    readonly location: string;
    readonly qty: number;
    readonly movedAt: string;
  },
): Promise<void> {
  const { item, lot, location, qty, movedAt } = made;
  await sql`
    with found as (
      select least((${movedAt}::timestamptz at time zone s.zone)::date + i.shelf_life_days, (
        select min(b.expires) from stock b where b.site = i.site and b.item = i.code and b.lot = ${lot}
          and b.qty > case when b.location = ${location} and b.serial = '' and b.container = '' and b.owner = '' then ${qty}::numeric else 0 end)) as day
      from items i join sites s on s.code = i.site where i.site = ${site} and i.code = ${item} and i.shelf_life_days is not null)
    update stock set expires = found.day from found
    where site = ${site} and item = ${item} and lot = ${lot} and qty > 0 and expires is distinct from found.day`.execute(
    tx,
  );
}
