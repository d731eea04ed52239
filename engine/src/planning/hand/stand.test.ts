import { describe, expect, it } from 'vitest';
import { check } from '../../checking/check.ts';
import { plan } from '../planner.ts';
import type { Problem } from '../problem.ts';
import { at, demand, factory, item, machine, quantity, step } from '../small-factory.test-support.ts';
import type { HandEdit } from './edits.ts';
import { applyByHand, byHand } from './hand.ts';

/** One saw, one booth; a chair takes 1 + 1 hours on each, sawn then painted: Tuesday 08:00–12:00, and 12:00–16:00. */
const one = { min: quantity(1), multiple: quantity(1), max: quantity(1) };
const problem = factory({
  items: [item('CHAIR', 'make', { lot: one })],
  operations: [step('CHAIR', 10, 'SAW'), step('CHAIR', 20, 'PAINT')],
  demands: [demand('A', 'CHAIR', 1, at(1, 12)), demand('B', 'CHAIR', 1, at(1, 16))],
});
const stand: HandEdit = { kind: 'stand' };

function desk(of: Problem) {
  const made = plan(of);
  const named = (wanted: string) => made.pegs.find((peg) => peg.consumer === `demand/${wanted}`)!.supply;
  return {
    put: (wanted: string, seq: number, day: number, hour: number): HandEdit => ({
      kind: 'move',
      order: named(wanted),
      seq,
      start: at(day, hour),
    }),
    named,
    after: (edits: readonly HandEdit[]) => byHand(of, made, edits),
    broken: (edits: readonly HandEdit[]) => {
      const done = applyByHand(of, made, edits);
      return [...new Set(check(done.problem, done.plan).map(({ rule }) => rule))];
    },
  };
}

describe('a plan of which nothing slides', () => {
  const { put, named, after, broken } = desk(problem);

  it('moves what was put and nothing else, and says which rule it breaks with whom', () => {
    const edits = [stand, put('B', 10, 1, 9)];
    const done = after(edits);
    expect(done.moved.map(({ order, seq, after: now }) => [order, seq, now.start, now.end])).toEqual([
      [named('B'), 10, at(1, 9), at(1, 11)],
    ]);
    expect(
      done.conflicts.map(({ rule, order, seq, at: from, with: other }) => [rule, order, seq, from, other]),
    ).toEqual([['no machine over capacity', named('B'), 10, at(1, 10), { order: named('A'), seq: 10 }]]);
    expect(broken(edits)).toEqual(['no machine over capacity']);
  });

  it('does not wait for the step before: that it should is said', () => {
    const edits = [stand, put('A', 10, 1, 14)];
    expect(after(edits).moved).toHaveLength(1);
    expect(after(edits).conflicts.map(({ rule, order, seq }) => [rule, order, seq])).toEqual([
      ['steps follow each other', named('A'), 20],
    ]);
    expect(broken(edits)).toEqual(['steps follow each other']);
  });

  it('is the plan before where nothing was put', () => {
    expect(after([stand])).toMatchObject({ moved: [], conflicts: [], later: [], earlier: [] });
  });

  it('counts what a machine takes at once, not the places that its steps stood on', () => {
    // Two at once: A 08:00–10:00, C 09:00–11:00, X 11:00–13:00. B comes 10:00–12:00: beside C, then beside X.
    const wide = factory({
      items: [item('CHAIR', 'make', { lot: one })],
      operations: [step('CHAIR', 10, 'SAW')],
      machines: [machine('SAW-1', 'SAW', { capacity: 2 })],
      demands: [
        demand('A', 'CHAIR', 1, at(1, 10)),
        demand('C', 'CHAIR', 1, at(1, 11)),
        demand('X', 'CHAIR', 1, at(1, 13)),
        demand('B', 'CHAIR', 1, at(3, 16)),
      ],
    });
    const two = desk(wide);
    const edits = [stand, two.put('B', 10, 1, 10)];
    expect(two.broken(edits)).toEqual([]);
    expect(two.after(edits).conflicts).toEqual([]);
    const three = [stand, two.put('B', 10, 1, 9)];
    expect(two.broken(three)).toEqual(['no machine over capacity']);
    expect(two.after(three).conflicts.map(({ rule, order }) => [rule, order])).toEqual([
      ['no machine over capacity', two.named('B')],
    ]);
  });
});
