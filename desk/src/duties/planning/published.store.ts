/** The published plan as the next plan needs it: its rows, with the planned orders that publishing made firm called by their numbers. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { rowsOfVersion } from './asmade.store.ts';
import { originOf, plannedIn } from './firm.ts';
import { frozenDaysOf } from './frozenzone.store.ts';
import { publishedVersion } from './planning.store.ts';
import type { VersionRows } from './versions.store.ts';

type Tx = Transaction<Tables>;

export interface PublishedRows {
  readonly number: number;
  readonly rows: VersionRows;
  readonly frozenDays: number;
}

export async function readPublished(tx: Tx, site: string): Promise<PublishedRows | undefined> {
  const version = await publishedVersion(tx, site);
  if (!version) return undefined;
  const rows = await rowsOfVersion(tx, version.id);
  const firmed = await firmedOf(tx, site, version.number);
  return { number: version.number, rows: firmedIn(rows, firmed), frozenDays: await frozenDaysOf(tx, site) };
}

/** Work orders that were made of a version's planned orders, by what the version calls them. */
export async function firmedOf(tx: Tx, site: string, number: number): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('work_orders')
    .select(['number', 'origin'])
    .where('site', '=', site)
    .where('origin', 'like', originOf('%', number))
    .execute();
  return new Map(
    rows.flatMap((row): [string, string][] => {
      const planned = plannedIn(row.origin ?? '');
      return planned === undefined ? [] : [[planned, row.number]];
    }),
  );
}

/** The rows of a version, with the planned orders that were made firm called by their work orders. */
function firmedIn(rows: VersionRows, firmed: ReadonlyMap<string, string>): VersionRows {
  if (firmed.size === 0) return rows;
  const called = (supply: string): string => {
    const number = firmed.get(supply);
    return number === undefined ? supply : `work/${number}`;
  };
  return {
    ...rows,
    plan_orders: rows.plan_orders.map((row) => ({
      ...row,
      id: called(row.id),
      work_order: row.work_order ?? firmed.get(row.id) ?? null,
    })),
    plan_steps: rows.plan_steps.map((row) => ({ ...row, order_id: called(row.order_id) })),
    plan_pegs: rows.plan_pegs.map((row) => ({ ...row, supply: called(row.supply), consumer: called(row.consumer) })),
    plan_messages: rows.plan_messages.map((row) => ({ ...row, supply: called(row.supply) })),
  };
}
