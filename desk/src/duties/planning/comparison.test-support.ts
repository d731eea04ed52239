/** Operations of a plan in a line each. */
import type { Step } from './comparison.ts';

export const hour = 3600;
/** "planned/1 FRAME 10 on M1 at 2": an hour long. */
const step = (text: string): Step => {
  const [order = '', item = '', seq = '', machine = '', start = ''] = text.split(/ (?:on |at )?/);
  return {
    order,
    item,
    seq: Number(seq),
    machine,
    start: Number(start) * hour,
    end: (Number(start) + 1) * hour,
    setup: 600,
    run: 3000,
  };
};
export const steps = (...lines: readonly string[]): readonly Step[] => lines.map(step);
