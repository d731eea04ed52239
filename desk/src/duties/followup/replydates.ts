/**
 * The days that a text names, in English or German: numbers, months by name, weekdays, weeks, tomorrow. They are suggestions: what is
 * inferred is said, and nothing is taken by itself. Days are YYYY-MM-DD. Pure.
 */
import { dayNumber, dayOfNumber, isDay } from '../../house/clock.ts';

export type DateNote =
  | 'year-inferred'
  | 'day-first'
  | 'month-first'
  | 'weekday-differs'
  | 'weekday'
  | 'week'
  | 'relative';

export interface FoundDate {
  readonly day: string;
  /** As it was written. */
  readonly words: string;
  readonly notes: readonly DateNote[];
}

/** More are no answer. */
export const mostDates = 12;
/** Characters that are read: the answer stands at the top. */
const mostRead = 20_000;

const monthNames: readonly (readonly string[])[] = [
  ['january', 'januar', 'jänner', 'jan'],
  ['february', 'februar', 'feb'],
  ['march', 'märz', 'maerz', 'mär', 'mar', 'mrz'],
  ['april', 'apr'],
  ['may', 'mai'],
  ['june', 'juni', 'jun'],
  ['july', 'juli', 'jul'],
  ['august', 'aug'],
  ['september', 'sept', 'sep'],
  ['october', 'oktober', 'oct', 'okt'],
  ['november', 'nov'],
  ['december', 'dezember', 'dec', 'dez'],
];
const weekdayNames: readonly (readonly string[])[] = [
  ['monday', 'montag', 'mon', 'mo'],
  ['tuesday', 'dienstag', 'tues', 'tue', 'di'],
  ['wednesday', 'mittwoch', 'wed', 'mi'],
  ['thursday', 'donnerstag', 'thurs', 'thur', 'thu', 'do'],
  ['friday', 'freitag', 'fri', 'fr'],
  ['saturday', 'samstag', 'sonnabend', 'sat', 'sa'],
  ['sunday', 'sonntag', 'sun', 'so'],
];
const any = (names: readonly (readonly string[])[], least = 1): string =>
  names
    .flat()
    .filter((name) => name.length >= least)
    .toSorted((a, b) => b.length - a.length)
    .join('|');
const placeOf = (names: readonly (readonly string[])[], name: string): number =>
  names.findIndex((of) => of.includes(name.toLowerCase()));

const edge = String.raw`(?<![\p{L}\d./-])`;
const end = String.raw`(?![\p{L}\d])`;
const weekday = String.raw`(?:(?<weekday>${any(weekdayNames)})\.?,?\s+(?:(?:the|den|dem|der)\s+)?)?`;
const year = String.raw`(?<year>\d{4}|\d{2})`;

function pattern(source: string): RegExp {
  return new RegExp(source, 'giu');
}

type Groups = Readonly<Record<string, string | undefined>>;
interface Read {
  readonly day: number;
  readonly notes: readonly DateNote[];
}

/** `on`: the day on which it was written, from which years, weekdays and weeks are told. The first first, each day once. */
export function datesIn(text: string, on: string): readonly FoundDate[] {
  const from = dayNumber(on);
  // What was read is blanked, so that no part of it is read again.
  let rest = text.slice(0, mostRead);
  const found: (FoundDate & { readonly at: number })[] = [];
  for (const { of, read } of patterns)
    rest = rest.replaceAll(of, (...match: unknown[]) => {
      const groups = match.at(-1) as Groups;
      const at = match.at(-3) as number;
      const words = String(match[0]);
      const days = read(groups, from);
      for (const { day, notes } of days) found.push({ at, day: dayOfNumber(day), words: words.trim(), notes });
      return days.length === 0 ? words : ' '.repeat(words.length);
    });
  const inOrder = found.toSorted((a, b) => a.at - b.at);
  return inOrder
    .filter((one, place) => inOrder.findIndex((other) => other.day === one.day) === place)
    .slice(0, mostDates)
    .map(({ at: _, ...one }) => one);
}

const numbers = ({ date, month, year: of, weekday: said }: Groups, on: number) =>
  dated(Number(date), Number(month), of, said, on);

const named = ({ date, name = '', year: of, weekday: said }: Groups, on: number) =>
  dated(Number(date), placeOf(monthNames, name) + 1, of, said, on);

/** "3/11" is the third of November to most, and the eleventh of March to some: where both can be, both are told. */
function slashed({ date, month, year: of, weekday: said }: Groups, on: number): readonly Read[] {
  const [first, second] = [Number(date), Number(month)];
  const [dayFirst, monthFirst] = [dated(first, second, of, said, on), dated(second, first, of, said, on)];
  if (first === second || monthFirst.length === 0) return dayFirst;
  if (dayFirst.length === 0) return monthFirst;
  return [
    ...dayFirst.map((one) => ({ ...one, notes: [...one.notes, 'day-first' as const] })),
    ...monthFirst.map((one) => ({ ...one, notes: [...one.notes, 'month-first' as const] })),
  ];
}

/** Days before `on` that a date without a year may be. */
const back = 60;

function dated(
  date: number,
  month: number,
  of: string | undefined,
  said: string | undefined,
  on: number,
): readonly Read[] {
  const two = (count: number): string => String(count).padStart(2, '0');
  const inYear = (number: number): number | undefined => {
    const day = `${number}-${two(month)}-${two(date)}`;
    return isDay(day) && dayOfNumber(dayNumber(day)) === day ? dayNumber(day) : undefined;
  };
  const asked = of === undefined ? undefined : of.length === 2 ? 2000 + Number(of) : Number(of);
  const now = Number(dayOfNumber(on).slice(0, 4));
  const day =
    asked === undefined
      ? [now - 1, now, now + 1, now + 2].map(inYear).find((one) => one !== undefined && one >= on - back)
      : inYear(asked);
  if (day === undefined) return [];
  // "so", "do" are words; "So", "Do" may be days.
  const isNamed = said !== undefined && (said.length > 2 || /^\p{Lu}/u.test(said));
  const differs = isNamed && placeOf(weekdayNames, said) !== weekdayOf(day);
  return [
    {
      day,
      notes: [
        ...(asked === undefined ? (['year-inferred'] as const) : []),
        ...(differs ? (['weekday-differs'] as const) : []),
      ],
    },
  ];
}

/** 0 is Monday; the first day of 1970 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** Within a week: until its Friday. */
function weeks({ week, year: of }: Groups, on: number): readonly Read[] {
  const number = Number(week);
  if (number < 1 || number > 53) return [];
  const fridayIn = (inYear: number): number => {
    const fourth = dayNumber(`${inYear}-01-04`);
    return fourth - weekdayOf(fourth) + (number - 1) * 7 + 4;
  };
  const asked = of === undefined ? undefined : of.length === 2 ? 2000 + Number(of) : Number(of);
  const now = Number(dayOfNumber(on).slice(0, 4));
  const day = asked === undefined ? [now, now + 1].map(fridayIn).find((one) => one >= on - 7) : fridayIn(asked);
  return day === undefined ? [] : [{ day, notes: asked === undefined ? ['week', 'year-inferred'] : ['week'] }];
}

/** The next such day after the mail was written; of next week where he says so. */
function weekdays({ weekday: said = '', after }: Groups, on: number): readonly Read[] {
  const place = placeOf(weekdayNames, said);
  const ahead = (place - weekdayOf(on) + 7) % 7 || 7;
  const nextWeek = on - weekdayOf(on) + 7 + place;
  return [{ day: after === undefined ? on + ahead : nextWeek, notes: ['weekday'] }];
}

const relative = ({ today, after }: Groups, on: number): readonly Read[] => [
  { day: on + (today === undefined ? (after === undefined ? 1 : 2) : 0), notes: ['relative'] },
];

const patterns: readonly { readonly of: RegExp; readonly read: (found: Groups, on: number) => readonly Read[] }[] = [
  { of: pattern(String.raw`${edge}${weekday}(?<year>\d{4})-(?<month>\d\d)-(?<date>\d\d)${end}`), read: numbers },
  {
    of: pattern(String.raw`${edge}${weekday}(?<date>\d{1,2})\.\s?(?<month>\d{1,2})\.(?:\s?${year}${end}|(?!\d))`),
    read: numbers,
  },
  { of: pattern(String.raw`${edge}${weekday}(?<date>\d{1,2})/(?<month>\d{1,2})(?:/${year})?${end}`), read: slashed },
  {
    of: pattern(
      String.raw`${edge}${weekday}(?<date>\d{1,2})(?:\.|st|nd|rd|th)?\s?(?:of\s)?(?<name>${any(monthNames)})${end}\.?(?:,?\s?(?<year>\d{4})${end})?`,
    ),
    read: named,
  },
  {
    of: pattern(
      String.raw`${edge}${weekday}(?<name>${any(monthNames)})\.?\s(?:the\s)?(?<date>\d{1,2})(?:st|nd|rd|th)?${end}(?:,?\s(?<year>\d{4})${end})?`,
    ),
    read: named,
  },
  {
    of: pattern(
      String.raw`${edge}(?:KW|CW|WK|week|Woche|Kalenderwoche)\.?\s?(?<week>\d{1,2})(?:\s?/\s?${year})?${end}`,
    ),
    read: weeks,
  },
  {
    of: pattern(
      String.raw`${edge}(?:(?<which>next|nächsten|nächster|kommenden|coming)\s+)?(?<weekday>${any(weekdayNames, 5)})s?${end}(?<after>\s+(?:next week|nächster Woche|nächste Woche))?`,
    ),
    read: weekdays,
  },
  {
    of: /(?<![\p{L}\d])(?<!guten\s)(?:(?<after>[Dd]ay after tomorrow|[Üü]bermorgen)|(?<tomorrow>[Tt]omorrow|morgen)|(?<today>[Tt]oday|[Hh]eute))(?![\p{L}\d])/gu,
    read: relative,
  },
];
