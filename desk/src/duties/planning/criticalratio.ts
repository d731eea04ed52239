/**
 * The critical ratio of an operation: working time until its order is needed, divided by the work that is left of it.
 * Below 1 it is behind, at 1 on schedule, above 1 ahead. Work is set-up and run of the operations that the plan still
 * has; waiting, moving and queues are not work. Working time is that of the next operation's machine and crew, from the
 * plan's now; where the need is past there is none left, and the ratio is 0. Pure. Source: GLOSSARY "critical ratio".
 */
import type { Plan } from '@hotlist/engine';

export interface CriticalRatio {
  readonly ratio: number;
  /** Working seconds until the order is needed. */
  readonly time: number;
  /** Seconds of work left. */
  readonly work: number;
}

type Step = Plan['operations'][number];

/** Null where no machine does the next operation (outside work has no working time of ours), or nothing is left to do. */
export function criticalRatio(
  next: Step,
  left: readonly Step[],
  need: number,
  working: (machine: string, crew: string | undefined, to: number) => number,
): CriticalRatio | null {
  const work = left.reduce((sum, step) => sum + step.setup + step.run, 0);
  if (next.machine === undefined || work <= 0) return null;
  // A run that goes on without the crew that set it up is bound to its machine's hours alone.
  const alone = next.setupEnd !== undefined && next.setupCrew === undefined;
  const time = working(next.machine, alone ? undefined : next.crew, need);
  return { ratio: Math.round((time / work) * 100) / 100, time, work };
}
