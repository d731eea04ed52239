/**
 * Goods on the way between two of our places: sent, received by the number of the transfer, the rest ended. Pure; quantities in steps of
 * the item's unit.
 *
 * They stand at a place of the kind "transit" meanwhile, where nothing is picked and the plan counts them from the day on which they
 * are expected. What is still on the way is what moved there by the transfer less what moved on from there by it: no other record
 * says it, so a movement that is taken back is on the way again, or never was.
 */
import { accept, type Decision, refuse } from '../../house/decision.ts';

export interface Sending {
  readonly from: string;
  /** The kind of that place. */
  readonly fromKind: string;
  readonly to: string;
  /** When it may be used, where that is still to come. */
  readonly availableFrom: string | null;
  /** What lies there, less what earlier lines take of it. */
  readonly there: number;
  readonly wanted: number;
}

export type SendCode = 'same-place' | 'on-the-way' | 'not-yet' | 'more-than-there';

/** Refuses what goes nowhere, what stands on the way, what is not to be used yet, whose day would be lost, and more than lies there. */
export function sentOff(one: Sending, now: string): Decision<Sending, SendCode> {
  if (one.from === one.to) return refuse('same-place', { place: one.to });
  if (one.fromKind === 'transit') return refuse('on-the-way', { place: one.from });
  if (one.availableFrom !== null && Date.parse(one.availableFrom) > Date.parse(now))
    return refuse('not-yet', { place: one.from, from: one.availableFrom });
  if (one.wanted > one.there)
    return refuse('more-than-there', { place: one.from, there: one.there, wanted: one.wanted });
  return accept([one]);
}

/** A transfer as it is read, on its paper and elsewhere. */
export interface TransferHead {
  readonly number: string;
  readonly to: string;
  readonly to_name: string | null;
  /** RFC 3339, as `at`. */
  readonly expected: string;
  readonly note: string | null;
  readonly at: string;
  readonly who: string;
}

/** What was sent by one of its lines, in the item's unit. */
export interface SentLine {
  readonly line: number;
  readonly item: string;
  readonly item_name: string | null;
  readonly unit: string;
  readonly lot: string;
  readonly serial: string;
  readonly from: string;
  readonly sent: number;
}

export interface TransferLine {
  readonly item: string;
  readonly sent: number;
  readonly received: number;
  /** What was said never to come. */
  readonly lost: number;
}

export const openOf = ({ sent, received, lost }: Omit<TransferLine, 'item'>): number =>
  Math.max(0, sent - received - lost);

export type ArriveCode = 'nothing-counted' | 'wrong-item' | 'line-done' | 'more-than-sent';

/** What came of a line. More than is on the way is no transfer: it was counted wrong here, or where it was sent. */
export function arrived(line: TransferLine, counted: number, item: string | null): Decision<number, ArriveCode> {
  if (item !== null && item !== line.item) return refuse('wrong-item', { item, wanted: line.item });
  if (counted <= 0) return refuse('nothing-counted');
  const open = openOf(line);
  if (open === 0) return refuse('line-done', { item: line.item });
  return counted > open ? refuse('more-than-sent', { item: line.item, open, counted }) : accept([counted]);
}

export const transferStates = ['on the way', 'partly received', 'received', 'ended', 'taken back'] as const;
export type TransferState = (typeof transferStates)[number];

/** Of all its lines. Ended: some never came. */
export function transferState(lines: readonly Omit<TransferLine, 'item'>[]): TransferState {
  const some = (amount: (line: Omit<TransferLine, 'item'>) => number): boolean =>
    lines.some((line) => amount(line) > 0);
  if (some(openOf)) return some(({ received }) => received) ? 'partly received' : 'on the way';
  if (some(({ lost }) => lost)) return 'ended';
  return some(({ received }) => received) ? 'received' : 'taken back';
}
