import { describe, expect, it } from 'vitest';
import { qty, second } from '../units/units.ts';
import type { Plan } from './plan.ts';
import { plan } from './planner.ts';
import { pledgedSince } from './pledges.ts';
import type { Demand, Problem } from './problem.ts';
import { type Offer, promise } from './promise.ts';
import { randomProblem } from './random.test-support.ts';

const shippedLate = ({ deliveries }: Plan, { id, pledged }: Demand): boolean =>
  deliveries.some(({ demand, date = Infinity }) => demand === id && date > (pledged ?? Infinity));

/** Whom an approved offer delays is pledged for the day that was told. */
const toldIn = ({ delayed }: Offer, row: Demand): Demand => {
  const put = delayed.find(({ demand }) => demand === row.id);
  return row.pledged === undefined || !put ? row : { ...row, pledged: second(Math.max(row.pledged, put.after)) };
};

/** Three orders that come in, each as it is offered by the plan with those before it; nothing is published meanwhile. */
function approved(problem: Problem, items: readonly string[], published: Plan): { problem: Problem; plan: Plan } {
  let now = { problem, plan: published };
  items.forEach((item, n) => {
    const asked = { id: `RUSH-${n}`, item, qty: qty(3 + n), wish: second(problem.now + 2 * 86_400), priority: 2 };
    const { first, kept } = promise(now.problem, now.plan, asked);
    if (!kept) return;
    const { wish: due, ...row } = asked;
    const pledged = first && { pledged: second(Math.max(first.date, due)) };
    const others = first ? now.problem.demands.map((one) => toldIn(first, one)) : now.problem.demands;
    const more = {
      ...problem,
      demands: [...others, { ...row, due, kind: 'order' as const, ...pledged, pledgedTurn: n }],
    };
    now = { problem: more, plan: plan(more, { work: 2000, published }) };
  });
  return now;
}

describe('what was pledged since the published plan', () => {
  it.each<[string, readonly (readonly [string, number?])[], readonly string[]]>([
    [
      'goes in the order in which it was pledged, SO-9 before SO-10',
      [
        ['SO-10', 8],
        ['SO-9', 3],
      ],
      ['SO-9', 'SO-10'],
    ],
    [
      'SO-10 before SO-9 where that was pledged first',
      [
        ['SO-9', 8],
        ['SO-10', 3],
      ],
      ['SO-10', 'SO-9'],
    ],
    ['in whatever order it is given, what tells no turn last and by id', [['B'], ['A'], ['C', 1]], ['C', 'A', 'B']],
  ])('%s', (_, asked, expected) => {
    const demands = asked.map(([id, pledgedTurn]) => ({ id, pledged: second(100), pledgedTurn }));
    const nothing = { deliveries: [] } as unknown as Plan;
    const came = pledgedSince({ demands } as unknown as Problem, nothing, nothing);
    expect(came.map(({ id }) => id)).toEqual(expected);
  });

  it('is planned as it was offered, one after the other, but for one of some thirty', () => {
    const [asked, broken]: [string[], string[]] = [[], []];
    for (let seed = 0; seed < 60; seed++) {
      const problem = randomProblem(9000 + seed);
      const made = problem.items.filter(
        ({ id, decimals }) => decimals === 0 && problem.operations.some(({ item }) => item === id),
      );
      if (!problem.rules.constrained || made.length === 0) continue;
      const items = [made[0]!, made[0]!, made.at(1) ?? made[0]!].map(({ id }) => id);
      const { problem: of, plan: last } = approved(problem, items, plan(problem, { work: 2000 }));
      for (const row of of.demands.filter(({ pledged }) => pledged !== undefined)) {
        asked.push(`${seed} ${row.id}`);
        if (shippedLate(last, row)) broken.push(`${seed} ${row.id}`);
      }
    }
    expect(asked.length).toBeGreaterThan(30);
    expect(broken.length, broken.join(', ')).toBeLessThanOrEqual(1);
  });
});
