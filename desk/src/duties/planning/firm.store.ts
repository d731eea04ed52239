/** Planned → firm: a person fixes a planned order of the standing version. */
import { sql, type Transaction } from 'kysely';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { makeWorkOrders } from '../work/work.store.ts';
import { standingVersion } from './planning.store.ts';

/** It gets a number, and its quantity and date no longer move by themselves. Twice is once. */
export async function firmPlannedOrder(tx: Transaction<Tables>, site: string, planned: string): Promise<string> {
  const standing = await standingVersion(tx, site);
  const order = standing
    ? await tx
        .selectFrom('plan_orders')
        .selectAll()
        .where('version', '=', standing.id)
        .where('id', '=', planned)
        .where('work_order', 'is', null)
        .executeTakeFirst()
    : undefined;
  if (!standing || !order) throw notFound('planned order in the standing plan', planned);
  const [number] = await firm(tx, site, standing.number, [order]);
  return number!;
}

/** Makes planned orders of a version firm: their numbers in their order. */
export const firm = (
  tx: Transaction<Tables>,
  site: string,
  version: number,
  orders: readonly { readonly id: string; readonly item: string; readonly qty: number; readonly need: string }[],
): Promise<readonly string[]> =>
  makeWorkOrders(
    tx,
    site,
    orders.map(({ id, item, qty, need }) => ({ item, qty, due: need, origin: originOf(id, version) })),
  );

/** What a work order is made of: a planned order of a version. */
const originOf = (planned: string, version: number): string => `planned as ${planned} in version ${version}`;

/** The work order of an order `o` (plan_orders) of version `v` (plan_versions), were it made firm from it later too, in SQL. */
export const workOrderOf = sql`coalesce(o.work_order, (select f.number from work_orders f
  where f.site = v.site and f.origin = concat('planned as ', o.id, ' in version ', v.number)))`;

/** Which work order was made of a planned order of that version; undefined while none was. */
export async function firmedOf(
  tx: Transaction<Tables>,
  site: string,
  version: number,
): Promise<(planned: string) => string | undefined> {
  const made = await tx
    .selectFrom('work_orders')
    .select(['number', 'origin'])
    .where('site', '=', site)
    .where('origin', 'like', originOf('%', version))
    .execute();
  const numbers = new Map(made.map((row) => [row.origin, row.number]));
  return (planned) => numbers.get(originOf(planned, version));
}
