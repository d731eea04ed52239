/** How many inputs were written since a version was made: more than `mostInputs` are not counted. */
import { allNamed } from '../../house/names.ts';
import { mostInputs } from './inputscounted.ts';

const figure = (count: number): string => count.toLocaleString('en-GB');

/** "999", "more than 1,000": what goes beyond the most was not counted to its end. */
export const countedTo = (count: number, most: number): string =>
  count > most ? `more than ${figure(most)}` : figure(count);

/** What a field says that counts inputs. */
export const countDescribed = (what: string): string =>
  `${what}; ${figure(mostInputs + 1)}: ${countedTo(mostInputs + 1, mostInputs)}`;

/** "3 inputs were", "More than 1,000 inputs were". */
export function inputsCounted(count: number, one: string, some: string): string {
  const said = countedTo(count, mostInputs);
  return `${said.slice(0, 1).toUpperCase()}${said.slice(1)} ${count === 1 ? `input${one}` : `inputs${some}`}`;
}

const mostNamed = 3;

/** "SO-1, SO-2 and 1 more": some of `count` by what they are called, each once, and how many are left; empty: none has a name. */
export function inputsNamed(called: readonly string[], count: number): string {
  const named = [...new Set(called)].filter((one) => one !== '').slice(0, mostNamed);
  const more = count - named.length;
  if (named.length === 0 || more <= 0) return allNamed(named);
  return allNamed([named.join(', '), count > mostInputs ? 'more' : `${more} more`]);
}
