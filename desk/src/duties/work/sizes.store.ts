/** How many a work order is for: another quantity of it with its material, and the rest of it as an order of its own. */
import { sql, type Transaction } from 'kysely';
import { decimalOf, decimalText, steps, toMillionth, typedSteps } from '../../house/amounts.ts';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { lockSite } from '../../server/site-lock.ts';
import { resize, type SizedOrder, type Sizes, split } from './changes.ts';
import type { DrawnMaterial } from './release.ts';
import { changeRefusals, tooFine, tooMuch } from './work.messages.ts';
import {
  changeOrder,
  drawnFor,
  makeWorkOrders,
  orderWithMaterial,
  routingOf,
  structureOf,
  workedOn,
} from './work.store.ts';

type Tx = Transaction<Tables>;

/** The material of a released order goes with it; a firm one has no lines of its own. */
export async function resizeWorkOrder(
  tx: Tx,
  site: string,
  number: string,
  sizes: Sizes,
  today: string,
): Promise<void> {
  await changeOrder(tx, site, number, (order) => resize(order, sizes));
  await sizeMaterial(tx, site, number, sizes, today);
}

/** Answers the number of the order that the rest became, and how many it is for. */
export async function splitWorkOrder(
  tx: Tx,
  site: string,
  number: string,
  sizes: Sizes,
  today: string,
): Promise<{ readonly rest: string; readonly qty: number }> {
  await lockSite(tx, site);
  await changeOrder(tx, site, number, (order) => split(order, sizes));
  await sizeMaterial(tx, site, number, sizes, today);
  const { id, item, due, version } = await tx
    .selectFrom('work_orders')
    .select(['id', 'item', 'due', 'version'])
    .where('site', '=', site)
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const qty = toMillionth(sizes.from - sizes.to);
  const [rest] = await makeWorkOrders(tx, site, [
    // A number may be another order's one day; a record is one order for ever.
    { item, qty, due, origin: `split off ${number} (record ${id}, change ${version})` },
  ]);
  await followOrder(tx, site, rest!, number);
  return { rest: rest!, qty };
}

/** What was split off an order is of its revision and for the same customer's line. */
export async function followOrder(tx: Tx, site: string, rest: string, number: string): Promise<void> {
  await sql`update work_orders rest set revision = stays.revision, order_no = stays.order_no, line = stays.line
    from work_orders stays
    where rest.site = ${site} and rest.number = ${rest} and stays.site = ${site} and stays.number = ${number}`.execute(
    tx,
  );
}

/** As they stand, by number; none is locked. */
export async function ordersSized(tx: Tx, site: string, numbers: readonly string[]): Promise<readonly SizedOrder[]> {
  const rows = await tx
    .selectFrom('work_orders')
    .select(['number', 'state', 'item', 'qty', 'good', 'scrap'])
    .where('site', '=', site)
    .where(sql<boolean>`number = any(${[...numbers]}::text[])`)
    .execute();
  const worked = new Set(await workedOn(tx, site, numbers));
  return rows.map((row) => ({ ...row, worked: worked.has(row.number) || row.good > 0 || row.scrap > 0 }));
}

/** What an order has still to draw, by item: by its own lines, or by the bill where it has none. */
export async function needsOf(
  tx: Tx,
  site: string,
  number: string,
  today: string,
): Promise<ReadonlyMap<string, number>> {
  const { item, qty, lines } = await orderWithMaterial(tx, site, number);
  const needs = new Map<string, number>();
  const need = (of: string, open: number) => needs.set(of, toMillionth((needs.get(of) ?? 0) + Math.max(0, open)));
  for (const line of lines) need(line.item, line.qty - line.issued);
  if (lines.length > 0) return needs;
  const structure = await structureOf(tx, site, [item], today);
  const good = steps(qty, structure.decimalsOf(item), 'up');
  for (const line of drawnFor(item, good, await routingOf(tx, site, item), structure))
    need(line.item, decimalOf(line.qty, structure.decimalsOf(line.item)));
  return needs;
}

async function sizeMaterial(tx: Tx, site: string, number: string, { from, to }: Sizes, today: string): Promise<void> {
  const { item, lines } = await orderWithMaterial(tx, site, number, true);
  const structure = await structureOf(tx, site, [item], today);
  const decimals = structure.decimalsOf(item);
  const counted = typedSteps(to, decimals);
  if (counted === 'not-whole') throw new Refusal(422, 'too-fine', tooFine(number, decimalText(1, decimals)));
  if (counted === 'too-much') throw new Refusal(422, 'too-much', tooMuch(number));
  if (lines.length === 0 || from === to) return;
  const refuse = (code: keyof typeof changeRefusals, values: Parameters<(typeof changeRefusals)[typeof code]>[0]) =>
    new Refusal(409, code, changeRefusals[code]({ number, ...values }));
  const routing = await routingOf(tx, site, item);
  const drawn = (qty: number) => drawnFor(item, steps(qty, decimals, 'up'), routing, structure);
  const nameOf = (line: Pick<DrawnMaterial, 'item' | 'seq'>) => `${line.item}\n${line.seq}`;
  const before = new Map(drawn(from).map((line) => [nameOf(line), line.qty as number]));
  const stepsOf = (line: { readonly item: string; readonly qty: number }) =>
    steps(line.qty, structure.decimalsOf(line.item), 'up');
  if (before.size !== lines.length || lines.some((line) => before.get(nameOf(line)) !== stepsOf(line)))
    throw refuse('material-own', { item });
  const issued = new Map(lines.map((line) => [nameOf(line), line.issued]));
  for (const line of drawn(to)) {
    const needed = decimalOf(line.qty, structure.decimalsOf(line.item));
    const out = issued.get(nameOf(line)) ?? 0;
    if (out > needed) throw refuse('issued-beyond', { item: line.item, issued: out, qty: to, needed });
    await sql`update work_materials set qty = ${needed}
      where site = ${site} and work_order = ${number} and item = ${line.item} and seq = ${line.seq}`.execute(tx);
  }
}
