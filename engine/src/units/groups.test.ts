import { expect, it } from 'vitest';
import { Groups } from './groups.ts';

it('lists the rows of each owner in their order, and none of one that owns nothing', () => {
  const { from, rows } = new Groups([2, 0, 2, 3], 5);
  const of = (owner: number) => [...rows.subarray(from[owner], from[owner + 1])];
  expect([0, 1, 2, 3, 4].map(of)).toEqual([[1], [], [0, 2], [3], []]);
});
