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
/** A frame is counted in tenths; `published`: what the published plan makes of it. */
const since = (now: Order, published: number) =>
  resizedSince(
    { workOrders: [now], items: [{ id: 'FRAME', decimals: 1 }] } as unknown as Problem,
    [{ id: 'work/MO-1', qty: qty(published) }] as unknown as Plan['orders'],
  ).get('MO-1');

it.each<[string, Partial<Order>, number, { before: number; now: number } | undefined]>([
  ['of the quantity that was published is none', {}, 120, undefined],
  ['of more says both', { qty: qty(140), qtyOpen: qty(140) }, 120, { before: 12, now: 14 }],
  ['of less says both', { qty: qty(105), qtyOpen: qty(105) }, 120, { before: 12, now: 10.5 }],
  ['of which some are good since is as large as it was', { qtyOpen: qty(70) }, 120, undefined],
  ['of which some were good when it was published is as large as it was', { qtyOpen: qty(70) }, 70, undefined],
  ['of which less counts as lost than when it was published is as large', { scrapped: qty(5) }, 112, undefined],
  ['that came since was published with none', { id: 'MO-2', qty: qty(5), qtyOpen: qty(5) }, 120, undefined],
])('an order %s', (_, more, published, expected) => {
  expect(since(order(more), published)).toEqual(expected);
});
