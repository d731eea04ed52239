/** Sentences about kanban cards that a person reads. */
import type { Values } from '../../house/decision.ts';
import type { CallCode, FilledCode } from './kanban.ts';

export const callRefusals: Readonly<Record<CallCode, (values: Values) => string>> = {
  'not-active': ({ card, from }) => `${card} is worked by from ${from} on. Maybe change that day at its loop.`,
};

export const filledRefusals: Readonly<Record<FilledCode, (values: Values) => string>> = {
  full: ({ card }) => `${card} is full already.`,
  'on-the-way': ({ card, delivery }) => `${delivery} is to fill ${card}. Maybe return that delivery first.`,
  'another-call': ({ card, by }) =>
    `${card} was called for again meanwhile, by ${by}. Maybe look at the bin once more.`,
};

export const noCard = (card: string): string =>
  `There is no kanban card ${card} here. Maybe its loop has fewer bins now, or the card is of another site.`;

interface Said {
  readonly card: string;
  readonly item: string;
  readonly unit: string;
  readonly qty: number;
  readonly area: string;
  readonly from_location: string;
}

/** Who called for it when, in the plant's words. */
export const knownWords = (card: string, by: string | null, when: string): string =>
  `${card} is called for already: by ${by ?? 'somebody'}, ${when}.`;
export const fullSince = (card: string, when: string): string =>
  `${card} was filled ${when}, after this was scanned. Maybe scan it again if it is empty now.`;
export const sentWords = ({ card, qty, unit, item, from_location: from, area }: Said, delivery: string): string =>
  `${card} is called for: ${delivery} is to bring ${qty} ${unit} of ${item} from ${from} to ${area}.`;
export const shortWords = ({ qty, unit, item, from_location: from }: Said, free: number, missing: number): string =>
  `${from} has ${free} of ${qty} ${unit} of ${item} free: ${missing} short.`;
export const waitsWords = (card: string, short: string): string => `${card} is called for and stays open. ${short}`;
export const filledWords = (card: string): string => `${card} is full, and nobody brings anything for it.`;
