import { describe, expect, it } from 'vitest';
import { plan } from '../index.ts';
import { qty, ratio } from '../units/units.ts';
import { OpenHours } from './open-hours.ts';
import type { Plan } from './plan.ts';
import { PlanIndex } from './plan-index.ts';
import type { Operation, Problem } from './problem.ts';
import { randomProblem } from './random.test-support.ts';
import { at, days, demand, factory, hours, item, part, step, vendor } from './small-factory.test-support.ts';
import { needsCountedBack, needsOfSteps } from './step-needs.ts';

/** Three chairs, sawn and painted in 4 h each, of wood that comes on Thursday 00:00. Due on Wednesday at 16:00. */
const chairs = (sawn: Partial<Operation> = {}, painted: Partial<Operation> = {}, more: Partial<Problem> = {}) =>
  factory({
    items: [item('CHAIR', 'make'), item('WOOD', 'buy')],
    components: [part('CHAIR', 'WOOD')],
    operations: [step('CHAIR', 10, 'SAW', sawn), step('CHAIR', 20, 'PAINT', painted)],
    sources: [vendor('WOOD', 3)],
    demands: [demand('D', 'CHAIR', 3, at(2, 16))],
    ...more,
  });
const needs = (problem: Problem, made: Plan = plan(problem)) => {
  const of = needsOfSteps(problem, made);
  return made.operations.map((row) => of(row));
};

describe('an operation of a late order is needed', () => {
  it.each<[string, Partial<Operation>, Partial<Operation>, number, number]>([
    // Painting takes Wednesday 12:00 to 16:00.
    ['so long before the next one as that works', {}, {}, at(2, 12), at(2, 16)],
    // Sawn by Tuesday 16:00, the last moment at which the saw works: the paint takes all Wednesday.
    ['when its machine works last before that', {}, { setup: hours(5) }, at(1, 16), at(2, 16)],
    ['so much earlier as the gap between them', { gapAfter: hours(2) }, {}, at(2, 10), at(2, 16)],
    ['over the night by the clock where goods dry', { gapAfter: hours(20) }, {}, at(1, 16), at(2, 16)],
    ['itself before its order, by the gap after it', {}, { gapAfter: days(1) }, at(1, 12), at(1, 16)],
    // The first chair at 12:00, so the other two by 14:00; the last one is taken up at 15:00.
    ['later where single chairs go on', { transferBatch: qty(1) }, {}, at(2, 14), at(2, 16)],
    // The first at 09:00 lets the saw end at 11:00, before the last one is taken up.
    ['no later than its first chair lets it end', { transferBatch: qty(1) }, { setup: hours(4) }, at(2, 11), at(2, 16)],
    // Sawing ends two hours before painting, of whose four the last is for nothing but the machine.
    ['whatever its teardown', { teardown: hours(1) }, { teardown: hours(1) }, at(2, 12), at(2, 16)],
  ])('%s', (_, sawn, painted, saw, paint) => {
    const problem = chairs(sawn, painted);
    expect(needs(problem)).toEqual([saw, paint]);
  });

  it('before now too, where it should have been done long ago', () => {
    const problem = chairs({}, { setup: hours(29) });
    // 32 h of painting from Wednesday 16:00 back: four days, over a weekend.
    expect(needs(problem)).toEqual([at(-4, 16), at(2, 16)]);
  });
});

describe('an order can end', () => {
  // The paint works to 16:00.
  it.each<[string, Partial<Operation>, number, number]>([
    ['at the moment at which it is needed while its last step works', {}, at(2, 15), at(2, 15)],
    ['no later than what runs its last step closes', {}, at(2, 18), at(2, 16)],
    ['on the last day on which that works', {}, at(6, 12), at(4, 16)],
    ['when its goods have dried, open or not', { gapAfter: hours(2) }, at(2, 20), at(2, 18)],
  ])('%s', (_, painted, by, ends) => {
    const problem = chairs({}, painted);
    const made = plan(problem);
    expect(needsCountedBack(problem, made).endsBy(made.orders[0]!.id, by)).toBe(ends);
  });

  it('whenever it is needed where no operation of it is left', () => {
    const problem = chairs();
    expect(needsCountedBack(problem, plan(problem)).endsBy('work/none', at(2, 18))).toBe(at(2, 18));
  });
});

describe('in random factories', () => {
  const cases = Array.from({ length: 150 }, (_, i) => 7000 + i).map((seed) => {
    const problem = randomProblem(seed);
    const made = plan(problem, {});
    const index = new PlanIndex(problem, made);
    const hoursOf = new OpenHours({ ...problem, now: (problem.now - 400 * 86_400) as typeof problem.now });
    return { problem, made, index, hoursOf, of: needsOfSteps(problem, made) };
  });
  const pairs = cases.flatMap(({ problem, made, index, hoursOf, of }) =>
    made.orders.flatMap(({ id }) =>
      index.operationsOf(id).flatMap((next, i, rows) => {
        const one = rows[i - 1];
        if (!one) return [];
        const step = index.stepOf(one);
        return [{ problem, one, next, step, hoursOf, needs: [of(one), of(next)] as const, after: index.stepOf(next) }];
      }),
    ),
  );

  it('consecutive operations are needed at least as far apart as the later one works, gap and all', () => {
    let [apart, overlapped] = [0, 0];
    for (const { problem, one, next, step, after, hoursOf, needs } of pairs) {
      const gap = step?.gapAfter ?? 0;
      if (step?.transferBatch !== undefined) {
        overlapped += 1;
        expect(needs[0] + gap, `${problem.name} ${one.order} ${one.seq}`).toBeLessThanOrEqual(needs[1]);
        continue;
      }
      apart += 1;
      const { num, den } = problem.machines.find(({ id }) => id === next.machine)?.speed ?? ratio(1);
      const teardown = Math.floor(((after?.teardown ?? 0) * den) / num);
      const work = (next.machine ? next.setup + next.run : next.end - next.start) - teardown;
      expect(needs[0] + gap + work, `${problem.name} ${one.order} ${one.seq}`).toBeLessThanOrEqual(needs[1]);
      if (next.machine === undefined || next.setupEnd !== undefined || problem.overtime?.length) continue;
      const open = hoursOf.between(next.machine, next.crew, needs[0] + gap, needs[1]);
      if (needs[0] > problem.now) expect(open, `${problem.name} ${one.order}`).toBeGreaterThanOrEqual(work);
    }
    expect([apart > 200, overlapped > 20]).toEqual([true, true]);
  });

  it('the last one is needed when its order is, less its gap; one of an order in time hands on in time', () => {
    let [last, inTime] = [0, 0];
    for (const { problem, made, index, of } of cases)
      for (const order of made.orders) {
        const rows = index.operationsOf(order.id);
        const end = rows.at(-1);
        if (!end) continue;
        last += 1;
        const gap = index.stepOf(end)?.gapAfter ?? 0;
        expect(of(end), `${problem.name} ${order.id}`).toBeLessThanOrEqual(order.need - gap);
        if (gap === 0) expect(of(end), `${problem.name} ${order.id}`).toBe(order.need);
        // What is fixed to a time may run in hours in which its machine does not work.
        if (order.end > order.need || rows.some(({ frozen }) => frozen)) continue;
        for (const row of rows) {
          const teardown = index.stepOf(row)?.teardown ?? 0;
          if (teardown > 0) continue;
          inTime += 1;
          expect(row.end, `${problem.name} ${order.id} ${row.seq}`).toBeLessThanOrEqual(of(row));
        }
      }
    expect([last > 500, inTime > 500]).toEqual([true, true]);
  });
});
