import type { ByHand, HandEdit, HandMove, Qty, Second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { board, wire } from './board.test-support.ts';
import { boardOf } from './board.ts';
import { brokenPromises } from './brokenpromises.ts';
import {
  actsWords,
  actWords,
  begun,
  conflictWords,
  consequenceWords,
  doneWords,
  editWords,
  impossibleWords,
  mends,
  promiseWords,
  toldOrders,
  undoWords,
} from './hand.messages.ts';
import { mayBeSplitBelow, splitBelow } from './splitbelow.ts';

const hour = 3600;
const second = (hours: number) => (hours * hour) as Second;
const weld = { order: 'work/1', seq: 20 } as const;
const toTen: HandEdit = { kind: 'move', ...weld, start: second(10), machine: 'W1' };
const lock: HandEdit = { kind: 'lock', ...weld };
const move: HandMove = {
  ...weld,
  item: 'FRAME',
  before: { machine: 'W1', start: second(9), end: second(12) },
  after: { machine: 'P1', start: second(10), end: second(33) },
};

describe('what edits do is said', () => {
  const nothing: ByHand = {
    orders: [],
    moved: [],
    added: [],
    gone: [],
    earlier: [],
    later: [],
    newlyLate: [],
    saved: [],
    onTime: { before: 1, after: 1 },
    lateSeconds: { before: 0, after: 0 },
    setupSeconds: { before: 0, after: 0 },
    overtimeSeconds: 0,
    conflicts: [],
    said: [],
  };
  const change = (demand: string, seconds: number) => ({
    demand,
    due: second(0),
    before: second(24),
    after: (second(24) + seconds) as Second,
    seconds,
  });
  it.each<[string, Partial<ByHand>, string]>([
    ['nobody hurt', {}, 'No order ships earlier or later.'],
    [
      'nobody hurt, whatever else it does',
      { setupSeconds: { before: 0, after: 2700 }, moved: [move] },
      'No order ships earlier or later, 45 min more set-up, 1 other operation moves.',
    ],
    [
      'nothing of less than an hour, as comparing does not',
      {
        later: [change('SO-1/1', 3599)],
        earlier: [change('SO-2/1', -600)],
        moved: [{ ...move, after: { ...move.before, start: (move.before.start + 3599) as Second } }],
      },
      'No order ships earlier or later by an hour or more.',
    ],
    [
      'whom it hurts, whom it saves, and the set-up',
      {
        later: [change('SO-1042/1', 43_200), change('SO-1077/2', 7200)],
        saved: [change('SO-9/1', -9)],
        setupSeconds: { before: 3600, after: 1200 },
      },
      '2 orders later (SO-1042/1 +0.5 d, SO-1077/2 +2.0 h), 1 order saved (SO-9/1 −1 min), 40 min less set-up.',
    ],
    [
      'newly late apart from later, saved apart from earlier: each order once',
      {
        later: [change('SO-1/1', 3600), change('SO-2/1', 600)],
        newlyLate: [change('SO-2/1', 600)],
        earlier: [change('SO-3/1', -3600), change('SO-4/1', -7200)],
        saved: [change('SO-4/1', -7200)],
      },
      '1 order newly late (SO-2/1 +10 min), 1 order later (SO-1/1 +1.0 h), 1 order earlier (SO-3/1 −1.0 h), 1 order saved (SO-4/1 −2.0 h).',
    ],
    [
      'whom it hurts most first, in days that are worked: over a weekend is no farther',
      {
        newlyLate: [
          { ...change('SO-8/1', 72 * hour), before: second(108), after: second(180) },
          change('SO-2/1', 48 * hour),
          { demand: 'SO-7/1', due: second(0), before: second(24) },
        ],
      },
      '3 orders newly late (SO-7/1 without a date, SO-2/1 +2.0 d, SO-8/1 +1.0 d).',
    ],
    ['days as they are worked', { later: [change('SO-9/1', 7 * 24 * hour)] }, '1 order later (SO-9/1 +5.0 d).'],
    [
      'others that give way, and overtime',
      { moved: [move, { ...move, byHand: true }], overtimeSeconds: 7200, earlier: [change('SO-1/1', -5400)] },
      '1 order earlier (SO-1/1 −1.5 h), 2.0 h of overtime used, 1 other operation moves.',
    ],
  ])('%s', (_, part, words) => {
    expect(consequenceWords({ ...nothing, ...part }, { days: board.days })).toBe(words);
  });
  it('promises that were kept and are no longer, counted', () => {
    const promised = [20 * hour - 1, 30 * hour, null];
    const of = { ...wire().demands, ref: ['SO-1/1', 'SO-2/1', 'SO-3/1'], customer: [null, null, null] };
    const drawn = boardOf(wire({ demands: { ...of, due: [0, 0, 0], late: [0, 0, 0], promised } }));
    const later = (demand: string, before: number, after?: number) => ({
      ...change(demand, 1),
      before: before as Second,
      after: after as Second,
    });
    const [one, other, none] = ['SO-1/1', 'SO-2/1', 'SO-3/1'];
    const broken = (...rows: ReturnType<typeof later>[]) =>
      brokenPromises(drawn, { ...nothing, later: rows as never, newlyLate: rows.slice(0, 1) as never }).map(
        ({ demand }) => demand,
      );
    expect(broken(later(one!, 19 * hour, 20 * hour))).toEqual([one]);
    expect(broken(later(one!, 20 * hour, 21 * hour), later(other!, hour, 30 * hour))).toEqual([]);
    expect(broken(later(other!, hour), later(none!, hour, 99 * hour))).toEqual([other]);
    const answer = { ...nothing, later: [change('SO-1/1', hour)] };
    expect(consequenceWords(answer, { days: board.days, broken: 2 })).toMatch(
      /^1 order later .*, 2 promises broken\.$/,
    );
  });
  it('promises that break are named with customer, promise and new date: the worst first, those without a date before all', () => {
    const customer = ['MILLER', null, 'KERN'];
    const of = { ...wire().demands, ref: ['SO-1/1', 'SO-2/1', 'SO-3/1'], customer };
    const promised = [30 * hour, 30 * hour, 30 * hour];
    const drawn = boardOf(wire({ demands: { ...of, due: [0, 0, 0], late: [0, 0, 0], promised } }));
    const shift = (demand: string, after?: number) => ({
      ...change(demand, 1),
      before: (20 * hour) as Second,
      after: after as Second,
    });
    const all = brokenPromises(drawn, {
      ...nothing,
      later: [shift('SO-1/1', 31 * hour), shift('SO-2/1', 60 * hour), shift('SO-3/1')] as never,
    });
    expect(all.map((one) => promiseWords(drawn, one, '2026-01-05'))).toEqual([
      'KERN, promised Tue 6 Jan 07:00, without a date now',
      'promised Tue 6 Jan 07:00, ships Wed 7 Jan 13:00',
      'MILLER, promised Tue 6 Jan 07:00, ships Tue 6 Jan 08:00',
    ]);
  });
  it('orders that are named beside it are counted, and told each once, the farthest first', () => {
    const answer = {
      ...nothing,
      newlyLate: [change('SO-2/1', 600), change('SO-5/1', 7200)],
      later: [change('SO-2/1', 600), change('SO-5/1', 7200), change('SO-1/1', 3600), change('SO-3/1', 60)],
    };
    expect(consequenceWords(answer, { days: board.days, bare: true })).toBe('2 orders newly late, 1 order later.');
    const told = toldOrders(answer, board.days).map(({ became, rows }) => [
      became,
      rows.map(({ demand, shift }) => `${demand} ${shift}`),
    ]);
    expect(told).toEqual([
      ['newly late', ['SO-5/1 +2.0 h', 'SO-2/1 +10 min']],
      ['later', ['SO-1/1 +1.0 h']],
    ]);
  });
  it('a sentence begins with a capital, but for a code', () => {
    expect(
      ['planned order 222 split', 'planned purchase 3 late', 'planned 7 · 10 Saw', 'planned', 'w1 down', 'typed'].map(
        begun,
      ),
    ).toEqual([
      'Planned order 222 split',
      'Planned purchase 3 late',
      'Planned 7 · 10 Saw',
      'planned',
      'w1 down',
      'Typed',
    ]);
    const split = { kind: 'split', order: 'planned/222', qty: 1 } as HandEdit;
    expect([undoWords([[split]]), undoWords([[lock], [split]])]).toEqual([
      'Planned order 222 split',
      '2 changes, undone one by one; the last: planned order 222 split',
    ]);
    expect([doneWords([[split], [lock]], 5), doneWords([[split], [lock]], 1)]).toEqual([
      'Planned order 222 split; 1 step 20 locked.',
      'Planned order 222 split and 1 more.',
    ]);
    expect(
      conflictWords({ rule: '', order: 'planned/7', seq: 0, text: 'planned/7 is for 3 FRAME: its lots are of 4.' }),
    ).toBe('Planned order 7 is for 3 FRAME: its lots are of 4.');
    expect(impossibleWords({ said: 'planned/7 has no step 30', maybe: undefined, step: undefined })).toBe(
      'Planned order 7 has no step 30.',
    );
    expect(impossibleWords({ said: 'step 20 of work/WO-5 runs already', maybe: 'wait', step: undefined })).toBe(
      'Step 20 of WO-5 runs already. Maybe wait.',
    );
  });
  it('of an order that gets another size say from which to which, for who approves it', () => {
    const act = (edit: object): HandEdit[][] => [[edit as HandEdit]];
    expect(actsWords(act({ kind: 'split', order: 'planned/2', qty: 3 }), board)).toBe(
      'By hand: planned order 2 split into 3 and 1 pcs',
    );
    expect(actsWords(act({ kind: 'resize', order: 'planned/3', qty: 65 }), board)).toBe(
      'By hand: planned order 3 resized from 9 to 6.5',
    );
    expect(actsWords(act({ kind: 'split', order: 'planned/99', qty: 3 }), board)).toBe(
      'By hand: planned order 99 split',
    );
  });
  it('what is split with an order is said', () => {
    const sized = (order: string, item: string) => ({ order, item, qty: 2 as Qty, feeds: [] });
    const edits = [{ kind: 'split', order: 'planned/2', qty: 2 } as HandEdit];
    const orders = [
      sized('planned/2', 'BIKE'),
      sized('planned/8', 'BIKE'),
      sized('planned/3', 'STAND'),
      sized('planned/9', 'STAND'),
    ];
    expect(splitBelow(board, { orders }, edits)).toEqual(['STAND']);
    expect(splitBelow(board, { orders }, [])).toEqual([]);
    // What is new and nothing of its item became smaller is made for another reason.
    expect(splitBelow(board, { orders: orders.toSpliced(2, 1) }, edits)).toEqual([]);
    expect(consequenceWords({ ...nothing, orders }, { splitBelow: ['STAND'] })).toBe(
      'No order ships earlier or later, 1 order made below is split too (STAND).',
    );
    // The bike is made of a frame, which is a work order: that is not split.
    const planned = { ...board, orders: { ...board.orders, state: board.orders.state.map(() => 'planned' as const) } };
    expect([0, 1].map((order) => mayBeSplitBelow(planned, order))).toEqual([false, true]);
    expect(mayBeSplitBelow(board, 1)).toBe(false);
  });
  it('a conflict of what a person put offers the time that keeps the rule; one that no time mends does not', () => {
    const conflict = { rule: 'work only in working time', ...weld, text: '' };
    const later = { ...conflict, at: second(14) };
    expect(mends([later], [toTen])).toEqual([[later, [{ ...toTen, start: second(14) }]]]);
    expect(mends([conflict], [toTen])).toEqual([[conflict, []]]);
    expect(mends([later], [])).toEqual([[later, []]]);
  });
  it('of several times from which on a step keeps a rule the latest alone is offered, for it keeps all of them', () => {
    const conflict = { rule: 'nothing starts before now', ...weld, text: '' };
    const all = [
      { ...conflict, at: second(12) },
      { ...conflict, rule: 'steps follow each other', at: second(14) },
      { ...conflict, rule: 'pegged supply is there in time', at: second(8) },
      { ...conflict, seq: 30, at: second(11) },
    ];
    const thirty: HandEdit = { ...toTen, seq: 30 };
    expect(mends(all, [toTen, thirty]).map(([, edits]) => edits)).toEqual([
      [],
      [{ ...toTen, start: second(14) }],
      [],
      [{ ...thirty, start: second(11) }],
    ]);
  });
  it('on a machine that cannot do it the machines that can are offered', () => {
    const conflict = { rule: 'machine may do the step', ...weld, text: '', machines: ['P1', 'P2'] };
    expect(mends([conflict], [toTen])).toEqual([
      [
        conflict,
        [
          { ...toTen, machine: 'P1' },
          { ...toTen, machine: 'P2' },
        ],
      ],
    ]);
  });
  it('an act is named for the button that undoes it', () => {
    expect([toTen, { kind: 'lock', order: 'planned/7', seq: 10 } as const].map(editWords)).toEqual([
      '1 step 20 moved',
      'planned order 7 step 10 locked',
    ]);
    expect(actWords([toTen, toTen])).toBe('2 operations moved together');
    // What is typed for a work centre begins by letting all stand: no operation is moved by that.
    const stand = { kind: 'stand' } as const;
    expect([[stand], [stand, toTen], [stand, toTen, toTen]].map(actWords)).toEqual([
      'typed',
      '1 step 20 moved',
      '2 operations typed',
    ]);
    expect([actsWords([[stand, toTen]], board), actsWords([[stand, toTen, toTen]], board)]).toEqual([
      'By hand: 1 step 20 moved',
      'By hand: 1 step 20 moved and 1 more',
    ]);
    expect([actWords([lock, lock]), actWords([lock])]).toEqual(['2 operations locked', '1 step 20 locked']);
  });
});
