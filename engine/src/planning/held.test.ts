import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { type Duration, duration, qty, second } from '../units/units.ts';
import { plan } from './planner.ts';
import type { Operation, Problem } from './problem.ts';
import { promise } from './promise.ts';
import { replan } from './replan.ts';
import { at, DAY, demand, factory, HOUR, hours, item, machine, step } from './small-factory.test-support.ts';

/** An hour of sawing a piece, then painting within so long; the painter is down until 13:00 on Monday. */
const bars = (longest: number, more: Partial<Operation> = {}, due = at(0, 9)): Problem =>
  factory({
    now: at(0, 8),
    items: [item('BAR', 'make')],
    operations: [
      step('BAR', 10, 'SAW', { setup: hours(0), maxGapAfter: duration(longest), ...more }),
      step('BAR', 20, 'PAINT', { setup: hours(0) }),
    ],
    machines: [machine('SAW-1', 'SAW'), machine('PAINT-1', 'PAINT', { downtime: [{ from: at(0, 8), to: at(0, 13) }] })],
    demands: [demand('B', 'BAR', 1, due)],
  });
const planned = (problem: Problem) => {
  const made = plan(problem, {});
  expect(check(problem, made)).toEqual([]);
  return made;
};
const barsOf = (made: ReturnType<typeof planned>) => made.operations.map(({ start, end }) => [start, end]);

describe('a step with a longest gap after it', () => {
  it.each<[string, number, Partial<Operation>, number[][]]>([
    // Sawn at 08:00 it would wait from 09:00 to 13:00 for the painter.
    [
      'is put off until the next can follow',
      HOUR,
      {},
      [
        [at(0, 11), at(0, 12)],
        [at(0, 13), at(0, 14)],
      ],
    ],
    [
      'may come at once where the gap is long enough',
      4 * HOUR,
      {},
      [
        [at(0, 8), at(0, 9)],
        [at(0, 13), at(0, 14)],
      ],
    ],
    [
      'without any gap is followed on the spot',
      0,
      {},
      [
        [at(0, 12), at(0, 13)],
        [at(0, 13), at(0, 14)],
      ],
    ],
    // Done at 12:00 and cleaned until 14:00: the goods wait no longer for that.
    [
      'counts from when its goods are done',
      HOUR,
      { teardown: hours(2) },
      [
        [at(0, 11), at(0, 14)],
        [at(0, 13), at(0, 14)],
      ],
    ],
  ])('%s', (_sentence, longest, more, expected) => {
    expect(barsOf(planned(bars(longest, more)))).toEqual(expected);
  });

  it('comes just in time together with the next', () => {
    // Due Friday 16:00: painted 15–16, sawn 14–15.
    expect(barsOf(planned(bars(HOUR, {}, at(4, 16))))).toEqual([
      [at(4, 14), at(4, 15)],
      [at(4, 15), at(4, 16)],
    ]);
  });

  it('is not sawn on Friday for Monday', () => {
    // Three bars could be sawn by Friday 16:00 and would cool over the weekend.
    const problem = { ...bars(HOUR, { pausable: false }), now: at(4, 13), demands: [demand('B', 'BAR', 3, at(4, 14))] };
    expect(barsOf(planned(problem))).toEqual([
      [at(7, 8), at(7, 11)],
      [at(7, 11), at(7, 14)],
    ]);
  });

  it('says so where it makes an order late', () => {
    // Ready at 08:00, sawn from 11:00: three hours of the five that it is late.
    const [delivery] = planned(bars(HOUR)).deliveries;
    expect(delivery!.late).toBe(5 * HOUR);
    expect(delivery!.reasons.find(({ what }) => what === 'PAINT-1')).toMatchObject({ seconds: 3 * HOUR });
    expect(delivery!.reasons.map(({ text }) => text)).toContain(
      'Step 10 of planned/1 begins 5 Jan 11:00 so that step 20 on PAINT-1 can follow before the longest gap is over: 3 hours.',
    );
  });

  it('stays together when a machine breaks, and in what is promised', () => {
    const problem = bars(HOUR, {}, at(1, 16));
    const before = planned(problem);
    const paint = before.operations.find(({ seq }) => seq === 20)!;
    const done = replan(problem, before, [
      { kind: 'machine-down', machine: 'PAINT-1', from: paint.start, to: second(paint.start + 2 * DAY) },
    ]);
    expect(check(done.problem, done.plan)).toEqual([]);
    const asked = promise(problem, before, { item: 'BAR', qty: qty(2) });
    expect(asked.kept).toBeDefined();
  });

  it.each<[string, Partial<Operation>, string]>([
    ['shorter than its gap', { gapAfter: hours(2) }, 'must start within 3600 s and not before 7200 s'],
    ['that is no number', { maxGapAfter: NaN as Duration }, 'maxGapAfter NaN, which must be whole seconds'],
  ])('cannot have one %s', (_sentence, more, text) => {
    expect(() => plan(bars(HOUR, more), {})).toThrow(text);
  });
});
