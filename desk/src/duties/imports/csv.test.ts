import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { readCsv } from './csv.import.ts';
import { largest } from './limits.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string, big: boolean, mark: boolean): Uint8Array => {
  const units = [...(mark ? '\ufeff' : ''), ...text].map((letter) => letter.charCodeAt(0));
  return Uint8Array.from(units.flatMap((unit) => (big ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])));
};

const read = (bytes: Uint8Array) => {
  const found = readCsv(bytes, 'parts.csv');
  if ('fault' in found) throw new Error(found.fault);
  return found.sheet;
};

describe('a CSV file is read', () => {
  const text = 'item,qty\nFahrräder,3\n';
  it.each([
    ['in UTF-8', utf8(text)],
    ['in UTF-8 with a mark', utf8(`\ufeff${text}`)],
    ['in UTF-16 little end first', utf16(text, false, true)],
    ['in UTF-16 big end first', utf16(text, true, true)],
    ['in UTF-16 without a mark', utf16(text, false, false)],
    ['in Windows-1252', latin(text)],
    ['with Windows line ends', utf8(text.replaceAll('\n', '\r\n'))],
    ['with old Macintosh line ends', utf8(text.replaceAll('\n', '\r'))],
    ['parted by semicolons', utf8(text.replaceAll(',', ';'))],
    ['parted by tabs', utf8(text.replaceAll(',', '\t'))],
    ['with Excel’s own first line', utf8(`sep=;\r\n${text.replaceAll(',', ';')}`)],
    ['with quotation marks', utf8('"item","qty"\n"Fahrräder","3"\n')],
  ])('%s', (_, bytes) => {
    const sheet = read(bytes);
    expect([sheet.name, sheet.head, sheet.rows]).toEqual(['parts', ['item', 'qty'], [['Fahrräder', '3']]]);
  });

  it('with decimal commas between semicolons, each a cell of its own', () => {
    expect(read(utf8('item;qty;price\nA;1,5;2,75\n')).rows).toEqual([['A', '1,5', '2,75']]);
  });

  it('with titles and empty rows above the head; rows are counted as the person sees them', () => {
    const sheet = read(utf8('Order book of March,,\n,,\nitem,qty,due\nA,1,2026-03-01\n,,\nB,2,2026-03-02\n'));
    expect([sheet.head, sheet.firstRow, sheet.rows.length]).toEqual([['item', 'qty', 'due'], 4, 3]);
    expect(sheet.rows[1]).toEqual([]);
  });

  it('with line ends and delimiters inside quotation marks', () => {
    expect(read(utf8('item,note\nA,"first, second\nthird"\n')).rows).toEqual([['A', 'first, second\nthird']]);
  });

  it('whatever the cells hold, once it was written by the book', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', ',', ';', '"', '\n', 'é', '=', '7'), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
        const written = Papa.unparse([['item', 'note'], ...rows], { newline: '\n' });
        const kept = read(utf8(written)).rows.filter((row) => row.length > 0);
        expect(kept).toEqual(rows.filter((row) => row.some((one) => one.trim() !== '')));
      }),
    );
  });
});

describe('a file that cannot be CSV is told by a sentence', () => {
  it.each([
    ['an old workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'Excel 97'],
    ['a PDF', utf8('%PDF-1.7'), 'PDF'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47]), 'picture'],
    ['zeros', new Uint8Array(64), 'not a text file'],
    ['nothing', utf8(' \n \n'), 'is empty'],
    ['a quotation mark that is never closed', utf8('item,qty\nA,"3\nB,4\n'), 'quotation mark'],
    ['more megabytes than may be', new Uint8Array(largest.bytes + 1), 'MB are the most'],
    ['a row of a thousand cells and more', utf8(`item,qty\n${'x,'.repeat(largest.columns)}x\n`), 'cells'],
  ])('%s', (_, bytes, words) => {
    expect(readCsv(bytes, 'parts.csv')).toMatchObject({ fault: expect.stringContaining(words) });
  });

  it('more than its reader allows: one may allow less or more than an import', () => {
    const text = utf8('item,qty\nA,3\nB,4\n');
    expect(readCsv(text, 'parts.csv', { bytes: 17, rows: 2 })).toMatchObject({
      fault: expect.stringContaining(' rows; 2 are the most'),
    });
    expect(readCsv(text, 'parts.csv', { bytes: 16, rows: 9 })).toMatchObject({
      fault: expect.stringContaining('MB are the most'),
    });
    expect(readCsv(text, 'parts.csv', { bytes: 17, rows: 9 })).toMatchObject({ sheet: { head: ['item', 'qty'] } });
  });
});
