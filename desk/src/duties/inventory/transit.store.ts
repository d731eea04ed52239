/** Goods on the way: the day from which they may be used, from which planning counts them (they carry it while they stand there, no longer), and what transfers have there. */
import { sql, type Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { type OnTheWay, stillOnTheWay } from './movements.messages.ts';

type Tx = Transaction<Tables>;

export interface GoodsOnTheWay {
  readonly item: string;
  readonly lot: string;
  readonly serial: string;
}

const isOf = ({ item, lot, serial }: GoodsOnTheWay) =>
  sql`here.item = ${item} and here.lot = ${lot} and here.serial = ${serial} and here.container = '' and here.owner = ''`;

/** So much of it came there just now; with what stood there already it may be used from the later day. */
export const availableOnArrival = (
  tx: Tx,
  site: string,
  goods: GoodsOnTheWay & { readonly qty: number },
  transit: string,
  expected: string,
) =>
  sql`update stock here set available_from = case when here.qty = ${goods.qty} then ${expected}::timestamptz
      else greatest(here.available_from, ${expected}::timestamptz) end
    where here.site = ${site} and here.location = ${transit} and ${isOf(goods)}`.execute(tx);

/** It came to a place, which was empty before: the day of the way did not mean it there. */
export const availableHere = (tx: Tx, site: string, goods: GoodsOnTheWay, transit: string, place: string) =>
  sql`update stock here set available_from = null
    where here.site = ${site} and here.location = ${place} and ${isOf(goods)}
      and here.available_from = (select way.available_from from stock way where way.site = here.site and way.item = here.item
        and way.location = ${transit} and way.lot = here.lot and way.serial = here.serial and way.container = '' and way.owner = '')`.execute(
    tx,
  );

/** Of what a transfer sent by a movement: what came, or was said never to come, and was not taken back. */
export async function movedOnward(tx: Tx, site: string, id: number): Promise<number> {
  const { rows } = await sql<{ qty: number }>`
    select coalesce(sum(o.qty), 0) as qty from movements m join movements o on o.site = m.site and o.reference_kind = m.reference_kind
      and (o.reference_key, o.reference_part, o.from_location) = (m.reference_key, m.reference_part, m.to_location)
    where m.site = ${site} and m.id = ${id} and m.reference_kind = 'transfer' and m.to_kind = 'transit' and o.reverses is null
      and not exists (select from movements b where b.reverses = o.id)`.execute(tx);
  return rows[0]?.qty ?? 0;
}

/** Refuses what just took from a place of goods on the way where less is left there than transfers have on the way. */
export async function refuseOnTheWay(
  tx: Tx,
  site: string,
  {
    item,
    lot,
    serial = '',
    from,
  }: { readonly item: string; readonly lot: string; readonly serial?: string; readonly from: string | null },
): Promise<void> {
  const { rows } = await sql<OnTheWay>`
    select ${item} as item, ${from} as location, sum(t.open) as open, array_agg(distinct t.number order by t.number) as numbers,
      coalesce((select sum(qty) from stock where site = ${site} and item = ${item} and location = ${from}
        and (lot, serial, container, owner) = (${lot}, ${serial}, '', '')), 0) as left
    from (select m.reference_key as number, sum(case when m.to_location = ${from} then m.qty else -m.qty end) as open
      from movements m where m.site = ${site} and m.item = ${item} and (m.lot, m.serial) = (${lot}, ${serial}) and m.reference_kind = 'transfer'
        and ${from} in (m.from_location, m.to_location) and m.reverses is null and not exists (select from movements b where b.reverses = m.id)
      group by m.reference_key, m.reference_part) t
    where t.open > 0`.execute(tx);
  const [found] = rows;
  if (found && found.open > found.left) throw new Refusal(422, 'on-the-way', stillOnTheWay(found));
}
