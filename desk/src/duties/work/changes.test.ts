import { describe, expect, it } from 'vitest';
import { cancel, type OrderSeen, redate, resize, split } from './changes.ts';

const order = (state: OrderSeen['state'], worked = false): OrderSeen => ({ number: 'MO-1', state, worked });

describe('a work order away from the floor', () => {
  it.each([
    ['a firm order gets another date', order('firm'), 'accept'],
    ['a released order gets another date', order('released'), 'accept'],
    ['a started order gets another date', order('started', true), 'accept'],
    ['a completed order has no date to come', order('completed', true), 'refuse'],
    ['a closed order has no date to come', order('closed', true), 'refuse'],
    ['a cancelled order has no date to come', order('cancelled'), 'refuse'],
  ] as const)('%s', (_, seen, kind) => {
    expect(redate(seen, '2026-11-03T17:00:00Z').kind).toBe(kind);
  });

  it.each([
    ['a firm order is cancelled', order('firm'), 'accept'],
    ['a released order is cancelled while nobody worked on it', order('released'), 'accept'],
    ['a released order with work reported is not', order('released', true), 'refuse'],
    ['a started order is not', order('started', true), 'refuse'],
    ['a cancelled order is not cancelled again', order('cancelled'), 'refuse'],
  ] as const)('%s', (_, seen, kind) => {
    expect(cancel(seen).kind).toBe(kind);
  });

  const sized = (state: OrderSeen['state'], worked = false) => ({ ...order(state, worked), item: 'FRAME', qty: 10 });
  it.each([
    ['a firm order gets another quantity', sized('firm'), { item: 'FRAME', from: 10, to: 6 }, [{ qty: 6 }]],
    [
      'a released order too, and more than it had',
      sized('released'),
      { item: 'FRAME', from: 10, to: 12 },
      [{ qty: 12 }],
    ],
    ['one that has it already is not changed', sized('firm'), { item: 'FRAME', from: 10, to: 10 }, []],
    ['one that was worked on does not', sized('released', true), { item: 'FRAME', from: 10, to: 6 }, 'order-begun'],
    ['a started order does not', sized('started'), { item: 'FRAME', from: 10, to: 6 }, 'order-begun'],
    ['a cancelled order has no quantity to come', sized('cancelled'), { item: 'FRAME', from: 10, to: 6 }, 'order-over'],
    ['another that has the number now does not', sized('firm'), { item: 'FORK', from: 10, to: 6 }, 'order-another'],
    [
      'one that was changed since it was looked at is looked at again',
      sized('firm'),
      { item: 'FRAME', from: 8, to: 6 },
      'order-resized',
    ],
  ] as const)('%s', (_, seen, sizes, expected) => {
    const decision = resize(seen, sizes);
    expect(decision.kind === 'accept' ? decision.facts : decision.kind === 'refuse' && decision.code).toEqual(expected);
  });

  it.each([
    ['some of an order stay, the rest is another', 6, 'accept'],
    ['all of it cannot stay', 10, 'refuse'],
    ['nor more than all', 11, 'refuse'],
  ] as const)('%s', (_, to, kind) => {
    expect(split(sized('firm'), { item: 'FRAME', from: 10, to }).kind).toBe(kind);
  });
});
