/** The published plan as the next plan needs it: its rows, with orders called as they are since: planned ones that were made firm, and those renumbered. */
import type { Transaction } from 'kysely';
import { nowAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import { siteCalled } from '../../server/site.ts';
import { openStates } from '../work/states.ts';
import { rowsOfVersion } from './asmade.store.ts';
import { namesIn } from './called.store.ts';
import { numberIn } from './called.ts';
import { calledIn, originOf } from './firm.store.ts';
import { publishedVersion, standingVersion } from './planning.store.ts';
import { twinsOf } from './twins.ts';
import type { VersionRows } from './versions.store.ts';
import { releasedAt } from './zonereleases.store.ts';

type Tx = Transaction<Tables>;

export interface PublishedRows {
  readonly number: number;
  readonly rows: VersionRows;
  /** Work that is released from the frozen zone. */
  readonly released: ReadonlySet<string>;
}

export async function readPublished(tx: Tx, site: string): Promise<PublishedRows | undefined> {
  const version = await publishedVersion(tx, site);
  if (!version) return undefined;
  return {
    number: version.number,
    rows: await rowsByNumber(tx, site, version.id),
    released: await releasedAt(tx, site, nowAt(await siteCalled(tx, site))),
  };
}

/** What a run has before it; neither: it is the first. */
export interface Stood {
  readonly published?: PublishedRows;
  /** Where nothing is published, the newest plan: a run makes none that is worse. */
  readonly newest?: VersionRows;
}

export async function readStood(tx: Tx, site: string): Promise<Stood> {
  const published = await readPublished(tx, site);
  if (published) return { published };
  const version = await standingVersion(tx, site);
  return version ? { newest: await rowsByNumber(tx, site, version.id) } : {};
}

/** Its orders are called by the numbers that they have by now. */
async function rowsByNumber(tx: Tx, site: string, version: number): Promise<VersionRows> {
  const rows = await rowsOfVersion(tx, version);
  return calledIn(rows, await withTwins(tx, site, version, rows));
}

/** The work orders of the version's orders: those renumbered since, those made of them, and those that were made of a later plan of the same work. */
async function withTwins(tx: Tx, site: string, version: number, { plan_orders }: VersionRows) {
  const { called } = await namesIn(tx, version);
  const known = new Set(plan_orders.flatMap(({ id }) => numberIn(called(id)) ?? []));
  const open = await tx
    .selectFrom('work_orders')
    .select(['number', 'item', 'qty', 'due'])
    .where('site', '=', site)
    .where('state', 'in', openStates)
    .where('origin', 'like', originOf('%'))
    .where('due', 'is not', null)
    .$narrowType<{ due: string }>()
    .execute();
  const twins = twinsOf(
    open.filter(({ number }) => !known.has(number)),
    plan_orders.filter(({ id }) => numberIn(called(id)) === undefined),
  );
  return (name: string): string => (twins.has(name) ? `work/${twins.get(name)}` : called(name));
}
