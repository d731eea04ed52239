/** What a supervisor reads of two plans before approving the newer one. */
import type { Moves, Side, Term } from './comparison.ts';
import type { HandMoves } from './handmoves.ts';
import { movedWords } from './orderchanges.messages.ts';
import { type Change, countsOf } from './orderchanges.ts';

const figure = (n: number): string => n.toLocaleString('en-GB');
const counted = (n: number, one: string, many: string): string => `${figure(n)} ${n === 1 ? one : many}`;

/** Of a comparison, and of what the hand does on the board. `entering`: so many of them by work that stood outside the zone. */
export function zoneWords(changes: number, entering = 0): string {
  const said = `${counted(changes, 'change', 'changes')} in the frozen zone`;
  if (entering === 0) return said;
  if (entering < changes) return `${said}, ${figure(entering)} of them by work that comes into it`;
  return `${said} by work that comes into it`;
}

/** Of one operation. */
export const touchedWords = (enters: boolean): string => (enters ? 'comes into the frozen zone' : 'in the frozen zone');

/** "14 orders earlier, 3 later, 1 newly late, 1 promise broken, 6 h overtime opened, 212 operations moved, 26 new, 3 no more, no change in the frozen zone." */
export function verdictOf(
  changes: readonly Change[],
  { moves, moved }: Moves,
  overtime: Side,
  byHand?: HandMoves,
): string {
  const counts = countsOf(changes);
  const orders = (
    [
      [counts.earlier, 'earlier'],
      [counts.later, 'later'],
      [counts['newly late'], 'newly late'],
      [counts.saved, 'saved'],
      [counts.new, 'new'],
      [counts.gone, 'off the plan'],
    ] as const
  )
    .filter(([n]) => n > 0)
    .map(([n, words], at) => `${at === 0 ? counted(n, 'order', 'orders') : figure(n)} ${words}`);
  const broken = changes.filter((one) => one.breaksPromise).length;
  const frozen = moves.filter((one) => one.frozen).length;
  const entering = moves.filter((one) => one.enters).length;
  const added = moves.filter((one) => !one.before).length;
  const dropped = moves.filter((one) => !one.after).length;
  const parts = [
    ...(orders.length === 0 ? ['No order ships at another date'] : orders),
    ...(broken > 0 ? [counted(broken, 'promise broken', 'promises broken')] : []),
    ...overtimeWords(overtime),
    ...(byHand
      ? handMovedWords(byHand)
      : [moved === 0 ? 'no operation moved' : `${counted(moved, 'operation', 'operations')} moved`]),
    ...(added > 0 ? [`${figure(added)} new`] : []),
    ...(dropped > 0 ? [`${figure(dropped)} no more`] : []),
    // What comes in before the work of the zone has not moved itself: the one figure is no part of the other.
    ...(frozen > 0 ? [zoneWords(frozen, entering)] : moves.length > 0 ? ['no change in the frozen zone'] : []),
  ];
  return `${parts.join(', ')}.`;
}

/** "1 operation moved by hand", "3 that follow from what was done", "44 moved by version 6 already, which it was made of". */
function handMovedWords({ hand, followed, base, before, locked, letGo, unlocked }: HandMoves): readonly string[] {
  const by = hand === 0 ? 'no operation moved by hand' : `${counted(hand, 'operation', 'operations')} moved by hand`;
  return [
    ...(locked > 0 ? [`${counted(locked, 'step', 'steps')} locked`] : []),
    ...(letGo > 0 ? [`${counted(letGo, 'step', 'steps')} let go`] : []),
    ...(unlocked > 0 ? [`${counted(unlocked, 'step', 'steps')} locked no more`] : []),
    by,
    ...(followed > 0 ? [`${figure(followed)} that ${followed === 1 ? 'follows' : 'follow'} from what was done`] : []),
    ...(before > 0 ? [`${figure(before)} moved by version ${base} already, which it was made of`] : []),
  ];
}

/** Seconds of windows that are opened, however much of them is used. */
function overtimeWords({ before, after }: Side): readonly string[] {
  const hours = (seconds: number) => `${figure(Math.round(seconds / 360) / 10)} h`;
  if (before === after) return after === 0 ? [] : [`${hours(after)} overtime opened as before`];
  if (after === 0) return [`no overtime opened instead of ${hours(before)}`];
  return [`${hours(after)} overtime opened${before === 0 ? '' : ` instead of ${hours(before)}`}`];
}

/** What the moves were made for: what they cost by the company's weights, and what that gained; nothing where it was not weighed. */
export function gainWords(costs: readonly { readonly term: string; readonly points: Side }[]): string {
  const moved = costs.find(({ term }) => term === 'moved')?.points.after;
  if (moved === undefined) return '';
  const saved = costs.reduce(
    (sum, { term, points }) => (term === 'moved' ? sum : sum + points.before - points.after),
    0,
  );
  const points = (n: number) => `${n.toLocaleString('en-GB', { maximumFractionDigits: 2 })} points`;
  const rest =
    saved < 0
      ? `${points(-saved)} more than before: by what changed since, or by hand`
      : `${points(saved)} less than before`;
  return `By the company’s weights the moves cost ${points(moved)}, and all else ${rest}.`;
}

/** What slid is not listed, and orders may be late by no more; empty: none is later. */
export const slidWords = (counts: { readonly newly_late: number; readonly later: number }): string =>
  counts.newly_late + counts.later === 0
    ? ''
    : 'A step that begins less than an hour earlier or later on its machine counts as where it was: an order may be late by such steps alone, and then none of it is listed.';

/** Of spans of overtime by hand, where what all costs is told. */
export const unpricedWords = (spans: number): string =>
  `${spans === 1 ? 'One span' : `${figure(spans)} spans`} of overtime by hand ${spans === 1 ? 'is' : 'are'} not counted: no price of it is known. Maybe give its work centre one.`;

export const foldWords = (steps: number): string => `${figure(steps)} steps`;

/** Of the steps of one order, how far the one that moves most is moved: "up to +3.0 d". */
export function farthestWords(steps: readonly { readonly moved_days: number | null }[]): string {
  const days = steps.flatMap(({ moved_days }) => (moved_days === null ? [] : [moved_days]));
  const farthest = days.reduce((most, one) => (Math.abs(one) > Math.abs(most) ? one : most), 0);
  if (days.length === 0) return '';
  const words = movedWords(farthest);
  return words === movedWords(0) ? words : `up to ${words}`;
}

export const termWords: Readonly<Record<Term, { readonly label: string; readonly unit: string }>> = {
  tardiness: { label: 'Lateness', unit: 'weighted days of the clock' },
  overtime: { label: 'Overtime', unit: 'money' },
  moved: { label: 'Operations moved', unit: 'counted by nearness' },
  setup: { label: 'Set-up', unit: 'h' },
  stock: { label: 'Stock and work in process', unit: 'money × days' },
};

export const severalCalled = (name: string): string =>
  `Several customers are called ${name}. Maybe give the code of the one that is meant.`;

/** Before a verdict. */
export const againstWords = (number: number, published: boolean): string =>
  `Against version ${number}${published ? ', which is published' : ''}:`;

export const compareWords = (pair: { readonly from: number; readonly to: number } | undefined): string =>
  pair ? `Compare ${pair.to} with ${pair.from}` : 'Compare';

export const compareBarred = (marked: number): string =>
  marked > 2
    ? `${marked} versions are marked: mark two to compare them.`
    : 'There is no version before it. Maybe mark two with x.';

/** Above two plans side by side: by what they are measured, and what is not told. */
export const measureWords =
  'Moves and lateness are told in working days of the plant. Moves of less than an hour are left out, unless an order is late, a promise broken or the frozen zone touched by one. What comes into that behind all of a machine’s work there, or where there is none, is no change in it.';
