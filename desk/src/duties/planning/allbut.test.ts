import { describe, expect, it } from 'vitest';
import { allTicked, tickedIn } from './allbut.ts';

describe('what was ticked of a version', () => {
  const move = 'the move of step 10 of MO-7 to W1 by Paula Klein';
  it.each([
    [
      'orders and changes by hand each by themselves',
      { orders: ['SO-1/1'], acts: [2], called: [move] },
      ['SO-1/1'],
      [move],
    ],
    ['of a run of before they stood apart', { orders: ['SO-1/1', move], acts: [2] }, ['SO-1/1'], [move]],
    ['of a run of before there were changes by hand', { orders: ['SO-1/1'] }, ['SO-1/1'], []],
    ['of a run of before it was kept: the work orders that were held', {}, ['MO-1'], []],
  ])('%s', (_, kept, orders, acts) => {
    expect(tickedIn({ held: ['MO-1'], ...kept })).toEqual({ orders, acts });
    expect(allTicked({ held: ['MO-1'], ...kept })).toEqual([...orders, ...acts]);
  });
});
