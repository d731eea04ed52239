/** On which place of its machine a task goes that a person put there. */
import type { Floor } from '../../scheduling/floor.ts';
import { ELAPSED } from '../../scheduling/steps.ts';
import type { Lineup } from './lineup.ts';

/** Where a person put a task; machine −1: it has none. */
export interface Place {
  readonly start: number;
  readonly machine: number;
}

export interface Put {
  readonly lineup: Lineup;
  readonly floor: Floor;
  readonly byHand: ReadonlyMap<number, Place>;
  /** Of what was put by hand, as far as they are known. */
  readonly ends: ReadonlyMap<number, number>;
  readonly key: Float64Array;
}

/** Where all is fixed: on a machine that takes several at once each takes its own place if that is free, else one that is. */
export function lanesInTurn({ lineup, byHand, floor, ends, key }: Put): ReadonlyMap<number, number> {
  const lanes = new Map<number, number>();
  const until: number[] = [];
  const busy = (lane: number): number => until[lane] ?? -Infinity;
  const machineOf = (t: number) => byHand.get(t)?.machine ?? lineup.machine[t]!;
  const inTurn = [...lineup.order].filter((t) => machineOf(t) >= 0).sort((a, b) => key[a]! - key[b]! || a - b);
  for (const t of inTurn) {
    const [first, end] = floor.lanes.of(machineOf(t));
    const own = lineup.lane[t]!;
    let lane = own >= first && own < end ? own : first;
    for (let other = first; busy(lane) > key[t]! && other < end; other++) if (busy(other) <= key[t]!) lane = other;
    until[lane] = Math.max(busy(lane), ends.get(t) ?? lineup.end[t]!);
    if (byHand.has(t) && lineup.jobs.model.shop.steps.kind[lineup.jobs.step[t]!] !== ELAPSED) lanes.set(t, lane);
  }
  return lanes;
}

/** Of the places of a machine that takes several at once, the one where least is in the way. */
export function laneFor(
  { lineup, byHand, floor, ends }: Put,
  t: number,
  fixed: readonly (readonly number[])[],
): number {
  const { jobs } = lineup;
  const { machine, start } = byHand.get(t)!;
  if (machine < 0 || jobs.model.shop.steps.kind[jobs.step[t]!] === ELAPSED) return -1;
  const [from, to] = floor.lanes.of(machine);
  if (to - from === 1) return from;
  const end = start + lineup.end[t]! - lineup.start[t]!;
  const inTheWay = new Float64Array(to - from);
  for (const other of lineup.order) {
    const lane = lineup.lane[other]!;
    if (lane < from || lane >= to || byHand.has(other)) continue;
    const shared = Math.min(end, lineup.end[other]!) - Math.max(start, lineup.start[other]!);
    // What cannot give way weighs more than anything that can.
    if (shared > 0) inTheWay[lane - from]! += shared * (lineup.stays[other] === 1 ? 1e9 : 1);
  }
  for (let lane = from; lane < to; lane++)
    for (const other of fixed[lane]!) {
      const put = byHand.get(other);
      if (put && Math.min(end, ends.get(other)!) > Math.max(start, put.start)) inTheWay[lane - from]! += 1e12;
    }
  let best = 0;
  for (let i = 1; i < inTheWay.length; i++) if (inTheWay[i]! < inTheWay[best]!) best = i;
  return from + best;
}
