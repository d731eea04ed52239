/** Planned → firm: a person fixes a planned order of the standing version. */
import { sql, type Transaction } from 'kysely';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { lockSite } from '../../server/site-lock.ts';
import { makeWorkOrders } from '../work/work.store.ts';
import { demandCalled, numberIn } from './called.ts';
import { standingVersion } from './planning.store.ts';
import type { VersionRows } from './versions.store.ts';

/** It gets a number, and its quantity and date no longer move by themselves. Twice is once. */
export async function firmPlannedOrder(tx: Transaction<Tables>, site: string, planned: string): Promise<string> {
  return (await firmPlannedOrders(tx, site, [planned])).get(planned)!;
}

/** As `firmPlannedOrder`, all at once: numbers by planned orders. Takes the site first: of two who firm one the second gets its number. */
export async function firmPlannedOrders(
  tx: Transaction<Tables>,
  site: string,
  planned: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (planned.length === 0) return new Map();
  await lockSite(tx, site);
  const names = [...new Set(planned)];
  const standing = await standingVersion(tx, site);
  if (!standing) throw notFound('planned order in the standing plan', names[0]!);
  const found = await tx
    .selectFrom('plan_orders')
    .select(['id', 'item', 'qty', 'need'])
    .where('version', '=', standing.id)
    .where(sql<boolean>`id = any(${names}::text[])`)
    .where('work_order', 'is', null)
    .execute();
  const orders = new Map(found.map((order) => [order.id, order]));
  const wanted = names.map((id) => {
    const order = orders.get(id);
    if (!order) throw notFound('planned order in the standing plan', id);
    return order;
  });
  const numbers = await firm(tx, site, standing.number, wanted);
  return new Map(names.map((id, n) => [id, numbers[n]!]));
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

/** What a work order is made of: a planned order of a version; `%` stands for any. */
export const originOf = (planned: string, version: number | '%' = '%'): string =>
  `planned as ${planned} in version ${version}`;

/** The rows of a version with its orders called so. */
export function calledIn(rows: VersionRows, called: (name: string) => string): VersionRows {
  return {
    ...rows,
    plan_orders: rows.plan_orders.map((row) => ({
      ...row,
      id: called(row.id),
      work_order: numberIn(called(row.id)) ?? row.work_order,
    })),
    plan_steps: rows.plan_steps.map((row) => ({ ...row, order_id: called(row.order_id) })),
    plan_deliveries: rows.plan_deliveries.map((row) => ({ ...row, demand: demandCalled(row.demand, called) })),
    plan_overtime: rows.plan_overtime.map((row) => ({
      ...row,
      operations: row.operations.map((one) => ({ ...one, order: called(one.order) })),
    })),
    plan_pegs: rows.plan_pegs.map((row) => ({ ...row, supply: called(row.supply), consumer: called(row.consumer) })),
    plan_messages: rows.plan_messages.map((row) => ({ ...row, supply: called(row.supply) })),
  };
}
