/** What people say about a record: facts, never edited. */
import type { RecordColumns } from '../../server/database/columns.ts';
import { audited } from '../../server/database/columns.ts';

export interface CommentsTable extends RecordColumns {
  /** A kind of record, and the record's own words: 'customer_lines', 'SO-1042/2'. */
  about_kind: string;
  ref: string;
  text: string;
}

export const commentsTables = {
  name: 'comments',
  sql: `
create table comments (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by text not null default '',
  about_kind text not null,
  ref text not null,
  text text not null
);
create index on comments (site, about_kind, ref, id);
${audited('comments')}
create trigger append_only before update or delete on comments for each row execute function refuse_change();
`,
};
