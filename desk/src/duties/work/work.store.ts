/** The life of a work order in the database: firm → released, with its own steps and material. */
import type { Qty } from '@hotlist/engine';
import { type Selectable, sql, type Transaction, type Updateable } from 'kysely';
import { decimalOf, exact, lossOf, shareOf, steps } from '../../house/amounts.ts';
import type { Decision } from '../../house/decision.ts';
import { notFound, Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { nextNumbers } from '../../server/numbering.ts';
import { lockSite } from '../../server/site-lock.ts';
import { cancel, redate, type SizedOrder } from './changes.ts';
import { type BillLine, type DrawnMaterial, materialFor, startedFor } from './release.ts';
import { changeRefusals, noRouting, notFirm } from './work.messages.ts';
import type { WorkOrdersTable, WorkStepsTable } from './work.tables.ts';

type Tx = Transaction<Tables>;

export interface NewWorkOrder {
  readonly item: string;
  readonly qty: number;
  readonly due: string | null;
  /** Where it comes from, in words that no other order has: asked again with the same, the same order is answered. */
  readonly origin: string;
}

/** Makes firm work orders with the next numbers, answered in the order in which they are wanted; the same origin twice is one order. */
export async function makeWorkOrders(
  tx: Tx,
  site: string,
  wanted: readonly NewWorkOrder[],
): Promise<readonly string[]> {
  await lockSite(tx, site);
  const known = await tx
    .selectFrom('work_orders')
    .select(['number', 'origin'])
    .where('site', '=', site)
    .where(sql<boolean>`origin = any(${wanted.map((one) => one.origin)}::text[])`)
    .execute();
  const numbers = new Map(known.map((row) => [row.origin, row.number]));
  const fresh = wanted.filter((one) => !numbers.has(one.origin));
  const free = await nextNumbers(tx, site, 'MO', fresh.length, async (some) => {
    const taken = await tx
      .selectFrom('work_orders')
      .select('number')
      .where('site', '=', site)
      .where(sql<boolean>`number = any(${[...some]}::text[])`)
      .execute();
    return taken.map((row) => row.number);
  });
  fresh.forEach((one, n) => numbers.set(one.origin, free[n]!));
  await sql`
    insert into work_orders (site, number, item, revision, qty, state, due, origin)
    select ${site}, w.number, w.item, i.revision, w.qty, 'firm', w.due, w.origin
    from jsonb_to_recordset(${JSON.stringify(fresh.map((one) => ({ ...one, number: numbers.get(one.origin) })))}::jsonb)
      as w (number text, item text, qty numeric, due timestamptz, origin text)
    join items i on i.site = ${site} and i.code = w.item`.execute(tx);
  return wanted.map((one) => numbers.get(one.origin)!);
}

/**
 * Releases firm orders: copies routing and bill as they count today, so that tickets can be printed and material issued.
 * All or none. The orders are locked in the order of their numbers, so two batches wait for each other and never cross.
 */
export async function releaseWorkOrders(tx: Tx, site: string, wanted: readonly string[], today: string) {
  const numbers = [...new Set(wanted)].sort();
  const orders = await tx
    .selectFrom('work_orders')
    .selectAll()
    .where('site', '=', site)
    .where(sql<boolean>`number = any(${numbers}::text[])`)
    .orderBy('number')
    .forUpdate()
    .execute();
  const structure = await structureOf(
    tx,
    site,
    orders.map((order) => order.item),
    today,
  );
  for (const number of numbers) {
    const order = orders.find((one) => one.number === number);
    if (!order) throw notFound('work order', number);
    await releaseWorkOrder(tx, site, order, structure);
  }
  return numbers;
}

type Structures = Awaited<ReturnType<typeof structureOf>>;

async function releaseWorkOrder(
  tx: Tx,
  site: string,
  order: Pick<Selectable<WorkOrdersTable>, 'number' | 'item' | 'qty' | 'state'>,
  structure: Structures,
): Promise<void> {
  const { number } = order;
  if (order.state !== 'firm') throw new Refusal(409, 'not-firm', notFirm(number, order.state));
  const routing = await routingOf(tx, site, order.item);
  if (routing.length === 0) throw new Refusal(422, 'no-routing', noRouting(order.item));
  const own = await tx
    .selectFrom('work_steps')
    .select('seq')
    .where('site', '=', site)
    .where('work_order', '=', number)
    .execute();
  if (own.length === 0)
    await tx
      .insertInto('work_steps')
      .values(
        routing.map((step) => ({
          site,
          work_order: number,
          seq: step.seq,
          name: step.name,
          work_centre: step.work_centre,
          machine: null,
          machines: step.machines,
          setup_minutes: step.setup_minutes,
          run_minutes: step.run_minutes,
          fixed_minutes: step.fixed_minutes,
          batch_minutes: step.batch_minutes,
          batch_qty: step.batch_qty,
          teardown_minutes: step.teardown_minutes,
          transfer_qty: step.transfer_qty,
          split_machines: step.split_machines,
          gap_hours: step.gap_hours,
          max_gap_hours: step.max_gap_hours,
          setup_family: step.setup_family,
          crew: step.crew,
          crew_size: step.crew_size,
          attends: step.attends,
          setup_crew: step.setup_crew,
          setup_crew_size: step.setup_crew_size,
          tools: step.tools,
          pausable: step.pausable,
          outside_days: step.outside_days,
          state: 'waiting',
          good: 0,
          scrap: 0,
          started_at: null,
          frozen_from: null,
          frozen_to: null,
          instructions: step.instructions,
        })),
      )
      .execute();
  const material = await tx
    .selectFrom('work_materials')
    .select('id')
    .where('site', '=', site)
    .where('work_order', '=', number)
    .executeTakeFirst();
  if (!material) {
    const lines = drawnFor(order.item, steps(order.qty, structure.decimalsOf(order.item), 'up'), routing, structure);
    if (lines.length > 0)
      await tx
        .insertInto('work_materials')
        .values(
          lines.map((line) => ({
            site,
            work_order: number,
            item: line.item,
            seq: line.seq,
            qty: decimalOf(line.qty, structure.decimalsOf(line.item)),
            issued: 0,
          })),
        )
        .execute();
  }
  await tx
    .updateTable('work_orders')
    .set({ state: 'released' })
    .where('site', '=', site)
    .where('number', '=', number)
    .execute();
}

export const routingOf = (tx: Tx, site: string, item: string) =>
  tx.selectFrom('routing_steps').selectAll().where('site', '=', site).where('item', '=', item).orderBy('seq').execute();

/** The material that so many of an item draw, with what is lost on the way. */
export function drawnFor(
  item: string,
  good: Qty,
  routing: readonly { readonly yield_percent: number }[],
  structure: Structures,
): readonly DrawnMaterial[] {
  const yields = [structure.yieldOf(item), ...routing.map((step) => shareOf(step.yield_percent))];
  return materialFor(item, startedFor(good, yields), structure);
}

/** The order with its row locked, and whether anybody worked on it. */
async function lockedOrder(tx: Tx, site: string, number: string): Promise<SizedOrder> {
  const order = await tx
    .selectFrom('work_orders')
    .select(['number', 'state', 'item', 'qty', 'good', 'scrap'])
    .where('site', '=', site)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
  if (!order) throw notFound('work order', number);
  const [worked] = await workedOn(tx, site, [number]);
  return { ...order, worked: worked !== undefined || order.good > 0 || order.scrap > 0 };
}

/** Those of these orders of which a step was begun or reported. */
export async function workedOn(tx: Tx, site: string, numbers: readonly string[]): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('work_steps')
    .select('work_order')
    .distinct()
    .where('site', '=', site)
    .where(sql<boolean>`work_order = any(${[...numbers]}::text[])`)
    .where((or) => or.or([or('state', '<>', 'waiting'), or('good', '>', 0), or('scrap', '>', 0)]))
    .execute();
  return rows.map((row) => row.work_order);
}

export const redateWorkOrder = (tx: Tx, site: string, number: string, due: string): Promise<void> =>
  changeOrder(tx, site, number, (order) => redate(order, due));

/** The caller holds the site. */
export const cancelWorkOrder = (tx: Tx, site: string, number: string): Promise<void> =>
  changeOrder(tx, site, number, cancel);

type OrderChange = Decision<
  { readonly due: string } | { readonly state: 'cancelled' } | { readonly qty: number },
  keyof typeof changeRefusals
>;

export async function changeOrder(
  tx: Tx,
  site: string,
  number: string,
  decide: (order: SizedOrder) => OrderChange,
): Promise<void> {
  const decision = decide(await lockedOrder(tx, site, number));
  if (decision.kind !== 'accept') throw new Refusal(409, decision.code, changeRefusals[decision.code](decision.values));
  for (const fact of decision.facts)
    await tx.updateTable('work_orders').set(fact).where('site', '=', site).where('number', '=', number).execute();
}

/** What was reported, added up: of an operation and of its order, which the caller holds locked. */
export async function keepProgress(
  tx: Tx,
  site: string,
  { number, seq }: { readonly number: string; readonly seq: number },
  { step, order }: { readonly step: Updateable<WorkStepsTable>; readonly order: Updateable<WorkOrdersTable> },
): Promise<void> {
  await tx
    .updateTable('work_steps')
    .set(step)
    .where('site', '=', site)
    .where('work_order', '=', number)
    .where('seq', '=', seq)
    .execute();
  await tx.updateTable('work_orders').set(order).where('site', '=', site).where('number', '=', number).execute();
}

/** What it has finished and put to stock. */
export async function keepGood(tx: Tx, site: string, number: string, good: number): Promise<void> {
  await tx.updateTable('work_orders').set({ good }).where('site', '=', site).where('number', '=', number).execute();
}

export interface MaterialLine {
  readonly item: string;
  readonly seq: number;
  readonly qty: number;
  readonly issued: number;
}

/** An order with what it draws, by step; with its row locked when something will be issued. */
export async function orderWithMaterial(tx: Tx, site: string, number: string, lock = false) {
  const query = tx
    .selectFrom('work_orders')
    .select(['number', 'item', 'qty', 'good', 'state', 'due'])
    .where('site', '=', site)
    .where('number', '=', number);
  const order = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!order) throw notFound('work order', number);
  const lines: MaterialLine[] = await tx
    .selectFrom('work_materials')
    .select(['item', 'seq', 'qty', 'issued'])
    .where('site', '=', site)
    .where('work_order', '=', number)
    .orderBy('seq')
    .orderBy('item')
    .execute();
  return { ...order, lines };
}

/** What an order needs and got of an item at a step, as it stands now; a line that it did not have is added. */
export async function keepMaterial(tx: Tx, site: string, number: string, line: MaterialLine): Promise<void> {
  await tx
    .insertInto('work_materials')
    .values({ site, work_order: number, ...line })
    .onConflict((known) =>
      known.columns(['site', 'work_order', 'item', 'seq']).doUpdateSet({ qty: line.qty, issued: line.issued }),
    )
    .execute();
}

/** These items and all that they are made of by the bills that count on a day: each once, however it is reached. */
async function itemsBelow(tx: Tx, site: string, items: readonly string[], today: string): Promise<readonly string[]> {
  const { rows } = await sql<{ code: string }>`
    with recursive below (code) as (
      select unnest(${[...new Set(items)]}::text[])
      union
      select c.component from below b join components c on c.site = ${site} and c.parent = b.code
        and coalesce(c.valid_from <= ${today}::date, true) and coalesce(c.valid_to >= ${today}::date, true)
    ) select code from below order by code`.execute(tx);
  return rows.map((row) => row.code);
}

/** The bills of these items and of all below them that count on a day, as the release needs them; of no others. */
export async function structureOf(tx: Tx, site: string, of: readonly string[], today: string) {
  const known = await itemsBelow(tx, site, of, today);
  const items = await tx
    .selectFrom('items')
    .innerJoin('units', (join) => join.onRef('units.code', '=', 'items.unit').onRef('units.site', '=', 'items.site'))
    .select(['items.code', 'items.supply', 'items.yield_percent', 'units.decimals'])
    .where('items.site', '=', site)
    .where(sql<boolean>`items.code = any(${known}::text[])`)
    .execute();
  const byCode = new Map(items.map((item) => [item.code, item]));
  const decimalsOf = (item: string): number => byCode.get(item)?.decimals ?? 0;
  const lines = await tx
    .selectFrom('components')
    .selectAll()
    .where('site', '=', site)
    .where(sql<boolean>`parent = any(${known}::text[])`)
    .where((or) => or.or([or('valid_from', 'is', null), or('valid_from', '<=', today)]))
    .where((or) => or.or([or('valid_to', 'is', null), or('valid_to', '>=', today)]))
    .orderBy('id')
    .execute();
  const bills = new Map<string, BillLine[]>();
  for (const line of lines) {
    const bill: BillLine = {
      component: line.component,
      qtyPer: exact(line.qty_per),
      seq: line.seq,
      scrap: lossOf(line.scrap_percent),
      perOrder: steps(line.per_order, decimalsOf(line.component), 'up') as Qty,
      alternateGroup: line.alternate_group,
      rank: line.rank,
    };
    const siblings = bills.get(line.parent);
    if (siblings) siblings.push(bill);
    else bills.set(line.parent, [bill]);
  }
  return {
    /** The items themselves and all below them. */
    items: known,
    billOf: (item: string): readonly BillLine[] => bills.get(item) ?? [],
    isPhantom: (item: string): boolean => byCode.get(item)?.supply === 'phantom',
    decimalsOf,
    yieldOf: (item: string) => shareOf(byCode.get(item)?.yield_percent ?? 100),
  };
}

/** Steps that are frozen by their records are no more. */
export async function unfreezeSteps(
  tx: Tx,
  site: string,
  steps: readonly { readonly order: string; readonly seq: number }[],
): Promise<void> {
  if (steps.length === 0) return;
  await sql`
    update work_steps w set frozen_from = null, frozen_to = null
    from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as s ("order" text, seq integer)
    where w.site = ${site} and w.work_order = s."order" and w.seq = s.seq and w.frozen_from is not null`.execute(tx);
}
