/** Work orders with their own steps and materials, copied when they are released; what is done is never planned again. */
import type { Fault } from '../../house/errors.ts';
import type { Kind, Row } from '../../house/kind.ts';
import { attendanceFaults, batchFaults, gapFaults, placeFaults } from '../../house/stepfaults.ts';
import { stepFields } from '../../house/stepfields.ts';
import { orderStates } from './states.ts';

export const workOrders: Kind = {
  name: 'work_orders',
  one: 'work order',
  many: 'Work orders',
  about: 'Orders to make an item: firm, released or started, with what is done.',
  key: ['number'],
  read: 'stock.see',
  write: 'orders.write',
  planned: true,
  fields: [
    { name: 'number', label: 'Work order', type: 'code', required: true, aliases: ['order', 'mo', 'wo', 'job'] },
    { name: 'item', label: 'Item', type: 'reference', to: 'items', required: true },
    { name: 'revision', label: 'Revision', type: 'code', max: 20, secondary: true },
    { name: 'qty', label: 'Quantity', type: 'quantity', item: 'item', aboveZero: true, required: true },
    {
      name: 'good',
      label: 'Good',
      type: 'quantity',
      item: 'item',
      min: 0,
      default: 0,
      help: 'Finished and put to stock or shipped.',
    },
    { name: 'scrap', label: 'Scrap', type: 'quantity', item: 'item', min: 0, default: 0 },
    {
      name: 'state',
      label: 'State',
      type: 'choice',
      choices: [...orderStates],
      default: 'firm',
      aliases: ['status'],
    },
    { name: 'due', label: 'Due', type: 'instant', aliases: ['due date', 'finish'] },
    {
      name: 'origin',
      label: 'Made of',
      type: 'text',
      max: 120,
      readonly: true,
      secondary: true,
      help: 'The planned order that was made firm, or the order that it was split off.',
    },
    { name: 'order_no', label: 'For order', type: 'code', secondary: true },
    { name: 'line', label: 'For line', type: 'integer', min: 1, max: 99999, secondary: true },
    { name: 'note', label: 'Note', type: 'text', max: 2000, long: true, secondary: true },
  ],
};

export const workSteps: Kind = {
  name: 'work_steps',
  one: 'operation',
  many: 'Operations',
  about: 'The operations of work orders, with machine, times, state and what was reported.',
  key: ['work_order', 'seq'],
  read: 'stock.see',
  write: 'orders.write',
  planned: true,
  fields: [
    { name: 'work_order', label: 'Work order', type: 'reference', to: 'work_orders', required: true },
    { name: 'seq', label: 'Step', type: 'integer', min: 1, max: 99999, required: true },
    { name: 'name', label: 'What is done', type: 'text', max: 120 },
    { name: 'work_centre', label: 'Work centre', type: 'reference', to: 'work_centres' },
    {
      name: 'machine',
      label: 'Machine',
      type: 'reference',
      to: 'machines',
      help: 'Pinned to it; empty: any of those it may run on.',
    },
    {
      name: 'machines',
      label: 'Machines',
      type: 'references',
      to: 'machines',
      secondary: true,
      help: 'It may run on these alone; empty: any of the work centre.',
    },
    { name: 'setup_minutes', label: 'Set-up', type: 'decimal', min: 0, max: 1e6, digits: 4, unit: 'min', default: 0 },
    { name: 'run_minutes', label: 'Run per unit', type: 'ratio', default: '0' },
    ...stepFields('work_order'),
    {
      name: 'outside_days',
      label: 'Outside',
      type: 'decimal',
      min: 0,
      max: 1000,
      digits: 4,
      unit: 'days',
      secondary: true,
    },
    {
      name: 'state',
      label: 'State',
      type: 'choice',
      choices: ['waiting', 'started', 'done'],
      default: 'waiting',
      aliases: ['status'],
    },
    { name: 'good', label: 'Good', type: 'quantity', min: 0, default: 0, item: 'work_order' },
    { name: 'scrap', label: 'Scrap', type: 'quantity', min: 0, default: 0, item: 'work_order' },
    { name: 'started_at', label: 'Started', type: 'instant', secondary: true },
    { name: 'frozen_from', label: 'Frozen from', type: 'instant', secondary: true },
    { name: 'frozen_to', label: 'Frozen to', type: 'instant', secondary: true },
    {
      name: 'instructions',
      label: 'Instructions',
      type: 'text',
      max: 4000,
      long: true,
      secondary: true,
      help: 'A line that begins with [ ] is done and signed by itself.',
    },
  ],
  checkRow: (row) => {
    const what = `Step ${row.seq} of ${row.work_order}`;
    // What is done needs no place any more, and stays nowhere.
    const place = row.state === 'done' ? [] : [...placeFaults(row, what), ...frozenFaults(row, what)];
    return [...place, ...batchFaults(row, what), ...gapFaults(row, what), ...attendanceFaults(row, what)];
  },
};

/** What is frozen stays on its machine from one moment to a later one. */
function frozenFaults({ frozen_from: from, frozen_to: to, machine }: Row, what: string): Fault[] {
  if ((from ?? to ?? null) === null) return [];
  if ((from ?? null) === null || (to ?? null) === null)
    return [
      {
        column: from ? 'Frozen to' : 'Frozen from',
        text: `${what} is frozen and does not say ${from ? 'until' : 'from'} when. Maybe give both, or neither.`,
      },
    ];
  if (String(to) <= String(from))
    return [
      {
        column: 'Frozen to',
        value: String(to),
        text: `${what} is frozen to a moment that is not after the one from which it is. Maybe the two are the other way round.`,
      },
    ];
  return machine
    ? []
    : [
        {
          column: 'Machine',
          text: `${what} is frozen and names no machine. Maybe say on which it stays.`,
        },
      ];
}

export const workMaterials: Kind = {
  name: 'work_materials',
  one: 'material line',
  many: 'Work materials',
  about: 'What a work order draws, and what was issued to it.',
  key: ['work_order', 'item', 'seq'],
  read: 'stock.see',
  write: 'orders.write',
  planned: true,
  fields: [
    { name: 'work_order', label: 'Work order', type: 'reference', to: 'work_orders', required: true },
    { name: 'item', label: 'Item', type: 'reference', to: 'items', required: true },
    { name: 'seq', label: 'At step', type: 'integer', min: 0, max: 99999, default: 0 },
    { name: 'qty', label: 'Needed', type: 'quantity', item: 'item', min: 0, required: true },
    { name: 'issued', label: 'Issued', type: 'quantity', item: 'item', min: 0, default: 0 },
  ],
};
