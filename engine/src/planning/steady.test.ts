import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { ratio, type Second, second } from '../units/units.ts';
import type { Plan } from './plan.ts';
import { rowsOf } from './plan-rows.ts';
import { plan, settled } from './planner.ts';
import type { Problem } from './problem.ts';
import { randomProblem } from './random.test-support.ts';
import { Situation } from './situation.ts';
import { at, demand, factory, item, lot, part, step, vendor } from './small-factory.test-support.ts';
import { steady } from './steady.ts';

/** What becomes of a published plan under a problem, with so much work to make it better. */
function kept(problem: Problem, published: Plan, work: number, seed = 1) {
  const situation = Situation.of(problem, rowsOf(published));
  const dates = new Map(published.deliveries.map((row) => [row.demand, row.date as number]));
  const found = steady(situation, (id) => dates.get(id) ?? Infinity, { work, seed })!;
  expect(check(problem, found.situation.planOf(found.answer))).toEqual([]);
  const { answer } = found;
  return { onTime: answer.outcome.onTime, moved: answer.moved };
}

describe('what became later than published', () => {
  // Four hours of paint each: FIRST on Tuesday from 8 to 12, THEN from 12 to 16. The goods for FIRST come an hour late.
  const paint = (of: string) => step(of, 10, 'PAINT', { runPerUnit: ratio(3 * 3600) });
  const shop = (goods: Second) =>
    factory({
      items: [item('FIRST', 'make'), item('THEN', 'make'), item('WOOD', 'make')],
      components: [part('FIRST', 'WOOD')],
      operations: [paint('FIRST'), paint('THEN')],
      stock: [lot('WOOD', 1, { availableFrom: goods })],
      demands: [demand('F', 'FIRST', 1, at(1, 12)), demand('T', 'THEN', 1, at(1, 16))],
    });
  const before = shop(at(1, 8));
  const published = plan(before);
  const after = { ...shop(at(1, 9)), demands: [demand('F', 'FIRST', 1, at(1, 13)), demand('T', 'THEN', 1, at(1, 16))] };

  it('stays so without work to spend: in its turn it begins at 13 and ends on Wednesday', () => {
    expect(published.operations.map(({ start }) => start).toSorted((a, b) => a - b)).toEqual([at(1, 8), at(1, 12)]);
    expect(kept(after, published, 0)).toEqual({ onTime: 1, moved: 2 });
  });

  it('goes before what is in its way where that puts nobody off: THEN on Monday, FIRST from 9 to 13', () => {
    expect(kept(after, published, 10_000)).toEqual({ onTime: 2, moved: 2 });
  });

  it('is left alone where everything stands as it stood', () => {
    expect(kept(before, published, 10_000)).toEqual({ onTime: 2, moved: 0 });
  });
});

describe('windows at what is late', () => {
  // One saw, seven hours each. NEW, which counts twice, comes in when OLD stands there on Monday, both due then.
  const before = factory({
    items: [item('OLD', 'make'), item('NEW', 'make')],
    operations: ['OLD', 'NEW'].map((id) => step(id, 10, 'SAW', { runPerUnit: ratio(6 * 3600) })),
    demands: [demand('O', 'OLD', 1, at(0, 16))],
  });
  const demands = [...before.demands, demand('N', 'NEW', 1, at(0, 16), { customer: 'ACME' })];
  const customers = [{ customer: 'ACME', weight: 2 }];
  /** 5.9 days are saved twice and lost once. */
  it.each([
    ['move what stands where that saves more than the move weighs', 1, 1],
    ['leave it where the move weighs more', 7, 0],
  ])('%s', (_, movedOperation, moved) => {
    const problem = { ...before, demands, rules: { ...before.rules, weights: { movedOperation, customers } } };
    expect(kept(problem, plan(before), 200_000, 6)).toEqual({ onTime: 1, moved });
  });

  it('leave what only makes room where it stands', () => {
    // Two more orders stand on the saw on Wednesday and Thursday, between NEW, which the mending puts on Friday, and Monday.
    const more = [demand('P', 'OLD', 1, at(2, 16)), demand('Q', 'OLD', 1, at(3, 16)), demand('R', 'OLD', 1, at(1, 16))];
    const full = { ...before, demands: [...before.demands, ...more] };
    const rules = { ...before.rules, weights: { customers } };
    const problem = { ...full, demands: [...full.demands, demands.at(-1)!], rules };
    for (let seed = 1; seed <= 12; seed++)
      expect([seed, kept(problem, plan(full), 200_000, seed).moved]).toEqual([seed, 1]);
  });

  it('give what somebody has too soon to who is late for want of it', () => {
    // One LEG lies there and EARLY has it; LATE waits 20 days for another. Then the SEAT for EARLY comes on day 30 only.
    const problem = (seat: Second) =>
      factory({
        items: [item('EARLY', 'make'), item('LATE', 'make'), item('LEG', 'buy'), item('SEAT', 'buy')],
        components: [part('EARLY', 'LEG'), part('EARLY', 'SEAT'), part('LATE', 'LEG')],
        operations: ['EARLY', 'LATE'].map((id) => step(id, 10, 'SAW', { runPerUnit: ratio(60) })),
        sources: [vendor('LEG', 20)],
        stock: [lot('LEG', 1), lot('SEAT', 1, { availableFrom: seat })],
        demands: [demand('E', 'EARLY', 1, at(1, 16)), demand('L', 'LATE', 1, at(4, 16))],
      });
    const published = plan(problem(at(0, 8)));
    expect(published.figures.onTime).toBe(1);
    expect(kept(problem(at(30, 8)), published, 200_000)).toEqual({ onTime: 1, moved: 2 });
  });
});

describe('a move that nothing calls for', () => {
  // One saw, seven hours each, both due on Monday: A stands there, B on Tuesday, 5.96 days late with the five for being late.
  const before = factory({
    items: [item('A', 'make'), item('B', 'make')],
    operations: ['A', 'B'].map((id) => step(id, 10, 'SAW', { runPerUnit: ratio(6 * 3600) })),
    demands: [demand('A', 'A', 1, at(0, 16)), demand('B', 'B', 1, at(0, 16), { customer: 'ACME' })],
  });
  const published = plan(before);
  const counting = (weight: number, unprompted?: number) => ({
    ...before.rules,
    weights: { customers: [{ customer: 'ACME', weight }], ...(unprompted === undefined ? {} : { unprompted }) },
  });
  /** In each other's place they move twice, for 0.02 points; B counts so often now. */
  it.each([
    ['is left out where it saves 0.12 points', 1.02, undefined, 0],
    ['is made where it saves 0.6', 1.1, undefined, 2],
    ['is made for 0.12 where it counts as any other', 1.02, 1, 2],
    ['is left out for 0.6 where it counts a hundred times', 1.1, 100, 0],
  ] as const)('%s', (_, weight, unprompted, moved) => {
    const problem = { ...before, rules: counting(weight, unprompted) };
    expect(kept(problem, published, 200_000)).toEqual({ onTime: 1, moved });
  });

  it('counts as any other where something cannot stay: the goods of C, which is painted, come a day late', () => {
    const shop = (goods: Second) => ({
      ...before,
      items: [...before.items, item('C', 'make'), item('WOOD', 'make')],
      components: [part('C', 'WOOD')],
      operations: [...before.operations, step('C', 10, 'PAINT', { runPerUnit: ratio(3600) })],
      stock: [lot('WOOD', 1, { availableFrom: goods })],
      demands: [...before.demands, demand('C', 'C', 1, at(1, 16))],
    });
    const after = { ...shop(at(2, 8)), rules: counting(1.02) };
    expect(kept(after, plan(shop(at(0, 8))), 200_000)).toEqual({ onTime: 1, moved: 3 });
  });

  it('counts as any other where there is more to make: a new order, which takes a gap', () => {
    const after = { ...before, demands: [...before.demands, demand('N', 'B', 1, at(4, 16))], rules: counting(1.02) };
    expect(kept(after, published, 200_000)).toEqual({ onTime: 2, moved: 2 });
  });
});

it('what is made better costs its share of the counted work and no more, bringing back what need not stand elsewhere counted too', () => {
  for (const seed of [8007, 8018, 8025]) {
    const problem = randomProblem(seed);
    const published = plan(problem, { work: 300 });
    const situation = Situation.of({ ...problem, now: second(problem.now + 86_400) }, rowsOf(published));
    const { spent } = steady(situation, () => Infinity, { work: 6000, seed: 1 })!;
    // Half of the work is for it; a window that was begun within that is ended.
    expect(spent, problem.name).toBeGreaterThan(2500);
    expect(spent, problem.name).toBeLessThanOrEqual(3000 + situation.jobs.tasks);
  }
});

describe('a plan that nobody works to yet', () => {
  it('is clean when it is settled, costs no more and counts no move; some cost less', () => {
    let less = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const problem = randomProblem(seed);
      const made = plan(problem, { work: 300 });
      const better = settled(problem, made, { work: 20_000 });
      expect(check(problem, better), problem.name).toEqual([]);
      const { points, moved } = better.figures.objective!;
      expect(points, problem.name).toBeLessThanOrEqual(made.figures.objective!.points);
      expect(moved.amount).toBe(0);
      if (points < made.figures.objective!.points) less++;
    }
    expect(less).toBeGreaterThan(0);
  });

  it('stays where it has more operations than there is work', () => {
    const problem = randomProblem(1);
    const made = plan(problem);
    expect(settled(problem, made, { work: made.operations.length - 1 })).toBe(made);
  });
});
