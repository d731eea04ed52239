/** The readers of foreign sources on small sources of our own; the real ones are in the reference tests. */
import { describe, expect, it } from 'vitest';
import { readAdventureWorks } from './adventureworks.import.ts';
import { checkedRows } from './checked.ts';
import { readFolder } from './folder.import.ts';
import { readFrepple } from './frepple.import.ts';
import { readNorthwind } from './northwind.import.ts';
import type { Reading } from './sheets.ts';

const files = (texts: Readonly<Record<string, string>>): ReadonlyMap<string, Uint8Array> =>
  new Map(Object.entries(texts).map(([name, text]) => [name, new TextEncoder().encode(text)]));

const folder = {
  'meta.json': JSON.stringify({
    now: '2026-01-05T00:00:00',
    timezone: 'UTC',
    calendar: { working: 'Mon-Fri 06:00-22:00' },
  }),
  'items.csv': 'item,kind,bom_height,safety_stock,lot_min,lot_multiple\nP1,purchased,0,5,1,1\nE1,end_mto,1,0,1,1\n',
  'bom.csv': 'parent,component,qty_per,consumed_at_seq\nE1,P1,2,10\n',
  'operations.csv': 'item,seq,work_centre,setup_min,run_min_per_unit\nE1,10,WC1,15,2.8\n',
  'resources.csv': 'resource,work_centre,capacity\nWC1-M1,WC1,1\n',
  'suppliers.csv': 'item,supplier,leadtime_days,moq,multiple,unit_cost,priority\nP1,V1,7,25,5,3.5,1\n',
  'onhand.csv': 'item,qty\nP1,14\n',
  'demands.csv': 'demand,item,qty,due,priority,customer\nD1,E1,20,2026-03-06T17:00:00,2,C1\n',
};
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
    ['a broken meta.json', { 'meta.json': '{' }, ['meta.json', undefined, undefined, undefined]],
  ])('names the place of %s', (_, change, place) => {
    expect(faultsOf(readFolder(files({ ...folder, ...change })))).toContainEqual(place);
  });

  it('names a file that is missing', () => {
    const { 'bom.csv': _, ...rest } = folder;
    expect(faultsOf(readFolder(files(rest)))).toEqual([['bom.csv', undefined, undefined, undefined]]);
  });
});

describe('a frePPLe fixture', () => {
  const row = (model: string, fields: object) => ({ model: `input.${model}`, fields });
  const fixture = [
    { model: 'common.parameter', pk: 'currentdate', fields: { value: '2026-01-05 00:00:00' } },
    row('calendar', { name: 'days', defaultvalue: 0 }),
    row('calendarbucket', {
      calendar_id: 'days',
      value: 1,
      priority: 9,
      startdate: '2020-01-01 00:00:00',
      enddate: '2031-01-01 00:00:00',
      saturday: false,
      sunday: false,
      starttime: '08:00:00',
      endtime: '16:00:00',
    }),
    row('calendarbucket', {
      calendar_id: 'days',
      value: 0,
      priority: 1,
      startdate: '2026-01-06 00:00:00',
      enddate: '2026-01-07 00:00:00',
    }),
    ...['plant', 'shop'].map((name) => row('location', { name, available_id: 'days' })),
    row('customer', { name: 'C' }),
    row('item', { name: 'chair', cost: 50 }),
    row('item', { name: 'wood', weight: 3 }),
    row('operation', {
      name: 'saw it',
      type: 'time_per',
      duration: '600',
      duration_per: '100',
      item_id: 'chair',
      location_id: 'plant',
    }),
    row('operationmaterial', { operation_id: 'saw it', item_id: 'wood', quantity: -4 }),
    row('resource', { name: 'saw', maximum: 1, location_id: 'plant' }),
    row('resource', { name: 'people', location_id: 'plant' }),
    ...['Ann', 'Bob'].map((name) => row('resource', { name, maximum: 1, location_id: 'plant', owner_id: 'people' })),
    row('resourceskill', { resource_id: 'Bob', skill_id: 'sawing' }),
    row('operationresource', { operation_id: 'saw it', resource_id: 'saw', quantity: 1 }),
    row('operationresource', { operation_id: 'saw it', resource_id: 'people', skill_id: 'sawing', quantity: 1 }),
    row('supplier', { name: 'forest' }),
    row('itemsupplier', { supplier_id: 'forest', item_id: 'wood', leadtime: '604800', sizeminimum: 10 }),
    row('itemdistribution', { item_id: 'chair', location_id: 'shop', origin_id: 'plant', leadtime: '172800' }),
    row('buffer', { item_id: 'chair', location_id: 'shop', onhand: 2 }),
    row('demand', {
      name: 'order 1',
      item_id: 'chair',
      location_id: 'shop',
      quantity: 5,
      due: '2026-02-01 00:00:00',
      priority: 1,
      customer_id: 'C',
      minshipment: 1,
      maxlateness: '86400',
    }),
  ];
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
  const instructions = `<root xmlns="x">Intro<Location LaborHours="2.5" LotSize="100" MachineHours="3" SetupHours="0.5" LocationID="10">Work Center 10 - Frame Forming. More.<step>Insert <material>sheet</material>.</step></Location><Location LaborHours="1.5" LotSize="20" LocationID="4">Work Center 40 - Paint. More.<step>Mix &amp; spray</step></Location></root>`;
  const csv = (head: string, ...rows: readonly string[]) => `${[head, ...rows].join('\n')}\n`;
  const source = {
    'Production.Location.csv': csv(
      'LocationID,Name,CostRate,Availability',
      '4,Paint Storage,.0000,.00',
      '10,Forming,22.50,96.00',
      '40,Paint,15.75,120.00',
    ),
    'Production.Product.csv': csv(
      'ProductID,Name,ProductNumber,MakeFlag,FinishedGoodsFlag,SafetyStockLevel,StandardCost,ListPrice,DaysToManufacture,ProductModelID,SellEndDate,DiscontinuedDate',
      '1,Frame,FR-1,1,1,0,10.00,99.00,2,7,,',
      '2,Fork,FK-1,1,0,0,5.00,.00,1,,,',
      '3,Ball,BA-1,0,0,10,.10,.00,0,,,',
    ),
    'Production.ProductModel.csv': csv(
      'ProductModelID,Name,CatalogDescription,Instructions',
      `7,Frame,,"${instructions.replaceAll('"', '""')}"`,
    ),
    'Production.UnitMeasure.csv': csv('UnitMeasureCode,Name', 'EA ,Each'),
    'Production.BillOfMaterials.csv': csv(
      'BillOfMaterialsID,ProductAssemblyID,ComponentID,StartDate,EndDate,UnitMeasureCode,BOMLevel,PerAssemblyQty',
      '1,,1,2021-01-01 00:00:00.000,,EA ,0,1.00',
      '2,1,3,2021-01-01 00:00:00.000,2022-05-03 00:00:00.000,EA ,1,8.00',
      '3,1,3,2022-05-03 00:00:00.000,,EA ,1,10.00',
      '4,1,99,2022-05-03 00:00:00.000,,EA ,1,1.00',
    ),
    'Production.ProductInventory.csv': csv('ProductID,LocationID,Shelf,Bin,Quantity', '3,10,A,1,408', '1,4,N/A,0,7'),
    'Purchasing.Vendor.csv': csv(
      'BusinessEntityID,AccountNumber,Name,PreferredVendorStatus,ActiveFlag',
      '50,ACME1,Acme,1,1',
      '51,OLD1,Old,1,0',
    ),
    'Purchasing.ProductVendor.csv': csv(
      'ProductID,BusinessEntityID,AverageLeadTime,StandardPrice,MinOrderQty,UnitMeasureCode',
      '3,50,17,47.87,100,CTN',
      '3,51,9,40.00,1,EA ',
    ),
    'Purchasing.PurchaseOrderHeader.csv': csv('PurchaseOrderID,Status,VendorID', '1,2,50', '2,4,50'),
    'Purchasing.PurchaseOrderDetail.csv': csv(
      'PurchaseOrderID,PurchaseOrderDetailID,DueDate,OrderQty,ProductID,UnitPrice,ReceivedQty',
      '1,1,2025-10-01 00:00:00.000,40,3,1.50,10.00',
      '2,2,2025-10-01 00:00:00.000,40,3,1.50,10.00',
    ),
    'Sales.Store.csv': csv('BusinessEntityID,Name', '292,Next-Door Bike Store'),
  };
  const reading = readAdventureWorks(files(source), { now: '2025-09-21' });
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
    expect(records(readAdventureWorks(files(source), { now: '2025-09-21' }), 'customer_lines')).toEqual(
      records(reading, 'customer_lines'),
    );
  });
});

describe('Northwind', () => {
  const script = [
    'create table "Orders" ("OrderID" int)\nGO',
    `INSERT "Customers" VALUES('BSBEV','B''s Beverages','Victoria','Rep','x','London',NULL,'EC2','UK','(171)',NULL)`,
    `INSERT "Suppliers"("SupplierID","CompanyName","ContactName","Phone") VALUES(1,'Exotic (Liquids), Ltd','Charlotte',NULL)`,
    `INSERT "Products"("ProductID","ProductName","SupplierID","UnitPrice","UnitsInStock","UnitsOnOrder","ReorderLevel","Discontinued") VALUES(1,'Chai',1,18,39,5,10,0)`,
    `INSERT INTO "Orders"\n("OrderID","CustomerID","OrderDate",\n "RequiredDate","ShippedDate")\nVALUES (10248,N'BSBEV','7/4/1996','8/1/1996',NULL)`,
    'INSERT "Order Details" VALUES(10248,1,14,12,0.25)',
    'INSERT "Order Details" VALUES(99,1,14,12,0)',
    'INSERT "Order Details" VALUES(10248,1,14)',
  ].join('\n');
  const reading = readNorthwind(files({ 'northwind.sql': script }));

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
