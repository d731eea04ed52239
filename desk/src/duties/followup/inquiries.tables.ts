/** Mails to vendors about their open lines: facts, each with its text as it was sent, and the lines that it asks about. */
import type { ColumnType, Generated } from 'kysely';
import type { Language } from '../../house/languages.ts';
import { logged } from '../../server/database/audit.tables.ts';
import type { TableMigration } from '../../server/database/columns.ts';
import type { InquiryAsk } from '../partners/inquirytexts.ts';

export interface InquiriesTable {
  id: Generated<number>;
  site: string;
  vendor: string;
  recipient: string;
  with_whom: string;
  language: Language;
  /** With the mark by which an answer is known that names no message. */
  subject: string;
  text: string;
  /** In the subject, as `[HL-…]`. */
  mark: string;
  /** The vendor's link that it brings; null: none. */
  link: number | null;
  /** What opens it, until the mail was handed over. */
  link_token: ColumnType<string | null, string | null, null>;
  mail: number;
  at: Generated<string>;
  who: Generated<string>;
}

export interface InquiryLinesTable {
  inquiry: number;
  site: string;
  /** As the line was called then. */
  ref: string;
  /** Null: the line is gone. */
  purchase_line: number | null;
  ask: InquiryAsk;
  /** As it stands in the log of contacts. */
  contact: number;
}

export const inquiriesTables: TableMigration = {
  name: 'inquiries',
  sql: `
alter table mails add column inquiry boolean not null default false, add check (not inquiry or publication is null);

create table inquiries (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  vendor text not null,
  recipient text not null,
  with_whom text not null,
  language text not null check (language in ('en', 'de')),
  subject text not null,
  text text not null,
  mark text not null unique,
  link bigint references vendor_links (id),
  link_token text,
  mail bigint not null unique references mails (id),
  at timestamptz not null default clock_timestamp(),
  who text not null default '',
  foreign key (site, vendor) references vendors (site, code) on update cascade
);
create index on inquiries (site, vendor, id);
create table inquiry_lines (
  inquiry bigint not null references inquiries (id),
  site text not null references sites (code) on update cascade,
  ref text not null,
  purchase_line bigint references purchase_lines (id) on delete set null,
  ask text not null,
  contact bigint not null references contacts (id),
  primary key (inquiry, ref)
);
create index on inquiry_lines (purchase_line);

create function inquiry_kept() returns trigger language plpgsql as $$
declare codes text[] := array['site', 'vendor', 'purchase_line', 'link_token'];
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - codes = to_jsonb(old) - codes
    and (pg_trigger_depth() > 1 or to_jsonb(new) - 'link_token' = to_jsonb(old) - 'link_token') then return new; end if;
  raise exception 'what was written to a vendor is never changed: write to him anew' using errcode = 'insufficient_privilege';
end $$;
create trigger made before insert on inquiries for each row execute function follow_up_pause_made();
${['inquiries', 'inquiry_lines']
  .map(
    (table) => `
create trigger append_only before update or delete on ${table} for each row execute function inquiry_kept();
create trigger never_emptied before truncate on ${table} for each statement execute function refuse_change();
create trigger announced after insert on ${table} for each statement execute function announce_change();`,
  )
  .join('')}
${logged('inquiries', { called: 'vendor', without: ['link_token'] })}
${logged('inquiry_lines', { key: 'inquiry', called: 'ref' })}`,
};
