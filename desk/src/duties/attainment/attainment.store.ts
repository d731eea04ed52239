/** Steps of published versions beside what the floor reported. */
import { sql, type Transaction } from 'kysely';
import { nowAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { workOrderOf } from '../planning/firm.store.ts';
import { publishedVersion } from '../planning/planning.store.ts';
import type { DueOperation } from './attainment.ts';

type Tx = Transaction<Tables>;

/** When a step was finished: a report that was taken back or waits for a countersign finishes nothing. */
const finishedAt = sql`(select min(r.worked_at) from progress_reports r
  where r.site = w.site and r.work_order = w.number and r.seq = p.seq and r.finished and r.kind <> 'reversal'
    and not exists (select from progress_reports back where back.reverses = r.id)
    and (not r.waits or exists (select from countersigns c where c.report = r.id and c.verdict = 'countersigned')))`;

/** The plant days that are looked at, today last. */
export async function daysUntilNow(tx: Tx, site: Site, days: number): Promise<readonly string[]> {
  const { rows } = await sql<{ day: string }>`
    select day::date::text as day from generate_series(
      (${nowAt(site)}::timestamptz at time zone ${site.zone})::date - ${days - 1}::integer,
      (${nowAt(site)}::timestamptz at time zone ${site.zone})::date, '1 day') day order by day`.execute(tx);
  return rows.map(({ day }) => day);
}

/** Of every day the operations that were to end on it by the version that counted then. */
export async function dueOperations(tx: Tx, site: Site, days: readonly string[]): Promise<readonly DueOperation[]> {
  const { rows } = await sql<DueOperation>`
    with days as (select d::date as day, (d::date::timestamp at time zone ${site.zone}) as begins,
        ((d::date + 1)::timestamp at time zone ${site.zone}) as ends
      from unnest(${[...days]}::text[]) d),
    counted as (select days.*, (select v.id from plan_versions v
        where v.site = ${site.code} and v.state in ('published', 'superseded') and v.now < days.ends
        order by v.now <= days.begins desc, case when v.now <= days.begins then v.now end desc nulls last, v.now, v.number desc
        limit 1) as version
      from days)
    select counted.day::text as day, (${finishedAt} at time zone ${site.zone})::date::text as finished
    from counted join plan_versions v on v.id = counted.version
    join plan_steps p on p.version = v.id and p.ends >= counted.begins and p.ends < counted.ends
    join plan_orders o on o.version = v.id and o.id = p.order_id
    join work_orders w on w.site = v.site and w.number = ${workOrderOf} and w.state <> 'cancelled'`.execute(tx);
  return rows;
}

export interface PublishedStep {
  readonly order: string;
  readonly seq: number;
  readonly item: string;
  readonly name: string | null;
  readonly machine: string | null;
  readonly state: 'waiting' | 'started' | 'done';
  readonly starts: string;
  readonly ends: string;
  readonly finished: string | null;
  readonly behind: number | null;
  /** What stands next on its machine: "MO-12/20". */
  readonly next: string | null;
}

/** Steps of the published version that should have begun by now, or were finished before they should have. */
export async function stepsToFollow(tx: Tx, site: Site): Promise<readonly PublishedStep[]> {
  const published = await publishedVersion(tx, site.code);
  if (!published) return [];
  const { rows } = await sql<PublishedStep>`
    with followed as (
      select w.number as "order", p.seq, p.item, p.machine, coalesce(s.state, 'waiting') as state, p.starts, p.ends,
        w.site, s.name, ${finishedAt} as finished,
        lead(concat_ws('/', w.number, p.seq)) over (partition by p.machine order by p.starts, w.number, p.seq) as following
      from plan_versions v
      join plan_steps p on p.version = v.id
      join plan_orders o on o.version = v.id and o.id = p.order_id
      join work_orders w on w.site = v.site and w.number = ${workOrderOf} and w.state in ('firm', 'released', 'started', 'completed')
      left join work_steps s on s.site = w.site and s.work_order = w.number and s.seq = p.seq
      where v.id = ${published.id}
    )
    select f."order", f.seq, f.item, f.name, f.machine, f.state, f.starts, f.ends, f.finished,
      case when f.machine is not null then f.following end as next,
      (select max(b.seq) from work_steps b
        where b.site = f.site and b.work_order = f."order" and b.seq < f.seq and b.state <> 'done') as behind
    from followed f
    where (f.state <> 'done' and f.starts < ${nowAt(site)}) or (f.state = 'done' and f.finished < f.ends)
    order by f.starts, f."order", f.seq`.execute(tx);
  return rows;
}

/** Operations are near by days before these; what is beyond the last stands apart. */
const near = [1, 2, 5, 20];

export interface Publication {
  number: number;
  before: number;
  now: string;
  bands: { days: number | null; operations: number; moved: number }[];
}

/** Of the latest publications: which operations of work orders stood otherwise in the version before, by how near they were. */
export async function publicationMoves(tx: Tx, site: Site, most: number): Promise<Publication[]> {
  const { rows } = await sql<Omit<Publication, 'bands'> & { band: number; operations: number; moved: number }>`
    with published as (
      select v.id, v.site, v.number, v.now, lag(v.id) over (order by v.now, v.number) as before_id,
        lag(v.number) over (order by v.now, v.number) as before
      from plan_versions v where v.site = ${site.code} and v.state in ('published', 'superseded')
      order by v.now desc, v.number desc limit ${most + 1}
    ), stood as (
      select u.number, u.before, u.now, ${workOrderOf} as "order", p.seq, p.part, p.machine, p.starts, u.id
      from published u join plan_versions v on v.id = u.before_id
      join plan_orders o on o.version = v.id join plan_steps p on p.version = v.id and p.order_id = o.id
      where p.starts >= u.now
    ), pairs as (
      select stood.*, after.machine as machine_after, after.starts as starts_after, after.seq is not null as there
      from stood left join lateral (select p.machine, p.starts, p.seq from plan_orders o
        join plan_steps p on p.version = o.version and p.order_id = o.id
        where o.version = stood.id and o.work_order = stood."order" and p.seq = stood.seq and p.part = stood.part limit 1) after on true
      where stood."order" is not null
    )
    select number, before, now, width_bucket(extract(epoch from starts - now)::float8 / 86400, ${near}::float8[]) as band,
      count(*) as operations,
      count(*) filter (where not there or machine is distinct from machine_after
        or abs(extract(epoch from starts - starts_after)) >= 3600) as moved
    from pairs group by number, before, now, band order by now desc, number desc, band`.execute(tx);
  const publications: Publication[] = [];
  for (const { number, before, now, band, operations, moved } of rows) {
    if (publications.at(-1)?.number !== number) publications.push({ number, before, now, bands: [] });
    publications.at(-1)?.bands.push({ days: near[band] ?? null, operations: Number(operations), moved: Number(moved) });
  }
  return publications.slice(0, most);
}
