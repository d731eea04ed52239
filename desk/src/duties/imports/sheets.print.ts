/** Sheets out: records as CSV or workbook that an import reads back the same, and empty sheets to fill in. */
import type { CellObject, Sheet } from 'write-excel-file/node';
import { instantOf, secondsOf, wallClock } from '../../house/clock.ts';
import { csvLine, inert } from '../../house/csv.ts';
import type { Field, Kind, Row, Value } from '../../house/kind.ts';

export interface Column {
  readonly label: string;
  readonly field: Field;
}

export const columnsOut = (kind: Kind): readonly Column[] =>
  kind.fields.map((field) => ({ label: field.label, field }));

/** An instant by the plant's clock; with its zone where the clock shows that hour twice. */
export function clockText(zone: string, value: string): string {
  const wall = wallClock(zone, value);
  const plain = `${wall.slice(0, 10)} ${wall.slice(11, 16)}`;
  return secondsOf(instantOf(zone, wall.slice(0, 10), wall.slice(11, 16))) === secondsOf(value) ? plain : value;
}

function textOf(field: Field, value: Value, zone: string): string {
  if (value === null) return '';
  if (field.type === 'instant') return clockText(zone, String(value));
  if (field.type === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

const isTyped = (field: Field): boolean => ['text', 'code', 'reference', 'references'].includes(field.type);

/** The mark at the front tells Excel that it is UTF-8. */
export const csvHead = (labels: readonly string[]): string => `\ufeff${csvLine(labels)}`;

export const csvRow = (columns: readonly Column[], row: Row, zone: string): string =>
  csvLine(
    columns.map(({ field }) => {
      const text = textOf(field, row[field.name] ?? null, zone);
      return isTyped(field) ? inert(text) : text;
    }),
  );

const bold = (value: string): CellObject => ({ value, type: String, fontWeight: 'bold' });

/** Text cells are written as text and never run; numbers as numbers, days as days. */
function workbookCell(field: Field, value: Value, zone: string): CellObject | null {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { value, type: Number };
  if (field.type === 'date') return { value: new Date(`${String(value)}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
  return { value: textOf(field, value, zone), type: String };
}

const width = (label: string): { width: number } => ({ width: Math.max(12, label.length + 4) });

/** Names of sheets may not be longer, nor hold some signs. */
const sheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);

export function workbookSheet(
  name: string,
  columns: readonly Column[],
  rows: readonly Row[],
  zone: string,
): Sheet<Buffer> {
  return {
    sheet: sheetName(name),
    stickyRowsCount: 1,
    columns: columns.map(({ label }) => width(label)),
    data: [
      columns.map(({ label }) => bold(label)),
      ...rows.map((row) => columns.map(({ field }) => workbookCell(field, row[field.name] ?? null, zone))),
    ],
  };
}

export async function workbook(sheets: readonly Sheet<Buffer>[]): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  return writeXlsxFile([...sheets]).toBuffer();
}

/** What each column is for, beside the empty sheets. */
export function helpSheet(kinds: readonly Kind[]): Sheet<Buffer> {
  const heads = ['Sheet', 'Column', 'Needed', 'What stands there'];
  const rows = kinds.flatMap((kind) =>
    kind.fields
      .filter((field) => !field.readonly)
      .map((field) => [
        kind.many,
        field.label,
        field.required && field.default === undefined ? 'yes' : '',
        `${shapeOf(field)}${field.help ? ` ${field.help}` : ''}`,
      ]),
  );
  return {
    sheet: 'How to fill in',
    stickyRowsCount: 1,
    columns: [{ width: 26 }, { width: 22 }, { width: 8 }, { width: 90 }],
    data: [heads.map(bold), ...rows.map((row) => row.map((value): CellObject => ({ value, type: String })))],
  };
}

function shapeOf(field: Field): string {
  const standing =
    field.default === undefined || field.default === '' || field.default === null
      ? ''
      : ` Empty: ${String(field.default)}.`;
  switch (field.type) {
    case 'code':
      return `Code, up to ${field.max ?? 64} characters.${standing}`;
    case 'text':
      return `Text, up to ${field.max ?? 200} characters.${standing}`;
    case 'integer':
      return `Whole number, ${field.min} to ${field.max}${field.unit ? ` (${field.unit})` : ''}.${standing}`;
    case 'decimal':
      return `Number, ${field.min} to ${field.max}, up to ${field.digits} decimals${field.unit ? ` (${field.unit})` : ''}.${standing}`;
    case 'quantity':
      return `Quantity in the item’s unit.${standing}`;
    case 'ratio':
      return `Number or fraction: 2.6 or 1/3.${standing}`;
    case 'date':
      return `Day: 2026-04-03.${standing}`;
    case 'instant':
      return `Day, or day and time by the plant’s clock: 2026-04-03 14:30.${standing}`;
    case 'boolean':
      return `yes or no.${standing}`;
    case 'choice':
      return `One of ${field.choices.join(', ')}.${standing}`;
    case 'reference':
      return `Code out of ${field.to.replaceAll('_', ' ')}.${standing}`;
    case 'references':
      return `Codes out of ${field.to.replaceAll('_', ' ')}, parted by commas.${standing}`;
  }
}

/** All of it as CSV, written as it is read. */
export async function* csvParts(
  columns: readonly Column[],
  parts: AsyncIterable<readonly Row[]>,
  zone: string,
): AsyncGenerator<string> {
  yield csvHead(columns.map(({ label }) => label));
  for await (const rows of parts) yield rows.map((row) => csvRow(columns, row, zone)).join('');
}
