/** Rows for the kit's own page: made up, the same on every opening. */
import { type Late, lateOf, type Money } from './formats.ts';
import { daysAfter } from './time.ts';

export interface KitRow {
  readonly key: string;
  readonly item: string;
  readonly name: string;
  readonly qty: number;
  readonly due: string;
  readonly promised: string | null;
  readonly late: Late;
  readonly wait: number;
  readonly risk: Money;
  readonly customer: string;
  readonly state: string;
  readonly complete: boolean;
  readonly note: string;
}

export const kitStates = ['open', 'shipped', 'closed'] as const;
const items = ['FRAME-54', 'FRAME-58', 'WHEEL-28', 'FORK-CR', 'BIKE-CITY', 'BIKE-TOUR', 'RACK-AL', 'LAMP-SET'];
const colours = ['red', 'black', 'sand', 'moss green', 'raw'];
const customers = ['Miller & Sons', 'Radhaus Kraft', 'Velo Nord', 'Cycles Dubois', 'City of Ghent', 'Bike Barn'];
const day = 86_400;

/** A small generator with a seed, so that pictures of the page do not change from day to day. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

export function kitRows(count: number): readonly KitRow[] {
  const roll = dice(7);
  const pick = <T>(some: readonly T[]): T => some[Math.floor(roll() * some.length)] as T;
  const first = '2026-11-03T16:00:00.000Z';
  return Array.from({ length: count }, (_, index): KitRow => {
    const due = daysAfter(first, Math.floor(roll() * 90));
    const late = Math.round((roll() - 0.72) * 1200) / 100;
    const item = pick(items);
    return {
      key: `SO-${1000 + Math.floor(index / 3)}/${(index % 3) + 1}`,
      item,
      name: `${item.startsWith('FRAME') ? 'Frame' : 'Part'} ${item.split('-')[1]?.toLowerCase()} ${pick(colours)}`,
      qty: Math.ceil(roll() * 240),
      due,
      promised: roll() < 0.15 ? null : daysAfter(due, Math.floor(roll() * 3)),
      late: lateOf(late),
      wait: Math.round(roll() * 3 * day),
      risk: { minor: Math.round(roll() * 1_200_000), currency: 'EUR' },
      customer: pick(customers),
      state: roll() < 0.9 ? 'open' : pick(kitStates),
      complete: roll() < 0.8,
      note: roll() < 0.1 ? 'Paint as last time, customer sends decals' : '',
    };
  });
}
