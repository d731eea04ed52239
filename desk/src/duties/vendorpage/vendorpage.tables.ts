/**
 * Vendors' links: facts. Of the token, which is the link's whole secret, only a digest is kept. A link stands until it ends by itself
 * (`expires_at`) or somebody ends it; what was done by it is told by its uses, and by the promises and contacts that came of it.
 */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { TableMigration } from '../../server/database/columns.ts';
import type { LinkUse } from './vendorpage.ts';

export interface VendorLinksTable {
  id: Generated<number>;
  site: string;
  vendor: string;
  /** Null: all open lines of the vendor. */
  order_no: string | null;
  /** SHA-256 of the token, in hexadecimal digits. */
  hash: string;
  expires_at: string;
  at: Generated<string>;
  who: Generated<string>;
}

/** Somebody of ours ended it before its time. */
export interface VendorLinkEndsTable {
  link: number;
  site: string;
  vendor: string;
  at: Generated<string>;
  who: Generated<string>;
}

export interface VendorLinkUsesTable {
  id: Generated<number>;
  link: number;
  site: string;
  vendor: string;
  use: LinkUse;
  /** As whoever answered called himself; null: it was looked at. */
  name: string | null;
  /** How many lines he answered. */
  lines: number;
  /** The network's address that it came from. */
  address: string;
  at: Generated<string>;
}

const kept = (table: string): string => `
create trigger append_only before update or delete on ${table} for each row execute function vendor_link_kept();
create trigger never_emptied before truncate on ${table} for each statement execute function refuse_change();
create trigger announced after insert on ${table} for each statement execute function announce_change();`;
const made = (table: string): string =>
  `create trigger made before insert on ${table} for each row execute function vendor_link_made();`;

export const vendorLinksTables: TableMigration = {
  name: 'vendor-links',
  sql: `
create table vendor_links (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  vendor text not null,
  order_no text,
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  expires_at timestamptz not null,
  at timestamptz not null default clock_timestamp(),
  who text not null default '',
  foreign key (site, vendor) references vendors (site, code) on update cascade
);
create index on vendor_links (site, vendor, id);
create table vendor_link_ends (
  link bigint primary key references vendor_links (id),
  site text not null references sites (code) on update cascade,
  vendor text not null,
  at timestamptz not null default clock_timestamp(),
  who text not null default '',
  foreign key (site, vendor) references vendors (site, code) on update cascade
);
create table vendor_link_uses (
  id bigint generated always as identity primary key,
  link bigint not null references vendor_links (id),
  site text not null references sites (code) on update cascade,
  vendor text not null,
  use text not null check (use in ('opened', 'answered')),
  name text check (name <> ''),
  lines integer not null default 0,
  address text not null,
  at timestamptz not null default clock_timestamp(),
  foreign key (site, vendor) references vendors (site, code) on update cascade
);
create index on vendor_link_uses (link, id);

create function vendor_link_made() returns trigger language plpgsql as $$
begin
  new.at := clock_timestamp();
  new.who := writer();
  return new;
end $$;
${['vendor_links', 'vendor_link_ends'].map(made).join('\n')}
create function vendor_link_kept() returns trigger language plpgsql as $$
declare codes text[] := array['site', 'vendor'];
begin
  if pg_trigger_depth() > 1 and tg_op = 'UPDATE' and to_jsonb(new) - codes = to_jsonb(old) - codes then return new; end if;
  raise exception 'a vendor''s link is never changed: end it and make another' using errcode = 'insufficient_privilege';
end $$;
${['vendor_links', 'vendor_link_ends', 'vendor_link_uses'].map(kept).join('')}
${logged('vendor_links', { called: 'vendor', without: ['hash'] })}
${logged('vendor_link_ends', { key: 'link', called: 'vendor' })}
${logged('vendor_link_uses', { key: 'link', called: 'vendor' })}

alter table contacts drop constraint contacts_channel_check,
  add check (channel in ('call', 'mail', 'visit', 'message', 'acknowledgement', 'link'));
alter table purchase_promises drop constraint purchase_promises_how_check,
  add check (how in ('call', 'mail', 'visit', 'message', 'acknowledgement', 'link', 'import', 'typed'));`,
};
