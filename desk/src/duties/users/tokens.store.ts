/** Tokens for programs: only a digest is kept, so a token is shown when it is made and never again. */
import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { hashToken } from './secrets.store.ts';

type Db = Kysely<Tables>;
export type Scope = 'read' | 'write';

export interface StoredToken {
  readonly id: number;
  readonly name: string;
  readonly scopes: Scope[];
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
}

const shown = ['id', 'name', 'scopes', 'created_at', 'expires_at', 'last_used_at', 'revoked_at'] as const;

export async function tokensOf(tx: Db, person: string): Promise<StoredToken[]> {
  const rows = await tx
    .selectFrom('tokens')
    .select(shown)
    .where('user_id', '=', person)
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, scopes: row.scopes as Scope[] }));
}

/** `days` until it is worth nothing; null: until it is revoked. */
export async function createToken(
  tx: Db,
  person: string,
  { name, scopes, days }: { readonly name: string; readonly scopes: readonly Scope[]; readonly days: number | null },
): Promise<{ readonly secret: string; readonly token: StoredToken }> {
  const secret = `hl_${randomBytes(32).toString('base64url')}`;
  const row = await tx
    .insertInto('tokens')
    .values({
      user_id: person,
      name,
      hash: hashToken(secret),
      scopes: [...new Set(scopes)],
      expires_at: days === null ? null : sql<string>`now() + ${days} * interval '1 day'`,
      last_used_at: null,
      revoked_at: null,
    })
    .returning(shown)
    .executeTakeFirstOrThrow();
  return { secret, token: { ...row, scopes: row.scopes as Scope[] } };
}

/** Refuses a token that is not the person's. Revoking twice is revoking once. */
export async function revokeToken(tx: Db, person: string, id: number): Promise<void> {
  const found = await tx
    .selectFrom('tokens')
    .select('revoked_at')
    .where('id', '=', id)
    .where('user_id', '=', person)
    .executeTakeFirst();
  if (!found) throw notFound('token', String(id));
  if (found.revoked_at === null)
    await tx.updateTable('tokens').set({ revoked_at: sql<string>`now()` }).where('id', '=', id).execute();
}
