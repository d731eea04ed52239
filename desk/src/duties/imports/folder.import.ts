/**
 * A folder of CSV: the set of the planning problems (items, bom, operations, resources, demands; suppliers and onhand
 * where there are any; meta.json with `now`, `timezone`, `calendar.working`), and beside or instead of it any of our
 * own kinds by name (`calendars.csv`, `purchase_lines.csv`, `work_orders.csv` …) with their field names, or the
 * labels that an export writes, as heads.
 *
 * The heads are fixed: an unknown or missing column is a fault. What the set does not say is made up in one place
 * each: unit PCS, calendar PLANT, location MAIN, one line 1 an order.
 */
import { type Cell, isEmpty } from '../../house/cells.ts';
import { isZone } from '../../house/clock.ts';
import type { Kind } from '../../house/kind.ts';
import { readWeek } from '../calendars/calendars.ts';
import { kinds } from '../records/records.ts';
import { readCsv } from './csv.import.ts';
import { decimalsIn } from './decimals.ts';
import { instantIn } from './instants.ts';
import { currencyOf, isRecord, rulesOf } from './metarules.ts';
import { Draft, type Files, metaFile, type Origin, type Reading, type ReadSite, type Sheet } from './sheets.ts';

type Cells = Readonly<Record<string, Cell>>;

interface ProblemFile {
  readonly kind: string;
  readonly needed: boolean;
  /** The set's head → our field; '' for a column that is understood and not needed. */
  readonly heads: Readonly<Record<string, string>>;
  /** Without these a row says nothing. */
  readonly required: readonly string[];
}

const problemFiles: Readonly<Record<string, ProblemFile>> = {
  'items.csv': {
    kind: 'items',
    needed: true,
    heads: {
      item: 'code',
      kind: 'supply',
      bom_height: '',
      safety_stock: 'safety_stock',
      lot_min: 'lot_min',
      lot_multiple: 'lot_multiple',
    },
    required: ['code', 'supply'],
  },
  'bom.csv': {
    kind: 'components',
    needed: true,
    heads: { parent: 'parent', component: 'component', qty_per: 'qty_per', consumed_at_seq: 'seq' },
    required: ['parent', 'component', 'qty_per'],
  },
  'operations.csv': {
    kind: 'routing_steps',
    needed: true,
    heads: {
      item: 'item',
      seq: 'seq',
      work_centre: 'work_centre',
      setup_min: 'setup_minutes',
      run_min_per_unit: 'run_minutes',
    },
    required: ['item', 'seq', 'work_centre'],
  },
  'resources.csv': {
    kind: 'machines',
    needed: true,
    heads: { resource: 'code', work_centre: 'work_centre', capacity: 'capacity' },
    required: ['code', 'work_centre'],
  },
  'demands.csv': {
    kind: 'customer_lines',
    needed: true,
    heads: { demand: 'order_no', item: 'item', qty: 'qty', due: 'due', priority: 'priority', customer: 'customer' },
    required: ['order_no', 'item', 'qty', 'due'],
  },
  'suppliers.csv': {
    kind: 'sources',
    needed: false,
    heads: {
      item: 'item',
      supplier: 'vendor',
      leadtime_days: 'transit_days',
      moq: 'order_min',
      multiple: 'order_multiple',
      unit_cost: 'unit_cost',
      priority: 'rank',
    },
    required: ['item', 'vendor'],
  },
  'onhand.csv': { kind: 'stock', needed: false, heads: { item: 'item', qty: 'qty' }, required: ['item', 'qty'] },
};

/** `items.csv` of the set; "purchased" and the rest are its words for ours. */
const itemKinds: Readonly<Record<string, Cells>> = {
  purchased: { supply: 'buy' },
  sub: { supply: 'make' },
  end_mts: { supply: 'make' },
  end_mto: { supply: 'make', make_to_order: true },
};

export function readFolder(files: Files, options: { readonly now?: string } = {}): Reading {
  const draft = new Draft();
  const meta = readMeta(files, draft, options.now);
  for (const [file, form] of Object.entries(problemFiles)) {
    const bytes = files.get(file);
    if (bytes) readFile(draft, file, bytes, form);
    else if (form.needed && !files.has(`${form.kind}.csv`))
      draft.faults.push({
        file,
        text: `${file} is missing. A folder needs items, bom, operations, resources and demands.`,
      });
  }
  for (const kind of kinds) {
    const file = `${kind.name}.csv`;
    const bytes = files.get(file);
    if (bytes && problemFiles[file] === undefined) readFile(draft, file, bytes, ownForm(kind));
  }
  for (const file of files.keys())
    if (!problemFiles[file] && file.endsWith('.csv') && !kinds.some((kind) => `${kind.name}.csv` === file))
      draft.notes.push(`${file} is none of the files that are known; it was not read.`);
  complete(draft, meta.working, files.has(metaFile) ? metaFile : 'the folder');
  return draft.reading(meta.site);
}

const ownForm = (kind: Kind): ProblemFile => ({
  kind: kind.name,
  needed: false,
  heads: {},
  required: kind.fields.filter((field) => field.required && field.default === undefined).map((field) => field.name),
});

function readFile(draft: Draft, file: string, bytes: Uint8Array, form: ProblemFile): void {
  const kind = kinds.find((one) => one.name === form.kind);
  if (!kind) throw new Error(`${file} is read as ${form.kind}, which is no kind`);
  const read = readCsv(bytes, file);
  if ('fault' in read) {
    draft.faults.push({ file, row: read.row, text: read.fault });
    return;
  }
  const columns = columnsOf(draft, read.sheet, kind, form);
  if (!columns) return;
  const heads = Object.fromEntries(columns.map((field, at) => [field, read.sheet.head[at] ?? field]));
  read.sheet.rows.forEach((cells, at) => {
    if (cells.length === 0) return;
    const origin: Origin = { file, row: read.sheet.firstRow + at, heads };
    if (cells.length > columns.length) {
      draft.faults.push({
        file,
        row: origin.row,
        value: String(cells[columns.length]),
        text: `${file}, row ${origin.row} has ${cells.length} cells under ${columns.length} heads. Maybe a cell holds an unquoted comma.`,
      });
      return;
    }
    const record: Record<string, Cell> = {};
    columns.forEach((field, column) => {
      if (field !== '') record[field] = cells[column];
    });
    addRecord(draft, form, record, origin);
  });
}

/** The field of each column; undefined when a head is unknown, stands twice or is missing, which is then among the faults. */
function columnsOf(draft: Draft, sheet: Sheet, kind: Kind, form: ProblemFile): readonly string[] | undefined {
  const row = sheet.firstRow - 1;
  const names = kind.fields.map((field) => field.name);
  const taken = new Set<string>();
  let good = true;
  const columns = sheet.head.map((head) => {
    const said = form.heads[head];
    // Two fields may bear one label: the first of them that no column gave yet.
    const fields =
      said === undefined
        ? kind.fields.filter((one) => one.name === head || one.label === head).map((one) => one.name)
        : [said];
    const field = fields.find((one) => !taken.has(one));
    if (field === undefined) {
      good = false;
      const known = [...new Set([...Object.keys(form.heads), ...names])];
      const why =
        fields.length > 0 ? 'which another column says already' : `which is not known. Known are ${known.join(', ')}`;
      draft.faults.push({
        file: sheet.file,
        row,
        column: head,
        value: head,
        text: `${sheet.file} has a column "${head}", ${why}.`,
      });
    }
    if (field) taken.add(field);
    return field ?? '';
  });
  for (const field of form.required)
    if (!columns.includes(field)) {
      good = false;
      const head = Object.entries(form.heads).find(([, name]) => name === field)?.[0] ?? field;
      draft.faults.push({ file: sheet.file, row, column: head, text: `${sheet.file} has no column "${head}".` });
    }
  return good ? columns : undefined;
}

function addRecord(draft: Draft, form: ProblemFile, record: Record<string, Cell>, origin: Origin): void {
  switch (form.kind) {
    case 'items':
      Object.assign(
        record,
        itemKinds[
          String(record.supply ?? '')
            .trim()
            .toLowerCase()
        ] ?? {},
      );
      orElse(record, 'unit', 'PCS');
      break;
    case 'customer_lines':
      orElse(record, 'customer', 'CUSTOMER');
      if (isEmpty(record.line))
        draft.demandNames.set(`${String(record.order_no ?? '').trim()}/1`, String(record.order_no ?? '').trim());
      break;
    case 'stock':
      orElse(record, 'location', 'MAIN');
      break;
  }
  draft.add(form.kind, record, origin);
}

/** An empty cell is as good as a column that is not there. */
function orElse(record: Record<string, Cell>, field: string, otherwise: string): void {
  if (isEmpty(record[field])) record[field] = otherwise;
}

/** What the set only mentions becomes records of its own, unless the folder brings them. */
function complete(draft: Draft, working: string | undefined, source: string): void {
  const made: Origin = { file: source };
  const mention = (kind: string, from: string, field: string, more: Readonly<Record<string, Cell>> = {}): void => {
    if (given.has(kind)) return;
    for (const record of draft.records(from))
      draft.mention(kind, record[field], { code: record[field], ...more }, made);
  };
  const given = new Set(
    ['units', 'calendars', 'work_centres', 'vendors', 'customers', 'locations'].filter((kind) => draft.has(kind)),
  );
  if (!given.has('calendars')) {
    if (working === undefined)
      draft.faults.push({
        file: metaFile,
        field: 'calendar.working',
        text: 'There are no working hours: meta.json has no "working" in its "calendar", and there is no calendars.csv.',
      });
    else draft.add('calendars', { code: 'PLANT', name: 'Plant', week: working }, made);
  }
  const calendar = draft.records('calendars')[0]?.code ?? 'PLANT';
  mention('work_centres', 'machines', 'work_centre', { calendar });
  mention('work_centres', 'routing_steps', 'work_centre', { calendar });
  mention('vendors', 'sources', 'vendor');
  mention('vendors', 'purchase_lines', 'vendor');
  mention('customers', 'customer_lines', 'customer');
  mention('locations', 'stock', 'location');
  if (!given.has('units')) {
    mention('units', 'items', 'unit', { decimals: decimalsIn(draft) });
  }
}

function readMeta(
  files: Files,
  draft: Draft,
  now: string | undefined,
): { site: ReadSite; working: string | undefined } {
  const file = metaFile;
  const meta = parsed(files.get(file), draft);
  const zone = typeof meta.timezone === 'string' ? meta.timezone : 'UTC';
  if (!isZone(zone))
    draft.faults.push({
      file,
      field: 'timezone',
      value: zone,
      text: `meta.json: the timezone "${zone}" is not known. Maybe "Europe/Berlin".`,
    });
  const working =
    isRecord(meta.calendar) && typeof meta.calendar.working === 'string' ? meta.calendar.working : undefined;
  const week = working === undefined ? undefined : readWeek(working);
  if (week && 'fault' in week)
    draft.faults.push({
      file,
      field: 'calendar.working',
      value: working,
      text: `meta.json, calendar.working: ${week.fault}`,
    });
  const given = now ?? (typeof meta.now === 'string' ? meta.now : undefined);
  const instant = given === undefined || !isZone(zone) ? undefined : instantIn(zone, given);
  if (given === undefined)
    draft.faults.push({
      file,
      field: 'now',
      text: 'Nobody says what time it is: meta.json has no "now". Maybe say it: 2026-01-05T06:00.',
    });
  else if (instant === undefined && isZone(zone))
    draft.faults.push({
      file: now === undefined ? file : undefined,
      field: 'now',
      value: given,
      text: `"now" is "${given}", which is no time. Maybe 2026-01-05T06:00:00.`,
    });
  const currency = currencyOf(meta.currency, (fault) => draft.faults.push({ file, ...fault }));
  const code = typeof meta.name === 'string' ? meta.name : 'PLANT';
  const rules = rulesOf(meta, currency, (fault) => draft.faults.push({ file, ...fault }));
  return {
    site: { code, zone, currency, dueTime: '17:00', now: instant, rules },
    working: week && 'fault' in week ? undefined : working,
  };
}

function parsed(bytes: Uint8Array | undefined, draft: Draft): Readonly<Record<string, unknown>> {
  const file = metaFile;
  if (!bytes) return {};
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (isRecord(value)) return value;
    draft.faults.push({ file, text: 'meta.json does not hold an object.' });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    draft.faults.push({ file, text: `meta.json is not JSON: ${error.message}.` });
  }
  return {};
}
