/**
 * What moves, from where to where, and how much of it in the item's unit. Pure.
 *
 * A movement has two sides, of which one at least is a place of ours. What a balance may come to is no matter of these
 * decisions: it hangs on what others post at the same moment, so the database says it when it posts (`movements.tables.ts`).
 */
import type { Qty } from '@hotlist/engine';
import { accept, type Decision, refuse } from '../../house/decision.ts';
import { type CountCode, counted, type ItemCounted, type TypedUnit } from '../items/counted.ts';
import { onLabels } from './lots.ts';

/** Kinds of places, where stock stands. */
export const placeKinds = ['dock', 'inspection', 'store', 'area', 'machine', 'transit'] as const;
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
  readonly lot: string;
  readonly serial: string;
  readonly qty: number;
  readonly unit: string | null;
  readonly reason: string;
}

export interface Moved {
  readonly from: string | null;
  readonly to: string | null;
  /** In steps of the item's unit. */
  readonly qty: Qty;
}

export type MoveCode = 'nowhere' | 'same-place' | 'reason-missing' | 'not-one' | 'lot-unprintable' | CountCode;

/** Decides what is moved. Refuses what has no place, no amount, no exact amount in the item's unit, no reason, or of a serial more than one. */
export function moved(asked: Asked, item: ItemCounted, typed: TypedUnit | null): Decision<Moved, MoveCode> {
  const sides = sidesOf(asked);
  if (sides === null) return refuse('nowhere', { act: asked.act });
  if (sides.from === sides.to && asked.container === asked.toContainer)
    return refuse('same-place', { place: sides.from });
  if (asked.act !== 'move' && asked.reason === '') return refuse('reason-missing', { act: asked.act });
  // What stands under such a lot already may be moved on, and out.
  if (sides.from === null && !onLabels(asked.lot)) return refuse('lot-unprintable', { lot: asked.lot });
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

/** Moved between two places, scrapped from one, adjusted at one. */
function sidesOf({ act, from, to }: Asked): { readonly from: string | null; readonly to: string | null } | null {
  const given = (from === null ? 0 : 1) + (to === null ? 0 : 1);
  if (act === 'move') return given === 2 ? { from, to } : null;
  if (act === 'scrap') return from !== null && to === null ? { from, to } : null;
  return given === 1 ? { from, to } : null;
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
  /** Of what a transfer sent by it: what came, or was said never to come. */
  readonly onward: number;
}

/** What movements of receipts refer to: the purchase line, the customer's return, or the delivery note where there was no order. */
const ofReceipts: readonly string[] = ['purchase line', 'delivery note', 'customer return'];

export type ReverseCode =
  | 'is-reversal'
  | 'reversed'
  | 'of-count'
  | 'of-work'
  | 'of-receipt'
  | 'of-issue'
  | 'of-requisition'
  | 'of-transfer'
  | 'of-shipment';

/** Decides whether a movement is taken back by hand. Refuses what is a reversal, what was taken back, and what a count, a report of work, a receipt, an issue of material or a requisition or a shipment made, and what a transfer sent of which some moved on. */
export function mayReverse(posted: Posted): Decision<Posted, ReverseCode> {
  if (posted.reverses !== null) return refuse('is-reversal', { id: posted.id, reverses: posted.reverses });
  if (posted.reversedBy !== null) return refuse('reversed', { id: posted.id, by: posted.reversedBy });
  if (posted.referenceKind === 'count') return refuse('of-count', { id: posted.id });
  if (posted.referenceKind === 'work order') return refuse('of-work', { id: posted.id });
  if (posted.referenceKind !== null && ofReceipts.includes(posted.referenceKind))
    return refuse('of-receipt', { id: posted.id });
  if (posted.referenceKind === 'issue') return refuse('of-issue', { id: posted.id });
  if (posted.referenceKind === 'requisition') return refuse('of-requisition', { id: posted.id });
  if (posted.referenceKind === 'shipment') return refuse('of-shipment', { id: posted.id });
  if (posted.onward > 0) return refuse('of-transfer', { id: posted.id, onward: posted.onward });
  return accept([posted]);
}

interface Balance {
  readonly item: string;
  readonly location: string;
  readonly lot: string;
  readonly serial?: string;
}

/** In the turn in which the ledger locks balances, so that nobody waits for who waits for him; 0: it is the same one. */
export function byBalance(a: Balance, b: Balance): number {
  const [one, other] = [a, b].map(({ item, serial = '', location, lot }) => [item, serial, location, lot].join('\n'));
  return (one ?? '') < (other ?? '') ? -1 : one === other ? 0 : 1;
}
