/**
 * Cells from a spreadsheet laid over a list: which rows of an import they are. Pure. Whole rows (their heads with
 * them, or the key among their columns) are matched by key, and new keys are new records; other cells lie over the
 * records from the cursor down. What they would change, and every other fault, is the import's dry run to say.
 */
import type { Fault } from '../../house/errors.ts';
import { type Field, fieldOf, type Kind, type Value } from '../../house/kind.ts';
import type { RecordRow } from './recordcolumns.ts';

export interface PastedRows {
  /** Field names: the head of the import. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  /** Rows of the spreadsheet before the first one of `rows`. */
  readonly above: number;
}

export type PastePlan = { readonly faults: readonly Fault[] } | { readonly pasted: PastedRows };

interface PlaceOfPaste {
  /** The columns from the cursor to the right; the second part says whether it may be written. */
  readonly fields: readonly (readonly [field: Field, writes: boolean])[];
  /** The record so many rows below the cursor. */
  readonly at: (index: number) => RecordRow | undefined;
}

export function planPaste(kind: Kind, matrix: readonly (readonly string[])[], place: PlaceOfPaste): PastePlan {
  const headed = headOf(kind, matrix[0] ?? []);
  if (headed) return { pasted: { head: headed.map(({ name }) => name), rows: matrix.slice(1), above: 1 } };

  const width = Math.max(...matrix.map((cells) => cells.length));
  const over = matrix.findIndex((cells) => cells.length > place.fields.length);
  if (over >= 0)
    return { faults: [{ row: over + 1, text: 'There is no column to the right to take the last cell of this row.' }] };
  const fields = place.fields.slice(0, width);
  const barred = fields.find(([, writes]) => !writes);
  if (barred) return { faults: [{ row: 1, column: barred[0].label, text: 'This column cannot be edited.' }] };
  const names = fields.map(([field]) => field.name);
  const filled = matrix.map((cells) => names.map((_, at) => cells[at] ?? ''));
  if (kind.key.every((name) => names.includes(name))) return { pasted: { head: names, rows: filled, above: 0 } };

  const keyAmong = fields.find(([field]) => kind.key.includes(field.name));
  if (keyAmong)
    return {
      faults: [
        {
          row: 1,
          column: keyAmong[0].label,
          text: `${keyAmong[0].label} alone does not say which ${kind.one} is meant. Maybe paste ${keyLabels(kind)} together.`,
        },
      ],
    };
  const faults: Fault[] = [];
  const rows = filled.map((cells, index) => {
    const record = place.at(index);
    if (!record)
      faults.push({
        row: index + 1,
        text: `There is no ${kind.one} below to take this row. Maybe paste ${keyLabels(kind)} with it, so that it can be added.`,
      });
    return [...kind.key.map((name) => record?.[name] ?? null), ...cells];
  });
  return faults.length > 0 ? { faults } : { pasted: { head: [...kind.key, ...names], rows, above: 0 } };
}

/** New records pasted where there is no record to lie over: by their heads, or cell by cell in the order of the kind's fields. */
export const planNew = (
  kind: Kind,
  matrix: readonly (readonly string[])[],
  writes: (field: Field) => boolean,
): PastePlan =>
  planPaste(kind, matrix, {
    fields: kind.fields.filter((field) => !field.readonly).map((field) => [field, writes(field)]),
    at: () => undefined,
  });

/** The fields of a first row that holds heads only, the key among them. */
function headOf(kind: Kind, cells: readonly string[]): readonly Field[] | undefined {
  const fields = cells.map((cell) => kind.fields.find((field) => isHead(field, plain(cell))));
  const found = fields.filter((field) => field !== undefined);
  // A part of the key that has a default may be left out: a line's number is 1.
  const whole =
    found.length === cells.length &&
    kind.key.every((name) => found.some((field) => field.name === name) || fieldOf(kind, name).default !== undefined) &&
    kind.key.some((name) => found.some((field) => field.name === name));
  return whole ? found : undefined;
}

const isHead = (field: Field, head: string): boolean =>
  head === plain(field.label) || head === field.name || field.aliases?.includes(head) === true;
const plain = (text: string): string => text.trim().toLowerCase();
const keyLabels = (kind: Kind): string =>
  kind.key.map((name) => kind.fields.find((field) => field.name === name)?.label ?? name).join(' and ');
