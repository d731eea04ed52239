import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checks } from '../../house/checkdigits.ts';
import { type Facts, isCompanyPrefix, ssccOf, valuesOf } from './labels.ts';
import { afterTry, cancel, pauses } from './printing.ts';
import { readScan } from './scan.ts';
import { fitsOn, placeOf, sheets } from './sheets.ts';
import { filled, ownTemplates, readMarks, type Template } from './templates.ts';
import { zplOf, zplText } from './zpl.ts';

const facts: Facts = {
  site: 'Plant',
  today: '2026-11-26',
  item: 'RICE',
  name: 'Risotto rice',
  unit: 'pcs',
  gtin: '9506000134352',
  lot: 'L-7',
  qty: '20',
  expires: '2026-12-31',
  location: 'A-01',
  kind: 'store',
  sscc: '106141412345678908',
  serial: 'SN-77',
  kit: 'KIT-00001',
};
const { gtin: _, ...plain } = facts;

describe('what a label says is read again by a scan of it:', () => {
  const told = (text: string | undefined) => readScan(text ?? '', 2026);
  it.each<[string, string | undefined, object]>([
    ['an item with a GTIN', valuesOf('item', facts).barcode, { gtin: '09506000134352' }],
    [
      'an item with a GTIN, in two dimensions',
      valuesOf('item', facts).barcode2d,
      { gtin: '09506000134352', qty: '20' },
    ],
    ['an item without, in two dimensions', valuesOf('item', plain).barcode2d, { part: 'RICE', qty: '20' }],
    ['a lot with a GTIN', valuesOf('lot', facts).barcode, { gtin: '09506000134352', lot: 'L-7' }],
    [
      'a lot with a GTIN, in two dimensions',
      valuesOf('lot', facts).barcode2d,
      { gtin: '09506000134352', lot: 'L-7', qty: '20', expires: '2026-12-31' },
    ],
    ['a lot without', valuesOf('lot', plain).barcode2d, { part: 'RICE', lot: 'L-7', qty: '20', expires: '2026-12-31' }],
    ['a serial with a GTIN', valuesOf('serial', facts).barcode, { gtin: '09506000134352', serial: 'SN-77' }],
    [
      'a serial with a GTIN, in two dimensions',
      valuesOf('serial', facts).barcode2d,
      { gtin: '09506000134352', lot: 'L-7', serial: 'SN-77' },
    ],
    ['a serial without', valuesOf('serial', plain).barcode2d, { part: 'RICE', lot: 'L-7', serial: 'SN-77' }],
    ['a location, in two dimensions', valuesOf('location', facts).barcode2d, { location: 'A-01' }],
    ['a container', valuesOf('container', facts).barcode, { container: '106141412345678908' }],
    [
      'a container, in two dimensions',
      valuesOf('container', facts).barcode2d,
      { container: '106141412345678908', gtin: '09506000134352', lot: 'L-7', qty: '20', expires: '2026-12-31' },
    ],
    ['a container of what has no GTIN', valuesOf('container', plain).barcode2d, { container: '106141412345678908' }],
    [
      'half a kilo, which GS1 counts in no pieces',
      valuesOf('lot', { ...facts, qty: '0.5' }).barcode2d,
      { gtin: '09506000134352', lot: 'L-7', expires: '2026-12-31' },
    ],
  ])('%s', (_name, text, label) => {
    expect(told(text).label).toEqual(label);
    expect(told(text).warnings).toEqual([]);
  });

  it('a lot with an emoji stands on the label as it is', () => {
    expect(valuesOf('lot', { ...facts, lot: 'L🍚' })).toMatchObject({ lot: 'L🍚', barcode: 'L🍚', barcode2d: 'L🍚' });
    expect(valuesOf('item', plain).barcode).toBe('RICE');
  });

  it('a kit by its number, and a serial of what has no GTIN', () => {
    expect(valuesOf('kit', facts)).toMatchObject({ barcode: 'KIT-00001', barcode2d: 'KIT-00001' });
    expect(valuesOf('serial', plain).barcode).toBe('SN-77');
  });
});

describe('a container number', () => {
  it('is extension digit, company prefix, running number and check digit: that of the GS1 EPCIS examples', () => {
    expect(ssccOf('0614141', 1, 234567890)).toBe('106141412345678908');
  });
  it('has 18 digits with a right check digit, whatever prefix, and no two running numbers share one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{4,12}$/), fc.nat(9), fc.nat(9998), (prefix, extension, serial) => {
        const [one, next] = [ssccOf(prefix, extension, serial), ssccOf(prefix, extension, serial + 1)];
        expect(one).toMatch(/^\d{18}$/);
        expect(checks(one ?? '')).toBe(true);
        expect(one).not.toBe(next);
      }),
    );
  });
  it('is none once the digits beside the prefix are used up', () => {
    expect([ssccOf('950600013435', 0, 9999), ssccOf('950600013435', 0, 10000)]).toEqual([
      expect.any(String),
      undefined,
    ]);
    expect(['9506000', '950', '950600A', '9506000134352'].map(isCompanyPrefix)).toEqual([true, false, false, false]);
  });
});

describe('a template', () => {
  const of = (drawing: string): Template => ({
    code: 'T',
    name: null,
    customer: null,
    subject: 'item',
    width_mm: 50,
    height_mm: 20,
    drawing,
  });
  it('of ours is drawn in the language of everybody’s', () => {
    for (const one of ownTemplates) expect([one.code, readMarks(one).faults]).toEqual([one.code, []]);
  });
  it('reads text, codes and lines, each in its place', () => {
    expect(
      readMarks(
        of(
          'text 1 2 30 5 bold Item {item}\n\nCODE'.replace(
            '\n\nCODE',
            '\ncode 1 8 10 10 qr {barcode}\nline 0 19 50 0.5',
          ),
        ),
      ).marks,
    ).toEqual([
      { kind: 'text', x: 1, y: 2, w: 30, h: 5, bold: true, content: 'Item {item}' },
      { kind: 'code', x: 1, y: 8, w: 10, h: 10, symbology: 'qr', content: '{barcode}' },
      { kind: 'line', x: 0, y: 19, w: 50, h: 0.5 },
    ]);
  });
  it.each([
    ['text 1 2 30 {item}', 'Line 1: "text 1 2 30 {item}" is no mark: its word and four numbers'],
    ['text 1,5 2 30 5 {item}', 'Maybe a comma stands for a point'],
    ['circle 1 2 3 4', '"circle" is no mark'],
    ['text 1 2 60 5 {item}', 'It ends at 61 and 7 mm, and the label is 50 by 20 mm'],
    ['text 1 2 0 5 {item}', 'Width and height are above 0'],
    ['text 1 2 30 5', 'This text says nothing'],
    ['code 1 2 30 5 ean {item}', '"ean" is no bar code; code128, datamatrix and qr are'],
    ['code 1 2 30 5 qr', 'This code says nothing'],
    ['text 1 2 30 5 {lot}', 'A label of an item has no {lot}. It has {site}'],
    ['', 'Nothing is drawn'],
  ])('%s: %s', (drawing, says) => {
    expect(
      readMarks(of(drawing))
        .faults.map(({ text }) => text)
        .join(),
    ).toContain(says);
  });
  it('leaves out what is not known of the thing', () => {
    expect(filled('{qty} {unit} of {item}', { item: 'TUBE' })).toBe('  of TUBE');
  });
});

describe('a sheet', () => {
  it('has each label within the paper, none upon another', () => {
    for (const one of sheets) {
      const each = one.columns * one.rows;
      const places = Array.from({ length: each }, (_x, at) => placeOf(one, at, 0));
      for (const { page, x, y } of places) {
        expect(page).toBe(0);
        expect([one.name, x + one.label[0] <= one.width + 0.2, y + one.label[1] <= one.height + 0.2]).toEqual([
          one.name,
          true,
          true,
        ]);
      }
      expect(one.right).toBeGreaterThanOrEqual(one.label[0]);
      expect(one.down).toBeGreaterThanOrEqual(one.label[1]);
      expect(placeOf(one, each, 0)).toMatchObject({ page: 1, x: one.left, y: one.top });
    }
  });
  it('begun before goes on behind the labels that are gone', () => {
    const [a4] = sheets;
    expect([placeOf(a4!, 0, 4), placeOf(a4!, 20, 4).page]).toEqual([{ page: 0, x: 70, y: 37.5 }, 1]);
  });
  it('takes each label of ours somewhere', () => {
    for (const one of ownTemplates)
      expect([one.code, sheets.some((sheet) => fitsOn(sheet, one.width_mm, one.height_mm))]).toEqual([one.code, true]);
  });
});

describe('ZPL', () => {
  it.each([
    ['FRAME-54', 'FRAME-54'],
    ['5^ ~ 6_7', '5_5E _7E 6_5F7'],
    ['Größe €', 'Gr_C3_B6_C3_9Fe _E2_82_AC'],
    ['^XZ^XA', '_5EXZ_5EXA'],
  ])('writes %s as %s', (text, written) => {
    expect(zplText(text)).toBe(written);
  });
  it('has nothing of a text that the printer would obey', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('^', '~', '_', 'A', '\n', 'ü', '€', '🍚') }), (text) => {
        expect(zplText(text)).not.toMatch(/[\^~]|[^ -~]/);
      }),
    );
  });
  it('places text and boxes in dots, with the size of the label and how many', () => {
    const drawn = [
      { kind: 'text' as const, x: 2, y: 3, size: 4, bold: false, text: 'A^B' },
      { kind: 'box' as const, x: 1, y: 10, w: 0.25, h: 8 },
    ];
    expect(zplOf({ width_mm: 50, height_mm: 20, drawn }, { dots: 8, copies: 3 })).toBe(
      '^XA^CI28^PW400^LL160^LH0,0\n^FO16,24^A0N,32^FH_^FDA_5EB^FS\n^FO8,80^GB2,64,2^FS\n^PQ3\n^XZ\n',
    );
  });
});

describe('a print that a printer does not take', () => {
  const refused = { kind: 'refused', said: 'nothing listens' } as const;
  it('is tried again after longer and longer pauses, then given up', () => {
    expect(pauses.map((_x, at) => afterTry(at + 1, refused))).toEqual(
      pauses.map((pause) => ({ state: 'waiting', pause, said: 'nothing listens' })),
    );
    expect(afterTry(pauses.length + 1, refused)).toEqual({ state: 'failed', said: 'nothing listens' });
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  });
  it('is cancelled while it waits or after it was given up, and not once it is out', () => {
    expect((['waiting', 'failed', 'sent', 'cancelled', 'sheet'] as const).map((state) => cancel(state).kind)).toEqual([
      'accept',
      'accept',
      'refuse',
      'refuse',
      'refuse',
    ]);
  });
});
