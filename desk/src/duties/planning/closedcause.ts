/** Hours that were lost between two plans, and whose work they pushed. Pure; seconds of one clock. */
import { suppliesOf } from './below.ts';
import { type Closing, clipped, lengthOf, type Span } from './closings.ts';
import type { Down } from './downs.ts';
import { type Placed, type Pushed, pushing, type Sides } from './pushing.ts';
import { groupedBy } from './rows.ts';

export type Lost = Closing | Down;

interface Hours {
  readonly spans: readonly Span[];
}

type Hits<One> = (step: Placed, lost: One) => boolean;

/** Which hours pushed some orders later: what stood in them stands elsewhere now, and pushes what stands behind it there. */
export function pushedOut<Step extends Placed, One extends Hours>(
  { both, ...sides }: Omit<Sides<Step>, 'stood'> & { readonly both: readonly (readonly [was: Placed, is: Step])[] },
  losses: readonly One[],
  hits: Hits<One>,
): (orders: Iterable<string>) => Pushed<Step, One> | undefined {
  const stood = new Map(both.map(([was, is]) => [is, was]));
  const out = both.flatMap(([was, is]) => {
    if (was.start === is.start && was.end === is.end && was.machine === is.machine) return [];
    const [most] = losses
      .map((lost) => ({ lost, seconds: hits(was, lost) ? lostOf(was, lost) : 0 }))
      .filter(({ seconds }) => seconds > 0)
      .sort((a, b) => b.seconds - a.seconds);
    return most ? [[is, most.lost] as const] : [];
  });
  return pushing({ ...sides, stood: (step) => stood.get(step) }, new Map(out));
}

const lostOf = ({ start, end }: Placed, { spans }: Hours): number => lengthOf(clipped(spans, start, end));

export interface Shut {
  readonly lost: Lost;
  /** Its work stood in it, or is pushed by what did; else on its machines behind it, and begins later since. */
  readonly inIt: boolean;
}

interface Side {
  readonly steps: readonly Placed[];
  readonly pegs: readonly { readonly supply: string; readonly consumer: string }[];
}

export interface Between {
  readonly before: Side;
  readonly after: Side;
  /** What both have, of the steps of each. */
  readonly both: readonly (readonly [was: Placed, is: Placed])[];
  /** Nothing else was done. */
  readonly alone?: boolean;
}

/**
 * The hours that pushed its work; else those in which most of it stood, or the last closed ones before it where it begins later. `keeps`:
 * which calendar a machine does.
 */
export function shutFor(
  losses: readonly Lost[],
  { before, after, both, alone = false }: Between,
  keeps: (machine: string) => string | undefined,
): (demand: string) => Shut | undefined {
  const hits: Hits<Lost> = ({ machine }, lost) =>
    machine !== undefined && ('machine' in lost ? machine === lost.machine : keeps(machine) === lost.calendar);
  const pushed = pushedOut({ after: after.steps, pegs: after.pegs, both }, losses, hits);
  const stays = new Set(both.flatMap(([was, is]) => (is.start <= was.start && is.end <= was.end ? [was] : [])));
  const stepsOf = groupedBy(
    before.steps.filter((step) => !stays.has(step)),
    ({ order }) => order as string,
  );
  const [below, belowNow] = [suppliesOf(before.pegs), suppliesOf(after.pegs)];
  return (demand) => {
    const through = pushed(belowNow(`demand/${demand}`));
    if (through) return { lost: through.first, inIt: true };
    const own = below(`demand/${demand}`).flatMap((order) => stepsOf.get(order) ?? []);
    const hit = losses.flatMap((lost) => {
      const some = own.filter((step) => hits(step, lost));
      const seconds = some.reduce((sum, step) => sum + lostOf(step, lost), 0);
      const behind = 'calendar' in lost && some.some(({ start }) => start >= lost.spans[0]!.from);
      return seconds > 0 || behind ? [{ lost, seconds }] : [];
    });
    const [most] = hit.toSorted((a, b) => b.seconds - a.seconds || b.lost.spans[0]!.from - a.lost.spans[0]!.from);
    if (most) return { lost: most.lost, inIt: most.seconds > 0 };
    return alone && losses.length === 1 ? { lost: losses[0]!, inIt: true } : undefined;
  };
}
