/** How wide each column of a list is drawn, by what stands in it and the room there is. Pure. */
import type { Column } from './column.ts';

/** Narrower than this no column of its kind is: rows that come later are as a rule no longer than these. */
const least: Readonly<Record<Column<unknown>['type'], number>> = {
  text: 48,
  number: 44,
  quantity: 64,
  date: 104,
  instant: 104,
  duration: 60,
  money: 76,
  lateness: 92,
  reference: 64,
  choice: 64,
  boolean: 44,
};
/** Longer than this no sentence is in one line. */
const longest = 420;
/** What is longer than this may be broken into lines where there is no room, at half its width. */
const broken = 110;

export interface Want {
  readonly want: number;
  readonly least: number;
}

/** Words of what may come in a column, whichever stands in it now. */
export const wordsToCome = <R>(column: Column<R>): readonly string[] =>
  column.type === 'choice' ? column.choices.flatMap((choice) => choice.split(/\s+/)) : [];

/**
 * `content`: the widest of the cells and the head, each in one line; `word`: the longest word of them. Only a text, or what is drawn to
 * be broken, may get less, and is read in lines, broken between words.
 */
export function wantOf<R>({ type, breaks }: Column<R>, content: number, word = 0): Want {
  const want = Math.max(least[type], type === 'text' ? Math.min(longest, content) : content);
  if (type !== 'text' && !breaks) return { want, least: want };
  const shortest = type === 'text' ? broken : least[type];
  return { want, least: Math.min(want, Math.max(shortest, Math.min(word, longest / 2), Math.ceil(want / 2))) };
}

/**
 * A page that says how wide a text is says so for what comes later: a word that is longer than that finds its room all the same. `by`: who
 * said it; a person's width stays as it was drawn.
 */
export function saidWant<R>({ type }: Column<R>, by: 'person' | 'page', width: number, word = 0): Want {
  const want = by === 'page' && type === 'text' ? Math.max(width, Math.min(word, longest / 2)) : width;
  return { want, least: want };
}

/** What each wants where there is room; else all that may be broken give the same share of what they may, and no more. */
export function fitted(wants: readonly Want[], room: number): readonly number[] {
  const sum = (of: (one: Want) => number): number => wants.reduce((all, one) => all + of(one), 0);
  const [most, least] = [sum(({ want }) => want), sum((one) => one.least)];
  const share = most <= room ? 1 : Math.max(0, (room - least) / (most - least || 1));
  return wants.map((one) => Math.floor(one.least + (one.want - one.least) * share));
}
