import { describe, expect, it } from 'vitest';
import { check } from '../../checking/check.ts';
import { ratio } from '../../units/units.ts';
import { plan } from '../planner.ts';
import type { OpenWorkOrder, Problem } from '../problem.ts';
import {
  at,
  demand,
  factory,
  HOUR,
  hours,
  item,
  lot,
  machine,
  part,
  quantity,
  step,
  vendor,
} from '../small-factory.test-support.ts';
import { type HandEdit, problemAfter } from './edits.ts';
import { applyByHand, byHand } from './hand.ts';

/** Four tables, each an hour of sawing after one of set-up: 08:00 to 13:00. A table takes four legs, one in twenty is lost; six are drawn. */
const order = (qty: number, more: Partial<OpenWorkOrder> = {}): OpenWorkOrder => ({
  id: 'MO-7',
  item: 'TABLE',
  state: 'released',
  qty: quantity(qty),
  qtyOpen: quantity(qty),
  operations: [{ ...step('TABLE', 10, 'SAW'), done: false, qtyOpen: quantity(qty) }],
  materials: [
    // 4 × 4.2 = 16.8, and two to set up.
    { item: 'LEG', qty: quantity(19 - 6), seq: 10 },
    { item: 'TOP', qty: quantity(qty), seq: 10 },
  ],
  ...more,
});
const withOrder = (of: OpenWorkOrder, more: Partial<Problem> = {}): Problem =>
  factory({
    items: [item('TABLE', 'make'), item('LEG', 'buy'), item('TOP', 'buy')],
    components: [part('TABLE', 'LEG', 4, { scrap: ratio(1, 20), perOrder: quantity(2) }), part('TABLE', 'TOP')],
    operations: [step('TABLE', 10, 'SAW')],
    sources: [vendor('LEG', 1), vendor('TOP', 1)],
    stock: [lot('LEG', 100), lot('TOP', 100)],
    workOrders: [of],
    demands: [demand('T', 'TABLE', 4, at(1, 16))],
    ...more,
  });
const problem = withOrder(order(4));
const standing = plan(problem);
const resized = (qty: number): HandEdit => ({ kind: 'resize', order: 'work/MO-7', qty: quantity(qty) });
const split = (qty: number): HandEdit => ({ kind: 'split', order: 'work/MO-7', qty: quantity(qty) });

describe('an open work order that is not begun', () => {
  it.each([
    // 2 × 4.2 = 8.4, 9 and two, less six.
    [2, 5],
    // 21 and two, less six.
    [5, 17],
  ])('for %i is as long as a plan made anew has it, and draws what it lacks then', (qty, legs) => {
    const after = applyByHand(problem, standing, [resized(qty)]);
    const [open] = after.problem.workOrders;
    expect(open).toMatchObject({
      qty,
      qtyOpen: qty,
      materials: [
        { item: 'LEG', qty: legs },
        { item: 'TOP', qty },
      ],
    });
    const anew = plan({ ...problem, workOrders: [open!] });
    const own = (rows: typeof anew.operations) =>
      rows.filter(({ order: of }) => of === 'work/MO-7').map(({ seq, setup, run }) => ({ seq, setup, run }));
    expect(own(after.plan.operations)).toEqual([{ seq: 10, setup: HOUR, run: qty * HOUR }]);
    expect(own(after.plan.operations)).toEqual(own(anew.operations));
    expect(after.plan.orders.find(({ id }) => id === 'work/MO-7')).toMatchObject({ qty, qtyStarted: qty });
    expect(check(after.problem, after.plan)).toEqual([]);
  });

  it('leaves to a new order what it is no longer for', () => {
    const answer = byHand(problem, standing, [resized(3)]);
    expect(answer.orders).toEqual([
      { order: 'work/MO-7', item: 'TABLE', qty: 3, feeds: ['demand/T'] },
      { order: 'planned/1', item: 'TABLE', qty: 1, feeds: ['demand/T'] },
    ]);
    expect(answer.conflicts).toEqual([]);
  });

  it('is split in itself and a planned order beside it, which goes on after it', () => {
    const answer = byHand(problem, standing, [split(3)]);
    expect(answer.orders).toEqual([
      { order: 'work/MO-7', item: 'TABLE', qty: 3, feeds: ['demand/T'] },
      { order: 'planned/1', item: 'TABLE', qty: 1, feeds: ['demand/T'] },
    ]);
    const bars = [...answer.moved, ...answer.added].map((one) => [one.order, 'after' in one ? one.after : one]);
    const [[, stays], [, rest]] = bars as [string, { start: number; end: number }][];
    expect(bars.map(([of]) => of)).toEqual(['work/MO-7', 'planned/1']);
    expect(stays!.end - stays!.start).toBe(4 * HOUR);
    expect(rest!.start).toBe(stays!.end);
    const after = applyByHand(problem, standing, [split(3)]);
    expect(after.plan.orders.map(({ id, workOrder, qty }) => [id, workOrder, qty])).toEqual([
      ['work/MO-7', 'MO-7', 3],
      ['planned/1', undefined, 1],
    ]);
    expect(check(after.problem, after.plan)).toEqual([]);
  });

  it.each<readonly [string, Partial<Problem>]>([
    ['whose routing names other machines', { operations: [step('TABLE', 10, 'SAW', { machines: ['SAW-2'] })] }],
    ['whose routing works elsewhere', { operations: [step('TABLE', 10, 'PAINT')] }],
    [
      'whose routing sends it out',
      { operations: [{ ...step('TABLE', 10, ''), workCentre: undefined, outside: hours(2) }] },
    ],
  ])('%s than its record does leaves the rest to a machine that the routing allows', (_, more) => {
    const machines = [...problem.machines, machine('SAW-2', 'SAW')];
    const [one] = order(4).operations!;
    const free = withOrder(order(4, { operations: [{ ...one!, machine: 'SAW-1' }] }), { ...more, machines });
    const answer = byHand(free, plan(free), [split(3)]);
    expect(answer.conflicts).toEqual([]);
    const after = applyByHand(free, plan(free), [split(3)]);
    const [stays, rest] = after.plan.operations;
    expect(stays).toMatchObject({ order: 'work/MO-7', machine: 'SAW-1', start: at(1, 11), end: at(1, 15) });
    expect(rest).toMatchObject({ order: 'planned/1', seq: 10 });
    expect(check(after.problem, after.plan)).toEqual([]);
  });

  it('that is outside by its record leaves the rest to a machine of its routing', () => {
    const [one] = order(4).operations!;
    const outside = { ...one!, workCentre: undefined, outside: hours(2) };
    const out = withOrder(order(4, { operations: [outside] }));
    const after = applyByHand(out, plan(out), [split(3)]);
    expect(after.plan.operations).toMatchObject([{ order: 'work/MO-7' }, { order: 'planned/1', machine: 'SAW-1' }]);
    expect(check(after.problem, after.plan)).toEqual([]);
  });

  it('of a quantity that its lot rule would not make is said so', () => {
    const packed = withOrder(order(4), {
      items: [
        item('TABLE', 'make', { lot: { min: quantity(2), multiple: quantity(2) } }),
        item('LEG', 'buy'),
        item('TOP', 'buy'),
      ],
    });
    expect(byHand(packed, plan(packed), [resized(5)]).conflicts).toMatchObject([
      {
        rule: 'order sizes follow the lot rule',
        order: 'work/MO-7',
        text: 'work/MO-7 is for 5 TABLE: its lots are at least 2, in steps of 2.',
      },
    ]);
  });

  it('that is frozen lasts as long as its quantity takes, on its machine', () => {
    const [one] = order(4).operations!;
    const frozen = { from: at(0, 8), to: at(0, 13) };
    const held = withOrder(order(4, { operations: [{ ...one!, machine: 'SAW-1', frozen }] }));
    const after = applyByHand(held, plan(held), [resized(2)]);
    expect(after.plan.operations).toMatchObject([
      { order: 'work/MO-7', machine: 'SAW-1', start: at(0, 8), end: at(0, 11) },
      { order: 'planned/1' },
    ]);
    expect(check(after.problem, after.plan)).toEqual([]);
  });

  it('as it was before is as it was', () => {
    expect(byHand(problem, standing, [resized(2), resized(4)])).toMatchObject({ orders: [], moved: [], added: [] });
  });

  const [first] = order(4).operations!;
  it.each<readonly [string, OpenWorkOrder, HandEdit, RegExp]>([
    ['that is begun', order(4, { state: 'started' }), resized(2), /^work on work\/MO-7 has begun, .* finish it short/],
    ['with set-up made', order(4, { operations: [{ ...first!, setupDone: true }] }), split(2), /has begun/],
    ['with scrap', order(4, { scrapped: quantity(1) }), split(2), /has begun/],
    [
      'that drew more than it would need then',
      order(4, { materials: [{ item: 'LEG', qty: quantity(4), seq: 10 }] }),
      resized(2),
      /^work\/MO-7 has drawn 4 LEG more than 2 TABLE need. Maybe take back/,
    ],
    [
      'that draws what its bill does not',
      order(4, { materials: [{ item: 'NAIL', qty: quantity(4), seq: 10 }] }),
      resized(2),
      /^work\/MO-7 draws NAIL, which its bill does not.* Maybe change its lines/,
    ],
    ['split in all and nothing', order(4), split(4), /^work\/MO-7 is for 4 TABLE: some of it must stay/],
  ])('%s is refused another quantity', (_, of, edit, words) => {
    const it = withOrder(of, {
      items: [...problem.items, item('NAIL', 'buy')],
      sources: [...problem.sources, vendor('NAIL', 1)],
    });
    expect(() => byHand(it, plan(it), [edit])).toThrow(words);
  });

  it('and is begun meanwhile stays as it is in the problem of what was moved', () => {
    const begun = withOrder(order(4, { state: 'started' }));
    expect(problemAfter(begun, [resized(2)])).toBe(begun);
  });
});
