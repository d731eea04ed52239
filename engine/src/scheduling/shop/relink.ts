/**
 * A schedule between two others. Each operation has a place in either linear order; what lies in between keeps every
 * precedence, because both orders keep it: sorted by (1 − share) × place in a + share × place in b, before stays before.
 */
import type { Dice } from '../../units/dice.ts';
import type { Start } from './improver.ts';

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
