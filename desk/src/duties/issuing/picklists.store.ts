/** Pick lists as they are read: what an order still draws and where it lies, no piece offered to two lines. */
import { ratio, times } from '@hotlist/engine';
import { sql, type Transaction } from 'kysely';
import { decimalOf, steps } from '../../house/amounts.ts';
import { nowAt, todayAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { comingOf, holdersOf, spotsOf } from '../allocations/allocations.store.ts';
import { firstOut, freeAt, type Taken, takenFrom } from '../allocations/allocations.ts';
import { linesUnderWay, type UnderWay } from '../deliveries/deliveries.store.ts';
import { boxedOf, goodPieces, outOf } from '../inventory/breakout.store.ts';
import { hasExpired } from '../inventory/expired.ts';
import { itemCounted } from '../items/counted.store.ts';
import { vainPlaces } from '../seeking/seeking.store.ts';
import { isAtWork } from '../work/states.ts';
import { orderWithMaterial } from '../work/work.store.ts';
import type { OrderWithMaterial } from './issuing.store.ts';
import { openOf } from './issuing.ts';
import { piecesFree } from './pieces.ts';
import { outWith } from './returning.store.ts';
import { type Alternative, substitutesOf } from './substitutes.store.ts';

type Tx = Transaction<Tables>;

/** What earlier lines of the same reading were offered of a balance, in steps, and of its pieces by serial; `own`: of what was reserved for their order. */
type Offered = Map<
  string,
  readonly { readonly order: string; readonly qty: number; readonly pieces: number; readonly own: number }[]
>;

interface Readings {
  readonly offered: Offered;
  readonly underWay: readonly UnderWay[];
}

const sumOver = <T>(some: readonly T[], amount: (one: T) => number): number =>
  some.reduce((sum, one) => sum + amount(one), 0);

const keyOf = (one: { readonly item: string; readonly location: string; readonly lot: string }): string =>
  `${one.item}\n${one.location}\n${one.lot}`;

/** Where an item lies for an order, in steps: less what was offered before in this reading, and what is brought; not where somebody looked in vain. */
async function spotsFor(
  tx: Tx,
  site: Site,
  order: string,
  { item, decimals }: { readonly item: string; readonly decimals: number },
  { offered, underWay }: Readings,
) {
  const [now, today] = [nowAt(site), todayAt(site)];
  const amount = (qty: number): number => steps(qty, decimals, 'down');
  const looked = await vainPlaces(tx, site.code, item);
  const all = await spotsOf(tx, site.code, { item }, { now, today, order });
  const vain = looked.filter((one) => all.some((spot) => spot.location === one.location && spot.lot === one.lot));
  const spots = all
    .filter((spot) => !vain.some((one) => one.location === spot.location && one.lot === spot.lot))
    .map((spot) => {
      const gone = offered.get(keyOf({ item, ...spot })) ?? [];
      // What others take of what was reserved for them is neither there nor reserved any more; one's own counts as reserved still.
      const theirs = sumOver(
        gone.filter((one) => one.order !== order),
        ({ own }) => own,
      );
      // What is brought from here is reserved for the order, and no longer to be picked.
      const brought = sumOver(
        underWay.filter((one) => one.item === item && one.location === spot.location && one.lot === spot.lot),
        ({ qty }) => amount(qty),
      );
      return {
        ...spot,
        there: amount(spot.there) - amount(spot.pieces) - brought - sumOver(gone, ({ qty }) => qty),
        pieces: amount(spot.pieces) - sumOver(gone, ({ pieces }) => pieces),
        allocated: amount(spot.allocated) - brought - theirs,
        own: amount(spot.own) - brought,
      };
    });
  return { spots, vain };
}
type Spots = Awaited<ReturnType<typeof spotsFor>>['spots'];

/** With the containers out of which each is taken. */
async function withContainers<Taken extends { readonly location: string; readonly lot: string; readonly qty: number }>(
  tx: Tx,
  site: string,
  item: string,
  taken: readonly Taken[],
) {
  const boxed = taken.length > 0 ? await boxedOf(tx, site, item) : [];
  return taken.map((one) => ({ ...one, containers: [...outOf(boxed, one)] }));
}

const dayIn = (spots: Spots, { location, lot }: Pick<Spots[number], 'location' | 'lot'>): string | null =>
  spots.find((spot) => spot.location === location && spot.lot === lot)?.expires ?? null;

const sameSpot = (one: { readonly location: string; readonly lot: string }, other: typeof one): boolean =>
  one.location === other.location && one.lot === other.lot;
const takenAt = (taken: readonly Taken[], spot: Spots[number]): number =>
  sumOver(taken, (one) => (sameSpot(one, spot) ? one.qty : 0));

/** Takes so much of an item from where it lies, pieces by serial last; what is offered so is offered to nobody after. */
function offer(offered: Offered, order: string, item: string, spots: Spots, wanted: number, today: string) {
  const { taken, missing: rest } = takenFrom(spots, wanted, today);
  let missing = rest;
  const byName = piecesFree(spots, taken, today).map((spot) => {
    const qty = Math.min(spot.free, missing);
    missing -= qty;
    return { ...spot, qty, from: sumOver(offered.get(keyOf({ item, ...spot })) ?? [], ({ pieces }) => pieces) };
  });
  for (const spot of spots) {
    const [qty, pieces] = [takenAt(taken, spot), takenAt(byName, spot)];
    if (qty + pieces === 0) continue;
    const key = keyOf({ item, ...spot });
    const before = offered.get(key) ?? [];
    const had = sumOver(
      before.filter((other) => other.order === order),
      ({ own }) => own,
    );
    const own = Math.min(qty + pieces, Math.max(0, spot.own - had));
    offered.set(key, [...before, { order, qty, pieces, own }]);
  }
  return { taken, missing, byName };
}

/** Each piece stands with one line: what a later one is offered too leaves those before it what they need. */
function eachOnce<Line extends { readonly item: string; readonly pieces: readonly { readonly serial: string }[] }>(
  lines: readonly Line[],
): readonly Line[] {
  const shown = new Set<string>();
  const seen = lines.toReversed().map((line) => {
    const own = line.pieces.filter(({ serial }) => !shown.has(`${line.item}\n${serial}`));
    for (const { serial } of own) shown.add(`${line.item}\n${serial}`);
    return { ...line, pieces: own };
  });
  return seen.toReversed();
}

/** One line of a pick list: what is open of it, and where it lies. */
async function picked(
  tx: Tx,
  site: Site,
  number: string,
  line: OrderWithMaterial['lines'][number],
  { offered, underWay }: Readings,
) {
  const counted = await itemCounted(tx, site.code, line.item);
  if (!counted) throw new Error(`work order ${number} draws ${line.item}, which is no item`);
  const { decimals } = counted;
  const unit = counted.unit.code;
  const [now, today] = [nowAt(site), todayAt(site)];
  const amount = (qty: number): number => steps(qty, decimals, 'down');
  const { spots, vain } = await spotsFor(tx, site, number, { item: line.item, decimals }, { offered, underWay });
  const open = openOf({ needed: steps(line.qty, decimals, 'up'), issued: amount(line.issued) });
  const bringing = underWay.filter((one) => one.item === line.item && one.seq === line.seq);
  const brought = Math.min(
    open,
    sumOver(bringing, ({ qty }) => amount(qty)),
  );
  const { taken: from, missing, byName } = offer(offered, number, line.item, spots, open - brought, today);
  const held =
    missing > 0
      ? (await holdersOf(tx, site.code, { item: line.item }, today)).filter((one) => one.for_order !== number)
      : [];
  const [coming] = missing > 0 ? await comingOf(tx, site.code, line.item, now) : [];
  const unitOf = (count: number): number => decimalOf(count, decimals);
  const among = byName.map(({ location, lot, from: before, free }) => {
    const skip = Math.ceil(unitOf(before));
    return { location, lot, skip, many: Math.ceil(unitOf(before + free)) - skip };
  });
  return {
    ...line,
    unit,
    open: unitOf(open),
    missing: unitOf(missing),
    pieces: open > brought ? await goodPieces(tx, site.code, line.item, among, { now, today }) : [],
    from: await withContainers(
      tx,
      site.code,
      line.item,
      from.map((one) => ({ ...one, qty: unitOf(one.qty), expires: dayIn(spots, one) })),
    ),
    spots: spots.toSorted(firstOut).flatMap((spot) => {
      const free = freeAt(spot);
      const { location, lot, expires } = spot;
      return free > 0 ? [{ location, lot, free: unitOf(free), expires, expired: hasExpired(expires, today) }] : [];
    }),
    held: held.map(({ for_order, for_line, qty }) => ({ for_order, for_line, qty })),
    coming: coming ?? null,
    vain,
    brought: { qty: unitOf(brought), by: [...new Set(bringing.map(({ delivery }) => delivery))] },
  };
}

async function itemNames(
  tx: Tx,
  site: string,
  some: readonly { readonly item: string }[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ code: string; name: string }>`
    select code, name from items where site = ${site} and name is not null and code = any(${some.map(({ item }) => item)})`.execute(
    tx,
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
}

async function walksOf(tx: Tx, site: string): Promise<ReadonlyMap<string, number | null>> {
  const rows = await tx.selectFrom('locations').select(['code', 'walk']).where('site', '=', site).execute();
  return new Map(rows.map(({ code, walk }) => [code, walk]));
}

/** What an order draws, by step, with where each lies; nothing is offered to two lines. `seq`: of one step alone. */
export async function pickListOf(tx: Tx, site: Site, number: string, seq?: number) {
  const offered: Offered = new Map();
  const drawn = await drawnBy(tx, site, await orderWithMaterial(tx, site.code, number), offered, seq);
  return listOf(tx, site, { ...drawn, lines: eachOnce(drawn.lines) }, offered);
}

/**
 * The lists of several orders, the first of them served first; substitutes are of what all of them leave. What is neither released
 * nor started any more is offered nothing.
 */
export async function pickWaveOf(tx: Tx, site: Site, orders: readonly string[]) {
  const offered: Offered = new Map();
  const drawn = [];
  for (const number of orders) {
    const order = await orderWithMaterial(tx, site.code, number);
    drawn.push(await drawnBy(tx, site, { ...order, lines: isAtWork(order.state) ? order.lines : [] }, offered));
  }
  const lists = [];
  const lines = eachOnce(drawn.flatMap((one) => one.lines.map((line) => ({ ...line, order: one }))));
  for (const one of drawn) {
    const own = lines.filter(({ order }) => order === one).map(({ order: _, ...line }) => line);
    lists.push(await listOf(tx, site, { ...one, lines: own }, offered));
  }
  return { lists };
}

/** Lines of an order with where each lies, before anything stands in for what is missing. */
async function drawnBy(tx: Tx, site: Site, order: OrderWithMaterial, offered: Offered, seq?: number) {
  const steps = await tx
    .selectFrom('work_steps')
    .select(['seq', 'name'])
    .where('site', '=', site.code)
    .where('work_order', '=', order.number)
    .execute();
  const first = steps.toSorted((a, b) => a.seq - b.seq)[0]?.seq ?? 0;
  const underWay = await linesUnderWay(tx, site.code, order.number);
  const lines = [];
  for (const line of order.lines)
    if (seq === undefined || (line.seq || first) === seq)
      lines.push(await picked(tx, site, order.number, line, { offered, underWay }));
  return { order, steps, underWay, lines };
}

type Drawn = Awaited<ReturnType<typeof drawnBy>>;

/** A list as it is told: places with their turn, names, and what may stand in for what is missing. */
async function listOf(
  tx: Tx,
  site: Site,
  { order, steps, underWay, lines }: Omit<Drawn, 'lines'> & { readonly lines: readonly Drawn['lines'][number][] },
  offered: Offered,
) {
  const walks = await walksOf(tx, site.code);
  const out = order.lines.some(({ issued }) => issued > 0) ? await outWith(tx, site.code, order.number) : [];
  const substitutes = await substitutesOf(tx, site, order);
  const called = await itemNames(tx, site.code, [...order.lines, ...substitutes]);
  const placed = <T extends { readonly location: string }>(from: T) => ({
    ...from,
    walk: walks.get(from.location) ?? null,
  });
  const told = [];
  for (const line of lines) {
    const others = substitutes.filter(({ of }) => of === line.item);
    const instead = [];
    for (const other of line.missing > 0 ? others : []) {
      const found = await insteadOf(tx, site, order.number, line, other, { offered, underWay });
      const name = called.get(other.item) ?? null;
      if (found.from.length > 0) instead.push({ ...found, item_name: name, from: found.from.map(placed) });
    }
    told.push({
      ...line,
      from: line.from.map(placed),
      out: out
        .filter((one) => one.item === line.item && one.seq === line.seq)
        .map(({ lot, serial, qty }) => ({ lot, serial, qty })),
      instead,
      item_name: called.get(line.item) ?? null,
      step: steps.find(({ seq }) => seq === line.seq)?.name ?? null,
      substitutes: others.map(({ item }) => item),
    });
  }
  return { order: order.number, item: order.item, qty: order.qty, state: order.state, due: order.due, lines: told };
}

/** What lies there of a substitute, as far as it stands for what is missing of a line. */
async function insteadOf(
  tx: Tx,
  site: Site,
  order: string,
  line: { readonly missing: number; readonly item: string },
  { item, covers, leave }: Alternative,
  readings: Readings,
) {
  const [main, other] = [await itemCounted(tx, site.code, line.item), await itemCounted(tx, site.code, item)];
  if (!main || !other) throw new Error(`${item} stands in for ${line.item}, and one of them is no item`);
  const needed = times(steps(line.missing, main.decimals, 'up'), ratio(covers.den, covers.num), 'up');
  const wanted = leave ? Math.min(needed, steps(leave.left, other.decimals, 'down')) : needed;
  const { spots } = await spotsFor(tx, site, order, { item, decimals: other.decimals }, readings);
  const loose = spots.map((spot) => ({ ...spot, pieces: 0 }));
  const { taken } = offer(readings.offered, order, item, loose, wanted, todayAt(site));
  const inUnit = (qty: number): number => decimalOf(qty, other.decimals);
  return {
    item,
    unit: other.unit.code,
    qty: inUnit(wanted),
    from: await withContainers(
      tx,
      site.code,
      item,
      taken.map((one) => ({ ...one, qty: inUnit(one.qty), expires: dayIn(spots, one) })),
    ),
  };
}

/** Released and started orders with material still to be issued; the first to start by a plan first. */
export async function pickLists(tx: Tx, site: string, version: number | undefined) {
  const { rows } = await sql<{
    order: string;
    item: string;
    item_name: string | null;
    qty: number;
    unit: string;
    state: string;
    starts: string | null;
    due: string | null;
    lines: number;
    open: number;
    begun: boolean;
  }>`
    select w.number as order, w.item, i.name as item_name, w.qty, i.unit, w.state, w.due, m.lines, m.open, m.begun,
      (select o.starts from plan_orders o where o.version = ${version ?? null} and o.work_order = w.number limit 1) as starts
    from work_orders w join items i on i.site = w.site and i.code = w.item
    join (select work_order, count(*) as lines, count(*) filter (where issued < qty) as open, bool_or(issued > 0) as begun
          from work_materials where site = ${site} group by work_order) m on m.work_order = w.number
    where w.site = ${site} and w.state in ('released', 'started') and m.open > 0
    order by starts nulls last, w.due nulls last, w.number limit 1000`.execute(tx);
  return rows;
}
