/** Where the work is done, by whom and with what: work centres and their departments, machines with their downtime, crews and workers, tools, overtime. */
import type { Kind } from '../../house/kind.ts';
import { addressesIn, mostAddresses } from '../../house/mailaddresses.ts';

export const workCentres: Kind = {
  name: 'work_centres',
  one: 'work centre',
  many: 'Work centres',
  about: 'Groups of machines or desks that can do the same work, with their calendar.',
  key: ['code'],
  read: 'stock.see',
  write: 'master.write',
  planned: true,
  fields: [
    { name: 'code', label: 'Work centre', type: 'code', required: true, aliases: ['wc', 'work center'] },
    { name: 'name', label: 'Name', type: 'text', max: 120 },
    { name: 'department', label: 'Department', type: 'text', max: 60 },
    { name: 'calendar', label: 'Calendar', type: 'reference', to: 'calendars', required: true },
    { name: 'hour_cost', label: 'Cost per hour', type: 'decimal', min: 0, max: 1e6, digits: 4, secondary: true },
  ],
};

export const departments: Kind = {
  name: 'departments',
  one: 'department',
  many: 'Departments',
  about:
    'Where the dispatch list of a department is sent by e-mail and printed, and its tickets printed, when a version is published.',
  key: ['code'],
  read: 'site.see',
  write: 'master.write',
  planned: false,
  fields: [
    {
      name: 'code',
      label: 'Department',
      type: 'code',
      max: 60,
      required: true,
      aliases: ['department'],
      help: 'Written as at its work centres.',
    },
    {
      name: 'addresses',
      label: 'E-mail addresses',
      type: 'text',
      max: 2000,
      aliases: ['email', 'e-mail', 'mail', 'address'],
      help: 'Several are parted by commas. Empty: nothing is sent.',
    },
    {
      name: 'printer',
      label: 'Printer of its papers',
      type: 'reference',
      to: 'printers',
      aliases: ['printer', 'printer of its tickets'],
      help: 'One that speaks PDF, for tickets and dispatch lists. Empty: that of the site, as set under Labels.',
    },
    { name: 'note', label: 'Note', type: 'text', max: 300 },
  ],
  checkRow: (row) => {
    const { good, wrong } = addressesIn(row.addresses === null ? null : String(row.addresses));
    if (wrong.length > 0)
      return [
        {
          column: 'E-mail addresses',
          value: wrong[0] ?? '',
          text: `"${wrong[0]}" is no e-mail address. Maybe paint@example.com; several are parted by commas.`,
        },
      ];
    return good.length > mostAddresses
      ? [
          {
            column: 'E-mail addresses',
            text: `${row.code} has ${good.length} addresses, ${mostAddresses} at most. Maybe make a list of them on your mail server.`,
          },
        ]
      : [];
  },
};

export const machines: Kind = {
  name: 'machines',
  one: 'machine',
  many: 'Machines',
  about: 'What does one step at a time: a machine, a bench, a desk.',
  key: ['code'],
  read: 'stock.see',
  write: 'master.write',
  planned: true,
  fields: [
    { name: 'code', label: 'Machine', type: 'code', required: true, aliases: ['resource'] },
    { name: 'name', label: 'Name', type: 'text', max: 120 },
    {
      name: 'work_centre',
      label: 'Work centre',
      type: 'reference',
      to: 'work_centres',
      required: true,
      aliases: ['work_centre', 'wc'],
    },
    {
      name: 'capacity',
      label: 'Steps at once',
      type: 'integer',
      min: 1,
      max: 10000,
      default: 1,
      aliases: ['capacity'],
    },
    {
      name: 'batch_steps',
      label: 'Batch, steps',
      type: 'integer',
      min: 0,
      max: 10000,
      default: 0,
      secondary: true,
      help: 'An oven: so many steps of one family (or item) start and end together. 0: none.',
    },
    {
      name: 'batch_units',
      label: 'Batch, units',
      type: 'integer',
      min: 0,
      max: 1e6,
      default: 0,
      secondary: true,
      help: 'An oven that holds so many units, in as many steps as that takes. 0: none.',
    },
    {
      name: 'calendar',
      label: 'Calendar',
      type: 'reference',
      to: 'calendars',
      secondary: true,
      help: 'Empty: the work centre’s.',
    },
    { name: 'speed_percent', label: 'Speed', type: 'decimal', min: 1, max: 1000, digits: 2, unit: '%', default: 100 },
  ],
  checkRow: (row) => {
    const [steps, units] = [Number(row.batch_steps ?? 0), Number(row.batch_units ?? 0)];
    const fault = (value: number, text: string) => [{ column: 'Batch, steps', value: String(value), text }];
    if (steps > 0 && units > 0)
      return fault(steps, `A batch of ${row.code} is ${steps} steps and ${units} units. Maybe leave one of them at 0.`);
    return steps + units > 0 && Number(row.capacity ?? 1) > 1
      ? fault(
          steps,
          `${row.code} takes batches, and ${row.capacity} at once. Maybe each chamber is a machine of its own.`,
        )
      : [];
  },
};

export const downtimes: Kind = {
  name: 'downtimes',
  one: 'downtime',
  many: 'Downtimes',
  about: 'When a machine cannot work: breakdown, maintenance, a trade fair.',
  key: ['machine', 'down_from'],
  lasts: { from: 'down_from', to: 'down_to' },
  read: 'stock.see',
  write: 'master.write',
  planned: true,
  fields: [
    { name: 'machine', label: 'Machine', type: 'reference', to: 'machines', required: true },
    { name: 'down_from', label: 'From', type: 'instant', required: true },
    { name: 'down_to', label: 'To', type: 'instant', required: true },
    { name: 'reason', label: 'Reason', type: 'text', max: 200 },
  ],
  checkRow: (row) =>
    String(row.down_to) <= String(row.down_from)
      ? [
          {
            column: 'To',
            value: String(row.down_to),
            text: `The downtime of ${row.machine} ends before it begins. Maybe the two are the other way round.`,
          },
        ]
      : [],
};

export const crews: Kind = {
  name: 'crews',
  one: 'crew',
  many: 'Crews',
  about: 'People of one skill who can attend so many steps at once, with their shifts.',
  key: ['code'],
  read: 'stock.see',
  write: 'master.write',
  planned: true,
  fields: [
    { name: 'code', label: 'Crew', type: 'code', required: true, aliases: ['skill'] },
    { name: 'name', label: 'Name', type: 'text', max: 120 },
    { name: 'calendar', label: 'Calendar', type: 'reference', to: 'calendars', required: true },
    {
      name: 'size',
      label: 'At once',
      type: 'integer',
      min: 1,
      max: 10000,
      required: true,
      help: 'How many of them are there at any moment of the calendar.',
    },
  ],
};

export const tools: Kind = {
  name: 'tools',
  one: 'tool',
  many: 'Tools',
  about: 'Moulds, jigs and fixtures: a step holds the pieces it needs from its start to its end.',
  key: ['code'],
  read: 'stock.see',
  write: 'master.write',
  planned: true,
  fields: [
    { name: 'code', label: 'Tool', type: 'code', required: true, aliases: ['mould', 'jig', 'fixture'] },
    { name: 'name', label: 'Name', type: 'text', max: 120 },
    {
      name: 'pieces',
      label: 'Pieces',
      type: 'integer',
      min: 1,
      max: 10000,
      default: 1,
      aliases: ['count'],
      help: 'How many of it there are, all alike.',
    },
    { name: 'away_from', label: 'Away from', type: 'instant', help: 'Repair or calibration: no step holds it then.' },
    { name: 'away_to', label: 'Away to', type: 'instant' },
  ],
  checkRow: (row) => {
    if ((row.away_from === null) !== (row.away_to === null))
      return [{ column: 'Away to', text: `Tool ${row.code} is away with one end only. Maybe give both.` }];
    return row.away_from !== null && String(row.away_to) <= String(row.away_from)
      ? [{ column: 'Away to', value: String(row.away_to), text: `Tool ${row.code} is back before it goes.` }]
      : [];
  },
};

export const overtimeWindows: Kind = {
  name: 'overtime_windows',
  one: 'overtime window',
  many: 'Overtime',
  about:
    'Hours beside the calendar that may be worked at a price: a plan opens them where the lateness they save weighs more.',
  key: ['code'],
  lasts: { from: 'work_from', to: 'work_to' },
  read: 'stock.see',
  write: 'master.write',
  planned: true,
  fields: [
    { name: 'code', label: 'Overtime', type: 'code', required: true },
    {
      name: 'calendar',
      label: 'Calendar',
      type: 'reference',
      to: 'calendars',
      help: 'Every machine and crew of it may work then.',
    },
    {
      name: 'work_centre',
      label: 'Work centre',
      type: 'reference',
      to: 'work_centres',
      help: 'Its machines may work.',
    },
    { name: 'machines', label: 'Machines', type: 'references', to: 'machines', help: 'These alone.' },
    { name: 'crews', label: 'Crews', type: 'references', to: 'crews', aliases: ['crew'] },
    { name: 'work_from', label: 'From', type: 'instant', required: true },
    { name: 'work_to', label: 'To', type: 'instant', required: true },
    {
      name: 'hour_price',
      label: 'Price per hour',
      type: 'decimal',
      min: 0,
      max: 1e6,
      digits: 2,
      required: true,
      help: 'Paid for the whole window once it is opened.',
    },
    {
      name: 'decided',
      label: 'Decided',
      type: 'boolean',
      default: false,
      help: 'It is worked in any case: asked for and approved, or decided by a supervisor.',
    },
    { name: 'reason', label: 'Reason', type: 'text', max: 300, unplanned: true },
  ],
  // Else whoever may write records would approve his own.
  held: (row) => (row.decided === true ? 'plan.approve' : undefined),
  checkRow: (row) => {
    const { code, calendar, work_centre, machines, crews } = row;
    if ((calendar ?? work_centre ?? machines ?? crews) === null)
      return [
        {
          column: 'Calendar',
          text: `Overtime ${code} is of nobody. Maybe give a calendar, a work centre, machines or crews.`,
        },
      ];
    return String(row.work_to) <= String(row.work_from)
      ? [
          {
            column: 'To',
            value: String(row.work_to),
            text: `Overtime ${code} ends before it begins. Maybe the two are the other way round.`,
          },
        ]
      : [];
  },
};

export const workers: Kind = {
  name: 'workers',
  one: 'worker',
  many: 'Workers',
  about: 'Everybody who works in the plant, with badge and crew.',
  key: ['code'],
  read: 'stock.see',
  write: 'master.write',
  planned: false,
  fields: [
    { name: 'code', label: 'Badge', type: 'code', required: true, aliases: ['badge', 'worker', 'employee'] },
    { name: 'name', label: 'Name', type: 'text', max: 120, required: true },
    { name: 'crew', label: 'Crew', type: 'reference', to: 'crews' },
    { name: 'shift', label: 'Shift', type: 'text', max: 30 },
  ],
};
