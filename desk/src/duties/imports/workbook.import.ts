/** Workbooks (.xlsx): every sheet, dates of both epochs, numbers as numbers. */
import readXlsxFile from 'read-excel-file/node';
import type { Cell } from '../../house/cells.ts';
import type { Fault } from '../../house/errors.ts';
import { sheetOf } from './heads.ts';
import { largest, tooLong, tooWide } from './limits.ts';
import type { ReadSheets, Sheet } from './sheets.ts';
import { wrongWithZip } from './zip.import.ts';

export async function readWorkbook(bytes: Uint8Array, file: string): Promise<ReadSheets> {
  const wrong = wrongWithZip(bytes, file);
  if (wrong) return { sheets: [], faults: [{ file, text: wrong }] };
  let found: Awaited<ReturnType<typeof readXlsxFile>>;
  try {
    found = await readXlsxFile(Buffer.from(bytes));
  } catch (error) {
    // Whatever is inside, it is the file that is at fault: the library names it.
    if (!(error instanceof Error)) throw error;
    return {
      sheets: [],
      faults: [
        {
          file,
          text: `${file} is no workbook that can be read: ${error.message}. Maybe open it in a spreadsheet and save it as .xlsx.`,
        },
      ],
    };
  }
  const faults: Fault[] = [];
  const sheets: Sheet[] = [];
  for (const { sheet: name, data } of found) {
    const rows = data.map((row): readonly Cell[] =>
      row.every((cell) => cell === null || String(cell).trim() === '') ? [] : row.map(cellOf),
    );
    const wide = rows.find((row) => row.length > largest.columns);
    if (rows.length > largest.rows)
      faults.push({ file, sheet: name, text: tooLong(`Sheet ${name} of ${file}`, rows.length) });
    else if (wide) faults.push({ file, sheet: name, text: tooWide(`Sheet ${name} of ${file}`, wide.length) });
    else {
      const sheet = sheetOf(rows, name, file);
      if (sheet) sheets.push(sheet);
    }
  }
  if (sheets.length === 0 && faults.length === 0)
    faults.push({ file, text: `${file} is empty: none of its sheets has a filled cell.` });
  return { sheets, faults };
}

/** The library's type says `typeof Date` where it hands out a `Date`. */
const cellOf = (cell: unknown): Cell =>
  typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' || cell instanceof Date
    ? cell
    : null;
