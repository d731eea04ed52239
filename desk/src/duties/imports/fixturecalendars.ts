/** frePPLe's calendars: buckets of days, weekdays and hours with a value; the lowest priority number that applies decides. */
import { dayNumber, instantAt } from '../../house/clock.ts';
import type { Fixture, FixtureRow } from './fixture.ts';
import type { Draft } from './sheets.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const short = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** Days that are written out around `now`. */
const [past, future] = [60, 3 * 366];

interface Bucket {
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly priority: number;
  readonly days: readonly boolean[];
  readonly opens: number;
  readonly closes: number;
}

export class FixtureCalendars {
  private readonly buckets = new Map<string, Bucket[]>();
  private readonly otherwise = new Map<string, number>();
  private readonly made = new Map<string, string>();

  constructor(
    fixture: Fixture,
    private readonly draft: Draft,
    private readonly now: string,
  ) {
    for (const row of fixture.rows('calendar')) {
      this.otherwise.set(row.name, row.number('defaultvalue') ?? 0);
      this.buckets.set(row.name, []);
    }
    for (const row of fixture.rows('calendarbucket')) this.buckets.get(row.text('calendar') ?? '')?.push(bucketOf(row));
    for (const list of this.buckets.values())
      list.sort((a, b) => a.priority - b.priority || (a.from < b.from ? 1 : -1));
  }

  /** The value at `now`, or at its next change to something above 0: the capacity that a calendar gives. */
  capacity(name: string): number {
    const first = dayNumber(this.now.slice(0, 10));
    for (let day = first; day < first + 366; day++) {
      const values = this.spans(name, dayText(day)).map((span) => span.value);
      if (values.some((value) => value > 0)) return Math.max(...values);
    }
    return 0;
  }

  /** The code of a calendar that is open when all of these are. Without any: always. */
  open(names: readonly (string | undefined)[]): string {
    const known = [...new Set(names.filter((name) => name !== undefined && this.buckets.has(name)))] as string[];
    const code = known.length === 0 ? 'ALWAYS' : known.join(' + ').slice(0, 64);
    if (!this.made.has(code)) {
      this.made.set(code, code);
      this.write(code, known);
    }
    return code;
  }

  private write(code: string, names: readonly string[]): void {
    const first = dayNumber(this.now.slice(0, 10)) - past;
    const days = Array.from({ length: past + future }, (_, at) => ({
      day: first + at,
      hours: this.hours(names, dayText(first + at)),
    }));
    const usual = short.map((_, weekday) =>
      mostOften(days.filter((one) => weekdayOf(one.day) === weekday).map((one) => one.hours)),
    );
    const week = usual.every((hours) => hours === '00:00-24:00')
      ? 'always'
      : usual
          .map((hours, at) => (hours === '' ? '' : `${short[at]} ${hours}`))
          .filter((one) => one !== '')
          .join('; ');
    this.draft.add('calendars', { code, week }, { file: 'calendars' });
    for (const { day, hours } of days)
      if (hours !== usual[weekdayOf(day)])
        this.draft.add('calendar_days', { calendar: code, day: dayText(day), hours }, { file: 'calendars' });
  }

  /** Open hours of a day as "08:00-12:00, 13:00-17:00". */
  private hours(names: readonly string[], day: string): string {
    let open: readonly (readonly [number, number])[] = [[0, 86_400]];
    for (const name of names) {
      const spans = this.spans(name, day).filter((span) => span.value > 0);
      open = open.flatMap(([from, to]) =>
        spans.map((span) => [Math.max(from, span.from), Math.min(to, span.to)] as const).filter(([a, b]) => a < b),
      );
    }
    const merged: [number, number][] = [];
    for (const [from, to] of open) {
      const last = merged.at(-1);
      if (last && last[1] === from) last[1] = to;
      else merged.push([from, to]);
    }
    return merged.map(([from, to]) => `${clock(from)}-${clock(to)}`).join(', ');
  }

  private spans(name: string, day: string): readonly { from: number; to: number; value: number }[] {
    const weekday = weekdayOf(dayNumber(day));
    const today = (this.buckets.get(name) ?? []).filter((one) => one.from <= day && day < one.to && one.days[weekday]);
    const cuts = [...new Set([0, 86_400, ...today.flatMap((one) => [one.opens, one.closes])])].toSorted(
      (a, b) => a - b,
    );
    return cuts.slice(0, -1).map((from, at) => {
      const bucket = today.find((one) => one.opens <= from && from < one.closes);
      return { from, to: cuts[at + 1] ?? 86_400, value: bucket?.value ?? this.otherwise.get(name) ?? 0 };
    });
  }
}

function bucketOf(row: FixtureRow): Bucket {
  return {
    from: row.text('startdate')?.slice(0, 10) ?? '1971-01-01',
    to: row.text('enddate')?.slice(0, 10) ?? '2101-01-01',
    value: row.number('value') ?? 0,
    priority: row.number('priority') ?? 0,
    days: weekdays.map((name) => row.flag(name)),
    opens: seconds(row.text('starttime') ?? '00:00:00'),
    closes: closing(row.text('endtime') ?? '23:59:59'),
  };
}

const seconds = (text: string): number => {
  const [hours = 0, minutes = 0, rest = 0] = text.split(':').map(Number);
  return hours * 3600 + minutes * 60 + rest;
};
/** 23:59:59 is how they write midnight. */
const closing = (text: string): number => (seconds(text) >= 86_399 ? 86_400 : seconds(text));
const clock = (at: number): string =>
  `${String(Math.floor(at / 3600)).padStart(2, '0')}:${String(Math.floor((at % 3600) / 60)).padStart(2, '0')}`;
const dayText = (day: number): string => instantAt(day * 86_400).slice(0, 10);
const weekdayOf = (day: number): number => (day + 3) % 7;

function mostOften(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
