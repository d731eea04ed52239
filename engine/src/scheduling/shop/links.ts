/** The precedences of a shop as lists by operation, and what follows from them. */
import type { Places } from '../../units/places.ts';
import { found, whole } from './given.ts';
import { type Shop, ShopError } from './shop.ts';

export function linked({ name, operations, precedences }: Shop, places: Places) {
  const n = operations.length;
  const { length } = precedences;
  const before = new Int32Array(length);
  const after = new Int32Array(length);
  const gap = new Int32Array(length);
  let gaps = 0;
  let stands = true;
  // One link is mostly where the one before it ended, or with the next operation.
  for (let k = 0, near = 0; k < length; k++) {
    const link = precedences[k]!;
    const from = found(places, link.before, name, 'operation', near);
    near = found(places, link.after, name, 'operation', from + 1);
    before[k] = from;
    after[k] = near;
    if (from >= near) stands = false;
    if (link.gap === undefined) continue;
    gap[k] = whole(link.gap, link.after, 'a gap');
    gaps += gap[k]!;
  }
  const [succFrom, succOp, succGap] = lists(n, before, after, gap);
  const [predFrom, predOp, predGap] = lists(n, after, before, gap);
  const links = { predFrom, predOp, predGap, succFrom, succOp, succGap };
  return { links, gaps, topological: stands ? undefined : sorted(operations, links) };
}

/**
 * Links (one end, the other, gap) as lists by the one end. A large shop is read in less memory where they stand so already: what is
 * made anew there makes the collector go through all that the shop is made of.
 */
function lists(n: number, one: Int32Array, other: Int32Array, gap: Int32Array): [Int32Array, Int32Array, Int32Array] {
  const from = new Int32Array(n + 1);
  let stands = true;
  for (let k = 0; k < one.length; k++) {
    from[one[k]! + 1]! += 1;
    if (k > 0 && one[k - 1]! > one[k]!) stands = false;
  }
  for (let v = 0; v < n; v++) from[v + 1]! += from[v]!;
  if (stands) return [from, other, gap];
  const place = from.slice();
  const to = new Int32Array(one.length);
  const value = new Int32Array(one.length);
  for (let k = 0; k < one.length; k++) {
    const at = place[one[k]!]!++;
    to[at] = other[k]!;
    value[at] = gap[k]!;
  }
  return [from, to, value];
}

/** Kahn's order; a circle is impossible data and named. */
function sorted(
  operations: Shop['operations'],
  { predFrom, succFrom, succOp }: Readonly<Record<'predFrom' | 'succFrom' | 'succOp', Int32Array>>,
): Int32Array {
  const n = operations.length;
  const order = new Int32Array(n);
  const missing = new Int32Array(n);
  let end = 0;
  for (let v = 0; v < n; v++) {
    missing[v] = predFrom[v + 1]! - predFrom[v]!;
    if (missing[v] === 0) order[end++] = v;
  }
  for (let at = 0; at < end; at++)
    for (let e = succFrom[order[at]!]!; e < succFrom[order[at]! + 1]!; e++)
      if (--missing[succOp[e]!]! === 0) order[end++] = succOp[e]!;
  if (end < n) {
    const { id } = operations[missing.findIndex((left) => left > 0)]!;
    throw new ShopError(id, `${id} waits for itself: its precedences make a circle`);
  }
  return order;
}
