/** Rows parted into sheets, each cut between two rows; a head does not stand alone at the foot of a sheet. Pure. */
import type { Row } from './layout.ts';

export interface Sheet {
  readonly top: number;
  readonly height: number;
}

export function sheetsOf(rows: readonly Row[], room: number): readonly Sheet[] {
  const sheets: Sheet[] = [];
  let first = 0;
  while (first < rows.length) {
    const { top } = rows[first]!;
    let end = first + 1;
    while (end < rows.length && rows[end]!.top + rows[end]!.height - top <= room) end += 1;
    if (end < rows.length && end - first > 1 && rows[end - 1]!.kind === 'group') end -= 1;
    const last = rows[end - 1]!;
    sheets.push({ top, height: last.top + last.height - top });
    first = end;
  }
  return sheets;
}
