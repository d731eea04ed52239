/** Whatever a person attaches as sheets: a workbook or CSV, told by its first bytes and not by its name. */
import { readCsv } from './csv.import.ts';
import { isZip } from './encoding.ts';
import { largest } from './limits.ts';
import type { ReadSheets } from './sheets.ts';

export async function readSheets(bytes: Uint8Array, file: string): Promise<ReadSheets> {
  if (bytes.length === 0)
    return { sheets: [], faults: [{ file, text: `${file} is empty. Maybe it was saved before it was filled.` }] };
  if (bytes.length > largest.bytes)
    return {
      sheets: [],
      faults: [
        {
          file,
          text: `${file} has ${Math.round(bytes.length / 1e6)} MB; ${largest.bytes / 1e6} MB are the most. Maybe split it.`,
        },
      ],
    };
  if (isZip(bytes)) {
    // Loaded when the first workbook comes: a start need not wait for the library.
    const { readWorkbook } = await import('./workbook.import.ts');
    return readWorkbook(bytes, file);
  }
  const read = readCsv(bytes, file);
  return 'fault' in read
    ? { sheets: [], faults: [{ file, row: read.row, text: read.fault }] }
    : { sheets: [read.sheet], faults: [] };
}
