/** What moved by hand of the published version since it has begun, or is over, which that version does not know. Pure. */
import { stepKey } from './stepkey.ts';

/** What became of the work of a version since it was made. */
export interface Became {
  /** Steps that have begun, by `stepKey`. */
  readonly begun: ReadonlySet<string>;
  /** Work orders that are over: finished, closed, cancelled, deleted or called otherwise. */
  readonly over: ReadonlySet<string>;
}

export const becameNothing: Became = { begun: new Set(), over: new Set() };

export interface BegunSince {
  readonly order: string;
  readonly seq: number;
  /** Its order is over. */
  readonly over: boolean;
}

/** A step, or a part of one, where it stands; times are seconds from whatever both versions count from. */
export interface Stands {
  readonly order: string;
  readonly seq: number;
  readonly part?: { readonly number: number } | undefined;
  readonly machine?: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** The steps that stand otherwise afterwards, as they stand then. */
export function movedOf<Step extends Stands>(before: readonly Stands[], after: readonly Step[]): readonly Step[] {
  const stood = new Map(before.map((one) => [partKey(one), one]));
  return after.filter((one) => {
    const was = stood.get(partKey(one));
    return !(was && was.start === one.start && was.end === one.end && was.machine === one.machine);
  });
}

/** Those of them that have begun or are over by now, each once. */
export function begunSince(
  before: readonly Stands[],
  after: readonly Stands[],
  { begun, over }: Became,
): readonly BegunSince[] {
  const became = (one: Stands): boolean => over.has(one.order) || begun.has(stepKey(one));
  const found = movedOf(before, after.filter(became)).map((one): readonly [string, BegunSince] => [
    stepKey(one),
    { order: one.order, seq: one.seq, over: over.has(one.order) },
  ]);
  return [...new Map(found).values()];
}

const partKey = (one: Stands): string => `${stepKey(one)} ${one.part?.number ?? ''}`;
