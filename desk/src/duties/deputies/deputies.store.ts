/** Deputyships in the database, and for whom a person stands in now. */
import { type Kysely, sql } from 'kysely';
import { notFound } from '../../house/errors.ts';
import { granted, isRole, type Role, roles } from '../../house/permission.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Deputyship, Somebody, Span } from './deputies.ts';

type Db = Kysely<Tables>;

const deciding = roles.filter((role) => granted[role].includes('plan.approve'));

/** Of a row of "user": for whom the person decides today, by the clock of each plant; as JSON, so that who asks is one question. */
export const standsInFor = sql<readonly { readonly site: string; readonly person: string; readonly name: string }[]>`(
  select coalesce(json_agg(json_build_object('site', d.site, 'person', d.supervisor, 'name', s.name) order by d.id), '[]')
  from deputies d
  join "user" s on s.id = d.supervisor
  join badges b on b.user_id = d.supervisor and b.active
  join sites t on t.code = d.site
  where d.deputy = "user".id
    and (coalesce(t.pinned_now, now()) at time zone t.zone)::date between d.from_day and d.to_day
    and not exists (select from deputy_ends e where e.deputyship = d.id)
    and exists (select from grants g where g.site = d.site and g.user_id = d.supervisor and g.role = any(${[...deciding]}::text[])))`;

/** The same of one person, for what goes on after the request. */
export async function standInsOf(tx: Db, person: string) {
  const found = await tx.selectFrom('user').select(standsInFor.as('of')).where('id', '=', person).executeTakeFirst();
  return found?.of ?? [];
}

export interface Listed {
  readonly id: number;
  readonly supervisor: string;
  readonly supervisor_name: string;
  readonly deputy: string;
  readonly deputy_name: string;
  readonly from_day: string;
  readonly to_day: string;
  readonly ended_by: string | null;
  readonly ended_at: string | null;
}

const listed = (tx: Db, site: string) =>
  tx
    .selectFrom('deputies as d')
    .leftJoin('deputy_ends as e', 'e.deputyship', 'd.id')
    .select(['d.id', 'd.supervisor', 'd.supervisor_name', 'd.deputy', 'd.deputy_name', 'd.from_day', 'd.to_day'])
    .select(['e.who as ended_by', 'e.at as ended_at'])
    .where('d.site', '=', site);

/** The latest first. */
export const deputiesAt = (tx: Db, site: string, most: number): Promise<readonly Listed[]> =>
  listed(tx, site).orderBy('d.to_day', 'desc').orderBy('d.id', 'desc').limit(most).execute();

/** Those that a supervisor has given and that are not over. */
export async function givenBy(tx: Db, site: string, supervisor: string, today: string): Promise<readonly Deputyship[]> {
  const rows = await listed(tx, site).where('d.supervisor', '=', supervisor).where('d.to_day', '>=', today).execute();
  return rows.map((row) => ({
    deputy: row.deputy_name,
    from: row.from_day,
    to: row.to_day,
    ended: row.ended_by !== null,
  }));
}

export async function oneDeputyship(tx: Db, site: string, id: number): Promise<Listed> {
  const found = await listed(tx, site).where('d.id', '=', id).executeTakeFirst();
  if (!found) throw notFound('deputy', String(id));
  return found;
}

export interface Colleague extends Somebody {
  readonly number: number;
}

/** Everybody with a role at the site, by name. */
export async function colleaguesAt(tx: Db, site: string): Promise<readonly Colleague[]> {
  const rows = await tx
    .selectFrom('user')
    .innerJoin('badges', 'badges.user_id', 'user.id')
    .innerJoin('grants', 'grants.user_id', 'user.id')
    .select(['user.id', 'user.number', 'user.name', 'badges.active'])
    .select(sql<string[]>`array_agg(grants.role)`.as('roles'))
    .where('grants.site', '=', site)
    .groupBy(['user.id', 'badges.active'])
    .orderBy('user.name')
    .orderBy('user.number')
    .execute();
  return rows.map((row) => ({ ...row, roles: row.roles.filter((role): role is Role => isRole(role)) }));
}

export async function keepDeputy(
  tx: Db,
  site: string,
  by: Somebody,
  whom: Somebody,
  { from, to }: Span,
): Promise<number> {
  const { id } = await tx
    .insertInto('deputies')
    .values({
      site,
      supervisor: by.id,
      supervisor_name: by.name,
      deputy: whom.id,
      deputy_name: whom.name,
      from_day: from,
      to_day: to,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function keepEnd(
  tx: Db,
  site: string,
  deputyship: number,
  by: { id: string; name: string },
): Promise<void> {
  await tx.insertInto('deputy_ends').values({ deputyship, site, person: by.id, who: by.name }).execute();
}
