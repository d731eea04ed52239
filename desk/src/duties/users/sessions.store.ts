/** Where people are signed in. The sessions are better-auth's rows; ending one is deleting it. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

type Db = Kysely<Tables>;

export interface StoredSession {
  readonly id: string;
  readonly began: string;
  readonly last_seen: string;
  readonly expires: string;
  readonly address: string | null;
  readonly browser: string | null;
  readonly current: boolean;
}

export async function sessionsOf(tx: Db, person: string, current: string | undefined): Promise<StoredSession[]> {
  const rows = await tx
    .selectFrom('session')
    .selectAll()
    .where('userId', '=', person)
    .where('expiresAt', '>', sql<string>`now()`)
    .orderBy('updatedAt', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    began: row.createdAt,
    last_seen: row.updatedAt,
    expires: row.expiresAt,
    address: row.ipAddress || null,
    browser: row.userAgent || null,
    current: row.id === current,
  }));
}

/** Ends all sessions of the person but `keep`; answers how many. */
export async function endSessions(tx: Db, person: string, keep?: string): Promise<number> {
  const ended = await tx
    .deleteFrom('session')
    .where('userId', '=', person)
    .$if(keep !== undefined, (query) => query.where('id', '!=', keep ?? ''))
    .returning('id')
    .execute();
  return ended.length;
}

/** Ends one session, if it is the person's. */
export async function endOneSession(tx: Db, person: string, id: string): Promise<number> {
  return (await tx.deleteFrom('session').where('userId', '=', person).where('id', '=', id).returning('id').execute())
    .length;
}
