/** Mails that were given to a vendor by hand: facts, of which the latest of a mail counts. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { TableMigration } from '../../server/database/columns.ts';

export interface ReplyGivingsTable {
  id: Generated<number>;
  reply: number;
  site: string;
  /** Null: it was taken back. */
  vendor: string | null;
  /** The sender's address, where it is remembered for the vendor. */
  remembered: string | null;
  at: Generated<string>;
  who: Generated<string>;
}

export interface ReplyGivingLinesTable {
  giving: number;
  site: string;
  /** As the line was called then. */
  ref: string;
  /** Null: the line is gone. */
  purchase_line: number | null;
}

export const replyGivings: TableMigration = {
  name: 'reply-givings',
  sql: `
create table reply_givings (
  id bigint generated always as identity primary key,
  reply bigint not null references replies (id),
  site text not null references sites (code) on update cascade,
  vendor text,
  remembered text,
  at timestamptz not null default clock_timestamp(),
  who text not null default '',
  foreign key (site, vendor) references vendors (site, code) on update cascade,
  check (remembered is null or vendor is not null)
);
create index on reply_givings (reply, id);
create index on reply_givings (remembered) where remembered is not null;
create index on reply_givings (site, vendor);
create table reply_giving_lines (
  giving bigint not null references reply_givings (id),
  site text not null references sites (code) on update cascade,
  ref text not null,
  purchase_line bigint references purchase_lines (id) on delete set null,
  primary key (giving, ref)
);
create index on reply_giving_lines (purchase_line);
create trigger made before insert on reply_givings for each row execute function follow_up_pause_made();
${['reply_givings', 'reply_giving_lines']
  .map(
    (table) => `
create trigger append_only before update or delete on ${table} for each row execute function reply_kept();
create trigger never_emptied before truncate on ${table} for each statement execute function refuse_change();
create trigger announced after insert on ${table} for each statement execute function announce_change();`,
  )
  .join('')}
${logged('reply_givings', { key: 'reply', called: 'reply' })}
${logged('reply_giving_lines', { key: 'giving', called: 'ref' })}

create index on inquiries (site, lower(recipient), id);
create index on vendors (lower(email));`,
};
