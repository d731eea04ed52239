/** `user`: people and their roles from the command line, for the first hour and the lost password. */

import { passwordFault } from '../duties/users/credentials.ts';
import { makeInvitation } from '../duties/users/links.store.ts';
import { endSessions } from '../duties/users/sessions.store.ts';
import { userSentences } from '../duties/users/users.messages.ts';
import {
  administersAlone,
  applyRoles,
  changePerson,
  createUser,
  otherAdministrators,
  peopleOf,
  personWithEmail,
  type StoredPerson,
  setPasswordOf,
} from '../duties/users/users.store.ts';
import { changeRoles, deactivate } from '../duties/users/users.ts';
import { isRole, type Role, roles } from '../house/permission.ts';
import { badArgument, type Command, given, needed } from './command.ts';
import { atDesk, type Desk, deskOptions, table, writing } from './desk.ts';

const help = `People, and what they may do where.

  user list --site CODE
  user add --email ADDRESS --name NAME --site CODE --role ROLE,… [--badge BADGE] [--password-stdin]
  user password --email ADDRESS [--password-stdin]
  user grant|revoke --email ADDRESS --site CODE --role ROLE,…
  user deactivate|activate --email ADDRESS

  --role            ${roles.join(', ')}
  --password-stdin  take the password from the standard input; without it a one-time link is
                    printed with which the person sets one
  --data FOLDER     the data folder, if not the usual one

A new password and a deactivation sign the person out everywhere. Exit code 2: refused, and why.
`;

const options = {
  ...deskOptions,
  email: { type: 'string' },
  name: { type: 'string' },
  site: { type: 'string' },
  role: { type: 'string' },
  badge: { type: 'string' },
  'password-stdin': { type: 'boolean' },
} as const;

type Options = ReturnType<typeof given>;
const linkHours = 4 * 24;

const verbs: Readonly<Record<string, (desk: Desk, asked: Options) => Promise<void>>> = {
  async list({ db, say }, asked) {
    const people = await peopleOf(db, await siteNamed(db, asked.site));
    say(
      table(
        ['E-MAIL', 'NAME', 'ROLES', 'STATE'],
        people.map((one) => [one.email, one.name, one.roles.join(','), stateOf(one)]),
      ),
    );
  },

  async add(desk, asked) {
    const [email, name, wanted] = [needed('email', asked.email), needed('name', asked.name), rolesIn(asked.role)];
    const site = await siteNamed(desk.db, asked.site);
    const password = await passwordFor(desk, asked, { email, name });
    const token = await writing(desk.db, site, async (tx) => {
      const badge = typeof asked.badge === 'string' ? asked.badge : null;
      const id = await createUser(tx, { email, name, password, badge, grants: wanted.map((role) => ({ site, role })) });
      return password === null ? makeInvitation(tx, 'set-password', linkHours, id) : undefined;
    });
    desk.say(`${name} <${email.toLowerCase()}> is ${wanted.join(', ')} at ${site}.`);
    if (token) desk.say(linkLine(desk, token));
  },

  async password(desk, asked) {
    const whom = await personIn(desk.db, asked);
    const password = await passwordFor(desk, asked, whom);
    const token = await writing(desk.db, whom.sites[0] ?? '', async (tx) => {
      if (password === null) return makeInvitation(tx, 'set-password', linkHours, whom.id);
      await setPasswordOf(tx, whom.id, password);
      await endSessions(tx, whom.id);
      return undefined;
    });
    desk.say(token ? linkLine(desk, token) : `${whom.name} has the new password and is signed out everywhere.`);
  },

  grant: (desk, asked) => regrant(desk, asked, (held, named) => [...held, ...named]),
  revoke: (desk, asked) => regrant(desk, asked, (held, named) => held.filter((role) => !named.includes(role))),

  async deactivate({ db, say }, asked) {
    const whom = await personIn(db, asked);
    await writing(db, whom.sites[0] ?? '', async (tx) => {
      const decision = deactivate(whom, await administersAlone(tx, whom.id));
      if (decision.kind === 'refuse') throw badArgument(userSentences[decision.code](decision.values));
      await changePerson(tx, whom, whom.version, { active: false });
      await endSessions(tx, whom.id);
    });
    say(`${whom.name} can no longer sign in, and is signed out everywhere; tokens are worth nothing.`);
  },

  async activate({ db, say }, asked) {
    const whom = await personIn(db, asked);
    await writing(db, whom.sites[0] ?? '', (tx) => changePerson(tx, whom, whom.version, { active: true }));
    say(`${whom.name} can sign in again.`);
  },
};

async function regrant(
  { db, say }: Desk,
  asked: Options,
  next: (held: readonly Role[], named: readonly Role[]) => readonly Role[],
): Promise<void> {
  const [site, named] = [await siteNamed(db, asked.site), rolesIn(asked.role)];
  const after = await writing(db, site, async (tx) => {
    const id = (await personIn(tx, asked, site)).id;
    const others = await otherAdministrators(tx, site, id);
    const whom = await personIn(tx, asked, site);
    const decision = changeRoles(whom, next(whom.roles, named), others, site);
    if (decision.kind === 'refuse') throw badArgument(userSentences[decision.code](decision.values));
    await applyRoles(tx, site, whom, whom.version, decision.facts);
    return personIn(tx, asked, site);
  });
  say(`${after.name} is ${after.roles.join(', ') || 'nothing'} at ${site}.`);
}

export async function runUser(desk: Desk, args: readonly string[]): Promise<number> {
  const [verb = '', ...rest] = args;
  const run = verbs[verb];
  if (!run || !Object.hasOwn(verbs, verb))
    throw badArgument(`user ${verb || '…'}: known are ${Object.keys(verbs).join(', ')}.`);
  await run(desk, given(rest, options));
  return 0;
}

export async function personIn(db: Desk['db'], asked: Options, site = ''): Promise<StoredPerson> {
  const email = needed('email', asked.email);
  const found = await personWithEmail(db, site, email);
  if (!found) throw badArgument(`There is no user with the address ${email}.`);
  return found;
}

export async function siteNamed(db: Desk['db'], asked: Options[string]): Promise<string> {
  const code = needed('site', asked);
  const all = await db.selectFrom('sites').select('code').orderBy('code').execute();
  if (all.some((site) => site.code === code)) return code;
  throw badArgument(
    `There is no site "${code}". ${all.length === 0 ? 'There is none yet.' : `Known are ${all.map((site) => site.code).join(', ')}.`}`,
  );
}

function rolesIn(asked: Options[string]): Role[] {
  return needed('role', asked)
    .split(',')
    .map((word) => {
      const role = word.trim();
      if (!isRole(role)) throw badArgument(`--role ${role} is not known. Known are ${roles.join(', ')}.`);
      return role;
    });
}

/** Null: by a link. Never from the arguments, where every process of the machine could read it. */
async function passwordFor(
  desk: Desk,
  asked: Options,
  whom: { readonly name: string; readonly email: string },
): Promise<string | null> {
  if (asked['password-stdin'] !== true) return null;
  const password = await desk.typed();
  const fault = passwordFault(password, whom);
  if (fault) throw badArgument(fault);
  return password;
}

const linkLine = ({ address }: Desk, token: string): string =>
  `A password is set once, within four days, at ${address}/set-password?token=${token}`;
const stateOf = ({ active, trainee, has_password }: StoredPerson): string =>
  [active ? (has_password ? '' : 'no password yet') : 'inactive', trainee ? 'trainee' : '']
    .filter((word) => word !== '')
    .join(', ');

export const user: Command = {
  name: 'user',
  about: 'list and add people, their roles and passwords',
  help,
  run: (args) => atDesk(dataIn(args), (desk) => runUser(desk, args)),
};

/** The folder is needed before the verb's options are read. */
export function dataIn(args: readonly string[]): string | undefined {
  const at = args.findIndex((arg) => arg === '--data' || arg.startsWith('--data='));
  if (at === -1) return undefined;
  const data = args[at] === '--data' ? args[at + 1] : args[at]?.slice('--data='.length);
  if (!data || data.startsWith('--')) throw badArgument('--data needs a value. Maybe --help shows which.');
  return data;
}
