import { describe, expect, it } from 'vitest';
import { differs, proposal } from './minmax.ts';

/** Sum and squares of daily use. */
const use = (...days: number[]) => ({
  days: days.length,
  sum: days.reduce((sum, one) => sum + one, 0),
  squares: days.reduce((sum, one) => sum + one * one, 0),
});

describe('a proposal', () => {
  // 2, 4, 4, 4, 5, 5, 7, 9: mean 40 / 8 = 5; squares 232, (232 − 8 × 25) / 7 = 32 / 7, deviation 2.13809.
  const eight = use(2, 4, 4, 4, 5, 5, 7, 9);
  it.each([
    // 1.645 × 2.13809 × √9 = 10.55 → 11; 5 × 9 + 11 = 56.
    ['of 95 % over nine days', 9, 95, 1, { safety: 11, reorder: 56 }],
    // 2.326 × 2.13809 × 3 = 14.92 → 15; 45 + 15 = 60.
    ['of 99 % is more', 9, 99, 1, { safety: 15, reorder: 60 }],
    // 1.645 × 2.13809 × 1 = 3.5172 → 3.518 in thousandths; 5 + 3.518.
    ['is rounded up to the step of the unit', 1, 95, 0.001, { safety: 3.518, reorder: 8.518 }],
    ['of no lead time is nothing', 0, 95, 1, { safety: 0, reorder: 0 }],
  ] as const)('%s', (_, lead, service, step, expected) => {
    const found = proposal(eight, lead, service, step);
    expect(found).toMatchObject(expected);
    expect(found?.mean).toBe(5);
    expect(found?.deviation).toBeCloseTo(2.13809, 5);
  });

  it('of even use has no safety stock', () => {
    expect(proposal(use(3, 3, 3), 4, 95, 1)).toMatchObject({ safety: 0, reorder: 12 });
  });

  it.each([
    ['nothing was used', use(0, 0, 0)],
    ['one day is known', use(5)],
  ])('is none where %s', (_, usage) => {
    expect(proposal(usage, 9, 95, 1)).toBeUndefined();
  });

  it.each([
    [10, 12, false],
    [10, 13, true],
    [10, 7, true],
    [0, 1, true],
    [0, 0, false],
  ])('against %d set, %d is worth a word: %s', (set, safety, expected) => {
    expect(differs(set, safety)).toBe(expected);
  });
});
