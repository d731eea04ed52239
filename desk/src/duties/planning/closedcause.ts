/** Hours that were closed between two plans and in which, or behind which, the work for a demand stood. Pure; seconds since 1970. */
import { suppliesOf } from './below.ts';
import { type Closing, clipped, lengthOf } from './closings.ts';
import type { Peg } from './newcause.ts';
import { groupedBy } from './rows.ts';

/** Of the plan before. */
export interface Standing {
  readonly order: string;
  readonly machine?: string | undefined;
  readonly start: number;
  readonly end: number;
  /** The plan after has it where it was: nothing closed put it off. */
  readonly stays?: boolean;
}

export interface Shut {
  readonly closing: Closing;
  /** Its work stood in it; else on its machines behind it, and begins later since. */
  readonly inIt: boolean;
}

/** The closing that takes most of its work, else the last before it. `keeps`: which calendar a machine does. */
export function shutFor(
  closings: readonly Closing[],
  steps: readonly Standing[],
  pegs: readonly Peg[],
  keeps: (machine: string) => string | undefined,
): (demand: string) => Shut | undefined {
  const stepsOf = groupedBy(steps, ({ order }) => order);
  const below = suppliesOf(pegs);
  const hits = ({ machine }: Standing, { calendar }: Closing): boolean =>
    machine !== undefined && keeps(machine) === calendar;
  return (demand) => {
    const own = below(`demand/${demand}`).flatMap((order) => stepsOf.get(order) ?? []);
    const hit = closings.flatMap((closing) => {
      const some = own.filter((step) => hits(step, closing));
      const seconds = some.reduce((sum, { start, end }) => sum + lengthOf(clipped(closing.spans, start, end)), 0);
      const before = some.some(({ start, stays }) => !stays && start >= closing.spans[0]!.from);
      return seconds > 0 || before ? [{ closing, seconds }] : [];
    });
    const [most] = hit.toSorted((a, b) => b.seconds - a.seconds || b.closing.spans[0]!.from - a.closing.spans[0]!.from);
    return most && { closing: most.closing, inIt: most.seconds > 0 };
  };
}
