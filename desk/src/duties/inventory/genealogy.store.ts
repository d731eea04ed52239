/** What orders used and made of lots, from their movements: issued less what came back, made less what was taken back. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { type Direction, followed, type Link, type Step, type Traced } from './genealogy.ts';

type Tx = Transaction<Tables>;

interface LinkRow extends Traced {
  readonly order: string;
  readonly of_item: string;
  readonly of_lot: string;
  readonly of_serial: string;
  readonly qty: number;
}

/**
 * Two steps by an index each: the orders of these lots, and what else these orders moved. What an order used more of than came
 * back of it, it used; the other way it made it.
 */
async function linksOf(tx: Tx, site: string, direction: Direction, lots: readonly Traced[]): Promise<readonly Link[]> {
  const sign = direction === 'used' ? sql`1` : sql`-1`;
  const { rows } = await sql<LinkRow>`
    with asked as materialized (
      select distinct item, lot, serial from jsonb_to_recordset(${JSON.stringify(lots)}::jsonb) as one (item text, lot text, serial text)
    ), here as materialized (
      select m.reference_key as "order", m.item, m.lot, m.serial
      from asked join movements m on m.site = ${site} and m.item = asked.item and m.lot = asked.lot and m.serial = asked.serial
        and (m.lot <> '' or m.serial <> '') and m.reference_kind in ('work order', 'issue')
      group by 1, 2, 3, 4
      having ${sign} * sum(case when m.to_kind = 'work order' then m.qty else -m.qty end) > 0
    )
    select here."order", here.item as of_item, here.lot as of_lot, here.serial as of_serial, there.item, there.lot, there.serial, there.qty
    from here cross join lateral (
      select m.item, m.lot, m.serial, abs(sum(case when m.to_kind = 'work order' then m.qty else -m.qty end)) as qty
      from movements m where m.site = ${site} and m.reference_kind in ('work order', 'issue') and m.reference_key = here."order"
      group by m.item, m.lot, m.serial
      having ${sign} * sum(case when m.to_kind = 'work order' then m.qty else -m.qty end) < 0
    ) there
    order by here."order", there.item, there.lot, there.serial`.execute(tx);
  return rows.map(({ of_item, of_lot, of_serial, ...row }) => ({
    ...row,
    of: { item: of_item, lot: of_lot, serial: of_serial },
  }));
}

/** A lot with all it went into, or all that is in it. */
export const traceOf = (tx: Tx, site: string, start: Traced, direction: Direction): Promise<readonly Step[]> =>
  followed(start, (lots) => linksOf(tx, site, direction, lots));

export interface Whereabouts extends Traced {
  /** A place, or the customer's side. */
  readonly at: string;
  readonly gone: boolean;
  readonly qty: number;
}

/** Where lots stand now, and what of them went to customers. */
export async function whereaboutsOf(tx: Tx, site: string, lots: readonly Traced[]): Promise<readonly Whereabouts[]> {
  const { rows } = await sql<Whereabouts>`
    with asked as materialized (
      select distinct item, lot, serial from jsonb_to_recordset(${JSON.stringify(lots)}::jsonb) as one (item text, lot text, serial text)
      where lot <> '' or serial <> ''
    )
    select s.item, s.lot, s.serial, s.location as at, false as gone, sum(s.qty) as qty
    from asked join stock s using (item, lot, serial) where s.site = ${site} and s.qty <> 0 group by 1, 2, 3, 4
    union all
    select m.item, m.lot, m.serial, coalesce(m.reference_key, 'customer'), true, sum(case when m.to_kind = 'customer' then m.qty else -m.qty end)
    from asked join movements m on m.site = ${site} and m.item = asked.item and m.lot = asked.lot and m.serial = asked.serial
      and (m.lot <> '' or m.serial <> '') and (m.to_kind = 'customer' or m.from_kind = 'customer')
    group by 1, 2, 3, 4 having sum(case when m.to_kind = 'customer' then m.qty else -m.qty end) > 0
    order by 1, 2, 3, 5, 4`.execute(tx);
  return rows;
}
