/** What edits by hand do, in words. */
import type { ByHand, HandConflict, HandEdit, HandMove, StepOf } from '@hotlist/engine';
import { decimalText, steps as inSteps } from '../../house/amounts.ts';
import { latenessText, workText } from '../../house/lengths.ts';
import { allNamed, fewNamed } from '../../house/names.ts';
import { zoneWords } from '../planning/comparison.messages.ts';
import { slid } from '../planning/comparison.ts';
import { isWorthTelling } from '../planning/orderchanges.ts';
import { spoken } from '../planning/planning.messages.ts';
import type { WorkingDays } from '../planning/workingdays.ts';
import { momentWords } from './axis.ts';
import type { Board } from './board.ts';
import type { BrokenPromise } from './brokenpromises.ts';
import type { IdleOvertime } from './idleovertime.ts';
import type { Impossible } from './impossible.ts';
import type { InZone } from './inzone.ts';

export const tooManyChanges = (most: number): string =>
  `There are more than ${most.toLocaleString('en-GB')} changes in all. Maybe keep some as a draft first`;

const mostNamed = 3;
const day = 86_400;

/** From one moment to another, in seconds: hours as they pass, days as they are worked, where it is known when that is. Without a date it is as far as can be. */
function shiftOf({ before, after, seconds = 0 }: ByHand['later'][number], days: WorkingDays | undefined): number {
  if (before === undefined || after === undefined) return Number.MAX_SAFE_INTEGER;
  const worked = days && Math.abs(seconds) >= day / 10 ? Math.abs(days(after) - days(before)) * day : 0;
  return worked || Math.abs(seconds);
}

function shiftWords({ before, after, seconds = 0 }: ByHand['later'][number], shift: number): string {
  if (after === undefined) return 'without a date';
  if (before === undefined) return 'has a date again';
  return `${seconds > 0 ? '+' : '−'}${latenessText(shift)}`;
}

/** What is newly late is told once, and what is saved, as when versions are compared. */
const without = (rows: ByHand['later'], told: ByHand['later']): ByHand['later'] =>
  rows.filter(({ demand }) => !told.some((one) => one.demand === demand));

/** What an hour or more does, as when versions are compared. */
const told = (rows: ByHand['later']): ByHand['later'] => rows.filter(({ seconds = null }) => isWorthTelling(seconds));

export interface Told {
  readonly demand: string;
  /** "+0.5 d", "without a date". */
  readonly shift: string;
  /** Seconds of the problem; absent: it has no date. */
  readonly after: number | undefined;
}

export interface ToldGroup {
  readonly became: 'newly late' | 'later' | 'earlier' | 'saved';
  readonly rows: readonly Told[];
}

/** Orders that ship at another date, each once, in the groups in which they are told, the farthest first. */
export function toldOrders({ later, earlier, newlyLate, saved }: ByHand, days?: WorkingDays): readonly ToldGroup[] {
  const group = (became: ToldGroup['became'], rows: ByHand['later']): ToldGroup => ({
    became,
    // As it is told: over a weekend is farther on the clock alone.
    rows: rows
      .map((row) => ({ row, shift: shiftOf(row, days) }))
      .sort((one, other) => other.shift - one.shift)
      .map(({ row, shift }) => ({ demand: row.demand, shift: shiftWords(row, shift), after: row.after })),
  });
  return [
    group('newly late', newlyLate),
    group('later', told(without(later, newlyLate))),
    group('earlier', told(without(earlier, saved))),
    group('saved', saved),
  ].filter(({ rows }) => rows.length > 0);
}

const orderCount = (count: number): string => `${count} ${count === 1 ? 'order' : 'orders'}`;

interface Consequence {
  /** By the plan's seconds. */
  readonly days?: WorkingDays | undefined;
  /** Changes in the frozen zone. */
  readonly inZone?: InZone | undefined;
  /** Items of the orders that were split with one that a person split: what is made below it. */
  readonly splitBelow?: readonly string[];
  /** How many promises break by it. */
  readonly broken?: number;
  /** The orders are named beside it. */
  readonly bare?: boolean;
}

/** "2 orders later (SO-1042/1 +0.5 d, SO-1077/2 +0.2 d), 40 min less set-up". */
export function consequenceWords(
  answer: ByHand,
  { days, inZone, splitBelow = [], broken = 0, bare = false }: Consequence = {},
): string {
  const { later, earlier, setupSeconds, overtimeSeconds, moved, added, gone } = answer;
  const parts = toldOrders(answer, days).map(({ became, rows }) => {
    const named = rows.slice(0, mostNamed).map(({ demand, shift }) => `${demand} ${shift}`);
    const more = rows.length > mostNamed ? ', …' : '';
    return `${orderCount(rows.length)} ${became}${bare ? '' : ` (${named.join(', ')}${more})`}`;
  });
  const little = later.length + earlier.length > 0 ? ' by an hour or more' : '';
  if (parts.length === 0) parts.push(`No order ships earlier or later${little}`);
  if (broken > 0) parts.push(broken === 1 ? '1 promise broken' : `${broken} promises broken`);
  const setup = setupSeconds.after - setupSeconds.before;
  if (setup !== 0) parts.push(`${workText(Math.abs(setup))} ${setup > 0 ? 'more' : 'less'} set-up`);
  if (overtimeSeconds > 0) parts.push(`${workText(overtimeSeconds)} of overtime used`);
  const counts = (move: HandMove): boolean => inZone?.moved.has(move) === true || !slid(move.before, move.after);
  const others = moved.filter((move) => !move.byHand && counts(move)).length;
  const [more, fewer] = [added.length, gone.length];
  if (splitBelow.length > 0)
    parts.push(
      `${orderCount(splitBelow.length)} made below ${splitBelow.length === 1 ? 'is' : 'are'} split too (${fewNamed([...new Set(splitBelow)], mostNamed)})`,
    );
  if (more > 0) parts.push(`${more} ${more === 1 ? 'operation is' : 'operations are'} new`);
  if (fewer > 0) parts.push(`${fewer} ${fewer === 1 ? 'is' : 'are'} there no more`);
  if (others > 0) parts.push(`${others} other ${others === 1 ? 'operation moves' : 'operations move'}`);
  if (inZone && inZone.changes > 0) parts.push(zoneWords(inZone.changes));
  return `${parts.join(', ')}.`;
}

/** Behind the line whose promise breaks: "MILLER, promised Fri 4 Dec 16:00, ships Tue 8 Dec 10:00". */
export function promiseWords(
  { offsets }: Pick<Board, 'offsets'>,
  { customer, promised, ships }: BrokenPromise,
  today: string,
): string {
  const words = (at: number): string => momentWords(at, offsets, today);
  const now = Number.isFinite(ships) ? `ships ${words(ships)}` : 'without a date now';
  return [customer, `promised ${words(promised)}`, now].filter(Boolean).join(', ');
}

/** At the beginning of a sentence; a code stays as it is called. */
export const begun = (words: string): string =>
  words.replace(
    /^(?:planned (?=order|purchase|move|\d)|step (?=\d)|typed$)/,
    ([first = '', ...rest]) => first.toUpperCase() + rest.join(''),
  );

/** Of what was not done: it is taken back already. */
export const impossibleWords = ({ said, maybe }: Impossible): string =>
  begun(spoken(`${said}.${maybe === undefined ? '' : ` Maybe ${maybe}.`}`));

export const conflictWords = ({ text }: HandConflict): string => begun(spoken(text));

/** The moves that keep each rule, of a step that a person put: at another time, or on the machines that can do it. */
export function mends(
  conflicts: readonly HandConflict[],
  edits: readonly HandEdit[],
): readonly (readonly [HandConflict, readonly Move[]])[] {
  const all = conflicts.map((one) => ({ one, put: putBy(one, edits) }));
  /** From which on all its rules are kept that a later time keeps. */
  const latest = (put: Move): number => Math.max(...all.map(({ one, put: of }) => (of === put ? (one.at ?? 0) : 0)));
  return all.map(({ one, put }) => {
    if (put === undefined) return [one, []];
    if (one.machines) return [one, one.machines.map((machine) => ({ ...put, machine }))];
    const { at } = one;
    const told = at !== undefined && (at === latest(put) || latest(put) <= (put.start ?? 0));
    return [one, told ? [{ ...put, start: at }] : []];
  });
}

type Move = Extract<HandEdit, { kind: 'move' }>;

const putBy = ({ order, seq, part }: HandConflict, edits: readonly HandEdit[]): Move | undefined =>
  edits.findLast(
    (edit): edit is Move => edit.kind === 'move' && edit.order === order && edit.seq === seq && edit.part === part,
  );

type Named = Pick<StepOf, 'order' | 'seq'>;

/** Why an order ships later: a step of its own was put where it ends later, or is for more. */
export const ownStepWords = ({ order, seq }: Named, ends: string): string =>
  `Its step ${seq} of ${order} ends ${ends} now.`;

/** Or another step has the machine by now on which one of its own stood. */
export const takenWords = ({ order, seq }: Named, machine: string, until: string): string =>
  `${machine} is taken by step ${seq} of ${order} until ${until}.`;

export const ordersWords = (acts: number, version: number): string =>
  `What ${acts === 1 ? 'the change does' : `the ${acts} changes do`} to orders of version ${version}`;

const called = ({ order, seq, part }: StepOf): string =>
  spoken(`${order} step ${seq}${part === undefined ? '' : ` part ${part}`}`);

/** That all else stands where it stood moves nothing; it is done before what is typed. */
const done = (edits: readonly HandEdit[]): readonly HandEdit[] => {
  const told = edits.filter(({ kind }) => kind !== 'stand');
  return told.length > 0 ? told : edits;
};

/** What was done at once, for the button that undoes it. */
export function actWords(all: readonly HandEdit[]): string {
  const act = done(all);
  const [first] = act;
  if (!first) return '';
  if (act.every(({ kind }) => kind === 'overtime'))
    return `${act.map((edit) => (edit.kind === 'overtime' ? edit.of : '')).join(' and ')} in overtime`;
  const words = { lock: 'locked', unlock: 'unlocked', 'pull-forward': 'pulled forward' } as const;
  const word = words[first.kind as keyof typeof words] ?? (act.length === all.length ? 'moved together' : 'typed');
  return act.length === 1 ? editWords(first) : `${act.length} operations ${word}`;
}

/** "Undo" once says what; several say how many there are, for each is taken back by itself. */
export const undoWords = (acts: readonly (readonly HandEdit[])[]): string => {
  const last = actWords(acts.at(-1) ?? []);
  return acts.length > 1 ? `${acts.length} changes, undone one by one; the last: ${last}` : begun(last);
};

/** All that was done, one after the other; more than `most` are counted. */
export const doneWords = (acts: readonly (readonly HandEdit[])[], most: number): string =>
  `${begun(acts.slice(0, most).map(actWords).join('; '))}${acts.length > most ? ` and ${acts.length - most} more` : ''}.`;

/** What was done, for the button that undoes it. */
export function editWords(edit: HandEdit): string {
  switch (edit.kind) {
    case 'move':
      return `${called(edit)} moved`;
    case 'swap':
      return `${called(edit.one)} and ${called(edit.other)} swapped`;
    case 'pull-forward':
      return `${called(edit)} pulled forward`;
    case 'lock':
      return `${called(edit)} locked`;
    case 'unlock':
      return `${called(edit)} unlocked`;
    case 'stand':
      return 'typed';
    case 'resize':
      return `${spoken(edit.order)} resized`;
    case 'split':
      return `${spoken(edit.order)} split`;
    case 'downtime':
      return `${edit.machine} down`;
    case 'overtime':
      return `${edit.of} in overtime`;
  }
}

/** Why a draft was made, before anybody says more. `base`: the board before all changes. */
export function actsWords(acts: readonly (readonly HandEdit[])[], base: Sized): string {
  const edits = done(acts.flat());
  const [first] = edits;
  const more = edits.length - 1;
  return first ? `By hand: ${editWords(first)}${sizeWords(first, base)}${more > 0 ? ` and ${more} more` : ''}` : '';
}

type Sized = Pick<Board, 'orders' | 'items'>;

/** " into 3 and 1 pcs", " from 4 to 6 pcs": of an order that gets another size. */
function sizeWords(edit: HandEdit, { orders, items }: Sized): string {
  if (edit.kind !== 'split' && edit.kind !== 'resize') return '';
  const order = orders.id.indexOf(edit.order);
  const item = items[orders.item[order] ?? -1];
  if (!item) return '';
  const before = inSteps(orders.qty[order]!, item.decimals, 'nearest');
  const [one, other] = edit.kind === 'split' ? [edit.qty, before - edit.qty] : [before, edit.qty];
  const text = (steps: number): string => decimalText(steps, item.decimals);
  const unit = item.unit === null ? '' : ` ${item.unit}`;
  return edit.kind === 'split'
    ? ` into ${text(one)} and ${text(other)}${unit}`
    : ` from ${text(one)} to ${text(other)}${unit}`;
}

/** Beside what overtime does: it is worked by nobody. */
export const idleOvertimeWords = ({ of, lacks, ofCrew }: IdleOvertime): string => {
  const who = allNamed(lacks);
  return ofCrew
    ? `${of} stay, but ${who} ${lacks.length === 1 ? 'is' : 'are'} closed then. Maybe insert overtime of ${lacks.length === 1 ? who : 'one of them'} too.`
    : `${of} stays open, but ${who} are off then, and nothing runs there without them. Maybe insert overtime of ${who} too.`;
};

export const crewCalled = (code: string): string => `crew ${code}`;

/**
 * Where a bar is put over time in which its machine, its crew or one of the two does not work; `begins`: where it goes instead.
 * `over`: what time it is put at has gone by.
 */
export function closedWords(off: readonly string[], held: string, begins: string, side?: 'before' | 'over'): string {
  const [one = '', other] = off;
  const is = other
    ? `${one} and ${other} do not both work`
    : one.startsWith('crew ')
      ? `C${one.slice(1)} is off`
      : `${one} is closed`;
  return side === 'before'
    ? `${is} ${held}. The step begins before that, ${begins}.`
    : `${is} ${held}, until ${begins}. The step begins then.${side === 'over' ? '' : ' Maybe insert overtime to begin sooner.'}`;
}

/** Pushed up or down where there are no more machines that may do it. */
export function noMachineBeside({ machines }: Board, may: readonly string[], machine: number, by: 1 | -1): string {
  const { code } = machines[machine]!;
  const [end, where] = by > 0 ? ['last', 'below'] : ['first', 'above'];
  const only = may.every((one) => one === code);
  return `${code} is the ${only ? 'only' : end} machine that may do the step: it stays${only ? '' : `, there is none ${where}`}.`;
}

/** Of the machines that are offered for a step, where none is. */
export const noMachine = (centre: string | undefined): string =>
  centre === undefined
    ? 'No other machine may do the step. Maybe name more machines in its routing.'
    : `No machine of ${centre} may do the step. Maybe name one of them in its routing.`;

export const machineWords = {
  title: 'To another machine',
  stays: 'stays on',
  trying: 'trying …',
  /** Said while a bar is held over another row, where a row is no machine. */
  letGo: 'Let go here, and choose on which machine it is done.',
} as const;

export const formWords = {
  resize: { title: 'Another quantity', word: 'Resize' },
  split: { title: 'Split in two orders', word: 'Split' },
  downtime: { title: 'A machine is down', word: 'Insert downtime' },
  overtime: { title: 'Overtime', word: 'Insert overtime' },
} as const;

export const handWords = {
  loading: 'Making the plan ready to be moved',
  nothingMoved: 'Nothing moves: all stands where it stood.',
  asItWas: 'All is as it was: there is nothing to keep.',
  promises: 'Promises that break',
  morePromises: (more: number) => `and ${more} more`,
  /** The door to all orders that ship at another date, beside those that are named. */
  orders: (all: number, named: number) => (named === 0 ? `all ${all} orders` : `and ${all - named} more`),
  splitsBelow: 'Planned orders that are made for it may be split with it; then it is said which.',
  overtimeOfBoth:
    'Nothing runs longer on a machine whose people are off, nor by people whose machines are closed. Maybe choose both.',
  /** Of what is picked, which is not two. */
  pickTwo: (picked: number) =>
    picked > 2
      ? `Two operations change places, and ${picked} are picked. Maybe press Escape, pick one, press Space to keep it, go on to the other, then swap.`
      : `Two operations change places, and ${picked === 0 ? 'none' : 'one'} is picked. Maybe press Space to keep ${picked === 0 ? 'one' : 'it'}, go on to the other, then swap.`,
  pickOneToChoose: 'One operation at a time is put on another machine. Maybe pick it alone.',
  pickOne: 'One operation at a time gets another quantity. Maybe pick it alone.',
  endsFirst: (from: string, to: string) =>
    `It would end ${to}, and begin ${from}. Maybe the two are the other way round.`,
  tooFine: (least: string) => `It is counted in steps of ${least}. Maybe fewer decimals.`,
} as const;
