import type { HandEdit, HandMove, Qty, Second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { at, board, monday, wire } from './board.test-support.ts';
import { boardOf } from './board.ts';
import { noMachineBeside } from './hand.messages.ts';
import {
  asItWas,
  grainOf,
  machineBeside,
  moveOf,
  settledActs,
  snapped,
  standsAt,
  stepOf,
  stepsByName,
  withPush,
} from './hand.ts';
import { boardAfter, type Done, ghostsOf } from './handboard.ts';
import { layoutOf } from './layout.ts';

const hour = 3600;
const second = (hours: number) => (hours * hour) as Second;
const weld = { order: 'work/1', seq: 20 } as const;
const toTen: HandEdit = { kind: 'move', ...weld, start: second(10), machine: 'W1' };

describe('what the hand means', () => {
  it('is a step put at a second of the problem, on a machine by its name', () => {
    expect(moveOf(board, 1, at(10), 1)).toEqual(toTen);
    expect(moveOf(board, 1, at(10), -1)).toEqual({ kind: 'move', ...weld, start: second(10) });
  });
  it('snaps to the end of what stands before, and else to round times of the zoom', () => {
    const layout = layoutOf(board, 'machines');
    const scale = 100 / hour;
    const row = layout.rows[1]!;
    // S1 holds 06–08 and 07–09; seven pixels are four minutes.
    expect(snapped(layout, row, 1, at(9) + 200, scale)).toBe(at(9));
    expect(snapped(layout, row, 3, at(9) + 200, scale)).toBe(at(9) + 300);
    expect([grainOf(1), grainOf(100 / hour), grainOf(4 / hour)]).toEqual([60, 300, 3600]);
  });
  it('goes to the machine beside that may do it as the board shows them, of another work centre too, and not beyond', () => {
    const machines = [...wire().machines, { ...wire().machines[0]!, code: 'S2' }];
    const two = boardOf(wire({ machines }));
    // Shown are S1, S2 (SAW), W1 (WELD), P1 (PACK).
    const may = ['P1', 'S1', 'S2'];
    const beside = (machine: number, by: 1 | -1) => two.machines[machineBeside(two, may, machine, by) ?? -1]?.code;
    expect([beside(0, 1), beside(3, 1), beside(2, -1), beside(0, -1), beside(2, 1)]).toEqual([
      'S2',
      'P1',
      'S2',
      undefined,
      undefined,
    ]);
    // Put by hand where it may not be done, it goes back to one that may do it.
    expect([beside(1, 1), beside(1, -1)]).toEqual(['P1', 'S2']);
    expect([noMachineBeside(two, may, 2, 1), noMachineBeside(two, may, 0, -1)]).toEqual([
      'P1 is the last machine that may do the step: it stays, there is none below.',
      'S1 is the first machine that may do the step: it stays, there is none above.',
    ]);
    expect(noMachineBeside(two, ['W1'], 1, 1)).toBe('W1 is the only machine that may do the step: it stays.');
  });
  it('finds a step by order and sequence', () => {
    const find = stepsByName(board);
    expect([0, 1, 2, 3].map((step) => find(stepOf(board, step)))).toEqual([0, 1, 2, 3]);
    expect(find({ order: 'work/9', seq: 10 })).toBeUndefined();
  });
});

describe('acts', () => {
  it('of one bar moved on are kept as one: where it came to', () => {
    const on: HandEdit = { ...toTen, start: second(11) };
    const lock: HandEdit = { kind: 'lock', ...weld };
    expect(settledActs([[toTen], [on]])).toEqual([[on]]);
    expect(settledActs([[toTen], [lock], [on]])).toEqual([[toTen], [lock], [on]]);
    expect(settledActs([[toTen], [{ ...on, seq: 10 }]])).toHaveLength(2);
  });
  it('of one bar pushed on and on are one, to where the last comes; what was dragged or done otherwise is another', () => {
    const [first, on, of]: (readonly HandEdit[])[] = [
      [toTen],
      [{ ...toTen, start: second(11) }],
      [{ ...toTen, seq: 10, start: second(11) }],
    ];
    const pushes = new Set([first!, on!]);
    expect(withPush([], first!, pushes)).toEqual([first]);
    expect(withPush([[lock], first!], on!, pushes)).toEqual([[lock], on]);
    expect(withPush([first!, [lock]], on!, pushes)).toEqual([first, [lock], on]);
    expect(withPush([first!], of!, pushes)).toEqual([first, of]);
    // It was dragged there.
    expect(withPush([first!], on!, new Set())).toEqual([first, on]);
  });
  it('that are not answered yet are gone on from: a push goes on where the one before puts it', () => {
    const first: readonly HandEdit[] = [toTen];
    const moved = boardAfter(board, { ...unmoved, moved: [move] }, []);
    const stands = (known: readonly (readonly HandEdit[])[], acts: readonly (readonly HandEdit[])[]) => {
      const { from, machine } = standsAt(
        { base: board, board: known.length > 0 ? moved : board, acts: known },
        acts,
        1,
      );
      return [(from - at(0)) / hour, machine];
    };
    const pushed = [{ ...toTen, start: second(11), machine: 'P1' }];
    // As it stood, answered, put and not answered, pushed on since, taken back and not answered.
    expect([
      stands([], []),
      stands([first], [first]),
      stands([], [first]),
      stands([first], [pushed]),
      stands([first], []),
    ]).toEqual([
      [9, 1],
      [10, 2],
      [10, 1],
      [11, 2],
      [9, 1],
    ]);
  });
});

const move: HandMove = {
  ...weld,
  item: 'FRAME',
  before: { machine: 'W1', start: second(9), end: second(12) },
  after: { machine: 'P1', start: second(10), end: second(33) },
};

const unmoved: Done = { moved: [], added: [], gone: [], orders: [], earlier: [], later: [] };

describe('the board with edits', () => {
  it('has what moved where it stands now, and all else where it stood', () => {
    const after = boardAfter(board, { ...unmoved, moved: [move] }, []);
    expect([after.steps.machine[1], after.steps.from[1], after.steps.to[1]]).toEqual([2, at(10), at(33)]);
    expect([...after.steps.from].filter((from, n) => from !== board.steps.from[n])).toEqual([at(10)]);
    expect([after.to, board.steps.from[1]]).toEqual([at(33), at(9)]);
    // 21 hours later, from Monday to Tuesday.
    expect(after.steps.late[1]).toBeCloseTo(1 + 21 / 24, 9);
  });
  it('has all steps of an order as late as it: one that is pulled forward before the last gains nothing', () => {
    const first = { ...move, seq: 10, before: { machine: 'S1', start: second(6), end: second(8) } };
    const sooner = { ...first, after: { machine: 'S1', start: second(2), end: second(4) } };
    const alone = boardAfter(board, { ...unmoved, moved: [sooner] }, []).steps.late;
    expect([alone[0], alone[1]]).toEqual([-0.5, 1]);
    const both = boardAfter(board, { ...unmoved, moved: [sooner, move] }, []).steps.late;
    expect(both[0]).toBeCloseTo(-0.5 + 21 / 24, 9);
  });
  it('counts lateness in working days: a weekend makes nothing later', () => {
    // From Monday 12:00 UTC to Monday a week on: five days are worked, two are not.
    const week = { ...move.after, end: second(12 + 7 * 24) };
    expect(boardAfter(board, { ...unmoved, moved: [{ ...move, after: week }] }, []).steps.late[1]).toBeCloseTo(
      1 + 5,
      9,
    );
  });
  it('has a part that was split off as an order of its own, for whom it was, and what there is no more nowhere', () => {
    // Two of the four bikes of planned/2 are planned/4, packed an hour later; the stand is not made.
    const after = boardAfter(
      board,
      {
        ...unmoved,
        orders: [
          { order: 'planned/2', item: 'BIKE', qty: 2 as Qty, feeds: ['demand/SO-1/1'] },
          { order: 'planned/4', item: 'BIKE', qty: 2 as Qty, feeds: ['demand/SO-1/1'] },
        ],
        added: [{ order: 'planned/4', item: 'BIKE', seq: 10, machine: 'P1', start: second(14), end: second(15) }],
        gone: [{ order: 'planned/3', item: 'STAND', seq: 10, machine: 'S1', start: second(7), end: second(9) }],
        later: [{ demand: 'SO-1/1', due: second(20), before: second(20), after: second(21), seconds: hour }],
      },
      [],
    );
    expect([after.orders.id[3], [...after.orders.qty], after.steps.count]).toEqual(['planned/4', [4, 2, 9, 2], 5]);
    expect([after.steps.machine[4], after.steps.from[4], after.stepsOf[4], after.demandOf[3]]).toEqual([
      2,
      at(14),
      5,
      0,
    ]);
    expect([...layoutOf(after, 'machines').step]).toEqual([0, 1, 2, 4]);
    // The customer is late now, and so what goes into it has no time to spare.
    expect([...after.behind]).toEqual([1, 1, 0, 1]);
    expect(stepsByName(after)({ order: 'planned/4', seq: 10 })).toBe(4);
  });
  it('with an order back in time has nobody behind', () => {
    const late = boardOf(wire({ demands: { ...wire().demands, late: [hour] } }));
    expect([...late.behind]).toEqual([1, 1, 0]);
    const earlier = [{ demand: 'SO-1/1', due: second(20), before: second(21), after: second(20), seconds: -hour }];
    expect([...boardAfter(late, { ...unmoved, earlier }, []).behind]).toEqual([0, 0, 0]);
  });
  it('shows where things stood, and what would slide that does not stand there yet', () => {
    expect(ghostsOf(boardAfter(board, { ...unmoved, moved: [move] }, []), [move], 'before')).toEqual([
      { step: 1, machine: 1, from: at(9), to: at(12), kind: 'before' },
    ]);
    expect(ghostsOf(board, [move], 'slides')).toEqual([
      { step: 1, machine: 2, from: at(10), to: at(33), kind: 'slides' },
    ]);
    expect(ghostsOf(boardAfter(board, { ...unmoved, moved: [move] }, []), [move], 'slides')).toEqual([]);
  });
  it('shows downtime, overtime and locks', () => {
    const after = boardAfter(board, unmoved, [
      { kind: 'downtime', machine: 'S1', from: second(7), to: second(8) },
      { kind: 'overtime', of: 'W1', from: second(9), to: second(14) },
      { kind: 'lock', ...weld },
    ]);
    expect(after.machines[0]!.down).toEqual([{ from: at(7), to: at(8), reason: 'by hand' }]);
    // The shift of 06–10 goes on until 14; the other machines keep theirs.
    expect([...after.calendars[after.machines[1]!.calendar]!].map((moment) => (moment - monday) / hour)).toEqual([
      6, 14, 30, 38,
    ]);
    expect([...after.calendars[after.machines[0]!.calendar]!]).toEqual([...board.calendars[0]!]);
    expect([...after.steps.frozen]).toEqual([0, 1, 0, 0]);
  });
});

const lock: HandEdit = { kind: 'lock', ...weld };
const unlock: HandEdit = { kind: 'unlock', ...weld };
const stands: Partial<Done> = { moved: [{ ...move, after: move.before }] };
const size = { order: 'planned/2', qty: 3 as Qty } as const;

it.each<[string, Partial<Done>, readonly HandEdit[], boolean]>([
  ['put where it stands', stands, [toTen], true],
  ['moved, and moved back', stands, [toTen, { ...toTen, start: second(9) }], true],
  ['pulled forward that cannot begin sooner', {}, [{ kind: 'pull-forward', ...weld }], true],
  ['locked, and let go again', {}, [lock, unlock], true],
  [
    'of an order resized, and resized back',
    {},
    [
      { kind: 'resize', ...size },
      { kind: 'resize', ...size },
    ],
    true,
  ],
  ['moved', { moved: [move] }, [toTen], false],
  ['locked where it stands', {}, [lock], false],
  ['locked once more after it was let go', {}, [lock, unlock, lock], false],
  ['let go that was frozen', {}, [unlock], false],
  ['let go that was frozen, and locked again where it stood', {}, [unlock, lock], true],
  ['let go that was frozen, locked again and let go once more', {}, [unlock, lock, unlock], false],
  ['let go that was frozen, moved, and locked there', { moved: [move] }, [unlock, toTen, lock], false],
  ['locked, beside another that was frozen and is let go', {}, [unlock, { ...lock, seq: 10 }], false],
  [
    'moved back on a machine that is down later',
    stands,
    [toTen, { kind: 'downtime', machine: 'S1', from: second(30), to: second(31) }],
    false,
  ],
])('a step %s leaves nothing to keep, or something: %#', (_, done, edits, nothing) => {
  expect(asItWas({ ...unmoved, ...done }, edits)).toBe(nothing);
});
