/** The working days of a site from its calendars as they stand. */
import { sql, type Transaction } from 'kysely';
import { nowAt, offsetsOf, secondsOf } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { plantDays, type WorkingDays } from './workingdays.ts';

/** Asked by seconds since 1970. */
export async function plantDaysOf(tx: Transaction<Tables>, site: Site): Promise<WorkingDays> {
  const of = async (table: 'work_centres' | 'calendars' | 'calendar_days', columns: readonly string[]) =>
    (
      await sql<Row>`select ${sql.join(columns.map((name) => sql.ref(name)))} from ${sql.table(table)} where site = ${site.code}`.execute(
        tx,
      )
    ).rows;
  const now = secondsOf(nowAt(site));
  const days = plantDays(
    {
      workCentres: await of('work_centres', ['calendar']),
      calendars: await of('calendars', ['code', 'week']),
      calendarDays: await of('calendar_days', ['calendar', 'day', 'hours']),
    },
    offsetsOf(site.zone),
    now,
    4 * 366 * 86_400,
  );
  return (second) => days(second - now);
}
