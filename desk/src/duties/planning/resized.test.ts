import { type Plan, type Problem, qty } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { resizedSince } from './resized.ts';

type Order = Problem['workOrders'][number];
const order = (more: Partial<Order>): Order => ({
  id: 'MO-1',
  item: 'FRAME',
  state: 'firm',
  qty: qty(120),
  qtyOpen: qty(120),
  ...more,
});
/** A frame is counted in tenths; the published plan makes twelve. */
const since = (now: Order) =>
  resizedSince(
    { workOrders: [now], items: [{ id: 'FRAME', decimals: 1 }] } as unknown as Problem,
    [{ id: 'work/MO-1', qty: qty(120) }] as unknown as Plan['orders'],
  ).get('MO-1');

it.each<[string, Partial<Order>, { before: number; now: number } | undefined]>([
  ['of the quantity that was published is none', {}, undefined],
  ['of more says both', { qty: qty(140), qtyOpen: qty(140) }, { before: 12, now: 14 }],
  ['of less says both', { qty: qty(105), qtyOpen: qty(105) }, { before: 12, now: 10.5 }],
  ['of which some are good is as large as it was', { qtyOpen: qty(70) }, undefined],
  ['of which some are scrap is as large as it was', { qtyOpen: qty(110), scrapped: qty(10) }, undefined],
  ['that came since was published with none', { id: 'MO-2', qty: qty(5), qtyOpen: qty(5) }, undefined],
])('an order %s', (_, more, expected) => {
  expect(since(order(more))).toEqual(expected);
});
