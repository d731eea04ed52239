/** The command line. Exit codes: 0 done, 1 done and the answer is "no", 2 the input cannot be used and nothing was written, 3 a fault of ours. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BadInput, type Command, faultLine } from './command.ts';
import { commands } from './commands.ts';

export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h') {
    process.stdout.write(overview(await Promise.all([...commands.values()].map((read) => read()))));
    return name === undefined ? 2 : 0;
  }
  const read = commands.get(name);
  if (!read) {
    process.stderr.write(`"${name}" is no command. Known are ${[...commands.keys()].join(', ')}.\n`);
    return 2;
  }
  const command = await read();
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(command.help);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof BadInput) {
      process.stderr.write(`${listed(error)}\n`);
      return 2;
    }
    if (process.env.DEBUG || !(error instanceof Error)) throw error;
    process.stderr.write(`It went wrong: ${error.message} Maybe DEBUG=1 in the environment shows where.\n`);
    return 3;
  }
}

const shown = 50;

function listed({ faults }: BadInput): string {
  const lines = faults.slice(0, shown).map(faultLine);
  if (faults.length > shown) lines.push(`and ${faults.length - shown} more`);
  return lines.join('\n');
}

const overview = (all: readonly Command[]): string =>
  `Hotlist on the command line. --help after a command explains it.\n\n${all.map((one) => `  ${one.name.padEnd(10)} ${one.about}`).join('\n')}\n`;

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exitCode = await main(process.argv.slice(2));
