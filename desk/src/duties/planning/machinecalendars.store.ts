/** Which calendar a machine keeps, in SQL. */
import { sql } from 'kysely';

/** Machines with the calendar that each keeps, its own or its work centre's: `site`, `code`, `work_centre`, `calendar`. */
export const machinesKeeping = sql`(
  select m.site, m.code, m.work_centre, coalesce(m.calendar, w.calendar) as calendar
  from machines m join work_centres w on w.site = m.site and w.code = m.work_centre)`;
