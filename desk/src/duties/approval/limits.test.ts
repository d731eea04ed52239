import { qty, second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import type { Became } from '../planning/orderchanges.ts';
import { reachWords, withinWords } from './limits.messages.ts';
import { beyondLimits, type Difference, type Limits, reachOf, toMoveInstead, usualLimits } from './limits.ts';

const day = 86_400;
const hour = 3600;
const plant = {
  now: 10 * day + 8 * hour,
  dayOf: (second: number) => Math.floor(second / day),
  centreOf: (machine: string | undefined) => machine?.slice(0, 1),
};
const at = (start: number, machine: string | undefined = 'W1') => ({
  order: 'work/MO-1',
  item: 'FRAME',
  seq: 10,
  machine,
  start,
  end: start + hour,
  setup: 0,
  run: hour,
});
const difference = (more: Partial<Difference>): Difference => ({
  moves: [],
  orders: [],
  overtime: 0,
  resized: [],
  byHand: null,
  ...more,
});
const move = (before: ReturnType<typeof at> | undefined, after: ReturnType<typeof at> | undefined) =>
  difference({ moves: [{ before, after }] });
const order = (became: Became, breaksPromise: boolean, after: string | null = '2026-11-05', lateSeconds = 0) =>
  difference({ orders: [{ demand: 'SO-1/1', became, breaksPromise, after, lateSeconds }] });
const step = { order: 'planned/1', seq: 10 };
const byHand = (more: Partial<NonNullable<Difference['byHand']>>) =>
  difference({ byHand: { acts: [], conflicts: [], ...more } });
const beyond = (change: Difference, limits: Limits) => {
  const found = beyondLimits(change, limits, plant);
  return found && ('beyond' in found ? found.beyond : found.resized.map(({ order: name }) => name).join());
};
const resized = [{ order: 'work/MO-1', item: 'FRAME', before: 5, after: 6 }];

describe('a version is within the delegated limits', () => {
  it.each([
    ['when nothing changes', difference({}), undefined],
    ['when a step moves within its day', move(at(11 * day + 8 * hour), at(11 * day + 14 * hour)), undefined],
    ['when it moves to another machine of the group', move(at(11 * day), at(11 * day, 'W2')), undefined],
    ['when an order ships later and keeps its promise', order('later', false), undefined],
    ['when what is gone should have begun: it was done', move(at(9 * day), undefined), undefined],
    ['when what should have begun begins today', move(at(9 * day), at(10 * day + 9 * hour)), undefined],
    ['when it began elsewhere than it should have: that is done', move(at(9 * day), at(10 * day, 'P1')), undefined],
    [
      'when somebody moved steps by hand and broke no rule',
      byHand({ acts: [[{ kind: 'pull-forward', ...step }]] }),
      undefined,
    ],
    ['but not when what should have begun is put off', move(at(9 * day), at(11 * day)), 'another-day'],
    ['but not when a step moves to another day', move(at(11 * day + 23 * hour), at(12 * day)), 'another-day'],
    ['but not when it comes a day earlier', move(at(12 * day), at(11 * day)), 'another-day'],
    ['but not when it moves to another group', move(at(11 * day), at(11 * day, 'P1')), 'another-group'],
    ['but not when work is new', move(undefined, at(11 * day)), 'other-work'],
    ['but not when work is gone', move(at(11 * day), undefined), 'other-work'],
    ['but not when an order is for another quantity, by its name', difference({ resized }), 'work/MO-1'],
    ['nor when it breaks a promise besides, which is worse', { ...order('later', true), resized }, 'promise-broken'],
    ['but not when an order is newly late', order('newly late', false), 'newly-late'],
    ['when a new order is served in time from what is there', order('new', false), undefined],
    ['but not when a new order is late from the start', order('new', false, '2026-11-05', 60), 'newly-late'],
    ['but not when a new order is not served', order('new', false, null), 'newly-late'],
    ['but not when a promise is broken', order('later', true), 'promise-broken'],
    ['but not when it opens overtime', difference({ overtime: 60 }), 'overtime'],
    [
      'but not when somebody added hours by hand',
      byHand({ acts: [[{ kind: 'overtime', of: 'W1', from: second(0), to: second(hour) }]] }),
      'overtime-by-hand',
    ],
    [
      'when somebody unlocks what he locked himself',
      byHand({ acts: [[{ kind: 'lock', ...step }], [{ kind: 'unlock', ...step }]] }),
      undefined,
    ],
    [
      'but not when somebody unlocked frozen work by hand',
      byHand({ acts: [[{ kind: 'lock', ...step, seq: 20 }], [{ kind: 'unlock', ...step }]] }),
      'unfrozen',
    ],
    [
      'but not when somebody split an order by hand',
      byHand({ acts: [[{ kind: 'split', order: 'planned/1', qty: qty(1) }]] }),
      'other-work',
    ],
    [
      'but not when it breaks a rule by hand',
      byHand({ conflicts: [{ rule: 'one-at-a-time', ...step, text: 'W1 runs two at once.' }] }),
      'rule-broken',
    ],
  ] as const)('%s', (_, change, expected) => {
    expect(beyond(change, usualLimits)).toBe(expected);
  });
});

describe('a site that sets wider limits', () => {
  it.each([
    ['lets a step go so many days', move(at(11 * day), at(13 * day)), { days: 2 }, undefined],
    ['and no further', move(at(11 * day), at(14 * day)), { days: 2 }, 'another-day'],
    ['lets it go to another group', move(at(11 * day), at(11 * day, 'P1')), { otherGroup: true }, undefined],
    ['lets it open so much overtime', difference({ overtime: 4 * hour }), { overtimeHours: 4 }, undefined],
    ['and no more', difference({ overtime: 4 * hour + 1 }), { overtimeHours: 4 }, 'overtime'],
    [
      'never lets who submits it approve overtime that somebody added by hand',
      byHand({ acts: [[{ kind: 'overtime', of: 'W1', from: second(0), to: second(hour) }]] }),
      { overtimeHours: 99 },
      'overtime-by-hand',
    ],
    [
      'never lets it break a promise',
      order('later', true),
      { days: 20, otherGroup: true, overtimeHours: 99 },
      'promise-broken',
    ],
  ] as const)('%s', (_, change, more, expected) => {
    expect(beyond(change, { ...usualLimits, ...more })).toBe(expected);
  });
});

describe('a draft by hand of a version that is not the published one', () => {
  const draft = { state: 'draft' as const, parent: 6, published: 6 };
  it.each([
    ['is told to move the published one', draft, 7, 6],
    ['is told so too once it is submitted', { ...draft, state: 'submitted' as const }, 7, 6],
    ['is told nothing where it was made of the published one', draft, 6, null],
    ['is told nothing where nobody moved it by hand', draft, null, null],
    ['is told nothing once it is overtaken', { ...draft, published: 8 }, 7, null],
    ['is told nothing once it is approved', { ...draft, state: 'approved' as const }, 7, null],
  ] as const)('%s', async (_, version, base, number) => {
    const alone = async (held: number) => held === version.published;
    expect(await toMoveInstead(version, base, usualLimits, alone)).toBe(number);
    expect(await toMoveInstead(version, base, undefined, alone)).toBeNull();
  });
  it.each([
    ['its own move is too large', [6, 7], undefined, [6, 7]],
    ['it is within them as it is', [], undefined, [6]],
    ['what it was made of is not known any more', [6], 7, [6, 7]],
  ] as const)('is told nothing where %s', async (_, beyond, unknown, asks) => {
    const asked: number[] = [];
    const isBeyond = async (held: number) => {
      asked.push(held);
      return held === unknown ? undefined : (beyond as readonly number[]).includes(held);
    };
    expect(await toMoveInstead(draft, 7, usualLimits, isBeyond)).toBeNull();
    expect(asked).toEqual(asks);
  });
});

describe('why nobody else is asked says each limit, and how far the change goes of it', () => {
  const wide: Limits = { days: 2, otherGroup: true, overtimeHours: 4 };
  const moves = [
    { before: at(11 * day), after: at(12 * day, 'P1') },
    { before: at(11 * day), after: at(11 * day + hour, 'W2') },
    // Begun, and elsewhere than it should have: that happened.
    { before: at(9 * day), after: at(10 * day, 'P1') },
  ];
  it.each<[string, Limits, Partial<Difference>, RegExp]>([
    [
      'where nothing may go far',
      usualLimits,
      {},
      /move within their day, and none leaves it; within their machine group, and none leaves it; no more overtime may be opened, and none is\. /,
    ],
    [
      'where it could go further',
      wide,
      {},
      /by up to 2 days, and none leaves its day; also to another machine group, and none does; up to 4 h more overtime may be opened, and none is\. /,
    ],
    [
      'where it goes far',
      wide,
      { moves, overtime: 1.5 * hour },
      /by up to 2 days, and the furthest moves by 1 day; also to another machine group, and 1 does; up to 4 h more overtime may be opened, and 1\.5 h is\. /,
    ],
  ])('%s', (_, limits, change, words) => {
    expect(withinWords(reachWords(limits, reachOf(difference(change), plant)))).toMatch(words);
  });
});
