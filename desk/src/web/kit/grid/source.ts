/** Where a grid's rows come from: all here in memory, or page by page from the server. The grid asks for what it shows. */
import { useCallback, useMemo, useState } from 'react';
import { filterOf } from '../../../house/filter.ts';
import { useFilterContext, usePlant } from '../plant.tsx';
import { Refused } from '../refused.ts';
import { type Arranged, arrange, type Entry } from './arrange.ts';
import type { Column } from './column.ts';
import { passesOf } from './filter.ts';
import { toggled } from './selection.ts';
import type { View } from './view.ts';

export interface RowSource<R> {
  /** Entries in all, group heads among them. */
  readonly total: number;
  /** Rows that passed the filters. */
  readonly counted: number;
  /** Undefined while it is being fetched. */
  readonly at: (index: number) => Entry<R> | undefined;
  /** The grid shows these; fetch what is missing. */
  readonly want: (first: number, last: number) => void;
  readonly keyOf: (row: R) => string;
  readonly loading: boolean;
  readonly problem?: unknown;
  /** Rows that came since, kept back so that nothing moves under the cursor. */
  readonly news?: { readonly count: number; readonly show: () => void };
  /** Absent: these rows cannot be grouped. */
  readonly fold?: (key: string) => void;
}

/** Rows that are all here. `keyOf` must be stable (defined outside the component, or memoised). */
export function useLocalRows<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  view: View,
  keyOf: (row: R) => string,
): RowSource<R> {
  const { zone } = usePlant();
  const context = useFilterContext();
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => new Set());
  const { sort, filters, search, group } = view;
  const passes = useMemo(() => passesOf(columns, filterOf(filters), zone, context), [columns, filters, zone, context]);
  const arranged = useMemo(
    () =>
      passes instanceof Refused ? nobody : arrange(rows, columns, keyOf, { sort, passes, search, group, folded }, zone),
    [rows, columns, keyOf, sort, passes, search, group, folded, zone],
  );
  const at = useCallback((index: number) => arranged.entries[index], [arranged]);
  const fold = useCallback((key: string) => setFolded((now) => toggled(now, key)), []);
  return {
    total: arranged.entries.length,
    counted: arranged.counted,
    at,
    want: nothing,
    keyOf,
    loading: false,
    fold,
    ...(passes instanceof Refused ? { problem: passes } : {}),
  };
}

const nobody: Arranged<never> = { entries: [], counted: 0 };

const nothing = () => undefined;
