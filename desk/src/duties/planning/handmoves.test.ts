import { describe, expect, it } from 'vitest';
import { verdictOf } from './comparison.messages.ts';
import { movesBetween, type Step } from './comparison.ts';
import { handMovesIn } from './handmoves.ts';

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
const put = (...orders: readonly string[]) => orders.map((order) => ({ order, seq: 10 }));

describe('the operations that a draft by hand moves', () => {
  const published = side([step('work/A', 0), step('work/B', 10), step('work/C', 20), step('work/D', 30)]);
  // A run moved A and D; a hand moved B, and C gave way.
  const run = [step('work/A', 5), step('work/B', 10), step('work/C', 20), step('work/D', 40)];
  const draft = side([step('work/A', 5), step('work/B', 20), step('work/C', 24), step('work/D', 40)]);
  const base = { number: 6, put: put('work/B'), ...side(run) };

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

  it.each([
    [
      { hand: 1, followed: 3, base: 6, before: 41 },
      '1 operation moved by hand, 3 that follow from what was done, 41 moved by version 6 that it was made of',
    ],
    [{ hand: 2, followed: 0, base: 6, before: 0 }, '2 operations moved by hand'],
    [{ hand: 0, followed: 1, base: 6, before: 0 }, 'no operation moved by hand, 1 that follows from what was done'],
  ])('are told apart in the verdict (%#)', (moves, words) => {
    const found = movesBetween(published.steps, draft.steps, 0);
    expect(verdictOf([], found, { before: 0, after: 0 }, moves)).toBe(
      `No order ships at another date, ${words}, no change in the frozen zone.`,
    );
  });
});
