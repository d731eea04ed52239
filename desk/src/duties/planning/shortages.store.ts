/** What all items have, need and get by week, and which of them most late lines wait for. */
import { sql, type Transaction } from 'kysely';
import { nowAt, secondsOf, todayAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { expectedOf } from '../purchasing/purchasing.store.ts';
import { plantDaysOf } from './plantdays.store.ts';
import { type Flow, type ItemStock, mondays, shortItems } from './shortages.ts';
import { workedAfter } from './workingdays.ts';

type Tx = Transaction<Tables>;

interface Item extends ItemStock {
  readonly name: string | null;
  readonly unit: string;
}

export async function shortagesOf(
  tx: Tx,
  site: Site,
  version: number,
  { supply, weeks }: { readonly supply: 'buy' | 'make' | 'all'; readonly weeks: number },
) {
  const today = todayAt(site);
  const { rows: items } = await sql<Item>`
    select i.code as item, i.name, i.unit, i.safety_stock as "safetyStock", coalesce(s.qty, 0) as "onHand"
    from items i left join (
      select s.item, sum(s.qty) as qty from stock s join locations l on l.site = s.site and l.code = s.location
      where s.site = ${site.code} and s.owner = '' and l.usable group by s.item) s on s.item = i.code
    where i.site = ${site.code} and (${supply} = 'all' or i.supply = ${supply})`.execute(tx);
  const inWeek = (at: string) => sql`date_trunc('week', ${sql.ref(at)} at time zone ${site.zone})::date`;
  const { rows: flows } = await sql<Flow>`
    select item, 'gross' as row, ${inWeek('at')} as day, sum(qty) as qty from plan_pegs
      where version = ${version} and consumer not like 'safety/%' group by 1, 3
    union all
    select item, 'scheduled', ${inWeek('ends')}, sum(qty) from plan_orders
      where version = ${version} and work_order is not null group by 1, 3
    union all
    select item, 'scheduled', ${inWeek('at')}, sum(qty) from (
      select l.item, l.qty - l.received as qty, ${expectedOf('l', nowAt(site))} as at
      from purchase_lines l where l.site = ${site.code} and l.state = 'open' and l.qty > l.received) open
      where at is not null group by 1, 3`.execute(tx);
  const named = new Map(items.map((one) => [one.item, one]));
  return {
    weeks: mondays(today, weeks),
    rows: shortItems(items, flows, today, weeks).map((row) => ({
      ...row,
      name: named.get(row.item)?.name ?? null,
      unit: named.get(row.item)?.unit ?? '',
    })),
  };
}

/** Items whose coming late explains the lateness of customer lines, those that most lines wait for first. */
export async function helpingMost(tx: Tx, site: Site, version: number, most: number) {
  const shares = await daysPerSecond(tx, site, version);
  const { rows } = await sql<{ item: string; name: string | null; lines: number; late_days: number; text: string }>`
    with late as (
      select d.demand, r ->> 'what' as what, (r ->> 'seconds')::float8 as seconds, r ->> 'text' as text, coalesce(s.share, 0) as share
      from plan_deliveries d
      left join jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) as s (demand text, delivered timestamptz, share float8)
        on s.demand = d.demand and s.delivered = d.delivered
      cross join lateral jsonb_array_elements(d.reasons) r
      where d.version = ${version} and d.late_seconds > 0 and d.demand not like 'forecast/%'
        and r ->> 'kind' in ('purchase-late', 'lead-time', 'no-source', 'shortage')
    ), by_item as (
      select late.*, coalesce(l.item, p.item, late.what) as item from late
      left join purchase_lines l on l.site = ${site.code} and late.what = concat('purchase/', l.order_no, '/', l.line)
      left join plan_purchases p on p.version = ${version} and p.id = late.what
    )
    select b.item, i.name, count(distinct b.demand) as lines, round(sum(b.seconds * b.share)::numeric, 2)::float8 as late_days,
      (array_agg(b.text order by b.seconds desc, b.text))[1] as text
    from by_item b join items i on i.site = ${site.code} and i.code = b.item
    group by b.item, i.name order by lines desc, sum(b.seconds) desc, b.item limit ${most}`.execute(tx);
  return rows;
}

/** Working days that a second of lateness stands for, by each late delivery. */
async function daysPerSecond(tx: Tx, site: Site, version: number) {
  const late = await tx
    .selectFrom('plan_deliveries')
    .select(['demand', 'due', 'delivered', 'late_seconds'])
    .where('version', '=', version)
    .where('late_seconds', '>', 0)
    .where('delivered', 'is not', null)
    .execute();
  const days = await plantDaysOf(tx, site);
  return late.map(({ demand, due, delivered, late_seconds }) => ({
    demand,
    delivered,
    share: workedAfter(days, secondsOf(due), secondsOf(delivered!)) / Number(late_seconds),
  }));
}
