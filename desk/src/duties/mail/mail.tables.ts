/** The outbox: one row a mail and address. It is written with what it tells of, and sent by a worker afterwards. */
import type { ColumnType, Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { MailState } from './mail.ts';

export interface MailsTable {
  id: Generated<number>;
  site: string;
  /** The same at every try: what comes twice is known to be one. */
  message_id: string;
  recipient: string;
  subject: string;
  /** Whose list it is; what it says is made of the publication, which never changes. */
  publication: number | null;
  /** A mail to a vendor about his lines (`followup/inquiries.*`); with neither it is a test. */
  inquiry: Generated<boolean>;
  department: string | null;
  /** Printings of tickets that go with it beside the publication's own: of mails whose place it took. */
  prints: ColumnType<readonly number[], string, never>;
  state: ColumnType<MailState, MailState | undefined, MailState>;
  tries: Generated<number>;
  /** No worker takes it before. */
  next_at: Generated<string>;
  /** What the server said when it refused it last. */
  said: string | null;
  sent_at: string | null;
  asked_by: string;
  asked_at: Generated<string>;
}

export const mailsTable = {
  name: 'mails',
  sql: `
create table mails (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  message_id text not null unique,
  recipient text not null,
  subject text not null,
  publication bigint references publications (id),
  department text,
  prints jsonb not null default '[]',
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'overtaken')),
  tries integer not null default 0,
  next_at timestamptz not null default clock_timestamp(),
  said text,
  sent_at timestamptz,
  asked_by text not null,
  asked_at timestamptz not null default clock_timestamp(),
  check ((state = 'sent') = (sent_at is not null)),
  unique (publication, recipient)
);
create index on mails (next_at) where state = 'waiting';
create index on mails (site, asked_at);
create index on mails (site, department) where state in ('waiting', 'failed');
create trigger append_only before delete or update of site, message_id, recipient, subject, publication, department, prints, asked_by, asked_at
  on mails for each row execute function refuse_change();
create trigger announced after insert or update on mails for each statement execute function announce_change();
${logged('mails', { called: 'recipient', without: ['message_id', 'publication', 'prints', 'tries', 'next_at', 'sent_at', 'asked_at'] })}`,
};
