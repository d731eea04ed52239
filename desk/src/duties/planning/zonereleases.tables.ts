/** Work that supervisors released from the frozen zone, and what they took back of it: facts, never changed; releases run out by themselves. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';

export interface ZoneReleasesTable {
  id: Generated<number>;
  site: string;
  work_order: string;
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
