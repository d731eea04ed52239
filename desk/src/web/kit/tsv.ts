/** Text as spreadsheets put it on the clipboard: tabs between cells, quotes round cells that hold a tab, line end or quote. */

export function printTsv(matrix: readonly (readonly string[])[]): string {
  return matrix.map((row) => row.map(printCell).join('\t')).join('\n');
}

const printCell = (cell: string): string => (/["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Rows may end in \n, \r\n or \r; the line end after the last row makes no further row. An unclosed quote is text. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : undefined;
    const end = quoted ? quoted.end : endOfCell(text, at);
    row.push(quoted ? quoted.cell : text.slice(at, end));
    at = end;
    if (text[at] === '\t') {
      at += 1;
      if (at === text.length || /[\r\n]/.test(text[at] ?? '')) row.push('');
    }
    if (at < text.length && /[\r\n]/.test(text[at] ?? '')) {
      at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
      rows.push(row);
      row = [];
      if (/[\r\n]/.test(text[at] ?? '')) continue;
    }
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

function endOfCell(text: string, from: number): number {
  let at = from;
  while (at < text.length && !/[\t\r\n]/.test(text[at] ?? '')) at += 1;
  return at;
}

/** Undefined when the quote opens no quoted cell: never closed, or closed in mid-cell (`"12" pipe`). */
function readQuoted(text: string, from: number): { readonly cell: string; readonly end: number } | undefined {
  let cell = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return undefined;
    cell += text.slice(at, quote);
    if (text[quote + 1] === '"') {
      cell += '"';
      at = quote + 2;
      continue;
    }
    const end = quote + 1;
    return end === text.length || /[\t\r\n]/.test(text[end] ?? '') ? { cell, end } : undefined;
  }
}
