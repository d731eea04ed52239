/**
 * Rows kept where they stand while fresh ones arrive. Values are renewed in place; what would move, come or go
 * waits until the person asks for it, so that nothing moves under the cursor; what comes below the last row is shown. Pure.
 */
export interface Renewed<R> {
  readonly rows: readonly R[];
  /** The fresh rows stand in another order, or are others. */
  readonly moved: boolean;
  /** How many came below the last one: where nothing stood nothing moves, so they are among the rows. */
  readonly below: number;
}

/** `fresh` are all fresh rows known, by key: a row may have gone to another page. Only the last page has room for more. */
export function renewed<R>(
  held: readonly R[],
  page: readonly R[],
  fresh: ReadonlyMap<string, R>,
  keyOf: (row: R) => string,
): Renewed<R> {
  const stand = page.length >= held.length && held.every((row, index) => keyOf(row) === keyOf(page[index] as R));
  if (stand && page.length > held.length) return { rows: page, moved: false, below: page.length - held.length };
  const rows = held.map((row) => fresh.get(keyOf(row)) ?? row);
  return { rows: rows.every((row, index) => row === held[index]) ? held : rows, moved: !stand, below: 0 };
}

/** Pages that hold the rows from `first` to `last`. */
export function pagesOf(first: number, last: number, size: number): readonly number[] {
  const [from, to] = [Math.floor(Math.max(0, first) / size), Math.floor(Math.max(0, last) / size)];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
