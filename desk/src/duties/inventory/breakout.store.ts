/** Goods taken out of their containers in the act that takes them: the names of the containers are locked first, as by who moves one. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { BrokenOut } from './breakout.messages.ts';
import { type Boxed, takenOut } from './breakout.ts';
import type { NewMovement } from './movements.store.ts';
import { post } from './movements.store.ts';

type Tx = Transaction<Tables>;

interface Goods {
  readonly item: string;
  readonly location: string;
  readonly lot: string;
}

/** A piece by its serial; empty: told by none. */
type Held = Goods & { readonly serial?: string };

/** Ours, told by no serial, loose and in containers, by place and lot; `among`: of one place and lot. */
export async function boxedOf(tx: Tx, site: string, item: string, among?: Omit<Goods, 'item'>) {
  let query = tx
    .selectFrom('stock')
    .select(['location', 'lot', 'container', 'qty'])
    .where('site', '=', site)
    .where('item', '=', item)
    .where('serial', '=', '')
    .where('owner', '=', '')
    .where('qty', '<>', 0);
  if (among) query = query.where('location', '=', among.location).where('lot', '=', among.lot);
  return query.execute();
}

/** Where a piece stands, whoever's it is and wherever that may be. */
export async function standingOf(tx: Tx, site: string, item: string, serial: string) {
  const { rows } = await sql<{ location: string; owner: string; usable: boolean }>`
    select s.location, s.owner, l.usable and l.kind <> 'transit' as usable from stock s join locations l on l.site = s.site and l.code = s.location
    where s.site = ${site} and s.item = ${item} and s.serial = ${serial} and s.qty > 0 limit 1`.execute(tx);
  return rows[0];
}

/** So much stands loose at one place under one lot. */
export async function looseAt(tx: Tx, site: string, { item, location, lot }: Goods): Promise<number> {
  const found = await tx
    .selectFrom('stock')
    .select('qty')
    .where('site', '=', site)
    .where('item', '=', item)
    .where('location', '=', location)
    .where('lot', '=', lot)
    .where('serial', '=', '')
    .where('container', '=', '')
    .where('owner', '=', '')
    .executeTakeFirst();
  return found?.qty ?? 0;
}

interface Among {
  readonly location?: string;
  readonly lot?: string;
  readonly serial?: string;
  readonly serials?: readonly string[];
  /** A moment: which pieces are held beyond it is told. */
  readonly now?: string;
}

/** Pieces of ours by serials at usable places, with the container in which each stands; of very many the first hundred. */
export async function piecesOf(
  tx: Tx,
  site: string,
  item: string,
  { location, lot, serial, serials = serial === undefined ? undefined : [serial], now }: Among = {},
) {
  const { rows } = await sql<{
    location: string;
    lot: string;
    serial: string;
    container: string;
    held: boolean;
    available: string | null;
  }>`
    select s.location, s.lot, s.serial, s.container, s.available_from as available,
      coalesce(s.available_from > ${now ?? null}::timestamptz, false) as held from stock s join locations l on l.site = s.site and l.code = s.location
    where s.site = ${site} and s.item = ${item} and s.serial <> '' and s.owner = '' and s.qty > 0 and l.usable and l.kind <> 'transit'
      and (${location ?? null}::text is null or s.location = ${location ?? null})
      and (${lot ?? null}::text is null or s.lot = ${lot ?? null})
      and (${serials ?? null}::text[] is null or s.serial = any(${serials ?? null}::text[]))
    order by s.location, s.serial limit 100`.execute(tx);
  return rows;
}

interface Share extends Omit<Goods, 'item'> {
  /** So many of the first are another's. */
  readonly skip: number;
  readonly many: number;
}

/** Pieces of ours that may be taken today, so many of each place and lot in the order of their serials; of very many the first hundred of each, five hundred in all. */
export async function goodPieces(
  tx: Tx,
  site: string,
  item: string,
  shares: readonly Share[],
  { now, today }: { readonly now: string; readonly today: string },
) {
  if (shares.length === 0) return [];
  const { rows } = await sql<{ location: string; lot: string; serial: string }>`
    select p.location, p.lot, p.serial
    from jsonb_to_recordset(${JSON.stringify(shares.map((one, turn) => ({ ...one, turn })))}::jsonb)
      as share (location text, lot text, skip int, many int, turn int)
    cross join lateral (select s.location, s.lot, s.serial from stock s join locations l on l.site = s.site and l.code = s.location
      where s.site = ${site} and s.item = ${item} and s.location = share.location and s.lot = share.lot and s.serial <> '' and s.owner = ''
        and s.qty > 0 and l.usable and l.kind <> 'transit' and coalesce(s.available_from <= ${now}::timestamptz, true)
        and coalesce(s.expires >= ${today}::date, true)
      order by s.serial offset share.skip limit least(share.many, 100)) p
    order by share.turn, p.serial limit 500`.execute(tx);
  return rows;
}

const at = (rows: Awaited<ReturnType<typeof boxedOf>>, { location, lot }: Omit<Goods, 'item'>): readonly Boxed[] =>
  rows.filter((one) => one.location === location && one.lot === lot);

/** The names of containers and pieces of these, in the order in which the ledger locks names. Who locks balances by himself does this before. */
export async function holdContainers(tx: Tx, site: string, goods: readonly Held[]): Promise<void> {
  const keys = JSON.stringify(goods.map(({ item, location, lot, serial = '' }) => ({ item, location, lot, serial })));
  await sql`select pg_advisory_xact_lock(name) from (
    with goods as (select * from jsonb_to_recordset(${keys}::jsonb) as g (item text, location text, lot text, serial text))
    select container_lock(${site}, s.container) as name from goods g
    join stock s on (s.site, s.item, s.location, s.lot, s.serial, s.owner) = (${site}, g.item, g.location, g.lot, g.serial, '')
    where s.container <> '' and s.qty > 0
    union select piece_lock(${site}, g.item, g.serial) from goods g where g.serial <> '' order by name) names`.execute(
    tx,
  );
}

/** Makes so much of goods stand loose where they are, as far as containers there hold it; answers what was taken out of which. */
export async function breakOut(
  tx: Tx,
  site: string,
  goods: Goods & { readonly qty: number },
  how: Pick<NewMovement, 'movedAt' | 'reference'>,
): Promise<readonly BrokenOut[]> {
  const { item, location, lot, qty } = goods;
  if (takenOut(await boxedOf(tx, site, item, goods), qty).length === 0) return [];
  await holdContainers(tx, site, [goods]);
  const out = takenOut(await boxedOf(tx, site, item, goods), qty);
  for (const one of out)
    await post(tx, site, {
      ...how,
      item,
      lot,
      qty: one.qty,
      container: one.container,
      toContainer: '',
      from: location,
      to: location,
      reason: null,
      overfull: undefined,
    });
  return out.map((one) => ({ ...one, item }));
}

/** Of some taken offers, out of which containers each will be. */
export const outOf = (
  rows: Awaited<ReturnType<typeof boxedOf>>,
  taken: Omit<Goods, 'item'> & { readonly qty: number },
): readonly string[] => takenOut(at(rows, taken), taken.qty).map(({ container }) => container);
