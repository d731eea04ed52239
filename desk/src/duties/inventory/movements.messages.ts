/** Sentences about movements that a person reads. */
import { wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import type { Values } from '../../house/decision.ts';
import { allNamed } from '../../house/names.ts';
import type { Act, MoveCode, ReverseCode } from './movements.ts';

const takes: Readonly<Record<string, string>> = {
  move: 'A move is from one place to another. Say both.',
  scrap: 'Scrap is taken from one place. Say from which.',
  adjust: 'An adjustment is at one place: to it what was found, from it what is missing.',
};

export const moveRefusals: Readonly<Record<MoveCode, (values: Values) => string>> = {
  nowhere: ({ act }) => takes[String(act)] ?? 'Say from where and to where.',
  'same-place': ({ place }) => `From ${place} to ${place} is no move.`,
  'reason-missing': ({ act }) => `${act === 'scrap' ? 'Scrap' : 'An adjustment'} needs a reason.`,
  'nothing-moved': ({ qty }) =>
    `${qty} is nothing to move. Maybe turn the movement round: it goes from a place to another.`,
  'no-factor': ({ item, unit, itemUnit }) =>
    `Nothing says how many ${itemUnit} of ${item} one ${unit} is. Maybe add it under Item units.`,
  'not-whole': ({ item, qty, unit, itemUnit, decimals }) =>
    `${qty} ${unit} of ${item} are no ${decimals === 0 ? 'whole number' : `number of ${decimals} decimals`} of ${itemUnit}. Maybe type ${unit !== itemUnit ? `it in ${itemUnit}` : decimals === 0 ? 'a whole number' : 'fewer decimals'}.`,
  'not-one': ({ item, serial, qty, unit }) =>
    `Serial ${serial} of ${item} is one piece, not ${qty} ${unit}. Maybe move each serial by itself.`,
  'lot-unprintable': ({ lot }) =>
    `Lot "${lot}" has a sign that no label carries. Maybe type its letters and figures only.`,
  'too-much': ({ item, qty, unit, most, itemUnit }) =>
    `${qty} ${unit} of ${item} are more than can be planned with; ${most} ${itemUnit} are the most. Maybe a digit too many?`,
};

export const reverseRefusals: Readonly<Record<ReverseCode, (values: Values) => string>> = {
  'is-reversal': ({ id, reverses }) =>
    `Movement ${id} takes back ${reverses}. Maybe post ${reverses} again as a new movement.`,
  reversed: ({ id, by }) => `Movement ${id} was taken back already, by ${by}.`,
  'of-count': ({ id }) => `A count made movement ${id}. Maybe count that place again.`,
  'of-issue': ({ id }) =>
    `Movement ${id} is of material issued to a work order. Maybe return it, under Pick and deliver.`,
  'of-work': ({ id }) => `A report of work made movement ${id}. Maybe take that report back, under Progress.`,
  'of-requisition': ({ id }) =>
    `Movement ${id} brought what a requisition asked for. Maybe move the goods back: what was brought stays told there.`,
  'of-transfer': ({ id, number, onward }) =>
    `Movement ${id} sent goods of ${number}, and ${onward} of them moved on since. Maybe take that back first.`,
  'of-shipment': ({ id, number }) =>
    `A shipment of ${number} made movement ${id}. Maybe take that shipment back, with its order under Shipping.`,
  'of-receipt': ({ id }) => `A receipt made movement ${id}. Maybe take that receipt back, under Receiving.`,
};

export const noItem = (item: string): string => `There is no item ${item} here. Maybe it is written differently.`;
export const noPlace = (place: string): string =>
  `There is no location ${place}. Maybe it was deleted; choose another.`;
export const noUnit = (unit: string): string => `There is no unit ${unit}. Maybe add it under Units.`;
export const movedAhead = (at: string): string => `${at} is still to come. Nothing moves before its time.`;
export const trainee = 'A trainee’s movement needs a second person. Maybe ask a storekeeper to post it.';

export const beyondCounting = ({ item, total, most }: { item: string; total: number; most: number }): string =>
  `There would be ${total} of ${item} in all, and ${most} of its unit are the most that can be planned with. Maybe a digit too many?`;

/** What a balance would come to below zero. */
export interface Short {
  readonly item: string;
  readonly location: string;
  readonly lot: string;
  readonly serial: string;
  readonly container: string;
  readonly there: number;
  readonly wanted: number;
}

export const shortWords = ({ item, location, lot, container, there, wanted }: Short): string =>
  `${there} of ${item}${lot === '' ? '' : ` lot ${lot}`} ${there === 1 ? 'is' : 'are'} at ${location}${container === '' ? '' : ` in ${container}`}, and ${wanted} would be taken: the balance falls below zero. Maybe count it first; whoever takes it all the same says why.`;

export const noPiece = (item: string, serial: string, location: string, at: string | null): string =>
  `${item} serial ${serial} is not at ${location}. ${at === null ? 'It stands nowhere; maybe it was used, or its number is another.' : `It is at ${at}. Maybe move it from there.`}`;
export const pieceElsewhere = (item: string, serial: string, at: string): string =>
  `${item} serial ${serial} is at ${at} already: a piece is at one place. Maybe move it from there, or its number is another.`;
export const pieceAtOnePlace =
  'This piece stands somewhere already: a serial is at one place at a time. Maybe move it from there, or its number is another.';
export const onePiece =
  'A serial is one piece, and this would be more of it. Maybe it stands there already, or its number is another.';
export const tornContainer = (container: string, at: string, other: string): string =>
  `Container ${container} would stand at ${at} and at ${other}: it is moved as one. Maybe move the container, or take the goods out of it.`;
export const noOwner = (owner: string): string =>
  `There is no vendor or customer ${owner}. Maybe it is written differently.`;
export const emptyContainer = (container: string): string =>
  `Nothing stands in a container ${container}. Maybe it was emptied, or its number is another.`;
export const containerThere = (container: string, place: string): string =>
  `Container ${container} is at ${place} already.`;
export const missingAlong = (container: string): string =>
  `${container} was moved: what the books miss in it goes along.`;
export const containerMoved = (container: string, from: string, to: string, lines: number): string =>
  `Container ${container} moved from ${from} to ${to}: ${lines} ${lines === 1 ? 'balance' : 'balances'}.`;

export const lotExpires = (item: string, lot: string, here: string): string =>
  `${item} lot ${lot} is here already and expires on ${here}. Maybe read the label again.`;

/** What was confirmed of a movement, as its history tells it. */
const confirmedWords: Readonly<Record<string, string>> = {
  negative: 'below zero confirmed',
  along: 'moved with its container',
  allocated: 'reserved for another, taken all the same',
  overfull: 'more than the place holds, put there all the same',
};
export const yesWords = (confirmed: string): string =>
  confirmed
    .split(',')
    .map((code) => confirmedWords[code] ?? `${code} confirmed`)
    .join(' · ');

export const reasonForOverfull =
  'More than a place holds needs a reason: why it is put there all the same. Maybe say it beside the yes.';
export const reasonForNegative = 'Below zero needs a reason: why it is taken all the same.';

export const movedWords = (
  act: Act,
  { qty, unit, item, from, to }: { qty: string; unit: string; item: string; from: string | null; to: string | null },
): string => {
  const what = `${qty} ${unit} of ${item}`;
  if (act === 'move') return `${what} moved from ${from} to ${to}.`;
  if (act === 'scrap') return `${what} scrapped at ${from}.`;
  return to === null ? `${what} taken off the balance at ${from}.` : `${what} added to the balance at ${to}.`;
};

/** Of what stands beside a movement that a count saw already. */
export const countedAlready = (left: boolean): string =>
  left ? 'It had left before the count, which stands' : 'It had come before the count, which stands';

export const countedWords = (
  seen: readonly { readonly location: string; readonly at: string }[],
  zone: string,
): string =>
  seen
    .map(
      ({ location, at }) =>
        ` ${location} was counted after that (${wallClock(zone, at).slice(0, 16).replace('T', ' ')}) and keeps what was counted.`,
    )
    .join('');

/** What a movement was for, where nobody gave a reason. */
export const withoutReason: Readonly<Record<string, string>> = {
  opening: 'stood before the ledger',
  balance: 'balance changed in the records',
  count: 'counted',
  'work order': 'finished work',
  'purchase line': 'received',
  'delivery note': 'received without an order',
  'cross-dock': 'brought from the dock to who waits',
  issue: 'material of a work order',
};

export const tracedWords = ({ item, lot, serial }: { item: string; lot: string; serial: string }): string =>
  [item, lot && `lot ${lot}`, serial && `serial ${serial}`].filter(Boolean).join(' ');

export const takenBackWords = (id: number): string => `Movement ${id} is taken back.`;

/** What stands at a place of goods on the way, and what transfers have there. */
export interface OnTheWay {
  readonly item: string;
  readonly location: string;
  readonly left: number;
  readonly open: number;
  readonly numbers: readonly string[];
}
export const stillOnTheWay = ({ item, location, left, open, numbers }: OnTheWay): string =>
  `${open} of ${item} at ${location} are on the way by ${allNamed(numbers)}, and ${left} would be left. Maybe receive or end ${numbers.length > 1 ? 'these' : 'it'} under Receiving, Transfers.`;

/** A place that is being counted with freeze. */
export const frozen = ({ location, sheet, who }: { location: string; sheet: number; who: string }): string =>
  `${who} froze ${location} for count sheet CS-${sheet}: nothing moves there until it is counted and approved. Maybe wait for that, or ask a supervisor to lift the freeze on the sheet.`;

export const closedSince = (since: string): string => `closed since ${dayWords(since, '')}`;
export const placeClosed = ({ location, since }: { location: string; since: string }): string =>
  `${location} is ${closedSince(since)}: nothing is put there. Maybe take another place, or open it again under Locations.`;

/** A place that would hold more than it can. Amounts beside `out` are in the unit of the place; those in it have their unit with them. */
export interface Overfull {
  readonly place: string;
  readonly capacity: number;
  readonly unit: string;
  readonly filled: number;
  readonly coming: number;
  readonly over: number;
  /** Items that are there and do not count. */
  readonly uncounted: readonly string[];
  /** Where the rest may go; `fits` null: nothing fits any more, `room` null: that place has no bound. */
  readonly out: {
    readonly fits: string | null;
    readonly rest: string;
    readonly place: string;
    readonly room: string | null;
  } | null;
}

export const overfullWords = ({ place, capacity, unit, filled, coming, over, uncounted, out }: Overfull): string => {
  const blind =
    uncounted.length === 0
      ? ''
      : ` ${uncounted.join(', ')} ${uncounted.length === 1 ? 'is' : 'are'} there too and ${uncounted.length === 1 ? 'does' : 'do'} not count: nothing says how many ${unit} ${uncounted.length === 1 ? 'it is' : 'they are'}.`;
  const way =
    out === null
      ? 'Maybe look whether it fits: no other store is known to have room.'
      : `Maybe put ${out.fits === null ? '' : `${out.fits} there and `}${out.rest} at ${out.place}, which has room${out.room === null ? '' : ` for ${out.room}`}.`;
  return `${place} holds ${capacity} ${unit} at most: ${filled} ${filled === 1 ? 'is' : 'are'} there, and with ${coming} more there would be ${over} too many.${blind} ${way}`;
};

export const wrongCapacity = {
  amount: 'A unit alone says nothing of what it holds. Maybe type how many, or clear the unit.',
  unit: 'What it holds is counted in a unit. Maybe type it beside, as PCS or PALLET.',
} as const;
