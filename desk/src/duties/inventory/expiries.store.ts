/**
 * Until when a lot may be used: one day, wherever it lies. All of the lot is locked (`hold_lot`) and dated before goods of it are posted,
 * in the order in which movements meet balances; what the movement brought is dated after it.
 */
import { sql, type Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { lotExpires } from './movements.messages.ts';

type Tx = Transaction<Tables>;

interface Brought {
  readonly item: string;
  readonly lot: string;
  readonly serial?: string;
  readonly location: string;
}

/** Posts goods of a lot that expires on a day, which is said of all that lies of it. Refuses another day than is known of it. */
export async function postDated<Posted>(
  tx: Tx,
  site: string,
  goods: Brought & { readonly expires: string },
  post: () => Promise<Posted>,
): Promise<Posted> {
  const { item, lot, expires, serial = '' } = goods;
  await holdLot(tx, site, { item, lot, serial });
  const { rows } = await sql<{ expires: string }>`
    select expires from stock where site = ${site} and item = ${item} and lot = ${lot} and qty > 0
      and expires <> ${expires}::date limit 1`.execute(tx);
  const other = rows[0] && lotExpires(item, lot, rows[0].expires);
  if (other !== undefined)
    throw new Refusal(422, 'other-expiry', other, { faults: [{ field: 'expires', value: expires, text: other }] });
  await sql`
    update stock set expires = ${expires} where site = ${site} and item = ${item} and lot = ${lot} and expires is null`.execute(
    tx,
  );
  const posted = await post();
  await dateBrought(tx, site, goods, expires);
  return posted;
}

/**
 * Posts goods of a lot that was made, which expires by the shelf life of its item from the day of the plant on which it was made; of one
 * that was made on several days from the first.
 */
export async function postMade(
  tx: Tx,
  site: string,
  made: Brought & { readonly movedAt: string },
  post: () => Promise<unknown>,
): Promise<void> {
  const { item, lot, movedAt } = made;
  if (lot === '' || !(await keepsSoLong(tx, site, item))) {
    await post();
    return;
  }
  await holdLot(tx, site, { item, lot, serial: '' });
  const { rows } = await sql<{ day: string }>`
    with found as (
      select least((${movedAt}::timestamptz at time zone s.zone)::date + i.shelf_life_days, (
        select min(b.expires) from stock b where b.site = i.site and b.item = i.code and b.lot = ${lot} and b.qty > 0)) as day
      from items i join sites s on s.code = i.site where i.site = ${site} and i.code = ${item}
    ), dated as (
      update stock set expires = found.day from found
      where site = ${site} and item = ${item} and lot = ${lot} and qty > 0 and expires is distinct from found.day)
    select day from found`.execute(tx);
  const [found] = rows;
  if (!found) throw new Error(`${item} of ${site} was made and is no item`);
  await post();
  await dateBrought(tx, site, made, found.day);
}

/** Locks all of a lot that lies anywhere, and the item: a lot of it is dated by one after the other. */
export async function holdLot(
  tx: Tx,
  site: string,
  { item, lot, serial }: { readonly item: string; readonly lot: string; readonly serial: string },
): Promise<void> {
  await sql`select hold_lot(${site}, ${item}, ${lot}, ${serial})`.execute(tx);
}

async function keepsSoLong(tx: Tx, site: string, item: string): Promise<boolean> {
  const { rows } = await sql`
    select from items where site = ${site} and code = ${item} and shelf_life_days is not null`.execute(tx);
  return rows.length > 0;
}

/** Of ours, in no container. */
async function dateBrought(tx: Tx, site: string, { item, lot, location, serial = '' }: Brought, day: string) {
  await sql`
    update stock set expires = ${day} where site = ${site} and item = ${item} and location = ${location} and lot = ${lot}
      and serial = ${serial} and container = '' and owner = '' and qty > 0 and expires is distinct from ${day}::date`.execute(
    tx,
  );
}
