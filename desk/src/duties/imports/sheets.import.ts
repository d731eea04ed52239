/** Whatever a person attaches as sheets: a workbook or CSV, told by its first bytes and not by its name. */
import { present } from '../../house/clock.ts';
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
  if (isCalendarFile(bytes)) return readHolidays(bytes, file);
  const read = readCsv(bytes, file);
  return 'fault' in read
    ? { sheets: [], faults: [{ file, row: read.row, text: read.fault }] }
    : { sheets: [read.sheet], faults: [] };
}

const isCalendarFile = (bytes: Uint8Array): boolean =>
  /^\s*BEGIN:VCALENDAR\s/i.test(new TextDecoder().decode(bytes.subarray(0, 200)));

/** The whole days of a calendar file as special days of the calendar that the file is called by: PLANT.ics. */
async function readHolidays(bytes: Uint8Array, file: string): Promise<ReadSheets> {
  // Loaded when the first calendar file comes, as workbooks are.
  const { readIcs, yearsFrom } = await import('../calendars/ics.import.ts');
  const read = readIcs(bytes, file, yearsFrom(present().slice(0, 10)));
  if ('fault' in read) return { sheets: [], faults: [{ file, text: read.fault }] };
  const calendar = file.replace(/^.*\//, '').replace(/\.[^.]+$/, '');
  const rows = read.days.map(({ day, name }) => [calendar, day, '', name]);
  const sheet = { name: 'calendar_days', file, head: ['Calendar', 'Day', 'Hours', 'Name'], rows, firstRow: 2 };
  return { sheets: [sheet], faults: read.notes.map((text) => ({ file, text })) };
}
