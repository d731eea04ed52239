import { check, type Plan, type Problem, plan, qty } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { at, sawShop } from '../masterschedule/sawshop.test-support.ts';
import { frozenAt } from './frozensteps.ts';
import { planInZone, zoneOf } from './frozenzone.ts';

type Orders = Readonly<Record<string, Partial<Problem['workOrders'][number]>>>;

/** Orders of one board each, wanted on Monday at 16:00: two hours of a saw. */
const shop = (orders: Orders): Problem =>
  sawShop(Object.fromEntries(Object.keys(orders).map((id) => [`SO-${id}`, at(0, id === 'RUSH' ? 10 : 16)])), {
    workOrders: Object.entries(orders).map(([id, more]) => ({
      id,
      item: 'BOARD',
      state: 'firm',
      qty: qty(1),
      qtyOpen: qty(1),
      due: at(0, 16),
      ...more,
    })),
  });
const wednesday = { until: at(2, 8) };
const places = ({ operations }: Plan, orders: readonly string[]) =>
  operations.filter(({ order }) => orders.includes(order.slice('work/'.length))).map(({ frozen: _, ...row }) => row);

describe('the frozen zone', () => {
  const firm = { 'MO-1': {}, 'MO-2': {}, 'MO-3': {}, 'MO-4': {} };
  const published = plan(shop(firm));

  it('keeps firm orders that wait for their release where they stand, whatever is more urgent', () => {
    const { problem, plan: made, zone } = planInZone(shop({ RUSH: {}, ...firm }), published, wednesday, { seed: 1 });
    expect(zone.map(({ order }) => order).toSorted()).toEqual(Object.keys(firm));
    expect(places(made, Object.keys(firm))).toEqual(places(published, Object.keys(firm)));
    expect(check(problem, made)).toEqual([]);
  });

  it('says of each step why it stays: by the zone, or left out of an approval', () => {
    const bounds = { ...wednesday, held: new Set(['MO-2']) };
    const { problem } = planInZone(shop(firm), published, bounds, { seed: 1 });
    const why = problem.workOrders.map(({ id, operations }) => [id, operations?.[0]?.frozenAs]);
    expect(why).toContainEqual(['MO-1', 'zone']);
    expect(why).toContainEqual(['MO-2', 'left-out']);
  });

  it('gives such an order the steps of its routing, and no others than those that are held', () => {
    const [one] = published.operations;
    const held = frozenAt(shop(firm), [
      { ...one!, order: 'MO-1', machine: one!.machine!, from: one!.start, to: one!.end },
    ]);
    expect(held.workOrders.map(({ operations }) => operations)).toEqual([
      [expect.objectContaining({ seq: 10, crew: 'SAWYERS', done: false, machine: one!.machine })],
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('holds what is firm as it holds what is released, and no planned order: that has no number to work to, and is made anew', () => {
    const planned = sawShop({ 'SO-1': at(0, 16) });
    const made = plan(planned);
    expect(made.operations.map(({ order, start }) => [order, start < wednesday.until])).toEqual([['planned/1', true]]);
    expect(zoneOf(planned, made, wednesday)).toEqual([]);
    const [step] = planned.operations;
    const own = { state: 'released' as const, operations: [{ ...step!, done: false }] };
    const released = shop({ 'MO-1': own, 'MO-2': own, 'MO-3': own, 'MO-4': own });
    expect(zoneOf(released, published, wednesday)).toEqual(zoneOf(shop(firm), published, wednesday));
  });
});
