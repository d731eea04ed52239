import { describe, expect, it } from 'vitest';
import { overfullWords } from './movements.messages.ts';
import { type Bounded, comesIn, filledOf, fits, type Goods, putAt, roomOf, uncounted } from './room.ts';

const pcs = { code: 'PCS', base: null, factor: '1' };
const pallet = { code: 'PALLET', base: null, factor: '1' };
const goods = (code: string, qty: number, ofItem: string | null = null, decimals = 0): Goods => ({
  item: { code, unit: pcs, decimals },
  ofItem,
  qty,
});
const bin = (capacity: number, ...lying: Goods[]): Bounded => ({ place: 'A-01', capacity, unit: pcs, lying });
const rack = (capacity: number, ...lying: Goods[]): Bounded => ({ ...bin(capacity, ...lying), unit: pallet });

describe('a place that holds 40 pieces, with 36 in it', () => {
  const full = bin(40, goods('TUBE', 30), goods('LUG', 6));
  it.each([
    [4, 'accept', 0],
    [5, 'confirm', 1],
    [10, 'confirm', 6],
  ] as const)('takes %d more: %s, %d too many', (qty, kind, over) => {
    const decision = putAt(full, [goods('TUBE', qty)]);
    expect(decision.kind).toBe(kind);
    if (decision.kind !== 'refuse') expect(decision.facts).toEqual([{ place: 'A-01', filled: 36, coming: qty, over }]);
  });
  it('has room for 4, whatever more would come', () => {
    expect([filledOf(full), roomOf(full), fits(full, goods('TUBE', 10)), fits(full, goods('TUBE', 3))]).toEqual([
      36, 4, 4, 3,
    ]);
  });
  it('takes out what it may though it is too full', () => {
    const over = bin(40, goods('TUBE', 50));
    expect([putAt(over, []).kind, roomOf(over), fits(over, goods('TUBE', 1))]).toEqual(['accept', 0, 0]);
  });
});

describe('a place that is filled by pallets', () => {
  // 120 tubes are 3 of 4 pallets of 40; lugs have no factor.
  const half = rack(4, goods('TUBE', 120, '40'), goods('LUG', 999));
  it('counts goods by the factor of their item, and names those that do not count', () => {
    expect([filledOf(half), roomOf(half), uncounted(half)]).toEqual([3, 1, ['LUG']]);
    expect(putAt(half, [goods('TUBE', 60, '40')])).toMatchObject({
      kind: 'confirm',
      values: { coming: 1.5, over: 0.5 },
    });
    expect(putAt(half, [goods('LUG', 5)]).kind).toBe('accept');
  });
  it('lets as many pieces in as make its room full, and no part of a piece', () => {
    expect(fits(half, goods('TUBE', 60, '40'))).toBe(40);
    // 1 of 3 pieces a pallet is left: two thirds of it are 2 pieces.
    expect(fits(rack(1, goods('TUBE', 1, '3')), goods('TUBE', 9, '3'))).toBe(2);
  });
  it.each([3, 7, 40, 48, 128, 384])('of %d pieces is full with its last one, however many lay there before', (each) => {
    const lies = (qty: number) => goods('TUBE', qty, String(each));
    for (let before = 0; before < each; before += 1) {
      const place = rack(1, lies(before));
      const left = each - before;
      expect([fits(place, lies(each)), putAt(place, [lies(left)]).kind, putAt(place, [lies(left + 1)]).kind]).toEqual([
        left,
        'accept',
        'confirm',
      ]);
    }
  });
});

it.each([
  [true, 'is moved there', { from: 'B', to: 'A' }],
  [true, 'comes from a vendor', { from: null, fromKind: 'vendor', to: 'A' }],
  [true, 'is left over of an order', { from: null, fromKind: 'work order', to: 'A' }],
  [false, 'is found there', { from: null, to: 'A' }],
  [false, 'is found there while it was sought', { from: 'B', to: 'A', reference: { kind: 'search' } }],
  [false, 'changes its container there', { from: 'A', to: 'A' }],
  [false, 'leaves', { from: 'A', to: null }],
  [false, 'is taken back', { from: 'B', to: 'A', reverses: 7 }],
] as const)('it is %s that room is asked for what %s', (expected, _, one) => {
  expect(comesIn(one)).toBe(expected);
});

describe('what is said of it', () => {
  const told = { place: 'A-01', capacity: 40, unit: 'PCS', filled: 36, coming: 10, over: 6, uncounted: [] };
  it.each([
    [
      { ...told, out: { fits: '4 PCS', rest: '6 PCS', place: 'B-02', room: '50 PCS' } },
      'A-01 holds 40 PCS at most: 36 are there, and with 10 more there would be 6 too many. Maybe put 4 PCS there and 6 PCS at B-02, which has room for 50 PCS.',
    ],
    [
      { ...told, filled: 40, over: 10, out: { fits: null, rest: '10 PCS', place: 'B-02', room: null } },
      'A-01 holds 40 PCS at most: 40 are there, and with 10 more there would be 10 too many. Maybe put 10 PCS at B-02, which has room.',
    ],
    [
      { ...told, uncounted: ['LUG'], out: null },
      'A-01 holds 40 PCS at most: 36 are there, and with 10 more there would be 6 too many. LUG is there too and does not count: nothing says how many PCS it is. Maybe look whether it fits: no other store is known to have room.',
    ],
  ])('%#', (of, says) => {
    expect(overfullWords(of)).toBe(says);
  });
});
