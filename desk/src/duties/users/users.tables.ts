/**
 * People, what they may do where, and tokens for programs. `user`, `session`, `account` and `verification` are
 * better-auth's own, with its column names.
 *
 * Every change of a person, role, badge, PIN, password or token is in the audit log under the person's number. The
 * trigger names what it tells, so a secret gets there only by being listed; of secrets it says that they changed.
 */
import type { ColumnType, Generated } from 'kysely';
import type { RecordColumns } from '../../server/database/columns.ts';

export interface UserTable {
  id: string;
  /** By which the audit log and addresses of pages know the person. */
  number: Generated<number>;
  name: string;
  email: string;
  emailVerified: boolean;
  image: string | null;
  createdAt: Generated<string>;
  updatedAt: Generated<string>;
}

export interface SessionTable {
  id: string;
  token: string;
  userId: string;
  expiresAt: string;
  createdAt: string;
  updatedAt: string;
  ipAddress: string | null;
  userAgent: string | null;
}

export interface AccountTable {
  id: string;
  accountId: string;
  providerId: string;
  userId: string;
  password: string | null;
}

export interface GrantsTable extends RecordColumns {
  user_id: string;
  role: string;
}

/** One row a person: what the desk knows beyond the sign-in. */
export interface BadgesTable {
  user_id: string;
  badge: string | null;
  /** scrypt, salted; null: the badge signs nobody in. */
  pin_hash: string | null;
  trainee: Generated<boolean>;
  active: Generated<boolean>;
  /** Counts every change of the person or of their roles, so that the second of two editors is told. */
  version: Generated<number>;
  changed_at: Generated<string>;
  changed_by: Generated<string>;
}

/** Wrong PINs since the last right one. Kept apart: a try is no change of the person. */
export interface BadgeTriesTable {
  user_id: string;
  failed: number;
  locked_until: string | null;
}

export interface TokensTable {
  id: Generated<number>;
  user_id: string;
  name: string;
  hash: string;
  scopes: ColumnType<string[], string[], string[]>;
  created_at: Generated<string>;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
}

export interface InvitationsTable {
  hash: string;
  purpose: string;
  user_id: string | null;
  created_at: Generated<string>;
  expires_at: string;
  used_at: string | null;
}

export const usersTables = {
  name: 'users',
  sql: `
create table "user" (
  id text primary key,
  number bigint generated always as identity unique,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create table session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references "user" (id) on delete cascade
);
create index on session ("userId");
create table account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references "user" (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index on account ("userId");
create table verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index on verification (identifier);

create table grants (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by text not null default '',
  user_id text not null references "user" (id) on delete cascade,
  role text not null,
  unique (site, user_id, role)
);
create index on grants (user_id);

create table badges (
  user_id text primary key references "user" (id) on delete cascade,
  badge text unique,
  pin_hash text,
  trainee boolean not null default false,
  active boolean not null default true,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by text not null default ''
);

create table badge_tries (
  user_id text primary key references "user" (id) on delete cascade,
  failed integer not null default 0,
  locked_until timestamptz
);

create table tokens (
  id bigint generated always as identity primary key,
  user_id text not null references "user" (id) on delete cascade,
  name text not null,
  hash text not null unique,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index on tokens (user_id);

-- One-time links: the first administrator, an invitation, a forgotten password.
create table invitations (
  hash text primary key,
  purpose text not null,
  user_id text references "user" (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on invitations (user_id);

-- What the log may tell of a row: a list of what is let through, not of what is held back.
create function told_of_person(line jsonb) returns jsonb language sql immutable as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'name', case when line ? 'hash' then null else line -> 'name' end,
    'token', case when line ? 'hash' then line -> 'name' end,
    'email', line -> 'email', 'badge', line -> 'badge', 'trainee', line -> 'trainee', 'active', line -> 'active',
    'role', line -> 'role', 'scopes', line -> 'scopes', 'expires_at', line -> 'expires_at', 'revoked_at', line -> 'revoked_at',
    'pin', case when line ->> 'pin_hash' is not null then 'set' end,
    'password', case when line ->> 'password' is not null then 'set' end))
$$;

create function audit_person() returns trigger language plpgsql as $$
declare
  old_ jsonb := case when tg_op = 'INSERT' then '{}' else to_jsonb(old) end;
  new_ jsonb := case when tg_op = 'DELETE' then '{}' else to_jsonb(new) end;
  was jsonb := told_of_person(old_);
  is_ jsonb := told_of_person(new_);
  line jsonb := case when tg_op = 'DELETE' then old_ else new_ end;
  whose text := case when tg_table_name = 'user' then line ->> 'id' else coalesce(line ->> 'user_id', line ->> 'userId') end;
  person record;
begin
  if old_ ->> 'pin_hash' <> new_ ->> 'pin_hash' then is_ := is_ || '{"pin": "set anew"}'; end if;
  if old_ ->> 'password' <> new_ ->> 'password' then is_ := is_ || '{"password": "set anew"}'; end if;
  if was = is_ then return null; end if;
  select number, email into person from "user" where id = whose;
  insert into audit (site, who, via, kind, record, called, action, before, after)
  values (
    coalesce(line ->> 'site', nullif(current_setting('hotlist.site', true), '')),
    writer(),
    coalesce(nullif(current_setting('hotlist.via', true), ''), 'database'),
    'users', person.number, coalesce(person.email, line ->> 'email', ''), lower(tg_op),
    case when tg_op = 'INSERT' then null else was end,
    case when tg_op = 'DELETE' then null else is_ end);
  return null;
end $$;

create function announce_people() returns trigger language plpgsql as $$
begin
  perform pg_notify('changes', json_build_object('site', current_setting('hotlist.site', true), 'kind', 'users')::text);
  return null;
end $$;

create trigger stamped before insert or update on grants for each row execute function stamp_record();
create trigger stamped before insert or update on badges for each row execute function stamp_record();
create trigger audited after insert or update or delete on "user" for each row execute function audit_person();
create trigger audited after insert or update or delete on badges for each row execute function audit_person();
create trigger audited after insert or update or delete on grants for each row execute function audit_person();
create trigger audited after insert or update or delete on account for each row execute function audit_person();
create trigger audited after insert or update of name, scopes, expires_at, revoked_at or delete on tokens for each row execute function audit_person();
create trigger announced after insert or update or delete on badges for each statement execute function announce_people();
create trigger announced after insert or update or delete on grants for each statement execute function announce_people();
`,
};

/** The departments a supervisor decides for at a site; no row: all of it. */
export interface ScopesTable extends RecordColumns {
  user_id: string;
  /** Empty: work without a department. */
  department: string;
}

export const scopesTable = {
  name: 'scopes',
  sql: `
create table scopes (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  changed_by text not null default '',
  user_id text not null references "user" (id) on delete cascade,
  department text not null,
  unique (site, user_id, department)
);
create index on scopes (user_id);

create or replace function told_of_person(line jsonb) returns jsonb language sql immutable as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'name', case when line ? 'hash' then null else line -> 'name' end,
    'token', case when line ? 'hash' then line -> 'name' end,
    'email', line -> 'email', 'badge', line -> 'badge', 'trainee', line -> 'trainee', 'active', line -> 'active',
    'role', line -> 'role', 'department', line -> 'department',
    'scopes', line -> 'scopes', 'expires_at', line -> 'expires_at', 'revoked_at', line -> 'revoked_at',
    'pin', case when line ->> 'pin_hash' is not null then 'set' end,
    'password', case when line ->> 'password' is not null then 'set' end))
$$;

create trigger stamped before insert or update on scopes for each row execute function stamp_record();
create trigger audited after insert or update or delete on scopes for each row execute function audit_person();
create trigger announced after insert or update or delete on scopes for each statement execute function announce_people();
`,
};
