/** Writes the hot list of a version, as part of the planning job. */
import type { Problem } from '@hotlist/engine';
import { sql, type Transaction } from 'kysely';
import { instantAt, offsetAt, offsetsOf, secondsOf } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { readHours, readWeek } from '../calendars/calendars.ts';
import type { MadeVersion } from '../planning/planning.jobs.ts';
import type { SiteInputs } from '../planning/planning.store.ts';
import { type HotWords, hotRowsOf, type WorkingDays, workingDaysBy } from './hotlist.ts';

export async function hotRows(tx: Transaction<Tables>, { version, inputs, problem, plan }: MadeVersion): Promise<void> {
  const epoch = secondsOf(problem.epoch);
  const at = (second: number | null): string | null => (second === null ? null : instantAt(epoch + second));
  const rows = hotRowsOf(problem, plan, wordsOf(inputs, epoch), plantDays(inputs, problem)).map((row, rank) => ({
    ...row,
    version,
    rank,
    need: at(row.need),
    promised: at(row.promised),
    estimated: at(row.estimated),
    chain: row.chain.map((reason) => ({ ...reason, until: reason.until === undefined ? undefined : at(reason.until) })),
  }));
  for (let from = 0; from < rows.length; from += 10_000)
    await sql`insert into hot_rows select (jsonb_populate_record(null::hot_rows, one)).* from jsonb_array_elements(${JSON.stringify(rows.slice(from, from + 10_000))}::jsonb) as one`.execute(
      tx,
    );
}

const text = (value: Row[string] | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

function wordsOf({ rows }: SiteInputs, epoch: number): HotWords {
  const kind = (name: string): readonly Row[] => rows.get(name) ?? [];
  const contacts = (name: string) =>
    new Map(kind(name).map((row) => [String(row.code), { name: text(row.name), phone: text(row.phone) }]));
  const promised = new Map<string, number>();
  const customerOf = new Map<string, string>();
  for (const row of kind('customer_lines')) {
    const ref = `${row.order_no}/${row.line}`;
    if (typeof row.promised === 'string') promised.set(ref, secondsOf(row.promised) - epoch);
    customerOf.set(ref, String(row.customer));
  }
  return {
    items: new Map(
      kind('items').map((row) => [
        String(row.code),
        { name: text(row.name), unit: String(row.unit), planner: text(row.planner) },
      ]),
    ),
    customers: contacts('customers'),
    vendors: contacts('vendors'),
    promised,
    customerOf,
  };
}

/** The plant works on the days of the calendar that most of its work centres keep; without any, Monday to Friday. */
function plantDays({ rows, site }: SiteInputs, problem: Problem): WorkingDays {
  const counts = new Map<string, number>();
  for (const row of rows.get('work_centres') ?? [])
    counts.set(String(row.calendar), (counts.get(String(row.calendar)) ?? 0) + 1);
  const plant = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
  const week = readWeek(
    String((rows.get('calendars') ?? []).find((row) => row.code === plant)?.week ?? 'Mon-Fri 08:00-16:00'),
  );
  const weekdays = new Set('fault' in week ? [0, 1, 2, 3, 4] : week.windows.map((window) => window.weekday));
  const special = new Map<number, boolean>();
  for (const row of rows.get('calendar_days') ?? []) {
    if (row.calendar !== plant) continue;
    const hours = readHours(String(row.hours ?? ''));
    special.set(Date.parse(`${row.day}T00:00:00Z`) / 86_400_000, !('fault' in hours) && hours.windows.length > 0);
  }
  const offsets = offsetsOf(site.zone);
  const epoch = secondsOf(problem.epoch);
  const epochDay = Math.floor(epoch / 86_400);
  // 1970-01-01 was a Thursday: weekday 3 when Monday is 0.
  const worked = (day: number): boolean => special.get(day) ?? weekdays.has((day + 3) % 7);
  const local = (second: number): number => epoch + second + offsetAt(offsets, epoch + second);
  return workingDaysBy(epochDay - 3 * 366, epochDay + Math.ceil(problem.horizonEnd / 86_400) + 366, local, worked);
}
