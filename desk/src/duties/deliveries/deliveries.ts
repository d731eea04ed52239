/**
 * Goods brought to the area of a work centre by a person: when they are to be there, who has them, and what scan says that they are
 * there. Pure; quantities in the item's unit.
 */
import { later, secondsOf } from '../../house/clock.ts';
import { accept, confirm, type Decision, refuse } from '../../house/decision.ts';
import { readTicket } from '../floor/ticket.ts';
import { readScan } from '../marking/scan.ts';

export const deliveryStates = ['waiting', 'on the way', 'delivered', 'returned'] as const;
export type DeliveryState = (typeof deliveryStates)[number];
/** Where its goods were gathered. */
export const deliverySources = ['kit', 'pick list', 'receipt', 'kanban'] as const;
export type DeliverySource = (typeof deliverySources)[number];

export interface DeliveryFacts {
  readonly number: string;
  /** Null: no order waits for it, a bin is filled. */
  readonly order: string | null;
  readonly area: string;
  /** By name, to be read; whose it is, `taken_by_id` says: two may bear one name. */
  readonly taken_by: string | null;
  readonly taken_by_id: string | null;
  readonly delivered_at: string | null;
  readonly returned_at: string | null;
}

export function stateOf(one: Pick<DeliveryFacts, 'taken_by' | 'delivered_at' | 'returned_at'>): DeliveryState {
  if (one.delivered_at !== null) return 'delivered';
  if (one.returned_at !== null) return 'returned';
  return one.taken_by === null ? 'waiting' : 'on the way';
}

/** Its goods are still to be brought. */
export const isOpen = (state: DeliveryState): boolean => state === 'waiting' || state === 'on the way';

/** The places from which its goods are fetched. */
export const fetchedFrom = (lines: readonly { readonly location: string }[]): readonly string[] =>
  [...new Set(lines.map((line) => line.location))].toSorted();

/** Of an area, in minutes: how long before the work its goods are there, and how much sooner there is room for them. */
export interface Allowed {
  readonly lead: number;
  readonly buffer: number;
}
export const usualAllowed: Allowed = { lead: 30, buffer: 240 };

export interface Window {
  readonly earliest: string;
  readonly latest: string;
}

/** There before the work begins, and not so soon that they stand in the way. */
export function windowOf(starts: string, { lead, buffer }: Allowed): Window {
  const latest = later(starts, -60 * lead);
  return { earliest: later(latest, -60 * buffer), latest };
}

export const urgencies = ['late', 'due', 'early', 'no date'] as const;
export type Urgency = (typeof urgencies)[number];

export function urgencyOf(window: Window | null, at: string): Urgency {
  if (window === null) return 'no date';
  if (secondsOf(at) > secondsOf(window.latest)) return 'late';
  return secondsOf(at) < secondsOf(window.earliest) ? 'early' : 'due';
}

/** What is to be there first comes first; what has no date comes last. */
export function sooner(
  a: { readonly number: string; readonly latest: string | null },
  b: { readonly number: string; readonly latest: string | null },
): number {
  if (a.latest !== b.latest) {
    if (a.latest === null) return 1;
    if (b.latest === null) return -1;
    const apart = secondsOf(a.latest) - secondsOf(b.latest);
    if (apart !== 0) return apart;
  }
  return a.number < b.number ? -1 : 1;
}

export interface Sent {
  readonly item: string;
  readonly seq: number;
  readonly lot: string;
  readonly location: string;
  readonly qty: number;
  /** That brought it to the dock; null: it was not from there. */
  readonly receipt: number | null;
}

export type SendCode = 'no-area' | 'there-already';

/** Decides what of some goods is brought to the area of their work: what does not stand there yet. */
export function sent(
  lines: readonly Sent[],
  to: { readonly work_centre: string | null; readonly area: string | null },
): Decision<Sent, SendCode> {
  const { area } = to;
  if (area === null) return refuse('no-area', { workCentre: to.work_centre ?? '' });
  const away = lines.filter((line) => line.location !== area);
  return away.length === 0 ? refuse('there-already', { area }) : accept(away);
}

const overOf = (one: DeliveryFacts) => refuse('over', { number: one.number, state: stateOf(one) });

/** Decides whether a person, by number, has it: what another has is taken over when somebody says so. Taken again by the same person it is his. */
export function taken(one: DeliveryFacts, person: string): Decision<string, 'over' | 'another-has-it'> {
  if (!isOpen(stateOf(one))) return overOf(one);
  if (one.taken_by === null || one.taken_by_id === person) return accept([person]);
  return confirm([person], 'another-has-it', { number: one.number, by: one.taken_by });
}

/** What was scanned, in the words of this site. */
export interface ScannedThing {
  readonly kind: string;
  readonly code: string;
}

export type DeliverCode = 'over' | 'not-taken' | 'another-has-it' | 'wrong-place' | 'foreign';

/** Decides that goods are there: the label of their area says so, or a ticket of their order. */
export function delivered(
  one: DeliveryFacts,
  person: string,
  text: string,
  scanned: ScannedThing | undefined,
): Decision<string, DeliverCode> {
  if (!isOpen(stateOf(one))) return overOf(one);
  if (one.taken_by === null) return refuse('not-taken', { number: one.number });
  if (one.taken_by_id !== person) return refuse('another-has-it', { number: one.number, by: one.taken_by });
  const { area, order, number } = one;
  if (saysThere(one, text)) return accept([area]);
  const expected = { number, text: text.trim(), area, order };
  if (!scanned) return refuse('foreign', expected);
  const { kind, code } = scanned;
  const there = (kind === 'location' && code === area) || (kind === 'work order' && order !== null && code === order);
  return there ? accept([area]) : refuse('wrong-place', { ...expected, kind, code });
}

/** Its area or its order, in what the text says by itself: a code, a ticket, a label that can be nothing else. A phone knows it without a network. */
function saysThere({ area, order }: Pick<DeliveryFacts, 'area' | 'order'>, text: string): boolean {
  // The century of a label's dates says nothing of a place.
  const { plain, label = {} } = readScan(text, 2000);
  const same = (code: string | undefined, goal: string | null): boolean =>
    goal !== null && code?.toLowerCase() === goal.toLowerCase();
  if (plain === undefined) return same(label.location, area) || same(label.workOrder, order);
  return same(plain, area) || same(plain, order) || same(readTicket(plain)?.order, order);
}

export const givenBack = (one: DeliveryFacts): Decision<string, 'over'> =>
  !isOpen(stateOf(one)) ? overOf(one) : accept([one.number]);
