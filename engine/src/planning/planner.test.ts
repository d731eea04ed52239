import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { plan } from './planner.ts';
import type { Problem } from './problem.ts';
import {
  at,
  DAY,
  days,
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
} from './small-factory.test-support.ts';

/** Plans, and proves by the checker that nothing is broken. */
const planned = (more: Partial<Problem>, options = {}) => {
  const problem = factory(more);
  const made = plan(problem, options);
  expect(check(problem, made)).toEqual([]);
  return made;
};
const CHAIR = {
  items: [item('CHAIR', 'make'), item('WOOD', 'buy')],
  components: [part('CHAIR', 'WOOD', 2)],
  operations: [step('CHAIR', 10, 'SAW'), step('CHAIR', 20, 'PAINT')],
  sources: [vendor('WOOD', 3)],
};

describe('a chair is sawn and painted', () => {
  it('just in time for its date', () => {
    // 3 chairs: saw 1 + 3 = 4 h, paint 4 h. Due Friday 16:00: paint 12–16, saw 08–12; the wood by Friday 08:00.
    const made = planned({ ...CHAIR, demands: [demand('D', 'CHAIR', 3, at(4, 16))] });
    expect(made.operations.map(({ seq, start, end }) => [seq, start, end])).toEqual([
      [10, at(4, 8), at(4, 12)],
      [20, at(4, 12), at(4, 16)],
    ]);
    expect(made.purchases).toMatchObject([{ item: 'WOOD', qty: 6, orderAt: at(1, 8), arrival: at(4, 8) }]);
    expect(made.deliveries).toMatchObject([{ demand: 'D', date: at(4, 16), late: 0, reasons: [] }]);
    expect(made.status).toBe('complete');
  });

  it('as early as can be where the date cannot be met, and says why', () => {
    // Wood arrives Thursday 00:00: saw Thu 08–12, paint 12–16. Due Wednesday 16:00: a day late.
    const made = planned({ ...CHAIR, demands: [demand('D', 'CHAIR', 3, at(2, 16))] });
    const [delivery] = made.deliveries;
    expect(delivery).toMatchObject({ date: at(3, 16), late: DAY });
    expect(delivery.reasons[0]).toMatchObject({ kind: 'lead-time', what: 'buy/1', seconds: DAY });
    expect(delivery.reasons[0].text).toContain('6 WOOD from VENDOR');
  });

  it('over the weekend, keeping the machine', () => {
    // 10 chairs: 11 h of sawing from Friday 08:00 end Monday 11:00; painting 11–16 and on to Tuesday 14:00.
    const made = planned({
      ...CHAIR,
      stock: [lot('WOOD', 20)],
      now: at(4, 8),
      demands: [demand('D', 'CHAIR', 10, at(4, 16))],
    });
    expect(made.operations.map(({ start, end }) => [start, end])).toEqual([
      [at(4, 8), at(7, 11)],
      [at(7, 11), at(8, 14)],
    ]);
  });
});

describe('two orders want the saw at once', () => {
  const two = {
    items: [item('A', 'make'), item('B', 'make')],
    operations: [
      step('A', 10, 'SAW', { runPerUnit: { num: 7 * HOUR, den: 1 } }),
      step('B', 10, 'SAW', { runPerUnit: { num: 7 * HOUR, den: 1 } }),
    ],
    demands: [demand('DA', 'A', 1, at(0, 16)), demand('DB', 'B', 1, at(0, 16))],
  };

  it('one is late by the queue, and the reason names the machine and until when', () => {
    const made = planned(two);
    expect(made.deliveries.map(({ late }) => late).sort((a, b) => a - b)).toEqual([0, DAY]);
    const late = made.deliveries.find((delivery) => delivery.late > 0);
    expect(late?.reasons[0]).toMatchObject({ kind: 'machine-busy', what: 'SAW-1', until: at(1, 8), seconds: DAY });
    expect(late?.reasons[0].text).toBe('SAW-1 is busy until 6 Jan 08:00 with step 10 of planned/1: 1 day.');
  });

  it('a second saw takes the other', () => {
    const made = planned({
      ...two,
      machines: [machine('SAW-1', 'SAW'), machine('SAW-2', 'SAW'), machine('PAINT-1', 'PAINT')],
    });
    expect(made.figures).toMatchObject({ onTime: 2, totalLate: 0 });
    expect(new Set(made.operations.map((operation) => operation.machine))).toEqual(new Set(['SAW-1', 'SAW-2']));
  });

  it('with no regard to capacity both are on time, on no machine', () => {
    const made = planned({ ...two, rules: { order: 'due', constrained: false } });
    expect(made.figures.onTime).toBe(2);
    expect(made.operations.every((operation) => operation.machine === undefined)).toBe(true);
  });
});

describe('work in progress', () => {
  const done = { ...step('CHAIR', 10, 'SAW'), done: true };
  const open = (more: object) => ({ ...step('CHAIR', 20, 'PAINT'), done: false, ...more });
  const order = (operations: (typeof done)[]) => ({
    id: 'W1',
    item: 'CHAIR',
    state: 'started' as const,
    qty: quantity(4),
    qtyOpen: quantity(4),
    materials: [],
    operations,
  });

  it('is used before anything new is made, and a finished step stays finished', () => {
    const made = planned({
      ...CHAIR,
      workOrders: [order([done, open({})])],
      demands: [demand('D', 'CHAIR', 4, at(4, 16))],
    });
    expect(made.operations).toMatchObject([{ order: 'work/W1', seq: 20, machine: 'PAINT-1', end: at(4, 16) }]);
    expect(made.orders).toHaveLength(1);
  });

  it('that runs goes on from now, without another set-up', () => {
    const running = open({ startedAt: at(0, 8), setupDone: true, machine: 'PAINT-1' });
    const made = planned({
      ...CHAIR,
      now: at(0, 10),
      workOrders: [order([done, running])],
      demands: [demand('D', 'CHAIR', 4, at(9, 16))],
    });
    expect(made.operations).toMatchObject([{ start: at(0, 10), end: at(0, 14), setup: 0, run: 4 * HOUR }]);
  });

  it('that is frozen stays exactly where it is, and other work goes around it', () => {
    const frozen = open({ machine: 'PAINT-1', frozen: { from: at(3, 8), to: at(3, 13) } });
    const made = planned({
      ...CHAIR,
      stock: [lot('WOOD', 9)],
      workOrders: [order([done, frozen])],
      demands: [demand('D', 'CHAIR', 4, at(9, 16)), demand('E', 'CHAIR', 1, at(3, 16))],
      allocations: [{ supply: 'work/W1', item: 'CHAIR', qty: quantity(4), for: { demand: 'D' } }],
    });
    expect(made.operations.find((operation) => operation.frozen)).toMatchObject({
      order: 'work/W1',
      start: at(3, 8),
      end: at(3, 13),
    });
    expect(made.deliveries.every((delivery) => delivery.late === 0)).toBe(true);
  });

  it('that is frozen takes what is there when it begins, though what it makes is needed later than what others make', () => {
    // Ten of wood stand there, ten more are cut by Friday. W1 paints ten on Monday, for a chair that is wanted in a month; ten that are
    // wanted next week wait for Friday's.
    const made = planned({
      items: [item('CHAIR', 'make'), item('TABLE', 'make'), item('WOOD', 'make')],
      components: [part('CHAIR', 'WOOD'), part('TABLE', 'WOOD')],
      operations: [step('CHAIR', 20, 'PAINT'), step('TABLE', 20, 'PAINT'), step('WOOD', 10, 'SAW')],
      stock: [lot('WOOD', 10)],
      workOrders: [
        {
          ...order([]),
          qty: quantity(10),
          qtyOpen: quantity(10),
          state: 'released',
          materials: [{ item: 'WOOD', qty: quantity(10), seq: 20 }],
          operations: [open({ machine: 'PAINT-1', frozen: { from: at(0, 8), to: at(1, 11) } })],
        },
        {
          id: 'W2',
          item: 'WOOD',
          state: 'released',
          qty: quantity(10),
          qtyOpen: quantity(10),
          materials: [],
          operations: [
            { ...step('WOOD', 10, 'SAW'), done: false, machine: 'SAW-1', frozen: { from: at(3, 8), to: at(4, 11) } },
          ],
        },
      ],
      demands: [demand('LATER', 'CHAIR', 10, at(30, 16)), demand('SOONER', 'TABLE', 10, at(8, 16))],
    });
    const from = (consumer: string) => made.pegs.filter((peg) => peg.consumer === consumer).map(({ supply }) => supply);
    expect(from('work/W1')).toEqual(['stock/WOOD']);
    expect(from(made.orders.find(({ item }) => item === 'TABLE')!.id)).toEqual(['work/W2']);
  });

  it('that nobody needs is still planned, with a message to cancel it unless it runs', () => {
    const firm = { ...order([done, open({})]), state: 'firm' as const };
    const made = planned({ ...CHAIR, workOrders: [firm] });
    expect(made.operations).toHaveLength(1);
    expect(made.messages).toMatchObject([
      { kind: 'cancel', supply: 'work/W1', text: 'Nothing needs work/W1 with 4 CHAIR.' },
    ]);
  });
});

describe('set-up families', () => {
  it('save the set-up where the same family goes on', () => {
    // Red A: 1 + 1 h, red B after it: 1 h without set-up, done by 11:00.
    const red = { family: 'red' };
    const made = planned({
      items: [item('A', 'make'), item('B', 'make')],
      operations: [step('A', 10, 'PAINT', red), step('B', 10, 'PAINT', red)],
      demands: [demand('DA', 'A', 1, at(0, 9)), demand('DB', 'B', 1, at(0, 9))],
    });
    expect(made.operations.map(({ setup }) => setup).sort((a, b) => a - b)).toEqual([0, HOUR]);
    expect(Math.max(...made.operations.map(({ end }) => end))).toBe(at(0, 11));
  });
});

describe('crews', () => {
  it('of one person attend one machine at a time', () => {
    const attended = { crew: 'SETTER', runPerUnit: { num: 7 * HOUR, den: 1 } };
    const made = planned({
      items: [item('A', 'make'), item('B', 'make')],
      crews: [{ id: 'SETTER', size: 1, calendar: 'DAY' }],
      operations: [step('A', 10, 'SAW', attended), step('B', 10, 'PAINT', attended)],
      demands: [demand('DA', 'A', 1, at(0, 16)), demand('DB', 'B', 1, at(0, 16))],
    });
    expect(made.operations.map(({ start }) => start).sort((a, b) => a - b)).toEqual([at(0, 8), at(1, 8)]);
  });
});

describe('what comes from outside', () => {
  it('a late purchase line is the root, for its own delay', () => {
    // Wanted Tuesday 00:00, arrives Friday 00:00: paint ends Friday 16:00 instead of Wednesday 16:00.
    const line = { id: 'P42', item: 'WOOD', qty: quantity(6), estimated: at(4, 0), required: at(1, 0) };
    const made = planned({ ...CHAIR, purchaseLines: [line], demands: [demand('D', 'CHAIR', 3, at(2, 16))] });
    expect(made.deliveries[0].late).toBe(2 * DAY);
    expect(made.deliveries[0].reasons).toMatchObject([
      { kind: 'purchase-late', what: 'purchase/P42', seconds: 2 * DAY },
    ]);
    expect(made.messages.find((message) => message.supply === 'purchase/P42')).toMatchObject({
      kind: 'expedite',
      to: at(2, 8),
      hurts: 2 * DAY,
    });
  });

  it('a customer’s artwork holds the step that it gates, not the one before', () => {
    const made = planned({
      ...CHAIR,
      stock: [lot('WOOD', 2)],
      events: [{ id: 'ART', name: 'Artwork', expected: at(3, 12), by: 'customer' }],
      demands: [demand('D', 'CHAIR', 1, at(1, 16), { awaits: 'ART', gatedSeq: 20 })],
    });
    expect(made.operations.find(({ seq }) => seq === 20)?.start).toBe(at(3, 12));
    expect(made.deliveries[0].reasons[0]).toMatchObject({ kind: 'awaits', what: 'ART' });
  });

  it('a demand that nothing can serve says so, and holds nothing', () => {
    const made = planned({ ...CHAIR, sources: [], demands: [demand('D', 'CHAIR', 1, at(4, 16))] });
    expect(made.status).toBe('partial');
    expect(made.deliveries).toMatchObject([
      {
        demand: 'D',
        reasons: [{ kind: 'no-source', what: 'WOOD', text: '2 of WOOD cannot be had: no vendor offers it.' }],
      },
    ]);
    expect(made.orders).toEqual([]);
  });
});

describe('safety stock', () => {
  it('is filled after all demands and expedites nothing', () => {
    const line = { id: 'P1', item: 'WOOD', qty: quantity(5), estimated: at(20, 0) };
    const made = planned({
      items: [item('WOOD', 'buy', { safetyStock: quantity(5) })],
      sources: [vendor('WOOD', 3)],
      purchaseLines: [line],
    });
    expect(made.purchases).toEqual([]);
    expect(made.pegs).toMatchObject([{ supply: 'purchase/P1', consumer: 'safety/WOOD', qty: 5 }]);
    expect(made.messages).toEqual([]);
  });

  it('gives way to a demand', () => {
    const made = planned({
      items: [item('WOOD', 'buy', { safetyStock: quantity(5) })],
      sources: [vendor('WOOD', 3)],
      stock: [lot('WOOD', 5)],
      demands: [demand('D', 'WOOD', 5, at(0, 12))],
    });
    expect(made.figures.onTime).toBe(1);
    expect(made.pegs.find((peg) => peg.consumer === 'safety/WOOD')).toMatchObject({ supply: 'buy/1', qty: 5 });
  });
});

describe('the second vendor', () => {
  const offers = [vendor('WOOD', 10), vendor('WOOD', 2, { vendor: 'FAST', priority: 2 })];
  it.each([
    { due: 12, vendor: 'VENDOR', rule: 'is not asked where the preferred is in time' },
    { due: 5, vendor: 'FAST', rule: 'is asked where only he is in time' },
    { due: 1, vendor: 'FAST', rule: 'is asked where both are late and he is earlier' },
  ])('$rule', ({ due, vendor: chosen }) => {
    const made = planned({
      items: [item('WOOD', 'buy')],
      sources: offers,
      demands: [demand('D', 'WOOD', 1, at(due, 0))],
    });
    expect(made.purchases).toMatchObject([{ vendor: chosen }]);
  });
});

describe('options', () => {
  const busy = {
    ...CHAIR,
    stock: [lot('WOOD', 400)],
    demands: Array.from({ length: 30 }, (_, i) => demand(`D${i}`, 'CHAIR', 1 + (i % 5), at(i % 14, 16))),
  };

  it('more work never makes the plan worse by its own measure, and the same work repeats the same plan', () => {
    const first = planned(busy);
    const better = planned(busy, { work: 20_000, seed: 7 });
    const again = planned(busy, { work: 20_000, seed: 7 });
    expect(JSON.stringify(again)).toBe(JSON.stringify(better));
    const cost = (made: typeof first) =>
      made.figures.totalLate / DAY + 5 * (made.figures.demands - made.figures.onTime);
    expect(cost(better)).toBeLessThanOrEqual(cost(first));
  });

  it('a budget comes to an end also where nothing is made', () => {
    const made = planned(
      { items: [item('WOOD', 'buy')], sources: [vendor('WOOD', 9)], demands: [demand('D', 'WOOD', 1, at(1, 0))] },
      { work: 1_000_000 },
    );
    expect(made.deliveries[0].late).toBe(8 * DAY);
  });

  it('keepGoing: false stops with the best so far, still clean', () => {
    expect(planned(busy, { keepGoing: () => false }).status).toBe('cancelled');
  });

  it('earliness keeps stock work from starting too soon', () => {
    const made = planned({
      ...CHAIR,
      stock: [lot('WOOD', 9)],
      demands: [demand('D', 'CHAIR', 1, at(11, 16))],
      rules: { order: 'due', constrained: true, earliness: days(2) },
    });
    expect(made.operations[0].start).toBeGreaterThanOrEqual(at(9, 8));
  });
});
