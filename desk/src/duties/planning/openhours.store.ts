/** Open hours of a site as its records stand, and overtime beside them that is decided, or that a version opens. */
import { compileWindows, type OvertimeWindow, second } from '@hotlist/engine';
import { sql, type Transaction } from 'kysely';
import { instantAt, type OffsetTable, offsetsOf } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { calendarsOf, overtimeOf } from './capacity.ts';
import { Clockwork } from './clockwork.ts';
import { byTheClock, merged, type Worked, workedIn } from './openhours.ts';
import { maybe, type RowsByKind, text } from './rows.ts';

type Tx = Transaction<Tables>;

interface Base {
  /** Which version's overtime counts as worked. */
  readonly version: number;
  /** Second 0 of the hours, in seconds since 1970. */
  readonly epoch: number;
}

export interface OpenHours {
  readonly offsets: OffsetTable;
  readonly rows: RowsByKind;
  readonly calendars: { code: string; windows: number[] }[];
  /** The place in `calendars` of whoever works by it; -1 where nobody knows. */
  placeOf(whose: 'machines' | 'crews', code: string): number;
}

const columns = {
  calendars: ['code', 'name', 'week'],
  calendar_days: ['calendar', 'day', 'hours'],
  work_centres: ['code', 'calendar'],
  machines: ['code', 'calendar', 'work_centre'],
  crews: ['code', 'calendar'],
  overtime_windows: [
    'code',
    'calendar',
    'work_centre',
    'machines',
    'crews',
    'work_from',
    'work_to',
    'hour_price',
    'decided',
  ],
} as const;

/** The records that the hours are read from. */
export const hoursReadFrom: readonly string[] = Object.keys(columns);

async function hoursRead(tx: Tx, site: string): Promise<RowsByKind> {
  const found = new Map<string, readonly Row[]>();
  for (const [table, names] of Object.entries(columns)) {
    const list = sql.join(names.map((name) => sql.ref(name)));
    const { rows } = await sql<Row>`select ${list} from ${sql.table(table)} where site = ${site} order by id`.execute(
      tx,
    );
    found.set(table, rows);
  }
  return (kind) => found.get(kind) ?? [];
}

/** Windows of overtime as the records stand, in seconds since 1970. */
export async function overtimeWindowsOf(tx: Tx, site: Site): Promise<readonly OvertimeWindow[]> {
  const clock = new Clockwork(offsetsOf(site.zone), instantAt(0), site.dueTime);
  return overtimeOf(await hoursRead(tx, site.code), clock, site.currency);
}

/** From `from` to `to`, in seconds from the epoch. */
export async function openHoursOf(
  tx: Tx,
  site: Site,
  { version, epoch }: Base,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<OpenHours> {
  const rows = await hoursRead(tx, site.code);
  const offsets = offsetsOf(site.zone);
  const zone = {
    name: site.zone,
    offsets: offsets.at.map((at, n) => ({ at: second(at - epoch), offset: offsets.offset[n] ?? 0 })),
  };
  const calendars = calendarsOf(rows).map((calendar) => ({
    code: calendar.id,
    windows: compileWindows(calendar, zone, epoch, from, to).flat(),
  }));
  const places = new Map(calendars.map(({ code }, n) => [code, n]));
  const centres = new Map(rows('work_centres').map((row) => [text(row.code), maybe(row.calendar)]));
  const own = {
    machines: new Map(
      rows('machines').map((row) => [
        text(row.code),
        places.get(maybe(row.calendar) ?? centres.get(text(row.work_centre)) ?? '') ?? -1,
      ]),
    ),
    crews: new Map(rows('crews').map((row) => [text(row.code), places.get(text(row.calendar)) ?? -1])),
  };
  const opened = await tx.selectFrom('plan_overtime').select('code').where('version', '=', version).execute();
  const codes = new Set(opened.map(({ code }) => code));
  const clock = new Clockwork(offsetsOf(site.zone), instantAt(epoch), site.dueTime);
  const overtime = overtimeOf(rows, clock, site.currency).filter((row) => row.opened || codes.has(row.id));
  return {
    offsets,
    rows,
    calendars,
    placeOf: (whose, code) => {
      const place = own[whose].get(code) ?? -1;
      const more = overtime.flatMap((row) => (row[whose]?.includes(code) ? [row.from, row.to] : []));
      if (more.length === 0) return place;
      return (
        calendars.push({ code: `${code} with overtime`, windows: [...merged(calendars[place]?.windows, more)] }) - 1
      );
    },
  };
}

/** What each machine or crew works between two moments in seconds since 1970, from `from` to `to`. */
export async function workedOf(
  tx: Tx,
  site: Site,
  version: number,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<(code: string | null, whose?: 'machines' | 'crews') => Worked> {
  const epoch = Math.floor(from / 86_400) * 86_400;
  const hours = await openHoursOf(tx, site, { version, epoch }, { from: from - epoch, to: to - epoch });
  const known = new Map<string, Worked>();
  return (code, whose = 'machines') => {
    if (code === null) return byTheClock;
    const before = known.get(`${whose} ${code}`);
    if (before) return before;
    const place = hours.placeOf(whose, code);
    const inside = place === -1 ? byTheClock : workedIn(hours.calendars[place]!.windows);
    const worked: Worked = place === -1 ? byTheClock : (from, to) => inside(from - epoch, to - epoch);
    known.set(`${whose} ${code}`, worked);
    return worked;
  };
}
