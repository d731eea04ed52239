import { expect, it } from 'vitest';
import { Dice } from '../../units/dice.ts';
import { Queue } from './queue.ts';

it('what waits leaves by its key, of equals the first operation, whatever came in between', () => {
  const dice = new Dice(1);
  const queue = new Queue();
  const waiting: { item: number; key: number }[] = [];
  for (let item = 0; item < 500; item++) {
    const key = dice.below(20);
    queue.push(item, key);
    waiting.push({ item, key });
    if (dice.below(3) > 0) continue;
    waiting.sort((a, b) => a.key - b.key || a.item - b.item);
    expect(queue.first).toBe(waiting[0]!.item);
    expect(queue.pop()).toBe(waiting.shift()!.item);
  }
  waiting.sort((a, b) => a.key - b.key || a.item - b.item);
  expect(waiting.map(() => queue.pop())).toEqual(waiting.map(({ item }) => item));
  expect(queue.first).toBe(-1);
});
