/** Where the cursor stands in a grid and what lies marked around it. Indices count what is shown; pure. */
export interface Spot {
  readonly row: number;
  readonly column: number;
}

export interface Span {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface Bounds {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page key goes by. */
  readonly page: number;
}

/** The cell a key leads to, or undefined when the key does not move. `far` is Ctrl or Command held. */
export function moved(spot: Spot, key: string, far: boolean, bounds: Bounds): Spot | undefined {
  const { row, column } = spot;
  const [lastRow, lastColumn] = [bounds.rows - 1, bounds.columns - 1];
  const steps: Readonly<Record<string, Spot>> = {
    ArrowUp: { row: far ? 0 : row - 1, column },
    ArrowDown: { row: far ? lastRow : row + 1, column },
    ArrowLeft: { row, column: far ? 0 : column - 1 },
    ArrowRight: { row, column: far ? lastColumn : column + 1 },
    PageUp: { row: row - bounds.page, column },
    PageDown: { row: row + bounds.page, column },
    Home: { row: far ? 0 : row, column: 0 },
    End: { row: far ? lastRow : row, column: lastColumn },
  };
  const to = steps[key];
  return to && clamp(to, bounds);
}

export const clamp = ({ row, column }: Spot, { rows, columns }: Pick<Bounds, 'rows' | 'columns'>): Spot => ({
  row: Math.max(0, Math.min(row, rows - 1)),
  column: Math.max(0, Math.min(column, columns - 1)),
});

/** The rectangle between two corners, whichever was marked first. */
export const spanOf = (a: Spot, b: Spot): Span => ({
  top: Math.min(a.row, b.row),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.column, b.column),
  right: Math.max(a.column, b.column),
});

export const within = (span: Span | undefined, row: number, column: number): boolean =>
  span !== undefined && row >= span.top && row <= span.bottom && column >= span.left && column <= span.right;

export const single = (span: Span): boolean => span.top === span.bottom && span.left === span.right;

/** `x` marks and unmarks one row; the set is replaced, never changed. */
export function toggled(marked: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(marked);
  if (!next.delete(key)) next.add(key);
  return next;
}
