import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { accept, plan, prepare, promise, replan } from '../index.ts';
import { qty } from '../units/units.ts';
import type { Plan } from './plan.ts';
import { Ready } from './prepare.ts';
import type { Problem } from './problem.ts';
import type { PromiseRequest } from './promise.ts';
import { randomProblem } from './random.test-support.ts';
import { ownWork } from './room.ts';
import { shipping } from './ships.ts';

const FACTORIES = 40;
const ids = Array.from({ length: FACTORIES }, (_, i) => 7000 + i);

const asks = (problem: Problem, seed: number): (PromiseRequest & { id: string })[] => {
  const items = problem.items.filter((item) => item.supply !== 'phantom');
  return [0, 1].map((n) => ({
    id: 'NEW',
    item: items[(seed * 7 + n * 3) % items.length]!.id,
    qty: qty(1 + ((seed + n) % 5)),
    priority: 1 + (seed % 3),
  }));
};
const dateOf = (made: Plan, demand: string) => made.deliveries.find((row) => row.demand === demand)?.date;
const endsOf = (made: Plan) =>
  new Map(made.operations.map(({ order, seq, machine, end }) => [`${order} ${seq}`, `${machine} until ${end}`]));
const lateOf = (made: Plan) => new Map(made.deliveries.map((row) => [row.demand, row.date ?? Infinity]));

describe('a promise to a random factory', () => {
  it('is kept by the plan that includes the order, moves no run, and breaks no rule', () => {
    let [promised, lent] = [0, 0];
    for (const seed of ids) {
      const problem = randomProblem(seed);
      const before = plan(problem, {});
      const prepared = prepare(problem, before);
      for (const request of asks(problem, seed)) {
        const { kept, why } = promise(problem, before, request, { prepared });
        const what = `${problem.name}: ${request.qty} of ${request.item}`;
        if (!kept) {
          expect(why, what).toMatch(/\.$/);
          continue;
        }
        promised++;
        const with_ = accept(problem, before, request, kept);
        expect(check(with_.problem, with_.plan), what).toEqual([]);
        expect(dateOf(with_.plan, 'NEW'), what).toBe(kept.date);
        const dates = lateOf(with_.plan);
        for (const [demand, date] of lateOf(before)) expect(dates.get(demand), `${what}: ${demand}`).toBe(date);
        const { id, item, qty: wanted, priority = 1 } = request;
        const demand = { id, item, qty: wanted, due: kept.date, priority, kind: 'order' } as const;
        // What others lend is exchanged by a plan, not by `replan`.
        if (kept.lent) {
          lent++;
          continue;
        }
        const done = replan(problem, before, [{ kind: 'rush-order', demand }]);
        expect(dateOf(done.plan, 'NEW'), what).toBe(kept.date);
        // At most it is set up otherwise than it was, and ends when it did.
        const ends = endsOf(before);
        const after = endsOf(done.plan);
        for (const { order, seq, why } of done.moved) {
          expect(after.get(`${order} ${seq}`), what).toBe(ends.get(`${order} ${seq}`));
          expect(why, what).toBe('it is set up otherwise, after what comes before it now, and ends as planned');
        }
      }
    }
    expect(promised - lent).toBeGreaterThan(FACTORIES / 2);
    expect(lent).toBeGreaterThan(0);
  });

  it('that goes first has its date as soon as its own work stands, whatever that pushes', () => {
    let [fewer, dated] = [0, 0];
    for (const seed of ids) {
      const problem = randomProblem(seed);
      const ready = Ready.of(problem, plan(problem, {}), undefined);
      for (const { id, item, qty: wanted, priority = 1 } of asks(problem, seed)) {
        const demand = { id, item, qty: wanted, due: problem.now, priority, kind: 'order' } as const;
        const situation = ready.after([{ kind: 'rush-order', demand }]);
        if (!situation.sound) continue;
        const d = situation.model.demandIndex.get(id)!;
        const freedom = { ripple: Infinity, pull: ownWork(situation, d) };
        const whole = situation.mend(freedom);
        const alone = situation.mend({ ...freedom, pulledOnly: true });
        if (!whole) continue;
        dated++;
        expect(alone?.outcome.dates[d], `${problem.name}: ${wanted} of ${item}`).toBe(whole.outcome.dates[d]);
        if (alone!.mended.floor.work < whole.mended.floor.work) fewer++;
      }
    }
    expect(dated).toBeGreaterThan(FACTORIES / 2);
    expect(fewer).toBeGreaterThan(FACTORIES / 4);
  });

  it('is the same with a prepared plan as without', () => {
    for (const seed of ids.slice(0, 20)) {
      const problem = randomProblem(seed);
      const before = plan(problem, {});
      const prepared = prepare(problem, before);
      for (const request of asks(problem, seed))
        expect(promise(problem, before, request, { prepared })).toEqual(promise(problem, before, request));
    }
  });

  it('that goes first is earlier, delays those that it names by what it says, and breaks no rule', () => {
    let first = 0;
    for (const seed of ids) {
      const problem = randomProblem(seed);
      const before = plan(problem, {});
      for (const request of asks(problem, seed)) {
        const offer = promise(problem, before, request);
        if (!offer.first || !offer.kept) continue;
        first++;
        const what = `${problem.name}: ${request.qty} of ${request.item}`;
        expect(offer.first.date, what).toBeLessThan(offer.kept.date);
        const done = accept(problem, before, request, offer.first);
        expect(check(done.problem, done.plan), what).toEqual([]);
        expect(dateOf(done.plan, 'NEW'), what).toBeLessThanOrEqual(offer.first.date);
        const dates = lateOf(done.plan);
        const ships = shipping(done.problem);
        const others = new Map(done.problem.demands.map((row) => [row.id, row]));
        for (const { demand, after } of offer.first.delayed)
          expect(ships(others.get(demand)!, dates.get(demand)!), `${what}: ${demand}`).toBe(after);
      }
    }
    expect(first).toBeGreaterThan(0);
  });
});
