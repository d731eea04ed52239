import type { ByHand, HandEdit, HandMove, Qty, Second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { at, board, monday, wire } from './board.test-support.ts';
import { boardOf } from './board.ts';
import { actWords, closedWords, consequenceWords, editWords, mendable } from './hand.messages.ts';
import {
  asItWas,
  closedUnder,
  grainOf,
  landing,
  machineBeside,
  moveOf,
  pushed,
  settledActs,
  shiftedTo,
  snapped,
  stepOf,
  stepsByName,
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
  it('goes to the machine beside within the work centre, and not beyond', () => {
    const machines = [...wire().machines, { ...wire().machines[0]!, code: 'S2' }];
    const two = boardOf(wire({ machines }));
    expect([machineBeside(two, 0, 1), machineBeside(two, 0, -1), machineBeside(two, 1, 1)]).toEqual([
      3,
      undefined,
      undefined,
    ]);
  });
  it('lets nothing go in time that is closed: it begins when the machine works again, after its downtime too', () => {
    // Open 06–10 and 30–38.
    const down = [{ from: 30 * hour, to: 31 * hour, reason: 'saw blade' }];
    const [first, ...others] = wire().machines;
    const broken = boardOf(wire({ machines: [{ ...first!, down: down as never }, ...others] }));
    const lands = (of: typeof board, machine: number, hours: number) =>
      (landing(of, { step: 0, machine, from: at(hours) }) - at(0)) / hour;
    expect([5, 6, 9.5, 10, 20].map((hours) => lands(board, 1, hours))).toEqual([6, 6, 9.5, 30, 30]);
    expect([9.5, 20, 30.5].map((hours) => lands(broken, 0, hours))).toEqual([9.5, 31, 31]);
    // Beyond what is known of its hours, and on no machine, it begins where it was let go.
    expect([lands(board, 1, 40), lands(board, -1, 20)]).toEqual([40, 20]);
  });
  it('pushes nothing into time that is closed: later it begins when the machine works again, earlier before it stops', () => {
    // Open 06–10 and 30–38.
    const saw = (machine: number, hours: number) => ({ step: 0, machine, from: at(hours) });
    const goes = (hours: number, by: number) => (pushed(board, saw(1, hours), by * hour) - at(0)) / hour;
    expect([goes(8, 1), goes(9.5, 1), goes(30, 1)]).toEqual([9, 30, 31]);
    expect([goes(8, -1), goes(30.5, -1), goes(30, -1)]).toEqual([7, 9, 9]);
    // However short it is open before: twenty minutes at 20, half an hour at 6.
    const [first, ...others] = wire().machines;
    const down = [{ from: 6.5 * hour, to: 20 * hour, reason: null }];
    const windows = [6, 10, 20, 20 + 1 / 3, 30, 38].map((hours) => hours * hour);
    const short = boardOf(
      wire({ calendars: [{ windows }], machines: [{ ...first!, down: down as never }, ...others] }),
    );
    const backs = (hours: number) => (pushed(short, saw(0, hours), -hour) - at(0)) / hour;
    expect([backs(30), backs(20)]).toEqual([20, 6]);
    // Where it never worked before, it goes where it is pushed, and is told as a broken rule.
    expect(goes(6, -1)).toBe(5);
  });
  it('shifted to a machine that is closed then begins when that works, and it is said until when, as of a bar let go there', () => {
    const [saw, ...others] = wire().machines;
    // S2, the machine beside S1, works from 30 on.
    const windows = [30 * hour, 38 * hour];
    const machines = [saw!, ...others, { ...saw!, code: 'S2', calendar: 1 }];
    const two = boardOf(wire({ calendars: [...wire().calendars, { windows }], machines }));
    const sawn = (machine: number) => shiftedTo(two, { step: 0, machine, from: at(6) }, '2026-01-05');
    expect(sawn(3)).toEqual([
      [{ kind: 'move', order: 'work/1', seq: 10, start: second(30), machine: 'S2' }],
      'S2 is closed Mon 5 Jan 07:00, until Tue 6 Jan 07:00. The step begins then. Maybe insert overtime to begin sooner.',
    ]);
    expect(sawn(1)[1]).toBeUndefined();
  });
  it('looks at the hours of its crew too: of whoever makes the set-up, where that is another', () => {
    // W1 is open 06–10 and 30–38; its welders work 08–10 and 31–38, who sets it up from 07 on and from 32 on.
    const hours = (...of: readonly number[]) => ({ windows: of.map((one) => one * hour) });
    const calendars = [...wire().calendars, hours(8, 10, 31, 38), hours(7, 10, 32, 38)];
    const crews = ['WELDERS', 'SETTERS'].map((code, n) => ({ code, name: null, size: 2, calendar: n + 1 }));
    const attended = boardOf(wire({ calendars, crews }));
    const { steps } = wire();
    const second = { setup_crew: [-1, 1, -1, -1], setup_lasts: [0, hour, 0, 0] };
    const setUp = boardOf(wire({ calendars, crews, steps: { ...steps, ...second } }));
    const weld = (hours: number) => ({ step: 1, machine: 1, from: at(hours) });
    const lands = (of: typeof board, ...all: readonly number[]) =>
      all.map((hours) => (landing(of, weld(hours)) - at(0)) / hour);
    expect(lands(attended, 5, 7, 9, 20, 30.5)).toEqual([8, 8, 9, 31, 31]);
    expect(lands(setUp, 5, 7, 9, 20, 31.5)).toEqual([7, 7, 9, 32, 32]);
    const goes = (hours: number, by: number) => (pushed(attended, weld(hours), by * hour) - at(0)) / hour;
    expect([goes(9.5, 1), goes(31, -1), goes(32, -1)]).toEqual([31, 9, 31]);
    const told = (of: typeof board, hours: number) => closedUnder(of, [weld(hours)], '2026-01-05')?.split(', until')[0];
    expect([6, 20, 9].map((hours) => told(attended, hours))).toEqual([
      'Crew WELDERS is off Mon 5 Jan 07:00',
      'W1 and crew WELDERS do not both work Mon 5 Jan 21:00',
      undefined,
    ]);
    expect(told(setUp, 30)).toBe('Crew SETTERS is off Tue 6 Jan 07:00');
    // Nobody knows of a time at which both work: it begins where it was let go, and the engine says what that breaks.
    const never = boardOf(
      wire({ calendars: [...wire().calendars, hours(11, 12)], crews: [{ ...crews[0]!, calendar: 1 }] }),
    );
    expect(lands(never, 7)).toEqual([7]);
  });
  it('says of closed time until when it lasts and what is done there', () => {
    expect(closedWords(['S1'], 'Mon 5 Jan 11:00', 'Tue 6 Jan 07:00')).toBe(
      'S1 is closed Mon 5 Jan 11:00, until Tue 6 Jan 07:00. The step begins then. Maybe insert overtime to begin sooner.',
    );
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
      '1 order earlier (SO-1/1 −1.5 h), 2.0 h of overtime, 1 other operation moves.',
    ],
  ])('%s', (_, part, words) => {
    expect(consequenceWords({ ...nothing, ...part }, board.days)).toBe(words);
  });
  it('a conflict of what a person put offers the time that keeps the rule; one that no time mends does not', () => {
    const conflict = { rule: 'work only in working time', ...weld, text: '' };
    expect(mendable({ ...conflict, at: second(14) }, [toTen])).toEqual({ ...toTen, start: second(14) });
    expect(mendable(conflict, [toTen])).toBeUndefined();
    expect(mendable({ ...conflict, at: second(14) }, [])).toBeUndefined();
  });
  it('an act is named for the button that undoes it', () => {
    expect([toTen, { kind: 'lock', order: 'planned/7', seq: 10 } as const].map(editWords)).toEqual([
      '1 step 20 moved',
      'planned order 7 step 10 locked',
    ]);
    expect(actWords([toTen, toTen])).toBe('2 operations moved together');
    expect([actWords([lock, lock]), actWords([lock])]).toEqual(['2 operations locked', '1 step 20 locked']);
  });
});
