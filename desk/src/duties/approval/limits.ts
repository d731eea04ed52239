/**
 * Delegated limits: a version that changes so little that who submits it publishes it at once, and the supervisor is told. No
 * promise broken, no order newly late, no work new, gone or for another quantity, no rule broken, no frozen work unlocked and no overtime
 * added by hand: that is recorded as approved, so a supervisor approves it. How far steps may go and how much overtime they may take is the site's. Pure. Source: RULES.md, "The schedule"; GLOSSARY "delegated limits".
 */
import type { HandEdit } from '@hotlist/engine';
import type { KeptByHand } from '../planning/byhand.ts';
import type { Move, Step } from '../planning/comparison.ts';
import type { Change } from '../planning/orderchanges.ts';
import { isOvertaken, type VersionState } from '../planning/states.ts';
import type { OtherSize } from './sizes.ts';

export interface Limits {
  /** Plant days that a step may start earlier or later; 0: on the same day. */
  readonly days: number;
  /** A step may go to a machine of another work centre. */
  readonly otherGroup: boolean;
  /** Hours of overtime that it may open beside what the published version opens. */
  readonly overtimeHours: number;
}

/** What a site has set; undefined: it delegates nothing. */
export const limitsIn = (set: {
  readonly delegated: boolean;
  readonly delegated_days: number;
  readonly delegated_other_group: boolean;
  readonly delegated_overtime_hours: number;
}): Limits | undefined =>
  set.delegated
    ? {
        days: set.delegated_days,
        otherGroup: set.delegated_other_group,
        overtimeHours: set.delegated_overtime_hours,
      }
    : undefined;

export const usualLimits: Limits = { days: 0, otherGroup: false, overtimeHours: 0 };

/**
 * Number of the published version, where moving that one instead of what a draft by hand was made of would keep it within the
 * limits: with what its base had moved it is beyond them, alone it is not. Null: that would not help, or limits are not what it
 * stops at. `isBeyond` is asked of a version by its number, only where that decides; undefined: that version is not known any more.
 */
export async function toMoveInstead(
  version: { readonly state: VersionState; readonly parent: number | null; readonly published: number | null },
  base: number | null,
  limits: Limits | undefined,
  isBeyond: (held: number) => Promise<boolean | undefined>,
): Promise<number | null> {
  const { state, published } = version;
  const isOpen = (state === 'draft' || state === 'submitted') && !isOvertaken(version);
  if (!isOpen || !limits || published === null || base === null || base === published) return null;
  return (await isBeyond(published)) === true && (await isBeyond(base)) === false ? published : null;
}

export interface Difference {
  readonly moves: readonly Pick<Move, 'before' | 'after'>[];
  readonly orders: readonly Pick<Change, 'demand' | 'became' | 'breaksPromise' | 'after' | 'lateSeconds'>[];
  /** Seconds of windows of overtime that it opens and the published version does not. */
  readonly overtime: number;
  readonly resized: readonly OtherSize[];
  /** Null: a run made it. */
  readonly byHand: Pick<KeptByHand, 'acts' | 'conflicts'> | null;
}

export interface Plant {
  /** Seconds since 1970; what began before it is what happened, not what moves. */
  readonly now: number;
  /** The number of the plant's day of an instant in seconds since 1970. */
  readonly dayOf: (second: number) => number;
  readonly centreOf: (machine: string | undefined) => string | undefined;
}

/** What needs no more than its name. */
export type Beyond =
  | 'rule-broken'
  | 'promise-broken'
  | 'newly-late'
  | 'overtime'
  | 'overtime-by-hand'
  | 'unfrozen'
  | 'other-work'
  | 'another-day'
  | 'another-group';

/** What lies beyond the limits; orders for another quantity by their names. */
export type Exceeded = { readonly beyond: Beyond } | { readonly resized: readonly OtherSize[] };

/** How far a change goes of what the limits bound. */
export interface Reach {
  /** Plant days that the step which goes furthest starts earlier or later. */
  readonly days: number;
  /** Steps that go to a machine of another work centre. */
  readonly otherGroup: number;
  /** Of overtime that it opens. */
  readonly seconds: number;
}

export function reachOf({ moves, overtime }: Pick<Difference, 'moves' | 'overtime'>, plant: Plant): Reach {
  let [days, otherGroup] = [0, 0];
  for (const { before, after } of moves) {
    if (!before || !after || hasHappened({ before, after }, plant.now)) continue;
    days = Math.max(days, daysMoved(before, after, plant));
    if (leavesGroup(before, after, plant)) otherGroup += 1;
  }
  return { days, otherGroup, seconds: overtime };
}

/** The limit that it goes past, the worst first; undefined: it keeps to all of them. */
export function pastLimit(
  { days, otherGroup, seconds }: Reach,
  limits: Limits,
): 'overtime' | 'another-day' | 'another-group' | undefined {
  if (seconds > limits.overtimeHours * 3600) return 'overtime';
  if (days > limits.days) return 'another-day';
  return !limits.otherGroup && otherGroup > 0 ? 'another-group' : undefined;
}

/** The worst that lies beyond the limits; undefined: all is within. */
export function beyondLimits(
  change: Difference,
  limits: Limits,
  plant: Plant,
  reach = reachOf(change, plant),
): Exceeded | undefined {
  const { resized } = change;
  const past = pastLimit(reach, limits);
  const worse = worseThanWork(change, past === 'overtime');
  if (worse) return { beyond: worse };
  if (resized.length > 0) return { resized };
  const beyond = isOtherWork(change, plant.now) ? 'other-work' : past;
  return beyond && { beyond };
}

function worseThanWork({ orders, byHand }: Difference, tooMuchOvertime: boolean): Beyond | undefined {
  const edits = editsOf(byHand);
  if (byHand && byHand.conflicts.length > 0) return 'rule-broken';
  if (orders.some((one) => one.breaksPromise)) return 'promise-broken';
  if (orders.some(isNewlyLate)) return 'newly-late';
  if (tooMuchOvertime) return 'overtime';
  if (edits.some((edit) => edit.kind === 'overtime')) return 'overtime-by-hand';
  return edits.some((edit, n) => letsGo(edit, edits.slice(0, n))) ? 'unfrozen' : undefined;
}

const isOtherWork = ({ moves, byHand }: Difference, now: number): boolean =>
  editsOf(byHand).some((edit) => edit.kind === 'resize' || edit.kind === 'split') ||
  moves.some((move) => (!move.before || !move.after) && !hasHappened(move, now));

const editsOf = (byHand: Difference['byHand']): readonly HandEdit[] => byHand?.acts.flat() ?? [];

/** It unlocks what these edits did not lock: frozen work, which a supervisor releases. */
const letsGo = (edit: HandEdit, before: readonly HandEdit[]): boolean =>
  edit.kind === 'unlock' &&
  !before.some(
    (one) => one.kind === 'lock' && one.order === edit.order && one.seq === edit.seq && one.part === edit.part,
  );

/** One that came since may be late, or not served, from its first day on. */
const isNewlyLate = ({ became, after, lateSeconds }: Difference['orders'][number]): boolean =>
  became === 'newly late' || (became === 'new' && (after === null || lateSeconds > 0));

/** What began before now, or should have and is no more, is no change that anybody makes. */
export const hasHappened = ({ before, after }: Pick<Move, 'before' | 'after'>, now: number): boolean =>
  before !== undefined && before.start < now && (!after || after.start < now);

/** What should have begun and has not is at the latest now: it cannot keep a day that is over. */
const daysMoved = (before: Step, after: Step, { now, dayOf }: Plant): number =>
  Math.abs(dayOf(Math.max(before.start, now)) - dayOf(after.start));

const leavesGroup = (before: Step, after: Step, { centreOf }: Plant): boolean =>
  centreOf(before.machine) !== centreOf(after.machine);
