/** Sentences about goods between our places that a person reads. */
import type { Values } from '../../house/decision.ts';
import type { ArriveCode, SendCode } from './transfers.ts';

export const sendWords: Readonly<Record<SendCode, (values: Values) => string>> = {
  'same-place': ({ place }) => `It lies at ${place} already. Say where it goes.`,
  'on-the-way': ({ place }) => `${place} is where goods stand while they are on the way. Say a place where they stop.`,
  'not-yet': ({ place, from }) => `What lies at ${place} may not be used before ${from}. Maybe send it then.`,
  'more-than-there': ({ item, place, there, wanted, unit }) =>
    `${there} ${unit} of ${item} lie at ${place}, and ${wanted} are to be sent. Maybe count once more, or adjust the stock first.`,
};

export const arriveWords: Readonly<Record<ArriveCode, (values: Values) => string>> = {
  'nothing-counted': () => 'Nothing is nothing to receive. Say how much came.',
  'wrong-item': ({ item, wanted }) => `That is ${item}; this line is of ${wanted}. Maybe it is another line.`,
  'line-done': ({ item }) => `Nothing of ${item} is on the way by this line any more.`,
  'more-than-sent': ({ open, counted, unit }) =>
    `${counted} ${unit} came where ${open} ${unit} are on the way. Count once more. Maybe take ${open} and adjust the stock by the rest.`,
};

export const noTransit =
  'Goods on the way stand at a place of the kind “transit”, and there is none. Maybe add one under Locations.';
export const noPlaceCalled = (place: string): string => `There is no location ${place}. Maybe it was deleted.`;
export const nothingThere = (item: string, place: string, lot: string): string =>
  `No ${item}${lot === '' ? '' : ` of lot ${lot}`} lies at ${place} outside of containers. Maybe it has a lot, or lies elsewhere.`;
export const noLineOf = (number: string, line: number): string => `${number} has no line ${line}.`;
export const goneOn = (item: string, number: string, way: string): string =>
  `So much of ${item} of ${number} does not stand at ${way} any more: somebody took it off the books there. Maybe take that movement back under Stock, or adjust the balance there.`;
export const nothingOpen = (number: string): string => `Nothing of ${number} is on the way any more.`;
export const trainee = 'A trainee sends and receives nothing alone. Maybe ask a storekeeper to post it.';

export const sentWords = (number: string, to: string, lines: number): string =>
  `${number} is on its way to ${to}, with ${lines === 1 ? 'one line' : `${lines} lines`}.`;
export const arrivedWords = (
  amount: string,
  item: string,
  place: string,
  number: string,
  rest: string | null,
): string =>
  `${amount} of ${item} received at ${place}. ${rest === null ? `All of that line of ${number} is here.` : `${rest} of ${number} are still to come.`}`;
export const endedWords = (number: string, lines: number): string =>
  `${number} is ended: what did not come of ${lines === 1 ? 'one line' : `${lines} lines`} is off the books.`;
