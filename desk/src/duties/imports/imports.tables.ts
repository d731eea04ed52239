/** Tables of imports: what came in, how its columns were matched, rows put aside, who owns which field beside an ERP. */
import type { ColumnType, Generated, RawBuilder } from 'kysely';
import type { Fault } from '../../house/errors.ts';
import type { RecordColumns, TableMigration } from '../../server/database/columns.ts';
import { recordTable } from '../../server/database/columns.ts';
import type { Question } from '../records/questions.ts';
import type { ImportMode, SheetCounts, SheetMapping } from './dryrun.ts';
import type { FormatName } from './formats.ts';

type Json<T> = ColumnType<T, string, string>;

export interface ImportsTable extends RecordColumns {
  file: string;
  state: 'dry' | 'applied' | 'cancelled';
  mode: Json<ImportMode>;
  mapping: Json<readonly SheetMapping[]>;
  counts: ColumnType<readonly SheetCounts[], string | undefined, string>;
  fault_count: Generated<number>;
  /** And what is asked before it is taken. */
  notes: ColumnType<readonly (string | Question)[], string | undefined, string>;
  /** The system whose data it is; null: sheets. */
  format: ColumnType<FormatName | null, FormatName | null | undefined, FormatName | null>;
  /** What a person said is the data's own time. */
  source_now: ColumnType<string | null, string | null | undefined, string | null>;
}

/** Beside the import, and not in the log: large, and soon of no interest. */
export interface ImportFilesTable {
  import: number;
  /** The file, gzipped: taking it needs no second upload. Null when the import was taken or cancelled. */
  packed: Buffer | null;
  /** Rows pasted, as JSON, rather than a file. */
  pasted: boolean;
  /** The first of them; `fault_count` of the import says how many there are. */
  faults: Json<readonly Fault[]>;
}

/** Written outside the transaction of the import, so that others can read it meanwhile. */
export interface ImportProgressTable {
  import: number;
  stage: string;
  done: number;
  total: number;
  cancelled: Generated<boolean>;
}

export interface ImportMappingsTable extends RecordColumns {
  /** The heads of a sheet, in order, in lower case. */
  signature: string;
  kind: string;
  columns: Json<SheetMapping['columns']>;
}

export interface ParkedRowsTable extends RecordColumns {
  import: number;
  kind: string;
  file: string;
  sheet: string | null;
  row: number | null;
  /** As they were typed, by field name. */
  cells: Json<Readonly<Record<string, string | number | boolean | null>>>;
  faults: Json<readonly Fault[]>;
}

export interface FieldOwnersTable extends RecordColumns {
  kind: string;
  field: string;
  owner: 'erp' | 'hotlist';
}

/** One list that was given out to the ERP: what changed here between two moments of the database. */
export interface WriteBacksTable extends RecordColumns {
  kind: string;
  /** pg_snapshot as text; null: from the beginning. */
  since: string | null;
  until: string;
  rows: number;
  made_at: Generated<string>;
  made_by: Generated<string>;
  /** When and by whom it was said that the ERP has it. */
  taken_over_at: ColumnType<string | null, string | null | undefined, string | RawBuilder<string> | null>;
  taken_over_by: ColumnType<string | null, string | null | undefined, string | RawBuilder<string> | null>;
}

const imports = recordTable(
  'imports',
  ['state'],
  `
  file text not null,
  state text not null default 'dry' check (state in ('dry', 'applied', 'cancelled')),
  mode jsonb not null,
  mapping jsonb not null,
  counts jsonb not null default '[]',
  fault_count integer not null default 0,
  notes jsonb not null default '[]'`,
).sql;

const importMappings = recordTable(
  'import_mappings',
  [],
  `
  signature text not null,
  kind text not null,
  columns jsonb not null,
  unique (site, signature)`,
).sql;

const parkedRows = recordTable(
  'parked_rows',
  ['kind', 'import'],
  `
  import bigint not null references imports (id),
  kind text not null,
  file text not null,
  sheet text,
  row integer,
  cells jsonb not null,
  faults jsonb not null default '[]'`,
).sql;

const fieldOwners = recordTable(
  'field_owners',
  [],
  `
  kind text not null,
  field text not null,
  owner text not null check (owner in ('erp', 'hotlist')),
  unique (site, kind, field)`,
).sql;

const writeBacks = recordTable(
  'write_backs',
  ['kind'],
  `
  kind text not null,
  since text,
  until text not null,
  rows integer not null`,
).sql;

export const importsTables: TableMigration = {
  name: 'imports',
  sql: `${imports}
create table import_files (
  import bigint primary key references imports (id) on delete cascade,
  packed bytea,
  pasted boolean not null,
  faults jsonb not null default '[]'
);
alter table import_files alter column packed set storage external;
create table import_progress (
  import bigint primary key,
  stage text not null,
  done integer not null,
  total integer not null,
  cancelled boolean not null default false
);
${importMappings}
${parkedRows}
${fieldOwners}
${writeBacks}`,
};

export const importsOfSystems: TableMigration = {
  name: 'imports-of-systems',
  sql: 'alter table imports add column format text, add column source_now text;',
};

export const writeBacksTakenOver: TableMigration = {
  name: 'write-backs-taken-over',
  sql: `
alter table write_backs add column made_at timestamptz not null default now(), add column made_by text not null default '',
  add column taken_over_at timestamptz, add column taken_over_by text;
alter table write_backs disable trigger user;
update write_backs set made_at = changed_at, made_by = changed_by;
alter table write_backs enable trigger user;
alter table write_backs alter column made_by set default writer();`,
};
