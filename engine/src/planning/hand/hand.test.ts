import { describe, expect, it } from 'vitest';
import { check } from '../../checking/check.ts';
import { ratio } from '../../units/units.ts';
import { plan } from '../planner.ts';
import { type Problem, ProblemError } from '../problem.ts';
import {
  at,
  demand,
  factory,
  HOUR,
  item,
  lot,
  machine,
  part,
  quantity,
  step,
  vendor,
} from '../small-factory.test-support.ts';
import type { HandEdit } from './edits.ts';
import { applyByHand, byHand, machinesByHand } from './hand.ts';

/**
 * One saw, one booth; a chair takes 1 + 1 hours on each. Just in time: A is sawn on Tuesday 12:00–14:00 and painted
 * 14:00–16:00; B, due at noon, 08:00–10:00 and 10:00–12:00; C likewise on Wednesday 12:00–16:00.
 */
const one = { min: quantity(1), multiple: quantity(1), max: quantity(1) };
const problem = factory({
  items: [item('CHAIR', 'make', { lot: one })],
  operations: [step('CHAIR', 10, 'SAW'), step('CHAIR', 20, 'PAINT')],
  demands: [demand('A', 'CHAIR', 1, at(1, 16)), demand('B', 'CHAIR', 1, at(1, 12)), demand('C', 'CHAIR', 1, at(2, 16))],
});
const made = plan(problem);
const orderOf = (wanted: string, of = made) => of.pegs.find((peg) => peg.consumer === `demand/${wanted}`)!.supply;
const [A, B, C] = ['A', 'B', 'C'].map((wanted) => orderOf(wanted)) as [string, string, string];
const put = (order: string, seq: number, day: number, hour: number, on?: string): HandEdit => ({
  kind: 'move',
  order,
  seq,
  start: at(day, hour),
  ...(on === undefined ? {} : { machine: on }),
});
const after = (edits: readonly HandEdit[], of: Problem = problem, from = made) => byHand(of, from, edits);
const refusedBy = (act: () => unknown): ProblemError | undefined => {
  try {
    act();
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  return undefined;
};
const starts = (edits: readonly HandEdit[], of: Problem = problem, from = made) =>
  Object.fromEntries(after(edits, of, from).moved.map((row) => [`${row.order} ${row.seq}`, row.after.start]));
const rules = (edits: readonly HandEdit[], of: Problem = problem, from = made) => {
  const said = after(edits, of, from).conflicts.map(({ rule }) => rule);
  const done = applyByHand(of, from, edits);
  const broken = new Set(check(done.problem, done.plan).map(({ rule }) => rule));
  expect(said.filter((rule) => !broken.has(rule))).toEqual([]);
  return said;
};

describe('a bar moved by hand', () => {
  it('stands where it was put, and what follows it slides only as far as it must', () => {
    // B sawn from 09:00 is done 11:00, painted 11:00–13:00, an hour late; A is sawn from 12:00 as before, painted from 14:00 as before.
    const done = after([put(B, 10, 1, 9)]);
    expect(done.moved).toEqual([
      {
        order: B,
        item: 'CHAIR',
        seq: 10,
        before: { machine: 'SAW-1', start: at(1, 8), end: at(1, 10) },
        after: { machine: 'SAW-1', start: at(1, 9), end: at(1, 11) },
        byHand: true,
      },
      {
        order: B,
        item: 'CHAIR',
        seq: 20,
        before: { machine: 'PAINT-1', start: at(1, 10), end: at(1, 12) },
        after: { machine: 'PAINT-1', start: at(1, 11), end: at(1, 13) },
      },
    ]);
    expect(done.later).toEqual([{ demand: 'B', due: at(1, 12), before: at(1, 12), after: at(1, 13), seconds: HOUR }]);
    expect(done.newlyLate).toEqual(done.later);
    expect(done).toMatchObject({
      earlier: [],
      saved: [],
      conflicts: [],
      onTime: { before: 3, after: 2 },
      lateSeconds: { before: 0, after: HOUR },
    });
    expect(done.said).toEqual(['1 demand later (B +1 hour), 1 newly late, 1 other step moves.']);
  });

  it('pushes what is in its way behind it, in the order in which it stood', () => {
    // C is sawn on Tuesday from 09:00: B, which would run into it, comes after it at 11:00–13:00, and A at 13:00–15:00.
    expect(starts([put(C, 10, 1, 9)])).toEqual({
      [`${C} 10`]: at(1, 9),
      [`${B} 10`]: at(1, 11),
      [`${B} 20`]: at(1, 13),
      [`${A} 10`]: at(1, 13),
      [`${A} 20`]: at(1, 15),
    });
  });

  it('leaves to nobody the place that it left, and holds up nobody who does not wait for it', () => {
    // B is painted on Wednesday 10:00–12:00. A, which stood after it on both machines, stays on Tuesday; C on Wednesday.
    expect(starts([put(B, 10, 2, 8)])).toEqual({ [`${B} 10`]: at(2, 8), [`${B} 20`]: at(2, 10) });
  });

  it('that is put back gives the plan before', () => {
    expect(after([put(C, 10, 1, 9), put(C, 10, 2, 12)])).toMatchObject({
      moved: [],
      earlier: [],
      later: [],
      conflicts: [],
    });
  });

  it('may go to another machine that can do it', () => {
    const two = factory({
      ...problem,
      machines: [machine('SAW-1', 'SAW'), machine('SAW-2', 'SAW'), machine('PAINT-1', 'PAINT')],
    });
    const from = plan(two);
    const [a, sawn] = [
      orderOf('A', from),
      from.operations.find(({ order, seq }) => order === orderOf('A', from) && seq === 10)!,
    ];
    const other = sawn.machine === 'SAW-1' ? 'SAW-2' : 'SAW-1';
    expect(machinesByHand(two, from, { edits: [], of: { order: a, seq: 10 } })).toEqual(['SAW-1', 'SAW-2']);
    expect(machinesByHand(two, from, { edits: [], of: { order: a, seq: 20 } })).toEqual(['PAINT-1']);
    const done = after([put(a, 10, 1, 12, other)], two, from);
    expect(done.moved).toMatchObject([{ after: { machine: other, start: at(1, 12) } }]);
    expect(done.conflicts).toEqual([]);
  });

  it.each<readonly [string, HandEdit, string, string]>([
    [
      'before the step before it is done',
      put(A, 20, 1, 13),
      'steps follow each other',
      `Step 10 of ${A} lets it begin Tue 6 Jan 14:00`,
    ],
    ['before now', put(B, 10, -1, 9), 'nothing starts before now', 'now it is Mon 5 Jan 00:00'],
    ['on a closed hour', put(C, 20, 5, 9), 'work only in working time', 'PAINT-1 works again Mon 12 Jan 08:00'],
    [
      'on a machine that cannot do it',
      put(C, 20, 2, 14, 'SAW-1'),
      'machine may do the step',
      'SAW-1 cannot do it. Maybe PAINT-1.',
    ],
    [
      'past the end of what is planned',
      put(C, 20, 370, 9),
      'work ends inside the horizon',
      'the end of what is planned',
    ],
  ])('%s stays there, and the rule is named', (_, edit, rule, text) => {
    expect(rules([edit])).toContain(rule);
    expect(after([edit]).conflicts.find((row) => row.rule === rule)!.text).toContain(text);
    expect(after([edit]).moved.find((row) => row.byHand)!.after.start).toBe(edit.kind === 'move' && edit.start);
  });

  it('on a machine that cannot do it names those that can', () => {
    expect(after([put(C, 20, 2, 14, 'SAW-1')]).conflicts).toMatchObject([
      { rule: 'machine may do the step', machines: ['PAINT-1'] },
    ]);
  });

  it('onto another that was put by hand breaks the capacity of the machine', () => {
    expect(rules([put(C, 10, 1, 9), put(B, 10, 1, 10)])).toEqual(['no machine over capacity']);
    expect(after([put(C, 10, 1, 9), put(B, 10, 1, 10)]).conflicts[0]).toMatchObject({
      order: B,
      seq: 10,
      at: at(1, 11),
    });
  });

  it('before its material is there says which, and until when', () => {
    const wooden = factory({
      ...problem,
      items: [item('CHAIR', 'make', { lot: one }), item('WOOD', 'buy')],
      components: [part('CHAIR', 'WOOD')],
      sources: [vendor('WOOD', 1)],
      demands: [demand('A', 'CHAIR', 1, at(2, 16))],
    });
    const from = plan(wooden);
    // Bought on Monday 00:00 it is there on Tuesday 00:00. Sawn on Monday it cannot be; on Tuesday at 08:00 it can, and is bought for then.
    const edit = put('planned/1', 10, 0, 9);
    expect(rules([edit], wooden, from)).toEqual(['pegged supply is there in time']);
    expect(after([edit], wooden, from).conflicts[0]!.text).toContain('is there Tue 6 Jan 00:00');
    expect(rules([put('planned/1', 10, 1, 8)], wooden, from)).toEqual([]);
    const bought = applyByHand(wooden, from, [put('planned/1', 10, 1, 8)]).plan.purchases;
    expect(bought.map(({ arrival }) => arrival)).toEqual([at(1, 8)]);
  });

  it('over all of a crew breaks its size', () => {
    const crewed = factory({
      ...problem,
      crews: [{ id: 'HANDS', size: 1, calendar: 'DAY' }],
      operations: [step('CHAIR', 10, 'SAW', { crew: 'HANDS' }), step('CHAIR', 20, 'PAINT', { crew: 'HANDS' })],
      demands: [demand('A', 'CHAIR', 1, at(1, 16)), demand('B', 'CHAIR', 1, at(2, 16))],
    });
    const from = plan(crewed);
    const [a, b] = [orderOf('A', from), orderOf('B', from)];
    // Both by hand at one time, on two machines, with one pair of hands.
    expect(rules([put(a, 20, 3, 8), put(b, 10, 3, 9)], crewed, from)).toContain('no crew over its size');
    // Alone by hand it has the hands until 16:00: what they would have done is done next morning.
    expect(starts([put(b, 10, 1, 14)], crewed, from)).toMatchObject({ [`${a} 20`]: at(2, 8) });
    expect(rules([put(b, 10, 1, 14)], crewed, from)).toEqual([]);
  });

  it('needs another set-up where it comes after other work', () => {
    // Red after red needs none; C put between them by hand is blue and makes the second red set up again.
    const coloured = factory({
      ...problem,
      items: ['R', 'S', 'T'].map((id) => item(id, 'make')),
      operations: ['R', 'S', 'T'].map((id) =>
        step(id, 20, 'PAINT', { family: id === 'T' ? 'blue' : 'red', runPerUnit: ratio(HOUR) }),
      ),
      demands: [demand('A', 'R', 1, at(1, 13)), demand('B', 'S', 1, at(1, 16)), demand('C', 'T', 1, at(3, 16))],
    });
    const from = plan(coloured);
    const [a, c] = [orderOf('A', from), orderOf('C', from)];
    const first = from.operations.find(({ order }) => order === a)!;
    const done = after([{ kind: 'move', order: c, seq: 20, start: first.end }], coloured, from);
    expect(done.setupSeconds.after - done.setupSeconds.before).toBe(HOUR);
    expect(done.conflicts).toEqual([]);
  });
});

describe('other edits by hand', () => {
  it('two that change places on a machine take each other’s time', () => {
    // A and B on the saw: A 08:00–10:00, B 12:00–14:00; B waits nowhere, and is painted 14:00–16:00.
    expect(starts([{ kind: 'swap', one: { order: B, seq: 10 }, other: { order: A, seq: 10 } }])).toEqual({
      [`${A} 10`]: at(1, 8),
      [`${B} 10`]: at(1, 12),
      [`${B} 20`]: at(1, 14),
      [`${A} 20`]: at(2, 8),
    });
  });

  it('one that changes places with itself stays where it is', () => {
    expect(after([{ kind: 'swap', one: { order: B, seq: 10 }, other: { order: B, seq: 10, part: 1 } }]).moved).toEqual(
      [],
    );
  });

  it('one that is pulled forward begins as soon as it can, and moves nobody', () => {
    // The saw is free from Monday 08:00.
    expect(starts([{ kind: 'pull-forward', order: C, seq: 10 }])).toEqual({ [`${C} 10`]: at(0, 8) });
    // Painting C waits for its sawing, which ends on Wednesday at 14:00 as it stands.
    expect(starts([{ kind: 'pull-forward', order: C, seq: 20 }])).toEqual({});
  });

  it('one that is locked does not slide', () => {
    const lock: HandEdit = { kind: 'lock', order: B, seq: 20 };
    expect(rules([lock, put(B, 10, 1, 9)])).toEqual(['steps follow each other']);
    expect(starts([lock, put(B, 10, 1, 9)])).toEqual({ [`${B} 10`]: at(1, 9) });
    expect(rules([lock, put(B, 10, 1, 9), { kind: 'unlock', order: B, seq: 20 }])).toEqual([]);
  });

  it('downtime makes work pause and wait', () => {
    // The saw is down on Tuesday 09:00–11:00: B is sawn 08:00–09:00 and 11:00–12:00, painted 12:00–14:00.
    const down: HandEdit = { kind: 'downtime', machine: 'SAW-1', from: at(1, 9), to: at(1, 11) };
    const done = after([down]);
    expect(done.moved.map((row) => [row.order, row.seq, row.after.start, row.after.end])).toEqual([
      [B, 10, at(1, 8), at(1, 12)],
      [B, 20, at(1, 12), at(1, 14)],
    ]);
    expect(rules([down])).toEqual([]);
  });

  it('downtime to the end of what is planned says so of each step that it leaves no time, even of one that stands where it stood', () => {
    const quarters = Array.from(
      { length: 5 },
      (_, n): HandEdit => ({ kind: 'downtime', machine: 'SAW-1', from: at(n * 92, 8), to: at((n + 1) * 92, 8) }),
    );
    const sawn = [A, B, C].map((order) => [order, 10, 'work only in working time']);
    const said = after(quarters).conflicts.map((row) => [row.order, row.seq, row.rule]);
    expect(said).toEqual(expect.arrayContaining(sawn));
  });

  it('overtime takes work on a day that is closed', () => {
    const saturday: HandEdit = { kind: 'overtime', of: 'PAINT-1', from: at(5, 8), to: at(5, 12) };
    const done = after([saturday, put(C, 20, 5, 9)]);
    expect(done).toMatchObject({ conflicts: [], overtimeSeconds: 2 * HOUR });
    expect(rules([saturday, put(C, 20, 5, 9)])).toEqual([]);
  });

  it('overtime over other overtime is refused, for its hours are paid once', () => {
    const evening = (from: number, to: number): HandEdit => ({
      kind: 'overtime',
      of: 'SAW-1',
      from: at(1, from),
      to: at(1, to),
    });
    expect(after([evening(18, 20), evening(20, 22)]).conflicts).toEqual([]);
    expect(() => after([evening(18, 20), evening(19, 22)])).toThrow(/SAW-1 works from .+19:00 to .+20:00 anyway/);
  });

  // One order for four tables, painted on Tuesday 11:00–16:00: an hour of set-up and four of work.
  const tables = factory({
    ...problem,
    items: [item('TABLE', 'make')],
    operations: [step('TABLE', 20, 'PAINT')],
    demands: [demand('T', 'TABLE', 4, at(1, 16)), demand('U', 'TABLE', 4, at(2, 16))],
  });
  const painted = plan(tables);
  const T = orderOf('T', painted);

  it('a planned order that is split is two, one after the other, each with its set-up', () => {
    // Three of T from 11:00 to 15:00 and one of it from 15:00, which takes two hours and ends on Wednesday at 09:00.
    const split: HandEdit = { kind: 'split', order: T, qty: quantity(3) };
    const done = after([split], tables, painted);
    expect(done.moved).toEqual([
      {
        order: T,
        item: 'TABLE',
        seq: 20,
        before: { machine: 'PAINT-1', start: at(1, 11), end: at(1, 16) },
        after: { machine: 'PAINT-1', start: at(1, 11), end: at(1, 15) },
      },
    ]);
    expect(done.added).toEqual([
      { order: 'planned/3', item: 'TABLE', seq: 20, machine: 'PAINT-1', start: at(1, 15), end: at(2, 9) },
    ]);
    expect(done.orders).toEqual([
      { order: T, item: 'TABLE', qty: 3, feeds: ['demand/T'] },
      { order: 'planned/3', item: 'TABLE', qty: 1, feeds: ['demand/T'] },
    ]);
    expect(done.later.map(({ demand: of, after: date }) => [of, date])).toEqual([['T', at(2, 9)]]);
    expect(rules([split], tables, painted)).toEqual([]);
    const { plan: kept } = applyByHand(tables, painted, [split]);
    expect(kept.orders.map(({ id, qty: size }) => [id, size])).toEqual([
      [T, 3],
      ['planned/3', 1],
      ['planned/2', 4],
    ]);
    // The part that was split off may be moved like any other.
    expect(after([split, put('planned/3', 20, 0, 8)], tables, painted)).toMatchObject({ later: [], conflicts: [] });
  });

  it('what is locked stays so while others are split', () => {
    const lock: HandEdit = { kind: 'lock', order: 'planned/2', seq: 20 };
    expect(starts([lock, { kind: 'split', order: T, qty: quantity(3) }], tables, painted)).toEqual({
      [`${T} 20`]: at(1, 11),
    });
  });

  it('a planned order that is made smaller leaves the rest to a new one, a larger one takes longer', () => {
    const smaller = after([{ kind: 'resize', order: T, qty: quantity(3) }], tables, painted);
    expect(smaller.moved.map(({ order, before, after: now }) => [order, before.start, now.end])).toContainEqual([
      T,
      at(1, 11),
      at(1, 15),
    ]);
    expect(smaller.conflicts).toEqual([]);
    // Five take six hours: 11:00–16:00 and an hour on Wednesday.
    expect(starts([{ kind: 'resize', order: T, qty: quantity(5) }], tables, painted)).toEqual({
      [`${T} 20`]: at(1, 11),
    });
    expect(
      after([{ kind: 'resize', order: T, qty: quantity(5) }], tables, painted).later.map((row) => row.after),
    ).toEqual([at(2, 9)]);
  });

  it('a larger one takes what is there for who needs it later, who waits for what is bought anew', () => {
    const legged = factory({
      ...tables,
      items: [...tables.items, item('STOOL', 'make'), item('LEG', 'buy')],
      components: [part('TABLE', 'LEG'), part('STOOL', 'LEG')],
      operations: [...tables.operations, step('STOOL', 10, 'PAINT')],
      sources: [vendor('LEG', 10)],
      stock: [lot('LEG', 12)],
      demands: [...tables.demands, demand('S', 'STOOL', 4, at(25, 16))],
    });
    const from = plan(legged);
    expect(from.purchases).toEqual([]);
    const larger: HandEdit = { kind: 'resize', order: orderOf('T', from), qty: quantity(6) };
    const { later, conflicts } = after([larger], legged, from);
    expect([later.map(({ demand: of, after: date }) => [of, date]), conflicts]).toEqual([[['T', at(2, 10)]], []]);
    const { plan: kept, problem: of } = applyByHand(legged, from, [larger]);
    expect(check(of, kept)).toEqual([]);
    expect(kept.purchases.map(({ item: bought, qty: many }) => [bought, many])).toEqual([['LEG', 2]]);
  });

  it('a size that its components cannot be had for is told of the order, by the number that was typed', () => {
    const legged = factory({
      ...tables,
      items: [
        ...tables.items,
        item('LEG', 'buy', { lot: { min: quantity(1), multiple: quantity(1), max: quantity(5) } }),
      ],
      components: [part('TABLE', 'LEG')],
      sources: [vendor('LEG', 1)],
    });
    const from = plan(legged);
    const larger: HandEdit = { kind: 'resize', order: orderOf('T', from), qty: quantity(1_000_000) };
    expect(() => after([larger], legged, from)).toThrow(
      /^planned\/\d+ cannot be for 1000000 TABLE: \d+ of LEG would take more than 10000 orders of 5. Maybe a smaller quantity.$/,
    );
  });

  it('a size that the lot rule would not make is kept, and said', () => {
    const packed = factory({
      ...tables,
      items: [item('TABLE', 'make', { lot: { min: quantity(2), multiple: quantity(2) } })],
    });
    const from = plan(packed);
    const split: HandEdit = { kind: 'split', order: orderOf('T', from), qty: quantity(3) };
    expect(rules([split], packed, from)).toEqual([
      'order sizes follow the lot rule',
      'order sizes follow the lot rule',
    ]);
    expect(after([split], packed, from).conflicts[0]!.text).toMatch(
      /^planned\/\d+ is for 3 TABLE: its lots are at least 2, in steps of 2\.$/,
    );
  });

  it.each<readonly [string, HandEdit, Partial<ProblemError>]>([
    ['a split that leaves nothing', { kind: 'split', order: A, qty: quantity(1) }, { maybe: 'another quantity' }],
    ['a size of nothing', { kind: 'resize', order: A, qty: quantity(0) }, { maybe: 'another quantity' }],
    [
      'a size of an order that is not there',
      { kind: 'resize', order: 'planned/99', qty: quantity(1) },
      { maybe: undefined },
    ],
    ['a step that the plan does not have', put(A, 30, 1, 9), { step: { order: A, seq: 30 } }],
    ['an order that the plan does not have', put('planned/99', 10, 1, 9), { step: { order: 'planned/99', seq: 10 } }],
    ['a machine that is not known', put(A, 10, 1, 9, 'SAW-9'), { step: { order: A, seq: 10 } }],
    ['overtime of nobody', { kind: 'overtime', of: 'NOBODY', from: at(1, 9), to: at(1, 10) }, { maybe: undefined }],
    [
      'overtime while it works anyway',
      { kind: 'overtime', of: 'SAW-1', from: at(1, 9), to: at(1, 16) },
      { maybe: 'begin when that ends, or end when it begins' },
    ],
    [
      'overtime that begins within its shift',
      { kind: 'overtime', of: 'SAW-1', from: at(1, 15), to: at(1, 20) },
      { maybe: 'begin when that ends, or end when it begins' },
    ],
    [
      'overtime that ends within its shift',
      { kind: 'overtime', of: 'SAW-1', from: at(1, 2), to: at(1, 9) },
      { maybe: 'begin when that ends, or end when it begins' },
    ],
    [
      'overtime that is over',
      { kind: 'overtime', of: 'SAW-1', from: at(-1, 18), to: at(0, 0) },
      { maybe: 'a later end' },
    ],
    [
      'overtime of more than a week',
      { kind: 'overtime', of: 'SAW-1', from: at(1, 18), to: at(8, 19) },
      { maybe: 'each day by itself' },
    ],
    [
      'downtime that is over',
      { kind: 'downtime', machine: 'SAW-1', from: at(-1, 9), to: at(0, 0) },
      { maybe: 'a later end' },
    ],
    [
      'a downtime of more than a quarter',
      { kind: 'downtime', machine: 'SAW-1', from: at(1, 9), to: at(93, 10) },
      { maybe: 'another year is meant; else add it under Downtimes' },
    ],
    [
      'a downtime that ends before it begins',
      { kind: 'downtime', machine: 'SAW-1', from: at(1, 9), to: at(1, 8) },
      { maybe: 'the two are the other way round' },
    ],
  ])('%s is refused: with the step that it is about, or the way out where there is one', (_, edit, why) => {
    const refusal = refusedBy(() => after([edit]));
    expect(refusal).toBeInstanceOf(ProblemError);
    expect(refusal).toMatchObject(why);
    expect(refusal?.message).toBe(why.maybe ? `${refusal?.said}. Maybe ${why.maybe}.` : refusal?.said);
  });
});
