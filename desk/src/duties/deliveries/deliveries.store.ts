/** Deliveries in the database: the delivery's row is locked first, then balances in the order in which the ledger meets them. */

import { sql, type Transaction } from 'kysely';
import { toMillionth } from '../../house/amounts.ts';
import { todayAt } from '../../house/clock.ts';
import { notFound, Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { nextNumbers } from '../../server/numbering.ts';
import { holdersOf, isOpen, keepAllocation, lockBalances, unreserve } from '../allocations/allocations.store.ts';
import type { BrokenOut } from '../inventory/breakout.messages.ts';
import { breakOut, holdContainers } from '../inventory/breakout.store.ts';
import { askExpired } from '../inventory/expired.store.ts';
import { post } from '../inventory/movements.store.ts';
import { byBalance } from '../inventory/movements.ts';
import { goneMeanwhile, sendRefusals } from './deliveries.messages.ts';
import { type DeliverySource, type Sent, sent } from './deliveries.ts';
import type { Goal } from './goals.store.ts';

type Tx = Transaction<Tables>;

/** In SQL: of a delivery `d`, its goods are still to be brought. */
export const isUnderWay = sql`(d.delivered_at is null and d.returned_at is null)`;

/** In SQL: goods of receipts that are to be brought on and are not there yet: `site`, `order`, `item`, `receipt`, `qty`, `made_at`. */
export const receiptsUnderWay = sql`(
  select d.site, d.work_order as "order", l.item, l.receipt, l.qty, d.made_at
  from deliveries d join delivery_lines l on l.delivery = d.id where ${isUnderWay} and l.receipt is not null)`;

/** The delivery that is to bring a kit, and where the latest one that did left it. */
export async function deliveryOfKit(tx: Tx, site: string, kit: string) {
  const { rows } = await sql<{ number: string; area: string; there: boolean }>`
    select d.number, d.area, d.delivered_at is not null as there from deliveries d
    where d.site = ${site} and d.source = 'kit' and d.source_key = ${kit} and d.returned_at is null order by d.id desc`.execute(
    tx,
  );
  return { underWay: rows.find((row) => !row.there)?.number ?? null, stands: rows.find((row) => row.there)?.area };
}

export interface UnderWay {
  readonly delivery: string;
  readonly item: string;
  readonly seq: number;
  readonly location: string;
  readonly lot: string;
  /** In the item's unit; all of it is reserved for the order there. */
  readonly qty: number;
}

/** What somebody is to bring for an order already, and has not yet. */
export async function linesUnderWay(tx: Tx, site: string, order: string): Promise<readonly UnderWay[]> {
  const { rows } = await sql<UnderWay>`
    select d.number as delivery, l.item, l.seq, l.location, l.lot, l.qty
    from deliveries d join delivery_lines l on l.delivery = d.id
    where d.site = ${site} and d.work_order = ${order} and ${isUnderWay} order by l.id`.execute(tx);
  return rows;
}

export interface Task {
  readonly source: DeliverySource;
  readonly key: string;
  readonly by: string;
}

export interface Parcel {
  readonly goal: Pick<Goal, 'order' | 'seq' | 'area' | 'work_centre'>;
  readonly goods: readonly Sent[];
}

/**
 * Makes a delivery of each parcel to where its goal is, of what does not stand there yet; what was free of it is reserved for the order.
 * Numbers come first, then the goods of all of them are locked at once.
 */
export async function sendOut(tx: Tx, site: Site, task: Task, parcels: readonly Parcel[]): Promise<readonly string[]> {
  const away = parcels.map(({ goal, goods }) => ({ ...goal, ...awayFrom(goal, goods) }));
  const numbers = await numbersFor(tx, site.code, away.length);
  await lockAll(
    tx,
    site.code,
    away.flatMap(({ lines }) => lines),
  );
  for (const [at, one] of away.entries()) await keepSent(tx, site, task, one, numbers[at] ?? '');
  return numbers;
}

const numbersFor = (tx: Tx, site: string, count: number): Promise<readonly string[]> =>
  nextNumbers(tx, site, 'DLV', count, async (some) =>
    (
      await tx
        .selectFrom('deliveries')
        .select('number')
        .where('site', '=', site)
        .where('number', 'in', [...some])
        .execute()
    ).map(({ number }) => number),
  );

/** What is to be brought of an item for bins and is not yet, by place and lot; it is reserved for nobody. */
export async function binsUnderWay(
  tx: Tx,
  site: string,
  item: string,
): Promise<readonly Pick<Sent, 'location' | 'lot' | 'qty'>[]> {
  const { rows } = await sql<Pick<Sent, 'location' | 'lot' | 'qty'>>`
    select l.location, l.lot, sum(l.qty)::float8 as qty from deliveries d join delivery_lines l on l.delivery = d.id
    where d.site = ${site} and d.source = 'kanban' and ${isUnderWay} and l.item = ${item} group by l.location, l.lot`.execute(
    tx,
  );
  return rows;
}

/**
 * Makes a delivery that fills the bin of a card, of goods of one item; nothing where none are found. The number comes first, then
 * `found` locks the balances and says what is free, as every delivery does.
 */
export async function sendBin(
  tx: Tx,
  site: string,
  { card, ...task }: { readonly card: string; readonly area: string } & Record<'due' | 'made_at' | 'made_by', string>,
  found: () => Promise<readonly Omit<Sent, 'seq' | 'receipt'>[]>,
): Promise<string | undefined> {
  const [number = ''] = await numbersFor(tx, site, 1);
  const goods = await found();
  if (goods.length === 0) return undefined;
  const made = await tx
    .insertInto('deliveries')
    .values({ ...task, site, number, source: 'kanban', source_key: card, work_order: null, seq: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('delivery_lines')
    .values(
      goods.map(({ item, lot, location, qty }) => {
        const kept = { item, lot, location, qty };
        return { ...kept, site, seq: 0, receipt: null, delivery: made.id, reserved: 0 };
      }),
    )
    .execute();
  return number;
}

function awayFrom(goal: Parcel['goal'], goods: readonly Sent[]) {
  const decision = sent(goods, goal);
  if (decision.kind === 'refuse') throw new Refusal(422, decision.code, sendRefusals[decision.code](decision.values));
  if (decision.kind === 'confirm' || goal.area === null) throw new Error(`a delivery of ${goal.order} goes nowhere`);
  return { area: goal.area, lines: decision.facts.toSorted(byBalance) };
}

async function keepSent(
  tx: Tx,
  site: Site,
  { source, key, by }: Task,
  { order, seq, area, lines }: Pick<Goal, 'order' | 'seq'> & { readonly area: string; readonly lines: readonly Sent[] },
  number: string,
): Promise<void> {
  const reserved: number[] = [];
  for (const line of lines) reserved.push(await reserveMore(tx, site, order, line, number));
  const made = await tx
    .insertInto('deliveries')
    .values({ site: site.code, number, source, source_key: key, work_order: order, seq, area, made_by: by })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('delivery_lines')
    .values(
      // Goods are told with more than is kept of them, as where their place stands on the way.
      lines.map(({ item, seq, lot, location, qty, receipt }, at) => {
        const kept = { item, seq, lot, location, qty, receipt };
        return { ...kept, site: site.code, delivery: made.id, reserved: reserved[at] ?? 0 };
      }),
    )
    .execute();
}

/** What of a line is neither reserved for its order yet nor, reserved, brought by another delivery. Answers how much that was. */
async function reserveMore(tx: Tx, site: Site, order: string, line: Sent, number: string): Promise<number> {
  const { item, lot, location } = line;
  const held = (await holdersOf(tx, site.code, { item, lot, location }, todayAt(site)))
    .filter((one) => one.for_order === order && one.for_line === 0)
    .reduce((sum, one) => sum + one.qty, 0);
  const { rows } = await sql<{ qty: number }>`
    select coalesce(sum(l.qty), 0)::float8 as qty from deliveries d join delivery_lines l on l.delivery = d.id
    where d.site = ${site.code} and d.work_order = ${order} and ${isUnderWay}
      and l.item = ${item} and l.lot = ${lot} and l.location = ${location}`.execute(tx);
  const own = Math.max(0, held - (rows[0]?.qty ?? 0));
  const qty = Math.max(0, toMillionth(line.qty - own));
  if (qty > 0)
    await keepAllocation(tx, site.code, {
      item,
      location,
      lot,
      qty,
      for_order: order,
      for_line: 0,
      until: null,
      reason: number,
    });
  return qty;
}

/** Locked, for who takes, delivers or returns it. */
export async function lockDelivery(tx: Tx, site: string, number: string) {
  const found = await tx
    .selectFrom('deliveries')
    .selectAll()
    .where('site', '=', site)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw notFound('delivery', number);
  const lines = await tx.selectFrom('delivery_lines').selectAll().where('delivery', '=', found.id).execute();
  return { ...found, order: found.work_order, lines: lines.toSorted(byBalance) };
}
export type LockedDelivery = Awaited<ReturnType<typeof lockDelivery>>;

export const keepDelivery = (
  tx: Tx,
  id: number,
  change: Partial<
    Pick<
      LockedDelivery,
      | 'taken_at'
      | 'taken_by'
      | 'taken_by_id'
      | 'delivered_at'
      | 'delivered_by'
      | 'scanned'
      | 'due'
      | 'returned_at'
      | 'returned_by'
      | 'reason'
    >
  >,
) => tx.updateTable('deliveries').set(change).where('id', '=', id).execute();

/** Its goods stand in the area, reserved there for the order as long as that is open; answers out of which containers they were taken. */
export async function bringAll(
  tx: Tx,
  site: Site,
  one: LockedDelivery,
  at: string,
  said: { readonly overfull: string | undefined; readonly expired: string | undefined },
): Promise<readonly BrokenOut[]> {
  await holdContainers(tx, site.code, one.lines);
  await lockAll(tx, site.code, one.lines);
  const reason = await askExpired(tx, site, one.lines, at, said.expired);
  const { order } = one;
  const out: BrokenOut[] = [];
  const open = order !== null && (await isOpen(tx, site.code, order, 0));
  for (const line of one.lines) {
    const { item, lot, location, qty } = line;
    const delivery = { kind: 'delivery', key: one.number, part: null };
    out.push(...(await breakOut(tx, site.code, line, { movedAt: at, reference: delivery })));
    if (order !== null) await unreserve(tx, site.code, line, order, qty, one.number);
    await post(tx, site.code, {
      item,
      lot,
      qty,
      movedAt: at,
      from: location,
      to: one.area,
      reason,
      overfull: said.overfull,
      reference:
        line.receipt === null || order === null
          ? delivery
          : { kind: 'cross-dock', key: order, part: `receipt/${line.receipt}` },
    }).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'negative')
        throw new Refusal(422, 'moved-on', goneMeanwhile(one.number, item, location));
      throw error;
    });
    if (open)
      await keepAllocation(tx, site.code, {
        item,
        lot,
        location: one.area,
        qty,
        for_order: order,
        for_line: 0,
        until: null,
        reason: one.number,
      });
  }
  return out;
}

/** What it reserved is free again. */
export async function setFree(tx: Tx, site: string, one: LockedDelivery, why: string): Promise<void> {
  await lockAll(tx, site, one.lines);
  for (const line of one.lines)
    if (line.reserved > 0 && one.order !== null)
      await unreserve(tx, site, line, one.order, line.reserved, why, 'released');
}

async function lockAll(tx: Tx, site: string, lines: readonly Pick<Sent, 'item'>[]): Promise<void> {
  for (const item of [...new Set(lines.map((line) => line.item))].sort()) await lockBalances(tx, site, { item });
}
