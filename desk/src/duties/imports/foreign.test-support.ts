/** Small sources of the systems whose data is read as it is, and forms as a browser sends them. */
import { randomBytes } from 'node:crypto';
import { zipped } from './zip.import.ts';

export const files = (texts: Readonly<Record<string, string>>): ReadonlyMap<string, Uint8Array> =>
  new Map(Object.entries(texts).map(([name, text]) => [name, new TextEncoder().encode(text)]));

export const folder = {
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

const row = (model: string, fields: object) => ({ model: `input.${model}`, fields });
/** frePPLe's. */
export const fixture = [
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

const instructions = `<root xmlns="x">Intro<Location LaborHours="2.5" LotSize="100" MachineHours="3" SetupHours="0.5" LocationID="10">Work Center 10 - Frame Forming. More.<step>Insert <material>sheet</material>.</step></Location><Location LaborHours="1.5" LotSize="20" LocationID="4">Work Center 40 - Paint. More.<step>Mix &amp; spray</step></Location></root>`;
const csv = (head: string, ...rows: readonly string[]) => `${[head, ...rows].join('\n')}\n`;
export const adventureWorks = {
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

export const northwind = [
  'create table "Orders" ("OrderID" int)\nGO',
  `INSERT "Customers" VALUES('BSBEV','B''s Beverages','Victoria','Rep','x','London',NULL,'EC2','UK','(171)',NULL)`,
  `INSERT "Suppliers"("SupplierID","CompanyName","ContactName","Phone") VALUES(1,'Exotic (Liquids), Ltd','Charlotte',NULL)`,
  `INSERT "Products"("ProductID","ProductName","SupplierID","UnitPrice","UnitsInStock","UnitsOnOrder","ReorderLevel","Discontinued") VALUES(1,'Chai',1,18,39,5,10,0)`,
  `INSERT INTO "Orders"\n("OrderID","CustomerID","OrderDate",\n "RequiredDate","ShippedDate")\nVALUES (10248,N'BSBEV','7/4/1996','8/1/1996',NULL)`,
  'INSERT "Order Details" VALUES(10248,1,14,12,0.25)',
  'INSERT "Order Details" VALUES(99,1,14,12,0)',
  'INSERT "Order Details" VALUES(10248,1,14)',
].join('\n');

/** Files as a browser sends them. */
export function formOf(
  attached: readonly (readonly [name: string, content: string | Uint8Array])[],
  fields: Readonly<Record<string, string>> = {},
): { readonly body: Buffer; readonly headers: Record<string, string> } {
  const edge = `----${randomBytes(8).toString('hex')}`;
  const part = (disposition: string, content: string | Uint8Array): Buffer =>
    Buffer.concat([
      Buffer.from(`--${edge}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n`),
      Buffer.from(content as Uint8Array),
      Buffer.from('\r\n'),
    ]);
  const parts = [
    ...Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value)),
    ...attached.map(([name, content]) =>
      part(`name="file"; filename="${name}"\r\ncontent-type: application/octet-stream`, content),
    ),
  ];
  return {
    body: Buffer.concat([...parts, Buffer.from(`--${edge}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
  };
}

/** What a workbook holds, cell by cell; a date is the number that the workbook keeps of it. */
export interface SheetXml {
  readonly name: string;
  readonly rows: readonly (readonly (string | number | null | { readonly date: number })[])[];
  /** "A1:E1". */
  readonly merged?: readonly string[];
}

/** A workbook (.xlsx) as a program writes it, part by part: libraries that write them know but one epoch and no merged cells. */
export function workbookOf(sheets: readonly SheetXml[], { from1904 = false } = {}): Uint8Array {
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packageRelation = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const cell = (value: SheetXml['rows'][number][number], at: string): string =>
    value === null
      ? ''
      : typeof value === 'string'
        ? `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
        : typeof value === 'number'
          ? `<c r="${at}"><v>${value}</v></c>`
          : `<c r="${at}" s="1"><v>${value.date}</v></c>`;
  const sheetXml = ({ rows, merged = [] }: SheetXml): string => {
    const data = rows.map(
      (row, y) =>
        `<row r="${y + 1}">${row.map((value, x) => cell(value, `${String.fromCharCode(65 + x)}${y + 1}`)).join('')}</row>`,
    );
    const merges = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
    return `${xml}<worksheet xmlns="${main}"><sheetData>${data.join('')}</sheetData>${merges && `<mergeCells>${merges}</mergeCells>`}</worksheet>`;
  };
  const related = (list: readonly string[]): string =>
    `${xml}<Relationships xmlns="${packageRelation}">${list.join('')}</Relationships>`;
  const parts = {
    '[Content_Types].xml': `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': related([`<Relationship Id="r1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/>`]),
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${relation}"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${sheets.map(({ name }, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="s${at + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': related([
      ...sheets.map(
        (_, at) =>
          `<Relationship Id="s${at + 1}" Type="${relation}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
      ),
      `<Relationship Id="styles" Type="${relation}/styles" Target="styles.xml"/>`,
    ]),
    'xl/styles.xml': `${xml}<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet)])),
  };
  return zipped(Object.entries(parts).map(([name, content]) => ({ name, bytes: Buffer.from(content) })));
}
