/** Stock by location and lot. The movement ledger comes with the materials issue; here a balance stands as it was given. */
import type { Kind } from '../../house/kind.ts';

export const locations: Kind = {
  name: 'locations',
  one: 'location',
  many: 'Locations',
  about: 'Bins, shelves, areas and docks where stock stands.',
  key: ['code'],
  read: 'stock.see',
  write: 'locations.write',
  planned: true,
  fields: [
    { name: 'code', label: 'Location', type: 'code', required: true, aliases: ['bin', 'warehouse'] },
    { name: 'name', label: 'Name', type: 'text', max: 120 },
    {
      name: 'usable',
      label: 'Usable',
      type: 'boolean',
      default: true,
      help: 'No: inspection, quarantine, consigned elsewhere; not planned with.',
    },
  ],
};

export const stock: Kind = {
  name: 'stock',
  one: 'stock balance',
  many: 'Stock',
  about: 'What is on hand, by item, location and lot.',
  key: ['item', 'location', 'lot'],
  read: 'stock.see',
  write: 'stock.write',
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
    { name: 'available_from', label: 'Available from', type: 'instant', secondary: true },
    { name: 'expires', label: 'Expires', type: 'date', secondary: true },
  ],
};
