/** Every sentence that a person reads about people. */
import type { Values } from '../../house/decision.ts';
import type { UserCode } from './users.ts';

export const userSentences: Readonly<Record<UserCode, (values: Values) => string>> = {
  'last-administrator': ({ name, site }) =>
    `${name} is the last administrator of ${site}: without one nobody could let others in. Maybe make somebody else administrator first.`,
  'scope-of-nobody': ({ name }) =>
    `${name} neither approves plans nor works at the floor, so no department is theirs. Maybe give them the role supervisor or operator with it.`,
  'no-such-department': ({ department }) =>
    `No work centre bears the department "${department}". Maybe write it at its work centres first.`,
  'works-elsewhere': ({ name, sites }) =>
    `${name} also works at ${sites}, where you are not administrator. An administrator of all their sites can change the person; you can change the roles here.`,
};

export const linkSpent =
  'This link was used already, is too old, or was never given. Maybe ask an administrator for a new one.';
export const wrongPassword = 'The password you have now is not right.';
export const badgeTaken = (badge: string): string => `Badge ${badge} belongs to somebody else.`;
export const emailTaken = (email: string): string => `There is already a user with the address ${email}.`;
export const knownElsewhere = (email: string): string =>
  `${email} already signs in at another site. Confirm to give them these roles here too; name, badge and password stay as they are.`;
