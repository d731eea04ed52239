import { describe, expect, it } from 'vitest';
import { classesOf, valuesOf } from './abc.ts';
import { type CountToApprove, type LineState, mayApprove, mayCount, needsAnother, sheetState } from './counting.ts';
import { type CountRules, overLimit, rulesFrom, valueOf, withinTolerance } from './countrules.ts';
import { type BinSeen, programme } from './programme.ts';
import { amountTyped, lineScanned } from './typed.ts';

const usual = rulesFrom(undefined);

describe('classes', () => {
  const shares = { a: 80, b: 15 };
  it.each([
    // 70 + 12 crosses 80: FORK is an A still; 82 + 10 = 92 and 92 + 4 = 96: GRIP crosses 95 and is a B; the rest C.
    [
      'the one that crosses a line belongs before it',
      [
        ['FRAME', 70],
        ['FORK', 12],
        ['RIM', 10],
        ['GRIP', 4],
        ['CAP', 3],
        ['CLIP', 1],
      ],
      'A A B B C C',
    ],
    ['one item alone is an A', [['FRAME', 5]], 'A'],
    [
      'what has no cost or no use is a C',
      [
        ['FRAME', 5],
        ['X', null],
        ['Y', 0],
      ],
      'A C C',
    ],
    [
      'where nothing is worth anything all are C',
      [
        ['X', 0],
        ['Y', null],
      ],
      'C C',
    ],
    // 40 and 40 make 80: the second begins at 40 %, the third at 80 % and is no A.
    [
      'of the same value by code',
      [
        ['B', 40],
        ['A', 40],
        ['C', 20],
      ],
      'A A B',
    ],
  ] as const)('%s', (_, values, said) => {
    const found = classesOf(
      values.map(([item, value]) => ({ item, value })),
      shares,
    );
    expect(values.map(([item]) => found.get(item)).join(' ')).toBe(said);
  });

  it('by what was used in a year times cost; where nothing was, by what is planned', () => {
    expect(
      valuesOf([
        { item: 'USED', used: 100, planned: 900, cost: 2 },
        { item: 'NEW', used: 0, planned: 30, cost: 5 },
        { item: 'DEAR', used: 10, planned: 0, cost: null },
      ]),
    ).toEqual([
      { item: 'USED', value: 200 },
      { item: 'NEW', value: 150 },
      { item: 'DEAR', value: null },
    ]);
  });
});

describe('the programme', () => {
  const today = 20_000;
  /** Five days of work, two of rest, today a Monday; twelve weeks. */
  const workingDays = Array.from({ length: 84 }, (_, day) => today + day).filter((day) => (day - today) % 7 < 5);
  const calendar = { today, workingDays, workingDaysAYear: 250 };
  const bin = (more: Partial<BinSeen> = {}): BinSeen => ({
    item: 'BOLT',
    location: 'A-01',
    class: 'C',
    qty: 10,
    below: false,
    apart: false,
    counted: today - 10,
    since: today - 1000,
    moves: 3,
    problem: false,
    wanted: 0,
    ...more,
  });
  const days = (bins: readonly BinSeen[], rules: CountRules = usual) =>
    programme(bins, rules, calendar).map(({ day, why }) => [day - today, why[0]?.rule]);

  it.each([
    // 365 / 4 = 91.25 days after a count; the first working day from then on.
    ['an A counted 90 days ago is due on the second day', { class: 'A', counted: today - 90 }, [[2, 'class']]],
    ['a B is due after half a year: 182.5 days', { class: 'B', counted: today - 182 }, [[1, 'class']]],
    ['a C counted ten days ago is not due in twelve weeks', {}, []],
    ['what was never counted is due today', { counted: null, since: today }, [[0, 'never']]],
    ['an empty bin that nothing moved is left alone', { qty: 0, moves: 0, counted: null }, []],
    ['a bin that came to nothing since it was counted is counted', { qty: 0 }, [[0, 'zero']]],
    ['a balance below zero is counted', { qty: -1, below: true }, [[0, 'negative']]],
    ['after 50 movements it is counted', { moves: 50 }, [[0, 'moves']]],
    ['not after 49', { moves: 49 }, []],
    ['before an order that takes half of it it is counted', { wanted: 5 }, [[0, 'order']]],
    ['not before one that takes less', { wanted: 4.9 }, []],
    ['nor when nothing moved since it was counted', { wanted: 5, moves: 0 }, []],
    ['after a problem it is counted', { problem: true }, [[0, 'problem']]],
  ] as const)('%s', (_, more, said) => {
    expect(days([bin(more)])).toEqual(said);
  });

  it('is even: as many each working day as the classes ask of a year, the A first', () => {
    // 200 A four times, 100 B twice, 100 C once: 1,100 counts a year of 250 working days are 4.4, so 5 a day.
    const many = (n: number, of: BinSeen['class']) =>
      Array.from({ length: n }, (_, at) =>
        bin({ class: of, counted: null, since: today, location: `${of}${String(at).padStart(3, '0')}` }),
      );
    const due = programme([...many(100, 'C'), ...many(200, 'A'), ...many(100, 'B')], usual, calendar);
    const perDay = workingDays.map((day) => due.filter((one) => one.day === day).length);
    expect(new Set(perDay)).toEqual(new Set([5]));
    expect(due.slice(0, 200).every((one) => one.bin.class === 'A')).toBe(true);
    // Three counted already today leave two.
    expect(programme(many(400, 'A'), usual, calendar, 3).filter((one) => one.day === today)).toHaveLength(7 - 3);
  });

  it('a rule asks on top of the day’s share, and a bin stands once with all that asks for it', () => {
    const due = programme(
      [bin({ below: true, moves: 60, counted: null }), bin({ location: 'A-02', counted: null })],
      usual,
      calendar,
    );
    expect(due.map(({ bin: { location }, why }) => [location, why.map(({ rule }) => rule)])).toEqual([
      ['A-01', ['negative', 'moves']],
      ['A-02', ['never']],
    ]);
  });

  it('a company that counts no C by class counts none', () => {
    expect(days([bin({ counted: null })], { ...usual, c_per_year: 0 })).toEqual([]);
  });
});

describe('a difference', () => {
  const of = (book: number, counted: number, more = {}) => ({ book, counted, cost: 2, class: 'A' as const, ...more });
  it.each([
    // 1 % of 200 is 2.
    ['2 of 200 are within 1 %', of(200, 198), usual, true],
    ['3 of 200 are not', of(200, 203), usual, false],
    ['5 of 100 are within the 5 % of a C', of(100, 95, { class: 'C' }), usual, true],
    ['nothing of nothing is right', of(0, 0), usual, true],
    ['one where none should be is beyond any share', of(0, 1, { class: 'C' }), { ...usual, c_percent: 100 }, false],
    ['2 of 200 at 2.00 are 4.00, beyond 3.00', of(200, 198), { ...usual, a_amount: 3 }, false],
    ['without a cost money says nothing', of(200, 198, { cost: null }), { ...usual, a_amount: 3 }, true],
    ['of a book below zero by its size', of(-200, -199), usual, true],
  ] as const)('%s', (_, found, rules, within) => expect(withinTolerance(found, rules)).toBe(within));

  it.each([
    // 10 % of 1,000 is 100; 60 at 2.00 are 120.00, beyond 100.00; 50 are 100.00, which is not beyond.
    ['beyond 100.00', of(1000, 940), true],
    ['at 100.00', of(1000, 950), false],
    ['beyond 10 %', of(10, 8), true],
    ['none', of(10, 10), false],
  ] as const)('is a supervisor’s: %s', (_, found, over) => expect(overLimit(found, usual)).toBe(over));

  it('keeps its sign and its cents', () => {
    expect([
      valueOf(of(10, 8, { cost: 0.1 })),
      valueOf(of(0.1, 0.3, { cost: 1 })),
      valueOf(of(1, 2, { cost: null })),
    ]).toEqual([-0.2, 0.2, null]);
  });

  it('is counted again once: the second count is judged by who approves', () => {
    expect([false, true].map((asked) => needsAnother(of(200, 100), asked, usual))).toEqual([true, false]);
  });
});

describe('who', () => {
  const line = (state: LineState) => ({ item: 'BOLT', location: 'A-01', state, counter: 'ann' });
  it.each([
    ['counts an open line', 'open', 5, 'bob', usual, 'accept'],
    ['counts nothing: it is empty', 'open', 0, 'bob', usual, 'accept'],
    ['counts less than nothing', 'open', -1, 'bob', usual, 'below-nothing'],
    ['counts the second time as another', 'again', 5, 'bob', usual, 'accept'],
    ['counts the second time himself', 'again', 5, 'ann', usual, 'same-counter'],
    [
      'counts the second time himself where the company lets him',
      'again',
      5,
      'ann',
      { ...usual, second_differs: false },
      'accept',
    ],
    ['mends what he mistyped', 'counted', 5, 'ann', usual, 'accept'],
    ['counts what was approved', 'approved', 5, 'bob', usual, 'approved'],
    ['counts on a sheet that was ended', 'dropped', 5, 'bob', usual, 'ended'],
  ] as const)('%s', (_, state, qty, person, rules, said) => {
    const decision = mayCount(line(state), qty, person, rules);
    expect(decision.kind === 'accept' ? 'accept' : decision.code).toBe(said);
  });

  const count = (more: Partial<CountToApprove> = {}): CountToApprove => ({
    ...line('counted'),
    book: 100,
    counted: 95,
    cost: 1,
    class: 'A',
    superseded: false,
    decidedBy: null,
    apart: false,
    blind: false,
    ...more,
  });
  it.each([
    ['a storekeeper, what another counted', {}, { id: 'bob', supervises: false }, 'accept'],
    ['a storekeeper, his own difference', {}, { id: 'ann', supervises: false }, 'own-count'],
    ['a storekeeper, his own count that agrees', { counted: 100 }, { id: 'ann', supervises: false }, 'accept'],
    ['a storekeeper, beyond the limit', { counted: 80 }, { id: 'bob', supervises: false }, 'over-limit'],
    ['a storekeeper, while the sheet is counted', { blind: true }, { id: 'bob', supervises: false }, 'blind'],
    ['a supervisor, while the sheet is counted', { blind: true }, { id: 'eve', supervises: true }, 'accept'],
    ['a supervisor, beyond the limit', { counted: 80 }, { id: 'eve', supervises: true }, 'accept'],
    [
      'more than the book beside a container, when it is asked',
      { counted: 101, apart: true },
      { id: 'eve', supervises: true },
      'stands-apart',
    ],
    ['less than it', { counted: 99, apart: true }, { id: 'eve', supervises: true }, 'accept'],
    ['anybody, twice', { state: 'approved', decidedBy: 'Eve' }, { id: 'eve', supervises: true }, 'approved'],
    ['anybody, what is to be counted again', { state: 'again' }, { id: 'eve', supervises: true }, 'again'],
    ['anybody, what was counted again since', { superseded: true }, { id: 'eve', supervises: true }, 'superseded'],
    ['anybody, of a sheet that was ended', { state: 'dropped' }, { id: 'eve', supervises: true }, 'ended'],
  ] as const)('approves: %s', (_, more, person, said) => {
    const decision = mayApprove(count(more), person, usual);
    expect(decision.kind === 'accept' ? 'accept' : decision.code).toBe(said);
  });
});

it.each([
  ['open while a line is to be counted', ['approved', 'again'], 'open'],
  ['counted when all are', ['approved', 'counted'], 'counted'],
  ['done when all are decided', ['approved', 'dropped'], 'done'],
] as const)('a sheet is %s', (_, lines, state) => expect(sheetState(lines)).toBe(state));

it.each([
  ['nothing set: as usual', undefined, 4, null],
  ['set', { a_per_year: 12, a_amount: 5 }, 12, 5],
  ['an empty bound stays open, a needed one is as usual', { a_per_year: null, a_amount: null }, 4, null],
  ['what cannot be is as usual', { a_per_year: -1, a_amount: 'many' }, 4, null],
] as const)('rules: %s', (_, kept, perYear, amount) =>
  expect([rulesFrom(kept).a_per_year, rulesFrom(kept).a_amount]).toEqual([perYear, amount]),
);

describe('what is typed or scanned', () => {
  it.each([
    ['12', 12],
    ['1,5', 1.5],
    ['1 200', 1200],
    ['-1', -1],
    ['A-01', undefined],
    ['', undefined],
    ['1.2.3', undefined],
  ])('%s', (text, amount) => expect(amountTyped(text)).toBe(amount));

  const line = (n: number, location: string, item: string, state = 'open') => ({
    line: n,
    location,
    item,
    lot: '',
    state,
  });
  it.each([
    ['a location goes to what is left there', 'a-02', 2],
    ['an item goes to where one is', 'NUT', 3],
    ['what is counted comes last', 'BOLT', 2],
    ['what is not on the sheet is nothing', 'A-99', undefined],
  ])('%s', (_, text, found) => {
    const lines = [line(1, 'A-01', 'BOLT', 'counted'), line(2, 'A-02', 'BOLT'), line(3, 'A-02', 'NUT')];
    expect(lineScanned(lines, text, 'A-02')?.line).toBe(found);
  });
});
