/** Substitutes allowed for one order in the database; the order's row is locked by who writes. */
import { sql, type Transaction } from 'kysely';
import { exact } from '../../house/amounts.ts';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { leftOf, stateOf, type Wish } from './deviations.ts';
import { coveredBy } from './issuing.ts';

type Tx = Transaction<Tables>;

/** Of an order, the latest first. */
export async function deviationsOf(tx: Tx, site: string, order: string, today: string) {
  const rows = await tx
    .selectFrom('deviations as d')
    .innerJoin('items as i', (on) => on.onRef('i.site', '=', 'd.site').onRef('i.code', '=', 'd.item'))
    .innerJoin('units as u', (on) => on.onRef('u.site', '=', 'i.site').onRef('u.code', '=', 'i.unit'))
    .innerJoin('items as o', (on) => on.onRef('o.site', '=', 'd.site').onRef('o.code', '=', 'd.instead_of'))
    .innerJoin('units as v', (on) => on.onRef('v.site', '=', 'o.site').onRef('v.code', '=', 'o.unit'))
    .select([
      'd.id',
      'd.item',
      'd.instead_of',
      'd.qty',
      'd.of_qty',
      'd.used',
      'd.until',
      'd.agreed',
      'd.reason',
      'd.who',
    ])
    .select([
      'd.at',
      'd.ended_at',
      'd.ended_by',
      'i.unit',
      'u.decimals',
      'o.unit as of_unit',
      'v.decimals as of_decimals',
    ])
    .where('d.site', '=', site)
    .where('d.work_order', '=', order)
    .orderBy('d.id', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, state: stateOf(row, today) }));
}

/** What may stand in by a deviation today, as substitutes of the structure are told. */
export async function standingIn(tx: Tx, site: string, order: string, today: string) {
  const rows = await deviationsOf(tx, site, order, today);
  return rows
    .filter(({ state }) => state === 'stands')
    .map((row) => ({
      item: row.item,
      of: row.instead_of,
      covers: coveredBy(
        { per: exact(row.of_qty), decimals: row.of_decimals },
        { per: exact(row.qty), decimals: row.decimals },
      ),
      /** In its unit. */
      leave: { id: row.id, left: leftOf(row) },
    }));
}

export interface Allowed extends Wish {
  readonly agreed: string;
  readonly reason: string;
}

export async function keepDeviation(
  tx: Tx,
  site: string,
  order: string,
  one: Allowed,
  made: { readonly at: string; readonly who: string },
): Promise<number> {
  const { id } = await tx
    .insertInto('deviations')
    .values({ site, work_order: order, ...one, ...made })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function useLeave(tx: Tx, id: number, qty: number): Promise<void> {
  await tx
    .updateTable('deviations')
    .set({ used: sql<number>`used + ${qty}::numeric` })
    .where('id', '=', id)
    .execute();
}

export async function orderOfDeviation(tx: Tx, site: string, id: number): Promise<string> {
  const found = await tx
    .selectFrom('deviations')
    .select('work_order')
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw notFound('deviation', String(id));
  return found.work_order;
}

export async function endNow(tx: Tx, id: number, done: { ended_at: string; ended_by: string }): Promise<void> {
  await tx.updateTable('deviations').set(done).where('id', '=', id).execute();
}
