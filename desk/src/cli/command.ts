/** What a command of the command line is, and how one fails. */
import type { Fault } from '../house/errors.ts';
import { BadArgument, type Given, type GivenWithWords, type Options, parsed } from '../server/arguments.ts';

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly about: string;
  /** What `--help` prints. */
  readonly help: string;
  /** Answers the exit code: 0 done, 1 done and the answer is "no". */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** What the person gave cannot be used: exit code 2, every fault a line on stderr, nothing written. */
export class BadInput extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super(faults.map(faultLine).join('\n'));
    this.name = 'BadInput';
  }
}

export const badArgument = (text: string): BadInput => new BadInput([{ text }]);

/** "demands.csv, row 7, qty, "-3": Quantity must be above 0, not -3." */
export function faultLine(fault: Fault): string {
  const place = [
    fault.file,
    fault.sheet && `sheet ${fault.sheet}`,
    fault.row && `row ${fault.row}`,
    fault.column ?? fault.field,
    fault.value !== undefined && `"${fault.value}"`,
  ];
  const said = place.filter((part) => typeof part === 'string' && part !== '').join(', ');
  return said === '' ? fault.text : `${said}: ${fault.text}`;
}

/** The given options by name. Refuses unknown options and stray words, in the words of the command line. */
export const given = (args: readonly string[], options: Options): Given => givenWith(args, options, []).values;

/** The given options, and as many words beside them as `names` has. */
export function givenWith(args: readonly string[], options: Options, names: readonly string[]): GivenWithWords {
  try {
    return parsed(args, options, names);
  } catch (error) {
    if (error instanceof BadArgument) throw badArgument(error.message);
    throw error;
  }
}

export function wholeNumber(name: string, value: string | boolean | undefined, most: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0 || number > most)
    throw badArgument(`--${name} ${value} is not a whole number from 0 to ${most}.`);
  return number;
}

export function needed(name: string, value: string | boolean | undefined): string {
  if (typeof value !== 'string' || value === '')
    throw badArgument(`--${name} is missing. Maybe --help shows how it is used.`);
  return value;
}

/** At most so many threads: each holds the whole problem. */
const MOST_THREADS = 64;

export function threadsOf(value: string | boolean | undefined): number {
  const threads = wholeNumber('threads', value, MOST_THREADS) ?? 1;
  if (threads === 0) throw badArgument('--threads 0 is nobody. Maybe --threads 1, or leave it out.');
  return threads;
}
