/** What planning reads of materials: shortages by day, stock that is too much, use and lead time; and proposals of safety stocks. */
import { sql, type Transaction } from 'kysely';
import { lineValue, toMillionth } from '../../house/amounts.ts';
import { dayNumber, dayOfNumber, instantOf, later, nowAt, secondsOf, todayAt } from '../../house/clock.ts';
import { notFound } from '../../house/errors.ts';
import type { AskedFor, Verdict } from '../../house/requests.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { keptFrom } from '../allocations/allocations.store.ts';
import { expectedOf } from '../purchasing/purchasing.store.ts';
import { daysOfStock, differs, economicLot, lotOf, mostOf, proposal, type Service, stands } from './minmax.ts';
import { plantDaysOf } from './plantdays.store.ts';
import { groupedBy } from './rows.ts';
import { type NeedOf, tooMuch } from './stockreview.ts';
import { lateDays } from './workingdays.ts';

type Tx = Transaction<Tables>;

/** What work of so many days draws that is not there yet, and that nobody ordered, or for which it is late. */
export async function shortageDaysOf(tx: Tx, site: Site, version: number, days: number) {
  const now = nowAt(site);
  const { rows } = await sql<{
    day: string;
    area: string;
    work_centre: string | null;
    item: string;
    item_name: string | null;
    unit: string;
    qty: number;
    supply: string;
    expected: string | null;
    order: string;
    makes: string;
    need: string;
    ends: string;
  }>`
    with drawn as (select (p.at at time zone ${site.zone})::date as day, coalesce(w.department, w.code, '') as area, w.code as work_centre, p.item,
      i.name as item_name, i.unit, p.qty, p.supply, coalesce(b.arrival, made.ends, (
        select ${expectedOf('l', now)} from purchase_lines l
        where l.site = ${site.code} and p.supply = concat('purchase/', l.order_no, '/', l.line))) as expected,
      o.id as "order", o.item as makes, o.need, o.ends, p.at
    from plan_pegs p
    join plan_orders o on o.version = p.version and o.id = p.consumer
    join items i on i.site = ${site.code} and i.code = p.item
    left join plan_purchases b on b.version = p.version and b.id = p.supply
    left join plan_orders made on made.version = p.version and made.id = p.supply
    left join lateral (select s.machine from plan_steps s where s.version = p.version and s.order_id = o.id
      order by s.starts < p.at, s.starts limit 1) step on true
    left join machines m on m.site = ${site.code} and m.code = step.machine
    left join work_centres w on w.site = ${site.code} and w.code = m.work_centre
    where p.version = ${version} and p.supply not like 'stock/%' and p.at < ${later(now, days * 86_400)}::timestamptz)
    select day, area, work_centre, item, item_name, unit, qty, supply, expected, "order", makes, need, ends from drawn
    -- Drawn so much sooner its order would be in time.
    where supply like 'buy/%' or (ends > need and (expected is null or expected > at - (ends - need)))
    order by at, area, item, "order"`.execute(tx);
  const working = await plantDaysOf(tx, site);
  return rows.map(({ need, ends, ...row }) => ({
    ...row,
    late_days: lateDays(working, secondsOf(need), secondsOf(ends)),
  }));
}

/** Of what is ours; what is under inspection counts as stock that is there. Without a plan it is known of nothing that it is not needed. */
export async function tooMuchOf(tx: Tx, site: Site, version: number | undefined, deadDays: number) {
  const today = todayAt(site);
  const dayOf = (column: string) => sql`(${sql.ref(column)} at time zone ${site.zone})::date`;
  const { rows: items } = await sql<{
    item: string;
    name: string | null;
    unit: string;
    safety: number;
    cost: number | null;
    on_hand: number;
    moved: string | null;
  }>`
    select i.code as item, i.name, i.unit, i.safety_stock as safety, i.unit_cost as cost, s.qty as on_hand,
      (select max(${dayOf('m.moved_at')}) from movements m where m.site = i.site and m.item = i.code) as moved
    from items i join (select item, sum(qty) as qty from stock where site = ${site.code} and owner = '' group by item having sum(qty) > 0) s
      on s.item = i.code
    where i.site = ${site.code} order by i.code`.execute(tx);
  const { rows: lots } = await sql<NeedOf & { item: string }>`
    select item, expires as day, sum(qty) as qty from stock
    where site = ${site.code} and owner = '' and expires is not null and qty > 0 group by item, expires order by expires`.execute(
    tx,
  );
  const { rows: needs } = await sql<NeedOf & { item: string }>`
    select item, ${dayOf('at')} as day, sum(qty) as qty from plan_pegs
    where version = ${version ?? 0} and consumer not like 'safety/%' group by item, 2`.execute(tx);
  const [lotsOf, needsOf] = [groupedBy(lots, (one) => one.item), groupedBy(needs, (one) => one.item)];
  return items.flatMap(({ item, name, unit, safety, cost, on_hand, moved }) => {
    const own = needsOf.get(item) ?? [];
    const needed = toMillionth(own.reduce((sum, one) => sum + one.qty, 0));
    const of = {
      item,
      onHand: on_hand,
      safetyStock: safety,
      needed,
      moved,
      expiring: lotsOf.get(item) ?? [],
      needs: own,
    };
    const troubles = tooMuch(of, today, deadDays).filter(({ trouble }) => version !== undefined || trouble === 'dead');
    return troubles.map((one) => ({
      item,
      item_name: name,
      unit,
      on_hand,
      needed,
      ...one,
      value: lineValue(cost, one.qty, site.currency) ?? null,
    }));
  });
}

/** Days of use that are looked at. */
const window = 90;

export interface Reviewed {
  readonly item: string;
  readonly item_name: string | null;
  readonly unit: string;
  readonly set: number;
  readonly mean: number;
  readonly deviation: number;
  readonly lead_days: number;
  readonly safety: number;
  readonly reorder: number;
  /** Null: no lot rule says how much an order brings. */
  readonly most: number | null;
  /** Usable now. */
  readonly on_hand: number;
  readonly expired: number;
  readonly held: number;
  readonly under_way: number;
  readonly days_of_stock: number;
  readonly stands: 'below' | 'above' | null;
  readonly differs: boolean;
}

/** Every item of which something was used, with what its use and lead time say. */
export async function reviewed(
  tx: Tx,
  site: Site,
  service: Service,
): Promise<{ readonly days: number; readonly rows: readonly Reviewed[] }> {
  const today = todayAt(site);
  const { rows: first } = await sql<{ day: string | null }>`
    select min(moved_at at time zone ${site.zone})::date as day from movements where site = ${site.code}`.execute(tx);
  const begin = first[0]?.day ?? today;
  const days = Math.min(window, Math.max(0, dayNumber(today) - dayNumber(begin)));
  const since = instantOf(site.zone, dayOfNumber(dayNumber(today) - days), '00:00');
  const { rows } = await sql<{
    item: string;
    name: string | null;
    unit: string;
    decimals: number;
    set: number;
    lead: number;
    sum: number;
    squares: number;
    on_hand: number;
    expired: number;
    held: number;
    under_way: number;
    lot_fixed: number | null;
    lot_min: number;
    lot_multiple: number;
    lot_max: number | null;
    lot_days: number | null;
    annual_use: number | null;
    order_cost: number | null;
    carrying_percent: number | null;
    unit_cost: number | null;
  }>`
    with daily as (
      select item, (moved_at at time zone ${site.zone})::date as day,
        sum(case when to_kind in ('work order', 'customer') then qty else -qty end) as qty
      from movements
      where site = ${site.code} and owner = '' and coalesce(reference_kind, '') not in ('customer return', 'return decision') and moved_at >= ${since}::timestamptz and moved_at < ${instantOf(site.zone, today, '00:00')}::timestamptz
        and (to_kind in ('work order', 'customer') or (from_kind in ('work order', 'customer') and reverses is not null))
      group by 1, 2),
    there as (
      select s.item, s.qty, case when s.expires < ${today}::date then 'expired' else coalesce(${keptFrom(nowAt(site))}, 'usable') end as how
      from stock s join locations l on l.site = s.site and l.code = s.location where s.site = ${site.code} and s.owner = ''),
    stands as (
      select item, sum(qty) filter (where how = 'usable') as on_hand, sum(qty) filter (where how = 'expired') as expired,
        sum(qty) filter (where how = 'held') as held, sum(qty) filter (where how = 'under way') as under_way
      from there group by item)
    select i.code as item, i.name, i.unit, u.decimals, i.safety_stock as set, sum(d.qty)::float8 as sum, sum(d.qty * d.qty)::float8 as squares,
      coalesce((select o.transit_days + (o.approval_days + o.vendor_days + o.dock_days) * 7 / 5.0 from sources o
        where o.site = i.site and o.item = i.code order by o.rank limit 1), i.lead_days, 0)::float8 as lead,
      coalesce(s.on_hand, 0) as on_hand, coalesce(s.expired, 0) as expired, coalesce(s.held, 0) as held, coalesce(s.under_way, 0) as under_way,
      i.lot_fixed, i.lot_min, i.lot_multiple, i.lot_max, i.lot_days, i.annual_use, i.order_cost, i.carrying_percent, i.unit_cost
    from daily d join items i on i.site = ${site.code} and i.code = d.item join units u on u.site = i.site and u.code = i.unit
    left join stands s on s.item = i.code
    group by i.id, u.decimals, s.on_hand, s.expired, s.held, s.under_way order by i.code`.execute(tx);
  return {
    days,
    rows: rows.flatMap(
      ({
        item,
        name,
        unit,
        decimals,
        set,
        lead,
        sum,
        squares,
        on_hand,
        expired,
        held,
        under_way,
        ...lots
      }): Reviewed[] => {
        const step = 10 ** -decimals;
        const found = proposal({ days, sum, squares }, lead, service, step);
        if (!found) return [];
        const rules = {
          fixed: lots.lot_fixed,
          least: lots.lot_min,
          multiple: lots.lot_multiple,
          most: lots.lot_max,
          days: lots.lot_days,
          economic: economicLot(lots.annual_use, lots.order_cost, lots.carrying_percent, lots.unit_cost),
        };
        const most = mostOf(found.reorder, lotOf(rules, found.mean, step), step);
        return [
          {
            item,
            item_name: name,
            unit,
            set,
            lead_days: lead,
            ...found,
            most,
            on_hand,
            expired,
            held,
            under_way,
            days_of_stock: daysOfStock(on_hand, found.mean),
            stands: stands(on_hand, found.reorder, most),
            differs: differs(set, found.safety),
          },
        ];
      },
    ),
  };
}

export interface NewProposal {
  readonly item: string;
  readonly was: number;
  readonly safety: number;
  readonly reorder: number;
  readonly words: string;
}

/** One of an item waits at a time: what is proposed anew while another waits is not kept. Answers how many were. */
export async function keepProposals(
  tx: Tx,
  site: string,
  { id, name }: { readonly id: string; readonly name: string },
  some: readonly NewProposal[],
): Promise<number> {
  const waiting = new Set((await waitingProposals(tx, site)).map((one) => one.item));
  const news = some.filter((one) => !waiting.has(one.item));
  if (news.length > 0)
    await tx
      .insertInto('safety_proposals')
      .values(news.map((one) => ({ ...one, site, person: id, who: name })))
      .execute();
  return news.length;
}

export const waitingProposals = (tx: Tx, site: string) =>
  tx
    .selectFrom('safety_proposals as p')
    .leftJoin('safety_decisions as d', 'd.proposal', 'p.id')
    .select(['p.id', 'p.item', 'p.was', 'p.safety', 'p.reorder', 'p.words', 'p.who', 'p.person', 'p.at'])
    .where('p.site', '=', site)
    .where('d.proposal', 'is', null)
    .orderBy('p.id')
    .execute();

export interface Proposed extends AskedFor {
  readonly id: number;
  readonly item: string;
  readonly was: number;
  readonly safety: number;
}

/** One, locked: decided once. */
export async function proposalOf(tx: Tx, site: string, id: number): Promise<Proposed> {
  const row = await tx
    .selectFrom('safety_proposals')
    .selectAll()
    .where('site', '=', site)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('proposal', String(id));
  const decided = await tx.selectFrom('safety_decisions').selectAll().where('proposal', '=', id).executeTakeFirst();
  return { ...row, decision: decided && { decision: decided.decision, who: decided.who, person: decided.person } };
}

export async function keepVerdict(
  tx: Tx,
  proposal: number,
  { id, name }: { readonly id: string; readonly name: string },
  decision: Verdict,
  reason: string | null,
): Promise<void> {
  await tx.insertInto('safety_decisions').values({ proposal, decision, person: id, who: name, reason }).execute();
}
