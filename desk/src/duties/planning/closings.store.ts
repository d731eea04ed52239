/** Calendars as they stand, and as a version read them. */
import { sql, type Transaction } from 'kysely';
import type { Row } from '../../house/kind.ts';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { CalendarRows } from '../calendars/calendars.ts';

type Tx = Transaction<Tables>;
type Table = 'calendars' | 'calendar_days';

const columns: Readonly<Record<Table, readonly string[]>> = {
  calendars: ['code', 'week'],
  calendar_days: ['calendar', 'day', 'hours', 'name'],
};

/** So that what is the same is read the same. */
const inTurn = (table: Table) => (table === 'calendars' ? sql`code` : sql`calendar, day`);

/** As they stand. */
export async function calendarsNow(tx: Tx, site: string): Promise<CalendarRows> {
  const read = async (table: Table) => {
    const names = sql.join(columns[table].map((name) => sql`${sql.ref(name)}::text`));
    const rows = sql<Row>`select ${names} from ${sql.table(table)} where site = ${site} order by ${inTurn(table)}`;
    return (await rows.execute(tx)).rows;
  };
  return { calendars: await read('calendars'), days: await read('calendar_days') };
}

/** As a version read them. */
export async function calendarsSeen(
  tx: Tx,
  site: string,
  version: { readonly snapshot: string },
): Promise<CalendarRows> {
  const read = (table: Table) => rowsSeen(tx, site, version, table);
  return { calendars: await read('calendars'), days: await read('calendar_days') };
}

const writtenSince = (site: string, tables: readonly Table[], snapshot: string) => sql<boolean>`(
  site = ${site} and kind = any(${[...tables]}::text[]) and ${unseenBy(sql`${snapshot}::pg_snapshot`)})`;

/** As a version read them: what was written since is taken back. */
async function rowsSeen(
  tx: Tx,
  site: string,
  { snapshot }: { readonly snapshot: string },
  table: Table,
): Promise<readonly Row[]> {
  const now = sql.join(columns[table].map((name) => sql`${sql.ref(name)}::text`));
  const before = sql.join(columns[table].map((name) => sql`before ->> ${sql.lit(name)} as ${sql.ref(name)}`));
  const { rows } = await sql<Row>`
    with since as (
      select distinct on (record) record, before from changes where ${writtenSince(site, [table], snapshot)}
      order by record, at, id)
    select ${before} from since where before is not null
    union all select ${now} from ${sql.table(table)} where site = ${site} and id not in (select record from since)
    order by ${inTurn(table)}`.execute(tx);
  return rows;
}
