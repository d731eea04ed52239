/** Sentences about reservations that a person reads. */
import type { Values } from '../../house/decision.ts';
import { type AllocationAct, forWhom } from './allocations.ts';

export interface Holder {
  readonly for_order: string;
  readonly for_line: number;
  readonly qty: number;
  readonly by: string;
}

/** What brings more, and when; null: nobody knows. */
export interface Coming {
  readonly by: string;
  readonly at: string | null;
  readonly qty: number;
}

export const actWords: Readonly<Record<AllocationAct, string>> = {
  reserved: 'reserved',
  released: 'released',
  transferred: 'given on',
  expired: 'ran out',
  used: 'taken for it',
  moved: 'moved with the goods',
};

const most = 3;

export const holdersWords = (holders: readonly Holder[]): string => {
  const said = holders.slice(0, most).map((one) => `${forWhom(one)} has ${one.qty} (${one.by})`);
  const more = holders.length - most;
  return `${said.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** `on`: the day in words, by the plant's clock. */
export const comingWords = (coming: Coming | undefined, on: (instant: string) => string): string =>
  coming === undefined
    ? 'No more is on its way.'
    : `${coming.qty} more come with ${coming.by}${coming.at === null ? ', nobody knows when' : ` on ${on(coming.at)}`}.`;

export interface Wanting {
  readonly item: string;
  /** Empty: any. */
  readonly location: string;
  readonly lot: string;
  readonly wanted: number;
  readonly free: number;
}

const ofWhat = ({ item, lot, location }: Pick<Wanting, 'item' | 'lot' | 'location'>): string =>
  `${item}${lot === '' ? '' : ` lot ${lot}`}${location === '' ? '' : ` at ${location}`}`;

export const notEnough = (what: Wanting, holders: readonly Holder[], coming: string): string =>
  `${what.free} of ${ofWhat(what)} ${what.free === 1 ? 'is' : 'are'} free, and ${what.wanted} ${what.wanted === 1 ? 'is' : 'are'} wanted${
    holders.length > 0 ? `: ${holdersWords(holders)}` : ''
  }. ${coming}`;

/** `takes`: it may be taken all the same where it was asked for. */
export const heldByOthers = (what: Wanting, holders: readonly Holder[], coming: string, takes: boolean): string =>
  `${what.free} of ${ofWhat(what)} ${what.free === 1 ? 'is' : 'are'} free, and ${what.wanted} would be taken: ${holdersWords(holders)}. ${coming} ${
    takes
      ? 'Maybe take another lot or place; a supervisor who takes it all the same says why, and releases the reservation by it.'
      : 'Maybe take another lot or place, or ask a planner to release the reservation.'
  }`;

export const onlySupervisor =
  'What is reserved for another is taken by a supervisor alone. Maybe ask one to release it.';
export const nothingReserved = (item: string): string =>
  `Nothing of ${item} is reserved there, and other stock is moved by who keeps it. Maybe ask a storekeeper.`;
export const reasonForTaking = 'Taking what is reserved for another needs a reason.';

export const reserveRefusals: Readonly<
  Record<'nothing-reserved' | 'until-past' | 'more-than-reserved', (values: Values) => string>
> = {
  'nothing-reserved': () => 'Nothing is no reservation. Say how much.',
  'until-past': ({ until }) => `${until} is over. Nothing is reserved until a day gone by.`,
  'more-than-reserved': ({ there, asked }) => `${asked} are more than the ${there} that are reserved.`,
};

export const notWholeSteps = (qty: number, decimals: number): string =>
  `${qty} is no ${decimals === 0 ? 'whole number' : `number of ${decimals} decimals`}: it cannot be counted so.`;
export const noConsumer = (name: string): string =>
  `${name} is neither an open customer line nor an open work order. Maybe it was closed or cancelled.`;
export const noSuchItem = (item: string): string => `There is no item ${item} here. Maybe it is written differently.`;

export const reservedWords = (
  qty: number,
  unit: string,
  item: string,
  name: string,
  at: readonly { readonly location: string; readonly lot: string; readonly qty: number }[],
): string =>
  `${qty} ${unit} of ${item} reserved for ${name}: ${at
    .map((one) => `${one.qty} at ${one.location}${one.lot === '' ? '' : ` lot ${one.lot}`}`)
    .join(', ')}.`;
export const releasedWords = (qty: number, item: string, name: string): string =>
  `${qty} of ${item} released: no longer reserved for ${name}.`;
export const transferredWords = (qty: number, item: string, from: string, to: string): string =>
  `${qty} of ${item} reserved for ${to}, no longer for ${from}.`;
export const expiredReason = 'the day is over';
