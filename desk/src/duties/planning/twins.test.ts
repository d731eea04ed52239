import { describe, expect, it } from 'vitest';
import { twinsOf } from './twins.ts';

const planned = (id: string, day: number, more: object = {}) => ({
  id: `planned/${id}`,
  item: 'FRAME',
  qty: 4,
  need: `2026-11-${day}T08:00:00Z`,
  ...more,
});
const unknown = (number: string, day: number, more: object = {}) => ({
  number,
  item: 'FRAME',
  qty: 4,
  due: `2026-11-${day}T08:00:00Z`,
  ...more,
});

describe('a work order that was made firm from a later plan', () => {
  it.each([
    ['is the planned order of its item and quantity', [unknown('MO-1', 20)], [planned('1', 20)], { '1': 'MO-1' }],
    ['is the one that is needed nearest', [unknown('MO-1', 20)], [planned('1', 19), planned('2', 20)], { '2': 'MO-1' }],
    ['is not what is needed another day', [unknown('MO-1', 20)], [planned('1', 22)], {}],
    [
      'shares it with no other: who is due first chooses first',
      [unknown('MO-2', 22), unknown('MO-1', 20)],
      [planned('1', 21), planned('2', 23)],
      { '1': 'MO-1', '2': 'MO-2' },
    ],
    ['has no twin of another quantity', [unknown('MO-1', 20, { qty: 5 })], [planned('1', 20)], {}],
    ['nor of another item', [unknown('MO-1', 20, { item: 'FORK' })], [planned('1', 20)], {}],
    ['nor where all are taken', [unknown('MO-1', 20), unknown('MO-2', 20)], [planned('1', 20)], { '1': 'MO-1' }],
  ])('%s', (_, orders, plan, twins) => {
    const named = Object.entries(twins).map(([id, number]) => [`planned/${id}`, number]);
    expect(new Map(twinsOf(orders, plan))).toEqual(new Map(named as [string, string][]));
  });
});
