/** Who may say for a department that its list arrived, and when it is too late to say so. Pure. Source: GLOSSARY "publication". */
import { accept, type Decision, refuse } from '../../house/decision.ts';
import type { Permission } from '../../house/permission.ts';
import { departmentsListed } from '../deputies/scope.messages.ts';
import type { Holds } from './sendings.ts';

export interface ListSent {
  /** Empty: work without one, where nobody is asked. */
  readonly department: string;
  readonly version: number;
  readonly holds: Holds;
  readonly acknowledged_at: string | null;
  readonly acknowledged_by: string | null;
  /** The version whose list the department was sent since. */
  readonly superseded_by: number | null;
}

export interface Acknowledging {
  readonly name: string;
  /** None: of all of them. */
  readonly departments: readonly string[];
  readonly permissions: ReadonlySet<Permission>;
}

export type AcknowledgeCode = 'acknowledged' | 'superseded' | 'nobody-asked' | 'closed' | 'not-your-department';

/** Accepted, it answers who is to be named: who plans or approves does it for every department, and is named so. */
export function acknowledging(
  { department, version, holds, acknowledged_at, acknowledged_by, superseded_by }: ListSent,
  { name, departments, permissions }: Acknowledging,
): Decision<string, AcknowledgeCode> {
  if (acknowledged_at !== null)
    return refuse('acknowledged', { department, who: acknowledged_by ?? '', at: acknowledged_at });
  if (superseded_by !== null) return refuse('superseded', { department, version, by: superseded_by });
  if (department === '') return refuse('nobody-asked');
  if (holds === 'closed') return refuse('closed', { department, version });
  if (isOwn(department, { departments, permissions })) return accept([name]);
  return isOfAll(permissions)
    ? accept([`${name} for the department`])
    : refuse('not-your-department', { department, own: departmentsListed(departments) });
}

const isOfAll = (permissions: Acknowledging['permissions']): boolean =>
  permissions.has('plan.run') || permissions.has('plan.approve');

/** Whether somebody is of its people, who are asked first. Who has no department named is of each, but for who plans or approves. */
export const isOwn = (
  department: string,
  { departments, permissions }: Pick<Acknowledging, 'departments' | 'permissions'>,
): boolean => departments.includes(department) || (departments.length === 0 && !isOfAll(permissions));

/** Working hours: half a shift. Who begins in the morning has seen it before the afternoon, and a supervisor can still ask. */
const hoursToAcknowledge = 4;

/** `worked`: seconds that each machine of the department works from one moment to another; of none the clock counts. */
export function isLate(
  worked: readonly ((from: number, to: number) => number)[],
  published: number,
  now: number,
): boolean {
  const most = worked.length === 0 ? now - published : Math.max(...worked.map((of) => of(published, now)));
  return most >= hoursToAcknowledge * 3600;
}
