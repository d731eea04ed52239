/** Copying to and pasting from a spreadsheet. A range goes without heads; marked rows go whole, with heads. */
import type { ClipboardEvent } from 'react';
import { countText } from '../formats.ts';
import { usePlant } from '../plant.tsx';
import { toast } from '../toasts.tsx';
import { parseTsv, printTsv } from '../tsv.ts';
import { type Column, textOf } from './column.ts';
import { single, spanOf } from './selection.ts';
import type { Shown } from './shown.ts';
import type { RowSource } from './source.ts';
import type { Cursor } from './useCursor.ts';

interface ClipboardParts<R> {
  readonly rows: RowSource<R>;
  readonly shown: readonly Shown<R>[];
  readonly cursor: Cursor<R>;
  readonly onPaste:
    | ((
        matrix: readonly (readonly string[])[],
        at: { readonly row: R | undefined; readonly column: Column<R> | undefined },
      ) => void)
    | undefined;
}

const inField = (event: ClipboardEvent): boolean =>
  (event.target as Element).closest('input, textarea, select') !== null;

export function useClipboard<R>({ rows, shown, cursor, onPaste }: ClipboardParts<R>) {
  const { zone } = usePlant();
  return {
    copy: (event: ClipboardEvent) => {
      if (inField(event)) return;
      const span = spanOf(cursor.anchor, cursor.spot);
      const whole = single(span) && cursor.marked.size > 0;
      const columns = (whole ? shown : shown.slice(span.left, span.right + 1)).map(({ column }) => column);
      const some = whole ? [...cursor.marked.values()] : rowsBetween(rows, span.top, span.bottom);
      const cells = some.map((row) => columns.map((column) => textOf(column, row, zone)));
      event.clipboardData.setData(
        'text/plain',
        printTsv(whole ? [columns.map((column) => column.label), ...cells] : cells),
      );
      event.preventDefault();
      const missing = whole ? 0 : span.bottom - span.top + 1 - some.length;
      toast(
        `${countText(some.length, 'row', 'rows')} copied${missing > 0 ? `; ${missing} between were not loaded or are headings` : ''}.`,
      );
    },
    paste: (event: ClipboardEvent) => {
      if (inField(event)) return;
      const matrix = parseTsv(event.clipboardData.getData('text/plain'));
      if (matrix.length === 0) return;
      event.preventDefault();
      if (!onPaste) {
        toast('Nothing is pasted into this list. Rows of a spreadsheet come in under Import.');
        return;
      }
      const entry = rows.at(cursor.spot.row);
      onPaste(matrix, {
        row: entry?.kind === 'row' ? entry.row : undefined,
        column: shown[cursor.spot.column]?.column,
      });
    },
  };
}

function rowsBetween<R>(rows: RowSource<R>, top: number, bottom: number): R[] {
  const some: R[] = [];
  for (let index = top; index <= bottom; index += 1) {
    const entry = rows.at(index);
    if (entry?.kind === 'row') some.push(entry.row);
  }
  return some;
}
