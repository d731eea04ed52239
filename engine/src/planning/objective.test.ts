import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { Model } from '../netting/model.ts';
import { Aims } from '../scheduling/aims.ts';
import { justify } from '../scheduling/justify.ts';
import { outcome } from '../scheduling/outcome.ts';
import { search } from '../scheduling/search.ts';
import { duration, type Minor, ratio, second } from '../units/units.ts';
import { Amendments } from './amend.ts';
import { compare } from './compare.ts';
import { plan } from './planner.ts';
import type { Demand, ObjectiveWeights, Problem } from './problem.ts';
import { randomProblem } from './random.test-support.ts';
import { at, DAY, demand, factory, item, step } from './small-factory.test-support.ts';

const money = (amount: number) => amount as Minor;

/** One saw; each of A and B takes it seven hours, both wanted on Monday at 16:00: one of them is a day late. */
const two = (a: Partial<Demand>, b: Partial<Demand>, weights?: ObjectiveWeights): Problem =>
  factory({
    items: [item('A', 'make'), item('B', 'make')],
    operations: ['A', 'B'].map((id) => step(id, 10, 'SAW', { runPerUnit: ratio(6 * 3600) })),
    demands: [demand('DA', 'A', 1, at(0, 16), a), demand('DB', 'B', 1, at(0, 16), b)],
    rules: { order: 'due', constrained: true, weights },
  });
const onTime = (problem: Problem, work: number) =>
  plan(problem, { work })
    .deliveries.filter((row) => row.late === 0)
    .map((row) => row.demand);

describe('a pledge', () => {
  const late = (more: Partial<Demand>) => plan(two({}, more)).figures.objective?.tardiness.amount;
  it('costs nothing that is kept, and where it cannot be a thousand days and each ten times', () => {
    // DB ends on Tuesday at 14:00, 22 hours late, and 5 days for being late at all.
    const days = 22 / 24 + 5;
    expect(late({})).toBeCloseTo(days, 9);
    expect(late({ pledged: at(1, 14) })).toBeCloseTo(days, 9);
    expect(late({ pledged: at(0, 1), earliest: at(1, 14) })).toBeCloseTo(1000 + 10 * days, 9);
  });
});

describe('who is late where one must be', () => {
  const rows: readonly [string, Partial<Demand>, Partial<Demand>, ObjectiveWeights | undefined, string][] = [
    ['the second by id, where all count the same', {}, {}, undefined, 'DA'],
    ['still the second, where money does not count', { value: money(10) }, { value: money(1000) }, undefined, 'DA'],
    ['the one that is not pledged', {}, { pledged: at(0, 16) }, undefined, 'DB'],
    ['the second by id, where either is pledged for the day after', {}, { pledged: at(1, 16) }, undefined, 'DA'],
    ['the one of less money', { value: money(10) }, { value: money(1000) }, { perValue: money(100) }, 'DB'],
    [
      'the one of less money, by id the second',
      { value: money(1000) },
      { value: money(10) },
      { perValue: money(100) },
      'DA',
    ],
    [
      'the one whose customer counts less',
      { customer: 'BOLT' },
      { customer: 'ACME' },
      { customers: [{ customer: 'ACME', weight: 3 }] },
      'DB',
    ],
    [
      'the one for whom money and customer together are less: 2 × 1 against 1 × 3',
      { value: money(200), customer: 'BOLT' },
      { value: money(100), customer: 'ACME' },
      { perValue: money(100), customers: [{ customer: 'ACME', weight: 3 }] },
      'DB',
    ],
  ];
  it.each(rows)('is %s', (_, a, b, weights, first) => {
    const problem = two(a, b, weights);
    expect(onTime(problem, 0)).toEqual([first]);
    // Of two that count the same, improvement may choose either.
    if (weights) expect(onTime(problem, 500)).toEqual([first]);
    expect(check(problem, plan(problem, { work: 500 }))).toEqual([]);
  });

  it.each([
    [{ tardinessPerDay: -1 }, 'the weight tardinessPerDay must be 0 or more, not -1. Maybe 0: then it does not count.'],
    [
      { perValue: money(0) },
      'the value that counts once must be above 0, not 0. Maybe leave perValue out: then money does not count.',
    ],
  ])('is not asked with impossible weights %o', (weights, text) => {
    expect(() => plan(two({}, {}, weights))).toThrow(text);
  });
});

describe('the objective of a plan', () => {
  /** DA on Monday 08:00 to 15:00; DB from then to Tuesday 14:00, 22 hours late: 22/24 + 5 days. */
  it('has what each weight contributes', () => {
    const problem = {
      ...two({}, { value: money(300) }, { perValue: money(100), tardinessPerDay: 2, setupHour: 0.5 }),
      rules: {
        order: 'due',
        constrained: true,
        weights: { perValue: money(100), tardinessPerDay: 2, setupHour: 0.5, stockDay: 0.1 },
      },
    } as const satisfies Problem;
    const priced = {
      ...problem,
      items: problem.items.map((row) => (row.id === 'A' ? { ...row, unitCost: ratio(24) } : row)),
    };
    const made = plan({ ...priced, demands: [priced.demands[1]!, priced.demands[0]!] });
    // B first, since it counts three times: 08:00 to 15:00. A from 15:00 to Tuesday 14:00 is 23 hours in work.
    const late = 22 / 24 + 5;
    expect(made.figures.objective).toEqual({
      tardiness: { amount: late, weight: 2, points: 2 * late },
      moved: { amount: 0, weight: 0.01, points: 0 },
      setup: { amount: 2, weight: 0.5, points: 1 },
      stock: { amount: 23, weight: 0.1, points: 23 * 0.1 },
      overtime: { amount: 0, weight: 0.0001, points: 0 },
      points: 2 * late + 1 + 23 * 0.1,
    });
    expect(check(priced, made)).toEqual([]);
  });

  it('counts a move in a week half, one within the tolerance not at all, and is shown in the comparison', () => {
    const weeks = factory({
      items: [item('A', 'make'), item('B', 'make')],
      operations: [step('A', 10, 'SAW'), step('B', 10, 'SAW')],
      demands: [demand('DA', 'A', 1, at(0, 10)), demand('DB', 'B', 1, at(7, 10))],
      rules: { order: 'due', constrained: true, weights: { movedOperation: 3, movedTolerance: duration(3600) } },
    });
    const made = plan(weeks);
    expect(made.operations.map((row) => row.start)).toEqual([at(0, 8), at(7, 8)]);
    const later = (hours: readonly number[]) => ({
      ...made,
      operations: made.operations.map((row, i) => ({ ...row, start: second(row.start + hours[i]! * 3600) })),
    });
    const counted = (hours: readonly number[]) => compare(weeks, made, later(hours)).objective.after.moved;
    const nextWeek = 1 / (1 + at(7, 8) / (7 * DAY));
    expect(counted([0, 2]).amount).toBeCloseTo(nextWeek, 12);
    expect(counted([2, 2]).amount).toBeCloseTo(1 / (1 + at(0, 8) / (7 * DAY)) + nextWeek, 12);
    expect(counted([1, 0.5])).toEqual({ amount: 0, weight: 3, points: 0 });
    expect(compare(weeks, made, later([0, 2])).objective.before.points).toBe(0);
  });

  it('saves set-ups where they count and nobody is late for it', () => {
    // Red, blue, red, blue by date; in pairs there are two set-ups of an hour fewer.
    const families = factory({
      items: ['R1', 'B1', 'R2', 'B2'].map((id) => item(id, 'make')),
      operations: ['R1', 'B1', 'R2', 'B2'].map((id) => step(id, 10, 'PAINT', { family: id[0]! })),
      demands: ['R1', 'B1', 'R2', 'B2'].map((id, i) => demand(id, id, 1, at(2 + i, 16))),
    });
    const saving = { ...families, rules: { ...families.rules, weights: { setupHour: 1 } } };
    expect(plan(families).figures.setupSeconds).toBeGreaterThan(2 * 3600);
    const made = plan(saving, { work: 3000 });
    expect(made.figures.setupSeconds).toBe(2 * 3600);
    expect(made.figures.onTime).toBe(4);
    expect(check(saving, made)).toEqual([]);
  });

  it('in order, lets nothing weigh against lateness', () => {
    // One day late at most against a set-up that weighs a thousand: in sum the second red goes with the first.
    const families = factory({
      items: ['R1', 'B1', 'R2'].map((id) => item(id, 'make')),
      operations: ['R1', 'B1', 'R2'].map((id) =>
        step(id, 10, 'PAINT', { family: id[0]!, runPerUnit: ratio(7 * 3600) }),
      ),
      demands: ['R1', 'B1', 'R2'].map((id, i) => demand(id, id, 1, at(i, 16))),
    });
    const with_ = (weights: ObjectiveWeights) =>
      plan({ ...families, rules: { ...families.rules, weights } }, { work: 5000 }).figures;
    expect(with_({ setupHour: 1000 })).toMatchObject({ onTime: 2, setupSeconds: 2 * 3600 });
    expect(with_({ setupHour: 1000, inOrder: true })).toMatchObject({ onTime: 3, setupSeconds: 3 * 3600 });
  });

  it('is the cost by which the search compares, whatever is weighed', () => {
    for (let seed = 0; seed < 40; seed++) {
      const random = randomProblem(7000 + seed, ['weights', 'families', 'changeovers', 'machine speeds', 'yields']);
      const weights = { ...random.rules.weights, inOrder: false };
      const problem = {
        ...random,
        rules: { ...random.rules, weights: { ...weights, setupHour: 0.1, stockDay: 1e-6 } },
      };
      const model = new Model(problem);
      const { jobs, floor, built, outcome: found, ready } = search(model, {}, new Amendments());
      justify(jobs, floor, built, found.dates, ready);
      const judged = Aims.of(model)!.judged(jobs, floor, built, outcome(jobs, built));
      const made = plan(problem);
      expect(judged.score, problem.name).toBeCloseTo(made.figures.objective!.points, 6);
      expect(check(problem, made), problem.name).toEqual([]);
    }
  });
});
