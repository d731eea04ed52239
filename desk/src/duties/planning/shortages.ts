/**
 * The material plan by weeks: what would be there of each item if nothing more were ordered, and where that falls below
 * nothing. Pure; quantities in the item's unit, as the time-phased record has them.
 */
import { bucketStart, type Movement, nextBucket, timePhased } from './timephased.ts';

export interface ItemStock {
  readonly item: string;
  readonly onHand: number;
  readonly safetyStock: number;
}

export interface Flow {
  readonly item: string;
  readonly row: 'gross' | 'scheduled';
  /** A plant day of the week. */
  readonly day: string;
  readonly qty: number;
}

export interface ItemWeeks extends ItemStock {
  /** Projected at the end of each week without planned receipts; below 0 is missing. */
  readonly weeks: readonly number[];
  /** Index of the first week in which something is missing. */
  readonly first: number;
  /** The most that is missing. */
  readonly missing: number;
}

/** The Mondays of so many weeks, today's first. */
export function mondays(today: string, count: number): readonly string[] {
  const days = [bucketStart(today, 'week')];
  while (days.length < count) days.push(nextBucket(days.at(-1) ?? today, 'week'));
  return days;
}

/** Items that are short within the weeks: the first to be short first, then what lacks more. */
export function shortItems(
  items: readonly ItemStock[],
  flows: readonly Flow[],
  today: string,
  count: number,
): readonly ItemWeeks[] {
  const byItem = new Map<string, Movement[]>();
  for (const { item, row, day, qty } of flows) {
    const list = byItem.get(item) ?? [];
    byItem.set(item, list);
    list.push({ at: `${day}T00:00:00Z`, day, row, qty, name: '', counterpart: [] });
  }
  const short = items.flatMap((one): ItemWeeks[] => {
    const buckets = timePhased(one.onHand, one.safetyStock, today, byItem.get(one.item) ?? [], 'week', count);
    // After the last movement nothing changes any more.
    const weeks = Array.from({ length: count }, (_, n) => (buckets[n] ?? buckets.at(-1))?.available ?? one.onHand);
    const first = weeks.findIndex((available) => available < 0);
    return first < 0 ? [] : [{ ...one, weeks, first, missing: -Math.min(...weeks) }];
  });
  return short.sort((a, b) => a.first - b.first || b.missing - a.missing || (a.item < b.item ? -1 : 1));
}
