/** The day from which goods on the way may be used: planning counts them from then. They carry it while they stand there, no longer. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

type Tx = Transaction<Tables>;

export interface OnTheWay {
  readonly item: string;
  readonly lot: string;
  readonly serial: string;
}

const isOf = ({ item, lot, serial }: OnTheWay) =>
  sql`here.item = ${item} and here.lot = ${lot} and here.serial = ${serial} and here.container = '' and here.owner = ''`;

/** So much of it came there just now; with what stood there already it may be used from the later day. */
export const availableOnArrival = (
  tx: Tx,
  site: string,
  goods: OnTheWay & { readonly qty: number },
  transit: string,
  expected: string,
) =>
  sql`update stock here set available_from = case when here.qty = ${goods.qty} then ${expected}::timestamptz
      else greatest(here.available_from, ${expected}::timestamptz) end
    where here.site = ${site} and here.location = ${transit} and ${isOf(goods)}`.execute(tx);

/** It came to a place, which was empty before: the day of the way did not mean it there. */
export const availableHere = (tx: Tx, site: string, goods: OnTheWay, transit: string, place: string) =>
  sql`update stock here set available_from = null
    where here.site = ${site} and here.location = ${place} and ${isOf(goods)}
      and here.available_from = (select way.available_from from stock way where way.site = here.site and way.item = here.item
        and way.location = ${transit} and way.lot = here.lot and way.serial = here.serial and way.container = '' and way.owner = '')`.execute(
    tx,
  );
