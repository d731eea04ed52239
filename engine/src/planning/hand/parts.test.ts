import { describe, expect, it } from 'vitest';
import { check } from '../../checking/check.ts';
import { qty, ratio } from '../../units/units.ts';
import { plan } from '../planner.ts';
import { at, demand, factory, HOUR, item, machine, step } from '../small-factory.test-support.ts';
import type { HandEdit } from './edits.ts';
import { applyByHand, byHand } from './hand.ts';

/**
 * Six A, late already: cut on three saws at once, an hour of set-up and an hour a piece, Monday 08:00–11:00 in parts of two;
 * then on the bench 11:00–16:00 and on Tuesday 08:00–10:00, an hour of set-up and six of work.
 */
const problem = factory({
  items: [item('A', 'make')],
  workCentres: [
    { id: 'SAWS', calendar: 'DAY' },
    { id: 'BENCH', calendar: 'DAY' },
  ],
  machines: [...['S1', 'S2', 'S3'].map((id) => machine(id, 'SAWS')), machine('B1', 'BENCH')],
  operations: [
    step('A', 10, 'SAWS', { split: 3, runPerUnit: ratio(HOUR) }),
    step('A', 20, 'BENCH', { runPerUnit: ratio(HOUR) }),
  ],
  demands: [demand('D', 'A', 6, at(0, 8))],
});
const made = plan(problem);
const order = 'planned/1';
const put = (part: number, hour: number, on?: string): HandEdit => ({
  kind: 'move',
  order,
  seq: 10,
  part,
  start: at(0, hour),
  ...(on === undefined ? undefined : { machine: on }),
});
/** Where each operation stands after edits: step, part, machine, start and end in hours since Monday; the checker agrees. */
const after = (edits: readonly HandEdit[]) => {
  const { conflicts } = byHand(problem, made, edits);
  const done = applyByHand(problem, made, edits);
  const broken = new Set(check(done.problem, done.plan).map(({ rule }) => rule));
  expect(conflicts.filter(({ rule }) => !broken.has(rule))).toEqual([]);
  if (conflicts.length === 0) expect([...broken]).toEqual([]);
  return done.plan.operations.map((row) => [row.seq, row.part?.number, row.machine, row.start / HOUR, row.end / HOUR]);
};

describe('a step in parts, by hand', () => {
  it('that nobody moves stands as in the plan', () => {
    expect(after([])).toEqual([
      [10, 1, 'S1', 8, 11],
      [10, 2, 'S2', 8, 11],
      [10, 3, 'S3', 8, 11],
      [20, undefined, 'B1', 11, 34],
    ]);
    expect(byHand(problem, made, []).moved).toEqual([]);
  });

  it('has parts that move each for itself, and what comes after waits for the last of them', () => {
    // Part 2 is cut 12:00–15:00; the bench begins at 15:00, and ends on Tuesday after six hours more.
    expect(after([put(2, 12)])).toEqual([
      [10, 1, 'S1', 8, 11],
      [10, 2, 'S2', 12, 15],
      [10, 3, 'S3', 8, 11],
      [20, undefined, 'B1', 15, 38],
    ]);
    const { moved, later } = byHand(problem, made, [put(2, 12)]);
    expect(moved.map(({ seq, part, byHand: put }) => [seq, part, put])).toEqual([
      [10, 2, true],
      [20, undefined, undefined],
    ]);
    expect(later.map(({ seconds }) => seconds)).toEqual([4 * HOUR]);
  });

  it('gives way with the part that stands on the machine alone', () => {
    // Part 2 on S1 at 09:00–12:00: part 1, which would run into it, comes after it at 12:00–15:00.
    expect(after([put(2, 9, 'S1')]).slice(0, 3)).toEqual([
      [10, 1, 'S1', 12, 15],
      [10, 2, 'S1', 9, 12],
      [10, 3, 'S3', 8, 11],
    ]);
  });

  it('is locked, swapped and pulled forward by its parts', () => {
    const part = (number: number) => ({ order, seq: 10, part: number });
    const lock: HandEdit = { kind: 'lock', ...part(1) };
    expect(after([lock, put(2, 9, 'S1')])[0]).toEqual([10, 1, 'S1', 8, 11]);
    expect(after([put(2, 12), { kind: 'pull-forward', ...part(2) }])[1]).toEqual([10, 2, 'S2', 8, 11]);
    expect(
      after([put(2, 12), { kind: 'swap', one: part(1), other: part(2) }])
        .slice(0, 2)
        .map(([, , on, from]) => [on, from]),
    ).toEqual([
      ['S2', 12],
      ['S1', 8],
    ]);
  });

  it('breaks a rule with the part that was put, by its name', () => {
    const [conflict] = byHand(problem, made, [put(3, 7)]).conflicts;
    expect(conflict).toMatchObject({ rule: 'work only in working time', seq: 10, part: 3, at: at(0, 8) });
    expect(conflict!.text).toMatch(/^Step 10 part 3 of planned\/1 begins/);
  });

  it('of another size has parts of another size, on the same machines', () => {
    // Nine: three each, an hour longer.
    expect(after([{ kind: 'resize', order, qty: qty(9) }]).slice(0, 3)).toEqual([
      [10, 1, 'S1', 8, 12],
      [10, 2, 'S2', 8, 12],
      [10, 3, 'S3', 8, 12],
    ]);
  });

  it('is in no schedule in which nothing slides', () => {
    expect(() => byHand(problem, made, [{ kind: 'stand' }])).toThrow('Maybe move it on the board');
  });

  it('that has no such part is refused', () => {
    expect(() => byHand(problem, made, [put(4, 12)])).toThrow('stands in 3');
  });
});
