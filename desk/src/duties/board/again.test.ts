import type { ByHand, HandEdit, Second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { namesOf } from '../planning/called.ts';
import { againDone } from './again.messages.ts';
import { calledThere, calledThrough, doneThere, type Named, type There } from './again.ts';
import { type Again, askedOnceMore, type Outcome, triedAgain } from './againtried.ts';
import type { Act } from './hand.ts';

const hour = 3600;
const second = (hours: number) => (hours * hour) as Second;
const step = (order: string, item: string, hours: number) => ({
  order,
  item,
  seq: 10,
  machine: 'S1',
  start: hours * hour,
  end: (hours + 1) * hour,
  setup: 0,
  run: hour,
});
const version = (number: number, of: Partial<Named>): Named => {
  const steps = of.steps ?? [];
  return { number, base: undefined, steps, orders: steps.map(({ order }) => order), ...names({}), ...of };
};
const names = (made: Readonly<Record<string, string>>) =>
  namesOf(Object.entries(made).map(([was, number]) => ({ was, now: `work/${number}`, made: `work/${number}` })));

describe('an order of another version', () => {
  const from = version(1, {
    steps: [step('work/A', 'BIKE', 1), step('planned/1', 'FRAME', 2), step('planned/2', 'FRAME', 9)],
    ...names({ 'planned/2': 'WO-2' }),
  });
  it.each<[string, string, Partial<Named>, string | undefined]>([
    ['keeps its name as a work order', 'work/A', { orders: ['work/A'] }, 'work/A'],
    ['is not there once its work is done', 'work/A', { orders: [] }, undefined],
    [
      'keeps its name where both were moved from the same',
      'planned/1',
      { base: 1, orders: ['planned/1'] },
      'planned/1',
    ],
    [
      'is the work order that the publication made of it',
      'planned/1',
      { base: 1, orders: ['planned/1'], ...names({ 'planned/1': 'WO-9' }) },
      'work/WO-9',
    ],
    ['is the work order that was made of it since', 'planned/2', { orders: ['work/WO-2'] }, 'work/WO-2'],
    // Planned anew its frame at 2 is planned/7, at another hour.
    [
      'is what is planned in its place by a new plan',
      'planned/1',
      { steps: [step('planned/1', 'BIKE', 2), step('planned/7', 'FRAME', 3)] },
      'planned/7',
    ],
    [
      'is not there where nothing is planned in its place',
      'planned/1',
      { steps: [step('planned/1', 'BIKE', 2)] },
      undefined,
    ],
  ])('%s', (_, order, there, called) => {
    expect(calledThere(from, version(4, there))(order)).toBe(called);
  });
});

it('an order that was made firm by a publication between is called by its work order', () => {
  const versions = [
    version(1, { steps: [step('planned/1', 'FRAME', 2)] }),
    version(2, { base: 1, orders: ['planned/1'], ...names({ 'planned/1': 'WO-9' }) }),
    version(3, { base: 2, orders: ['work/WO-9'] }),
    version(4, { orders: ['work/WO-9'] }),
  ];
  expect(calledThere(versions[0]!, versions[3]!)('planned/1')).toBeUndefined();
  expect(calledThrough(versions)('planned/1')).toBe('work/WO-9');
});

const there: There = {
  number: 4,
  // Its problem begins a day later.
  shift: -24 * hour,
  now: 8 * hour,
  called: (order) => ({ 'work/A': 'work/A', 'planned/1': 'planned/7', 'work/F': 'work/F' })[order],
  whyNot: (order) => `${order} is cancelled by now.`,
  step: ({ order, seq }) => (seq === 10 ? { parts: 1, frozen: order === 'work/F' } : undefined),
  stood: ({ order, part }) => (part === undefined || order === 'work/F' ? 1 : 2),
  begun: () => false,
  resources: new Set(['S1', 'CREW']),
  next: { before: 3, there: 8 },
  moment: (at) => `at ${at / hour}`,
};
const put = (order: string, hours: number, more: object = {}): HandEdit =>
  ({ kind: 'move', order, seq: 10, start: second(hours), ...more }) as HandEdit;

describe('a change by hand done again on another version', () => {
  it('keeps its place in time, and names what it is called there', () => {
    const swap: HandEdit = { kind: 'swap', one: { order: 'planned/1', seq: 10 }, other: { order: 'work/A', seq: 10 } };
    const longer: HandEdit = { kind: 'overtime', of: 'CREW', from: second(40), to: second(42) };
    expect(doneThere([[put('planned/1', 34)], [swap, longer]], there)).toEqual({
      acts: [
        [put('planned/7', 10)],
        [
          { ...swap, one: { order: 'planned/7', seq: 10 } },
          { ...longer, from: second(16), to: second(18) },
        ],
      ],
      left: [],
    });
  });

  it.each<[string, HandEdit, RegExp]>([
    ['whose order is gone', put('work/B', 40), /^work\/B is cancelled by now\.$/],
    ['whose step is gone', { ...put('work/A', 40), seq: 20 } as HandEdit, /^version 4 has no step 20 of A: it is done/],
    ['whose machine is gone', put('work/A', 40, { machine: 'S9' }), /^S9 is there no more\. Maybe/],
    [
      'of a step that is split otherwise',
      put('work/A', 40, { part: 2 }),
      /stood in 2 parts and stands whole in version 4\. Maybe/,
    ],
    ['of what is frozen', put('work/F', 40), /^step 10 of F is frozen in version 4\. Maybe unlock it/],
    ['to a time that is over', put('work/A', 31), /^it would begin at 7, and now it is at 8\. Maybe put it later\.$/],
    [
      'to overtime that has begun',
      { kind: 'overtime', of: 'S1', from: second(32), to: second(40) },
      /^it would begin at 8, and now it is at 8/,
    ],
  ])('%s is left out, with why', (_, edit, why) => {
    const { acts, left } = doneThere([[{ kind: 'stand' }, edit], [put('work/A', 40)]], there);
    expect(acts).toEqual([[put('work/A', 16)]]);
    expect(left).toEqual([{ what: expect.any(String), why: expect.stringMatching(why) }]);
  });

  it('of frozen work is done where it was unlocked first', () => {
    const unlock: HandEdit = { kind: 'unlock', order: 'work/F', seq: 10 };
    expect(doneThere([[unlock], [put('work/F', 40)]], there)).toEqual({
      acts: [[unlock], [put('work/F', 16)]],
      left: [],
    });
  });

  it('of what was split off names it as the split is called there; where the split is left out it is too', () => {
    const split = (order: string): HandEdit => ({ kind: 'split', order, qty: 1 }) as HandEdit;
    const { acts, left } = doneThere(
      [[split('planned/2')], [split('planned/1')], [put('planned/3', 40)], [put('planned/4', 40)]],
      there,
    );
    expect(acts).toEqual([[split('planned/7')], [put('planned/8', 16)]]);
    expect(left.map(({ why }) => why)).toEqual([
      'planned/2 is cancelled by now.',
      'planned order 3 came of a split that is not done.',
    ]);
  });
});

describe('changes tried one after the other', () => {
  /** Steps are put where they are asked for; order X cannot be touched, and Z stands at 9. */
  const ask = async (edits: readonly HandEdit[]): Promise<Outcome> => {
    const wrong = edits.find((edit) => 'order' in edit && edit.order === 'work/X');
    if (wrong) return { impossible: { said: 'step 10 of work/X runs already', maybe: undefined, step: undefined } };
    const starts = new Map<string, number>([['work/Z', 9 * hour]]);
    const moved = edits.flatMap((edit) => {
      if (edit.kind !== 'move') return [];
      const before = { start: second(9), end: second(10) };
      starts.set(edit.order, edit.start);
      return [{ order: edit.order, item: '', seq: 10, before, after: { start: edit.start, end: edit.start + hour } }];
    });
    return { answer: { moved, added: [], gone: [], orders: [] } as unknown as ByHand };
  };
  const stand: HandEdit = { kind: 'stand' };
  const lock: HandEdit = { kind: 'lock', order: 'work/A', seq: 10 };

  it('stay steps of undo in their order, behind what was done there already', async () => {
    const acts: Act[] = [[put('work/A', 12), put('work/B', 13)], [lock]];
    expect(await triedAgain(acts, [[put('work/C', 11)]], 8, ask)).toEqual({ acts, left: [], stands: [] });
  });

  it('leave out what the engine does not take, each by itself, with its sentence', async () => {
    const tried = await triedAgain([[stand, put('work/A', 12), put('work/X', 12), put('work/B', 13)]], [], 8, ask);
    expect(tried.acts).toEqual([[stand, put('work/A', 12), put('work/B', 13)]]);
    expect(tried.left).toEqual([{ what: 'X step 10 moved', why: 'Step 10 of X runs already.' }]);
    expect((await triedAgain([[stand, put('work/X', 12)]], [], 8, ask)).acts).toEqual([]);
    expect((await triedAgain([[put('work/A', 12), put('work/X', 12)]], [], 8, ask)).acts).toEqual([
      [put('work/A', 12)],
    ]);
  });

  it('leave out what changes nothing there, and say so; a lock is always meant', async () => {
    const tried = await triedAgain([[put('work/Z', 9)], [lock]], [], 8, ask);
    expect(tried).toEqual({
      acts: [[lock]],
      left: [],
      stands: [{ what: 'Z step 10 moved', why: 'it stands so already.' }],
    });
  });

  it('leave out what speaks of a split that the engine did not take', async () => {
    const split = { kind: 'split', order: 'work/X', qty: 1 } as unknown as HandEdit;
    const { acts, left } = await triedAgain([[split], [put('planned/8', 12)], [put('planned/7', 12)]], [], 8, ask);
    expect(acts).toEqual([[put('planned/7', 12)]]);
    expect(left.map(({ what }) => what)).toEqual(['X split', 'planned order 8 step 10 moved']);
  });

  it('call what they split off by the names behind those of splits that are done there already', async () => {
    const split = (order: string) => ({ kind: 'split', order, qty: 1 }) as unknown as HandEdit;
    const { acts } = await triedAgain([[split('work/A')], [put('planned/8', 12)]], [[split('work/C')]], 8, ask);
    expect(acts).toEqual([[split('work/A')], [put('planned/9', 12)]]);
  });
});

describe('changes done again once more', () => {
  const split = { kind: 'split', order: 'planned/2', qty: 1 } as unknown as HandEdit;
  const left = [{ what: 'X step 10 moved', why: 'X is completed by now.' }];
  const before: Again = { of: 17, reason: null, told: null, done: 2, left, stands: [] };
  it('keep what came of those before, and have the newer ones tried behind them', () => {
    const newer: Act[] = [[put('work/A', 12)]];
    expect(askedOnceMore(before, { acts: newer, next: 8, left })).toEqual({
      ...before,
      asked: { acts: newer, next: 8 },
      left: [...left, ...left],
    });
  });
  it('stand behind those that are not tried yet, and behind what these split off', () => {
    const waiting: Act[] = [[split]];
    const { asked } = askedOnceMore(
      { ...before, asked: { acts: waiting, next: 8 } },
      { acts: [[split], [put('planned/8', 12)]], next: 8, left: [] },
    );
    expect(asked?.acts).toEqual([[split], [split], [put('planned/9', 12)]]);
  });
});

it.each([
  [[3, 0, 0], '3 changes by hand of version 17 are done again. Nothing is kept until you do.'],
  [
    [1, 1, 2],
    '4 changes by hand of version 17: 1 is done again, 1 stands so already, 2 are left out. Nothing is kept until you do.',
  ],
  [[0, 2, 0], '2 changes by hand of version 17: 2 stand so already. There is nothing to keep.'],
] as const)('what came of them is counted: %j', ([done, stands, left], words) => {
  expect(againDone(done, stands, left, 17)).toBe(words);
});
