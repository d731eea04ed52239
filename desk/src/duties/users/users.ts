/** Who may change whom, and what must never happen to a site: that nobody is left who can let others in. Pure. */
import { accept, type Decision, refuse } from '../../house/decision.ts';
import { permissionsOf, type Role } from '../../house/permission.ts';

/** A person as the administrator of one site sees them. */
export interface Standing {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  /** At the site in question. */
  readonly roles: readonly Role[];
  /** Every site with a role of theirs. */
  readonly sites: readonly string[];
  /** For which he decides or in which he works at the site in question; none: all of it. Empty word: work without a department. */
  readonly departments: readonly string[];
}

export type UserCode = 'last-administrator' | 'works-elsewhere' | 'scope-of-nobody' | 'no-such-department';

export type RoleFact = { readonly type: 'granted' | 'revoked'; readonly role: Role };

/**
 * The roles of a person at a site become `wanted`. `others` counts the active administrators of the site beside the
 * person. Refuses: `last-administrator`, whoever asks, so also the last one himself.
 */
export function changeRoles(
  whom: Standing,
  wanted: readonly Role[],
  others: number,
  site: string,
): Decision<RoleFact, UserCode> {
  const after = new Set(wanted);
  const losesSite = whom.active && whom.roles.includes('administrator') && !after.has('administrator');
  if (losesSite && others === 0) return refuse('last-administrator', { name: whom.name, site });
  return accept([
    ...[...after].filter((role) => !whom.roles.includes(role)).map((role): RoleFact => ({ type: 'granted', role })),
    ...whom.roles.filter((role) => !after.has(role)).map((role): RoleFact => ({ type: 'revoked', role })),
  ]);
}

/** Whoever may approve at a site by a role of his own. */
export interface Supervisor {
  readonly id: string;
  readonly name: string;
  /** Null: the whole site. */
  readonly departments: readonly string[] | null;
}

export interface ScopeFact {
  readonly type: 'scoped' | 'unscoped';
  readonly department: string;
}

/** Departments bound what he decides: else he works in them, which bounds nothing. */
export const decides = (held: readonly Role[]): boolean => permissionsOf(held).has('plan.approve');

/** Whether departments mean something of who holds these roles: a supervisor decides for his, an operator works in his. */
export function hasDepartments(held: readonly Role[]): boolean {
  const may = permissionsOf(held);
  return decides(held) || (may.has('progress.write') && !may.has('plan.run'));
}

/**
 * The departments of a person become `wanted`; none: the whole site. `roles` are those he has from now on: who has none that
 * they mean something of loses them. Refuses departments for such a person, and such as no work centre bears.
 */
export function changeScope(
  whom: Standing,
  wanted: readonly string[],
  roles: readonly Role[],
  known: readonly string[],
): Decision<ScopeFact, UserCode> {
  const has = hasDepartments(roles);
  const added = [...new Set(wanted)].filter((one) => !whom.departments.includes(one));
  if (added.length > 0 && !has) return refuse('scope-of-nobody', { name: whom.name });
  const strange = added.find((one) => one !== '' && !known.includes(one));
  if (strange !== undefined) return refuse('no-such-department', { department: strange });
  const lost = whom.departments.filter((one) => !has || !wanted.includes(one));
  return accept([
    ...added.map((department): ScopeFact => ({ type: 'scoped', department })),
    ...lost.map((department): ScopeFact => ({ type: 'unscoped', department })),
  ]);
}

/**
 * Who the person is (name, address, badge, PIN, password) is one for all sites, so only an administrator of every site
 * where the person has a role may change it. Refuses: `works-elsewhere`, with the sites that stand against it.
 */
export function mayChangePerson(administered: ReadonlySet<string>, whom: Standing): Decision<never, UserCode> {
  const elsewhere = whom.sites.filter((site) => !administered.has(site));
  return elsewhere.length === 0
    ? accept([])
    : refuse('works-elsewhere', { name: whom.name, sites: elsewhere.join(', ') });
}

/** A person stops working here. `alone` names the sites whose only active administrator it is. */
export function deactivate(
  whom: Standing,
  alone: readonly string[],
): Decision<{ readonly type: 'signed-out' }, UserCode> {
  if (whom.active && alone.length > 0) return refuse('last-administrator', { name: whom.name, site: alone.join(', ') });
  return accept([{ type: 'signed-out' }]);
}
