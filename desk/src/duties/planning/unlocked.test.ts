import type { HandEdit } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { putBackWords } from './planning.messages.ts';
import { unlockedMoves } from './unlocked.ts';

const of = { order: 'work/1', seq: 10 } as unknown as Extract<HandEdit, { kind: 'lock' }>;
const [other, part] = [
  { ...of, seq: 20 },
  { ...of, part: 2 },
];
const edit = (kind: string, more: object = {}) => ({ ...of, ...more, kind }) as HandEdit;

it.each([
  ['is what was moved', [edit('move')], 1],
  ['is one step however often it was moved', [edit('move'), edit('pull-forward'), edit('move')], 1],
  ['is both that were swapped', [edit('swap', { one: of, other })], 2],
  ['is none that is locked where it was put', [edit('move'), edit('lock')], 0],
  ['is what was moved again after it was locked', [edit('lock'), edit('move')], 1],
  ['is what was let go again after it was locked where it was put', [edit('move'), edit('lock'), edit('unlock')], 1],
  ['is none that is locked, let go and locked', [edit('move'), edit('lock'), edit('unlock'), edit('lock')], 0],
  ['is the part that was moved, not the one that was locked', [edit('move', part), edit('lock')], 1],
  ['is none of what was let go, made larger or added as hours', [edit('unlock'), edit('resize'), edit('overtime')], 0],
] as const)('what the next plan may put back %s', (_, edits, many) => {
  expect(unlockedMoves(edits)).toBe(many);
});

it('it is said with the way out; nothing is said of nothing', () => {
  expect([0, 1, 3].map(putBackWords)).toEqual([
    '',
    '1 operation was moved and not locked: the plan that follows its publication may put it back. Maybe lock it on the board.',
    '3 operations were moved and not locked: the plan that follows its publication may put them back. Maybe lock on the board what must stay.',
  ]);
});
