/** How far a step has come: when its goods are done, which is before the teardown of its machine. */
import type { Range } from './exact.ts';
import type { StepFact } from './facts.ts';
import { instantAfter, type WorkingTime } from './working-time.ts';

/**
 * When the goods of a step are done. A range of a second only where a machine's speed makes a fraction of the teardown: the
 * step as a whole is rounded, so either side will do. What people froze is done when it ends.
 */
export function doneBy(step: StepFact, time: WorkingTime | undefined): Range {
  const { row, machine } = step;
  const teardown = step.step?.outside === undefined ? (step.step?.teardown ?? 0) : 0;
  if (teardown === 0 || step.frozen || !time) return { low: row.end, high: row.end };
  const speed = machine?.speed ?? { num: 1, den: 1 };
  const after = (rest: number) => instantAfter(time, step.from, row.setup + row.run - rest) ?? row.end;
  const scaled = (teardown * speed.den) / speed.num;
  return { low: after(Math.ceil(scaled)), high: after(Math.floor(scaled)) };
}
