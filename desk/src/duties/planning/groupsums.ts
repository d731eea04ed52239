/**
 * What changes from one plan to another, added up for groups: customers, work centres, departments. Pure; each row of both plans is
 * looked at once for a kind of group. An order whose work runs in several groups counts in each, so that rows do not add up to the whole.
 */
import { toMillionth } from '../../house/amounts.ts';
import { secondsOf } from '../../house/clock.ts';
import { type Drawing, type Joined, joinedBy } from './below.ts';
import type { Move, Side, Step } from './comparison.ts';
import { type Change, type Seen, shipsLate } from './orderchanges.ts';
import { lateDays, type WorkingDays } from './workingdays.ts';

/** Overtime of a plan: a window that it opens for some of its steps, or hours by hand of a machine, or of crews alone. */
export interface Opened {
  readonly from: number;
  readonly to: number;
  readonly of:
    | { readonly steps: ReadonlySet<string> }
    | { readonly machine: string | null; readonly crews: readonly string[] };
}

/** A step of an order as `Opened` names it. */
export const workNamed = ({ order, seq }: Pick<Step, 'order' | 'seq'>): string => `${order} ${seq}`;

/** A plan as it is added up. */
export interface Summed {
  readonly steps: readonly Step[];
  /** Customers' lines that ship late, by so many working days; null: they ship never. */
  readonly late: readonly { readonly demand: string; readonly days: number | null }[];
  readonly overtime: readonly Opened[];
}

/** The working days count. */
export const lateOf = (orders: readonly Seen[], days: WorkingDays): Summed['late'] =>
  orders.filter(shipsLate).map(({ demand, due, delivered }) => ({
    demand,
    days: delivered === null ? null : Math.max(0, lateDays(days, secondsOf(due), secondsOf(delivered))),
  }));

export type Which = 'before' | 'after';

export interface Grouping {
  readonly ofStep: (step: Step, which: Which) => Iterable<string>;
  readonly ofOrder: (demand: string) => Iterable<string>;
}

const counted = ['earlier', 'later', 'newly_late', 'saved', 'promises_broken', 'moved', 'frozen'] as const;
const sided = ['late_days', 'never', 'overtime', 'setups', 'setup', 'work'] as const;

/** Seconds of overtime, set-up and work; working days late of what ships late, and how many ship never. */
export type Sums = Readonly<Record<(typeof counted)[number], number>> & Readonly<Record<(typeof sided)[number], Side>>;
export type GroupSums = Sums & { readonly group: string };
type Adding = Record<(typeof counted)[number], number> & Record<(typeof sided)[number], Record<Which, number>>;

const nothing = (): Adding => {
  const none = () => ({ before: 0, after: 0 });
  return {
    earlier: 0,
    later: 0,
    newly_late: 0,
    saved: 0,
    promises_broken: 0,
    moved: 0,
    frozen: 0,
    late_days: none(),
    never: none(),
    overtime: none(),
    setups: none(),
    setup: none(),
    work: none(),
  };
};

/** Where it goes, and where it goes from. */
export function groupsOfMove({ ofStep }: Pick<Grouping, 'ofStep'>, { before, after }: Move): Iterable<string> {
  const from = before ? ofStep(before, 'before') : [];
  const to = after ? ofStep(after, 'after') : [];
  return from === to ? from : new Set([...from, ...to]);
}

/** Groups in which nothing changes are left out. */
export function sumsBy(
  { ofStep, ofOrder }: Grouping,
  plans: Readonly<Record<Which, Summed>>,
  { changes, moves }: { readonly changes: readonly Change[]; readonly moves: readonly Move[] },
): readonly GroupSums[] {
  const groups = new Map<string, Adding>();
  const at = (name: string): Adding => {
    const sums = groups.get(name) ?? nothing();
    groups.set(name, sums);
    return sums;
  };
  // Most steps have their groups in common with others, as one and the same set.
  const known = new Map<Iterable<string>, readonly Adding[]>();
  const all = (names: Iterable<string>): readonly Adding[] => {
    const before = known.get(names);
    if (before) return before;
    const sums = Array.from(names, at);
    known.set(names, sums);
    return sums;
  };
  for (const which of ['before', 'after'] as const) {
    const { steps, late, overtime } = plans[which];
    const opened = overtimeOf(overtime);
    const worked = new Map<Adding, Set<Opened>>();
    for (const step of steps) {
      const windows = opened(step);
      for (const sums of all(ofStep(step, which))) {
        if (step.setup > 0) sums.setups[which] += 1;
        sums.setup[which] += step.setup;
        sums.work[which] += step.setup + step.run;
        if (windows.length > 0) worked.set(sums, new Set([...(worked.get(sums) ?? []), ...windows]));
      }
    }
    for (const [sums, windows] of worked) for (const { from, to } of windows) sums.overtime[which] += to - from;
    for (const { demand, days } of late)
      for (const sums of all(ofOrder(demand))) {
        if (days === null) sums.never[which] += 1;
        else sums.late_days[which] += days;
      }
  }
  for (const { demand, became, breaksPromise } of changes)
    for (const sums of all(ofOrder(demand))) {
      if (became === 'newly late') sums.newly_late += 1;
      else if (became !== 'new' && became !== 'gone') sums[became] += 1;
      if (breaksPromise) sums.promises_broken += 1;
    }
  for (const move of moves)
    for (const sums of all(groupsOfMove({ ofStep }, move))) {
      if (move.before && move.after) sums.moved += 1;
      if (move.frozen) sums.frozen += 1;
    }
  return [...groups].flatMap(([group, { late_days, ...rest }]) => {
    const sums = { ...rest, late_days: { before: toMillionth(late_days.before), after: toMillionth(late_days.after) } };
    return differs(sums) ? [{ group, ...sums }] : [];
  });
}

const differs = (sums: Sums): boolean =>
  counted.some((name) => sums[name] > 0) || sided.some((name) => sums[name].before !== sums[name].after);

const none: readonly Opened[] = [];

/** In which overtime a step works: of a window the steps are known, of hours by hand whose they are. */
function overtimeOf(overtime: readonly Opened[]): (step: Step) => readonly Opened[] {
  if (overtime.length === 0) return () => none;
  const ofWork = new Map<string, Opened[]>();
  const byHand = overtime.flatMap((one) => {
    if (!('steps' in one.of)) return [{ ...one.of, one }];
    for (const work of one.of.steps) ofWork.set(work, [...(ofWork.get(work) ?? []), one]);
    return [];
  });
  return (step) => {
    const windows = ofWork.get(workNamed(step)) ?? none;
    if (byHand.length === 0) return windows;
    const worksIn = ({ machine, crews, one: { from, to } }: (typeof byHand)[number]): boolean =>
      (machine === null ? crews.includes(step.crew ?? '') : machine === step.machine) &&
      step.start < to &&
      step.end > from;
    return [...windows, ...byHand.filter(worksIn).map(({ one }) => one)];
  };
}

/** Those who lose most first. */
export const losersFirst = (a: GroupSums, b: GroupSums): number =>
  b.promises_broken - a.promises_broken || b.newly_late - a.newly_late || b.later - a.later || byName(a, b);
export const movedFirst = (a: GroupSums, b: GroupSums): number => b.moved - a.moved || byName(a, b);
const byName = (a: GroupSums, b: GroupSums): number => (a.group < b.group ? -1 : 1);

/** Sets of one name, each once: what is the same set is looked at once. */
export function singles(): (name: string) => ReadonlySet<string> {
  const made = new Map<string, ReadonlySet<string>>();
  return (name) => {
    let one = made.get(name);
    if (!one) made.set(name, (one = new Set([name])));
    return one;
  };
}

export const nobody: ReadonlySet<string> = new Set();

/**
 * What is found at names, and at all that pegs lead to from them: from supplies to whom they go, from consumers to what they draw
 * on. Each is looked at once, and a circle ends nothing. Names that find the same share one set where they can.
 */
export function gathered(
  pegs: readonly Drawing[],
  from: keyof Drawing,
  own: (name: string) => ReadonlySet<string>,
): (name: string) => ReadonlySet<string> {
  const to = from === 'supply' ? 'consumer' : 'supply';
  const all = joinedBy(pegs);
  const known = Array.from<ReadonlySet<string> | undefined>({ length: all.size });
  const find = (one: Joined<Drawing>): ReadonlySet<string> => {
    const before = known[one.nth];
    if (before) return before;
    let found = own(one.name);
    known[one.nth] = found;
    let mixed: Set<string> | undefined;
    for (const next of one[to]) {
      const theirs = find(next);
      if (theirs === found || theirs.size === 0) continue;
      if (found.size === 0) found = theirs;
      else for (const each of theirs) if (!found.has(each)) found = (mixed ??= new Set(found)).add(each);
    }
    known[one.nth] = found;
    return found;
  };
  return (name) => {
    const one = all.get(name);
    return one ? find(one) : own(name);
  };
}
