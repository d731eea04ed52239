import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { qty, ratio } from '../units/units.ts';
import { explain } from './explain.ts';
import { plan } from './planner.ts';
import { randomProblem } from './random.test-support.ts';
import { replan } from './replan.ts';
import { at, demand, factory, item, machine, part, step, vendor } from './small-factory.test-support.ts';

/** Two orders of six hours and an hour of set-up on one saw, wanted on Monday; a stool whose leg comes on Saturday. */
const problem = factory({
  items: [item('A', 'make'), item('STOOL', 'make'), item('LEG', 'buy')],
  components: [part('STOOL', 'LEG')],
  operations: [step('A', 10, 'SAW', { runPerUnit: ratio(6 * 3600) }), step('STOOL', 10, 'PAINT')],
  sources: [vendor('LEG', 5)],
  demands: [demand('A1', 'A', 1, at(0, 16)), demand('A2', 'A', 1, at(0, 16)), demand('S', 'STOOL', 1, at(2, 16))],
});
const made = plan(problem);
const told = (id: string) => explain(problem, made, { demand: id }).text;

describe('how soon a late demand could ship at all', () => {
  it('is not said of what is on time', () => {
    expect(made.deliveries.find((row) => row.demand === 'A1')).not.toHaveProperty('soonest');
    expect(told('A1')).toMatch(/: on time\.$/);
  });

  it('is Monday 15:00 for the second on the saw, which waits for the first until then and ends on Tuesday 14:00', () => {
    expect(made.deliveries.find((row) => row.demand === 'A2')).toMatchObject({ date: at(1, 14), soonest: at(0, 15) });
    expect(told('A2')).toMatch(/ late\. No plan ships it before 5 Jan 15:00\.$/);
  });

  it('is its date where only lead times and its own work set it: LEG on Saturday, two hours on Monday', () => {
    expect(made.deliveries.find((row) => row.demand === 'S')).toMatchObject({ date: at(7, 10), soonest: at(7, 10) });
    expect(told('S')).toMatch(/ late\. It cannot ship sooner: not even alone in the factory\.$/);
  });

  it('is reckoned anew when the plan is mended: of two pieces the last may be an order of its own, Monday 15:00', () => {
    const mended = replan(problem, made, [{ kind: 'quantity', demand: 'A2', qty: qty(2) }]);
    const soonest = mended.plan.deliveries.find((row) => row.demand === 'A2')?.soonest;
    expect(soonest).toBe(at(0, 15));
    expect(check(mended.problem, mended.plan)).toEqual([]);
  });

  it('asks for no machine where the plan does not: the saw is down all week, and Monday 15:00 is the date', () => {
    const machines = [machine('SAW-1', 'SAW', { downtime: [{ from: at(0, 0), to: at(5, 0) }] })];
    const demands = [demand('A1', 'A', 1, at(0, 12))];
    const free = { ...problem, machines, demands, rules: { ...problem.rules, constrained: false } };
    expect(plan(free).deliveries[0]).toMatchObject({ date: at(0, 15), soonest: at(0, 15) });
    expect(plan(free).figures).toMatchObject({ totalLate: 3 * 3600, leastLate: 3 * 3600 });
  });

  it('is never after the date, in plans improved and mended', () => {
    for (let seed = 0; seed < 40; seed++) {
      const random = randomProblem(8400 + seed);
      const better = plan(random, { work: 2000 });
      const rules = check(random, better).map((row) => row.rule);
      const line = random.purchaseLines[0];
      const late =
        line && replan(random, better, [{ kind: 'purchase-late', line: line.id, estimated: line.estimated }]);
      if (late) rules.push(...check(late.problem, late.plan).map((row) => row.rule));
      expect(rules, random.name).toEqual([]);
    }
  });
});
