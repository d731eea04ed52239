/** The heads of the columns: a press sorts, the edge changes the width, the menu filters, groups, moves and hides. */

import { Popover } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconFilter } from '@tabler/icons-react';
import { type PointerEvent, useRef, useState } from 'react';
import { ColumnMenu } from './ColumnMenu.tsx';
import { alignsRight, type Column } from './column.ts';
import classes from './grid.module.css';
import type { Shown } from './shown.ts';
import type { View } from './view.ts';

interface GridHeadProps<R> {
  readonly columns: readonly Column<R>[];
  readonly shown: readonly Shown<R>[];
  readonly template: string;
  readonly view: View;
  readonly groups: boolean;
  /** Column whose menu is open. */
  readonly menu: string | undefined;
  readonly onMenu: (column: string | undefined) => void;
  readonly onDrag: (column: string, width: number) => void;
  /** Undefined: as the page has it. */
  readonly onWidth: (column: string, width: number | undefined) => void;
  readonly marks: { readonly all: boolean; readonly toggle: () => void };
}

const narrowest = 40;

export function GridHead<R>({
  columns,
  shown,
  template,
  view,
  groups,
  menu,
  onMenu,
  onDrag,
  onWidth,
  marks,
}: GridHeadProps<R>) {
  return (
    <div role="row" aria-rowindex={1} className={classes.head} style={{ gridTemplateColumns: template }}>
      <span role="columnheader" className={classes.gutter}>
        <button
          type="button"
          role="checkbox"
          aria-checked={marks.all}
          aria-label="Mark all"
          tabIndex={-1}
          className={classes.mark}
          style={{ opacity: 1 }}
          onClick={marks.toggle}
        >
          {marks.all ? '✓' : ''}
        </button>
      </span>
      {shown.map(({ column, width }, at) => {
        const filtered = view.filters.some((one) => one.column === column.id);
        const sorted = view.sort === column.id ? 'ascending' : view.sort === `-${column.id}` ? 'descending' : undefined;
        const sortable = column.sortable !== false;
        return (
          <span
            key={column.id}
            role="columnheader"
            aria-colindex={at + 1}
            aria-sort={sorted ?? 'none'}
            data-right={alignsRight(column) || undefined}
            data-sorted={sorted}
            className={`${classes.headCell} ${at === 0 ? classes.pinned : ''}`}
            title={column.help}
          >
            <button
              type="button"
              tabIndex={-1}
              className={classes.headName}
              onClick={() => (sortable ? view.setSort(nextSort(view.sort, column.id)) : undefined)}
            >
              <span>{column.label}</span>
              {column.unit ? <span className={classes.unit}>{column.unit}</span> : null}
              {sorted === 'ascending' ? <IconArrowUp size={12} aria-hidden="true" /> : null}
              {sorted === 'descending' ? <IconArrowDown size={12} aria-hidden="true" /> : null}
            </button>
            <Popover
              opened={menu === column.id}
              onChange={(opened) => !opened && onMenu(undefined)}
              position="bottom-start"
              trapFocus
              returnFocus
              withinPortal
            >
              <Popover.Target>
                <button
                  type="button"
                  tabIndex={-1}
                  aria-label={`Filter and arrange ${column.label}`}
                  data-on={filtered || menu === column.id || undefined}
                  className={classes.headMenu}
                  onClick={() => onMenu(menu === column.id ? undefined : column.id)}
                >
                  <IconFilter size={13} />
                </button>
              </Popover.Target>
              <Popover.Dropdown p={12}>
                <ColumnMenu
                  column={column}
                  columns={columns}
                  width={width}
                  view={view}
                  groups={groups}
                  onDone={() => onMenu(undefined)}
                />
              </Popover.Dropdown>
            </Popover>
            <Resizer
              width={width}
              onDrag={(next) => onDrag(column.id, next)}
              onWidth={(next) => onWidth(column.id, next)}
            />
          </span>
        );
      })}
    </div>
  );
}

/** Up, down, and back to the order of the page. */
export const nextSort = (sort: string | undefined, column: string): string | undefined =>
  sort === column ? `-${column}` : sort === `-${column}` ? undefined : column;

interface ResizerProps {
  readonly width: number;
  readonly onDrag: (width: number) => void;
  readonly onWidth: (width: number | undefined) => void;
}

function Resizer({ width, onDrag, onWidth }: ResizerProps) {
  const from = useRef<{ readonly x: number; readonly width: number }>(undefined);
  const [dragging, setDragging] = useState(false);
  const widthAt = (event: PointerEvent) =>
    Math.max(
      narrowest,
      Math.round((from.current?.width ?? width) + event.clientX - (from.current?.x ?? event.clientX)),
    );
  return (
    <span
      className={classes.resizer}
      data-dragging={dragging || undefined}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width };
        setDragging(true);
      }}
      onPointerMove={(event) => dragging && onDrag(widthAt(event))}
      onPointerUp={(event) => {
        setDragging(false);
        if (dragging && event.clientX !== from.current?.x) onWidth(widthAt(event));
      }}
      onPointerCancel={() => {
        setDragging(false);
        onWidth(from.current?.width);
      }}
      onDoubleClick={() => onWidth(undefined)}
    />
  );
}
