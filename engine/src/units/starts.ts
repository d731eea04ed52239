/**
 * Several starts of one search, each alone with a seed of its own, so that the caller may give each a core; the best is
 * kept. Who does them, where, in which order, changes nothing: the same seed and number of starts give the same answer.
 */

/** The first start is the search without others. */
export function seedsOf(seed: number, starts: number): readonly number[] {
  return Array.from({ length: starts }, (_, i) => (i === 0 ? seed : hash(seed, i)));
}

/** Which answer costs least, by its first amount, of equals by the next; of equals in all the first. */
export function leastOf(costs: readonly (readonly number[])[]): number {
  let least = 0;
  costs.forEach((cost, i) => {
    const differs = cost.findIndex((amount, n) => amount !== costs[least]![n]);
    if (differs >= 0 && cost[differs]! < costs[least]![differs]!) least = i;
  });
  return least;
}

/** 31 bits (the finish of murmur3), so that seeds that follow each other share no start. */
function hash(seed: number, start: number): number {
  let bits = Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) + Math.imul(start, 0xc2b2_ae35);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 1;
}
