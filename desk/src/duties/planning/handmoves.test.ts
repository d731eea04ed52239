import type { HandEdit } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { verdictOf } from './comparison.messages.ts';
import { movesBetween, type Step } from './comparison.ts';
import { type HandMoves, handMovesIn } from './handmoves.ts';

const hour = 3600;
const step = (order: string, at: number, item = order): Step => ({
  order,
  item,
  seq: 10,
  machine: 'W1',
  start: at * hour,
  end: (at + 2) * hour,
  setup: 0,
  run: 2 * hour,
});
const side = (steps: readonly Step[], firmed: Readonly<Record<string, string>> = {}) => ({
  steps,
  firmed: (planned: string) => firmed[planned],
});
const put = (order: string, part?: number) => ({ kind: 'move', order, seq: 10, start: 0, part }) as unknown as HandEdit;

describe('the operations that a draft by hand moves', () => {
  const published = side([step('work/A', 0), step('work/B', 10), step('work/C', 20), step('work/D', 30)]);
  // A run moved A and D; a hand moved B, and C gave way.
  const run = [step('work/A', 5), step('work/B', 10), step('work/C', 20), step('work/D', 40)];
  const draft = side([step('work/A', 5), step('work/B', 20), step('work/C', 24), step('work/D', 40)]);
  const base = { number: 6, edits: [put('work/B')], ...side(run) };

  it('are those that the hand moved, those that followed, and apart from them those of the version it was made of', () => {
    expect(handMovesIn(base, draft, published)).toEqual({ hand: 1, followed: 1, base: 6, before: 2 });
  });

  it('are the hand’s alone where that version is the one it is held against', () => {
    expect(handMovesIn({ ...base, ...published }, { ...published, steps: draft.steps }, published).before).toBe(0);
    expect(handMovesIn(base, draft, side(run))).toMatchObject({ hand: 1, followed: 1, before: 0 });
  });

  it('are the hand’s however little it moved them, and none where it put them back', () => {
    const little = side(run.map((one) => (one.order === 'work/B' ? { ...one, start: one.start + 600 } : one)));
    expect(handMovesIn(base, little, published)).toMatchObject({ hand: 1, followed: 0 });
    expect(handMovesIn(base, side(run), published)).toMatchObject({ hand: 0, followed: 0 });
  });

  it('are found where planned orders were made firm since', () => {
    const planned = run.map((one) => (one.order === 'work/B' ? { ...one, order: 'planned/1' } : one));
    expect(handMovesIn({ ...base, ...side(planned, { 'planned/1': 'B' }) }, draft, published)).toEqual({
      hand: 1,
      followed: 1,
      base: 6,
      before: 2,
    });
  });

  it('are parts of a split step, each by itself', () => {
    const part = (number: number, at: number): Step => ({ ...step('work/B', at), part: number, machine: `W${number}` });
    const stood = side([part(1, 10), part(2, 10)]);
    const both = [put('work/B', 1), put('work/B', 2)];
    const moves = (edits: readonly HandEdit[], ...now: readonly Step[]) =>
      handMovesIn({ number: 6, edits, ...stood }, side(now), stood);
    expect(moves(both, part(1, 20), part(2, 30))).toMatchObject({ hand: 2, followed: 0 });
    expect(moves([put('work/B')], part(1, 20), part(2, 30))).toMatchObject({ hand: 1, followed: 1 });
  });

  it.each<[string, HandMoves, string]>([
    [
      'what followed and what was moved before it',
      { hand: 1, followed: 3, base: 6, before: 41 },
      '1 operation moved by hand, 3 that follow from what was done, 41 moved by version 6 that it was made of',
    ],
    ['the hand alone', { hand: 2, followed: 0, base: 6, before: 0 }, '2 operations moved by hand'],
    [
      'what followed alone',
      { hand: 0, followed: 1, base: 6, before: 0 },
      'no operation moved by hand, 1 that follows from what was done',
    ],
  ])('are told apart in the verdict: %s', (_, moves, words) => {
    const found = movesBetween(published.steps, draft.steps, 0);
    expect(verdictOf([], found, { before: 0, after: 0 }, moves)).toBe(
      `No order ships at another date, ${words}, no change in the frozen zone.`,
    );
  });
});
