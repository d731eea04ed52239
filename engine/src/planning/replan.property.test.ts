import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { plan, replan } from '../index.ts';
import { qty, second } from '../units/units.ts';
import type { Change } from './change.ts';
import type { Problem } from './problem.ts';
import { FEATURES, randomProblem } from './random.test-support.ts';

const HOUR = 3600;
const DAY = 86_400;
const seeds = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

/** One change of each kind that the factory has something for. */
function changesOf(problem: Problem, seed: number): Change[] {
  const { now } = problem;
  const pick = <T>(rows: readonly T[]): T | undefined => rows[seed % Math.max(1, rows.length)];
  const changes: Change[] = [];
  const line = pick(problem.purchaseLines);
  if (line)
    changes.push({ kind: 'purchase-late', line: line.id, estimated: second(Math.max(line.estimated, now) + 6 * DAY) });
  const machine = pick(problem.machines);
  if (machine)
    changes.push({ kind: 'machine-down', machine: machine.id, from: now, to: second(now + 2 * DAY + 5 * HOUR) });
  const crew = pick(problem.crews);
  if (crew)
    changes.push({
      kind: 'crew-absent',
      crew: crew.id,
      from: second(now + DAY),
      to: second(now + 3 * DAY),
      ...(seed % 2 === 0 ? { people: 1 } : {}),
    });
  const order = pick(problem.workOrders);
  if (order && order.qtyOpen > 1) changes.push({ kind: 'scrap', workOrder: order.id, qty: qty(1) });
  const demand = pick(problem.demands);
  if (demand) {
    changes.push({ kind: 'quantity', demand: demand.id, qty: qty(demand.qty + 3) });
    changes.push({ kind: 'quantity', demand: demand.id, qty: qty(Math.floor(demand.qty / 2)) });
    changes.push({
      kind: 'rush-order',
      demand: { id: 'RUSH', item: demand.item, qty: qty(2), due: second(now + 2 * DAY), priority: 1, kind: 'order' },
    });
  }
  return changes;
}

/** What is wrong after each of the changes alone. */
const wrong = (problem: Problem, seed: number) => {
  const before = plan(problem, {});
  return changesOf(problem, seed).flatMap((change) => {
    const done = replan(problem, before, [change]);
    return check(done.problem, done.plan).map((it) => `${problem.name}, ${change.kind}: ${it.rule}: ${it.text}`);
  });
};

describe('a plan mended after a change', () => {
  it.each(FEATURES)('in a factory with %s breaks no rule', (feature) => {
    expect(seeds(0, 3).flatMap((seed) => wrong(randomProblem(seed, [feature]), seed))).toEqual([]);
  });

  it.each(seeds(0, 8).map((part) => 1000 + part * 10))(
    'with many features at once breaks no rule (ten from seed %i)',
    (from) => {
      expect(seeds(from, 10).flatMap((seed) => wrong(randomProblem(seed), seed))).toEqual([]);
    },
  );

  it('that changes nothing is the plan itself', () => {
    for (const seed of seeds(2000, 30)) {
      const problem = randomProblem(seed);
      const before = plan(problem, {});
      const done = replan(problem, before, []);
      expect(done.reach, problem.name).toBe('smallest');
      expect(done.moved, problem.name).toEqual([]);
      expect(done.plan.operations, problem.name).toEqual(before.operations);
      expect(done.plan.deliveries, problem.name).toEqual(before.deliveries);
    }
  });
});
