/** What is there for the orders to be released next: supplies with who takes them before, tools and crews with who holds them. */
import { OpenHours, type OpenWorkOrder, qty } from '@hotlist/engine';
import { sql, type Transaction } from 'kysely';
import { steps } from '../../house/amounts.ts';
import { offsetsOf } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { crewsOf, toolsOf, toolUses } from '../planning/capacity.ts';
import { Clockwork } from '../planning/clockwork.ts';
import { allocationsOf, demandsOf } from '../planning/demand.ts';
import { problemOf } from '../planning/problem.ts';
import { groupedBy, type RowsByKind } from '../planning/rows.ts';
import { purchaseLinesOf, stockOf } from '../planning/supply.ts';
import { kindNamed } from '../records/records.ts';
import { stillComingOf } from '../work/coming.store.ts';
import { isAtWork } from '../work/states.ts';
import type { Hold, Resource } from './holds.ts';
import type { Shelf, Taker } from './supplies.ts';

type Tx = Transaction<Tables>;

export interface Asked {
  readonly tx: Tx;
  readonly site: Site;
  readonly version: { readonly id: number; readonly number: number; readonly now: string };
  readonly clock: Clockwork;
}

export interface ItemSeen {
  readonly code: string;
  readonly name: string | null;
  readonly unit: string;
  readonly decimals: number;
  readonly revision: string | null;
}

export async function itemsSeen(
  tx: Tx,
  site: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, ItemSeen>> {
  const { rows } = await sql<ItemSeen>`
    select i.code, i.name, i.unit, u.decimals, i.revision from items i join units u on u.site = i.site and u.code = i.unit
    where i.site = ${site} and i.code = any(${[...codes]}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.code, row]));
}

/** Records of a kind as every plan reads them, those of some items only where they are of items. */
async function someRows(tx: Tx, site: string, kind: string, items?: readonly string[]): Promise<readonly Row[]> {
  const names = sql.join((kindNamed(kind)?.fields ?? []).map((field) => sql.ref(field.name)));
  const only = items ? sql`and item = any(${[...items]}::text[])` : sql``;
  const { rows } =
    await sql<Row>`select ${names} from ${sql.table(kind)} where site = ${site} ${only} order by id`.execute(tx);
  return rows;
}

async function rowsByKind(
  tx: Tx,
  site: string,
  wanted: Readonly<Record<string, readonly string[] | undefined>>,
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const read = new Map<string, readonly Row[]>();
  for (const [kind, items] of Object.entries(wanted)) read.set(kind, await someRows(tx, site, kind, items));
  return read;
}

/** All that brings these items, reserved parts told apart; `called` names an order of the plan as the list does. */
export async function suppliesOf(
  { tx, site, version, clock }: Asked,
  seen: ReadonlyMap<string, ItemSeen>,
  called: (planned: string) => string,
): Promise<readonly Shelf[]> {
  const items = [...seen.keys()];
  const read = await rowsByKind(tx, site.code, {
    stock: items,
    locations: undefined,
    purchase_lines: items,
    sources: items,
    vendors: undefined,
    allocations: items,
  });
  const lines = (read.get('allocations') ?? []).map((row) => `${String(row.for_order)}/${String(row.for_line)}`);
  const fields = sql.join((kindNamed('customer_lines')?.fields ?? []).map((field) => sql.ref(field.name)));
  const reservedFor = await sql<Row>`select ${fields} from customer_lines where site = ${site.code}
    and concat_ws('/', order_no, line) = any(${lines}::text[])`.execute(tx);
  const rows: RowsByKind = (kind) => (kind === 'customer_lines' ? reservedFor.rows : (read.get(kind) ?? []));
  const decimals = new Map([...seen.values()].map((one) => [one.code, one.decimals]));
  const stock = stockOf(rows, decimals, clock).filter((lot) => lot.expires === undefined || lot.expires > clock.now);
  const purchaseLines = purchaseLinesOf(rows, decimals, clock);

  const { rows: orders } = await sql<{ id: string; item: string; qty: number; ends: string }>`
    select id, item, qty, ends from plan_orders where version = ${version.id} and item = any(${items}::text[])`.execute(
    tx,
  );
  const names = orders.map((row) => called(row.id));
  const states = await statesOf(tx, site.code, names);
  const brings = await stillComingOf(tx, site.code, items);
  const made = orders.flatMap(({ item, qty: good, ends }, at) => {
    const id = names[at]!;
    const state = states.get(id);
    const planned = steps(good, decimals.get(item) ?? 0, 'down');
    const still = state === undefined ? planned : brings.get(id.slice('work/'.length))?.open;
    return still === undefined ? [] : [{ id, item, ends, state, qty: still }];
  });
  const { rows: bought } = await sql<{ id: string; item: string; qty: number; arrival: string }>`
    select id, item, qty, arrival from plan_purchases where version = ${version.id} and item = any(${items}::text[])`.execute(
    tx,
  );

  const workOrders: OpenWorkOrder[] = made
    .filter((row) => row.id.startsWith('work/'))
    .map((row) => ({ id: row.id.slice(5), item: row.item, state: 'released', qty: row.qty, qtyOpen: row.qty }));
  // Whoever something is reserved for must be known by name, whatever he makes.
  const consumers = lines.map((line) => line.replace(/\/\d+$/, ''));
  for (const id of new Set(consumers.filter((one) => workOrders.every((order) => order.id !== one))))
    workOrders.push({ id, item: '', state: 'firm', qty: qty(0), qtyOpen: qty(0) });
  const { demands } = demandsOf(rows, decimals, clock, site.currency);
  const reserved = groupedBy(
    allocationsOf(rows, decimals, { stock, purchaseLines, workOrders, demands }, clock),
    (one) => one.supply,
  );

  const shelves: readonly Shelf[] = [
    ...stock.map(({ id, item, qty: there, availableFrom, expires }) => ({
      name: `stock/${id}`,
      item,
      qty: there,
      from: availableFrom,
      until: expires,
      sure: true,
    })),
    ...purchaseLines.map(({ id, item, qty: open, estimated }) => ({
      name: `purchase/${id}`,
      item,
      qty: open,
      from: estimated,
      sure: true,
    })),
    ...made.map(({ id, item, qty: good, ends, state }) => ({
      name: id,
      item,
      qty: good,
      from: Math.max(clock.at(ends) ?? clock.now, clock.now + 1),
      sure: state !== undefined && isAtWork(state),
    })),
    ...bought.map(({ id, item, qty: bought, arrival }) => ({
      name: id,
      item,
      qty: steps(bought, decimals.get(item) ?? 0, 'down'),
      from: clock.at(arrival),
      sure: false,
    })),
  ];
  return shelves.flatMap((shelf): Shelf[] => {
    const parts = (reserved.get(shelf.name) ?? []).map((one) => ({
      ...shelf,
      qty: one.qty,
      reserved: 'demand' in one.for ? `demand/${one.for.demand}` : `work/${one.for.workOrder}`,
    }));
    const free = shelf.qty - parts.reduce((sum, part) => sum + part.qty, 0);
    return [...parts, { ...shelf, qty: free }].filter((part) => part.qty > 0);
  });
}

/** States of work orders by the names that plans give them: "work/MO-7". */
async function statesOf(tx: Tx, site: string, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const numbers = names.flatMap((name) => (name.startsWith('work/') ? [name.slice(5)] : []));
  const { rows } = await sql<{ number: string; state: string }>`
    select number, state from work_orders where site = ${site} and number = any(${numbers}::text[])`.execute(tx);
  return new Map(rows.map((row) => [`work/${row.number}`, row.state]));
}

/** Customer lines that ship these items from stock by the plan. */
export async function takersOf(
  { tx, site, version, clock }: Asked,
  seen: ReadonlyMap<string, ItemSeen>,
): Promise<readonly Taker[]> {
  const items = [...seen.keys()];
  const { rows } = await sql<{ who: string; item: string; qty: number; at: string | null }>`
    select g.consumer as who, g.item, sum(g.qty) as qty, min(g.at) as at
    from plan_pegs g join customer_lines l on l.site = ${site.code} and l.state = 'open'
      and g.consumer = concat_ws('/', 'demand', l.order_no, l.line)
    where g.version = ${version.id} and g.item = any(${items}::text[]) and g.supply like 'stock/%'
    group by g.consumer, g.item`.execute(tx);
  return rows.map(({ who, item, qty: wanted, at }) => ({
    who,
    item,
    qty: steps(wanted, seen.get(item)?.decimals ?? 0, 'up'),
    at: clock.at(at) ?? -Infinity,
  }));
}

export interface StepPlanned {
  readonly order_id: string;
  readonly seq: number;
  readonly machine: string | null;
  readonly crew: string | null;
  readonly crew_size: number;
  readonly setup_crew: string | null;
  readonly setup_crew_size: number;
  readonly setup_ends: string | null;
  readonly setup_seconds: number;
  readonly run_seconds: number;
  readonly starts: string;
  readonly ends: string;
  readonly tools: string | null;
}

/** Steps of orders of the plan that are not done, with what they hold by the order's own steps, else by the routing. */
export async function stepsPlanned(
  { tx, site, version }: Asked,
  orders: readonly { readonly planned: string; readonly number: string | null }[],
): Promise<readonly StepPlanned[]> {
  const { rows } = await sql<StepPlanned>`
    select p.order_id, p.seq, p.machine, p.crew, p.setup_crew, p.setup_ends, p.setup_seconds, p.run_seconds, p.starts, p.ends,
      coalesce(s.crew_size, r.crew_size, 1) as crew_size, coalesce(s.setup_crew_size, r.setup_crew_size, 1) as setup_crew_size,
      case when s.id is null then r.tools else s.tools end as tools
    from unnest(${orders.map((one) => one.planned)}::text[], ${orders.map((one) => one.number)}::text[]) as o (id, number)
    join plan_steps p on p.version = ${version.id} and p.order_id = o.id
    left join work_steps s on s.site = ${site.code} and s.work_order = o.number and s.seq = p.seq
    left join routing_steps r on s.id is null and r.site = ${site.code} and r.item = p.item and r.seq = p.seq
    where s.state is distinct from 'done'
    order by p.order_id, p.seq`.execute(tx);
  return rows;
}

/** What a step holds: its tools from start to end; its crew for the whole, or for the set-up and the run apart. */
export function holdsOf(step: StepPlanned, clock: Clockwork): readonly Hold[] {
  const [from, to] = [clock.at(step.starts) ?? clock.now, clock.at(step.ends) ?? clock.now];
  const setUp = clock.at(step.setup_ends);
  const crew = (what: string | null, qty: number, span: { from: number; to: number }, work: number): Hold[] =>
    what === null || span.from >= span.to
      ? []
      : [{ kind: 'crew', what, qty, ...span, ...(step.machine === null ? {} : { work, machine: step.machine }) }];
  const { setup_seconds: setup, run_seconds: run } = step;
  const people =
    setUp === undefined
      ? crew(step.crew, step.crew_size, { from, to }, setup + run)
      : step.setup_crew === null
        ? crew(step.crew, step.crew_size, { from, to: setUp }, setup)
        : [
            ...crew(step.setup_crew, step.setup_crew_size, { from, to: setUp }, setup),
            ...crew(step.crew, step.crew_size, { from: setUp, to }, run),
          ];
  const tools = (toolUses(step.tools) ?? []).map(
    (use): Hold => ({ kind: 'tool', what: use.tool, qty: use.qty ?? 1, from, to }),
  );
  return [...tools, ...people];
}

/** Tools with their pieces, crews with their hours by the calendar as it stands. */
export async function resourcesOf({ tx, site, version, clock }: Asked): Promise<readonly Resource[]> {
  const read = await rowsByKind(tx, site.code, {
    calendars: undefined,
    calendar_days: undefined,
    work_centres: undefined,
    machines: undefined,
    crews: undefined,
    tools: undefined,
  });
  const rows: RowsByKind = (kind) => read.get(kind) ?? [];
  const hours = new OpenHours(problemOf({ site, now: version.now, rows: read, offsets: offsetsOf(site.zone) }));
  const base = new Clockwork(offsetsOf(site.zone), version.now, site.dueTime).epoch - clock.epoch;
  return [
    ...toolsOf(rows, clock).map(
      (tool): Resource => ({ kind: 'tool', code: tool.id, count: tool.count, away: tool.downtime ?? [] }),
    ),
    ...crewsOf(rows).map(
      (crew): Resource => ({
        kind: 'crew',
        code: crew.id,
        count: crew.size,
        away: [],
        hours: ({ machine = '', from, to }) => hours.between(machine, crew.id, from - base, to - base),
      }),
    ),
  ];
}
