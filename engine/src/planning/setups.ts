/**
 * Places that are free but for a set-up: what a machine has next would be set up otherwise after the task that goes before it.
 * It may be, where it still ends when it does: its set-up begins sooner, or later, and its run stays.
 */
import type { Floor } from '../scheduling/floor.ts';
import type { Jobs } from '../scheduling/jobs.ts';

export class SetUps {
  private readonly jobs: Jobs;
  private readonly floor: Floor;
  /** When a task that stands may begin at the soonest; Infinity: it stays. */
  private readonly mayBegin: (task: number) => number;

  constructor(jobs: Jobs, floor: Floor, mayBegin: (task: number) => number) {
    this.jobs = jobs;
    this.floor = floor;
    this.mayBegin = mayBegin;
  }

  /** The set-up of this task, and of what comes after it, hangs on what goes before. */
  matter(task: number): boolean {
    const { jobs } = this;
    return (
      jobs.model.problem.rules.constrained &&
      jobs.model.shop.steps.family[jobs.step[task]!]! >= 0 &&
      jobs.setupDone[task] === 0 &&
      !jobs.mayPart(task)
    );
  }

  /** Puts a task where it ends first, if that is before `by`; the task after it, whose set-up is another now. −1: there is no such place. */
  place(task: number, machines: readonly number[], from: number, by: number): number {
    let [end, next, on] = [by, -1, -1];
    for (const machine of machines) {
      const lane = this.floor.lanes.all[this.floor.lanes.from[machine]!]!;
      if (this.jobs.model.shop.machineCapacity[machine]! > 1) continue;
      for (let i = lane.firstEndingAfter(from); i < lane.count; i++) {
        const gap = Math.max(from, i > 0 ? lane.end[i - 1]! : -Infinity);
        if (gap >= end) break;
        const other = lane.task[i]!;
        if (gap >= lane.start[i]! && this.floor.setup[other] === 0) continue;
        const found = this.before(other, task, machine, gap, end, false);
        if (found < end) [end, next, on] = [found, other, machine];
      }
    }
    if (next >= 0) this.before(next, task, on, from, by, true);
    return next;
  }

  /** When a task ends that goes before another on its machine; Infinity: not before `by`, or the other would end otherwise. */
  private before(other: number, task: number, machine: number, from: number, by: number, stays: boolean): number {
    const { floor } = this;
    const notBefore = this.mayBegin(other);
    if (notBefore === Infinity) return Infinity;
    const stood = floor.placeOf(other);
    const done = floor.done(other);
    floor.lift(other);
    let end = Infinity;
    if (
      floor.earliestInLane(task, machine, stood.lane, from, -Infinity, stood.start) &&
      floor.foundEnd < by &&
      floor.foundWith < 0
    ) {
      floor.place(task);
      const fits = floor.latestOnMachine(other, machine, done, Math.max(notBefore, floor.end[task]!));
      if (fits && floor.foundEnd === stood.end && floor.foundWith < 0) end = floor.end[task]!;
      if (stays && end < by) {
        floor.place(other);
        return end;
      }
      floor.vacate(task);
    }
    floor.putAt(other, stood);
    return end;
  }
}
