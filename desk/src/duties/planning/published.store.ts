/** The published plan as the next plan needs it: its rows, with the planned orders that publishing made firm called by their numbers. */
import type { Transaction } from 'kysely';
import { nowAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import { siteCalled } from '../../server/site.ts';
import { rowsOfVersion } from './asmade.store.ts';
import { calledIn, firmedOf } from './firm.store.ts';
import { frozenDaysOf } from './frozenzone.store.ts';
import { publishedVersion } from './planning.store.ts';
import type { VersionRows } from './versions.store.ts';
import { releasedAt } from './zonereleases.store.ts';

type Tx = Transaction<Tables>;

export interface PublishedRows {
  readonly number: number;
  readonly rows: VersionRows;
  readonly frozenDays: number;
  /** Work that is released from the frozen zone. */
  readonly released: ReadonlySet<string>;
}

export async function readPublished(tx: Tx, site: string): Promise<PublishedRows | undefined> {
  const version = await publishedVersion(tx, site);
  if (!version) return undefined;
  const rows = await rowsOfVersion(tx, version.id);
  return {
    number: version.number,
    rows: calledIn(rows, await firmedOf(tx, site, version.number)),
    frozenDays: await frozenDaysOf(tx, site),
    released: await releasedAt(tx, site, nowAt(await siteCalled(tx, site))),
  };
}
