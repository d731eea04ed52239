/** Sentences about goods that are sought. */
import type { Values } from '../../house/decision.ts';
import type { FoundCode, Named, Sought, WantedKind } from './seeking.ts';

export const soughtWords = ({ item, lot, serial, container }: Sought): string =>
  [item, lot && `lot ${lot}`, serial && `serial ${serial}`, container && `container ${container}`]
    .filter(Boolean)
    .join(', ');

/** Why it may lie there; when and by whom stands beside it. */
export const reasonWords = ({ rule, what }: Pick<Named, 'rule' | 'what'>): string => {
  switch (rule) {
    case 'plus':
      return `a count found more of it there (${what})`;
    case 'passed':
      return 'it passed there';
    case 'came':
      return 'it came in there, and may never have been put away';
    case 'took':
      return `${what} took it`;
    case 'person':
      return `who moved it last moved ${what} there within two hours`;
    case 'next':
      return `it is next to ${what}, where the books have it`;
  }
};

export const nothingNamed = 'Say what is sought: an item, a lot, a serial or a container.';
export const trainee = 'A trainee’s find needs a second person. Maybe ask a storekeeper to post it.';
export const foundRefusals: Readonly<Record<FoundCode, (values: Values, what: string) => string>> = {
  'not-booked': ({ location }, what) =>
    `The books have no ${what} at ${location}. Maybe it was moved meanwhile: see where they have it now.`,
  'more-than-booked': ({ location, qty }, what) =>
    `The books have ${qty} of ${what} at ${location}. Maybe move so much, and count what lies beyond it.`,
  'how-much': () => 'Say how much was found.',
  'found-already': ({ who, location }, what) =>
    `${who} found ${what} at ${location} already. Maybe look at the books anew; more of it is adjusted under Stock.`,
};

export const lookedWords = (what: string, place: string): string =>
  `Kept: ${what} is not at ${place}. The next one looks there last.`;
export const nobodySeeks = (what: string): string => `Nobody seeks ${what}. Maybe somebody found it meanwhile.`;
export const givenUpWords = (what: string): string => `Nobody seeks ${what} any more.`;
export const liesThere = (what: string, place: string): string => `${what} lies at ${place}, where the books have it.`;
export const foundWords = (done: string): string => `${done} It is sought no more.`;
export const foundReason = 'found while it was sought';
export const countMade = (sheet: string, item: string, place: string): string =>
  `${item} at ${place} is to be counted, on ${sheet}.`;
export const countStands = (sheet: string, item: string, place: string): string =>
  `${item} at ${place} is to be counted already, on ${sheet}.`;
export const soughtWhy = 'it is sought';
export const soughtNote = (item: string): string => `${item} is sought`;
export const notSought = (kind: string, name: string): string =>
  `${name} is a ${kind}. Maybe scan the label of an item, a lot, a piece or a container.`;

/** "draws 4 still", "has 2 reserved at A-01": behind the name of who waits. */
export const wantedWords = ({
  kind,
  qty,
  location,
}: {
  readonly kind: WantedKind;
  readonly qty: number | null;
  readonly location: string | null;
}): string => {
  const much = qty === null ? '' : ` ${qty}`;
  switch (kind) {
    case 'reserved':
      return `has${much} reserved at ${location}`;
    case 'drawn':
      return `draws${much} still`;
    case 'planned':
      return `takes${much} by the plan`;
    case 'kit':
      return `is gathered at ${location}`;
    case 'delivery':
      return `is to bring${much} to ${location}`;
  }
};

/** "A-01, lot L7": a balance of what is sought. */
export const balanceWords = (
  one: Omit<Sought, 'item'> & { readonly location: string; readonly owner: string },
): string =>
  [
    one.location,
    one.lot && `lot ${one.lot}`,
    one.serial && `serial ${one.serial}`,
    one.container && `in ${one.container}`,
    one.owner && `of ${one.owner}`,
  ]
    .filter(Boolean)
    .join(', ');
