import { describe, expect, it } from 'vitest';
import { type Cell, type CellContext, calculate, decimalSignOf, readCell, readNumber } from './cells.ts';
import type { Field } from './kind.ts';

const context: CellContext = { instant: (day, time) => `${day} at ${time}`, dueTime: '17:00' };
const read = (field: Partial<Field> & Pick<Field, 'type'>, cell: Cell, more: Partial<CellContext> = {}) =>
  readCell({ name: 'f', label: 'F', ...field } as Field, cell, { ...context, ...more });

describe('a number is read as a person means it', () => {
  it.each([
    ['a plain one', '1200', undefined, 1200],
    ['with a decimal point', '1.5', undefined, 1.5],
    ['with a decimal comma', '1,5', undefined, 1.5],
    ['with thousands signs and a point', '1,234.5', undefined, 1234.5],
    ['with thousands points and a comma', '1.234,5', undefined, 1234.5],
    ['with spaces between thousands', '1 234', undefined, 1234],
    ['in an accountant’s brackets', '(12)', undefined, -12],
    ['to be calculated', '=12*144', undefined, 1728],
    ['which a workbook blurred', 0.1 + 0.2, undefined, 0.3],
    ['1.234 where the comma is the decimal sign', '1.234', true, 1234],
  ] as const)('%s', (_, cell, decimalComma, value) => {
    expect(readNumber('F', cell, 3, { decimalComma })).toEqual({ value });
  });

  it.each([
    ['1.500 beside 9,10', ['1.500', '9,10'], true, { value: 1500 }],
    ['1.500 beside 1.234,5', ['1.500', '1.234,5'], true, { value: 1500 }],
    ['1.500 beside 1 234,5', ['1.500', '1 234,5'], true, { value: 1500 }],
    ['1.500 beside (9,10)', ['1.500', '(9,10)'], true, { value: 1500 }],
    ['1.500 beside 1.234.567', ['1.500', '1.234.567'], true, { value: 1500 }],
    ['1,500 beside 1,234,567', ['1,500', '1,234,567'], false, { value: 1500 }],
    ['0.125 beside 9,10 and 9.10', ['0.125', '9,10', '9.10'], 'both', { value: 0.125 }],
    ['1.500 beside 9.10', ['1.500', '9.10'], false, { value: 1.5 }],
    ['1.500 alone', ['1.500', '20', 3.5, null], undefined, { value: 1.5 }],
    ['1.500 beside both', ['1.500', '9,10', '0.125'], 'both', { fault: expect.stringMatching(/^F "1.500".*two ways/) }],
  ] as const)('%s is read as what stands beside it is', (_, cells, sign, read) => {
    const rows = cells.map((f) => ({ f }));
    const decimalComma = decimalSignOf([{ name: 'f', type: 'decimal' }], rows);
    expect([decimalComma, readNumber('F', cells[0], 3, { decimalComma })]).toEqual([sign, read]);
  });

  it.each([
    ['1,234 may be one or a thousand', '1,234', /two ways/],
    ['a word is none', 'twelve', /not a number/],
    ['1e99 is beyond planning', '1e99', /far beyond/],
    ['a fourth decimal where three count', '0.0001', /more than 3 decimals/],
  ] as const)('%s: refused', (_, cell, sentence) => {
    expect(readNumber('F', cell, 3, {})).toEqual({ fault: expect.stringMatching(sentence) });
  });
});

describe('a calculation', () => {
  it.each([
    ['knows what binds tighter', '2+3*4', 14],
    ['keeps brackets', '(2+3)*4', 20],
    ['is nothing when it divides by zero', '1/0', undefined],
    ['is nothing when it is more than arithmetic', 'cmd|calc', undefined],
    ['is nothing when a bracket is left open', '(1+2', undefined],
  ] as const)('%s', (_, text, value) => {
    expect(calculate(text)).toBe(value);
  });
});

describe('where a person types', () => {
  const today = '2026-11-25';
  it.each([
    ['tomorrow', '2026-11-26'],
    ['+5', '2026-11-30'],
    ['3 nov', '2026-11-03'],
    ['2026-04-03', '2026-04-03'],
  ])('the date %j is %s', (cell, value) => {
    expect(read({ type: 'date' }, cell, { today })).toEqual({ value });
  });
  it.each([
    ['tomorrow', '2026-11-26 at 17:00'],
    ['tomorrow 14:30', '2026-11-26 at 14:30'],
    ['3 nov 08:00', '2026-11-03 at 08:00'],
    ['sat 14:00', '2026-11-28 at 14:00'],
    ['2026-11-03T17:00', '2026-11-03 at 17:00'],
  ])('the moment %j is %s', (cell, value) => {
    expect(read({ type: 'instant' }, cell, { today })).toEqual({ value });
  });
  it('a file has no today: its "3 nov" is no date', () => {
    expect(read({ type: 'date' }, '3 nov')).toEqual({
      fault: 'F "3 nov" is not a date. Maybe write it as 2026-04-03.',
    });
    expect(read({ type: 'date' }, 'soon', { today })).toEqual({
      fault: 'F "soon" is not a date. Maybe write 2026-04-03, 3 Apr, tomorrow or +5.',
    });
  });
});

describe('a date', () => {
  it.each([
    ['as the standard writes it', '2026-04-03', '2026-04-03'],
    ['as Germans write it', '3.4.2026', '2026-04-03'],
    ['with a day above twelve in front', '23/4/2026', '2026-04-23'],
    ['in words', 'Fri 3 Apr 2026', '2026-04-03'],
    ['on a leap day', '29.2.2028', '2028-02-29'],
  ])('%s', (_, cell, value) => {
    expect(read({ type: 'date' }, cell)).toEqual({ value });
  });

  it.each([
    ['that may be March or April', '3/4/2026', /two ways/],
    ['that no calendar has', '30.2.2026', /not a day of the calendar/],
    ['of 1926', '1926-04-03', /year 1926/],
  ])('%s is refused', (_, cell, sentence) => {
    expect(read({ type: 'date' }, cell)).toEqual({ fault: expect.stringMatching(sentence) });
  });
});

describe('an instant', () => {
  it.each([
    ['of a day alone is the shipping hour', '2026-04-03', '2026-04-03 at 17:00'],
    ['without a zone is the plant’s clock', '2026-04-03 08:30', '2026-04-03 at 08:30'],
    ['with a zone is what it says', '2026-04-03T08:30:00+02:00', '2026-04-03T06:30:00.000Z'],
  ])('%s', (_, cell, value) => {
    expect(read({ type: 'instant' }, cell)).toEqual({ value });
  });

  it.each([
    ['of hour 25', '2026-04-03 25:00'],
    ['of second 99', '2026-04-03T08:30:99Z'],
    ['of a zone that is none', '2026-04-03T08:30:00+99:00'],
  ])('%s is refused, not a crash', (_, cell) => {
    expect(read({ type: 'instant' }, cell)).toEqual({ fault: expect.stringMatching(/no clock shows/) });
  });
});

describe('a ratio stays exact', () => {
  it.each([
    ['thirds are kept as a fraction', '2/6', '1/3'],
    ['a whole fraction is a number', '6/2', '3'],
    ['decimals are kept', '2.60', '2.6'],
  ])('%s', (_, cell, value) => {
    expect(read({ type: 'ratio' }, cell)).toEqual({ value });
  });
  it.each(['999999999999999/1', '1/999999999999999'])('%s is no more than a decimal may be', (cell) =>
    expect(read({ type: 'ratio' }, cell)).toHaveProperty('fault'),
  );
  it('nothing is divided by zero', () => expect(read({ type: 'ratio' }, '1/0')).toHaveProperty('fault'));
});

describe('a text', () => {
  it('with control characters or a hidden turn of direction is refused', () => {
    expect(read({ type: 'text' }, 'a\u202Eb')).toHaveProperty('fault');
  });
  it('that is only blanks is empty: the default stands, and what is required is missing', () => {
    expect(read({ type: 'text', default: 'pcs' }, ' \u200b ')).toEqual({ value: 'pcs' });
    expect(read({ type: 'text', required: true }, ' ')).toEqual({ fault: 'F is missing.' });
    expect(read({ type: 'code', required: true }, '\u3164')).toEqual({ fault: 'F is missing.' });
  });
});

describe('a cell of choices', () => {
  const who: Field = { name: 'who', label: 'Who', type: 'choice', choices: ['firm', 'Berta Buyer'] };
  it.each([
    ['is read in capitals and small letters', 'FIRM', 'firm'],
    ['is read where the choice itself has capitals', 'Berta Buyer', 'Berta Buyer'],
  ])('%s', (_, typed, value) => {
    expect(readCell(who, typed, context)).toEqual({ value });
  });
});
