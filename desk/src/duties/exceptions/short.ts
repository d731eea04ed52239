/**
 * Work orders that deliver less than the published version gave away of them: scrap, a step finished with fewer, an order closed
 * early. Pure; quantities in the item's unit, times since 1970.
 */
import type { OpenStep } from './exceptions.ts';

export interface Delivering {
  /** As the published version calls it. */
  readonly order: string;
  readonly item: string;
  /** Its last step, as published. */
  readonly step: OpenStep;
  /** It takes no more reports. */
  readonly over: boolean;
  readonly ordered: number;
  /** What must be started so that `ordered` come out. */
  readonly started: number;
  readonly good: number;
  /** In sequence. */
  readonly steps: readonly { readonly done: boolean; readonly good: number; readonly scrap: number }[];
  /** What the version counted on when it was made: still to come then. */
  readonly published: number;
  /** Of the scrap, what the version did not know. */
  readonly scrapSince: number;
  readonly takes: readonly Take[];
}

export interface Take {
  /** "work/MO-8", "planned/3", "demand/SO-1/1". */
  readonly consumer: string;
  readonly qty: number;
  readonly at: number;
  /** It still waits for it: a line that is not shipped, an order that nobody began. */
  readonly open: boolean;
}

export interface ShortOrder extends Pick<Delivering, 'order' | 'item' | 'step'> {
  readonly missing: number;
  /** Who goes without, the first first. */
  readonly losers: readonly Pick<Take, 'consumer' | 'at'>[];
  /** All that still wait for some of it: another plan may leave another of them short. */
  readonly consumers: readonly string[];
}

/** How many come out of an order in all: of what was started what no step has scrapped or lost, but no more than were ordered. */
export function comesOut({ over, ordered, started, good, steps }: Omit<Delivering, 'step' | 'takes'>): number {
  if (over) return good;
  let left = started;
  for (const step of steps) left = step.done ? Math.min(left - step.scrap, step.good) : left - step.scrap;
  return Math.max(good, Math.min(ordered, left));
}

/** Who was published first takes first; whoever comes when too little is left goes without the rest. */
export function deliveringLess(orders: readonly Delivering[]): readonly ShortOrder[] {
  return orders.flatMap((one): ShortOrder[] => {
    const scrap = one.steps.reduce((sum, step) => sum + step.scrap, 0);
    const counted = Math.min(one.ordered, one.started - Math.max(0, scrap - one.scrapSince));
    const goodBefore = Math.max(0, counted - one.published);
    let left = Math.max(0, comesOut(one) - goodBefore);
    let missing = 0;
    const losers: Take[] = [];
    for (const take of one.takes.toSorted((a, b) => a.at - b.at || (a.consumer < b.consumer ? -1 : 1))) {
      const lacks = take.qty - Math.min(left, take.qty);
      left -= take.qty - lacks;
      if (lacks < least || !take.open) continue;
      missing += lacks;
      losers.push(take);
    }
    const { order, item, step } = one;
    const consumers = one.takes.flatMap(({ consumer, open }) => (open ? [consumer] : []));
    return losers.length === 0
      ? []
      : [{ order, item, step, missing, losers: losers.map(({ consumer, at }) => ({ consumer, at })), consumers }];
  });
}

/** Less is a rounding of the sums: no unit is counted finer. */
const least = 1e-6;
