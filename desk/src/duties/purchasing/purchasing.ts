/** Purchase lines with their three dates: required by the plan, promised by the vendor, estimated now. */
import { type Second, second } from '@hotlist/engine';
import { numberOf, secondsOfDays } from '../../house/amounts.ts';
import type { Kind, Row, Value } from '../../house/kind.ts';
import { meansField, type PromiseMeans, promiseMeanings } from '../../house/promisemeans.ts';
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
    {
      name: 'ordered_on',
      label: 'Ordered on',
      type: 'date',
      secondary: true,
      unplanned: true,
      aliases: ['order date', 'po date', 'purchase order date'],
      help: 'Empty when it is entered: that day. By it his acknowledgement is asked for.',
    },
    { name: 'required', label: 'Required', type: 'instant', aliases: ['due', 'due date', 'need date'] },
    { name: 'promised', label: 'Promised', type: 'instant', aliases: ['promise', 'confirmed'] },
    {
      name: 'estimated',
      label: 'Estimated',
      type: 'instant',
      help: 'When it is usable, as we believe today. Empty: as promised, else as required.',
    },
    meansField('ship: it leaves the vendor then; dock: it stands at our dock then. Empty: as his promises mean.'),
    { name: 'shipped_at', label: 'Shipped', type: 'instant', secondary: true, aliases: ['shipped', 'ship date'] },
    {
      name: 'shipped_note',
      label: 'Shipping document',
      type: 'text',
      max: 200,
      secondary: true,
      unplanned: true,
      help: 'What proves it: the number of the carrier’s document.',
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

/** The date that a line names itself, whatever it means: estimated, else promised, else required. */
export const namedDate = (line: Row): Value => line.estimated ?? line.promised ?? line.required ?? null;

/** Of a vendor's offers of an item the one ranked first: by it a line is expected that names no date. */
export const offerFor = (offers: readonly Row[]): Row | undefined =>
  offers.toSorted((a, b) => numberOf(a.rank ?? 1) - numberOf(b.rank ?? 1))[0];

/** The records that a line is read with. */
export interface SoldBy {
  readonly vendor: Row | undefined;
  readonly offer: Row | undefined;
}

export interface PurchaseClock {
  readonly now: Second;
  readonly at: (value: Value) => Second | undefined;
  /** The same clock time on the so many-th working day after; below 0 before. */
  readonly workdaysAfter: (at: Second, days: number) => Second;
}

/** What a line's promise means: as was said with it, else as its vendor's promises mean, else that it is usable then. */
export const meansOf = (line: Row, vendor: Row | undefined): PromiseMeans =>
  promiseMeanings.find((one) => one === (line.promise_means ?? vendor?.promise_means)) ?? 'usable';

type Days = Pick<PurchaseClock, 'workdaysAfter'>;
const transit = (offer: Row | undefined): number => secondsOfDays(offer?.transit_days ?? 0);
const dockDays = (offer: Row | undefined): number => numberOf(offer?.dock_days ?? 0);

/** When what is promised for a moment is usable: transit (calendar days) and dock to stock (working days) come after it, by the offer. */
export function usableAt(at: Second, means: PromiseMeans, offer: Row | undefined, clock: Days): Second {
  if (means === 'usable') return at;
  return clock.workdaysAfter(second(means === 'ship' ? at + transit(offer) : at), dockDays(offer));
}

/** When it stands at our dock. */
export function dockedAt(at: Second, means: PromiseMeans, offer: Row | undefined, clock: Days): Second {
  if (means === 'usable') return clock.workdaysAfter(at, -dockDays(offer));
  return means === 'ship' ? second(at + transit(offer)) : at;
}

/** By when it must have left the vendor to be usable then. */
export const shipBy = (usable: Second, offer: Row | undefined, clock: Days): Second =>
  second(dockedAt(usable, 'usable', offer, clock) - transit(offer));

/** When a line is usable by its promise. One of shipping counts from when it was shipped, once it was. */
export function promisedFor(line: Row, { vendor, offer }: SoldBy, clock: PurchaseClock): Second | undefined {
  const promised = clock.at(line.promised ?? null);
  if (promised === undefined) return undefined;
  const means = meansOf(line, vendor);
  const shipped = means === 'ship' ? clock.at(line.shipped_at ?? null) : undefined;
  return usableAt(shipped ?? promised, means, offer, clock);
}

/** The date that counts of those that a line names: estimated, else as promised, else required. */
export const datedFor = (line: Row, by: SoldBy, clock: PurchaseClock): Second | undefined =>
  clock.at(line.estimated ?? null) ?? promisedFor(line, by, clock) ?? clock.at(line.required ?? null);

/**
 * When an open line is expected. A date gone by counts as now: it has not arrived, so it can arrive now or later. A line
 * without any date counts as ordered now, with the lead time of its vendor's `offer` (calendar days from order to shelf,
 * working days counted at 7 for 5); without an offer nobody knows when it comes.
 */
export function expectedAt(line: Row, by: SoldBy, clock: PurchaseClock): Second | undefined {
  const dated = datedFor(line, by, clock);
  if (dated !== undefined) return second(Math.max(dated, clock.now));
  const { offer } = by;
  if (!offer) return undefined;
  const working = numberOf(offer.approval_days) + numberOf(offer.vendor_days) + numberOf(offer.dock_days);
  return second(clock.now + secondsOfDays(offer.transit_days) + Math.ceil((working * 7) / 5) * 86_400);
}
