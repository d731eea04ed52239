/** What is said of a rush order that a plan ships later than it was approved to go. */
import { wallClock } from '../../house/clock.ts';
import { dayIn } from './planning.messages.ts';
import type { Pledged } from './pledges.ts';

/** When another version ships it; `ships` null: never. */
export interface ShipsIn {
  readonly version: string;
  readonly ships: string | null;
}

interface Beside {
  readonly beside?: ShipsIn | undefined;
  readonly may?: 'would' | 'may';
  readonly as?: string;
}

/** "Rush order SO-9/1 of Miller Cycles was pledged for Thu 3 Dec and would ship Sat 5 Dec (version 4: Wed 2 Dec)": by the clock too where the day does not tell it. */
export function pledgeWords(one: Pledged, zone: string, { beside, may = 'would', as = '' }: Beside = {}): string {
  const { pledged, ships } = one;
  const byClock = ships !== null && dayOf(zone, ships) === dayOf(zone, pledged);
  const on = (at: string): string => `${dayIn(zone, at)}${byClock ? `, ${wallClock(zone, at).slice(11, 16)}` : ''}`;
  const then = ships === null ? `${may} not ship` : `${may} ship ${on(ships)}`;
  const other = beside ? ` (${beside.version}: ${beside.ships === null ? 'never' : on(beside.ships)})` : '';
  return `${pledgedWords(one, on(pledged))} and ${then}${as}${other}`;
}

/** "Rush order SO-9/1 of Miller Cycles was pledged for Thu 3 Dec and ships Wed 2 Dec in version 4". */
export const shippedWords = (one: Pledged, version: string, zone: string): string =>
  `${pledgedWords(one, dayIn(zone, one.pledged))} and ${one.ships === null ? 'never ships' : `ships ${dayIn(zone, one.ships)}`} in ${version}`;

const pledgedWords = ({ line, customer }: Pledged, on: string): string =>
  `Rush order ${line}${customer === '' ? '' : ` of ${customer}`} was pledged for ${on}`;

const dayOf = (zone: string, at: string): string => wallClock(zone, at).slice(0, 10);
