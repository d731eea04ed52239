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

/** The steps that stand otherwise afterwards and have begun or are over by now, each once. */
export function begunSince(
  before: readonly Stands[],
  after: readonly Stands[],
  { begun, over }: Became,
): readonly BegunSince[] {
  if (begun.size === 0 && over.size === 0) return [];
  const stood = new Map(before.map((one) => [partKey(one), one]));
  const found = new Map<string, BegunSince>();
  for (const one of after) {
    const { order, seq } = one;
    if (!over.has(order) && !begun.has(stepKey(one))) continue;
    const was = stood.get(partKey(one));
    if (was && was.start === one.start && was.end === one.end && was.machine === one.machine) continue;
    found.set(stepKey(one), { order, seq, over: over.has(order) });
  }
  return [...found.values()];
}

const partKey = (one: Stands): string => `${stepKey(one)} ${one.part?.number ?? ''}`;
