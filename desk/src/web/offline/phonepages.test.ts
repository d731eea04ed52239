import { expect, it } from 'vitest';
import { pages } from '../pages.ts';
import { isPhonePage } from './phonepages.ts';

it('the pages that open without a network are those to pick, count and deliver with, and no other', () => {
  expect(
    pages
      .map(({ path }) => path)
      .filter(isPhonePage)
      .toSorted(),
  ).toEqual(['/count', '/count/$sheet', '/deliver', '/deliver/$number', '/pick', '/pick/$order']);
});

it.each(['/', '/picking', '/counts', '/api/v1/pick', '/deliveries'])('%s is none of them', (path) => {
  expect(isPhonePage(path)).toBe(false);
});
