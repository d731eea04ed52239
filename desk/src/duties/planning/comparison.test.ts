import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, makeSite, plantDay, type TestApp, testApp } from '../../server/test-app.ts';
import { namesOf } from './called.ts';
import { farthestWords, gainWords, slidWords, verdictOf } from './comparison.messages.ts';
import { hour, steps } from './comparison.test-support.ts';
import { calledAlike, costsOf, listedMoves, movesBetween, type Step } from './comparison.ts';
import { sumsBy } from './groupsums.ts';
import type { Change } from './orderchanges.ts';
import { afterWorkingDays, workingDaysBy } from './workingdays.ts';

const told = (found: ReturnType<typeof movesBetween>) =>
  found.moves.map(({ before, after, frozen }) => {
    const at = (one: Step | undefined) => (one ? `${one.machine} ${one.start / hour}` : '–');
    return `${(after ?? before)?.order} ${at(before)} → ${at(after)}${frozen ? ' frozen' : ''}`;
  });

describe('between two plans an operation', () => {
  it.each<[string, readonly Step[], readonly Step[], readonly string[]]>([
    [
      'of a work order that stands elsewhere has moved',
      steps('work/1 A 10 on M1 at 9'),
      steps('work/1 A 10 on M2 at 9'),
      ['work/1 M1 9 → M2 9'],
    ],
    [
      'of a planned order that has another name now, and stands where it stood, has not moved',
      steps('planned/7 A 10 on M1 at 9', 'planned/8 A 10 on M1 at 11'),
      steps('planned/1 A 10 on M1 at 9', 'planned/2 A 10 on M1 at 12'),
      ['planned/2 M1 11 → M1 12'],
    ],
    [
      'of one work order is not taken for the same step of another',
      steps('work/1 A 10 on M1 at 9'),
      steps('work/2 A 10 on M1 at 9'),
      ['work/1 M1 9 → –', 'work/2 – → M1 9'],
    ],
    [
      'that there are more of is new, one that there are fewer of is no more',
      steps('planned/1 A 10 on M1 at 9', 'planned/2 B 10 on M1 at 10', 'planned/3 B 10 on M1 at 11'),
      steps('planned/1 A 10 on M1 at 9', 'planned/2 A 10 on M1 at 12', 'planned/3 B 10 on M1 at 10'),
      ['planned/3 M1 11 → –', 'planned/2 – → M1 12'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(told(movesBetween(before, after, 0))).toEqual(expected);
  });

  it('that slid by less than an hour stands where it stood, on another machine it does not', () => {
    const before = steps('work/1 A 10 on M1 at 9', 'work/2 A 10 on M1 at 11');
    const after = steps('work/1 A 10 on M1 at 9.9', 'work/2 A 10 on M2 at 11.5');
    expect(movesBetween(before, after, 0)).toMatchObject({
      moved: 1,
      same: 1,
      moves: [{ after: { order: 'work/2' } }],
    });
  });

  it('is listed with all others of its order, however few are listed', () => {
    const before = steps('work/1 A 10 on M1 at 9', 'work/2 A 10 on M1 at 10', 'work/1 A 20 on M2 at 20');
    const after = steps('work/1 A 10 on M3 at 9', 'work/2 A 10 on M3 at 10', 'work/1 A 20 on M3 at 20');
    const { moves } = movesBetween(before, after, 0);
    const listed = (most: number) => listedMoves(moves, most).map((one) => `${one.after?.order} ${one.after?.seq}`);
    expect([0, 1, 2, 3].map((most) => listed(most).join())).toEqual([
      '',
      'work/1 10,work/1 20',
      'work/1 10,work/1 20',
      'work/1 10,work/1 20,work/2 10',
    ]);
  });

  it('is counted: moved where both plans have it, same where it stands', () => {
    const before = steps('work/1 A 10 on M1 at 9', 'work/1 A 20 on M2 at 11', 'work/2 A 10 on M1 at 10');
    const after = steps('work/1 A 10 on M1 at 9', 'work/1 A 20 on M2 at 12', 'work/3 A 10 on M1 at 10');
    expect(movesBetween(before, after, 0)).toMatchObject({ moved: 1, same: 1, moves: { length: 3 } });
  });
});

describe('the frozen zone, which ends at 12,', () => {
  const was = steps(
    'work/1 A 10 on M1 at 8',
    'work/2 A 10 on M1 at 9',
    'work/3 A 10 on M1 at 10',
    'work/4 A 10 on M1 at 14',
  );
  const frozen = (...after: readonly string[]) =>
    movesBetween(was, steps(...after), 12 * hour)
      .moves.filter((one) => one.frozen)
      .map(({ after }) => after?.order);

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'is not touched by times that slide while the sequence stays',
      ['work/1 A 10 on M1 at 9', 'work/2 A 10 on M1 at 10', 'work/3 A 10 on M1 at 13', 'work/4 A 10 on M1 at 14'],
      [],
    ],
    [
      'is touched by an operation on another machine',
      ['work/1 A 10 on M1 at 8', 'work/2 A 10 on M2 at 9', 'work/3 A 10 on M1 at 10', 'work/4 A 10 on M1 at 14'],
      ['work/2'],
    ],
    [
      'is touched by an operation that others overtake',
      ['work/2 A 10 on M1 at 8', 'work/3 A 10 on M1 at 9', 'work/1 A 10 on M1 at 10', 'work/4 A 10 on M1 at 14'],
      ['work/1'],
    ],
    [
      'is touched by minutes, where one overtakes another in them',
      ['work/1 A 10 on M1 at 8.9', 'work/2 A 10 on M1 at 8.5', 'work/3 A 10 on M1 at 10', 'work/4 A 10 on M1 at 14'],
      ['work/2'],
    ],
    [
      'is touched by one that comes in before its work',
      ['work/1 A 10 on M1 at 8', 'work/4 A 10 on M1 at 9', 'work/2 A 10 on M1 at 10', 'work/3 A 10 on M1 at 11'],
      ['work/4'],
    ],
    [
      'is touched by new work before its own',
      ['work/9 A 10 on M1 at 7', 'work/1 A 10 on M1 at 8', 'work/2 A 10 on M1 at 9', 'work/3 A 10 on M1 at 10'],
      ['work/9'],
    ],
    [
      'is not touched by what comes in behind all of its work, nor by what moves beyond it',
      ['work/1 A 10 on M1 at 8', 'work/2 A 10 on M1 at 9', 'work/3 A 10 on M1 at 10', 'work/4 A 10 on M1 at 11'],
      [],
    ],
    [
      'is not touched by what comes to a machine of which nothing stood in it: nobody there has a turn to lose',
      ['work/1 A 10 on M1 at 8', 'work/2 A 10 on M1 at 9', 'work/3 A 10 on M1 at 10', 'work/4 A 10 on M2 at 8'],
      [],
    ],
    [
      'is touched by an operation that leaves it by itself',
      ['work/1 A 10 on M1 at 8', 'work/2 A 10 on M1 at 9', 'work/3 A 10 on M1 at 99', 'work/4 A 10 on M1 at 14'],
      ['work/3'],
    ],
    [
      'is touched by one that leaves it from between others, which keep their order',
      ['work/1 A 10 on M1 at 8', 'work/2 A 10 on M1 at 99', 'work/3 A 10 on M1 at 10', 'work/4 A 10 on M1 at 14'],
      ['work/2'],
    ],
    [
      'is touched by who throws work out of it, and not by the work that slides behind that',
      ['work/9 A 10 on M1 at 9', 'work/1 A 10 on M1 at 8', 'work/2 A 10 on M1 at 13', 'work/3 A 10 on M1 at 15'],
      ['work/9'],
    ],
  ])('%s', (_, after, expected) => {
    expect(frozen(...after)).toEqual(expected);
  });

  it('says of its changes how many are by work that stood outside of it', () => {
    const now = steps(
      'work/4 A 10 on M1 at 7',
      'work/1 A 10 on M1 at 8',
      'work/3 A 10 on M1 at 9',
      'work/2 A 10 on M1 at 10',
    );
    const moves = movesBetween(was, now, 12 * hour);
    expect(verdictOf([], moves, { before: 0, after: 0 })).toMatch(
      /, 2 changes in the frozen zone, 1 of them by work that comes into it\.$/,
    );
  });

  it('is not touched by what slides out of it behind another machine’s step of its order', () => {
    const was = steps('work/1 A 10 on M1 at 8', 'work/1 A 20 on M2 at 10');
    const now = steps('work/1 A 10 on M1 at 11', 'work/1 A 20 on M2 at 13');
    expect(movesBetween(was, now, 12 * hour).moves.filter((one) => one.frozen)).toEqual([]);
  });

  it('has no turns of what is done outside: it stands behind nobody, and leaves it by itself or behind its order', () => {
    const outside = (...rows: string[]) => steps(...rows).map(({ machine: _, ...rest }): Step => rest);
    const was = outside('work/1 A 10 on M1 at 8', 'work/2 A 10 on M1 at 9', 'work/3 A 20 on M1 at 10');
    const now = [
      ...outside('work/2 A 10 on M1 at 8.5', 'work/9 A 10 on M1 at 8', 'work/1 A 10 on M1 at 14'),
      ...steps('work/3 A 10 on M2 at 10'),
      ...outside('work/3 A 20 on M1 at 14'),
    ];
    expect(
      movesBetween(was, now, 12 * hour)
        .moves.filter((one) => one.frozen)
        .map(({ after }) => after?.order),
    ).toEqual(['work/1']);
  });

  it('is touched by what a hand put later, however little, and not by what follows', () => {
    const was = steps('work/1 A 10 on M1 at 8', 'work/2 A 10 on M2 at 9');
    const now = steps('work/1 A 10 on M1 at 8.5', 'work/2 A 10 on M2 at 30');
    const byHand = (step: Step) => (step === now[0] ? ('put' as const) : ('followed' as const));
    const { moves } = movesBetween(was, now, 12 * hour, { by: byHand });
    expect(moves.filter((one) => one.frozen).map(({ after }) => after?.order)).toEqual(['work/1']);
    const earlier = movesBetween(now, was, 12 * hour, { by: () => 'put' });
    expect(earlier.moves.filter((one) => one.frozen)).toEqual([]);
  });

  it('ends when its working days are over: two from Friday noon, over a weekend, is Tuesday noon', () => {
    const [day, friday] = [86_400, 2];
    // Day 1 is a Thursday, so 3 and 4 are the weekend.
    const days = workingDaysBy(
      0,
      800,
      (second) => second,
      (n) => n % 7 !== 3 && n % 7 !== 4,
    );
    const noon = (n: number) => n * day + day / 2;
    expect(afterWorkingDays(days, noon(friday), 2)).toBe(noon(6));
    expect(afterWorkingDays(days, noon(friday), 0)).toBe(noon(friday));
  });
});

describe('what changes', () => {
  const before = steps('work/1 A 10 on M1 at 9', 'work/2 A 10 on M2 at 9', 'work/3 A 10 on N1 at 9');
  const after = steps('work/1 A 10 on M1 at 10', 'work/2 A 10 on N1 at 9', 'work/3 A 10 on N1 at 12');
  const found = movesBetween(before, after, 0);

  const byCentre = (before: readonly Step[], after: readonly Step[], found: ReturnType<typeof movesBetween>) =>
    sumsBy(
      { ofStep: ({ machine }) => [machine?.[0] ?? ''], ofOrder: () => [] },
      { before: { steps: before, late: [], overtime: [] }, after: { steps: after, late: [], overtime: [] } },
      { changes: [], moves: found.moves },
    );

  it('is told by the work centre: a move where it goes and where it goes from, set-ups, hours of set-up and of work', () => {
    expect(byCentre(before, after, found)).toMatchObject([
      {
        group: 'M',
        moved: 2,
        frozen: 0,
        setups: { before: 2, after: 1 },
        setup: { before: 1200, after: 600 },
        work: { before: 7200, after: 3600 },
      },
      {
        group: 'N',
        moved: 2,
        frozen: 0,
        setups: { before: 1, after: 2 },
        setup: { before: 600, after: 1200 },
        work: { before: 3600, after: 7200 },
      },
    ]);
  });

  it('adds up to the frozen ones of the verdict: an operation that came in before one of the zone has not moved, and counts', () => {
    const [stood, came] = [steps('work/1 A 10 on M1 at 9'), steps('work/2 B 10 on M1 at 7', 'work/1 A 10 on M1 at 9')];
    const zone = movesBetween(stood, came, 12 * hour);
    expect(told(zone)).toEqual(['work/2 – → M1 7 frozen']);
    expect(verdictOf([], zone, { before: 0, after: 0 })).toMatch(
      /no operation moved, 1 new, 1 change in the frozen zone by work that comes into it\.$/,
    );
    expect(byCentre(stood, came, zone)).toMatchObject([{ group: 'M', moved: 0, frozen: 1 }]);
  });

  it('by work centre adds up to all that moved: steps outside stand in a row of their own', () => {
    const outside = ({ machine: _, ...rest }: Step): Step => rest;
    const [sent, later] = [steps('work/1 A 20 on X at 9'), steps('work/1 A 20 on X at 33')].map((some) =>
      some.map(outside),
    );
    const found = movesBetween(sent!, later!, 0);
    expect(byCentre(sent!, later!, found)).toMatchObject([{ group: '', moved: 1 }]);
  });

  it('costs by the weights of the newer plan: 3 late days against 5, at 2 points, and three moves at once at 0.1', () => {
    const objective = (late: number, perDay: number) => ({
      tardiness: { amount: late, weight: perDay, points: late * perDay },
      moved: { amount: 99, weight: 0.1, points: 9.9 },
      setup: { amount: 0.5, weight: 0, points: 0 },
      stock: { amount: 0, weight: 0, points: 0 },
      points: 0,
    });
    const costs = costsOf(objective(3, 1), objective(5, 2), found, 9 * hour);
    expect(costs[0]).toMatchObject({ term: 'tardiness', points: { before: 6, after: 10 } });
    expect(costs[1]).toMatchObject({ term: 'moved', amount: { before: 0, after: 3 } });
    expect(costs[1]?.points.after).toBeCloseTo(0.3);
  });

  const change = (became: Change['became'], breaksPromise = false): Change => ({
    demand: 'SO-1/1',
    item: 'A',
    due: '',
    became,
    breaksPromise,
    before: null,
    after: null,
    seconds: null,
    lateSeconds: 0,
    root: null,
    newRoot: false,
    eased: [],
    worse: [],
    asBefore: null,
    hand: null,
    dueBefore: null,
  });
  const none = { before: 0, after: 0 };
  it.each<[readonly Change[], ReturnType<typeof movesBetween>, { before: number; after: number }, string]>([
    [[], movesBetween(before, before, 0), none, 'No order ships at another date, no operation moved.'],
    [
      [change('earlier'), change('earlier'), change('later'), change('newly late', true)],
      found,
      { before: 0, after: 6 * hour },
      '2 orders earlier, 1 later, 1 newly late, 1 promise broken, 6 h overtime opened, 3 operations moved, no change in the frozen zone.',
    ],
    [
      [change('saved')],
      movesBetween(before, after, 24 * hour),
      { before: 2.5 * hour, after: 4 * hour },
      '1 order saved, 4 h overtime opened instead of 2.5 h, 3 operations moved, 1 change in the frozen zone.',
    ],
    [
      [],
      movesBetween(
        steps('work/1 A 10 on M1 at 8', 'work/2 A 10 on M1 at 9'),
        steps('work/1 A 10 on M1 at 12', 'work/3 A 10 on M1 at 9', 'work/4 A 10 on M1 at 10'),
        0,
      ),
      none,
      'No order ships at another date, 1 operation moved, 2 new, 1 no more, no change in the frozen zone.',
    ],
  ])('is one sentence (%#)', (changes, moves, overtime, sentence) => {
    expect(verdictOf(changes, moves, overtime)).toBe(sentence);
  });

  it.each([
    [
      'gained',
      125,
      124.2,
      'By the company’s weights the moves cost 0.06 points, and all else 0.8 points less than before.',
    ],
    ['did not undo', 125, 130, /and all else 5 points more than before: by what changed since, or by hand/],
  ])('says beside its moves what they %s', (_, before, after, words) => {
    const costs = [
      { term: 'tardiness', points: { before, after } },
      { term: 'moved', points: { before: 0, after: 0.06 } },
    ];
    expect(gainWords(costs)).toMatch(words);
    expect(gainWords(costs.slice(0, 1))).toBe('');
  });
});

describe('a planned order that was made firm since', () => {
  const { called } = namesOf([{ was: 'planned/7', now: 'work/MO-1', made: 'work/MO-1' }]);
  const same = (order: string) => order;
  const planned = steps('planned/7 A 10 on M1 at 9');
  const firm = steps('work/MO-1 A 10 on M1 at 9');

  it('is the work order that the other plan has of it, and has not moved', () => {
    expect(
      told(movesBetween(calledAlike({ steps: planned, called }, { steps: firm, called: same }), firm, 24 * hour)),
    ).toEqual([]);
  });

  it('is still the planned order of a plan from before', () => {
    const older = steps('planned/3 A 10 on M1 at 9');
    expect(
      told(movesBetween(older, calledAlike({ steps: planned, called }, { steps: older, called: same }), 24 * hour)),
    ).toEqual([]);
  });
});

let test: TestApp;
let planner: Ask;
let viewer: Ask;
const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};
const plan = async () => {
  expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
  await test.workOff();
};

/** One welder, a day's work for each of two orders; then it stands still for a week. */
it.each([
  ['the one that moves most, whichever way', [0.5, -3, null], 'up to −3.0 d'],
  ['that all keep their day', [0, 0.04, null], 'same working day'],
  ['nothing of what is new or no more', [null], ''],
])('of the steps of an order is said: %s', (_, days, words) => {
  expect(farthestWords(days.map((moved_days) => ({ moved_days })))).toBe(words);
});

describe('two versions', () => {
  beforeAll(async () => {
    test = await testApp();
    planner = await test.as(['planner', 'storekeeper', 'supervisor']);
    viewer = await test.as(['viewer']);
    await put('/units', [{ code: 'pcs' }]);
    await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 08:00-16:00' }]);
    await put('/work-centres', [
      { code: 'WELD', name: 'Welding', department: 'Frames', calendar: 'DAY' },
      { code: 'STORE', department: 'Stores', calendar: 'DAY' },
    ]);
    await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
    await put('/items', [{ code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs' }]);
    await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', setup_minutes: 30, run_minutes: 45 }]);
    await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
    await put('/customer-lines', [
      {
        order_no: 'SO-1',
        line: 1,
        customer: 'MILLER',
        item: 'FRAME',
        qty: 10,
        due: plantDay(3),
        promised: plantDay(3),
      },
      { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'FRAME', qty: 10, due: plantDay(20) },
    ]);
    await plan();
    await put('/downtimes', [{ machine: 'W1', down_from: `${plantDay(0)}T09:00`, down_to: `${plantDay(7)}T09:00` }]);
    await plan();
  }, 120_000);
  afterAll(() => test.close());

  it('say what changes in one sentence, and each order with its dates, what it was promised and why', async () => {
    const { status, body } = await viewer('GET', '/plan-versions/1/compare/2');
    expect(status).toBe(200);
    const { comparison } = body;
    expect(comparison.verdict).toMatch(/^1 order newly late, 1 promise broken, \d operations? moved, /);
    expect(comparison.orders).toMatchObject([
      {
        demand: 'SO-1/1',
        customer: 'Miller Cycles',
        item_name: 'Frame 54',
        became: 'newly late',
        breaks_promise: true,
        why: expect.stringMatching(/^New cause: .*W1/),
      },
    ]);
    expect(comparison.orders[0].after > comparison.orders[0].before).toBe(true);
  });

  it('add up the same by customer, work centre and department: orders, days late, operations, overtime and set-ups', async () => {
    const { comparison } = (await viewer('GET', '/plan-versions/1/compare/2')).body;
    const [customer] = comparison.customers;
    expect(customer).toMatchObject({
      customer: 'MILLER',
      name: 'Miller Cycles',
      newly_late: 1,
      later: 0,
      saved: 0,
      earlier: 0,
      promises_broken: 1,
      moved: comparison.counts.moved,
      frozen: comparison.counts.moved_frozen,
      // Two orders, each set up for half an hour, before and after.
      setups: { before: 2, after: 2 },
      setup: { before: 3600, after: 3600 },
      overtime: { before: 0, after: 0 },
      never: { before: 0, after: 0 },
    });
    expect(customer.late_days.before).toBe(0);
    // Down until the seventh day, due on the third.
    expect(customer.late_days.after).toBeGreaterThan(3);
    const { customer: _, name: __, ...sums } = customer;
    expect(comparison.work_centres).toEqual([{ work_centre: 'WELD', name: 'Welding', department: 'Frames', ...sums }]);
    expect(comparison.departments).toEqual([{ department: 'Frames', ...sums }]);
  });

  it('list what belongs to one customer, work centre or department, and say how many that are', async () => {
    const listed = async (query: string) => {
      const { comparison } = (await viewer('GET', `/plan-versions/1/compare/2?${query}`)).body;
      expect([comparison.orders.length, comparison.customers.length]).toEqual([comparison.listed.orders, 1]);
      const { moved, orders } = comparison.listed;
      const row = comparison.work_centres.find(
        (one: { work_centre: string }) => query === `work_centre=${one.work_centre}`,
      );
      if (row) expect(moved).toBe(row.moved);
      return [orders, comparison.operations.length];
    };
    const all = await listed('');
    expect(all[1]).toBeGreaterThan(0);
    for (const group of ['customer=Miller Cycles', 'customer=MILLER', 'work_centre=WELD', 'department=Frames'])
      expect([group, await listed(group)]).toEqual([group, all]);
    for (const group of ['customer=', 'department=', 'department=Stores'])
      expect([group, await listed(group)]).toEqual([group, [0, 0]]);
    for (const group of ['customer=Nobody', 'work_centre=NOPE', 'department=Nowhere'])
      expect([group, (await viewer('GET', `/plan-versions/1/compare/2?${group}`)).status]).toEqual([group, 404]);
  });

  it('add up two customers of one name each alone, by code: their name stands for neither', async () => {
    await put('/customers', [{ code: 'MILLER-2', name: 'Miller Cycles' }]);
    const [line] = (await planner('GET', '/customer-lines?filter=order_no:eq:SO-2')).body.rows;
    const given = await planner(
      'PATCH',
      `/customer-lines/${line.id}`,
      { customer: 'MILLER-2' },
      { version: line.version },
    );
    expect(given.status).toBe(200);
    const compared = (query = '') => viewer('GET', `/plan-versions/1/compare/2${query}`);
    const rows = (await compared()).body.comparison.customers;
    expect(
      rows.map((row: Record<string, unknown>) => [row['customer'], row['name'], row['newly_late'], row['setups']]),
    ).toEqual([['MILLER', 'Miller Cycles', 1, { before: 1, after: 1 }]]);
    expect((await compared('?customer=MILLER')).body.comparison.listed.orders).toBe(1);
    expect((await compared('?customer=MILLER-2')).body.comparison.listed.orders).toBe(0);
    expect(await compared('?customer=Miller Cycles')).toMatchObject({
      status: 409,
      body: { detail: 'Several customers are called Miller Cycles. Maybe give the code of the one that is meant.' },
    });
    const [now] = (await planner('GET', '/customer-lines?filter=order_no:eq:SO-2')).body.rows;
    await planner('PATCH', `/customer-lines/${now.id}`, { customer: 'MILLER' }, { version: now.version });
  });

  it('say which operations moved, where, and what that comes to by work centre and department', async () => {
    const { comparison } = (await viewer('GET', '/plan-versions/1/compare/2')).body;
    expect(comparison.operations[0]).toMatchObject({
      item: 'FRAME',
      seq: 10,
      before: { machine: 'W1' },
      after: { machine: 'W1' },
    });
    // Every day is worked there: an operation moves in the measure of its order.
    const [moved] = comparison.operations;
    const days = (Date.parse(moved.after.starts) - Date.parse(moved.before.starts)) / 86_400_000;
    expect(moved.moved_days).toBeCloseTo(days, 1);
    expect(comparison.work_centres).toMatchObject([{ work_centre: 'WELD', name: 'Welding', department: 'Frames' }]);
    expect(comparison.departments).toMatchObject([{ department: 'Frames', moved: comparison.counts.moved }]);
    expect(comparison.board.machines).toMatchObject([{ machine: 'W1', before: [{ moved: true }] }]);
    expect(comparison.costs.map((one: { term: string }) => one.term)).toEqual([
      'tardiness',
      'overtime',
      'moved',
      'setup',
      'stock',
    ]);
  });

  it('are compared the other way round too: what was newly late is saved', async () => {
    const { comparison } = (await viewer('GET', '/plan-versions/2/compare/1')).body;
    expect(comparison.orders).toMatchObject([{ became: 'saved', breaks_promise: false }]);
  });

  it('that are one and the same differ in nothing', async () => {
    const { comparison } = (await viewer('GET', '/plan-versions/2/compare/2')).body;
    expect(comparison).toMatchObject({
      verdict: 'No order ships at another date, no operation moved.',
      orders: [],
      operations: [],
      board: null,
    });
  });

  it('of which one is not there say which, and which is the newest', async () => {
    expect(await viewer('GET', '/plan-versions/1/compare/77')).toMatchObject({
      status: 404,
      body: { detail: 'There is no version 77 here: the newest is version 2.' },
    });
  });

  it('of which the older was made firm in part have the same work: nothing is new, gone or pushed into the frozen zone', async () => {
    const { order } = (await viewer('GET', '/plan-versions/1/compare/2')).body.comparison.operations[0];
    const firmed = await planner('POST', '/planned-orders/firm', { planned: order, version: 2 });
    expect(firmed).toMatchObject({ status: 201 });
    await plan();
    const { comparison } = (await viewer('GET', '/plan-versions/2/compare/3')).body;
    expect(comparison.counts).toMatchObject({ added: 0, dropped: 0, moved_frozen: 0 });
  });

  it('of another site are not there', async () => {
    await makeSite(test.db, 'OTHER');
    const stranger = await test.as(['viewer'], 'OTHER');
    expect(await stranger('GET', '/plan-versions/1/compare/2')).toMatchObject({ status: 404 });
  });
});

it('says of orders that are later that steps which slid are not listed, and of no others', () => {
  expect(slidWords({ newly_late: 1, later: 0 })).toMatch(/less than an hour .* late by such steps alone/);
  expect(slidWords({ newly_late: 0, later: 0 })).toBe('');
});
