/** Sentences about material of work orders that a person reads. */
import type { Values } from '../../house/decision.ts';
import { fewNamed } from '../../house/names.ts';
import type { IssueCode, ReturnCode } from './issuing.ts';

export const issueRefusals: Readonly<Record<IssueCode, (values: Values) => string>> = {
  'not-released': ({ order, state }) =>
    `Work order ${order} is ${state}: material is issued to what is released or started.`,
  'nothing-issued': () => 'Nothing is nothing to issue. Say how much.',
  'reason-missing': ({ item, over, unit }) => `${over} ${unit} of ${item} more than the order needs. Say why.`,
  'over-issue': ({ item, over, open, unit }) =>
    `The order still needs ${open} ${unit} of ${item}; this is ${over} more. Maybe some broke, or it is a digit too many.`,
};

/** "lot L-7", "serial S-1 of lot L-7", "no lot". */
export const namedPiece = ({ lot, serial }: { readonly lot: string; readonly serial: string }): string =>
  [serial === '' ? '' : `serial ${serial}`, lot === '' ? '' : `lot ${lot}`].filter((one) => one !== '').join(' of ') ||
  'no lot';

export const returnRefusals: Readonly<Record<ReturnCode, (values: Values) => string>> = {
  'nothing-returned': () => 'Nothing is nothing to bring back. Say how much.',
  'more-than-issued': ({ item, issued, back, unit }) =>
    `${back} ${unit} of ${item} are more than the ${issued} that were issued. Maybe adjust the stock instead.`,
  'another-issued': ({ item, ofThis, unit, piece, order, out }) =>
    `${Number(ofThis) > 0 ? `Only ${ofThis} ${unit} of ${item}` : `Nothing of ${item}`} of ${piece} ${Number(ofThis) === 1 ? 'is' : 'are'} with ${order}. Issued to it: ${out}. Maybe it is one of these.`,
};
export const piecesOut = (
  out: readonly { readonly lot: string; readonly serial: string; readonly qty: number }[],
  unit: string,
): string => fewNamed(out.map((one) => `${one.qty} ${unit} of ${namedPiece(one)}`)) || 'nothing';

export const trainee = 'A trainee issues nothing alone. Maybe ask a storekeeper to post it.';
export const nothingToBring = (order: string): string =>
  `Nothing that lies in stock is still to be brought for ${order}. Maybe it is on its way already.`;
export const notOnList = (item: string, seq: number, order: string): string =>
  `${item} is not on the list of ${order}${seq > 0 ? ` at step ${seq}` : ''}. Maybe it stands at another step.`;
export const noSubstitute = (item: string, of: string): string =>
  `${item} does not stand in for ${of} by the structure, nor by a deviation of this order. Maybe ask a planner to allow it.`;
export const noPlaceHere = (place: string): string => `There is no location ${place}. Maybe it was deleted.`;
export const heldBack = (place: string): string =>
  `What lies at ${place} is not released: it waits for inspection, or is put aside. Maybe ask a storekeeper or an inspector.`;
export const onePiece = (qty: number, item: string, serial: string): string =>
  `Serial ${serial} of ${item} is one piece, not ${qty}. Maybe issue each serial by itself.`;
export const notThere = (
  { item, serial, location }: { readonly item: string; readonly serial: string; readonly location: string },
  at: string,
): string => `${item} serial ${serial} does not stand at ${location} under that lot: it is at ${at}.`;
export const namedTwice = (item: string, serial: string): string =>
  `Serial ${serial} of ${item} is named twice, and is one piece. Maybe one of them is another.`;
export const whyShort = 'Say why less lies there: broken, not there, another lot.';
export const shortWords = (item: string, lot: string, place: string): string =>
  `No more ${item}${lot === '' ? '' : ` lot ${lot}`} lies at ${place}: it is sought.`;
export const notCounted = (qty: number, item: string): string =>
  `${qty} of ${item} cannot be counted so. Maybe a sign too many, or finer than its unit goes.`;
export const reasonForNegative = 'Below zero needs a reason: why it is taken all the same.';

export const issuedWords = (order: string, lines: readonly { qty: number; unit: string; item: string }[]): string =>
  `Issued to ${order}: ${lines.map((one) => `${one.qty} ${one.unit} of ${one.item}`).join(', ')}.`;
export const returnedWords = (order: string, qty: number, unit: string, item: string, to: string): string =>
  `${qty} ${unit} of ${item} back from ${order} at ${to}.`;
