/**
 * Whose word something needs that touches the work of departments: who has departments decides only what touches his, in his own
 * name and in those he stands in for. Pure. Source: RULES.md, "The schedule"; GLOSSARY "scope".
 */
import { accept, type Decision, refuse } from '../../house/decision.ts';
import type { Supervisor } from '../users/users.ts';
import { anyOf, departmentsListed, standingInAs } from './scope.messages.ts';

/** In whose name somebody decides. */
export interface Voice {
  readonly person: string;
  readonly name: string;
  /** What it counts for; null: the whole site. */
  readonly departments: readonly string[] | null;
}

export const counts = ({ departments }: Pick<Voice, 'departments'>, department: string): boolean =>
  departments === null || departments.includes(department);

/** Somebody who decides, as the server knows who asks. */
export interface Deciding {
  readonly id: string;
  readonly name: string;
  readonly standsInFor?: readonly { readonly site: string; readonly person: string; readonly name: string }[];
}

/** In whose names he decides at a site: his own where a role of his lets him, then those he stands in for. */
export function voicesOf(
  { id, standsInFor = [] }: Omit<Deciding, 'name'>,
  site: string,
  supervisors: readonly Supervisor[],
): readonly Voice[] {
  const persons = [id, ...standsInFor.filter((one) => one.site === site).map((one) => one.person)];
  return persons.flatMap((person) => {
    const found = supervisors.find((one) => one.id === person);
    return found ? [{ person, name: found.name, departments: found.departments }] : [];
  });
}

/** Who decides, as he is called, and all in whose name: what one of them asked for they do not approve. */
export interface Names {
  readonly id: string;
  readonly name: string;
  readonly persons: readonly string[];
}

/**
 * `departments`: those whose work it touches; each wants a voice that counts there, to refuse it one is enough. What touches no
 * department is for any of them. Refused, it says whose word covers all of it.
 */
export function decidedBy(
  by: Deciding,
  voices: readonly Voice[],
  departments: readonly string[],
  { answer, supervisors }: { readonly answer: 'approve' | 'refuse'; readonly supervisors: readonly Supervisor[] },
): Decision<Names, 'not-your-part'> {
  const each = departments.map((department) => voices.find((voice) => counts(voice, department)));
  const found = each.filter((voice) => voice !== undefined);
  const [first] = departments.length === 0 ? voices : found;
  if (!first || (answer === 'approve' && found.length < departments.length)) {
    const may = supervisors.filter((one) => departments.every((department) => counts(one, department)));
    return refuse('not-your-part', {
      departments: departmentsListed(departments),
      may: may.length === 0 ? null : anyOf(may.map(({ name }) => name)),
    });
  }
  const used = answer === 'approve' ? [...new Set([first, ...found])] : [first];
  const others = used.filter(({ person }) => person !== by.id);
  const name = standingInAs(
    by.name,
    others.map((one) => one.name),
  );
  return accept([{ id: by.id, name, persons: [...new Set([by.id, ...used.map(({ person }) => person)])] }]);
}
