/** Reservations in the database: read with who has them, made with the balances locked, released and given on. */

import { sql, type Transaction } from 'kysely';
import { decimalOf, toMillionth } from '../../house/amounts.ts';
import { nowAt, todayAt, wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import { notFound, Refusal } from '../../house/errors.ts';
import { lineCalled } from '../../house/kind.ts';
import type { Database } from '../../server/database/database.ts';
import { states } from '../../server/database/states.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { Site } from '../../server/http.ts';
import { expectedOf } from '../purchasing/purchasing.store.ts';
import { stillComingOf } from '../work/coming.store.ts';
import { type Coming, comingWords, type Holder, heldByOthers, notEnough } from './allocations.messages.ts';
import type { AllocationAct, Spot } from './allocations.ts';

type Tx = Transaction<Tables>;
type Db = Tx | Database;

export interface Place {
  readonly item: string;
  /** Absent: any. */
  readonly location?: string | undefined;
  readonly lot?: string | undefined;
}

const within = ({ location, lot }: Place, alias: string) =>
  sql.join(
    [
      sql`true`,
      ...(location === undefined ? [] : [sql`${sql.ref(`${alias}.location`)} = ${location}`]),
      ...(lot === undefined ? [] : [sql`${sql.ref(`${alias}.lot`)} = ${lot}`]),
    ],
    sql` and `,
  );

/** Why nobody may take of a balance `s` at its place `l` at a moment, whether it has expired or not; null: it is usable. */
export const keptFrom = (now: string) =>
  sql`case when l.kind = 'transit' then 'under way' when not l.usable or s.available_from > ${now}::timestamptz then 'held' end`;

/** In the order in which the ledger meets them, so that nobody waits in a circle. */
export async function lockBalances(tx: Tx, site: string, of: Place): Promise<void> {
  await sql`select from stock s where site = ${site} and item = ${of.item} and ${within(of, 's')}
    order by item, serial, location, lot, container, owner for update`.execute(tx);
}

export interface StandingSpot extends Spot {
  /** What of it is told by serials, of which each is named. */
  readonly pieces: number;
}

/**
 * Balances above zero with what of each is reserved by `today`, and what of that for a work order or a customer line, in the item's unit.
 * Where some of a place and lot may be taken today, the spot is of that alone: what has expired or is held beside it is no part of it.
 */
export async function spotsOf(
  db: Db,
  site: string,
  of: Place,
  {
    now,
    today,
    order = null,
    line = 0,
  }: {
    readonly now: string;
    readonly today: string;
    readonly order?: string | null;
    /** 0: a work order. */
    readonly line?: number;
  },
): Promise<StandingSpot[]> {
  const { rows } = await sql<StandingSpot>`
    with lying as (select s.item, s.location, s.lot, s.serial, s.qty, s.expires, ${keptFrom(now)} is null as usable
      from stock s join locations l on l.site = s.site and l.code = s.location
      where s.site = ${site} and s.item = ${of.item} and s.owner = '' and s.qty <> 0 and ${within(of, 's')}),
    judged as (select *, qty > 0 and usable and coalesce(expires >= ${today}::date, true) as good from lying),
    marked as (select *, bool_or(good) over (partition by location, lot) as some_good from judged)
    select s.location, s.lot, sum(s.qty) as there, coalesce(sum(s.qty) filter (where s.serial <> ''), 0) as pieces,
      bool_and(s.usable) filter (where s.qty > 0) as usable, min(s.expires) filter (where s.qty > 0)::text as expires,
      (select coalesce(min(m.id), 0) from movements m where m.site = ${site} and m.item = s.item and m.lot = s.lot) as since,
      (select coalesce(sum(a.qty), 0) from allocations a where a.site = ${site} and a.item = s.item and a.location = s.location and a.lot = s.lot
        and coalesce(a.until >= ${today}::date, true)) as allocated,
      (select coalesce(sum(a.qty), 0) from allocations a where a.site = ${site} and a.item = s.item and a.location = s.location and a.lot = s.lot
        and coalesce(a.until >= ${today}::date, true) and a.for_order = ${order} and a.for_line = ${line}) as own
    from marked s where s.good or s.qty < 0 or not s.some_good
    group by s.item, s.location, s.lot having sum(s.qty) > 0 order by s.location, s.lot`.execute(db);
  return rows;
}

export interface Held extends Holder {
  readonly id: number;
  readonly location: string;
  readonly lot: string;
  readonly until: string | null;
  readonly reason: string | null;
}

/** Who has what of an item, by hand; the largest share first. */
export async function holdersOf(db: Db, site: string, of: Place, today: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select a.id, a.for_order, a.for_line, a.qty, a.location, a.lot, a.until::text as until, a.reason, ${writerNamed(sql`coalesce(
      (select t.by from allocation_acts t where t.site = a.site and t.supply = a.supply and t.item = a.item
        and (t.for_order, t.for_line) = (a.for_order, a.for_line) and t.qty > 0 and t.act in ('reserved', 'transferred') order by t.id desc limit 1),
      a.changed_by)`)} as by
    from allocations a where a.site = ${site} and a.item = ${of.item} and a.location is not null and ${within(of, 'a')}
      and coalesce(a.until >= ${today}::date, true)
    order by a.qty desc, a.id`.execute(db);
  return rows;
}

/** What is on its way of an item, soonest first: open purchase lines as expected, open work orders by the published plan, else by their date. */
export async function comingOf(db: Db, site: string, item: string, now: string): Promise<Coming[]> {
  const brings = await stillComingOf(db, site, [item]);
  const { rows } = await sql<Omit<Coming, 'qty'> & { qty: number | null }>`
    select concat_ws('/', p.order_no, p.line) as by, ${expectedOf('p', now)} as at, p.qty - p.received as qty
    from purchase_lines p where p.site = ${site} and p.item = ${item} and p.state = 'open' and p.qty > p.received
    union all
    select w.number, greatest(${now}::timestamptz, coalesce((
      select o.ends from plan_orders o join plan_versions v on v.id = o.version
      where v.site = ${site} and v.state = 'published' and o.work_order = w.number order by v.id desc limit 1), w.due)), null
    from work_orders w where w.site = ${site} and w.number = any(${[...brings.keys()]}::text[])
    order by 2 nulls last, 1`.execute(db);
  return rows.map(({ qty, ...row }) => {
    const { open, decimals } = brings.get(row.by) ?? { open: 0, decimals: 0 };
    return { ...row, qty: qty ?? decimalOf(open, decimals) };
  });
}

/** True for an open customer line ("SO-1/2": line above 0), its row held, as who ships holds it before balances, or an open work order (line 0). */
export async function isOpen(tx: Tx, site: string, order: string, line: number): Promise<boolean> {
  const { rows } = await (line > 0
    ? sql`select from customer_lines where site = ${site} and order_no = ${order} and line = ${line} and state = 'open' for share`
    : sql`select from work_orders where site = ${site} and number = ${order} and state in ('firm', 'released', 'started')`
  ).execute(tx);
  return rows.length > 0;
}

/** "SO-1042/2" → its order and line; anything else is a work order. */
export const consumerNamed = (name: string): { readonly for_order: string; readonly for_line: number } => {
  const line = lineCalled(name);
  return line ? { for_order: line.order, for_line: line.line } : { for_order: name, for_line: 0 };
};

/** Why what follows in this transaction is done to reservations. */
const because = (tx: Tx, act: AllocationAct | '', why: string) =>
  sql`select set_config('hotlist.allocation', ${act}, true), set_config('hotlist.why', ${why}, true)`.execute(tx);

export interface NewAllocation {
  readonly item: string;
  readonly location: string;
  readonly lot: string;
  readonly qty: number;
  readonly for_order: string;
  readonly for_line: number;
  readonly until: string | null;
  readonly reason: string | null;
}

/** More for the same, at the same place, is one reservation, as long as the longer of the two. The caller has locked the balance. */
export async function keepAllocation(tx: Tx, site: string, one: NewAllocation): Promise<void> {
  const { item, location, lot } = one;
  // What has run out does not come back with it.
  await sql`select allocations_expire(${site}, ${item}, ${location}, ${lot})`.execute(tx);
  await sql`
    insert into allocations as here (site, supply, item, qty, for_order, for_line, until, reason)
    values (${site}, ${`stock/${item}/${location}/${lot}`}, ${item}, ${one.qty}, ${one.for_order}, ${one.for_line}, ${one.until}, ${one.reason})
    on conflict (site, supply, item, for_order, for_line) do update
      set qty = here.qty + excluded.qty, reason = coalesce(excluded.reason, here.reason),
        until = case when here.until is null or excluded.until is null then null else greatest(here.until, excluded.until) end`.execute(
    tx,
  );
}

/** A reservation with its balance and itself locked, in this order, as the ledger goes. */
export async function lockAllocation(tx: Tx, site: string, id: number) {
  const seen = await tx
    .selectFrom('allocations')
    .select(['item', 'location', 'lot'])
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst();
  if (seen?.location != null)
    await lockBalances(tx, site, { item: seen.item, location: seen.location, lot: seen.lot ?? '' });
  const found = await tx
    .selectFrom('allocations')
    .select(['id', 'supply', 'item', 'location', 'lot', 'qty', 'for_order', 'for_line', 'until', 'reason'])
    .where('site', '=', site)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw notFound('reservation', String(id));
  return found;
}

/** All that is reserved for a work order, with the balances that it is of, as it stands once they are locked. */
export async function lockAllocationsFor(tx: Tx, site: string, order: string): Promise<readonly LockedAllocation[]> {
  const reserved = tx
    .selectFrom('allocations')
    .where('site', '=', site)
    .where('for_order', '=', order)
    .where('for_line', '=', 0)
    .orderBy('item')
    .orderBy('location')
    .orderBy('lot');
  for (const { item, location, lot } of await reserved.select(['item', 'location', 'lot']).execute())
    if (location !== null) await lockBalances(tx, site, { item, location, lot: lot ?? '' });
  return reserved
    .select(['id', 'supply', 'item', 'location', 'lot', 'qty', 'for_order', 'for_line', 'until', 'reason'])
    .forUpdate()
    .execute();
}

export type LockedAllocation = Awaited<ReturnType<typeof lockAllocation>>;

/** Takes so much off a reservation; what comes to nothing is gone. */
export async function lessen(
  tx: Tx,
  one: LockedAllocation,
  qty: number,
  act: AllocationAct,
  why: string,
): Promise<void> {
  await because(tx, act, why);
  const left = toMillionth(one.qty - qty);
  if (left <= 0) await tx.deleteFrom('allocations').where('id', '=', one.id).execute();
  else await tx.updateTable('allocations').set({ qty: left }).where('id', '=', one.id).execute();
  await because(tx, '', '');
}

/** Takes so much of what is reserved for a work order at a place off it: it goes on with the goods, or is released. The caller has locked the balance. */
export async function unreserve(
  tx: Tx,
  site: string,
  at: { readonly item: string; readonly location: string; readonly lot: string },
  order: string,
  qty: number,
  why: string,
  act: AllocationAct = 'moved',
): Promise<void> {
  await sql`select allocations_cut(${site}, ${at.item}, ${at.location}, ${at.lot}, ${qty}, ${act}, ${why}, null, ${order}, 0)`.execute(
    tx,
  );
}

/** The same pieces for another; whatever supply it is. */
export const giveOn = (
  tx: Tx,
  site: string,
  one: LockedAllocation,
  qty: number,
  to: { readonly for_order: string; readonly for_line: number },
  why: string,
): Promise<void> => carry(tx, site, one, qty, { supply: one.supply, ...to, act: 'transferred', reason: why }, why);

/** Of what is reserved of a purchase line and has not run out more than `stays` is of the part that went of it, the latest first. The caller holds the line. */
export async function carryToPart(
  tx: Tx,
  site: string,
  { line, part, stays }: { readonly line: string; readonly part: string; readonly stays: number },
  why: string,
): Promise<void> {
  const held = await tx
    .selectFrom('allocations')
    .select(['id', 'supply', 'item', 'location', 'lot', 'qty', 'for_order', 'for_line', 'until', 'reason'])
    .where('site', '=', site)
    .where('supply', '=', `purchase/${line}`)
    .where(sql<boolean>`coalesce(until >= site_today(${site}), true)`)
    .orderBy('id', 'desc')
    .forUpdate()
    .execute();
  let over = toMillionth(held.reduce((sum, { qty }) => sum + qty, 0) - stays);
  for (const one of held) {
    const qty = Math.min(over, one.qty);
    if (qty <= 0) break;
    const { for_order, for_line, reason } = one;
    await carry(tx, site, one, qty, { supply: `purchase/${part}`, for_order, for_line, act: 'moved', reason }, why);
    over = toMillionth(over - qty);
  }
}

interface Carried {
  readonly supply: string;
  readonly for_order: string;
  readonly for_line: number;
  readonly act: AllocationAct;
  readonly reason: string | null;
}

async function carry(
  tx: Tx,
  site: string,
  one: LockedAllocation,
  qty: number,
  to: Carried,
  why: string,
): Promise<void> {
  await lessen(tx, one, qty, to.act, why);
  await because(tx, to.act, why);
  await sql`
    insert into allocations as here (site, supply, item, qty, for_order, for_line, until, reason)
    values (${site}, ${to.supply}, ${one.item}, ${qty}, ${to.for_order}, ${to.for_line}, ${one.until}, ${to.reason})
    on conflict (site, supply, item, for_order, for_line) do update set qty = here.qty + excluded.qty`.execute(tx);
  await because(tx, '', '');
}

/** What became of reservations, the latest first. */
export async function actsOf(
  tx: Tx,
  site: string,
  of: Partial<Place> & { readonly for_order?: string | undefined },
  limit: number,
) {
  let query = tx
    .selectFrom('allocation_acts')
    .select(['id', 'at', 'by', 'act', 'item', 'location', 'lot', 'qty', 'for_order', 'for_line', 'reason'])
    .where('site', '=', site);
  if (of.item !== undefined) query = query.where('item', '=', of.item);
  if (of.location !== undefined) query = query.where('location', '=', of.location);
  if (of.lot !== undefined) query = query.where('lot', '=', of.lot);
  if (of.for_order !== undefined) query = query.where('for_order', '=', of.for_order);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

/** Whether what is reserved of an item was released by the writer of this transaction, within it. */
export async function releasedNow(tx: Tx, site: string, item: string): Promise<boolean> {
  const { rows } = await sql`select from allocation_acts where site = ${site} and item = ${item} and act = 'released'
    and "by" = writer() and at >= transaction_timestamp() limit 1`.execute(tx);
  return rows.length > 0;
}

/** Reservations whose day is over, at all sites. */
export async function expireAll(tx: Tx, site: string, today: string, why: string): Promise<number> {
  await because(tx, 'expired', why);
  const gone = await tx
    .deleteFrom('allocations')
    .where('site', '=', site)
    .where('until', '<', today)
    .executeTakeFirst();
  await because(tx, '', '');
  return Number(gone.numDeletedRows);
}

/** What the database says of goods that are reserved. */
interface Said {
  readonly item: string;
  /** Empty: any. */
  readonly location: string;
  readonly lot: string;
  readonly free: number;
  readonly wanted: number;
}

/** The refusal of a write that the reservations refused, with who has the goods and when more comes; undefined: it was something else. */
export async function refusedByReservations(
  db: Database,
  site: Site,
  error: unknown,
  takes: boolean,
): Promise<Refusal | undefined> {
  const { code, detail } = error as { code?: string; detail?: string };
  if ((code !== states.allocated && code !== states.overAllocated) || !detail) return undefined;
  const said = JSON.parse(detail) as Said;
  return refusal(db, site, said, code === states.allocated ? 'allocated' : 'not-enough', takes);
}

/** `takes`: to `allocated` a supervisor may say yes there. */
export async function refusal(
  db: Db,
  site: Site,
  what: Said,
  code: 'allocated' | 'not-enough',
  takes = false,
): Promise<Refusal> {
  const [now, today] = [nowAt(site), todayAt(site)];
  const holders = await holdersOf(db, site.code, placeOf(what), today);
  const [coming] = await comingOf(db, site.code, what.item, now);
  const comes = comingWords(coming, (at) => dayWords(wallClock(site.zone, at).slice(0, 10), today));
  const text = code === 'allocated' ? heldByOthers(what, holders, comes, takes) : notEnough(what, holders, comes);
  const confirm = code === 'allocated' && takes ? { confirm: code } : {};
  return new Refusal(409, code, text, { values: { ...confirm, ...what, holders, coming: coming ?? null } });
}

const placeOf = ({ item, location, lot }: Said): Place => (location === '' ? { item } : { item, location, lot });
