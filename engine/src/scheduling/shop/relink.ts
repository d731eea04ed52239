/**
 * A schedule between two others. What both orders agree on stays, so every precedence is kept and nothing needs repair. Which of
 * what they differ in comes from b is decided by places (`between`), the same whenever it is asked, or by chance (`mixed`).
 */
import type { Dice } from '../../units/dice.ts';
import type { Start } from './improver.ts';

/** Sorted by (1 − share) × place in a + share × place in b. */
export function between(a: Start, b: Start, share: number, dice: Dice): Start {
  const n = a.order.length;
  const key = new Float64Array(n);
  for (let at = 0; at < n; at++) key[a.order[at]!]! += (1 - share) * at;
  for (let at = 0; at < n; at++) key[b.order[at]!]! += share * at;
  const place = new Int32Array(n);
  for (let at = 0; at < n; at++) place[a.order[at]!] = at;
  const order = Int32Array.from(a.order).sort((v, w) => key[v]! - key[w]! || place[v]! - place[w]!);
  const mode = Int32Array.from(a.mode, (own, v) => (own === b.mode[v] || dice.share() >= share ? own : b.mode[v]!));
  return { order, mode };
}

/** Again and again what is the next in a, or with a chance of `share` in b, and has no place yet (Bierwirth, Mattfeld and Kopfer 1996). */
export function mixed(a: Start, b: Start, share: number, dice: Dice): Start {
  const n = a.order.length;
  const order = new Int32Array(n);
  const mode = a.mode.slice();
  const placed = new Uint8Array(n);
  let inA = 0;
  let inB = 0;
  for (let at = 0; at < n; at++) {
    const fromB = dice.share() < share;
    while (fromB && placed[b.order[inB]!]) inB++;
    while (!fromB && placed[a.order[inA]!]) inA++;
    const v = fromB ? b.order[inB]! : a.order[inA]!;
    if (fromB) mode[v] = b.mode[v]!;
    placed[v] = 1;
    order[at] = v;
  }
  return { order, mode };
}
