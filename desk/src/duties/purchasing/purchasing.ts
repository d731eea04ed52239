/** Purchase lines with their three dates: required by the plan, promised by the vendor, estimated now. */
import { type Second, second } from '@hotlist/engine';
import { numberOf, secondsOfDays } from '../../house/amounts.ts';
import type { Kind, Row, Value } from '../../house/kind.ts';
import { toleranceFields } from '../../house/tolerancefields.ts';

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
    {
      name: 'line',
      label: 'Line',
      type: 'integer',
      min: 1,
      max: 99999,
      default: 1,
      counted: true,
      aliases: ['pos', 'position'],
    },
    { name: 'vendor', label: 'Vendor', type: 'reference', to: 'vendors', required: true, aliases: ['supplier'] },
    {
      name: 'item',
      label: 'Item',
      type: 'reference',
      to: 'items',
      required: true,
      aliases: ['article', 'part', 'product'],
    },
    {
      name: 'qty',
      label: 'Ordered',
      type: 'quantity',
      item: 'item',
      aboveZero: true,
      required: true,
      aliases: ['qty', 'quantity'],
    },
    { name: 'received', label: 'Received', type: 'quantity', item: 'item', min: 0, default: 0 },
    { name: 'required', label: 'Required', type: 'instant', aliases: ['due', 'due date', 'need date'] },
    { name: 'promised', label: 'Promised', type: 'instant', aliases: ['promise', 'confirmed'] },
    {
      name: 'estimated',
      label: 'Estimated',
      type: 'instant',
      help: 'When it is usable, as we believe today. Empty: as promised, else as required.',
    },
    {
      name: 'unit_price',
      label: 'Unit price',
      type: 'decimal',
      min: 0,
      max: 1e9,
      digits: 6,
      aliases: ['price', 'unit_cost'],
    },
    {
      name: 'state',
      label: 'State',
      type: 'choice',
      choices: ['open', 'closed', 'cancelled'],
      default: 'open',
      aliases: ['status'],
    },
    ...toleranceFields('Empty: as the item says.'),
    { name: 'note', label: 'Note', type: 'text', max: 2000, long: true, secondary: true },
  ],
};

/** The date that counts of those that a line names: estimated, else promised, else required. */
export const datedFor = (line: Row): Value => line.estimated ?? line.promised ?? line.required ?? null;

/** Of a vendor's offers of an item the one ranked first: by it a line is expected that names no date. */
export const offerFor = (offers: readonly Row[]): Row | undefined =>
  offers.toSorted((a, b) => numberOf(a.rank ?? 1) - numberOf(b.rank ?? 1))[0];

/**
 * When an open line is expected. A date gone by counts as now: it has not arrived, so it can arrive now or later. A line
 * without any date counts as ordered now, with the lead time of its vendor's `offer` (calendar days from order to shelf,
 * working days counted at 7 for 5); without an offer nobody knows when it comes.
 */
export function expectedAt(
  line: Row,
  offer: Row | undefined,
  clock: { readonly now: Second; readonly at: (value: Value) => Second | undefined },
): Second | undefined {
  const dated = clock.at(datedFor(line));
  if (dated !== undefined) return second(Math.max(dated, clock.now));
  if (!offer) return undefined;
  const working = numberOf(offer.approval_days) + numberOf(offer.vendor_days) + numberOf(offer.dock_days);
  return second(clock.now + secondsOfDays(offer.transit_days) + Math.ceil((working * 7) / 5) * 86_400);
}
