import { describe, expect, test } from 'vitest';
import type { Kind } from '../../house/kind.ts';
import { clashesOf, keptAtFirst } from './collision.ts';

const kind: Kind = {
  name: 'items',
  one: 'item',
  many: 'Items',
  about: 'What is made and bought.',
  key: ['code'],
  fields: [
    { name: 'code', label: 'Item', type: 'code' },
    { name: 'name', label: 'Name', type: 'text' },
    { name: 'lot_min', label: 'Lot minimum', type: 'quantity' },
    { name: 'planner', label: 'Planner', type: 'text' },
  ],
  read: 'stock.see',
  write: 'master.write',
  planned: true,
};
const before = { code: 'FRAME', name: 'Frame', lot_min: 10, planner: 'JB' };
const now = { ...before, name: 'Frame 54', planner: 'MK' };

describe('the second of two editors', () => {
  const clashes = clashesOf(kind, before, now, { name: 'Frame red', lot_min: '20' });
  test('is shown each field that either of them changed, and no other', () => {
    expect(clashes.map(({ field, now: is, mine }) => [field.name, is, mine])).toEqual([
      ['name', 'Frame 54', 'Frame red'],
      ['lot_min', 10, '20'],
      ['planner', 'MK', undefined],
    ]);
  });
  test('keeps what only he changed; where both did, the first stands until he says otherwise', () => {
    expect([...keptAtFirst(clashes)]).toEqual(['lot_min']);
  });
  test('has nothing to decide where both typed the same', () => {
    expect(clashesOf(kind, before, { ...before, name: 'Hub' }, { name: 'Hub' })).toMatchObject([{ now: 'Hub' }]);
    expect(keptAtFirst(clashesOf(kind, before, { ...before, name: 'Hub' }, { name: 'Hub' })).size).toBe(0);
  });
});
