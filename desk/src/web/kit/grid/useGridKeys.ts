/** The keys of a list, registered with the page so that they work before anything was clicked and `?` shows them. */
import { useNavigate } from '@tanstack/react-router';
import { type Command, useCommands } from '../commands.ts';
import { toast } from '../toasts.tsx';
import type { RowAction } from './ActionMenu.tsx';
import { nextSort } from './GridHead.tsx';
import type { Shown } from './shown.ts';
import type { RowSource } from './source.ts';
import type { Cursor } from './useCursor.ts';
import type { View } from './view.ts';

interface GridKeyParts<R> {
  readonly go: (row: number, column: number, extend: boolean) => void;
  readonly openAt: (row: number) => void;
  readonly menuOn: (row: number) => void;
  readonly edit: { readonly begin: (row: number, column: number) => boolean };
  readonly cursor: Cursor<R>;
  readonly rows: RowSource<R>;
  readonly shown: readonly Shown<R>[];
  readonly view: View;
  readonly pageOf: ((row: R) => string | undefined) | undefined;
  readonly setColumnMenu: (column: string | undefined) => void;
  readonly hasPanel: boolean;
  readonly hasActions: boolean;
  readonly hasDetail: boolean;
  readonly canEdit: boolean;
  /** Those of the cursor's row: the ones with keys run by them. */
  readonly actionsHere: readonly RowAction[];
}

export function useGridKeys<R>(parts: GridKeyParts<R>): void {
  const { go, openAt, menuOn, edit, cursor, rows, shown, view, pageOf, setColumnMenu } = parts;
  const navigate = useNavigate();
  const { row, column } = cursor.spot;
  const key = (keys: string, id: string, word: string, run: () => void): Command => ({
    id: `grid:${id}`,
    word,
    keys,
    keyOnly: true,
    group: 'List',
    run,
  });
  const page = (): string | undefined => {
    const entry = rows.at(row);
    return entry?.kind === 'row' ? pageOf?.(entry.row) : undefined;
  };
  useCommands([
    key('j', 'down', 'Next row', () => go(row + 1, column, false)),
    key('k', 'up', 'Row before', () => go(row - 1, column, false)),
    key('x', 'mark', 'Mark the row', () => cursor.mark(row, false)),
    key('X', 'mark-to', 'Mark through to here', () => cursor.mark(row, true)),
    key('Enter', 'open', parts.hasPanel ? 'Open beside the list' : 'Open', () => openAt(row)),
    ...(pageOf
      ? [
          key('Shift+Enter', 'page', 'Open on its own page', () => {
            const to = page();
            if (to) void navigate({ to });
          }),
        ]
      : []),
    // The arrow itself is the grid's, which knows the first column from the others; here it is only told of.
    ...(parts.hasDetail ? [key('→', 'twist', 'Why? In place, from the first column', () => undefined)] : []),
    ...(parts.canEdit
      ? [
          key('e F2', 'edit', 'Edit the cell', () => {
            if (!edit.begin(row, column)) toast(`${shown[column]?.column.label ?? 'This'} cannot be edited here.`);
          }),
        ]
      : []),
    ...parts.actionsHere.flatMap(({ word, keys, barred, run }) =>
      keys ? [key(keys, `action:${keys}`, word, () => (barred === undefined ? run() : toast(barred)))] : [],
    ),
    ...(parts.hasActions ? [key('.', 'actions', 'Actions of the row', () => menuOn(row))] : []),
    key('s', 'sort', 'Sort by this column', () => view.setSort(nextSort(view.sort, shown[column]?.column.id ?? ''))),
    key('f', 'filter', 'Filter this column', () => setColumnMenu(shown[column]?.column.id)),
    ...(rows.news ? [key('n', 'news', 'Show what is new', () => rows.news?.show())] : []),
  ]);
}
