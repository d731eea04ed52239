/** Options of a start or a command, refused in words of a person. */
import { parseArgs } from 'node:util';

export type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;
export type Given = Readonly<Record<string, string | boolean | undefined>>;

/** Cannot be used as it was given; the message is for the person. */
export class BadArgument extends Error {}

export interface GivenWithWords {
  readonly values: Given;
  readonly words: readonly string[];
}

/**
 * The given options by name, and as many words beside them as `names` has. Throws BadArgument for an option that is not
 * known, a value that is missing, a word too few or too many.
 */
export function parsed(args: readonly string[], options: Options, names: readonly string[] = []): GivenWithWords {
  const { values, positionals } = parse(args, options);
  const empty = Object.entries(values).find(([, value]) => value === '');
  if (empty) throw new BadArgument(`--${empty[0]} needs a value. Maybe --help shows which.`);
  const missing = names[positionals.length];
  if (missing !== undefined) throw new BadArgument(`${missing} is missing. Maybe --help shows how it is used.`);
  const stray = positionals[names.length];
  if (stray !== undefined) throw new BadArgument(`"${stray}" is one word too many. Maybe --help shows how it is used.`);
  return { values: values as Given, words: positionals };
}

function parse(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    if (error instanceof TypeError && 'code' in error)
      throw new BadArgument(sentence(String(error.code), error.message));
    throw error;
  }
}

/** Node's own words carry advice that is of no use here; what they quote is all we take from them. */
function sentence(code: string, words: string): string {
  const quoted = /'([^']*)'/.exec(words)?.[1] ?? '';
  const option = /--[\w-]+/.exec(quoted)?.[0] ?? quoted;
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `There is no option ${option} here. Maybe --help shows the one you mean.`;
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return words.includes('does not take')
        ? `${option} takes no value.`
        : `${option} needs a value. Maybe --help shows which.`;
    default:
      return words;
  }
}
