/** Gathers an item's movements from the standing plan, each with what it is pegged to. */
import { sql, type Transaction } from 'kysely';
import { nowAt, todayAt, wallClock } from '../../house/clock.ts';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { expectedOf } from '../purchasing/purchasing.store.ts';
import { standingVersion } from './planning.store.ts';
import { type BucketSize, type Movement, timePhased } from './timephased.ts';

type Tx = Transaction<Tables>;

export async function timePhasedOf(tx: Tx, site: Site, code: string, size: BucketSize) {
  const item = await tx
    .selectFrom('items')
    .select(['code', 'unit', 'safety_stock'])
    .where('site', '=', site.code)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!item) throw notFound('item', code);
  const { rows: stock } = await sql<{ qty: number }>`
    select coalesce(sum(s.qty), 0) as qty from stock s join locations l on l.site = s.site and l.code = s.location
    where s.site = ${site.code} and s.item = ${code} and s.owner = '' and l.usable`.execute(tx);
  const onHand = stock[0]?.qty ?? 0;
  const standing = await standingVersion(tx, site.code);
  const today = todayAt(site);
  const movements = standing ? await movementsOf(tx, site, standing.id, code) : [];
  const reserved = standing ? await reservedOf(tx, standing.id, code) : 0;
  return {
    item: item.code,
    unit: item.unit,
    onHand,
    reserved,
    available: Math.round((onHand - reserved) * 1e6) / 1e6,
    safetyStock: item.safety_stock,
    buckets: [...timePhased(onHand, item.safety_stock, today, movements, size)],
    movements: movements.map(({ day: _, ...shown }) => ({ ...shown, counterpart: [...shown.counterpart] })),
  };
}

/** Stock that the plan gives to somebody; what it only keeps for safety is still available. */
async function reservedOf(tx: Tx, version: number, item: string): Promise<number> {
  const { rows } = await sql<{ qty: number }>`
    select coalesce(sum(qty), 0) as qty from plan_pegs
    where version = ${version} and item = ${item} and supply like 'stock/%' and consumer not like 'safety/%'`.execute(
    tx,
  );
  return rows[0]?.qty ?? 0;
}

async function movementsOf(tx: Tx, site: Site, version: number, item: string): Promise<Movement[]> {
  const pegs = await tx
    .selectFrom('plan_pegs')
    .select(['supply', 'consumer', 'qty', 'at'])
    .where('version', '=', version)
    .where('item', '=', item)
    .execute();
  const orders = await tx
    .selectFrom('plan_orders')
    .select(['id', 'qty', 'starts', 'ends', 'work_order'])
    .where('version', '=', version)
    .where('item', '=', item)
    .execute();
  const bought = await tx
    .selectFrom('plan_purchases')
    .select(['id', 'qty', 'order_at', 'arrival'])
    .where('version', '=', version)
    .where('item', '=', item)
    .execute();
  const { rows: lines } = await sql<{ name: string; qty: number; at: string }>`
    select name, qty, at from (
      select concat('purchase/', l.order_no, '/', l.line) as name, l.qty - l.received as qty, ${expectedOf('l', nowAt(site))} as at
      from purchase_lines l where l.site = ${site.code} and l.item = ${item} and l.state = 'open' and l.qty > l.received
    ) open where at is not null`.execute(tx);
  const day = (at: string): string => wallClock(site.zone, at).slice(0, 10);
  const consumers = new Map<string, { name: string; qty: number }[]>();
  for (const peg of pegs) {
    const known = consumers.get(peg.supply);
    const one = { name: peg.consumer, qty: peg.qty };
    if (known) known.push(one);
    else consumers.set(peg.supply, [one]);
  }
  const to = (name: string) => consumers.get(name) ?? [];
  const movement = (
    row: Movement['row'],
    at: string,
    qty: number,
    name: string,
    counterpart: Movement['counterpart'],
  ): Movement => ({ at, day: day(at), row, qty, name, counterpart });

  const gross = new Map<string, { at: string; qty: number; from: { name: string; qty: number }[] }>();
  for (const peg of pegs) {
    if (peg.consumer.startsWith('safety/')) continue;
    const known = gross.get(peg.consumer) ?? { at: peg.at, qty: 0, from: [] };
    known.qty += peg.qty;
    known.from.push({ name: peg.supply, qty: peg.qty });
    gross.set(peg.consumer, known);
  }
  return [
    ...[...gross].map(([name, one]) => movement('gross', one.at, one.qty, name, one.from)),
    ...lines.map((line) => movement('scheduled', line.at, line.qty, line.name, to(line.name))),
    ...orders
      .filter((order) => order.work_order !== null)
      .map((order) => movement('scheduled', order.ends, order.qty, order.id, to(order.id))),
    ...orders
      .filter((order) => order.work_order === null)
      .map((order) => movement('receipts', order.ends, order.qty, order.id, to(order.id))),
    ...orders
      .filter((order) => order.work_order === null)
      .map((order) => movement('releases', order.starts, order.qty, order.id, to(order.id))),
    ...bought.map((order) => movement('receipts', order.arrival, order.qty, order.id, to(order.id))),
    ...bought.map((order) => movement('releases', order.order_at, order.qty, order.id, to(order.id))),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.name < b.name ? -1 : 1));
}
