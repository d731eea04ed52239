/** What of a version lies beyond the delegated limits of its site, against what is published; how far it goes within them. */
import { sql, type Transaction } from 'kysely';
import { dayNumber, instantAt, nowAt, secondsOf, wallClock } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { changesBetween } from '../planning/orderchanges.ts';
import { type Version, workBetween } from './changedwork.store.ts';
import { type Beyond, beyondLimits, type Limits, type Plant, type Reach, reachOf } from './limits.ts';

type Tx = Transaction<Tables>;

/** `beyond` undefined: all is within. */
export async function judgedAt(
  tx: Tx,
  site: Site,
  limits: Limits,
  { published, version }: { readonly published: Version; readonly version: Version },
): Promise<{ readonly beyond: Beyond | undefined; readonly reach: Reach }> {
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
    resized: await resized(tx, published.id, version.id, firmed),
    byHand: version.by_hand,
  };
  const plant: Plant = {
    now: secondsOf(nowAt(site)),
    dayOf: (second) => dayNumber(wallClock(site.zone, instantAt(second)).slice(0, 10)),
    centreOf: (machine) => (machine === undefined ? undefined : centres.get(machine)),
  };
  return { beyond: beyondLimits(change, limits, plant), reach: reachOf(change, plant) };
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

/** Items of which the two plan another quantity; what is a work order by now is not planned any more. */
async function resized(
  tx: Tx,
  before: number,
  after: number,
  firmed: (planned: string) => string | undefined,
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('plan_orders')
    .select(['version', 'id', 'item', 'qty'])
    .where('version', 'in', [before, after])
    .where('work_order', 'is', null)
    .execute();
  const sums = new Map<string, number>();
  for (const { version, id, item, qty } of rows) {
    if (version === before && firmed(id) !== undefined) continue;
    sums.set(item, (sums.get(item) ?? 0) + (version === before ? -qty : qty));
  }
  // Sums of decimals: what differs by less than the smallest step of a unit does not differ.
  return [...sums].filter(([, left]) => Math.abs(left) > 1e-7).map(([item]) => item);
}
