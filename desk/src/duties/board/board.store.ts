/** Reads a plan version as the board draws it. Columns come whole from the database: a row an operation would cost more. */
import { sql, type Transaction } from 'kysely';
import { nowAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import type { KeptByHand } from '../planning/byhand.ts';
import { namesIn, workOrdersIn } from '../planning/called.store.ts';
import { hoursIn } from '../planning/handhours.store.ts';
import { openHoursOf } from '../planning/openhours.store.ts';
import { spoken } from '../planning/planning.messages.ts';
import { standingVersion, versionCalled } from '../planning/planning.store.ts';
import { groupedBy } from '../planning/rows.ts';
import { stepKey } from '../planning/stepkey.ts';
import { locksIn } from '../planning/steplocks.ts';
import { workedDays } from '../planning/workingdays.ts';
import { type Base, gathered, seconds } from './gathered.store.ts';
import { type StepColumns, stepColumns, stepRecords } from './steps.store.ts';

type Tx = Transaction<Tables>;

const [day, year] = [86_400, 366 * 86_400];
/** Shifts are drawn so long before the first operation and after the last. */
const [before, after] = [14 * day, 60 * day];

/** `drawnOf` reads what is drawn of a version, or knows it. */
export async function readBoard(
  tx: Tx,
  site: Site,
  number: number | undefined,
  drawnOf: (tx: Tx, site: Site, base: Base) => ReturnType<typeof readDrawn>,
) {
  const standing = await standingVersion(tx, site.code);
  const version = number === undefined ? standing : await versionCalled(tx, site.code, number);
  const now = secondsOf(nowAt(site));
  const epoch = Math.floor((version ? secondsOf(version.now) : now) / day) * day;
  const today = Math.floor((now - epoch) / day) * day;
  const base = { id: version?.id ?? 0, published: version?.state === 'published', site: site.code, epoch, today };
  const drawn = await drawnOf(tx, site, base);
  return {
    version: version
      ? {
          number: version.number,
          made_at: version.made_at,
          made_by: version.made_by,
          reason: version.reason,
          standing: version.id === standing?.id,
          by_hand: version.by_hand && {
            base: version.by_hand.base,
            acts: version.by_hand.acts,
            conflicts: version.by_hand.conflicts.map((one) => ({ ...one, text: spoken(one.text) })),
          },
          movable: version.by_hand === null || version.state === 'published',
        }
      : null,
    epoch,
    now: now - epoch,
    ...drawn,
    machines: version ? withDowns(drawn.machines, version, epoch) : drawn.machines,
    steps: { ...drawn.steps, frozen: await withLocks(tx, base, drawn, version?.by_hand ?? null) },
  };
}

/** A machine that a person took out is drawn so before that is recorded, as it is when the version is published. */
function withDowns(
  machines: Awaited<ReturnType<typeof readDrawn>>['machines'],
  version: NonNullable<Awaited<ReturnType<typeof standingVersion>>>,
  epoch: number,
) {
  if (version.state === 'published' || version.state === 'superseded') return machines;
  const downs = groupedBy(
    hoursIn(version).filter(({ kind }) => kind === 'downtime'),
    ({ of }) => of,
  );
  return machines.map((machine) => {
    const own = (downs.get(machine.code) ?? []).map(({ from, to }) => ({
      from: from - epoch,
      to: to - epoch,
      reason: version.reason,
    }));
    return own.length > 0 ? { ...machine, down: [...machine.down, ...own] } : machine;
  });
}

/** What a person locked in a version, or let go, is drawn so, though its rows are those of the plan. */
async function withLocks(
  tx: Tx,
  base: Base,
  { orders, steps }: Pick<Awaited<ReturnType<typeof readDrawn>>, 'orders' | 'steps'>,
  byHand: KeptByHand | null,
) {
  const locks = locksIn(byHand?.acts.flat() ?? []).filter(({ now }) => now !== 'moved');
  if (locks.length === 0) return steps.frozen;
  const called = await drawnAs(tx, base);
  const by = new Map(locks.map(({ order, seq, now }) => [stepKey({ order: called(order), seq }), now === 'locked']));
  return steps.frozen.map((was, n) => {
    const locked = by.get(stepKey({ order: orders.id[steps.order[n]!]!, seq: steps.seq[n]! }));
    return locked === undefined ? was : Number(locked);
  });
}

/** As the problem has them that is moved by hand; of any other version as they are called now. */
async function drawnAs(tx: Tx, { id, published }: Base): Promise<(name: string) => string> {
  const { asMade, called } = await namesIn(tx, id);
  return published ? asMade : called;
}

/** All that is drawn of a version; whose records it reads beside the version's own stands in `drawnKinds`. */
export async function readDrawn(tx: Tx, site: Site, base: Base) {
  const [orders, demands, feeds, serves, columns] = [
    await orderColumns(tx, base),
    await demandColumns(tx, base),
    await feedsOf(tx, base),
    await servesOf(tx, base),
    await stepColumns(tx, base),
  ];
  const records = await stepRecords(tx, base, orders.item);
  const resources = await resourcesOf(tx, site, base, span(columns, base.today));
  const items = await namedItems(tx, site.code, orders.item);
  const called = await drawnAs(tx, base);
  const read = {
    orders: { ...orders, called: orders.id.map(called) },
    demands,
    feeds,
    serves,
    columns,
    resources,
    items,
  };
  return wired(read, records);
}

interface Read {
  readonly orders: Awaited<ReturnType<typeof orderColumns>> & { readonly called: string[] };
  readonly demands: Awaited<ReturnType<typeof demandColumns>>;
  readonly feeds: Awaited<ReturnType<typeof feedsOf>>;
  readonly serves: Awaited<ReturnType<typeof servesOf>>;
  readonly columns: StepColumns;
  readonly resources: Awaited<ReturnType<typeof resourcesOf>>;
  readonly items: Awaited<ReturnType<typeof namedItems>>;
}

/** The columns as they go over the wire: what they name is known by its place. */
export function wired(
  { orders: { called, ...orders }, demands, feeds, serves, columns, resources, items }: Read,
  records: Awaited<ReturnType<typeof stepRecords>>,
) {
  const place = placesOf;
  const [orderAt, demandAt, machineAt] = [place(orders.id), place(demands.ref), place(codes(resources.machines))];
  const [crewAt, itemAt] = [place(codes(resources.crews)), place(codes(items))];
  const [centreAt, names] = [place(codes(resources.centres)), new Names()];
  const machine = columns.machine.map(machineAt);
  const order = columns.order_id.map(orderAt);
  const record = order.map((at, n) => records(columns.order_id[n]!, orders.item[at] ?? '', columns.seq[n]!));
  return {
    ...resources,
    items,
    demands,
    orders: { ...orders, id: called, item: orders.item.map(itemAt) },
    feeds: { from: feeds.from.map(orderAt), to: feeds.to.map(orderAt) },
    serves: { order: serves.order.map(orderAt), demand: serves.demand.map(demandAt) },
    steps: {
      order,
      seq: columns.seq,
      name: record.map((one) => names.placeOf(one.name)),
      family: record.map((one) => names.placeOf(one.setup_family)),
      machine,
      centre: machine.map((at, n) => resources.machines[at]?.centre ?? centreAt(record[n]!.work_centre)),
      crew: columns.crew.map(crewAt),
      crew_size: record.map((one) => one.crew_size),
      setup_crew: columns.setup_crew.map(crewAt),
      starts: columns.starts,
      lasts: columns.lasts,
      setup: columns.setup,
      run: columns.run,
      setup_lasts: columns.setup_lasts,
      late: columns.late,
      frozen: columns.frozen,
      done: record.map((one) => one.done),
      part: columns.part,
    },
    names: names.all,
  };
}

const orderColumns = (tx: Tx, { id, site, epoch }: Base) =>
  gathered<{
    id: string[];
    item: string[];
    qty: number[];
    state: ('planned' | 'firm' | 'released' | 'started')[];
    need: number[];
  }>(
    tx,
    ['id', 'item', 'qty', 'state', 'need'],
    sql`select o.id, o.item, o.qty, case when w.state in ('firm', 'released', 'started') then w.state
        when o.work_order is null and c.number is null then 'planned' else 'firm' end as state, ${seconds('o.need', epoch)} as need
      from plan_orders o left join (${workOrdersIn(sql`${id}`)}) c on c.version = o.version and c.id = o.id
      left join work_orders w on w.site = ${site} and w.number = c.number
      where o.version = ${id} order by o.id`,
  );

const demandColumns = (tx: Tx, { id, site, epoch }: Base) =>
  gathered<{
    ref: string[];
    customer: (string | null)[];
    due: number[];
    promised: (number | null)[];
    late: (number | null)[];
  }>(
    tx,
    ['ref', 'customer', 'due', 'promised', 'late'],
    sql`select d.demand as ref, max(l.customer) as customer, min(${seconds('d.due', epoch)}) as due,
        max(${seconds('l.promised', epoch)}) as promised,
        case when bool_or(d.delivered is null) then null else max(d.late_seconds) end as late
      from plan_deliveries d left join customer_lines l
        on l.site = ${site} and d.demand = concat(l.order_no, '/', l.line)
      where d.version = ${id} group by d.demand order by min(d.due), d.demand`,
  );

const feedsOf = (tx: Tx, { id }: Base) =>
  gathered<{ from: string[]; to: string[] }>(
    tx,
    ['from', 'to'],
    sql`select distinct p.supply as "from", p.consumer as "to" from plan_pegs p
      where p.version = ${id} and (p.consumer like 'work/%' or p.consumer like 'planned/%')
        and (p.supply like 'work/%' or p.supply like 'planned/%')`,
  );

const servesOf = (tx: Tx, { id }: Base) =>
  gathered<{ order: string[]; demand: string[] }>(
    tx,
    ['order', 'demand'],
    sql`select distinct p.supply as "order", substr(p.consumer, 8) as demand from plan_pegs p
      where p.version = ${id} and p.consumer like 'demand/%' and (p.supply like 'work/%' or p.supply like 'planned/%')`,
  );

export function span({ starts, lasts }: StepColumns, now: number): { readonly from: number; readonly to: number } {
  let [from, to] = [0, now];
  for (let n = 0; n < starts.length; n += 1) {
    from = Math.min(from, starts[n]!);
    to = Math.max(to, starts[n]! + lasts[n]!);
  }
  return { from: Math.max(from - before, -year), to: Math.min(to + after, 3 * year) };
}

export async function resourcesOf(tx: Tx, site: Site, { id, epoch }: Base, within: { from: number; to: number }) {
  const hours = await openHoursOf(tx, site, { version: id, epoch }, within);
  const centres = await tx
    .selectFrom('work_centres')
    .select(['code', 'name', 'department'])
    .where('site', '=', site.code)
    .orderBy('code')
    .execute();
  const centreAt = placesOf(codes(centres));
  const machines = await tx
    .selectFrom('machines')
    .select(['code', 'name', 'work_centre', 'capacity'])
    .where('site', '=', site.code)
    .orderBy('code')
    .execute();
  const crews = await tx
    .selectFrom('crews')
    .select(['code', 'name', 'size'])
    .where('site', '=', site.code)
    .orderBy('code')
    .execute();
  const crewAt = placesOf(codes(crews));
  const workers = await tx
    .selectFrom('workers')
    .select(['code', 'name', 'crew', 'shift'])
    .where('site', '=', site.code)
    .where('crew', 'is not', null)
    .orderBy('name')
    .orderBy('code')
    .execute();
  const downs = await tx
    .selectFrom('downtimes')
    .select(['machine', 'down_from', 'down_to', 'reason'])
    .where('site', '=', site.code)
    .orderBy('down_from')
    .execute();
  return {
    offsets: { zone: site.zone, at: [...hours.offsets.at], offset: [...hours.offsets.offset] },
    days: workedDays({
      workCentres: hours.rows('work_centres'),
      calendars: hours.rows('calendars'),
      calendarDays: hours.rows('calendar_days'),
    }),
    centres,
    machines: machines.map(({ work_centre, ...machine }) => ({
      ...machine,
      centre: centreAt(work_centre),
      calendar: hours.placeOf('machines', machine.code),
      down: downs
        .filter((down) => down.machine === machine.code)
        .map((down) => ({
          from: secondsOf(down.down_from) - epoch,
          to: secondsOf(down.down_to) - epoch,
          reason: down.reason,
        })),
    })),
    crews: crews.map((crew) => ({ ...crew, calendar: hours.placeOf('crews', crew.code) })),
    workers: workers.map((worker) => ({ ...worker, crew: crewAt(worker.crew) })),
    calendars: hours.calendars,
  };
}

export async function namedItems(tx: Tx, site: string, used: readonly string[]) {
  const known = await tx
    .selectFrom('items')
    .leftJoin('units', (on) => on.onRef('units.site', '=', 'items.site').onRef('units.code', '=', 'items.unit'))
    .select(['items.code', 'items.name', 'items.unit', 'units.decimals'])
    .where('items.site', '=', site)
    .where(sql<boolean>`items.code = any(${[...new Set(used)]}::text[])`)
    .execute();
  const rows = new Map(known.map((row) => [row.code, row]));
  return [...new Set(used)].map((code) => {
    const { name = null, unit = null, decimals } = rows.get(code) ?? {};
    return { code, name, unit, decimals: decimals ?? 0 };
  });
}

const codes = (list: readonly { readonly code: string }[]): string[] => list.map(({ code }) => code);

/** Where each name stands in a list; -1 for none, and for a name that is not there any more. */
function placesOf(list: readonly string[]): (name: string | null) => number {
  const places = new Map(list.map((name, at) => [name, at]));
  return (name) => (name === null ? -1 : (places.get(name) ?? -1));
}

class Names {
  readonly all: string[] = [];
  private readonly places = new Map<string, number>();

  placeOf(name: string | null): number {
    if (name === null || name === '') return -1;
    const known = this.places.get(name);
    if (known !== undefined) return known;
    this.places.set(name, this.all.length);
    return this.all.push(name) - 1;
  }
}
