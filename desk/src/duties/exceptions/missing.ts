/** What is not there as published: stock that was counted on, people. Pure; quantities in the item's unit, times since 1970. */
import { worthTelling } from '../attainment/attainment.ts';
import type { Worked } from '../planning/openhours.ts';
import { groupedBy } from '../planning/rows.ts';
import type { OpenStep, Wait } from './exceptions.ts';

export interface Taking {
  /** Who takes it: an order that has not begun, or a customer's line ("demand/SO-1/1"). */
  readonly consumer: string;
  readonly item: string;
  readonly qty: number;
  readonly at: number;
}

export interface Short {
  readonly item: string;
  /** Of what is taken from stock, and of what is there. */
  readonly missing: number;
  readonly waits: readonly Wait[];
}

/** Each takes in the order of the published moments; whoever comes when too little is left waits for the rest. */
export function stockShort(taken: readonly Taking[], there: ReadonlyMap<string, number>): readonly Short[] {
  return [...groupedBy(taken, ({ item }) => item)].flatMap(([item, own]) => {
    let left = Math.max(0, there.get(item) ?? 0);
    let missing = 0;
    const waits: Wait[] = [];
    for (const { consumer: order, qty, at } of own.toSorted(
      (a, b) => a.at - b.at || (a.consumer < b.consumer ? -1 : 1),
    )) {
      const lacks = qty - Math.min(left, qty);
      left -= qty - lacks;
      if (lacks < least) continue;
      missing += lacks;
      waits.push({ kind: 'stock-short', order, what: item, at, expected: null });
    }
    return waits.length === 0 ? [] : [{ item, missing, waits }];
  });
}

/** Less is a rounding of the sums: no unit is counted finer. */
const least = 1e-6;

export interface Attended extends OpenStep {
  readonly crew: string | null;
  readonly people: number;
  /** Seconds that they are at work on it. */
  readonly work: number;
}

export interface Crew {
  readonly size: number;
  readonly worked: Worked;
}

/** Steps of a crew that does not work then, or is too small for all that was published at once: who began first keeps it. */
export function peopleMissing(steps: readonly Attended[], crewOf: (code: string) => Crew | undefined): readonly Wait[] {
  return [...groupedBy(steps, ({ crew }) => crew ?? '')].flatMap(([what, own]) => {
    const crew = crewOf(what);
    if (!crew) return [];
    const busy: Attended[] = [];
    return own.toSorted(inTurn).flatMap((step): readonly Wait[] => {
      const { order, seq, start: at, end, people, work, state } = step;
      // What was begun ahead of its time holds people for the time that was published.
      const beside = busy.filter((one) => one.start < end && one.end > at);
      const free = crew.size - beside.reduce((sum, one) => sum + one.people, 0);
      const room = people <= free || state === 'started';
      if (room) busy.push(step);
      if (state === 'started') return [];
      const short = room ? work - crew.worked(at, end) : roomAfter(crew.size, people, beside) - at;
      return short >= worthTelling
        ? [{ kind: 'people-missing', order, seq, what, at, expected: null, seconds: short }]
        : [];
    });
  });
}

const inTurn = (a: Attended, b: Attended): number =>
  Number(b.state === 'started') - Number(a.state === 'started') ||
  a.start - b.start ||
  (a.order < b.order ? -1 : a.order > b.order ? 1 : a.seq - b.seq);

/** When so many people are free once what they do is over; never where there are not so many. */
function roomAfter(size: number, people: number, busy: readonly Attended[]): number {
  let free = size - busy.reduce((sum, one) => sum + one.people, 0);
  for (const one of busy.toSorted((a, b) => a.end - b.end)) {
    free += one.people;
    if (free >= people) return one.end;
  }
  return Infinity;
}
