/** Where goods for a step of an order go, and when its work begins by the plan that people work to. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { takesGoods } from '../inventory/closed.tables.ts';
import { workOrdersIn } from '../planning/called.store.ts';
import { versionAtWork } from '../planning/planning.store.ts';
import { usualAllowed } from './deliveries.ts';

export interface Wanted {
  readonly order: string;
  /** 0: the first step. */
  readonly seq: number;
}

export interface Goal extends Wanted {
  readonly work_centre: string | null;
  readonly machine: string | null;
  readonly starts: string | null;
  readonly area: string | null;
}

/** In SQL: the place to which goods for a work centre are brought, an area before any other; null: none is set. */
export const placeFor = (site: string, workCentre: RawBuilder<unknown>) => sql`(
  select l.code from locations l where l.site = ${site} and l.work_centre = ${workCentre} and l.usable and ${takesGoods('l')}
  order by l.kind = 'area' desc, l.code limit 1)`;

/** In SQL: `machine`, `starts` and `work_centre` of the first step that is not done, from `seq` on, by a version. `order`: as the version calls it. */
export function nextStep(
  site: string,
  version: number | null,
  asked: Readonly<Record<'order' | 'number' | 'seq', RawBuilder<unknown>>>,
) {
  const { order, number, seq } = asked;
  return sql`(
    select p.machine, p.starts, coalesce(m.work_centre, s.work_centre, r.work_centre) as work_centre
    from plan_steps p
    left join machines m on m.site = ${site} and m.code = p.machine
    left join work_steps s on s.site = ${site} and s.work_order = ${number} and s.seq = p.seq
    left join routing_steps r on s.id is null and r.site = ${site} and r.item = p.item and r.seq = p.seq
    where p.version = ${version}::bigint and p.order_id = ${order} and p.seq >= ${seq} and s.state is distinct from 'done'
    order by p.seq, p.part limit 1)`;
}

/** In the order in which they were asked. A step that is done passes its goods to the next. */
export async function goalsOf(tx: Transaction<Tables>, site: string, wanted: readonly Wanted[]): Promise<Goal[]> {
  if (wanted.length === 0) return [];
  const version = (await versionAtWork(tx, site))?.id ?? null;
  const { rows } = await sql<Goal>`
    with called as materialized (${workOrdersIn(sql`${version}::bigint`)})
    select a."order", a.seq, planned.machine, planned.starts, taking.work_centre, ${placeFor(site, sql`taking.work_centre`)} as area
    from unnest(${wanted.map((one) => one.order)}::text[], ${wanted.map((one) => one.seq)}::integer[]) with ordinality as a ("order", seq, rank)
    join work_orders w on w.site = ${site} and w.number = a."order"
    left join called c on c.number = a."order"
    left join lateral ${nextStep(site, version, { order: sql`c.id`, number: sql`a."order"`, seq: sql`a.seq` })} planned on true
    left join lateral (
      select s.work_centre from work_steps s
      where s.site = ${site} and s.work_order = a."order" and s.seq >= a.seq and s.state <> 'done' order by s.seq limit 1) step on true
    left join lateral (
      select r.work_centre from routing_steps r
      where r.site = ${site} and r.item = w.item and r.seq >= a.seq
        and not exists (select from work_steps s where s.site = ${site} and s.work_order = a."order")
      order by r.seq limit 1) routed on true
    cross join lateral (select coalesce(planned.work_centre, step.work_centre, routed.work_centre) as work_centre) taking
    order by a.rank`.execute(tx);
  return rows;
}

/** Minutes by area, as set there, else the usual ones. */
export async function allowedAt(tx: Transaction<Tables>, site: string) {
  const rows = await tx
    .selectFrom('locations')
    .select(['code', 'lead_minutes', 'buffer_minutes'])
    .where('site', '=', site)
    .where((set) => set.or([set('lead_minutes', 'is not', null), set('buffer_minutes', 'is not', null)]))
    .execute();
  const known = new Map(rows.map((row) => [row.code, row]));
  return (area: string) => ({
    lead: known.get(area)?.lead_minutes ?? usualAllowed.lead,
    buffer: known.get(area)?.buffer_minutes ?? usualAllowed.buffer,
  });
}
