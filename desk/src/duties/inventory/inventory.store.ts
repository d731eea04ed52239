/** Balances as other duties move them, in the item's unit; those without a lot. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

type Tx = Transaction<Tables>;

/** Moves an item's balance at a location by so many of its unit; the balance is made where there is none. */
export async function moveStock(tx: Tx, site: string, item: string, location: string, by: number): Promise<void> {
  await sql`insert into stock (site, item, location, lot, qty) values (${site}, ${item}, ${location}, '', ${by})
    on conflict (site, item, location, lot) do update set qty = stock.qty + excluded.qty`.execute(tx);
}

/** The balance without a lot, in the item's unit. */
export async function stockAt(tx: Tx, site: string, item: string, location: string): Promise<number> {
  const found = await tx
    .selectFrom('stock')
    .select('qty')
    .where('site', '=', site)
    .where('item', '=', item)
    .where('location', '=', location)
    .where('lot', '=', '')
    .forUpdate()
    .executeTakeFirst();
  return found?.qty ?? 0;
}
