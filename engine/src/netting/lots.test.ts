import { describe, expect, it } from 'vitest';
import { qty } from '../units/units.ts';
import { lotSize, sizesOf } from './lots.ts';

const rule = (min: number, multiple: number, more: { max?: number; fixed?: number } = {}) => ({
  min: qty(min),
  multiple: qty(multiple),
  max: more.max === undefined ? undefined : qty(more.max),
  fixed: more.fixed === undefined ? undefined : qty(more.fixed),
});

describe('the size of the next order', () => {
  it.each([
    { says: 'lot for lot is what is needed', needed: 37, lot: rule(1, 1), size: 37 },
    { says: 'at least the minimum', needed: 3, lot: rule(10, 1), size: 10 },
    { says: 'rounded up to whole packs', needed: 37, lot: rule(1, 12), size: 48 },
    { says: 'the minimum itself in whole packs', needed: 3, lot: rule(25, 10), size: 30 },
    { says: 'never above the largest lot', needed: 90, lot: rule(1, 1, { max: 40 }), size: 40 },
    { says: 'the largest lot in whole packs', needed: 90, lot: rule(1, 12, { max: 40 }), size: 36 },
    { says: 'a fixed lot whatever is needed', needed: 90, lot: rule(1, 1, { fixed: 25 }), size: 25 },
  ])('$says', ({ needed, lot, size }) => expect(lotSize(needed, sizesOf(lot))).toBe(size));

  it('meets the vendor’s packs and our own: 4 and 6 make 12', () => {
    expect(lotSize(13, sizesOf(rule(1, 4), 5, 6))).toBe(24);
  });
});
