import { describe, expect, it } from 'vitest';
import { daysOfStock, differs, economicLot, type LotRules, lotOf, mostOf, proposal, stands } from './minmax.ts';

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

describe('the most', () => {
  const rules = (more: Partial<LotRules>): LotRules => ({
    fixed: null,
    least: 0,
    multiple: 0,
    most: null,
    days: null,
    economic: null,
    ...more,
  });
  it.each([
    ['is the reorder point and a fixed lot: 12 + 50', rules({ fixed: 50, least: 80 }), 62],
    ['is with the least lot', rules({ least: 20 }), 32],
    // 1.5 a day for 20 days are 30.
    ['is with the use of the lot period', rules({ least: 20, days: 20 }), 42],
    ['is with whole multiples: 30 in tens of 12 are 36', rules({ days: 20, multiple: 12 }), 48],
    ['is with one multiple where nothing else is said', rules({ multiple: 12 }), 24],
    ['is with the largest lot at most', rules({ days: 20, most: 25 }), 37],
    // 30.4² = 924 is below 30 × 31 and above 30 × 30; with packs of 12: above 24 × 36 = 864, while 29² = 841 is not.
    ['is with the economic lot, in the pieces that cost less', rules({ economic: 30.4 }), 42],
    ['is with the larger of two packs', rules({ economic: 30.4, multiple: 12 }), 48],
    ['is with the smaller of two packs', rules({ economic: 29, multiple: 12 }), 36],
    ['is with one pack at least', rules({ economic: 2, multiple: 12 }), 24],
    ['is not known where each order is of what is needed', rules({}), null],
  ])('%s', (_, lot, expected) => {
    expect(mostOf(12, lotOf(lot, 1.5, 1), 1)).toBe(expected);
  });
  it('takes all figures of the economic lot: √(2 × 1,000 × 45 ÷ (0.25 × 4)) = 300', () => {
    expect(economicLot(1000, 45, 25, 4)).toBe(300);
    expect(economicLot(1000, 45, null, 4)).toBeNull();
  });
});

it('days of stock are what is there by the mean use; less than nothing lasts no day', () => {
  expect([daysOfStock(30, 1.5), daysOfStock(0, 1.5), daysOfStock(-3, 1.5)]).toEqual([20, 0, 0]);
});

it.each([
  [11, 62, 'below'],
  [12, 62, null],
  [62, 62, null],
  [63, 62, 'above'],
  [900, null, null],
] as const)('%d on hand of 12 to %s stands %s', (onHand, most, expected) => {
  expect(stands(onHand, 12, most)).toBe(expected);
});
