import { expect, it } from 'vitest';
import { takenOut } from './breakout.ts';

const there = [
  { container: 'P-2', qty: 5 },
  { container: '', qty: 3 },
  { container: 'P-1', qty: 4 },
];

it.each<[string, number, readonly (readonly [string, number])[]]>([
  ['what stands loose is taken first', 3, []],
  ['then the first container, as much as is missing', 5, [['P-1', 2]]],
  [
    'then the next',
    9,
    [
      ['P-1', 4],
      ['P-2', 2],
    ],
  ],
  [
    'and no more than there is',
    99,
    [
      ['P-1', 4],
      ['P-2', 5],
    ],
  ],
])('%s', (_, wanted, expected) => {
  expect(takenOut(there, wanted).map(({ container, qty }) => [container, qty])).toEqual(expected);
});

it('what is below zero loose is brought back to it', () => {
  expect(
    takenOut(
      [
        { container: '', qty: -2 },
        { container: 'P-1', qty: 10 },
      ],
      3,
    ),
  ).toEqual([{ container: 'P-1', qty: 5 }]);
});
