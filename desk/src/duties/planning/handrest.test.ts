import type { HandEdit, Plan, Problem } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { restByHand } from './handrest.ts';

const base = {
  problem: {} as Problem,
  plan: { operations: [{ order: 'planned/1' }, { order: 'planned/2' }], pegs: [] } as unknown as Plan,
};
const split = (order: string) => [{ kind: 'split', order, qty: 1 } as HandEdit];
const move = (order: string) => [{ kind: 'move', order, seq: 10, start: 0 } as HandEdit];
const pause = async () => {};

it('without a split, what was done to parts is in the way: they would be called otherwise', async () => {
  const acts = [split('planned/1'), split('planned/2'), move('planned/2'), move('planned/3')];
  expect(await restByHand(base, acts, { orders: [], acts: [0] }, pause)).toMatchObject({ inTheWay: [3] });
  expect(await restByHand(base, acts, { orders: ['planned/1', '1'], acts: [0, 1, 2, 3] }, pause)).toEqual({
    none: true,
  });
});
