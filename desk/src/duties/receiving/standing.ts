/** Goods that came and were not put away: how long they stand at the dock or in inspection, and when that is too long. Pure. */
import { secondsOf } from '../../house/clock.ts';

/** So many hours of the clock goods may stand there, unless the company sets otherwise. */
export const usualStandingHours = 24;

/** As it is kept in the site's settings; the usual one where nothing sensible is kept. */
export const standingHoursFrom = (kept: unknown): number =>
  typeof kept === 'number' && Number.isInteger(kept) && kept > 0 ? kept : usualStandingHours;

/** Late once they stand longer than the company allows. */
export const standsTooLong = (since: string, now: string, hours: number): boolean =>
  secondsOf(now) - secondsOf(since) > hours * 3600;
