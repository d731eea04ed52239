/**
 * Who may approve a requisition of a value: supervisors up to their limits, and others to whom a limit was given. Pure. Values are
 * whole minor units of the site's currency. Source: RULES.md "Who may what"; GLOSSARY "approval limit".
 */
import { type Decision, refuse } from '../../house/decision.ts';
import type { Role } from '../../house/permission.ts';
import { anyOf, departmentsListed } from '../deputies/scope.messages.ts';
import { counts, type Deciding, decidedBy, type Names, voicesOf } from '../deputies/scope.ts';
import type { Supervisor } from '../users/users.ts';

/** A limit as it was set: of a role or of one person (by e-mail), for one department or for all. */
export interface Limit {
  readonly role: string | null;
  readonly email: string | null;
  readonly department: string | null;
  readonly amount: number;
}

export interface Somebody extends Supervisor {
  readonly email: string;
  readonly roles: readonly Role[];
}

const closest = (limits: readonly Limit[], department: string): readonly Limit[] => {
  const own = limits.filter((one) => one.department === department);
  return own.length > 0 ? own : limits.filter((one) => one.department === null);
};

/**
 * Up to which value somebody decides in a department: by his own limit before one of his roles, by one of the department before one
 * of all; of several roles by the highest. Without any a supervisor decides about everything, and nobody else about anything.
 */
export function limitOf(
  { email, roles }: Pick<Somebody, 'email' | 'roles'>,
  limits: readonly Limit[],
  department: string,
): number {
  const personal = closest(
    limits.filter((one) => one.email !== null && one.email.toLowerCase() === email.toLowerCase()),
    department,
  );
  const byRole = closest(
    limits.filter((one) => roles.some((role) => role === one.role)),
    department,
  );
  const amounts = (personal.length > 0 ? personal : byRole).map((one) => one.amount);
  if (amounts.length > 0) return Math.max(...amounts);
  return roles.includes('supervisor') ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}

export interface Valued {
  /** Id of who asked. */
  readonly person: string;
  readonly departments: readonly string[];
  /** Null: nobody knows its price, so it is over any limit. */
  readonly value: number | null;
}

export type LimitCode = 'not-your-part' | 'over-limit' | 'own';

/** Whose word counts there for a value: those whose limits reach that far, each in the departments where they do. */
function able(
  departments: readonly string[],
  value: number,
  people: readonly Somebody[],
  limits: readonly Limit[],
): readonly Supervisor[] {
  return people.flatMap((one): readonly Supervisor[] => {
    if (departments.length === 0) return limitOf(one, limits, '') >= value ? [{ ...one, departments: null }] : [];
    const own = departments.filter((name) => counts(one, name) && limitOf(one, limits, name) >= value);
    return own.length > 0 ? [{ ...one, departments: own }] : [];
  });
}

/** Below every value that a limit could have. */
const anyValue = Number.MIN_SAFE_INTEGER;

/** In whose name somebody rejects it: whoever decides there at all, whatever it is worth. */
export function rejecter(
  by: Deciding,
  site: string,
  { departments }: Valued,
  people: readonly Somebody[],
  limits: readonly Limit[],
): Decision<Names, LimitCode> {
  const supervisors = able(departments, anyValue, people, limits);
  return decidedBy(by, voicesOf(by, site, supervisors), departments, { answer: 'refuse', supervisors });
}

/** Whose word alone is enough to approve it, but for who asked. */
export const approversOf = (
  { person, departments, value }: Valued,
  people: readonly Somebody[],
  limits: readonly Limit[],
): readonly Supervisor[] =>
  able(departments, value ?? Number.POSITIVE_INFINITY, people, limits).filter(
    (one) => one.id !== person && departments.every((name) => counts(one, name)),
  );

/** In whose name somebody approves it. What he, or who he stands in for, asked for himself he approves only where it is worth nothing. */
export function approver(
  by: Deciding,
  site: string,
  { person, departments, value }: Valued,
  people: readonly Somebody[],
  limits: readonly Limit[],
): Decision<Names, LimitCode> {
  const worth = value ?? Number.POSITIVE_INFINITY;
  const decide = (least: number) => {
    const supervisors = able(departments, least, people, limits);
    return decidedBy(by, voicesOf(by, site, supervisors), departments, { answer: 'approve', supervisors });
  };
  const anyhow = decide(anyValue);
  if (anyhow.kind !== 'accept') return anyhow;
  const decided = decide(worth);
  if (decided.kind !== 'accept') {
    const others = approversOf({ person, departments, value }, people, limits);
    return refuse('over-limit', {
      value,
      departments: departmentsListed(departments),
      may: others.length === 0 ? null : anyOf(others.map((one) => one.name)),
    });
  }
  const [names] = decided.facts;
  return names?.persons.includes(person) && worth > 0 ? refuse('own') : decided;
}
