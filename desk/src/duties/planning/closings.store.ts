/** Calendars as a version read them, and the hours that they lost between two versions. */
import { isDeepStrictEqual } from 'node:util';
import { sql, type Transaction } from 'kysely';
import { offsetsOf } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import type { CalendarRows } from '../calendars/calendars.ts';
import { type Shut, type Standing, shutFor } from './closedcause.ts';
import { closingsOf } from './closings.ts';
import { calledAlike, movesBetween, type Step } from './comparison.ts';
import { machinesKeeping } from './machinecalendars.store.ts';
import type { Peg } from './newcause.ts';

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

interface Side {
  readonly calendars: () => Promise<CalendarRows>;
  readonly steps: readonly Step[];
  /** What its orders are called now. */
  readonly called: (order: string) => string;
  readonly pegs: () => Promise<readonly Peg[]>;
}

/** By what was closed between two plans a demand ships later; of the plan before. */
export async function closedBetween(
  tx: Tx,
  site: Site,
  before: Side,
  after: Omit<Side, 'pegs'>,
): Promise<(demand: string) => Shut | undefined> {
  const { steps } = before;
  const [were, now] = [await before.calendars(), await after.calendars()];
  if (steps.length === 0 || isDeepStrictEqual(were, now)) return () => undefined;
  const from = steps.reduce((least, { start }) => Math.min(least, start), Infinity);
  const to = steps.reduce((most, { end }) => Math.max(most, end), -Infinity);
  const closings = closingsOf(were, now, offsetsOf(site.zone), { from, to });
  if (closings.length === 0) return () => undefined;
  const { rows } = await sql<{ machine: string; calendar: string }>`
    select code as machine, calendar from ${machinesKeeping} as m where site = ${site.code}`.execute(tx);
  const keeps = new Map(rows.map(({ machine, calendar }) => [machine, calendar]));
  return shutFor(closings, standingIn(before, after), await before.pegs(), (machine) => keeps.get(machine));
}

/** Steps of the plan before, and which of them the plan after begins no later. */
function standingIn(before: Omit<Side, 'pegs'>, after: Omit<Side, 'pegs'>): readonly Standing[] {
  const were = calledAlike(before, after);
  const { moves } = movesBetween(were, calledAlike(after, before), -Infinity);
  const later = new Set(
    moves.flatMap(({ before: was, after: is }) => (was && !(is && is.start <= was.start) ? [was] : [])),
  );
  return before.steps.map((step, n) => ({ ...step, order: before.called(step.order), stays: !later.has(were[n]!) }));
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
