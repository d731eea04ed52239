/**
 * Rows kept where they stand while fresh ones arrive. Values are renewed in place; what would move, come or go
 * waits until the person asks for it, so that nothing moves under the cursor. Pure.
 */
export interface Renewed<R> {
  readonly rows: readonly R[];
  /** The fresh rows stand in another order, or are others. */
  readonly moved: boolean;
}

/** `fresh` are all fresh rows known, by key: a row may have gone to another page. */
export function renewed<R>(
  held: readonly R[],
  page: readonly R[],
  fresh: ReadonlyMap<string, R>,
  keyOf: (row: R) => string,
): Renewed<R> {
  const moved = held.length !== page.length || held.some((row, index) => keyOf(row) !== keyOf(page[index] as R));
  const rows = held.map((row) => fresh.get(keyOf(row)) ?? row);
  return { rows: rows.every((row, index) => row === held[index]) ? held : rows, moved };
}

/** Pages that hold the rows from `first` to `last`. */
export function pagesOf(first: number, last: number, size: number): readonly number[] {
  const [from, to] = [Math.floor(Math.max(0, first) / size), Math.floor(Math.max(0, last) / size)];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
