/**
 * The time-phased record of one item: the six classic rows (APICS) by bucket, from the movements of the standing
 * plan. Pure; quantities in the item's unit, which are exact decimals: sums are rounded to six decimals.
 */
import { dayNumber, dayOfNumber } from '../../house/clock.ts';

export interface Movement {
  /** ISO instant. */
  readonly at: string;
  /** Plant day of it, YYYY-MM-DD. */
  readonly day: string;
  readonly row: 'gross' | 'scheduled' | 'receipts' | 'releases';
  readonly qty: number;
  readonly name: string;
  readonly counterpart: readonly { readonly name: string; readonly qty: number }[];
}

export interface Bucket {
  /** First plant day. */
  readonly from: string;
  /** The day after its last. */
  readonly to: string;
  readonly gross: number;
  readonly scheduled: number;
  /** Projected at the end of the bucket: before + scheduled + receipts − gross. */
  readonly available: number;
  /** What the bucket adds to the shortage below safety stock that would be there without planned receipts. */
  readonly net: number;
  readonly receipts: number;
  readonly releases: number;
}

export type BucketSize = 'day' | 'week' | 'month';

/** First day of the bucket that holds `day`: the day itself, its Monday, or the first of its month. */
export function bucketStart(day: string, size: BucketSize): string {
  if (size === 'day') return day;
  if (size === 'month') return `${day.slice(0, 7)}-01`;
  // 1970-01-01 was a Thursday: three days after a Monday.
  const number = dayNumber(day);
  return dayOfNumber(number - ((((number + 3) % 7) + 7) % 7));
}

export function nextBucket(start: string, size: BucketSize): string {
  if (size === 'day') return dayOfNumber(dayNumber(start) + 1);
  if (size === 'week') return dayOfNumber(dayNumber(start) + 7);
  const [year = 0, month = 0] = start.split('-').map(Number);
  return `${month === 12 ? year + 1 : year}-${String(month === 12 ? 1 : month + 1).padStart(2, '0')}-01`;
}

const exact = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Every bucket from today's to the last movement's; what lies before today counts in the first. At most `most`. */
export function timePhased(
  onHand: number,
  safetyStock: number,
  today: string,
  movements: readonly Movement[],
  size: BucketSize,
  most = 400,
): readonly Bucket[] {
  const byBucket = new Map<string, Record<Movement['row'], number>>();
  const first = bucketStart(today, size);
  let last = first;
  for (const { day, row, qty } of movements) {
    const start = bucketStart(day < today ? today : day, size);
    const sums = byBucket.get(start) ?? { gross: 0, scheduled: 0, receipts: 0, releases: 0 };
    sums[row] += qty;
    byBucket.set(start, sums);
    if (start > last) last = start;
  }
  const buckets: Bucket[] = [];
  let available = onHand;
  // What would be there without planned receipts, and how much of its shortage earlier buckets have named already.
  let bare = onHand;
  let named = 0;
  for (let from = first; from <= last && buckets.length < most; from = nextBucket(from, size)) {
    const { gross, scheduled, receipts, releases } = byBucket.get(from) ?? {
      gross: 0,
      scheduled: 0,
      receipts: 0,
      releases: 0,
    };
    bare = exact(bare + scheduled - gross);
    const net = exact(Math.max(0, safetyStock - bare - named));
    named = exact(named + net);
    available = exact(available + scheduled + receipts - gross);
    buckets.push({
      from,
      to: nextBucket(from, size),
      gross: exact(gross),
      scheduled: exact(scheduled),
      available,
      net,
      receipts: exact(receipts),
      releases: exact(releases),
    });
  }
  return buckets;
}
