/** From sheets to records: which kind a sheet holds, which field each column is, and where every cell then goes. */
import type { Cell } from '../../house/cells.ts';
import type { Fault } from '../../house/errors.ts';
import { inDependencyOrder, type Kind } from '../../house/kind.ts';
import { countedField } from './counted.ts';
import type { Incoming, SheetMapping } from './dryrun.ts';
import { kindNamed, kindOfSheet, matchHeads, plainHead } from './imports.ts';
import type { Origin, Sheet } from './sheets.ts';

/** A sheet of this shape was mapped before: it needs no question. */
export const signatureOf = (head: readonly string[]): string => head.map(plainHead).join('\u001f');

/** The same of a sheet that is called the same, too: what a person chose for that one goes before what its name says. */
const calledSo = (sheet: string, head: readonly string[]): string => `${plainHead(sheet)}\u001e${signatureOf(head)}`;

/** Under which a mapping is kept: by its heads, and by its name with them. */
export const keptUnder = ({ sheet, head }: Pick<SheetMapping, 'sheet' | 'head'>): readonly string[] => [
  signatureOf(head),
  calledSo(sheet, head),
];

/** What a mapping of these heads was saved for, unless the sheet is named after another kind; or else what it looks like. */
export function guessed(
  sheet: Sheet,
  kinds: readonly Kind[],
  saved: ReadonlyMap<string, SavedMapping>,
  said?: string,
): SheetMapping {
  const own = saved.get(calledSo(sheet.name, sheet.head));
  const known = own ?? saved.get(signatureOf(sheet.head));
  const named = own ? undefined : kindNamed(sheet.name, kinds)?.name;
  if (known && (said ?? named ?? known.kind) === known.kind)
    return { ...shapeOf(sheet), kind: known.kind, columns: known.columns };
  const kind = kinds.find((one) => one.name === said) ?? kindOfSheet(sheet, kinds) ?? likelyKind(sheet, kinds);
  return {
    ...shapeOf(sheet),
    kind: kind?.name ?? null,
    columns: kind ? columnsOf(sheet, kind) : sheet.head.map(() => null),
  };
}

/** Not every needed column is there, but most heads are of one kind: a person sees the guess, and what is missing. */
function likelyKind(sheet: Sheet, kinds: readonly Kind[]): Kind | undefined {
  const [best, next] = kinds
    .map((kind) => {
      const { columns, missing } = matchHeads(kind, sheet.head);
      return { kind, fits: columns.filter((one) => one.field !== undefined).length, missing: missing.length };
    })
    .filter(({ fits, missing }) => fits >= 3 && fits > 2 * missing)
    .toSorted((a, b) => b.fits - a.fits);
  return best && best.fits !== next?.fits ? best.kind : undefined;
}

export interface SavedMapping {
  readonly kind: string;
  readonly columns: readonly (string | null)[];
}

const shapeOf = (sheet: Sheet): Pick<SheetMapping, 'sheet' | 'head' | 'rows'> => ({
  sheet: sheet.name,
  head: sheet.head,
  rows: sheet.rows.filter((row) => row.length > 0).length,
});

/** The field of each column. A second column that could be the same field is given it too, so that a person must choose. */
export function columnsOf(sheet: Sheet, kind: Kind): (string | null)[] {
  const { columns } = matchHeads(kind, sheet.head);
  return columns.map((column) => column.field ?? matchHeads(kind, [column.head]).columns[0]?.field ?? null);
}

export interface Mapped {
  readonly incoming: readonly Incoming[];
  readonly faults: readonly Fault[];
  readonly notes: readonly string[];
}

/** Joins the sheets with their mapping. What is not taken over is said; two columns for one field are a fault. */
export function mapped(sheets: readonly Sheet[], mappings: readonly SheetMapping[], kinds: readonly Kind[]): Mapped {
  const faults: Fault[] = [];
  const notes: string[] = [];
  const byKind = new Map<Kind, { rows: Readonly<Record<string, Cell>>[]; origins: Origin[] }>();
  sheets.forEach((sheet, at) => {
    const mapping = mappings[at];
    const kind = kinds.find((one) => one.name === mapping?.kind);
    const place = { file: sheet.file, sheet: sheet.name };
    if (!mapping || !kind) {
      notes.push(`Sheet ${sheet.name} is not taken: it is not said what it holds.`);
      return;
    }
    faults.push(...doubled(sheet, mapping, kind));
    const left = sheet.head.filter((head, column) => head !== '' && !mapping.columns[column]);
    if (left.length > 0)
      notes.push(
        `Sheet ${sheet.name}: ${left.map((head) => `"${head}"`).join(', ')} ${left.length === 1 ? 'is' : 'are'} not taken over.`,
      );
    const counted = countedField(kind);
    if (counted && !mapping.columns.includes(counted.name))
      notes.push(
        `Sheet ${sheet.name}: there is no column for ${counted.label}: rows with the same ${kind.fields.find(({ name }) => name === kind.key[0])?.label} are counted as they come.`,
      );
    const used = mapping.columns.flatMap((field, column): [string, number][] => (field ? [[field, column]] : []));
    const heads = Object.fromEntries(used.map(([field, column]) => [field, sheet.head[column] ?? field]));
    const found = byKind.get(kind) ?? { rows: [], origins: [] };
    byKind.set(kind, found);
    // Copied, not grown field by field: half the time of a large file.
    const blank: Record<string, Cell> = Object.fromEntries(used.map(([field]) => [field, undefined]));
    sheet.rows.forEach((cells, row) => {
      if (cells.length === 0) return;
      const record = { ...blank };
      for (const [field, column] of used) record[field] = cells[column];
      found.rows.push(record);
      found.origins.push({ ...place, row: sheet.firstRow + row, heads });
    });
  });
  if (byKind.size === 0)
    faults.push({
      ...(sheets[0] ? { file: sheets[0].file, sheet: sheets[0].name } : {}),
      row: sheets[0] ? sheets[0].firstRow - 1 : undefined,
      text: nothingKnown(sheets),
    });
  const ordered = inDependencyOrder(kinds).flatMap((kind) => {
    const found = byKind.get(kind);
    return found ? [{ kind, ...found }] : [];
  });
  return { incoming: ordered, faults, notes };
}

function doubled(sheet: Sheet, mapping: SheetMapping, kind: Kind): Fault[] {
  return kind.fields.flatMap((field) => {
    const heads = mapping.columns.flatMap((name, column) => (name === field.name ? [sheet.head[column] ?? ''] : []));
    if (heads.length < 2) return [];
    const text = `The columns ${heads.map((head) => `"${head}"`).join(' and ')} are both taken for ${field.label}. Maybe choose one of them.`;
    return [
      { file: sheet.file, sheet: sheet.name, row: sheet.firstRow - 1, column: heads[1], field: field.name, text },
    ];
  });
}

function nothingKnown(sheets: readonly Sheet[]): string {
  const head = sheets[0]?.head.filter((one) => one !== '').slice(0, 6) ?? [];
  return `It cannot be told what this file holds: its heads ${head.map((one) => `"${one}"`).join(', ')} are not known. Maybe the head row is missing, or choose what it holds and match the columns.`;
}
