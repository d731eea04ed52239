/** Items, their units and revisions: what is made, bought, moved or only exploded through. */
import { wrongGtin } from '../../house/checkdigits.ts';
import type { Field, Kind, Row } from '../../house/kind.ts';
import { toleranceFields } from '../../house/tolerancefields.ts';

export const units: Kind = {
  name: 'units',
  one: 'unit',
  many: 'Units',
  about: 'Units of measure, each with its exact factor to the base unit it is counted in.',
  key: ['code'],
  read: 'stock.see',
  write: 'master.write',
  planned: true,
  fields: [
    { name: 'code', label: 'Unit', type: 'code', required: true, max: 12, aliases: ['uom', 'UoM', 'unit of measure'] },
    { name: 'name', label: 'Name', type: 'text', max: 60 },
    { name: 'base', label: 'Base unit', type: 'reference', to: 'units', help: 'Empty when it is a base unit itself.' },
    {
      name: 'factor',
      label: 'Factor',
      type: 'ratio',
      aboveZero: true,
      default: '1',
      help: 'How many base units one is: 1/3, 0.001, 12.',
    },
    {
      name: 'decimals',
      label: 'Decimals',
      type: 'integer',
      min: 0,
      max: 6,
      default: 0,
      help: 'The smallest step that is counted.',
    },
  ],
  checkRow: (row) =>
    row.base === null && row.factor !== null && row.factor !== '1'
      ? [
          {
            column: 'Factor',
            value: String(row.factor),
            text: `A base unit has the factor 1, not ${row.factor}. Maybe name its base unit.`,
          },
        ]
      : [],
};

const asked = { type: 'boolean', default: false, secondary: true, unplanned: true } as const;

/** What is asked where it is received, and where it goes. */
const receivingFields: readonly Field[] = [
  ...toleranceFields('Empty: nothing.'),
  { ...asked, name: 'inspected', label: 'Inspected', help: 'What is received goes to a place of inspection first.' },
  { ...asked, name: 'asks_lot', label: 'Asks for a lot', help: 'Where it is received, and where it is finished.' },
  { ...asked, name: 'asks_expiry', label: 'Asks for an expiry' },
  {
    name: 'shelf_life_days',
    label: 'Shelf life',
    type: 'integer',
    min: 0,
    max: 36_500,
    unit: 'days',
    secondary: true,
    unplanned: true,
    aliases: ['shelf life', 'keeps'],
    help: 'A lot that is made expires so many days after the first day on which some of it was finished.',
  },
  {
    name: 'put_away',
    label: 'Put away at',
    type: 'reference',
    to: 'locations',
    secondary: true,
    unplanned: true,
    help: 'Where it goes when it lies nowhere yet.',
  },
];

export const items: Kind = {
  name: 'items',
  one: 'item',
  many: 'Items',
  about: 'Everything that is made, bought, moved or sold, with the rules by which it is planned.',
  key: ['code'],
  read: 'stock.see',
  write: 'master.write',
  planned: true,
  fields: [
    {
      name: 'code',
      label: 'Item',
      type: 'code',
      required: true,
      aliases: ['item no', 'item number', 'article', 'part', 'part number', 'sku', 'product', 'material'],
    },
    { name: 'name', label: 'Name', type: 'text', max: 200, aliases: ['description', 'item name', 'text'] },
    {
      name: 'supply',
      label: 'Supply',
      type: 'choice',
      choices: ['make', 'buy', 'move', 'phantom'],
      required: true,
      default: 'buy',
      aliases: ['make or buy', 'make buy', 'procurement type'],
      help: 'make: by its routing; buy: from a vendor; move: from another place; phantom: exploded through, never stocked.',
    },
    {
      name: 'unit',
      label: 'Unit',
      type: 'reference',
      to: 'units',
      required: true,
      aliases: ['uom', 'UoM', 'unit of measure'],
    },
    {
      name: 'gtin',
      label: 'GTIN',
      type: 'code',
      max: 14,
      secondary: true,
      unplanned: true,
      aliases: ['ean', 'upc', 'gtin-13', 'gtin-14', 'barcode'],
      help: 'The number of GS1 that its bar code carries: 8, 12, 13 or 14 digits.',
    },
    { name: 'family', label: 'Family', type: 'text', max: 60, aliases: ['group', 'item group', 'category'] },
    { name: 'revision', label: 'Revision', type: 'code', max: 20, aliases: ['rev'] },
    {
      name: 'planner',
      label: 'Planner',
      type: 'text',
      max: 60,
      help: 'Who answers for it; shown as owner on the hot list.',
    },
    { name: 'make_to_order', label: 'Make to order', type: 'boolean', default: false, aliases: ['mto'] },
    { name: 'safety_stock', label: 'Safety stock', type: 'quantity', min: 0, default: 0 },
    { name: 'lot_min', label: 'Lot minimum', type: 'quantity', min: 0, default: 0, aliases: ['min lot', 'moq'] },
    { name: 'lot_multiple', label: 'Lot multiple', type: 'quantity', min: 0, default: 0, aliases: ['multiple'] },
    { name: 'lot_max', label: 'Lot maximum', type: 'quantity', aboveZero: true, secondary: true },
    { name: 'lot_fixed', label: 'Fixed lot', type: 'quantity', aboveZero: true, secondary: true },
    {
      name: 'lot_days',
      label: 'Lot period',
      type: 'integer',
      min: 1,
      max: 400,
      secondary: true,
      help: 'Days of need that one order covers.',
    },
    {
      name: 'annual_use',
      label: 'Annual use',
      type: 'quantity',
      aboveZero: true,
      secondary: true,
      help: 'With the cost of an order, the carrying rate and the unit cost: orders are of the economic quantity at least.',
    },
    { name: 'order_cost', label: 'Cost of an order', type: 'decimal', min: 0, max: 1e9, digits: 6, secondary: true },
    {
      name: 'carrying_percent',
      label: 'Carrying rate',
      type: 'decimal',
      min: 0.0001,
      max: 1000,
      digits: 4,
      unit: '% a year',
      secondary: true,
    },
    {
      name: 'yield_percent',
      label: 'Yield',
      type: 'decimal',
      min: 0.0001,
      max: 100,
      digits: 4,
      unit: '%',
      default: 100,
      secondary: true,
    },
    {
      name: 'lead_days',
      label: 'Lead time',
      type: 'decimal',
      min: 0,
      max: 1000,
      digits: 2,
      unit: 'days',
      aliases: ['lead time', 'leadtime'],
      help: 'Calendar days to make it when it has no routing.',
    },
    {
      name: 'fence_days',
      label: 'Time fence',
      type: 'integer',
      min: 0,
      max: 400,
      default: 0,
      unit: 'days',
      secondary: true,
    },
    {
      name: 'unit_cost',
      label: 'Unit cost',
      // As the value of stock is.
      read: 'site.see',
      type: 'decimal',
      min: 0,
      max: 1e9,
      digits: 6,
      aliases: ['cost', 'standard cost'],
    },
    ...receivingFields,
    { name: 'note', label: 'Note', type: 'text', max: 2000, long: true, secondary: true },
  ],
  checkRow: (row) => [
    ...(row.lot_max !== null && typeof row.lot_min === 'number' && Number(row.lot_max) < row.lot_min
      ? [
          {
            column: 'Lot maximum',
            value: String(row.lot_max),
            text: `The lot maximum ${row.lot_max} is below the lot minimum ${row.lot_min}.`,
          },
        ]
      : []),
    ...economicFaults(row),
    ...gtinFaults(row),
  ],
};

function gtinFaults({ gtin }: Row): readonly { column: string; value: string; text: string }[] {
  const value = typeof gtin === 'string' ? gtin : '';
  const text = value === '' ? undefined : wrongGtin(value);
  return text === undefined ? [] : [{ column: 'GTIN', value, text }];
}

/** All of what the economic quantity takes, or nothing of it. */
function economicFaults(row: Row): readonly { column: string; text: string }[] {
  const empty = (name: string): boolean => row[name] === null || row[name] === undefined;
  if (['annual_use', 'order_cost', 'carrying_percent'].every(empty)) return [];
  if (!empty('lot_fixed'))
    return [{ column: 'Fixed lot', text: `${row.code} has a fixed lot and an economic one. Maybe clear one of them.` }];
  const missing = [
    { column: 'Annual use', what: 'the annual use', lacks: empty('annual_use') },
    { column: 'Cost of an order', what: 'the cost of an order', lacks: empty('order_cost') },
    { column: 'Carrying rate', what: 'the carrying rate', lacks: empty('carrying_percent') },
    { column: 'Unit cost', what: 'a unit cost above 0', lacks: Number(row.unit_cost ?? 0) === 0 },
  ].find(({ lacks }) => lacks);
  return missing
    ? [
        {
          column: missing.column,
          text: `The economic lot of ${row.code} takes ${missing.what} too. Maybe clear the others.`,
        },
      ]
    : [];
}

export const itemUnits: Kind = {
  name: 'item_units',
  one: 'item unit',
  many: 'Item units',
  about: 'Other units of one item with their exact factor: 1 box = 12 pieces.',
  key: ['item', 'unit'],
  read: 'stock.see',
  write: 'master.write',
  planned: false,
  fields: [
    { name: 'item', label: 'Item', type: 'reference', to: 'items', required: true },
    { name: 'unit', label: 'Unit', type: 'reference', to: 'units', required: true },
    {
      name: 'factor',
      label: 'Factor',
      type: 'ratio',
      aboveZero: true,
      required: true,
      help: 'How many of the item’s unit one of these is.',
    },
  ],
};

export const revisions: Kind = {
  name: 'revisions',
  one: 'revision',
  many: 'Revisions',
  about: 'Design states of an item, each with the day from which it counts.',
  key: ['item', 'revision'],
  read: 'stock.see',
  write: 'master.write',
  planned: false,
  fields: [
    { name: 'item', label: 'Item', type: 'reference', to: 'items', required: true },
    { name: 'revision', label: 'Revision', type: 'code', max: 20, required: true },
    { name: 'effective', label: 'Effective from', type: 'date' },
    { name: 'note', label: 'What changed', type: 'text', max: 2000, long: true },
  ],
};
