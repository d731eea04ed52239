/** Imports: a file or pasted rows in, what would happen, taking it; rows put aside; files out; lists back to an ERP. */
import { z } from 'zod';
import { route } from '../../house/contract.ts';
import { listQuery } from '../../house/kind.contract.ts';
import { formatNames } from './formats.ts';
import { instantIn } from './instants.ts';

export const fault = z.object({
  file: z.string().optional(),
  sheet: z.string().optional(),
  row: z.int().optional().describe('As the person counts: the first row of the file is 1'),
  column: z.string().optional(),
  field: z.string().optional(),
  value: z.string().optional(),
  text: z.string(),
});

const mode = z.object({
  rows: z.enum(['all', 'good']).describe('all: all or nothing; good: the good rows, the bad parked'),
  from: z.enum(['spreadsheet', 'erp']).describe('erp: fields that Hotlist owns keep what they have'),
});

const sheetMapping = z.object({
  sheet: z.string(),
  head: z.array(z.string()).readonly(),
  kind: z.string().nullable(),
  columns: z.array(z.string().nullable()).readonly(),
  rows: z.int(),
});

const format = z.enum(formatNames);
const said = {
  format: z
    .enum([...formatNames, 'sheets'])
    .optional()
    .describe('The system that it comes from; absent: told by its content'),
  now: z
    .string()
    .max(40)
    .refine((text) => instantIn('UTC', text) !== undefined, 'is no time. Maybe 2026-01-05T06:00')
    .optional()
    .describe('What time it is in the data of a system that does not say so, or says another'),
};

const counts = z.object({
  kind: z.string(),
  added: z.int(),
  changed: z.int(),
  same: z.int(),
  bad: z.int(),
  kept: z.int().describe('Values that the ERP would have changed in fields that Hotlist owns'),
  fields: z.record(z.string(), z.int()).describe('How many values change, by field'),
  missing: z
    .object({ count: z.int(), first: z.array(z.string()).readonly() })
    .describe('Records not in the file; they stay'),
});

export const importShape = z
  .object({
    id: z.int(),
    version: z.int(),
    changed_at: z.string(),
    changed_by: z.string(),
    file: z.string(),
    state: z.enum(['dry', 'applied', 'cancelled']),
    mode,
    mapping: z.array(sheetMapping).readonly(),
    counts: z.array(counts).readonly(),
    faults: z.array(fault).readonly().describe('The first thousand'),
    fault_count: z.int(),
    notes: z.array(z.string()).readonly(),
    asked: z
      .object({ code: z.string(), text: z.string() })
      .nullable()
      .describe('What is asked before it is taken; confirmed by its code'),
    parked: z.int().describe('Rows put aside when it was taken'),
    format: format.nullable().describe('The system whose data it is; null: sheets, whose columns are matched'),
    now: z.string().nullable().describe('The time that was said for the data of a system'),
  })
  .meta({ id: 'import' });

const tag = 'Import';
const id = z.object({ id: z.coerce.number().int().positive() });
/** Seen by whoever may write any kind; each kind's own permission is asked for what the file holds. */
const permission = 'stock.see';

export const uploadImport = route({
  method: 'POST',
  path: '/imports',
  permission,
  tag,
  summary:
    'Dry run of files (CSV, a workbook, a zip of them, the data of another system): what they would change and everything against it; nothing is written',
  upload: 'many',
  body: z.object({ kind: z.string().max(60).optional(), from: z.enum(['spreadsheet', 'erp']).optional(), ...said }),
  answer: importShape,
});

const pastedCell = z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()]);
export const pasteImport = route({
  method: 'POST',
  path: '/imports/paste',
  permission,
  tag,
  summary: 'Dry run of rows pasted from a spreadsheet',
  body: z.object({
    kind: z.string().max(60),
    head: z.array(z.string().max(200)).min(1).max(200),
    rows: z.array(z.array(pastedCell).max(200)).min(1).max(20_000),
  }),
  answer: importShape,
});

export const listImports = route({
  method: 'GET',
  path: '/imports',
  permission,
  tag,
  summary: 'The last imports',
  answer: z.object({
    rows: z
      .array(
        importShape.pick({
          id: true,
          file: true,
          state: true,
          changed_at: true,
          changed_by: true,
          counts: true,
          fault_count: true,
          parked: true,
        }),
      )
      .readonly(),
  }),
});

export const readImport = route({
  method: 'GET',
  path: '/imports/:id',
  permission,
  tag,
  summary: 'Read one import',
  params: id,
  answer: importShape,
});

export const changeImport = route({
  method: 'PATCH',
  path: '/imports/:id',
  permission,
  tag,
  summary:
    'Say what the sheets and columns are, which system it comes from, or how to take it; the dry run is done again',
  params: id,
  body: z.object({
    mapping: z
      .array(
        z
          .object({ kind: z.string().nullable(), columns: z.array(z.string().nullable()).max(1000).optional() })
          .strict(),
      )
      .max(100)
      .optional(),
    mode: mode.partial().optional(),
    ...said,
  }),
  answer: importShape,
  versioned: true,
});

export const applyImport = route({
  method: 'POST',
  path: '/imports/:id/apply',
  permission,
  tag,
  summary: 'Take it: all or nothing, or the good rows with the bad parked',
  params: id,
  body: z.object({ rows: z.enum(['all', 'good']).optional() }),
  answer: importShape,
});

export const cancelImport = route({
  method: 'POST',
  path: '/imports/:id/cancel',
  permission,
  tag,
  summary: 'Drop an import, also while it is being taken; nothing of it is written then',
  params: id,
  answer: z.object({ cancelled: z.boolean() }),
});

export const importProgress = route({
  method: 'GET',
  path: '/imports/:id/progress',
  permission,
  tag,
  summary: 'How far an import is that is being taken',
  params: id,
  answer: z.object({
    stage: z.string().nullable().describe('null: not begun yet, or over'),
    done: z.int(),
    total: z.int(),
  }),
});

export const parkedShape = z
  .object({
    id: z.int(),
    version: z.int(),
    changed_at: z.string(),
    changed_by: z.string(),
    import: z.int(),
    kind: z.string(),
    file: z.string(),
    sheet: z.string().nullable(),
    row: z.int().nullable(),
    cells: z.record(z.string(), pastedCell),
    faults: z.array(fault).readonly(),
  })
  .meta({ id: 'parked_row' });

export const listParked = route({
  method: 'GET',
  path: '/parked',
  permission,
  tag,
  summary: 'Rows put aside because something was wrong with them',
  query: z.object({
    kind: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
    after: z.coerce.number().int().min(0).default(0),
  }),
  answer: z.object({ rows: z.array(parkedShape).readonly(), total: z.int(), next: z.int().nullable() }),
});

export const mendParked = route({
  method: 'PATCH',
  path: '/parked/:id',
  permission,
  tag,
  summary: 'Mend cells of a parked row; it is checked again',
  params: id,
  body: z.object({ cells: z.record(z.string().max(60), pastedCell) }),
  answer: parkedShape,
  versioned: true,
});

export const dropParked = route({
  method: 'DELETE',
  path: '/parked/:id',
  permission,
  tag,
  summary: 'Drop a parked row',
  params: id,
  answer: z.object({ deleted: parkedShape }),
  versioned: true,
});

export const takeParked = route({
  method: 'POST',
  path: '/parked/take',
  permission,
  tag,
  summary: 'Take every parked row that is right by now',
  body: z.object({ kind: z.string().max(60).optional() }),
  answer: z.object({ taken: z.int(), left: z.int() }),
});

const csv = 'text/csv; charset=utf-8';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const fileTypes = { csv, xlsx } as const;
const fileFormat = z.object({ format: z.enum(['csv', 'xlsx']).default('csv') });
const download = [csv, xlsx];
const kindParam = z.object({ kind: z.string().max(60) });

export const exportKind = route({
  method: 'GET',
  path: '/exports/:kind',
  permission,
  tag,
  summary: 'The records of a kind, all or those that pass a filter, as a file that can be imported again',
  params: kindParam,
  query: fileFormat.extend(listQuery.pick({ search: true, sort: true, filter: true }).shape),
  download,
  answer: z.unknown(),
});
export const templateKind = route({
  method: 'GET',
  path: '/templates/:kind',
  permission,
  tag,
  summary: 'An empty sheet with the heads of a kind; "all" (as workbook) for every kind',
  params: kindParam,
  query: fileFormat,
  download,
  answer: z.unknown(),
});

export const writeBackShape = z.object({
  id: z.int(),
  kind: z.string(),
  rows: z.int(),
  made_at: z.string(),
  made_by: z.string(),
  taken_over_at: z.string().nullable().describe('When it was said that the ERP has it'),
  taken_over_by: z.string().nullable(),
});
export const pendingWriteBack = route({
  method: 'GET',
  path: '/write-backs/:kind',
  permission,
  tag,
  summary: 'How many records of a kind changed here since the last list that went back to the ERP; the lists so far',
  params: kindParam,
  answer: z.object({ pending: z.int(), lists: z.array(writeBackShape) }),
});
export const makeWriteBack = route({
  method: 'POST',
  path: '/write-backs/:kind',
  permission,
  tag,
  summary: 'Make the next list of what changed here',
  params: kindParam,
  answer: writeBackShape,
});
export const takeOverWriteBack = route({
  method: 'POST',
  path: '/write-backs/:kind/:id/taken-over',
  permission,
  tag,
  summary: 'Say that the ERP has taken a list over; said twice it stands as first said',
  params: kindParam.extend(id.shape),
  answer: writeBackShape,
});
export const writeBackFile = route({
  method: 'GET',
  path: '/write-backs/:kind/:id',
  permission,
  tag,
  summary: 'One list of what changed here, as a file; the same however often it is fetched',
  params: kindParam.extend(id.shape),
  query: fileFormat,
  download,
  answer: z.unknown(),
});

const owner = z.object({ kind: z.string().max(60), field: z.string().max(60), owner: z.enum(['erp', 'hotlist']) });
export const listOwners = route({
  method: 'GET',
  path: '/field-owners',
  permission,
  tag,
  summary: 'Which side owns which field beside an ERP; what is not listed is the ERP’s',
  answer: z.object({ rows: z.array(owner) }),
});
export const setOwner = route({
  method: 'PUT',
  path: '/field-owners',
  permission: 'master.write',
  tag,
  summary: 'Say which side owns a field',
  body: owner.strict(),
  answer: owner,
});
