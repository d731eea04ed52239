/** What every record table has, and how one is made: audited, announced, with its version kept by the database. */
import type { Generated } from 'kysely';

export interface RecordColumns {
  id: Generated<number>;
  site: string;
  /** Counts the edits; `If-Match` names it. Kept by the trigger. */
  version: Generated<number>;
  changed_at: Generated<string>;
  changed_by: Generated<string>;
}

export interface TableMigration {
  readonly name: string;
  readonly sql: string;
}

/** `body` holds the columns and constraints in SQL; `indexed` the columns that other tables are looked up by. */
export function recordTable(name: string, indexed: readonly string[], body: string): TableMigration {
  const indexes = indexed.map((column) => `create index on ${name} (site, ${column});`).join('\n');
  return {
    name,
    sql: `create table ${name} (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by text not null default '',${body}
);
${indexes}
${audited(name)}`,
  };
}

/** From now on every row change of the table is stamped, written to the audit log and announced. */
export function audited(name: string): string {
  return `create trigger stamped before insert or update on ${name} for each row execute function stamp_record();
create trigger audited after insert or update or delete on ${name} for each row execute function audit_record();
create trigger announced after insert or update or delete on ${name} for each statement execute function announce_change();`;
}
