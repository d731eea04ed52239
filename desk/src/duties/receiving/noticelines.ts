/** Lines of a ship notice as they are pasted: order line, quantity, unit, lot, expiry, container; a head is left out. */
import { type CellContext, readCell } from '../../house/cells.ts';
import type { Field } from '../../house/kind.ts';
import { atLine } from './notices.messages.ts';

export interface LineTyped {
  readonly line: string;
  readonly qty: number;
  readonly unit: string | null;
  readonly lot: string;
  readonly expires: string | null;
  readonly container: string;
}

const quantity: Field = {
  name: 'qty',
  label: 'Quantity',
  type: 'decimal',
  min: 0,
  max: 1e9,
  digits: 6,
  required: true,
};
const expiry: Field = { name: 'expires', label: 'Expires', type: 'date' };

/** The lines, or what cannot be read of them. */
export function linesRead(
  pasted: string,
  today: string,
): {
  readonly lines: readonly LineTyped[];
  readonly faults: readonly { readonly text: string }[];
} {
  const context: CellContext = { instant: (day, time) => `${day}T${time}:00Z`, dueTime: '17:00', today };
  const lines: LineTyped[] = [];
  const faults: { text: string }[] = [];
  for (const [at, row] of pasted.split(/\r?\n/).entries()) {
    if (row.trim() === '') continue;
    const cells = row.split(row.includes('\t') ? '\t' : ';').map((cell) => cell.trim());
    const [line = '', qty = '', unit = '', lot = '', expires = '', container = ''] = cells;
    if (lines.length === 0 && faults.length === 0 && !/\d/.test(row)) continue;
    const [amount, day] = [readCell(quantity, qty, context), readCell(expiry, expires, context)];
    const wrong = [amount, day].flatMap((read) => ('fault' in read ? [read.fault] : []));
    if (wrong.length > 0) faults.push({ text: atLine(at + 1, wrong.join(' ')) });
    else if ('value' in amount && 'value' in day)
      lines.push({
        line,
        qty: Number(amount.value),
        unit: unit || null,
        lot,
        expires: day.value === null ? null : String(day.value),
        container,
      });
  }
  return { lines, faults };
}
