import { describe, expect, it } from 'vitest';
import { cancel, type OrderSeen, redate } from './changes.ts';

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
});
