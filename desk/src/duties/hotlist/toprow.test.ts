import { expect, it } from 'vitest';
import type { HotKind } from './ranking.ts';
import { placeWords } from './toprow.ts';

it.each<[HotKind, string]>([
  ['operation', 'among the operations'],
  ['balance', 'among the balances below zero'],
  ['delivery', 'among the deliveries'],
  ['card', 'among the empty bins'],
  ['search', 'among the searches'],
  ['standing', 'among the goods not put away'],
  ['customer_return', 'among the customers’ returns'],
])('a row without a work centre stands in line by its kind: %s, %s', (kind, words) => {
  expect(placeWords({ kind, work_centre: null })).toBe(words);
});
