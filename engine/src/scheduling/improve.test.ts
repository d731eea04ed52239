import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { Model } from '../netting/model.ts';
import { net } from '../netting/net.ts';
import { restoreNeeds } from '../netting/wishes.ts';
import { plan } from '../planning/planner.ts';
import { randomProblem } from '../planning/random.test-support.ts';
import { at, days, demand, factory, item, lot, part, step, vendor } from '../planning/small-factory.test-support.ts';
import { ratio } from '../units/units.ts';
import { earliestAlone } from './bound.ts';

const seeds = Array.from({ length: 40 }, (_, i) => 5000 + i);

describe('improvement', () => {
  it('stopped at any moment is repeated by the work that it counted', () => {
    for (const seed of seeds.slice(0, 20)) {
      const problem = randomProblem(seed);
      let improving = false;
      let asked = 0;
      const stopped = plan(problem, {
        work: Number.MAX_SAFE_INTEGER,
        onProgress: (now) => {
          improving ||= now === 'improving';
        },
        keepGoing: () => !improving || asked++ < seed % 17,
      });
      expect(plan(problem, { work: stopped.figures.work.improve }), problem.name).toEqual(stopped);
    }
  });

  it('is never later in sum than the first answer where every demand counts the same', () => {
    const cost = (made: ReturnType<typeof plan>) =>
      made.figures.totalLate + (made.figures.demands - made.figures.onTime) * days(5);
    for (const seed of seeds) {
      const problem = { ...randomProblem(seed), rules: { order: 'due', constrained: true } as const };
      const first = plan(problem, {});
      if (first.figures.unserved === 0)
        expect(cost(plan(problem, { work: 20_000 })), problem.name).toBeLessThanOrEqual(cost(first));
    }
  });

  // 10 LEGs lie there, more take 20 days. By date the BENCH takes 8 and both stools wait; it is one late instead of two.
  const scarce = factory({
    items: [item('BENCH', 'make'), item('STOOL', 'make'), item('LEG', 'buy')],
    components: [part('BENCH', 'LEG', 8), part('STOOL', 'LEG', 4)],
    operations: ['BENCH', 'STOOL'].map((id) => step(id, 10, 'SAW', { runPerUnit: ratio(60) })),
    sources: [vendor('LEG', 20)],
    stock: [lot('LEG', 10)],
    demands: [
      demand('B', 'BENCH', 1, at(3, 16)),
      demand('S1', 'STOOL', 1, at(4, 16)),
      demand('S2', 'STOOL', 1, at(7, 16)),
    ],
  });

  it('hands scarce supply to those of whom more can be served', () => {
    expect(plan(scarce, {}).figures.onTime).toBe(1);
    const better = plan(scarce, { work: 2000 });
    expect(better.figures.onTime).toBe(2);
    expect(check(scarce, better)).toEqual([]);
  });

  it('ends by itself where it finds nothing more, long before its budget where the factory is small', () => {
    const { work, ...kept } = plan(scarce, { work: 2_000_000 }).figures;
    expect(work.improve).toBeLessThan(250_000);
    expect(kept).toMatchObject({ onTime: 2, unserved: 0 });
    expect(plan(scarce, { work: Number.MAX_SAFE_INTEGER })).toEqual(plan(scarce, { work: work.improve }));
  });

  it('compares supply with the dates that were asked for, however it was handed out', () => {
    for (const order of plan(scarce, { work: 2000 }).orders)
      expect([at(3, 16), at(4, 16), at(7, 16)]).toContain(order.need);
    for (const seed of seeds) {
      const model = new Model(randomProblem(seed));
      const network = net(model, { batch: 0 });
      const asked = [...network.need];
      network.need.fill(NaN);
      restoreNeeds(model, network);
      expect(network.need, `factory ${seed}`).toEqual(asked);
    }
  });
});

describe('the earliest that a demand can be had, alone on an empty floor', () => {
  it('waits for the component that is not there and takes the work of a smallest lot', () => {
    // LEGs on day 20 at 00:00, a Sunday; an hour of set-up and a minute of work on Monday from 08:00.
    const problem = factory({
      items: [item('STOOL', 'make'), item('LEG', 'buy')],
      components: [part('STOOL', 'LEG', 4)],
      operations: [step('STOOL', 10, 'SAW', { runPerUnit: ratio(60) })],
      sources: [vendor('LEG', 20)],
      stock: [lot('LEG', 10)],
      demands: [demand('D1', 'STOOL', 2, at(1, 16)), demand('D2', 'STOOL', 3, at(1, 16))],
    });
    expect([...earliestAlone(new Model(problem))]).toEqual([at(0, 9) + 60, at(21, 9) + 60]);
  });

  it('is never beaten by a plan', () => {
    for (const seed of seeds) {
      const problem = randomProblem(seed);
      const model = new Model(problem);
      const bound = earliestAlone(model);
      const last = new Map<string, number>();
      for (const { demand: id, date } of plan(problem, { work: 3000 }).deliveries)
        last.set(id, Math.max(last.get(id) ?? 0, date ?? Infinity));
      model.demands.forEach(({ id }, d) => {
        expect(last.get(id)!, `${problem.name} ${id}`).toBeGreaterThanOrEqual(bound[d]!);
      });
    }
  });
});
