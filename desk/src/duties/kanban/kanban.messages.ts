/** Sentences about kanban cards that a person reads. */
import type { Values } from '../../house/decision.ts';
import type { State } from '../requisitions/requisitions.ts';
import type { CallCode, FilledCode } from './kanban.ts';

export const callRefusals: Readonly<Record<CallCode, (values: Values) => string>> = {
  'not-active': ({ card, from }) => `${card} is worked by from ${from} on. Maybe change that day at its loop.`,
};

export const filledRefusals: Readonly<Record<FilledCode, (values: Values) => string>> = {
  full: ({ card }) => `${card} is full already.`,
  'on-the-way': ({ card, coming, bought }) =>
    `${coming} is to fill ${card}. Maybe ${bought ? 'have that purchase line cancelled' : 'return that delivery'} first.`,
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
  readonly from_location: string | null;
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
/** `givenUp`: the requisition that was made for it. */
export const filledWords = (card: string, givenUp: string | null): string =>
  `${card} is full, and ${givenUp === null ? 'nobody brings anything for it' : `${givenUp} is cancelled`}.`;

/** Why somebody asks for it. */
export const askedBecause = (card: string, area: string): string => `Card ${card}: a bin at ${area} is empty.`;
export const askedWords = (card: string, asked: string, qty: string, vendor: string): string =>
  `${card} is called for: ${asked} asks for ${qty} from ${vendor}, and waits for its approval.`;
/** Why nothing was asked for: the sentence of whoever refused, without its question. */
export const notAskedWords = (why: string): string => `Nothing was asked for: ${why.replace(/ Is that meant\?$/, '')}`;
export const mayNotAsk = (who: string): string =>
  `${who} may call for a bin and not ask for what is bought. Maybe somebody who may asks again.`;
export const notBought = (item: string, supply: string): string =>
  `${item} is not bought any more: its supply is ${supply}. Maybe change its loop.`;

interface Asked {
  readonly asked: string | null;
  readonly asked_state: State | null;
  readonly asked_by: string | null;
  readonly asked_reason: string | null;
  readonly order: string | null;
  readonly refused: string | null;
}

/** What an empty bin that a vendor fills waits for. */
export function awaitedWords({
  asked,
  asked_state: state,
  asked_by: by,
  asked_reason: why,
  order,
  refused,
}: Asked): string {
  const done = (how: string): string =>
    `${asked} was ${how} by ${by}${why === null ? '' : `: ${why.replace(/\.$/, '')}`}.`;
  switch (state) {
    case 'submitted':
      return `${asked} waits for its approval.`;
    case 'approved':
      return `${asked} is approved, not ordered yet.`;
    case 'rejected':
    case 'cancelled':
      return `${done(state)} Maybe ask again, or say that it is full after all.`;
    case 'received':
      return `${order} was closed, and nothing came. Maybe ask again.`;
    case 'transferred':
      return `${asked} was served from stock, and that was taken back. Maybe ask again.`;
    default:
      return refused ?? 'Nothing was asked for. Maybe ask again.';
  }
}
