/** The readers of foreign sources on small sources of our own; the real ones are in the reference tests. */
import { describe, expect, it } from 'vitest';
import { readAdventureWorks } from './adventureworks.import.ts';
import { checkedRows } from './checked.ts';
import { readFolder } from './folder.import.ts';
import { adventureWorks, files, fixture, folder, northwind } from './foreign.test-support.ts';
import { readFrepple } from './frepple.import.ts';
import { readNorthwind } from './northwind.import.ts';
import type { Reading } from './sheets.ts';

const records = (reading: Reading, kind: string) => reading.tables.get(kind) ?? [];
const faultsOf = (reading: Reading) =>
  [...reading.faults, ...(reading.faults.length > 0 ? [] : checkedRows(reading).faults)].map((fault) => [
    fault.file,
    fault.row,
    fault.column,
    fault.value,
  ]);

describe('the folder of CSV', () => {
  it('becomes our records, with what it only mentions made up in one place each', () => {
    const reading = readFolder(files(folder));
    expect(faultsOf(reading)).toEqual([]);
    expect(records(reading, 'items')[1]).toMatchObject({
      code: 'E1',
      supply: 'make',
      make_to_order: true,
      unit: 'PCS',
    });
    expect(records(reading, 'work_centres')).toEqual([{ code: 'WC1', calendar: 'PLANT' }]);
    expect(records(reading, 'sources')[0]).toMatchObject({
      vendor: 'V1',
      transit_days: '7',
      order_min: '25',
      rank: '1',
    });
    expect(reading.demandNames.get('D1/1')).toBe('D1');
    expect(reading.site.now).toBe('2026-01-05T00:00:00Z');
  });

  it('makes up for an empty cell what it makes up for a column that is missing', () => {
    const reading = readFolder(files({ ...folder, 'demands.csv': folder['demands.csv'].replace(',C1', ',') }));
    expect(faultsOf(reading)).toEqual([]);
    expect(records(reading, 'customer_lines')[0]).toMatchObject({ customer: 'CUSTOMER' });
  });

  it('takes our own tables beside the set, by their field names', () => {
    const more = {
      ...folder,
      'calendars.csv': 'code,week\nNIGHT,Mon-Fri 22:00-06:00\n',
      'work_centres.csv': 'code,calendar\nWC1,NIGHT\n',
      'purchase_lines.csv': 'order_no,line,vendor,item,qty,promised\nPO1,1,V1,P1,50,2026-01-12\n',
    };
    const reading = readFolder(files(more));
    expect(faultsOf(reading)).toEqual([]);
    expect(records(reading, 'work_centres')).toEqual([{ code: 'WC1', calendar: 'NIGHT' }]);
    expect(records(reading, 'purchase_lines')).toHaveLength(1);
  });

  it.each([
    [
      'an unknown column',
      { 'items.csv': folder['items.csv'].replace('bom_height', 'colour') },
      ['items.csv', 1, 'colour', 'colour'],
    ],
    [
      'a missing column',
      {
        'demands.csv': folder['demands.csv']
          .replaceAll(',due,', ',when,')
          .replace('demand,item,qty,when', 'demand,item,qty,priority2'),
      },
      ['demands.csv', 1, 'priority2', 'priority2'],
    ],
    [
      'a quantity of −3',
      { 'demands.csv': folder['demands.csv'].replace(',20,', ',-3,') },
      ['demands.csv', 2, 'qty', '-3'],
    ],
    [
      'a quantity of 1e99',
      { 'demands.csv': folder['demands.csv'].replace(',20,', ',1e99,') },
      ['demands.csv', 2, 'qty', '1e99'],
    ],
    [
      'a due date in 1926',
      { 'demands.csv': folder['demands.csv'].replace('2026-03', '1926-03') },
      ['demands.csv', 2, 'due', '1926-03-06T17:00:00'],
    ],
    [
      'an item that is not there',
      { 'bom.csv': folder['bom.csv'].replace('P1', 'P9') },
      ['bom.csv', 2, 'component', 'P9'],
    ],
    [
      'the same machine twice',
      { 'resources.csv': `${folder['resources.csv']}WC1-M1,WC1,1\n` },
      ['resources.csv', 3, 'resource', 'WC1-M1'],
    ],
    [
      'a routing without work centre',
      { 'operations.csv': folder['operations.csv'].replace('WC1', '') },
      ['operations.csv', 2, 'work_centre', undefined],
    ],
    ['a circle in the bills', { 'bom.csv': `${folder['bom.csv']}P1,E1,1,10\n` }, ['bom.csv', 3, 'component', 'E1']],
    [
      'a week without hours',
      { 'meta.json': folder['meta.json'].replace('Mon-Fri 06:00-22:00', 'often') },
      ['meta.json', undefined, undefined, 'often'],
    ],
    [
      'an unknown zone',
      { 'meta.json': folder['meta.json'].replace('UTC', 'Mars/Olympus') },
      ['meta.json', undefined, undefined, 'Mars/Olympus'],
    ],
    [
      'a weight below nothing',
      { 'meta.json': folder['meta.json'].replace('{', '{ "weights": { "setup_hour": -1 }, ') },
      ['meta.json', undefined, undefined, '-1'],
    ],
    [
      'a weight that is not known',
      { 'meta.json': folder['meta.json'].replace('{', '{ "weights": { "beauty": 1 }, ') },
      ['meta.json', undefined, undefined, '1'],
    ],
    [
      'a window that is none',
      { 'meta.json': folder['meta.json'].replace('{', '{ "consume": { "backward_days": -7 }, ') },
      ['meta.json', undefined, undefined, '-7'],
    ],
    [
      'a service that is no share',
      { 'meta.json': folder['meta.json'].replace('{', '{ "service": 95, ') },
      ['meta.json', undefined, undefined, '95'],
    ],
    [
      'a currency that is none',
      { 'meta.json': folder['meta.json'].replace('{', '{ "currency": "euro", ') },
      ['meta.json', undefined, undefined, '"euro"'],
    ],
    [
      'a weight beyond all that can be weighed',
      { 'meta.json': folder['meta.json'].replace('{', '{ "weights": { "moved_tolerance_hours": 1e308 }, ') },
      ['meta.json', undefined, undefined, '1e+308'],
    ],
    [
      'a value that counts once and is nothing',
      { 'meta.json': folder['meta.json'].replace('{', '{ "weights": { "per_value": 0.001 }, ') },
      ['meta.json', undefined, undefined, '0.001'],
    ],
    ['a broken meta.json', { 'meta.json': '{' }, ['meta.json', undefined, undefined, undefined]],
  ])('names the place of %s', (_, change, place) => {
    expect(faultsOf(readFolder(files({ ...folder, ...change })))).toContainEqual(place);
  });

  it('reads the weights: money in units of the currency, time in hours', () => {
    const weights = {
      per_value: 1000,
      customers: { ACME: 3 },
      moved_tolerance_hours: 0.5,
      anew: 0.25,
      unprompted: 4,
      stock_day: 0.01,
      in_order: true,
    };
    const meta = folder['meta.json'].replace('{', `{ "weights": ${JSON.stringify(weights)}, `);
    expect(readFolder(files({ ...folder, 'meta.json': meta })).site.rules?.weights).toMatchObject({
      perValue: 100_000,
      customers: [{ customer: 'ACME', weight: 3 }],
      movedTolerance: 1800,
      anew: 0.25,
      unprompted: 4,
      stockDay: 0.0001,
      inOrder: true,
    });
  });

  it('reads the windows in which orders consume forecasts, in days', () => {
    const meta = folder['meta.json'].replace('{', '{ "consume": { "backward_days": 7, "forward_days": 0.5 }, ');
    expect(readFolder(files({ ...folder, 'meta.json': meta })).site.rules?.consume).toEqual({
      backward: 604_800,
      forward: 43_200,
    });
  });

  it('names a file that is missing', () => {
    const { 'bom.csv': _, ...rest } = folder;
    expect(faultsOf(readFolder(files(rest)))).toEqual([['bom.csv', undefined, undefined, undefined]]);
  });
});

describe('a frePPLe fixture', () => {
  const reading = readFrepple(files({ 'demo.json': JSON.stringify(fixture) }));

  it('is whole: no row is at fault', () => expect(faultsOf(reading)).toEqual([]));

  it('has an item for each location, the shipment a step outside that draws the item at its origin', () => {
    expect(records(reading, 'items').map((one) => [one.code, one.supply])).toEqual([
      ['chair @ plant', 'make'],
      ['wood', 'buy'],
      ['chair @ shop', 'make'],
    ]);
    expect(records(reading, 'routing_steps')).toContainEqual({
      item: 'chair @ shop',
      seq: 10,
      name: 'Ship from plant',
      outside_days: 2,
    });
    expect(records(reading, 'components')).toContainEqual({
      parent: 'chair @ shop',
      component: 'chair @ plant',
      qty_per: 1,
      seq: 10,
    });
  });

  it('has the people of a pool as machines, chosen by skill, and what they work at as crew', () => {
    const step = records(reading, 'routing_steps').find((one) => one.name === 'saw it');
    // 100 seconds a piece are 100000/60000 minutes.
    expect(step).toMatchObject({
      work_centre: 'people',
      machines: 'Bob',
      crew: 'saw',
      run_minutes: '100000/60000',
      fixed_minutes: 10,
    });
    expect(records(reading, 'machines').map((one) => one.code)).toEqual(['Ann', 'Bob']);
  });

  it('has calendars with their week and the days that differ', () => {
    expect(records(reading, 'calendars')[0]).toMatchObject({
      code: 'days',
      week: 'Mon 08:00-16:00; Tue 08:00-16:00; Wed 08:00-16:00; Thu 08:00-16:00; Fri 08:00-16:00',
    });
    expect(records(reading, 'calendar_days')).toContainEqual({ calendar: 'days', day: '2026-01-06', hours: '' });
  });

  it('says what it honoured and what it refused, by model and field, with counts', () => {
    expect(reading.features).toContainEqual({ model: 'demand', field: 'minshipment', count: 1, honoured: true });
    expect(
      reading.features.filter((one) => !one.honoured).map((one) => `${one.model}.${one.field} ×${one.count}`),
    ).toEqual(['demand.maxlateness ×1']);
    expect(reading.notes).toContain('refused: demand.maxlateness ×1: is not planned with');
  });

  it('that is no JSON is told', () =>
    expect(readFrepple(files({ 'demo.json': 'nope' }), { now: '2026-01-01' }).faults[0]?.text).toContain(
      'is not JSON',
    ));
});

describe('AdventureWorks', () => {
  const reading = readAdventureWorks(files(adventureWorks), { now: '2025-09-21' });
  const said = reading.notes.join('\n');

  it('reports the bill line that names a product that is not there, with its place', () => {
    expect(reading.faults).toEqual([
      {
        file: 'Production.BillOfMaterials.csv',
        row: 5,
        column: 'ComponentID',
        value: '99',
        text: 'There is no product 99.',
      },
    ]);
  });

  it('reads bills with their dates; the end date is the first day that no longer counts', () => {
    expect(records(reading, 'components').map((one) => [one.qty_per, one.valid_from, one.valid_to])).toEqual([
      ['8.00', '2021-01-01', '2022-05-02'],
      ['10.00', '2022-05-03', ''],
    ]);
  });

  it('reads routings from the instructions: machine hours, else labour, over the lot', () => {
    const [forming, paint] = records(reading, 'routing_steps');
    // 3 h for 100 are 18000 hundredths of an hour-minute over 10000; 1.5 h for 20 are 9000 over 2000.
    expect(forming).toMatchObject({
      item: 'FR-1',
      seq: 10,
      work_centre: '10',
      setup_minutes: 30,
      run_minutes: '18000/10000',
      name: 'Frame Forming',
      instructions: '1. Insert sheet.',
    });
    expect(paint).toMatchObject({ work_centre: '40', run_minutes: '9000/2000', instructions: '1. Mix & spray' });
    expect(said).toContain('names location 4, which is no work centre; its text speaks of 40');
  });

  it('lists make items without a routing', () =>
    expect(said).toContain('1 make items have no routing and take their days to manufacture: FK-1'));
  it('plans with open purchase lines only', () =>
    expect(records(reading, 'purchase_lines').map((one) => [one.order_no, one.qty, one.received])).toEqual([
      ['1', '40', '10.00'],
    ]));
  it('leaves out offers of vendors who are not active where others deliver', () =>
    expect(said).toContain('OLD1 is not active; its offers of BA-1 were left out'));
  it('spreads a location’s hours a week over Monday to Friday', () =>
    expect(records(reading, 'calendars')[0]?.week).toBe('Mon-Fri 00:00-19:12'));
  it('generates the same orders for the same data', () => {
    expect(records(reading, 'customer_lines')).toHaveLength(300);
    expect(records(readAdventureWorks(files(adventureWorks), { now: '2025-09-21' }), 'customer_lines')).toEqual(
      records(reading, 'customer_lines'),
    );
  });
});

describe('Northwind', () => {
  const reading = readNorthwind(files({ 'northwind.sql': northwind }));

  it('reads the rows of its script, quotation marks and line ends included', () => {
    expect(records(reading, 'customers')[0]).toMatchObject({ code: 'BSBEV', name: "B's Beverages" });
    expect(records(reading, 'vendors')[0]?.name).toBe('Exotic (Liquids), Ltd');
    expect(records(reading, 'customer_lines')[0]).toMatchObject({
      order_no: '10248',
      line: 1,
      qty: '12',
      due: '1996-08-01',
      unit_price: 10.5,
      state: 'open',
    });
  });

  it('reports the detail without an order and the row that does not fit, by line', () => {
    expect(reading.faults.map((fault) => [fault.row, fault.value])).toEqual([
      [12, '3'],
      [11, '99'],
    ]);
  });
});
