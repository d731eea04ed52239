/** Customer lines as other duties write them: what was promised to the customer, a rush order that was approved. */
import { sql, type Transaction } from 'kysely';
import { lineCalled } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { comingNumber, nextNumber } from '../../server/numbering.ts';
import { soleLine } from './orders.ts';

type Tx = Transaction<Tables>;

export interface LockedLine {
  readonly id: number;
  readonly customer: string;
}

/** The open line of that name ("SO-1042/2"), with its row locked; undefined when there is none. */
export async function lockOpenCustomerLine(tx: Tx, site: string, ref: string): Promise<LockedLine | undefined> {
  const called = lineCalled(ref);
  if (!called) return undefined;
  return tx
    .selectFrom('customer_lines')
    .select(['id', 'customer'])
    .where('site', '=', site)
    .where('order_no', '=', called.order)
    .where('line', '=', called.line)
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst();
}

/** Promises a date for a line that the caller holds locked; the date asked for stays. */
export async function promiseCustomerLine(tx: Tx, site: string, { id }: LockedLine, promised: string): Promise<void> {
  await tx.updateTable('customer_lines').set({ promised }).where('site', '=', site).where('id', '=', id).execute();
}

/** What of a line that the caller holds locked went out, in the item's unit, and how it stands by that. */
export async function keepShipped(
  tx: Tx,
  id: number,
  standing: { readonly shipped: number; readonly state: 'open' | 'shipped' | 'closed' | 'cancelled' },
): Promise<void> {
  await tx
    .updateTable('customer_lines')
    .set({ ...standing, said_shipped: false })
    .where('id', '=', id)
    .execute();
}

export interface NewLine {
  readonly customer: string;
  readonly item: string;
  readonly qty: number;
  readonly due: string;
  readonly promised: string;
  readonly priority: number;
  readonly note: string;
}

/** The order number that the next line of its own would have. */
export const comingOrder = (tx: Tx, site: string): Promise<string> =>
  comingNumber(tx, site, 'SO', async (some) => {
    const { rows } = await sql<{ order_no: string }>`
      select distinct order_no from customer_lines where site = ${site} and order_no = any(${some}::text[])`.execute(
      tx,
    );
    return rows.map(({ order_no }) => order_no);
  });

/** An order of one line with the next number; answers its name, "SO-00012/1". */
export async function addCustomerLine(tx: Tx, site: string, line: NewLine): Promise<string> {
  const number = await nextNumber(tx, site, 'SO', async (candidate) =>
    Boolean(
      await tx
        .selectFrom('customer_lines')
        .select('id')
        .where('site', '=', site)
        .where('order_no', '=', candidate)
        .executeTakeFirst(),
    ),
  );
  await tx
    .insertInto('customer_lines')
    .values({ ...soleLine(line, number), site })
    .execute();
  return `${number}/1`;
}
