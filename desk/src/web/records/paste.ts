/** Cells from a spreadsheet laid over the records of a list: which cell becomes what, and what cannot be. Pure. */
import { type CellContext, readCell } from '../../house/cells.ts';
import type { Fault } from '../../house/errors.ts';
import type { Field } from '../../house/kind.ts';
import type { RecordRow } from './recordcolumns.ts';

export interface PlannedChange {
  readonly row: RecordRow;
  /** As pasted: the server reads them again. */
  readonly cells: Readonly<Record<string, string>>;
}

export interface PastePlan {
  readonly changes: readonly PlannedChange[];
  readonly faults: readonly Fault[];
}

const context: CellContext = { instant: (day, time) => `${day}T${time}:00Z`, dueTime: '17:00' };

/** `rows` are the records from the cursor down, `fields` the columns from the cursor to the right; `undefined` may not be written. */
export function planPaste(
  matrix: readonly (readonly string[])[],
  rows: readonly (RecordRow | undefined)[],
  fields: readonly (Field | undefined)[],
): PastePlan {
  const faults: Fault[] = [];
  const changes: PlannedChange[] = [];
  matrix.forEach((cells, index) => {
    const row = rows[index];
    const place = { row: index + 1 };
    if (!row) {
      faults.push({ ...place, text: 'There is no record below to take this row. Maybe import it instead.' });
      return;
    }
    const taken: Record<string, string> = {};
    cells.forEach((cell, at) => {
      const field = fields[at];
      if (!field) {
        faults.push({
          ...place,
          value: cell,
          text:
            at < fields.length ? 'This column cannot be edited.' : 'There is no column to the right to take this cell.',
        });
        return;
      }
      const read = readCell(field, cell, context);
      if ('fault' in read)
        faults.push({ ...place, column: field.label, field: field.name, value: cell, text: read.fault });
      else if (String(row[field.name] ?? '') !== cell.trim()) taken[field.name] = cell;
    });
    if (Object.keys(taken).length > 0) changes.push({ row, cells: taken });
  });
  return { changes, faults };
}
