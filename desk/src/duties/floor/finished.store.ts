/** Where finished work goes. */
import { sql, type Transaction } from 'kysely';
import { faultAt, notFound } from '../../house/errors.ts';
import type { Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { setSetting, settingOf } from '../../server/settings.ts';
import { takesGoods } from '../inventory/closed.tables.ts';
import { frozenPlaces } from '../inventory/frozen.store.ts';
import { placeClosed } from '../inventory/movements.messages.ts';

type Tx = Transaction<Tables>;

/**
 * Where work goes that is finished at that time (RFC 3339): where most of the item stands; else what the site set; else its only
 * usable location; else nowhere. A place that is closed or frozen for a count is passed over; `frozen` is the one that was, where nothing is left.
 */
export async function finishedLocation(tx: Tx, site: string, item: string, at: string): Promise<FinishedLocation> {
  const standing = await tx
    .selectFrom('stock as s')
    .innerJoin('locations as l', (join) => join.onRef('l.site', '=', 's.site').onRef('l.code', '=', 's.location'))
    .select('s.location')
    .where('s.site', '=', site)
    .where('s.item', '=', item)
    .where('l.usable', '=', true)
    .where(takesGoods('l'))
    .orderBy('s.qty', 'desc')
    .orderBy('s.location')
    .execute();
  const places = standing.map(({ location }) => location);
  const set = await finishedSetting(tx, site);
  if (set !== null && (await isOpenPlace(tx, site, set))) places.push(set);
  if (places.length === 0) places.push(...(await onlyUsable(tx, site)));
  const [first] = places;
  if (first === undefined) return { ...nowhere, closed: set === null ? null : await closedPlace(tx, site, set) };
  const frozen = await frozenPlaces(tx, site, at);
  const location = places.find((place) => !frozen.has(place)) ?? null;
  const sheet = frozen.get(first);
  return { ...nowhere, location, frozen: location === null && sheet !== undefined ? { location: first, sheet } : null };
}

export interface FinishedLocation {
  readonly location: string | null;
  readonly frozen: { readonly location: string; readonly sheet: number } | null;
  /** Set for finished work, and the only one there would be. */
  readonly closed: ClosedPlace | null;
}

export interface ClosedPlace {
  readonly location: string;
  readonly since: string;
}

export const nowhere: FinishedLocation = { location: null, frozen: null, closed: null };

async function closedPlace(tx: Tx, site: string, code: string): Promise<ClosedPlace | null> {
  const { rows } = await sql<ClosedPlace>`select l.code as location, l.closed::text as since from locations l
    where l.site = ${site} and l.code = ${code} and not ${takesGoods('l')}`.execute(tx);
  return rows[0] ?? null;
}

async function isOpenPlace(tx: Tx, site: string, code: string): Promise<boolean> {
  const found = await tx
    .selectFrom('locations')
    .select('id')
    .where('site', '=', site)
    .where('code', '=', code)
    .where(takesGoods('locations'))
    .executeTakeFirst();
  return found !== undefined;
}

async function onlyUsable(tx: Tx, site: string): Promise<string[]> {
  const usable = await tx
    .selectFrom('locations')
    .select('code')
    .where('site', '=', site)
    .where('usable', '=', true)
    .where(takesGoods('locations'))
    .limit(2)
    .execute();
  return usable.length === 1 ? usable.map(({ code }) => code) : [];
}

export async function finishedSetting(tx: Tx, site: string): Promise<string | null> {
  const set = await settingOf(tx, site, 'finished_location');
  return typeof set === 'string' ? set : null;
}

export async function setFinishedLocation(tx: Tx, site: string, location: string | null): Promise<void> {
  if (location !== null) {
    const known = await tx
      .selectFrom('locations')
      .select('id')
      .where('site', '=', site)
      .where('code', '=', location)
      .executeTakeFirst();
    if (!known) throw notFound('location', location);
    const closed = await closedPlace(tx, site, location);
    if (closed) throw faultAt('location', location, placeClosed(closed), 'place-closed');
  }
  await setSetting(tx, site, 'finished_location', location);
}

/** Finished work that was put to no stock, by order, as long as none of its item was counted in since: a plan makes it anew. */
export async function finishedNowhere(tx: Tx, site: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select r.work_order as number, w.item, sum(r.good) as good, max(r.posted_at) as posted_at, w.order_no, w.line
    from progress_reports r
    join work_orders w on w.site = r.site and w.number = r.work_order
    left join countersigns c on c.report = r.id
    where r.site = ${site} and r.kind = 'report' and r.good > 0 and r.location is null
      and (not r.waits or c.verdict = 'countersigned')
      and r.seq = (select max(s.seq) from work_steps s where s.site = r.site and s.work_order = r.work_order)
      and not exists (select from progress_reports back where back.reverses = r.id)
      and not exists (select from movements m where m.site = r.site and m.item = w.item and m.from_kind = 'adjustment'
        and m.to_location is not null and m.posted_at > r.posted_at)
    group by r.work_order, w.item, w.order_no, w.line order by r.work_order`.execute(tx);
  return rows;
}
