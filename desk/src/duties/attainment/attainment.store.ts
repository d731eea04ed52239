/** Steps of published versions beside what the floor reported. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { nowAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { workOrdersIn } from '../planning/called.store.ts';
import { frozenDaysOf } from '../planning/frozenzone.store.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import { daysSince } from '../planning/workingdays.ts';
import { type Band, bandEndsAfter, bandsOf, type DueOperation } from './attainment.ts';

type Tx = Transaction<Tables>;

/** When a step was finished: a report that was taken back or waits for a countersign finishes nothing. */
const finishedAt = sql`(select min(r.worked_at) from progress_reports r
  where r.site = w.site and r.work_order = w.number and r.seq = p.seq and r.finished and r.kind <> 'reversal'
    and not exists (select from progress_reports back where back.reverses = r.id)
    and (not r.waits or exists (select from countersigns c where c.report = r.id and c.verdict = 'countersigned')))`;

/** Work orders of the orders of versions, read once; `versions` answers their ids. */
export const called = (versions: RawBuilder<unknown>) => sql`called as materialized (${workOrdersIn(versions)})`;

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
      from days),
    ${called(sql`select version from counted`)},
    -- A step in parts on several machines is one operation, done with its last part.
    whole as (select p.version, p.order_id, p.seq, max(p.ends) as ends from plan_steps p
      where p.version in (select version from counted) group by p.version, p.order_id, p.seq)
    select counted.day::text as day, (${finishedAt} at time zone ${site.zone})::date::text as finished
    from counted join whole p on p.version = counted.version and p.ends >= counted.begins and p.ends < counted.ends
    join called o on o.version = p.version and o.id = p.order_id
    join work_orders w on w.site = o.site and w.number = o.number and w.state <> 'cancelled'`.execute(tx);
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
  readonly begun: string | null;
  readonly finished: string | null;
  readonly behind: number | null;
  readonly draws: string | null;
  /** What stands next on its machine: "MO-12/20". */
  readonly next: string | null;
}

/** Steps of the published version that should have begun by now, or were finished before they should have. */
export async function stepsToFollow(tx: Tx, site: Site, published: number): Promise<readonly PublishedStep[]> {
  const { rows } = await sql<PublishedStep>`
    with ${called(sql`${published}`)},
    followed as (
      select p.order_id, w.number as "order", p.seq, p.item, p.machine, coalesce(s.state, 'waiting') as state, p.starts, p.ends,
        s.started_at as begun, w.site, s.name, ${finishedAt} as finished,
        lead(concat_ws('/', w.number, p.seq)) over (partition by p.machine order by p.starts, w.number, p.seq) as following
      from called o
      join plan_steps p on p.version = o.version and p.order_id = o.id
      join work_orders w on w.site = o.site and w.number = o.number and w.state in ('firm', 'released', 'started', 'completed')
      left join work_steps s on s.site = w.site and s.work_order = w.number and s.seq = p.seq
    )
    select f."order", f.seq, f.item, f.name, f.machine, f.state, f.starts, f.ends, f.begun, f.finished,
      case when f.machine is not null then f.following end as next,
      (select max(b.seq) from work_steps b
        where b.site = f.site and b.work_order = f."order" and b.seq < f.seq and b.state <> 'done') as behind,
      (select min(w.number) from plan_pegs g join called c on c.id = g.supply
        join work_orders w on w.site = c.site and w.number = c.number and w.state in ('firm', 'released', 'started')
        where g.version = c.version and g.consumer = f.order_id and g.at <= f.starts) as draws
    from followed f
    where (f.state <> 'done' and f.starts < ${nowAt(site)}) or (f.state = 'done' and f.finished < f.ends)
    order by f.starts, f."order", f.seq`.execute(tx);
  return rows;
}

/** Operations of work orders, "work/MO-12", and where the floor stands with each; seconds since 1970. */
export interface Stood {
  readonly order: string;
  readonly seq: number;
  readonly state: 'waiting' | 'started' | 'done';
  readonly begun: number | null;
  readonly finished: number | null;
  /** Hundredths of the order that came good here. */
  readonly done: number;
}

/** What the floor said of a version's operations by now; of planned orders that nobody made firm nothing is said. */
export async function stoodOf(tx: Tx, version: number): Promise<readonly Stood[]> {
  const { rows } = await sql<Stood>`
    with ${called(sql`${version}`)}
    select concat('work/', w.number) as "order", p.seq, p.state, extract(epoch from p.started_at)::float8 as begun,
      case when p.state = 'done' then extract(epoch from ${finishedAt})::float8 end as finished,
      least(100, coalesce(floor(100 * p.good / nullif(w.qty, 0)), 0))::int as done
    from called o
    join work_orders w on w.site = o.site and w.number = o.number and w.state <> 'cancelled'
    join work_steps p on p.site = w.site and p.work_order = w.number
    order by w.number, p.seq`.execute(tx);
  return rows;
}

/** What a person reported of an operation: from when to when he was at it, seconds since 1970. */
export interface WorkedBy {
  readonly order: string;
  readonly seq: number;
  /** The badge of a worker of the site; null: it is none of a worker. */
  readonly worker: string | null;
  readonly who: string;
  readonly from: number;
  /** null: the last that is known is that he is at it. */
  readonly to: number | null;
}

/** Who reported on a version's operations, without what was taken back or waits for a countersign. A report with hours began so long before. */
export async function workedBy(tx: Tx, version: number): Promise<readonly WorkedBy[]> {
  const { rows } = await sql<WorkedBy>`
    with ${called(sql`${version}`)},
    told as (
      select w.number, r.seq, p.state, k.code as worker, coalesce(k.name, u.name, r.badge, r.posted_by) as who,
        r.worked_at - r.hours * interval '1 hour' as begun, r.worked_at, r.id
      from called o
      join work_orders w on w.site = o.site and w.number = o.number and w.state <> 'cancelled'
      join progress_reports r on r.site = w.site and r.work_order = w.number and r.kind = 'report'
      join work_steps p on p.site = w.site and p.work_order = w.number and p.seq = r.seq
      left join workers k on k.site = w.site and k.code = r.badge
      left join badges b on b.badge = r.badge
      left join "user" u on u.id = b.user_id
      where not exists (select from progress_reports back where back.reverses = r.id)
        and (not r.waits or exists (select from countersigns c where c.report = r.id and c.verdict = 'countersigned'))
    ),
    -- Whoever reported last of a step that goes on is at it.
    last as (select distinct on (number, seq) number, seq, who from told where state = 'started'
      order by number, seq, worked_at desc, id desc)
    select concat('work/', t.number) as "order", t.seq, t.worker, t.who, extract(epoch from min(t.begun))::float8 as "from",
      case when l.who is null then extract(epoch from max(t.worked_at))::float8 end as "to"
    from told t left join last l on l.number = t.number and l.seq = t.seq and l.who = t.who
    group by t.number, t.seq, t.worker, t.who, l.who
    order by t.number, t.seq, min(t.begun), t.who`.execute(tx);
  return rows;
}

export interface Publication {
  number: number;
  before: number;
  now: string;
  bands: (Band & { operations: number; moved: number })[];
}

/**
 * Whether the floor had begun a step `p` of the work order `p.number` when a version of the site `u.site` was planned at
 * `u.made_at`: what was reported, taken back or countersigned later was not known to it.
 */
const begunBefore = sql`exists (select from progress_reports r
  where r.site = u.site and r.work_order = p.number and r.seq = p.seq and r.kind <> 'reversal' and r.posted_at < u.made_at
    and not exists (select from progress_reports back where back.reverses = r.id and back.posted_at < u.made_at)
    and (not r.waits or exists (
      select from countersigns c where c.report = r.id and c.verdict = 'countersigned' and c.at < u.made_at)))`;

/**
 * Of the latest publications: which operations of work orders that the floor had not begun stood otherwise in the version
 * before, by how near they were. Spans are told by the days that the version was planned by, by those of today where it kept none.
 */
export async function publicationMoves(tx: Tx, site: Site, most: number): Promise<Publication[]> {
  const looked = await tx
    .selectFrom('plan_versions')
    .select(['id', 'number', 'now', 'worked_days', 'frozen_days'])
    .where('site', '=', site.code)
    .where('state', 'in', ['published', 'superseded'])
    .orderBy('now', 'desc')
    .orderBy('number', 'desc')
    .limit(most + 1)
    .execute();
  const today = { days: await plantDaysOf(tx, site), frozen: await frozenDaysOf(tx, site.code) };
  const bandsIn = new Map(looked.map((one) => [one.number, bandsOf(one.frozen_days ?? today.frozen)]));
  const ends = looked.map(({ id, number, now, worked_days }) => {
    const days = worked_days ? daysSince(worked_days, site.zone, secondsOf(now)) : today.days;
    return { id, ends: bandEndsAfter(bandsIn.get(number)!, days, secondsOf(now)) };
  });
  const { rows } = await sql<Omit<Publication, 'bands'> & { band: number; operations: number; moved: number }>`
    with published as (
      select v.id, v.site, v.number, v.now, v.made_at, lag(v.id) over (order by v.now, v.number) as before_id,
        lag(v.number) over (order by v.now, v.number) as before,
        array(select jsonb_array_elements_text(e.ends)::float8) as ends
      from plan_versions v join jsonb_to_recordset(${JSON.stringify(ends)}::jsonb) as e (id bigint, ends jsonb) on e.id = v.id
    ), ${called(sql`select id from published`)},
    stand as materialized (
      select o.version, o.number, p.seq, p.part, p.machine, p.starts
      from called o join plan_steps p on p.version = o.version and p.order_id = o.id
    ), pairs as (
      select u.number, u.before, u.now, u.ends, p.machine, p.starts, after.machine as machine_after,
        after.starts as starts_after, after.seq is not null as there
      from published u join stand p on p.version = u.before_id and p.starts >= u.now
      left join stand after on after.version = u.id and after.number = p.number and after.seq = p.seq and after.part = p.part
      where not ${begunBefore}
    )
    select number, before, now, width_bucket(extract(epoch from starts)::float8, ends) as band,
      count(*) as operations,
      count(*) filter (where not there or machine is distinct from machine_after
        or abs(extract(epoch from starts - starts_after)) >= 3600) as moved
    from pairs group by number, before, now, band order by now desc, number desc, band`.execute(tx);
  const publications: Publication[] = [];
  for (const { number, before, now, band, operations, moved } of rows) {
    if (publications.at(-1)?.number !== number) publications.push({ number, before, now, bands: [] });
    const one = { ...bandsIn.get(number)![band]!, operations: Number(operations), moved: Number(moved) };
    publications.at(-1)?.bands.push(one);
  }
  return publications.slice(0, most);
}

/** So many publications are looked back at for a time that is taken over. */
const mostTakenOver = 30;

/**
 * Since when each step's time is published, by number and step: the start of what waits, the end of what is at work. What a
 * publication took over unchanged counts from the first that said it; by the plant's clock, or, where that is pinned, from when
 * the version was planned.
 */
export async function saidSince(tx: Tx, site: Site, { id }: { readonly id: number }) {
  const { rows } = await sql<{ order: string | null; seq: number; said: number }>`
    with published as materialized (
      select v.id, v.number, case when ${site.pinnedNow === null} then coalesce(d.at, v.now) else v.now end as at
      from plan_versions v
      left join lateral (select max(at) as at from version_decisions where version = v.id and decision = 'published') d on true
      where v.site = ${site.code} and v.state in ('published', 'superseded')
    ), chain as materialized (
      select id, at, row_number() over (order by id = ${id} desc, at desc, number desc) as n from published
      order by n limit ${mostTakenOver}
    ), ${called(sql`select id from chain`)},
    due as materialized (
      select o.number, p.seq, coalesce(s.state, 'waiting') as state, min(p.starts) as starts, max(p.ends) as ends
      from called o
      join plan_steps p on p.version = o.version and p.order_id = o.id
      left join work_steps s on s.site = o.site and s.work_order = o.number and s.seq = p.seq
      where o.version = ${id} and p.starts < ${nowAt(site)} and coalesce(s.state, 'waiting') <> 'done'
      group by o.number, p.seq, s.state
    ), stood as materialized (
      select o.version, o.number, p.seq, min(p.starts) as starts, max(p.ends) as ends
      from called o
      join plan_steps p on p.version = o.version and p.order_id = o.id
      where o.number in (select number from due)
      group by o.version, o.number, p.seq
    ), taken as (
      select due.number, due.seq, chain.at,
        bool_and(coalesce(case due.state when 'waiting' then stood.starts = due.starts else stood.ends = due.ends end, false))
          over (partition by due.number, due.seq order by chain.n) as same
      from due cross join chain
      left join stood on stood.version = chain.id and stood.number = due.number and stood.seq = due.seq
    )
    select number as "order", seq, extract(epoch from min(at))::float8 as said from taken where same group by number, seq
    union all
    select null, 0, extract(epoch from at)::float8 from chain where id = ${id}`.execute(tx);
  const said = new Map(rows.map((row) => [`${row.order} ${row.seq}`, row.said]));
  const own = rows.find(({ order }) => order === null)!.said;
  return (order: string, seq: number): number => said.get(`${order} ${seq}`) ?? own;
}
