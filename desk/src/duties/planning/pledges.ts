/** Rush orders that were approved to go before others, held against what a plan ships. Pure. */
import { secondsOf } from '../../house/clock.ts';
import { worthTelling } from './orderchanges.ts';

export interface Pledged {
  /** "ORDER/LINE". */
  readonly line: string;
  /** As he is called. */
  readonly customer: string;
  /** By when it was to ship, and when the plan ships it; null: never. Instants. */
  readonly pledged: string;
  readonly ships: string | null;
}

/** Whether what ships then breaks a date given, both in seconds; null: never. Less than an hour is noise, as everywhere. */
export const breaks = (given: number, ships: number | null): boolean => ships === null || ships - given >= worthTelling;

export const isBroken = ({ pledged, ships }: Pick<Pledged, 'pledged' | 'ships'>): boolean =>
  breaks(secondsOf(pledged), ships === null ? null : secondsOf(ships));
