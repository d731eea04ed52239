/** Sentences of planning's view of materials. */
import type { Trouble } from './stockreview.ts';

export const troubleWords: Readonly<Record<Trouble, string>> = {
  excess: 'more than the plan needs',
  dead: 'not moved',
  expiring: 'expires before it is used',
};

/** Of what is drawn by work on no machine. */
export const withoutArea = 'No area';

/** How what is on hand stands to the least and the most; its sign says it too. */
export const standsWords = { below: '▼ below', above: '▲ above' } as const;

const short = (value: number): string => String(Number(value.toFixed(3)));

/** What of the stock is not on hand for use: "without 4 expired, 5 held back"; empty where nothing is left out. */
export function leftOutWords(of: {
  readonly expired: number;
  readonly held: number;
  readonly under_way: number;
}): string {
  const parts = (
    [
      [of.expired, 'expired'],
      [of.held, 'held back'],
      [of.under_way, 'on the way'],
    ] as const
  ).flatMap(([qty, how]) => (qty === 0 ? [] : [`${short(qty)} ${how}`]));
  return parts.length === 0 ? '' : `without ${parts.join(', ')}`;
}

/** How it was reckoned, so that it can be reckoned again by hand. */
export const reckoned = (of: {
  readonly mean: number;
  readonly deviation: number;
  readonly lead_days: number;
  readonly service: number;
  readonly days: number;
}): string =>
  `${short(of.mean)} a day (deviation ${short(of.deviation)}) in ${of.days} days, ${short(of.lead_days)} days of lead time, ${of.service} % service`;

export const reviewWords = {
  proposed: (count: number): string =>
    `${count} ${count === 1 ? 'proposal waits' : 'proposals wait'} for a supervisor.`,
  nothing: 'Nothing is known of the use of these, or it says what is set. Maybe look again when more was used.',
  approved: (item: string, safety: number): string => `The safety stock of ${item} is ${safety}.`,
  refused: (item: string): string => `The safety stock of ${item} stays as it is.`,
  changed: (item: string, was: number, now: number): string =>
    `The safety stock of ${item} was changed from ${was} to ${now} since this was proposed. Maybe refuse it and propose it anew.`,
} as const;
