/** Working time: the week of a calendar in words, and the days that differ. */
import { dayNumber, isDay } from '../../house/clock.ts';
import type { Kind, Row } from '../../house/kind.ts';

/** A day on which nothing is worked any more, whatever becomes of its hours: a night shift that began yesterday may still run. */
export const isOver = (day: string, today: string): boolean => dayNumber(day) < dayNumber(today) - 1;

export interface Window {
  /** 0 = Monday; of the second of several weeks 7. */
  readonly weekday: number;
  /** Seconds of the plant's day; `to` is past 86,400 when it runs into the next day. */
  readonly from: number;
  readonly to: number;
  /** Of the shift. */
  readonly name?: string;
}

/** A week, or several that repeat. */
export interface Pattern {
  readonly windows: readonly Window[];
  readonly weeks: number;
  /** Monday of the first week, in days since 1970; of any week where there is one alone. */
  readonly from: number;
}

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const mostWeeks = 12;
/** Of its words. */
export const longestWeek = 2000;
/** 1970-01-01 was a Thursday. */
const firstMonday = -3;
const mondayOf = (day: number): number => day - ((((day - firstMonday) % 7) + 7) % 7);

/**
 * Reads "Mon-Fri 06:00-14:00 early, 14:00-22:00 late; Sat 06:00-12:00": groups of days parted by ";" (or by "," before a
 * day's name), each with its windows, and the name of the shift behind where it has one; "22:00-06:00" runs into the next day;
 * "always" is every hour. Several weeks that repeat are parted by "|", after a day of the first: "from 2026-11-30: Mon-Fri
 * 06:00-14:00 | Mon-Fri 14:00-22:00"; "closed" is a week without work. Answers the windows or the sentence that says what
 * could not be read.
 */
export function readWeek(text: string): Pattern | { readonly fault: string } {
  const clean = text.trim();
  if (clean.toLowerCase() === 'always') {
    const windows = names.map((_, weekday) => ({ weekday, from: 0, to: 86_400 }));
    return { windows, weeks: 1, from: firstMonday };
  }
  const [, begins, rest = ''] = /^(?:from\s+([^\s:]+)\s*:)?([\s\S]*)$/i.exec(clean) ?? [];
  const weeks = rest.split('|');
  if (begins !== undefined && !isDay(begins))
    return { fault: `"${begins}" is not a day of the calendar. Maybe write it as "from 2026-11-30: …".` };
  if (weeks.length > 1 && begins === undefined)
    return {
      fault: `Which of the ${weeks.length} weeks is when? Maybe begin with a day of the first: "from 2026-11-30: …".`,
    };
  if (weeks.length > mostWeeks)
    return {
      fault: `${weeks.length} weeks are too many: ${mostWeeks} may repeat. Maybe some of them are special days.`,
    };
  const windows: Window[] = [];
  for (const [week, words] of weeks.entries()) {
    const read = windowsOf(words, weeks.length > 1 ? 'weeks' : 'week');
    if ('fault' in read) return read;
    windows.push(...read.windows.map((one) => ({ ...one, weekday: 7 * week + one.weekday })));
  }
  if (windows.length === 0) return { fault: 'The calendar has no working hours. Maybe write "Mon-Fri 06:00-22:00".' };
  return { windows, weeks: weeks.length, from: begins === undefined ? firstMonday : mondayOf(dayNumber(begins)) };
}

/** Of one day, which names none; of a week; of one of several, which may be closed. */
function windowsOf(
  text: string,
  of: 'day' | 'week' | 'weeks',
): { readonly windows: readonly Window[] } | { readonly fault: string } {
  const windows: Window[] = [];
  const asWritten = `Maybe write it as "${of === 'day' ? '' : 'Mon-Fri '}06:00-22:00".`;
  let days: readonly number[] = of === 'day' ? [0] : [];
  const parts = text.split(/[;,]/).map((one) => one.trim());
  if (of === 'weeks' && parts.join('').toLowerCase() === 'closed') return { windows };
  if (of === 'weeks' && parts.join('') === '')
    return { fault: 'One of the weeks is empty. Maybe write "closed" for it.' };
  for (const part of parts) {
    if (part === '') continue;
    const match = span.exec(part);
    if (!match || (of === 'day' && match[1]))
      return {
        fault: `"${part}" is not a span of hours. ${asWritten}`,
      };
    if (match[1]) {
      const first = names.indexOf(match[1].toLowerCase());
      const last = match[2] ? names.indexOf(match[2].toLowerCase()) : first;
      if (first < 0 || last < 0)
        return { fault: `"${part}" names a day that is not one of Mon, Tue, Wed, Thu, Fri, Sat, Sun.` };
      days = Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, i) => (first + i) % 7);
    }
    if (days.length === 0) return { fault: `"${part}" names no day. Maybe write it as "Mon-Fri ${part}".` };
    const from = readTime(match[3] ?? '');
    const end = readTime(match[4] ?? '');
    if (from === undefined || end === undefined)
      return { fault: `"${part}" has a time that is not HH:MM. ${asWritten}` };
    const to = end <= from ? end + 86_400 : end;
    if (to - from > 86_400) return { fault: `"${part}" is longer than a day. Maybe write it as two spans.` };
    const name = match[5] === undefined ? {} : { name: match[5] };
    for (const weekday of days) windows.push({ weekday, from, to, ...name });
  }
  return { windows };
}

/** Days, hours, and the name of the shift. */
const span =
  /^(?:([a-z]{3})[a-z]*(?:\s*-\s*([a-z]{3})[a-z]*)?\s+)?([^\s-]+)\s*-\s*([^\s-]+)(?:\s+(\p{L}[^:]{0,29}))?$/iu;

/** The day of the pattern that a day (since 1970) is: what `weekday` of its windows counts. */
export function placeIn({ weeks, from }: Pick<Pattern, 'weeks' | 'from'>, day: number): number {
  const length = 7 * weeks;
  return (((day - from) % length) + length) % length;
}

/** Whether a week in words is worked on a day (since 1970); undefined where it cannot be read. */
export function worksOn(week: string): ((day: number) => boolean) | undefined {
  const read = readWeek(week);
  if ('fault' in read) return undefined;
  const places = new Set(read.windows.map((window) => window.weekday));
  return (day) => places.has(placeIn(read, day));
}

/** "08:00-12:00, 13:00-17:00" of one day; empty: closed. */
export function readHours(
  text: string,
): { readonly windows: readonly Omit<Window, 'weekday'>[] } | { readonly fault: string } {
  if (text.trim() === '' || text.trim().toLowerCase() === 'closed') return { windows: [] };
  const read = windowsOf(text, 'day');
  if ('fault' in read) return read;
  return read.windows.length > 0
    ? { windows: read.windows.map(hoursOf) }
    : { fault: `"${text}" is not a span of hours. Maybe write it as "06:00-22:00".` };
}

/** The first two spans, by their beginnings, that run into each other; after `round` seconds they begin again. Undefined: none do. */
function overlapIn<S extends Hours>(spans: readonly S[], round?: number): readonly [S, S] | undefined {
  const sorted = spans.toSorted((a, b) => a.from - b.from);
  for (const [n, span] of sorted.entries()) {
    const next = sorted[n + 1] ?? (n > 0 && round !== undefined ? sorted[0] : undefined);
    if (next && next.from + (n + 1 < sorted.length ? 0 : (round ?? 0)) < span.to) return [span, next];
  }
  return undefined;
}

const overlapWords = ([a, b]: readonly [Hours, Hours], days = ''): string => {
  const [one, other] = [a, b].map(({ from, to }) => `${clockText(from % 86_400)}-${clockText(to % 86_400 || to)}`);
  return `${one} and ${other}${days} overlap. Maybe one ends when the other begins.`;
};

/** From a time to the same one is a slip as often as a whole day, so that is said as 00:00-24:00. */
function roundFault(text: string): { readonly fault: string } | undefined {
  const times = text.split(/[;,|]/).map((part) => span.exec(part.replace(/^\s*from [^:]*:/i, '').trim()));
  const round = times.find((match) => match?.[3] !== undefined && readTime(match[3]) === readTime(match[4] ?? ''));
  if (!round) return undefined;
  const time = clockText(readTime(round[3] ?? '') ?? 0);
  return {
    fault: `${time}-${time} ends when it begins. Maybe 00:00-24:00 for the whole day, or two spans, each of its own day.`,
  };
}

/** A week as somebody types it: spans that run into each other are a slip, as are those that end when they begin. What is recorded otherwise is read on. */
export function typedWeek(text: string): ReturnType<typeof readWeek> {
  const read = readWeek(text);
  if ('fault' in read) return read;
  const round = roundFault(text);
  if (round) return round;
  const spans = read.windows.map(({ weekday, from, to }) => ({
    weekday,
    from: weekday * 86_400 + from,
    to: weekday * 86_400 + to,
  }));
  const overlap = overlapIn(spans, 7 * read.weeks * 86_400);
  if (!overlap) return read;
  const days = [...new Set(overlap.map(({ weekday }) => names[weekday % 7] ?? ''))];
  const called = days.map((day) => `${day.slice(0, 1).toUpperCase()}${day.slice(1)}`).join(' and ');
  return { fault: overlapWords(overlap, ` on ${called}`) };
}

/** The hours of a day as somebody types them, by the same rules. */
export function typedHours(text: string): ReturnType<typeof readHours> {
  const read = readHours(text);
  if ('fault' in read) return read;
  const overlap = overlapIn(read.windows);
  if (overlap) return { fault: overlapWords(overlap) };
  return roundFault(text) ?? read;
}

/** A span over midnight that is longer is as often two times the wrong way round. */
const longestNight = 16 * 3600;
/** Spans that follow each other and are no longer are shifts, and meant. */
const longestShift = 12 * 3600;

/**
 * Spans of a day or of a week in words that run over midnight for more than 16 hours: "14:00-10:00", "06:00-14:00, 14:00-05:59", also
 * cut there: "Mon 06:00-24:00; Tue 00:00-05:59". All round the clock is meant, and so are shifts.
 */
export function longNights(of: 'day' | 'week', text: string): readonly Hours[] {
  const all = goingOn(of === 'day' ? spansOfDay(text) : spansOfWeek(text)).filter(
    ({ from, to, longest }) =>
      to > 86_400 && to - from > longestNight && to - from !== 86_400 && longest > longestShift,
  );
  return [...new Map(all.map(({ from, to }) => [`${from} ${to}`, { from, to }])).values()];
}

type Span = Hours & { readonly weekday?: number };

function spansOfDay(text: string): readonly Span[] {
  const read = readHours(text);
  return 'fault' in read ? [] : read.windows;
}

function spansOfWeek(text: string): readonly Span[] {
  const read = readWeek(text);
  return 'fault' in read ? [] : uncut(read.windows, 7 * read.weeks);
}

/** Without the cuts at midnight, where both sides are less than a day in all; `days` of them come round. */
function uncut(windows: readonly Window[], days: number): readonly Window[] {
  const goesOn = (one: Window) => {
    const next = windows.find(({ weekday, from }) => from === 0 && weekday === (one.weekday + 1) % days);
    const isOne = next && one.to === 86_400 && !one.name && !next.name && next.to < one.from;
    return isOne ? next : undefined;
  };
  const ends = new Map(windows.map((one) => [one, goesOn(one)]));
  const gone = new Set(ends.values());
  return windows.flatMap((one) => (gone.has(one) ? [] : [{ ...one, to: one.to + (ends.get(one)?.to ?? 0) }]));
}

/** Spans of a day that begin when the one before ends are one with it; who names shifts means them. `longest`: of those that it was. */
function goingOn(windows: readonly Span[]): readonly (Span & { readonly longest: number })[] {
  const spans: (Span & { readonly longest: number })[] = [];
  for (const one of windows.toSorted((a, b) => (a.weekday ?? 0) - (b.weekday ?? 0) || a.from - b.from)) {
    const last = spans.at(-1);
    const goesOn = last && last.weekday === one.weekday && last.to === one.from && !last.name && !one.name;
    const length = one.to - one.from;
    if (goesOn) spans[spans.length - 1] = { ...last, to: one.to, longest: Math.max(last.longest, length) };
    else spans.push({ ...one, longest: length });
  }
  return spans;
}

/** Seconds since midnight of "HH:MM", up to 24:00; undefined when it is not one. */
export function readTime(text: string): number | undefined {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (!match) return undefined;
  const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
  return seconds <= 86_400 && Number(match[2]) < 60 ? seconds : undefined;
}

/** A span of hours of one day, in seconds of the plant's day. */
export type Hours = Omit<Window, 'weekday'>;
const hoursOf = ({ weekday: _, ...hours }: Window): Hours => hours;

/**
 * When a calendar is open on a day (days since 1970): by its week in words, or by the hours of a special day. What cannot be
 * read counts as closed; it is refused on its way in.
 */
export function openOn(week: string, special: string | undefined, day: number): readonly Hours[] {
  if (special !== undefined) {
    const hours = readHours(special);
    return 'fault' in hours ? [] : hours.windows;
  }
  const read = readWeek(week);
  return 'fault' in read ? [] : read.windows.filter(({ weekday }) => weekday === placeIn(read, day)).map(hoursOf);
}

/** Records of calendars and of their special days. */
export interface CalendarRows {
  readonly calendars: readonly Row[];
  readonly days: readonly Row[];
}

/** When a calendar is open on a day (YYYY-MM-DD), and the special day that it is. */
export function dayOfCalendar({ calendars: all, days }: CalendarRows, calendar: string, day: string) {
  const week = all.find(({ code }) => code === calendar)?.week;
  const special = days.find((row) => row.calendar === calendar && row.day === day);
  const hours = openOn(String(week ?? ''), special ? String(special.hours ?? '') : undefined, dayNumber(day));
  return { hours, special };
}

export const clockText = (seconds: number): string => {
  const minutes = Math.round(seconds / 60) % 1440;
  const two = (n: number) => String(n).padStart(2, '0');
  return seconds === 86_400 ? '24:00' : `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};
export const hoursWords = (hours: readonly Hours[]): string =>
  hours.length === 0
    ? 'closed'
    : hours.map(({ from, to, name }) => `${name ? `${name} ` : ''}${clockText(from)}–${clockText(to)}`).join(', ');

export const calendars: Kind = {
  name: 'calendars',
  one: 'calendar',
  many: 'Calendars',
  about:
    'Working weeks of work centres, crews and vendors: "Mon-Fri 06:00-14:00 early, 14:00-22:00 late; Sat 06:00-12:00"; several that repeat: "from 2026-11-30: Mon-Fri 06:00-14:00 | Mon-Fri 14:00-22:00".',
  key: ['code'],
  read: 'stock.see',
  write: 'master.write',
  planned: true,
  fields: [
    { name: 'code', label: 'Calendar', type: 'code', required: true },
    { name: 'name', label: 'Name', type: 'text', max: 120 },
    { name: 'week', label: 'Week', type: 'text', max: longestWeek, required: true, aliases: ['working', 'hours'] },
  ],
  checkRow: (row) => {
    const week = typedWeek(String(row.week ?? ''));
    return 'fault' in week ? [{ column: 'Week', value: String(row.week ?? ''), text: week.fault }] : [];
  },
};

/** Characters of the name of a special day. */
export const longestDayName = 120;

export const calendarDays: Kind = {
  name: 'calendar_days',
  one: 'special day',
  many: 'Holidays and special days',
  about: 'Days on which a calendar differs from its week: holidays (no hours), Saturdays worked, short days.',
  key: ['calendar', 'day'],
  read: 'stock.see',
  write: 'master.write',
  planned: true,
  fields: [
    { name: 'calendar', label: 'Calendar', type: 'reference', to: 'calendars', required: true },
    { name: 'day', label: 'Day', type: 'date', required: true },
    {
      name: 'hours',
      label: 'Hours',
      type: 'text',
      max: 200,
      default: '',
      help: 'Empty: closed. "08:00-12:00": only these.',
    },
    { name: 'name', label: 'Name', type: 'text', max: longestDayName },
  ],
  checkRow: (row) => {
    const hours = typedHours(String(row.hours ?? ''));
    return 'fault' in hours ? [{ column: 'Hours', value: String(row.hours ?? ''), text: hours.fault }] : [];
  },
};
