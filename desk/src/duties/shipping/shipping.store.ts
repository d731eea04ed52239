/** Lines to ship and shipments in the database: the line's row is locked first, then names of containers, then balances by the ledger. */
import { sql, type Transaction } from 'kysely';
import { decimalOf, steps, toMillionth } from '../../house/amounts.ts';
import { nowAt, todayAt } from '../../house/clock.ts';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { nextNumber } from '../../server/numbering.ts';
import { keptFrom, type StandingSpot, spotsOf } from '../allocations/allocations.store.ts';
import type { Taken } from '../allocations/allocations.ts';
import { boxedOf, goodPieces, outOf } from '../inventory/breakout.store.ts';
import { post } from '../inventory/movements.store.ts';
import { piecesFree } from '../issuing/pieces.ts';

type Tx = Transaction<Tables>;

export interface LineKey {
  readonly order: string;
  readonly line: number;
}

/** The line, its row held where it is to be written. */
export async function lineOf(tx: Tx, site: string, { order, line }: LineKey, hold = false) {
  const { rows } = await sql<{
    id: number;
    order_no: string;
    line: number;
    customer: string;
    customer_name: string | null;
    item: string;
    item_name: string | null;
    unit: string;
    decimals: number;
    qty: number;
    shipped: number;
    due: string;
    state: 'open' | 'shipped' | 'closed' | 'cancelled';
    ship_complete: boolean;
    said_shipped: boolean;
  }>`
    select l.id, l.order_no, l.line, l.customer, c.name as customer_name, l.item, i.name as item_name, i.unit, u.decimals, l.qty, l.shipped,
      coalesce(l.promised, l.due) as due, l.state, l.ship_complete, l.said_shipped
    from customer_lines l join items i on i.site = l.site and i.code = l.item join units u on u.site = i.site and u.code = i.unit
    left join customers c on c.site = l.site and c.code = l.customer
    where l.site = ${site} and l.order_no = ${order} and l.line = ${line} ${hold ? sql`for update of l` : sql``}`.execute(
    tx,
  );
  const [row] = rows;
  if (!row) throw notFound('customer line', `${order}/${line}`);
  const { qty, shipped, ...rest } = row;
  const counted = {
    state: row.state,
    qty: steps(qty, row.decimals, 'up'),
    shipped: steps(shipped, row.decimals, 'down'),
    shipComplete: row.ship_complete,
  };
  return { ...rest, ref: `${row.order_no}/${row.line}`, qty, shipped, counted };
}
export type FoundLine = Awaited<ReturnType<typeof lineOf>>;

interface Place {
  readonly location?: string | undefined;
  readonly lot?: string | undefined;
}

/** Where a line's item lies, in steps: what is told by no serial is `there`, the rest of a spot is `pieces`. */
export async function spotsFor(
  tx: Tx,
  site: Site,
  { item, decimals, order_no, line }: FoundLine,
  place: Place = {},
): Promise<readonly StandingSpot[]> {
  const amount = (qty: number): number => steps(qty, decimals, 'down');
  const at = { now: nowAt(site), today: todayAt(site), order: order_no, line };
  const found = await spotsOf(tx, site.code, { item, ...place }, at);
  return found.map((spot) => ({
    ...spot,
    there: amount(spot.there) - amount(spot.pieces),
    pieces: amount(spot.pieces),
    allocated: amount(spot.allocated),
    own: amount(spot.own),
  }));
}

/** The pieces that may be taken beside what is taken of the rest, those of a spot in the order of their serials. */
export async function piecesFor(
  tx: Tx,
  site: Site,
  { item, decimals }: Pick<FoundLine, 'item' | 'decimals'>,
  spots: readonly StandingSpot[],
  taken: readonly Taken[],
) {
  const today = todayAt(site);
  const free = piecesFree(spots, taken, today).map((one) => ({ ...one, free: decimalOf(one.free, decimals) }));
  const among = free.map(({ free: many, ...spot }) => ({ ...spot, skip: 0, many: Math.floor(many) }));
  const pieces = await goodPieces(tx, site.code, item, among, { now: nowAt(site), today });
  return { pieces, count: free.reduce((sum, one) => sum + one.free, 0) };
}

/** As they are shown, with the containers out of which each is taken. */
export async function shownTaken(
  tx: Tx,
  site: string,
  { item, decimals }: FoundLine,
  taken: readonly Taken[],
  spots: readonly StandingSpot[],
) {
  const boxed = taken.length > 0 ? await boxedOf(tx, site, item) : [];
  return taken.map((one) => {
    const qty = decimalOf(one.qty, decimals);
    const spot = spots.find(({ location, lot }) => location === one.location && lot === one.lot);
    return { ...one, qty, expires: spot?.expires ?? null, containers: [...outOf(boxed, { ...one, qty })] };
  });
}

export async function keepShipment(
  tx: Tx,
  site: string,
  one: {
    readonly customer_line: number;
    readonly qty: number;
    readonly at: string;
    readonly who: string;
    readonly document: string | null;
    readonly reason: string | null;
  },
): Promise<string> {
  const number = await nextNumber(tx, site, 'SHP', async (some) =>
    Boolean(
      await tx
        .selectFrom('shipments')
        .select('id')
        .where('site', '=', site)
        .where('number', '=', some)
        .executeTakeFirst(),
    ),
  );
  await tx
    .insertInto('shipments')
    .values({ site, number, ...one })
    .execute();
  return number;
}

export const shipmentRef = (ref: string, number: string) => ({ kind: 'shipment', key: ref, part: number });

/** The goods of a shipment leave stock. */
export const sendOff = (
  tx: Tx,
  site: string,
  { ref, item }: Pick<FoundLine, 'ref' | 'item'>,
  one: Taken & { readonly serial: string; readonly container: string },
  how: { readonly number: string; readonly movedAt: string; readonly reason: string | null },
): Promise<number> =>
  post(tx, site, {
    ...one,
    item,
    movedAt: how.movedAt,
    from: one.location,
    to: null,
    toKind: 'customer',
    reason: how.reason,
    reference: shipmentRef(ref, how.number),
  });

/** What is still reserved for a line that is over, is free again. The caller holds the balances. */
export async function freeRest(tx: Tx, site: string, { item, order_no, line }: FoundLine, why: string): Promise<void> {
  const { rows } = await sql<{ location: string; lot: string; qty: number }>`
    select location, lot, qty from allocations where site = ${site} and item = ${item} and for_order = ${order_no} and for_line = ${line}
      and location is not null order by location, lot`.execute(tx);
  for (const one of rows)
    await sql`select allocations_cut(${site}, ${item}, ${one.location}, ${one.lot}, ${one.qty}, 'released', ${why}, null, ${order_no}, ${line})`.execute(
      tx,
    );
}

/** A shipment, its line's row held before it: who ships and who takes back meet there. */
export async function heldShipment(tx: Tx, site: string, number: string) {
  const { rows } = await sql<{ id: number; number: string; qty: number; order: string; line: number; back: boolean }>`
    select s.id, s.number, s.qty, l.order_no as "order", l.line, exists (select from shipment_backs b where b.shipment = s.id) as back
    from shipments s join customer_lines l on l.id = s.customer_line
    where s.site = ${site} and lower(s.number) = ${number.toLowerCase()} for update of l`.execute(tx);
  const [row] = rows;
  if (!row) throw notFound('shipment', number);
  const { rows: seen } = await sql`select from shipment_backs where shipment = ${row.id}`.execute(tx);
  return { ...row, back: seen.length > 0 };
}

/** What left stock by the standing shipments of a line, in the order in which the ledger meets it. */
export async function goneOf(tx: Tx, site: string, { id, ref }: Pick<FoundLine, 'id' | 'ref'>) {
  const { rows } = await sql<{
    shipment: number;
    id: number;
    item: string;
    lot: string;
    serial: string;
    container: string;
    qty: number;
    from_location: string;
  }>`
    select s.id as shipment, m.id, m.item, m.lot, m.serial, m.container, m.qty, m.from_location
    from shipments s join movements m on m.site = s.site and m.reference_kind = 'shipment' and m.reference_key = ${ref}
      and m.reference_part = s.number and m.to_kind = 'customer'
    where s.site = ${site} and s.customer_line = ${id} and not exists (select from shipment_backs b where b.shipment = s.id)
    order by m.item, m.serial, m.from_location, m.lot, m.id`.execute(tx);
  return rows;
}
export type Gone = Awaited<ReturnType<typeof goneOf>>[number];

/** Of pieces that went out the first that stands in stock all the same, with the return by which it came. */
export async function standingAgain(tx: Tx, site: string, item: string, serials: readonly string[]) {
  const { rows } = await sql<{ serial: string; location: string; by: string | null }>`
    select s.serial, s.location, (select case when m.reference_kind = 'customer return' then m.reference_key end from movements m
        where m.site = s.site and m.item = s.item and m.serial = s.serial and m.from_location is null order by m.id desc limit 1) as by
    from stock s where s.site = ${site} and s.item = ${item} and s.serial = any(${serials}::text[]) and s.serial <> '' and s.qty > 0
    order by s.serial limit 1`.execute(tx);
  return rows[0];
}

/** Containers out of which goods of a shipment were taken before they went. */
export async function brokenFor(tx: Tx, site: string, ref: string, number: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('movements')
    .select('container')
    .distinct()
    .where('site', '=', site)
    .where('reference_kind', '=', 'shipment')
    .where('reference_key', '=', ref)
    .where('reference_part', '=', number)
    .where('container', '<>', '')
    .where('to_location', 'is not', null)
    .where('from_location', 'is not', null)
    .orderBy('container')
    .execute();
  return rows.map(({ container }) => container);
}

/** Movements of a shipment, taken back by their mirrors. */
export async function bringBack(
  tx: Tx,
  site: string,
  {
    number,
    ref,
    qty,
    gone,
  }: { readonly number: string; readonly ref: string; readonly qty: number; readonly gone: readonly Gone[] },
  movedAt: string,
  reason: string,
): Promise<void> {
  const went = toMillionth(gone.reduce((sum, one) => sum + one.qty, 0));
  if (went !== qty) throw new Error(`${number} of ${ref} is of ${qty}, and ${went} of it are in the ledger`);
  for (const one of gone)
    await post(tx, site, {
      movedAt,
      item: one.item,
      lot: one.lot,
      serial: one.serial,
      container: one.container,
      qty: one.qty,
      from: null,
      fromKind: 'customer',
      to: one.from_location,
      reason,
      overfull: reason,
      reference: shipmentRef(ref, number),
      reverses: one.id,
    });
}

export const keepBack = (
  tx: Tx,
  site: string,
  one: { readonly shipment: number; readonly at: string; readonly who: string; readonly reason: string },
) =>
  tx
    .insertInto('shipment_backs')
    .values({ site, ...one })
    .execute();

/** Shipments of a line, the latest first, with what went from where. */
export async function shipmentsOf(tx: Tx, site: string, { id, ref }: Pick<FoundLine, 'id' | 'ref'>) {
  const { rows } = await sql<{
    number: string;
    at: string;
    who: string;
    qty: number;
    document: string | null;
    reason: string | null;
    from: { location: string; lot: string; serial: string; qty: number }[];
    back_at: string | null;
    back_by: string | null;
    back_reason: string | null;
  }>`
    select s.number, s.at, s.who, s.qty, s.document, s.reason, b.at as back_at, b.who as back_by, b.reason as back_reason,
      coalesce((select jsonb_agg(jsonb_build_object('location', m.from_location, 'lot', m.lot, 'serial', m.serial, 'qty', m.qty) order by m.id)
        from movements m where m.site = s.site and m.reference_kind = 'shipment' and m.reference_key = ${ref} and m.reference_part = s.number and m.to_kind = 'customer'), '[]') as "from"
    from shipments s left join shipment_backs b on b.shipment = s.id
    where s.site = ${site} and s.customer_line = ${id} order by s.id desc`.execute(tx);
  return rows;
}

/** Open lines of which something is to go, those first of which something is there, then the first to go; `there` as `takenOf` finds it. */
export async function toShip(tx: Tx, site: Site) {
  const [now, today] = [nowAt(site), todayAt(site)];
  const { rows } = await sql<{
    order_no: string;
    line: number;
    customer: string;
    customer_name: string | null;
    item: string;
    item_name: string | null;
    unit: string;
    qty: number;
    shipped: number;
    open: number;
    due: string;
    there: number;
    total: number;
    ready: number;
  }>`
    with wanted as (select * from customer_lines where site = ${site.code} and state = 'open' and qty > shipped),
    reserved as (select item, location, lot, for_order, for_line, sum(qty) as qty from allocations
      where site = ${site.code} and location is not null and coalesce(until >= ${today}::date, true) group by item, location, lot, for_order, for_line),
    spots as (select s.item, s.location, s.lot, sum(s.qty) as there,
        coalesce((select sum(r.qty) from reserved r where (r.item, r.location, r.lot) = (s.item, s.location, s.lot)), 0) as reserved
      from stock s join locations l on l.site = s.site and l.code = s.location
      where s.site = ${site.code} and s.owner = '' and s.item in (select item from wanted)
        and (s.qty < 0 or (${keptFrom(now)} is null and coalesce(s.expires >= ${today}::date, true)))
      group by s.item, s.location, s.lot having sum(s.qty) > 0),
    free as (select item, sum(greatest(0, there - reserved)) as qty from spots group by item),
    own as (select r.item, r.for_order, r.for_line, sum(greatest(0, p.there - p.reserved + r.qty) - greatest(0, p.there - p.reserved)) as qty
      from reserved r join spots p on (p.item, p.location, p.lot) = (r.item, r.location, r.lot) group by r.item, r.for_order, r.for_line),
    found as (select w.*, (coalesce(f.qty, 0) + coalesce(o.qty, 0))::float8 as there
      from wanted w left join free f on f.item = w.item left join own o on (o.item, o.for_order, o.for_line) = (w.item, w.order_no, w.line))
    select l.order_no, l.line, l.customer, c.name as customer_name, l.item, i.name as item_name, i.unit, l.qty, l.shipped,
      l.qty - l.shipped as open, coalesce(l.promised, l.due) as due, l.there,
      count(*) over () as total, count(*) filter (where l.there > 0) over () as ready
    from found l join items i on i.site = l.site and i.code = l.item
    left join customers c on c.site = l.site and c.code = l.customer
    order by l.there > 0 desc, coalesce(l.promised, l.due), l.order_no, l.line limit 500`.execute(tx);
  const { total, ready } = rows[0] ?? { total: 0, ready: 0 };
  return { rows: rows.map(({ total: _, ready: __, ...row }) => row), total, ready };
}
