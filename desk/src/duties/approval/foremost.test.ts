import { expect, it } from 'vitest';
import { foremostWords, othersWords } from './foremost.messages.ts';

it.each([
  [
    { customer: 'Miller Cycles', became: 'newly late', moved_days: 3, ships: '2026-11-05T16:00:00Z' },
    ' Miller Cycles: newly late, +3.0 d, ships',
  ],
  [{ customer: null, became: 'later', moved_days: null, ships: null }, ': later, nothing delivers it'],
])('an order on the card of a version says whose it is and what becomes of it', (of, words) => {
  expect(foremostWords(of)).toBe(words);
});

it.each([
  [5, 2, { earlier: 1, new: 1, gone: 0 }, 'and 2 more'],
  [0, 3, { earlier: 3, new: 0, gone: 0 }, '3 orders ship earlier'],
  [0, 4, { earlier: 1, new: 2, gone: 1 }, '1 order ships earlier, 2 orders are new, 1 order is gone'],
])('of %i named and %i others it says how many, or what becomes of them', (named, more, counts, words) => {
  expect(othersWords(named, more, counts)).toBe(words);
});
