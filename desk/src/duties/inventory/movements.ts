/**
 * What moves, from where to where, and how much of it in the item's unit. Pure.
 *
 * A movement has two sides, of which one at least is a place of ours. What a balance may come to is no matter of these
 * decisions: it hangs on what others post at the same moment, so the database says it when it posts (`movements.tables.ts`).
 */
import { type Qty, type Ratio, ratio } from '@hotlist/engine';
import { exact, scaled, typedSteps } from '../../house/amounts.ts';
import { accept, type Decision, refuse } from '../../house/decision.ts';

/** Kinds of places, where stock stands. */
export const placeKinds = ['dock', 'inspection', 'store', 'area', 'machine'] as const;
export type PlaceKind = (typeof placeKinds)[number];
/** Where goods come from and go to. */
export type Side = PlaceKind | 'vendor' | 'customer' | 'work order' | 'scrap' | 'adjustment';

/** What a person does with stock by hand. */
export const acts = ['move', 'scrap', 'adjust'] as const;
export type Act = (typeof acts)[number];

export interface Asked {
  readonly act: Act;
  readonly from: string | null;
  readonly to: string | null;
  /** What it is in, and what it is in afterwards; empty: in no container. */
  readonly container: string;
  readonly toContainer: string;
  readonly serial: string;
  readonly qty: number;
  readonly unit: string | null;
  readonly reason: string;
}

/** A unit as it is written in the records: how many of its base one is. */
export interface UnitOf {
  readonly code: string;
  readonly base: string | null;
  readonly factor: string;
}

export interface ItemCounted {
  readonly code: string;
  readonly unit: UnitOf;
  readonly decimals: number;
}

/** The unit that was typed: with the item's own factor where there is one. */
export interface TypedUnit {
  readonly unit: UnitOf;
  readonly ofItem: string | null;
}

export interface Moved {
  readonly from: string | null;
  readonly to: string | null;
  /** In steps of the item's unit. */
  readonly qty: Qty;
}

export type MoveCode = 'nowhere' | 'same-place' | 'reason-missing' | 'not-one' | CountCode;

/** Decides what is moved. Refuses what has no place, no amount, no exact amount in the item's unit, no reason, or of a serial more than one. */
export function moved(asked: Asked, item: ItemCounted, typed: TypedUnit | null): Decision<Moved, MoveCode> {
  const sides = sidesOf(asked);
  if (sides === null) return refuse('nowhere', { act: asked.act });
  if (sides.from === sides.to && asked.container === asked.toContainer)
    return refuse('same-place', { place: sides.from });
  if (asked.act !== 'move' && asked.reason === '') return refuse('reason-missing', { act: asked.act });
  const steps = counted(asked.qty, item, typed);
  if (steps.kind === 'refuse') return steps;
  if (asked.serial !== '' && steps.facts[0] !== 10 ** item.decimals)
    return refuse('not-one', {
      item: item.code,
      qty: asked.qty,
      unit: typed?.unit.code ?? item.unit.code,
      itemUnit: item.unit.code,
      serial: asked.serial,
    });
  return accept(steps.facts.map((one) => ({ ...sides, qty: one })));
}

export type AmountCode = 'no-factor' | 'not-whole' | 'too-much';
export type CountCode = 'nothing-moved' | AmountCode;

/** What was typed, in steps of the item's unit. Refuses what is nothing, or no exact amount of that unit. */
export const counted = (amount: number, item: ItemCounted, typed: TypedUnit | null): Decision<Qty, CountCode> =>
  amount <= 0 ? refuse('nothing-moved', { qty: amount }) : amountOf(amount, item, typed);

/** The same of what may be nothing too. */
export function amountOf(amount: number, item: ItemCounted, typed: TypedUnit | null): Decision<Qty, AmountCode> {
  const factor = typed ? factorTo(item, typed) : ratio(1);
  const values = { item: item.code, qty: amount, unit: typed?.unit.code ?? item.unit.code, itemUnit: item.unit.code };
  if (!factor) return refuse('no-factor', values);
  const steps = typedSteps(amount, item.decimals, factor);
  if (steps === 'too-much' || steps === 'not-whole') return refuse(steps, { ...values, decimals: item.decimals });
  return accept([steps]);
}

/** Moved between two places, scrapped from one, adjusted at one. */
function sidesOf({ act, from, to }: Asked): { readonly from: string | null; readonly to: string | null } | null {
  const given = (from === null ? 0 : 1) + (to === null ? 0 : 1);
  if (act === 'move') return given === 2 ? { from, to } : null;
  if (act === 'scrap') return from !== null && to === null ? { from, to } : null;
  return given === 1 ? { from, to } : null;
}

/** How many of the item's unit one of the typed unit is; undefined when nothing says so. */
export function factorTo(item: ItemCounted, { unit, ofItem }: TypedUnit): Ratio | undefined {
  if (unit.code === item.unit.code) return ratio(1);
  if (ofItem !== null) return exact(ofItem);
  if ((unit.base ?? unit.code) !== (item.unit.base ?? item.unit.code)) return undefined;
  const { num, den } = exact(item.unit.factor);
  return scaled(exact(unit.factor), ratio(den, num));
}

/** What tells one balance from another. */
export interface BalanceKey {
  readonly item: string;
  readonly location: string;
  readonly lot: string;
  readonly serial: string;
  readonly container: string;
  readonly owner: string;
}

/** Whether a movement took from a balance; else it brought to it. */
export const tookFrom = (
  balance: Pick<BalanceKey, 'location' | 'container'>,
  movement: { readonly from_location: string | null; readonly container: string },
): boolean => movement.from_location === balance.location && movement.container === balance.container;

/** A movement as it was posted. */
export interface Posted {
  readonly id: number;
  readonly reverses: number | null;
  readonly reversedBy: number | null;
  readonly referenceKind: string | null;
}

/** What movements of receipts refer to: the purchase line, or the delivery note where there was no order. */
const ofReceipts: readonly string[] = ['purchase line', 'delivery note'];

export type ReverseCode = 'is-reversal' | 'reversed' | 'of-count' | 'of-work' | 'of-receipt' | 'of-issue';

/** Decides whether a movement is taken back by hand. Refuses what is a reversal, what was taken back, and what a count, a report of work, a receipt or an issue of material made. */
export function mayReverse(posted: Posted): Decision<Posted, ReverseCode> {
  if (posted.reverses !== null) return refuse('is-reversal', { id: posted.id, reverses: posted.reverses });
  if (posted.reversedBy !== null) return refuse('reversed', { id: posted.id, by: posted.reversedBy });
  if (posted.referenceKind === 'count') return refuse('of-count', { id: posted.id });
  if (posted.referenceKind === 'work order') return refuse('of-work', { id: posted.id });
  if (posted.referenceKind !== null && ofReceipts.includes(posted.referenceKind))
    return refuse('of-receipt', { id: posted.id });
  if (posted.referenceKind === 'issue') return refuse('of-issue', { id: posted.id });
  return accept([posted]);
}
