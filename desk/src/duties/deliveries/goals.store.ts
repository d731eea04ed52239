/** Where goods for a step of an order go, and when its work begins by the plan that people work to. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { workOrdersIn } from '../planning/firm.store.ts';
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

/** In the order in which they were asked. A step that is done passes its goods to the next. */
export async function goalsOf(tx: Transaction<Tables>, site: string, wanted: readonly Wanted[]): Promise<Goal[]> {
  if (wanted.length === 0) return [];
  const version = (await versionAtWork(tx, site))?.id ?? null;
  const { rows } = await sql<Goal>`
    with called as materialized (${workOrdersIn(sql`${version}::bigint`)})
    select a."order", a.seq, planned.machine, planned.starts, coalesce(planned.work_centre, step.work_centre, routed.work_centre) as work_centre, area.code as area
    from unnest(${wanted.map((one) => one.order)}::text[], ${wanted.map((one) => one.seq)}::integer[]) with ordinality as a ("order", seq, rank)
    join work_orders w on w.site = ${site} and w.number = a."order"
    left join called c on c.number = a."order"
    left join lateral (
      select p.machine, p.starts, coalesce(m.work_centre, s.work_centre, r.work_centre) as work_centre
      from plan_steps p
      left join machines m on m.site = ${site} and m.code = p.machine
      left join work_steps s on s.site = ${site} and s.work_order = a."order" and s.seq = p.seq
      left join routing_steps r on s.id is null and r.site = ${site} and r.item = p.item and r.seq = p.seq
      where p.version = ${version}::bigint and p.order_id = c.id and p.seq >= a.seq and s.state is distinct from 'done'
      order by p.seq, p.part limit 1) planned on true
    left join lateral (
      select s.work_centre from work_steps s
      where s.site = ${site} and s.work_order = a."order" and s.seq >= a.seq and s.state <> 'done' order by s.seq limit 1) step on true
    left join lateral (
      select r.work_centre from routing_steps r
      where r.site = ${site} and r.item = w.item and r.seq >= a.seq
        and not exists (select from work_steps s where s.site = ${site} and s.work_order = a."order")
      order by r.seq limit 1) routed on true
    left join lateral (
      select l.code from locations l
      where l.site = ${site} and l.work_centre = coalesce(planned.work_centre, step.work_centre, routed.work_centre) and l.usable
      order by l.kind = 'area' desc, l.code limit 1) area on true
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
