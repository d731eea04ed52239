/** What of a version lies beyond the delegated limits of its site, against what is published; how far it goes within them. */
import { sql, type Transaction } from 'kysely';
import { dayNumber, instantAt, nowAt, secondsOf, wallClock } from '../../house/clock.ts';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { calledBy } from '../planning/called.ts';
import { changesBetween } from '../planning/orderchanges.ts';
import { oneVersion } from '../planning/planning.store.ts';
import type { VersionSeen } from './approval.ts';
import { type Version, workBetween } from './changedwork.store.ts';
import { beyondLimits, type Exceeded, type Limits, type Plant, type Reach, reachOf, toMoveInstead } from './limits.ts';
import { type OtherSize, otherSizes, type Size } from './sizes.ts';

type Tx = Transaction<Tables>;

/** `beyond` undefined: all is within. */
export async function judgedAt(
  tx: Tx,
  site: Site,
  limits: Limits,
  { published, version }: { readonly published: Version; readonly version: Version },
): Promise<{ readonly beyond: Exceeded | undefined; readonly reach: Reach }> {
  const { before, after, firmed, moves } = await workBetween(tx, site.code, published, version);
  const machines = await tx
    .selectFrom('machines')
    .select(['code', 'work_centre'])
    .where('site', '=', site.code)
    .execute();
  const centres = new Map(machines.map((row) => [row.code, row.work_centre]));
  const change = {
    moves,
    orders: changesBetween(before.orders, after.orders),
    overtime: await overtimeBeside(tx, published.id, version.id),
    resized: await resized(tx, site.code, published, version, firmed),
    byHand: version.by_hand,
  };
  const plant: Plant = {
    now: secondsOf(nowAt(site)),
    dayOf: (second) => dayNumber(wallClock(site.zone, instantAt(second)).slice(0, 10)),
    centreOf: (machine) => (machine === undefined ? undefined : centres.get(machine)),
  };
  return { beyond: beyondLimits(change, limits, plant), reach: reachOf(change, plant) };
}

/**
 * Number of the published version, where moving that one instead of what a draft by hand was made of would keep it within the
 * limits: with what its base had moved it is beyond them, alone it is not. Null: that would not help, or is not known any more.
 */
export async function betterMoved(
  tx: Tx,
  site: Site,
  limits: Limits | undefined,
  { version, published, seen }: { version: Version; published: Version | undefined; seen: VersionSeen },
): Promise<number | null> {
  const of = version.by_hand?.base ?? null;
  if (!limits || !published || of === null || toMoveInstead(seen, of, limits) === null) return null;
  const base = await oneVersion(tx, site.code, of);
  const isBeyond = async (from: Version) => {
    const { beyond } = await judgedAt(tx, site, limits, { published: from, version });
    return beyond !== undefined;
  };
  return base && (await isBeyond(published)) && !(await isBeyond(base)) ? published.number : null;
}

/** Seconds of windows that one version opens and the other does not. */
async function overtimeBeside(tx: Tx, before: number, after: number): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    select coalesce(sum(extract(epoch from a.ends - a.starts)), 0)::float8 as seconds from plan_overtime a
    where a.version = ${after} and not exists (
      select 1 from plan_overtime b where b.version = ${before} and b.code = a.code and b.starts = a.starts and b.ends = a.ends)`.execute(
    tx,
  );
  return rows[0]?.seconds ?? 0;
}

/** Orders of another quantity than published; a planned order that was made firm since is the work order that it became. */
async function resized(
  tx: Tx,
  site: string,
  published: Version,
  version: Version,
  firmed: (planned: string) => string | undefined,
): Promise<readonly OtherSize[]> {
  const before = await sizesIn(tx, site, published, calledBy(firmed));
  return otherSizes(before, await sizesIn(tx, site, version), version.by_hand?.base === published.number);
}

/** A plan has of a work order what is still to come: of how many it is, its record says, as the plan read it. */
async function sizesIn(
  tx: Tx,
  site: string,
  { id, snapshot }: Version,
  called: (planned: string) => string = (name) => name,
): Promise<readonly Size[]> {
  const rows = await tx
    .selectFrom('plan_orders')
    .select(['id', 'item', 'qty', sql<number>`extract(epoch from starts)::float8`.as('start')])
    .where('version', '=', id)
    .execute();
  const read = await ordered(tx, site, snapshot);
  return rows.map(({ id: name, item, qty, start }) => {
    const order = called(name);
    return { order, item, qty: read(order) ?? qty, start };
  });
}

/** For how many a work order is that a plan read; undefined: it read none of that name. */
async function ordered(tx: Tx, site: string, snapshot: string): Promise<(order: string) => number | undefined> {
  const { rows } = await sql<{ order: string; qty: number | null }>`
    select concat('work/', w.number) as order, case when c.record is null then w.qty else (c.before ->> 'qty')::numeric end as qty
    from work_orders w left join (
      select distinct on (record) record, before from changes
      where site = ${site} and kind = 'work_orders' and ${unseenBy(sql`${snapshot}::pg_snapshot`)}
      order by record, at, id) c on c.record = w.id
    where w.site = ${site}`.execute(tx);
  const sizes = new Map(rows.map(({ order, qty }) => [order, qty ?? undefined]));
  return (order) => sizes.get(order);
}
