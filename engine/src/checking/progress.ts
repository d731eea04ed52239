/** How far a step has come: when its goods are done, which is before the teardown of its machine. */
import type { Part } from './attendance.ts';
import type { Range } from './exact.ts';
import type { StepFact } from './facts.ts';
import { instantAfter } from './working-time.ts';

/**
 * When the goods of a step are done. A range of a second only where a machine's speed makes a fraction of the teardown: the
 * step as a whole is rounded, so either side will do. What people froze is done when it ends.
 */
export function doneBy(step: StepFact, parts: readonly Part[]): Range {
  const { row, machine } = step;
  const teardown = step.step?.outside === undefined ? (step.step?.teardown ?? 0) : 0;
  if (teardown === 0 || step.frozen || parts.length === 0) return { low: row.end, high: row.end };
  const speed = machine?.speed ?? { num: 1, den: 1 };
  const after = (rest: number) => {
    const [first, then] = parts;
    const work = row.setup + row.run - rest;
    const part = then && work > first.needed ? then : first;
    return instantAfter(part.time, part.from, part === then ? work - first.needed : work) ?? row.end;
  };
  const scaled = (teardown * speed.den) / speed.num;
  return { low: after(Math.ceil(scaled)), high: after(Math.floor(scaled)) };
}
