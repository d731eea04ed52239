/** Sentences about deliveries to areas that a person reads. */
import type { Values } from '../../house/decision.ts';
import type { DeliverCode, DeliverySource, SendCode } from './deliveries.ts';

type Said<Code extends string> = Readonly<Record<Code, (values: Values) => string>>;

export const sendRefusals: Said<SendCode> = {
  'no-area': ({ workCentre }) =>
    workCentre === ''
      ? 'No work centre takes these goods next, so nobody knows where to. Maybe the order has no steps left.'
      : `No place is set for what ${workCentre} waits for. Maybe set its work centre at a location.`,
  'there-already': ({ area }) => `It stands at ${area} already, where the work is.`,
};

export const actRefusals: Said<DeliverCode> = {
  over: ({ number, state }) => `${number} is ${state} already.`,
  'not-taken': ({ number }) => `Nobody took ${number} yet. Maybe take it first.`,
  'another-has-it': ({ number, by }) => `${by} has ${number}. Maybe take it over.`,
  'wrong-place': ({ number, kind, code, area, order }) =>
    `That is ${kind} ${code}. ${number} goes to ${area}: ${scanThere(area, order)}.`,
  foreign: ({ number, text, area, order }) =>
    `${text === '' ? 'Nothing was scanned' : `${text} is nothing here`}. ${number} goes to ${area}: ${scanThere(area, order)}.`,
};

/** What says that goods are there. */
export const scanThere = (area: Values[string], order: Values[string]): string =>
  `scan the label of ${area}${order === null ? '' : `, or a ticket of ${order}`}`;

export const trainee = 'A trainee brings goods with a second person. Maybe ask a storekeeper to post it.';
export const sentWords = (number: string, area: string): string => `${number} waits to be brought to ${area}.`;
export const takenWords = (number: string, from: readonly string[], area: string): string =>
  `${number} is yours: from ${from.join(', ')} to ${area}.`;
export const deliveredWords = (number: string, area: string, order: string | null): string =>
  `${number} is delivered to ${area}${order === null ? '' : `, for ${order}`}.`;
export const returnedWords = (number: string, from: readonly string[]): string =>
  `${number} is returned: its goods stand at ${from.join(', ')}.`;
export const goneMeanwhile = (number: string, item: string, location: string): string =>
  `Not all of ${item} stands at ${location} any more. Maybe look where it went under Stock, and return ${number} with the reason.`;
export const underWay = (number: string, thing: string): string =>
  `${number} is to bring ${thing} to its work. Maybe deliver or return that first.`;
export const sourceWords = (source: DeliverySource, key: string): string =>
  source === 'receipt'
    ? `from the dock, receipt ${key}`
    : source === 'kit'
      ? key
      : source === 'kanban'
        ? `by card ${key}`
        : 'by pick list';
