import type { ByHand, PlannedOperation } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { closedTriedWords, noLaterWords, proposalWords, triedWords } from './exceptions.messages.ts';
import type { Trouble } from './exceptions.ts';
import { attemptsOf, best, cameOf, type Held, type Stands, stuckOf } from './proposals.ts';

const row = (order: string, machine: string, start: number, more: object = {}) =>
  ({ order, seq: 10, machine, start, end: start + 100, ...more }) as unknown as PlannedOperation;
/** On M1 work/1, then work/2, then work/3; M2 does the same work, X1 other work. */
const stands = {
  now: 0,
  operations: [
    row('work/1', 'M1', 10),
    row('work/2', 'M1', 200),
    row('work/3', 'M1', 400, { frozen: true }),
    row('work/4', 'X1', 0),
  ],
  machines: [
    ['M1', 'MILL'],
    ['M2', 'MILL'],
    ['X1', 'XRAY'],
  ].map(([id, workCentre]) => ({ id, workCentre })),
} as unknown as Stands;
const said = (kind: Trouble, root: string, holds: readonly string[] = [root]) =>
  attemptsOf(
    kind,
    { order: root, seq: 10 },
    holds.map((order) => ({ order, seq: 10 })),
    stands,
  ).map(
    ({ kind: how, order, machine, more, releases }) =>
      `${how} ${order}${more > 0 ? ` and ${more} more` : ''} on ${machine}${releases ? ', let go' : ''}`,
  );

describe('what is tried', () => {
  it.each([
    [
      'what has not begun goes to another machine of its centre, or forward',
      'not-begun',
      'work/1',
      ['work/1'],
      ['elsewhere work/1 on M2', 'forward work/1 on M1'],
    ],
    [
      'of a machine that is down all that it holds goes elsewhere',
      'machine-down',
      'work/1',
      ['work/1', 'work/2'],
      ['elsewhere work/1 and 1 more on M2', 'elsewhere work/1 on M2', 'elsewhere work/2 on M2'],
    ],
    [
      'while material is missing what comes next on the machine goes first',
      'material-late',
      'work/1',
      ['work/1'],
      ['first work/2 on M1', 'first work/3 on M1, let go'],
    ],
    [
      'what waits behind work that runs over goes elsewhere, and frozen work is let go for it',
      'runs-over',
      'work/2',
      [],
      ['elsewhere work/3 on M2, let go', 'forward work/3 on M1, let go'],
    ],
    ['where a centre has one machine there is only forward', 'frozen', 'work/4', ['work/4'], ['forward work/4 on X1']],
    ['what the standing plan does not know any more cannot be moved', 'not-begun', 'work/9', ['work/9'], []],
  ] as const)('%s', (_, kind, root, holds, expected) => {
    expect(said(kind, root, holds)).toEqual(expected);
  });

  it('what belongs on its machine by its record is not sent to another', () => {
    const pinned = { order: 'work/1', seq: 10, pinned: true };
    expect(attemptsOf('not-begun', pinned, [pinned], stands).map(({ kind }) => kind)).toEqual(['forward']);
  });

  const held = (order: string, more: Partial<Held> = {}): Held => ({ order, seq: 10, on: 'M1', ...more });
  it.each<[string, Held, readonly string[]]>([
    [
      'what has begun stays; what comes next on the machine is tried elsewhere',
      held('work/1', { begun: true, pinned: true }),
      ['Do 2/10 on M2', 'Release 3 from the frozen zone and do 3/10 on M2'],
    ],
    ['what the plan has moved off it since is not moved back', held('work/4'), []],
    ['what belongs there by its record stays', held('work/2', { pinned: true }), []],
  ])('of a machine that is down: %s', (_, one, expected) => {
    expect(attemptsOf('machine-down', one, [one], stands).map(proposalWords)).toEqual(expected);
  });

  it.each<[string, Trouble, Held, string | undefined]>([
    ['begun', 'machine-down', held('work/1', { begun: true, pinned: true }), 'begun M1 M2'],
    ['bound by its record', 'not-begun', held('work/1', { pinned: true }), 'pinned M1 M2'],
    ['moved by the plan made since', 'machine-down', held('work/4'), 'moved X1 '],
    ['without another machine', 'frozen', held('work/4', { on: 'X1' }), 'alone X1 '],
    ['gone', 'machine-down', held('work/9'), 'gone  '],
    ['tried', 'machine-down', held('work/1'), undefined],
    ['of no matter where material is missing', 'material-late', held('work/1', { pinned: true }), undefined],
  ])('why it goes to no other machine is known of what is %s', (_, kind, one, expected) => {
    const found = stuckOf(kind, one, [one], stands).map(({ why, machine, others }) => `${why} ${machine} ${others}`);
    expect(found[0]).toBe(expected);
  });

  it('a machine that is down too is tried last, and is no way out', () => {
    const machines = [...stands.machines.slice(0, 2), { id: 'M3', workCentre: 'MILL' }].map((one) =>
      one.id === 'M2' ? { ...one, downtime: [{ from: 0, to: 500 }] } : one,
    ) as unknown as Stands['machines'];
    const one = held('work/1');
    expect(attemptsOf('machine-down', one, [one], { ...stands, machines }).map(({ machine }) => machine)).toEqual([
      'M3',
      'M2',
    ]);
    const pinned = held('work/1', { pinned: true });
    expect(stuckOf('machine-down', pinned, [pinned], { ...stands, machines })[0]?.others).toEqual(['M3']);
  });

  it('all that a machine held is moved at once too, in its turn, to one other machine or one here and one there', () => {
    const machines = [...stands.machines, { id: 'M3', workCentre: 'MILL' }] as Stands['machines'];
    const held = ['work/1', 'work/2', 'work/3'].map((order) => ({ order, seq: 10 }));
    const [, , spread] = attemptsOf('machine-down', held[0]!, held, { ...stands, machines });
    expect(spread).toMatchObject({ machine: 'M2, M3', more: 2, releases: true });
    const to = spread!.edits.flatMap((edit) => (edit.kind === 'move' ? [`${edit.order} ${edit.machine}`] : []));
    expect(to).toEqual(['work/1 M2', 'work/2 M3', 'work/3 M2']);
    expect(spread!.edits[0]).toMatchObject({ kind: 'unlock', order: 'work/3' });
  });

  it('what makes the rest of an order that delivers less goes forward and elsewhere, before what comes next goes first', () => {
    const tried = attemptsOf('order-short', { order: 'work/9', seq: 10 }, [{ order: 'work/1', seq: 10 }], stands, [
      'work/2',
    ]);
    expect(tried.map(proposalWords)).toEqual([
      'Make the rest sooner: pull 2/10 forward on M1',
      'Make the rest sooner: do 2/10 on M2',
      'Start 2/10 first on M1',
      'Release 3 from the frozen zone and start 3/10 first on M1',
    ]);
  });

  it('frozen work is unlocked before it is moved', () => {
    const [first] = attemptsOf('frozen', { order: 'work/3', seq: 10 }, [], stands);
    expect(first?.edits).toEqual([
      { kind: 'unlock', order: 'work/3', seq: 10, free: true },
      { kind: 'move', order: 'work/3', seq: 10, start: 400, machine: 'M2' },
      { kind: 'pull-forward', order: 'work/3', seq: 10 },
    ]);
  });
});

const outcome = (before: number, after: number, more: Partial<ByHand> = {}) =>
  ({ conflicts: [], lateSeconds: { before, after }, onTime: { before: 1, after: 1 }, ...more }) as unknown as ByHand;

const clash = (order: string) => ({ rule: 'no machine over capacity', order, seq: 10 }) as never;

it.each([
  ['less lateness is a gain', outcome(100, 40), { kind: 'gains', gain: 60 }],
  ['no less is none', outcome(100, 100), { kind: 'idle' }],
  ['more is none', outcome(100, 140), { kind: 'idle' }],
  [
    'one more in time is worth the same lateness',
    outcome(100, 100, { onTime: { before: 1, after: 2 } }),
    { kind: 'gains', gain: 0 },
  ],
  [
    'what breaks a rule is none, and says which',
    outcome(100, 0, { conflicts: [clash('work/9')] }),
    { kind: 'breaks', rule: 'no machine over capacity' },
  ],
  [
    'a rule that the plan breaks as it stands is not broken by a move',
    outcome(100, 40, { conflicts: [clash('work/1')] }),
    { kind: 'gains', gain: 60 },
  ],
  ['what is none of this plan cannot be done', null, { kind: 'impossible' }],
] as const)('%s', (_, tried, came) => {
  expect(cameOf(tried, outcome(100, 100, { conflicts: [clash('work/1')] }))).toEqual(came);
});

it.each([
  [[], /^Nothing is tried by hand for it: in this plan nothing stands next that might go first\.$/],
  [[{ kind: 'idle' }], /^1 move was tried: 1 makes no order less late\.$/],
  [
    [
      { kind: 'gains', gain: 1 },
      { kind: 'idle' },
      { kind: 'breaks', rule: 'a' },
      { kind: 'breaks', rule: 'a' },
      { kind: 'impossible' },
    ],
    /^5 moves were tried: 1 helps, 1 makes no order less late, 2 would break a rule \(a\), 1 cannot be done in this plan\.$/,
  ],
] as const)('why what was tried is no proposal is said: %j', (came, said) => {
  expect(triedWords(came, [], 3)).toMatch(said);
});

it('who goes to no other machine is said with the reason and the way out, where nothing helps', () => {
  const one = { order: 'work/MO-7', seq: 20, machine: 'LINE-1', others: ['LINE-2', 'LINE-3'] } as const;
  expect(triedWords([], [{ ...one, why: 'begun' }], 3)).toBe(
    'Nothing is tried by hand for it. MO-7/20 has begun on LINE-1 by what was reported, and no plan moves what has begun. Maybe give it another machine (LINE-2, LINE-3) under Operations and plan again.',
  );
  expect(
    triedWords(
      [{ kind: 'idle' }],
      [
        { ...one, why: 'pinned', others: [] },
        { ...one, why: 'pinned', order: 'work/MO-8', others: [] },
        { ...one, why: 'moved', machine: 'LINE-2' },
      ],
      3,
    ),
  ).toBe(
    '1 move was tried: 1 makes no order less late. MO-7/20, MO-8/20 belong on LINE-1 by their records. No other machine of the work centre runs now. Version 3, planned since, does MO-7/20 on LINE-2.',
  );
  expect(triedWords([{ kind: 'gains', gain: 1 }], [{ ...one, why: 'pinned' }], 3)).toBe('1 move was tried: 1 helps.');
});

it('the most gained stands first, and of two that come to the same the first tried', () => {
  const tried = [20, 60, 20, 40].map((gain, n) => ({ gain, n }));
  expect(best(tried, 3).map(({ n }) => n)).toEqual([1, 3, 0]);
});

describe('of closed hours', () => {
  it.each<[string, readonly string[], RegExp]>([
    [
      'nothing is left to mend where no line is late',
      [],
      /^Nothing is left to mend by moves: version 7 .* is late\. Maybe/,
    ],
    [
      'who is late is named, for the plan has moved what it could',
      ['SO-1/1'],
      /^No single move is tried: .* SO-1\/1 is late/,
    ],
    ['so are several', ['SO-1/1', 'SO-2/1'], /SO-1\/1, SO-2\/1 are late by it\. Maybe ask for overtime on another day/],
  ])('%s, with the ways that are left', (_, late, words) => {
    expect(closedTriedWords(7, late)).toMatch(words);
  });

  it('lines that ship no later are counted, behind those that do', () => {
    expect([noLaterWords(12, 3), noLaterWords(1, 3), noLaterWords(4, 0)]).toEqual([
      '12 more ship no later',
      '1 more ships no later',
      '4 ship no later',
    ]);
  });
});
