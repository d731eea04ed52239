/** What is said of changes of calendars, before they are saved and after. */
import { dayWords } from '../../house/daywords.ts';
import { farWords } from '../../house/faryears.ts';
import { isOver, longNights } from '../calendars/calendars.ts';
import { nightWords } from '../calendars/longnights.messages.ts';
import {
  type CalendarChanges,
  type ChangeFault,
  type DayChange,
  type Hurt,
  type Interrupted,
  type Meanwhile,
  type Way,
} from './calendarchanges.ts';

export function faultWords(fault: ChangeFault, today: string): string {
  switch (fault.kind) {
    case 'unknown-calendar':
      return `There is no calendar ${fault.calendar} here. Maybe add it to the list of calendars first.`;
    case 'day-far':
      return farWords(fault.day, today);
    case 'no-such-day':
      return `${dayWords(fault.day, today)} is no special day of ${fault.calendar}, so there is nothing to take away. Maybe another day is meant.`;
    case 'day-twice':
      return `${dayWords(fault.day, today)} of ${fault.calendar} stands there twice. Maybe take one of them off.`;
    case 'week-twice':
      return `The week of ${fault.calendar} stands there twice. Maybe take one of them off.`;
    case 'unreadable':
      return `${fault.calendar}: ${fault.text}`;
  }
}

const momentWords = (wall: string, today: string): string =>
  `${dayWords(wall.slice(0, 10), today)}, ${wall.slice(11, 16)}`;

/** "MO-7/20 is running on M3 until Tue 3 Nov, 10:40: it stops Mon 2 Nov, 22:00, and goes on Wed 4 Nov, 06:00." */
export function interruptedWords(of: Interrupted, today: string): string {
  const { order, seq, machine, until, stops, awaited, resumes, pausable, down } = of;
  const is = stops === null || down !== null ? 'is under way' : 'is running';
  const broken = down === null ? '' : `, which is down until ${momentWords(down, today)},`;
  const stands = `${order}/${seq} ${is} on ${machine}${broken} until ${momentWords(until, today)}`;
  const goesOn = resumes === null ? 'nobody goes on with it' : `goes on ${momentWords(resumes, today)}`;
  const instead = awaited === null ? '' : ` instead of ${momentWords(awaited, today)}`;
  const stop =
    stops === null
      ? `nobody works on it now, and ${resumes === null ? '' : 'it '}${goesOn}${instead}`
      : `it stops ${momentWords(stops, today)}, and ${goesOn}`;
  return pausable
    ? `${stands}: ${stop}; it keeps the machine meanwhile. Maybe let it run on, or ask for overtime of ${machine}.`
    : `${stands} and must not pause: a conflict, because ${stop}. Maybe let it run on, ask for overtime of ${machine}, or choose a later day.`;
}

export function dayChangeWords({ day, hours, name }: DayChange, today: string): string {
  const long = longNights('day', hours ?? '').map((span) => `, ${nightWords(span)}`);
  const what =
    hours === null ? 'as its week again' : hours.trim() === '' ? 'closed' : `open ${hours}${long.slice(0, 1).join('')}`;
  return `${dayWords(day, today)}${isOver(day, today) ? ', which is over' : ''}: ${what}${name ? ` (${name})` : ''}`;
}

const changesWords = ({ days, weeks }: CalendarChanges): string =>
  [
    ...(days.length > 0 ? [days.length === 1 ? '1 day' : `${days.length} days`] : []),
    ...(weeks.length > 0 ? [weeks.length === 1 ? 'the week' : `${weeks.length} weeks`] : []),
  ].join(' and ');

/** Beside changes that are not saved. */
export const keptHere = 'Kept in this browser until you save it or throw it away.';

export const thrownAwayWords = (changes: CalendarChanges): string => `${changesWords(changes)} thrown away.`;

export const soAlready = 'It is so already: nothing was saved.';

export const savedWords = (changes: CalendarChanges, today: string): string => {
  const { days, weeks } = changes;
  const over = weeks.length === 0 && days.every(({ day }) => isOver(day, today));
  return `${changesWords(changes)} saved. ${over ? overWords : 'The plan is stale until somebody plans.'}`;
};

/** Beside changes of days that are over alone. */
export const overWords =
  'These days are over: nothing moves for them. The next plan counts working days by them, as in how late an order is.';

const wayNames: Readonly<Record<Way, string>> = { next: 'The next plan', least: 'All else left as it is' };

/** "The next plan", "1 order newly late, no promise broken, 1,789 operations moved". */
export function wayWords(way: Way, { newly_late, promises_broken, moved }: Hurt): readonly [string, string] {
  const of = (n: number, one: string, many: string) =>
    `${n === 0 ? 'no' : n.toLocaleString('en-GB')} ${n < 2 ? one : many}`;
  return [
    wayNames[way],
    `${of(newly_late, 'order', 'orders')} newly late, ${of(promises_broken, 'promise', 'promises')} broken, ${of(moved, 'operation', 'operations')} moved`,
  ];
}

/** When which way happens. */
export const whenWords: Readonly<Record<Way, string>> = {
  next: 'It happens once this is saved and somebody plans, or the site plans by itself.',
  least:
    'No planning run makes it: it is what the floor comes to while nobody plans. What these changes hit and what waits for it takes the next gap, nothing else makes room.',
};

const mostNamed = 5;

/** "Thu 24 Dec of DAY is closed by now, by Ann: not as you saw it." */
export function meanwhileWords(all: readonly Meanwhile[], today: string): string {
  const said = all.slice(0, mostNamed).map(({ calendar, day, now, by }) => {
    const what = day === null ? `the week of ${calendar}` : `${dayWords(day, today)} of ${calendar}`;
    const is = now === null ? 'as its week' : now.trim() === '' ? 'closed' : day === null ? `“${now}”` : `open ${now}`;
    return `${what} is ${is} by now${by ? `, changed by ${by}` : ''}`;
  });
  const more = all.length > mostNamed ? `; and ${all.length - mostNamed} more` : '';
  return `Not as you saw it: ${said.join('; ')}${more}. Nothing was saved. Maybe leave it so and take your change off, or draw it again.`;
}

/** An address that names a calendar that there is none of. */
export const noCalendar = (named: string, shown: string): string =>
  `There is no calendar "${named}" here: ${shown} is shown. Maybe it was renamed.`;

export const changeRefusals = {
  nothing: () => 'Nothing would change. Maybe add a day first.',
  unreadable: () => 'The changes could not be read. Maybe draw them again.',
  tooMany: (days: number, most: number) =>
    `These are ${days} days on calendars; ${most} are tried at once. Maybe save some of them first.`,
  notAsShown: (number: number) =>
    `Inputs changed since version ${number}, so what it moves may be more or less than was shown. Save all the same?`,
} as const;
