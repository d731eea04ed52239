import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decimalText,
  exact,
  lineValue,
  runSeconds,
  secondsOfDays,
  secondsOfHours,
  secondsOfMinutes,
  secondsPerUnit,
  shareOf,
  steps,
  unitMoney,
} from './amounts.ts';

describe('quantities become steps', () => {
  it.each([
    ['a whole number of pieces is itself', 12, 0, 'up', 12],
    ['a need of half a piece is a whole piece', 2.5, 0, 'up', 3],
    ['half a piece on stock is none', 2.5, 0, 'down', 2],
    ['grams of a unit with three decimals are exact', 0.1, 3, 'up', 100],
    ['0.1 + 0.2 is not rounded up by a binary remainder', 0.3, 1, 'up', 3],
    ['the largest quantity with six decimals stays exact', 999_999_999.999_999, 6, 'up', 999_999_999_999_999],
    ['exact text of the database is read as well', '7.250000', 2, 'up', 725],
    ['an empty cell is nothing', null, 2, 'up', 0],
  ] as const)('%s', (_, value, decimals, rounding, expected) => {
    expect(steps(value, decimals, rounding)).toBe(expected);
  });

  it('steps written as text and read again are the same steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 3 }), (count, decimals) => {
        expect(steps(Number(decimalText(count, decimals)), decimals, 'up')).toBe(count);
      }),
    );
  });
});

describe('ratios stay exact', () => {
  it.each([
    ['2.6 is 13/5', '2.6', { num: 13, den: 5 }],
    ['a third is a third', '1/3', { num: 1, den: 3 }],
    ['a number of the database is read as its decimals', 0.000001, { num: 1, den: 1_000_000 }],
    ['zeros at the end say nothing', '1.500', { num: 3, den: 2 }],
  ] as const)('%s', (_, text, expected) => {
    expect(exact(text)).toEqual(expected);
  });

  it('what is neither decimal nor fraction is refused with the text', () => {
    expect(() => exact('about 3')).toThrow('about 3');
  });

  it('2.8 minutes a piece are 168 seconds', () => expect(secondsPerUnit('2.8')).toEqual({ num: 168, den: 1 }));
  it('a third of a minute a piece is 20 seconds', () => expect(secondsPerUnit('1/3')).toEqual({ num: 20, den: 1 }));
  it('95 % yield is 19/20 and 100 % is no yield at all', () =>
    expect([shareOf(95), shareOf(100)]).toEqual([{ num: 19, den: 20 }, undefined]));
});

describe('times become whole seconds', () => {
  it.each([
    ['15 minutes are 900', secondsOfMinutes(15), 900],
    ['1.6667 minutes are the 100 seconds they were rounded from', secondsOfMinutes(1.6667), 100],
    ['a started second counts', secondsOfMinutes(0.0083), 1],
    ['1.5 hours are 5400', secondsOfHours(1.5), 5_400],
    ['2.5 days are 216000', secondsOfDays(2.5), 216_000],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected);
  });
});

describe('money', () => {
  it('12.345 a piece × 3 is 37.035, which is 37.04', () => expect(lineValue(12.345, 3, 'EUR')).toBe(3_704));
  it('yen have no minor unit', () => expect(lineValue(250, 3, 'JPY')).toBe(750));
  it('a price keeps its decimals until the line is valued', () =>
    expect(unitMoney(0.0125, 'EUR')).toEqual({ num: 5, den: 4 }));
  it('no price is no value', () => expect(lineValue(null, 3, 'EUR')).toBeUndefined());
});

describe('the run of a step', () => {
  const none = { run_minutes: '0', fixed_minutes: 0, batch_minutes: 0, batch_qty: 0, teardown_minutes: 0 };
  it.each([
    // 7 × 2.5 min + 10 min + 5 min.
    ['grows by the unit beside what is fixed', { run_minutes: '2.5', fixed_minutes: 10, teardown_minutes: 5 }, 7, 1950],
    ['takes a batch for every one begun', { batch_minutes: 20, batch_qty: 4 }, 9, 3600],
    ['takes eleven batches of 0.1 for 1.1, and no twelfth', { batch_minutes: '1', batch_qty: '0.100000' }, 1.1, 660],
    ['without a batch has none', { batch_minutes: 0, batch_qty: 0 }, 9, 0],
  ] as const)('%s', (_, times, quantity, seconds) => {
    expect(runSeconds({ ...none, ...times }, quantity)).toBe(seconds);
  });
});
