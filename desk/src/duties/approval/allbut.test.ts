import { describe, expect, it } from 'vitest';
import type { Seen } from '../planning/orderchanges.ts';
import { againstPublished, lostWords, staysWords, tickedWords } from './allbut.messages.ts';
import {
  approveAllBut,
  hurtAnew,
  isNothingLeft,
  type LeftOut,
  lostBy,
  movesMore,
  staysOf,
  type Whole,
  worstOf,
} from './allbut.ts';
import type { VersionSeen } from './approval.ts';

const seen = (more: Partial<VersionSeen> = {}): VersionSeen => ({
  number: 7,
  state: 'submitted',
  parent: 3,
  published: 3,
  hours: 2,
  mostHours: 24,
  cancelled: [],
  firmed: [],
  begun: [],
  sized: [],
  decisions: [{ decision: 'submitted', person: 'ann', who: 'Ann', at: '2026-11-03T08:12:00Z', department: null }],
  allBut: null,
  rivals: [],
  run: null,
  byHand: false,
  madeOf: null,
  broken: 0,
  concerned: [],
  ...more,
});
const published = { number: 4, state: 'published' } as const;
const whole: Whole = {
  byHand: null,
  asked: null,
  moving: ['work/MO-1', 'work/MO-2', 'planned/3'],
  changing: ['SO-8/1'],
  acts: [],
};
const order = (name: string, more: Partial<Omit<LeftOut, 'back'>> = {}): LeftOut => ({
  name,
  inVersion: true,
  inPublished: true,
  work: [name],
  below: more.work ?? [name],
  back: { name, stays: new Set(), used: new Set(), uses: new Set() },
  ...more,
});
const decider = (person: string) => ({ person, voices: [{ person, name: person, departments: null }] });
const asked = (
  orders: readonly LeftOut[],
  more: { readonly seen?: Partial<VersionSeen>; readonly whole?: Partial<Whole>; readonly person?: string } = {},
) => {
  const answer = approveAllBut(seen(more.seen), decider(more.person ?? 'bob'), { ...whole, ...more.whole }, orders);
  return answer.kind === 'accept' ? answer.facts.join(' ') : answer.code;
};

describe('what comes of an approval without some orders', () => {
  it.each<[string, readonly string[], readonly string[], string]>([
    [
      'waits where an order is newly late that was not in the whole, though no more are',
      ['SO-1', 'SO-3'],
      ['SO-1', 'SO-2'],
      '2 orders newly late (version 5: 2), no promise broken (version 5: 1). SO-3 is hurt by it alone, so it was not approved at once.',
    ],
    [
      'is approved where less is late',
      ['SO-1'],
      ['SO-1', 'SO-2'],
      '1 order newly late (version 5: 2), no promise broken (version 5: 1).',
    ],
    [
      'is approved where nothing differs',
      [],
      [],
      'no order newly late (version 5: none), no promise broken (version 5: 1).',
    ],
    [
      'names three of many',
      ['SO-1', 'SO-2', 'SO-3', 'SO-4'],
      [],
      '4 orders newly late (version 5: none), no promise broken (version 5: 1). SO-1, SO-2, SO-3 and 1 more are hurt by it alone, so it was not approved at once.',
    ],
  ])('%s', (_, rest, whole, words) => {
    const of = { newlyLate: rest, promisesBroken: [], pledgesBroken: [] };
    const toll = { newlyLate: whole, promisesBroken: ['SO-9'], pledgesBroken: [] };
    expect(againstPublished(published, { number: 5, toll }, of, 'UTC')).toBe(`Against published version 4: ${words}`);
  });

  it('hurts whose promise it breaks and the whole did not, once', () => {
    const rest = { newlyLate: ['SO-1'], promisesBroken: ['SO-1', 'SO-2', 'SO-3'], pledgesBroken: [] };
    expect(hurtAnew(rest, { newlyLate: [], promisesBroken: ['SO-3'], pledgesBroken: [] })).toEqual(['SO-1', 'SO-2']);
  });

  it('waits where it ships a rush order later than that was let go, which is told by its number, its customer and both days', () => {
    const rush = (line: string, ships: string) => ({
      line,
      customer: 'Miller',
      pledged: '2026-12-03T15:00:00Z',
      ships,
    });
    const none = { newlyLate: [], promisesBroken: [] };
    const whole = { ...none, pledgesBroken: [rush('OLD/1', '2026-12-04T15:00:00Z')] };
    const rest = { ...none, pledgesBroken: [...whole.pledgesBroken, rush('RUSH/1', '2026-12-05T15:00:00Z')] };
    expect(hurtAnew(rest, whole)).toEqual(['RUSH/1']);
    expect(againstPublished(published, { number: 5, toll: whole }, rest, 'UTC')).toBe(
      'Against published version 4: no order newly late (version 5: none), no promise broken (version 5: none). Rush order RUSH/1 of Miller was pledged for Thu 3 Dec and would ship Sat 5 Dec. RUSH/1 is hurt by it alone, so it was not approved at once.',
    );
  });
});

describe('approving all but some orders', () => {
  it('names five of many that cannot stay, and counts the rest', () => {
    const strangers = Array.from({ length: 500 }, (_, n) =>
      order(`X${n}`, { inVersion: false, inPublished: false, work: [] }),
    );
    const answer = approveAllBut(seen(), decider('bob'), whole, strangers);
    expect(answer).toMatchObject({ values: { orders: 'X0, X1, X2, X3, X4 and 495 more' } });
  });

  it.each([
    ['holds a work order', [order('MO-1')], {}, 'MO-1'],
    [
      'holds every work order that a customer’s order waits for',
      [order('SO-9/1', { work: ['MO-2', 'MO-1'] })],
      {},
      'MO-1 MO-2',
    ],
    ['holds once what two of them share', [order('SO-9/1', { work: ['MO-1'] }), order('MO-1')], {}, 'MO-1'],
    [
      'is refused for an order of which the version changes nothing',
      [order('MO-1'), order('SO-9/1', { work: ['MO-7'] })],
      {},
      'as-published',
    ],
    [
      'is refused for a customer’s order whose line asks for a later day and none of whose work is moved',
      [order('SO-9/1', { work: ['MO-7'], putOff: { from: '2026-11-07T16:00:00Z', to: '2026-11-14T16:00:00Z' } })],
      {},
      'put-off',
    ],
    [
      'is refused for an order that neither plan has',
      [order('MO-1'), order('XX', { inVersion: false, inPublished: false, work: [] })],
      {},
      'not-in-it',
    ],
    [
      'is refused for an order that came since: it is published nowhere',
      [order('SO-9/1', { inPublished: false, work: [] })],
      {},
      'not-published',
    ],
    [
      'holds a customer’s order that waits for no work order, but for stock or planned ones',
      [order('SO-8/1', { work: [] })],
      {},
      '',
    ],
    ['is refused for an order that is over', [order('MO-1', { inVersion: false, work: [] })], {}, 'over'],
    [
      'is refused where nothing is left',
      [order('MO-1'), order('MO-2')],
      { whole: { moving: ['work/MO-1', 'work/MO-2'] } },
      'all-left-out',
    ],
    ['goes on where a planned order is left', [order('MO-1'), order('MO-2')], {}, 'MO-1 MO-2'],
    [
      'is refused while such a run is going',
      [order('MO-1')],
      { whole: { asked: { who: 'Cara', since: null } } },
      'asked-already',
    ],
    [
      'is refused where nothing is published',
      [order('MO-1')],
      { seen: { parent: null, published: null } },
      'nothing-published',
    ],
    [
      'is refused for what was moved by hand: it would be moved back',
      [order('MO-1')],
      { whole: { byHand: { base: 6, doneAgain: false } } },
      'moved-by-hand',
    ],
    [
      'is refused for an order of another version than the published, moved by hand: its changes alone are left out',
      [order('MO-1')],
      { whole: { byHand: { base: 6, doneAgain: true } } },
      'acts-alone',
    ],
    ['is refused to who submitted it', [order('MO-1')], { person: 'ann' }, 'own-version'],
    [
      'is refused when another approved it meanwhile',
      [order('MO-1')],
      { seen: { state: 'approved' } },
      'decided-already',
    ],
    ['is refused when another version was published since', [order('MO-1')], { seen: { published: 5 } }, 'overtaken'],
    [
      'is refused when an order in it was cancelled',
      [order('MO-1')],
      { seen: { cancelled: ['MO-1'] } },
      'order-cancelled',
    ],
    ['is refused on inputs that are too old', [order('MO-1')], { seen: { hours: 25 } }, 'stale-inputs'],
  ] as const)('%s', (_, orders, more, expected) => {
    expect(asked(orders, more)).toBe(expected);
  });
});

describe('at the tick of an order it says', () => {
  const moving = ['work/MO-1', 'work/MO-2', 'planned/3'];
  const line = (name: string, below: readonly string[], more: Partial<Omit<LeftOut, 'back'>> = {}) =>
    order(name, { work: below, below, ...more });
  const at = (name: string, orders: readonly LeftOut[], moves: readonly string[] = moving) =>
    staysOf(orders, { moving: moves, changing: [] }).find((one) => one.order === name);

  it('which rush order loses its place by it, not where it is left as published: that cannot be left out', () => {
    const rush = { line: 'RUSH/1', customer: 'Miller', pledged: '2026-12-03T15:00:00Z', ships: null };
    const given = () => [{ ...rush, published: undefined, by: null }];
    const orders = [line('SO-1/1', ['MO-1']), line('SO-3/1', ['MO-9']), line('SO-4/1', [])];
    const gives = staysOf(orders, { moving, changing: ['SO-4/1'] }, given).filter((one) => one.gives.length > 0);
    expect(gives.map((one) => one.order)).toEqual(['SO-1/1', 'SO-4/1']);
  });

  it('which work orders that move stay with it, and who draws on them too', () => {
    // MO-1 draws on MO-2, MO-9 does not move.
    const orders = [
      line('SO-1/1', ['MO-1', 'MO-2', 'MO-9']),
      line('SO-2/1', ['MO-2']),
      line('SO-3/1', ['MO-9']),
      order('MO-1', { below: ['MO-1', 'MO-2'] }),
      order('MO-2'),
    ];
    expect(at('SO-1/1', orders)).toEqual({ order: 'SO-1/1', holds: ['MO-1', 'MO-2'], others: ['SO-2/1'], gives: [] });
    expect(at('SO-2/1', orders)).toEqual({ order: 'SO-2/1', holds: ['MO-2'], others: ['SO-1/1'], gives: [] });
    expect(at('MO-1', orders)).toEqual({ order: 'MO-1', holds: ['MO-2'], others: ['SO-1/1', 'SO-2/1'], gives: [] });
    expect(at('SO-3/1', orders)).toBeUndefined();
  });

  it.each([
    ['that it came since', line('SO-1/1', [], { inPublished: false }), 'not-published'],
    ['that it is over', line('SO-1/1', [], { inVersion: false }), 'over'],
    ['that nothing else changes', line('SO-1/1', ['MO-1']), 'all-left-out'],
  ] as const)('why it cannot be left out: %s', (_, one, barred) => {
    expect(at('SO-1/1', [one], ['work/MO-1'])?.barred).toBe(barred);
  });

  it.each([
    [{ holds: ['MO-1'], others: ['SO-2/1'] }, 'Left out, it keeps MO-1 as published; SO-2/1 draws on that too.'],
    [{ holds: ['MO-1', 'MO-2'], others: [] }, 'Left out, it keeps MO-1, MO-2 as published.'],
    [{ holds: [], others: ['SO-1/1', 'SO-2/1'] }, 'Left out, SO-1/1, SO-2/1 draw on that too.'],
    [{ holds: [], others: [] }, ''],
  ])('%o in words', (stays, words) => {
    expect(staysWords(stays)).toBe(words);
  });

  it('and is said of what is ticked, wherever its row is', () => {
    expect(tickedWords('SO-1/1', { holds: ['MO-1'], others: ['SO-2/1'] })).toBe(
      'SO-1/1: it keeps MO-1 as published; SO-2/1 draws on that too',
    );
    expect(tickedWords('SO-1/1', { holds: [], others: [] })).toBe('SO-1/1');
  });
});

describe('what an order loses by what was left out', () => {
  /** Due on the 10th; `day` is when it ships, null: never. */
  const ships = (demand: string, day: number | null): Seen => ({
    demand,
    item: 'BIKE',
    due: '2026-11-10T14:00:00Z',
    promised: null,
    delivered: day === null ? null : `2026-11-${String(day).padStart(2, '0')}T14:00:00Z`,
    lateSeconds: day === null ? 0 : Math.max(0, day - 10) * 86_400,
    reasons: [],
  });
  it.each<[string, readonly [number | null, number | null, number | null], string | undefined]>([
    ['that it is newly late', [9, 9, 12], 'newly late'],
    ['that nothing delivers it any more', [9, 9, null], 'newly late'],
    ['the earlier date that the whole had for it', [9, 7, 9], 'early date'],
    ['that the whole saved it, and it is late as published: newly late', [12, 10, 12], 'newly late'],
    ['some days, but it is earlier than published still', [9, 5, 7], 'later'],
    ['days on which it was late already', [12, 12, 14], 'later'],
    ['nothing where it ships as in the whole', [9, 12, 12], undefined],
    ['nothing where it ships earlier than in the whole', [9, 12, 9], undefined],
  ])('%s', (_, [published, whole, rest], lost) => {
    const found = lostBy([ships('SO-1/1', published)], [ships('SO-1/1', whole)], [ships('SO-1/1', rest)]);
    expect(found.map((one) => one.lost)).toEqual(lost === undefined ? [] : [lost]);
  });

  it('is named with the newly late first, then who loses an earlier date, then the others', () => {
    const of = (later: number, early: number, late: number) => [
      ships('SO-1/1', later),
      ships('SO-2/1', early),
      ships('SO-3/1', late),
    ];
    expect(lostBy(of(5, 9, 9), of(5, 7, 9), of(9, 9, 12)).map(({ change, lost }) => [change.demand, lost])).toEqual([
      ['SO-3/1', 'newly late'],
      ['SO-2/1', 'early date'],
      ['SO-1/1', 'later'],
    ]);
  });

  it.each([
    ['newly late', 2, 'newly late against version 5, +2.0 d'],
    ['early date', 0.5, 'loses the earlier date of version 5, +0.5 d'],
    ['later', 1, '+1.0 d'],
    ['newly late', null, 'newly late against version 5, nothing delivers it'],
  ] as const)('is said with days: %s, %s days', (lost, days, words) => {
    expect(lostWords(5, lost, days)).toBe(words);
  });
});

it('at the tick of what is locked it is said that the lock goes, too', () => {
  const none = { holds: [], others: [] };
  expect(staysWords({ ...none, unlocks: ['step 10 of MO-7'] })).toBe(
    'Left out, its lock of step 10 of MO-7 goes with it.',
  );
  expect(tickedWords('SO-1/1', { holds: ['MO-7'], others: [], unlocks: ['step 10 of MO-7', 'step 20 of MO-7'] })).toBe(
    'SO-1/1: it keeps MO-7 as published; its locks of step 10 of MO-7, step 20 of MO-7 go with it',
  );
});

describe('what others pay for it', () => {
  const days = (second: number) => second / 86_400;
  const of = (demand: string, before: number, after: number | null) =>
    ({
      change: {
        demand,
        before: new Date(before * 86_400_000).toISOString(),
        after: after === null ? null : new Date(after * 86_400_000).toISOString(),
      },
      lost: 'later' as const,
    }) as ReturnType<typeof lostBy>[number];
  const told = (...lost: ReturnType<typeof lostBy>) => {
    const toll = { newlyLate: [], promisesBroken: [], pledgesBroken: [] };
    const words = againstPublished(published, { number: 5, toll }, toll, 'UTC', { worst: worstOf(lost, days) });
    return words
      .replace(
        'Against published version 4: no order newly late (version 5: none), no promise broken (version 5: none).',
        '',
      )
      .trim();
  };
  it.each([
    ['is nothing where nobody ships later', [], ''],
    [
      'is who is hurt most, by how much, and how many are',
      [of('SO-1', 1, 2), of('SO-2', 1, 3.5), of('SO-3', 1, 2)],
      '3 orders ship later than in version 5, at most 2.5 d: SO-2.',
    ],
    ['is one', [of('SO-1', 1, 2)], '1 order ships later than in version 5, by 1.0 d: SO-1.'],
    [
      'is most who is not delivered any more',
      [of('SO-1', 1, 9), of('SO-2', 1, null)],
      '2 orders ship later than in version 5; nothing delivers SO-2.',
    ],
    [
      'is told where it is little',
      [of('SO-1', 1, 1.001)],
      '1 order ships later than in version 5, within a working day: SO-1.',
    ],
  ])('%s', (_, lost, words) => {
    expect(told(...lost)).toBe(words);
  });
});

describe('nothing of a version is left', () => {
  const acts = [['SO-1/1', 'MO-1'], ['MO-2']];
  it.each([
    ['where all that it moves stays', ['SO-1/1'], ['MO-1', 'MO-2'], [], true],
    ['not where a planned order moves too', ['SO-1/1'], ['MO-1'], [], false],
    ['where each change by hand goes by itself or with an order', ['MO-2'], ['MO-2'], [0], true],
    ['not where one of them stays', [], [], [1], false],
  ] as const)('%s', (_, orders, below, left, is) => {
    expect(isNothingLeft({ moving: ['work/MO-1', 'work/MO-2'], acts }, { orders, below, acts: left })).toBe(is);
  });

  it('nothing ticked leaves all of it, also where it moves nothing', () => {
    expect(isNothingLeft({ moving: [], acts: [] }, { orders: [], below: [], acts: [] })).toBe(false);
  });
});

describe('that the rest moves more operations than the whole', () => {
  const toll = { newlyLate: [], promisesBroken: [], pledgesBroken: [] };
  const told = (moved: Parameters<typeof movesMore>[0]) =>
    againstPublished(published, { number: 5, toll }, toll, 'UTC', { moved }).replace(/^.*?none\)\./, '');
  it.each([
    [{ whole: 3, rest: 3, alone: [] }, false, ''],
    [{ whole: 3, rest: 2, alone: ['step 10 of MO-7'] }, false, ''],
    [
      { whole: 3, rest: 5, alone: ['step 10 of MO-7', 'step 20 of MO-7'] },
      true,
      ' It moves 5 operations (version 5: 3), step 10 of MO-7, step 20 of MO-7 too, which nobody has seen yet, so it was not approved at once.',
    ],
  ])('%o holds it up: %s', (moved, waits, words) => {
    expect(movesMore(moved)).toBe(waits);
    expect(told(moved)).toBe(words);
  });
});
