import { expect, it } from 'vitest';
import { numberIn } from './addressnumbers.ts';
import { numberInAddress } from './contract.ts';

it.each([
  ['7', 7],
  ['007', 7],
  ['2147483647', 2_147_483_647],
  ['2147483648', undefined],
  ['0', undefined],
  ['-1', undefined],
  ['abc', undefined],
  ['0x1', undefined],
  ['1e3', undefined],
  ['1e400', undefined],
  ['1.0', undefined],
  [' 7', undefined],
  ['NaN', undefined],
  ['', undefined],
])('"%s" in an address is the number %s, for pages and routes alike', (text, number) => {
  expect(numberIn(text)).toBe(number);
  expect(numberInAddress.safeParse(text)).toMatchObject(number === undefined ? { success: false } : { data: number });
});

it('a program may give the number itself', () => {
  expect(numberInAddress.parse(7)).toBe(7);
});
