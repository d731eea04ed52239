/** The lines that are in sight, each where the list has it; on paper all, one after the other. */
import type { Virtualizer } from '@tanstack/react-virtual';
import type { ReactNode } from 'react';
import type { Editing } from './CellEditor.tsx';
import { GridRow, type RowHands } from './GridRow.tsx';
import classes from './grid.module.css';
import { spanOf } from './selection.ts';
import type { Shown } from './shown.ts';
import type { RowSource } from './source.ts';
import type { Cursor } from './useCursor.ts';

interface GridBodyProps<R> extends Pick<Cursor<R>, 'spot' | 'anchor' | 'marked' | 'twisted'> {
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
  /** How many lines are put on paper; absent: it is a screen. */
  readonly printed: number | undefined;
  readonly rows: RowSource<R>;
  readonly shown: readonly Shown<R>[];
  readonly template: string;
  /** Key of the row in the side panel. */
  readonly open: string | undefined;
  readonly editing: Editing | undefined;
  readonly detail: ((row: R) => ReactNode) | undefined;
  readonly hasDetail: ((row: R) => boolean) | undefined;
  readonly hands: RowHands;
}

export function GridBody<R>({
  virtual,
  printed,
  rows,
  shown,
  template,
  spot,
  anchor,
  marked,
  twisted,
  open,
  editing,
  detail,
  hasDetail,
  hands,
}: GridBodyProps<R>) {
  const span = spanOf(anchor, spot);
  const drawn =
    printed === undefined
      ? virtual.getVirtualItems()
      : Array.from({ length: printed }, (_, index) => ({ index, key: virtual.options.getItemKey(index), start: 0 }));
  return (
    <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
      {drawn.map((item) => {
        const entry = rows.at(item.index);
        const line = entry?.kind === 'row' ? entry : undefined;
        const spanned =
          item.index >= span.top && item.index <= span.bottom && (span.top !== span.bottom || span.left !== span.right);
        const has = line !== undefined && detail !== undefined && (hasDetail?.(line.row) ?? true);
        const isTwisted = has ? twisted.has(line.key) : undefined;
        return (
          <div
            key={item.key}
            ref={printed === undefined ? virtual.measureElement : undefined}
            data-index={item.index}
            className={classes.item}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <GridRow
              index={item.index}
              entry={entry}
              shown={shown}
              template={template}
              here={item.index === spot.row ? spot.column : -1}
              left={spanned ? span.left : -1}
              right={spanned ? span.right : -1}
              marked={line !== undefined && marked.has(line.key)}
              open={line !== undefined && open === line.key}
              editing={line !== undefined && editing?.key === line.key ? editing : undefined}
              twisted={isTwisted}
              detail={isTwisted && line ? detail?.(line.row) : null}
              hands={hands}
            />
          </div>
        );
      })}
      {printed !== undefined && printed < rows.total ? (
        <p>
          The first {printed} of {rows.total} rows. Maybe filter the list, or take it as a file.
        </p>
      ) : null}
    </div>
  );
}
