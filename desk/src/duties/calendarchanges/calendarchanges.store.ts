/** Calendars as they stand, the work under way by them, and changes of them saved all or none. */
import { sql, type Transaction } from 'kysely';
import { wallClock } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { calendarDays, calendars } from '../calendars/calendars.ts';
import { machinesKeeping } from '../planning/machinecalendars.store.ts';
import { groupedBy } from '../planning/rows.ts';
import { allRecords, deleteRecord, insertRecord, type Stored, updateRecord } from '../records/records.store.ts';
import type { CalendarChanges, Running } from './calendarchanges.ts';

type Tx = Transaction<Tables>;

export async function calendarRows(
  tx: Tx,
  site: string,
): Promise<{ readonly calendars: readonly Stored[]; readonly days: readonly Stored[] }> {
  return { calendars: await allRecords(tx, site, calendars), days: await allRecords(tx, site, calendarDays) };
}

/** Two who change calendars at once come one after the other: the second reads what the first wrote, and by whom. */
export async function lockCalendars(tx: Tx, site: string): Promise<void> {
  await sql`select 1 from calendars where site = ${site} order by code for no key update`.execute(tx);
}

/** Who keeps to which calendar: work centres, machines, crews, vendors. */
export async function calendarUsers(tx: Tx, site: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ calendar: string; code: string }>`
    select calendar, code from work_centres where site = ${site}
    union all select calendar, code from machines where site = ${site} and calendar is not null
    union all select calendar, code from crews where site = ${site}
    union all select calendar, code from vendors where site = ${site} and calendar is not null
    order by 2`.execute(tx);
  const users = groupedBy(rows, (row) => row.calendar);
  return new Map([...users].map(([calendar, some]) => [calendar, some.map((row) => row.code)]));
}

/** Steps that are under way, where and until when the plan has them. */
export async function runningSteps(tx: Tx, site: Site, version: number): Promise<readonly Running[]> {
  const { rows } = await sql<Omit<Running, 'downs'>>`
    select s.work_order as "order", s.seq, p.machine, m.work_centre, m.calendar,
      p.ends as until, s.pausable
    from work_steps s
    join plan_steps p on p.version = ${version} and p.order_id = concat('work/', s.work_order) and p.seq = s.seq
    join ${machinesKeeping} as m on m.site = s.site and m.code = p.machine
    where s.site = ${site.code} and s.state = 'started'
    order by s.work_order, s.seq`.execute(tx);
  const { rows: downs } = await sql<{ machine: string; from: string; to: string }>`
    select machine, down_from as "from", down_to as "to" from downtimes
    where site = ${site.code} and machine = any(${rows.map(({ machine }) => machine)}::text[])`.execute(tx);
  const of = groupedBy(downs, ({ machine }) => machine);
  const clock = (at: string): string => wallClock(site.zone, at);
  return rows.map((row) => ({
    ...row,
    until: clock(row.until),
    downs: (of.get(row.machine) ?? []).map(({ from, to }) => ({ from: clock(from), to: clock(to) })),
  }));
}

/** How many records were written. `rows`: as they stand. */
export async function saveChanges(
  tx: Tx,
  site: string,
  changes: CalendarChanges,
  rows: Awaited<ReturnType<typeof calendarRows>>,
): Promise<number> {
  let saved = 0;
  for (const { calendar, week } of changes.weeks) {
    const row = rows.calendars.find(({ code }) => code === calendar);
    if (!row || row.week === week) continue;
    await updateRecord(tx, site, calendars, row.id, row.version, { week });
    saved += 1;
  }
  for (const { calendar, day, hours, name } of changes.days) {
    const row = rows.days.find((one) => one.calendar === calendar && one.day === day);
    if (hours === null) {
      if (!row) continue;
      await deleteRecord(tx, site, calendarDays, row.id, row.version);
    } else if (row?.hours === hours && row.name === name) continue;
    else if (row) await updateRecord(tx, site, calendarDays, row.id, row.version, { hours, name });
    else await insertRecord(tx, site, calendarDays, { calendar, day, hours, name });
    saved += 1;
  }
  return saved;
}
