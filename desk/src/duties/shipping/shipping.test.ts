import { describe, expect, it } from 'vitest';
import { type Line, ships, takenBack } from './shipping.ts';

const line: Line = { state: 'open', qty: 10, shipped: 4, shipComplete: false };

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
    const decision = takenBack(of, { qty: 3, back, returned: 0 });
    expect(decision.kind === 'accept' ? decision.facts[0] : 'code' in decision && decision.code).toEqual(expected);
  });

  it.each<[string, number, unknown]>([
    ['stays out while its goods came back by a return', 10, ['returned', { returned: 10 }]],
    ['stays out where more came back than others brought out', 8, ['returned', { returned: 8 }]],
    ['is taken back where what came back may be of another shipment', 7, { shipped: 7, state: 'open' }],
  ])('%s', (_, returned, expected) => {
    const decision = takenBack({ ...line, state: 'shipped', shipped: 10 }, { qty: 3, back: false, returned });
    expect(decision.kind === 'accept' ? decision.facts[0] : [decision.code, decision.values]).toEqual(expected);
  });
});
