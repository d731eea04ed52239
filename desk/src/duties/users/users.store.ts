/** Makes people, gives them roles and keeps one-time links. Passwords are hashed by better-auth's own scrypt. */
import { randomBytes, randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Kysely } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Role } from '../../house/permission.ts';
import type { Tables } from '../../server/database/tables.ts';
import { hashPin, hashToken } from './secrets.store.ts';

type Db = Kysely<Tables>;

export interface NewUser {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly badge?: string;
  readonly pin?: string;
  readonly grants: readonly { readonly site: string; readonly role: Role }[];
}

/** Runs inside a stamped transaction. Refuses an e-mail address or badge that somebody has. */
export async function createUser(tx: Db, user: NewUser): Promise<string> {
  const email = user.email.trim().toLowerCase();
  const taken = await tx.selectFrom('user').select('id').where('email', '=', email).executeTakeFirst();
  if (taken) throw new Refusal(409, 'exists', `There is already a user with the address ${email}.`);
  const id = randomUUID();
  await tx.insertInto('user').values({ id, name: user.name, email, emailVerified: true, image: null }).execute();
  await tx
    .insertInto('account')
    .values({
      id: randomUUID(),
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: await hashPassword(user.password),
    })
    .execute();
  await tx
    .insertInto('badges')
    .values({ user_id: id, badge: user.badge ?? null, pin_hash: user.pin ? await hashPin(user.pin) : null })
    .execute();
  for (const grant of user.grants)
    await tx.insertInto('grants').values({ site: grant.site, user_id: id, role: grant.role }).execute();
  return id;
}

/** Makes a one-time link's token; only its hash is kept. `hours` until it is worth nothing. */
export async function makeInvitation(tx: Db, purpose: string, hours: number): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await tx
    .insertInto('invitations')
    .values({
      hash: hashToken(token),
      purpose,
      user_id: null,
      expires_at: new Date(Date.now() + hours * 3_600_000).toISOString(),
      used_at: null,
    })
    .execute();
  return token;
}

/** Takes a one-time token for good; false when it is unknown, used or too old. */
export async function useInvitation(tx: Db, purpose: string, token: string): Promise<boolean> {
  const used = await tx
    .updateTable('invitations')
    .set({ used_at: new Date().toISOString() })
    .where('hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date().toISOString())
    .returning('hash')
    .executeTakeFirst();
  return used !== undefined;
}

export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.selectFrom('user').select('id').limit(1).executeTakeFirst()) !== undefined;
}
