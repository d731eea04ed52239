/** The published plan as the next plan needs it: its rows, with the planned orders that publishing made firm called by their numbers. */
import type { Transaction } from 'kysely';
import { nowAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import { siteCalled } from '../../server/site.ts';
import { rowsOfVersion } from './asmade.store.ts';
import { firmedOf } from './firm.store.ts';
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
  const firmed = await firmedOf(tx, site, version.number);
  return {
    number: version.number,
    rows: firmedIn(rows, firmed),
    frozenDays: await frozenDaysOf(tx, site),
    released: await releasedAt(tx, site, nowAt(await siteCalled(tx, site))),
  };
}

/** The rows of a version, with the planned orders that were made firm called by their work orders. */
function firmedIn(rows: VersionRows, firmed: (planned: string) => string | undefined): VersionRows {
  const called = (supply: string): string => {
    const number = firmed(supply);
    return number === undefined ? supply : `work/${number}`;
  };
  return {
    ...rows,
    plan_orders: rows.plan_orders.map((row) => ({
      ...row,
      id: called(row.id),
      work_order: row.work_order ?? firmed(row.id) ?? null,
    })),
    plan_steps: rows.plan_steps.map((row) => ({ ...row, order_id: called(row.order_id) })),
    plan_overtime: rows.plan_overtime.map((row) => ({
      ...row,
      operations: row.operations.map((one) => ({ ...one, order: called(one.order) })),
    })),
    plan_pegs: rows.plan_pegs.map((row) => ({ ...row, supply: called(row.supply), consumer: called(row.consumer) })),
    plan_messages: rows.plan_messages.map((row) => ({ ...row, supply: called(row.supply) })),
  };
}
