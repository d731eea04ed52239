/** What of the published version stands in hours that are closed since it was made. */
import { sql, type Transaction } from 'kysely';
import { offsetsOf } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { calendarsNow, calendarsSeen } from '../planning/closings.store.ts';
import { clipped, closingsOf, lengthOf, ofMachines, type Span } from '../planning/closings.ts';
import { calendarsKept } from '../planning/machinecalendars.ts';
import type { Worked } from '../planning/openhours.ts';
import { text } from '../planning/rows.ts';
import { type Keeper, keeperCalled, standing } from './closed.ts';
import type { OpenStep } from './exceptions.ts';
import { sight } from './slid.ts';

type Tx = Transaction<Tables>;
type Table = 'work_centres' | 'machines' | 'crews';
type Hours = (code: string, whose: Keeper) => Worked;

/** What of `steps` stands in closed hours, by the hours that are worked now. */
export async function closedFor<Step extends OpenStep & { readonly crew: string | null }>(
  tx: Tx,
  site: Site,
  version: { readonly snapshot: string },
  steps: readonly Step[],
  worked: Hours,
) {
  const read = (table: Table, columns: readonly string[]) => rowsNow(tx, site.code, table, columns);
  const centres = await read('work_centres', ['code', 'calendar']);
  const machines = await read('machines', ['code', 'calendar', 'work_centre']);
  const crews = await read('crews', ['code', 'calendar']);
  const [before, now] = [await calendarsSeen(tx, site.code, version), await calendarsNow(tx, site.code)];
  const inSight: Span = {
    from: steps.reduce((least, { start }) => Math.min(least, start), Infinity) - sight,
    to: steps.reduce((most, { end }) => Math.max(most, end), -Infinity) + sight,
  };
  const all = steps.length === 0 ? [] : closingsOf(before, now, offsetsOf(site.zone), inSight);
  const closings = ofMachines(all, centres, machines);
  const centreOf = new Map(machines.map((row) => [text(row.code), text(row.work_centre)]));
  const keeps = calendarsKept(centres);
  const calendarOf = {
    machines: new Map(machines.map((row) => [text(row.code), keeps(row)])),
    crews: new Map(crews.map((row) => [text(row.code), text(row.calendar)])),
  };
  return {
    stands: standing(steps, closings, (whose, code) => calendarOf[whose].get(code), worked),
    /** What a crew would work if nothing were closed: of the rest people are missing. */
    crewWorks: (code: string): Worked => {
      const own = closings.filter(({ calendar }) => calendar === calendarOf.crews.get(code));
      const hours = worked(code, 'crews');
      const taken = (from: number, to: number): number =>
        own.reduce((sum, { spans }) => sum + lengthOf(clipped(spans, from, to)), 0);
      return own.length === 0 ? hours : (from, to) => Math.min(to - from, hours(from, to) + taken(from, to));
    },
    centreOf: (machine: string | null): string | undefined => centreOf.get(machine ?? ''),
    calledIn: (calendar: string): string | null => keeperCalled(calendar, centres, machines),
  };
}

async function rowsNow(tx: Tx, site: string, table: Table, columns: readonly string[]): Promise<readonly Row[]> {
  const names = sql.join(columns.map((name) => sql.ref(name)));
  return (await sql<Row>`select ${names} from ${sql.table(table)} where site = ${site} order by id`.execute(tx)).rows;
}
