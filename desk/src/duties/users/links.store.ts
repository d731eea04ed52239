/** One-time links: the first administrator, an invitation, a forgotten password. Only a digest of each is kept. */
import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { later, present } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import { hashToken } from './secrets.store.ts';

type Purpose = 'first-administrator' | 'set-password';

/** `hours` until the link is worth nothing. */
export async function makeInvitation(
  tx: Kysely<Tables>,
  purpose: Purpose,
  hours: number,
  person: string | null = null,
): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await tx
    .insertInto('invitations')
    .values({
      hash: hashToken(token),
      purpose,
      user_id: person,
      expires_at: later(present(), hours * 3600),
      used_at: null,
    })
    .execute();
  return token;
}

/**
 * Takes a one-time token for good; undefined when it is unknown, used or too old. The first administrator is made once:
 * every link to become it, each start prints one, is spent with the one that is used.
 */
export async function useInvitation(
  tx: Kysely<Tables>,
  purpose: Purpose,
  token: string,
): Promise<{ readonly person: string | null } | undefined> {
  const spent = await tx
    .updateTable('invitations')
    .set({ used_at: sql<string>`now()` })
    .where('purpose', '=', purpose)
    .$if(purpose === 'set-password', (links) => links.where('hash', '=', hashToken(token)))
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .returning(['hash', 'user_id'])
    .execute();
  const used = spent.find((one) => one.hash === hashToken(token));
  return used && { person: used.user_id };
}
