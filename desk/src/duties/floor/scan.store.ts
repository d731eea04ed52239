/** What a scanned text names here: a ticket, a work order, a lot, an item, a location, a badge. */
import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { readTicket } from './ticket.ts';
import { ticketsDue } from './tickets.store.ts';

type Tx = Transaction<Tables>;

export interface ScannedTicket {
  readonly order: string;
  readonly issue: number;
  readonly latest: { readonly issue: number; readonly printed_at: string; readonly printed_by: string } | undefined;
  /** It was printed some time. */
  readonly known: boolean;
  /** Something that matters changed since the latest was printed, and the new one is to be printed. */
  readonly changed: boolean;
}

/** A ticket whose order is known here, in whatever case it was read. */
export async function ticketScanned(tx: Tx, site: string, text: string): Promise<ScannedTicket | undefined> {
  const read = readTicket(text);
  if (!read) return undefined;
  const order = await tx
    .selectFrom('work_orders')
    .select('number')
    .where('site', '=', site)
    .where(sql<boolean>`lower(number) = ${read.order.toLowerCase()}`)
    .executeTakeFirst();
  if (!order) return undefined;
  const issues = await tx
    .selectFrom('tickets')
    .select(['issue', 'printed_at', 'printed_by', 'superseded_by'])
    .where('site', '=', site)
    .where('work_order', '=', order.number)
    .execute();
  return {
    order: order.number,
    issue: read.issue,
    latest: issues.find((one) => one.superseded_by === null),
    known: issues.some((one) => one.issue === read.issue),
    changed: (await ticketsDue(tx, site, [order.number])).length > 0,
  };
}

export interface Scanned {
  readonly kind: 'work order' | 'item' | 'lot' | 'location' | 'badge';
  readonly code: string;
  readonly words: string | null;
}

/** Codes in the order in which a doubt is decided; whatever case the scanner types. */
export async function thingScanned(tx: Tx, site: string, text: string): Promise<Scanned | undefined> {
  const code = text.toLowerCase();
  const found = await sql<Scanned>`
    select 'work order' as kind, number as code, concat(state, ', ', item) as words, 1 as rank from work_orders where site = ${site} and lower(number) = ${code}
    union all select 'lot', lot, string_agg(concat(item, ' at ', location), ', '), 2 from stock where site = ${site} and lot <> '' and lower(lot) = ${code} group by lot
    union all select 'item', code, name, 3 from items where site = ${site} and lower(code) = ${code}
    union all select 'location', code, name, 4 from locations where site = ${site} and lower(code) = ${code}
    union all select 'badge', code, name, 5 from workers where site = ${site} and lower(code) = ${code}
    union all select 'badge', b.badge, u.name, 6 from badges b join "user" u on u.id = b.user_id
      where lower(b.badge) = ${code} and b.active and exists (select 1 from grants g where g.user_id = u.id and g.site = ${site})
    order by rank limit 1`.execute(tx);
  return found.rows[0];
}
