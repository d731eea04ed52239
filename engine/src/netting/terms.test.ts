/** Dates and terms that say what may be used when: alternatives, shelf life, time fences, reservations. */
import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { plan } from '../planning/planner.ts';
import type { Problem } from '../planning/problem.ts';
import {
  at,
  days,
  demand,
  factory,
  item,
  lot,
  part,
  quantity,
  step,
  vendor,
} from '../planning/small-factory.test-support.ts';

const netted = (more: Partial<Problem>) => {
  const problem = factory({ rules: { order: 'due', constrained: false }, ...more });
  const made = plan(problem);
  expect(check(problem, made)).toEqual([]);
  return made;
};

describe('of alternatives', () => {
  const either = (to?: number) => [
    part('TOP', 'ASH', 1, { alternateGroup: 'wood', priority: 1, to: to === undefined ? undefined : at(to, 0) }),
    part('TOP', 'OAK', 2, { alternateGroup: 'wood', priority: 2 }),
  ];
  const wood = (sold: readonly string[], more: Partial<Problem> = {}) =>
    netted({
      items: [item('TOP', 'make'), item('ASH', 'buy'), item('OAK', 'buy')],
      components: either(),
      operations: [step('TOP', 10, 'SAW')],
      sources: sold.map((id) => vendor(id, 1)),
      demands: [demand('D', 'TOP', 3, at(20, 16))],
      ...more,
    }).orders.map((order) => order.components.map((row) => `${row.qty} ${row.item}`).join());

  it.each([
    { says: 'the preferred is drawn', sold: ['ASH', 'OAK'], draws: ['3 ASH'] },
    { says: 'the next where nobody sells it', sold: ['OAK'], draws: ['6 OAK'] },
    {
      says: 'the preferred where some of it lies there',
      sold: ['OAK'],
      more: { stock: [lot('ASH', 3)] },
      draws: ['3 ASH'],
    },
    {
      says: 'the one in force when the order starts',
      sold: ['ASH', 'OAK'],
      more: { components: either(10) },
      draws: ['6 OAK'],
    },
    {
      says: 'the preferred up to its last day',
      sold: ['ASH', 'OAK'],
      more: { components: either(21) },
      draws: ['3 ASH'],
    },
    {
      says: 'each order has its own',
      sold: ['ASH', 'OAK'],
      more: { components: either(10), demands: [demand('A', 'TOP', 1, at(8, 16)), demand('B', 'TOP', 1, at(20, 16))] },
      draws: ['1 ASH', '2 OAK'],
    },
  ])('$says', ({ sold, more, draws }) => expect(wood(sold, more)).toEqual(draws));

  it('a phantom may be one: all of what it consists of, or the other', () => {
    const kits = (sold: readonly string[]) =>
      wood(sold, {
        items: [
          item('TOP', 'make'),
          item('KIT', 'phantom'),
          item('ASH', 'buy'),
          item('OAK', 'buy'),
          item('GLUE', 'buy'),
        ],
        components: [
          part('TOP', 'KIT', 1, { alternateGroup: 'wood', priority: 1 }),
          part('KIT', 'ASH', 4),
          part('KIT', 'GLUE', 1),
          part('TOP', 'OAK', 2, { alternateGroup: 'wood', priority: 2 }),
        ],
      });
    expect(kits(['ASH', 'GLUE', 'OAK'])).toEqual(['12 ASH,3 GLUE']);
    expect(kits(['OAK'])).toEqual(['6 OAK']);
  });
});

describe('a lot with a shelf life', () => {
  const takes = (expires: number, due: number) =>
    netted({
      items: [item('GLUE', 'buy')],
      sources: [vendor('GLUE', 1)],
      stock: [lot('GLUE', 5, { expires: at(expires, 0) })],
      demands: [demand('D', 'GLUE', 5, at(due, 0))],
    }).pegs.map((peg) => peg.supply);

  it.each([
    { says: 'is used before it ends', expires: 9, due: 8, from: ['stock/GLUE'] },
    { says: 'not when it ends', expires: 9, due: 9, from: ['buy/1'] },
    { says: 'nor after', expires: 9, due: 12, from: ['buy/1'] },
  ])('$says', ({ expires, due, from }) => expect(takes(expires, due)).toEqual(from));

  it('of two, the first to end goes first', () => {
    const made = netted({
      items: [item('GLUE', 'buy')],
      stock: [lot('GLUE', 5, { id: 'A', expires: at(20, 0) }), lot('GLUE', 5, { id: 'B', expires: at(12, 0) })],
      demands: [demand('D', 'GLUE', 5, at(5, 0))],
    });
    expect(made.pegs.map((peg) => peg.supply)).toEqual(['stock/B']);
  });
});

describe('a time fence', () => {
  const top = (fence: number, more: Partial<Problem> = {}) =>
    netted({
      items: [item('TOP', 'make', { timeFence: days(fence), makeLeadTime: days(1) })],
      demands: [demand('D', 'TOP', 1, at(2, 8))],
      ...more,
    });

  it.each([
    // It is day 0: nothing new starts before day 3, and a day of lead time follows.
    { says: 'holds new work back', fence: 3, ships: at(4, 0) },
    { says: 'that is no longer than the time there is does not', fence: 1, ships: at(2, 8) },
  ])('$says', ({ fence, ships }) => expect(top(fence).deliveries[0]!.date).toBe(ships));

  it('leaves open orders where they are', () => {
    const made = top(3, {
      workOrders: [{ id: 'W', item: 'TOP', state: 'firm', qty: quantity(1), qtyOpen: quantity(1), due: at(2, 8) }],
    });
    expect(made.deliveries[0]!.late).toBe(0);
    expect(made.orders.map((order) => order.id)).toEqual(['work/W']);
  });
});

describe('a hard reservation', () => {
  it('takes no more than it says, and the rest goes by need', () => {
    const made = netted({
      items: [item('BOLT', 'buy')],
      stock: [lot('BOLT', 10)],
      sources: [vendor('BOLT', 9)],
      demands: [demand('SOON', 'BOLT', 8, at(1, 0)), demand('LATER', 'BOLT', 8, at(20, 0))],
      allocations: [{ supply: 'stock/BOLT', item: 'BOLT', qty: quantity(3), for: { demand: 'LATER' } }],
    });
    const of = (consumer: string) =>
      made.pegs.filter((peg) => peg.consumer === consumer && peg.supply === 'stock/BOLT');
    expect(of('demand/LATER').map((peg) => peg.qty)).toEqual([3]);
    expect(of('demand/SOON').map((peg) => peg.qty)).toEqual([7]);
  });
});
