import { describe, expect, it } from 'vitest';
import { type Goods, type Line, ships, type TakingBack, takenBack } from './shipping.ts';

const line: Line = { state: 'open', qty: 10, shipped: 4, shipComplete: false };

const of3: Goods = { qty: 3, lot: '', serial: '' };

describe('a shipment', () => {
  it.each<[string, Line, number, unknown]>([
    ['of all that is open ships the line', line, 6, ['accept', { shipped: 10, state: 'shipped' }]],
    ['of a part leaves it open', line, 2, ['accept', { shipped: 6, state: 'open' }]],
    [
      'of a part is asked where the line goes whole',
      { ...line, shipComplete: true },
      2,
      ['ship-complete', { shipped: 6, state: 'open' }],
    ],
    ['of more than is open is asked', line, 7, ['over-shipment', { shipped: 11, state: 'shipped' }]],
    ['of nothing is none', line, 0, ['nothing-shipped']],
    ['goes out once', { ...line, state: 'shipped' }, 1, ['not-open']],
    ['of what was cancelled is none', { ...line, state: 'cancelled' }, 1, ['not-open']],
  ])('%s', (_, of, qty, expected) => {
    const decision = ships(of, qty);
    expect(
      decision.kind === 'accept'
        ? ['accept', ...decision.facts]
        : decision.kind === 'confirm'
          ? [decision.code, ...decision.facts]
          : [decision.code],
    ).toEqual(expected);
  });

  it.each<[string, Line, boolean, unknown]>([
    ['taken back opens its line', { ...line, state: 'shipped', shipped: 10 }, false, { shipped: 7, state: 'open' }],
    ['taken back is of what is open still', line, false, { shipped: 1, state: 'open' }],
    [
      'taken back opens none that is closed',
      { ...line, state: 'closed', shipped: 10 },
      false,
      { shipped: 7, state: 'closed' },
    ],
    [
      'of more than was ordered leaves it shipped',
      { ...line, state: 'shipped', shipped: 13 },
      false,
      { shipped: 10, state: 'shipped' },
    ],
    ['is taken back once', line, true, 'taken-back'],
  ])('%s', (_, of, back, expected) => {
    const decision = takenBack(of, { back, gone: [of3], others: [], came: [] });
    expect(decision.kind === 'accept' ? decision.facts[0] : 'code' in decision && decision.code).toEqual(expected);
  });

  const goods = (qty: number, lot = '', serial = ''): Goods => ({ qty, lot, serial });
  const sum = { by: '', name: '' };
  it.each<[string, Pick<TakingBack, 'gone' | 'others' | 'came'>, unknown]>([
    ['stays out while its goods came back by a return', { gone: [of3], others: [goods(7)], came: [goods(10)] }, sum],
    [
      'stays out where more came back than others brought out',
      { gone: [of3], others: [goods(7)], came: [goods(8)] },
      sum,
    ],
    [
      'is taken back where what came back may be of another shipment',
      { gone: [of3], others: [goods(7)], came: [goods(7)] },
      { shipped: 7, state: 'open' },
    ],
    // 3 of M1 and 7 of M2 went; 2 of M1 came back: with 3 more 5 of M1 would be there, and 3 ever were.
    [
      'stays out where goods of its lot came back, though others brought out as much',
      { gone: [goods(3, 'M1')], others: [goods(7, 'M2')], came: [goods(2, 'M1')] },
      { by: 'lot', name: 'M1' },
    ],
    [
      'is taken back where what came back is of another lot',
      { gone: [goods(3, 'M1')], others: [goods(7, 'M2')], came: [goods(7, 'M2')] },
      { shipped: 7, state: 'open' },
    ],
    [
      'stays out where its piece came back',
      { gone: [goods(3, 'M1', 'S1')], others: [goods(7, 'M1', 'S2')], came: [goods(1, '', 'S1')] },
      { by: 'serial', name: 'S1' },
    ],
  ])('%s', (_, goods, expected) => {
    const decision = takenBack({ ...line, state: 'shipped', shipped: 10 }, { back: false, ...goods });
    expect(decision.kind === 'accept' ? decision.facts[0] : decision.values).toEqual(expected);
  });
});
