import { expect, it } from 'vitest';
import { comes } from './farmore.ts';

it.each<[string, number, number | null, 'accept' | 'confirm']>([
  ['10 of what 10 came of at most are taken', 10, 10, 'accept'],
  ['10,000 of it are asked about', 10_000, 10, 'confirm'],
  ['ten times the most is a digit too many', 500, 50, 'confirm'],
  ['a little less is not', 499, 50, 'accept'],
  ['99 of what one came of are few', 99, 1, 'accept'],
  ['100 of it are not', 100, 1, 'confirm'],
  ['999 of what never came are taken', 999, null, 'accept'],
  ['1,000 of it are asked about', 1000, null, 'confirm'],
  ['1,000 of what came and is all gone again as well', 1000, 5, 'confirm'],
])('%s', (_, qty, most, expected) => {
  expect(comes(qty, most).kind).toBe(expected);
});
