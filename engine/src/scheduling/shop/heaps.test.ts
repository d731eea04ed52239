import { expect, it } from 'vitest';
import { Dice } from '../../units/dice.ts';
import { Heaps } from './heaps.ts';

it('what waits leaves each heap by its key, of equals the first operation, whatever came in between', () => {
  const dice = new Dice(1);
  const heaps = new Heaps(3);
  const waiting: { item: number; key: number }[][] = [[], [], []];
  const sorted = (heap: number) => waiting[heap]!.sort((a, b) => a.key - b.key || a.item - b.item);
  for (let item = 0; item < 500; item++) {
    const heap = 2 * dice.below(2);
    const key = dice.below(20);
    heaps.push(heap, item, key);
    waiting[heap]!.push({ item, key });
    if (dice.below(3) > 0) continue;
    expect(heaps.least[heap]).toBe(sorted(heap)[0]!.key);
    expect(heaps.pop(heap)).toBe(waiting[heap]!.shift()!.item);
  }
  expect([...heaps.count]).toEqual(waiting.map((one) => one.length));
  for (const heap of [0, 2])
    expect(sorted(heap).map(() => heaps.pop(heap))).toEqual(waiting[heap]!.map(({ item }) => item));
  expect([...heaps.least]).toEqual([Infinity, Infinity, Infinity]);
});
