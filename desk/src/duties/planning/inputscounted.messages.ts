/** How many inputs were written since a version was made: more than so many are not counted. */
import { allNamed } from '../../house/names.ts';

export const mostInputs = 1000;

/** "3 inputs were", "More than 1,000 inputs were". */
export const inputsCounted = (count: number, one: string, some: string): string => {
  if (count > mostInputs) return `More than ${mostInputs.toLocaleString('en-GB')} inputs${some}`;
  return `${count} ${count === 1 ? `input${one}` : `inputs${some}`}`;
};

const mostNamed = 3;

/** "SO-1, SO-2 and 1 more": some of `count` by what they are called, each once, and how many are left; empty: none has a name. */
export function inputsNamed(called: readonly string[], count: number): string {
  const named = [...new Set(called)].filter((one) => one !== '').slice(0, mostNamed);
  const more = count - named.length;
  if (named.length === 0 || more <= 0) return allNamed(named);
  return allNamed([named.join(', '), count > mostInputs ? 'more' : `${more} more`]);
}
