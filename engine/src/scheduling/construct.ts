/**
 * Builds a schedule: of all tasks whose predecessor and materials are placed, the one with the smallest key goes
 * next, into the place where it ends first (gaps between earlier decisions included). Every task is asked once.
 *
 * The result is feasible by construction: a task starts after everything that it draws on is there.
 */
import type { Floor } from './floor.ts';
import { Heap } from './heap.ts';
import { placeHeld } from './held.ts';
import type { Jobs } from './jobs.ts';
import { dead, killAll } from './urgency.ts';

export interface Built {
  /** When the output of each supply may be used. */
  readonly available: Float64Array;
  /** Orders that could not be placed before the horizon, and what hangs on them. */
  readonly dead: Uint8Array;
}

/**
 * `ready`: earliest time at which each task could start but for machines and people; filled in. `left`: orders that
 * are not built, because nothing that lives draws on them.
 */
export function construct(
  jobs: Jobs,
  floor: Floor,
  key: Float64Array,
  ready: Float64Array,
  left?: ReadonlySet<number>,
): Built {
  const { network, model } = jobs;
  const { steps } = model.shop;
  const lost = dead(jobs);
  if (left) for (const s of left) lost[s] = 1;
  const available = new Float64Array(network.available);
  const waits = jobs.waits.slice();
  // A block waits at its first task for all that it draws on.
  if (jobs.anyHeld)
    for (let t = jobs.tasks - 1; t > 0; t--)
      if (jobs.held[t] === 1) {
        waits[t - 1]! += waits[t]!;
        waits[t] = 0;
      }
  ready.set(jobs.release);
  floor.clear();
  const heap = new Heap(jobs.tasks, key, jobs.family);
  if (jobs.anyFrozen) {
    for (let t = 0; t < jobs.tasks; t++)
      if (jobs.frozenFrom[t]! === jobs.frozenFrom[t]! && lost[jobs.order[t]!] === 0)
        floor.putFrozen(t, jobs.frozenFrom[t]!, jobs.frozenTo[t]!);
  }
  for (const t of jobs.runningTasks) {
    if (lost[jobs.order[t]!] === 0 && waits[t] === 0 && floor.earliest(t, ready[t]!)) floor.placeRunning(t, model.now);
  }
  for (let s = 0; s < network.supplies; s++)
    if (jobs.count[s]! > 0 && waits[jobs.first[s]!] === 0) heap.push(jobs.first[s]!);

  while (!heap.empty) {
    const t = heap.pop();
    const s = jobs.order[t]!;
    if (lost[s] === 1) continue;
    const frozen = jobs.frozenFrom[t]! === jobs.frozenFrom[t]!;
    const placed = frozen || floor.end[t]! === floor.end[t]!;
    if (!placed) {
      const found = jobs.held[t + 1] === 1 ? placeHeld(jobs, floor, t, ready) : floor.earliest(t, ready[t]!);
      if (!found) {
        killAll(jobs, lost, [s]);
        continue;
      }
      if (jobs.held[t + 1] !== 1) floor.place(t);
    }
    const done = floor.done(t) + steps.gapAfter[jobs.step[t]!]!;
    if (done > model.shop.to && !frozen) {
      killAll(jobs, lost, [s]);
      continue;
    }
    if (t + 1 < jobs.first[s]! + jobs.count[s]!) {
      const handed = jobs.overlaps[t + 1] === 1 ? floor.handsOn(t) + steps.gapAfter[jobs.step[t]!]! : done;
      if (handed > ready[t + 1]!) ready[t + 1] = handed;
      if (waits[t + 1] === 0) heap.push(t + 1);
      else waits[t + 1] = -waits[t + 1]!;
      continue;
    }
    available[s] = done;
    for (let o = jobs.outFrom[s]!; o < jobs.outFrom[s + 1]!; o++) {
      const drawing = jobs.outTask[o]!;
      if (done > ready[drawing]!) ready[drawing] = done;
      const next = jobs.anyHeld ? jobs.blockFrom(drawing) : drawing;
      const first = next === jobs.first[jobs.order[next]!]!;
      // A task whose predecessor is not placed yet counts its materials upwards; once it is, downwards from −n.
      if (first) {
        waits[next]! -= 1;
        if (waits[next] === 0) heap.push(next);
      } else if (waits[next]! < 0) {
        waits[next]! += 1;
        if (waits[next] === 0) heap.push(next);
      } else waits[next]! -= 1;
    }
  }
  return { available, dead: lost };
}
