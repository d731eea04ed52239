/** Planned → firm: a person fixes a planned order of the standing version. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { notFound } from '../../house/errors.ts';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import { makeWorkOrders } from '../work/work.store.ts';
import { calledBy } from './called.ts';
import { standingVersion } from './planning.store.ts';
import type { VersionRows } from './versions.store.ts';

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

/** What a work order is made of: a planned order of a version; `%` stands for any. */
export const originOf = (planned: string, version: number | '%' = '%'): string =>
  `planned as ${planned} in version ${version}`;

/** Work orders that were called otherwise since, or are gone: `version`, `was` (their number in it), `record`. By who had the number then. */
const renumberedIn = (versions: RawBuilder<unknown>) => sql`
  select distinct on (v.id, a.before ->> 'number') v.id as version, a.before ->> 'number' as was, a.record
  from plan_versions v join audit a on a.site = v.site and a.kind = 'work_orders' and a.before is not null
    and a.before ->> 'number' is distinct from a.after ->> 'number' and ${unseenBy(sql`v.snapshot`, sql`a.tx`)}
  where v.id in (${versions}) order by v.id, a.before ->> 'number', a.id`;

/**
 * The orders of versions that are work orders, those among them that were made firm from it later: `version`, `id` of the
 * order, `site`, `number` as they are called now. `versions` answers ids of versions. In SQL; read from the work orders, of which there are few.
 */
export const workOrdersIn = (versions: RawBuilder<unknown>) => sql`
  select o.version, o.id, v.site, coalesce(now.number, o.work_order) as number
  from plan_orders o join plan_versions v on v.id = o.version
  left join (${renumberedIn(versions)}) r on r.version = o.version and r.was = o.work_order
  left join work_orders now on now.id = r.record
  where o.version in (${versions}) and o.work_order is not null and (r.record is null or now.id is not null)
  union all
  select o.version, o.id, v.site, w.number from plan_versions v
  join work_orders w on w.site = v.site
    and w.origin = concat('planned as ', split_part(w.origin, ' ', 3), ' in version ', v.number)
  join plan_orders o on o.version = v.id and o.id = split_part(w.origin, ' ', 3) and o.work_order is null
  where v.id in (${versions})`;

const numberNow = sql<string>`number`;
const numberAsMade = sql<string>`coalesce((select a.before ->> 'number' from audit a
  where a.site = work_orders.site and a.kind = 'work_orders' and a.record = work_orders.id and a.before is not null
    and a.before ->> 'number' is distinct from a.after ->> 'number' order by a.id limit 1), number)`;

/** Which work order was made of a planned order of that version; undefined while none was. `as`: by the number that it has, or was made with. */
export async function firmedOf(
  tx: Transaction<Tables>,
  site: string,
  version: number,
  as: 'now' | 'made' = 'now',
): Promise<(planned: string) => string | undefined> {
  const made = await tx
    .selectFrom('work_orders')
    .select([
      (as === 'now' ? numberNow : numberAsMade).as('number'),
      sql<string>`split_part(origin, ' ', 3)`.as('planned'),
    ])
    .where('site', '=', site)
    .where('origin', 'like', originOf('%', version))
    .execute();
  const numbers = new Map(made.map((row) => [row.planned, row.number]));
  return (planned) => numbers.get(planned);
}

/** Names of a version, by its id, as they are since: what was made firm of it is called by its number. */
export async function calledSince(tx: Transaction<Tables>, version: number): Promise<(name: string) => string> {
  const query = tx.selectFrom('plan_versions').select(['site', 'number']).where('id', '=', version);
  const { site, number } = await query.executeTakeFirstOrThrow();
  return calledBy(await firmedOf(tx, site, number));
}

/** The rows of a version with its orders called so. */
export function calledIn(rows: VersionRows, firmed: (planned: string) => string | undefined): VersionRows {
  const called = calledBy(firmed);
  return {
    ...rows,
    plan_orders: rows.plan_orders.map((row) => ({
      ...row,
      id: called(row.id),
      work_order: firmed(row.id) ?? row.work_order,
    })),
    plan_steps: rows.plan_steps.map((row) => ({ ...row, order_id: called(row.order_id) })),
    plan_overtime: rows.plan_overtime.map((row) => ({
      ...row,
      operations: row.operations.map((one) => ({ ...one, order: called(one.order) })),
    })),
    plan_pegs: rows.plan_pegs.map((row) => ({ ...row, supply: called(row.supply), consumer: called(row.consumer) })),
    plan_messages: rows.plan_messages.map((row) => ({ ...row, supply: called(row.supply) })),
  };
}
