/**
 * The list of the house: virtual, sorted, filtered and grouped by its view, driven by the keyboard, copied to and
 * pasted from a spreadsheet, edited in place. It shows what its source holds and never moves rows by itself.
 */
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PageAddress } from '../../paths.ts';
import { useLatest } from '../latest.ts';
import { SidePanel } from '../SidePanel.tsx';
import { Empty, Problem } from '../states.tsx';
import { usePhone } from '../usePhone.ts';
import { ActionMenu, type RowAction } from './ActionMenu.tsx';
import type { Column } from './column.ts';
import { GridBar } from './GridBar.tsx';
import { GridBody } from './GridBody.tsx';
import { GridHead } from './GridHead.tsx';
import { GridPaper } from './GridPaper.tsx';
import type { RowHands } from './GridRow.tsx';
import classes from './grid.module.css';
import { usePrinting, useRowHeight } from './medium.ts';
import { findOpen, isTap, openClicked } from './opened.ts';
import { actionsTold } from './rowkeys.ts';
import { clamp, moved } from './selection.ts';
import { gutter, type Shown, shownColumns, withSetting } from './shown.ts';
import type { RowSource } from './source.ts';
import { useClipboard } from './useClipboard.ts';
import { useCursor } from './useCursor.ts';
import { useEditing } from './useEditing.ts';
import { useFitted } from './useFitted.ts';
import { useGridKeys } from './useGridKeys.ts';
import type { View } from './view.ts';

export interface GridProps<R> {
  /** What the list is, for those who hear the page. */
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly rows: RowSource<R>;
  readonly view: View;
  /** What a row opens in the side panel. */
  readonly panel?: (row: R, key: string) => ReactNode;
  readonly panelTitle?: (row: R, key: string) => ReactNode;
  /** The address of a row's full page. */
  readonly pageOf?: (row: R) => PageAddress | undefined;
  /** The row's actions (`.`); `marked` are the rows marked with `x`, this one among them or alone. */
  readonly actions?: (row: R, marked: readonly R[]) => readonly RowAction[];
  /** Saves one cell as it was typed; refusals are shown beside the cell. */
  readonly onEdit?: (row: R, column: Column<R>, text: string) => Promise<void>;
  /** Cells from a spreadsheet, and the row and column they were pasted on. */
  readonly onPaste?: (
    matrix: readonly (readonly string[])[],
    at: { readonly row: R | undefined; readonly column: Column<R> | undefined },
  ) => void;
  /** Opens in place under a row (`→` in the first column). */
  readonly detail?: (row: R) => ReactNode;
  readonly hasDetail?: (row: R) => boolean;
  /** What would be here and how it gets here. */
  readonly empty?: ReactNode;
  /** The same of a view of the page's own, unchanged, where its filter passes nothing. */
  readonly emptyView?: ReactNode;
  /** Buttons at the right end of the bar. */
  readonly tools?: ReactNode;
}

const headHeight = 30;

export function Grid<R>({
  label,
  columns,
  rows,
  view,
  panel,
  panelTitle,
  pageOf,
  actions,
  onEdit,
  onPaste,
  detail,
  hasDetail,
  empty,
  emptyView,
  tools,
}: GridProps<R>) {
  const scroller = useRef<HTMLDivElement>(null);
  // The edge that is being dragged: the address is told when it is let go.
  const [dragged, setDragged] = useState<{ readonly column: string; readonly width: number }>();
  const arranged = useMemo(
    () =>
      shownColumns(columns, view.settings).map((one) =>
        one.column.id === dragged?.column ? { ...one, width: dragged.width, kept: 'person' as const } : one,
      ),
    [columns, view.settings, dragged],
  );
  const cursor = useCursor<R>(rows, arranged.length);
  const { spot, anchor, marked, twisted } = cursor;
  const [columnMenu, setColumnMenu] = useState<string>();
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number; readonly row: number }>();
  const rowHeight = useRowHeight();
  // Where cells are edited a second tap begins that.
  const mayTap = usePhone() && panel !== undefined && onEdit === undefined;
  const printing = usePrinting();

  const virtual = useVirtualizer({
    count: rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const entry = rows.at(index);
      return entry ? `${entry.kind}:${entry.key}` : index;
    },
    overscan: 8,
    // The row of the cursor is always drawn, or the focus would be lost by scrolling away from it.
    rangeExtractor: useCallback(
      (range: Range) => {
        const drawn = defaultRangeExtractor(range);
        return drawn.includes(spot.row) || spot.row >= range.count ? drawn : [...drawn, spot.row].sort((a, b) => a - b);
      },
      [spot.row],
    ),
    scrollPaddingStart: headHeight,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);

  const items = virtual.getVirtualItems();
  const { sort, group, filters, search } = view;
  const { shown, holder } = useFitted(
    arranged,
    JSON.stringify([sort, group, filters, search]),
    items.length > 0 && rows.at(0) !== undefined,
  );
  const template = `${gutter}px ${shown.map(({ width }) => `${width}px`).join(' ')} minmax(0, 1fr)`;
  const [first, last] = [items[0]?.index ?? 0, items[items.length - 1]?.index ?? 0];
  const { want } = rows;
  useEffect(() => want(first, last), [want, first, last]);

  const focusCell = useCallback(() => {
    requestAnimationFrame(() => {
      const here = scroller.current?.querySelector<HTMLElement>('[data-here]');
      // A key pressed before this frame may have opened the cell: taking the focus from its field would close it.
      if (!here?.contains(document.activeElement)) here?.focus({ preventScroll: true });
    });
  }, []);
  // A row that was moved or renewed takes the focus with it out of the page: give it back to the cursor's cell.
  const focused = useRef(false);
  // The keys work as soon as there are rows, before anything was clicked.
  const waiting = rows.total === 0;
  useEffect(() => {
    if (!waiting && document.activeElement === document.body) focusCell();
  }, [focusCell, waiting]);
  useEffect(() => {
    if (focused.current && document.activeElement === document.body) focusCell();
  });
  const go = useCallback(
    (row: number, column: number, extend: boolean) => {
      const to = clamp({ row, column }, { rows: rows.total, columns: shown.length });
      cursor.set(to, extend);
      virtual.scrollToIndex(to.row, { align: 'auto' });
      scrollColumnIntoView(scroller.current, shown, to.column);
      const entry = rows.at(to.row);
      // With the panel open the cursor leafs through the records.
      if (view.open !== undefined && entry?.kind === 'row' && !extend) view.setOpen(entry.key);
      focusCell();
    },
    [cursor, virtual, shown, rows, view, focusCell],
  );

  const edit = useEditing({ rows, shown, cursor, onEdit, go, focusCell });
  const openAt = (row: number) => {
    const entry = rows.at(row);
    if (entry?.kind === 'group') rows.fold?.(entry.key);
    else if (entry && panel) {
      if (view.open === entry.key) document.getElementById('side-panel')?.focus();
      view.setOpen(entry.key);
    } else if (entry && detail) cursor.twist(entry.key);
  };
  const menuOn = (row: number, x?: number, y?: number) => {
    if (!actions || rows.at(row)?.kind !== 'row') return;
    const cell = scroller.current?.querySelector('[data-here]')?.getBoundingClientRect();
    setMenuAt({ row, x: x ?? (cell?.left ?? 0) + 8, y: y ?? cell?.bottom ?? 0 });
  };
  const act = {
    go,
    openAt,
    menuOn,
    edit,
    cursor,
    rows,
    shown,
    view,
    pageOf,
    setColumnMenu,
    focusCell,
    hasPanel: panel !== undefined,
    hasActions: actions !== undefined,
    hasDetail: detail !== undefined,
    canEdit: onEdit !== undefined,
    actionsHere: actionsTold(rows, spot.row, actionsAt),
  };
  useGridKeys(act);
  const clipboard = useClipboard({ rows, shown, cursor, onPaste });

  const latest = useLatest(act);
  const hands = useMemo<RowHands>(
    () => ({
      press: (row, column, shift) => latest.current.go(row, column, shift),
      drag: (row, column) => latest.current.cursor.set({ row, column }, true),
      mark: (row, shift) => latest.current.cursor.mark(row, shift),
      twist: (key) => latest.current.cursor.twist(key),
      fold: (key) => latest.current.rows.fold?.(key),
      edit: (row, column) => {
        latest.current.cursor.set({ row, column }, false);
        if (!latest.current.edit.begin(row, column)) latest.current.openAt(row);
      },
      open: (row) => latest.current.openAt(row),
      menu: (row, x, y) => {
        latest.current.cursor.set({ row, column: latest.current.cursor.spot.column }, false);
        latest.current.menuOn(row, x, y);
      },
      type: (text) => latest.current.edit.type(text),
      save: (text, after) => latest.current.edit.save(text, after),
      giveUp: () => latest.current.edit.giveUp(),
    }),
    [latest],
  );

  const onKeyDown = (event: React.KeyboardEvent) => {
    if ((event.target as Element).closest('input, select, textarea')) return;
    const entry = rows.at(spot.row);
    const atFirst = spot.column === 0 && entry !== undefined;
    if (
      atFirst &&
      entry.kind === 'group' &&
      (event.key === 'ArrowRight') !== entry.open &&
      /^Arrow(Left|Right)$/.test(event.key)
    )
      rows.fold?.(entry.key);
    else if (
      atFirst &&
      entry.kind === 'row' &&
      detail &&
      (hasDetail?.(entry.row) ?? true) &&
      event.key === (twisted.has(entry.key) ? 'ArrowLeft' : 'ArrowRight') &&
      !event.shiftKey
    )
      cursor.twist(entry.key);
    else {
      const to = moved(spot, event.key, event.ctrlKey || event.metaKey, {
        rows: rows.total,
        columns: shown.length,
        page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 600) / rowHeight) - 2),
      });
      if (!to) return;
      go(to.row, to.column, event.shiftKey);
    }
    event.preventDefault();
  };

  const openEntry =
    view.open === undefined || !panel
      ? undefined
      : findOpen(
          rows,
          view.open,
          items.map(({ index }) => index),
          spot.row,
        );
  return (
    <div ref={holder} className={classes.holder}>
      <div className={classes.frame} data-printed={printing || undefined}>
        <GridBar
          columns={columns}
          rows={rows}
          view={view}
          marked={marked}
          onUnmark={cursor.unmark}
          actions={actions}
          tools={tools}
        />
        {rows.problem ? <Problem of={rows.problem} /> : null}
        <div
          ref={scroller}
          className={classes.scroller}
          role="grid"
          tabIndex={-1}
          aria-label={label}
          aria-rowcount={rows.total + 1}
          aria-colcount={shown.length}
          aria-multiselectable="true"
          aria-busy={rows.loading}
          onKeyDown={onKeyDown}
          onFocus={() => {
            focused.current = true;
          }}
          onBlur={(event) => {
            const to = event.relatedTarget;
            // A window over the list gives the focus back when it closes.
            if (to && !event.currentTarget.contains(to) && !to.closest('[role="dialog"]')) focused.current = false;
          }}
          onCopy={clipboard.copy}
          onPaste={clipboard.paste}
          onClick={(event) =>
            event.detail === 1 && openClicked(event.target, { view, rows, tapped: mayTap && isTap(event) })
          }
        >
          <GridHead
            columns={columns}
            shown={shown}
            template={template}
            view={view}
            groups={rows.fold !== undefined}
            menu={columnMenu}
            onMenu={(next) => {
              setColumnMenu(next);
              if (next === undefined) focusCell();
            }}
            onDrag={(column, width) => setDragged({ column, width })}
            onWidth={(column, width) => {
              setDragged(undefined);
              view.setSettings(withSetting(columns, view.settings, column, { width }));
            }}
            marks={{ all: rows.counted > 0 && marked.size >= rows.counted, toggle: cursor.markAll }}
          />
          {rows.total === 0 && !rows.loading && !rows.problem ? (
            // A grid holds rows and nothing else: what is said instead of them is one, doors and all.
            <div role="row" aria-rowindex={2}>
              <div role="gridcell" aria-colspan={shown.length + 1}>
                {emptyView && !view.changed && !view.tab.saved && view.search === '' ? (
                  emptyView
                ) : view.filters.length > 0 || view.search !== '' ? (
                  <Empty title="Nothing passes this filter." text="Take a filter off, or search for something else." />
                ) : (
                  (empty ?? <Empty title="Nothing here yet." />)
                )}
              </div>
            </div>
          ) : (
            <GridBody
              virtual={virtual}
              rows={rows}
              shown={shown}
              template={template}
              spot={spot}
              anchor={anchor}
              marked={marked}
              twisted={twisted}
              open={view.open}
              editing={edit.editing}
              detail={detail}
              hasDetail={hasDetail}
              hands={hands}
            />
          )}
        </div>
      </div>
      {printing ? <GridPaper rows={rows} shown={shown} /> : null}
      {view.open !== undefined && panel ? (
        <SidePanel
          title={openEntry ? (panelTitle?.(openEntry, view.open) ?? view.open) : view.open}
          page={openEntry ? pageOf?.(openEntry) : undefined}
          onClose={() => {
            view.setOpen(undefined);
            focusCell();
          }}
        >
          {openEntry ? (
            panel(openEntry, view.open)
          ) : (
            <Empty title={`${view.open} is not among the rows shown.`} text="Maybe another view or filter shows it." />
          )}
        </SidePanel>
      ) : null}
      {menuAt ? (
        <ActionMenu
          at={menuAt}
          actions={actionsAt(menuAt.row)}
          onClose={() => {
            setMenuAt(undefined);
            focusCell();
          }}
        />
      ) : null}
    </div>
  );

  function actionsAt(row: number): readonly RowAction[] {
    const entry = rows.at(row);
    if (entry?.kind !== 'row' || !actions) return [];
    return actions(entry.row, marked.has(entry.key) ? [...marked.values()] : [entry.row]);
  }
}

/** The first column stays in view, so what must be seen lies between it and the right edge. */
function scrollColumnIntoView(
  scroller: HTMLElement | null,
  shown: readonly Pick<Shown<unknown>, 'width'>[],
  column: number,
): void {
  if (!scroller || column === 0) return;
  const left = gutter + shown.slice(0, column).reduce((sum, one) => sum + one.width, 0);
  const right = left + (shown[column]?.width ?? 0);
  const pinned = gutter + (shown[0]?.width ?? 0);
  if (left < scroller.scrollLeft + pinned) scroller.scrollLeft = left - pinned;
  else if (right > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = right - scroller.clientWidth;
}
