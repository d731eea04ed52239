import { describe, expect, it } from 'vitest';
import { helps, judge, judgeMaterial, type NextOrder, releaseUntil, type Situation } from './cleartobuild.ts';
import type { Hold } from './holds.ts';
import type { Shelf } from './supplies.ts';

const [hour, day] = [3600, 86_400];
const shelf = (name: string, qty: number, more: Partial<Shelf> = {}): Shelf => ({
  name,
  item: 'TUBE',
  qty,
  sure: true,
  ...more,
});
const order = (id: string, starts: number, more: Partial<NextOrder> = {}): NextOrder => ({
  id,
  starts,
  material: [],
  holds: [],
  papers: { item: 'FRAME', routed: true, revisions: [], day: '2026-11-03' },
  inputs: [],
  serves: [],
  ...more,
});
const tube = (id: string, starts: number, qty: number, more: Partial<NextOrder> = {}): NextOrder =>
  order(id, starts, { material: [{ item: 'TUBE', qty, at: starts, seq: 10 }], ...more });
const asked = (orders: readonly NextOrder[], more: Partial<Situation> = {}) =>
  judge(orders, { now: 0, wish: 'now', supplies: [], released: [], takers: [], resources: [], held: [], ...more });
const verdicts = (...args: Parameters<typeof asked>) => asked(...args).map(({ id, lacks }) => [id, lacks.length === 0]);
const lackOf = (id: string, ...args: Parameters<typeof asked>) => asked(...args).find((one) => one.id === id)?.lacks[0];

describe('material', () => {
  it.each([
    // 100 there: 60 to the first, 40 are left for the second, which wants 50.
    [
      'is taken in the order of the starts, whoever was typed first',
      [tube('B', 2, 50), tube('A', 1, 60)],
      [
        ['A', true],
        ['B', false],
      ],
    ],
    // 100 there: 60 + 40.
    [
      'is enough to the last piece',
      [tube('A', 1, 60), tube('B', 2, 40)],
      [
        ['A', true],
        ['B', true],
      ],
    ],
    // 100 there: the first wants 120, keeps the 100, and the second finds none.
    [
      'stays with the one who is short of it',
      [tube('A', 1, 120), tube('B', 2, 10)],
      [
        ['A', false],
        ['B', false],
      ],
    ],
  ])('%s', (_, orders, expected) => {
    expect(verdicts(orders, { supplies: [shelf('stock/TUBE/A', 100)] })).toEqual(expected);
  });

  it('that is missing says how much, when it comes, by which supply, and who has it', () => {
    const supplies = [
      shelf('stock/TUBE/A', 100),
      shelf('purchase/PO-1/1', 5, { from: 3 * day }),
      shelf('purchase/PO-2/1', 50, { from: 5 * day }),
    ];
    // 100 − 60 = 40 are there of 50; the 10 that are missing take the 5 of day 3 and 5 of day 5.
    expect(lackOf('B', [tube('A', 1, 60), tube('B', 2, 50)], { supplies })).toEqual({
      kind: 'material',
      what: 'TUBE',
      why: 'too-little',
      qty: 10,
      comes: 5 * day,
      by: 'purchase/PO-2/1',
      held: [{ who: 'A', qty: 60 }],
      seq: 10,
    });
  });

  it('names the five who have the most of it and not the one who asks, also where several ask in turn', () => {
    // 21 there: A to F take 1 to 6. Then each of G, A and F lacks it.
    const takers = [...'ABCDEF'].map((id, n) => tube(id, n + 1, n + 1));
    const again = ['G', 'A', 'F'].map((id, n) => tube(id, n + 10, 1));
    const held = asked([...takers, ...again], { supplies: [shelf('stock/TUBE/A', 21)] })
      .flatMap(({ lacks }) => lacks)
      .map((lack) => lack.held.map(({ who, qty }) => `${who}${qty}`).join(' '));
    expect(held).toEqual(['F6 E5 D4 C3 B2', 'F6 E5 D4 C3 B2', 'E5 D4 C3 B2 A1']);
  });

  it('that comes is not promised to two: the second waits for the next delivery', () => {
    const supplies = [shelf('purchase/PO-1/1', 10, { from: day }), shelf('purchase/PO-2/1', 10, { from: 2 * day })];
    const orders = [tube('A', 1, 10), tube('B', 2, 10), tube('C', 3, 10)];
    expect(asked(orders, { supplies }).map(({ lacks: [lack] }) => [lack?.comes, lack?.by])).toEqual([
      [day, 'purchase/PO-1/1'],
      [2 * day, 'purchase/PO-2/1'],
      [undefined, undefined],
    ]);
  });

  it.each([
    ['counts when it is wished for by the start and is there by then', 'start', 2 * day, true],
    ['does not count when it comes a second later', 'start', 2 * day + 1, false],
    ['does not count when it is wished for now', 'now', 2 * day, false],
  ] as const)('on its way %s', (_, wish, from, clear) => {
    const supplies = [shelf('purchase/PO-1/1', 10, { from })];
    expect(verdicts([tube('A', 2 * day, 10)], { supplies, wish })).toEqual([['A', clear]]);
  });

  it('that is only planned never counts, but says when it would come', () => {
    const supplies = [shelf('buy/1', 10, { from: day, sure: false })];
    expect(lackOf('A', [tube('A', 2 * day, 10)], { supplies, wish: 'start' })).toMatchObject({
      comes: day,
      by: 'buy/1',
    });
  });

  it.each([
    ['counts by the start once that order is clear itself', 4, true],
    ['does not count while that order is short', 3, false],
  ])('that another order makes %s', (_, bars, clear) => {
    const supplies = [shelf('stock/BAR/A', bars, { item: 'BAR' }), shelf('work/MO-1', 10, { from: day, sure: false })];
    const maker = order('work/MO-1', 1, { material: [{ item: 'BAR', qty: 4, at: 1, seq: 10 }] });
    expect(verdicts([maker, tube('B', 2 * day, 10)], { supplies, wish: 'start' })).toEqual([
      ['work/MO-1', clear],
      ['B', clear],
    ]);
  });

  it('that is reserved is for the one named and for what is made for the line named, for nobody else', () => {
    const supplies = [
      shelf('stock/TUBE/A', 10, { reserved: 'work/MO-2' }),
      shelf('stock/TUBE/B', 10, { reserved: 'demand/SO-1/1' }),
    ];
    const orders = [
      tube('work/MO-1', 1, 10),
      tube('work/MO-2', 2, 10),
      tube('work/MO-3', 3, 10, { serves: ['demand/SO-1/1'] }),
    ];
    expect(verdicts(orders, { supplies })).toEqual([
      ['work/MO-1', false],
      ['work/MO-2', true],
      ['work/MO-3', true],
    ]);
    expect(lackOf('work/MO-1', orders, { supplies })?.held).toEqual([
      { who: 'demand/SO-1/1', qty: 10 },
      { who: 'work/MO-2', qty: 10 },
    ]);
  });

  it('goes to released orders first, and to a customer line that ships before the order starts', () => {
    const released = [tube('work/MO-0', 9, 40)];
    const takers = [{ who: 'demand/SO-1/1', item: 'TUBE', qty: 30, at: 5 }];
    // 100 − 40 released = 60: A takes 30; then the line takes 30 before C, which finds none.
    const orders = [tube('A', 4, 30), tube('C', 6, 1)];
    expect(verdicts(orders, { supplies: [shelf('stock/TUBE/A', 100)], released, takers })).toEqual([
      ['A', true],
      ['C', false],
    ]);
  });

  it('that expires before the work begins is not there for it', () => {
    const supplies = [shelf('stock/TUBE/OLD', 10, { until: day }), shelf('stock/TUBE/NEW', 10)];
    expect(verdicts([tube('A', 2 * day, 10), tube('B', 2 * day + 1, 10)], { supplies })).toEqual([
      ['A', true],
      ['B', false],
    ]);
  });
});

describe('material of what is released', () => {
  const lacking = (next: readonly NextOrder[], supplies: readonly Shelf[], released: readonly NextOrder[] = []) =>
    judgeMaterial(next, { now: 0, supplies, released, takers: [] }).flatMap(({ id, lacks, waitsFor }) =>
      lacks.map((lack) => [id, lack.qty, !waitsFor.includes(lack)]),
    );

  it('is there when the order was clear, whatever other work would bring it', () => {
    const supplies = [shelf('stock/TUBE/A', 10), shelf('work/MO-0', 10, { from: day })];
    expect(verdicts([tube('work/MO-1', day, 10)], { supplies })).toEqual([['work/MO-1', true]]);
    expect(lacking([], supplies, [tube('work/MO-1', day, 10)])).toEqual([]);
  });

  it('is taken before what starts earlier and is not released, among the released by their starts', () => {
    const released = [tube('work/MO-2', 3 * day, 10), tube('work/MO-1', 2 * day, 10)];
    expect(lacking([tube('work/MO-3', day, 10)], [shelf('stock/TUBE/A', 15)], released)).toEqual([
      ['work/MO-2', 5, false],
      ['work/MO-3', 10, false],
    ]);
  });

  it.each([
    ['that comes by its start is told, and does not keep it from beginning', { from: day }, true],
    ['that comes a second later does', { from: day + 1 }, false],
    ['that is only planned does, whenever it would come', { from: 1, sure: false }, false],
  ])('%s', (_, more, byStart) => {
    expect(lacking([], [shelf('buy/1', 10, more)], [tube('work/MO-1', day, 10)])).toEqual([['work/MO-1', 10, byStart]]);
  });
});

it('material that is clear by the start is not waited for, though what is only planned would come sooner', () => {
  const supplies = [shelf('planned/9', 10, { from: 1, sure: false }), shelf('work/MO-0', 10, { from: 2 })];
  const orders = [tube('work/MO-1', day, 10), tube('work/MO-2', day + 1, 5)];
  expect(verdicts(orders, { supplies, wish: 'start' })).toEqual([
    ['work/MO-1', true],
    ['work/MO-2', false],
  ]);
  const drawn = judgeMaterial([], { now: 0, supplies, released: orders, takers: [] });
  expect(drawn.map(({ id, lacks, waitsFor }) => [id, lacks.length, waitsFor.length])).toEqual([
    ['work/MO-1', 1, 0],
    ['work/MO-2', 1, 1],
  ]);
});

describe('tools and people', () => {
  const jig = (from: number, to: number, more: Partial<Hold> = {}): Hold => ({
    kind: 'tool',
    what: 'JIG',
    qty: 1,
    from,
    to,
    ...more,
  });
  const resources = [{ kind: 'tool' as const, code: 'JIG', count: 2, away: [] }];
  const using = (id: string, from: number, to: number, more: Partial<Hold> = {}) =>
    order(id, from, { holds: [jig(from, to, more)] });

  it('are there while pieces are free, and one after the other needs only one', () => {
    const orders = [using('A', 0, 10), using('B', 5, 15), using('C', 10, 20)];
    expect(verdicts(orders, { resources })).toEqual([
      ['A', true],
      ['B', true],
      ['C', true],
    ]);
  });

  it('in use say by whom and when one is given back', () => {
    const orders = [using('A', 0, 10), using('B', 5, 15), using('C', 9, 20)];
    expect(lackOf('C', orders, { resources })).toEqual({
      kind: 'tool',
      what: 'JIG',
      why: 'in-use',
      qty: 1,
      comes: 10,
      by: 'A',
      held: [
        { who: 'A', qty: 1 },
        { who: 'B', qty: 1 },
      ],
    });
  });

  it('held by a released order are not there', () => {
    const held = [{ ...jig(0, 10, { qty: 2 }), who: 'work/MO-0' }];
    expect(lackOf('A', [using('A', 5, 15)], { resources, held })).toMatchObject({ why: 'in-use', by: 'work/MO-0' });
  });

  it('away for repair say until when', () => {
    const away = [{ ...resources[0]!, away: [{ from: 8, to: 40 }] }];
    expect(lackOf('A', [using('A', 0, 10)], { resources: away })).toMatchObject({ why: 'away', comes: 40 });
  });

  it('asked for that do not exist are missing', () => {
    expect(lackOf('A', [using('A', 0, 10)])).toMatchObject({ kind: 'tool', what: 'JIG', why: 'off' });
  });

  it('of a crew that does not work as long in that time are missing', () => {
    const crew = [{ kind: 'crew' as const, code: 'WELD', count: 2, away: [], hours: () => 4 * hour }];
    const welded = (work: number) =>
      order('A', 0, { holds: [{ kind: 'crew', what: 'WELD', qty: 1, from: 0, to: day, work }] });
    expect(verdicts([welded(4 * hour)], { resources: crew })).toEqual([['A', true]]);
    expect(lackOf('A', [welded(4 * hour + 1)], { resources: crew })).toMatchObject({ kind: 'crew', why: 'off' });
  });
});

describe('the drawing', () => {
  const of = (papers: Partial<NextOrder['papers']>) =>
    lackOf('A', [
      order('A', 0, { papers: { item: 'FRAME', routed: true, revisions: [], day: '2026-11-03', ...papers } }),
    ]);
  const revisions = [
    { revision: 'A' },
    { revision: 'B', effective: '2026-11-03' },
    { revision: 'C', effective: '2026-11-04' },
  ];

  it.each([
    ['of an item without revisions is not asked for', {}, undefined],
    ['must be named where the item has revisions', { revisions }, { why: 'not-named', by: 'B' }],
    ['must be one of the item', { revisions, named: 'X' }, { why: 'not-listed' }],
    ['is there on the day on which it is effective', { revisions, named: 'B' }, undefined],
    ['is not there the day before', { revisions, named: 'C' }, { why: 'not-effective' }],
    ['is superseded by a later one that is effective', { revisions, named: 'A' }, { why: 'superseded', by: 'B' }],
    ['is of no use without a routing', { revisions, named: 'B', routed: false }, { why: 'no-routing' }],
  ])('%s', (_, papers, lack) => {
    const found = of(papers);
    if (lack) expect(found).toMatchObject({ kind: 'drawing', what: 'FRAME', ...lack });
    else expect(found).toBeUndefined();
  });
});

describe('a customer’s input', () => {
  const artwork = (expected: number) =>
    order('A', 2 * day, { inputs: [{ what: 'SO-1/1 artwork', expected, at: 2 * day, owner: 'JB' }] });

  it.each([
    ['that is not received is missing now', 'now', day, false],
    ['that is expected by its step is there by the start', 'start', 2 * day, true],
    ['that is expected a second after its step begins is not', 'start', 2 * day + 1, false],
  ] as const)('%s', (_, wish, expected, clear) => {
    expect(verdicts([artwork(expected)], { wish })).toEqual([['A', clear]]);
  });

  it('says who follows it up', () => {
    expect(lackOf('A', [artwork(day)])).toMatchObject({
      what: 'SO-1/1 artwork',
      comes: day,
      held: [{ who: 'JB', qty: 1 }],
    });
  });
});

describe('the one thing that would clear the most', () => {
  it('clears those that lack nothing else, and is enough for those who take before them', () => {
    const input = [{ what: 'SO-1/1 artwork', expected: day, at: 2 }];
    // 10 there. A lacks 20 of 30; B lacks artwork and 5 more; C lacks 8; D lacks artwork only.
    const orders = [
      tube('A', 1, 30),
      tube('B', 2, 5, { inputs: input }),
      tube('C', 3, 8),
      order('D', 4, { inputs: [{ ...input[0]!, what: 'SO-2/1 proof' }] }),
    ];
    expect(helps(asked(orders, { supplies: [shelf('stock/TUBE/A', 10)] }))).toEqual([
      // 20 + 5 + 8: what B lacks goes to B, which takes before C.
      { kind: 'material', what: 'TUBE', qty: 33, clears: ['A', 'C'], lacking: 3 },
      { kind: 'input', what: 'SO-2/1 proof', qty: 1, clears: ['D'], lacking: 1 },
    ]);
  });

  it('really clears them: asked again with so much more, they are clear', () => {
    const orders = [tube('A', 1, 30), tube('B', 2, 5), tube('C', 3, 8)];
    const there = [shelf('stock/TUBE/A', 10)];
    const [best] = helps(asked(orders, { supplies: there }));
    const more = verdicts(orders, { supplies: [...there, shelf('stock/TUBE/B', best!.qty)] });
    expect(more.filter(([id]) => best!.clears.includes(String(id)))).toEqual([
      ['A', true],
      ['B', true],
      ['C', true],
    ]);
  });

  it('is none when every order lacks two things', () => {
    const lacking = tube('A', 1, 5, { inputs: [{ what: 'SO-1/1 artwork', expected: day, at: 1 }] });
    expect(helps(asked([lacking]))).toEqual([]);
  });
});

describe('the orders to be released next', () => {
  it('start within so many working days: five from a Tuesday end on the next Tuesday', () => {
    // Day 0 is a Tuesday; days 4 and 5 are the weekend.
    const works = (at: number) => {
      const whole = Math.floor(at / day);
      const worked = (n: number) => n % 7 !== 4 && n % 7 !== 5;
      const before = Array.from({ length: whole }, (_, n) => n).filter(worked).length;
      return before + (worked(whole) ? (at % day) / day : 0);
    };
    expect(releaseUntil(works, 8 * hour, 5)).toBe(7 * day + 8 * hour);
  });
});
