/** Vendors and what they offer; customers. */
import { largestQuantity } from '../../house/cells.ts';
import type { Fault } from '../../house/errors.ts';
import type { Field, Kind, Row } from '../../house/kind.ts';
import { languages } from '../../house/languages.ts';
import { meansField } from '../../house/promisemeans.ts';

const largestPrice = 1e9;

const contact: readonly Field[] = [
  { name: 'contact', label: 'Contact', type: 'text', max: 120 },
  { name: 'phone', label: 'Phone', type: 'text', max: 60, aliases: ['telephone', 'tel'] },
  { name: 'email', label: 'E-mail', type: 'text', max: 200, aliases: ['email', 'mail'] },
  { name: 'note', label: 'Note', type: 'text', max: 2000, long: true, secondary: true },
];

/** Working days of a cadence, a vendor's own or the company's. */
export const cadenceBounds = {
  acknowledge_days: { min: 0, max: 60 },
  confirm_days: { min: 0, max: 120 },
  late_every_days: { min: 1, max: 60 },
} as const;
export type CadenceBound = keyof typeof cadenceBounds;

/** How a vendor is followed up: `followup/followup.ts`. */
export const cadenceFields: readonly Field[] = [
  days('acknowledge_days', 'Acknowledges in', 'Working days after an order in which he is to acknowledge it.'),
  days('confirm_days', 'Confirms before', 'Working days before it is due on which that is to be confirmed.'),
  {
    name: 'ask_at_ship',
    label: 'Asked at ship date',
    type: 'choice',
    choices: ['yes', 'no'],
    secondary: true,
    unplanned: true,
    help: 'Whether he is asked for proof on the day by which it must have left him.',
  },
  days('late_every_days', 'Asked when late every', 'Working days between two calls about what is late.'),
];

function days(name: CadenceBound, label: string, help: string): Field {
  return {
    name,
    label,
    type: 'integer',
    ...cadenceBounds[name],
    unit: 'working days',
    secondary: true,
    unplanned: true,
    help,
  };
}

const own = (field: Field): Field => ({ ...field, help: `${field.help} Empty: as the company has it.` });

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
    meansField('What a date of his says where nothing else is said. Empty: usable.'),
    ...cadenceFields.map(own),
    {
      name: 'language',
      label: 'Language',
      type: 'choice',
      choices: languages,
      secondary: true,
      unplanned: true,
      help: 'In which he is written to. Empty: en.',
    },
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
      max: largestPrice,
      digits: 6,
      aliases: ['unit_cost', 'price', 'cost'],
    },
    {
      name: 'on_time_percent',
      label: 'On time',
      type: 'decimal',
      min: 0,
      max: 100,
      digits: 4,
      unit: '%',
      secondary: true,
      help: 'Measured: share of his deliveries on time. With the days late, goods are counted on when 95 % would be there.',
    },
    {
      name: 'late_days',
      label: 'Days late',
      type: 'text',
      max: 500,
      secondary: true,
      help: '"3, 9, 1.5": how late each of his other deliveries was, in days.',
    },
    {
      name: 'price_breaks',
      label: 'Price breaks',
      type: 'text',
      max: 200,
      secondary: true,
      help: '"500: 2.95; 2000: 2.80": from 500 on all units cost 2.95. Below them the unit price.',
    },
    {
      name: 'vendor_item',
      label: 'Vendor’s number',
      type: 'text',
      max: 80,
      secondary: true,
      unplanned: true,
      aliases: ['vendor item', 'vendor part number', 'supplier part number'],
      help: 'What he calls the item; it stands on the page of his link.',
    },
    { name: 'valid_from', label: 'From', type: 'date', secondary: true },
    { name: 'valid_to', label: 'To', type: 'date', secondary: true },
  ],
  checkRow: (row) => [...breakFaults(row), ...latenessFaults(row)],
};

function breakFaults(row: Row): readonly Fault[] {
  if (row.price_breaks === null || row.price_breaks === undefined) return [];
  const breaks = readBreaks(String(row.price_breaks));
  const wrong = (text: string) => [{ column: 'Price breaks', value: String(row.price_breaks), text }];
  if ('fault' in breaks) return wrong(breaks.fault);
  return row.unit_cost === null || row.unit_cost === undefined
    ? wrong(`${row.vendor} has price breaks for ${row.item} and no unit price below them. Maybe give the unit price.`)
    : [];
}

/** Both of them, or neither: a share alone does not say how late the others were. */
function latenessFaults(row: Row): readonly Fault[] {
  const share =
    row.on_time_percent === null || row.on_time_percent === undefined ? undefined : Number(row.on_time_percent);
  const late = row.late_days === null || row.late_days === undefined ? undefined : String(row.late_days);
  const wrong = (column: string, value: unknown, text: string) => [{ column, value: String(value), text }];
  if (late !== undefined && share === undefined)
    return wrong('On time', '', `${row.vendor} has days late for ${row.item} and no share on time. Maybe 90.`);
  if (share !== undefined && share < 100 && late === undefined)
    return wrong(
      'Days late',
      '',
      `${row.vendor} is on time in ${share} %; how late the others were is not said. Maybe "2, 5".`,
    );
  const days = readDays(late ?? '');
  return days ? [] : wrong('Days late', late, `"${late}" is no list of days above 0. Maybe "3, 9, 1.5".`);
}

/** "3, 9, 1.5"; undefined where it is no list of days above 0. */
export function readDays(text: string): readonly number[] | undefined {
  if (text.trim() === '') return [];
  const days = text.split(',').map((part) => (/^\s*\d+(\.\d+)?\s*$/.test(part) ? Number(part) : 0));
  return days.every((count) => count > 0 && count <= 3660) ? days : undefined;
}

/** "500: 2.95; 2000: 2.80": quantity and price as they were written, in rising order. */
export function readBreaks(
  text: string,
): readonly { readonly from: string; readonly price: string }[] | { readonly fault: string } {
  const found: { from: string; price: string }[] = [];
  for (const part of text.split(';')) {
    const [, from, price] = /^\s*(\d+(?:\.\d{1,6})?)\s*:\s*(\d+(?:\.\d{1,6})?)\s*$/.exec(part) ?? [];
    if (from === undefined || price === undefined)
      return { fault: `"${part.trim()}" is no price break. Maybe "500: 2.95; 2000: 2.80".` };
    if (Number(from) > largestQuantity || Number(price) > largestPrice)
      return { fault: `"${part.trim()}" is far beyond what can be planned; 1,000,000,000 is the most of both.` };
    if (Number(from) <= Number(found.at(-1)?.from ?? 0))
      return { fault: `Price breaks must rise from above 0, and ${from} follows ${found.at(-1)?.from ?? 0}.` };
    found.push({ from, price });
  }
  return found;
}
