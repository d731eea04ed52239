import { describe, expect, it } from 'vitest';
import type { Row } from '../../house/kind.ts';
import { disbeliefs, disbelieved } from './disbelief.ts';

const now = '2026-11-03T10:00:00.000Z';
const [past, future] = ['2026-11-02T16:00:00.000Z', '2026-11-20T16:00:00.000Z'];

function look(records: Readonly<Record<string, readonly Row[]>>) {
  return disbelieved({
    of: (kind) => records[kind] ?? [],
    now,
    today: '2026-11-03',
    dayOf: (instant) => instant.slice(0, 10),
  });
}
const rulesOf = (records: Readonly<Record<string, readonly Row[]>>) =>
  look(records).map((one) => `${one.rule} ${one.ref}`);

const source: Row = {
  item: 'TUBE',
  vendor: 'KRAFT',
  rank: 1,
  approval_days: 0,
  vendor_days: 3,
  transit_days: 1,
  dock_days: 0,
  unit_cost: 2,
  valid_to: null,
};
const bought: Row = { code: 'TUBE', supply: 'buy', unit_cost: 2, safety_stock: 0, lead_days: null };
const made: Row = { code: 'FRAME', supply: 'make', unit_cost: null, safety_stock: 0, lead_days: null };
const routing: Row = {
  item: 'FRAME',
  seq: 10,
  work_centre: 'WELD',
  outside_days: null,
  setup_minutes: 0,
  fixed_minutes: 0,
  run_minutes: '6',
  crew: 'WELDERS',
  crew_size: 1,
};
const purchase: Row = {
  order_no: 'PO-1',
  line: 1,
  vendor: 'KRAFT',
  item: 'TUBE',
  qty: 10,
  received: 0,
  state: 'open',
  required: null,
  promised: future,
  estimated: null,
};
const customer: Row = { order_no: 'SO-1', line: 1, item: 'FRAME', qty: 10, shipped: 4, state: 'open', due: future };

const frozen: Row = {
  work_order: 'MO-1',
  seq: 10,
  state: 'waiting',
  frozen_from: future,
  frozen_to: '2026-11-21T16:00:00.000Z',
};

/** Each rule: what it must find, and the like that it must leave alone. */
const cases: readonly [string, Record<string, readonly Row[]>, Record<string, readonly Row[]>][] = [
  ['negative-balance', { stock: [{ item: 'TUBE', location: 'A1', lot: '', qty: -2, expires: null }] }, {}],
  [
    'balance-too-much',
    { stock: [{ item: 'TUBE', location: 'A1', lot: '', qty: 100_000_000_001, expires: null }] },
    { stock: [{ item: 'TUBE', location: 'A1', lot: '', qty: 100_000_000_000, expires: null }] },
  ],
  [
    'customer-line-past',
    { customer_lines: [{ ...customer, due: past }] },
    {
      customer_lines: [
        { ...customer, state: 'shipped', due: past },
        { ...customer, line: 2, shipped: 10, due: past },
      ],
    },
  ],
  [
    'purchase-line-past',
    { purchase_lines: [{ ...purchase, promised: past }] },
    { purchase_lines: [{ ...purchase, promised: past, estimated: future }] },
  ],
  [
    'work-order-past',
    { work_orders: [{ number: 'MO-1', item: 'FRAME', state: 'released', due: past }] },
    { work_orders: [{ number: 'MO-1', item: 'FRAME', state: 'completed', due: past }] },
  ],
  [
    'frozen-in-no-plan',
    { work_orders: [{ number: 'MO-1', item: 'FRAME', state: 'closed', due: null }], work_steps: [frozen] },
    {
      work_orders: [
        { number: 'MO-1', item: 'FRAME', state: 'released', due: null },
        { number: 'MO-2', item: 'FRAME', state: 'closed', due: null },
      ],
      work_steps: [
        frozen,
        { ...frozen, work_order: 'MO-2', frozen_from: null, frozen_to: null },
        { ...frozen, work_order: 'MO-2', seq: 20, state: 'done' },
      ],
    },
  ],
  [
    'input-past',
    {
      customer_lines: [customer],
      customer_inputs: [{ order_no: 'SO-1', line: 1, name: 'artwork', due: past, expected: null, received: null }],
    },
    {
      customer_lines: [customer],
      customer_inputs: [{ order_no: 'SO-1', line: 1, name: 'artwork', due: past, expected: null, received: past }],
    },
  ],
  [
    'promise-never-kept',
    {
      purchase_lines: [1, 2].map((line) => ({
        ...purchase,
        line,
        promised: future,
        estimated: '2026-11-26T16:00:00.000Z',
      })),
    },
    { purchase_lines: [{ ...purchase, estimated: '2026-11-26T16:00:00.000Z' }] },
  ],
  ['no-lead-time', { sources: [{ ...source, vendor_days: 0, transit_days: 0 }] }, { sources: [source] }],
  ['make-without-routing', { items: [made] }, { items: [made], routing_steps: [routing] }],
  ['buy-without-source', { items: [bought] }, { items: [bought], sources: [source] }],
  [
    'step-without-time',
    { routing_steps: [{ ...routing, run_minutes: '0' }] },
    { routing_steps: [{ ...routing, run_minutes: '0', outside_days: 3 }] },
  ],
  [
    'centre-without-machine',
    { work_centres: [{ code: 'WELD' }], routing_steps: [routing] },
    // One in which nothing is made needs none.
    {
      work_centres: [{ code: 'WELD' }, { code: 'OLD' }],
      machines: [{ code: 'W1', work_centre: 'WELD' }],
      routing_steps: [routing],
    },
  ],
  [
    // 6 h in three operations where 3 h stand: twice as long. 4.4 h would be less than half again as much.
    'standard-far',
    { step_actuals: [{ item: 'FRAME', seq: 10, operations: 3, standard_hours: 3, actual_hours: 6 }] },
    {
      step_actuals: [
        { item: 'FRAME', seq: 10, operations: 3, standard_hours: 3, actual_hours: 4.4 },
        { item: 'FRAME', seq: 20, operations: 2, standard_hours: 3, actual_hours: 9 },
      ],
    },
  ],
  [
    'crew-larger',
    { crews: [{ code: 'WELDERS', size: 2 }], workers: [{ code: 'W1', crew: 'WELDERS' }] },
    { crews: [{ code: 'WELDERS', size: 2 }] },
  ],
  [
    'step-crew-larger',
    { crews: [{ code: 'WELDERS', size: 2 }], routing_steps: [{ ...routing, crew_size: 3 }] },
    { crews: [{ code: 'WELDERS', size: 3 }], routing_steps: [{ ...routing, crew_size: 3 }] },
  ],
  [
    'calendar-ended',
    {
      calendars: [{ code: 'DAY', week: 'Tue 06:00-14:00' }],
      calendar_days: ['2026-11-03', '2026-11-10', '2026-11-17', '2026-11-24'].map((day) => ({
        calendar: 'DAY',
        day,
        hours: '',
      })),
    },
    {
      calendars: [{ code: 'DAY', week: 'Tue 06:00-14:00' }],
      calendar_days: ['2026-11-03', '2026-11-10', '2026-11-17'].map((day) => ({ calendar: 'DAY', day, hours: '' })),
    },
  ],
  [
    'cost-zero',
    { items: [{ ...bought, unit_cost: 0 }], sources: [{ ...source, unit_cost: null }] },
    { items: [{ ...bought, unit_cost: 0 }], sources: [source] },
  ],
  [
    'stock-expired',
    {
      items: [{ ...made, code: 'GLUE', safety_stock: 1 }],
      stock: [{ item: 'GLUE', location: 'A1', lot: 'L1', qty: 2, expires: '2026-11-02' }],
    },
    {
      items: [{ ...made, code: 'GLUE', safety_stock: 1 }],
      stock: [{ item: 'GLUE', location: 'A1', lot: 'L1', qty: 2, expires: '2026-11-03' }],
    },
  ],
  [
    'finished-nowhere',
    { finished_nowhere: [{ number: 'WO-1', item: 'FRAME', good: 24, posted_at: '2026-11-03T09:00:00Z' }] },
    { finished_nowhere: [] },
  ],
  [
    'dead-balance',
    { stock: [{ item: 'OLD', location: 'A1', lot: '', qty: 5, expires: null }] },
    {
      stock: [{ item: 'TUBE', location: 'A1', lot: '', qty: 5, expires: null }],
      components: [{ parent: 'FRAME', component: 'TUBE' }],
    },
  ],
];

describe('an input is disbelieved by', () => {
  it.each(cases)('%s, and what is like it is left alone', (rule, doubtful, sound) => {
    expect(look(doubtful).map((one) => one.rule)).toContain(rule);
    expect(look(sound).map((one) => one.rule)).not.toContain(rule);
  });

  it.each([
    ['', 'balance-too-much TUBE/A1'],
    ['L1', 'balance-too-much TUBE/A1/L1'],
  ])('a balance of more than can be planned with is named as its list names it: of lot "%s" %s', (lot, called) => {
    const stock = [{ item: 'TUBE', location: 'A1', lot, qty: 100_000_000_001, expires: null }];
    expect(rulesOf({ stock })).toContain(called);
  });

  it('a set-up crew that is smaller than a step asks for', () => {
    const doubtful = {
      crews: [{ code: 'SETTERS', size: 1 }],
      routing_steps: [{ ...routing, setup_crew: 'SETTERS', setup_crew_size: 2 }],
    };
    expect(look(doubtful).map((one) => one.text)).toEqual([expect.stringContaining('needs 2 of crew SETTERS')]);
  });

  it('rules that are all tried here', () => {
    expect(cases.map(([rule]) => rule).toSorted()).toEqual(disbeliefs.map((rule) => rule.name).toSorted());
  });
});

describe('inputs that are disbelieved', () => {
  it('are ranked by the open customer lines that hang on them, through all levels', () => {
    const found = look({
      items: [
        { ...bought, code: 'BELL', unit_cost: 1 },
        { ...bought, unit_cost: 1 },
      ],
      components: [
        { parent: 'BIKE', component: 'FRAME' },
        { parent: 'FRAME', component: 'TUBE' },
      ],
      customer_lines: [
        { ...customer, item: 'BIKE' },
        { ...customer, order_no: 'SO-2' },
        { ...customer, order_no: 'SO-3', state: 'closed' },
      ],
    });
    expect(found.map((one) => [one.ref, one.hurts])).toEqual([
      ['TUBE', ['SO-1/1', 'SO-2/1']],
      ['BELL', []],
    ]);
  });

  it('end in old data that goes in a circle', () => {
    const circle = [
      { parent: 'TUBE', component: 'FRAME' },
      { parent: 'FRAME', component: 'TUBE' },
    ];
    expect(rulesOf({ items: [bought], components: circle })).toEqual(['buy-without-source TUBE']);
  });
});
