import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { minor, qty, ratio } from '../units/units.ts';
import { compare } from './compare.ts';
import { explain } from './explain.ts';
import { plan } from './planner.ts';
import type { OvertimeWindow, Problem } from './problem.ts';
import { replan } from './replan.ts';
import { at, demand, factory, HOUR, item, lot, part, step } from './small-factory.test-support.ts';

const evening = (id: string, price: number, more: Partial<OvertimeWindow> = {}): OvertimeWindow => ({
  id,
  machines: ['SAW-1'],
  from: at(0, 16),
  to: at(0, 18),
  perHour: minor(price * 100),
  ...more,
});

/**
 * A table takes ten hours of the saw: Monday 08:00 to 16:00 and Tuesday to 10:00. It is due Monday 18:00: 16 hours late, with the
 * five days of being late at all 5.67 points.
 */
const table = (overtime: readonly OvertimeWindow[], more: Partial<Problem> = {}): Problem =>
  factory({
    items: [item('TABLE', 'make')],
    operations: [step('TABLE', 10, 'SAW', { runPerUnit: ratio(9 * HOUR) })],
    demands: [demand('D', 'TABLE', 1, at(0, 18))],
    overtime,
    ...more,
  });

function planned(problem: Problem) {
  const made = plan(problem);
  expect(check(problem, made)).toEqual([]);
  return made;
}
const opened = (problem: Problem) => planned(problem).overtime?.map((row) => row.window);

describe('overtime', () => {
  it('is opened where the lateness that it saves weighs more than its price, and says what for', () => {
    // Two hours at 40.00 are 80.00: 0.8 points.
    const made = planned(table([evening('MON', 40)]));
    expect(made.deliveries).toMatchObject([{ demand: 'D', date: at(0, 18), late: 0 }]);
    expect(made.overtime).toEqual([
      { window: 'MON', from: at(0, 16), to: at(0, 18), cost: 80_00, for: [{ order: 'planned/1', seq: 10 }] },
    ]);
    expect(made.figures.overtimeSeconds).toBe(2 * HOUR);
    expect(made.figures.objective).toMatchObject({
      overtime: { amount: 80_00, weight: 0.0001 },
      tardiness: { amount: 0 },
    });
    expect(made.figures.objective?.points).toBeCloseTo(0.8, 9);
  });

  it('stays closed where it costs more than it saves, unless lateness weighs more', () => {
    // Two hours at 400.00 are 8 points: more than 5.67, less than twice that.
    const dear = table([evening('MON', 400)]);
    expect(opened(dear)).toBeUndefined();
    const weights = { tardinessPerDay: 2 };
    expect(opened({ ...dear, rules: { ...dear.rules, weights } })).toEqual(['MON']);
    // Lateness before all else, whatever it costs.
    expect(opened({ ...dear, rules: { ...dear.rules, weights: { inOrder: true } } })).toEqual(['MON']);
  });

  it('is not opened for what is in time, nor where the work does not reach it', () => {
    expect(opened(table([evening('MON', 1)], { demands: [demand('D', 'TABLE', 1, at(1, 16))] }))).toBeUndefined();
    expect(opened(table([evening('SAT', 1, { from: at(5, 8), to: at(5, 16) })]))).toBeUndefined();
  });

  it('opens no more windows than it needs, the cheaper of two that do the same', () => {
    expect(opened(table([evening('A', 30), evening('B', 20)]))).toEqual(['B']);
  });

  it('needs the machine and the crew: both windows, or one that is of both', () => {
    const crewed = (overtime: readonly OvertimeWindow[]) =>
      table(overtime, {
        crews: [{ id: 'SAWYERS', size: 1, calendar: 'DAY' }],
        operations: [step('TABLE', 10, 'SAW', { runPerUnit: ratio(9 * HOUR), crew: 'SAWYERS' })],
      });
    expect(opened(crewed([evening('M', 10)]))).toBeUndefined();
    expect(opened(crewed([evening('M', 10), evening('P', 10, { machines: [], crews: ['SAWYERS'] })]))).toEqual([
      'M',
      'P',
    ]);
    expect(opened(crewed([evening('BOTH', 10, { crews: ['SAWYERS'] })]))).toEqual(['BOTH']);
  });

  it('that is decided is worked like any other hours, also where it would not pay', () => {
    const made = planned(table([evening('MON', 9000, { opened: true })]));
    expect(made.deliveries).toMatchObject([{ date: at(0, 18) }]);
    expect(made.overtime).toMatchObject([{ window: 'MON' }]);
  });

  it('is what the soonest date reckons with, and what a comparison counts', () => {
    const dear = table([evening('MON', 400)]);
    const without = plan(dear);
    expect(without.deliveries).toMatchObject([{ date: at(1, 10), soonest: at(0, 18) }]);
    const cheap = table([evening('MON', 40)]);
    expect(compare(cheap, without, plan(cheap)).overtimeSeconds).toEqual({ before: 0, after: 2 * HOUR });
  });

  it('is said of the step that works in it', () => {
    const problem = table([evening('MON', 40)]);
    expect(explain(problem, plan(problem), { operation: { order: 'planned/1', seq: 10 } }).text).toContain(
      'It works in overtime MON, 5 Jan 16:00 to 5 Jan 18:00.',
    );
  });

  it('stays open when the plan is mended, as long as something needs it', () => {
    const problem = table([evening('MON', 40)], {
      items: [item('TABLE', 'make'), item('WOOD', 'buy')],
      components: [part('TABLE', 'WOOD')],
      stock: [lot('WOOD', 1)],
    });
    const made = planned(problem);
    const rush = replan(problem, made, [{ kind: 'machine-down', machine: 'SAW-1', from: at(4, 8), to: at(4, 9) }]);
    expect(rush.plan.overtime).toEqual(made.overtime);
    expect(check(rush.problem, rush.plan)).toEqual([]);
    const cancelled = replan(problem, made, [{ kind: 'quantity', demand: 'D', qty: qty(0) }]);
    expect(cancelled.plan.overtime).toBeUndefined();
  });

  it('names machines and crews that there are', () => {
    expect(() => plan(table([evening('MON', 1, { machines: ['SAW-9'] })]))).toThrow(
      'SAW-9, which may work in overtime MON, is not known',
    );
  });
});
