/**
 * Steps that must follow before their longest gap is over (before the metal cools): a chain of them is one block, placed
 * together or not at all.
 *
 *   first ──┤gap ≤ longest├── … ──┤gap ≤ longest├── last
 *
 * Forward each is placed where it ends first; where one cannot begin in time, the one before is placed anew so that it ends late
 * enough, and so on back. Backward all are taken off and placed as late as what follows allows, or put back as they stood.
 */
import type { Floor } from './floor.ts';
import type { Jobs } from './jobs.ts';

/** Every try puts some end off; more of them than this is a chain that does not meet before the horizon. */
const TRIES = 10_000;

/** Places a block; `ready` of its tasks is raised by what goes before. False: nothing is placed, it would run past the horizon. */
export function placeHeld(jobs: Jobs, floor: Floor, first: number, ready: Float64Array): boolean {
  const { gapAfter, maxGap } = jobs.model.shop.steps;
  const last = jobs.blockTo(first);
  const doneFrom = new Float64Array(last - first + 1).fill(-Infinity);
  let tries = TRIES;
  for (let t = first; t <= last; ) {
    const before = jobs.step[t - 1]!;
    const release = t === first ? ready[t]! : Math.max(ready[t]!, floor.handsOn(t - 1) + gapAfter[before]!);
    if (tries-- === 0 || !floor.earliest(t, release, doneFrom[t - first]!)) {
      for (let placed = first; placed < t; placed++) floor.vacate(placed);
      return false;
    }
    if (t > first && floor.foundStart > floor.done(t - 1) + maxGap[before]!) {
      doneFrom[t - 1 - first] = floor.foundStart - maxGap[before]!;
      floor.vacate(t - 1);
      t--;
      continue;
    }
    floor.place(t);
    t++;
  }
  for (let t = first + 1; t <= last; t++)
    ready[t] = Math.max(ready[t]!, floor.handsOn(t - 1) + gapAfter[jobs.step[t - 1]!]!);
  return true;
}

/** Moves a block that stands as late as its last task may be done; where that cannot be, it stays as it is. */
export function postponeHeld(jobs: Jobs, floor: Floor, last: number, limit: number): void {
  const { steps } = jobs.model.shop;
  const first = jobs.blockFrom(last);
  const stood: (readonly [start: number, end: number, machine: number, lane: number, setup: number])[] = [];
  const putBack = (from: number) => {
    for (let t = from; t <= last; t++) floor.put(t, ...stood[last - t]!);
  };
  for (let t = last; t >= first; t--) {
    stood.push([floor.start[t]!, floor.end[t]!, floor.machine[t]!, floor.laneOf(t), floor.setup[t]!]);
    if (!floor.remove(t)) {
      putBack(t + 1);
      return;
    }
  }
  // What overlaps is fed by where it stands: nothing is fed while it is off the floor.
  for (let t = first; t <= last; t++) floor.end[t] = NaN;
  for (let t = last; t >= first; t--) {
    const step = jobs.step[t]!;
    const by =
      t === last
        ? limit
        : (jobs.overlaps[t + 1] === 1 ? floor.done(t + 1) : floor.start[t + 1]!) - steps.gapAfter[step]!;
    if (floor.latest(t, by, stood[last - t]![0])) {
      floor.place(t);
      if (t === last || floor.start[t + 1]! <= floor.done(t) + steps.maxGap[step]!) continue;
      floor.lift(t);
    }
    for (let placed = t + 1; placed <= last; placed++) floor.lift(placed);
    putBack(first);
    return;
  }
}
