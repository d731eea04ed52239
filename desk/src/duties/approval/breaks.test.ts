import type { HandConflict, HandEdit } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { breaksBy } from './breaks.ts';

const edit = (kind: HandEdit['kind'], order: string, seq = 10) => [{ kind, order, seq } as unknown as HandEdit];
const acts = [
  edit('move', 'work/A'),
  edit('move', 'work/B', 20),
  edit('lock', 'work/B', 20),
  [{ kind: 'swap', one: { order: 'work/C', seq: 10 }, other: { order: 'work/D', seq: 10 } } as HandEdit],
  edit('resize', 'planned/1'),
  [{ kind: 'downtime', machine: 'W1' } as unknown as HandEdit],
];
const conflict = (order: string, seq: number, more: Partial<HandConflict> = {}): HandConflict => ({
  rule: 'no machine over capacity',
  order,
  seq,
  text: 'W1 is taken.',
  ...more,
});

describe('a rule is broken by the change by hand', () => {
  it.each([
    ['that put its step', conflict('work/B', 20), [1]],
    ['that swapped it', conflict('work/D', 10), [3]],
    ['that put the step which it meets', conflict('work/X', 10, { with: { order: 'work/A', seq: 10 } }), [0]],
    ['that was done to its order', conflict('work/B', 10), [1]],
    ['that made it larger', conflict('planned/1', 30), [4]],
    ['of none, where it gave way to others', conflict('work/X', 10), []],
  ])('%s', (_, of, places) => {
    expect(breaksBy(acts, of)).toEqual(places);
  });
});
