import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Field, readField, readMessage, writeField, writeMessage } from './dataidentifiers.ts';

const [gs, rs, eot] = ['\u001d', '\u001e', '\u0004'];

describe('a bar code of an AIAG B-10 label', () => {
  it.each<[string, string, string]>([
    ['P12345678', 'P', '12345678'],
    ['Q1500', 'Q', '1500'],
    ['Q12.5', 'Q', '12.5'],
    ['V123456789', 'V', '123456789'],
    ['S0000123', 'S', '0000123'],
    ['3S0000123', '3S', '0000123'],
    ['4S0000123', '4S', '0000123'],
    ['1T8112A', '1T', '8112A'],
    ['KPO-311', 'K', 'PO-311'],
    ['1JUN123456789A2B4C6D8E', '1J', 'UN123456789A2B4C6D8E'],
    ['4JUN123456789A2B4C6D8E', '4J', 'UN123456789A2B4C6D8E'],
    ['14D20261231', '14D', '20261231'],
  ])('%s is %s with %s', (text, di, value) => {
    expect(readField(text)).toEqual({ kind: 'read', content: { di, value }, warnings: [] });
    expect(writeField({ di, value })).toBe(text);
  });

  it.each([
    ['12345', '"12345" begins with no data identifier'],
    ['Q', 'Q (Quantity) has no value'],
    ['Q12A', 'Q (Quantity) takes a number, 10 characters at most, and "12A"'],
    ['14D20261301', 'Expires) takes a day as YYYYMMDD'],
    [`P${'1'.repeat(26)}`, "P (Customer's part number) takes letters and digits, 25 characters at most"],
    ['PRÜ', 'takes letters and digits'],
  ])('%s: %s', (text, sentence) => {
    const read = readField(text);
    expect(read.kind === 'faulty' && read.says).toContain(sentence);
    expect(read.kind === 'faulty' && read.says).toContain('Maybe');
  });

  it('keeps what is not known here, with a warning', () => {
    expect(readField('99ZABC')).toMatchObject({ kind: 'read', warnings: [expect.stringContaining('"ABC" is kept')] });
  });
});

describe('a message of ISO 15434', () => {
  it('reads part, quantity, lot and license plate, as a transport label of the motor trade has them', () => {
    const read = readMessage(`[)>${rs}06${gs}P12345678${gs}Q1500${gs}1JUN123456789A2B4C6D8E${gs}20LA6-987${rs}${eot}`);
    expect(read).toMatchObject({
      content: {
        fields: [
          { di: 'P', value: '12345678' },
          { di: 'Q', value: '1500' },
          { di: '1J', value: 'UN123456789A2B4C6D8E' },
          { di: '20L', value: 'A6-987' },
        ],
      },
      warnings: ['20L is no data identifier known here; "A6-987" is kept as it stands.'],
    });
  });

  it('reads application identifiers beside them', () => {
    const read = readMessage(`[)>${rs}05${gs}0109506000134352${gs}10ABC${rs}06${gs}Q20${rs}${eot}`);
    expect(read).toMatchObject({
      content: {
        elements: [
          { ai: '01', value: '09506000134352' },
          { ai: '10', value: 'ABC' },
        ],
        fields: [{ di: 'Q', value: '20' }],
      },
    });
  });

  it.each([
    ['one cut off', '[)>06P123', 'begins as a message of ISO 15434'],
    ['a format of carriers', `[)>${rs}01${gs}96841706672${rs}${eot}`, 'Format 01 of ISO 15434 is not read here'],
  ])('says of %s what to do', (_, text, sentence) => {
    const read = readMessage(text);
    expect(read.kind === 'faulty' && read.says).toContain(sentence);
  });

  it('is read again as it was written', () => {
    const field: fc.Arbitrary<Field> = fc.oneof(
      fc.record({
        di: fc.constantFrom('P', '1T', 'S', '3S', 'K', 'L', 'W'),
        value: fc.stringMatching(/^[ -~]{1,20}$/),
      }),
      fc.record({ di: fc.constant('Q'), value: fc.nat(99999).map(String) }),
    );
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 6 }), (fields) => {
        expect(readMessage(writeMessage(fields))).toEqual({
          kind: 'read',
          content: { fields, elements: [] },
          warnings: [],
        });
      }),
    );
  });
});
