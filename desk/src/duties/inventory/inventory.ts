/** Places, and the stock that stands there by lot. A balance that is written makes a movement of the difference (`movements.tables.ts`). */
import type { Kind } from '../../house/kind.ts';
import { wrongCapacity } from './movements.messages.ts';
import { placeKinds } from './movements.ts';

export const locations: Kind = {
  name: 'locations',
  one: 'location',
  many: 'Locations',
  about: 'Bins, shelves, areas and docks where stock stands.',
  key: ['code'],
  read: 'stock.see',
  write: 'locations.write',
  planned: true,
  instead: 'Maybe close it: from the day under “Closed since” on nothing goes in, and what is in goes out.',
  fields: [
    { name: 'code', label: 'Location', type: 'code', required: true, aliases: ['bin', 'warehouse'] },
    { name: 'name', label: 'Name', type: 'text', max: 120 },
    {
      name: 'kind',
      label: 'Kind',
      type: 'choice',
      choices: placeKinds,
      default: 'store',
      aliases: ['type'],
      unplanned: true,
    },
    {
      name: 'usable',
      label: 'Usable',
      type: 'boolean',
      help: 'No: quarantine, consigned elsewhere; not planned with. Empty: yes, but for inspection.',
    },
    {
      name: 'work_centre',
      label: 'Work centre',
      type: 'reference',
      to: 'work_centres',
      unplanned: true,
      help: 'Goods that this work centre waits for are brought here.',
    },
    {
      name: 'lead_minutes',
      label: 'Lead, minutes',
      type: 'integer',
      min: 0,
      max: 10_080,
      unplanned: true,
      secondary: true,
      help: 'So long before the work begins its goods are here. Empty: 30.',
    },
    {
      name: 'buffer_minutes',
      label: 'Buffer, minutes',
      type: 'integer',
      min: 0,
      max: 10_080,
      unplanned: true,
      secondary: true,
      help: 'So much sooner there is room for them. Empty: 240.',
    },
    {
      name: 'walk',
      label: 'Walk',
      type: 'integer',
      min: 0,
      max: 999_999,
      unplanned: true,
      secondary: true,
      help: 'Its turn on the way through the store: pick lists go by it, and by code where it is empty.',
    },
    {
      name: 'closed',
      label: 'Closed since',
      type: 'date',
      unplanned: true,
      secondary: true,
      help: 'From this day on nothing is put there; what is there goes out. Empty: open.',
    },
    {
      name: 'capacity',
      label: 'Holds',
      type: 'decimal',
      min: 0.000001,
      max: 1e9,
      digits: 6,
      unplanned: true,
      secondary: true,
      help: 'So much is there at most; who puts more there is asked. Empty: whatever comes.',
    },
    {
      name: 'capacity_unit',
      label: 'Holds, unit',
      type: 'reference',
      to: 'units',
      unplanned: true,
      secondary: true,
      help: 'By which it is filled: goods of other units count by the factors of their items, those without a factor do not.',
    },
  ],
  checkRow: ({ capacity, capacity_unit }) =>
    (capacity ?? null) === null
      ? (capacity_unit ?? null) === null
        ? []
        : [{ column: 'Holds', text: wrongCapacity.amount }]
      : (capacity_unit ?? null) === null
        ? [{ column: 'Holds, unit', value: String(capacity), text: wrongCapacity.unit }]
        : [],
};

export const stock: Kind = {
  name: 'stock',
  one: 'stock balance',
  many: 'Stock',
  about: 'What is on hand, by item, location and lot; where they are told apart, by serial, container and owner.',
  key: ['item', 'location', 'lot', 'serial', 'container', 'owner'],
  read: 'stock.see',
  write: 'stock.write',
  refusesTrainee:
    'A trainee writes no balance. Maybe move, scrap or adjust it under Stock: that waits for a countersign.',
  planned: true,
  fields: [
    { name: 'item', label: 'Item', type: 'reference', to: 'items', required: true },
    {
      name: 'location',
      label: 'Location',
      type: 'reference',
      to: 'locations',
      required: true,
      aliases: ['bin', 'warehouse'],
    },
    { name: 'lot', label: 'Lot', type: 'code', default: '', aliases: ['batch'] },
    {
      name: 'qty',
      label: 'On hand',
      type: 'quantity',
      item: 'item',
      required: true,
      aliases: ['qty', 'quantity', 'onhand', 'on hand'],
    },
    {
      name: 'serial',
      label: 'Serial',
      type: 'code',
      default: '',
      aliases: ['serial no', 'serial number'],
      secondary: true,
      help: 'One piece; it is at one place at a time.',
    },
    {
      name: 'container',
      label: 'Container',
      type: 'code',
      default: '',
      aliases: ['license plate', 'sscc', 'pallet'],
      secondary: true,
      help: 'What it stands in; all in a container stands at one place.',
    },
    {
      name: 'owner',
      label: 'Owner',
      type: 'code',
      default: '',
      aliases: ['consignor'],
      secondary: true,
      help: 'A vendor or customer whose goods these are: consigned, not planned with as ours. Empty: ours.',
    },
    { name: 'available_from', label: 'Available from', type: 'instant', secondary: true },
    { name: 'expires', label: 'Expires', type: 'date', secondary: true },
  ],
};
