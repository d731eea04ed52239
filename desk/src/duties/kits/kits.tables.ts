/** Kits: which order and step, where it is staged, and who checked, released or issued it. What lies in it is what is reserved there for its order. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';

export interface KitsTable {
  id: Generated<number>;
  site: string;
  number: string;
  work_order: string;
  /** Null: every step. */
  seq: number | null;
  location: string;
  made_at: Generated<string>;
  made_by: string;
  checked_at: string | null;
  checked_by: string | null;
  check_note: string | null;
  released_at: string | null;
  released_by: string | null;
  release_reason: string | null;
  issued_at: string | null;
  issued_by: string | null;
  /** Taken apart instead. */
  apart_at: string | null;
}

export const kitsTable = {
  name: 'kits',
  sql: `
create table kits (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  number text not null,
  work_order text not null,
  seq integer,
  location text not null,
  made_at timestamptz not null default clock_timestamp(),
  made_by text not null,
  checked_at timestamptz,
  checked_by text,
  check_note text,
  released_at timestamptz,
  released_by text,
  release_reason text,
  issued_at timestamptz,
  issued_by text,
  apart_at timestamptz,
  foreign key (site, work_order) references work_orders (site, number) on update cascade,
  foreign key (site, location) references locations (site, code) on update cascade,
  unique (site, number)
);
create unique index kits_one_open on kits (site, work_order, coalesce(seq, 0)) where issued_at is null and apart_at is null;
create trigger announced after insert or update on kits for each statement execute function announce_change();
${logged('kits', { called: 'number' })}`,
};
