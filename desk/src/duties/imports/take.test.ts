import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cell, Tables } from '../../house/cells.ts';
import { stamp } from '../../server/http.ts';
import { type TestApp, testApp } from '../../server/test-app.ts';
import { kinds } from '../records/records.ts';
import { importTables, type Taken } from './take.store.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

const site = { code: 'PLANT', zone: 'Europe/Berlin', dueTime: '17:00' };
const tables = (of: Record<string, readonly Record<string, Cell>[]>): Tables => new Map(Object.entries(of));
const taken = (of: Record<string, readonly Record<string, Cell>[]>, mode: object = {}): Promise<Taken> =>
  test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    return importTables(tx, site, tables(of), { mode });
  });

/** One row of every kind, each naming the others. */
const factory = {
  units: [{ code: 'pcs' }, { code: 'kg', decimals: '3' }],
  calendars: [{ code: 'DAY', week: 'Mon-Fri 06:00-14:00' }],
  calendar_days: [{ calendar: 'DAY', day: '2026-12-25', name: 'Christmas' }],
  items: [
    { code: 'BIKE', supply: 'make', unit: 'pcs' },
    { code: 'TUBE', supply: 'buy', unit: 'kg', safety_stock: '1.5' },
  ],
  item_units: [{ item: 'TUBE', unit: 'pcs', factor: '1/3' }],
  revisions: [{ item: 'BIKE', revision: 'A', effective: '2026-01-01' }],
  work_centres: [{ code: 'WELD', calendar: 'DAY' }],
  departments: [{ code: 'Metal', addresses: 'metal@example.com' }],
  machines: [{ code: 'W1', work_centre: 'WELD' }],
  downtimes: [{ machine: 'W1', down_from: '2026-11-30 06:00', down_to: '2026-11-30 09:00' }],
  crews: [{ code: 'WELDERS', calendar: 'DAY', size: 3 }],
  tools: [{ code: 'JIG', pieces: 2 }],
  overtime_windows: [
    { code: 'SAT', calendar: 'DAY', work_from: '2026-05-09 08:00', work_to: '2026-05-09 12:00', hour_price: 90 },
  ],
  workers: [{ code: 'B1', name: 'Ada', crew: 'WELDERS' }],
  components: [{ parent: 'BIKE', component: 'TUBE', qty_per: '2.6', per_order: '0.125' }],
  outputs: [{ parent: 'BIKE', item: 'TUBE', qty_per: '1/3' }],
  routing_steps: [{ item: 'BIKE', seq: 10, work_centre: 'WELD', run_minutes: '1/3' }],
  changeovers: [{ work_centre: 'WELD', from_family: 'A', to_family: 'B', setup_minutes: 20 }],
  vendors: [{ code: 'V1', calendar: 'DAY' }],
  customers: [{ code: 'C1' }],
  sources: [{ item: 'TUBE', vendor: 'V1', transit_days: 5 }],
  locations: [{ code: 'MAIN' }, { code: 'LINE', kind: 'area' }],
  stock: [{ item: 'TUBE', location: 'MAIN', qty: '12.345' }],
  kanban_loops: [
    { code: 'K-1', item: 'TUBE', area: 'LINE', from_location: 'MAIN', bin_qty: '2.5', replenish_minutes: 60 },
    { code: 'K-2', item: 'TUBE', area: 'LINE', vendor: 'V1', bin_qty: '2.5', replenish_minutes: 60 },
  ],
  customer_lines: [{ order_no: 'SO-1', customer: 'C1', item: 'BIKE', qty: 2, due: '2026-12-03' }],
  customer_inputs: [{ order_no: 'SO-1', name: 'Artwork', due: '2026-12-01' }],
  forecasts: [{ item: 'BIKE', due: '2027-01-15', qty: 10 }],
  purchase_lines: [{ order_no: 'PO-1', vendor: 'V1', item: 'TUBE', qty: 100, required: '2026-12-01' }],
  work_orders: [{ number: 'WO-1', item: 'BIKE', qty: 2 }],
  work_steps: [{ work_order: 'WO-1', seq: 10, work_centre: 'WELD' }],
  work_materials: [{ work_order: 'WO-1', item: 'TUBE', qty: '5.2' }],
  allocations: [{ supply: 'stock/TUBE/MAIN/', item: 'TUBE', qty: 1, for_order: 'SO-1', for_line: 1 }],
  approval_limits: [{ code: 'BUYERS', role: 'buyer', amount: 500 }],
  label_templates: [
    { code: 'SMALL', subject: 'item', width_mm: 50, height_mm: 25, drawing: 'text 3 2 44 5 bold {item}' },
  ],
  printers: [{ code: 'DOCK', host: '10.0.0.7' }],
  inquiry_texts: [{ language: 'de', subject: 'Termine {orders}' }],
} satisfies Record<string, readonly Record<string, Cell>[]>;

describe('tables of every kind', () => {
  it('cover the kinds that there are', () =>
    expect(Object.keys(factory).toSorted()).toEqual(kinds.map((kind) => kind.name).toSorted()));

  it('are taken at once whatever their order, each row with its audit row', async () => {
    const first = await taken(Object.fromEntries(Object.entries(factory).toReversed()));
    expect(first.faults).toEqual([]);
    const rows = first.counts.reduce((sum, one) => sum + one.added, 0);
    expect(rows).toBe(Object.values(factory).flat().length);
    const log = await test.db
      .selectFrom('audit')
      .select(['action', 'who', 'called'])
      .where(
        'kind',
        'in',
        kinds.map((kind) => kind.name),
      )
      .execute();
    expect(log).toHaveLength(rows);
    expect(log.find((one) => one.called === 'SO-1/1')).toMatchObject({ action: 'insert', who: 'test' });
  });

  it('taken again change nothing, and leave no trace in the log', async () => {
    const before = await test.db
      .selectFrom('audit')
      .select((all) => all.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    const again = await taken(factory);
    expect(again.counts.map((one) => [one.kind, one.added, one.changed, one.bad])).toEqual(
      kinds.map((kind) => [kind.name, 0, 0, 0]),
    );
    expect(
      await test.db
        .selectFrom('audit')
        .select((all) => all.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow(),
    ).toEqual(before);
  });

  it('with other values change those fields alone; the log has before and after', async () => {
    const { counts } = await taken({ customer_lines: [{ order_no: 'SO-1', line: 1, qty: 3 }] });
    expect(counts).toMatchObject([{ kind: 'customer_lines', changed: 1, fields: { qty: 1 } }]);
    const line = await test.db
      .selectFrom('customer_lines')
      .select(['qty', 'customer', 'due', 'version'])
      .executeTakeFirstOrThrow();
    expect(line).toEqual({ qty: 3, customer: 'C1', due: '2026-12-03T16:00:00.000Z', version: 2 });
    const log = await test.db
      .selectFrom('audit')
      .select(['before', 'after'])
      .where('kind', '=', 'customer_lines')
      .where('action', '=', 'update')
      .executeTakeFirstOrThrow();
    expect([log.before?.qty, log.after?.qty]).toEqual([2, 3]);
  });

  it('find the record that is to be changed also where a part of its key stands empty', async () => {
    const { counts } = await taken({ components: [{ parent: 'BIKE', component: 'TUBE', qty_per: '2.7' }] });
    expect(counts).toMatchObject([{ added: 0, changed: 1, fields: { qty_per: 1 } }]);
    expect(await test.db.selectFrom('components').select(['qty_per', 'valid_from']).execute()).toEqual([
      { qty_per: '2.7', valid_from: null },
    ]);
  });

  it('with one fault write nothing at all', async () => {
    const { faults } = await taken({
      customers: [{ code: 'C9' }],
      customer_lines: [{ order_no: 'SO-9', customer: 'C9', item: 'NONE', qty: 1, due: '2026-12-03' }],
    });
    expect(faults.map((one) => one.text)).toEqual([expect.stringMatching(/Item "NONE" does not exist/)]);
    expect(await test.db.selectFrom('customers').select('code').where('code', '=', 'C9').execute()).toEqual([]);
  });

  it.each<[string, Record<string, Cell>, RegExp]>([
    ['buys what is made', { item: 'BIKE', vendor: 'V1' }, /BIKE is not bought: its supply is make/],
    [
      'buys what comes in with it and is made',
      { item: 'FORK', vendor: 'V1' },
      /FORK is not bought: its supply is make/,
    ],
    ['is filled from both sides', { item: 'TUBE', from_location: 'MAIN', vendor: 'V1' }, /filled by one of them/],
    ['is filled from neither', { item: 'TUBE' }, /Nothing says what fills K-9/],
  ])('with a kanban loop that %s write nothing, and say so', async (_, loop, says) => {
    const { faults } = await taken({
      items: [{ code: 'FORK', supply: 'make', unit: 'pcs' }],
      kanban_loops: [{ code: 'K-9', area: 'LINE', bin_qty: 2, replenish_minutes: 60, ...loop }],
    });
    expect(faults.map((one) => one.text)).toEqual([expect.stringMatching(says)]);
  });

  it('in the mode of good rows take what stands without the bad, and leave what follows from them', async () => {
    const { counts } = await taken(
      {
        items: [
          { code: 'GOOD', unit: 'pcs' },
          { code: 'BAD', unit: 'furlong' },
        ],
        components: [
          { parent: 'BIKE', component: 'GOOD', qty_per: 1 },
          { parent: 'BIKE', component: 'BAD', qty_per: 1 },
        ],
      },
      { rows: 'good' },
    );
    expect(counts.map((one) => [one.kind, one.added, one.bad])).toEqual([
      ['items', 1, 1],
      ['components', 1, 1],
    ]);
    expect(
      await test.db.selectFrom('components').select('component').where('component', 'in', ['GOOD', 'BAD']).execute(),
    ).toEqual([{ component: 'GOOD' }]);
  });
});
