/** Sentences about customers' returns that a person reads. */
import type { Values } from '../../house/decision.ts';
import type { DecideCode, EndCode, Outcome, ReturnCode, SentBackCode } from './returns.ts';

const unannounced = 'take it as a return that was not announced';

export const returnWords: Readonly<Record<SentBackCode | ReturnCode | EndCode, (values: Values) => string>> = {
  'other-customer': ({ ref, customer, said }) =>
    `${ref} is ${customer}'s, and this is said to come from ${said}. Maybe the line is another one.`,
  'other-item': ({ ref, item, said }) =>
    `${ref} is for ${item}, and this is ${said}. Maybe another line of the order is for it.`,
  'not-one': ({ serial }) => `Serial ${serial} is of one piece. Maybe receive each piece by itself.`,
  'lot-unprintable': ({ lot }) =>
    `Lot "${lot}" has a sign that no label carries. Maybe type its letters and figures only.`,
  'more-than-shipped': ({ ref, shipped, total, unit }) =>
    `${shipped} ${unit} of ${ref} were shipped, and with this ${total} ${unit} would come back. Maybe count again, or name another line; whoever takes it all the same says why.`,
  'return-closed': ({ number }) => `${number} is closed: nothing more of it is to come. Maybe ${unannounced}.`,
  'return-cancelled': ({ number }) => `${number} was cancelled. Maybe ${unannounced}.`,
  'wrong-item': ({ number, item, scanned }) =>
    `${number} is for ${item}, and this is ${scanned}. Maybe ${unannounced}.`,
  'more-than-announced': ({ number, announced, total, unit }) =>
    `${announced} ${unit} of ${number} are announced, and this makes ${total} ${unit}. Maybe count again; whoever takes them all the same says why.`,
};

export const decideWords: Readonly<Record<DecideCode, (values: Values) => string>> = {
  'nothing-left': ({ receipt }) => `Nothing of receipt ${receipt} is left to decide: it was decided or taken back.`,
  'more-than-left': ({ qty, left, unit }) => `${qty} ${unit} are decided, and ${left} ${unit} are left to decide.`,
  'note-missing': ({ outcome }) =>
    outcome === 'rework'
      ? 'Say what is to be done about it: the planner reads it.'
      : 'Say why: the customer and the accounts ask for it.',
  'lot-unknown': ({ receipt, item }) =>
    `${item} asks for its lot, and of what came by receipt ${receipt} nobody knows it. Maybe take the receipt back and receive it with its lot.`,
};

export const noCustomer = (customer: string): string =>
  `There is no customer ${customer}. Maybe add it under Partners.`;
export const whoseNeeded = 'Say whose return it is: the customer, or the customer line.';
export const itemNeeded = 'Say which item it is, or the customer line.';
export const noCustomerLine = (ref: string): string =>
  `There is no customer line ${ref}. Maybe it is written differently; else leave it empty.`;
export const dayGone = (day: string): string => `${day} is over. Maybe it comes on a later day.`;
export const reasonForMore = 'More than that needs a reason: why it is taken all the same.';
export const noQuarantine =
  'What comes back is looked at first, and there is no place of inspection that is kept apart. Maybe add a location of the kind inspection that is not usable.';
export const notApart = (place: string): string =>
  `What comes back is looked at first, and ${place} is no place of inspection that is kept apart. Maybe leave the place empty.`;
export const noStore = 'There is no usable place of the kind store. Maybe name where it goes.';
export const notUsable = (place: string): string =>
  `What is good again goes to free stock, and ${place} is no usable store. Maybe leave the place empty.`;
export const announcedWords = (number: string, customer: string, day: string | null): string =>
  `${number} is announced: ${customer} sends it back${day === null ? '' : `, expected on ${day}`}.`;
export const returnedWords = (one: {
  readonly number: string;
  readonly qty: string;
  readonly unit: string;
  readonly item: string;
  readonly place: string;
  readonly announced: boolean;
  readonly rest: string | null;
}): string =>
  `${one.qty} ${one.unit} of ${one.item} came back to ${one.place}, to be inspected: ${one.number}${
    one.announced ? '' : ', not announced'
  }.${one.rest === null ? '' : ` ${one.rest} ${one.unit} of it are still to come.`}`;
export const endedWords = (number: string, state: 'closed' | 'cancelled' | 'open'): string =>
  state === 'cancelled' ? `${number} is cancelled.` : `${number} is closed: nothing more of it is to come.`;

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  stock: 'to stock',
  rework: 'to rework',
  scrap: 'scrap',
  customer: 'back to the customer',
};
export const decidedWords = (amount: string, number: string, outcome: Outcome, to: string | null): string =>
  ({
    stock: `${amount} of ${number} are good again, and lie at ${to}.`,
    rework: `${amount} of ${number} are to be reworked: the planner reads it. They stay in inspection.`,
    scrap: `${amount} of ${number} are scrap.`,
    customer: `${amount} of ${number} go back to the customer.`,
  })[outcome];
