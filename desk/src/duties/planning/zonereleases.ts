/**
 * A supervisor releases named work from the frozen zone: until a moment, the plan may give it another machine and another turn.
 * Pure. Source: RULES.md, "The schedule"; GLOSSARY "release from the frozen zone".
 */

import { accept, type Decision, refuse } from '../../house/decision.ts';
import { farFrom } from '../../house/faryears.ts';
import { fewNamed } from '../../house/names.ts';

export interface Wished {
  readonly order: string;
  /** Null: every step. */
  readonly seq: number | null;
  /** Instants. */
  readonly until: string;
  readonly now: string;
  /** Plant days: the last one of the release, and the one under way. */
  readonly day: string;
  readonly today: string;
}

/** A release that has neither run out nor been taken back. */
export interface Standing {
  readonly id: number;
  readonly seq: number | null;
  readonly until: string;
  readonly who: string;
}

export interface Work {
  readonly state: 'firm' | 'released' | 'started' | 'completed' | 'closed' | 'cancelled';
  /** Steps that begin within the zone by the published plan, and those that are locked; undefined: nothing is published. */
  readonly inZone: readonly { readonly seq: number; readonly work_centre: string | null }[] | undefined;
  /** Every step of it in the published plan. */
  readonly steps: readonly number[];
  /** The end of the zone. */
  readonly zoneEnds: string;
  /** What was released of it and has not run out. */
  readonly released: readonly Standing[];
}

export type ReleaseCode =
  | 'order-over'
  | 'until-passed'
  | 'too-far'
  | 'nothing-published'
  | 'no-such-step'
  | 'not-frozen'
  | 'released-already';

/** A release for longer is another release; one that says nothing new is refused. */
export function releaseFromZone(wished: Wished, work: Work): Decision<'released', ReleaseCode> {
  const { order, seq, until, now, day, today } = wished;
  const { state, inZone, steps, zoneEnds, released } = work;
  if (state === 'completed' || state === 'closed' || state === 'cancelled')
    return refuse('order-over', { order, state });
  if (until <= now) return refuse('until-passed', { until });
  if (farFrom(day, today)) return refuse('too-far', { day, today });
  if (!inZone) return refuse('nothing-published', { order });
  if (seq !== null && steps.length > 0 && !steps.includes(seq))
    return refuse('no-such-step', { order, seq, steps: fewNamed(steps.map(String), 10) });
  if (!inZone.some((one) => seq === null || one.seq === seq)) return refuse('not-frozen', { order, seq, zoneEnds });
  const standing = released.find((one) => (one.seq === null || one.seq === seq) && one.until >= until);
  return standing
    ? refuse('released-already', { order, who: standing.who, until: standing.until })
    : accept(['released']);
}

/** What was released, as far as taking it back asks. */
export interface Given {
  readonly order: string;
  /** The order was deleted: whoever has its number now was not released. */
  readonly isGone: boolean;
  readonly seq: number | null;
  readonly until: string;
  /** Who took it back already, and when. */
  readonly takenBack: { readonly who: string; readonly at: string } | undefined;
}

export type TakeBackCode = 'taken-back-already' | 'over-already' | 'order-gone';

/** From then on the zone holds the work again, wherever the published plan has it; what has run out is nothing to take back. */
export function takeBackRelease(
  { order, isGone, seq, until, takenBack }: Given,
  now: string,
): Decision<'taken-back', TakeBackCode> {
  if (takenBack) return refuse('taken-back-already', { order, seq, ...takenBack });
  if (isGone) return refuse('order-gone', { order, seq });
  return until <= now ? refuse('over-already', { order, seq, until }) : accept(['taken-back']);
}

/** What of one release stands by others when it is taken back: those of the order whole, of its step, or of any where it was the whole. */
export const stillReleased = (id: number, seq: number | null, released: readonly Standing[]): readonly Standing[] =>
  released.filter((one) => one.id !== id && (seq === null || one.seq === null || one.seq === seq));

/** The work centres where the plan has what is released. */
export const centresReleased = ({ inZone = [] }: Pick<Work, 'inZone'>, seq: number | null): readonly string[] =>
  inZone.flatMap((one) => ((seq === null || one.seq === seq) && one.work_centre !== null ? [one.work_centre] : []));

/** How released work is named where steps are held: an order whole, or one step of it. */
export const workNamed = (order: string, seq: number | null): string => (seq === null ? order : `${order} ${seq}`);
