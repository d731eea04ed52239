/** People, what they may do where, and tokens for programs. The first four tables are better-auth's own. */
import type { ColumnType, Generated } from 'kysely';
import type { RecordColumns } from '../../server/database/columns.ts';
import { audited } from '../../server/database/columns.ts';

export interface UserTable {
  id: string;
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

export interface BadgesTable {
  user_id: string;
  badge: string | null;
  /** scrypt, salted; null: a badge scan is enough on the shared PC. */
  pin_hash: string | null;
  trainee: Generated<boolean>;
  active: Generated<boolean>;
  failed: Generated<number>;
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
${audited('grants')}

create table badges (
  user_id text primary key references "user" (id) on delete cascade,
  badge text unique,
  pin_hash text,
  trainee boolean not null default false,
  active boolean not null default true,
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
`,
};
