import { netOfOrders, type Problem } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../house/cells.ts';
import { offsetsOf } from '../../house/clock.ts';
import { checkedRows } from '../imports/checked.ts';
import { items } from '../items/items.ts';
import { sources } from '../partners/partners.ts';
import { readback } from './clockwork.ts';
import { problemOf } from './problem.ts';

type Records = Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>;

const base: Records = {
  units: [{ code: 'PCS' }, { code: 'KG', decimals: 3 }],
  calendars: [{ code: 'DAY', week: 'Mon-Fri 06:00-14:00; Sat 22:00-06:00' }],
  items: [
    { code: 'BIKE', supply: 'make', unit: 'PCS' },
    { code: 'PAINT', supply: 'buy', unit: 'KG' },
  ],
  work_centres: [{ code: 'WELD', calendar: 'DAY' }],
  machines: [{ code: 'WELD-1', work_centre: 'WELD' }],
  customers: [{ code: 'ACME', class: 1 }],
  vendors: [{ code: 'CHEM' }],
  locations: [{ code: 'MAIN' }, { code: 'HOLD', usable: false }],
};

const site = { code: 'TEST', zone: 'Europe/Berlin', currency: 'EUR', dueTime: '17:00' };

/** The rows are read as every import reads them; a fault in a test's own rows is a mistake of the test. */
function made(records: Records, now = '2026-03-27T06:00:00Z'): Problem {
  const names = new Set([...Object.keys(base), ...Object.keys(records)]);
  const tables = new Map([...names].map((name) => [name, [...(base[name] ?? []), ...(records[name] ?? [])]]));
  const checked = checkedRows({ tables, origins: new Map(), site });
  expect(checked.faults).toEqual([]);
  return problemOf({ site, now, rows: checked.rows, offsets: offsetsOf(site.zone) });
}

const line = { order_no: 'SO-1', line: 2, customer: 'ACME', item: 'BIKE', qty: 10, due: '2026-04-03' };

describe('customer lines', () => {
  it('are named ORDER/LINE and fall due at the shipping hour of the plant’s clock', () => {
    const problem = made({ customer_lines: [line] });
    const clock = readback(problem.epoch, offsetsOf(site.zone));
    expect(problem.demands[0]?.id).toBe('SO-1/2');
    expect(clock.clock(problem.demands[0]?.due ?? 0)).toBe('2026-04-03T17:00:00+02:00');
    expect(clock.instant(problem.demands[0]?.due ?? 0)).toBe('2026-04-03T15:00:00Z');
  });

  it('rank by the line’s priority first and the customer’s class second', () => {
    const { demands } = made({
      customers: [{ code: 'BETA', class: 9 }],
      customer_lines: [
        { ...line, order_no: 'A', customer: 'BETA', priority: 1 },
        { ...line, order_no: 'B', priority: 2 },
        { ...line, order_no: 'C', customer: 'BETA', priority: 2 },
      ],
    });
    // (priority − 1) × 9 + class: 9, 10, 18.
    expect(demands.map((demand) => demand.priority)).toEqual([9, 10, 18]);
  });

  it('are worth price × quantity in minor units', () => {
    expect(made({ customer_lines: [{ ...line, unit_price: '499.995' }] }).demands[0]?.value).toBe(499_995);
  });

  it('that went out in part want what is left', () => {
    const [rest, all] = made({
      customer_lines: [
        { ...line, qty: 10, shipped: 4, unit_price: '2' },
        { ...line, order_no: 'SO-2', qty: 10, shipped: 10 },
      ],
    }).demands;
    expect([rest?.qty, rest?.value, all]).toEqual([6, 1200, undefined]);
  });

  it('that are shipped, closed or cancelled want nothing', () => {
    const { demands } = made({
      customer_lines: ['shipped', 'closed', 'cancelled'].map((state) => ({ ...line, order_no: state, state })),
    });
    expect(demands).toEqual([]);
  });

  it('wait for the customer’s input that is expected last, at the earliest of the gated steps', () => {
    const { demands, events } = made({
      customer_lines: [line],
      customer_inputs: [
        { order_no: 'SO-1', line: 2, name: 'artwork', due: '2026-03-30', at_step: 10 },
        { order_no: 'SO-1', line: 2, name: 'proof', due: '2026-04-01', at_step: 30 },
        { order_no: 'SO-1', line: 2, name: 'access', due: '2026-04-09', received: '2026-03-26' },
      ],
    });
    expect(events.map((event) => [event.id, event.by])).toEqual([['SO-1/2/proof', 'customer']]);
    expect([demands[0]?.awaits, demands[0]?.gatedSeq]).toEqual(['SO-1/2/proof', 10]);
  });
});

describe('an economic lot', () => {
  const economic = {
    code: 'PIN',
    supply: 'buy',
    unit: 'PCS',
    annual_use: 1200,
    order_cost: 49.5,
    carrying_percent: 12.5,
  };
  it('is read in minor units and as a share a year', () => {
    const problem = made({ items: [{ ...economic, unit_cost: 6 }] });
    expect(problem.items.find(({ id }) => id === 'PIN')?.lot.economic).toEqual({
      annualUse: 1200,
      orderCost: 4950,
      carryingRate: { num: 1, den: 8 },
    });
  });

  it.each([
    ['without the cost of a unit', { unit_cost: 0 }],
    ['without a use', { unit_cost: 6, annual_use: null }],
    ['beside a fixed lot', { unit_cost: 6, lot_fixed: 5 }],
  ])('%s is refused', (_, more) => {
    const row = { lot_max: null, ...economic, ...more };
    expect(items.checkRow?.(row).map((fault) => fault.text)).toEqual([expect.stringMatching(/economic/)]);
  });
});

describe('price breaks', () => {
  const source = { item: 'PAINT', vendor: 'CHEM', unit_cost: 3.5 };
  it('are read in steps and minor units', () => {
    const [read] = made({ sources: [{ ...source, price_breaks: '500: 2.95;2000:2.8' }] }).sources;
    const at = (from: number, cents: number) => ({ from, unitCost: { num: cents, den: 1 } });
    const kilo = made({}).items.find(({ id }) => id === 'PAINT')?.decimals ?? 0;
    expect(read?.breaks).toEqual([at(500 * 10 ** kilo, 295), at(2000 * 10 ** kilo, 280)]);
  });

  it.each([
    ['500 at 2.95', /"500 at 2.95" is no price break/],
    ['500: 2.95; 400: 2.8', /400 follows 500/],
    ['9007199254740993: 1', /far beyond what can be planned/],
    ['500: 99999999999999999999', /far beyond what can be planned/],
  ])('%s is refused', (price_breaks, text) => {
    const row = { ...source, price_breaks };
    expect(sources.checkRow?.(row).map((fault) => fault.text)).toEqual([expect.stringMatching(text)]);
  });
});

describe('measured vendors', () => {
  const source = { item: 'PAINT', vendor: 'CHEM', transit_days: 5 };
  it('are read with their share on time and the days late of the others', () => {
    const [read] = made({ sources: [{ ...source, on_time_percent: 87.5, late_days: '3, 1.5' }] }).sources;
    expect(read?.reliability).toEqual({ share: { num: 7, den: 8 }, lateDays: [3, 1.5] });
  });

  it.each([
    [{ on_time_percent: 80 }, /how late the others were is not said/],
    [{ late_days: '3' }, /no share on time/],
    [{ on_time_percent: 80, late_days: '3, -1' }, /no list of days above 0/],
  ])('%j is refused', (more, text) => {
    expect(sources.checkRow?.({ ...source, ...more }).map((fault) => fault.text)).toEqual([
      expect.stringMatching(text),
    ]);
  });
});

describe('by-products', () => {
  it('are exact per unit of what is ordered, and counted by a step only where one is named', () => {
    const rows = [
      { parent: 'BIKE', item: 'PAINT', qty_per: '1/3' },
      { parent: 'BIKE', item: 'OFFCUT', qty_per: '0.5', seq: 10 },
    ];
    expect(made({ items: [{ code: 'OFFCUT', supply: 'buy', unit: 'PCS' }], outputs: rows }).outputs).toEqual([
      { parent: 'BIKE', item: 'PAINT', qtyPer: { num: 1, den: 3 }, seq: undefined },
      { parent: 'BIKE', item: 'OFFCUT', qtyPer: { num: 1, den: 2 }, seq: 10 },
    ]);
    expect(made({}).outputs).toBeUndefined();
  });
});

describe('forecasts', () => {
  it('are consumed by the orders due in the month before them, and what is left is planned after all orders', () => {
    const problem = made({
      customer_lines: [
        { ...line, order_no: 'A', due: '2026-04-03', qty: 10 },
        { ...line, order_no: 'B', due: '2026-05-04', qty: 30 },
      ],
      forecasts: [
        { item: 'BIKE', due: '2026-05-29', qty: 25 },
        { item: 'BIKE', due: '2026-04-30', qty: 25 },
      ],
    });
    // April: 25 expected, 10 ordered, 15 left. May: 25 expected, 30 ordered, none left.
    const { demands } = netOfOrders(problem);
    expect(demands.filter((demand) => demand.kind === 'forecast').map((demand) => [demand.id, demand.qty])).toEqual([
      ['forecast/BIKE/2026-04-30', 15],
    ]);
    expect(demands.at(-1)?.priority).toBeGreaterThan(9 * 9);
  });
});

describe('a forecast of one customer', () => {
  it('is a demand of its own beside that of all', () => {
    const { demands } = made({
      forecasts: [
        { item: 'BIKE', due: '2026-05-29', qty: 25 },
        { item: 'BIKE', due: '2026-05-29', qty: 5, customer: 'ACME' },
      ],
    });
    expect(demands.map(({ id, customer, qty }) => [id, customer, qty])).toEqual([
      ['forecast/BIKE/2026-05-29', undefined, 25],
      ['forecast/BIKE/2026-05-29/ACME', 'ACME', 5],
    ]);
  });
});

describe('the plant’s clock', () => {
  it('skips an hour on the night to summer time: 28 hours of elapsed time are 29 on the wall', () => {
    // Berlin goes from +1 to +2 on 29 March 2026 at 01:00 UTC. Saturday 12:00 is 11:00 UTC, Sunday 17:00 is 15:00 UTC.
    const problem = made({
      customer_lines: [{ ...line, due: '2026-03-29' }],
      purchase_lines: [{ order_no: 'P', vendor: 'CHEM', item: 'PAINT', qty: 1, estimated: '2026-03-28 12:00' }],
    });
    const due = problem.demands[0]?.due ?? 0;
    const arrival = problem.purchaseLines[0]?.estimated ?? 0;
    expect(due - arrival).toBe(28 * 3600);
    expect(problem.zone.offsets.map((row) => row.offset)).toContain(7200);
    const clock = readback(problem.epoch, offsetsOf(site.zone));
    expect([clock.clock(arrival), clock.clock(due)]).toEqual([
      '2026-03-28T12:00:00+01:00',
      '2026-03-29T17:00:00+02:00',
    ]);
    expect(clock.second('2026-03-29T17:00:00+02:00')).toBe(due);
    // 2040 goes over to winter on 28 October: the engine writes and reads moments as people type them.
    const typed = clock.second('2040-11-05T08:00:00+01:00');
    expect(problem.zone.offsets.findLast((row) => row.at <= typed)?.offset).toBe(3600);
  });

  it('starts counting at midnight UTC of the day of now', () => {
    const problem = made({});
    expect([problem.epoch, problem.now]).toEqual(['2026-03-27T00:00:00Z', 6 * 3600]);
  });

  it('has calendars of several weeks that repeat from the Monday of the day that they name', () => {
    const week = 'from 2026-04-01: Mon 06:00-14:00 early | Mon 14:00-22:00';
    const turns = made({ calendars: [{ code: 'TURNS', week }] }).calendars.find(({ id }) => id === 'TURNS');
    // Monday 30 March is four days before 3 April, below.
    expect(turns).toMatchObject({ cycle: { weeks: 2, from: 56 * 365 + 14 + 88 } });
    expect(turns?.week).toEqual([
      { weekday: 0, from: 6 * 3600, to: 14 * 3600 },
      { weekday: 7, from: 14 * 3600, to: 22 * 3600 },
    ]);
  });

  it('has calendars by week, with holidays closed and windows that run past midnight', () => {
    const [calendar] = made({ calendar_days: [{ calendar: 'DAY', day: '2026-04-03' }] }).calendars;
    expect(calendar?.week.at(-1)).toEqual({ weekday: 5, from: 22 * 3600, to: 30 * 3600 });
    // 3 April 2026 is day 20546 since 1970: 56 years × 365 + 14 leap days + 92.
    expect(calendar?.exceptions).toEqual([{ day: 56 * 365 + 14 + 92, windows: [] }]);
  });
});

describe('supply', () => {
  it('is stock of usable locations only, in steps of the item’s unit, negative balances left out', () => {
    const { stock } = made({
      stock: [
        { item: 'PAINT', location: 'MAIN', lot: 'L1', qty: 2.5 },
        { item: 'PAINT', location: 'HOLD', qty: 9 },
        { item: 'BIKE', location: 'MAIN', qty: -3 },
      ],
    });
    expect(stock.map((lot) => [lot.id, lot.qty])).toEqual([['PAINT/MAIN/L1', 2_500]]);
  });

  it('is not what is more than can be planned with, of one balance or of one lot in its containers', () => {
    const stock = [
      { item: 'PAINT', location: 'MAIN', lot: 'L1', qty: 1e9 },
      { item: 'PAINT', location: 'MAIN', lot: 'L2', qty: 1e9 },
      { item: 'PAINT', location: 'MAIN', lot: 'L2', container: 'K', qty: 1 },
    ];
    // A billion kilograms in grams are the 10^12 steps that the engine takes.
    expect(made({ stock }).stock.map((lot) => [lot.id, lot.qty])).toEqual([['PAINT/MAIN/L1', 1e12]]);
  });

  it('is one of pieces and containers of a lot at a place, from when the last of it is there; goods of a partner are none', () => {
    const { stock } = made({
      stock: [
        { item: 'BIKE', location: 'MAIN', serial: 'S1', qty: 1 },
        { item: 'BIKE', location: 'MAIN', serial: 'S2', container: 'PAL', qty: 1, expires: '2026-12-24' },
        { item: 'BIKE', location: 'MAIN', serial: 'S3', qty: 1, owner: 'STEELCO' },
      ],
    });
    expect(stock.map((lot) => [lot.id, lot.qty, lot.expires === undefined])).toEqual([['BIKE/MAIN/', 2, false]]);
  });

  it.each([
    [
      'at its estimated date',
      { estimated: '2026-04-02', promised: '2026-04-01', required: '2026-03-31' },
      '2026-04-02T17:00:00+02:00',
    ],
    ['else at the promised date', { promised: '2026-04-01', required: '2026-03-31' }, '2026-04-01T17:00:00+02:00'],
    ['else at the required date', { required: '2026-03-31' }, '2026-03-31T17:00:00+02:00'],
    ['a date gone by counts as now', { promised: '2026-01-31' }, '2026-03-27T07:00:00+01:00'],
    ['without any date as if ordered now, 5 days of calendar', {}, '2026-04-01T08:00:00+02:00'],
    // Wednesday and 5 days is Monday; nothing is said of the dock.
    [
      'that is promised to ship after its transit',
      { promised: '2026-04-01', promise_means: 'ship' },
      '2026-04-06T17:00:00+02:00',
    ],
  ])('a purchase line counts %s', (_, dates, expected) => {
    const problem = made({
      sources: [{ item: 'PAINT', vendor: 'CHEM', transit_days: 5 }],
      purchase_lines: [{ order_no: 'PO-1', line: 3, vendor: 'CHEM', item: 'PAINT', qty: 5, received: 1.5, ...dates }],
    });
    const [open] = problem.purchaseLines;
    expect([open?.id, open?.qty]).toEqual(['PO-1/3', 3_500]);
    expect(readback(problem.epoch, offsetsOf(site.zone)).clock(open?.estimated ?? 0)).toBe(expected);
  });
});

describe('a promise of a vendor whose promises mean the dock', () => {
  it('is usable working days from dock to stock later, and is late to that alone', () => {
    const { purchaseLines, epoch } = made({
      vendors: [{ code: 'QUAY', promise_means: 'dock' }],
      sources: [{ item: 'PAINT', vendor: 'QUAY', transit_days: 5, dock_days: 2 }],
      purchase_lines: [{ order_no: 'PO-1', line: 1, vendor: 'QUAY', item: 'PAINT', qty: 5, promised: '2026-04-02' }],
    });
    const [open] = purchaseLines;
    // Thursday and two working days is Monday.
    expect([open?.promised, open?.estimated].map((at) => readback(epoch, offsetsOf(site.zone)).clock(at ?? 0))).toEqual(
      ['2026-04-06T17:00:00+02:00', '2026-04-06T17:00:00+02:00'],
    );
  });
});

describe('work orders', () => {
  const order = { number: 'WO-7', item: 'BIKE', qty: 100, state: 'started' };
  const step = { work_order: 'WO-7', work_centre: 'WELD', setup_minutes: 30, run_minutes: '2.5' };

  it('still bring what is ordered less good less scrap', () => {
    const [open] = made({ work_orders: [{ ...order, good: 40, scrap: 5 }] }).workOrders;
    expect([open?.id, open?.qty, open?.qtyOpen]).toEqual(['WO-7', 100, 55]);
  });

  it('started with planned loss lose nothing while the scrap stays within it', () => {
    // 80 % yield: 125 started for 100 good; 40 good and 20 scrap leave 65, of which at most 60 are still owed.
    const items = [{ code: 'CUP', supply: 'make', unit: 'PCS', yield_percent: 80 }];
    const [open] = made({ items, work_orders: [{ ...order, item: 'CUP', good: 40, scrap: 20 }] }).workOrders;
    expect(open?.qtyOpen).toBe(60);
  });

  it('never reopen a finished step, run what is left of a started one and need no second set-up', () => {
    const [open] = made({
      work_orders: [order],
      work_steps: [
        { ...step, seq: 10, state: 'done', good: 97, scrap: 3 },
        { ...step, seq: 20, state: 'started', good: 30, scrap: 2, machine: 'WELD-1', started_at: '2026-03-26T08:00' },
        { ...step, seq: 30 },
      ],
    }).workOrders;
    const found = open?.operations?.map((one) => [one.seq, one.done, one.qtyOpen, one.setupDone ?? false, one.machine]);
    // Step 20 gets 100 − 3 and has reported 32: 65 left. Step 30 gets 100 − 3 − 2.
    expect(found).toEqual([
      [10, true, 0, true, undefined],
      [20, false, 65, true, 'WELD-1'],
      [30, false, 95, false, undefined],
    ]);
    expect(open?.operations?.[1]).toMatchObject({ setup: 1_800, runPerUnit: { num: 150, den: 1 } });
  });

  it('draw what is needed less what was issued', () => {
    const [open] = made({
      work_orders: [order],
      work_materials: [{ work_order: 'WO-7', item: 'PAINT', qty: 2, issued: 0.5, seq: 20 }],
    }).workOrders;
    expect(open?.materials).toEqual([{ item: 'PAINT', qty: 1_500, seq: 20 }]);
  });

  it('that are complete, or have nothing left to bring, are no supply', () => {
    const { workOrders } = made({
      work_orders: [
        { ...order, state: 'completed' },
        { ...order, number: 'WO-8', good: 100 },
      ],
    });
    expect(workOrders).toEqual([]);
  });

  it('made for a customer line are reserved for it, up to what the line wants', () => {
    const { allocations } = made({ customer_lines: [line], work_orders: [{ ...order, order_no: 'SO-1', line: 2 }] });
    expect(allocations).toEqual([{ supply: 'work/WO-7', item: 'BIKE', qty: 10, for: { demand: 'SO-1/2' } }]);
  });
});

describe('reservations', () => {
  const stock = [{ item: 'BIKE', location: 'MAIN', qty: 8 }];

  it('are cut to what the supply has', () => {
    const { allocations } = made({
      customer_lines: [line],
      stock,
      allocations: [{ supply: 'stock/BIKE/MAIN', item: 'BIKE', qty: 9, for_order: 'SO-1', for_line: 2 }],
    });
    expect(allocations).toEqual([{ supply: 'stock/BIKE/MAIN/', item: 'BIKE', qty: 8, for: { demand: 'SO-1/2' } }]);
  });

  it('of a part are for what is made for the line', () => {
    const { allocations } = made({
      customer_lines: [line],
      stock: [{ item: 'PAINT', location: 'MAIN', qty: 2.5 }],
      allocations: [{ supply: 'stock/PAINT/MAIN', item: 'PAINT', qty: 2, for_order: 'SO-1', for_line: 2 }],
    });
    expect(allocations).toEqual([{ supply: 'stock/PAINT/MAIN/', item: 'PAINT', qty: 2000, for: { demand: 'SO-1/2' } }]);
  });

  it.each([
    ['bind to the end of their last day', '2026-03-27', 1],
    ['and no longer', '2026-03-26', 0],
  ])('%s', (_, until, count) => {
    const { allocations } = made({
      customer_lines: [line],
      stock,
      allocations: [{ supply: 'stock/BIKE/MAIN', item: 'BIKE', qty: 2, for_order: 'SO-1', for_line: 2, until }],
    });
    expect(allocations).toHaveLength(count);
  });

  it('of a supply that is gone bind nothing', () => {
    expect(
      made({
        customer_lines: [line],
        allocations: [{ supply: 'purchase/PO-1/1', item: 'BIKE', qty: 9, for_order: 'SO-1', for_line: 2 }],
      }).allocations,
    ).toEqual([]);
  });
});

describe('bills, routings, offers', () => {
  it('keep quantities per unit exact and dates at the plant’s midnight, the last day whole', () => {
    const problem = made({
      components: [
        {
          parent: 'BIKE',
          component: 'PAINT',
          qty_per: '1/3',
          scrap_percent: 5,
          per_order: 0.25,
          valid_from: '2026-03-29',
          valid_to: '2026-03-29',
        },
      ],
    });
    const [bill] = problem.components;
    expect(bill).toMatchObject({ qtyPer: { num: 1, den: 3 }, scrap: { num: 1, den: 20 }, perOrder: 250 });
    // The day on which the clocks go forward has 23 hours.
    expect((bill?.to ?? 0) - (bill?.from ?? 0)).toBe(23 * 3600);
  });

  it('take speed, downtime, alternate machines and outside steps as they are said', () => {
    const problem = made({
      machines: [{ code: 'WELD-2', work_centre: 'WELD', speed_percent: 150 }],
      downtimes: [{ machine: 'WELD-2', down_from: '2026-04-01 06:00', down_to: '2026-04-01 10:00' }],
      routing_steps: [
        { item: 'BIKE', seq: 10, work_centre: 'WELD', machines: 'WELD-1, WELD-2', gap_hours: 2 },
        { item: 'BIKE', seq: 20, outside_days: 3 },
      ],
    });
    expect(problem.machines[1]).toMatchObject({ speed: { num: 3, den: 2 } });
    expect(problem.machines[1]?.downtime?.map((span) => span.to - span.from)).toEqual([4 * 3600]);
    expect(problem.operations[0]).toMatchObject({ machines: ['WELD-1', 'WELD-2'], gapAfter: 7_200 });
    expect(problem.operations[1]).toMatchObject({ outside: 3 * 86_400, workCentre: undefined });
  });

  it('take overtime of a calendar, a work centre, machines or crews, at its price an hour', () => {
    const problem = made({
      calendars: [{ code: 'NIGHT', week: 'Mon-Fri 22:00-06:00' }],
      machines: [{ code: 'WELD-2', work_centre: 'WELD', calendar: 'NIGHT' }],
      crews: [
        { code: 'WELDERS', calendar: 'DAY', size: 3 },
        { code: 'GUARDS', calendar: 'NIGHT', size: 1 },
      ],
      overtime_windows: [
        { code: 'SAT', calendar: 'DAY', work_from: '2026-04-04 06:00', work_to: '2026-04-04 14:00', hour_price: 120.5 },
        {
          code: 'EVE',
          work_centre: 'WELD',
          crews: 'GUARDS',
          work_from: '2026-04-01 14:00',
          work_to: '2026-04-01 16:00',
          hour_price: 40,
          decided: true,
        },
        {
          code: 'ONE',
          machines: 'WELD-2',
          crews: 'WELDERS, GUARDS',
          work_from: '2026-04-01 14:00',
          work_to: '2026-04-01 16:00',
          hour_price: 40,
        },
      ],
    });
    expect(
      problem.overtime?.map(({ id, machines, crews, from, to, perHour, opened }) => [
        id,
        machines,
        crews,
        to - from,
        perHour,
        opened,
      ]),
    ).toEqual([
      ['SAT', ['WELD-1'], ['WELDERS'], 8 * 3600, 120_50, undefined],
      ['EVE', ['WELD-1', 'WELD-2'], ['GUARDS'], 2 * 3600, 40_00, true],
      ['ONE', ['WELD-2'], ['WELDERS', 'GUARDS'], 2 * 3600, 40_00, undefined],
    ]);
  });

  it('take machines that hold a batch, by steps or by units', () => {
    const { machines } = made({
      machines: [
        { code: 'OVEN-1', work_centre: 'WELD', batch_steps: 4 },
        { code: 'OVEN-2', work_centre: 'WELD', batch_units: 60 },
      ],
    });
    expect(machines.map(({ batch }) => batch)).toEqual([undefined, { steps: 4 }, { qty: 60 }]);
  });

  it('take on how many machines a step may run at once', () => {
    const routing_steps = [
      { item: 'BIKE', seq: 10, work_centre: 'WELD', split_machines: 3 },
      { item: 'BIKE', seq: 20, work_centre: 'WELD', split_machines: 1 },
      { item: 'BIKE', seq: 30, outside_days: 2, split_machines: 3 },
    ];
    expect(made({ routing_steps }).operations.map(({ split }) => split)).toEqual([3, undefined, undefined]);
  });

  it('take who attends the set-up alone, and who makes it', () => {
    const problem = made({
      crews: ['WELDERS', 'SETTERS'].map((code) => ({ code, calendar: 'DAY', size: 3 })),
      routing_steps: [
        { item: 'BIKE', seq: 10, work_centre: 'WELD', crew: 'WELDERS', crew_size: 2, attends: 'setup' },
        { item: 'BIKE', seq: 20, work_centre: 'WELD', setup_crew: 'SETTERS', setup_crew_size: 3, attends: 'whole' },
      ],
    });
    expect(problem.operations[0]).toMatchObject({
      crew: 'WELDERS',
      crewSize: 2,
      attends: 'setup',
      setupCrew: undefined,
    });
    expect(problem.operations[1]).toMatchObject({ crew: undefined, setupCrew: 'SETTERS', setupCrewSize: 3 });
    expect(problem.operations[1]?.attends).toBeUndefined();
  });

  it('take tools with their pieces, one named twice as two pieces', () => {
    const problem = made({
      tools: [
        { code: 'JIG', pieces: 2, away_from: null, away_to: null },
        { code: 'MOULD', pieces: 1, away_from: '2026-04-01 06:00', away_to: '2026-04-01 10:00' },
      ],
      routing_steps: [{ item: 'BIKE', seq: 10, work_centre: 'WELD', tools: 'MOULD, JIG, JIG' }],
    });
    expect(problem.tools?.map(({ id, count }) => [id, count])).toEqual([
      ['JIG', 2],
      ['MOULD', 1],
    ]);
    expect(problem.tools?.[1]?.downtime?.map((span) => span.to - span.from)).toEqual([4 * 3600]);
    expect(problem.operations[0]?.tools).toEqual([
      { tool: 'MOULD', qty: 1 },
      { tool: 'JIG', qty: 2 },
    ]);
  });

  it('keep each part of a vendor’s lead time on its own clock', () => {
    const { sources } = made({
      sources: [
        {
          item: 'PAINT',
          vendor: 'CHEM',
          approval_days: 1,
          vendor_days: 8,
          transit_days: 2.5,
          dock_days: 1,
          order_min: 10,
          order_multiple: 0.5,
          unit_cost: 3.2,
        },
      ],
    });
    expect(sources[0]).toMatchObject({
      leadTime: { approvalWorkingDays: 1, vendorWorkingDays: 8, elapsed: 216_000, dockWorkingDays: 1 },
      min: 10_000,
      multiple: 500,
      unitCost: { num: 320, den: 1 },
    });
  });
});
