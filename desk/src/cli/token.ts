/** `token`: credentials for programs from the command line. */
import { createToken, revokeToken, type Scope, tokensOf } from '../duties/users/tokens.store.ts';
import { badArgument, type Command, given, needed, wholeNumber } from './command.ts';
import { atDesk, type Desk, deskOptions, table, writing } from './desk.ts';
import { dataIn, personIn } from './user.ts';

const help = `Tokens with which programs ask the API as a person.

  token add --email ADDRESS --name NAME [--scopes read,write] [--days N]
  token list --email ADDRESS
  token revoke --email ADDRESS --id N

  --scopes       what it may, of what the person may; read if not given
  --days N       worth nothing after N days; until it is revoked if not given
  --data FOLDER  the data folder, if not the usual one

The token itself is printed once, alone on the last line, and cannot be shown again.
`;

const options = {
  ...deskOptions,
  email: { type: 'string' },
  name: { type: 'string' },
  scopes: { type: 'string' },
  days: { type: 'string' },
  id: { type: 'string' },
} as const;

type Options = ReturnType<typeof given>;
const longestDays = 3650;

const verbs: Readonly<Record<string, (desk: Desk, asked: Options) => Promise<void>>> = {
  async add({ db, say }, asked) {
    const whom = await personIn(db, asked);
    const name = needed('name', asked.name);
    const days = wholeNumber('days', asked.days, longestDays) ?? null;
    if (days === 0) throw badArgument(`--days 0 is not a whole number from 1 to ${longestDays}.`);
    const scopes = scopesIn(asked.scopes);
    const made = await writing(db, whom.sites[0] ?? '', (tx) => createToken(tx, whom.id, { name, scopes, days }));
    say(
      `Token ${made.token.id} "${name}" for ${whom.name}, ${scopes.join(' and ')}, ${made.token.expires_at ? `until ${made.token.expires_at}` : 'until it is revoked'}:`,
    );
    say(made.secret);
  },

  async list({ db, say }, asked) {
    const whom = await personIn(db, asked);
    const rows = (await tokensOf(db, whom.id)).map((one) => [
      String(one.id),
      one.name,
      one.scopes.join(','),
      one.last_used_at ?? 'never used',
      one.revoked_at ? 'revoked' : (one.expires_at ?? 'until revoked'),
    ]);
    say(table(['ID', 'NAME', 'SCOPES', 'LAST USED', 'ENDS'], rows));
  },

  async revoke({ db, say }, asked) {
    const whom = await personIn(db, asked);
    const id = wholeNumber('id', needed('id', asked.id), Number.MAX_SAFE_INTEGER) ?? 0;
    await writing(db, whom.sites[0] ?? '', (tx) => revokeToken(tx, whom.id, id));
    say(`Token ${id} is worth nothing any more.`);
  },
};

function scopesIn(asked: Options[string]): Scope[] {
  return String(asked ?? 'read')
    .split(',')
    .map((word) => {
      const scope = word.trim();
      if (scope !== 'read' && scope !== 'write')
        throw badArgument(`--scopes ${scope} is not known. Known are read and write.`);
      return scope;
    });
}

export async function runToken(desk: Desk, args: readonly string[]): Promise<number> {
  const [verb = '', ...rest] = args;
  const run = verbs[verb];
  if (!run || !Object.hasOwn(verbs, verb))
    throw badArgument(`token ${verb || '…'}: known are ${Object.keys(verbs).join(', ')}.`);
  await run(desk, given(rest, options));
  return 0;
}

export const token: Command = {
  name: 'token',
  about: 'list, add and revoke tokens for programs',
  help,
  run: (args) => atDesk(dataIn(args), (desk) => runToken(desk, args)),
};
