/** Freezes of count sheets in the database. */
import { sql, type Transaction } from 'kysely';
import { nowAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Person, Site } from '../../server/http.ts';

type Tx = Transaction<Tables>;
type Who = Pick<Person, 'id' | 'name'>;

export interface Frozen {
  readonly at: string;
  readonly who: string;
}

/** The sheets whose places are frozen now. */
export async function frozenSheets(tx: Tx, site: string): Promise<ReadonlyMap<number, Frozen>> {
  const { rows } = await sql<Frozen & { readonly sheet: number }>`
    select sheet, at, who from sheets_frozen where site = ${site}`.execute(tx);
  return new Map(rows.map(({ sheet, at, who }) => [sheet, { at, who }]));
}

/** Whoever freezes, lifts or finishes one of these sheets meanwhile waits; who only adds a line to one does not. */
export const lockSheets = (tx: Tx, sheets: readonly number[]) =>
  tx
    .selectFrom('count_sheets')
    .select('id')
    .where(sql<boolean>`id = any(${[...sheets]}::bigint[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();

export const keepFreeze = (
  tx: Tx,
  sheet: number,
  { id: person, name: who }: Who,
  { act, at, reason }: { readonly act: 'frozen' | 'lifted'; readonly at: string; readonly reason: string | null },
) => tx.insertInto('count_freezes').values({ sheet, act, at, person, who, reason }).execute();

/**
 * A freeze is over with the last line of its sheet. The sheets are locked first: of two who approve the last two lines at once
 * the second sees what the first did.
 */
export async function liftWhenDone(
  tx: Tx,
  site: Site,
  { id: person, name: who }: Who,
  { sheets, reason }: { readonly sheets: readonly number[]; readonly reason: string },
): Promise<void> {
  await lockSheets(tx, sheets);
  await sql`
    insert into count_freezes (sheet, act, at, person, who, reason)
    select f.sheet, 'lifted', ${nowAt(site)}::timestamptz, ${person}, ${who}, ${reason} from sheets_frozen f
    where f.site = ${site.code} and f.sheet = any(${[...sheets]}::bigint[])
      and not exists (select from lines_open c where c.sheet = f.sheet) and not exists (select from places_open p where p.sheet = f.sheet)`.execute(
    tx,
  );
}
