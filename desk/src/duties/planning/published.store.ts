/** The published plan as the next plan needs it: its rows, with the planned orders that were made firm called by their numbers. */
import type { Transaction } from 'kysely';
import { nowAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import { siteCalled } from '../../server/site.ts';
import { openStates } from '../work/states.ts';
import { rowsOfVersion } from './asmade.store.ts';
import { calledIn, firmedOf, originOf } from './firm.store.ts';
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
    rows: await rowsByNumber(tx, site, version),
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
  return version ? { newest: await rowsByNumber(tx, site, version) } : {};
}

/** Its planned orders that were made firm are called by their numbers. */
async function rowsByNumber(
  tx: Tx,
  site: string,
  { id, number }: { readonly id: number; readonly number: number },
): Promise<VersionRows> {
  const rows = await rowsOfVersion(tx, id);
  return calledIn(rows, await namesIn(tx, site, number, rows));
}

/** The work orders of the version's orders: those made of them, and those that were made of a later plan of the same work. */
async function namesIn(tx: Tx, site: string, version: number, { plan_orders }: VersionRows) {
  const firmed = await firmedOf(tx, site, version);
  const known = new Set(plan_orders.map(({ id, work_order }) => work_order ?? firmed(id)));
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
    plan_orders.filter(({ id, work_order }) => work_order === null && firmed(id) === undefined),
  );
  return (planned: string) => firmed(planned) ?? twins.get(planned);
}
