/** Work that supervisors released from the frozen zone, and what they took back of it: facts, never changed; releases run out by themselves. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';

export interface ZoneReleasesTable {
  id: Generated<number>;
  site: string;
  /** As it was called then. */
  work_order: string;
  /** Id of that order; null: released before it was kept, and the log does not know the order. */
  order_id: number | null;
  /** Null: every step. */
  seq: number | null;
  /** Id and name of who released it. */
  person: string;
  who: string;
  at: Generated<string>;
  reason: string;
  until: string;
}

export interface ZoneReleasesTakenBackTable {
  release: number;
  site: string;
  work_order: string;
  seq: number | null;
  person: string;
  who: string;
  at: Generated<string>;
  reason: string;
}

export const zoneReleasesTable = {
  name: 'zone-releases',
  sql: `
create table zone_releases (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  work_order text not null,
  seq integer,
  person text not null,
  who text not null,
  at timestamptz not null default clock_timestamp(),
  reason text not null,
  until timestamptz not null
);
create index on zone_releases (site, until);
create trigger append_only before update or delete on zone_releases for each row execute function refuse_change();
create trigger announced after insert on zone_releases for each statement execute function announce_change();
${logged('zone_releases', { called: 'work_order', without: ['person', 'at', 'work_order'] })}`,
};

export const zoneReleasesTakenBack = {
  name: 'zone-releases-taken-back',
  sql: `
create table zone_releases_taken_back (
  release bigint primary key references zone_releases (id),
  site text not null references sites (code) on update cascade,
  work_order text not null,
  seq integer,
  person text not null,
  who text not null,
  at timestamptz not null default clock_timestamp(),
  reason text not null
);
create trigger append_only before update or delete on zone_releases_taken_back for each row execute function refuse_change();
create trigger announced after insert on zone_releases_taken_back for each statement execute function announce_change();
${logged('zone_releases_taken_back', { key: 'release', called: 'work_order', without: ['person', 'at', 'work_order', 'release'] })}`,
};

/** A release is of its work order, whatever that is called later. */
export const zoneReleasesOfOrders = {
  name: 'zone-releases-of-orders',
  sql: `
alter table zone_releases add order_id bigint;
drop trigger audited on zone_releases;
alter table zone_releases disable trigger append_only;
update zone_releases r set order_id = coalesce((
  select a.record from audit a
  where a.kind = 'work_orders' and a.site = r.site and a.called = r.work_order and a.at <= r.at
  order by a.id desc limit 1), (
  select w.id from work_orders w where w.site = r.site and w.number = r.work_order));
alter table zone_releases enable trigger append_only;
${logged('zone_releases', { called: 'work_order', without: ['person', 'at', 'work_order', 'order_id'] })}`,
};
