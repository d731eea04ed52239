/** The cursor of a grid, the range behind it, the rows marked with `x` and the rows opened in place. */
import { useMemo, useState } from 'react';
import { clamp, type Spot, toggled } from './selection.ts';
import type { RowSource } from './source.ts';

export interface Cursor<R> {
  readonly spot: Spot;
  readonly anchor: Spot;
  readonly marked: ReadonlyMap<string, R>;
  readonly twisted: ReadonlySet<string>;
  readonly set: (to: Spot, extend: boolean) => void;
  /** `through` marks all from the last one marked. */
  readonly mark: (row: number, through: boolean) => void;
  readonly markAll: () => void;
  readonly unmark: () => void;
  readonly twist: (key: string) => void;
}

const start: Spot = { row: 0, column: 0 };

export function useCursor<R>(rows: RowSource<R>, columns: number): Cursor<R> {
  const [place, setPlace] = useState({ spot: start, anchor: start });
  const [marked, setMarked] = useState<ReadonlyMap<string, R>>(() => new Map());
  const [lastMark, setLastMark] = useState(0);
  const [twisted, setTwisted] = useState<ReadonlySet<string>>(() => new Set());
  const lastRow = Math.max(1, rows.total);
  const spot = useMemo(() => clamp(place.spot, { rows: lastRow, columns }), [place.spot, lastRow, columns]);
  const anchor = useMemo(() => clamp(place.anchor, { rows: lastRow, columns }), [place.anchor, lastRow, columns]);
  return useMemo(
    () => ({
      spot,
      anchor,
      marked,
      twisted,
      set: (to, extend) => setPlace((now) => ({ spot: to, anchor: extend ? now.anchor : to })),
      mark: (row, through) => {
        const next = new Map(marked);
        const [from, to] = through ? [Math.min(lastMark, row), Math.max(lastMark, row)] : [row, row];
        for (let index = from; index <= to; index += 1) {
          const entry = rows.at(index);
          if (entry?.kind !== 'row') continue;
          if (through || !next.delete(entry.key)) next.set(entry.key, entry.row);
        }
        setMarked(next);
        setLastMark(row);
      },
      markAll: () => {
        const next = new Map<string, R>();
        for (let index = 0; index < rows.total; index += 1) {
          const entry = rows.at(index);
          if (entry?.kind === 'row') next.set(entry.key, entry.row);
        }
        setMarked(marked.size >= next.size ? new Map() : next);
      },
      unmark: () => setMarked(new Map()),
      twist: (key) => setTwisted((now) => toggled(now, key)),
    }),
    [spot, anchor, marked, twisted, lastMark, rows],
  );
}
