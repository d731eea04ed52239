/** What a person does to a plan on the board, one edit after the other, and what some of it does to the problem. */
import { compileWindows, placeOf } from '../../calendar/windows.ts';
import { Clock, DAY, epochSeconds, offsetAt, spellQty } from '../../units/clock.ts';
import type { Qty, Second } from '../../units/units.ts';
import { stopMachine } from '../change.ts';
import { machineCalendars } from '../machine-calendars.ts';
import type { Plan, PlannedOperation, SupplyId } from '../plan.ts';
import type { Calendar, OpenOperation, Problem } from '../problem.ts';
import { ProblemError } from '../problem.ts';
import type { Sized } from '../standing.ts';
import { isBegun, letGo, withSize } from './sized.ts';

/** A step of an order of the plan. */
export interface StepOf {
  readonly order: SupplyId;
  readonly seq: number;
  /** Of a step that is split over machines: which part, from 1 on. Absent: the first. */
  readonly part?: number;
}

/** The step, or the part of it, that an operation of the plan is. */
export const stepOfRow = ({ order, seq, part }: PlannedOperation): StepOf => ({
  order,
  seq,
  ...(part ? { part: part.number } : undefined),
});

export type HandEdit =
  /** It begins then, on that machine (absent: where it is). */
  | ({ readonly kind: 'move'; readonly start: Second; readonly machine?: string } & StepOf)
  /** The two change places: what goes later takes the end of the other where they share a machine. */
  | { readonly kind: 'swap'; readonly one: StepOf; readonly other: StepOf }
  /** It begins as soon as it can on its machine, without moving anybody. */
  | ({ readonly kind: 'pull-forward' } & StepOf)
  /** It stays where it stands, whatever else is moved. */
  | ({ readonly kind: 'lock' } & StepOf)
  /** It may slide again: a lock of these edits, or of a frozen step; `free`: to another machine too than it belongs on. */
  | ({ readonly kind: 'unlock'; readonly free?: true } & StepOf)
  /** Nothing slides: what nobody put stands where it stood, and the rules that it breaks then are said. */
  | { readonly kind: 'stand' }
  /** A planned order, or a work order that is not begun, is for so many; what its consumers lack then is made or bought anew, what it lacks lent by who draws on it later, who waits for what is new. */
  | { readonly kind: 'resize'; readonly order: SupplyId; readonly qty: Qty }
  /** So many of such an order stay; the rest is a planned order of its own beside it, under the next name. */
  | { readonly kind: 'split'; readonly order: SupplyId; readonly qty: Qty }
  /** A machine does not run over a span. */
  | { readonly kind: 'downtime'; readonly machine: string; readonly from: Second; readonly to: Second }
  /** A machine or a crew works over a span beside its calendar. */
  | { readonly kind: 'overtime'; readonly of: string; readonly from: Second; readonly to: Second };

/** The problem after the edits that change it: hours, frozen steps that are let go, and open orders for another quantity. */
export function problemAfter(problem: Problem, edits: readonly HandEdit[]): Problem {
  return edits.reduce((before, edit) => {
    if (edit.kind === 'downtime') return withDowntimeOf(before, edit);
    if (edit.kind === 'overtime') return withOvertimeOf(before, edit.of, edit.from, edit.to);
    if (edit.kind === 'unlock') return unfrozen(before, edit);
    return edit.kind === 'resize' || edit.kind === 'split' ? withSize(before, edit.order, edit.qty) : before;
  }, problem);
}

/** Sizes of the orders that are resized or split, by the order of the plan that they come from. */
export function sizesAfter(
  { items, workOrders }: Problem,
  { orders }: Plan,
  edits: readonly HandEdit[],
): ReadonlyMap<string, readonly Sized[]> {
  const sizes = new Map<string, readonly Sized[]>();
  let next = highest(orders.map(({ id }) => id)) + 1;
  for (const edit of edits) {
    if (edit.kind !== 'resize' && edit.kind !== 'split') continue;
    const { order, qty } = edit;
    const [from, known] = [...sizes].find(([, list]) => list.some(({ id }) => id === order)) ?? [
      order,
      [{ id: order, qty: sizeOf(workOrders, orders, order) }],
    ];
    const size = known.find(({ id }) => id === order)!.qty;
    const most = edit.kind === 'split' ? size - 1 : Number.MAX_SAFE_INTEGER;
    if (!Number.isSafeInteger(qty) || qty < 1 || qty > most) {
      const { item } = orders.find(({ id }) => id === from)!;
      const said = spellQty(size, items.find(({ id }) => id === item)!.decimals);
      const must = edit.kind === 'split' ? 'some of it must stay, and some be split off' : 'it must be for something';
      throw new ProblemError('items', order, `${order} is for ${said} ${item}: ${must}`, { maybe: 'another quantity' });
    }
    const changed = known.map((one) => (one.id === order ? { id: order, qty } : one));
    sizes.set(from, edit.kind === 'split' ? [...changed, { id: `planned/${next++}`, qty: size - qty }] : changed);
  }
  return sizes;
}

/** The highest number of planned orders by their names. */
export function highest(names: readonly string[]): number {
  let top = 0;
  for (const name of names) if (name.startsWith('planned/')) top = Math.max(top, Number(name.slice('planned/'.length)));
  return top;
}

function sizeOf(open: Problem['workOrders'], orders: Plan['orders'], order: string): number {
  const row = orders.find(({ id }) => id === order);
  if (!row) throw new ProblemError('items', order, `order ${order} is not known in this plan`);
  const work = row.workOrder === undefined ? undefined : open.find(({ id }) => id === row.workOrder);
  if (work && isBegun(work))
    throw new ProblemError('workOrders', work.id, `work on ${order} has begun, so it stays as large as it is`, {
      maybe: 'make what is more in another work order, or finish it short where it is reported',
    });
  return work?.qty ?? row.qty;
}

const day = 86_400;
/** Nobody works longer at a time: it is a year or a day mistyped. */
const longest = 7 * day;
/** Likewise nobody says on the board that a machine is away for more than a quarter. */
const longestDown = 92 * day;

function withDowntimeOf(problem: Problem, edit: Extract<HandEdit, { kind: 'downtime' }>): Problem {
  const { machine, from, to } = edit;
  if (to - from > longestDown)
    throw new ProblemError(
      'machines',
      machine,
      `the downtime of ${machine} is ${Math.floor((to - from) / day)} days long, and ${longestDown / day} days are the longest by hand`,
      { maybe: 'another year is meant; else add it under Downtimes' },
    );
  return stopMachine(toCome(problem, machine, edit), edit);
}

/** The problem with longer hours of one machine or crew, on a calendar of its own. */
function withOvertimeOf(problem: Problem, of: string, from: number, to: number): Problem {
  if (!(from < to)) {
    const clock = new Clock(problem.epoch, problem.zone);
    throw new ProblemError(
      'machines',
      of,
      `the overtime of ${of} must end after it begins: ${clock.onDay(from)} to ${clock.onDay(to)}`,
      { maybe: 'the two changed places' },
    );
  }
  toCome(problem, of, { to });
  if (to - from > longest)
    throw new ProblemError(
      'machines',
      of,
      `the overtime of ${of} is ${Math.floor((to - from) / day)} days long, and a week is the longest`,
      { maybe: 'each day by itself' },
    );
  const longer = (id: string): Calendar => {
    const calendar = problem.calendars.find((row) => row.id === id);
    if (!calendar) throw new ProblemError('calendars', id, `calendar ${id} of ${of} is not known`);
    const [open] = compileWindows(calendar, problem.zone, epochSeconds(problem.epoch)!, from, to);
    if (open) {
      const clock = new Clock(problem.epoch, problem.zone);
      throw new ProblemError(
        'machines',
        of,
        `${of} works from ${clock.onDay(open[0])} to ${clock.onDay(open[1])} anyway`,
        {
          maybe: 'begin when that ends, or end when it begins',
        },
      );
    }
    return { ...lengthened(problem, calendar, from, to), id: `${id}+${of} ${from}` };
  };
  const machine = problem.machines.find((row) => row.id === of);
  const crew = problem.crews.find((row) => row.id === of);
  if (machine) {
    const calendar = longer(machineCalendars(problem)(machine));
    const machines = problem.machines.map((row) => (row === machine ? { ...row, calendar: calendar.id } : row));
    return { ...problem, machines, calendars: [...problem.calendars, calendar] };
  }
  if (crew) {
    const calendar = longer(crew.calendar);
    const crews = problem.crews.map((row) => (row === crew ? { ...row, calendar: calendar.id } : row));
    return { ...problem, crews, calendars: [...problem.calendars, calendar] };
  }
  throw new ProblemError('machines', of, `${of} is neither a machine nor a crew`);
}

/** What is over is no plan any more. */
function toCome(problem: Problem, of: string, { to }: { readonly to: number }): Problem {
  if (to > problem.now) return problem;
  const clock = new Clock(problem.epoch, problem.zone);
  throw new ProblemError(
    'machines',
    of,
    `what is planned for ${of} ends ${clock.onDay(to)}, and now it is ${clock.onDay(problem.now)}`,
    { maybe: 'a later end' },
  );
}

/** The days that the span touches work as they did, and over the span. */
function lengthened(problem: Problem, calendar: Calendar, from: number, to: number): Calendar {
  if (calendar.alwaysOpen) return calendar;
  const unix = epochSeconds(problem.epoch)!;
  const wall = (second: number) => unix + second + offsetAt(problem.zone, second);
  const exceptions = new Map(calendar.exceptions.map((row) => [row.day, row.windows]));
  const [opens, closes] = [wall(from), wall(to)];
  for (let day = Math.floor(opens / DAY); day * DAY < closes; day++) {
    const usual = exceptions.get(day) ?? calendar.week.filter(({ weekday }) => weekday === placeOf(calendar, day));
    const windows = usual.map((window) => ({ from: window.from, to: window.to }));
    const more = { from: Math.max(0, opens - day * DAY), to: Math.min(DAY, closes - day * DAY) };
    exceptions.set(day, [...windows, more]);
  }
  return {
    ...calendar,
    exceptions: [...exceptions].map(([day, windows]) => ({ day, windows })).sort((a, b) => a.day - b.day),
  };
}

function unfrozen(problem: Problem, { order, seq, free }: StepOf & { readonly free?: true }): Problem {
  const open = (step: OpenOperation): Partial<OpenOperation> => ({
    ...letGo(step),
    ...(free ? { machine: undefined, parts: undefined } : {}),
  });
  const workOrders = problem.workOrders.map((row) =>
    `work/${row.id}` === order && row.operations?.some((step) => step.seq === seq && step.frozen)
      ? { ...row, operations: row.operations.map((step) => (step.seq === seq ? { ...step, ...open(step) } : step)) }
      : row,
  );
  return workOrders.some((row, i) => row !== problem.workOrders[i]) ? { ...problem, workOrders } : problem;
}
