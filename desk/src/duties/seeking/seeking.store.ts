/** Reads where goods stand by the books, what they are wanted for, and the places that rules name; keeps looks. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import { workOrdersIn } from '../planning/called.store.ts';
import { versionAtWork } from '../planning/planning.store.ts';
import { type Look, type Named, type Outcome, type Sought, soughtCalled, type WantedKind } from './seeking.ts';

type Tx = Transaction<Tables>;

/** In SQL: a row of `stock` or `movements` is of what is sought. */
const isOf = (row: string, { item, lot, serial, container }: Sought): RawBuilder<boolean> => {
  const at = (column: string) => sql.ref(`${row}.${column}`);
  const inIt =
    row === 'm' ? sql`${container} in (m.container, m.to_container)` : sql`${at('container')} = ${container}`;
  return sql`(${item === null} or ${at('item')} = ${item}) and (${lot === ''} or ${at('lot')} = ${lot})
    and (${serial === ''} or ${at('serial')} = ${serial}) and (${container === ''} or ${inIt})`;
};

export interface Booked {
  readonly item: string;
  readonly item_name: string | null;
  readonly location: string;
  readonly kind: string;
  readonly lot: string;
  readonly serial: string;
  readonly container: string;
  readonly owner: string;
  readonly qty: number;
  readonly unit: string;
}

/** Where the books have it. */
export async function bookedOf(tx: Tx, site: string, sought: Sought): Promise<readonly Booked[]> {
  const { rows } = await sql<Booked>`
    select s.item, i.name as item_name, s.location, l.kind, s.lot, s.serial, s.container, s.owner, s.qty, i.unit
    from stock s join items i on i.site = s.site and i.code = s.item join locations l on l.site = s.site and l.code = s.location
    where s.site = ${site} and s.qty <> 0 and ${isOf('s', sought)}
    order by s.qty desc, s.item, s.location, s.lot, s.serial limit 200`.execute(tx);
  return rows;
}

export interface MovedLast {
  readonly id: number;
  readonly moved_at: string;
  readonly item: string;
  readonly unit: string;
  readonly lot: string;
  readonly qty: number;
  readonly from: string;
  readonly to: string;
  readonly reason: string | null;
  readonly by: string;
}

/** Its last movements, with who. */
export async function movedLast(tx: Tx, site: string, sought: Sought): Promise<readonly MovedLast[]> {
  const { rows } = await sql<MovedLast>`
    select m.id, m.moved_at, m.item, i.unit, m.lot, m.qty, coalesce(m.from_location, m.from_kind) as "from",
      coalesce(m.to_location, m.to_kind) as "to", m.reason, ${writerNamed(sql`m."by"`)} as by
    from movements m join items i on i.site = m.site and i.code = m.item
    where m.site = ${site} and ${isOf('m', sought)} order by m.id desc limit 12`.execute(tx);
  return rows;
}

export interface Wanted {
  readonly kind: WantedKind;
  /** An order or a customer's line; a kit, a delivery by its number. */
  readonly ref: string;
  readonly qty: number | null;
  readonly location: string | null;
  /** By when. */
  readonly need: string | null;
}

/** What these items are reserved for, drawn by, planned for, gathered in and brought by. */
export async function wantedOf(
  tx: Tx,
  site: string,
  items: readonly string[],
  lot: string,
): Promise<readonly Wanted[]> {
  const some = sql`any(${[...items]}::text[])`;
  const version = await versionAtWork(tx, site);
  const { rows } = await sql<Wanted>`
    select * from (
      select 'reserved' as kind, concat_ws('/', a.for_order, nullif(a.for_line, 0)) as ref, a.qty, a.location,
        coalesce(w.due, l.due) as need
      from allocations a left join work_orders w on w.site = a.site and w.number = a.for_order and a.for_line = 0
      left join customer_lines l on l.site = a.site and l.order_no = a.for_order and l.line = a.for_line
      where a.site = ${site} and a.item = ${some} and a.location is not null and (${lot} in ('', coalesce(a.lot, '')))
      union all
      select 'drawn', m.work_order, sum(m.qty - m.issued), null, min(w.due)
      from work_materials m join work_orders w on w.site = m.site and w.number = m.work_order
      where m.site = ${site} and m.item = ${some} and m.qty > m.issued and w.state in ('released', 'started') group by m.work_order
      union all
      select 'planned', coalesce(o.number, substr(g.consumer, position('/' in g.consumer) + 1)), sum(g.qty), null, min(g.at)
      from plan_pegs g left join (${workOrdersIn(sql`${version?.id ?? 0}`)}) o on o.id = g.consumer
      where g.version = ${version?.id ?? 0} and g.supply like 'stock/%' and g.item = ${some}
        and (o.number is not null or g.consumer like 'demand/%') group by o.number, g.consumer
      union all
      select 'kit', k.number, null, k.location, min(w.due)
      from kits k join work_orders w on w.site = k.site and w.number = k.work_order
      join work_materials m on m.site = k.site and m.work_order = k.work_order and m.item = ${some} and (k.seq is null or m.seq = k.seq)
      where k.site = ${site} and k.issued_at is null and k.apart_at is null group by k.number, k.location
      union all
      select 'delivery', d.number, sum(l.qty), d.area, null
      from deliveries d join delivery_lines l on l.delivery = d.id
      where d.site = ${site} and l.item = ${some} and (${lot} in ('', l.lot)) and d.delivered_at is null and d.returned_at is null
      group by d.number, d.area
    ) wanted order by need nulls last, kind, ref limit 60`.execute(tx);
  return rows;
}

/** Places that the rules name, in the words of `seeking.ts`; the rules look back over half a year. */
export async function namedPlaces(
  tx: Tx,
  site: string,
  sought: Sought,
  items: readonly string[],
): Promise<readonly Named[]> {
  const some = sql`any(${[...items]}::text[])`;
  const { rows } = await sql<Named>`
    with mine as materialized (
      select m.* from movements m where m.site = ${site} and ${isOf('m', sought)} order by m.id desc limit 20
    ), booked as materialized (
      select distinct s.location from stock s where s.site = ${site} and s.qty > 0 and ${isOf('s', sought)}
    ), stores as (
      select code, lag(code) over by_code as before, lead(code) over by_code as after
      from locations where site = ${site} and kind = 'store' window by_code as (order by code)
    ), named as (
      select 'passed' as rule, place as location, m.moved_at as at, m."by" as who, null as what
      from mine m, unnest(array[m.from_location, m.to_location]) as place where place is not null
      union all
      select 'next', beside.place, null, null, s.code
      from booked b join stores s on s.code = b.location, unnest(array[s.before, s.after]) as beside (place) where beside.place is not null
      union all
      select 'came', m.to_location, m.moved_at, m."by", null from movements m
      where m.site = ${site} and m.item = ${some} and m.from_kind = 'vendor' and m.to_kind in ('dock', 'inspection')
        and m.moved_at > now() - interval '180 days'
      union all
      select 'took', k.location, k.made_at, k.made_by, concat('kit ', k.number) from kits k
      join work_materials w on w.site = k.site and w.work_order = k.work_order and w.item = ${some} and (k.seq is null or w.seq = k.seq)
      where k.site = ${site} and k.made_at > now() - interval '180 days'
      union all
      select 'took', d.area, coalesce(d.delivered_at, d.made_at), coalesce(d.delivered_by, d.made_by), coalesce(d.work_order, 'card ' || d.source_key)
      from deliveries d join delivery_lines l on l.delivery = d.id
      where d.site = ${site} and l.item = ${some} and d.returned_at is null and d.made_at > now() - interval '180 days'
      union all
      select 'took', l.code, w.started_at, null, w.work_order from work_materials m
      join work_orders o on o.site = m.site and o.number = m.work_order and o.state in ('released', 'started')
      join work_steps w on w.site = m.site and w.work_order = m.work_order and w.seq = m.seq
      join locations l on l.site = w.site and l.work_centre = w.work_centre
      where m.site = ${site} and m.item = ${some} and m.issued > 0
      union all
      select 'person', place, o.moved_at, o."by", o.item
      from (select * from mine where reference_kind is distinct from 'balance' order by id desc limit 3) m
      join movements o on o.site = m.site and o."by" = m."by" and o.posted_at between m.posted_at - interval '2 hours' and m.posted_at + interval '2 hours'
        and o.reference_kind is distinct from 'balance' and not o.item = ${some}, unnest(array[o.from_location, o.to_location]) as place
      where place is not null and m."by" <> ''
      union all
      select 'plus', l.location, c.at, c.who, concat('CS-', l.sheet)
      from count_lines l join counts c on c.line = l.id join count_decisions d on d.count = c.id and d.decision = 'approved'
      where l.site = ${site} and l.item = ${some} and c.qty > d.book and c.at > now() - interval '180 days'
    ), latest as (
      select distinct on (rule, location) * from named order by rule, location, at desc nulls last, what
    ) select rule, location, at, ${writerNamed(sql`latest.who`)} as who, what from latest`.execute(tx);
  return rows;
}

export async function isItem(tx: Tx, site: string, code: string): Promise<boolean> {
  const { rows } = await sql`select from items where site = ${site} and code = ${code}`.execute(tx);
  return rows.length > 0;
}

/** In SQL: a look `k` is of the same. */
const same = ({ item, lot, serial, container }: Sought) =>
  sql`k.item is not distinct from ${item} and (k.lot, k.serial, k.container) = (${lot}, ${serial}, ${container})`;

/** Looks for it, the latest first; one is stale when something of it came there since. */
export async function looksOf(tx: Tx, site: string, sought: Sought): Promise<readonly Look[]> {
  const { rows } = await sql<Look>`
    select coalesce(k.location, '') as location, k.at, k.who, k.outcome, k.note,
      exists (select from movements m where m.site = k.site and m.to_location = k.location and m.posted_at > k.at and ${isOf('m', sought)}) as stale
    from looks k where k.site = ${site} and ${same(sought)} order by k.id desc limit 100`.execute(tx);
  return rows;
}

export interface VainPlace {
  readonly location: string;
  readonly lot: string;
  readonly who: string;
  readonly note: string | null;
}

/** Where somebody looked for an item in vain, outside of containers, and nothing of it came or was counted there since. */
export async function vainPlaces(tx: Tx, site: string, item: string): Promise<readonly VainPlace[]> {
  const { rows } = await sql<VainPlace>`
    select location, lot, who, note from (
      select distinct on (k.location, k.lot) k.* from looks k
      where k.site = ${site} and k.item = ${item} and k.serial = '' and k.container = '' and k.location is not null
      order by k.location, k.lot, k.id desc
    ) last where outcome = 'not found'
      and not exists (select from movements m where m.site = last.site and m.item = last.item and m.to_location = last.location
        and m.lot = last.lot and m.posted_at > last.at)
      and not exists (select from counts c join count_lines l on l.id = c.line
        where l.site = last.site and l.item = last.item and l.location = last.location and c.at > last.at)
    order by location, lot`.execute(tx);
  return rows;
}

export interface SoughtNow extends Sought {
  readonly called: string;
  readonly item_name: string | null;
  readonly location: string;
  readonly at: string;
  readonly who: string;
  readonly note: string | null;
  readonly looks: number;
}

/** What is sought still, the latest look first. */
export async function soughtNow(tx: Tx, site: string): Promise<readonly SoughtNow[]> {
  const { rows } = await sql<SoughtNow>`
    select s.item, s.lot, s.serial, s.container, s.called, i.name as item_name, s.location, s.at, s.who, s.note,
      (select count(*)::int from looks k where k.site = s.site and k.item is not distinct from s.item
        and (k.lot, k.serial, k.container) = (s.lot, s.serial, s.container) and k.outcome = 'not found') as looks
    from sought s left join items i on i.site = s.site and i.code = s.item
    where s.site = ${site} order by s.id desc limit 200`.execute(tx);
  return rows;
}

export interface NewLook {
  readonly outcome: Outcome;
  readonly location: string | null;
  readonly note: string | null;
}

export const keepLook = (
  tx: Tx,
  site: string,
  { item, lot, serial, container }: Sought,
  { id: person, name: who }: { readonly id: string; readonly name: string },
  look: NewLook,
) =>
  tx
    .insertInto('looks')
    .values({
      site,
      item,
      lot,
      serial,
      container,
      called: soughtCalled({ item, lot, serial, container }),
      ...look,
      person,
      who,
    })
    .execute();

/** Whether somebody seeks what goes by this name. */
export async function isSought(tx: Tx, site: string, called: string): Promise<boolean> {
  const { rows } = await sql`select from sought where site = ${site} and called = ${called}`.execute(tx);
  return rows.length > 0;
}

/**
 * In SQL, as `s`: what is sought and an order waits for: `look`, `called`, `item`, `location` and `who` of the last look, `qty` that
 * orders wait for, by when the first `need`s it, `orders`. Of a container the first item that is in it by the books.
 */
export const soughtAndWaited = (site: RawBuilder<unknown>) => sql`(
  select k.id as look, k.called, k.site, it.item, k.location, k.who, w.qty, w.need, w.orders
  from sought k
  join lateral (select coalesce(k.item, (select min(c.item) from stock c where c.site = k.site and c.container = k.container and c.qty <> 0)) as item) it
    on it.item is not null
  join lateral (
    select sum(x.qty)::float8 as qty, min(x.need) as need, array_agg(distinct x.ref order by x.ref) as orders from (
      select m.work_order as ref, m.qty - m.issued as qty, o.due as need from work_materials m
      join work_orders o on o.site = m.site and o.number = m.work_order and o.state in ('released', 'started')
      where m.site = k.site and m.item = it.item and m.qty > m.issued
      union all
      select concat(a.for_order, '/', a.for_line), a.qty, l.due from allocations a
      join customer_lines l on l.site = a.site and l.order_no = a.for_order and l.line = a.for_line and l.state = 'open'
      where a.site = k.site and a.item = it.item and a.location is not null and k.lot in ('', coalesce(a.lot, ''))
    ) x
  ) w on w.orders is not null
  where k.site = ${site}
) s`;
