/** Sentences about receiving that a person reads. */

import type { Values } from '../../house/decision.ts';
import { fewNamed } from '../../house/names.ts';
import { mostEver } from '../inventory/farmore.messages.ts';
import type { CrossDockCode } from './crossdock.ts';
import type { BackCode, ReceiveCode } from './receiving.ts';

const blind = 'take it without an order, into inspection';

export const receiveWords: Readonly<Record<ReceiveCode, (values: Values) => string>> = {
  'line-cancelled': ({ ref }) => `${ref} was cancelled. Maybe ${blind}, and tell the buyer.`,
  'line-closed': ({ ref }) => `${ref} is closed: what was ordered has come. Maybe ${blind}.`,
  'wrong-item': ({ ref, item, scanned }) =>
    `${ref} is for ${item}, and this is ${scanned}. Maybe another line of the order is for it; else ${blind}.`,
  'over-receipt': ({ ref, open, counted, over, unit }) =>
    `${open} ${unit} of ${ref} are open, and ${counted} were counted: ${over} ${unit} more than may come. Maybe count again; whoever takes them all the same says why.`,
  'ten-times': ({ ref, open, counted, unit }) =>
    `${counted} ${unit}? Only ${open} ${unit} of ${ref} are open: this is ten times as much or more. Maybe a digit too many was typed; whoever really counted so much says why.`,
  'far-more': ({ item, counted, most, unit }) =>
    `${counted} ${unit} of ${item}? ${mostEver(most, unit)} Maybe a digit too many was typed; whoever really counted so much says why.`,
  'lot-missing': ({ item }) => `${item} asks for its lot. Maybe it is on the label or the delivery note.`,
  'lot-unprintable': ({ lot }) =>
    `Lot "${lot}" has a sign that no label carries. Maybe type its letters and figures only.`,
  'expiry-missing': ({ item }) => `${item} asks until when it may be used. Maybe it is on the label.`,
  'expiry-without-lot': ({ item }) =>
    `An expiry is told by its lot, or ${item} of today could not be told from the next. Maybe type the lot too.`,
  expired: ({ item, lot, expires }) =>
    `${item} lot ${lot} expired on ${expires}. Maybe say so under damage: it goes to inspection then.`,
};

export const backWords: Readonly<Record<BackCode, (values: Values) => string>> = {
  written: ({ id }) =>
    `Receipt ${id} is what somebody wrote on the purchase line. Maybe change its received quantity there.`,
  'is-reversal': ({ id, reverses }) => `Receipt ${id} takes back ${reverses}. Maybe receive it again.`,
  reversed: ({ id, by }) => `Receipt ${id} was taken back already, by ${by}.`,
  'brought-on': ({ id, orders }) =>
    `Goods of receipt ${id} were brought on to ${orders}. Maybe take that movement back first, under Stock.`,
  decided: ({ number }) =>
    `What becomes of goods of this receipt of ${number} was decided. Maybe take that movement back first, under Stock.`,
};

export const movedOn = (item: string, place: string): string =>
  `${item} no longer lies at ${place} as it came: somebody moved it on. Maybe look at its movements under Stock.`;
export const reasonForOver = 'More than may come, or ever came, needs a reason: why it is taken all the same.';
export const noLine = (ref: string): string =>
  `There is no purchase line ${ref}. Maybe it is written differently; else ${blind}.`;
export const noVendor = (vendor: string): string => `There is no vendor ${vendor}. Maybe add it under Partners.`;
export const blindNeeds = {
  vendor: 'Without an order, say whose delivery it is: the vendor.',
  document: 'Without an order, say what came with it: the number of the delivery note.',
  item: 'Say which item it is, or the purchase line.',
} as const;
export const noInspection =
  'It goes to inspection, and there is no place for that. Maybe add a location of the kind inspection.';
export const noPlaceAtAll = 'There is no place where it could go. Maybe add a location of the kind dock or store.';
export const notForInspection = (place: string): string =>
  `It is to be looked at first, and ${place} is no place of inspection. Maybe leave the place empty.`;
export const trainee = 'A trainee’s receipt needs a second person. Maybe ask a storekeeper to post it.';

export const receivedWords = (one: {
  qty: string;
  unit: string;
  item: string;
  ref: string | null;
  place: string;
  inspect: boolean;
  closes: boolean;
  rest: string | null;
}): string =>
  `${one.qty} ${one.unit} of ${one.item} received at ${one.place}${one.inspect ? ', to be inspected' : ''}.${
    one.ref === null
      ? ''
      : one.closes
        ? ` ${one.ref} is closed.`
        : one.rest === null
          ? ''
          : ` ${one.rest} ${one.unit} of ${one.ref} are still to come.`
  }`;

export const takenBackWords = (id: number, ref: string | null): string =>
  `Receipt ${id} is taken back${ref === null ? '' : `; ${ref} waits for it again`}.`;

export const scheduleRule =
  'Late first, then by day. Within a day first what a late order waits for (△), then by when an order takes it; then by number.';

/** What to do when a scanned or typed text names no open line. */
export const foundNothing = {
  closed: (ref: string): string => `${ref} is closed or cancelled: nothing of it is to come. Maybe ${blind}.`,
  item: (item: string): string => `No open purchase line is for ${item}. Maybe ${blind}.`,
  unknown: (text: string): string =>
    `"${text}" is no purchase order and no item here. Maybe type the number on the delivery note; else ${blind}.`,
} as const;

interface Waiter {
  readonly order: string | null;
  readonly kind: string;
  readonly makes: string | null;
}

/** "MO-7", "SO-1/1", "planned FRAME-54": what has no number yet is known by what it makes. */
export const waiterWords = ({ order, kind, makes }: Waiter): string =>
  order ?? (makes === null ? kind : `planned ${makes}`);

/** "MO-7, planned FRAME-54": each once, in their turn. */
export const waitersWords = (waiting: readonly Waiter[], most = Infinity): string =>
  fewNamed([...new Set(waiting.map(waiterWords))], most);

export const moreWaitWords = (count: number): string =>
  count === 1 ? '1 more order waits for it later.' : `${count} more orders wait for it later.`;

export const crossDockWords: Readonly<Record<CrossDockCode, (values: Values) => string>> = {
  'nothing-left': ({ receipt }) => `Nothing of receipt ${receipt} is left to bring: it was brought on or taken back.`,
  'in-inspection': ({ item, place }) =>
    `${item} at ${place} is to be inspected first. Maybe move it to the dock when it is good.`,
  'not-waiting': ({ order, item }) => `${order} does not wait for ${item}. Maybe put it away.`,
  'no-area': ({ order, workCentre }) =>
    `${order} is made at ${workCentre === '' ? 'no work centre' : workCentre}, to which no place belongs. Maybe name the work centre at a location.`,
  'more-than-left': ({ asked, left, item }) => `${asked} of ${item} are asked for, and ${left} are left here.`,
  'more-than-waited': ({ asked, waits, order }) =>
    `${order} waits for ${waits}, not for ${asked}. Maybe bring that, and put the rest away.`,
};

export const broughtWords = (qty: string, item: string, order: string, to: string): string =>
  `${qty} of ${item} brought to ${to} for ${order}.`;

/** Why goods go elsewhere than where they belong. */
export const hasRoomWords = (full: string): string => `it has room, and ${full} is full`;

/** Why goods are put away where they are. */
export const putAwayWords: Readonly<Record<'lies' | 'set' | 'first', string>> = {
  lies: 'it lies there already',
  set: 'the item says so',
  first: 'the first store of the site',
};

export const standingHoursKept = (hours: number): string =>
  `What stands at the dock or in inspection longer than ${hours} hours is late.`;
