import { describe, expect, it } from 'vitest';
import type { ItemCounted, TypedUnit } from '../items/counted.ts';
import { type Asked, byBalance, mayReverse, moved } from './movements.ts';

const tube: ItemCounted = { code: 'TUBE', unit: { code: 'kg', base: null, factor: '1' }, decimals: 3 };
const bolt: ItemCounted = { code: 'BOLT', unit: { code: 'pcs', base: null, factor: '1' }, decimals: 0 };
const asked = (more: Partial<Asked>): Asked => ({
  act: 'move',
  from: 'A-01',
  to: 'B-01',
  qty: 5,
  unit: null,
  reason: '',
  lot: '',
  serial: '',
  container: '',
  toContainer: '',
  ...more,
});
const unit = (code: string, base: string | null, factor: string, ofItem: string | null = null): TypedUnit => ({
  unit: { code, base, factor },
  ofItem,
});

describe('a movement', () => {
  it.each<[string, Partial<Asked>, ItemCounted, TypedUnit | null, number | string]>([
    ['goes from a place to another', {}, bolt, null, 5],
    ['is counted in steps of the item’s unit', { qty: 2.125 }, tube, null, 2125],
    ['is of the item’s unit where that is typed', { qty: 2 }, bolt, unit('pcs', null, '1'), 2],
    ['of 2 boxes at 12 pieces is 24 pieces', { qty: 2 }, bolt, unit('box', null, '1', '12'), 24],
    // 6 × 1/3 = 2.000 kg
    ['of 6 pieces at 1/3 kg is 2 kg', { qty: 6 }, tube, unit('pcs', null, '1', '1/3'), 2000],
    ['of grams is counted through their common base', { qty: 250 }, tube, unit('g', 'kg', '0.001'), 250],
    [
      'of 1 piece at 1/3 kg is refused: no number of 3 decimals',
      { qty: 1 },
      tube,
      unit('pcs', null, '1', '1/3'),
      'not-whole',
    ],
    ['of half a bolt is refused', { qty: 0.5 }, bolt, null, 'not-whole'],
    ['of less than is counted is refused, and is not nothing', { qty: 1e-10 }, tube, null, 'not-whole'],
    ['in a unit without a factor is refused', {}, tube, unit('m', null, '1'), 'no-factor'],
    ['past what is counted exactly is refused', { qty: 1e9 }, tube, unit('t', 'kg', '1000000000'), 'too-much'],
    ['of −1 is refused', { qty: -1 }, bolt, null, 'nothing-moved'],
    ['to where it is already is refused', { to: 'A-01' }, bolt, null, 'same-place'],
    ['into a container where it stands', { to: 'A-01', toContainer: 'C1' }, bolt, null, 5],
    ['of a serial is of one piece', { serial: 'S1', qty: 1 }, bolt, null, 1],
    ['of a serial of 2 is refused', { serial: 'S1', qty: 2 }, bolt, null, 'not-one'],
    ['from nowhere is refused', { from: null }, bolt, null, 'nowhere'],
    ['scraps from a place', { act: 'scrap', to: null, reason: 'rust' }, bolt, null, 5],
    ['that scraps needs a reason', { act: 'scrap', to: null }, bolt, null, 'reason-missing'],
    ['that scraps goes to no place', { act: 'scrap', reason: 'rust' }, bolt, null, 'nowhere'],
    ['adjusts at one place', { act: 'adjust', from: null, reason: 'found' }, bolt, null, 5],
    [
      'that finds a lot with a picture in it is refused',
      { act: 'adjust', from: null, reason: 'found', lot: 'L-🍎' },
      bolt,
      null,
      'lot-unprintable',
    ],
    ['of a lot that stands there under a picture goes on', { lot: 'L-🍎' }, bolt, null, 5],
    ['that adjusts needs a reason', { act: 'adjust', from: null }, bolt, null, 'reason-missing'],
  ])('%s', (_, more, item, typed, expected) => {
    const decision = moved(asked(more), item, typed);
    expect(decision.kind === 'accept' ? decision.facts[0]?.qty : 'code' in decision && decision.code).toBe(expected);
  });
});

describe('a movement is taken back', () => {
  it.each([
    ['once', { reversedBy: 9 }, 'reversed'],
    ['unless it takes one back itself', { reverses: 3 }, 'is-reversal'],
    ['with the report of work that made it, not without it', { referenceKind: 'work order' }, 'of-work'],
    [
      'with the requisition that it was brought for, not without it',
      { referenceKind: 'requisition' },
      'of-requisition',
    ],
    ['with the return of what was issued, not without it', { referenceKind: 'issue' }, 'of-issue'],
    ['where nothing moved on of what a transfer sent by it', { referenceKind: 'transfer', onward: 2 }, 'of-transfer'],
    ['where it stands for itself', {}, 'accept'],
    ['where somebody wrote the balance', { referenceKind: 'balance' }, 'accept'],
  ])('%s', (_, more, expected) => {
    const decision = mayReverse({ id: 1, reverses: null, reversedBy: null, referenceKind: null, onward: 0, ...more });
    expect(decision.kind === 'refuse' ? decision.code : decision.kind).toBe(expected);
  });
});

it('balances are met by item, number, place and lot, and the same one is the same', () => {
  const of = (item: string, location: string, lot = '', serial = '') => ({ item, location, lot, serial });
  const [first, second, third, fourth] = [of('A', 'Z'), of('A', 'Z', 'L1'), of('A', 'B', '', 'S1'), of('B', 'A')];
  expect([fourth, third, second, first].toSorted(byBalance)).toEqual([first, second, third, fourth]);
  expect(byBalance(first, { item: 'A', location: 'Z', lot: '' })).toBe(0);
});
