/** Reads the work orders of the published version that deliver less than it gave away of them, and what there is instead. */
import { sql, type Transaction } from 'kysely';
import { decimalOf, steps as inSteps, numberOf, shareOf } from '../../house/amounts.ts';
import { nowAt, todayAt } from '../../house/clock.ts';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { spotsOf } from '../allocations/allocations.store.ts';
import { called } from '../attainment/attainment.store.ts';
import { inflated } from '../planning/openwork.ts';
import { groupedBy } from '../planning/rows.ts';
import type { NamedStep } from './exceptions.store.ts';
import type { Taking } from './missing.ts';
import { type Delivering, deliveringLess, type ShortOrder, type Take } from './short.ts';

type Tx = Transaction<Tables>;

interface Row {
  readonly order: string;
  readonly number: string;
  readonly item: string;
  readonly state: string;
  readonly ordered: number;
  readonly good: number;
  readonly yield_percent: number;
  readonly decimals: number;
  readonly published: number;
  readonly scrap_since: number;
  readonly reason: string | null;
  readonly changed_at: string;
}

/** A short order with what a person calls it, and why it is short where a report says so. */
export interface NamedShort extends ShortOrder {
  readonly step: NamedStep;
  readonly reason: string | null;
  /** When it was last reported of or written. */
  readonly changed: string;
}

/** `open`: the steps that are not done, of which a short order shows its last. */
export async function shortOrders(tx: Tx, version: number, open: readonly NamedStep[]): Promise<readonly NamedShort[]> {
  // Only what anything was reported of, or of which less is asked, can deliver less.
  const { rows } = await sql<Row>`
    with ${called(sql`${version}`)}, counting as (
      select r.* from progress_reports r left join countersigns c on c.report = r.id
      where r.kind <> 'reversal' and not exists (select from progress_reports back where back.reverses = r.id)
        and (not r.waits or c.verdict = 'countersigned')
        and coalesce(c.at, r.posted_at) > (select made_at from plan_versions where id = ${version})),
    was as (
      select distinct on (c.record) c.record, (c.before ->> 'scrap')::numeric as scrap from changes c
      join plan_versions v on v.id = ${version} and v.site = c.site
      where c.kind = 'work_steps' and ${unseenBy(sql`v.snapshot`)} order by c.record, c.at, c.id)
    select o.id as "order", w.number, w.item, w.state, w.changed_at, w.qty as ordered, w.good, i.yield_percent, u.decimals, m.qty as published,
      coalesce((select sum(s.scrap - coalesce(was.scrap, 0)) from work_steps s join was on was.record = s.id
        where s.site = w.site and s.work_order = w.number), 0)::float8 as scrap_since,
      (select r.scrap_reason from counting r where r.site = w.site and r.work_order = w.number and r.scrap > 0
        order by r.id desc limit 1) as reason
    from called o
    join work_orders w on w.site = o.site and w.number = o.number
    join plan_orders m on m.version = o.version and m.id = o.id
    join items i on i.site = w.site and i.code = w.item join units u on u.site = i.site and u.code = i.unit
    where w.state in ('completed', 'closed', 'cancelled') or w.qty < m.qty
      or exists (select from work_steps s where s.site = w.site and s.work_order = w.number and (s.scrap > 0 or s.state = 'done'))
    order by o.id`.execute(tx);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.order);
  const own = groupedBy(
    (
      await sql<{ order: string; seq: number; state: string; good: number; scrap: number }>`
        select o.id as "order", s.seq, s.state, s.good, s.scrap from unnest(${ids}::text[], ${rows.map((row) => row.number)}::text[]) as o (id, number)
        join work_steps s on s.work_order = o.number and s.site = (select site from plan_versions where id = ${version})
        order by s.seq`.execute(tx)
    ).rows,
    (step) => step.order,
  );
  const takes = groupedBy(await takesOf(tx, version, ids), (take) => take.order);
  const last = await lastSteps(tx, version, rows, open);
  const found = deliveringLess(
    rows.flatMap((row): Delivering[] => {
      const step = last.get(row.order);
      if (!step) return [];
      const [ordered, share] = [inSteps(row.ordered, row.decimals, 'up'), shareOf(row.yield_percent)];
      return [
        {
          order: row.order,
          item: row.item,
          step,
          over: ['completed', 'closed', 'cancelled'].includes(row.state),
          ordered: row.ordered,
          started: decimalOf(inflated(ordered, share), row.decimals),
          good: row.good,
          steps: (own.get(row.order) ?? []).map(({ state, good, scrap }) => ({ done: state === 'done', good, scrap })),
          published: row.published,
          scrapSince: row.scrap_since,
          takes: (takes.get(row.order) ?? []).map(({ order: _, ...take }) => take),
        },
      ];
    }),
  );
  const byOrder = new Map(rows.map((row) => [row.order, row]));
  return found.map((one) => {
    const { reason, changed_at: changed } = byOrder.get(one.order)!;
    return { ...one, step: last.get(one.order)!, reason, changed };
  });
}

/** Who was published to take of what these orders make of their own item. */
async function takesOf(tx: Tx, version: number, orders: readonly string[]) {
  const { rows } = await sql<Take & { order: string }>`
    with ${called(sql`${version}`)}, taken as (
      select p.supply as "order", p.consumer, sum(p.qty)::float8 as qty, extract(epoch from min(p.at))::float8 as at
      from plan_pegs p join plan_orders m on m.version = p.version and m.id = p.supply and m.item = p.item
      where p.version = ${version} and p.supply = any(${[...orders]}::text[]) group by p.supply, p.consumer)
    select t.*, case when t.consumer like 'demand/%' then l.id is not null
      else o.id is null or (w.state in ('firm', 'released') and not exists (
        select from work_steps s where s.site = w.site and s.work_order = w.number and s.state <> 'waiting')) end as open
    from taken t join plan_versions v on v.id = ${version}
    left join customer_lines l on l.site = v.site and l.state = 'open' and t.consumer = concat('demand/', l.order_no, '/', l.line)
    left join called o on o.id = t.consumer
    left join work_orders w on w.site = o.site and w.number = o.number`.execute(tx);
  return rows;
}

/** The last step of each as published: the open one itself where it is open. */
async function lastSteps(tx: Tx, version: number, orders: readonly Row[], open: readonly NamedStep[]) {
  const { rows } = await sql<Omit<NamedStep, 'number'>>`
    select distinct on (p.order_id) p.order_id as "order", p.seq, p.item, r.name, null as pinned, null as crew, 1 as people,
      0 as work, p.machine, 'started' as state, extract(epoch from p.starts)::float8 as start,
      extract(epoch from p.ends)::float8 as "end", null as begun, 0 as said, 0 as more
    from plan_steps p join plan_versions v on v.id = p.version
    left join routing_steps r on r.site = v.site and r.item = p.item and r.seq = p.seq
    where p.version = ${version} and p.order_id = any(${orders.map((row) => row.order)}::text[])
    order by p.order_id, p.seq desc, p.ends desc`.execute(tx);
  const numbers = new Map(orders.map((row) => [row.order, row.number]));
  const stillOpen = new Map(open.map((step) => [`${step.order} ${step.seq}`, step]));
  return new Map(
    rows.map((row): [string, NamedStep] => [
      row.order,
      stillOpen.get(`${row.order} ${row.seq}`) ?? { ...row, number: numbers.get(row.order) ?? row.order },
    ]),
  );
}

/** What there is instead of what a short order does not deliver. */
export interface Instead {
  readonly unit: string;
  /** Unreserved at usable places, and nobody was published to take it. */
  readonly available: number;
  /** By the plan made since, which knows of it: what it takes from stock beyond what was published, and what it makes or buys. */
  readonly planned:
    | {
        readonly number: number;
        readonly stock: number;
        readonly rest: readonly { readonly supply: string; readonly qty: number; readonly ends: string }[];
      }
    | undefined;
}

export async function insteadOf(
  tx: Tx,
  site: Site,
  published: number,
  since: { readonly id: number; readonly number: number; readonly made_at: string } | undefined,
  taken: readonly Taking[],
  { item, order, consumers, changed }: NamedShort,
  numbers: ReadonlyMap<string, string>,
): Promise<Instead> {
  const spots = await spotsOf(tx, site.code, { item }, { now: nowAt(site), today: todayAt(site) });
  const unreserved = spots.reduce((sum, one) => sum + (one.usable ? Math.max(0, one.there - one.allocated) : 0), 0);
  const spoken = taken.reduce((sum, one) => sum + (one.item === item ? one.qty : 0), 0);
  const { unit } = await tx
    .selectFrom('items')
    .select('unit')
    .where('site', '=', site.code)
    .where('code', '=', item)
    .executeTakeFirstOrThrow();
  const available = Math.max(0, numberOf(unreserved) - spoken);
  if (!since || since.made_at < changed) return { unit, available, planned: undefined };
  const named = (name: string): string => {
    const number = numbers.get(name);
    return number === undefined ? name : `work/${number}`;
  };
  const given = (version: number, names: readonly string[]) =>
    sql<{ supply: string; qty: number; ends: string | null }>`
      select p.supply, sum(p.qty)::float8 as qty, coalesce(min(o.ends), min(b.arrival)) as ends from plan_pegs p
      left join plan_orders o on o.version = p.version and o.id = p.supply
      left join plan_purchases b on b.version = p.version and b.id = p.supply
      where p.version = ${version} and p.item = ${item} and p.consumer = any(${[...names]}::text[])
      group by p.supply order by 3, 1`.execute(tx);
  const before = (await given(published, consumers)).rows;
  const after = (await given(since.id, consumers.map(named))).rows;
  const known = new Set([order, named(order), ...before.map(({ supply }) => named(supply))]);
  const stockOf = (rows: typeof after): number =>
    rows.reduce((sum, { supply, qty }) => sum + (supply.startsWith('stock/') ? qty : 0), 0);
  const rest = after.flatMap(({ supply, qty, ends }) =>
    ends === null || known.has(supply) ? [] : [{ supply, qty, ends }],
  );
  return {
    unit,
    available,
    planned: { number: since.number, stock: Math.max(0, stockOf(after) - stockOf(before)), rest },
  };
}

/** Customers of the lines that short orders are for. */
export async function customersOf(
  tx: Tx,
  site: string,
  shorts: readonly ShortOrder[],
): Promise<ReadonlyMap<string, string>> {
  if (shorts.length === 0) return new Map();
  const { rows } = await sql<{ line: string; customer: string }>`
    select concat(l.order_no, '/', l.line) as line, coalesce(c.name, l.customer) as customer
    from customer_lines l left join customers c on c.site = l.site and c.code = l.customer
    where l.site = ${site} and l.state = 'open'`.execute(tx);
  return new Map(rows.map(({ line, customer }) => [line, customer]));
}
