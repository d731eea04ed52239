import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { aboutBenches, runBench } from './setup/bench.mjs';
import { build } from './setup/build.mjs';
import { hand, serve } from './setup/children.mjs';
import { install, tooOld } from './setup/install.mjs';
import { Stop } from './setup/say.mjs';
import { runTests } from './setup/tests.mjs';
import { verify } from './setup/verify.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Commands of the desk's own command line; each explains itself with `--help`. */
export const deskCommands = ['plan', 'solve', 'check', 'import', 'export', 'user', 'stock', 'token'];

export const help = `Hotlist: the production, planning and expediting desk

  ./run                    set up what is missing, start, print the address
  ./run test [FILTER …]    set up and run every test, in a real browser too
  ./run verify             types, lint, format, architecture, dead code, documents
  ./run bench NAME         measure; without a name, list what can be measured
  ./run ${deskCommands.join('|')} …
                           the command line; --help on each

Options of the start
  --demo none|bicycle|wholesale|studio   what an empty database is filled with
  --data FOLDER                          where everything is kept (or HOTLIST_DATA)

Settings, in the environment
  PORT                   first port to try, 4600 if not set; the next free one is taken
  HOST                   address to listen at, 127.0.0.1 if not set; docs/security.md before you open it to others
  HOTLIST_DATA           data folder; a folder of yours in the user's data directory if not set
  DATABASE_URL           a PostgreSQL server (15 or later) of your own; else one is started in the data folder
  HOTLIST_DEMO_PASSWORD  the demo people's password; else one is made up and printed once
  HOTLIST_MAIL_SERVER    and what else e-mail needs: README.md, "E-mail"; limits, proxy and secret: docs/security.md

On Windows, where it is untested: node run.mjs …
`;

/**
 * What the arguments ask for. The start takes options only: a word that is no command is a mistake, never ignored.
 *
 * @param {readonly string[]} args
 * @returns {{ what: 'help' | 'serve' | 'test' | 'verify' | 'bench' | 'desk', rest: string[] } | { what: 'unknown', word: string }}
 */
export function asked(args) {
  const [first, ...rest] = args;
  if (first === '--help' || first === '-h' || first === 'help') return { what: 'help', rest };
  if (first === undefined || first.startsWith('-')) {
    return args.includes('--help') || args.includes('-h')
      ? { what: 'help', rest: [] }
      : { what: 'serve', rest: [...args] };
  }
  if (first === 'test' || first === 'verify' || first === 'bench') {
    return rest.includes('--help') || rest.includes('-h') ? { what: 'help', rest: [...args] } : { what: first, rest };
  }
  if (deskCommands.includes(first)) return { what: 'desk', rest: [...args] };
  return { what: 'unknown', word: first };
}

const helpOfTest = `  ./run test [FILTER …]    set up and run every test, in a real browser too

A filter is a part of a test file's path: ./run test engine/src/netting runs what lies there.
`;
const helpOfVerify = `  ./run verify             types, lint, format, architecture, dead code, documents

Stops at nothing: every check runs, and those that fail are named at the end.
`;

/** @param {readonly string[]} words */
function helpOn([first, name = '']) {
  if (first === 'bench') return aboutBenches(root, name.startsWith('-') ? '' : name);
  if (first === 'test') return helpOfTest;
  if (first === 'verify') return helpOfVerify;
  return help;
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
async function main(args) {
  const ask = asked(args);
  if (ask.what === 'unknown') {
    throw new Stop(`"${ask.word}" is no command of Hotlist. Maybe ./run --help shows the one you mean.`);
  }
  if (ask.what === 'help') {
    process.stdout.write(helpOn(ask.rest));
    return 0;
  }
  if (ask.what === 'bench' && ask.rest.length === 0) {
    process.stdout.write(aboutBenches(root));
    return 0;
  }
  await install(root);
  if (ask.what === 'verify') return verify(root);
  if (ask.what === 'test') return runTests(root, ask.rest);
  await build(root);
  if (ask.what === 'bench') return runBench(root, ask.rest);
  if (ask.what === 'desk') return hand(root, 'desk/dist/cli/main.js', ask.rest);
  return serve(root, ask.rest);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const old = tooOld(process.versions.node);
    if (old) throw new Stop(old);
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
