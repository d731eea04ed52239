/** Sentences about whose word counts. */
import type { Values } from '../../house/decision.ts';
import { departmentWords } from '../../house/departmentwords.ts';
import { allNamed } from '../../house/names.ts';
import { standingIn } from './deputies.messages.ts';

/** "Bob or Cara". */
export const anyOf = (names: readonly string[]): string =>
  names.length === 0
    ? 'nobody may'
    : `${names.slice(0, -1).join(', ')}${names.length > 1 ? ' or ' : ''}${names.at(-1)}`;

export const departmentsListed = (departments: readonly string[]): string => allNamed(departments.map(departmentWords));

/** "Dan, standing in for Ann and Bob". */
export const standingInAs = (who: string, others: readonly string[]): string =>
  standingIn(who, others.length === 0 ? null : allNamed(others));

/** `may`: whose word covers all of it; null: nobody's. */
export const notYourPart = ({ departments, may }: Values): string =>
  `${departments === '' ? 'Your word does not count here' : `It touches ${departments}, where your word does not count`}${
    may === null ? '. Maybe ask an administrator for another department.' : `; that of ${may} does. Maybe ask there.`
  }`;
