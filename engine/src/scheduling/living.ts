/**
 * What a plan keeps: demands that ship, open orders that can be finished, and the new supply that one of them or a
 * safety stock draws on. The rest was planned for a demand that cannot be served after all.
 */
import { FOR_DEMAND, FOR_LINE, WORK } from '../netting/network.ts';
import { Groups } from '../units/groups.ts';
import type { Built } from './construct.ts';
import type { Jobs } from './jobs.ts';

/** A demand may ship what it has, part by part, or not at all. */
export const ships = (jobs: Jobs, dates: Float64Array, d: number): boolean =>
  dates[d]! < Infinity || jobs.model.demands[d]!.shipComplete === false;

export function pegLives(jobs: Jobs, built: Built, dates: Float64Array, live: Uint8Array, p: number): boolean {
  const { network } = jobs;
  if (built.dead[network.provider(network.pegSupply[p]!)] === 1) return false;
  const kind = network.pegKind[p]!;
  if (kind === FOR_DEMAND) return ships(jobs, dates, network.pegConsumer[p]!);
  if (kind === FOR_LINE) return live[network.lineOrder[network.pegConsumer[p]!]!] === 1;
  return true;
}

/**
 * 1 for every supply that stays. Consumers have lower numbers than what was created for them: one pass is enough, but for
 * orders of which only something lives that they yield beside their item, and for consumers that changed suppliers.
 */
export function living(jobs: Jobs, built: Built, dates: Float64Array): Uint8Array {
  const { network } = jobs;
  const live = new Uint8Array(network.supplies);
  const { from, rows: pegs } = new Groups(network.pegSupply, network.supplies);
  let more = true;
  while (more) {
    more = false;
    for (let s = 0; s < network.supplies; s++) {
      if (built.dead[s] === 1 || live[s] === 1) continue;
      if (network.kind[s]! <= WORK) live[s] = 1;
      else
        for (let i = from[s]!; i < from[s + 1]! && live[s] === 0; i++)
          if (pegLives(jobs, built, dates, live, pegs[i]!)) live[s] = 1;
      if (live[s] === 0) continue;
      if (network.host[s]! >= 0) live[network.host[s]!] = 1;
      more = network.outputs > 0 || network.exchanged;
    }
  }
  return live;
}
