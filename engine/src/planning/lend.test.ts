import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { qty, type Second } from '../units/units.ts';
import { lent } from './lend.ts';
import { besideNewcomers } from './newcomers.ts';
import { objectiveOf } from './objective.ts';
import { withOpened } from './opened.ts';
import type { Plan } from './plan.ts';
import { plan, planAround } from './planner.ts';
import type { Problem } from './problem.ts';
import { randomProblem } from './random.test-support.ts';
import type { Freedom } from './repair.ts';
import type { Situation } from './situation.ts';
import { at, demand, factory, item, lot, part, step, vendor } from './small-factory.test-support.ts';

/** A firm order for chairs, which take a board each. */
const firm = (id: string, pieces: number, due: Second): Problem['workOrders'][number] => ({
  id,
  item: 'CHAIR',
  state: 'firm',
  qty: qty(pieces),
  qtyOpen: qty(pieces),
  due,
});

/** Boards that lie there are drawn by all; another one takes a week. */
const chairs = (boards: number, workOrders: Problem['workOrders'], more: Partial<Problem> = {}): Problem =>
  factory({
    items: [item('CHAIR', 'make'), item('BOARD', 'buy')],
    components: [part('CHAIR', 'BOARD')],
    operations: [step('CHAIR', 10, 'SAW')],
    sources: [vendor('BOARD', 7)],
    stock: [lot('BOARD', boards)],
    workOrders,
    demands: workOrders.map(({ id, due, qtyOpen }) => demand(id, 'CHAIR', qtyOpen, due!)),
    ...more,
  });

const boards = (pieces: number, estimated: Second) => ({ id: 'P', item: 'BOARD', qty: qty(pieces), estimated });

const starts = ({ operations }: Plan) => new Map(operations.map(({ order, start }) => [order as string, start]));
const boughtFor = ({ pegs }: Plan) => pegs.filter(({ supply }) => supply.startsWith('buy/')).map((peg) => peg.consumer);

describe('an order that needs more than it drew', () => {
  const orders = [firm('FIRST', 1, at(1, 16)), firm('SOON', 1, at(3, 16)), firm('LAST', 2, at(21, 16))];
  const grown = (by: number, of: Problem): Problem => ({
    ...of,
    workOrders: of.workOrders.map((order) =>
      order.id === 'FIRST' ? { ...order, qty: qty(1 + by), qtyOpen: qty(1 + by) } : order,
    ),
  });

  it('takes it from who needs his last, who takes what is bought, and all stand where they stood', () => {
    const before = chairs(4, orders);
    const published = plan(before);
    const after = grown(1, before);
    const kept = planAround(after, published, new Set())!;
    expect(check(after, kept)).toEqual([]);
    expect(starts(kept)).toEqual(starts(published));
    expect(boughtFor(kept)).toEqual(['work/LAST']);
  });

  it('takes it from who takes in his turn what comes on day 7 for the last, not what is bought, which comes on day 14', () => {
    const before = chairs(2, orders, { sources: [vendor('BOARD', 14)], purchaseLines: [boards(2, at(7, 8))] });
    const published = plan(before);
    const after = grown(1, before);
    const kept = planAround(after, published, new Set())!;
    expect(check(after, kept)).toEqual([]);
    expect(starts(kept)).toEqual(new Map(starts(published)).set('work/SOON', at(7, 8)));
    expect(boughtFor(kept)).toEqual(['work/LAST']);
  });

  it('waits for it where what others drew is reserved for them', () => {
    const before = chairs(4, orders, {
      allocations: orders.map(({ id, qty }) => ({ supply: 'stock/BOARD', item: 'BOARD', qty, for: { workOrder: id } })),
    });
    const after = grown(1, before);
    const kept = planAround(after, plan(before), new Set())!;
    expect(starts(kept).get('work/FIRST')).toBe(at(7, 8));
    expect(boughtFor(kept)).toEqual(['work/FIRST']);
  });
});

/** The same problem with one order for more or less: a work order if there is one, else a demand. */
function resized(problem: Problem, seed: number): Problem {
  const by = [1, 2, -1, 20][seed % 4]!;
  const of = problem.workOrders.find(({ state, operations }) => state === 'firm' && !operations);
  const size = (now: number) => qty(Math.max(1, now + by));
  if (of)
    return {
      ...problem,
      workOrders: problem.workOrders.map((row) =>
        row === of ? { ...row, qty: size(row.qty), qtyOpen: size(row.qtyOpen) } : row,
      ),
    };
  const demand = problem.demands[seed % problem.demands.length]!;
  return {
    ...problem,
    demands: problem.demands.map((row) => (row === demand ? { ...row, qty: size(row.qty) } : row)),
  };
}

/** Points of the published plan mended with a freedom, what is new as late as it may be; Infinity where it cannot be. */
function costOf(situation: Situation | undefined, freedom: Freedom, published: Plan): number {
  const answer = situation?.mend(freedom);
  if (!situation || !answer) return Infinity;
  situation.postpone(answer);
  return objectiveOf(situation.model.given, situation.planOf(answer), published).points;
}

describe('a plan after an order changed its quantity', () => {
  it('costs no more, moves counted, than the published one mended, whether who can wait lends or not', () => {
    let mended = 0;
    let pays = 0;
    // In the last a step takes fewer parts than before.
    for (const seed of [...Array.from({ length: 60 }, (_, i) => 8600 + i), 20_854]) {
      const given = randomProblem(seed);
      const before = { ...given, rules: { ...given.rules, weights: { movedOperation: 0.01 } } };
      const published = plan(before, { work: 500 });
      const after = resized(before, seed);
      const made = plan(after, { work: 500, published });
      expect(check(after, made), given.name).toEqual([]);
      const situation = besideNewcomers(withOpened(after, published), published, {});
      if (!situation) continue;
      const [aside, turn, byLoan] = [
        costOf(situation, {}, published),
        costOf(situation, { ripple: Infinity }, published),
        costOf(lent(situation), {}, published),
      ];
      expect(made.figures.objective!.points, given.name).toBeLessThanOrEqual(Math.min(aside, turn, byLoan) + 1e-9);
      mended++;
      if (byLoan < Math.min(aside, turn)) pays++;
    }
    expect(mended).toBeGreaterThan(20);
    expect(pays).toBeGreaterThan(0);
  });

  it('looks for who lends so often and no more: without a look nothing is lent', () => {
    const before = chairs(4, [firm('FIRST', 1, at(1, 16)), firm('LAST', 3, at(21, 16))]);
    const [first, last] = before.workOrders;
    const after = { ...before, workOrders: [{ ...first!, qty: qty(2), qtyOpen: qty(2) }, last!] };
    const situation = besideNewcomers(withOpened(after, plan(before)), plan(before), {})!;
    expect(lent(situation)).toBeDefined();
    expect(lent(situation, { looks: 0 })).toBeUndefined();
  });
});
