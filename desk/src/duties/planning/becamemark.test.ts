import { expect, it } from 'vitest';
import { becameMark } from './becamemark.ts';
import type { Became } from './orderchanges.ts';

it.each<[Became, boolean, string, string | undefined]>([
  ['newly late', true, '▲ newly late', 'late'],
  ['later', true, '▲+ later still', 'late'],
  ['later', false, '△ later', 'risk'],
  ['new', true, '▲ new, late', 'late'],
  ['new', false, 'new', undefined],
  ['earlier', true, 'earlier', undefined],
  ['saved', false, 'saved', undefined],
])('an order that became %s (late now: %s) is marked %s', (became, late, said, tone) => {
  const mark = becameMark(became, late);
  expect([mark.sign + mark.word, mark.tone]).toEqual([said, tone]);
});
