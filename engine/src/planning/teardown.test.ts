import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { duration, qty, ratio } from '../units/units.ts';
import { plan } from './planner.ts';
import type { Operation, Problem } from './problem.ts';
import { at, demand, factory, HOUR, hours, item, machine, step } from './small-factory.test-support.ts';

/** Plans, and proves by the checker that nothing is broken. */
const planned = (more: Partial<Problem>) => {
  const problem = factory(more);
  const made = plan(problem, {});
  expect(check(problem, made)).toEqual([]);
  return made;
};
const castings = (more: Partial<Operation>, due = at(4, 16)): Partial<Problem> => ({
  items: [item('CASTING', 'make')],
  operations: [step('CASTING', 10, 'SAW', more), step('CASTING', 20, 'PAINT')],
  demands: [demand('D', 'CASTING', 3, due)],
});
const times = (made: ReturnType<typeof planned>) => made.operations.map(({ seq, start, end }) => [seq, start, end]);

describe('a teardown', () => {
  it('keeps the machine while the next step has begun', () => {
    // Paint 1 + 3 = 4 h up to Friday 16:00. The castings are done at 12:00 after 4 h; the saw is cleaned until 14:00.
    const made = planned(castings({ teardown: hours(2) }));
    expect(times(made)).toEqual([
      [10, at(4, 8), at(4, 14)],
      [20, at(4, 12), at(4, 16)],
    ]);
    expect(made.operations[0]).toMatchObject({ setup: HOUR, run: 5 * HOUR });
    expect(made.orders).toMatchObject([{ end: at(4, 16) }]);
  });

  it('keeps other work off the machine', () => {
    // Two orders of 4 h and 3 h of teardown on one saw from Monday 08:00: the second cannot start before 15:00.
    const one = castings({ teardown: hours(3) }, at(0, 9));
    const made = planned({
      ...one,
      demands: [demand('D', 'CASTING', 3, at(0, 9)), demand('E', 'CASTING', 3, at(7, 9))],
    });
    const sawn = made.operations.filter(({ seq }) => seq === 10);
    expect(sawn.every((_, i) => i === 0 || sawn[i - 1]!.end <= sawn[i]!.start)).toBe(true);
    expect(sawn[0]).toMatchObject({ start: at(0, 8), end: at(0, 15) });
  });

  it('does not keep the goods of the last step', () => {
    // 4 h up to Friday 16:00 are done then; the hour of cleaning falls on Monday morning.
    const made = planned({ ...castings({}), operations: [step('CASTING', 10, 'SAW', { teardown: hours(1) })] });
    expect(times(made)).toEqual([[10, at(4, 12), at(7, 9)]]);
    expect(made.orders).toMatchObject([{ end: at(4, 16) }]);
    expect(made.deliveries).toMatchObject([{ date: at(4, 16), late: 0 }]);
  });

  it('goes faster on a faster machine, the step as a whole rounded up once', () => {
    // (3600 + 3 × 3600 + 100) ÷ 3/2 = 9666.7: 9667 s, of which the goods take 9600.
    const made = planned({
      ...castings({ teardown: duration(100) }, at(0, 9)),
      machines: [machine('S1', 'SAW', { speed: ratio(3, 2) }), machine('P1', 'PAINT')],
    });
    expect(times(made)[0]).toEqual([10, at(0, 8), at(0, 8) + 9667]);
    expect(times(made)[1]?.[1]).toBe(at(0, 8) + 9600);
  });

  it('cannot be negative', () => {
    expect(() => plan(factory(castings({ teardown: duration(-1) })), {})).toThrow(
      'teardown -1, which must be whole seconds of 0 or more',
    );
  });
});

describe('a run per batch', () => {
  it.each([
    ['one batch not full', 1, 3],
    ['one full batch', 2, 3],
    ['three batches, the last not full', 5, 7],
  ])('counts every batch begun: %s', (_sentence, pieces, took) => {
    // 1 h of set-up and 2 h for every two pieces begun.
    const of = { runPerUnit: ratio(0), runPerBatch: { qty: qty(2), seconds: hours(2) } };
    const made = planned({ ...castings(of), demands: [demand('D', 'CASTING', pieces, at(0, 9))] });
    expect(times(made)[0]).toEqual([10, at(0, 8), at(0, 8 + took)]);
  });

  it('comes on top of the run per unit', () => {
    // 1 h + 3 × 1 h + 2 batches × 0.5 h = 5 h.
    const made = planned(castings({ runPerBatch: { qty: qty(2), seconds: duration(HOUR / 2) } }, at(0, 9)));
    expect(times(made)[0]).toEqual([10, at(0, 8), at(0, 13)]);
  });

  it.each([
    [{ qty: qty(0), seconds: hours(1) }, 'qty 0, which must be a whole number of steps above 0'],
    [{ qty: qty(2), seconds: duration(-1) }, 'seconds -1, which must be whole seconds of 0 or more'],
  ])('of %j is refused', (runPerBatch, text) => {
    expect(() => plan(factory(castings({ runPerBatch })), {})).toThrow(text);
  });
});
