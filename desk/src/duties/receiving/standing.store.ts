/** Reads what still stands at docks and in inspection: since when, of which receipt, and which released orders draw it. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { nowAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { setSetting, settingOf } from '../../server/settings.ts';
import { standingHoursFrom, standsTooLong } from './standing.ts';

type Tx = Transaction<Tables>;

const setting = 'standing_hours';
export const standingHoursOf = async (tx: Tx, site: string): Promise<number> =>
  standingHoursFrom(await settingOf(tx, site, setting));
export const keepStandingHours = (tx: Tx, site: string, hours: number): Promise<void> =>
  setSetting(tx, site, setting, hours);

export interface StandingRow {
  readonly id: number;
  readonly item: string;
  readonly item_name: string | null;
  readonly unit: string;
  readonly location: string;
  readonly kind: 'dock' | 'inspection';
  readonly lot: string;
  readonly serial: string;
  readonly container: string;
  readonly owner: string;
  readonly qty: number;
  /** When the oldest of it came: what came first leaves first. */
  readonly since: string;
  readonly receipt: number | null;
  readonly line: string | null;
  readonly vendor: string | null;
  readonly document: string | null;
  /** Released orders that draw it still, the first needed first. */
  readonly orders: readonly string[];
  readonly need: string | null;
}

/** In SQL: a balance at a dock or in inspection, and which orders draw it. */
const drawn = (site: RawBuilder<unknown>) => sql`(
  select b.*, l.kind, coalesce(w.orders, '{}') as orders, w.need
  from stock b join locations l on l.site = b.site and l.code = b.location and l.kind in ('dock', 'inspection')
  left join lateral (
    select array_agg(m.work_order order by o.due nulls last, m.work_order) as orders, min(o.due) as need from work_materials m
    join work_orders o on o.site = m.site and o.number = m.work_order and o.state in ('released', 'started')
    where m.site = b.site and m.item = b.item and m.qty > m.issued
  ) w on true
  where b.site = ${site} and b.qty > 0
)`;

/** In SQL: the same with `since` and the `movement` that brought the oldest of it. */
const standing = (site: RawBuilder<unknown>) => sql`(
  select b.*, coalesce(came.moved_at, b.changed_at) as since, came.id as movement
  from ${drawn(site)} b
  left join lateral (
    select id, moved_at from (
      select m.id, m.moved_at, sum(m.qty) over (order by m.moved_at desc, m.id desc) as so_far from movements m
      where (m.site, m.to_location, m.item, m.lot, m.serial, m.to_container, m.owner)
        = (b.site, b.location, b.item, b.lot, b.serial, b.container, b.owner)
        and m.reverses is null and not exists (select from movements back where back.reverses = m.id)
    ) m where so_far >= b.qty order by so_far limit 1
  ) came on true
)`;

/** The oldest first. */
export async function standingGoods(tx: Tx, site: Site) {
  const hours = await standingHoursOf(tx, site.code);
  const { rows } = await sql<StandingRow>`
    select s.id, s.item, i.name as item_name, i.unit, s.location, s.kind, s.lot, s.serial, s.container, s.owner, s.qty, s.since, s.orders, s.need,
      r.id as receipt, p.order_no || '/' || p.line as line, r.vendor, r.document
    from ${standing(sql`${site.code}`)} s join items i on i.site = s.site and i.code = s.item
    left join receipts r on r.movement = s.movement left join purchase_lines p on p.id = r.purchase_line
    order by s.since, s.item, s.location, s.id limit 2000`.execute(tx);
  const now = nowAt(site);
  return { hours, rows: rows.map((row) => ({ ...row, late: standsTooLong(row.since, now, hours) })) };
}

/**
 * What stands at docks and in inspection while a released order draws it, as one text: another one means that it is other goods.
 * Asked with every look at the hot list, so it reads balances alone, not all that ever came there.
 */
export const standingWaited = (site: RawBuilder<unknown>) =>
  sql<string | null>`(select concat(string_agg(concat_ws(' ', id, qty, changed_at, orders), ',' order by id),
      (select settings -> ${setting}::text from sites where code = ${site})) from ${drawn(site)} there where orders <> '{}' having count(*) > 0)`;
