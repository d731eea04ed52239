import { describe, expect, it } from 'vitest';
import { ascending, sortedBy } from './ascending.ts';
import { Dice } from './dice.ts';

describe('indices of numbers in ascending order', () => {
  const sorted = (numbers: readonly number[], tie = (a: number, b: number) => a - b) => [
    ...ascending(Float64Array.from(numbers), tie),
  ];
  it.each([
    ['nothing', [], []],
    ['whole numbers, also below zero', [3, -7, 0], [1, 2, 0]],
    ['fractions', [0.5, 0.25, -0.5], [2, 1, 0]],
    ['numbers that leave no bits for an index', [2 ** 53, 1, -(2 ** 53)], [2, 1, 0]],
    ['infinities', [Infinity, 0, -Infinity], [2, 1, 0]],
  ])('%s', (_, numbers, expected) => {
    expect(sorted(numbers)).toEqual(expected);
  });

  it('ties as it is told', () => {
    expect(sorted([5, 1, 5, 1], (a, b) => b - a)).toEqual([3, 1, 2, 0]);
  });

  it('orders many numbers with many ties as a comparison would', () => {
    const dice = new Dice(7);
    const numbers = Array.from({ length: 3000 }, () => dice.below(400) - 200);
    const tie = (a: number, b: number) => (a % 7) - (b % 7) || a - b;
    const expected = [...numbers.keys()].sort((a, b) => numbers[a]! - numbers[b]! || tie(a, b));
    expect(sorted(numbers, tie)).toEqual(expected);
  });
});

it('sorts rows by a number, of equals by what is told, and leaves the rest as it stood', () => {
  const rows = ['3b', '1z', '3a', '2q', '3a2'];
  expect(sortedBy(rows, (row) => Number.parseInt(row, 10))).toEqual(['1z', '2q', '3b', '3a', '3a2']);
  const byLetter = (a: string, b: string) => a.charCodeAt(1) - b.charCodeAt(1);
  expect(sortedBy(rows, (row) => Number.parseInt(row, 10), byLetter)).toEqual(['1z', '2q', '3a', '3a2', '3b']);
});
