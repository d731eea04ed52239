/** What of a version lies beyond the delegated limits of its site, against what is published; how far it goes within them. */
import { sql, type Transaction } from 'kysely';
import { dayNumber, instantAt, nowAt, secondsOf, wallClock } from '../../house/clock.ts';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { movedFrom } from '../planning/byhand.ts';
import { type Compared, comparing } from '../planning/compared.store.ts';
import { alike } from '../planning/comparison.ts';
import { hoursIn } from '../planning/handhours.store.ts';
import { overtimeWindowsOf } from '../planning/openhours.store.ts';
import { changesBetween } from '../planning/orderchanges.ts';
import { oneVersion } from '../planning/planning.store.ts';
import type { Supervised } from '../planning/supervised.store.ts';
import type { AddedUp, Uncounted } from './addedup.ts';
import type { VersionSeen } from './approval.ts';
import { type Compare, type Version, workBetween } from './changedwork.store.ts';
import { beyondLimits, type Exceeded, type Limits, type Plant, type Reach, reachOf, toMoveInstead } from './limits.ts';
import { moreOvertime, type Opens } from './moreovertime.ts';
import { type OtherSize, otherSizes, type Size } from './sizes.ts';

type Tx = Transaction<Tables>;

/** What versions are held to limits with: each is read once, however many it is held against. */
export function readingOf(tx: Tx, site: Site, compared: Compare = comparing(tx, site.code)) {
  const opened = new Map<number, Promise<readonly Opens[]>>();
  let plant: Promise<Plant> | undefined;
  return {
    compared,
    plant: () => (plant ??= plantAt(tx, site)),
    opened: (version: Version) => {
      const known = opened.get(version.id) ?? openedBy(tx, site, version);
      opened.set(version.id, known);
      return known;
    },
  };
}
type Reading = ReturnType<typeof readingOf>;

/** `beyond` undefined: all is within. */
export async function beyondAt(
  tx: Tx,
  site: Site,
  limits: Limits,
  { published, version }: { readonly published: Version; readonly version: Version },
  read: Reading,
): Promise<{ readonly beyond: Exceeded | undefined; readonly reach: Reach }> {
  const { before, after, moves } = await workBetween(tx, site.code, published, version, read.compared);
  const change = {
    moves,
    orders: changesBetween(before.orders, after.orders),
    overtime: await overtimeBeside(read, published, version),
    resized: await resized(tx, site.code, published, version, { before, after }),
    byHand: version.by_hand,
  };
  const plant = await read.plant();
  const reach = reachOf(change, plant);
  return { beyond: beyondLimits(change, limits, plant, reach), reach };
}

async function plantAt(tx: Tx, site: Site): Promise<Plant> {
  const machines = await tx
    .selectFrom('machines')
    .select(['code', 'work_centre'])
    .where('site', '=', site.code)
    .execute();
  const centres = new Map(machines.map((row) => [row.code, row.work_centre]));
  return {
    now: secondsOf(nowAt(site)),
    dayOf: (second) => dayNumber(wallClock(site.zone, instantAt(second)).slice(0, 10)),
    centreOf: (machine) => (machine === undefined ? undefined : centres.get(machine)),
  };
}

/** From the last version that somebody else approved; undefined: that is what is published. */
export async function addedUpAt(
  tx: Tx,
  site: Site,
  { published, version }: { readonly published: Version; readonly version: Version },
  last: Supervised | undefined,
  read: Reading,
): Promise<AddedUp | Uncounted | undefined> {
  if (last?.number === published.number) return undefined;
  const supervised = last && (await oneVersion(tx, site.code, last.number));
  if (!supervised) return { uncounted: last?.number ?? null };
  const { moves } = await workBetween(tx, site.code, supervised, version, read.compared);
  const overtime = await overtimeBeside(read, supervised, version);
  return { since: supervised.number, reach: reachOf({ moves, overtime }, await read.plant()) };
}

/**
 * Number of the published version where moving that one instead would keep a draft by hand within the limits
 * (`toMoveInstead`), of versions that are read; null: it would not. `compared`: each is read once, however many are judged
 * against it.
 */
export const betterMoved = (
  tx: Tx,
  site: Site,
  limits: Limits | undefined,
  { version, published, seen }: { version: Version; published: Version | undefined; seen: VersionSeen },
  compared: Compare,
): Promise<number | null> => {
  const read = readingOf(tx, site, compared);
  return toMoveInstead(seen, movedFrom(version.by_hand), limits, async (number) => {
    const held = number === published?.number ? published : await oneVersion(tx, site.code, number);
    if (!held || !limits) return undefined;
    const { beyond } = await beyondAt(tx, site, limits, { published: held, version }, read);
    return beyond !== undefined;
  });
};

/** Windows of overtime that a version opens, with whose hours each made longer; of one kept before that was, as the records stand. */
async function openedBy(tx: Tx, site: Site, version: Version): Promise<readonly Opens[]> {
  const rows = await tx
    .selectFrom('plan_overtime')
    .select(['code', 'starts', 'ends', 'machines', 'crews'])
    .where('version', '=', version.id)
    .execute();
  const windows = rows.some((row) => row.machines === null) ? await overtimeWindowsOf(tx, site) : [];
  const named = new Map(windows.map((one) => [one.id, one]));
  return rows.map(({ code, starts, ends, ...kept }) => {
    const { machines, crews } = kept.machines === null ? (named.get(code) ?? {}) : kept;
    return { code, from: secondsOf(starts), to: secondsOf(ends), of: [...(machines ?? []), ...(crews ?? [])] };
  });
}

/** Seconds that a version opens and one before it does not. */
async function overtimeBeside({ opened }: Reading, before: Version, version: Version): Promise<number> {
  const after = await opened(version);
  return after.length === 0 ? 0 : moreOvertime(after, await opened(before), hoursIn(before));
}

/** Orders of another quantity than published; a planned order that was made firm since is the work order that it became. */
async function resized(
  tx: Tx,
  site: string,
  published: Version,
  version: Version,
  { before, after }: { readonly before: Compared; readonly after: Compared },
): Promise<readonly OtherSize[]> {
  const were = await sizesIn(tx, site, published, alike(before, after));
  const are = await sizesIn(tx, site, version, alike(after, before));
  return otherSizes(were, are, version.by_hand?.base === published.number);
}

/** A plan has of a work order what is still to come: of how many it is, its record says, as the plan read it. */
async function sizesIn(
  tx: Tx,
  site: string,
  { id, snapshot }: Version,
  called: Compared['called'],
): Promise<readonly Size[]> {
  const rows = await tx
    .selectFrom('plan_orders')
    .select(['id', 'item', 'qty', sql<number>`extract(epoch from starts)::float8`.as('start')])
    .where('version', '=', id)
    .execute();
  const named = rows.map(({ id: name, ...row }) => ({ ...row, order: called(name) }));
  const read = await ordered(
    tx,
    site,
    snapshot,
    named.map(({ order }) => order),
  );
  return named.map(({ order, item, qty, start }) => ({ order, item, qty: read(order) ?? qty, start }));
}

/** For how many a work order is that a plan read, of those that are asked for; undefined: it read none of that name. */
async function ordered(
  tx: Tx,
  site: string,
  snapshot: string,
  orders: readonly string[],
): Promise<(order: string) => number | undefined> {
  const numbers = orders.flatMap((order) => (order.startsWith('work/') ? [order.slice('work/'.length)] : []));
  if (numbers.length === 0) return () => undefined;
  const { rows } = await sql<{ order: string; qty: number | null }>`
    with asked as materialized (
      select id, number, qty from work_orders where site = ${site} and number = any(${numbers}::text[]))
    select concat('work/', w.number) as order, case when c.record is null then w.qty else (c.before ->> 'qty')::numeric end as qty
    from asked w left join (
      select distinct on (record) record, before from changes
      where site = ${site} and kind = 'work_orders' and record in (select id from asked)
        and ${unseenBy(sql`${snapshot}::pg_snapshot`)}
      order by record, at, id) c on c.record = w.id`.execute(tx);
  const sizes = new Map(rows.map(({ order, qty }) => [order, qty ?? undefined]));
  return (order) => sizes.get(order);
}
