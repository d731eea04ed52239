/**
 * Holidays from a calendar file (iCalendar, RFC 5545): whole days with their names, those that come again each time. Reads
 * what stands in the bytes, and says in sentences what of it is no holiday.
 */
import ical, { type VEvent } from 'node-ical';
import { dateOf, dayNumber, dayOfDate, dayOfNumber } from '../../house/clock.ts';
import { icsWords } from './ics.messages.ts';
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
/** What is longer is somebody's season, and nobody closes for so long. */
const longest = 60;
/** Repetitions that cannot be worked out cost seconds each: a file of them is not read to its end. */
const mostEndless = 3;
/** Each costs milliseconds while everybody waits; a diary has more of them, holidays have not. */
const mostRules = 500;
const mostTurns = 5000;
/** From their first days on, of all rules together: each year of each is gone through, fulfilled or not. */
const mostYears = 10_000;
/** Rules that go on and have no turn for two years: elections are some, a file of them is none of holidays. */
const mostIdle = 20;
/** Turns within a day are no holidays, and cost as many days more. */
const withinDays = /FREQ=(HOURLY|MINUTELY|SECONDLY)|BY(HOUR|MINUTE|SECOND)=/i;
/** YYYYMMDD of a whole day. */
const wholeDay = /^DT(?:START|END)[^:\r\n]*:(\d{4})(\d{2})(\d{2})\r?$/gim;

export function readIcs(bytes: Uint8Array, file: string, span: IcsSpan): IcsReading | { readonly fault: string } {
  if (bytes.length > largestFile) return { fault: icsWords.tooLarge(file) };
  const text = new TextDecoder().decode(bytes);
  if (!/^\s*BEGIN:VCALENDAR\s[\s\S]*\nEND:VCALENDAR\s*$/i.test(text)) return { fault: icsWords.noCalendar(file) };
  const wrong = impossibleDay(text);
  if (wrong !== undefined) return { fault: icsWords.noSuchDay(file, wrong) };
  if ((text.match(/^RRULE/gim) ?? []).length > mostRules) return { fault: icsWords.tooOften(file) };
  const events = eventsOf(text);
  if (!events) return { fault: icsWords.noCalendar(file) };
  if (events.length === 0) return { fault: icsWords.empty(file) };
  const names = new Map<string, Set<string>>();
  let [turns, idle] = [0, 0];
  if (yearsOf(events, span) > mostYears) return { fault: icsWords.tooOften(file) };
  const left = { timed: 0, cancelled: 0, long: 0, endless: 0, undated: 0, outside: 0 };
  for (const event of events) {
    if (event.status === 'CANCELLED') left.cancelled += 1;
    else if (!event.start) left.undated += 1;
    else if (event.datetype !== 'date') left.timed += 1;
    else if (daysLong(event) > longest) left.long += 1;
    else {
      const days = daysOf(event, span);
      if (days === undefined) left.endless += 1;
      else if (days.length === 0) left.outside += 1;
      for (const day of days ?? []) names.set(day, (names.get(day) ?? new Set<string>()).add(nameOf(event)));
      if (left.endless >= mostEndless) return { fault: icsWords.endless(file) };
      turns += event.rrule ? (days?.length ?? 0) : 0;
      idle += days?.length === 0 && goesOn(event, span) ? 1 : 0;
      if (turns > mostTurns || idle > mostIdle) return { fault: icsWords.tooOften(file) };
    }
  }
  const days = [...names]
    .map(([day, some]): HolidayRead => ({ day, name: [...some].filter(Boolean).join(' / ').slice(0, 120) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  return { days, notes: icsWords.notes(left, span) };
}

/** Undefined: there is something among them that no reader of calendars takes. */
function eventsOf(text: string): readonly VEvent[] | undefined {
  try {
    // It keeps events under their UIDs, of which "__proto__" would be none of them.
    return Object.values(ical.sync.parseICS(text.replaceAll(/^UID[^:\r\n]*:/gim, '$&uid/'))).filter(
      (one) => one?.type === 'VEVENT',
    );
  } catch {
    return undefined;
  }
}

/** The first day of the file that is in no calendar, as it is written there: read on, it would be another day. */
function impossibleDay(text: string): string | undefined {
  for (const [, year, month, day] of text.matchAll(wholeDay)) {
    const number = dayNumber(`${year}-${month}-${day}`);
    if (Number.isNaN(number) || dayOfNumber(number) !== `${year}-${month}-${day}`) return `${year}${month}${day}`;
  }
  return undefined;
}

/** Its end is the day after; without one it is a day long. */
const daysLong = ({ start, end }: VEvent): number =>
  end ? Math.max(1, dayNumber(dayOfDate(end)) - dayNumber(dayOfDate(start))) : 1;

const yearOf = (day: string): number => Number(day.slice(0, 4));

const yearsOf = (events: readonly VEvent[], { to }: IcsSpan): number =>
  events.reduce(
    (sum, { rrule, start }) => sum + (rrule && start ? Math.max(1, yearOf(to) - yearOf(dayOfDate(start))) : 0),
    0,
  );

/** Whether its rule has not ended before the span. */
const goesOn = ({ rrule }: VEvent, { from }: IcsSpan): boolean => {
  if (!rrule) return false;
  const [, year, month, day] = /UNTIL=(\d{4})(\d{2})(\d{2})/i.exec(String(rrule)) ?? [];
  return year === undefined || `${year}-${month}-${day}` >= from;
};

/** The days of an entry within the span, at every turn of it; undefined where its repetition cannot be worked out. */
function daysOf(event: VEvent, { from, to }: IcsSpan): readonly string[] | undefined {
  const length = daysLong(event);
  const starts = event.rrule ? turns(event, from, to, length) : [dayOfDate(event.start)];
  return starts
    ?.flatMap((start) => Array.from({ length }, (_, n) => dayOfNumber(dayNumber(start) + n)))
    .filter((day) => day >= from && day < to);
}

function turns(event: VEvent, from: string, to: string, length: number): readonly string[] | undefined {
  if (withinDays.test(String(event.rrule)) || !everComes(String(event.rrule), dayOfDate(event.start))) return undefined;
  const before = dateOf(dayOfNumber(dayNumber(from) - length - 1));
  try {
    return ical.expandRecurringEvent(event, { from: before, to: dateOf(to) }).map((one) => dayOfDate(one.start));
  } catch {
    return undefined;
  }
}

function nameOf({ summary }: VEvent): string {
  const name = typeof summary === 'string' ? summary : (summary?.val ?? '');
  return name.trim();
}
