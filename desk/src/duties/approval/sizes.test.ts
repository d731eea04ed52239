import { describe, expect, it } from 'vitest';
import { resizedWords } from './limits.messages.ts';
import { otherSizes, type Size } from './sizes.ts';

const order = (name: string, qty: number, start = 0, item = 'FRAME'): Size => ({ order: name, item, qty, start });
const told = (before: readonly Size[], after: readonly Size[], sameNames = false) =>
  otherSizes(before, after, sameNames).map((one) => `${one.order} ${one.before ?? '–'} ${one.after ?? '–'}`);

describe('orders of another quantity than published', () => {
  it.each<[string, readonly Size[], readonly Size[], readonly string[]]>([
    ['are none where nothing changed', [order('work/MO-1', 5)], [order('work/MO-1', 5)], []],
    ['are work orders by their number', [order('work/MO-1', 5)], [order('work/MO-1', 8, 99)], ['work/MO-1 5 8']],
    [
      'are both of two work orders of which one is as much larger as the other is smaller',
      [order('work/MO-1', 5), order('work/MO-2', 5)],
      [order('work/MO-1', 15), order('work/MO-2', 4)],
      ['work/MO-1 5 15', 'work/MO-2 5 4'],
    ],
    [
      'are not work orders that came or are done: their steps say so',
      [order('work/MO-1', 5)],
      [order('work/MO-2', 5)],
      [],
    ],
    [
      'are not planned orders that another plan calls otherwise',
      [order('planned/1', 5, 10), order('planned/2', 7, 20)],
      [order('planned/9', 5, 10), order('planned/8', 7, 20)],
      [],
    ],
    [
      'are both of two planned orders of an item of which one is as much larger as the other is smaller',
      [order('planned/1', 20, 10), order('planned/2', 20, 50)],
      [order('planned/7', 30, 10), order('planned/8', 10, 50)],
      ['planned/7 20 30', 'planned/8 20 10'],
    ],
    [
      'are planned orders by their rank in time, where they begin otherwise',
      [order('planned/1', 5, 10), order('planned/2', 7, 20)],
      [order('planned/3', 5, 15), order('planned/4', 9, 20), order('planned/5', 7, 25)],
      ['planned/4 7 9', 'planned/5 – 7'],
    ],
    [
      'are not two that begin at one moment, in whatever order they are read',
      [order('planned/1', 5, 10), order('planned/2', 7, 10)],
      [order('planned/3', 7, 10), order('planned/4', 5, 10)],
      [],
    ],
    [
      'are not two that slid to one moment or behind each other: each has its name and its quantity',
      [order('planned/45', 16, 10), order('planned/44', 6, 70)],
      [order('planned/45', 16, 90), order('planned/44', 6, 90)],
      [],
    ],
    ['are planned orders that are new', [], [order('planned/1', 5)], ['planned/1 – 5']],
    ['and those that are gone', [order('planned/1', 5)], [], ['planned/1 5 –']],
    [
      'are never of two items',
      [order('planned/1', 5)],
      [order('planned/1', 5, 0, 'FORK')],
      ['planned/1 5 –', 'planned/1 – 5'],
    ],
    ['are none by what decimals lose', [order('work/MO-1', 0.1 + 0.2)], [order('work/MO-1', 0.3)], []],
  ])('%s', (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });

  it('are both of two that a hand gave each other’s quantity, by their names', () => {
    const before = [order('planned/1', 5, 10), order('planned/2', 7, 20)];
    const after = [order('planned/1', 7, 20), order('planned/2', 5, 10)];
    expect(told(before, after, true)).toEqual(['planned/1 5 7', 'planned/2 7 5']);
    expect(told(before, after)).toEqual([]);
  });
});

it.each([
  [
    [{ order: 'work/MO-1', item: 'FRAME', before: 5, after: 1500 }],
    'MO-1 of FRAME is for 1,500 and was published for 5.',
  ],
  [
    [{ order: 'planned/7', item: 'FRAME', before: 0.5, after: 2 }],
    'planned order 7 of FRAME is for 2 and was published for 0.5.',
  ],
  [[{ order: 'planned/7', item: 'FRAME', before: undefined, after: 2 }], 'planned order 7 of FRAME, for 2, is new.'],
  [
    [{ order: 'planned/7', item: 'FRAME', before: 2, after: undefined }],
    'planned order 7 of FRAME, published for 2, is gone.',
  ],
  [
    [1, 2, 3].map((n) => ({ order: `work/MO-${n}`, item: 'FRAME', before: 5, after: 6 })),
    'MO-1 of FRAME is for 6 and was published for 5. So it is with 2 more orders.',
  ],
  [
    [1, 2].map((n) => ({ order: `work/MO-${n}`, item: 'FRAME', before: 5, after: 6 })),
    'MO-1 of FRAME is for 6 and was published for 5. So it is with 1 more order.',
  ],
] as const)('%j is said: %s', (some, words) => {
  expect(resizedWords(some)).toBe(`It is beyond the delegated limits: ${words}`);
});
