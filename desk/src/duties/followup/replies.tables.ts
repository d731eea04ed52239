/**
 * Mails that came: facts, each once, whatever a mailbox says of it again. What a person does with one are facts too.
 */
import type { ColumnType, Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { TableMigration } from '../../server/database/columns.ts';
import type { Attached } from '../mail/incoming.ts';
import type { ReplyKind, ReplyMatch } from './replies.ts';

export interface RepliesTable {
  id: Generated<number>;
  site: string;
  kind: ReplyKind;
  /** By what it is known whom it is of; null: nobody knows. */
  matched: ReplyMatch | null;
  vendor: string | null;
  inquiry: number | null;
  /** It comes from an address of the vendor's. */
  from_vendor: boolean;
  /** Of the bytes as they came. */
  digest: string;
  message_id: string | null;
  from_address: string;
  from_name: string;
  subject: string;
  text: string;
  files: ColumnType<readonly Attached[], string, never>;
  /** What a server says of a mail of ours that did not arrive. */
  said: string | null;
  size: number;
  /** On the plant's clock: years and weekdays in it are told from this day. */
  came_on: string;
  arrived: string;
  at: Generated<string>;
}

export interface ReplyActsTable {
  id: Generated<number>;
  reply: number;
  site: string;
  act: 'date' | 'done';
  /** Of a date: the line, the contact that the promise came of, and the day. */
  purchase_line: number | null;
  ref: string | null;
  contact: number | null;
  day: string | null;
  at: Generated<string>;
  who: Generated<string>;
}

export const repliesTables: TableMigration = {
  name: 'replies',
  sql: `
create table replies (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  kind text not null check (kind in ('reply', 'automatic', 'bounce', 'unread')),
  matched text check (matched in ('message', 'mark', 'sender')),
  vendor text,
  inquiry bigint references inquiries (id),
  from_vendor boolean not null,
  digest text not null unique,
  message_id text,
  from_address text not null,
  from_name text not null,
  subject text not null,
  text text not null,
  files jsonb not null default '[]',
  said text,
  size bigint not null,
  came_on date not null,
  arrived timestamptz not null,
  at timestamptz not null default clock_timestamp(),
  foreign key (site, vendor) references vendors (site, code) on update cascade
);
create index on replies (inquiry);
create index on replies (site, id);
create table reply_acts (
  id bigint generated always as identity primary key,
  reply bigint not null references replies (id),
  site text not null references sites (code) on update cascade,
  act text not null check (act in ('date', 'done')),
  purchase_line bigint references purchase_lines (id) on delete set null,
  ref text,
  contact bigint references contacts (id),
  day date,
  at timestamptz not null default clock_timestamp(),
  who text not null default '',
  check ((act = 'date') = (day is not null))
);
create index on reply_acts (reply, id);
create index on reply_acts (purchase_line);
create unique index on reply_acts (reply) where act = 'done';

create function reply_kept() returns trigger language plpgsql as $$
declare codes text[] := array['site', 'vendor', 'purchase_line'];
begin
  if pg_trigger_depth() > 1 and tg_op = 'UPDATE' and to_jsonb(new) - codes = to_jsonb(old) - codes then return new; end if;
  raise exception 'a mail that came is never changed' using errcode = 'insufficient_privilege';
end $$;
create trigger made before insert on reply_acts for each row execute function follow_up_pause_made();
${['replies', 'reply_acts']
  .map(
    (table) => `
create trigger append_only before update or delete on ${table} for each row execute function reply_kept();
create trigger never_emptied before truncate on ${table} for each statement execute function refuse_change();
create trigger announced after insert on ${table} for each statement execute function announce_change();`,
  )
  .join('')}
${logged('replies', { called: 'from_address', without: ['text', 'digest'] })}
${logged('reply_acts', { key: 'reply', called: 'act' })}`,
};
