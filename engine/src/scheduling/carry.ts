/**
 * The order of tasks, carried from one netting to another of the same factory: the n-th order of an item takes the
 * place of the n-th. Where there is no counterpart the task is as urgent as its own date makes it.
 */
import type { Candidate } from './candidate.ts';
import type { Jobs } from './jobs.ts';

/** An allowance for queues as in a first schedule. */
const STRETCH = 1.25;

export function carried(from: Candidate, key: Float64Array, to: Candidate): Float64Array {
  const keys = new Float64Array(to.jobs.tasks);
  to.urgency.rank(keys, STRETCH);
  const before = byItem(from.jobs);
  const after = byItem(to.jobs);
  for (const [item, orders] of after) {
    const counterparts = before.get(item) ?? [];
    const both = Math.min(orders.length, counterparts.length);
    for (let n = 0; n < both; n++) {
      const [old, fresh] = [counterparts[n]!, orders[n]!];
      if (from.jobs.count[old] !== to.jobs.count[fresh]) continue;
      const [at, to0] = [from.jobs.first[old]!, to.jobs.first[fresh]!];
      for (let t = 0; t < to.jobs.count[fresh]!; t++) keys[to0 + t] = key[at + t]!;
    }
  }
  return keys;
}

/** Orders of each item and kind, in the order in which netting made them. */
function byItem({ network, count }: Jobs): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (let s = 0; s < network.supplies; s++) {
    if (count[s] === 0) continue;
    const name = network.item[s]! * 8 + network.kind[s]!;
    const orders = found.get(name);
    if (orders) orders.push(s);
    else found.set(name, [s]);
  }
  return found;
}
