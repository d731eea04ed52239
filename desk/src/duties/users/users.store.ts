/** Makes people, changes them and gives them roles. Runs inside a transaction stamped with who does it. */
import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { type Kysely, sql } from 'kysely';
import { notFound, Refusal } from '../../house/errors.ts';
import type { Role } from '../../house/permission.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import { lockSite } from '../../server/site-lock.ts';
import { hashPin } from './secrets.store.ts';
import { badgeTaken, emailTaken } from './users.messages.ts';
import type { RoleFact, Standing } from './users.ts';

type Db = Kysely<Tables>;

export interface NewUser {
  readonly name: string;
  readonly email: string;
  /** Absent: none yet; a one-time link lets the person set one. */
  readonly password?: string | null | undefined;
  readonly badge?: string | null | undefined;
  readonly pin?: string | null | undefined;
  readonly trainee?: boolean | undefined;
  readonly grants: readonly { readonly site: string; readonly role: Role }[];
}

/** Answers the person's id. Refuses an e-mail address or badge that somebody has. */
export async function createUser(tx: Db, user: NewUser): Promise<string> {
  const email = user.email.trim().toLowerCase();
  const made = await tx
    .insertInto('user')
    .values({ id: randomUUID(), name: user.name, email, emailVerified: true, image: null })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) throw new Refusal(409, 'exists', emailTaken(email));
  await refuseTaken(() =>
    tx
      .insertInto('badges')
      .values({ user_id: made.id, badge: user.badge ?? null, pin_hash: null, trainee: user.trainee ?? false })
      .execute(),
  );
  if (user.pin) await setPin(tx, made.id, user.pin);
  if (user.password) await setPasswordOf(tx, made.id, user.password);
  for (const { site, role } of user.grants)
    await tx.insertInto('grants').values({ site, user_id: made.id, role }).execute();
  return made.id;
}

export interface StoredPerson extends Standing {
  readonly number: number;
  readonly email: string;
  readonly badge: string | null;
  readonly has_pin: boolean;
  readonly has_password: boolean;
  readonly trainee: boolean;
  readonly elsewhere: boolean;
  readonly sessions: number;
  readonly tokens: number;
  readonly version: number;
  readonly changed_at: string;
  readonly changed_by: string;
}

/** Everybody with a role at the site, active first, by name. */
export async function peopleOf(tx: Db, site: string): Promise<StoredPerson[]> {
  return people(tx, site, sql`exists (select from grants g where g.user_id = u.id and g.site = ${site})`);
}

/** A person with a role at the site; somebody without one does not exist there. */
export async function personNumbered(tx: Db, site: string, number: number): Promise<StoredPerson> {
  const [found] = await people(
    tx,
    site,
    sql`u.number = ${number} and exists (select from grants g where g.user_id = u.id and g.site = ${site})`,
  );
  if (!found) throw notFound('person', String(number));
  return found;
}

/** Whoever signs in with the address, at whatever site. */
export async function personWithEmail(tx: Db, site: string, email: string): Promise<StoredPerson | undefined> {
  return (await people(tx, site, sql`u.email = ${email.trim().toLowerCase()}`))[0];
}

async function people(tx: Db, site: string, where: ReturnType<typeof sql>): Promise<StoredPerson[]> {
  const found = await sql<Omit<StoredPerson, 'elsewhere'>>`
    select u.id, u.number, u.name, u.email, b.badge, b.trainee, b.active, b.version, b.changed_at, ${writerNamed('b.changed_by')} as changed_by,
      b.pin_hash is not null as has_pin,
      exists (select from account a where a."userId" = u.id and a.password is not null) as has_password,
      array(select g.role from grants g where g.user_id = u.id and g.site = ${site} order by g.id) as roles,
      array(select s.department from scopes s where s.user_id = u.id and s.site = ${site} order by s.department) as departments,
      array(select distinct g.site from grants g where g.user_id = u.id order by g.site) as sites,
      (select count(*) from session s where s."userId" = u.id and s."expiresAt" > now()) as sessions,
      (select count(*) from tokens t where t.user_id = u.id and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())) as tokens
    from "user" u join badges b on b.user_id = u.id
    where ${where} order by b.active desc, u.name, u.number`.execute(tx);
  return found.rows.map((row) => ({ ...row, elsewhere: row.sites.some((one) => one !== site) }));
}

export interface PersonChange {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly badge?: string | null | undefined;
  readonly pin?: string | null | undefined;
  readonly trainee?: boolean | undefined;
  readonly active?: boolean | undefined;
}

/** Refuses when somebody changed the person since `version`, an address or badge that is taken. */
export async function changePerson(tx: Db, whom: StoredPerson, version: number, change: PersonChange): Promise<void> {
  const { name, email, badge, pin, trainee, active } = change;
  const held = await refuseTaken(() =>
    tx
      .updateTable('badges')
      .set({
        ...(badge === undefined ? { badge: whom.badge } : { badge }),
        ...(trainee === undefined ? {} : { trainee }),
        ...(active === undefined ? {} : { active }),
      })
      .where('user_id', '=', whom.id)
      .where('version', '=', version)
      .returning('version')
      .executeTakeFirst(),
  );
  if (!held) throw changedSince(whom);
  if (name !== undefined || email !== undefined)
    await refuseTaken(() =>
      tx
        .updateTable('user')
        .set({
          ...(name === undefined ? {} : { name }),
          ...(email === undefined ? {} : { email: email.trim().toLowerCase() }),
          updatedAt: sql<string>`now()`,
        })
        .where('id', '=', whom.id)
        .execute(),
    );
  if (pin !== undefined) await setPin(tx, whom.id, pin);
}

const changedSince = (whom: StoredPerson): Refusal =>
  new Refusal(409, 'changed', `${whom.name} was changed by ${whom.changed_by} since you read it.`, {
    current: { version: whom.version, name: whom.name, email: whom.email, roles: whom.roles },
  });

/** Writes the facts; `version` as the person was read. */
export async function applyRoles(
  tx: Db,
  site: string,
  whom: StoredPerson,
  version: number,
  facts: readonly RoleFact[],
): Promise<void> {
  const held = await tx
    .updateTable('badges')
    .set({ badge: whom.badge })
    .where('user_id', '=', whom.id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  if (!held) throw changedSince(whom);
  for (const { type, role } of facts)
    if (type === 'granted') await tx.insertInto('grants').values({ site, user_id: whom.id, role }).execute();
    else
      await tx
        .deleteFrom('grants')
        .where('site', '=', site)
        .where('user_id', '=', whom.id)
        .where('role', '=', role)
        .execute();
}

/** Active administrators of the site beside the person. Locks the site's row, so that two cannot remove each other. */
export async function otherAdministrators(tx: Db, site: string, person: string): Promise<number> {
  await lockSite(tx, site);
  const found = await tx
    .selectFrom('grants')
    .innerJoin('badges', 'badges.user_id', 'grants.user_id')
    .select('grants.user_id')
    .where('grants.site', '=', site)
    .where('grants.role', '=', 'administrator')
    .where('grants.user_id', '!=', person)
    .where('badges.active', '=', true)
    .execute();
  return found.length;
}

/** Sites whose only active administrator the person is, looked at in the order of their codes. */
export async function administersAlone(tx: Db, person: string): Promise<string[]> {
  const own = await tx
    .selectFrom('grants')
    .select('site')
    .where('user_id', '=', person)
    .where('role', '=', 'administrator')
    .orderBy('site')
    .execute();
  const alone: string[] = [];
  for (const { site } of own) if ((await otherAdministrators(tx, site, person)) === 0) alone.push(site);
  return alone;
}

export async function setPin(tx: Db, person: string, pin: string | null): Promise<void> {
  await tx
    .updateTable('badges')
    .set({ pin_hash: pin === null ? null : await hashPin(pin) })
    .where('user_id', '=', person)
    .execute();
  await tx.deleteFrom('badge_tries').where('user_id', '=', person).execute();
}

/** Hashed as better-auth does it. Links to set a password that are still about are worth nothing from now on. */
export async function setPasswordOf(tx: Db, person: string, password: string): Promise<void> {
  const hash = await hashPassword(password);
  const changed = await tx
    .updateTable('account')
    .set({ password: hash })
    .where('userId', '=', person)
    .where('providerId', '=', 'credential')
    .returning('id')
    .executeTakeFirst();
  if (!changed)
    await tx
      .insertInto('account')
      .values({ id: randomUUID(), accountId: person, providerId: 'credential', userId: person, password: hash })
      .execute();
  await tx
    .updateTable('invitations')
    .set({ used_at: sql<string>`now()` })
    .where('user_id', '=', person)
    .where('used_at', 'is', null)
    .execute();
}

/** A unique value that another row has: the tables hold two, the address and the badge. */
async function refuseTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { code, detail = '' } = error as { code?: string; detail?: string };
    if (code !== '23505') throw error;
    const value = /=\((.*)\)/.exec(detail)?.[1] ?? '';
    throw new Refusal(409, 'exists', detail.includes('(badge)') ? badgeTaken(value) : emailTaken(value));
  }
}

export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.selectFrom('user').select('id').limit(1).executeTakeFirst()) !== undefined;
}
