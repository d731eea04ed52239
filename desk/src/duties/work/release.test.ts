import { qty, ratio } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { type BillLine, materialFor, type Structure, startedFor } from './release.ts';

const line = (component: string, qtyPer: number | [number, number], more: Partial<BillLine> = {}): BillLine => ({
  component,
  qtyPer: Array.isArray(qtyPer) ? ratio(...qtyPer) : ratio(qtyPer),
  seq: 0,
  scrap: undefined,
  perOrder: qty(0),
  alternateGroup: null,
  rank: 1,
  ...more,
});
const structure = (bills: Record<string, readonly BillLine[]>, decimals: Record<string, number> = {}): Structure => ({
  billOf: (item) => bills[item] ?? [],
  isPhantom: (item) => item.startsWith('PHANTOM'),
  decimalsOf: (item) => decimals[item] ?? 0,
});

describe('material of a released order', () => {
  it.each([
    // 10 bikes × 2 wheels
    ['is the quantity per unit times what is started', { BIKE: [line('WHEEL', 2)] }, 10, [['WHEEL', 20]]],
    // 10 × 1/3 = 3.33…: a third of a tin cannot be drawn, so 4
    ['is rounded up to the smallest step', { BIKE: [line('PAINT', [1, 3])] }, 10, [['PAINT', 4]]],
    // 100 × 1 × (1 + 1/20) = 105
    [
      'draws more by the component’s scrap',
      { BIKE: [line('SPOKE', 1, { scrap: ratio(1, 20) })] },
      100,
      [['SPOKE', 105]],
    ],
    // 10 × 2 + 3
    [
      'adds what the set-up wastes, once per order',
      { BIKE: [line('FILM', 2, { perOrder: qty(3) })] },
      10,
      [['FILM', 23]],
    ],
    // a phantom of 4 bolts each: 10 × 1 × 4
    [
      'explodes through a phantom',
      { BIKE: [line('PHANTOM-KIT', 1)], 'PHANTOM-KIT': [line('BOLT', 4)] },
      10,
      [['BOLT', 40]],
    ],
    [
      'takes the first of several alternatives',
      { BIKE: [line('A', 1, { alternateGroup: 'g', rank: 2 }), line('B', 1, { alternateGroup: 'g', rank: 1 })] },
      5,
      [['B', 5]],
    ],
  ] as const)('%s', (_, bills, started, drawn) => {
    expect(materialFor('BIKE', qty(started), structure(bills)).map((one) => [one.item, one.qty])).toEqual(drawn);
  });

  it('counts each item in its own steps: 10 pieces of 1.5 m are 15,000 mm', () => {
    const found = materialFor('FRAME', qty(10), structure({ FRAME: [line('TUBE', [3, 2])] }, { TUBE: 3 }));
    expect(found).toEqual([{ item: 'TUBE', seq: 0, qty: 15_000 }]);
  });
});

describe('the quantity started', () => {
  it('makes up for every yield on the way: 90 good through 90 % and 50 % are 200', () => {
    expect(startedFor(qty(90), [ratio(9, 10), undefined, ratio(1, 2)])).toBe(200);
  });
});
