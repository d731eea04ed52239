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

/** Ours, told by no serial, loose and in containers, by place and lot. */
export async function boxedOf(tx: Tx, site: string, item: string) {
  return tx
    .selectFrom('stock')
    .select(['location', 'lot', 'container', 'qty'])
    .where('site', '=', site)
    .where('item', '=', item)
    .where('serial', '=', '')
    .where('owner', '=', '')
    .where('qty', '<>', 0)
    .execute();
}

interface Among {
  readonly location?: string;
  readonly lot?: string;
  readonly serial?: string;
}

/** Pieces of ours by serials that may be used, with the container in which each stands; of very many the first hundred. */
export async function piecesOf(tx: Tx, site: string, item: string, { location, lot, serial }: Among = {}) {
  const { rows } = await sql<{ location: string; lot: string; serial: string; container: string }>`
    select s.location, s.lot, s.serial, s.container from stock s join locations l on l.site = s.site and l.code = s.location
    where s.site = ${site} and s.item = ${item} and s.serial <> '' and s.owner = '' and s.qty > 0 and l.usable and l.kind <> 'transit'
      and (${location ?? null}::text is null or s.location = ${location ?? null})
      and (${lot ?? null}::text is null or s.lot = ${lot ?? null})
      and (${serial ?? null}::text is null or s.serial = ${serial ?? null})
    order by s.location, s.serial limit 100`.execute(tx);
  return rows;
}

const at = (rows: Awaited<ReturnType<typeof boxedOf>>, { location, lot }: Omit<Goods, 'item'>): readonly Boxed[] =>
  rows.filter((one) => one.location === location && one.lot === lot);

/** Of these, in the order of their names. Who locks balances by himself does this before. */
export async function holdContainers(tx: Tx, site: string, goods: readonly Goods[]): Promise<void> {
  const keys = JSON.stringify(goods.map(({ item, location, lot }) => ({ item, location, lot })));
  await sql`select pg_advisory_xact_lock(name) from (
    select distinct container_lock(${site}, s.container) as name
    from jsonb_to_recordset(${keys}::jsonb) as g (item text, location text, lot text)
    join stock s on (s.site, s.item, s.location, s.lot, s.serial, s.owner) = (${site}, g.item, g.location, g.lot, '', '')
    where s.container <> '' and s.qty > 0 order by name) names`.execute(tx);
}

/** Makes so much of goods stand loose where they are, as far as containers there hold it; answers what was taken out of which. */
export async function breakOut(
  tx: Tx,
  site: string,
  goods: Goods & { readonly qty: number },
  how: Pick<NewMovement, 'movedAt' | 'reference'>,
): Promise<readonly BrokenOut[]> {
  const { item, location, lot, qty } = goods;
  if (takenOut(at(await boxedOf(tx, site, item), goods), qty).length === 0) return [];
  await holdContainers(tx, site, [goods]);
  const out = takenOut(at(await boxedOf(tx, site, item), goods), qty);
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
