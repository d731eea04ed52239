import { describe, expect, it } from 'vitest';
import { readScan } from './scan.ts';

const [gs, rs, eot] = ['\u001d', '\u001e', '\u0004'];

describe('a scanned text', () => {
  it.each<[string, string, object]>([
    ['a code of ours', 'FRAME-54', { plain: 'FRAME-54' }],
    ['a GTIN-13 of a shop', '4006381333931', { plain: '4006381333931', label: { gtin: '04006381333931' } }],
    ['digits that are no GTIN', '4006381333932', { plain: '4006381333932' }],
    [
      'an SSCC without its identifier',
      '106141412345678908',
      { plain: '106141412345678908', label: { container: '106141412345678908' } },
    ],
    [
      'GS1-128, told by the reader',
      `]C1010950600013435210ABC${gs}3720`,
      { label: { gtin: '09506000134352', lot: 'ABC', qty: '20' } },
    ],
    [
      'elements whose reader tells nothing',
      '010950600013435217261231',
      { plain: '010950600013435217261231', label: { gtin: '09506000134352', expires: '2026-12-31' } },
    ],
    ['brackets typed by hand', '(01)09506000134352(3103)000195', { label: { gtin: '09506000134352', qty: '0.195' } }],
    [
      'a Digital Link',
      'https://id.gs1.org/01/09506000134352/10/ABC/21/7?17=261231&15=261001',
      { label: { gtin: '09506000134352', lot: 'ABC', serial: '7', expires: '2026-12-31' } },
    ],
    [
      'the message of an AIAG label',
      `[)>${rs}06${gs}PFRAME-54${gs}Q20${gs}1TL-7${gs}KPO-311${gs}3S0000123${rs}${eot}`,
      { label: { part: 'FRAME-54', qty: '20', lot: 'L-7', order: 'PO-311', container: '0000123' } },
    ],
    [
      'a field of an AIAG label, which may be a code of ours',
      'PFRAME-54',
      { plain: 'PFRAME-54', label: { part: 'FRAME-54' } },
    ],
    ['a ticket, whose T could also be a lot', 'T-MO-00042-2', { plain: 'T-MO-00042-2', label: { lot: '-MO-00042-2' } }],
    ['nothing', '  ', {}],
  ])('that is %s', (_, text, read) => {
    expect(readScan(text, 2026)).toEqual({ warnings: [], ...read });
  });

  it.each([
    ['an advertisement', 'https://example.com/buy', 'names no GS1 key'],
    ['half a label', `]d20109506000134352${gs}XX`, '"XX" at character 18'],
    ['half a message', '[)>06P12', 'begins as a message of ISO 15434'],
  ])('that is %s says why', (_, text, sentence) => {
    expect(readScan(text, 2026).fault).toContain(sentence);
  });

  it('keeps a wrong check digit with its warning', () => {
    const read = readScan(']C10109506000134353', 2026);
    expect(read.label).toEqual({ gtin: '09506000134353' });
    expect(read.warnings).toEqual([expect.stringContaining('It is kept as it stands.')]);
  });
});
