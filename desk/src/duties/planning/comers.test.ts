import { type Plan, type Problem, plan, qty, type Second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { at, sawShop } from '../masterschedule/sawshop.test-support.ts';
import { comersInto } from './comers.ts';
import { planInZone, type Zone } from './frozenzone.ts';
import { withComers } from './planning.messages.ts';

/** One saw. MO-A, firm, stands on Tuesday from 14 to 16; SO-B is due on Tuesday at 10 and may begin when its drawing comes. */
const shop = (drawing: Second, more: Partial<Problem> = {}): Problem => {
  const due = { 'SO-A': at(1, 16), 'SO-B': at(1, 10) };
  return sawShop(due, {
    machines: [{ id: 'S1', workCentre: 'SAW', capacity: 1 }],
    demands: sawShop(due).demands.map((one) => (one.id === 'SO-B' ? { ...one, awaits: 'DRAWING' } : one)),
    events: [{ id: 'DRAWING', name: 'drawing', expected: drawing, by: 'customer' }],
    workOrders: [{ id: 'MO-A', item: 'BOARD', state: 'firm', qty: qty(1), qtyOpen: qty(1), due: at(1, 16) }],
    allocations: [{ supply: 'work/MO-A', item: 'BOARD', qty: qty(1), for: { demand: 'SO-A' } }],
    ...more,
  });
};
const published = plan(shop(at(2, 8)));
const after = (problem: Problem, zone: Zone, before: Plan = published) => {
  const held = planInZone(problem, before, zone, { seed: 1 });
  return { plan: held.plan, comers: comersInto(held.zone, before, held.plan, zone) };
};
const wednesday = { until: at(2, 8) };
const saidOf = ({ plan: made, comers }: ReturnType<typeof after>) =>
  withComers({ ...made, messages: [] }, comers, (s) => new Date(Date.UTC(2026, 0, 5) + 1000 * s).toISOString(), 'UTC')
    .messages;

describe('work that comes into the frozen zone', () => {
  it('is told with what ships sooner by it', () => {
    const found = after(shop(at(0, 8)), wednesday);
    expect(found.comers).toEqual([
      {
        order: expect.stringMatching(/^planned/),
        why: 'comes-in',
        steps: [{ seq: 10, machine: 'S1', start: at(1, 8) }],
        sooner: { demand: 'SO-B', published: at(2, 10), now: at(1, 10) },
      },
    ]);
    expect(saidOf(found)).toMatchObject([
      {
        kind: 'time-fence-conflict',
        text: 'A planned order of BOARD comes into the frozen zone before work that keeps its place there: step 10 on S1, Tue 6 Jan 08:00. SO-B ships Tue 6 Jan 10:00 by it, which was published for Wed 7 Jan 10:00. Maybe tell the floor.',
      },
    ]);
    // What the zone could not keep has a place that it left: this has none.
    expect(saidOf(found)[0]?.from).toBeUndefined();
  });

  it('is told with the room that it found where nothing published ships sooner', () => {
    const rush = { ...shop(at(2, 8)).demands[0]!, id: 'RUSH', due: at(1, 10) };
    const found = after(shop(at(2, 8), { demands: [...shop(at(2, 8)).demands, rush] }), wednesday);
    expect(saidOf(found).map(({ text }) => text)).toEqual([expect.stringContaining('There was room for it.')]);
  });

  it('is not told where nothing of the zone stands behind it, nor where all stands as published', () => {
    expect(after(shop(at(2, 8)), wednesday).comers).toEqual([]);
    expect(after(shop(at(0, 8)), { until: at(0, 12) }).comers).toEqual([]);
  });

  it('is another thing than a planned order that stood there and is made anew, and than what a supervisor released', () => {
    const thursday = { until: at(3, 8) };
    expect(after(shop(at(0, 8)), thursday).comers.map(({ why }) => why)).toEqual(['planned']);
    const firm = shop(at(2, 8)).workOrders[0]!;
    const orders = [firm, { ...firm, id: 'MO-B', due: at(1, 10) }];
    const own = (drawing: Second) =>
      shop(drawing, {
        workOrders: orders,
        allocations: orders.map(({ id }) => ({
          supply: `work/${id}`,
          item: 'BOARD',
          qty: qty(1),
          for: { demand: `SO${id.slice(2)}` },
        })),
      });
    const before = plan(own(at(2, 8)));
    expect(after(own(at(0, 8)), thursday, before).comers).toEqual([]);
    const released = { ...thursday, released: new Set(['MO-B']) };
    expect(after(own(at(0, 8)), released, before).comers.map(({ order, why }) => [order, why])).toEqual([
      ['work/MO-B', 'released'],
    ]);
  });
});
