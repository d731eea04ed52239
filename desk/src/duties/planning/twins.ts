/**
 * Work orders that a version does not know, made firm from a later one, and the planned orders of it that they are: the same item
 * and quantity, needed within a day of each other, the nearest first. What is farther off is other work. Pure.
 */
import { secondsOf } from '../../house/clock.ts';
import { groupedBy } from './rows.ts';

export interface Unknown {
  readonly number: string;
  readonly item: string;
  readonly qty: number;
  /** An instant, as every other here. */
  readonly due: string;
}

export interface Planned {
  readonly id: string;
  readonly item: string;
  readonly qty: number;
  readonly need: string;
}

/** In seconds. */
const near = 86_400;

/** The number of each planned order that has a twin; each order is the twin of one at most, those due first choose first. */
export function twinsOf(unknown: readonly Unknown[], planned: readonly Planned[]): ReadonlyMap<string, string> {
  const alike = (one: { readonly item: string; readonly qty: number }) => `${one.qty} ${one.item}`;
  const free = groupedBy(planned, alike);
  const found = new Map<string, string>();
  const byDue = unknown.toSorted((a, b) => secondsOf(a.due) - secondsOf(b.due) || (a.number < b.number ? -1 : 1));
  for (const order of byDue) {
    const left = free.get(alike(order)) ?? [];
    const away = ({ need }: Planned) => Math.abs(secondsOf(need) - secondsOf(order.due));
    const [nearest] = left.toSorted((a, b) => away(a) - away(b) || (a.id < b.id ? -1 : 1));
    if (!nearest || away(nearest) > near) continue;
    left.splice(left.indexOf(nearest), 1);
    found.set(nearest.id, order.number);
  }
  return found;
}
