import { describe, expect, it } from 'vitest';
import type { Column } from './column.ts';
import { fitted, saidWant, wantOf, wordsToCome } from './fit.ts';

const column = (type: Column<string>['type']) => ({ type }) as Column<string>;

describe('the width of a column', () => {
  it.each([
    [
      'a code, a date or a number is never broken: it has what it wants',
      'reference',
      300,
      { want: 300, least: 300 },
      0,
    ],
    ['a short text is not broken either', 'text', 110, { want: 110, least: 110 }, 0],
    ['a sentence may be read in two lines', 'text', 400, { want: 400, least: 200 }, 0],
    ['a very long one is, in more', 'text', 2000, { want: 420, least: 210 }, 0],
    ['where nothing stands there is room for what may come', 'lateness', 10, { want: 92, least: 92 }, 0],
    ['a word is never broken where it fits', 'text', 180, { want: 180, least: 180 }, 180],
    ['a sentence is broken between words', 'text', 300, { want: 300, least: 170 }, 170],
    ['but a word that is half as long as the longest line may be', 'text', 2000, { want: 420, least: 210 }, 900],
  ] as const)('%s', (_, type, content, wanted, word) => {
    expect(wantOf(column(type), content, word)).toEqual(wanted);
  });
});

it('what is drawn to be broken may get less than it wants, though its type may not, and no less than its type', () => {
  const call = { type: 'instant', breaks: true } as unknown as Column<string>;
  expect([wantOf(call, 137, 60), wantOf(call, 300, 60), wantOf(call, 90)]).toEqual([
    { want: 137, least: 104 },
    { want: 300, least: 150 },
    { want: 104, least: 104 },
  ]);
});

it('a choice has room for each word of those that may come', () => {
  const choice = { type: 'choice', choices: ['draft', 'taken back'] } as unknown as Column<string>;
  expect(wordsToCome(choice)).toEqual(['draft', 'taken', 'back']);
  expect(wordsToCome(column('text'))).toEqual([]);
});

describe('the width that somebody said', () => {
  it.each([
    ['stays where a person drew it', 'text', 'person', 90, 60],
    ['of a page gives a longer word its room', 'text', 'page', 140, 140],
    ['of a page is not narrowed to short words', 'text', 'page', 40, 60],
    ['of a page grows to half of the longest line and no further', 'text', 'page', 900, 210],
    ['of a page is kept for what is never broken', 'number', 'page', 90, 60],
  ] as const)('%s', (_, type, by, word, want) => {
    expect(saidWant(column(type), by, 60, word)).toEqual({ want, least: want });
  });
});

describe('columns in their room', () => {
  const wants = [100, 300, 400].map((want) => wantOf(column('text'), want));
  it.each([
    ['each is as wide as it wants where there is room', 1000, [100, 300, 400]],
    ['sentences give half of what they may, and what is short stays', 625, [100, 225, 300]],
    ['nothing gets less than it can be read in: the list is scrolled then', 100, [100, 150, 200]],
  ])('%s', (_, room, widths) => {
    expect(fitted(wants, room)).toEqual(widths);
  });

  it('where nothing may be broken all have what they want', () => {
    expect(fitted([wantOf(column('date'), 120), wantOf(column('reference'), 90)], 100)).toEqual([120, 90]);
  });
});
