/** Purchase lines with their three dates: required by the plan, promised by the vendor, estimated now. */
import type { Kind } from '../../house/kind.ts';

export const purchaseLines: Kind = {
  name: 'purchase_lines',
  one: 'purchase line',
  many: 'Purchase orders',
  about: 'Lines of open purchase orders, each with the date required, promised and estimated now.',
  key: ['order_no', 'line'],
  read: 'site.see',
  write: 'purchasing.write',
  planned: true,
  fields: [
    { name: 'order_no', label: 'Order', type: 'code', required: true, aliases: ['po', 'purchase order', 'po number'] },
    { name: 'line', label: 'Line', type: 'integer', min: 1, max: 99999, default: 1, aliases: ['pos', 'position'] },
    { name: 'vendor', label: 'Vendor', type: 'reference', to: 'vendors', required: true, aliases: ['supplier'] },
    { name: 'item', label: 'Item', type: 'reference', to: 'items', required: true, aliases: ['article', 'part', 'product'] },
    { name: 'qty', label: 'Ordered', type: 'quantity', item: 'item', aboveZero: true, required: true, aliases: ['qty', 'quantity'] },
    { name: 'received', label: 'Received', type: 'quantity', item: 'item', min: 0, default: 0 },
    { name: 'required', label: 'Required', type: 'instant', aliases: ['due', 'due date', 'need date'] },
    { name: 'promised', label: 'Promised', type: 'instant', write: 'purchasing.write', aliases: ['promise', 'confirmed'] },
    { name: 'estimated', label: 'Estimated', type: 'instant', write: 'orders.dates', help: 'When it is usable, as we believe today. Empty: as promised, else as required.' },
    { name: 'unit_price', label: 'Unit price', type: 'decimal', min: 0, max: 1e9, digits: 6, aliases: ['price', 'unit_cost'] },
    { name: 'state', label: 'State', type: 'choice', choices: ['open', 'closed', 'cancelled'], default: 'open', aliases: ['status'] },
    { name: 'note', label: 'Note', type: 'text', max: 2000, long: true, secondary: true },
  ],
};
