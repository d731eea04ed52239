/** Who counts what, what a count says, and who lets it count. Pure. */
import { accept, confirm, type Decision, refuse } from '../../house/decision.ts';
import { type CountRules, type Difference, differenceOf, overLimit, withinTolerance } from './countrules.ts';

/** Of a line of a sheet; `again`: counted, but another count is wanted. */
export const lineStates = ['open', 'again', 'counted', 'approved', 'dropped'] as const;
export type LineState = (typeof lineStates)[number];
/** Of a sheet: open while a line is to be counted. */
export type SheetState = 'open' | 'counted' | 'done';

export function sheetState(lines: readonly LineState[]): SheetState {
  if (lines.some((state) => state === 'open' || state === 'again')) return 'open';
  return lines.some((state) => state === 'counted') ? 'counted' : 'done';
}

export interface LineToCount {
  readonly location: string;
  readonly item: string;
  readonly state: LineState;
  /** Who counted it last. */
  readonly counter: string | null;
}

export type CountCode = 'below-nothing' | 'ended' | 'approved' | 'same-counter';

/** Decides whether somebody counts a line now. A mistyped count is counted once more; where another count is asked for, by another. */
export function mayCount(
  line: LineToCount,
  qty: number,
  person: string,
  rules: Pick<CountRules, 'second_differs'>,
): Decision<LineToCount, CountCode> {
  const values = { item: line.item, location: line.location };
  if (qty < 0) return refuse('below-nothing', { ...values, qty });
  if (line.state === 'dropped') return refuse('ended', values);
  if (line.state === 'approved') return refuse('approved', values);
  if (line.state === 'again' && rules.second_differs && line.counter === person) return refuse('same-counter', values);
  return accept([line]);
}

/** What is beyond its tolerance is counted again, once: whoever approves judges the second count. */
export const needsAnother = (of: Difference, asked: boolean, rules: CountRules): boolean =>
  !asked && !withinTolerance(of, rules);

export interface CountToDecide {
  readonly item: string;
  readonly location: string;
  readonly state: LineState;
  /** A later count of the same line stands. */
  readonly superseded: boolean;
  /** Who decided about it already. */
  readonly decidedBy: string | null;
}

export interface CountToApprove extends CountToDecide, Difference {
  readonly counter: string;
  /** Lines of its sheet are still to be counted. */
  readonly blind: boolean;
  /** Something of the item stands there that is not of this line. */
  readonly apart: boolean;
}

export type DecideCode = 'approved' | 'ended' | 'again' | 'superseded';
export type ApproveCode = DecideCode | 'blind' | 'own-count' | 'over-limit' | 'stands-apart';

/** Decides whether a count waits for a word at all. */
export function mayDecide(count: CountToDecide): Decision<CountToDecide, DecideCode> {
  const values = { item: count.item, location: count.location, by: count.decidedBy };
  if (count.state === 'approved') return refuse('approved', values);
  if (count.state === 'dropped') return refuse('ended', values);
  if (count.superseded) return refuse('superseded', values);
  return count.state === 'again' ? refuse('again', values) : accept([count]);
}

/** Decides whether somebody lets a count stand: nobody his own difference; beyond the limit a supervisor. Asks about more than the book where something stands apart: it may have been counted too. */
export function mayApprove(
  count: CountToApprove,
  person: { readonly id: string; readonly supervises: boolean },
  rules: CountRules,
): Decision<CountToApprove, ApproveCode> {
  const decision = mayDecide(count);
  if (decision.kind === 'refuse') return decision;
  const values = { item: count.item, location: count.location };
  if (count.blind && !person.supervises) return refuse('blind', values);
  if (differenceOf(count) === 0) return accept([count]);
  if (count.counter === person.id) return refuse('own-count', values);
  if (!person.supervises && overLimit(count, rules)) return refuse('over-limit', values);
  return count.apart && differenceOf(count) > 0 ? confirm([count], 'stands-apart', values) : accept([count]);
}
