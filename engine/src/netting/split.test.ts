import { describe, expect, it } from 'vitest';
import { plan } from '../planning/planner.ts';
import { at, demand, factory, HOUR, item, step } from '../planning/small-factory.test-support.ts';
import { qty } from '../units/units.ts';
import { Model } from './model.ts';
import { net } from './net.ts';
import { splitSize, splitsAny } from './split.ts';

/** An hour of set-up and an hour a unit. */
const of = (pieces: number, least = 1, makeToOrder = false) =>
  factory({
    items: [item('A', 'make', { makeToOrder, lot: { min: qty(least), multiple: qty(1) } })],
    operations: [step('A', 10, 'SAW')],
    demands: [demand('A1', 'A', pieces, at(0, 9))],
  });

describe('an order whose step would take longer than nine hours', () => {
  it.each([
    { says: 'is whole where it takes no longer', pieces: 8, size: 8 },
    { says: 'is in two equal parts', pieces: 10, size: 5 },
    { says: 'is in parts of the smallest lot at least', pieces: 30, least: 20, size: 20 },
    { says: 'is whole where it is the smallest lot', pieces: 30, least: 30, size: 30 },
  ])('$says', ({ pieces, least, size }) => {
    const model = new Model(of(pieces, least));
    expect(splitSize(model, 0, pieces, 9 * HOUR)).toBe(size);
    expect(splitsAny(model, net(model, { batch: 0 }), 9 * HOUR)).toBe(size < pieces);
  });
});

describe('a late plan', () => {
  const work = (problem: ReturnType<typeof of>) => {
    const once = net(new Model(problem), { batch: 0 }).work;
    return plan(problem).figures.work.net / once;
  };

  it('is netted once where orders of other sizes would be the same orders', () => expect(work(of(3))).toBe(1));
  it('is netted again where made-to-order demands might share orders', () => expect(work(of(3, 1, true))).toBe(2));
  it('is netted again where an order of nineteen hours might be split', () => expect(work(of(18))).toBeGreaterThan(1));
});
