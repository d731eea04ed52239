/** Editing in place: which cell, what was typed, saving, and the refusal that stays beside it. */
import { useState } from 'react';
import { usePlant } from '../plant.tsx';
import { sentenceOf } from '../refused.ts';
import type { After, Editing } from './CellEditor.tsx';
import { type Column, editable, textOf } from './column.ts';
import type { Shown } from './shown.ts';
import type { RowSource } from './source.ts';
import type { Cursor } from './useCursor.ts';

interface EditingParts<R> {
  readonly rows: RowSource<R>;
  readonly shown: readonly Shown<R>[];
  readonly cursor: Cursor<R>;
  readonly onEdit: ((row: R, column: Column<R>, text: string) => Promise<void>) | undefined;
  readonly go: (row: number, column: number, extend: boolean) => void;
  readonly focusCell: () => void;
}

export function useEditing<R>({ rows, shown, cursor, onEdit, go, focusCell }: EditingParts<R>) {
  const { zone } = usePlant();
  const [held, setHeld] = useState<
    (Editing & { readonly row: R; readonly of: Column<R>; readonly index: number; readonly at: number }) | undefined
  >();

  const send = (row: R, of: Column<R>, text: string, editing: Editing, index: number, at: number) => {
    if (!onEdit) return;
    setHeld({ ...editing, text, error: undefined, saving: true, row, of, index, at });
    onEdit(row, of, text).then(
      // Another cell may be in the editor by now: that one stays.
      () => setHeld((now) => (now?.key === editing.key && now.column === editing.column ? undefined : now)),
      (refused: unknown) =>
        setHeld({ ...editing, text, error: sentenceOf(refused, of.id), saving: false, row, of, index, at }),
    );
  };

  return {
    editing: held as Editing | undefined,
    /** False when the cell may not be edited. A yes or no is changed at once. */
    begin: (index: number, at: number): boolean => {
      const entry = rows.at(index);
      const column = shown[at]?.column;
      if (!onEdit || entry?.kind !== 'row' || !column || !editable(column, entry.row) || held?.saving) return false;
      const text = textOf(column, entry.row, zone);
      const editing: Editing = { key: entry.key, column: column.id, text };
      if (column.type === 'boolean') send(entry.row, column, text === 'yes' ? 'no' : 'yes', editing, index, at);
      else setHeld({ ...editing, row: entry.row, of: column, index, at });
      return true;
    },
    type: (text: string) => setHeld((now) => now && { ...now, text }),
    save: (text: string, after: After) => {
      if (!held) return;
      if (text === textOf(held.of, held.row, zone)) setHeld(undefined);
      else send(held.row, held.of, text, held, held.index, held.at);
      if (after === 'down') go(held.index + 1, held.at, false);
      else if (after === 'right') go(held.index, held.at + 1, false);
      else if (after === 'left') go(held.index, held.at - 1, false);
    },
    giveUp: () => {
      setHeld(undefined);
      focusCell();
    },
    here: () => cursor.spot,
  };
}
