/** Bills of material and routings: what goes into an item, what comes out beside it, and the steps by which it is made. */
import type { Kind, Row, SetFault } from '../../house/kind.ts';
import { attendanceFaults, batchFaults, gapFaults, placeFaults } from '../../house/stepfaults.ts';
import { stepFields } from '../../house/stepfields.ts';

export const components: Kind = {
  name: 'components',
  one: 'component line',
  many: 'Bills of material',
  about: 'What goes into an item: one line a component, with its exact quantity per unit.',
  key: ['parent', 'component', 'seq', 'valid_from'],
  read: 'stock.see',
  write: 'master.write',
  planned: true,
  fields: [
    {
      name: 'parent',
      label: 'Item',
      type: 'reference',
      to: 'items',
      required: true,
      aliases: ['parent', 'assembly', 'product'],
    },
    {
      name: 'component',
      label: 'Component',
      type: 'reference',
      to: 'items',
      required: true,
      aliases: ['child', 'part', 'material'],
    },
    {
      name: 'qty_per',
      label: 'Quantity per',
      type: 'ratio',
      aboveZero: true,
      required: true,
      aliases: ['qty', 'quantity', 'qty per', 'per'],
    },
    {
      name: 'seq',
      label: 'At step',
      type: 'integer',
      min: 0,
      max: 99999,
      default: 0,
      aliases: ['consumed_at_seq', 'operation', 'op'],
      help: '0: at the first step.',
    },
    { name: 'scrap_percent', label: 'Scrap', type: 'decimal', min: 0, max: 99.9999, digits: 4, unit: '%', default: 0 },
    {
      name: 'per_order',
      label: 'Per order',
      type: 'quantity',
      item: 'component',
      min: 0,
      default: 0,
      secondary: true,
      help: 'Drawn once per order, however large: waste of the set-up.',
    },
    { name: 'valid_from', label: 'From', type: 'date', secondary: true },
    { name: 'valid_to', label: 'To', type: 'date', secondary: true },
    {
      name: 'alternate_group',
      label: 'Alternate group',
      type: 'code',
      max: 20,
      secondary: true,
      help: 'Lines with the same group stand for each other; the lowest rank that can be had is taken.',
    },
    { name: 'rank', label: 'Rank', type: 'integer', min: 1, max: 99, default: 1, secondary: true },
    { name: 'note', label: 'Note', type: 'text', max: 500, secondary: true },
  ],
  together: { check: circles, among: { from: 'parent', to: 'component' } },
};

/** No item may contain itself, however deep: each circle is named once, at the line that closes it. */
export function circles(rows: readonly Row[]): readonly SetFault[] {
  const lines = new Map<string, Row[]>();
  for (const row of rows) {
    const parent = String(row.parent);
    const list = lines.get(parent);
    if (list) list.push(row);
    else lines.set(parent, [row]);
  }
  const faults: SetFault[] = [];
  const state = new Map<string, 'open' | 'done'>();
  for (const root of lines.keys()) {
    if (state.has(root)) continue;
    const path: string[] = [root];
    const next: number[] = [0];
    state.set(root, 'open');
    while (path.length > 0) {
      const item = path[path.length - 1] ?? '';
      const line = lines.get(item)?.[next[next.length - 1] ?? 0];
      if (line === undefined) {
        state.set(item, 'done');
        path.pop();
        next.pop();
        continue;
      }
      next[next.length - 1] = (next[next.length - 1] ?? 0) + 1;
      const child = String(line.component);
      if (state.get(child) === 'open') {
        const from = path.indexOf(child);
        const within = path
          .slice(from, -1)
          .flatMap((one, at): Row[] => lines.get(one)?.slice((next[from + at] ?? 1) - 1, next[from + at]) ?? []);
        faults.push({
          column: 'Component',
          value: child,
          text: `The bill of material runs in a circle: ${[...path.slice(from), child].join(' → ')}. Maybe the line ${item} → ${child} is wrong.`,
          rows: [line, ...within.reverse()],
        });
      } else if (!state.has(child)) {
        state.set(child, 'open');
        path.push(child);
        next.push(0);
      }
    }
  }
  return faults;
}

export const outputs: Kind = {
  name: 'outputs',
  one: 'by-product',
  many: 'Co- and by-products',
  about: 'What an order for an item yields beside it: offcuts, a second grade, a twin of the mould.',
  key: ['parent', 'item'],
  read: 'stock.see',
  write: 'master.write',
  planned: true,
  fields: [
    { name: 'parent', label: 'Order for', type: 'reference', to: 'items', required: true, aliases: ['parent'] },
    { name: 'item', label: 'Also yields', type: 'reference', to: 'items', required: true, aliases: ['by-product'] },
    {
      name: 'qty_per',
      label: 'Quantity per',
      type: 'ratio',
      aboveZero: true,
      required: true,
      aliases: ['qty', 'quantity', 'qty per', 'per'],
      help: 'Units per unit of the item that is ordered.',
    },
    {
      name: 'seq',
      label: 'By step',
      type: 'integer',
      min: 0,
      max: 99999,
      default: 0,
      help: 'Counted by what enters this step; 0: by the good quantity.',
    },
    { name: 'note', label: 'Note', type: 'text', max: 500, secondary: true },
  ],
  checkRow: (row) =>
    row.parent === row.item
      ? [
          {
            column: 'Also yields',
            value: String(row.item),
            text: `An order for ${row.parent} yields ${row.item} anyway. Maybe its quantity belongs in the yield.`,
          },
        ]
      : [],
};

export const routingSteps: Kind = {
  name: 'routing_steps',
  one: 'routing step',
  many: 'Routings',
  about: 'The steps by which an item is made, in sequence, with work centre, set-up and run time.',
  key: ['item', 'seq'],
  read: 'stock.see',
  write: 'master.write',
  planned: true,
  fields: [
    { name: 'item', label: 'Item', type: 'reference', to: 'items', required: true },
    {
      name: 'seq',
      label: 'Step',
      type: 'integer',
      min: 1,
      max: 99999,
      required: true,
      aliases: ['seq', 'op', 'operation'],
    },
    { name: 'name', label: 'What is done', type: 'text', max: 120, aliases: ['operation name', 'description'] },
    {
      name: 'work_centre',
      label: 'Work centre',
      type: 'reference',
      to: 'work_centres',
      aliases: ['work_centre', 'work center', 'wc'],
      help: 'Empty only for a step done outside.',
    },
    {
      name: 'machines',
      label: 'Machines',
      type: 'references',
      to: 'machines',
      secondary: true,
      help: 'Empty: any machine of the work centre.',
    },
    {
      name: 'setup_minutes',
      label: 'Set-up',
      type: 'decimal',
      min: 0,
      max: 1e6,
      digits: 4,
      unit: 'min',
      default: 0,
      aliases: ['setup_min', 'setup'],
    },
    {
      name: 'run_minutes',
      label: 'Run per unit',
      type: 'ratio',
      default: '0',
      aliases: ['run_min_per_unit', 'run', 'run time'],
      help: 'Minutes per unit.',
    },
    ...stepFields('item'),
    {
      name: 'outside_days',
      label: 'Outside',
      type: 'decimal',
      min: 0,
      max: 1000,
      digits: 4,
      unit: 'days',
      secondary: true,
      help: 'Calendar days at a vendor; then there is no work centre.',
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
      name: 'instructions',
      label: 'Instructions',
      type: 'text',
      max: 4000,
      long: true,
      secondary: true,
      help: 'A line that begins with [ ] is done and signed by itself.',
    },
  ],
  checkRow: (row) => [
    ...attendanceFaults(row, `Step ${row.seq} of ${row.item}`),
    ...placeFaults(row, `Step ${row.seq} of ${row.item}`),
    ...batchFaults(row, `Step ${row.seq} of ${row.item}`),
    ...gapFaults(row, `Step ${row.seq} of ${row.item}`),
  ],
};

export const changeovers: Kind = {
  name: 'changeovers',
  one: 'changeover',
  many: 'Changeovers',
  about: 'Set-up minutes between two set-up families at a work centre, where they differ from the step’s own.',
  key: ['work_centre', 'from_family', 'to_family'],
  read: 'stock.see',
  write: 'master.write',
  planned: true,
  fields: [
    { name: 'work_centre', label: 'Work centre', type: 'reference', to: 'work_centres', required: true },
    { name: 'from_family', label: 'From family', type: 'code', max: 30, required: true },
    { name: 'to_family', label: 'To family', type: 'code', max: 30, required: true },
    {
      name: 'setup_minutes',
      label: 'Set-up',
      type: 'decimal',
      min: 0,
      max: 1e6,
      digits: 4,
      unit: 'min',
      required: true,
    },
  ],
};
