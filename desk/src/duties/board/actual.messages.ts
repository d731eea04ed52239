/** What a person reads about what really happened beside what was published. */
import { fewNamed } from '../../house/names.ts';
import { departureWords } from '../attainment/attainment.messages.ts';
import type { Departed } from '../attainment/attainment.ts';
import type { Actual, Layer } from './actual.ts';
import { momentWords } from './axis.ts';
import type { Board } from './board.ts';

export const layerWords: Readonly<Record<Layer, string>> = {
  both: 'Published and actual',
  published: 'Published only',
  actual: 'Actual only',
};

const mostNamed = 3;
const hours = (seconds: number): string => `${(seconds / 3600).toFixed(1)} h`;

/** "begun 1.7 h late", "not begun, 1.7 h late", "over by 2.0 h", "done 1.0 h early": beside its mark and in the table. */
export function departedWords({ kind, seconds }: Departed, begun: boolean): string {
  if (kind === 'late-start') return `${begun ? 'begun' : `${departureWords[kind]},`} ${hours(seconds)} late`;
  return kind === 'overrun' ? `over by ${hours(seconds)}` : `done ${hours(seconds)} early`;
}

/** Each departure of a step in one line: "begun 1.7 h late, over by 2.0 h"; '' where it went as published. */
export function otherwiseWords({ departed, begun }: Actual, step: number): string {
  return (departed.get(step) ?? []).map((one) => departedWords(one, !Number.isNaN(begun[step]!))).join(', ');
}

/** What the tip says: "Began Mon 08:40, 1.7 h late; published 07:00", "At work since …, 40 % done", "Finished …, 2.0 h over". */
export function happenedWords(board: Board, actual: Actual, step: number, today: string): readonly string[] {
  const moment = (at: number): string => momentWords(at, board.offsets, today);
  const by = new Map((actual.departed.get(step) ?? []).map(({ kind, seconds }) => [kind, hours(seconds)]));
  const [begun, until] = [actual.begun[step]!, actual.until[step]!];
  const late = by.get('late-start');
  if (Number.isNaN(begun)) return late ? [`Not begun, ${late} late; published ${moment(board.steps.from[step]!)}`] : [];
  const [over, early] = [by.get('overrun'), by.get('early')];
  const began = `Began ${moment(begun)}${late ? `, ${late} late` : ''}; published ${moment(board.steps.from[step]!)}`;
  const published = `published ${moment(board.steps.to[step]!)}`;
  const people = [...new Set(actual.worked.flatMap((one) => (one.step === step ? [one.who] : [])))];
  const who = people.length > 0 ? [`Reported by ${fewNamed(people, mostNamed)}`] : [];
  if (actual.open[step] === 1)
    return [
      began,
      `At work, ${actual.done[step]} % done${over ? `, over by ${over}` : ''}; its end ${published}`,
      ...who,
    ];
  return [
    began,
    `Finished ${moment(until)}${over ? `, over by ${over}` : early ? `, ${early} early` : ''}; ${published}`,
    ...who,
  ];
}

/** For the title line: "3 begun late, 2 over, 1 early". */
export function countedOtherwise({ counts }: Actual): string {
  const parts = [
    [counts['late-start'], 'late to begin'],
    [counts.overrun, 'over'],
    [counts.early, 'early'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return said.length === 0 ? 'all as published' : said.join(', ');
}
