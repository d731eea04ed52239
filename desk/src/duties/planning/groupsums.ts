/**
 * What changes from one plan to another, added up for groups: customers, work centres, departments. Pure; each row of both plans is
 * looked at once for a kind of group. An order whose work runs in several groups counts in each, so that rows do not add up to the whole.
 */
import { secondsOf } from '../../house/clock.ts';
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
  readonly orders: readonly Seen[];
  readonly overtime: readonly Opened[];
}

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
export const groupsOfMove = ({ ofStep }: Pick<Grouping, 'ofStep'>, { before, after }: Move): ReadonlySet<string> =>
  new Set([...(before ? ofStep(before, 'before') : []), ...(after ? ofStep(after, 'after') : [])]);

/** Groups in which nothing changes are left out. */
export function sumsBy(
  { ofStep, ofOrder }: Grouping,
  plans: Readonly<Record<Which, Summed>>,
  { changes, moves }: { readonly changes: readonly Change[]; readonly moves: readonly Move[] },
  days: WorkingDays,
): readonly GroupSums[] {
  const groups = new Map<string, Adding>();
  const at = (name: string): Adding => {
    const sums = groups.get(name) ?? nothing();
    groups.set(name, sums);
    return sums;
  };
  for (const which of ['before', 'after'] as const) {
    const { steps, orders, overtime } = plans[which];
    const opened = overtimeOf(overtime);
    const worked = new Map<string, Set<Opened>>();
    for (const step of steps) {
      const windows = opened(step);
      for (const name of ofStep(step, which)) {
        const { setups, setup, work } = at(name);
        if (step.setup > 0) setups[which] += 1;
        setup[which] += step.setup;
        work[which] += step.setup + step.run;
        if (windows.length > 0) worked.set(name, new Set([...(worked.get(name) ?? []), ...windows]));
      }
    }
    for (const [name, windows] of worked) for (const { from, to } of windows) at(name).overtime[which] += to - from;
    for (const one of orders) {
      if (!shipsLate(one)) continue;
      for (const name of ofOrder(one.demand)) {
        const sums = at(name);
        if (one.delivered === null) sums.never[which] += 1;
        else sums.late_days[which] += Math.max(0, lateDays(days, secondsOf(one.due), secondsOf(one.delivered)));
      }
    }
  }
  for (const { demand, became, breaksPromise } of changes)
    for (const name of ofOrder(demand)) {
      const sums = at(name);
      if (became === 'newly late') sums.newly_late += 1;
      else if (became !== 'new' && became !== 'gone') sums[became] += 1;
      if (breaksPromise) sums.promises_broken += 1;
    }
  for (const move of moves)
    for (const name of groupsOfMove({ ofStep }, move)) {
      const sums = at(name);
      if (move.before && move.after) sums.moved += 1;
      if (move.frozen) sums.frozen += 1;
    }
  return [...groups].filter(([, sums]) => differs(sums)).map(([group, sums]) => ({ group, ...sums }));
}

const differs = (sums: Sums): boolean =>
  counted.some((name) => sums[name] > 0) || sided.some((name) => sums[name].before !== sums[name].after);

/** In which overtime a step works: of a window the steps are known, of hours by hand whose they are. */
function overtimeOf(overtime: readonly Opened[]): (step: Step) => readonly Opened[] {
  if (overtime.length === 0) return () => [];
  return (step) =>
    overtime.filter(({ from, to, of }) => {
      if ('steps' in of) return of.steps.has(workNamed(step));
      const itsHours = of.machine === null ? of.crews.includes(step.crew ?? '') : of.machine === step.machine;
      return itsHours && step.start < to && step.end > from;
    });
}

/** Those who lose most first. */
export const losersFirst = (a: GroupSums, b: GroupSums): number =>
  b.promises_broken - a.promises_broken || b.newly_late - a.newly_late || b.later - a.later || byName(a, b);
export const movedFirst = (a: GroupSums, b: GroupSums): number => b.moved - a.moved || byName(a, b);
const byName = (a: GroupSums, b: GroupSums): number => (a.group < b.group ? -1 : 1);

export interface Drawing {
  readonly supply: string;
  readonly consumer: string;
}

/** What is found at names, and at all that can be come to from them; each is looked at once, and a circle ends nothing. */
export function gathered(
  next: (name: string) => readonly string[],
  own: (name: string) => Iterable<string>,
): (name: string) => ReadonlySet<string> {
  const known = new Map<string, Set<string>>();
  const find = (name: string): Set<string> => {
    const before = known.get(name);
    if (before) return before;
    const found = new Set(own(name));
    known.set(name, found);
    for (const one of next(name)) for (const each of find(one)) found.add(each);
    return found;
  };
  return find;
}

/** Names along pegs: whom supplies go to, or on what consumers draw. */
export function along(pegs: readonly Drawing[], from: keyof Drawing): (name: string) => readonly string[] {
  const to = from === 'supply' ? 'consumer' : 'supply';
  const next = new Map<string, Set<string>>();
  for (const peg of pegs) {
    const some = next.get(peg[from]) ?? new Set();
    next.set(peg[from], some.add(peg[to]));
  }
  return (name) => [...(next.get(name) ?? [])];
}
