/**
 * "Approve all but …": a submitted version is approved without some of its orders. They stay as the published plan has them, the
 * rest is planned around them, and what comes of it is the version that is approved. Pure. Source: RULES.md, "The schedule".
 *
 * A customer's order is held with all that it hangs on: stock, purchase lines, the steps of its work orders, and its planned orders.
 */
import { accept, type Decision, refuse } from '../../house/decision.ts';
import { approve, type Decider, type RefusalCode, type VersionSeen } from './approval.ts';

/** An order as a person names it, a customer's ("SO-1042/2") or a work order ("MO-7"), and what there is to hold of it. */
export interface LeftOut {
  readonly name: string;
  readonly inVersion: boolean;
  readonly inPublished: boolean;
  /** Numbers of the work orders of it that the published plan has and the version still plans. */
  readonly work: readonly string[];
}

export interface Whole {
  /** Null: nobody moved it by hand; else the version that was moved. */
  readonly byHand: number | null;
  /** Who asked for a run that approves it without some orders, which is not over. */
  readonly asked: string | null;
  /** Orders that it moves, adds or drops, as the plan names them ("work/MO-7", "planned/3"). */
  readonly moving: readonly string[];
}

export type AllButCode =
  | RefusalCode
  | 'asked-already'
  | 'nothing-published'
  | 'moved-by-hand'
  | 'not-in-it'
  | 'not-published'
  | 'over'
  | 'all-left-out';

/** Accepts with the numbers of the work orders that are held. Refuses what may not be approved whole, too. */
export function approveAllBut(
  seen: VersionSeen,
  by: Decider,
  { byHand, asked, moving }: Whole,
  leftOut: readonly LeftOut[],
): Decision<string, AllButCode> {
  const { number, published } = seen;
  const whole = approve(seen, by);
  if (whole.kind === 'refuse') return whole;
  if (asked !== null) return refuse('asked-already', { number, who: asked });
  if (published === null) return refuse('nothing-published', { number });
  if (byHand !== null) return refuse('moved-by-hand', { number, base: byHand });
  const named = (code: AllButCode, some: readonly LeftOut[]) =>
    refuse(code, { number, published, orders: some.map((one) => one.name).join(', ') });
  const strangers = leftOut.filter((one) => !one.inVersion && !one.inPublished);
  if (strangers.length > 0) return named('not-in-it', strangers);
  const fresh = leftOut.filter((one) => !one.inPublished);
  if (fresh.length > 0) return named('not-published', fresh);
  const over = leftOut.filter((one) => !one.inVersion);
  if (over.length > 0) return named('over', over);
  const held = [...new Set(leftOut.flatMap((one) => one.work))].sort();
  if (moving.every((order) => held.includes(order.replace(/^work\//, '')))) return refuse('all-left-out', { number });
  return accept(held);
}
