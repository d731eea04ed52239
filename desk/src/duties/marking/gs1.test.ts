import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withCheckDigit } from '../../house/checkdigits.ts';
import { identifiers, type Part } from './applicationidentifiers.ts';
import { readDigitalLink, writeDigitalLink } from './digitallink.ts';
import {
  amountOf,
  dayOf,
  dayValue,
  type Element,
  separator as gs,
  readBracketed,
  readElements,
  writeBracketed,
  writeElements,
} from './gs1.ts';

const content = (read: ReturnType<typeof readElements>): readonly (readonly [string, string])[] => {
  if (read.kind === 'faulty') throw new Error(read.says);
  return read.content.map(({ ai, value }) => [ai, value]);
};
const says = (read: ReturnType<typeof readElements>): string => (read.kind === 'faulty' ? read.says : '');

describe('an element string', () => {
  it.each<[string, string, readonly (readonly [string, string])[]]>([
    // Dal Giardino risotto rice, the product of the GS1 Digital Link standard.
    [
      'a GTIN, a lot and a serial (GS1 Digital Link standard)',
      `010950600013435210ABC${gs}21123456`,
      [
        ['01', '09506000134352'],
        ['10', 'ABC'],
        ['21', '123456'],
      ],
    ],
    [
      'a variant before its lot (GS1 Digital Link toolkit)',
      `010541234500001310ABC123${gs}22AJY3095721P49`,
      [
        ['01', '05412345000013'],
        ['10', 'ABC123'],
        ['22', 'AJY3095721P49'],
      ],
    ],
    ['a container (GS1 EPCIS examples)', '00106141412345678908', [['00', '106141412345678908']]],
    [
      'what a homogeneous pallet says of itself: contained item, best before, count, lot (as the GS1 logistic label guideline builds it)',
      `0209506000134352152612313724${gs}10LOT1`,
      [
        ['02', '09506000134352'],
        ['15', '261231'],
        ['37', '24'],
        ['10', 'LOT1'],
      ],
    ],
    [
      'a weight with three decimals (GS1 Digital Link standard)',
      '01006141411234523103000195',
      [
        ['01', '00614141123452'],
        ['3103', '000195'],
      ],
    ],
    [
      'a separator that begins it, as some readers send FNC1, and one behind a fixed length',
      `${gs}0109506000134352${gs}10A`,
      [
        ['01', '09506000134352'],
        ['10', 'A'],
      ],
    ],
    [
      'an order number and a ship-to location',
      `400PO-311${gs}4109506000134369`,
      [
        ['400', 'PO-311'],
        ['410', '9506000134369'],
      ],
    ],
  ])('reads %s', (_, text, elements) => {
    expect(content(readElements(text))).toEqual(elements);
  });

  it.each([
    ['nothing', '', 'No element was read. Maybe scan again'],
    [
      'no identifier',
      'FRAME-54',
      '"FRAME-54" at character 1 begins with no application identifier. Maybe it is no GS1 code.',
    ],
    [
      'what follows a lost separator',
      '0109506000134352XX',
      '"XX" at character 17 begins with no application identifier, after (01). Maybe the separator',
    ],
    ['a number cut short', '0109506', '(01) GTIN takes 14 characters, and "09506" at character 3 has 5.'],
    ['letters in a number', '01O9506000134352', '(01) GTIN takes digits alone, and "O9506000134352"'],
    ['a lot of two lots run together', `10${'A'.repeat(21)}`, '(10) Lot takes 1 to 20 characters, and "AAA'],
    ['an accent', '10LÖT', '(10) Lot takes letters without accents'],
    [
      'the thirty-first of February',
      '17260231',
      '(17) Expires is a day as YYMMDD, and "260231" at character 3 is none.',
    ],
    ['a month that is none', '11261301', '"261301"'],
  ])('says of %s where it stands and what to do', (_, text, sentence) => {
    expect(says(readElements(text))).toContain(sentence);
    expect(says(readElements(text))).toContain('Maybe');
  });

  it('keeps a number whose check digit is wrong, with a warning', () => {
    expect(readElements('0109506000134353')).toEqual({
      kind: 'read',
      content: [{ ai: '01', value: '09506000134353' }],
      warnings: [
        '(01) GTIN 09506000134353 ends with the check digit 3; by its other digits it would be 2. Maybe a digit was mistyped. It is kept as it stands.',
      ],
    });
  });

  it('reads brackets as people write them', () => {
    expect(content(readBracketed('(01)09506000134352(3103)000195(10)A\\(1)'))).toEqual([
      ['01', '09506000134352'],
      ['3103', '000195'],
      ['10', 'A(1)'],
    ]);
    expect(says(readBracketed('(01)09506000134352(10'))).toContain('at character 19');
    expect(says(readBracketed('(0X)1'))).toContain('should begin with an application identifier in brackets');
  });
});

describe('values', () => {
  it.each([
    ['261103', 2026, '2026-11-03'],
    ['261100', 2026, '2026-11-30'],
    ['280200', 2026, '2028-02-29'],
    // GS1 General Specifications 7.12: 51 years on is the century before, 50 years back the one after.
    ['770101', 2026, '1977-01-01'],
    ['760101', 2026, '2076-01-01'],
    ['010101', 2060, '2101-01-01'],
  ])('%s seen from %i is the day %s', (value, year, day) => {
    expect(dayOf(value, year)).toBe(day);
  });

  it.each([
    ['3103', '000195', '0.195'],
    ['3100', '000195', '195'],
    ['3105', '000000', '0'],
    ['3922', '1999', '19.99'],
    ['30', '20', '20'],
    ['37', '0007', '7'],
  ])('(%s)%s is %s', (ai, value, amount) => {
    expect(amountOf(ai, value)).toBe(amount);
  });

  it('a day goes into a value and comes out of it', () => {
    expect(dayOf(dayValue('2026-11-03'), 2026)).toBe('2026-11-03');
  });
});

/** A value that the identifier takes. */
const valueOf = (parts: readonly Part[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      ...parts.map((part) => {
        if (part.day) return fc.constantFrom('261103', '270200', '991231');
        const least = part.checked ? part.most : part.least;
        const from = { N: '0123456789', X: '09AZaz-/.:%()&?=_!"', Y: '09AZ#-/', Z: '09AZaz-_=' }[part.set];
        return fc
          .array(fc.constantFrom(...from), { minLength: least, maxLength: part.most })
          .map((all) => (part.checked ? withCheckDigit(all.slice(1).join('')) : all.join('')));
      }),
    )
    .map((pieces) => pieces.join(''));

const element: fc.Arbitrary<Element> = fc
  .constantFrom(...identifiers.values())
  .chain(({ ai, parts }) => valueOf(parts).map((value) => ({ ai, value })));

describe('whatever is written', () => {
  const some = fc.array(element, { minLength: 1, maxLength: 6 });

  it('is read again the same, as a symbol and in brackets, and no check digit is warned of', () => {
    fc.assert(
      fc.property(some, (elements) => {
        const read = { kind: 'read', content: elements, warnings: [] };
        expect(readElements(writeElements(elements))).toEqual(read);
        expect(readBracketed(writeBracketed(elements))).toEqual(read);
      }),
    );
  });

  it('is refused where no identifier takes it', () => {
    expect(() => writeElements([{ ai: '01', value: '123' }])).toThrow('(01) GTIN takes 14 characters');
    expect(() => writeElements([{ ai: '5555', value: '1' }])).toThrow('"5555" begins with no application identifier');
  });

  it('whatever is scanned answers with elements or a sentence, and never fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 60 }), (text) => {
        for (const read of [readElements(text), readBracketed(text), readDigitalLink(`https://x.org/${text}`)])
          if (read.kind === 'faulty') expect(read.says).toMatch(/Maybe/);
      }),
    );
  });
});

describe('a Digital Link', () => {
  // Of the GS1 Digital Link standard and its toolkit.
  it.each<[string, string]>([
    [
      'https://id.gs1.org/01/09506000134352/10/ABC/21/123456?17=261231',
      '(01)09506000134352(10)ABC(21)123456(17)261231',
    ],
    [
      'https://id.gs1.org/01/05412345000013/22/AJY3095721P49/10/ABC123',
      '(01)05412345000013(22)AJY3095721P49(10)ABC123',
    ],
    [
      'https://id.gs1.org/01/614141123452/lot/ABC1/ser/12345?exp=180426',
      '(01)00614141123452(10)ABC1(21)12345(17)180426',
    ],
    [
      'https://id.gs1.org/00/106141412345678908?02=00614141123452&37=25&10=ABC123',
      '(00)106141412345678908(02)00614141123452(37)25(10)ABC123',
    ],
    ['https://example.com/some/path/01/09506000134352?linkType=gs1:pip&3103=000195', '(01)09506000134352(3103)000195'],
    ['https://id.gs1.org/414/9506000134369/254/BIN%2F12', '(414)9506000134369(254)BIN/12'],
  ])('%s says %s', (link, bracketed) => {
    const read = readDigitalLink(link);
    expect(read.kind === 'read' && writeBracketed(read.content)).toBe(bracketed);
  });

  it.each([
    ['FRAME-54', 'is no address of the web'],
    ['https://example.com/buy?now=1', 'names no GS1 key'],
    ['https://id.gs1.org/01/09506000134352/21/1/10/A', '(10) does not stand in the path under (01)'],
    ['https://id.gs1.org/01/09506000134352/235/A/10/B', '(10) does not stand in the path under (01)'],
    ['https://id.gs1.org/01/0950600013435', '(01) GTIN takes 14 characters'],
    ['https://id.gs1.org/01/09506000134352/10/%E0%A4%A', 'is no text as addresses write it'],
  ])('%s: %s', (link, sentence) => {
    expect(says(readDigitalLink(link))).toContain(sentence);
  });

  it('is written with what qualifies its key in the path, in the order that the standard has, and the rest behind it', () => {
    const elements = [
      { ai: '17', value: '261231' },
      { ai: '21', value: '12/3' },
      { ai: '01', value: '09506000134352' },
      { ai: '10', value: 'ABC' },
    ];
    expect(writeDigitalLink(elements, 'https://bikes.example')).toBe(
      'https://bikes.example/01/09506000134352/10/ABC/21/12%2F3?17=261231',
    );
    expect(() => writeDigitalLink([{ ai: '10', value: 'ABC' }])).toThrow('no key');
  });

  it('is read again as it was written', () => {
    const value = fc.stringMatching(/^[A-Za-z0-9%/?&=.:_-]{1,20}$/);
    fc.assert(
      fc.property(value, value, fc.boolean(), (lot, serial, both) => {
        const elements = [
          { ai: '01', value: '09506000134352' },
          { ai: '10', value: lot },
          ...(both ? [{ ai: '21', value: serial }] : []),
          { ai: '17', value: '261231' },
        ];
        // A path piece of dots alone is no piece to any reader of addresses.
        fc.pre(!/^\.{1,2}$/.test(lot) && !/^\.{1,2}$/.test(serial));
        expect(readDigitalLink(writeDigitalLink(elements))).toEqual({ kind: 'read', content: elements, warnings: [] });
      }),
    );
  });
});
