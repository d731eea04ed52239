/** What a schedule means for the demands: when each ships, and one number to compare schedules by. */

import type { Model } from '../netting/model.ts';
import { FOR_DEMAND } from '../netting/network.ts';
import type { Built } from './construct.ts';
import type { Jobs } from './jobs.ts';

export interface Outcome {
  /** When each demand ships whole; Infinity where it cannot be served. */
  readonly dates: Float64Array;
  readonly onTime: number;
  readonly unserved: number;
  readonly late: number;
  /** Smaller is better. */
  readonly score: number;
  /** Moves, set-up, stock: what decides between equals, where the company wants them in order. Absent: nothing. */
  readonly rest?: readonly number[];
}

/** When goods of a supply leave for a demand: with the whole of it, or, where it ships in parts, once they are there and wanted. */
export function leavesAt({ network, model }: Jobs, built: Built, dates: Float64Array, d: number, s: number): number {
  const { shipComplete, due, earliest = -Infinity } = model.demands[d]!;
  if (shipComplete !== false) return dates[d]!;
  return Math.max(due, earliest, model.now, built.available[network.provider(s)]!);
}

/** What dates cost: days late, and more for being late at all, each demand as often as it counts. */
export function costOf(model: Model, dates: Float64Array): number {
  let cost = 0;
  for (let d = 0; d < dates.length; d++) cost += lateCost(model, d, dates[d]!);
  return cost;
}

/** What it costs that a demand ships then. */
export const lateCost = ({ weights, demands }: Model, d: number, date: number): number =>
  weights.perDay * weights.lateDays(demands[d]!, date);

/** By points; of equals by the rest, in its order. */
export function isLess(a: Outcome, b: Outcome): boolean {
  if (a.score !== b.score) return a.score < b.score;
  const n = a.rest?.findIndex((amount, i) => amount !== b.rest?.[i]) ?? -1;
  return n >= 0 && a.rest![n]! < b.rest![n]!;
}

export function outcome(jobs: Jobs, built: Built): Outcome {
  const { model, network } = jobs;
  const dates = new Float64Array(model.demands.length);
  const short = new Set<number>();
  for (const each of network.shorts) if (each.kind === FOR_DEMAND) short.add(each.consumer);
  let onTime = 0;
  let unserved = 0;
  let late = 0;
  let score = 0;
  for (let d = 0; d < dates.length; d++) {
    const demand = model.demands[d]!;
    let date = Math.max(demand.due, demand.earliest ?? -Infinity, model.now);
    let served = !short.has(d) && jobs.servesFrom[d + 1]! > jobs.servesFrom[d]!;
    for (let i = jobs.servesFrom[d]!; i < jobs.servesFrom[d + 1]!; i++) {
      const s = jobs.servesSupply[i]!;
      if (built.dead[s] === 1) served = false;
      date = Math.max(date, built.available[s]!);
    }
    if (!served) {
      dates[d] = Infinity;
      unserved++;
      score += lateCost(model, d, Infinity);
      continue;
    }
    dates[d] = date;
    if (date <= demand.due) onTime++;
    else late += date - demand.due;
    score += lateCost(model, d, date);
  }
  return { dates, onTime, unserved, late, score };
}
