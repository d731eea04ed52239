import { describe, expect, it } from 'vitest';
import {
  becameWords,
  brokenWords,
  delayWords,
  earlierWords,
  gainWords,
  laterWords,
  lateWords,
  offerRefusals,
  ranWords,
} from './rush.messages.ts';
import { becameOf, dueOf, faultsOf, promisedOf, savedFirst, stillHolds, worstFirst } from './rush.ts';

const wanted = { customer: 'MILLER', item: 'FRAME', qty: 5, wish: '2026-11-05' };
const known = { customer: true, item: true, decimals: 0, today: '2026-11-03' };

describe('what is asked for', () => {
  it.each([
    ['is taken when all of it is known', {}, {}, []],
    ['may be wished for today', { wish: '2026-11-03' }, {}, []],
    ['is refused when the item is unknown', {}, { item: false }, [['item', 'unknown-item']]],
    ['is refused when the customer is unknown', {}, { customer: false }, [['customer', 'unknown-customer']]],
    ['is refused with a quantity of nothing', { qty: 0 }, {}, [['qty', 'no-quantity']]],
    ['is refused with less than nothing', { qty: -1 }, {}, [['qty', 'no-quantity']]],
    ['is refused with half a piece', { qty: 2.5 }, {}, [['qty', 'too-fine']]],
    ['is refused with more than is counted', { qty: 1e308 }, {}, [['qty', 'too-many']]],
    ['is refused with next to nothing of a piece', { qty: 1e-7 }, {}, [['qty', 'too-fine']]],
    ['is taken with half a metre', { qty: 2.5 }, { decimals: 3 }, []],
    ['is refused for a day gone by', { wish: '2026-11-02' }, {}, [['wish', 'past-wish']]],
    ['is refused for a year that an order line is not due in', { wish: '2101-01-01' }, {}, [['wish', 'far-wish']]],
    [
      'names everything that is wrong at once',
      { qty: 0, wish: '2026-11-02' },
      { item: false },
      [
        ['item', 'unknown-item'],
        ['qty', 'no-quantity'],
        ['wish', 'past-wish'],
      ],
    ],
  ])('%s', (_, typed, knows, expected) => {
    expect(faultsOf({ ...wanted, ...typed }, { ...known, ...knows })).toEqual(expected);
  });
});

describe('an offer that waits for its approval', () => {
  const day = (n: number, hour = 12): string => `2026-11-${String(n).padStart(2, '0')}T${hour}:00:00Z`;
  /** A line due on the sixth at noon that was to ship an hour before it; with the rush order at `after`, later by `days`. */
  const hurt = (line: string, after: string | null, days = 0.1) => ({
    line,
    due: day(6),
    before: day(6, 11),
    after,
    seconds: days * 86_400,
    days,
  });
  const told = hurt('SO-1/1', day(6));
  const asked = { date: day(5), ships: day(5), hurts: [told] };
  const late = { ...asked, hurts: [hurt('SO-1/1', day(7), 1)] };
  const never = { ...asked, hurts: [hurt('SO-1/1', null, 0)] };
  it.each([
    ['holds when nothing changed', asked, asked, 'accept'],
    [
      'holds when it became earlier and hurts nobody any more',
      asked,
      { date: day(4), ships: day(4), hurts: [] },
      'accept',
    ],
    ['is gone when the plan cannot have it any more', asked, undefined, 'gone'],
    ['is refused when it became a second later', asked, { ...asked, date: '2026-11-05T12:00:01Z' }, 'later'],
    [
      'is asked about when it hurts somebody whom the supervisor does not see',
      asked,
      { ...asked, hurts: [told, hurt('SO-2/1', day(6))] },
      'it also delays SO-2/1, which nobody was asked about',
    ],
    ['is asked about when somebody ships never who was to ship later', asked, never, 'SO-1/1 would never ship'],
    [
      'is asked about when it makes somebody late who was told to be in time',
      asked,
      { ...asked, hurts: [hurt('SO-1/1', '2026-11-06T12:00:01Z')] },
      'SO-1/1 would be late, which was told to be in time',
    ],
    [
      'holds when who was told to be late ships later by hours',
      late,
      { ...late, hurts: [hurt('SO-1/1', day(7, 18), 1.9)] },
      'accept',
    ],
    [
      'is asked about when who was told to be late ships later by a working day',
      late,
      { ...late, hurts: [hurt('SO-1/1', day(9), 2)] },
      'SO-1/1 would ship later than was told by a working day or more',
    ],
    ['is asked about when the run would never ship it', asked, { ...asked, ships: null }, 'it would never ship itself'],
    [
      'is asked about when the run ships it later than offered, who was told in time',
      asked,
      { ...asked, ships: day(5, 13) },
      'it would ship itself Thu 5 Nov, 13:00, later than offered',
    ],
    [
      'holds when the run was told to ship it later',
      { ...asked, ships: day(6) },
      { ...asked, ships: day(7) },
      'accept',
    ],
    [
      'is asked about when a given date breaks that was told to be kept',
      { ...asked, hurts: [{ ...told, breaks: null }] },
      { ...asked, hurts: [{ ...told, breaks: day(5) }] },
      'SO-1/1 would break a given date, which was told to be kept',
    ],
    [
      'holds when whether a given date breaks was not told',
      asked,
      { ...asked, hurts: [{ ...told, breaks: day(5) }] },
      'accept',
    ],
    ['holds when the run was told never to ship it', { ...asked, ships: null }, { ...asked, ships: null }, 'accept'],
    ['holds when who was told to ship never is late, or ships never still', never, late, 'accept'],
    [
      'is asked about with all of it at once',
      { ...asked, hurts: [told, hurt('SO-2/1', day(6))] },
      { ...asked, ships: null, hurts: [hurt('SO-1/1', null, 0), hurt('SO-2/1', day(7), 1), hurt('SO-3/1', day(6))] },
      'it would never ship itself; it also delays SO-3/1, which nobody was asked about; SO-1/1 would never ship; SO-2/1 would be late, which was told to be in time',
    ],
  ])('%s', (_, was, now, expected) => {
    const decision = stillHolds(was, now);
    if (decision.kind === 'accept') return expect(decision.kind).toBe(expected);
    const said = offerRefusals[decision.code](decision.values, 'UTC');
    return decision.kind === 'refuse'
      ? expect(decision.code).toBe(expected)
      : expect(said).toContain(` now ${expected}. Maybe`);
  });
});

describe('the order that is made', () => {
  const [wish, date] = ['2026-11-05T16:00:00Z', '2026-11-06T09:00:00Z'];
  it.each([
    ['is due when it can ship, where nobody may be disturbed', 'kept', wish, date, date],
    ['is due when it is wished for, where that is later', 'kept', date, wish, date],
    ['is due when it is wished for, where it goes first', 'first', wish, date, wish],
  ] as const)('%s', (_, option, wished, offered, expected) => {
    expect(dueOf(option, wished, offered)).toBe(expected);
  });
  it('is promised for when it can ship, and for no sooner than it is wished for and made', () => {
    expect(promisedOf(wish, date)).toBe(date);
    expect(promisedOf(date, wish)).toBe(date);
  });
});

it('whom a rush order makes late is named first, after who ships no more; then who was late already, then who ships later by more', () => {
  const of = (line: string, seconds: number, before: string, after: string | null) => ({
    line,
    seconds,
    before: `2026-11-05T${before}:00Z`,
    after: after && `2026-11-05T${after}:00Z`,
    due: '2026-11-05T12:00:00Z',
  });
  const hurts = [
    of('SO-1/1', 9000, '08:30', '11:00'),
    of('SO-2/1', 600, '12:00', '12:10'),
    of('SO-3/1', 7200, '11:00', '13:00'),
    of('SO-4/1', 9900, '12:15', '15:00'),
    of('SO-5/1', 0, '11:00', null),
  ];
  expect(worstFirst(hurts).map(({ line }) => line)).toEqual(['SO-5/1', 'SO-3/1', 'SO-2/1', 'SO-4/1', 'SO-1/1']);
});

it('that the run which follows ships it otherwise than offered is said', () => {
  const date = '2026-11-05T12:00:00Z';
  const said = [date, '2026-11-05T11:59:59Z', '2026-11-05T12:00:01Z', null].map((ships) => ranWords(date, ships));
  expect(said).toEqual([
    undefined,
    'The planning run that follows would ship it sooner than offered:',
    '▲ The planning run that follows would ship it later than offered:',
    '▲ The planning run that follows would not ship it at all.',
  ]);
});

it('how many lines ship later is said, and of each whether it is late by that', () => {
  expect([0, 1, 1200].map((lines) => laterWords(lines))).toEqual([
    'Nobody ships later.',
    '1 order line ships later',
    '1,200 order lines ship later',
  ]);
  expect([1, 2].map((lines) => laterWords(lines, true))).toEqual([
    '1 order line was to ship later',
    '2 order lines were to ship later',
  ]);
  const [due, noon, evening] = ['2026-11-05T12:00:00Z', '2026-11-05T12:00:00Z', '2026-11-05T18:00:00Z'];
  const late = (before: string, after: string | null) => lateWords({ due, before, after });
  expect([late('2026-11-05T08:00:00Z', noon), late(noon, evening), late(evening, '2026-11-05T19:00:00Z')]).toEqual([
    'still in time',
    '▲ late by that',
    '▲ late already',
  ]);
  expect(late(noon, null)).toBe('▲ ships never');
});

it('how many given dates break is said, and nothing where none does or nobody looked', () => {
  const [kept, broken] = [{ breaks: null }, { breaks: '2026-11-05T12:00:00Z' }];
  expect([[], [kept, {}], [kept, broken], [broken, broken]].map(brokenWords)).toEqual([
    null,
    null,
    '1 given date broken',
    '2 given dates broken',
  ]);
});

it('who ships earlier is said with how many of them are saved', () => {
  const [due, evening] = ['2026-11-05T12:00:00Z', '2026-11-06T12:00:00Z'];
  const saved = { due, before: evening, after: due, days: 1 };
  const earlier = { due, before: due, after: '2026-11-04T12:00:00Z', days: 1 };
  const never = { due, before: null, after: evening, days: 0 };
  expect([[earlier], [saved], [saved, earlier, never]].map(earlierWords)).toEqual([
    '1 order line ships earlier',
    '1 order line ships earlier and is saved',
    '3 order lines ship earlier, 1 of them saved',
  ]);
  expect(savedFirst([earlier, never, saved])).toEqual([saved, earlier, never]);
  expect([saved, earlier, never].map(gainWords)).toEqual(['by 1.0 d, saved', 'by 1.0 d', 'shipped never']);
});

it('whom a rush order delays is told in working days, as lateness is everywhere; in hours below a tenth of one', () => {
  const weekend = 64 * 3600;
  expect([1 / 12, 0.2, 1, 5, 0.01].map((days) => delayWords({ seconds: weekend, days }))).toEqual([
    'by 2.0 h',
    'by 0.2 d',
    'by 1.0 d',
    'by 5.0 d',
    'by no working day',
  ]);
  expect(delayWords({ seconds: 23 * 3600 })).toBe('by 1.0 d');
});

describe('whom a rush order was said to delay is told by a plan', () => {
  const at = '2026-11-06T12:00:00Z';
  it.each([
    ['not late, with slack or to the second', 'open', { ships: at, late_days: -2 }, 'version 7: not late'],
    ['late by working days', 'open', { ships: at, late_days: 2 }, 'version 7: late by 2.0 d'],
    ['late over closed hours alone', 'open', { ships: at, late_days: 0.01 }, 'version 7: late by no working day'],
    ['to be shipped never', 'open', { ships: null, late_days: 9999 }, 'version 7: ships never'],
    ['gone once it is shipped', 'shipped', { ships: at, late_days: 0 }, 'version 7: gone: it is no open line any more'],
    ['gone where its record is', undefined, undefined, 'version 7: gone: it is no open line any more'],
    ['not known to a plan from before it', 'open', undefined, 'version 7: not in it'],
  ] as const)('%s', (_, state, planned, words) => {
    const now = { version: 7, published: false, ...becameOf(state, planned) };
    expect(becameWords(now)).toBe(words);
    expect(becameWords({ ...now, published: true })).toBe(`as published (${words.replace(':', '):')}`);
  });
});
