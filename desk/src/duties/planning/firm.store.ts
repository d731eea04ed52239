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
  const origin = `planned as ${planned} in version ${standing.number}`;
  return makeWorkOrder(tx, site, { item: order.item, qty: order.qty, due: order.need, origin });
}
