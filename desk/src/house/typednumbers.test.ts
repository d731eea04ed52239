import { describe, expect, it } from 'vitest';
import { typedAmount, typedNumber, typedText } from './typednumbers.ts';

describe('a number that a person types into a page', () => {
  it.each([
    ['1000', 1000],
    [' 2,5 ', 2.5],
    ['2.5', 2.5],
    ['0.125', 0.125],
    ['1 000', 1000],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['2,200,000', 2_200_000],
    ['1.2340', 1.234],
    ['=12*144', 1728],
  ])('"%s" is %d', (text, value) => {
    expect([typedNumber(text), typedAmount(text)]).toEqual([{ value }, value]);
  });

  it.each([
    ['1,000', 'Quantity "1,000" can be read in two ways. Maybe write it without thousands signs.'],
    ['1.000', 'Quantity "1.000" can be read in two ways. Maybe write it without thousands signs.'],
    ['0x10', 'Quantity "0x10" is not a number.'],
    ['1e3', 'Quantity "1e3" is not a number.'],
    ['Infinity', 'Quantity "Infinity" is not a number.'],
    ['', 'Quantity "" is not a number.'],
  ])('"%s" is asked about', (text, fault) => {
    expect([typedNumber(text), typedAmount(text)]).toEqual([{ fault }, Number.NaN]);
  });

  it.each([1.234, 999.125, 1000, 12.5, 0.125, 1234.567, -1.5, 2.000001])('%d is written as it is read', (amount) => {
    expect(typedAmount(typedText(amount))).toBe(amount);
  });
});
