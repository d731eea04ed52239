/** A scanned ticket; what else a scan names is told in `../marking`. */
import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { OrderState } from './progress.ts';
import { readTicket } from './ticket.ts';
import { ticketsDue } from './tickets.store.ts';

type Tx = Transaction<Tables>;

export interface ScannedTicket {
  readonly order: string;
  readonly state: OrderState;
  readonly issue: number;
  readonly latest:
    | { readonly issue: number; readonly waits: boolean; readonly printed_at: string; readonly printed_by: string }
    | undefined;
  /** There is such an issue. */
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
    .select(['number', 'state'])
    .where('site', '=', site)
    .where(sql<boolean>`lower(number) = ${read.order.toLowerCase()}`)
    .executeTakeFirst();
  if (!order) return undefined;
  const issues = await tx
    .selectFrom('tickets')
    .select(['issue', 'waits', 'printed_at', 'printed_by', 'superseded_by'])
    .where('site', '=', site)
    .where('work_order', '=', order.number)
    .execute();
  return {
    order: order.number,
    state: order.state as OrderState,
    issue: read.issue,
    latest: issues.find((one) => one.superseded_by === null),
    known: issues.some((one) => one.issue === read.issue),
    changed: (await ticketsDue(tx, site, [order.number])).length > 0,
  };
}
