import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratioWords, ruleSentence } from './hotlist.messages.ts';
import { criteria, hotterBy, type Rankable, ruleFrom, usualRule } from './ranking.ts';

const row = (ref: string, more: Partial<Rankable> = {}): Rankable => ({
  kind: 'customer_line',
  ref,
  late_days: 0,
  critical_ratio: null,
  needAt: 1000,
  priority: 3,
  money: 100,
  hurts: 0,
  ...more,
});
const order = (rows: readonly Rankable[], rule = usualRule) => [...rows].sort(hotterBy(rule)).map(({ ref }) => ref);

describe('the usual rule', () => {
  it.each([
    { rule: 'what is later to need comes first', a: row('A', { late_days: 1 }), b: row('B', { late_days: 3 }) },
    {
      rule: 'what is late comes before what is needed earlier',
      a: row('A', { needAt: 1 }),
      b: row('B', { late_days: 0.1 }),
    },
    {
      rule: 'slack does not count: the need date decides',
      a: row('A', { late_days: -1, needAt: 9 }),
      b: row('B', { late_days: -5, needAt: 8 }),
    },
    {
      rule: 'of two equally late the one needed first',
      a: row('A', { late_days: 2, needAt: 9 }),
      b: row('B', { late_days: 2, needAt: 8 }),
    },
    { rule: 'priority breaks ties', a: row('A', { priority: 4 }), b: row('B', { priority: 1 }) },
    {
      rule: 'of operations else alike the one with less time for its work',
      a: row('A', { kind: 'operation', critical_ratio: 1.2 }),
      b: row('B', { kind: 'operation', critical_ratio: 0.9 }),
    },
    {
      rule: 'the critical ratio breaks ties only: the need date decides before it',
      a: row('A', { kind: 'operation', critical_ratio: 0.2, needAt: 9 }),
      b: row('B', { kind: 'operation', critical_ratio: 3, needAt: 8 }),
    },
    { rule: 'money does not count', a: row('Z', { money: 999, hurts: 1 }), b: row('B') },
  ])('$rule', ({ a, b }) => {
    expect(order([a, b])).toEqual([b.ref, a.ref]);
    expect(order([b, a])).toEqual([b.ref, a.ref]);
  });

  it('goes by name where all else is equal, so that the list is the same everywhere', () => {
    expect(order([row('SO-2/1'), row('SO-1/2'), row('SO-1/1')])).toEqual(['SO-1/1', 'SO-1/2', 'SO-2/1']);
  });
});

describe('a rule that the company set', () => {
  it('puts money first where it says so, but only money that is at risk', () => {
    const rows = [
      row('safe', { money: 9000 }),
      row('small', { money: 50, late_days: 4 }),
      row('big', { money: 800, late_days: 1 }),
    ];
    expect(order(rows, ['money', 'lateness'])).toEqual(['big', 'small', 'safe']);
  });

  it('may put the critical ratio first: behind, on schedule, ahead; the rest stand among them by slack', () => {
    const rows = [
      row('ahead', { kind: 'operation', critical_ratio: 1.5, late_days: -3 }),
      row('behind', { kind: 'operation', critical_ratio: 0.5, late_days: -1 }),
      row('slack of a tenth of a day', { late_days: -0.1 }),
      row('late by a day', { late_days: 1 }),
    ];
    expect(order(rows, ['ratio'])).toEqual(['late by a day', 'behind', 'slack of a tenth of a day', 'ahead']);
  });

  it('reads as one sentence', () => {
    expect(ruleSentence(usualRule)).toBe(
      'First what is late, by working days late to need; then by need date; then by priority; then operations by critical ratio and the rest by slack; then by name. What a person moved to the top comes before all.',
    );
    expect(ruleSentence(['money', 'need'])).toMatch(
      /^First what puts most money at risk; then by need date; then by name\./,
    );
  });

  it.each([[undefined], ['money'], [[]], [['money', 'weather']], [['need', 'need']]])(
    'is the usual one where %j was kept',
    (kept) => expect(ruleFrom(kept)).toEqual(usualRule),
  );

  it('is taken in the order in which it was kept', () => {
    expect(ruleFrom(['money', 'need', 'lateness'])).toEqual(['money', 'need', 'lateness']);
  });
});

it('any rule orders any rows one way only', () => {
  const rows = fc.uniqueArray(
    fc.record({
      kind: fc.constantFrom('customer_line' as const, 'purchase_line' as const),
      ref: fc.constantFrom('A', 'B', 'C'),
      late_days: fc.integer({ min: -2, max: 2 }),
      critical_ratio: fc.constantFrom(null, 0, 0.5, 1, 2),
      needAt: fc.integer({ min: 0, max: 2 }),
      priority: fc.integer({ min: 1, max: 2 }),
      money: fc.integer({ min: 0, max: 2 }),
      hurts: fc.integer({ min: 0, max: 1 }),
    }),
    { maxLength: 6, selector: ({ kind, ref }) => `${kind} ${ref}` },
  );
  fc.assert(
    fc.property(rows, fc.shuffledSubarray([...criteria], { minLength: 1 }), (some, rule) => {
      const hotter = hotterBy(rule);
      const once = [...some].sort(hotter);
      expect([...some].reverse().sort(hotter)).toEqual(once);
      for (const a of some) for (const b of some) expect(Math.sign(hotter(a, b))).toBe(-Math.sign(hotter(b, a)) + 0);
    }),
  );
});

it.each([
  [
    0.5,
    false,
    '0.50 = 4.0 h of working time until its order is needed ÷ 8.0 h of work left. Behind: there is less time than work.',
  ],
  [
    1,
    false,
    '1.00 = 4.0 h of working time until its order is needed ÷ 8.0 h of work left. On schedule: as much time as work.',
  ],
  [
    0,
    true,
    '0.00 = 8.0 h of work left and no working time until its order is needed. Behind: there is less time than work.',
  ],
  [
    2,
    true,
    '2.00 = 4.0 h of working time until its order is needed ÷ 8.0 h of work left. Ahead: there is more time than work. What makes it late is waiting.',
  ],
])('a critical ratio of %d reads with its arithmetic', (ratio, late, words) => {
  expect(ratioWords({ ratio, time: '4.0 h', work: '8.0 h', late })).toBe(words);
});
