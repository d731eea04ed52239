/**
 * The example companies as tables for an import: dates counted from the day of the start are resolved by the site's
 * own calendar, the bulk of the order lines is made from the order mix. Reads and writes nothing; the same tables and
 * day give the same company.
 */
import type { Cell, Tables } from '../../house/cells.ts';
import type { Kind } from '../../house/kind.ts';
import { kinds } from '../records/records.ts';
import { type OrderBook, orderLines, type TextRow } from './order-mix.ts';
import { isRelative, PlantDays } from './plant-days.ts';

/** site.json */
export interface SiteFile {
  readonly code: string;
  readonly name: string;
  readonly zone: string;
  readonly currency: string;
  /** HH:MM that a date alone falls due. */
  readonly due_time: string;
  /** By which working days are counted. */
  readonly calendar: string;
  /** Absent: every order line stands in customer_lines.csv. */
  readonly orders?: OrderBook;
}

/** A folder as it was read: rows of text by field name. */
export interface ExampleSource {
  readonly site: SiteFile;
  readonly tables: ReadonlyMap<string, readonly TextRow[]>;
  /** order_mix.csv and order_buyers.csv; empty where `site.orders` is absent. */
  readonly mix: readonly TextRow[];
  readonly buyers: readonly TextRow[];
}

export interface Company {
  readonly site: {
    readonly code: string;
    readonly name: string;
    readonly zone: string;
    readonly currency: string;
    readonly dueTime: string;
  };
  /** Rows of cells by kind, in the order of the kinds: each comes after all that it refers to. */
  readonly tables: Tables;
}

/** `start`: the day of the start by the plant's clock, YYYY-MM-DD. Throws RangeError where the tables do not hold together. */
export function companyOf(source: ExampleSource, start: string): Company {
  const { site } = source;
  const days = daysOf(source, start);
  const tables = new Map<string, readonly Readonly<Record<string, Cell>>[]>();
  for (const kind of kinds) {
    const own = source.tables.get(kind.name) ?? [];
    const rows =
      kind.name === 'customer_lines' && site.orders
        ? [...own, ...orderLines(site.orders, source.mix, source.buyers)]
        : own;
    if (rows.length > 0)
      tables.set(
        kind.name,
        rows.map((row) => resolved(kind, row, kind.name === 'calendar_days' ? days.byWeek : days.byCalendar)),
      );
  }
  const { code, name, zone, currency } = site;
  return { site: { code, name, zone, currency, dueTime: site.due_time }, tables };
}

/** Special days are counted by the week alone, because they make the calendar by which all other dates are counted. */
function daysOf(source: ExampleSource, start: string): { readonly byWeek: PlantDays; readonly byCalendar: PlantDays } {
  const code = source.site.calendar;
  const week = source.tables.get('calendars')?.find((row) => row.code === code)?.week;
  if (week === undefined)
    throw new RangeError(`${source.site.code} counts its days by the calendar ${code}, which is not in calendars.csv`);
  const byWeek = new PlantDays(start, week);
  const special = (source.tables.get('calendar_days') ?? []).filter((row) => row.calendar === code);
  const worked = new Map(special.map((row) => [byWeek.resolve(row.day ?? ''), (row.hours ?? '') !== '']));
  return { byWeek, byCalendar: new PlantDays(start, week, worked) };
}

function resolved(kind: Kind, row: TextRow, days: PlantDays): Readonly<Record<string, Cell>> {
  const cells: Record<string, Cell> = { ...row };
  for (const field of kind.fields) {
    const cell = row[field.name];
    if ((field.type === 'date' || field.type === 'instant') && cell !== undefined && isRelative(cell))
      cells[field.name] = days.resolve(cell);
  }
  return cells;
}
