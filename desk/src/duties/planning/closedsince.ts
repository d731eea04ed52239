/** Hours that were closed, or a machine taken out of, since the published version was made, under what is moved of it. Pure; seconds since 1970. */
import type { Stands } from './begunsince.ts';
import { clipped, type Span } from './closings.ts';

/** Hours that machines lost since. */
export interface Lost {
  readonly machine: string;
  readonly span: Span;
  /** The calendar that closed; absent: the machine is down. */
  readonly calendar?: string | undefined;
}

export interface ClosedUnder {
  readonly step: Stands;
  readonly lost: Lost;
}

/** Of each step that is moved the last hours in which it stands and that are lost by now. */
export function closedUnder(moved: readonly Stands[], lost: readonly Lost[]): readonly ClosedUnder[] {
  return moved.flatMap((step): readonly ClosedUnder[] => {
    const under = lost.filter(
      ({ machine, span }) => machine === step.machine && clipped([span], step.start, step.end).length > 0,
    );
    const [last] = under.toSorted((a, b) => b.span.to - a.span.to);
    return last ? [{ step, lost: last }] : [];
  });
}
