/** The lines that are in sight, each where the list has it. */
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
  return (
    <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => {
        const entry = rows.at(item.index);
        const line = entry?.kind === 'row' ? entry : undefined;
        const spanned =
          item.index >= span.top && item.index <= span.bottom && (span.top !== span.bottom || span.left !== span.right);
        const has = line !== undefined && detail !== undefined && (hasDetail?.(line.row) ?? true);
        const isTwisted = has ? twisted.has(line.key) : undefined;
        return (
          <div
            key={item.key}
            ref={virtual.measureElement}
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
    </div>
  );
}
