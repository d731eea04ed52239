/** CSV as it comes: any of the common encodings, delimiters and line ends, a head that need not be in the first row. */
import Papa from 'papaparse';
import type { Cell } from '../../house/cells.ts';
import { decodeText } from './encoding.ts';
import { sheetOf } from './heads.ts';
import { largest, tooLong, tooWide } from './limits.ts';
import type { Sheet } from './sheets.ts';

export type ReadSheet = { readonly sheet: Sheet } | { readonly fault: string; readonly row?: number };

export function readCsv(
  bytes: Uint8Array,
  file: string,
  most: { readonly bytes: number; readonly rows: number } = largest,
): ReadSheet {
  if (bytes.length > most.bytes)
    return {
      fault: `${file} has ${Math.round(bytes.length / 1e6)} MB; ${most.bytes / 1e6} MB are the most. Maybe split it.`,
    };
  const decoded = decodeText(bytes, file);
  if ('fault' in decoded) return decoded;
  const { text, delimiter, skipped } = separated(decoded.text);
  const parsed = Papa.parse<string[]>(text, { delimiter });
  const broken = parsed.errors.find((error) => error.type === 'Quotes');
  if (broken) {
    const row = (broken.row ?? 0) + 1 + skipped;
    return {
      row,
      fault: `${file}, row ${row}: a quotation mark is opened and not closed as it should be. Maybe a cell holds a single ".`,
    };
  }
  const rows: readonly (readonly Cell[])[] = parsed.data.map((row) =>
    row.every((cell) => cell.trim() === '') ? [] : row,
  );
  if (rows.length > most.rows) return { fault: tooLong(file, rows.length, most.rows) };
  const wide = rows.find((row) => row.length > largest.columns);
  if (wide) return { fault: tooWide(file, wide.length) };
  const sheet = sheetOf(rows, file.replace(/\.[^.]+$/, ''), file, skipped);
  return sheet ? { sheet } : { fault: `${file} is empty. Maybe it was saved before it was filled.` };
}

/** Excel's own first line "sep=;" wins; else the delimiter that the first lines with any have most often, outside quotes. */
function separated(text: string): { readonly text: string; readonly delimiter: string; readonly skipped: number } {
  const said = /^sep=(.)\r?\n/i.exec(text);
  if (said) return { text: text.slice(said[0].length), delimiter: said[1] ?? ',', skipped: 1 };
  const lines = text
    .slice(0, 20_000)
    .replace(/"[^"]*"/g, '""')
    .split(/\r\n|\r|\n/, 20);
  const counts = [',', ';', '\t', '|'].map((delimiter) => {
    const each = lines.map((line) => line.split(delimiter).length - 1);
    return { delimiter, lines: each.filter((count) => count > 0).length, most: Math.max(...each) };
  });
  const head = lines.find((line) => /[,;\t|]/.test(line)) ?? '';
  const inHead = (delimiter: string): number => head.split(delimiter).length;
  const [best] = counts.toSorted(
    (a, b) => inHead(b.delimiter) - inHead(a.delimiter) || b.lines - a.lines || b.most - a.most,
  );
  return { text, delimiter: best && best.most > 0 ? best.delimiter : ',', skipped: 0 };
}
