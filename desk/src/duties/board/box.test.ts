import { describe, expect, it } from 'vitest';
import { at, board } from './board.test-support.ts';
import { extended, stepsTouched } from './box.ts';
import { layoutOf } from './layout.ts';

const machines = layoutOf(board, 'machines');
const rowOf = (key: string) => machines.rows.find((row) => row.kind === 'row' && row.key === key)!;
const [saw, weld, pack] = ['S1', 'W1', 'P1'].map(rowOf) as [
  (typeof machines.rows)[0],
  (typeof machines.rows)[0],
  (typeof machines.rows)[0],
];
const over = (top: typeof saw, bottom: typeof saw) => ({ top: top.top + 1, bottom: bottom.top + bottom.height - 1 });

describe('a box over the board', () => {
  it.each([
    ['all bars of the rows that it lies over', { from: at(0), to: at(24), ...over(saw, pack) }, [0, 3, 1, 2]],
    ['those of one row alone', { from: at(0), to: at(24), ...over(weld, weld) }, [1]],
    ['a bar that it touches with its edge alone', { from: at(11), to: at(13), ...over(saw, pack) }, [1, 2]],
    [
      'the same drawn from the right below to the left above',
      { from: at(13), to: at(11), top: pack.top + 5, bottom: saw.top },
      [1, 2],
    ],
    ['nothing beside all bars', { from: at(15), to: at(24), ...over(saw, pack) }, []],
    ['nothing in the head of a group', { from: at(0), to: at(24), top: saw.top - 20, bottom: saw.top - 1 }, []],
  ])('picks %s', (_, box, steps) => {
    expect(stepsTouched(machines, box)).toEqual(steps);
  });

  it('picks only the lanes of a row that it lies over: of two bars at one time the upper one', () => {
    expect(saw.lanes).toBe(2);
    expect(stepsTouched(machines, { from: at(0), to: at(24), top: saw.top + 1, bottom: saw.top + 4 })).toEqual([0]);
  });

  it('picks a step once that has a bar in two rows', () => {
    const orders = layoutOf(board, 'orders');
    const all = stepsTouched(orders, { from: at(0), to: at(24), top: 0, bottom: orders.height });
    expect(all.toSorted()).toEqual([0, 1, 2, 3]);
  });

  it('picks where only what happened is drawn by when that happened', () => {
    const begun = Float64Array.of(at(8), NaN, NaN, at(9));
    const until = Float64Array.of(at(8.5), NaN, NaN, at(12));
    const lanes = {
      laneAt: Int32Array.of(0, 1, 2, 2, 2),
      step: Int32Array.of(0, 3),
      from: Float64Array.of(at(8), at(9)),
      reach: Float64Array.of(at(8.5), at(12)),
    };
    const worked = { actual: { begun, until }, lanes };
    expect(stepsTouched(machines, { from: at(10), to: at(11), ...over(saw, pack) }, worked)).toEqual([3]);
  });
});

describe('the pick by the keyboard', () => {
  it('is extended by the bar that the arrow goes to, which is the last then', () => {
    expect(extended([4], 7)).toEqual([4, 7]);
    expect(extended([4, 7], 9)).toEqual([4, 7, 9]);
  });
  it('gives up the last again where the arrow goes back to the one before', () => {
    expect(extended([4, 7, 9], 7)).toEqual([4, 7]);
  });
  it('keeps what is picked already where the arrow comes over it on another way', () => {
    expect(extended([4, 7, 9], 4)).toEqual([7, 9, 4]);
  });
});
