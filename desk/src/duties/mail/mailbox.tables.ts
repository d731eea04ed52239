/** How far a mailbox was read: one row a mailbox, of numbers that the mailbox gives its mails. */
import type { TableMigration } from '../../server/database/columns.ts';

export interface MailboxPlacesTable {
  /** "user@host:port/folder". */
  mailbox: string;
  validity: string;
  uid: number;
  looked_at: string;
  /** What the server said when it could not be read last; null: it could. */
  said: string | null;
}

export const mailboxTable: TableMigration = {
  name: 'mailbox-places',
  sql: `
create table mailbox_places (
  mailbox text primary key,
  validity text not null,
  uid bigint not null,
  looked_at timestamptz not null,
  said text
);`,
};
