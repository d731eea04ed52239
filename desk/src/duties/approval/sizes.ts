/** Orders of another quantity than they were published for. Pure. */
import { strays } from '@hotlist/engine';
import { groupedBy } from '../planning/rows.ts';

/** An order of a plan: "work/MO-1" or "planned/7". */
export interface Size {
  readonly order: string;
  readonly item: string;
  /** In the item's unit. */
  readonly qty: number;
  /** Seconds since 1970. */
  readonly start: number;
}

/** Undefined: the planned order is new, or it is no more and has its published name. */
export interface OtherSize {
  readonly order: string;
  readonly item: string;
  readonly before: number | undefined;
  readonly after: number | undefined;
}

type Pair = readonly [before: Size | undefined, after: Size | undefined];

/**
 * Work orders are themselves by their number; of those that came or are done their steps say so. Of planned orders
 * those of one name and one quantity are each other's, however they slid; the others are paired as a comparison pairs their steps:
 * of an item those that begin at one moment, then by rank in time; by their names first where a person moved the plan before
 * (`sameNames`).
 */
export function otherSizes(before: readonly Size[], after: readonly Size[], sameNames: boolean): readonly OtherSize[] {
  const named = new Map(after.map((one) => [one.order, one]));
  const paired: Pair[] = [];
  const left = new Set(after);
  const rest: Size[] = [];
  for (const one of before) {
    const other = named.get(one.order);
    const byName = isWork(one) || sameNames || (other !== undefined && isSame(one.qty, other.qty));
    if (byName && other?.item === one.item) {
      paired.push([one, other]);
      left.delete(other);
    } else if (!isWork(one)) rest.push(one);
  }
  paired.push(
    ...pairedInTime(
      rest,
      [...left].filter((one) => !isWork(one)),
    ),
  );
  return paired.flatMap(([one, other]): OtherSize[] => {
    if (one && other && isSame(one.qty, other.qty)) return [];
    const { order, item } = (other ?? one)!;
    return [{ order, item, before: one?.qty, after: other?.qty }];
  });
}

const isWork = ({ order }: Size): boolean => order.startsWith('work/');

/** Decimals: what differs by less than the smallest step of a unit does not differ. */
const isSame = (a: number, b: number): boolean => Math.abs(a - b) < 1e-7;

function pairedInTime(before: readonly Size[], after: readonly Size[]): readonly Pair[] {
  const theirs = new Map(groupedBy(after, ({ item }) => item));
  const pairs: Pair[] = [];
  for (const [item, ours] of groupedBy(before, (one) => one.item)) {
    const others = theirs.get(item) ?? [];
    theirs.delete(item);
    const left = new Set(others);
    const pair = (one: Size, other: Size | undefined) => {
      pairs.push([one, other]);
      if (other) left.delete(other);
    };
    // Of those that begin at one moment the smallest are each other's.
    const [some, more] = [ours.toSorted(bySize), others.toSorted(bySize)];
    for (const [one, other] of strays(some, more, pair)) pair(one, other);
    for (const one of left) pairs.push([undefined, one]);
  }
  for (const one of [...theirs.values()].flat()) pairs.push([undefined, one]);
  return pairs;
}

const bySize = (a: Size, b: Size): number => a.qty - b.qty;
