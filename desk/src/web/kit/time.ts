/**
 * The pages' clock, and the one file of the web that knows `Date`: instants to the plant's wall clock, days to
 * words. Days are `YYYY-MM-DD`, instants ISO 8601 UTC, as they come over the wire.
 */
import { dayWords } from '../../house/daywords.ts';
import { minuteShown } from '../../house/minutes.ts';

export { dayWords };

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of a zone: "2026-11-03" and "17:00". */
export function wallClock(zone: string, instant: string): { readonly day: string; readonly time: string } {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(zone, clock);
  }
  const parts: Record<string, string> = {};
  for (const { type, value } of clock.formatToParts(minuteShown(Date.parse(instant)))) parts[type] = value;
  return { day: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

/** The instant at which a day begins on the clock of a zone. */
export const startOfDay = (zone: string, day: string): string => instantOn(zone, day, '00:00');

/** The instant of a time of day on the clock of a zone. */
export function instantOn(zone: string, day: string, time: string): string {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  // The clock may have been changed between the guess and the answer: looked at twice.
  let moment = wanted;
  for (let look = 0; look < 2; look += 1) {
    const at = wallClock(zone, new Date(moment).toISOString());
    moment -= Date.parse(`${at.day}T${at.time}:00Z`) - wanted;
  }
  return new Date(moment).toISOString();
}

/** "Mon 3 November 2026, 17:00 (Europe/Berlin)": what stands behind a date on hover. */
export function instantInFull(zone: string, instant: string): string {
  const { day, time } = wallClock(zone, instant);
  return `${dayWords(day, '')}, ${time} (${zone})`;
}

export const isInstant = (text: string): boolean => text.length > 10 && !Number.isNaN(Date.parse(text));

/** Now, ISO in UTC. */
export const present = (): string => new Date().toISOString();

/** The browser's own zone: used only until the site's is known. */
export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Milliseconds since 1970 by this device's clock, right or wrong. */
export const milliseconds = (): number => Date.now();

/** The instant that this device's clock calls so. */
export const instantAt = (time: number): string => new Date(time).toISOString();

/** Milliseconds that only ever go up, for telling apart what follows in quick succession. */
export const ticks = (): number => performance.now();

/** An instant so many whole days later: 24 hours each. */
export const daysAfter = (instant: string, days: number): string =>
  new Date(Date.parse(instant) + days * 86_400_000).toISOString();

/** Seconds from one instant to another; below 0 when the other lies before. */
export const secondsBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000;
