import type { HandEdit, Plan, Problem } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { actsCalled } from './handacts.messages.ts';
import { heldOnBoard, heldWords, sizeWords, writtenWords } from './worksizes.messages.ts';
import { workSizes } from './worksizes.ts';

/** MO-7 is for 10 chairs, MO-8 for half a metre of rope, counted in tenths; one more is planned. */
const problem = {
  items: [
    { id: 'CHAIR', decimals: 0 },
    { id: 'ROPE', decimals: 1 },
  ],
  workOrders: [
    { id: 'MO-7', item: 'CHAIR', state: 'released', qty: 10, qtyOpen: 10 },
    { id: 'MO-8', item: 'ROPE', state: 'firm', qty: 5, qtyOpen: 5 },
  ],
} as unknown as Problem;
const plan = {
  orders: [
    { id: 'work/MO-7', item: 'CHAIR', qty: 10, workOrder: 'MO-7' },
    { id: 'work/MO-8', item: 'ROPE', qty: 5, workOrder: 'MO-8' },
    { id: 'planned/3', item: 'CHAIR', qty: 4 },
  ],
} as unknown as Plan;
const edit = (kind: 'resize' | 'split', order: string, qty: number) => ({ kind, order, qty }) as HandEdit;
const seven = { order: 'work/MO-7', item: 'CHAIR', decimals: 0, from: 10 };

describe('work orders that edits by hand size', () => {
  it.each<readonly [string, readonly HandEdit[], readonly object[]]>([
    ['are those that end otherwise than they stood', [edit('resize', 'work/MO-7', 6)], [{ ...seven, to: 6, rest: [] }]],
    [
      'once, however often they were resized',
      [edit('resize', 'work/MO-7', 6), edit('resize', 'work/MO-7', 8)],
      [{ ...seven, to: 8, rest: [] }],
    ],
    [
      'with what was split off them, and off that',
      [edit('split', 'work/MO-7', 6), edit('split', 'planned/4', 1)],
      [{ ...seven, to: 6, rest: ['planned/4', 'planned/5'] }],
    ],
    ['not what is as it was', [edit('resize', 'work/MO-7', 6), edit('resize', 'work/MO-7', 10)], []],
    ['not what is planned', [edit('resize', 'planned/3', 2)], []],
    [
      'in the unit of their item',
      [edit('resize', 'work/MO-8', 3)],
      [{ order: 'work/MO-8', item: 'ROPE', decimals: 1, from: 0.5, to: 0.3, rest: [] }],
    ],
  ])('%s', (_, edits, sizes) => {
    expect(workSizes(problem, plan, edits)).toEqual(sizes);
  });

  it('are named with how many they were for and are, act by act', () => {
    const acts = [[edit('resize', 'work/MO-7', 8)], [edit('split', 'work/MO-7', 6)], [edit('resize', 'planned/3', 2)]];
    const sizes = workSizes(problem, plan, acts.flat());
    expect(actsCalled(acts, { who: 'Paula Klein', sizes }, () => undefined)).toEqual([
      'the other quantity of MO-7, from 10 to 8, by Paula Klein',
      'the split of MO-7, from 8 to 6, by Paula Klein',
      'the other quantity of planned order 3 by Paula Klein',
    ]);
  });

  it('are told in words that say what becomes of the rest', () => {
    const size = { order: 'MO-7', item: 'CHAIR', from: 10, to: 6, split: [], by: 'Paula Klein' };
    expect(sizeWords(size)).toBe('MO-7 (CHAIR) from 10 to 6 by Paula Klein');
    expect(sizeWords({ ...size, split: [4] })).toBe(
      'MO-7 (CHAIR) from 10 to 6, the other 4 in an order of their own, by Paula Klein',
    );
    expect(sizeWords({ ...size, split: [3, 1] })).toBe(
      'MO-7 (CHAIR) from 10 to 6, 3 and 1 in orders of their own, by Paula Klein',
    );
    expect(writtenWords([{ order: 'MO-7', from: 10, to: 6, rest: [{ number: 'MO-12', qty: 4 }] }])).toBe(
      'MO-7 is for 6, no more for 10, and MO-12 for 4.',
    );
  });

  it.each([
    ['order-begun', '', 'work on it has begun'],
    ['order-over', 'completed', 'it is completed'],
    ['order-another', 'TABLE', 'that number has an order for TABLE now'],
    ['order-resized', '8', 'it is for 8 by now'],
  ] as const)('that cannot be, by %s, are held up by name', (why, now, words) => {
    const held = { order: 'MO-7', from: 10, to: 6, why, now };
    expect(heldWords(12, held)).toBe(`Version 12 makes MO-7 from 10 to 6, and ${words}`);
    expect(heldOnBoard(3, held)).toBe(
      `MO-7 cannot be made from 10 to 6: ${words}, which version 3 does not know. Maybe plan again and do it on the new plan.`,
    );
  });
});
