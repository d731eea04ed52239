import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { readCell } from '../../house/cells.ts';
import { contextOf } from './checked.ts';
import { readSheets } from './sheets.import.ts';

async function written(
  sheets: readonly { sheet: string; data: (string | number | boolean | Date | null)[][] }[],
): Promise<Uint8Array> {
  const cells = sheets.map(({ sheet, data }) => ({
    sheet,
    data: data.map((row) =>
      row.map((value) =>
        value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : value === null ? null : { value },
      ),
    ),
  }));
  return new Uint8Array(await writeXlsxFile(cells).toBuffer());
}

/** The smallest archive of one file, with what it says of its size as given. */
function archive(content: Uint8Array, name = 'xl/workbook.xml'): Uint8Array {
  const packed = deflateRawSync(content);
  const title = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt16LE(title.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(100, 24);
  central.writeUInt16LE(title.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + title.length, 12);
  end.writeUInt32LE(local.length + title.length + packed.length, 16);
  return new Uint8Array(Buffer.concat([local, title, packed, central, title, end]));
}

describe('a workbook is read', () => {
  it('sheet by sheet, numbers as numbers and dates as dates', async () => {
    const bytes = await written([
      {
        sheet: 'Items',
        data: [
          ['Item', 'Safety stock'],
          ['BIKE', 2.5],
        ],
      },
      {
        sheet: 'Orders',
        data: [
          ['Order', 'Due'],
          ['SO-1', new Date(Date.UTC(2026, 3, 3))],
        ],
      },
    ]);
    const { sheets, faults } = await readSheets(bytes, 'book.xlsx');
    expect(faults).toEqual([]);
    expect(sheets.map((sheet) => [sheet.name, sheet.head])).toEqual([
      ['Items', ['Item', 'Safety stock']],
      ['Orders', ['Order', 'Due']],
    ]);
    expect(sheets[0]?.rows).toEqual([['BIKE', 2.5]]);
    expect(sheets[1]?.rows[0]?.[1]).toEqual(new Date(Date.UTC(2026, 3, 3)));
  });

  it('with a title above the head', async () => {
    const bytes = await written([
      {
        sheet: 'S',
        data: [
          ['Order book', null],
          [null, null],
          ['Order', 'Qty'],
          ['SO-1', 4],
        ],
      },
    ]);
    const { sheets } = await readSheets(bytes, 'book.xlsx');
    expect([sheets[0]?.head, sheets[0]?.firstRow, sheets[0]?.rows]).toEqual([['Order', 'Qty'], 4, [['SO-1', 4]]]);
  });

  it('a date of a workbook falls due at the site’s shipping hour', () => {
    const field = { name: 'due', label: 'Due', type: 'instant' } as const;
    expect(
      readCell(field, new Date(Date.UTC(2026, 3, 3)), contextOf({ zone: 'Europe/Berlin', dueTime: '17:00' })),
    ).toEqual({ value: '2026-04-03T15:00:00.000Z' });
  });
});

describe('a workbook that would do harm is refused with a sentence', () => {
  it('one that unpacks to more than it says, and than any order book does', async () => {
    const bomb = archive(new Uint8Array(700_000_000));
    expect(bomb.length).toBeLessThan(1_000_000);
    expect((await readSheets(bomb, 'bomb.xlsx')).faults[0]?.text).toContain('unpacks to more than 600 MB');
  });

  it.each([
    ['cut short', (bytes: Uint8Array) => bytes.slice(0, bytes.length - 60), 'damaged'],
    ['with nothing inside that is a workbook', () => archive(new TextEncoder().encode('<a/>')), 'no workbook'],
    ['empty', () => new Uint8Array(0), 'is empty'],
  ])('one that is %s', async (_, change, words) => {
    const bytes = await written([
      {
        sheet: 'S',
        data: [
          ['Order', 'Qty'],
          ['SO-1', 4],
        ],
      },
    ]);
    const { sheets, faults } = await readSheets(change(bytes), 'book.xlsx');
    expect([sheets, faults.length]).toEqual([[], 1]);
    expect(faults[0]?.text).toContain(words);
  });
});
