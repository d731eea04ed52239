/** Gathers what a production sheet is assembled from: pegs of the standing plan below one line, or the structures. */
import { qty } from '@hotlist/engine';
import { type Selectable, sql, type Transaction } from 'kysely';
import { decimalOf, runSeconds, secondsOfMinutes, shareOf, steps } from '../../house/amounts.ts';
import { nowAt, todayAt } from '../../house/clock.ts';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import type { PlanStepsTable } from '../planning/planning.tables.ts';
import { expectedOf, promisedOf } from '../purchasing/purchasing.store.ts';
import { materialFor, startedFor } from '../work/release.ts';
import { structureOf } from '../work/work.store.ts';
import { orderLines } from './orders.store.ts';
import {
  type ItemWords,
  type Leaf,
  type Peg,
  type PlannedOrder,
  type SheetFacts,
  type Step,
  sheetOf,
} from './productionsheet.ts';

type Tx = Transaction<Tables>;

export async function sheetOfLine(tx: Tx, site: Site, order: string, lineNo: number) {
  const { rows: lines, standing, reasons } = await orderLines(tx, site, { order, state: 'all', limit: 1000 });
  const line = lines.find((one) => one.line === lineNo);
  if (!line) throw notFound('customer line', `${order}/${lineNo}`);
  const ref = `${order}/${lineNo}`;
  const now = nowAt(site);
  const consumer = `demand/${ref}`;
  const causes = reasons.get(ref) ?? [];
  const blamed = new Set(causes.flatMap((cause) => [cause.what, cause.order ?? cause.what]));
  const facts = { ...(await factsOf(tx, site, standing?.id ?? 0, consumer, line.item)), blamed, now };
  const rows = sheetOf({ consumer, item: line.item, qty: line.qty, due: line.due }, facts);
  const inputs = await tx
    .selectFrom('customer_inputs')
    .select(['name', 'at_step', 'due', 'expected', 'received', 'owner'])
    .where('site', '=', site.code)
    .where('order_no', '=', order)
    .where('line', '=', lineNo)
    .orderBy('at_step')
    .orderBy('name')
    .execute();
  return {
    line,
    revision: facts.item(line.item).revision,
    plan: standing && facts.pegs.has(consumer) ? { number: standing.number, made_at: standing.made_at } : null,
    rows: [...rows],
    inputs: inputs.map((one) => ({
      ...one,
      late: one.received === null ? (one.expected ?? one.due) > one.due || one.due < now : one.received > one.due,
    })),
    causes: [...causes],
  };
}

async function factsOf(
  tx: Tx,
  site: Site,
  version: number,
  consumer: string,
  item: string,
): Promise<Omit<SheetFacts, 'blamed' | 'now'>> {
  const pegs = await pegsBelow(tx, version, consumer);
  const pegged = [...pegs.values()].flat();
  const supplies = [...new Set(pegged.map((peg) => peg.supply))];
  const structure = await structureOf(tx, site.code, [item, ...pegged.map((peg) => peg.item)], todayAt(site));
  const routing = groupedBy(
    await tx
      .selectFrom('routing_steps')
      .selectAll()
      .where('site', '=', site.code)
      .where(sql<boolean>`item = any(${structure.items}::text[])`)
      .orderBy('seq')
      .execute(),
    (row) => row.item,
  );
  const items = await itemWords(tx, site.code, version, structure.items);
  const orders = await ordersOf(tx, site.code, version, supplies);
  const ownSteps = await stepsOf(tx, site.code, version, orders, routing);
  const draws = await workDraws(tx, site.code, orders);
  return {
    pegs,
    orders,
    leaves: await leavesOf(tx, site.code, version, pegged, nowAt(site)),
    steps: ownSteps,
    seqOf: (order, component) =>
      draws.get(`${order.id}\n${component}`) ??
      materialFor(order.item, qty(1), structure).find((line) => line.item === component)?.seq ??
      0,
    item: (code) => items.get(code) ?? { name: null, unit: '', supply: 'buy', revision: null, onHand: 0, reserved: 0 },
    explode: (item, quantity) => {
      const own = routing.get(item) ?? [];
      const yields = [structure.yieldOf(item), ...own.map((step) => shareOf(step.yield_percent))];
      const started = startedFor(steps(quantity, structure.decimalsOf(item), 'up'), yields);
      return {
        drawn: materialFor(item, started, structure).map((line) => ({
          item: line.item,
          seq: line.seq,
          qty: decimalOf(line.qty, structure.decimalsOf(line.item)),
        })),
        steps: own.map((step) => ({
          ...described(step),
          machine: null,
          starts: null,
          ends: null,
          setupSeconds: secondsOfMinutes(step.setup_minutes),
          runSeconds: runSeconds(step, quantity),
          state: 'planned' as const,
          good: null,
          scrap: null,
          frozen: false,
        })),
      };
    },
  };
}

/** Pegs from a consumer downwards, by consumer. Two may be alike in everything: who draws is told apart, not what is drawn. */
async function pegsBelow(tx: Tx, version: number, consumer: string): Promise<ReadonlyMap<string, readonly Peg[]>> {
  const { rows } = await sql<Peg & { consumer: string }>`
    with recursive below (consumer) as (
      select ${consumer}::text
      union
      select p.supply from plan_pegs p join below b on p.consumer = b.consumer where p.version = ${version}
    )
    select p.supply, p.consumer, p.item, p.qty, p.at from plan_pegs p join below b on p.consumer = b.consumer
    where p.version = ${version} order by p.consumer, p.item, p.at, p.supply`.execute(tx);
  return groupedBy(rows, (row) => row.consumer);
}

async function itemWords(
  tx: Tx,
  site: string,
  version: number,
  codes: readonly string[],
): Promise<ReadonlyMap<string, ItemWords>> {
  const { rows } = await sql<ItemWords & { code: string }>`
    select i.code, i.name, i.unit, i.supply, i.revision, coalesce(s.qty, 0) as "onHand", coalesce(r.qty, 0) as reserved
    from items i
    left join (select s.item, sum(s.qty) as qty from stock s join locations l on l.site = s.site and l.code = s.location
      where s.site = ${site} and s.item = any(${codes}::text[]) and s.owner = '' and l.usable group by s.item) s on s.item = i.code
    left join (select item, sum(qty) as qty from plan_pegs
      where version = ${version} and item = any(${codes}::text[]) and supply like 'stock/%' and consumer not like 'safety/%' group by item) r on r.item = i.code
    where i.site = ${site} and i.code = any(${codes}::text[])`.execute(tx);
  return new Map(rows.map(({ code, ...words }) => [code, words]));
}

async function ordersOf(
  tx: Tx,
  site: string,
  version: number,
  supplies: readonly string[],
): Promise<ReadonlyMap<string, PlannedOrder>> {
  if (supplies.length === 0) return new Map();
  const { rows } = await sql<PlannedOrder>`
    select p.id, p.item, p.qty, p.starts, p.ends, p.work_order as "workOrder", w.state
    from plan_orders p left join work_orders w on w.site = ${site} and w.number = p.work_order
    where p.version = ${version} and p.id = any(${supplies}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

async function leavesOf(
  tx: Tx,
  site: string,
  version: number,
  pegs: readonly Peg[],
  now: string,
): Promise<ReadonlyMap<string, Leaf>> {
  const supplies = [...new Set(pegs.map((peg) => peg.supply))];
  if (supplies.length === 0) return new Map();
  const items = [...new Set(pegs.map((peg) => peg.item))];
  const { rows } = await sql<Leaf & { name: string }>`
    select concat('purchase/', l.order_no, '/', l.line) as name, l.qty - l.received as qty,
      ${expectedOf('l', now)} as ready, l.vendor as partner, v.name as "partnerName",
      l.required, ${promisedOf('l')} as promised, null::timestamptz as "orderAt", null as place
    from purchase_lines l left join vendors v on v.site = l.site and v.code = l.vendor
    where l.site = ${site} and l.item = any(${items}::text[]) and concat('purchase/', l.order_no, '/', l.line) = any(${supplies}::text[])
    union all
    select b.id, b.qty, b.arrival, b.vendor, v.name, b.need, null, b.order_at, null
    from plan_purchases b left join vendors v on v.site = ${site} and v.code = b.vendor
    where b.version = ${version} and b.id = any(${supplies}::text[])
    union all
    select concat('stock/', s.item, '/', s.location, '/', s.lot), sum(s.qty), max(s.available_from), null, null, null, null, null,
      concat_ws(' · ', s.location, nullif(s.lot, ''))
    from stock s where s.site = ${site} and s.item = any(${items}::text[]) and concat('stock/', s.item, '/', s.location, '/', s.lot) = any(${supplies}::text[])
      and s.owner = '' and s.qty > 0
    group by s.item, s.location, s.lot`.execute(tx);
  return new Map(rows.map(({ name, ...leaf }) => [name, leaf]));
}

type Described = Pick<Step, 'seq' | 'name' | 'workCentre' | 'crew' | 'crewSize' | 'outsideDays' | 'instructions'>;

const described = (step: {
  readonly seq: number;
  readonly name: string | null;
  readonly work_centre: string | null;
  readonly crew: string | null;
  readonly crew_size: number;
  readonly outside_days: number | null;
  readonly instructions: string | null;
}): Described => ({
  seq: step.seq,
  name: step.name,
  workCentre: step.work_centre,
  crew: step.crew,
  crewSize: step.crew_size,
  outsideDays: step.outside_days,
  instructions: step.instructions,
});

type RoutingRow = Parameters<typeof described>[0] & { readonly item: string };

/** A step that is split over machines as one: from the first part's start to the last one's end, on all their machines. */
function whole(parts: readonly Selectable<PlanStepsTable>[]) {
  const rows = parts.toSorted((a, b) => a.part - b.part);
  const sum = (of: (row: Selectable<PlanStepsTable>) => number): number => rows.reduce((all, row) => all + of(row), 0);
  return {
    machine: [...new Set(rows.flatMap((row) => row.machine ?? []))].join(', ') || null,
    starts: rows.map((row) => row.starts).toSorted()[0]!,
    ends: rows
      .map((row) => row.ends)
      .toSorted()
      .at(-1)!,
    setup_seconds: sum((row) => row.setup_seconds),
    run_seconds: sum((row) => row.run_seconds),
    frozen: rows.some((row) => row.frozen),
  };
}

/** The plan's times on the order's own steps, else the item's; steps that are done keep their place without times. */
async function stepsOf(
  tx: Tx,
  site: string,
  version: number,
  orders: ReadonlyMap<string, PlannedOrder>,
  routing: ReadonlyMap<string, readonly RoutingRow[]>,
): Promise<ReadonlyMap<string, readonly Step[]>> {
  const ids = [...orders.keys()];
  if (ids.length === 0) return new Map();
  const planned = groupedBy(
    await tx.selectFrom('plan_steps').selectAll().where('version', '=', version).where('order_id', 'in', ids).execute(),
    (row) => row.order_id,
  );
  const numbers = [...orders.values()].flatMap((order) => order.workOrder ?? []);
  const own = groupedBy(
    numbers.length === 0
      ? []
      : await tx
          .selectFrom('work_steps')
          .selectAll()
          .where('site', '=', site)
          .where('work_order', 'in', numbers)
          .execute(),
    (row) => row.work_order,
  );
  return new Map(
    [...orders.values()].map((order): [string, readonly Step[]] => {
      const times = new Map(
        [...groupedBy(planned.get(order.id) ?? [], (row) => String(row.seq))].map(([seq, rows]) => [seq, whole(rows)]),
      );
      const mine = order.workOrder === null ? undefined : own.get(order.workOrder);
      const words: readonly Parameters<typeof described>[0][] = mine ?? routing.get(order.item) ?? [];
      return [
        order.id,
        words.map((step) => {
          const time = times.get(String(step.seq));
          const done = mine?.find((row) => row.seq === step.seq);
          return {
            ...described(step),
            machine: time?.machine ?? done?.machine ?? null,
            starts: time?.starts ?? null,
            ends: time?.ends ?? null,
            setupSeconds: time?.setup_seconds ?? 0,
            runSeconds: time?.run_seconds ?? 0,
            state: done?.state ?? 'planned',
            good: done ? done.good : null,
            scrap: done ? done.scrap : null,
            frozen: time?.frozen ?? false,
          };
        }),
      ];
    }),
  );
}

/** At which step a released order draws each component. */
async function workDraws(
  tx: Tx,
  site: string,
  orders: ReadonlyMap<string, PlannedOrder>,
): Promise<ReadonlyMap<string, number>> {
  const numbers = [...orders.values()].flatMap((order) => order.workOrder ?? []);
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .selectFrom('work_materials')
    .select(['work_order', 'item', 'seq'])
    .where('site', '=', site)
    .where('work_order', 'in', numbers)
    .execute();
  return new Map(rows.map((row) => [`work/${row.work_order}\n${row.item}`, row.seq]));
}

function groupedBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const known = groups.get(key(row));
    if (known) known.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
