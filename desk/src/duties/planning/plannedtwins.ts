/**
 * Planned orders have no name from plan to plan: those of one as the house pairs them with those of another, by what they make, and
 * when. Pure.
 */
import { kinOf, strays } from '@hotlist/engine';
import type { Step } from './comparison.ts';
import { groupedBy } from './rows.ts';

/** By the name in the one the name in the other; without those that the other does not have. */
export function plannedTwins(from: readonly Step[], there: readonly Step[]): ReadonlyMap<string, string> {
  const planned = ({ order }: Step): boolean => isPlanned(order);
  const theirs = new Map(groupedBy(there.filter(planned), kinOf));
  const twins = new Map<string, string>();
  for (const [kin, ours] of groupedBy(from.filter(planned), kinOf)) {
    const pair = (one: Step, other: Step | undefined): void => {
      if (other && !twins.has(one.order)) twins.set(one.order, other.order);
    };
    for (const [one, other] of strays([...ours], [...(theirs.get(kin) ?? [])], pair)) pair(one, other);
  }
  return twins;
}

/** What orders of one plan are called in the other; a planned one that it does not have is called as nothing there, whoever has its name. */
export function calledByTwins(from: readonly Step[], there: readonly Step[]): (order: string) => string {
  const twins = plannedTwins(from, there);
  return (order) => (isPlanned(order) ? (twins.get(order) ?? `not there: ${order}`) : order);
}

const isPlanned = (order: string): boolean => order.startsWith('planned/');
