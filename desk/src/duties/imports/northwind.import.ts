/**
 * Northwind from its T-SQL script: orders and their details as customer lines (one without a shipping date is open),
 * products as bought items, suppliers as vendors, units in stock and on order. A wholesaler: nothing is made.
 *
 * The script has no lead times; every offer gets the same, said in the notes. What is on order has no date: it counts
 * from `now` with that lead time.
 */
import { instantAt, secondsOf } from '../../house/clock.ts';
import { decodeText } from './encoding.ts';
import { instantIn } from './instants.ts';
import { Draft, type Origin, type Reading } from './sheets.ts';
import { type InsertedRow, readInserts } from './tsql.ts';

const zone = 'America/Los_Angeles';
const leadDays = 14;

/** Columns of the statements that name none. */
const unnamed: Readonly<Record<string, readonly string[]>> = {
  Customers: [
    'CustomerID',
    'CompanyName',
    'ContactName',
    'ContactTitle',
    'Address',
    'City',
    'Region',
    'PostalCode',
    'Country',
    'Phone',
    'Fax',
  ],
  'Order Details': ['OrderID', 'ProductID', 'UnitPrice', 'Quantity', 'Discount'],
};

interface SqlRow {
  readonly origin: Origin;
  readonly at: (column: string) => string;
}

export function readNorthwind(
  files: ReadonlyMap<string, Uint8Array>,
  options: { readonly now?: string } = {},
): Reading {
  const draft = new Draft();
  const [file, bytes] = [...files].find(([name]) => name.toLowerCase().endsWith('.sql')) ?? ['the folder', undefined];
  const decoded = bytes ? decodeText(bytes, file) : { fault: 'There is no .sql file.' };
  if ('fault' in decoded) draft.faults.push({ file, text: decoded.fault });
  const script = 'fault' in decoded ? { rows: [], faults: [] } : readInserts(decoded.text);
  for (const fault of script.faults) draft.faults.push({ file, row: fault.line, text: fault.text });
  const tables = new Map<string, SqlRow[]>();
  for (const row of script.rows) {
    const named = namedRow(row, file);
    if (named) tables.set(row.table, [...(tables.get(row.table) ?? []), named]);
    else
      draft.faults.push({
        file,
        row: row.line,
        column: row.table,
        value: String(row.values.length),
        text: `A row of ${row.table} has ${row.values.length} values, which does not fit its columns.`,
      });
  }
  const rows = (table: string): readonly SqlRow[] => tables.get(table) ?? [];
  const now = options.now === undefined ? lastOrder(rows('Orders')) : instantIn(zone, options.now);
  if (options.now === undefined && now !== undefined)
    draft.notes.push(`Nobody said what time it is; the day of the last order, ${now.slice(0, 10)}, was taken.`);
  writeMasters(draft, rows);
  writeProducts(draft, rows('Products'), now);
  writeOrders(draft, rows);
  return draft.reading({ code: 'NORTHWIND', zone, currency: 'USD', dueTime: '17:00', now });
}

function namedRow(row: InsertedRow, file: string): SqlRow | undefined {
  const columns = row.columns.length > 0 ? row.columns : (unnamed[row.table] ?? []);
  if (columns.length > 0 && columns.length !== row.values.length) return undefined;
  return { origin: { file, row: row.line }, at: (column) => row.values[columns.indexOf(column)]?.trim() ?? '' };
}

/** "7/4/1996", month first as the script says itself (SET DATEFORMAT mdy); other text stays for the cell to refuse. */
function dayOf(text: string): string {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(text);
  return match ? `${match[3]}-${match[1]?.padStart(2, '0')}-${match[2]?.padStart(2, '0')}` : text;
}

function lastOrder(orders: readonly SqlRow[]): string | undefined {
  const days = orders.map((row) => dayOf(row.at('OrderDate'))).filter((day) => /^\d{4}-\d{2}-\d{2}$/.test(day));
  const last = days.toSorted().at(-1);
  return last === undefined ? undefined : instantIn(zone, last);
}

function writeMasters(draft: Draft, rows: (table: string) => readonly SqlRow[]): void {
  const made: Origin = { file: 'the reader' };
  draft.add('units', { code: 'PCS', name: 'sales units' }, made);
  draft.add('locations', { code: 'MAIN', name: 'Warehouse' }, made);
  for (const row of rows('Customers'))
    draft.add(
      'customers',
      {
        code: row.at('CustomerID'),
        name: row.at('CompanyName'),
        contact: row.at('ContactName'),
        phone: row.at('Phone'),
      },
      row.origin,
    );
  for (const row of rows('Suppliers'))
    draft.add(
      'vendors',
      {
        code: row.at('SupplierID'),
        name: row.at('CompanyName'),
        contact: row.at('ContactName'),
        phone: row.at('Phone'),
      },
      row.origin,
    );
}

function writeProducts(draft: Draft, products: readonly SqlRow[], now: string | undefined): void {
  let onOrder = 0;
  for (const row of products) {
    const code = row.at('ProductID');
    const discontinued = row.at('Discontinued') === '1';
    draft.add(
      'items',
      {
        code,
        name: row.at('ProductName'),
        supply: 'buy',
        unit: 'PCS',
        safety_stock: discontinued ? 0 : row.at('ReorderLevel'),
        note: row.at('QuantityPerUnit'),
      },
      row.origin,
    );
    if (discontinued)
      draft.notes.push(
        `${row.at('ProductName')} (${code}) is discontinued: its stock is used up, no vendor offers it.`,
      );
    else
      draft.add(
        'sources',
        { item: code, vendor: row.at('SupplierID'), transit_days: leadDays, unit_cost: row.at('UnitPrice') },
        row.origin,
      );
    if (row.at('UnitsInStock') !== '0' && row.at('UnitsInStock') !== '')
      draft.add('stock', { item: code, location: 'MAIN', qty: row.at('UnitsInStock') }, row.origin);
    if (Number(row.at('UnitsOnOrder')) > 0 && now !== undefined) {
      onOrder++;
      const estimated = instantAt(secondsOf(now) + leadDays * 86_400);
      draft.add(
        'purchase_lines',
        {
          order_no: `ONORDER-${code}`,
          line: 1,
          vendor: row.at('SupplierID'),
          item: code,
          qty: row.at('UnitsOnOrder'),
          estimated,
        },
        row.origin,
      );
    }
  }
  draft.notes.push(
    `Northwind has no lead times: every offer takes ${leadDays} days; ${onOrder} products on order without a date count ${leadDays} days from now.`,
  );
}

function writeOrders(draft: Draft, rows: (table: string) => readonly SqlRow[]): void {
  const orders = new Map(rows('Orders').map((row) => [row.at('OrderID'), row]));
  const lines = new Map<string, number>();
  let discounts = 0;
  for (const row of rows('Order Details')) {
    const number = row.at('OrderID');
    const order = orders.get(number);
    const line = (lines.get(number) ?? 0) + 1;
    lines.set(number, line);
    if (!order) {
      draft.faults.push({ ...row.origin, column: 'OrderID', value: number, text: `There is no order ${number}.` });
      continue;
    }
    const discount = Number(row.at('Discount'));
    if (discount > 0) discounts++;
    const price = Math.round(Number(row.at('UnitPrice')) * (1 - discount) * 1e6) / 1e6;
    draft.add(
      'customer_lines',
      {
        order_no: number,
        line,
        customer: order.at('CustomerID'),
        item: row.at('ProductID'),
        qty: row.at('Quantity'),
        due: dayOf(order.at('RequiredDate')),
        unit_price: price,
        state: order.at('ShippedDate') === '' ? 'open' : 'shipped',
      },
      row.origin,
    );
  }
  if (discounts > 0) draft.notes.push(`${discounts} order lines have a discount; their unit price is what is left.`);
}
