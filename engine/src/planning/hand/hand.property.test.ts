import { describe, expect, it } from 'vitest';
import { check } from '../../checking/check.ts';
import { applyByHand, byHand, prepare } from '../../index.ts';
import { qty, second } from '../../units/units.ts';
import type { Plan, PlannedOperation } from '../plan.ts';
import { plan } from '../planner.ts';
import { type Problem, ProblemError } from '../problem.ts';
import { FEATURES, randomProblem } from '../random.test-support.ts';
import { type HandEdit, stepOfRow } from './edits.ts';

const HOUR = 3600;
const seeds = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

/** Some edits of each kind that the plan has something for, by the seed. */
function editsOf(problem: Problem, { operations, orders }: Plan, seed: number): HandEdit[] {
  const open = new Map(problem.workOrders.map((row) => [`work/${row.id}`, row.operations]));
  const runs = ({ order, seq }: PlannedOperation) =>
    open.get(order)?.some((step) => step.seq === seq && step.startedAt !== undefined) === true;
  const movable = operations.filter((row) => !runs(row));
  if (movable.length === 0) return [];
  const pick = (n: number) => movable[(seed * 7 + n * 13) % movable.length]!;
  const machine = (n: number) => problem.machines[(seed + n) % Math.max(1, problem.machines.length)]?.id;
  const [a, b, c] = [pick(0), pick(1), pick(2)];
  const by = (row: PlannedOperation, seconds: number, on?: string): HandEdit => ({
    kind: 'move',
    ...stepOfRow(row),
    start: second(row.start + seconds),
    ...(on === undefined ? {} : { machine: on }),
  });
  return [
    by(a, 5 * HOUR),
    by(a, -3 * HOUR),
    by(b, 30 * HOUR),
    by(c, 600, machine(1)),
    by(c, 0, machine(2)),
    { kind: 'pull-forward', ...stepOfRow(b) },
    ...(a === b ? [] : [{ kind: 'swap' as const, one: stepOfRow(a), other: stepOfRow(b) }]),
    { kind: 'lock', ...stepOfRow(c) },
    ...[
      ...orders.filter(({ workOrder }) => workOrder === undefined).slice(0, 2),
      ...orders.filter(({ workOrder }) => workOrder !== undefined).slice(0, 2),
    ].flatMap((row): HandEdit[] => [
      { kind: 'resize', order: row.id, qty: qty(row.qty + 3) },
      { kind: 'resize', order: row.id, qty: qty(Math.ceil(row.qty / 2)) },
      ...(row.qty > 1 ? [{ kind: 'split' as const, order: row.id, qty: qty(Math.floor(row.qty / 2)) }] : []),
    ]),
  ];
}

/** The names under which the checker has something against the plan, and what the answer says. */
function judged(problem: Problem, before: Plan, edits: readonly HandEdit[]) {
  const prepared = prepare(problem, before);
  const answer = byHand(problem, before, edits, { prepared });
  const done = applyByHand(problem, before, edits, { prepared });
  const broken = check(done.problem, done.plan);
  return { answer, done, broken };
}

/** Undefined: what is missing after another size cannot be had at all. */
function judgedOrRefused(problem: Problem, before: Plan, edits: readonly HandEdit[]) {
  try {
    return judged(problem, before, edits);
  } catch (error) {
    if (error instanceof ProblemError && edits.some(({ kind }) => kind === 'resize' || kind === 'split'))
      return undefined;
    throw error;
  }
}

const wrong = (problem: Problem, seed: number) => {
  const before = plan(problem, {});
  const all = editsOf(problem, before, seed);
  return [...all.map((edit) => [edit]), all.slice(0, 4)].flatMap((edits) => {
    const { answer, broken } = judgedOrRefused(problem, before, edits) ?? {};
    if (!answer || !broken) return [];
    const what = `${problem.name}, ${JSON.stringify(edits)}`;
    if (answer.conflicts.length === 0) return broken.map((it) => `${what}: ${it.rule}: ${it.text}`);
    // A bill that is no longer in force may ask for the same by other lines.
    const names = new Set(['components as exploded', ...broken.map(({ rule }) => rule)]);
    // A work order keeps the quantity that a person gives it, so the checker asks of none whether its lot rule would make that.
    const lotOfWork = ({ rule, order }: (typeof answer.conflicts)[number]) =>
      (rule === 'order sizes follow the lot rule' || rule === 'lots are economic') && order.startsWith('work/');
    return answer.conflicts
      .filter((it) => !names.has(it.rule) && !lotOfWork(it))
      .map((it) => `${what}: not broken: ${it.rule}: ${it.text}`);
  });
};

describe('a plan edited by hand', () => {
  it.each(FEATURES)('in a factory with %s breaks a rule where it says so, and nowhere else', (feature) => {
    expect(seeds(0, 2).flatMap((seed) => wrong(randomProblem(seed, [feature]), seed))).toEqual([]);
  });

  it.each(seeds(0, 5).map((part) => 3000 + part * 10))('with many features at once too (ten from seed %i)', (from) => {
    expect(seeds(from, 10).flatMap((seed) => wrong(randomProblem(seed), seed))).toEqual([]);
  });

  it.each([...FEATURES, undefined])(
    'where nothing slides, stands as before but for what was put, and says what breaks (%s)',
    (feature) => {
      for (const seed of seeds(feature ? 0 : 5000, feature ? 1 : 10)) {
        const problem = randomProblem(seed, feature && [feature]);
        const before = plan(problem, {});
        if (before.operations.some((row) => row.part)) continue;
        const prepared = prepare(problem, before);
        expect(byHand(problem, before, [{ kind: 'stand' }], { prepared }), problem.name).toMatchObject({
          moved: [],
          conflicts: [],
        });
        const moves = editsOf(problem, before, seed).filter(({ kind }) => kind === 'move');
        for (const edits of [...moves.map((edit) => [edit]), moves]) {
          const { answer, done, broken } = judged(problem, before, [{ kind: 'stand' }, ...edits]);
          const what = `${problem.name}, ${JSON.stringify(edits)}`;
          const starts = (rows: Plan['operations']) =>
            new Map(rows.map((row) => [`${row.order} ${row.seq} ${row.part?.number}`, `${row.machine} ${row.start}`]));
          const [stood, stands] = [starts(before.operations), starts(done.plan.operations)];
          const elsewhere = [...stands].filter(([key, place]) => stood.get(key) !== place).map(([key]) => key);
          const put = new Set(moves.map((edit) => ('seq' in edit ? `${edit.order} ${edit.seq} ${edit.part}` : '')));
          const slid = elsewhere.filter((key) => !put.has(key));
          expect(slid, what).toEqual([]);
          const [said, names] = [answer.conflicts.map(({ rule }) => rule), broken.map(({ rule }) => rule)];
          const unbroken = said.filter((rule) => !names.includes(rule));
          expect(unbroken, what).toEqual([]);
          // Where a supply is not there in time its material is missing too, and what is made of it ships sooner than it can.
          const follows = ['material is present when consumed', 'nothing ships sooner than it can'];
          const unsaid = names.filter((rule) => !said.includes(rule) && !follows.includes(rule));
          expect(unsaid, what).toEqual([]);
          if (said.length === 0) expect(names, what).toEqual([]);
        }
      }
    },
  );

  it('is the plan before where nothing is edited, or everything is put back', () => {
    for (const seed of seeds(4000, 20)) {
      const problem = randomProblem(seed);
      const before = plan(problem, {});
      const prepared = prepare(problem, before);
      expect(byHand(problem, before, [], { prepared }), problem.name).toMatchObject({
        moved: [],
        conflicts: [],
        earlier: [],
        later: [],
      });
      for (const edit of editsOf(problem, before, seed)) {
        if (edit.kind !== 'move') continue;
        const row = before.operations.find(
          ({ order, seq, part }) => order === edit.order && seq === edit.seq && part?.number === edit.part,
        )!;
        const back: HandEdit = {
          ...edit,
          start: row.start,
          ...(row.machine === undefined ? {} : { machine: row.machine }),
        };
        const { plan: after } = applyByHand(problem, before, [edit, back], { prepared });
        expect(after.operations, problem.name).toEqual(before.operations);
        expect(after.deliveries, problem.name).toEqual(before.deliveries);
      }
    }
  });
});
