/** Sentences about whose word a version has and whose it waits for. */
import { departmentWords } from '../../house/departmentwords.ts';
import { allNamed } from '../../house/names.ts';
import { anyOf } from '../deputies/scope.messages.ts';
import type { Concerned } from './words.ts';

/** "Paint: Bob or Cara; Weld: Ann". */
export const awaitedWords = (missing: readonly Concerned[]): string =>
  missing.map(({ department, may }) => `${departmentWords(department)}: ${anyOf(may)}`).join('; ');

/** "Approved for Weld by Ann, waits for Paint: Bob." */
export const wordsSaid = (
  given: readonly { readonly department: string; readonly by: string }[],
  missing: readonly Concerned[],
): string => {
  const approved = given.map(({ department, by }) => `for ${departmentWords(department)} by ${by}`).join(', ');
  const waits = awaitedWords(missing);
  const said = [approved ? `approved ${approved}` : '', waits ? `waits for ${waits}` : ''].filter(
    (part) => part !== '',
  );
  const text = said.join(', ');
  return text === '' ? '' : `${text[0]?.toUpperCase()}${text.slice(1)}.`;
};

/** On a button: "Approve for Weld". */
export const approveFor = (departments: readonly (string | null)[]): string =>
  `Approve for ${allNamed(departments.map((one) => departmentWords(one ?? '')))}`;

export const partDone = (
  number: number,
  departments: readonly (string | null)[],
  missing: readonly Concerned[],
): string =>
  `Version ${number} is approved for ${allNamed(departments.map((one) => departmentWords(one ?? '')))}; it waits for ${awaitedWords(missing)}.`;
