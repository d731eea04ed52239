/** Sentences about what somebody asks for. */
import { dayWords } from '../../house/daywords.ts';
import type { Values } from '../../house/decision.ts';
import { notYourPart } from '../deputies/scope.messages.ts';
import type { LimitCode } from './limits.ts';
import type { OrderCode, TransferCode } from './ordering.ts';
import type { Act, ActCode, AskCode, DayCode, Purpose, Sort, State } from './requisitions.ts';

export const sortWords: Readonly<Record<Sort, string>> = { item: 'Item', goods: 'Other goods', service: 'Service' };
export const purposeWords: Readonly<Record<Purpose, string>> = {
  stock: 'Stock',
  'work order': 'Work order',
  'customer line': 'Customer line',
  'work centre': 'Work centre',
};

export const stateWords: Readonly<Record<State, string>> = {
  draft: 'Draft',
  submitted: 'Waits for approval',
  approved: 'To be ordered',
  rejected: 'Rejected',
  ordered: 'Ordered',
  transferred: 'Transferred',
  received: 'Received',
  cancelled: 'Cancelled',
};

export const askRefusals: Readonly<Record<AskCode, (values: Values) => string>> = {
  nothing: ({ qty }) => `${qty} is nothing to ask for. Maybe 1.`,
  'no-factor': ({ unit, item, itemUnit }) =>
    `Nothing says how many ${itemUnit} of ${item} one ${unit} is. Maybe ask in ${itemUnit}, or have its factor added to the item units.`,
  'not-whole': ({ qty, unit, itemUnit, decimals }) =>
    `${qty} ${unit} is no whole amount in ${itemUnit} with ${decimals} decimals. Maybe ask in ${itemUnit}.`,
  'too-much': ({ qty, unit, most, itemUnit }) =>
    `${qty} ${unit} is more than can be planned with; ${most} ${itemUnit} are the most. Maybe a digit too many.`,
  'far-more': ({ qty, unit, most, itemUnit }) =>
    most === null || most === undefined
      ? `${qty}${unit ? ` ${unit}` : ''} of what was never ordered before. Is that meant?`
      : `${qty} ${unit} is far more than ever: the most at once was ${most} ${itemUnit}. Is that meant?`,
};

export const dayRefusals: Readonly<Record<DayCode, (values: Values, today: string) => string>> = {
  past: ({ day }, today) => `${dayWords(String(day), today)} is gone by. Maybe today, or a later day.`,
  'too-far': ({ day }, today) =>
    `${dayWords(String(day), today)} is more than two years ahead. Maybe the year was mistyped.`,
};

export const faults = {
  item: (code: string) => `There is no item "${code}" here. Maybe ask for it as other goods.`,
  itemMissing: 'Which item? Maybe ask for it as other goods, in words.',
  whatMissing: 'What is it? Say it in words.',
  unit: (code: string) => `There is no unit "${code}" here. Maybe one from the list.`,
  unitMissing: 'In which unit? Maybe pcs, or h.',
  vendor: (code: string) => `There is no vendor "${code}" here. Maybe leave it empty and say it under why.`,
  ofMissing: (purpose: Purpose) => `Which ${purpose}? Maybe ask for stock.`,
  of: (purpose: Purpose, code: string) => `There is no ${purpose} "${code}" here. Maybe choose another.`,
} as const;

const did: Readonly<Record<State, string>> = {
  draft: 'is a draft of',
  submitted: 'was submitted by',
  approved: 'was approved by',
  rejected: 'was rejected by',
  ordered: 'was ordered by',
  transferred: 'was transferred by',
  received: 'was received, ordered by',
  cancelled: 'was cancelled by',
};

export const actRefusals: Readonly<Record<ActCode, (values: Values) => string>> = {
  'not-now': ({ number, state, by, act }) =>
    `${number} ${did[state as State]} ${by}, so it cannot be ${act} now. Maybe look at it again.`,
};

export const limitRefusals: Readonly<Record<LimitCode, (values: Values, value: string | null) => string>> = {
  'not-your-part': notYourPart,
  'over-limit': ({ may }, value) =>
    `${value === null ? 'Nobody knows what it costs, so it is' : `It is worth ${value}, which is`} over your limit${
      may === null ? '. Maybe ask an administrator for a higher one' : `; ${may} may approve it`
    }${value === null ? '. Maybe have its price estimated' : ''}.`,
  own: () => 'Somebody else must approve what you asked for. Maybe a deputy.',
};

export const orderRefusals: Readonly<Record<OrderCode, (values: Values) => string>> = {
  'no-vendor': ({ number }) => `${number} suggests no vendor. Maybe choose one for the order.`,
  'several-vendors': ({ vendors }) =>
    `They suggest several vendors (${vendors}), and an order has one. Maybe choose one, or order them apart.`,
  'other-vendor': ({ order, vendor, theirs }) =>
    `${order} is an order of ${theirs}, not of ${vendor}. Maybe a new order.`,
  'no-order': ({ order }) => `There is no open order "${order}". Maybe leave it empty for a new one.`,
};

export const transferRefusals: Readonly<Record<TransferCode, (values: Values) => string>> = {
  'no-item': ({ number }) => `${number} is no item of the records, so no stock of it is kept. Maybe order it.`,
  'same-place': ({ place }) => `From ${place} to ${place} nothing moves. Maybe another place.`,
  'not-free': ({ item, free, unit, qty, reserved, there, place }) =>
    `${qty} ${unit} of ${item} are wanted and ${free} are free at ${place}: ${there} are there${
      reserved === 0 ? '' : `, and ${reserved} are reserved for others`
    }. Maybe another place, or order it.`,
};

export const doneWords = {
  kept: (number: string) => `${number} is kept as a draft.`,
  submitted: (number: string) => `${number} waits for approval.`,
  approved: (number: string) => `${number} is approved: it is to be ordered.`,
  rejected: (number: string) => `${number} is rejected, and who asked for it is told.`,
  cancelled: (number: string) => `${number} is cancelled.`,
  received: (number: string) => `${number} is received.`,
  transferred: (number: string, from: string, to: string) => `${number} is transferred from ${from} to ${to}.`,
  ordered: (numbers: readonly string[], order: string, vendor: string) =>
    `${numbers.join(', ')} ${numbers.length === 1 ? 'is' : 'are'} ordered as ${order} from ${vendor}.`,
} as const;

/** "Fri 4 Dec, in 6 working days": with a word where nobody works then. */
export const neededWords = (day: string, today: string, working: number, worked: boolean): string => {
  const away = working === 0 ? 'today' : working === 1 ? 'in 1 working day' : `in ${working} working days`;
  return `${dayWords(day, today)}, ${worked ? away : `${away}; nobody works on that day`}`;
};

export const trainee = 'A trainee asks, and somebody else decides and orders. Maybe ask a colleague.';

/** What can be pressed, for the button and the log. */
export const actWords: Readonly<Record<Exclude<Act, 'approved' | 'rejected'>, string>> = {
  submitted: 'Submit',
  ordered: 'Order',
  transferred: 'Transfer',
  received: 'It is here',
  cancelled: 'Cancel it',
};

export const notYours = (number: string, who: string): string => `${number} is of ${who}. Maybe ask there, or a buyer.`;
export const changedMeanwhile = (number: string): string => `${number} was changed meanwhile. Maybe look at it again.`;
export const byItsLine = (number: string): string =>
  `${number} is received with its purchase line. Maybe book the receipt there.`;
export const noneSuch = 'One of these requisitions is not here any more. Maybe look at the list again.';

export const pastWords: Readonly<Record<Act, string>> = {
  submitted: 'Submitted',
  approved: 'Approved',
  rejected: 'Rejected',
  ordered: 'Ordered',
  transferred: 'Transferred',
  received: 'Received',
  cancelled: 'Cancelled',
};
export const ofPlan = (version: number): string => `Planned in version ${version}`;
export const planMoved = (version: number): string =>
  `Version ${version} is not the newest plan any more. Maybe look at what it wants again.`;
export const askedAlready = (numbers: readonly string[]): string =>
  numbers.length === 0
    ? 'The plan does not want that any more. Maybe look at what it wants again.'
    : `That was asked for already, as ${numbers.join(', ')}.`;
export const fromPlanDone = (numbers: readonly string[], taken: readonly string[]): string =>
  `${numbers.join(', ')} ${numbers.length === 1 ? 'waits' : 'wait'} for approval.${
    taken.length === 0 ? '' : ` The rest was asked for already, as ${taken.join(', ')}.`
  }`;
