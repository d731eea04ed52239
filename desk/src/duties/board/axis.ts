/** The marks of the time axis, on the plant's clock: two lines, the finer one under the coarser. Pure. */
import { dayOfNumber, type OffsetTable, offsetAt } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';

export interface Tick {
  readonly at: number;
  readonly label: string;
}

export interface Ticks {
  /** Days over hours, months over days … */
  readonly coarse: readonly Tick[];
  readonly fine: readonly Tick[];
}

const [minute, hour, day, week] = [60, 3600, 86_400, 7 * 86_400];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

type Unit = 'clock' | 'weekday' | 'date' | 'week';
interface Level {
  readonly each: number;
  readonly unit: Unit;
  /** Least pixels between two marks. */
  readonly room: number;
  readonly above: 'day' | 'month';
}

/** Finest first: the first that has room is taken. */
const levels: readonly Level[] = [
  { each: 5 * minute, unit: 'clock', room: 48, above: 'day' },
  { each: 15 * minute, unit: 'clock', room: 48, above: 'day' },
  { each: hour, unit: 'clock', room: 48, above: 'day' },
  { each: 3 * hour, unit: 'clock', room: 44, above: 'day' },
  { each: 6 * hour, unit: 'clock', room: 38, above: 'day' },
  { each: day, unit: 'weekday', room: 44, above: 'month' },
  { each: day, unit: 'date', room: 18, above: 'month' },
  { each: week, unit: 'week', room: 0, above: 'month' },
];

/** Marks from the one before `from` on, so that a label whose mark is out of sight can still be drawn at the edge. */
export function ticksOf(from: number, to: number, scale: number, offsets: OffsetTable, today: string): Ticks {
  const level = levels.find((one) => one.each * scale >= one.room) ?? levels.at(-1)!;
  const fine = marks(from, to, level.each, offsets).map((local) => ({
    at: instantOf(local, offsets),
    label: fineLabel(level.unit, local),
  }));
  const coarse =
    level.above === 'day'
      ? marks(from, to, day, offsets).map((local) => ({
          at: instantOf(local, offsets),
          label: dayWords(dayOfNumber(local / day), today),
        }))
      : monthsBetween(from, to, offsets, today);
  return { coarse, fine };
}

/** Local seconds, multiples of `each`; weeks begin on Monday. */
function marks(from: number, to: number, each: number, offsets: OffsetTable): readonly number[] {
  // 1970-01-01 was a Thursday.
  const shift = each === week ? 4 * day : 0;
  const first = Math.floor((from + offsetAt(offsets, from) - shift) / each) * each + shift;
  const last = to + offsetAt(offsets, to);
  return Array.from({ length: Math.max(0, Math.ceil((last - first) / each)) }, (_, n) => first + n * each);
}

function monthsBetween(from: number, to: number, offsets: OffsetTable, today: string): readonly Tick[] {
  const ticks: Tick[] = [];
  const [year = 0, month = 1] = dayOfNumber(Math.floor((from + offsetAt(offsets, from)) / day))
    .split('-')
    .map(Number);
  for (let n = year * 12 + month - 1; ; n += 1) {
    const [y, m] = [Math.floor(n / 12), n % 12];
    const at = instantOf(firstOf(y, m) * day, offsets);
    if (at >= to) return ticks;
    ticks.push({ at, label: `${months[m]}${String(y) === today.slice(0, 4) ? '' : ` ${y}`}` });
  }
}

/** Days since 1970 of the first of a month, by the count of days in the years and months before. */
function firstOf(year: number, month: number): number {
  const lengths = [31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const before = year - 1;
  const days = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  // 719,162 days lie before 1970.
  return days - 719_162 + lengths.slice(0, month).reduce((sum, one) => sum + one, 0);
}
const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** The instant at which the plant's clock shows a local second; within an hour that is skipped, the one before it. */
export function instantOf(local: number, offsets: OffsetTable): number {
  const guess = local - offsetAt(offsets, local - day);
  return local - offsetAt(offsets, guess);
}

function fineLabel(unit: Unit, local: number): string {
  if (unit === 'clock') return clockOf(local);
  const date = dayOfNumber(local / day);
  if (unit === 'date') return String(Number(date.slice(8)));
  if (unit === 'week') return `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]}`;
  const [weekday = '', number = ''] = dayWords(date, date).split(' ');
  return `${weekday} ${number}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
export const clockOf = (local: number): string =>
  `${two(Math.floor((local % day) / hour))}:${two(Math.floor((local % hour) / minute))}`;

/** The plant's clock at an instant: "2026-11-03" and "08:30". */
export function clockAt(at: number, offsets: OffsetTable): { readonly day: string; readonly time: string } {
  const local = at + offsetAt(offsets, at);
  return { day: dayOfNumber(Math.floor(local / day)), time: clockOf(local) };
}

/** ":20"; nothing on a whole minute. */
export const secondsText = (at: number): string => (at % minute === 0 ? '' : `:${two(at % minute)}`);

/** "2026-11-03 08:30", as it is read back whatever day it is today; seconds only where there are some. */
export function clockText(at: number, offsets: OffsetTable): string {
  const { day: date, time } = clockAt(at, offsets);
  return `${date} ${time}${secondsText(at)}`;
}

/** "Mon 3 Nov 08:30" of an instant. */
export function momentWords(at: number, offsets: OffsetTable, today: string): string {
  const local = at + offsetAt(offsets, at);
  return `${dayWords(dayOfNumber(Math.floor(local / day)), today)} ${clockOf(local)}`;
}

/** "08:30" alone where both lie on one day: "Mon 3 Nov 08:30 – 11:00". */
export function spanWords(from: number, to: number, offsets: OffsetTable, today: string): string {
  const [begin, end] = [from + offsetAt(offsets, from), to + offsetAt(offsets, to)];
  const same = Math.floor(begin / day) === Math.floor(end / day);
  return `${momentWords(from, offsets, today)} – ${same ? clockOf(end) : momentWords(to, offsets, today)}`;
}
