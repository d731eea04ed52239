/** One line of a grid: a group's head, a record, or a line still being fetched. Drawn again only when it changed. */
import { IconChevronRight } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { countText } from '../formats.ts';
import type { Entry } from './arrange.ts';
import { type After, CellEditor, type Editing } from './CellEditor.tsx';
import { CellShown } from './CellShown.tsx';
import { alignsRight, wraps } from './column.ts';
import classes from './grid.module.css';
import type { Shown } from './shown.ts';

/** Stable for the life of the grid, so that rows need not be drawn again because of it. */
export interface RowHands {
  readonly press: (row: number, column: number, shift: boolean) => void;
  readonly drag: (row: number, column: number) => void;
  readonly mark: (row: number, shift: boolean) => void;
  readonly twist: (key: string) => void;
  readonly fold: (key: string) => void;
  readonly edit: (row: number, column: number) => void;
  readonly open: (row: number) => void;
  readonly menu: (row: number, x: number, y: number) => void;
  readonly type: (text: string) => void;
  readonly save: (text: string, after: After) => void;
  readonly giveUp: () => void;
}

interface GridRowProps<R> {
  readonly index: number;
  readonly entry: Entry<R> | undefined;
  readonly shown: readonly Shown<R>[];
  readonly template: string;
  /** Column the cursor stands in, -1 when it stands in another row. */
  readonly here: number;
  /** Marked columns of this row, from and to; -1 when none. */
  readonly left: number;
  readonly right: number;
  readonly marked: boolean;
  readonly open: boolean;
  readonly editing: Editing | undefined;
  readonly twisted: boolean | undefined;
  readonly detail: ReactNode;
  readonly hands: RowHands;
}

function GridRowDrawn<R>({
  index,
  entry,
  shown,
  template,
  here,
  left,
  right,
  marked,
  open,
  editing,
  twisted,
  detail,
  hands,
}: GridRowProps<R>) {
  if (!entry) {
    return (
      <div
        role="row"
        aria-rowindex={index + 2}
        aria-busy="true"
        className={classes.row}
        style={{ gridTemplateColumns: template }}
      >
        <span role="gridcell" aria-label="loading" />
        {shown.map(({ column }, at) => (
          <span key={column.id} role="gridcell" aria-label="loading" className={classes.cell}>
            <div className={classes.waiting} style={{ width: `${45 + ((index * 7 + at * 13) % 40)}%` }} />
          </span>
        ))}
      </div>
    );
  }
  if (entry.kind === 'group') {
    const firstSum = shown.findIndex(({ column }) => entry.sums[column.id] !== undefined);
    return (
      <div
        role="row"
        aria-rowindex={index + 2}
        className={classes.group}
        style={{ gridTemplateColumns: template }}
        onClick={() => hands.fold(entry.key)}
      >
        <span
          role="gridcell"
          id={`cell-${index}`}
          aria-expanded={entry.open}
          data-here={here >= 0 || undefined}
          tabIndex={here >= 0 ? 0 : -1}
          className={`${classes.cell} ${classes.groupName}`}
          style={{ gridColumn: `1 / ${firstSum > 1 ? firstSum + 2 : shown.length + 2}`, gridRow: 1 }}
        >
          <span className={classes.twist} data-open={entry.open || undefined} aria-hidden="true">
            <IconChevronRight size={14} />
          </span>
          <span className={classes.groupLabel} title={entry.label}>
            {entry.label}
          </span>
          <span className={classes.groupCount}>{countText(entry.count, 'row', 'rows')}</span>
        </span>
        {shown.map(({ column }, at) =>
          entry.sums[column.id] === undefined ? null : (
            <span
              key={column.id}
              role="gridcell"
              className={classes.cell}
              data-sum={at}
              data-right
              style={{ gridColumn: at + 2, gridRow: 1 }}
            >
              {entry.sums[column.id]}
            </span>
          ),
        )}
      </div>
    );
  }
  const { row, key } = entry;
  return (
    <>
      <div
        role="row"
        aria-rowindex={index + 2}
        aria-selected={marked}
        data-marked={marked || undefined}
        data-open={open || undefined}
        className={classes.row}
        style={{ gridTemplateColumns: template }}
        onContextMenu={(event) => {
          event.preventDefault();
          hands.menu(index, event.clientX, event.clientY);
        }}
      >
        <span role="gridcell" className={classes.gutter}>
          <button
            type="button"
            role="checkbox"
            aria-checked={marked}
            aria-label={`Mark ${key}`}
            tabIndex={-1}
            className={classes.mark}
            onClick={(event) => hands.mark(index, event.shiftKey)}
          >
            {marked ? '✓' : ''}
          </button>
        </span>
        {shown.map(({ column }, at) => {
          const mine = editing?.column === column.id ? editing : undefined;
          return (
            <span
              key={column.id}
              id={at === here ? `cell-${index}` : undefined}
              role="gridcell"
              aria-colindex={at + 1}
              tabIndex={at === here ? 0 : -1}
              data-row={index}
              data-column={at}
              data-here={at === here || undefined}
              data-spanned={(at >= left && at <= right) || undefined}
              data-right={alignsRight(column) || undefined}
              data-wraps={(wraps(column) && mine === undefined) || undefined}
              data-saving={mine?.saving || undefined}
              className={`${classes.cell} ${at === 0 ? classes.pinned : ''} ${mine && !mine.saving ? classes.editorCell : ''}`}
              onMouseDown={(event) => event.button === 0 && !mine && hands.press(index, at, event.shiftKey)}
              onMouseEnter={(event) => event.buttons === 1 && hands.drag(index, at)}
              onDoubleClick={() => (mine ? undefined : hands.edit(index, at))}
            >
              {at === 0 && twisted !== undefined ? (
                <button
                  type="button"
                  tabIndex={-1}
                  aria-label={twisted ? 'Close' : 'Why?'}
                  aria-expanded={twisted}
                  className={classes.twist}
                  data-open={twisted || undefined}
                  onClick={() => hands.twist(key)}
                >
                  <IconChevronRight size={14} />
                </button>
              ) : null}
              {mine?.saving ? mine.text : <CellShown column={column} row={row} />}
              {mine && !mine.saving ? (
                <CellEditor
                  column={column}
                  editing={mine}
                  onType={hands.type}
                  onSave={hands.save}
                  onGiveUp={hands.giveUp}
                />
              ) : null}
            </span>
          );
        })}
      </div>
      {twisted ? <div className={classes.detail}>{detail}</div> : null}
    </>
  );
}

export const GridRow = memo(GridRowDrawn) as typeof GridRowDrawn;
