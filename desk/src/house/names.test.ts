import { expect, it } from 'vitest';
import { allNamed, fewNamed } from './names.ts';

it.each([
  [['MO-1'], 'MO-1'],
  [['MO-1', 'MO-2'], 'MO-1, MO-2'],
  [['MO-1', 'MO-2', 'MO-3'], 'MO-1, MO-2 and 1 more'],
])('%s are named by two as "%s"', (names, said) => {
  expect(fewNamed(names, 2)).toBe(said);
});

it('those that are known by name are named, and all are counted', () => {
  expect(fewNamed(['MO-1', 'MO-2'], 3, 12)).toBe('MO-1, MO-2 and 10 more');
});

it.each([
  [[], ''],
  [['MO-1'], 'MO-1'],
  [['MO-1', 'MO-2'], 'MO-1 and MO-2'],
  [['MO-1', 'MO-2', 'MO-3'], 'MO-1, MO-2 and MO-3'],
])('%s are all named as "%s"', (names, said) => {
  expect(allNamed(names)).toBe(said);
});
