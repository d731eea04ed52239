/** Sentences about work orders that a person reads. */
import type { Values } from '../../house/decision.ts';
import type { SizeCode } from './changes.ts';

export const releasedWords = (number: string): string =>
  `Work order ${number} is released: its ticket can be printed and material issued.`;

export const notFirm = (number: string, state: string): string =>
  `Work order ${number} is ${state}; only a firm order is released.`;

export const noRouting = (item: string): string =>
  `${item} has no routing, so there is no work to release. Maybe add its steps under Structures first.`;

const known = 'The plan knows it once you plan again.';
export const resizedWords = (number: string, from: number, to: number): string =>
  from === to
    ? `Work order ${number} is for ${to} already.`
    : `Work order ${number} is for ${to}, no more for ${from}. ${known}`;
export const splitWords = (number: string, stays: number, rest: string, other: number): string =>
  `Work order ${number} is for ${stays}, and ${rest} for the other ${other}. ${known}`;

export const tooFine = (number: string, least: string): string =>
  `Work order ${number} is counted in steps of ${least}. Maybe fewer decimals.`;
export const tooMuch = (number: string): string =>
  `Work order ${number} would be for more than is counted of an item. Maybe fewer digits.`;

type Refused = SizeCode | 'order-started' | 'nothing-left' | 'issued-beyond' | 'material-own';
export const changeRefusals: Readonly<Record<Refused, (values: Values) => string>> = {
  'order-over': ({ number, state }) =>
    `Work order ${number} is ${state}; nothing of it is to come. Maybe a newer plan stands: look at the list again.`,
  'order-started': ({ number, state }) =>
    `Work order ${number} is ${state}; only a firm or released order without work is cancelled here.`,
  'order-begun': ({ number }) =>
    `Work on order ${number} has begun: it stays as large as it is. Maybe make what is more in another work order, or finish it short where it is reported.`,
  'order-another': ({ number, item, seen }) =>
    `Work order ${number} makes ${item} now, not ${seen}: another order has that number. Maybe look at it under Work orders.`,
  'order-resized': ({ number, qty, from }) =>
    `Work order ${number} is for ${qty} by now, not for ${from}. Maybe plan again and look at it once more.`,
  'nothing-left': ({ number, qty }) =>
    `Work order ${number} is for ${qty}: some of it must stay, and some be split off. Maybe another quantity.`,
  'issued-beyond': ({ number, item, issued, qty, needed }) =>
    `${issued} ${item} are issued to work order ${number}, and ${qty} of it need ${needed}. Maybe take back what is too much first.`,
  'material-own': ({ number, item }) =>
    `Work order ${number} draws other material than the bill of ${item} says today, so what another quantity needs is not known. Maybe change its lines under Work materials, and its quantity under Work orders.`,
};
