/**
 * A factory small enough to plan by hand, and its plan, with the arithmetic. One of nearly every feature.
 *
 * Second 0 is Monday 5 January 2026, 00:00; `at(day, hour, minute)` counts from there. The plant works Monday to
 * Friday 08:00–16:00 and it is Monday 08:00.
 */
import type { Delivery, Peg, Plan, PlannedOperation, PlannedOrder } from '../planning/plan.ts';
import type { Item, Operation, Problem } from '../planning/problem.ts';
import { duration, type Minor, qty, type Ratio, ratio, type Second, second } from '../units/units.ts';

export const at = (day: number, hour: number, minute = 0, sec = 0): Second =>
  second(day * 86_400 + hour * 3600 + minute * 60 + sec);
const HOUR = duration(3600);
const DAY = duration(86_400);
const one: Ratio = { num: 1, den: 1 };
const each = (seconds: number): Ratio => ({ num: seconds, den: 1 });
const lot = { min: qty(1), multiple: qty(1) };

const item = (id: string, supply: Item['supply'], more: Partial<Item> = {}): Item => ({
  id,
  supply,
  decimals: 0,
  safetyStock: qty(0),
  lot,
  ...more,
});
const step = (of: string, seq: number, setup: number, run: number, more: Partial<Operation>): Operation => ({
  item: of,
  seq,
  setup: duration(setup),
  runPerUnit: each(run),
  ...more,
});
const demand = (id: string, of: string, count: number, due: Second) => ({
  id,
  item: of,
  qty: qty(count),
  due,
  priority: 1,
  kind: 'order' as const,
  value: 100 as Minor,
});

export const factory: Problem = {
  name: 'a factory planned by hand',
  epoch: '2026-01-05T00:00:00Z',
  zone: { name: 'UTC', offsets: [{ at: at(0, 0), offset: 0 }] },
  now: at(0, 8),
  horizonEnd: at(28, 0),
  currency: 'EUR',
  items: [
    item('BIKE', 'make', { lot: { ...lot, max: qty(10) } }),
    item('FRAME', 'make'),
    // √(2 × 500 × 250 ÷ (1/10 × 1000)) = 50.
    item('TUBE', 'buy', {
      unitCost: each(1000),
      lot: { ...lot, economic: { annualUse: qty(500), orderCost: 250 as Minor, carryingRate: { num: 1, den: 10 } } },
    }),
    item('WHEEL', 'move'),
    item('WHEEL-DC', 'buy'),
    item('GLUE', 'buy'),
    item('PACK', 'phantom'),
    item('BOX', 'buy'),
    item('BRACKET', 'make'),
    item('FORK', 'make', { safetyStock: qty(1), lot: { ...lot, fixed: qty(2) } }),
    item('SIGN', 'make', { makeToOrder: true, timeFence: HOUR }),
    item('KIT', 'make', { makeLeadTime: duration(7200), unitCost: ratio(12) }),
    item('MOON', 'buy'),
    item('SWARF', 'buy'),
    item('CASTING', 'make'),
  ],
  components: [
    { parent: 'BIKE', component: 'FRAME', qtyPer: one },
    { parent: 'BIKE', component: 'GLUE', qtyPer: one },
    { parent: 'BIKE', component: 'PACK', qtyPer: one },
    { parent: 'BIKE', component: 'WHEEL', qtyPer: each(2), seq: 20 },
    { parent: 'PACK', component: 'BOX', qtyPer: one },
    { parent: 'FRAME', component: 'TUBE', qtyPer: each(3), scrap: { num: 1, den: 20 }, perOrder: qty(1) },
    { parent: 'KIT', component: 'GLUE', qtyPer: one, alternateGroup: 'fill', priority: 1 },
    { parent: 'KIT', component: 'TUBE', qtyPer: one, alternateGroup: 'fill', priority: 2 },
    { parent: 'KIT', component: 'BOX', qtyPer: one, to: at(0, 0) },
  ],
  operations: [
    step('BIKE', 10, 600, 1800, { workCentre: 'ASM', setupCrew: 'setters' }),
    step('BIKE', 20, 0, 900, { workCentre: 'TEST', split: 2, tools: [{ tool: 'stand' }] }),
    step('FRAME', 10, 600, 1200, {
      workCentre: 'WELD',
      crew: 'welders',
      tools: [{ tool: 'stand' }],
      yield: { num: 4, den: 5 },
    }),
    step('FRAME', 20, 1800, 900, { workCentre: 'PAINT', family: 'red', gapAfter: HOUR, pausable: false }),
    step('FORK', 10, 1800, 900, { workCentre: 'PAINT', family: 'blue', machines: ['P1'], setupCrew: 'setters' }),
    step('CASTING', 10, 600, 0, {
      workCentre: 'FURNACE',
      runPerBatch: { qty: qty(2), seconds: duration(1200) },
      teardown: duration(1800),
      transferBatch: qty(2),
      maxGapAfter: HOUR,
    }),
    step('CASTING', 20, 0, 300, { workCentre: 'GRIND' }),
    step('SIGN', 10, 0, 1800, { workCentre: 'PRESS' }),
    step('SIGN', 20, 0, 0, { outside: DAY }),
  ],
  // 3 frames enter step 10: 3 × 1/2 = 1.5, so 1 is counted on.
  outputs: [{ parent: 'FRAME', item: 'SWARF', qtyPer: { num: 1, den: 2 }, seq: 10 }],
  workCentres: ['ASM', 'TEST', 'WELD', 'PAINT', 'MILL', 'PRESS', 'FURNACE', 'GRIND'].map((id) => ({
    id,
    calendar: 'day',
  })),
  machines: [
    { id: 'A1', workCentre: 'ASM', capacity: 1 },
    { id: 'T1', workCentre: 'TEST', capacity: 1 },
    { id: 'W1', workCentre: 'WELD', capacity: 1 },
    { id: 'W2', workCentre: 'WELD', capacity: 1, speed: { num: 3, den: 2 } },
    { id: 'P1', workCentre: 'PAINT', capacity: 1, downtime: [{ from: at(1, 14), to: at(1, 15) }] },
    { id: 'P2', workCentre: 'PAINT', capacity: 1 },
    { id: 'M1', workCentre: 'MILL', capacity: 1 },
    { id: 'M2', workCentre: 'MILL', capacity: 1 },
    { id: 'R1', workCentre: 'PRESS', capacity: 1, batch: { steps: 2 } },
    { id: 'F1', workCentre: 'FURNACE', capacity: 1 },
    { id: 'G1', workCentre: 'GRIND', capacity: 1, calendar: 'short' },
  ],
  calendars: [
    {
      id: 'day',
      week: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, from: 8 * 3600, to: 16 * 3600 })),
      exceptions: [],
    },
    { id: 'short', week: [{ weekday: 1, from: 8 * 3600, to: 8.75 * 3600 }], exceptions: [] },
  ],
  overtime: [
    { id: 'OT1', machines: ['G1'], from: at(1, 8, 45), to: at(1, 9, 45), perHour: 60_00 as Minor },
    { id: 'OT2', machines: ['G1'], from: at(1, 9, 45), to: at(1, 10, 45), perHour: 60_00 as Minor },
  ],
  crews: [
    { id: 'welders', size: 1, calendar: 'day' },
    { id: 'setters', size: 1, calendar: 'day' },
  ],
  tools: [{ id: 'stand', count: 1, downtime: [{ from: at(2, 9), to: at(2, 10) }] }],
  changeovers: [{ workCentre: 'PAINT', from: 'red', to: 'blue', setup: duration(600) }],
  sources: [
    {
      item: 'TUBE',
      vendor: 'Steel & Co',
      // Half came on time, the others half a day and two days late: nine of twelve are there half a day later.
      leadTime: { elapsed: duration(43_200) },
      reliability: { share: { num: 1, den: 2 }, lateDays: [2, 0.5] },
      min: qty(50),
      multiple: qty(10),
      unitCost: each(1000),
      breaks: [{ from: qty(50), unitCost: each(900) }],
      priority: 1,
    },
  ],
  moves: [{ item: 'WHEEL', fromItem: 'WHEEL-DC', elapsed: DAY, min: qty(4), multiple: qty(4) }],
  stock: [
    { id: 'T', item: 'TUBE', qty: qty(4) },
    { id: 'DC', item: 'WHEEL-DC', qty: qty(10) },
    { id: 'G1', item: 'GLUE', qty: qty(5), expires: at(0, 20) },
    { id: 'G2', item: 'GLUE', qty: qty(5), expires: at(3, 0) },
    { id: 'B', item: 'BOX', qty: qty(10) },
    { id: 'S', item: 'SIGN', qty: qty(5) },
  ],
  purchaseLines: [{ id: 'L1', item: 'GLUE', qty: qty(5), estimated: at(2, 8) }],
  workOrders: [
    {
      id: 'WO1',
      item: 'BRACKET',
      state: 'started',
      qtyOpen: qty(4),
      qty: qty(5),
      materials: [],
      operations: [
        { ...step('BRACKET', 10, 600, 900, { workCentre: 'MILL' }), done: true },
        {
          ...step('BRACKET', 20, 600, 900, { workCentre: 'MILL' }),
          done: false,
          setupDone: true,
          startedAt: at(-3, 15),
          machine: 'M1',
        },
        {
          ...step('BRACKET', 30, 0, 900, { workCentre: 'MILL' }),
          done: false,
          machine: 'M1',
          frozen: { from: at(0, 10), to: at(0, 11) },
        },
      ],
    },
    {
      id: 'WO3',
      item: 'BRACKET',
      state: 'firm',
      qtyOpen: qty(2),
      qty: qty(2),
      materials: [],
      operations: [
        {
          ...step('BRACKET', 30, 0, 900, { workCentre: 'MILL', split: 2 }),
          done: false,
          parts: [{ machine: 'M1' }, { machine: 'M1' }],
        },
      ],
    },
  ],
  allocations: [{ supply: 'work/WO1', item: 'BRACKET', qty: qty(4), for: { demand: 'D2' } }],
  demands: [
    demand('D1', 'BIKE', 2, at(4, 16)),
    demand('D2', 'BRACKET', 4, at(0, 10)),
    { ...demand('D3', 'FORK', 1, at(4, 16)), earliest: at(1, 12) },
    { ...demand('D4', 'SIGN', 1, at(4, 16)), awaits: 'proof', gatedSeq: 10 },
    { ...demand('D5', 'SIGN', 1, at(4, 16)), awaits: 'proof' },
    demand('D6', 'MOON', 1, at(4, 16)),
    demand('D7', 'KIT', 1, at(4, 16)),
    demand('D8', 'SWARF', 1, at(4, 16)),
    demand('D9', 'CASTING', 3, at(4, 16)),
    // D7 is what was expected here: two days before and a kit.
    { ...demand('F1', 'KIT', 1, at(2, 16)), kind: 'forecast' as const },
  ],
  events: [{ id: 'proof', name: 'the approved proof', expected: at(1, 8), by: 'customer' }],
  rules: {
    order: 'due',
    constrained: true,
    service: { num: 9, den: 12 },
    consume: { backward: duration(2 * 86_400), forward: DAY },
  },
};

const order = (
  id: string,
  of: string,
  count: number,
  started: number,
  start: Second,
  end: Second,
  components: PlannedOrder['components'] = [],
): PlannedOrder => ({ id, item: of, qty: qty(count), qtyStarted: qty(started), start, end, need: end, components });
const draw = (of: string, count: number, when: Second, seq: number) => ({ item: of, qty: qty(count), at: when, seq });
const run = (
  of: string,
  ofItem: string,
  seq: number,
  machine: string | undefined,
  start: Second,
  setup: number,
  work: number,
  more: Partial<PlannedOperation> = {},
): PlannedOperation => ({
  order: of,
  item: ofItem,
  seq,
  machine,
  start,
  end: second(start + setup + work),
  setup,
  run: work,
  ...more,
});
const peg = (supply: string, consumer: string, of: string, count: number, when: Second): Peg => ({
  supply,
  consumer,
  item: of,
  qty: qty(count),
  at: when,
});
const delivery = (
  id: string,
  count: number,
  date: Second | undefined,
  late = 0,
  reasons: Delivery['reasons'] = [],
) => ({
  demand: id,
  qty: qty(count),
  date,
  late,
  reasons,
});

/** Two frames: 2 ÷ 4/5 = 2.5, so 3 are started; tubes 3 × 3 × 1.05 = 9.45 → 10, and 1 per order: 11. */
const FRAME = 'planned/frame';
const BIKE = 'planned/bike';
const FORK = 'planned/fork';
const SIGN_1 = 'planned/sign1';
const SIGN_2 = 'planned/sign2';
const KIT = 'planned/kit';
const CASTING = 'planned/casting';
const WO1 = 'work/WO1';
const WO3 = 'work/WO3';

export const byHand: Plan = {
  status: 'partial',
  orders: [
    // Paint ends 10:00 and dries for an hour.
    {
      ...order(FRAME, 'FRAME', 2, 3, at(1, 8), at(1, 11), [draw('TUBE', 11, at(1, 8), 10)]),
      outputs: [{ item: 'SWARF', qty: qty(1) }],
    },
    order(BIKE, 'BIKE', 2, 2, at(1, 11), at(1, 13, 30), [
      draw('FRAME', 2, at(1, 11), 10),
      draw('GLUE', 2, at(1, 11), 10),
      draw('BOX', 2, at(1, 11), 10),
      draw('WHEEL', 4, at(1, 13), 20),
    ]),
    order(FORK, 'FORK', 2, 2, at(1, 10), at(1, 10, 40)),
    order(SIGN_1, 'SIGN', 1, 1, at(1, 8), at(2, 8, 30)),
    order(SIGN_2, 'SIGN', 1, 1, at(1, 8), at(2, 8, 30)),
    order(KIT, 'KIT', 1, 1, at(1, 8), at(1, 10), [draw('GLUE', 1, at(1, 8), 0)]),
    { ...order(WO1, 'BRACKET', 4, 4, at(0, 8), at(0, 11)), workOrder: 'WO1' },
    { ...order(WO3, 'BRACKET', 2, 2, at(1, 8), at(1, 8, 30)), workOrder: 'WO3' },
    order(CASTING, 'CASTING', 3, 3, at(1, 8), at(1, 8, 55)),
  ],
  operations: [
    // W2 is half as fast again: (600 + 3 × 1200) ÷ 3/2 = 2800 s, of it 400 s set-up.
    run(FRAME, 'FRAME', 10, 'W2', at(1, 8), 400, 2400, { crew: 'welders' }),
    run(FRAME, 'FRAME', 20, 'P1', at(1, 9), 1800, 1800),
    run(BIKE, 'BIKE', 10, 'A1', at(1, 11), 600, 3600, { setupCrew: 'setters', setupEnd: at(1, 11, 10) }),
    run(BIKE, 'BIKE', 20, 'T1', at(1, 13), 0, 1800),
    // Blue after red: 600 s, not the step's own 1800 s.
    run(FORK, 'FORK', 10, 'P1', at(1, 10), 600, 1800, { setupCrew: 'setters', setupEnd: at(1, 10, 10) }),
    // Two signs are one batch: half an hour in all.
    run(SIGN_1, 'SIGN', 10, 'R1', at(1, 8), 0, 1800, { batch: 'R1/1' }),
    run(SIGN_1, 'SIGN', 20, undefined, at(1, 8, 30), 0, 86_400),
    run(SIGN_2, 'SIGN', 10, 'R1', at(1, 8), 0, 1800, { batch: 'R1/1' }),
    run(SIGN_2, 'SIGN', 20, undefined, at(1, 8, 30), 0, 86_400),
    // Running since Friday with its set-up made: 4 × 900 s are left.
    run(WO1, 'BRACKET', 20, 'M1', at(0, 8), 0, 3600),
    run(WO1, 'BRACKET', 30, 'M1', at(0, 10), 0, 3600, { frozen: true }),
    // It stays in two parts, the one after the other.
    run(WO3, 'BRACKET', 30, 'M1', at(1, 8), 0, 900, { part: { number: 1, of: 2, qty: qty(1) } }),
    run(WO3, 'BRACKET', 30, 'M1', at(1, 8, 15), 0, 900, { part: { number: 2, of: 2, qty: qty(1) } }),
    // Two batches of 1200 s after 600 s of set-up: done 08:50; then the furnace is cleaned for 1800 s.
    run(CASTING, 'CASTING', 10, 'F1', at(1, 8), 600, 4200),
    // Two are there at 08:30, the third at 08:50, which is when it is taken up; from 08:45 on it is overtime.
    run(CASTING, 'CASTING', 20, 'G1', at(1, 8, 40), 0, 900),
  ],
  purchases: [
    {
      id: 'buy/1',
      item: 'TUBE',
      vendor: 'Steel & Co',
      qty: qty(50),
      orderAt: at(0, 8),
      arrival: at(1, 8),
      need: at(1, 8),
      // 50 × 9.00, from fifty on.
      cost: 45_000 as Minor,
    },
  ],
  moves: [
    {
      id: 'move/1',
      item: 'WHEEL',
      fromItem: 'WHEEL-DC',
      qty: qty(4),
      start: at(0, 9),
      arrival: at(1, 9),
      need: at(1, 13),
    },
  ],
  deliveries: [
    delivery('D1', 2, at(1, 13, 30)),
    // Due 10:00, frozen until 11:00.
    delivery('D2', 4, at(0, 11), 3600, [
      { kind: 'frozen', what: WO1, seconds: 3600, text: 'step 30 of WO1 is frozen until 11:00' },
    ]),
    delivery('D3', 1, at(1, 12)),
    delivery('D4', 1, at(2, 8, 30)),
    delivery('D5', 1, at(2, 8, 30)),
    delivery('D6', 1, undefined, 0, [{ kind: 'no-source', what: 'MOON', seconds: 0, text: 'nobody sells MOON' }]),
    delivery('D7', 1, at(1, 10)),
    delivery('D8', 1, at(4, 16)),
    delivery('D9', 3, at(1, 8, 55)),
  ],
  pegs: [
    peg('stock/T', FRAME, 'TUBE', 4, at(1, 8)),
    peg('buy/1', FRAME, 'TUBE', 7, at(1, 8)),
    peg(FRAME, BIKE, 'FRAME', 2, at(1, 11)),
    peg('stock/G2', BIKE, 'GLUE', 2, at(1, 11)),
    peg('stock/B', BIKE, 'BOX', 2, at(1, 11)),
    peg('move/1', BIKE, 'WHEEL', 4, at(1, 13)),
    peg('stock/DC', 'move/1', 'WHEEL-DC', 4, at(0, 9)),
    peg(BIKE, 'demand/D1', 'BIKE', 2, at(1, 13, 30)),
    peg(WO1, 'demand/D2', 'BRACKET', 4, at(0, 11)),
    peg(FORK, 'demand/D3', 'FORK', 1, at(1, 12)),
    peg(FORK, 'safety/FORK', 'FORK', 1, at(1, 10, 40)),
    peg(SIGN_1, 'demand/D4', 'SIGN', 1, at(2, 8, 30)),
    peg(SIGN_2, 'demand/D5', 'SIGN', 1, at(2, 8, 30)),
    peg('stock/G2', KIT, 'GLUE', 1, at(1, 8)),
    peg(KIT, 'demand/D7', 'KIT', 1, at(1, 10)),
    peg(FRAME, 'demand/D8', 'SWARF', 1, at(4, 16)),
    peg(CASTING, 'demand/D9', 'CASTING', 3, at(1, 8, 55)),
  ],
  messages: [],
  overtime: [
    { window: 'OT1', from: at(1, 8, 45), to: at(1, 9, 45), cost: 60_00 as Minor, for: [{ order: CASTING, seq: 20 }] },
  ],
  figures: {
    demands: 9,
    onTime: 7,
    unserved: 1,
    totalLate: 3600,
    orders: 9,
    operations: 15,
    purchases: 1,
    // 400 + 1800 + 600 + 600 + 600
    setupSeconds: 4000,
    overtimeSeconds: 3600,
    // D2 an hour late and D6 not served: 1/24 + 5 + 365 days. The kit, 12 a piece, from 08:00 to 10:00: 12 × 2/24.
    objective: {
      tardiness: { amount: 370 + 1 / 24, weight: 1, points: 370 + 1 / 24 },
      moved: { amount: 0, weight: 0.01, points: 0 },
      setup: { amount: 4000 / 3600, weight: 0, points: 0 },
      stock: { amount: 1, weight: 0, points: 0 },
      // An hour at 60.00.
      overtime: { amount: 60_00, weight: 0.0001, points: 0.6 },
      points: 370 + 1 / 24 + 0.6,
    },
    work: { net: 0, schedule: 0, improve: 0 },
  },
};
