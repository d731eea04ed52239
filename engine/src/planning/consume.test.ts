import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { qty } from '../units/units.ts';
import { consumedForecasts } from './consume.ts';
import { explain } from './explain.ts';
import { plan } from './planner.ts';
import { type Problem, ProblemError } from './problem.ts';
import { replan } from './replan.ts';
import { at, days, demand, factory, item, vendor } from './small-factory.test-support.ts';

const forecast = (id: string, count: number, day: number, customer?: string) =>
  demand(id, 'BOLT', count, at(day, 16), { kind: 'forecast', customer });
const order = (id: string, count: number, day: number, customer?: string) =>
  demand(id, 'BOLT', count, at(day, 16), { customer });

const bolts = (backward: number, forward: number, demands: Problem['demands']): Problem =>
  factory({
    items: [item('BOLT', 'buy'), item('NUT', 'buy')],
    sources: [vendor('BOLT', 1), vendor('NUT', 1)],
    demands,
    rules: { order: 'due', constrained: true, consume: { backward: days(backward), forward: days(forward) } },
  });

/** forecast ← order: how many. */
const taken = (problem: Problem) =>
  consumedForecasts(problem).map((row) => `${row.forecast} ← ${row.order}: ${row.qty}`);

describe('an order consumes forecasts of its item', () => {
  // Forecasts of 10 on days 7, 14 and 21; an order of day 15.
  const three = [forecast('F07', 10, 7), forecast('F14', 10, 14), forecast('F21', 10, 21)];
  it.each([
    { says: 'the nearest before it first', windows: [10, 10], qty: 6, takes: ['F14 ← A: 6'] },
    { says: 'then those further back', windows: [10, 10], qty: 14, takes: ['F14 ← A: 10', 'F07 ← A: 4'] },
    {
      says: 'then those after it',
      windows: [10, 10],
      qty: 27,
      takes: ['F14 ← A: 10', 'F07 ← A: 10', 'F21 ← A: 7'],
    },
    { says: 'no further back than the window', windows: [7, 0], qty: 14, takes: ['F14 ← A: 10'] },
    {
      says: 'as far as the window, its last second included',
      windows: [8, 0],
      qty: 14,
      takes: ['F14 ← A: 10', 'F07 ← A: 4'],
    },
    { says: 'no further forward than the window', windows: [0, 5], qty: 14, takes: [] },
    { says: 'forward where the window reaches', windows: [0, 6], qty: 14, takes: ['F21 ← A: 10'] },
  ])('$says', ({ windows: [backward, forward], qty: count, takes }) => {
    expect(taken(bolts(backward!, forward!, [...three, order('A', count, 15)]))).toEqual(takes);
  });

  it('in order of due dates, whatever the order of the rows', () => {
    const orders = [order('B', 8, 15), order('A', 8, 16)];
    expect(taken(bolts(3, 0, [forecast('F14', 10, 14), ...orders.toReversed()]))).toEqual(['F14 ← B: 8', 'F14 ← A: 2']);
  });

  it('of its customer before the general one of the same date, and never of another customer', () => {
    const demands = [
      forecast('ALL', 5, 14),
      forecast('OURS', 5, 14, 'ACME'),
      forecast('THEIRS', 5, 14, 'BETA'),
      order('A', 12, 15, 'ACME'),
    ];
    expect(taken(bolts(3, 3, demands))).toEqual(['OURS ← A: 5', 'ALL ← A: 5']);
  });

  it('and no other item’s', () => {
    expect(taken(bolts(9, 9, [demand('N', 'NUT', 5, at(14, 16), { kind: 'forecast' }), order('A', 5, 15)]))).toEqual(
      [],
    );
  });

  it('not at all without the rule', () => {
    expect(
      taken({ ...bolts(9, 9, [forecast('F', 5, 14), order('A', 5, 15)]), rules: { order: 'due', constrained: true } }),
    ).toEqual([]);
  });
});

describe('a plan', () => {
  // 10 expected on day 14, 6 ordered for day 15: 4 are planned beside the order. The 3 of day 16 are ordered in full.
  const problem = bolts(3, 3, [forecast('F14', 10, 14), forecast('F16', 3, 16), order('A', 6, 15), order('B', 3, 17)]);
  const made = plan(problem);

  it('serves what orders leave of a forecast, and checks clean', () => {
    expect(check(problem, made)).toEqual([]);
    expect(made.deliveries.map((row) => [row.demand, row.qty])).toEqual([
      ['A', 6],
      ['B', 3],
      ['F14', 4],
    ]);
    expect(made.figures.demands).toBe(3);
  });

  it('says what orders took', () => {
    expect(explain(problem, made, { demand: 'F14' }).text).toMatch(
      /6 of the 10 BOLT forecast are orders by now: A \(6\)\./,
    );
    expect(explain(problem, made, { demand: 'F16' }).text).toBe('3 of the 3 BOLT forecast are orders by now: B (3).');
  });

  it('is mended when a rush order takes of the forecast', () => {
    const rush = order('RUSH', 3, 14);
    const done = replan(problem, made, [{ kind: 'rush-order', demand: rush }]);
    expect(check(done.problem, done.plan)).toEqual([]);
    // 10 expected: RUSH takes 3 and A 6, so one is left; B has the 3 of day 16.
    expect(done.plan.deliveries.filter((row) => row.demand === 'F14').map((row) => row.qty)).toEqual([1]);
  });

  it('refuses a window that is none', () => {
    expect(() => plan(bolts(-1, 3, [forecast('F', 1, 3)]))).toThrow(ProblemError);
    expect(() => plan(bolts(-1, 3, [forecast('F', 1, 3)]))).toThrow(
      /backward -86400, which must be whole seconds of 0 or more/,
    );
  });

  it('leaves nothing reserved for a forecast that is gone', () => {
    const reserved: Problem = {
      ...problem,
      stock: [{ id: 'S', item: 'BOLT', qty: qty(5) }],
      allocations: [{ supply: 'stock/S', item: 'BOLT', qty: qty(2), for: { demand: 'F16' } }],
    };
    expect(check(reserved, plan(reserved))).toEqual([]);
  });
});
