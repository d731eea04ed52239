import type { HandEdit } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { actsCalled, machinesOf } from './handacts.messages.ts';

const machines = machinesOf([
  { order: 'work/MO-7', seq: 10, machine: 'W1' },
  { order: 'work/MO-8', seq: 10, part: 2, machine: undefined },
]);
const step = { order: 'work/MO-7', seq: 10 };
const called = (...acts: readonly (readonly object[])[]) =>
  actsCalled(acts as HandEdit[][], { who: 'Paula' }, machines);

it.each([
  [
    'a move to another machine by that',
    [{ kind: 'move', machine: 'W2', ...step }],
    'the move of step 10 of MO-7 to W2',
  ],
  ['a move in time by the machine it stays on', [{ kind: 'move', ...step }], 'the move of step 10 of MO-7 on W1'],
  [
    'a part of a step outside without a machine',
    [{ kind: 'move', order: 'work/MO-8', seq: 10, part: 2 }],
    'the move of step 10, part 2, of MO-8',
  ],
  [
    'several at once by the first, after what lets all stand',
    [{ kind: 'stand' }, { kind: 'lock', ...step }, { kind: 'unlock', ...step }, { kind: 'lock', ...step }],
    'the lock of step 10 of MO-7 and 2 more changes',
  ],
  ['a planned order by its number', [{ kind: 'split', order: 'planned/3' }], 'the split of planned order 3'],
  ['hours by whose they are', [{ kind: 'overtime', of: 'WELDERS' }], 'the overtime of WELDERS'],
])('names %s', (_, act, name) => {
  expect(called(act)).toEqual([`${name} by Paula`]);
});

it('tells what is called alike apart by its turn', () => {
  const move = { kind: 'move', ...step };
  expect(called([move], [{ kind: 'lock', ...step }], [move])).toEqual([
    'the move of step 10 of MO-7 on W1 by Paula (1)',
    'the lock of step 10 of MO-7 by Paula',
    'the move of step 10 of MO-7 on W1 by Paula (3)',
  ]);
});
