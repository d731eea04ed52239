/** Sentences about periods of stock. */
import type { Values } from '../../house/decision.ts';
import { farWords } from '../../house/faryears.ts';
import type { CloseCode, Point } from './periods.ts';

export const closeRefusals: Readonly<Record<CloseCode, (values: Values) => string>> = {
  'not-over': ({ lastDay }) => `${lastDay} is not over yet. Maybe close up to yesterday.`,
  'too-far': ({ lastDay, today }) => farWords(String(lastDay), String(today)),
  'closed-already': ({ lastDay, before }) =>
    `Stock is closed up to ${before}; ${lastDay} lies in that. Choose a later day.`,
  'open-points': ({ lastDay, count }) =>
    `${count} ${count === 1 ? 'point of the checklist is' : 'points of the checklist are'} open at ${lastDay}. Maybe settle them first; whoever closes all the same says why.`,
  'reason-missing': () => 'To close with open points needs a reason.',
};

export const pointWords: Readonly<Record<Point, string>> = {
  'below-zero': 'Balances below zero',
  late: 'Movements told after the end for before it',
  work: 'Orders under way, whose work may be told late',
  dock: 'Balances at docks and under inspection',
};

export const closedWords = (lastDay: string): string => `Stock is closed up to ${lastDay}.`;
export const periodClosed = (lastDay: string): string =>
  `Stock is closed up to ${lastDay}: nothing is told for before that any more. Maybe post it with a time after that, or ask a supervisor to open it for a while, under Materials → Periods.`;
export const openedWords = (hours: number): string =>
  `Closed periods take movements for ${hours} ${hours === 1 ? 'hour' : 'hours'}; each is marked with your name.`;
export const nothingClosed = 'No period is closed yet: there is nothing to open.';
