/** Kanban loops: how much of an item stands at the place where it is used, in how many bins, and from where an empty one is filled again: from a location of the plant, or by a vendor. */
import type { Fault } from '../../house/errors.ts';
import type { Kind } from '../../house/kind.ts';

export const kanbanLoops: Kind = {
  name: 'kanban_loops',
  one: 'kanban loop',
  many: 'Kanban loops',
  about:
    'Items that stand in bins where they are used: each bin has a card, and the scan of an empty one calls for the next.',
  key: ['code'],
  read: 'stock.see',
  write: 'locations.write',
  planned: false,
  fields: [
    { name: 'code', label: 'Loop', type: 'code', required: true, max: 40, aliases: ['kanban', 'kanban loop'] },
    { name: 'item', label: 'Item', type: 'reference', to: 'items', required: true },
    { name: 'area', label: 'Area', type: 'reference', to: 'locations', required: true, help: 'Where it is used.' },
    {
      name: 'from_location',
      label: 'Supplied from',
      type: 'reference',
      to: 'locations',
      aliases: ['supplying location', 'store'],
      help: 'A location of the plant that fills it. Empty: it is bought.',
    },
    {
      name: 'vendor',
      label: 'Bought from',
      type: 'reference',
      to: 'vendors',
      bought: 'item',
      aliases: ['supplying vendor', 'supplier'],
      help: 'The vendor who fills it: an empty bin makes a requisition. Empty: a location does.',
    },
    {
      name: 'bin_qty',
      label: 'Bin quantity',
      type: 'quantity',
      item: 'item',
      aboveZero: true,
      required: true,
      aliases: ['container quantity'],
    },
    {
      name: 'bins',
      label: 'Bins',
      type: 'integer',
      min: 0,
      max: 200,
      default: 2,
      aliases: ['cards', 'number of cards', 'number of bins'],
      help: 'Two: a two-bin loop. Each has its card.',
    },
    {
      name: 'replenish_minutes',
      label: 'Replenishment time',
      type: 'integer',
      unit: 'min',
      min: 1,
      max: 525_600,
      required: true,
      help: 'So long after it was called for a full bin is there.',
    },
    { name: 'active_from', label: 'Active from', type: 'date', help: 'Empty: at once.' },
    { name: 'note', label: 'Note', type: 'text', max: 300 },
  ],
  checkRow: ({ code, bins, area, from_location: from, vendor }) => [
    ...(typeof bins === 'number' && bins < 2 ? [tooFewBins(String(code), bins)] : []),
    ...((from ?? null) !== null && (vendor ?? null) !== null
      ? [bothSides(String(code), String(from), String(vendor))]
      : []),
    ...((from ?? null) === null && (vendor ?? null) === null ? [noSide(String(code))] : []),
    ...(area === from && (area ?? null) !== null ? [samePlace(String(code), String(area))] : []),
  ],
};

const tooFewBins = (code: string, bins: number): Fault => ({
  column: 'Bins',
  value: String(bins),
  text: `${code} has ${bins === 1 ? 'one bin: nothing stands there' : 'no bin, which is no loop: nothing would stand there'} while the next is fetched. Maybe 2.`,
});

const samePlace = (code: string, area: string): Fault => ({
  column: 'Supplied from',
  value: area,
  text: `${code} would be supplied from ${area}, where it is used. Maybe name the store from which a full bin comes.`,
});

const bothSides = (code: string, from: string, vendor: string): Fault => ({
  column: 'Bought from',
  value: vendor,
  text: `${code} would be filled from ${from} and by ${vendor}, and a bin is filled by one of them. Maybe clear one.`,
});

const noSide = (code: string): Fault => ({
  column: 'Supplied from',
  text: `Nothing says what fills ${code}. Maybe name the location of the plant that it is supplied from, or the vendor from whom it is bought.`,
});
