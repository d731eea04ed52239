/** Planned → firm: a person fixes a planned order of the standing version. */
import type { Transaction } from 'kysely';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { makeWorkOrder } from '../work/work.store.ts';
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
  const origin = originOf(planned, standing.number);
  return makeWorkOrder(tx, site, { item: order.item, qty: order.qty, due: order.need, origin });
}

/** What a work order is made of: a planned order of a version. */
export const originOf = (planned: string, version: number): string => `planned as ${planned} in version ${version}`;

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
