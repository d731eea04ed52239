import { expect, it } from 'vitest';
import { withArticle } from './kind.ts';

it('a kind of record takes the article that its word is spoken with', () => {
  expect(['overtime window', 'item', 'unit', 'machine'].map(withArticle)).toEqual([
    'an overtime window',
    'an item',
    'a unit',
    'a machine',
  ]);
});
