/** What edits by hand do to a plan, as plain values and in words. */
import { spell } from '../../units/clock.ts';
import type { Qty, Second } from '../../units/units.ts';
import type { DemandChange, SupplyId } from '../plan.ts';
import type { HandConflict } from './conflicts.ts';

export interface HandMove {
  readonly order: SupplyId;
  readonly item: string;
  readonly seq: number;
  readonly part?: number;
  readonly before: Bar;
  readonly after: Bar;
  /** A person put it there; absent: it slid. */
  readonly byHand?: true;
  /** Seconds of its set-up where they are others than before. */
  readonly setup?: number;
}

export interface HandBar extends Bar {
  readonly order: SupplyId;
  readonly item: string;
  readonly seq: number;
  readonly part?: number;
}

export interface HandOrder {
  readonly order: SupplyId;
  readonly item: string;
  readonly qty: Qty;
  /** Who draws on it, as pegs name them. */
  readonly feeds: readonly string[];
}

export interface Bar {
  readonly machine?: string;
  readonly start: Second;
  readonly end: Second;
}

export interface ByHand {
  /** Steps that stand elsewhere, or end at another time, in order of time. */
  readonly moved: readonly HandMove[];
  /** Steps of orders that are there only since, and of those that are there no more: after another size, or a split. */
  readonly added: readonly HandBar[];
  readonly gone: readonly HandBar[];
  /** Orders of another size than in the plan, and those that are there only since. */
  readonly orders: readonly HandOrder[];
  readonly earlier: readonly DemandChange[];
  readonly later: readonly DemandChange[];
  /** On time before, late now. */
  readonly newlyLate: readonly DemandChange[];
  /** Late before, on time now. */
  readonly saved: readonly DemandChange[];
  readonly onTime: { readonly before: number; readonly after: number };
  readonly lateSeconds: { readonly before: number; readonly after: number };
  readonly setupSeconds: { readonly before: number; readonly after: number };
  /** Working seconds that lie in overtime of the edits. */
  readonly overtimeSeconds: number;
  /** Rules that are broken: shown, never mended. */
  readonly conflicts: readonly HandConflict[];
  /** The same in words. */
  readonly said: readonly string[];
}

/** So many demands are named. */
const NAMED = 2;

export function told({
  moved,
  earlier,
  later,
  newlyLate,
  saved,
  setupSeconds,
  overtimeSeconds,
  conflicts,
}: Omit<ByHand, 'said'>): string[] {
  const sides: string[] = [];
  const count = (rows: readonly DemandChange[], what: string) => {
    if (rows.length === 0) return;
    const named = rows
      .slice(0, NAMED)
      .map(({ demand, seconds = 0 }) => `${demand} ${seconds > 0 ? '+' : '−'}${spell(Math.abs(seconds))}`);
    const more = rows.length > NAMED ? ', …' : '';
    sides.push(`${rows.length} ${rows.length === 1 ? 'demand' : 'demands'} ${what} (${named.join(', ')}${more})`);
  };
  count(later, 'later');
  count(earlier, 'earlier');
  if (newlyLate.length > 0) sides.push(`${newlyLate.length} newly late`);
  if (saved.length > 0) sides.push(`${saved.length} saved`);
  const setup = setupSeconds.after - setupSeconds.before;
  if (setup !== 0) sides.push(`${spell(Math.abs(setup))} ${setup > 0 ? 'more' : 'less'} set-up`);
  if (overtimeSeconds > 0) sides.push(`${spell(overtimeSeconds)} of overtime`);
  const slidAlong = moved.filter((move) => !move.byHand).length;
  if (slidAlong > 0) sides.push(`${slidAlong} other ${slidAlong === 1 ? 'step moves' : 'steps move'}`);
  const verdict = sides.length === 0 ? 'Nobody ships earlier or later.' : `${sides.join(', ')}.`;
  return [verdict, ...conflicts.map(({ text }) => text)];
}
