/** The papers that work is done by: a routing, and the revision of the drawing. Pure; days as YYYY-MM-DD. */
import type { Lack } from './cleartobuild.ts';

export interface Papers {
  readonly item: string;
  readonly routed: boolean;
  /** The revision that the order is made by; absent: it names none. */
  readonly named?: string | undefined;
  /** Revisions of the item's drawing; none: the item is made without. */
  readonly revisions: readonly { readonly revision: string; readonly effective?: string | undefined }[];
  /** The plant's day on which the work begins. */
  readonly day: string;
}

/** At most one: the first thing that is wrong with the papers. */
export function drawingLack({ item, routed, named, revisions, day }: Papers): readonly [Lack] | undefined {
  const lack = (why: Lack['why'], by?: string): readonly [Lack] => [
    { kind: 'drawing', what: item, why, qty: 1, by, held: [] },
  ];
  if (!routed) return lack('no-routing');
  if (revisions.length === 0) return undefined;
  const newest = revisions
    .filter((one) => (one.effective ?? '') <= day)
    .toSorted((a, b) => ((a.effective ?? '') < (b.effective ?? '') ? 1 : -1))[0];
  if (named === undefined) return lack('not-named', newest?.revision);
  const own = revisions.find((one) => one.revision === named);
  if (!own) return lack('not-listed', named);
  if ((own.effective ?? '') > day) return lack('not-effective', named);
  return newest && (newest.effective ?? '') > (own.effective ?? '') ? lack('superseded', newest.revision) : undefined;
}
