import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTsv, printTsv } from './tsv.ts';

describe('text from a spreadsheet', () => {
  test.each<[string, string, string[][]]>([
    [
      'two by two',
      'a\tb\nc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['the last line end makes no further row', 'a\tb\r\n', [['a', 'b']]],
    ['Windows and old Macintosh line ends', 'a\r\nb\rc', [['a'], ['b'], ['c']]],
    [
      'an empty cell at the end of a row is a cell',
      'a\t\nb\tc',
      [
        ['a', ''],
        ['b', 'c'],
      ],
    ],
    ['an empty row between is a row of one empty cell', 'a\n\nb', [['a'], [''], ['b']]],
    ['quotes hold a tab, a line end and a doubled quote', '"a\tb"\t"c\nd"\t"e ""f"""', [['a\tb', 'c\nd', 'e "f"']]],
    ['an inch sign is not an opening quote', '"12" pipe\tx', [['"12" pipe', 'x']]],
    ['an unclosed quote is text', '"a\tb', [['"a', 'b']]],
    ['nothing is no rows', '', []],
  ])('%s', (_, text, rows) => {
    expect(parseTsv(text)).toEqual(rows);
  });

  test('what is printed is read back as it was, whatever the cells hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r', ' ', '€', '0'), maxLength: 6 });
    const matrix = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
      );
    fc.assert(
      fc.property(matrix, (rows) => {
        const text = printTsv(rows);
        // One lone empty cell prints as nothing at all, and the clipboard cannot tell it from an empty one.
        fc.pre(!(rows[rows.length - 1]?.length === 1 && rows[rows.length - 1]?.[0] === ''));
        expect(parseTsv(text)).toEqual(rows);
      }),
    );
  });
});
