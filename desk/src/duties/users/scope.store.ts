/** The departments of a site, and who decides for which of them. */
import type { Kysely } from 'kysely';
import { granted, roles } from '../../house/permission.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { ScopeFact, Supervisor } from './users.ts';

type Db = Kysely<Tables>;

/** As the site's work centres bear them, by name. */
export async function departmentNames(tx: Db, site: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('work_centres')
    .select('department')
    .distinct()
    .where('site', '=', site)
    .where('department', 'is not', null)
    .orderBy('department')
    .execute();
  return rows.flatMap(({ department }) => department ?? []);
}

const deciding = roles.filter((role) => granted[role].includes('plan.approve'));

/** Whoever may approve at the site by a role of his own, by name. */
export async function supervisorsAt(tx: Db, site: string): Promise<readonly Supervisor[]> {
  const people = await tx
    .selectFrom('grants')
    .innerJoin('user', 'user.id', 'grants.user_id')
    .innerJoin('badges', 'badges.user_id', 'grants.user_id')
    .select(['user.id', 'user.name', 'user.number'])
    .distinct()
    .where('grants.site', '=', site)
    .where('grants.role', 'in', deciding)
    .where('badges.active', '=', true)
    .orderBy('user.name')
    .orderBy('user.number')
    .execute();
  const scopes = await tx.selectFrom('scopes').select(['user_id', 'department']).where('site', '=', site).execute();
  return people.map(({ id, name }) => {
    const own = scopes.filter((one) => one.user_id === id).map((one) => one.department);
    return { id, name, departments: own.length === 0 ? null : own };
  });
}

/** A person's own at a site; none: all of them. */
export async function departmentsOf(tx: Db, site: string, person: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('scopes')
    .select('department')
    .where('site', '=', site)
    .where('user_id', '=', person)
    .orderBy('department')
    .execute();
  return rows.map(({ department }) => department);
}

/** Those that were made inactive, of persons by their ids. */
export async function inactiveAmong(tx: Db, persons: readonly string[]): Promise<ReadonlySet<string>> {
  if (persons.length === 0) return new Set();
  const rows = await tx
    .selectFrom('badges')
    .select('user_id')
    .where('user_id', 'in', [...new Set(persons)])
    .where('active', '=', false)
    .execute();
  return new Set(rows.map((row) => row.user_id));
}

/** The caller has counted the person's version. */
export async function applyScope(tx: Db, site: string, person: string, facts: readonly ScopeFact[]): Promise<void> {
  for (const { type, department } of facts)
    if (type === 'scoped') await tx.insertInto('scopes').values({ site, user_id: person, department }).execute();
    else
      await tx
        .deleteFrom('scopes')
        .where('site', '=', site)
        .where('user_id', '=', person)
        .where('department', '=', department)
        .execute();
}
