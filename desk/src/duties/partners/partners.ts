/** Vendors and what they offer; customers. */
import type { Field, Kind } from '../../house/kind.ts';

const contact: readonly Field[] = [
  { name: 'contact', label: 'Contact', type: 'text', max: 120 },
  { name: 'phone', label: 'Phone', type: 'text', max: 60, aliases: ['telephone', 'tel'] },
  { name: 'email', label: 'E-mail', type: 'text', max: 200, aliases: ['email', 'mail'] },
  { name: 'note', label: 'Note', type: 'text', max: 2000, long: true, secondary: true },
];

export const vendors: Kind = {
  name: 'vendors',
  one: 'vendor',
  many: 'Vendors',
  about: 'Who delivers material, parts and services.',
  key: ['code'],
  read: 'site.see',
  write: 'vendors.write',
  planned: true,
  fields: [
    { name: 'code', label: 'Vendor', type: 'code', required: true, aliases: ['supplier', 'vendor no', 'account'] },
    { name: 'name', label: 'Name', type: 'text', max: 200 },
    { name: 'calendar', label: 'Calendar', type: 'reference', to: 'calendars', help: 'Empty: Monday to Friday.' },
    ...contact,
  ],
};

export const customers: Kind = {
  name: 'customers',
  one: 'customer',
  many: 'Customers',
  about: 'Who orders, with the class that ranks them.',
  key: ['code'],
  read: 'orders.see',
  write: 'orders.write',
  planned: true,
  fields: [
    { name: 'code', label: 'Customer', type: 'code', required: true, aliases: ['customer no', 'client'] },
    { name: 'name', label: 'Name', type: 'text', max: 200, aliases: ['company'] },
    { name: 'class', label: 'Class', type: 'integer', min: 1, max: 9, default: 3, help: '1 is the most important.' },
    ...contact,
  ],
};

export const sources: Kind = {
  name: 'sources',
  one: 'source',
  many: 'Sources',
  about: 'Which vendor offers which item, with lead time, minimum, multiple and price.',
  key: ['item', 'vendor', 'rank'],
  read: 'site.see',
  write: 'vendors.write',
  planned: true,
  fields: [
    { name: 'item', label: 'Item', type: 'reference', to: 'items', required: true },
    { name: 'vendor', label: 'Vendor', type: 'reference', to: 'vendors', required: true, aliases: ['supplier'] },
    {
      name: 'rank',
      label: 'Rank',
      type: 'integer',
      min: 1,
      max: 99,
      default: 1,
      aliases: ['priority'],
      help: '1 is preferred; 2 only when 1 is too late.',
    },
    {
      name: 'approval_days',
      label: 'Approval',
      type: 'integer',
      min: 0,
      max: 400,
      default: 0,
      unit: 'working days',
      secondary: true,
    },
    {
      name: 'vendor_days',
      label: 'Vendor',
      type: 'integer',
      min: 0,
      max: 1000,
      default: 0,
      unit: 'working days',
      secondary: true,
    },
    {
      name: 'transit_days',
      label: 'Lead time',
      type: 'decimal',
      min: 0,
      max: 1000,
      digits: 2,
      unit: 'days',
      default: 0,
      aliases: ['leadtime_days', 'lead time', 'transit'],
      help: 'Calendar days: transit, or all of it where only that is known.',
    },
    {
      name: 'dock_days',
      label: 'Dock to stock',
      type: 'integer',
      min: 0,
      max: 400,
      default: 0,
      unit: 'working days',
      secondary: true,
    },
    {
      name: 'order_min',
      label: 'Minimum',
      type: 'quantity',
      item: 'item',
      min: 0,
      default: 0,
      aliases: ['moq', 'minimum'],
    },
    {
      name: 'order_multiple',
      label: 'Multiple',
      type: 'quantity',
      item: 'item',
      min: 0,
      default: 0,
      aliases: ['multiple'],
    },
    {
      name: 'unit_cost',
      label: 'Unit price',
      type: 'decimal',
      min: 0,
      max: 1e9,
      digits: 6,
      aliases: ['unit_cost', 'price', 'cost'],
    },
    {
      name: 'price_breaks',
      label: 'Price breaks',
      type: 'text',
      max: 200,
      secondary: true,
      help: '"500: 2.95; 2000: 2.80": from 500 on all units cost 2.95. Below them the unit price.',
    },
    { name: 'valid_from', label: 'From', type: 'date', secondary: true },
    { name: 'valid_to', label: 'To', type: 'date', secondary: true },
  ],
  checkRow: (row) => {
    if (row.price_breaks === null || row.price_breaks === undefined) return [];
    const breaks = readBreaks(String(row.price_breaks));
    const wrong = (text: string) => [{ column: 'Price breaks', value: String(row.price_breaks), text }];
    if ('fault' in breaks) return wrong(breaks.fault);
    return row.unit_cost === null || row.unit_cost === undefined
      ? wrong(`${row.vendor} has price breaks for ${row.item} and no unit price below them. Maybe give the unit price.`)
      : [];
  },
};

/** "500: 2.95; 2000: 2.80": quantity and price as they were written, in rising order. */
export function readBreaks(
  text: string,
): readonly { readonly from: string; readonly price: string }[] | { readonly fault: string } {
  const found: { from: string; price: string }[] = [];
  for (const part of text.split(';')) {
    const [, from, price] = /^\s*(\d+(?:\.\d{1,6})?)\s*:\s*(\d+(?:\.\d{1,6})?)\s*$/.exec(part) ?? [];
    if (from === undefined || price === undefined)
      return { fault: `"${part.trim()}" is no price break. Maybe "500: 2.95; 2000: 2.80".` };
    if (Number(from) <= Number(found.at(-1)?.from ?? 0))
      return { fault: `Price breaks must rise from above 0, and ${from} follows ${found.at(-1)?.from ?? 0}.` };
    found.push({ from, price });
  }
  return found;
}
