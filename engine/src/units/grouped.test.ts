import { expect, it } from 'vitest';
import { grouped } from './grouped.ts';

it('rows come by their key, groups and rows in the order in which they stood', () => {
  expect([...grouped(['pear', 'apple', 'plum', 'apricot'], (word) => word[0]!)]).toEqual([
    ['p', ['pear', 'plum']],
    ['a', ['apple', 'apricot']],
  ]);
});
