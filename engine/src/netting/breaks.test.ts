import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { plan } from '../planning/planner.ts';
import { type Problem, ProblemError, type Source } from '../planning/problem.ts';
import { at, demand, factory, item, vendor } from '../planning/small-factory.test-support.ts';
import { qty, ratio } from '../units/units.ts';
import { compileBreaks, costOf, purchaseSize } from './breaks.ts';

/** 3.50 each, from 500 on 2.95, from 2,000 on 2.80. */
const BREAKS = [
  { from: qty(500), unitCost: ratio(295) },
  { from: qty(2000), unitCost: ratio(280) },
];
const offer = (more: Partial<Source> = {}): Source =>
  vendor('BOLT', 2, { unitCost: ratio(350), breaks: BREAKS, ...more });
const sizeOf = (needed: number, more: Partial<Source> = {}, lot = {}) =>
  purchaseSize(
    needed,
    { min: qty(1), multiple: qty(1), ...lot },
    { min: 1, multiple: 1, ...more, breaks: compileBreaks(offer(more), 0) },
  );

describe('the size of a purchase where the price falls with the quantity', () => {
  it.each([
    // 430 × 3.50 = 1,505.00; 500 × 2.95 = 1,475.00.
    { says: 'rises to the break where that costs less in all', needed: 430, size: 500 },
    // 421 × 3.50 = 1,473.50, which is less.
    { says: 'is what is needed where that costs less', needed: 421, size: 421 },
    // 1,899 × 2.95 = 5,602.05; 2,000 × 2.80 = 5,600.00.
    { says: 'rises from one break to the next', needed: 1899, size: 2000 },
    // 1,898 × 2.95 = 5,599.10.
    { says: 'and not a unit before', needed: 1898, size: 1898 },
    // 20 × 295 × … as cheap: 590 × 2.50 = 1,475.00 = 500 × 2.95.
    {
      says: 'stays where both cost the same',
      needed: 590,
      size: 590,
      more: { unitCost: ratio(250), breaks: [{ from: qty(1000), unitCost: ratio(1475, 10) }] },
    },
    { says: 'rises in whole packs', needed: 430, size: 504, more: { multiple: qty(12) } },
    { says: 'never above the largest lot', needed: 430, size: 430, lot: { max: qty(499) } },
    { says: 'is a fixed lot whatever it costs', needed: 430, size: 450, lot: { fixed: qty(450) } },
  ])('$says', ({ needed, size, more, lot }) => expect(sizeOf(needed, more, lot)).toBe(size));

  it('costs the price of its break, rounded once', () => {
    const breaks = compileBreaks(offer({ unitCost: ratio(1, 3) }), 0);
    expect([1, 2, 499, 500, 2000].map((count) => costOf({ breaks }, count))).toEqual([0, 1, 166, 147_500, 560_000]);
  });
});

describe('a plan', () => {
  const problem = (needed: number): Problem =>
    factory({
      items: [item('BOLT', 'buy')],
      sources: [offer()],
      demands: [demand('A', 'BOLT', needed, at(9, 16))],
      rules: { order: 'due', constrained: false },
    });

  it('buys up to the break, says what that saves, and checks clean', () => {
    const made = plan(problem(430));
    expect(check(problem(430), made)).toEqual([]);
    expect(made.purchases).toMatchObject([{ qty: 500, cost: 147_500 }]);
    expect(made.messages[0]!.text).toContain(
      '500 cost 147500, the 430 that are needed would cost 150500 (minor units of EUR)',
    );
  });

  it('says nothing where no more is bought', () => {
    const made = plan(problem(421));
    expect(made.purchases).toMatchObject([{ qty: 421, cost: 147_350 }]);
    expect(made.messages[0]!.text).not.toContain('would cost');
  });
});

describe('impossible breaks', () => {
  it.each([
    { says: 'that do not rise', more: { breaks: BREAKS.toReversed() }, text: /500 follows 2000/ },
    { says: 'from nothing', more: { breaks: [{ from: qty(0), unitCost: ratio(1) }] }, text: /0 follows 0/ },
    { says: 'at a negative price', more: { breaks: [{ from: qty(5), unitCost: ratio(-1) }] }, text: /-1\/1 from 5/ },
    { says: 'without a price below them', more: { unitCost: undefined }, text: /no price below the first break/ },
  ])('$says', ({ more, text }) => {
    expect(() => compileBreaks(offer(more), 0)).toThrow(ProblemError);
    expect(() => compileBreaks(offer(more), 0)).toThrow(text);
  });
});
