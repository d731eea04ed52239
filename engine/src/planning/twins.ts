/**
 * Operations of two plans, paired. Planned orders have no identity from plan to plan: operations of an item and step are
 * paired where they stand on one machine at one time, the others by rank in time; those of work orders by order and step.
 */
import { DAY } from '../units/clock.ts';
import { grouped } from '../units/grouped.ts';
import type { PlannedOperation } from './plan.ts';

/** Where an operation stands; without a machine where it has none. */
export interface Stand {
  readonly start: number;
  readonly machine?: string | undefined;
}

/** Sorts both and pairs what stands elsewhere, by rank, or is no more; `same` hears of what stands as it stood. */
export function strays<T extends Stand>(before: T[], after: T[], same?: (a: T, b: T) => void): [T, T | undefined][] {
  before.sort(byPlace);
  after.sort(byPlace);
  const gone: T[] = [];
  const come: T[] = [];
  let b = 0;
  for (const one of before) {
    while (b < after.length && byPlace(after[b]!, one) < 0) come.push(after[b++]!);
    if (b < after.length && byPlace(after[b]!, one) === 0) same?.(one, after[b++]!);
    else gone.push(one);
  }
  come.push(...after.slice(b));
  return gone.map((one, i) => [one, come[i]]);
}

function byPlace(a: Stand, b: Stand): number {
  if (a.start !== b.start) return a.start - b.start;
  const [x, y] = [a.machine ?? '', b.machine ?? ''];
  return x < y ? -1 : x > y ? 1 : 0;
}

export const kinOf = (operation: Pick<PlannedOperation, 'order' | 'item' | 'seq'>): string =>
  `${operation.order.startsWith('work/') ? operation.order : operation.item} ${operation.seq}`;

export const byKin = (operations: readonly PlannedOperation[]): Map<string, PlannedOperation[]> =>
  grouped(operations, kinOf);

/** What is to begin now counts once when it moves, what begins in a week half, in two weeks a third. */
const HALF = 7 * DAY;
export const nearness = (start: number, now: number): number => 1 / (1 + (start - now) / HALF);

/**
 * A move of an operation, or its end, as often as it counts; nothing where it has begun, or stays on its machine and
 * starts within so many seconds of when it did.
 */
export function moveCounts(before: Stand, after: Stand | undefined, now: number, tolerance: number): number {
  if (before.start < now) return 0;
  if (after && before.machine === after.machine && Math.abs(before.start - after.start) <= tolerance) return 0;
  return nearness(before.start, now);
}

/** How many operations of the published plan have moved in another, each as often as it counts. */
export function movedFrom(
  now: number,
  tolerance: number,
  published: { readonly operations: readonly PlannedOperation[] },
  plan: { readonly operations: readonly PlannedOperation[] },
): number {
  const after = byKin(plan.operations);
  let sum = 0;
  for (const [key, before] of byKin(published.operations))
    for (const [from, to] of strays(before, after.get(key) ?? [])) sum += moveCounts(from, to, now, tolerance);
  return sum;
}
