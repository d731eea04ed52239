/** Templates and printers, the numbers that containers were given, and what was printed. */
import type { ColumnType, Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import { type RecordColumns, recordTable, type TableMigration } from '../../server/database/columns.ts';
import type { Values } from './labels.ts';
import type { PaperSubject, PrintState } from './printing.ts';
import type { Subject, Template } from './templates.ts';

export interface LabelTemplatesTable extends RecordColumns, Template {}

export interface PrintersTable extends RecordColumns {
  code: string;
  name: string | null;
  host: string;
  port: number;
  dots_mm: string;
  /** Of a print server; null: the printer itself. */
  queue: string | null;
  speaks: 'ZPL' | 'PDF';
}

export interface ContainerCountersTable {
  company_prefix: string;
  extension: number;
  last: number;
}

/** A number is given once, to whatever site; who has it stands in the ledger. */
export interface ContainerNumbersTable {
  sscc: string;
  site: string;
  item: string | null;
  lot: string | null;
  qty: string | null;
  given_by: string;
  given_at: Generated<string>;
}

export interface LabelPrintsTable {
  id: Generated<number>;
  site: string;
  subject: Subject | PaperSubject;
  /** As it stood when it was printed; null: of papers, which have none. */
  template: ColumnType<Template | null, string | null, never>;
  /** Of tickets; null: of others. */
  printing: number | null;
  /** Of a dispatch list that one brought. */
  publication: number | null;
  labels: ColumnType<readonly Values[], string, never>;
  copies: number;
  /** Null: a sheet, that the browser opens. */
  printer: string | null;
  sheet: string | null;
  skip: number;
  reprint_of: number | null;
  state: ColumnType<PrintState, PrintState | undefined, PrintState>;
  tries: Generated<number>;
  /** No worker takes it before. */
  next_at: Generated<string>;
  said: string | null;
  sent_at: string | null;
  asked_by: string;
  asked_at: Generated<string>;
}

const templatesTable = recordTable(
  'label_templates',
  [],
  `
  code text not null,
  name text,
  subject text not null check (subject in ('item', 'lot', 'location', 'container')),
  width_mm numeric(6,1) not null,
  height_mm numeric(6,1) not null,
  drawing text not null,
  unique (site, code)`,
);

const printersTable = recordTable(
  'printers',
  [],
  `
  code text not null,
  name text,
  host text not null,
  port integer not null default 9100,
  dots_mm text not null default '8',
  unique (site, code)`,
);

export const labelsOfKits: TableMigration = {
  name: 'labels-of-kits',
  sql: `
alter table label_templates drop constraint label_templates_subject_check,
  add check (subject in ('item', 'lot', 'serial', 'location', 'container', 'kit'))`,
};

export const labelsOfCards: TableMigration = {
  name: 'labels-of-cards',
  sql: `
alter table label_templates drop constraint label_templates_subject_check,
  add check (subject in ('item', 'lot', 'serial', 'location', 'container', 'kit', 'kanban card'))`,
};

/** A template of one customer: his own label. */
export const labelsOfCustomers: TableMigration = {
  name: 'labels-of-customers',
  sql: `
alter table label_templates add column customer text,
  add foreign key (site, customer) references customers (site, code) on update cascade`,
};

export const printerQueues: TableMigration = {
  name: 'printer-queues',
  sql: `
alter table printers add column queue text, add column speaks text not null default 'ZPL' check (speaks in ('ZPL', 'PDF'))`,
};

/** Tickets go to printers by the same queue. */
export const printsOfTickets: TableMigration = {
  name: 'prints-of-tickets',
  sql: `
alter table label_prints alter column template drop not null,
  add column printing bigint references ticket_prints (id),
  drop constraint label_prints_state_check,
  add check (state in ('waiting', 'sent', 'failed', 'cancelled', 'sheet', 'superseded')),
  add check ((printing is null) = (template is not null)),
  add check ((subject = 'ticket') = (printing is not null));
create index on label_prints (printing) where printing is not null;
create trigger printing_stays before update of printing on label_prints for each row execute function refuse_change();
alter table departments add column printer text,
  add foreign key (site, printer) references printers (site, code) on update cascade`,
};

/** Dispatch lists go to printers by it too. */
export const printsOfLists: TableMigration = {
  name: 'prints-of-lists',
  sql: `
alter table label_prints add column publication bigint references publications (id),
  drop constraint label_prints_check1,
  drop constraint label_prints_check2,
  add check ((template is null) = (subject in ('ticket', 'dispatch list'))),
  add check ((printing is not null) = (subject = 'ticket')),
  add check (publication is null or subject = 'dispatch list');
create index on label_prints (publication) where publication is not null;
create trigger publication_stays before update of publication on label_prints for each row execute function refuse_change()`,
};

/** Which list of a department was on paper last. */
export const printsOfListsIndex: TableMigration = {
  name: 'prints-of-lists-index',
  sql: `create index on label_prints (site, (labels -> 0 ->> 'department'), publication) where publication is not null`,
};

export const labelsTables: TableMigration = {
  name: 'labels',
  sql: `${templatesTable.sql}
${printersTable.sql}
create table container_counters (
  company_prefix text not null,
  extension integer not null check (extension between 0 and 9),
  last bigint not null,
  primary key (company_prefix, extension)
);
create table container_numbers (
  sscc text primary key,
  site text not null references sites (code) on update cascade,
  item text,
  lot text,
  qty text,
  given_by text not null,
  given_at timestamptz not null default clock_timestamp()
);
create trigger append_only before update or delete on container_numbers for each row execute function refuse_change();
create table label_prints (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  subject text not null,
  template jsonb not null,
  labels jsonb not null,
  copies integer not null,
  printer text,
  sheet text,
  skip integer not null default 0,
  reprint_of bigint references label_prints (id),
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'cancelled', 'sheet')),
  tries integer not null default 0,
  next_at timestamptz not null default clock_timestamp(),
  said text,
  sent_at timestamptz,
  asked_by text not null,
  asked_at timestamptz not null default clock_timestamp(),
  check ((printer is null) = (state = 'sheet'))
);
create index on label_prints (next_at) where state = 'waiting';
create index on label_prints (site, id);
create trigger append_only before delete or update of site, subject, template, labels, copies, printer, sheet, reprint_of, asked_by, asked_at
  on label_prints for each row execute function refuse_change();
create trigger announced after insert or update on label_prints for each statement execute function announce_change();
${logged('label_prints', { called: 'subject', without: ['template', 'labels', 'tries', 'next_at', 'sent_at', 'asked_at'] })}`,
};
