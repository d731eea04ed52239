import { describe, expect, it } from 'vitest';
import { place, transfer } from './ordering.ts';
import { priceIn, priceOf } from './prices.ts';
import { neededWords } from './requisitions.messages.ts';
import { type Act, acts, ask, may, neededBy, type State, states } from './requisitions.ts';

/** A Tuesday. */
const today = '2026-11-03';
const pcs = { code: 'pcs', base: null, factor: '1' };
const box = { code: 'box', base: null, factor: '1' };
const screw = { code: 'SCREW', unit: pcs, decimals: 0 };
const known = { item: screw, typed: null, most: 100 };

describe('what is asked for', () => {
  it.each([
    ['is counted in the item’s unit', 10, known, ['accept', 10]],
    [
      'is counted by the item’s own factor: 3 boxes of 12',
      3,
      { ...known, typed: { unit: box, ofItem: '12' } },
      ['accept', 36],
    ],
    ['is refused where it is nothing', 0, known, ['refuse', 'nothing']],
    ['is refused below nothing', -1, known, ['refuse', 'nothing']],
    [
      'is refused in a unit without a factor',
      3,
      { ...known, typed: { unit: box, ofItem: null } },
      ['refuse', 'no-factor'],
    ],
    ['is refused where it is no whole piece', 0.5, known, ['refuse', 'not-whole']],
    ['is asked again where it is more than ten times the most ever: 10 × 100', 1001, known, ['confirm', 'far-more']],
    ['is not asked again at ten times', 1000, known, ['accept', 1000]],
    ['is asked again above 1,000 of what was never ordered', 1001, { ...known, most: null }, ['confirm', 'far-more']],
    ['counts as typed where it is no item', 2.5, { ...known, item: undefined }, ['accept', null]],
    ['is refused where so little is nothing as it is kept', 1e-7, { ...known, item: undefined }, ['refuse', 'nothing']],
    ['is asked again above 1,000 of what is no item', 10_000, { ...known, item: undefined }, ['confirm', 'far-more']],
  ] as const)('%s', (_, qty, of, expected) => {
    const decision = ask(qty, of);
    expect([decision.kind, decision.kind === 'accept' ? decision.facts[0]?.steps : decision.code]).toEqual(expected);
  });

  it.each([
    ['today', today, undefined],
    ['not on a day gone by', '2026-11-02', 'past'],
    ['not in a year mistyped', '2062-11-04', 'too-far'],
  ])('may be needed %s', (_, day, expected) => {
    const decision = neededBy(day, today);
    expect(decision.kind === 'refuse' ? decision.code : undefined).toBe(expected);
  });

  it.each([
    ['2026-11-03', 0, true, 'Tue 3 Nov, today'],
    ['2026-11-04', 1, true, 'Wed 4 Nov, in 1 working day'],
    ['2026-11-08', 4, false, 'Sun 8 Nov, in 4 working days; nobody works on that day'],
  ])('says of %s how many working days away it is', (day, working, worked, words) => {
    expect(neededWords(day, today, working, worked)).toBe(words);
  });
});

describe('what may be done next', () => {
  const next: Readonly<Record<State, readonly Act[]>> = {
    draft: ['submitted', 'cancelled'],
    submitted: ['approved', 'rejected', 'cancelled'],
    approved: ['ordered', 'transferred', 'cancelled'],
    rejected: [],
    ordered: ['received'],
    transferred: [],
    received: [],
    cancelled: [],
  };
  it.each(states.map((state) => [state, next[state]] as const))('with a %s one is %j', (state, expected) => {
    const seen = { number: 'RQ-1', state, by: 'Ann' };
    expect(acts.filter((act) => may(act, seen).kind === 'accept')).toEqual(expected);
  });
});

describe('an order', () => {
  const one = (number: string, vendor: string | null) => ({ number, vendor });
  const [kraft, other, nobody] = [one('RQ-1', 'KRAFT'), one('RQ-2', 'OTHER'), one('RQ-3', null)];
  const open = { vendor: 'KRAFT', last: 4 };
  it.each([
    ['is of the vendor that all suggest', [kraft, one('RQ-4', 'KRAFT')], null, null, undefined, ['KRAFT', 1, 2]],
    ['is of the vendor that the buyer names', [kraft, other, nobody], 'BEST', null, undefined, ['BEST', 1, 2, 3]],
    ['goes on behind the lines of an open one', [kraft, nobody], null, 'PO-1', open, ['KRAFT', 5, 6]],
    ['goes to the vendor of the open one, whoever was suggested', [other], null, 'PO-1', open, ['KRAFT', 5]],
    ['is refused where they suggest several', [kraft, other], null, null, undefined, 'several-vendors'],
    ['is refused where one suggests nobody', [kraft, nobody], null, null, undefined, 'no-vendor'],
    ['is refused into the order of another vendor', [kraft], 'BEST', 'PO-1', open, 'other-vendor'],
    ['is refused into an order that is not open', [kraft], null, 'PO-9', undefined, 'no-order'],
  ] as const)('%s', (_, some, vendor, order, found, expected) => {
    const decision = place(some, { vendor, order }, found);
    const placed = decision.kind === 'accept' ? decision.facts[0] : undefined;
    expect(
      placed ? [placed.vendor, ...placed.lines.map((each) => each.line)] : decision.kind === 'refuse' && decision.code,
    ).toEqual(expected);
  });
});

describe('a transfer', () => {
  const asked = { number: 'RQ-1', item: 'SCREW', unit: 'pcs', qty: 6 };
  const ways = { from: 'A-1', to: 'WELD' };
  it.each([
    ['takes what is free', asked, ways, { there: 10, free: 6, reserved: 4 }, 'accept'],
    ['leaves what is reserved', asked, ways, { there: 10, free: 5, reserved: 5 }, 'not-free'],
    [
      'is refused from a place to itself',
      asked,
      { from: 'A-1', to: 'A-1' },
      { there: 6, free: 6, reserved: 0 },
      'same-place',
    ],
    ['is refused for what is no item', { ...asked, item: null }, ways, { there: 6, free: 6, reserved: 0 }, 'no-item'],
  ] as const)('%s', (_, what, between, standing, expected) => {
    const decision = transfer(what, between, standing);
    expect(decision.kind === 'refuse' ? decision.code : decision.kind).toBe(expected);
  });
});

describe('a price', () => {
  const offer = { vendor: 'KRAFT', rank: 2, unit_cost: 3, price_breaks: '500: 2.95; 2000: 2.80' };
  it.each([
    [499, 3],
    [500, 2.95],
    [2000, 2.8],
  ])('of an offer is that of its break: of %d', (qty, price) => {
    expect(priceIn(offer, qty)).toBe(price);
  });

  const offers = [offer, { vendor: 'BEST', rank: 1, unit_cost: 4, price_breaks: null }];
  it.each([
    ['is the one that was typed', 7, { offers, vendor: null, unitCost: 1 }, 7],
    ['is that of the first offer', null, { offers, vendor: null, unitCost: 1 }, 4],
    ['is that of the vendor suggested', null, { offers, vendor: 'KRAFT', unitCost: 1 }, 3],
    ['is the item’s cost without an offer', null, { offers: [], vendor: null, unitCost: 1 }, 1],
    ['is unknown without any', null, { offers: [], vendor: null, unitCost: null }, null],
  ])('%s', (_, typed, given, expected) => {
    expect(priceOf(typed, { ...given, qty: 1 })).toBe(expected);
  });
});
