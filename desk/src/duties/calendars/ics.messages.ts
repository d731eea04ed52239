/** What is said of a calendar file that was read. */
import { dayWords } from '../../house/daywords.ts';
import { shortened } from '../../house/texts.ts';
import { longestDayName } from './calendars.ts';

const entries = (n: number, one: string, many: string): string => (n === 1 ? `1 entry ${one}` : `${n} entries ${many}`);

const mend = 'Maybe mend it there, and read the file again.';
/** A value may be as long as the file. */
const shown = (value: string): string => shortened(value, 41);

interface Left {
  readonly timed: number;
  readonly cancelled: number;
  readonly long: number;
  readonly endless: number;
  readonly undated: number;
  readonly outside: number;
  /** Days whose names were too long. */
  readonly shortened: number;
}

export const icsWords = {
  tooLarge: (file: string) =>
    `${file} is larger than 5 MB. Maybe it holds somebody’s whole diary: export the holidays alone.`,
  noCalendar: (file: string) =>
    `${file} is no calendar file, or a broken one. Maybe export it anew, as iCalendar (.ics).`,
  empty: (file: string) => `${file} has no entries. Maybe another calendar was meant.`,
  endless: (file: string) =>
    `${file} has entries that come again by rules which no calendar fulfils. Maybe export the holidays as single days.`,
  tooOften: (file: string) =>
    `${file} has more entries that come again than holidays do. Maybe it holds somebody’s whole diary: export the holidays alone.`,
  tooMany: (file: string, entries: number, most: number) =>
    `${file} has ${entries} entries, and no more than ${most} are read. Maybe it holds somebody’s whole diary: export the holidays alone.`,
  noSuchDay: (file: string, row: number, day: string) =>
    `${file}, line ${row}: the day "${shown(day)}" is in no calendar. ${mend}`,
  noDay: (file: string, row: number, name: string, value: string) =>
    `${file}, line ${row}: ${name} "${shown(value)}" is no whole day, as 20261224 is. ${mend}`,
  endsBefore: (file: string, row: number, end: string) =>
    `${file}, line ${row}: the entry ends on "${shown(end)}", before it begins. ${mend}`,
  noLength: (file: string, row: number, value: string) =>
    `${file}, line ${row}: DURATION "${shown(value)}" is no number of whole days, as P3D is. ${mend}`,
  noRule: (file: string, row: number, value: string) =>
    `${file}, line ${row}: RRULE "${shown(value)}" is no rule that can be worked out. ${mend}`,
  unseen: (file: string, row: number) =>
    `${file}, line ${row}: a null character stands there. Maybe the file was cut or copied from another kind of file: export it anew.`,
  brokenLetter: (file: string, row: number) =>
    `${file}, line ${row}: this is UTF-8, but for a letter there that is broken. Maybe export it anew.`,
  notes: (left: Left, { from, to }: { from: string; to: string }): readonly string[] => {
    const said: readonly (readonly [number, string])[] = [
      [
        left.timed,
        `${entries(left.timed, 'has', 'have')} a time of day and ${left.timed === 1 ? 'was' : 'were'} left out: a holiday is a whole day. Maybe add it here as other hours.`,
      ],
      [left.cancelled, `${entries(left.cancelled, 'is', 'are')} cancelled and left out.`],
      [left.long, `${entries(left.long, 'is', 'are')} longer than 60 days and left out: nobody closes for so long.`],
      [
        left.endless,
        `${entries(left.endless, 'comes', 'come')} again by a rule that no calendar fulfils and ${left.endless === 1 ? 'was' : 'were'} left out.`,
      ],
      [left.undated, `${entries(left.undated, 'has', 'have')} no date.`],
      [
        left.outside,
        `${entries(left.outside, 'lies', 'lie')} before ${dayWords(from, from)} or after ${dayWords(to, from)} and ${left.outside === 1 ? 'was' : 'were'} left out.`,
      ],
      [
        left.shortened,
        `${left.shortened === 1 ? '1 name is' : `${left.shortened} names are`} longer than ${longestDayName} characters and ${left.shortened === 1 ? 'was' : 'were'} cut. Maybe give ${left.shortened === 1 ? 'it' : 'them'} a shorter one.`,
      ],
    ];
    return said.filter(([n]) => n > 0).map(([, words]) => words);
  },
} as const;
