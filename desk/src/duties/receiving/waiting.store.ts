/** Reads who waits for what comes: what the plan that people work to takes of open purchase lines, and what came since. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { receiptsUnderWay } from '../deliveries/deliveries.store.ts';
import { nextStep, placeFor } from '../deliveries/goals.store.ts';
import { workOrdersIn } from '../planning/called.store.ts';
import { versionAtWork } from '../planning/planning.store.ts';
import { groupedBy } from '../planning/rows.ts';
import { stillWaiting, type Taking } from './waiting.ts';

type Tx = Transaction<Tables>;

export interface Waiting extends Taking {
  readonly item: string;
  /** "MO-7", "SO-1/1"; none: planned, without a number yet. */
  readonly order: string | null;
  readonly kind: 'work order' | 'planned order' | 'customer line';
  /** What it makes; none: a customer's line. */
  readonly makes: string | null;
  readonly state: string | null;
  /** When the order itself is needed. */
  readonly need: string | null;
  /** Where and when it is used. */
  readonly work_centre: string | null;
  readonly machine: string | null;
  readonly starts: string | null;
  /** The place to which goods for that work centre are brought. */
  readonly area: string | null;
  /** The step that draws it; 0: the first. */
  readonly seq: number;
}

/** Of these items, by item; the most urgent first. `but`: a receipt that is counted as not there yet. */
export async function waitingFor(
  tx: Tx,
  site: string,
  items: readonly string[],
  but?: number,
): Promise<ReadonlyMap<string, readonly Waiting[]>> {
  const version = await versionAtWork(tx, site);
  if (!version || items.length === 0) return new Map();
  const { rows } = await sql<Waiting>`
    with called as materialized (${workOrdersIn(sql`${version.id}`)}),
    takes as (
      select substr(g.supply, 10) as line, g.consumer, g.item, sum(g.qty)::float8 as qty, min(g.at) as at
      from plan_pegs g where g.version = ${version.id} and g.supply like 'purchase/%' and g.item = any(${[...items]}::text[])
      group by g.supply, g.consumer, g.item
    ), named as (
      select t.*, w.number, w.state, coalesce(w.item, p.item) as makes, coalesce(p.need, l.due) as need, coalesce(p.ends > p.need, d.late_seconds > 0, false) as late, coalesce(
          (select min(m.seq) from work_materials m where m.site = ${site} and m.work_order = w.number and m.item = t.item),
          (select min(c.seq) from components c join plan_orders o on o.version = ${version.id} and o.id = t.consumer
            where c.site = ${site} and c.parent = o.item and c.component = t.item), 0) as seq
      from takes t left join called o on o.id = t.consumer
      left join plan_orders p on p.version = ${version.id} and p.id = t.consumer
      left join plan_deliveries d on d.version = ${version.id} and t.consumer = concat('demand/', d.demand)
      left join work_orders w on w.site = ${site} and w.number = o.number
      left join customer_lines l on l.site = ${site} and t.consumer = concat('demand/', l.order_no, '/', l.line)
      where w.number is not null and w.state in ('firm', 'released', 'started')
        or w.number is null and t.consumer like 'planned/%'
        or l.state = 'open'
    )
    select n.line, n.consumer as who, n.item, n.seq, n.qty, n.at, n.late, n.need,
      coalesce(n.number, case when n.consumer like 'demand/%' then substr(n.consumer, 8) end) as "order",
      case when n.number is not null then 'work order' when n.consumer like 'demand/%' then 'customer line' else 'planned order' end as kind, n.makes,
      n.state, step.work_centre, step.machine, step.starts,
      ${placeFor(site, sql`step.work_centre`)} as area
    from named n left join lateral ${nextStep(site, version.id, { order: sql`n.consumer`, number: sql`n.number`, seq: sql`n.seq` })} step on true`.execute(
    tx,
  );
  const { rows: came } = await sql<{ line: string; qty: number }>`
    select concat(l.order_no, '/', l.line) as line, sum(r.qty)::float8 as qty
    from receipts r join purchase_lines l on l.id = r.purchase_line
    where r.site = ${site} and r.item = any(${[...items]}::text[]) and r.posted_at > ${version.made_at} and r.id <> ${but ?? 0}
    group by l.order_no, l.line`.execute(tx);
  const { rows: brought } = await sql<{ item: string; who: string; line: string; receipt: number | null; qty: number }>`
    select b.item, coalesce(o.id, concat('work/', b.number)) as who, coalesce(l.order_no || '/' || l.line, '') as line,
      r.id as receipt, sum(b.qty)::float8 as qty
    from (
      select m.item, m.reference_key as number, m.reference_part as part, m.qty from movements m
      where m.site = ${site} and m.reference_kind = 'cross-dock' and m.item = any(${[...items]}::text[]) and m.posted_at > ${version.made_at}
        and not exists (select from movements back where back.reverses = m.id)
      union all
      select u.item, u."order", concat('receipt/', u.receipt), u.qty from ${receiptsUnderWay} u
      where u.site = ${site} and u.item = any(${[...items]}::text[]) and u.made_at > ${version.made_at}
    ) b left join (${workOrdersIn(sql`${version.id}`)}) o on o.number = b.number
    left join receipts r on r.site = ${site} and b.part = concat('receipt/', r.id)
    left join purchase_lines l on l.id = r.purchase_line
    group by b.item, b.number, o.id, l.order_no, l.line, r.id`.execute(tx);
  const cameOf = new Map(came.map(({ line, qty }) => [line, qty]));
  // Of the receipt that is left out there came at least what was brought on of it.
  for (const { line, receipt, qty } of brought)
    if (receipt !== null && receipt === but) cameOf.set(line, (cameOf.get(line) ?? 0) + qty);
  return new Map(
    [...groupedBy(rows, ({ item }) => item)].map(([item, takings]) => [
      item,
      stillWaiting(takings, {
        came: cameOf,
        brought: brought.filter((one) => one.item === item),
      }),
    ]),
  );
}
