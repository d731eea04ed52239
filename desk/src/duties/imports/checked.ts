/**
 * From tables of cells to checked rows: every cell read, every key met once, every reference known, every row and
 * every kind's rows together as their kind demands. All faults are found in one pass, each with its place.
 */
import { asTyped, type CellContext, decimalSignOf, readRow } from '../../house/cells.ts';
import { instantOf } from '../../house/clock.ts';
import type { Fault } from '../../house/errors.ts';
import { type Field, type Kind, keyText, type Row } from '../../house/kind.ts';
import { kinds } from '../records/records.ts';
import type { Origin, Reading, ReadSite } from './sheets.ts';

export interface Checked {
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  readonly faults: readonly Fault[];
}

export const contextOf = (site: Pick<ReadSite, 'zone' | 'dueTime'>): CellContext => ({
  instant: (day, time) => instantOf(site.zone, day, time),
  dueTime: site.dueTime,
});

export function checkedRows(reading: Pick<Reading, 'tables' | 'origins' | 'site'>): Checked {
  const context = contextOf(reading.site);
  const faults: Fault[] = [];
  const rows = new Map<string, readonly Row[]>();
  const origins = new Map<string, readonly (Origin | undefined)[]>();
  for (const kind of kinds) {
    const tables = reading.tables.get(kind.name) ?? [];
    const decimalComma = decimalSignOf(kind.fields, tables);
    const good: Row[] = [];
    const from: (Origin | undefined)[] = [];
    tables.forEach((cells, at) => {
      const origin = reading.origins.get(kind.name)?.[at];
      const read = readRow(kind.fields, cells, { ...context, decimalComma });
      const wrong =
        read.faults.length > 0
          ? read.faults
          : (kind.checkRow?.(read.row) ?? []).map((fault) => asTyped(fault, kind, cells));
      faults.push(...wrong.map((fault) => placed(fault, kind, origin)));
      // A row with a fault still stands for what it names, so that one slip is not reported as many.
      good.push(read.row);
      from.push(origin);
    });
    rows.set(kind.name, good);
    origins.set(kind.name, from);
    faults.push(...twice(kind, good, from));
  }
  for (const kind of kinds) faults.push(...unknown(kind, rows, origins.get(kind.name) ?? []));
  if (faults.length === 0)
    for (const kind of kinds) faults.push(...together(kind, rows.get(kind.name) ?? [], origins.get(kind.name) ?? []));
  return { rows, faults };
}

/** The place in the source's own words: its file, its row, its head of the column. */
function placed(fault: Fault, kind: Kind, origin: Origin | undefined): Fault {
  const field = fault.field ?? kind.fields.find((one) => one.label === fault.column)?.name;
  return {
    ...fault,
    file: origin?.file,
    sheet: origin?.sheet,
    row: origin?.row,
    column: (field && origin?.heads?.[field]) ?? fault.column,
  };
}

function twice(kind: Kind, rows: readonly Row[], from: readonly (Origin | undefined)[]): Fault[] {
  const first = new Map<string, number>();
  return rows.flatMap((row, at) => {
    const key = kind.key.map((name) => JSON.stringify(row[name] ?? null)).join();
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, at);
      return [];
    }
    const { file, row: line } = from[before] ?? {};
    const where = file === undefined || file === from[at]?.file ? '' : `${file}, `;
    const text = `The ${kind.one} ${keyText(kind, row)} stands here for the second time${line ? `; first in ${where}row ${line}` : ''}.`;
    return [placed({ field: kind.key[0], value: keyText(kind, row), text }, kind, from[at])];
  });
}

function unknown(
  kind: Kind,
  rows: ReadonlyMap<string, readonly Row[]>,
  from: readonly (Origin | undefined)[],
): Fault[] {
  const faults: Fault[] = [];
  for (const field of kind.fields) {
    if (field.type !== 'reference' && field.type !== 'references') continue;
    const known = codesOf(field.to, rows);
    (rows.get(kind.name) ?? []).forEach((row, at) => {
      for (const code of namedBy(field, row))
        if (!known.has(code))
          faults.push(
            placed(
              {
                field: field.name,
                column: field.label,
                value: code,
                text: `There is no ${oneOf(field.to)} "${code}".`,
              },
              kind,
              from[at],
            ),
          );
    });
  }
  return faults;
}

function namedBy(field: Field, row: Row): readonly string[] {
  const value = row[field.name];
  if (value === null || value === undefined || value === '') return [];
  return field.type === 'references' ? String(value).split(', ') : [String(value)];
}

const oneOf = (kind: string): string => kinds.find((one) => one.name === kind)?.one ?? kind;

const codesOf = (kind: string, rows: ReadonlyMap<string, readonly Row[]>): ReadonlySet<string> => {
  const key = kinds.find((one) => one.name === kind)?.key[0] ?? 'code';
  return new Set((rows.get(kind) ?? []).map((row) => String(row[key])));
};

/** Faults of a kind's rows as a whole name no row; the first row that holds the value is where the person looks. */
function together(kind: Kind, rows: readonly Row[], from: readonly (Origin | undefined)[]): Fault[] {
  return (kind.together?.check(rows) ?? []).map((fault) => {
    const field = kind.fields.find((one) => one.label === fault.column);
    const at = field ? rows.findIndex((row) => String(row[field.name]) === fault.value) : -1;
    return placed(fault, kind, from[at] ?? (from[0] && { ...from[0], row: undefined }));
  });
}
