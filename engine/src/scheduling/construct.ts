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
import type { Steps } from './steps.ts';
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
  const construction = new Construction(jobs, floor, key, ready, left);
  construction.begin();
  while (!construction.over) construction.next();
  return construction;
}

class Construction implements Built {
  readonly available: Float64Array;
  readonly dead: Uint8Array;
  private readonly jobs: Jobs;
  private readonly steps: Steps;
  private readonly floor: Floor;
  private readonly ready: Float64Array;
  private readonly heap: Heap;
  /** Orders that a task still waits for. */
  private readonly waits: Int32Array;

  constructor(jobs: Jobs, floor: Floor, key: Float64Array, ready: Float64Array, left?: ReadonlySet<number>) {
    this.jobs = jobs;
    this.steps = jobs.model.shop.steps;
    this.floor = floor;
    this.ready = ready;
    this.dead = dead(jobs);
    if (left) for (const s of left) this.dead[s] = 1;
    this.available = new Float64Array(jobs.network.available);
    this.waits = jobs.waits.slice();
    this.heap = new Heap(jobs.tasks, key, jobs.family);
  }

  get over(): boolean {
    return this.heap.empty;
  }

  /** What stands whatever comes, and the tasks that wait for nothing. */
  begin(): void {
    const { jobs, floor, waits, ready } = this;
    // A block waits at its first task for all that it draws on.
    if (jobs.anyHeld)
      for (let t = jobs.tasks - 1; t > 0; t--)
        if (jobs.held[t] === 1) {
          waits[t - 1]! += waits[t]!;
          waits[t] = 0;
        }
    ready.set(jobs.release);
    floor.clear();
    if (jobs.anyFrozen) {
      for (let t = 0; t < jobs.tasks; t++) if (this.isFrozen(t) && this.dead[jobs.order[t]!] === 0) floor.putFrozen(t);
    }
    for (const t of jobs.runningTasks) {
      if (this.dead[jobs.order[t]!] === 0 && floor.earliest(t, ready[t]!)) floor.placeRunning(t, jobs.model.now);
    }
    for (let s = 0; s < jobs.network.supplies; s++)
      if (jobs.count[s]! > 0 && waits[jobs.first[s]!] === 0) this.heap.push(jobs.first[s]!);
  }

  /** Places the most urgent of the tasks that wait for nothing any more. */
  next(): void {
    const { jobs, floor, ready, waits } = this;
    const t = this.heap.pop();
    const s = jobs.order[t]!;
    if (this.dead[s] === 1) return;
    const frozen = this.isFrozen(t);
    const placed = frozen || floor.end[t]! === floor.end[t]!;
    if (!placed) {
      const found = jobs.held[t + 1] === 1 ? placeHeld(jobs, floor, t, ready) : floor.earliest(t, ready[t]!);
      if (!found) return killAll(jobs, this.dead, [s]);
      if (jobs.held[t + 1] !== 1) floor.place(t);
    }
    const done = floor.done(t) + this.steps.gapAfter[jobs.step[t]!]!;
    if (done > jobs.model.shop.to && !frozen) return killAll(jobs, this.dead, [s]);
    if (t + 1 < jobs.first[s]! + jobs.count[s]!) {
      const handed = jobs.overlaps[t + 1] === 1 ? floor.handsOn(t) + this.steps.gapAfter[jobs.step[t]!]! : done;
      if (handed > ready[t + 1]!) ready[t + 1] = handed;
      if (waits[t + 1] === 0) this.heap.push(t + 1);
      else waits[t + 1] = -waits[t + 1]!;
      return;
    }
    this.available[s] = done;
    for (let o = jobs.outFrom[s]!; o < jobs.outFrom[s + 1]!; o++) this.handOver(jobs.outTask[o]!, done);
  }

  /** What a task draws on is there. */
  private handOver(drawing: number, done: number): void {
    const { jobs, waits } = this;
    if (done > this.ready[drawing]!) this.ready[drawing] = done;
    const next = jobs.anyHeld ? jobs.blockFrom(drawing) : drawing;
    const first = next === jobs.first[jobs.order[next]!]!;
    // A task whose predecessor is not placed yet counts its materials upwards; once it is, downwards from −n.
    if (!first && waits[next]! < 0) waits[next]! += 1;
    else {
      waits[next]! -= 1;
      if (!first) return;
    }
    if (waits[next] === 0) this.heap.push(next);
  }

  private isFrozen(t: number): boolean {
    return this.jobs.frozenFrom[t]! === this.jobs.frozenFrom[t]!;
  }
}
