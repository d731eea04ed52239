/** Sentences about goods that go to customers. */
import type { Values } from '../../house/decision.ts';
import { allNamed } from '../../house/names.ts';
import type { ShipCode } from './shipping.ts';

export const shipRefusals: Readonly<Record<ShipCode, (values: Values) => string>> = {
  'not-open': ({ ref, state }) =>
    `${ref} is ${state}: nothing goes out for it. Maybe take its shipment back, or open the line again.`,
  'nothing-shipped': ({ qty }) => `${qty} is nothing to ship. Say how much.`,
  'over-shipment': ({ ref, over, open, unit, item }) =>
    `${ref} still wants ${open} ${unit} of ${item}; this is ${over} more. Maybe it is a digit too many; whoever ships it all the same says why.`,
  'ship-complete': ({ ref, open, left, unit }) =>
    `${ref} is to go whole: ${open} ${unit} are open, and ${left} would stay behind. Maybe wait for the rest; whoever ships it in parts says why.`,
};

export const trainee = 'A trainee ships nothing alone. Maybe ask a storekeeper to post it.';
export const noPlaceHere = (place: string): string => `There is no location ${place}. Maybe it was deleted.`;
export const whyAsked = 'To ship it all the same needs a reason.';
export const takenBackAlready = (number: string): string => `Shipment ${number} was taken back already.`;
export const cameBack = (
  number: string,
  { ref, unit, by, name }: { readonly ref: string; readonly unit: string; readonly by: string; readonly name: string },
  returns: readonly { readonly number: string; readonly lot: string; readonly serial: string; readonly qty: number }[],
): string => {
  const ofIt = returns.filter((one) => by === '' || one[by === 'lot' ? 'lot' : 'serial'] === name);
  const what = by === '' ? '' : `${by} ${name} `;
  return `${allNamed(ofIt.map((one) => `${one.qty} ${unit} by ${one.number}`))} came back of ${what === '' ? '' : `${what}of `}${ref} already: with ${number} taken back too, stock would have them twice. Maybe take the receipt of the return back first.`;
};
export const standsAgain = (
  number: string,
  item: string,
  { serial, location, by }: { readonly serial: string; readonly location: string; readonly by: string | null },
): string =>
  `${item} serial ${serial} went out by ${number}, and stands at ${location} all the same: ${
    by === null
      ? 'it came in otherwise since. Maybe take that back first'
      : `it came back by ${by}. Maybe take the receipt of that return back first`
  }.`;
export const otherPieces = (qty: number, item: string, serials: readonly string[]): string =>
  `${serials.length === 1 ? 'Serial' : 'Serials'} ${allNamed(serials)} of ${item} ${serials.length === 1 ? 'is one piece' : `are ${serials.length} pieces`}, not ${qty}. Maybe a serial is missing.`;
export const pieceElsewhere = (
  item: string,
  { serial, location, lot }: { readonly serial: string; readonly location: string; readonly lot: string },
): string =>
  `${item} serial ${serial} stands at ${location}${lot === '' ? ' under no lot' : ` under lot ${lot}`}, not where it is said to be taken. Maybe leave place and lot empty.`;
export const pieceHeld = (item: string, serial: string, day: string): string =>
  `${item} serial ${serial} is held until ${day}. Maybe take another piece.`;
export const elsewhere = (others: readonly Went[], unit: string): string =>
  `Maybe take it elsewhere: ${allNamed(others.map((one) => fromWords(one, unit, 'at')))}.`;

export interface Went {
  readonly location: string;
  readonly lot: string;
  readonly qty: number;
}
const fromWords = ({ location, lot, qty }: Went, unit: string, where = 'from'): string =>
  `${qty} ${unit} ${where} ${location}${lot === '' ? '' : ` lot ${lot}`}`;

export const shippedWords = (
  of: {
    readonly number: string;
    readonly ref: string;
    readonly item: string;
    readonly unit: string;
    readonly left: number;
  },
  went: readonly Went[],
): string =>
  `${of.number}: ${allNamed(went.map((one) => fromWords(one, of.unit)))} of ${of.item} went out for ${of.ref}${
    of.left > 0 ? `, ${of.left} ${of.unit} still to go` : ', which is shipped'
  }.`;
export const backWords = (
  number: string,
  of: { readonly ref: string; readonly left: number; readonly unit: string; readonly state: string },
  boxes: readonly string[],
): string =>
  `Shipment ${number} is taken back: its goods lie where they lay${
    boxes.length === 0 ? '' : `, loose: ${allNamed(boxes)} ${boxes.length === 1 ? 'was' : 'were'} broken for it`
  }. ${of.state === 'open' ? `${of.left} ${of.unit} of ${of.ref} are to go` : `${of.ref} is ${of.state}: nothing of it is to go`}.`;
export const backReason = (number: string, reason: string): string => `${number} taken back: ${reason}`;
export const overShipped = (ref: string): string => `${ref} is shipped`;
