/** One machine that interrupts its work whenever something better comes: no schedule without interruptions does better. */
import { ascending } from '../../units/ascending.ts';
import { Heaps } from './heaps.ts';

/** Parts of a unit of time that a sum of fractions may be off. */
export const ROUNDING = 1e-6;

/**
 * Of what is there the one with the smallest key runs; an end is told when it comes. `heads`: when each can begin; `left`: how long
 * each takes, and in the end nothing.
 */
export function preemptively(
  heads: Float64Array,
  left: Float64Array,
  key: (k: number) => number,
  ended: (k: number, at: number) => void,
): void {
  const coming = ascending(heads, (a, b) => a - b);
  const there = new Heaps(1);
  let now = 0;
  for (let next = 0; next < coming.length || there.count[0]! > 0; ) {
    if (there.count[0] === 0) now = Math.max(now, heads[coming[next]!]!);
    while (next < coming.length && heads[coming[next]!]! <= now) {
      const one = coming[next++]!;
      there.push(0, one, key(one));
    }
    const k = there.pop(0);
    const until = Math.min(now + left[k]!, next < coming.length ? heads[coming[next]!]! : Infinity);
    left[k]! -= until - now;
    now = until;
    if (left[k]! > ROUNDING) there.push(0, k, key(k));
    else ended(k, now);
  }
}
