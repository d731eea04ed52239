/** Every sentence of a schedule typed by hand. */
import { momentWords, spanWords } from '../board/axis.ts';
import { stepCalled } from '../board/board.messages.ts';
import type { Board } from '../board/board.ts';
import { conflictWords } from '../board/hand.messages.ts';
import type { Broken } from './rules.ts';

const listed = (names: readonly string[]): string =>
  `${names.slice(0, 4).join(', ')}${names.length > 4 ? ` or one of ${names.length - 4} more` : ''}`;

export const faultWords = {
  noTime: (text: string) => `"${text}" is no time. Maybe 8:30, fri 8:30 or 3 nov 14:00.`,
  noMachine: (text: string, centre: string, ours: readonly string[]) =>
    `${centre} has no machine "${text}". Maybe ${listed(ours)}.`,
  otherCentre: (text: string, other: string, centre: string, ours: readonly string[]) =>
    `${text} is a machine of ${other}, not of ${centre}. Maybe ${listed(ours)}.`,
  noStep: (step: string, order: string, version: number) =>
    version === 0
      ? `No firm or released work order has an open step ${step || '""'} of ${order || '""'}. Maybe it is done, or is called otherwise.`
      : `Version ${version} has no step ${step || '""'} of ${order || '""'}. Maybe the order was finished, or is called otherwise.`,
  elsewhere: (order: string, step: string, other: string, centre: string) =>
    `Step ${step} of ${order} is done at ${other}, not at ${centre}. Maybe type it there.`,
} as const;

/** What breaks it: "M3 has WO-7 · 20 and WO-9 · 10 at once, Tue 6 Jan 08:00 – 09:30". */
export function brokenWords(board: Board, { conflict, step, with: other }: Broken, today: string): string {
  const { steps, machines, offsets } = board;
  if (step === undefined || other === undefined) return conflictWords(conflict);
  const from = Math.max(steps.from[step]!, steps.from[other]!);
  const to = Math.min(steps.to[step]!, steps.to[other]!);
  const short = to - from < 60 ? ` (${Math.max(0, to - from)} s)` : '';
  const pair = `${stepCalled(board, step)} and ${stepCalled(board, other)}`;
  return `${machines[steps.machine[step]!]?.code} has ${pair} at once, ${spanWords(from, Math.max(from, to), offsets, today)}${short}.`;
}

export const mendWords = (at: number, { offsets }: Board, today: string): string =>
  `Put it at ${momentWords(at, offsets, today)}`;

export const typedWords = {
  loading: 'Making the plan ready to be typed',
  barred: 'Only planners and supervisors type a schedule.',
  keptHere: 'What you type is kept in this browser until it is a draft: a reload or a lost connection loses nothing.',
  asNow: 'The rules are asked of the inputs as they are now, and the draft is kept with these.',
  noPlan:
    'Nothing is planned: the open steps of firm and released work orders are typed from nothing, and the draft has no others.',
  nothingOpen: (centre: string) => `No firm or released work order has an open step at ${centre}.`,
  byNow: (number: number) =>
    `Version ${number} is planned by now, and is typed on. Maybe look at it; what is typed here stays in this browser.`,
  alone: 'A draft of open work alone, typed without a plan:',
  noneBroken: 'The schedule breaks no rule.',
  apart: (count: number, version: number) =>
    `${count} ${count === 1 ? 'rule is' : 'rules are'} broken only with steps that are not placed yet; until then they stand where version ${version} has them.`,
  aside: (count: number, version: number) =>
    version === 0
      ? `${count} ${count === 1 ? 'step is' : 'steps are'} not placed: kept now, the draft is without ${count === 1 ? 'it' : 'them'}.`
      : `${count} ${count === 1 ? 'step is' : 'steps are'} not placed: kept now, ${count === 1 ? 'it stands' : 'they stand'} where version ${version} has ${count === 1 ? 'it' : 'them'}.`,
  unread: (count: number) =>
    `${count} ${count === 1 ? 'cell says' : 'cells say'} nothing that can be planned. Maybe mend ${count === 1 ? 'it' : 'them'} first, or clear ${count === 1 ? 'it' : 'them'}.`,
  reason: (centre: string, rows: number) => `Typed for ${centre}: ${rows} ${rows === 1 ? 'step' : 'steps'}`,
} as const;

/** Where what is dragged would go. */
export const dropWords = (step: string, where: string | undefined): string =>
  where === undefined ? `${step}: drop it on a row or a machine; Esc leaves it where it is.` : `${step} ${where}`;

export const countWords = (rows: number, typed: number, broken: number): string =>
  [
    `${rows} ${rows === 1 ? 'step' : 'steps'}`,
    typed > 0 ? `${typed} typed` : '',
    broken > 0 ? `▲ ${broken} ${broken === 1 ? 'rule' : 'rules'} broken` : '',
  ]
    .filter(Boolean)
    .join(', ');
