/**
 * Holidays from a calendar file (iCalendar, RFC 5545): whole days with their names, those that come again each time. Reads
 * what stands in the bytes, and says in sentences what of it is no holiday.
 */
import ical, { type VEvent } from 'node-ical';
import { dateOf, dayNumber, dayOfDate, dayOfNumber, isDay } from '../../house/clock.ts';
import { brokenUtf8, encodingOf } from '../../house/encoding.ts';
import { seenOf, shortened } from '../../house/texts.ts';
import { longestDayName } from './calendars.ts';
import { icsWords } from './ics.messages.ts';
import { daysOfDuration, entriesOf, type IcsEntry, type IcsLine, textOf } from './icslines.ts';
import { everComes } from './turns.ts';

export interface HolidayRead {
  readonly day: string;
  readonly name: string;
}

export interface IcsReading {
  readonly days: readonly HolidayRead[];
  /** Sentences about what was left out. */
  readonly notes: readonly string[];
}

/** Days read; `to` is the day after the last. */
export interface IcsSpan {
  readonly from: string;
  readonly to: string;
}

/** Two years from a day on: as far as holidays are usually known. */
export const yearsFrom = (day: string): IcsSpan => ({ from: day, to: dayOfNumber(dayNumber(day) + 2 * 366) });

const largestFile = 5_000_000;
/** A diary has more of them, holidays have not. */
const mostEntries = 5000;
/** What is longer is somebody's season, and nobody closes for so long. */
const longest = 60;
/** Repetitions that cannot be worked out cost seconds each: a file of them is not read to its end. */
const mostEndless = 3;
/** Each costs milliseconds while everybody waits; a diary has more of them, holidays have not. */
const mostRules = 200;
const mostTurns = 5000;
/** From their first days on, of all rules together: each year of each is gone through, fulfilled or not. */
const mostYears = 10_000;
/** Rules that go on and have no turn for two years: elections are some, a file of them is none of holidays. */
const mostIdle = 20;
/** Turns within a day are no holidays, and cost as many days more. */
const withinDays = /FREQ=(HOURLY|MINUTELY|SECONDLY)|BY(HOUR|MINUTE|SECOND)=/i;
/** A rule that comes so many times comes once at least; what counts otherwise is read as a rule without an end, or as none. */
const neverCounted = /(^|;)COUNT=(?!0*[1-9]\d*(;|$))/i;
/** What of a file nobody can read: it is refused as a whole. */
class Unreadable extends Error {}

export function readIcs(bytes: Uint8Array, file: string, span: IcsSpan): IcsReading | { readonly fault: string } {
  try {
    return holidaysIn(bytes, file, span);
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.message };
    throw error;
  }
}

function holidaysIn(bytes: Uint8Array, file: string, span: IcsSpan): IcsReading {
  const text = textIn(bytes, file);
  if (!/^\s*BEGIN:VCALENDAR\s/i.test(text)) throw new Unreadable(icsWords.noCalendar(file));
  const many = text.match(/^BEGIN:VEVENT/gim)?.length ?? 0;
  if (many > mostEntries) throw new Unreadable(icsWords.tooMany(file, many, mostEntries));
  const entries = entriesOf(text);
  if (!entries) throw new Unreadable(icsWords.noCalendar(file));
  if (entries.length === 0) throw new Unreadable(icsWords.empty(file));
  const lines = entries.flatMap((entry) => entry.lines);
  const rules = lines.filter(({ name }) => name === 'RRULE').length;
  const named = lines.reduce((sum, { name, value }) => sum + (/^(R|EX)DATE$/.test(name) ? value.length / 9 : 0), 0);
  if (rules > mostRules || named > mostTurns) throw new Unreadable(icsWords.tooOften(file));

  const left = { timed: 0, cancelled: 0, long: 0, endless: 0, undated: 0, outside: 0, shortened: 0 };
  const whole: Whole[] = [];
  for (const entry of entries) {
    const found = wholeDays(entry, file);
    if (typeof found === 'string') left[found] += 1;
    else whole.push(found);
  }
  const years = whole.reduce(
    (sum, { start, rules: own }) => sum + own.length * Math.max(1, yearOf(span.to) - yearOf(start)),
    0,
  );
  if (years > mostYears) throw new Unreadable(icsWords.tooOften(file));

  const instead = replacedDays(entries);
  const [first, end] = [dayNumber(span.from), dayNumber(span.to)];
  const names = new Map<number, Set<string>>();
  let [comes, idle] = [0, 0];
  for (const one of whole) {
    const starts = startsOf(one, file, span);
    if (starts === undefined) {
      left.endless += 1;
      if (left.endless >= mostEndless) throw new Unreadable(icsWords.endless(file));
      continue;
    }
    const not = one.replaces ? undefined : instead.get(one.uid);
    const days = starts
      .filter((start) => !not?.has(start))
      .map(dayNumber)
      .flatMap((start) => Array.from({ length: one.length }, (_, n) => start + n))
      .filter((day) => day >= first && day < end);
    if (days.length === 0) left.outside += 1;
    for (const day of days) {
      const some = names.get(day) ?? new Set<string>();
      if (some.size < longestDayName) names.set(day, some.add(one.name));
    }
    comes += one.rules.length > 0 ? days.length : 0;
    idle += days.length === 0 && one.rules.some((rule) => goesOn(rule, span)) ? 1 : 0;
    if (comes > mostTurns || idle > mostIdle) throw new Unreadable(icsWords.tooOften(file));
  }
  const days = [...names]
    .sort(([a], [b]) => a - b)
    .map(([day, some]): HolidayRead => {
      const name = [...some].filter(Boolean).join(' / ');
      const kept = shortened(name, longestDayName);
      left.shortened += kept === name ? 0 : 1;
      return { day: dayOfNumber(day), name: kept };
    });
  return { days, notes: icsWords.notes(left, span) };
}

function textIn(bytes: Uint8Array, file: string): string {
  if (bytes.length > largestFile) throw new Unreadable(icsWords.tooLarge(file));
  const encoding = encodingOf(bytes);
  const broken = encoding === 'windows-1252' ? brokenUtf8(bytes) : undefined;
  if (broken !== undefined) throw new Unreadable(icsWords.brokenLetter(file, broken));
  const text = new TextDecoder(encoding).decode(bytes);
  const at = text.indexOf('\0');
  if (at >= 0) throw new Unreadable(icsWords.unseen(file, rowAt(text, at)));
  return text;
}

const rowAt = (text: string, at: number): number => text.slice(0, at).split(/\r\n|\n|\r/).length;

/** An entry of whole days. */
interface Whole {
  readonly uid: string;
  readonly name: string;
  readonly start: string;
  /** In days. */
  readonly length: number;
  readonly rules: readonly IcsLine[];
  /** Days named one by one on which it begins too, and those on which it does not. */
  readonly more: readonly string[];
  readonly except: ReadonlySet<string>;
  /** It stands in place of one turn of another. */
  readonly replaces: boolean;
}

/** Why it is no holiday, where it is none. What cannot be read of one is no holiday less unsaid: the file is refused. */
function wholeDays({ lines }: IcsEntry, file: string): Whole | 'cancelled' | 'undated' | 'timed' | 'long' {
  const the = (name: string): IcsLine | undefined => lines.findLast((line) => line.name === name);
  const all = (name: string): readonly IcsLine[] => lines.filter((line) => line.name === name);
  const begins = the('DTSTART');
  if (the('STATUS')?.value.toUpperCase() === 'CANCELLED') return 'cancelled';
  if (!begins) return 'undated';
  if (isTimed(begins)) return 'timed';
  const start = dayIn(begins, begins.value, file);
  const length = lengthFrom(start, the('DTEND'), the('DURATION'), file);
  if (length > longest) return 'long';
  return {
    uid: the('UID')?.value ?? '',
    name: seenOf(textOf(the('SUMMARY')?.value ?? '')),
    start,
    length,
    rules: all('RRULE'),
    more: all('RDATE').flatMap((line) => line.value.split(',').map((day) => dayIn(line, day, file))),
    except: new Set(all('EXDATE').flatMap((line) => line.value.split(',').map(beginOfDay))),
    replaces: the('RECURRENCE-ID') !== undefined,
  };
}

const isTimed = ({ params, value }: IcsLine): boolean => /^\d{8}T/i.test(value) && !/VALUE=DATE(;|$)/i.test(params);

function dayIn({ row, name, params }: IcsLine, value: string, file: string): string {
  const words = value.trim();
  const whole = /^\d{8}$/.test(words) || (/^\d{8}T/i.test(words) && /VALUE=DATE(;|$)/i.test(params));
  if (!whole) throw new Unreadable(icsWords.noDay(file, row, name, words));
  const day = beginOfDay(words);
  if (!isDay(day)) throw new Unreadable(icsWords.noSuchDay(file, row, words));
  return day;
}

const beginOfDay = (value: string): string => value.trim().replace(/^(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3');

/** Its end is the day after; without one it is a day long, and so is one that ends on the day it begins, as some programs write it. */
function lengthFrom(start: string, ends: IcsLine | undefined, lasts: IcsLine | undefined, file: string): number {
  if (ends) {
    const end = dayIn(ends, ends.value, file);
    if (end < start) throw new Unreadable(icsWords.endsBefore(file, ends.row, ends.value));
    return Math.max(1, dayNumber(end) - dayNumber(start));
  }
  if (!lasts) return 1;
  const days = daysOfDuration(lasts.value);
  if (days === undefined) throw new Unreadable(icsWords.noLength(file, lasts.row, lasts.value));
  return Math.max(1, days);
}

/** Turns of an entry in whose place another entry of its UID stands. */
function replacedDays(entries: readonly IcsEntry[]): ReadonlyMap<string, ReadonlySet<string>> {
  const days = new Map<string, Set<string>>();
  for (const { lines } of entries) {
    const turn = lines.find(({ name }) => name === 'RECURRENCE-ID');
    const uid = lines.findLast(({ name }) => name === 'UID')?.value ?? '';
    if (turn) days.set(uid, (days.get(uid) ?? new Set<string>()).add(beginOfDay(turn.value)));
  }
  return days;
}

const yearOf = (day: string): number => Number(day.slice(0, 4));

/** Whether a rule has not ended before the span. */
const goesOn = ({ value }: IcsLine, { from }: IcsSpan): boolean => {
  const [, year, month, day] = /UNTIL=(\d{4})(\d{2})(\d{2})/i.exec(value) ?? [];
  return year === undefined || `${year}-${month}-${day}` >= from;
};

/** The days on which an entry begins, those of its rules as far as they touch the span; undefined where a rule cannot be worked out. */
function startsOf(one: Whole, file: string, { from, to }: IcsSpan): readonly string[] | undefined {
  const starts = new Set(one.rules.length > 0 ? one.more : [one.start, ...one.more]);
  for (const rule of one.rules) {
    const some = turns(one, rule, file, { from: dayOfNumber(dayNumber(from) - one.length - 1), to });
    if (some === undefined) return undefined;
    for (const day of some) starts.add(day);
  }
  return [...starts].filter((day) => !one.except.has(day));
}

function turns({ start }: Whole, rule: IcsLine, file: string, { from, to }: IcsSpan): readonly string[] | undefined {
  const event = neverCounted.test(rule.value) || !partsKnown(rule.value) ? undefined : eventOf(start, rule);
  if (!event) throw new Unreadable(icsWords.noRule(file, rule.row, rule.value));
  if (withinDays.test(rule.value) || !everComes(rule.value, start)) return undefined;
  try {
    return ical
      .expandRecurringEvent(event, { from: dateOf(from), to: dateOf(to) })
      .map((each) => dayOfDate(each.start));
  } catch {
    return undefined;
  }
}

/** A part that is unknown is passed by by whoever works the rule out, and leaves a day that nobody meant. Source: RFC 5545 3.3.10, RFC 7529. */
const parts =
  /^(FREQ|UNTIL|COUNT|INTERVAL|BYSECOND|BYMINUTE|BYHOUR|BYDAY|BYMONTHDAY|BYYEARDAY|BYWEEKNO|BYMONTH|BYSETPOS|WKST|RSCALE|SKIP|X-[A-Z0-9-]+)=/i;
const partsKnown = (rule: string): boolean => rule.split(';').every((part) => part === '' || parts.test(part));

/** Undefined: no reader of calendars takes the rule. */
function eventOf(start: string, { params, value }: IcsLine): VEvent | undefined {
  const lines = [`DTSTART;VALUE=DATE:${start.replaceAll('-', '')}`, `RRULE${params}:${value}`];
  const text = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
  try {
    const event = Object.values(ical.sync.parseICS(text)).find((one) => one?.type === 'VEVENT');
    return event?.rrule ? event : undefined;
  } catch {
    return undefined;
  }
}
