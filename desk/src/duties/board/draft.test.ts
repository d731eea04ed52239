import { Worker } from 'node:worker_threads';
import { type HandEdit, type Plan, type Problem, plan, qty, type Second, type StepOf } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { at, sawShop } from '../masterschedule/sawshop.test-support.ts';
import { boardRefusals } from './board.messages.ts';
import { DraftThreads } from './draft.jobs.ts';
import { triedDraft } from './draft.ts';

const input = { problem: {} as Problem, plan: {} as Plan, edits: [], present: 0 as Second };
const code = (error: unknown) => (error as { code?: string }).code;
const begun: Worker[] = [];
const endless = () => {
  const worker = new Worker('setInterval(() => {}, 1000)', { eval: true });
  begun.push(worker);
  return worker;
};

it('two drafts are kept at once and no third; one that takes too long is ended, and makes room', async () => {
  const threads = new DraftThreads(endless, { most: 2, seconds: 0.05 });
  const three = await Promise.all([1, 2, 3].map(() => threads.made(input).catch(code)));
  expect(three).toEqual(['draft-too-long', 'draft-too-long', 'drafts-busy']);
  expect(await threads.made(input).catch(code)).toBe('draft-too-long');
  expect(begun.map(({ threadId }) => threadId)).toEqual([-1, -1, -1]);
});

it('edits that are none of a version are told with one way out: the engine’s, or to undo them', () => {
  const impossible = { said: 'planned/1 has no step 90 in this plan', maybe: undefined, step: undefined };
  expect(boardRefusals.impossible(impossible)).toBe(
    'Nothing was kept: planned order 1 has no step 90 in this plan. Maybe undo the last of the changes.',
  );
  expect(boardRefusals.impossible({ ...impossible, maybe: 'another step is meant' })).toMatch(
    /in this plan\. Maybe another step is meant\.$/,
  );
});

/** One saw saws a board of a work order for Tuesday and one of a planned order for Wednesday; it is Monday at noon. */
const problem = sawShop(
  { A: at(1, 16), B: at(2, 16) },
  {
    now: at(0, 12),
    machines: [{ id: 'S1', workCentre: 'SAW', capacity: 1 }],
    workOrders: [{ id: 'MO-1', item: 'BOARD', qty: qty(1), qtyOpen: qty(1), state: 'firm', due: at(1, 16) }],
  },
);
const made = plan(problem);
const planned: StepOf = { order: 'planned/1', seq: 10 };
const stood = made.operations.find(({ order }) => order === planned.order)!.start;
const put = (start: number): HandEdit => ({ kind: 'move', ...planned, start: start as Second });
const bigger: HandEdit = { kind: 'resize', order: planned.order, qty: qty(2) };
const lock: HandEdit = { kind: 'lock', ...planned };
const unlock: HandEdit = { kind: 'unlock', ...planned };
const tried = (...edits: readonly HandEdit[]) => triedDraft({ problem, plan: made, edits, present: problem.now });

it.each<[string, readonly HandEdit[], object]>([
  ['in the year 1899 is refused as one of long ago', [put(-4_000_000_000)], { far: { ...planned, side: 'past' } }],
  ['in the year 2099 is refused as one far ahead', [put(2_500_000_000)], { far: { ...planned, side: 'ahead' } }],
  [
    'before now is refused: nothing can have begun then by a plan',
    [put(at(0, 9))],
    { past: { ...planned, start: at(0, 9) } },
  ],
  ['before now and then later is kept', [put(at(0, 9)), put(at(0, 13))], { draft: {} }],
  ['where it stands is no change', [put(stood)], { unchanged: true }],
  [
    'that it has, swapped with itself, is no change',
    [{ kind: 'swap', one: planned, other: planned }],
    { unchanged: true },
  ],
  ['and back, locked and let go again, is no change', [put(at(2, 9)), put(stood), lock, unlock], { unchanged: true }],
  ['and back, and locked there, is kept', [put(at(2, 9)), put(stood), lock], { draft: {} }],
  ['where it stands, of an order of another size, is kept', [put(stood), bigger], { draft: {} }],
  ['before noon of Wednesday is kept', [put(at(2, 9))], { draft: {} }],
])('a move to a time %s', (_, edits, outcome) => {
  expect(tried(...edits)).toMatchObject(outcome);
});

it.each<[string, readonly HandEdit[], object]>([
  ['to a time that is over is refused', [put(at(1, 9))], { past: { ...planned, start: at(1, 9) } }],
  ['to before what is left of the day is refused', [{ kind: 'pull-forward', ...planned }], { past: planned }],
  ['to a time that is over and then later is kept', [put(at(1, 9)), put(at(2, 9))], { draft: {} }],
  ['to later is kept, whatever stands before now', [put(at(2, 9))], { draft: {} }],
])('on the day after the plan was made a move %s', (_, edits, outcome) => {
  expect(triedDraft({ problem, plan: made, edits, present: at(2, 8) })).toMatchObject(outcome);
});

const sawLetGo: HandEdit = { kind: 'unlock', order: 'work/MO-1', seq: 10 };
const sawLocked: HandEdit = { ...sawLetGo, kind: 'lock' };

/** The same with the step of the work order frozen where it stands. */
function withSaw(): Problem {
  const row = made.operations.find(({ order }) => order === 'work/MO-1')!;
  const [saw] = problem.operations;
  const [order] = problem.workOrders;
  const frozen = { from: row.start, to: row.end };
  return { ...problem, workOrders: [{ ...order!, operations: [{ ...saw!, done: false, machine: 'S1', frozen }] }] };
}

it('a frozen step let go and locked again where it stood is no change; let go alone, or with another moved, it is kept', () => {
  const zoned = withSaw();
  const outcomes = [[sawLetGo, sawLocked], [sawLetGo], [sawLetGo, sawLocked, put(at(2, 9))]].map((edits) =>
    Object.keys(triedDraft({ present: problem.now, problem: zoned, plan: plan(zoned), edits })),
  );
  expect(outcomes).toEqual([['unchanged'], ['draft'], ['draft']]);
});

it.each<[string, readonly HandEdit[], 'unchanged' | 'draft']>([
  ['a step that is not locked', [{ kind: 'unlock', ...planned }], 'unchanged'],
  [
    'a step that is not locked, beside a frozen one that is let go',
    [{ kind: 'unlock', ...planned }, sawLetGo],
    'draft',
  ],
  [
    'a frozen step, locked again, and one that is not locked',
    [{ kind: 'unlock', ...planned }, sawLetGo, sawLocked],
    'unchanged',
  ],
  ['a step of a work order that is not locked', [sawLetGo], 'unchanged'],
])('letting go %s', (_, edits, outcome) => {
  const of = edits.length === 1 ? problem : withSaw();
  expect(Object.keys(triedDraft({ present: problem.now, problem: of, plan: plan(of), edits }))).toEqual([outcome]);
});

it('a move to where it stood changes nothing, in whatever order the version is read back', () => {
  // As the database has it: by name, so work orders last.
  const byName = (a: string, b: string): number => (a < b ? -1 : 1);
  const read = {
    ...made,
    operations: made.operations.toSorted((a, b) => byName(a.order, b.order)),
    orders: made.orders.toSorted((a, b) => byName(a.id, b.id)),
  };
  expect(read.operations.map(({ order }) => order)).toEqual(['planned/1', 'work/MO-1']);
  expect(made.operations.map(({ order }) => order)).toEqual(['work/MO-1', 'planned/1']);
  expect(triedDraft({ present: problem.now, problem, plan: read, edits: [put(stood)] })).toEqual({ unchanged: true });
  expect(triedDraft({ present: problem.now, problem, plan: read, edits: [put(stood + 7 * 86_400)] })).toHaveProperty(
    'draft',
  );
});

it('what cannot be kept says when that would have been, and the way out', () => {
  expect(boardRefusals.far({ order: 'planned/1', seq: 10, side: 'past' })).toBe(
    'Step 10 of planned order 1 would begin more than ten years ago. Maybe another year is meant.',
  );
  expect(boardRefusals.past({ order: 'work/MO-1', seq: 10 }, 'Mon 5 Jan 09:00', { begins: 'Mon 5 Jan 12:00' })).toBe(
    'Step 10 of MO-1 would have begun Mon 5 Jan 09:00, before now; the board begins Mon 5 Jan 12:00. Maybe put it later; if it has begun, report its progress instead.',
  );
  expect(boardRefusals.past({ order: 'work/MO-1', seq: 10 }, 'Mon 5 Jan 13:00', { now: 'Mon 5 Jan 14:00' })).toBe(
    'Step 10 of MO-1 would have begun Mon 5 Jan 13:00, and now it is Mon 5 Jan 14:00. Maybe put it later; if it has begun, report its progress instead.',
  );
});
