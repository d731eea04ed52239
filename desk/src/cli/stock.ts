/** `stock`: what is kept of movements, held against them. */
import {
  type Astray,
  balanceNamed,
  balancesAstray,
  balancesKept,
  mendBalances,
  mendSum,
  type Sum,
  sumAstray,
  sumsOf,
} from '../duties/inventory/sumscheck.store.ts';
import { badArgument, type Command, given } from './command.ts';
import { atDesk, type Desk, deskOptions, writing } from './desk.ts';
import { dataIn, siteNamed } from './user.ts';

const help = `Stock: balances, and the sums by which stock of long ago is told, held against the movements.

  stock check [--site CODE] [--mend]

  --site         one site; all of them if not given
  --mend         make anew what differs, from the movements; the log keeps what was there
  --data FOLDER  the data folder, if not the usual one

Exit code 1: something differs, and was not mended.
`;

const options = { ...deskOptions, site: { type: 'string' }, mend: { type: 'boolean' } } as const;

/** More of them say no more. */
const shown = 20;
const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
const linesOf = (all: readonly Astray[]): string[] => [
  ...all.slice(0, shown).map((one) => `  ${balanceNamed(one)}: ${one.kept}, and ${one.moved} moved`),
  ...(all.length > shown ? [`  and ${all.length - shown} more`] : []),
];

/** Answers how many differ and were not mended. */
async function checkSite({ db, say }: Desk, site: string, mend: boolean): Promise<number> {
  const astray = await writing(db, site, (tx) => (mend ? mendBalances(tx, site) : balancesAstray(tx, site)));
  const sums = await writing(db, site, (tx) => sumsOf(tx, site));
  const differing: (readonly [Sum, readonly Astray[]])[] = [];
  for (const sum of sums) {
    const found = await writing(db, site, async (tx) => {
      const all = await sumAstray(tx, site, sum);
      if (mend && all.length > 0) await mendSum(tx, site, sum, all);
      return all;
    });
    if (found.length > 0) differing.push([sum, found]);
  }
  const wrong = astray.length + differing.length;
  const balances = await writing(db, site, (tx) => balancesKept(tx, site));
  const all = `${site}: ${counted(balances, 'balance')} and ${counted(sums.length, 'sum')}`;
  const [was, is] = wrong === 1 ? ['was', 'is'] : ['were', 'are'];
  const then = mend ? ` and ${is} mended` : '. Maybe --mend makes them anew';
  say(wrong === 0 ? `${all} are what moved.` : `${all}, of which ${wrong} ${was} not what moved${then}:`);
  for (const line of linesOf(astray)) say(line);
  for (const [sum, found] of differing)
    for (const line of [`the sum of ${sum.at}`, ...linesOf(found)]) say(`  ${line}`);
  return mend ? 0 : wrong;
}

export async function runStock(desk: Desk, args: readonly string[]): Promise<number> {
  const [verb = '', ...rest] = args;
  if (verb !== 'check') throw badArgument(`stock ${verb || '…'}: known is check.`);
  const asked = given(rest, options);
  const sites =
    asked.site === undefined
      ? (await desk.db.selectFrom('sites').select('code').orderBy('code').execute()).map(({ code }) => code)
      : [await siteNamed(desk.db, asked.site)];
  let wrong = 0;
  for (const site of sites) wrong += await checkSite(desk, site, asked.mend === true);
  return wrong === 0 ? 0 : 1;
}

export const stock: Command = {
  name: 'stock',
  about: 'hold balances and sums against the movements, and mend them',
  help,
  run: (args) => atDesk(dataIn(args), (desk) => runStock(desk, args)),
};
