/** Customer lines: what was ordered, how many, for when; the customer's inputs they wait for; forecasts. */
import type { Kind, Row, SetFault } from '../../house/kind.ts';
import { lineBecame } from './went.ts';

export const customerLines: Kind = {
  name: 'customer_lines',
  one: 'customer line',
  many: 'Customer orders',
  about: 'Lines of customers’ orders: item, quantity, the date asked for and the date promised.',
  key: ['order_no', 'line'],
  read: 'orders.see',
  write: 'orders.write',
  planned: true,
  fields: [
    {
      name: 'order_no',
      label: 'Order',
      type: 'code',
      required: true,
      aliases: ['order no', 'order number', 'sales order', 'so', 'demand', 'order id'],
    },
    {
      name: 'line',
      label: 'Line',
      type: 'integer',
      min: 1,
      max: 99999,
      default: 1,
      counted: true,
      aliases: ['pos', 'position', 'line no'],
    },
    {
      name: 'customer',
      label: 'Customer',
      type: 'reference',
      to: 'customers',
      required: true,
      aliases: ['customer no', 'client'],
    },
    {
      name: 'item',
      label: 'Item',
      type: 'reference',
      to: 'items',
      required: true,
      aliases: ['article', 'part', 'product', 'item no', 'sku'],
    },
    {
      name: 'qty',
      label: 'Quantity',
      type: 'quantity',
      item: 'item',
      aboveZero: true,
      required: true,
      aliases: ['qty', 'pcs', 'ordered'],
    },
    {
      name: 'shipped',
      label: 'Shipped',
      type: 'quantity',
      item: 'item',
      min: 0,
      default: 0,
      readonly: true,
      secondary: true,
      help: 'What of it went out, by its shipments.',
    },
    {
      name: 'said_shipped',
      label: 'Said to be shipped',
      type: 'boolean',
      default: false,
      readonly: true,
      secondary: true,
      unplanned: true,
      help: 'Set to shipped by hand while it was open: goods of it that no shipment has are in stock still.',
    },
    {
      name: 'due',
      label: 'Due',
      type: 'instant',
      required: true,
      write: 'orders.dates',
      aliases: ['due date', 'requested', 'requested date', 'delivery date', 'ship date', 'need date', 'wanted'],
    },
    {
      name: 'promised',
      label: 'Promised',
      type: 'instant',
      unplanned: true,
      write: 'orders.dates',
      aliases: ['promise', 'promised date', 'confirmed'],
    },
    { name: 'priority', label: 'Priority', type: 'integer', min: 1, max: 9, default: 3, aliases: ['prio'] },
    { name: 'unit_price', label: 'Unit price', type: 'decimal', min: 0, max: 1e9, digits: 6, aliases: ['price'] },
    { name: 'ship_complete', label: 'Ship complete', type: 'boolean', default: true, secondary: true },
    {
      name: 'state',
      label: 'State',
      type: 'choice',
      choices: ['open', 'shipped', 'closed', 'cancelled'],
      default: 'open',
      aliases: ['status'],
    },
    {
      name: 'reference',
      label: 'Customer’s reference',
      type: 'text',
      max: 120,
      secondary: true,
      aliases: ['po', 'customer po'],
    },
    {
      name: 'note',
      label: 'Note',
      type: 'text',
      max: 2000,
      long: true,
      secondary: true,
      aliases: ['specification', 'remarks', 'comment'],
    },
  ],
  became: lineBecame,
  together: { check: oneCustomerAnOrder, among: { same: 'order_no' } },
};

/** An order has one customer: the second customer is named at its line. */
export function oneCustomerAnOrder(rows: readonly Row[]): readonly SetFault[] {
  const first = new Map<string, Row>();
  const faults: SetFault[] = [];
  for (const row of rows) {
    const order = String(row.order_no);
    const customer = String(row.customer);
    const known = first.get(order);
    if (known === undefined) first.set(order, row);
    else if (String(known.customer) !== customer)
      faults.push({
        column: 'Customer',
        value: customer,
        text: `Order ${order} belongs to customer ${known.customer}, but line ${row.line} names ${customer}. Maybe the order number is wrong.`,
        rows: [row, known],
      });
  }
  return faults;
}

/** The row of an order of one line: without a price, and shipped whole. `line`: what is asked for, and by when. */
export const soleLine = <Line extends object>(line: Line, order_no: string) => ({
  ...line,
  order_no,
  line: 1,
  unit_price: null,
  ship_complete: true,
  state: 'open' as const,
  reference: null,
});

export const customerInputs: Kind = {
  name: 'customer_inputs',
  one: 'customer’s input',
  many: 'Customers’ inputs',
  about:
    'What the customer must send before work can start: artwork, approval of a proof, free-issue material, access.',
  key: ['order_no', 'line', 'name'],
  read: 'orders.see',
  write: 'orders.dates',
  planned: true,
  fields: [
    { name: 'order_no', label: 'Order', type: 'code', required: true },
    { name: 'line', label: 'Line', type: 'integer', min: 1, max: 99999, default: 1 },
    { name: 'name', label: 'What', type: 'text', max: 120, required: true },
    {
      name: 'at_step',
      label: 'Before step',
      type: 'integer',
      min: 0,
      max: 99999,
      default: 0,
      help: '0: before the first step.',
    },
    { name: 'due', label: 'Due', type: 'instant', required: true },
    { name: 'expected', label: 'Expected', type: 'instant', help: 'Empty: as due.' },
    { name: 'received', label: 'Received', type: 'instant' },
    { name: 'owner', label: 'Owner', type: 'text', max: 60 },
    { name: 'note', label: 'Note', type: 'text', max: 2000, long: true, secondary: true },
  ],
};

export const forecasts: Kind = {
  name: 'forecasts',
  one: 'forecast',
  many: 'Forecasts',
  about:
    'What sales expects, by item and day of need; orders consume it, and what they leave is planned after all of them.',
  key: ['item', 'due', 'customer'],
  read: 'site.see',
  write: 'orders.write',
  planned: true,
  fields: [
    { name: 'item', label: 'Item', type: 'reference', to: 'items', required: true },
    { name: 'due', label: 'Due', type: 'date', required: true },
    { name: 'qty', label: 'Quantity', type: 'quantity', item: 'item', aboveZero: true, required: true },
    {
      name: 'customer',
      label: 'Customer',
      type: 'reference',
      to: 'customers',
      help: 'Empty: anybody’s orders consume it.',
    },
  ],
};
