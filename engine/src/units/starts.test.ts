import { describe, expect, it } from 'vitest';
import { leastOf, seedsOf } from './starts.ts';

describe('starts of one search', () => {
  it('begin with the seed itself, the others differ from it, from each other and from those of the next seed', () => {
    expect(seedsOf(7, 1)).toEqual([7]);
    const seeds = [...seedsOf(1, 64), ...seedsOf(2, 64)];
    expect(seeds[0]).toBe(1);
    expect(new Set(seeds).size).toBe(128);
    expect(seeds.every((seed) => Number.isSafeInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(true);
    expect(seedsOf(1, 64).slice(0, 3)).toEqual(seedsOf(1, 3));
  });

  it.each([
    ['the one that costs least', [[3], [1], [2]], 1],
    ['of equals the first', [[2], [1], [1]], 1],
    [
      'where the first amounts are equal the one whose next is less',
      [
        [1, 5, 0],
        [1, 4, 9],
        [2, 0, 0],
      ],
      1,
    ],
    ['the only one', [[9]], 0],
  ])('keep %s', (_, costs, least) => {
    expect(leastOf(costs)).toBe(least);
  });
});
