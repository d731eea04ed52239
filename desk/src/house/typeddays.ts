/** Days as people type them beside what every file may say: "today", "+5", "fri", "3 nov". Pure: today is told. */
import { dayNumber, dayOfNumber, isDay } from './clock.ts';

/** As they begin, in whatever length they are written. */
export const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const named: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };

/** Monday is 0. */
export const weekdayOf = (day: string): number => (((dayNumber(day) + 3) % 7) + 7) % 7;

export const dayAfter = (day: string, days: number): string => dayOfNumber(dayNumber(day) + days);

/**
 * The day meant, YYYY-MM-DD; undefined when the text is no such word, which leaves it to `readDay`.
 *
 * "+5" and "-2" count calendar days and "+2w" weeks from today; a weekday is the next one after today; a day without
 * a year is the one nearest to today, or with `from` the first on or after that day.
 */
export function typedDay(text: string, today: string, from?: string): string | undefined {
  const word = text.trim().toLowerCase();
  const away = Object.hasOwn(named, word) ? named[word] : undefined;
  if (away !== undefined) return dayAfter(today, away);
  const counted = /^([+-]\d{1,4})\s*(w|weeks?|d|days?)?$/.exec(word);
  if (counted) return dayAfter(today, Number(counted[1]) * (counted[2]?.startsWith('w') ? 7 : 1));
  const weekday = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?$/.exec(word);
  if (weekday) {
    const ahead = (weekdays.indexOf(weekday[1] ?? '') - weekdayOf(today) + 7) % 7;
    return dayAfter(today, ahead === 0 ? 7 : ahead);
  }
  const plain = word.replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/, '');
  const worded = /^(\d{1,2})[\s.]*([a-z]{3})[a-z]*\.?$/.exec(plain);
  const american = /^([a-z]{3})[a-z]*\.?\s+(\d{1,2})$/.exec(plain);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.$/.exec(plain);
  if (worded) return withYear(months.indexOf(worded[2] ?? '') + 1, Number(worded[1]), today, from);
  if (american) return withYear(months.indexOf(american[1] ?? '') + 1, Number(american[2]), today, from);
  if (dotted) return withYear(Number(dotted[2]), Number(dotted[1]), today, from);
  return undefined;
}

function withYear(month: number, day: number, today: string, from: string | undefined): string | undefined {
  const year = Number((from ?? today).slice(0, 4));
  // 29 February may be four years away.
  const years = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map(
    (by) => `${year + by}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  );
  const days = years.filter((one) => isDay(one));
  if (from !== undefined) return days.find((one) => one >= from);
  const far = (one: string): number => Math.abs(dayNumber(one) - dayNumber(today));
  return days.sort((a, b) => far(a) - far(b))[0];
}
