/** What a person reads about vendors' promises. */
import type { PromiseMeans } from '../../house/promisemeans.ts';
import type { Kept, PromiseWay } from './promises.ts';

export const noSuchLine = (ref: string): string =>
  `There is no purchase line "${ref}" here. Maybe it was deleted, or it belongs to another site.`;

/** Behind a date: "Fri 27 Nov, leaves the vendor". */
export const meansWords: Readonly<Record<PromiseMeans, string>> = {
  ship: 'leaves the vendor',
  dock: 'at our dock',
  usable: 'usable',
};

/** "On that date it …". */
export const thenWords: Readonly<Record<PromiseMeans, string>> = {
  ship: meansWords.ship,
  dock: 'is at our dock',
  usable: 'is usable',
};

export const wayWords: Readonly<Record<PromiseWay, string>> = {
  acknowledgement: 'acknowledgement',
  call: 'call',
  mail: 'mail',
  visit: 'visit',
  message: 'message',
  link: 'vendor page',
  import: 'import or paste',
  typed: 'typed into the line',
};

/** Where nobody knows how it came. */
export const stoodBefore = 'stood on the line before promises were kept';

const days = (count: number): string => `${count} working day${count === 1 ? '' : 's'}`;

/** How far a promise is from the one before. */
export const movedWords = (later: number): string =>
  later === 0 ? 'same day as before' : `${days(Math.abs(later))} ${later > 0 ? 'later' : 'earlier'}`;

export const measureWords = {
  requested: 'To the date requested',
  acknowledged: 'To the first date acknowledged',
  agreed: 'To the last promise agreed before it fell due',
} as const;

/** "late by 3 working days", "to come, due in 2 working days". */
export function keptWords({ state, days: after }: Kept): string {
  switch (state) {
    case 'to come':
      return after === 0 ? 'due today' : `due in ${days(-after)}`;
    case 'overdue':
      return `not all here, ${days(after)} late by now`;
    case 'on time':
      return after === 0 ? 'on time' : `on time, ${days(-after)} early`;
    case 'early':
      return `too early, by ${days(-after)}`;
    case 'late':
      return `late by ${days(after)}`;
  }
}

/** What comes between a date and the goods' use: "then 3 days of transit and 1 working day from dock to stock". */
export function afterwardsWords(
  means: PromiseMeans,
  { transit_days: transit, dock_days: dock }: { transit_days: number | null; dock_days: number | null },
): string {
  if (means === 'usable') return 'Nothing comes after it: it can be issued then.';
  if (transit === null || dock === null)
    return 'This vendor has no offer of the item: what comes after it is not known and counts as nothing.';
  const parts = [
    ...(means === 'ship' ? [`${transit} day${transit === 1 ? '' : 's'} of transit`] : []),
    `${days(dock)} from dock to stock`,
  ];
  return `After it come ${parts.join(' and ')}, by the vendor’s offer.`;
}

/** Where a line was split: it is a part of another, or a part of it became one. */
export const splitWords = ({
  of,
  part,
  qty,
}: {
  readonly of: string | null;
  readonly part: string | null;
  readonly qty: string;
}): string => (of === null ? `${qty} of it became ${part}` : `Part of ${of}: ${qty}`);

export const orderWritten = (ref: string): string =>
  `Others write lines of the order of ${ref} at this moment. Maybe split it again.`;
