/** Whose word counts for a requisition, read from who is there and what limits were set. */
import { sql, type Transaction } from 'kysely';
import { lineValue } from '../../house/amounts.ts';
import { Refusal } from '../../house/errors.ts';
import { moneyText } from '../../house/money.ts';
import { isRole, type Role } from '../../house/permission.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import type { Deciding, Names } from '../deputies/scope.ts';
import { decides } from '../users/users.ts';
import { approver, type Limit, rejecter, type Somebody, type Valued } from './limits.ts';
import { limitRefusals } from './requisitions.messages.ts';

type Tx = Transaction<Tables>;

export interface Deciders {
  readonly people: readonly Somebody[];
  readonly limits: readonly Limit[];
}

/** Who has a role at the site, and all limits of it. */
export async function decidersAt(tx: Tx, site: Site): Promise<Deciders> {
  const { rows: people } = await sql<{ id: string; name: string; email: string; roles: string[]; scopes: string[] }>`
    select u.id, u.name, u.email, array_agg(distinct g.role) as roles,
      array(select department from scopes s where s.site = ${site.code} and s.user_id = u.id) as scopes
    from "user" u join grants g on g.user_id = u.id and g.site = ${site.code}
    join badges b on b.user_id = u.id and b.active
    group by u.id, u.name, u.email order by u.name, u.id`.execute(tx);
  const limits = await tx
    .selectFrom('approval_limits')
    .select(['role', 'email', 'department', 'amount'])
    .where('site', '=', site.code)
    .execute();
  return {
    people: people.map(({ scopes, roles: held, ...one }) => {
      const roles = held.filter((role): role is Role => isRole(role));
      return { ...one, roles, departments: scopes.length > 0 && decides(roles) ? scopes : null };
    }),
    limits: limits.map((one) => ({ ...one, amount: lineValue(one.amount, 1, site.currency) ?? 0 })),
  };
}

/** In whose name he decides; refuses with whose word it needs. */
export function settled(
  by: Deciding,
  site: Site,
  of: Valued,
  { people, limits }: Deciders,
  answer: 'approve' | 'reject',
): Names {
  const decision = (answer === 'approve' ? approver : rejecter)(by, site.code, of, people, limits);
  const [names] = decision.kind === 'accept' ? decision.facts : [];
  if (names) return names;
  if (decision.kind === 'accept') throw new Error('somebody decides without a name');
  throw new Refusal(409, decision.code, limitRefusals[decision.code](decision.values, worth(of.value, site)), {
    values: decision.values,
  });
}

/** Why he cannot approve it, in words; null: he can. */
export function barredFrom(by: Deciding, site: Site, of: Valued, { people, limits }: Deciders): string | null {
  const decision = approver(by, site.code, of, people, limits);
  return decision.kind === 'accept' ? null : limitRefusals[decision.code](decision.values, worth(of.value, site));
}

const worth = (value: number | null, site: Site): string | null =>
  value === null ? null : moneyText({ minor: value, currency: site.currency });
