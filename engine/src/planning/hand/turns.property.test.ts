import { describe, expect, it } from 'vitest';
import { check } from '../../checking/check.ts';
import { applyByHand, byHand, prepare } from '../../index.ts';
import { qty, second } from '../../units/units.ts';
import type { Plan } from '../plan.ts';
import { plan } from '../planner.ts';
import { type Problem, ProblemError } from '../problem.ts';
import { randomProblem } from '../random.test-support.ts';
import { type HandEdit, stepOfRow } from './edits.ts';

const HOUR = 3600;

/** Records of work orders as people type them: any machine of the work centre may do their steps. */
const ofAnyMachine = (problem: Problem): Problem => ({
  ...problem,
  workOrders: problem.workOrders.map((row) => ({
    ...row,
    operations: row.operations?.map((step) => (step.frozen ? step : { ...step, machines: undefined })),
  })),
});

/** mulberry32. */
function diceOf(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b_79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

interface Stands {
  readonly problem: Problem;
  readonly plan: Plan;
}

/** What somebody does next to a plan that he has moved already. */
function nextEdit({ problem, plan: { operations, orders } }: Stands, below: ReturnType<typeof diceOf>): HandEdit {
  const row = () => operations[below(operations.length)]!;
  const order = () => orders[below(orders.length)]!;
  const machine = () => problem.machines[below(problem.machines.length)]!.id;
  const [one, other] = [row(), row()];
  const start = second(one.start + (below(80) - 20) * 1800);
  const size = order();
  switch (below(9)) {
    case 0:
    case 1:
      return { kind: 'resize', order: size.id, qty: qty(Math.max(1, size.qty + below(7) - 3)) };
    case 2:
    case 3:
      return { kind: 'split', order: size.id, qty: qty(1 + below(Math.max(1, size.qty - 1))) };
    case 4:
      return { kind: 'move', ...stepOfRow(one), start };
    case 5:
      return { kind: 'move', ...stepOfRow(one), start, machine: machine() };
    case 6:
      return { kind: 'swap', one: stepOfRow(one), other: stepOfRow(other) };
    case 7:
      return below(2) === 0 ? { kind: 'lock', ...stepOfRow(one) } : { kind: 'unlock', ...stepOfRow(one) };
    default:
      return { kind: 'downtime', machine: machine(), from: start, to: second(start + (1 + below(6)) * HOUR) };
  }
}

/** Rules that a turn breaks and no conflict says so, with what was done until then. */
function silentIn(problem: Problem, seed: number): readonly string[] {
  const before = plan(problem, {});
  if (before.operations.length === 0 || problem.machines.length === 0) return [];
  const prepared = prepare(problem, before);
  const below = diceOf(seed);
  let done: readonly HandEdit[] = before.operations
    .filter((row) => row.frozen && below(3) === 0)
    .map((row) => ({ kind: 'unlock', ...stepOfRow(row) }));
  let stands: Stands = { problem, plan: before };
  for (let turn = 0; turn < 6; turn++) {
    const edits = [...done, nextEdit(stands, below)];
    try {
      const { conflicts } = byHand(problem, before, edits, { prepared });
      if (conflicts.length > 0) continue;
      const after = applyByHand(problem, before, edits, { prepared });
      const broken = check(after.problem, after.plan);
      if (broken.length > 0)
        return broken.map(({ rule, text }) => `${problem.name}, ${JSON.stringify(edits)}: ${rule}: ${text}`);
      [done, stands] = [edits, after];
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
    }
  }
  return [];
}

describe('whatever somebody does in turn with a plan', () => {
  it.each([6000, 6080, 6170])('is clean where no conflict says otherwise (ten from seed %i)', (from) => {
    const seeds = Array.from({ length: 10 }, (_, i) => from + i);
    expect(seeds.flatMap((seed) => silentIn(ofAnyMachine(randomProblem(seed)), seed))).toEqual([]);
  });
});
