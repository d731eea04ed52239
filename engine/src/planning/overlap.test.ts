import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { duration, qty, ratio, second } from '../units/units.ts';
import { explain } from './explain.ts';
import { plan } from './planner.ts';
import type { Operation, Problem } from './problem.ts';
import { replan } from './replan.ts';
import { at, DAY, demand, factory, HOUR, hours, item, machine, step } from './small-factory.test-support.ts';

/** Six shelves, sawn and painted: 1 h of set-up and 1 h a piece each, handed on in twos. */
const shelves = (sawn: Partial<Operation>, painted: Partial<Operation>, due: number): Problem =>
  factory({
    items: [item('SHELF', 'make')],
    operations: [step('SHELF', 10, 'SAW', { transferBatch: qty(2), ...sawn }), step('SHELF', 20, 'PAINT', painted)],
    demands: [demand('D', 'SHELF', 6, second(due))],
  });
const half = { runPerUnit: ratio(HOUR / 2) };
/** Plans, proves by the checker that nothing is broken, and says when each step runs. */
const times = (problem: Problem) => {
  const made = plan(problem, {});
  expect(check(problem, made)).toEqual([]);
  return made.operations.map(({ start, end }) => [start, end]);
};
const late = at(0, 9);

describe('a step that overlaps the one before', () => {
  it.each<[string, Partial<Operation>, Partial<Operation>, number, number[][]]>([
    // Painting 7 h up to Friday 16:00. Two pieces are there at 09:00, so sawing is 2 of 6 h in: from Thursday 14:00.
    [
      'as late as the date allows',
      {},
      {},
      at(4, 16),
      [
        [at(3, 14), at(4, 13)],
        [at(4, 9), at(4, 16)],
      ],
    ],
    // Sawn 08–15, in twos at 11, 13 and 15. Set-up and four pieces take 3 h: from 12:00 the last two are there in time.
    [
      'and is faster, so that it never waits for pieces',
      {},
      half,
      late,
      [
        [at(0, 8), at(0, 15)],
        [at(0, 12), at(0, 16)],
      ],
    ],
    // The slower one may begin with the first two.
    [
      'and is slower',
      half,
      {},
      late,
      [
        [at(0, 8), at(0, 12)],
        [at(0, 10), at(1, 9)],
      ],
    ],
    // An hour of drying for each: from 13:00, set-up and four pieces up to 16:00, the last two on Tuesday.
    [
      'after a gap that holds for every batch',
      { gapAfter: hours(1) },
      half,
      late,
      [
        [at(0, 8), at(0, 15)],
        [at(0, 13), at(1, 9)],
      ],
    ],
    // Batches of four run 2 h, but come out in fours at 11 and 13; with the second, at 13:00, six are there.
    [
      'and takes what a batch run hands on',
      { runPerUnit: ratio(0), runPerBatch: { qty: qty(4), seconds: hours(2) } },
      half,
      late,
      [
        [at(0, 8), at(0, 13)],
        [at(0, 11), at(0, 15)],
      ],
    ],
    // Sixes come together: nothing overlaps.
    [
      'unless all are one batch',
      { transferBatch: qty(6) },
      half,
      late,
      [
        [at(0, 8), at(0, 15)],
        [at(0, 15), at(1, 11)],
      ],
    ],
  ])('begins with the first transfer batch %s', (_sentence, sawn, painted, due, expected) => {
    expect(times(shelves(sawn, painted, due))).toEqual(expected);
  });

  it('counts the pieces of a faster machine in its own time', () => {
    // P1 is twice as fast: set-up 0.5 h, a quarter of an hour a piece. The last two, at 15:00, are wanted 1.5 h after its start.
    const problem = shelves({}, half, late);
    const fast = { ...problem, machines: [problem.machines[0]!, machine('P1', 'PAINT', { speed: ratio(2) })] };
    expect(times(fast)).toEqual([
      [at(0, 8), at(0, 15)],
      [at(0, 13) + HOUR / 2, at(0, 15) + HOUR / 2],
    ]);
  });

  it('is said to, with the pieces and the time', () => {
    const problem = shelves({}, half, late);
    const told = explain(problem, plan(problem, {}), { operation: { order: 'planned/1', seq: 20 } });
    expect(told.text).toContain('begun with the first 2 SHELF of step 10, which ends 5 Jan 15:00');
  });

  it('waits when the step before is held up', () => {
    const problem = shelves({}, half, at(4, 16));
    const before = plan(problem, {});
    const [saw] = before.operations;
    const done = replan(problem, before, [
      { kind: 'machine-down', machine: 'SAW-1', from: saw!.start, to: second(saw!.start + 2 * DAY) },
    ]);
    expect(check(done.problem, done.plan)).toEqual([]);
    expect(done.plan.operations[1]!.start).toBeGreaterThan(before.operations[1]!.start);
    expect(done.plan.operations[1]!.start).toBeLessThan(done.plan.operations[0]!.end);
  });

  it.each<[string, Partial<Operation>, string]>([
    ['nothing at a time', { transferBatch: qty(0) }, 'transferBatch 0, which must be a whole number of steps above 0'],
    ['from outside', { transferBatch: qty(2), outside: duration(DAY) }, 'what is done outside comes back together'],
  ])('cannot be handed %s', (_sentence, sawn, text) => {
    expect(() => plan(shelves(sawn, {}, late), {})).toThrow(text);
  });
});
