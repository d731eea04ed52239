import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { plan } from '../planning/planner.ts';
import { type Item, type LotRule, type Problem, ProblemError } from '../planning/problem.ts';
import { at, demand, factory, item, step, vendor } from '../planning/small-factory.test-support.ts';
import { type Minor, qty, ratio } from '../units/units.ts';
import { withEconomicLot } from './economic.ts';

const minor = (cents: number) => cents as Minor;
const lot = (more: Partial<LotRule> = {}, annualUse = 1200, orderCost = 5000): LotRule => ({
  min: qty(1),
  multiple: qty(1),
  ...more,
  economic: { annualUse: qty(annualUse), orderCost: minor(orderCost), carryingRate: ratio(1, 5) },
});
const bolt = (more: Partial<Item> = {}) => item('BOLT', 'buy', { unitCost: ratio(600), lot: lot(), ...more });

describe('the economic order quantity', () => {
  // 1,200 a year, 50.00 an order, 20 % a year of 6.00 a unit: √(2 × 1200 × 5000 ÷ (0.2 × 600)) = √100,000 = 316.2.
  it.each([
    { says: 'balances orders against stock', of: bolt(), size: 316 },
    // A year of 300: 4 × 50 + 150 × 1.20 = 380.00; of 350: 171.43 + 210 = 381.43.
    { says: 'in the packs that cost less in a year', of: bolt({ lot: lot({ multiple: qty(50) }) }), size: 300 },
    // Between 200 and 400 the mean is 282.8, and 316.2 is above it.
    { says: 'the larger pack where that is the cheaper', of: bolt({ lot: lot({ multiple: qty(200) }) }), size: 400 },
    { says: 'one pack where the pack is larger', of: bolt({ lot: lot({ multiple: qty(1000) }) }), size: 1000 },
    { says: 'not below the minimum', of: bolt({ lot: lot({ min: qty(500) }) }), size: 500 },
    { says: 'not above the maximum', of: bolt({ lot: lot({ max: qty(210), multiple: qty(4) }) }), size: 208 },
    { says: 'one where an order costs nothing', of: bolt({ lot: lot({}, 1200, 0) }), size: 1 },
    // In tenths of a unit: 12,000 tenths a year, √(2 × 12,000 × 5000 × 10 ÷ 120) = 3162 tenths.
    { says: 'in the steps of the unit', of: bolt({ decimals: 1, lot: lot({}, 12_000) }), size: 3162 },
  ])('$says', ({ of, size }) => expect(withEconomicLot(of).lot.min).toBe(size));

  it.each([
    { says: 'without a use', of: bolt({ lot: lot({}, 0) }), text: /annual use must be above 0, not 0/ },
    { says: 'with an order that brings money', of: bolt({ lot: lot({}, 1, -5) }), text: /not be negative.*-5/ },
    { says: 'without the cost of a unit', of: bolt({ unitCost: undefined }), text: /takes the cost of a unit/ },
    {
      says: 'past what can be counted',
      of: bolt({ decimals: 6, unitCost: ratio(1, 10_000), lot: lot({}, 1e15, 1e11) }),
      text: /BOLT: it is beyond all that can be counted/,
    },
    { says: 'beside a fixed lot', of: bolt({ lot: lot({ fixed: qty(9) }) }), text: /fixed at 9 already/ },
  ])('throws $says', ({ of, text }) => {
    expect(() => withEconomicLot(of)).toThrow(ProblemError);
    expect(() => withEconomicLot(of)).toThrow(text);
  });
});

describe('an order', () => {
  const made = (more: Partial<Problem>) => {
    const problem = factory({ rules: { order: 'due', constrained: false }, ...more });
    const answer = plan(problem);
    expect(check(problem, answer)).toEqual([]);
    return [...answer.orders, ...answer.purchases].map((row) => row.qty as number);
  };
  it('is of that size at least, and what is left serves later needs', () => {
    const wanted = [
      demand('A', 'BOLT', 100, at(9, 16)),
      demand('B', 'BOLT', 200, at(19, 16)),
      demand('C', 'BOLT', 500, at(29, 16)),
    ];
    // 316 cover A and B; of C's 500 the last 16 of them take away.
    expect(made({ items: [bolt()], sources: [vendor('BOLT', 1)], demands: wanted })).toEqual([316, 484]);
  });

  it('is the smaller of two packs that cost the same, to the last fraction', () => {
    // 2 × 1 × 21 ÷ (0.01 × 35) = 120 = 10 × 12: in tens as in dozens a year costs 3.85.
    const economic = { annualUse: qty(1), orderCost: minor(21), carryingRate: ratio(1, 100) };
    const tied = item('BOLT', 'buy', { unitCost: ratio(35), lot: { min: qty(1), multiple: qty(2), economic } });
    const wanted = [demand('A', 'BOLT', 1, at(9, 16))];
    expect(made({ items: [tied], sources: [vendor('BOLT', 1)], demands: wanted })).toEqual([10]);
  });

  it('that is made too', () => {
    const top = item('TOP', 'make', { unitCost: ratio(600), lot: lot() });
    expect(
      made({ items: [top], operations: [step('TOP', 10, 'SAW')], demands: [demand('A', 'TOP', 5, at(9, 16))] }),
    ).toEqual([316]);
  });
});
