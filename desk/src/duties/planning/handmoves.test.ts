import type { HandEdit } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { verdictOf } from './comparison.messages.ts';
import { movesBetween, type Step } from './comparison.ts';
import { type Base, byHandOf, type HandMoves, handMovesIn } from './handmoves.ts';

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
  called: (order: string) => (firmed[order] ? `work/${firmed[order]}` : order),
});
const put = (order: string, part?: number) => ({ kind: 'move', order, seq: 10, start: 0, part }) as unknown as HandEdit;

describe('the operations that a draft by hand moves', () => {
  const published = side([step('work/A', 0), step('work/B', 10), step('work/C', 20), step('work/D', 30)]);
  // A run moved A and D; a hand moved B, and C gave way.
  const run = [step('work/A', 5), step('work/B', 10), step('work/C', 20), step('work/D', 40)];
  const draft = side([step('work/A', 5), step('work/B', 20), step('work/C', 24), step('work/D', 40)]);
  const base: Base = { number: 6, edits: [put('work/B')], locks: [], ...side(run) };
  /** The draft held against a plan, as a comparison does it. */
  const movesIn = (of: Base, now: ReturnType<typeof side>, before: Pick<Base, 'steps'>) => {
    const by = byHandOf(of, now, now.steps);
    const found = movesBetween(before.steps, now.steps, 0, { by, sameNames: before.steps === of.steps });
    const { base: number, locked: _locked, letGo: _letGo, unlocked: _unlocked, ...parts } = handMovesIn(of, found, by);
    expect(number).toBe(6);
    expect(parts.hand + parts.followed + parts.before).toBe(found.moved);
    return parts;
  };

  it('are those that the hand moved, those that followed, and apart from them those of the version it was made of', () => {
    expect(movesIn(base, draft, published)).toEqual({ hand: 1, followed: 1, before: 2 });
  });

  it('are the hand’s alone against the version that it moved', () => {
    expect(movesIn(base, draft, base)).toEqual({ hand: 1, followed: 1, before: 0 });
  });

  it('are counted once where that version had moved them too, and not at all where the hand put them back', () => {
    const [a, b, c, d] = run;
    const further = side([a!, b!, c!, { ...d!, start: 60 * hour }]);
    expect(movesIn({ ...base, edits: [put('work/D')] }, further, published)).toEqual({
      hand: 1,
      followed: 0,
      before: 1,
    });
    const back = side([published.steps[0]!, b!, c!, d!]);
    expect(movesIn({ ...base, edits: [put('work/A')] }, back, published)).toEqual({ hand: 0, followed: 0, before: 1 });
  });

  it('are the hand’s however little it moved them, what followed by less than an hour stands where it stood', () => {
    const little = side(
      run.map((one) => (one.order < 'work/B' || one.order > 'work/C' ? one : { ...one, start: one.start + 600 })),
    );
    expect(movesIn(base, little, base)).toEqual({ hand: 1, followed: 0, before: 0 });
    expect(movesIn(base, side(run), base)).toEqual({ hand: 0, followed: 0, before: 0 });
  });

  it('are counted by the names of their orders against the version that was moved, as the board counts them', () => {
    const twins = side([step('planned/1', 0, 'BOX'), step('planned/2', 10, 'BOX'), step('planned/3', 20, 'BOX')]);
    const turned = side([step('planned/1', 20, 'BOX'), step('planned/2', 0, 'BOX'), step('planned/3', 10, 'BOX')]);
    const of = { number: 6, edits: [put('planned/1')], locks: [], ...twins };
    expect(movesIn(of, turned, twins)).toEqual({ hand: 1, followed: 2, before: 0 });
  });

  it('are found where planned orders were made firm since', () => {
    const planned = run.map((one) => (one.order === 'work/B' ? { ...one, order: 'planned/1' } : one));
    const firmed = { ...base, ...side(planned, { 'planned/1': 'B' }) };
    expect(movesIn(firmed, draft, published)).toEqual({ hand: 1, followed: 1, before: 2 });
  });

  it('are parts of a split step, each by itself', () => {
    const part = (number: number, at: number): Step => ({ ...step('work/B', at), part: number, machine: `W${number}` });
    const stood = side([part(1, 10), part(2, 10)]);
    const both = [put('work/B', 1), put('work/B', 2)];
    const moves = (edits: readonly HandEdit[], ...now: readonly Step[]) =>
      movesIn({ number: 6, edits, locks: [], ...stood }, side(now), stood);
    expect(moves(both, part(1, 20), part(2, 30))).toMatchObject({ hand: 2, followed: 0 });
    expect(moves([put('work/B')], part(1, 20), part(2, 30))).toMatchObject({ hand: 1, followed: 1 });
  });

  const none: HandMoves = { hand: 0, followed: 0, base: 6, before: 0, locked: 0, letGo: 0, unlocked: 0 };
  it.each<[string, HandMoves, string]>([
    [
      'what followed and what was moved before it',
      { ...none, hand: 1, followed: 3, before: 41 },
      '1 operation moved by hand, 3 that follow from what was done, 41 moved by version 6 already, which it was made of',
    ],
    ['the hand alone', { ...none, hand: 2 }, '2 operations moved by hand'],
    [
      'what it locks and lets go, though nothing moved',
      { ...none, locked: 2, letGo: 1 },
      '2 steps locked, 1 step let go, no operation moved by hand',
    ],
    [
      'what the other draft of that version locks and it does not',
      { ...none, hand: 1, unlocked: 1 },
      '1 step locked no more, 1 operation moved by hand',
    ],
    ['what followed alone', { ...none, followed: 1 }, 'no operation moved by hand, 1 that follows from what was done'],
  ])('are told apart in the verdict: %s', (_, moves, words) => {
    const found = movesBetween(published.steps, draft.steps, 0);
    expect(verdictOf([], found, { before: 0, after: 0 }, moves)).toBe(
      `No order ships at another date, ${words}, no change in the frozen zone.`,
    );
  });

  it('counts the steps that are told to be locked and let go', () => {
    const locks = (['locked', 'let-go', 'locked'] as const).map((now, n) => ({ order: `MO-${n}`, seq: 10, now }));
    const of = (mine: typeof locks, other?: Parameters<typeof handMovesIn>[3]) =>
      handMovesIn({ number: 6, locks: mine }, movesBetween([], [], 0), () => undefined, other);
    expect(of(locks)).toEqual({ ...none, locked: 2, letGo: 1 });
    expect(of(locks.slice(2), { number: 6, locks })).toEqual({ ...none, locked: 1, unlocked: 1 });
    // Of another version the locks are others.
    expect(of(locks.slice(2), { number: 5, locks })).toEqual({ ...none, locked: 1 });
  });
});
