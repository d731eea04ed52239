/** Closed periods of stock, with their balances and costs as they were. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { Checklist } from './periods.ts';
import { methodOf, worthAt } from './valuation.store.ts';
import type { Method } from './valuation.ts';

type Tx = Transaction<Tables>;

/** Nobody posts while it is counted and closed: what is on its way is waited for. */
export const holdMovements = (tx: Tx) => sql`lock table movements in share row exclusive mode`.execute(tx);

export const lastPeriod = (tx: Tx, site: string) =>
  tx.selectFrom('periods').selectAll().where('site', '=', site).orderBy('ends', 'desc').limit(1).executeTakeFirst();

/** What stands against closing up to a moment. */
export async function checklistOf(tx: Tx, site: string, since: string | null, ends: string): Promise<Checklist> {
  const { rows } = await sql<Checklist>`
    select
      (select count(*)::int from stock where site = ${site} and qty < 0) as "below-zero",
      (select count(*)::int from movements where site = ${site} and moved_at < ${ends}::timestamptz and posted_at >= ${ends}::timestamptz
        and (moved_at < ${since}::timestamptz) is not true) as late,
      (select count(*)::int from work_orders where site = ${site} and state = 'started') as work,
      (select count(*)::int from stock s join locations l on l.site = s.site and l.code = s.location
        where s.site = ${site} and s.qty <> 0 and l.kind in ('dock', 'inspection')) as dock`.execute(tx);
  const [found] = rows;
  if (!found) throw new Error('a count without a row');
  return found;
}

/** Keeps the period with what stood at its end, whenever it was told, and what one was worth then by the site's method. */
export async function keepPeriod(
  tx: Tx,
  site: string,
  { lastDay, ends, reason }: { readonly lastDay: string; readonly ends: string; readonly reason: string | null },
): Promise<void> {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(id), 0) as last from movements where site = ${site}`.execute(tx);
  const method = await methodOf(tx, site);
  const costs = (await worthAt(tx, site, ends)).flatMap(({ item, worth }) => {
    const { qty, value } = worth[method];
    return qty === 0 || value === null ? [] : [{ item, cost: value / qty }];
  });
  const { id } = await tx
    .insertInto('periods')
    .values({ site, last_day: lastDay, ends, last_movement: rows[0]?.last ?? 0, reason, method })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`
    insert into period_balances (period, site, item, location, lot, serial, container, owner, qty, unit_cost)
    select ${id}, ${site}, l.item, l.location, l.lot, l.serial, l.container, l.owner, sum(l.qty), coalesce(min(c.cost), min(i.unit_cost))
    from movement_legs l join items i on i.site = l.site and i.code = l.item
    left join json_to_recordset(${JSON.stringify(costs)}) as c (item text, cost numeric) on c.item = l.item
    where l.site = ${site} and l.moved_at < ${ends}::timestamptz
    group by l.item, l.location, l.lot, l.serial, l.container, l.owner having sum(l.qty) <> 0`.execute(tx);
}

export interface PeriodRow {
  readonly id: number;
  readonly last_day: string;
  readonly closed_at: string;
  readonly by: string;
  readonly reason: string | null;
  readonly method: Method;
  readonly balances: number;
  readonly value: number | null;
  readonly uncosted: number;
  readonly late: number;
}

/** A partner's goods have no value of ours. */
export async function periodsOf(tx: Tx, site: string): Promise<readonly PeriodRow[]> {
  const { rows } = await sql<PeriodRow>`
    select p.id, p.last_day, p.closed_at, p."by", p.reason, p.method, b.balances, b.value, b.uncosted,
      (select count(*)::int from movements m where m.site = p.site and m.moved_at < p.ends and m.id > p.last_movement) as late
    from periods p cross join lateral (
      select count(*)::int as balances, coalesce(sum(round(qty * unit_cost, 2)) filter (where owner = ''), 0) as value,
        (count(*) filter (where unit_cost is null and owner = ''))::int as uncosted
      from period_balances where period = p.id
    ) b where p.site = ${site} order by p.ends desc limit 200`.execute(tx);
  return rows;
}

export async function openedUntil(tx: Tx, site: string): Promise<string | null> {
  const { rows } = await sql<{ until: string | null }>`
    select max(until) as until from period_openings where site = ${site} and until > clock_timestamp()`.execute(tx);
  return rows[0]?.until ?? null;
}

export const keepOpening = (tx: Tx, site: string, until: string, reason: string) =>
  tx.insertInto('period_openings').values({ site, until, reason }).execute();
