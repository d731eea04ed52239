/** The drawing parted into sheets: between two rows, and by time. A head does not stand alone at the foot of a sheet. Pure. */
import type { Layout, Row } from './layout.ts';

export interface Sheet {
  readonly top: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
}

interface Paper {
  /** Pixels for rows on a sheet. */
  readonly room: number;
  readonly from: number;
  readonly to: number;
  /** A sheet bears so many seconds at most; what is longer goes on beside it. */
  readonly most: number;
}

/** The same rows side by side, then the next; sheets on which nothing is done are left out, unless nothing is done at all. */
export function sheetsOf(layout: Layout, { room, from, to, most }: Paper): readonly Sheet[] {
  const parts = Math.max(1, Math.ceil((to - from) / most));
  const each = (to - from) / parts;
  const all: (Sheet & { readonly rows: readonly Row[] })[] = rowsOver(layout.rows, room).flatMap((rows) => {
    const { top } = rows[0]!;
    const last = rows.at(-1)!;
    const height = last.top + last.height - top;
    return Array.from({ length: parts }, (_, n) => ({
      rows,
      top,
      height,
      from: from + n * each,
      to: from + (n + 1) * each,
    }));
  });
  const busy = all.filter((sheet) => sheet.rows.some((row) => hasBars(layout, row, sheet)));
  return (busy.length > 0 ? busy : all).map(({ rows: _, ...sheet }) => sheet);
}

function hasBars({ laneAt, from, to }: Layout, { lane, lanes }: Row, sheet: Sheet): boolean {
  for (let bar = laneAt[lane]!; bar < laneAt[lane + lanes]!; bar += 1)
    if (from[bar]! < sheet.to && to[bar]! > sheet.from) return true;
  return false;
}

function rowsOver(rows: readonly Row[], room: number): readonly (readonly Row[])[] {
  const sheets: (readonly Row[])[] = [];
  let first = 0;
  while (first < rows.length) {
    const { top } = rows[first]!;
    let end = first + 1;
    while (end < rows.length && rows[end]!.top + rows[end]!.height - top <= room) end += 1;
    if (end < rows.length && end - first > 1 && rows[end - 1]!.kind === 'group') end -= 1;
    sheets.push(rows.slice(first, end));
    first = end;
  }
  return sheets;
}
