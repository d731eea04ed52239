/** Hours added or taken by hand, in words. */
import { instantAt, wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import type { Unmeant } from './handhours.ts';

export interface ToldHours {
  readonly kind: 'overtime' | 'downtime';
  /** Null: all of the work centre. */
  readonly machine: string | null;
  /** Empty: of crews alone. */
  readonly work_centre: string;
  readonly crews: readonly string[];
  /** Instants. */
  readonly from: string;
  readonly to: string;
}

/** "Sat 7 Nov 08:00–10:00", "Sat 7 Nov 22:00 – Sun 8 Nov 02:00"; with the year where it is not that of `today`. */
function spanWords({ from, to }: Pick<ToldHours, 'from' | 'to'>, zone: string, today: string): string {
  const [begins, ends] = [wallClock(zone, from), wallClock(zone, to)];
  const [day, last] = [begins.slice(0, 10), ends.slice(0, 10)];
  const [first, until] = [`${dayWords(day, today)} ${begins.slice(11, 16)}`, ends.slice(11, 16)];
  return day === last ? `${first}–${until}` : `${first} – ${dayWords(last, today)} ${until}`;
}

/** Whose hours: "WELD", "WELD-1 of WELD"; of crews alone "WELDERS". */
export function placeWords({
  work_centre,
  machine,
  crews,
}: Pick<ToldHours, 'work_centre' | 'machine' | 'crews'>): string {
  if (work_centre === '') return machine ?? crews.join(', ');
  return machine === null ? work_centre : `${machine} of ${work_centre}`;
}

/** "2 h of overtime at W1 of WELD, Sat 7 Nov 08:00–10:00"; "W1 of WELD down Fri 6 Nov 10:00–12:00". */
export function hoursWords(of: ToldHours, zone: string, today: string): string {
  if (of.kind === 'downtime') return `${placeWords(of)} down ${spanWords(of, zone, today)}`;
  const hours = Math.round((Date.parse(of.to) - Date.parse(of.from)) / 36_000) / 100;
  const others = of.machine !== null && of.crews.length > 0 ? ` with ${of.crews.join(', ')}` : '';
  return `${hours} h of overtime ${of.machine === null ? 'of' : 'at'} ${placeWords(of)}${others}, ${spanWords(of, zone, today)}`;
}

/** Why hours by hand are not kept, with the way out. */
export function unmeantWords({ one: { of, from, to, ...one }, why }: Unmeant, zone: string, today: string): string {
  const whose = { machine: of, work_centre: '', crews: [] };
  const words = hoursWords({ ...one, ...whose, from: instantAt(from), to: instantAt(to) }, zone, today);
  if (why === 'too-far') return `${words}: that reaches more than a year ahead. Maybe another year is meant.`;
  return one.kind === 'overtime'
    ? `${words}: that has begun already. Maybe later hours.`
    : `${words}: that began more than a week ago. Maybe begin it today; what was belongs under Downtimes.`;
}
