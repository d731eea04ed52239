/** The master schedule of the standing plan, and the work behind a load. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { type HttpContext, serve } from '../../server/http.ts';
import { standingVersion } from '../planning/planning.store.ts';
import { groupedBy } from '../planning/rows.ts';
import { linesServed } from '../planning/serves.store.ts';
import * as contract from './masterschedule.contract.ts';
import { type LoadedResource, resourceKey, spanKey } from './masterschedule.ts';

export function masterScheduleRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.masterSchedule, async ({ tx, site }) => {
    const standing = await standingVersion(tx, site.code);
    const kept = await tx
      .selectFrom('master_schedules')
      .select('body')
      .where('version', '=', standing?.id ?? 0)
      .executeTakeFirst();
    if (!standing || !kept)
      return { version: null, weeks: [], items: [], resources: [], days: [], by_day: [], overloads: [] };
    const { weeks, items, resources, byDay, overloads } = kept.body;
    const called = await tx
      .selectFrom('items')
      .select(['code', 'name', 'unit'])
      .where('site', '=', site.code)
      .where('code', 'in', ['', ...items.map(({ item }) => item)])
      .execute();
    const named = await tx
      .selectFrom('work_centres')
      .select([sql<string>`'work-centre'`.as('kind'), 'code', 'name'])
      .where('site', '=', site.code)
      .union(
        tx
          .selectFrom('crews')
          .select([sql<string>`'crew'`.as('kind'), 'code', 'name'])
          .where('site', '=', site.code),
      )
      .execute();
    const itemOf = new Map(called.map((row) => [row.code, row]));
    const nameOf = new Map(named.map((row) => [`${row.kind} ${row.code}`, row.name]));
    const counting = await tx
      .selectFrom('machines')
      .select(['work_centre', 'code as machine', 'speed_percent', 'capacity as at_once'])
      .where('site', '=', site.code)
      .where((of) => of.or([of('capacity', '<>', 1), of('speed_percent', '<>', 100)]))
      .orderBy('code')
      .execute();
    const machinesOf = groupedBy(counting, ({ work_centre }) => resourceKey('work-centre', work_centre));
    const shown = (row: LoadedResource) => ({
      ...row,
      machines: (machinesOf.get(resourceKey(row.kind, row.resource)) ?? []).map(({ work_centre: _, ...one }) => one),
      name: nameOf.get(`${row.kind} ${row.resource}`) ?? null,
      weeks: row.weeks.map((week) => ({ ...week, families: { ...week.families } })),
    });
    return {
      version: { number: standing.number, made_at: standing.made_at },
      weeks: [...weeks],
      items: items.map(({ ordered, forecast, ships, ...row }) => ({
        ...row,
        name: itemOf.get(row.item)?.name ?? null,
        unit: itemOf.get(row.item)?.unit ?? '',
        ordered: [...ordered],
        forecast: [...forecast],
        ships: [...ships],
      })),
      resources: resources.map(shown),
      days: [...(byDay?.days ?? [])],
      by_day: (byDay?.resources ?? []).map(shown),
      overloads: [...overloads],
    };
  });

  serve(app, context, contract.loadedSteps, async ({ tx, site, query }) => {
    const standing = await standingVersion(tx, site.code);
    const of =
      query.kind === 'crew'
        ? sql`${query.resource} in (s.crew, s.setup_crew)`
        : sql`s.machine in (select code from machines where site = ${site.code} and work_centre = ${query.resource})`;
    const { rows } = await sql<Step & { total: number }>`
      with partly as (
        select p ->> 0 as order_id, (p ->> 1)::int as seq, (p ->> 2)::int as part, (p ->> 3)::float8 as seconds
        from master_schedules m, jsonb_array_elements(
          m.parts -> ${resourceKey(query.kind, query.resource)} -> ${spanKey(query.from, query.to)}
        ) as p
        where m.version = ${standing?.id ?? 0}
      )
      select s.order_id as "order", s.item, i.name, s.seq, s.machine, s.starts, s.ends,
        s.setup_seconds + s.run_seconds as seconds,
        coalesce(l.seconds, s.setup_seconds + s.run_seconds) as within, s.late_days, count(*) over () as total
      from plan_steps s
      left join partly l on l.order_id = s.order_id and l.seq = s.seq and l.part = s.part
      left join items i on i.site = ${site.code} and i.code = s.item
      where s.version = ${standing?.id ?? 0} and ${of} and s.starts < ${query.to} and s.ends > ${query.from}
        and coalesce(l.seconds, 1) > 0
      order by s.starts, s.order_id, s.seq
      limit ${query.limit}`.execute(tx);
    const orders = [...new Set(rows.map((row) => row.order))];
    const lines = await linesServed(tx, site.code, standing?.id ?? 0, orders);
    const served = groupedBy(lines, ({ order_id }) => order_id);
    return {
      rows: rows.map(({ total: _, ...row }) => ({
        ...row,
        serves: (served.get(row.order) ?? []).map(({ line }) => line),
      })),
      total: rows[0]?.total ?? 0,
    };
  });
}

interface Step {
  order: string;
  item: string;
  name: string | null;
  seq: number;
  machine: string | null;
  starts: string;
  ends: string;
  seconds: number;
  within: number;
  late_days: number | null;
}
