/** What is released from the frozen zone, and what there is to release of a work order. */
import { sql, type Transaction } from 'kysely';
import { instantAt, nowAt, secondsOf } from '../../house/clock.ts';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Person, Site } from '../../server/http.ts';
import { namesIn } from './called.store.ts';
import { frozenUntil } from './frozenzone.store.ts';
import { publishedVersion } from './planning.store.ts';
import { lockedSteps } from './steplocks.store.ts';
import { type Given, type Wished, type Work, workNamed } from './zonereleases.ts';

type Tx = Transaction<Tables>;

/** What has neither run out at a moment nor been taken back, the latest first, by what its work order is called now. */
export const releasesAt = (tx: Tx, site: string, now: string) =>
  tx
    .selectFrom('zone_releases as r')
    .innerJoin('work_orders as w', 'w.id', 'r.order_id')
    .select(['r.id', 'w.number as work_order', 'r.seq', 'r.who', 'r.at', 'r.reason', 'r.until'])
    .where('r.site', '=', site)
    .where('r.until', '>', now)
    .where('r.id', 'not in', (from) => from.selectFrom('zone_releases_taken_back').select('release'))
    .orderBy('r.id', 'desc')
    .execute();

/** The same as the frozen zone asks for it. */
export async function releasedAt(tx: Tx, site: string, now: string): Promise<ReadonlySet<string>> {
  const rows = await releasesAt(tx, site, now);
  return new Set(rows.map((row) => workNamed(row.work_order, row.seq)));
}

export async function workToRelease(tx: Tx, site: Site, number: string): Promise<Work> {
  const order = await tx
    .selectFrom('work_orders')
    .select('state')
    .where('site', '=', site.code)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!order) throw notFound('work order', number);
  const now = nowAt(site);
  const zoneEnds = instantAt(await frozenUntil(tx, site, secondsOf(now)));
  const released = (await releasesAt(tx, site.code, now)).filter((row) => row.work_order === number);
  const steps = await publishedSteps(tx, site.code, number);
  const locked = await lockedSteps(tx, site.code, number);
  return {
    state: order.state,
    inZone: steps?.filter(({ seq, starts }) => starts < zoneEnds || locked.includes(seq)),
    steps: [...new Set(steps?.map(({ seq }) => seq))].sort((a, b) => a - b),
    zoneEnds,
    released,
  };
}

/** Undefined: nothing is published. */
async function publishedSteps(tx: Tx, site: string, number: string) {
  const published = await publishedVersion(tx, site);
  if (!published) return undefined;
  const { wasCalled } = await namesIn(tx, published.id);
  const order = wasCalled(`work/${number}`);
  if (order === undefined) return [];
  return tx
    .selectFrom('plan_steps')
    .leftJoin('machines', (on) => on.onRef('machines.code', '=', 'plan_steps.machine').on('machines.site', '=', site))
    .select(['seq', 'work_centre', 'starts'])
    .where('plan_steps.version', '=', published.id)
    .where('order_id', '=', order)
    .execute();
}

export async function keepRelease(
  tx: Tx,
  site: string,
  { order, seq, until }: Pick<Wished, 'order' | 'seq' | 'until'>,
  by: Pick<Person, 'id' | 'name'>,
  reason: string,
): Promise<number> {
  const order_id = sql<number>`(select id from work_orders where site = ${site} and number = ${order})`;
  const { id } = await tx
    .insertInto('zone_releases')
    .values({ site, work_order: order, order_id, seq, until, reason, person: by.id, who: by.name })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** One release, whether it stands or not. */
export async function releaseOf(tx: Tx, site: string, id: number): Promise<Given> {
  const row = await tx
    .selectFrom('zone_releases')
    .leftJoin('zone_releases_taken_back as back', 'back.release', 'zone_releases.id')
    .leftJoin('work_orders as w', 'w.id', 'zone_releases.order_id')
    .select([
      'zone_releases.work_order',
      'zone_releases.order_id',
      'w.number',
      'zone_releases.seq',
      'zone_releases.until',
      'back.who',
      'back.at',
    ])
    .where('zone_releases.site', '=', site)
    .where('zone_releases.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('release from the frozen zone', String(id));
  const { work_order, order_id, number, seq, until, who, at } = row;
  const isGone = order_id !== null && number === null;
  return {
    order: number ?? work_order,
    isGone,
    seq,
    until,
    takenBack: who === null || at === null ? undefined : { who, at },
  };
}

export async function keepTakenBack(
  tx: Tx,
  site: string,
  id: number,
  { order, seq }: Pick<Given, 'order' | 'seq'>,
  by: Pick<Person, 'id' | 'name'>,
  reason: string,
): Promise<void> {
  await tx
    .insertInto('zone_releases_taken_back')
    .values({ release: id, site, work_order: order, seq, person: by.id, who: by.name, reason })
    .execute();
}
