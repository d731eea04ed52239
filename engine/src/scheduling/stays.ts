/** The plan that people work to, as a search sees it: where each task stands in it, and what it costs that it stands elsewhere. */
import type { Floor, Place, Stood } from './floor.ts';
import type { Jobs } from './jobs.ts';

export class Stays {
  private readonly jobs: Jobs;
  private readonly floor: Floor;
  private readonly stood: (task: number) => Stood | undefined;
  private readonly cost: (task: number, start: number, machine: number) => number;

  constructor(jobs: Jobs, floor: Floor, stood: Stays['stood'], cost: Stays['cost']) {
    this.jobs = jobs;
    this.floor = floor;
    this.stood = stood;
    this.cost = cost;
  }

  /** Puts a task where people know it, if it may stand there. */
  again(t: number, ready: number): boolean {
    const { jobs, floor } = this;
    const home = this.stood(t);
    if (!home || home.start < ready || jobs.overlaps[t] === 1 || jobs.mayPart(t)) return false;
    if (jobs.pinned[t]! >= 0 && jobs.pinned[t] !== home.machine) return false;
    return floor.again(t, home.start, home.end, home.machine);
  }

  /** Points saved against where tasks stood by what stands again where it should; below 0 where more stands elsewhere. */
  movedBack(tasks: readonly number[], from: readonly Place[]): number {
    const { floor } = this;
    return tasks.reduce((sum, t, i) => {
      const { start, machine } = from[i]!;
      return sum + this.cost(t, start, machine) - this.cost(t, floor.start[t]!, floor.machine[t]!);
    }, 0);
  }
}
