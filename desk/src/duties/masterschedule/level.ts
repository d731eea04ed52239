/**
 * What would bring a work centre or a crew that is asked for too much in a span under its goal: work begun before the span, on its
 * own machine or on another of the centre, work after the span that has the time, or hours beside the calendar. Each is tried by the
 * engine; only what takes load away, breaks no rule and makes nobody late is offered. Pure.
 */
import {
  applyByHand,
  type ByHand,
  byHand,
  compileWindows,
  type HandEdit,
  machineCalendars,
  type Plan,
  type PlannedOperation,
  type Prepared,
  type Problem,
  roughCut,
  type Second,
} from '@hotlist/engine';
import { secondsOf } from '../../house/clock.ts';

export interface Cell {
  readonly resource: string;
  readonly kind: 'work-centre' | 'crew';
  /** Seconds from the problem's epoch. */
  readonly from: number;
  readonly to: number;
  readonly each: 'day' | 'week';
  /** The share of its hours that it shall be asked for at most. */
  readonly goal: number;
}

export interface Level {
  readonly kind: 'earlier' | 'later' | 'overtime';
  readonly edits: readonly HandEdit[];
  /** Operations that are put elsewhere, or hours that are added. */
  readonly count: number;
  readonly answer: ByHand;
  readonly before: number;
  readonly after: number;
}

type Desk = { readonly problem: Problem; readonly plan: Plan; readonly prepared: Prepared };

/** More operations than these are not tried. */
const mostTried = 40;
const [hour, mostOvertime] = [3600, 4 * 3600];

/** Offers, what brings it lowest first, overtime last of those that reach the goal; none where nothing helps. */
export function levels(desk: Desk, cell: Cell): readonly Level[] {
  const before = loadOf(desk.problem, desk.plan, cell);
  const excess = before.load - cell.goal * before.capacity;
  if (excess <= 0) return [];
  const steps = stepsIn(desk, cell);
  return (
    [
      tried(desk, cell, before, 'earlier', earlier(desk, cell, steps, excess)),
      tried(desk, cell, before, 'later', later(desk, cell, steps, excess)),
      tried(desk, cell, before, 'overtime', overtime(desk, cell, before)),
    ]
      .filter((offer): offer is Level => offer !== undefined)
      // Under the goal they are alike, and overtime, which costs money, stays last.
      .sort((a, b) => Math.max(a.after, cell.goal) - Math.max(b.after, cell.goal))
  );
}

interface Loaded {
  readonly capacity: number;
  readonly load: number;
}
const shareOf = ({ capacity, load }: Loaded): number => (load === 0 ? 0 : load / capacity);

/** By the same sums as the page of the load. */
function loadOf(problem: Problem, plan: Plan, { resource, kind, from, each }: Cell): Loaded {
  const { weeks, resources } = roughCut(problem, plan, each === 'day' ? { days: 28 } : {});
  const n = weeks.findIndex((span) => span.from === from);
  return resources.find((row) => row.kind === kind && row.resource === resource)?.weeks[n] ?? { capacity: 0, load: 0 };
}

function tried(
  desk: Desk,
  cell: Cell,
  before: Loaded,
  kind: Level['kind'],
  edits: readonly HandEdit[],
): Level | undefined {
  if (edits.length === 0) return undefined;
  const answer = byHand(desk.problem, desk.plan, edits, desk);
  if (answer.conflicts.length > 0 || answer.newlyLate.length > 0) return undefined;
  const done = applyByHand(desk.problem, desk.plan, edits, desk);
  const [was, is] = [shareOf(before), shareOf(loadOf(done.problem, done.plan, cell))];
  const count =
    kind === 'overtime' ? edits.length : new Set(edits.map((edit) => ('order' in edit ? key(edit) : ''))).size;
  return is < was ? { kind, edits, count, answer, before: was, after: is } : undefined;
}

const key = (of: { readonly order: string; readonly seq?: number }): string => `${of.order} ${of.seq}`;

/** What begins in the span and may be put elsewhere: nothing frozen, nothing under way. */
function stepsIn({ problem, plan }: Desk, { resource, kind, from, to }: Cell): readonly PlannedOperation[] {
  const centre = new Map(problem.machines.map((row) => [row.id, row.workCentre]));
  const running = new Set(
    problem.workOrders.flatMap((order) =>
      (order.operations ?? []).flatMap((row) =>
        row.startedAt === undefined ? [] : [key({ order: `work/${order.id}`, seq: row.seq })],
      ),
    ),
  );
  return plan.operations
    .filter(
      (row) =>
        row.start >= Math.max(from, problem.now) &&
        row.start < to &&
        !row.frozen &&
        !running.has(key(row)) &&
        (kind === 'crew'
          ? row.crew === resource || row.setupCrew === resource
          : row.machine !== undefined && centre.get(row.machine) === resource),
    )
    .toSorted((a, b) => a.start - b.start || (key(a) < key(b) ? -1 : 1))
    .slice(0, mostTried);
}

const work = (row: PlannedOperation): number => row.setup + row.run;

/** Pulled forward to before the span, on its own machine or, where that has no room, on another one of the centre. */
function earlier(desk: Desk, { from }: Cell, steps: readonly PlannedOperation[], excess: number): readonly HandEdit[] {
  const { problem, plan } = desk;
  let edits: readonly HandEdit[] = [];
  let gone = 0;
  for (const row of steps) {
    if (gone >= excess) break;
    const of = { order: row.order, seq: row.seq };
    const centre = problem.machines.find(({ id }) => id === row.machine)?.workCentre;
    const others = problem.machines.filter((one) => one.workCentre === centre && one.id !== row.machine);
    const ways: readonly (readonly HandEdit[])[] = [
      [{ kind: 'pull-forward', ...of }],
      ...others.map(({ id }): readonly HandEdit[] => [
        { kind: 'move', ...of, start: row.start, machine: id },
        { kind: 'pull-forward', ...of },
      ]),
    ];
    for (const way of ways) {
      const next = [...edits, ...way];
      const answer = byHand(problem, plan, next, desk);
      const moved = answer.moved.find((move) => key(move) === key(of));
      if (answer.conflicts.length > 0 || !moved || moved.after.end > from) continue;
      edits = next;
      gone += work(row);
      break;
    }
  }
  return edits;
}

/** Put behind the span, the ones with most time first; what stands there makes room. */
function later(desk: Desk, { to }: Cell, steps: readonly PlannedOperation[], excess: number): readonly HandEdit[] {
  const { problem, plan } = desk;
  const need = new Map(plan.orders.map((row) => [row.id, row.need]));
  const slack = (row: PlannedOperation): number => (need.get(row.order) ?? row.end) - row.end;
  let edits: readonly HandEdit[] = [];
  let gone = 0;
  for (const row of steps.toSorted((a, b) => slack(b) - slack(a))) {
    if (gone >= excess || slack(row) < to - row.start) break;
    const opens = opensFrom(problem, row, to);
    const next: readonly HandEdit[] = [...edits, { kind: 'move', order: row.order, seq: row.seq, start: opens }];
    const { conflicts, newlyLate } = byHand(problem, plan, next, desk);
    if (conflicts.length > 0 || newlyLate.length > 0) continue;
    edits = next;
    gone += work(row);
  }
  return edits;
}

/** Each working day of the span an equal share of what is missing, of whom it is asked, directly behind the last shift. */
function overtime({ problem, plan }: Desk, cell: Cell, { capacity, load }: Loaded): readonly HandEdit[] {
  const crew = problem.crews.find(({ id }) => cell.kind === 'crew' && id === cell.resource);
  const machines = problem.machines.filter(
    ({ workCentre }) => cell.kind === 'work-centre' && workCentre === cell.resource,
  );
  const who = crew ? [{ id: crew.id, calendar: crew.calendar, each: crew.size }] : busiest(problem, machines, plan);
  const each = who.reduce((sum, one) => sum + one.each, 0);
  // Hours that make the goal: load = goal × (capacity + more).
  const missing = (load / cell.goal - capacity) / Math.max(1, each);
  return who.flatMap(({ id, calendar }): HandEdit[] => {
    const days = closings(problem, calendar, Math.max(cell.from, problem.now), cell.to);
    if (days.length === 0) return [];
    const long = Math.min(mostOvertime, Math.ceil(missing / days.length / (hour / 2)) * (hour / 2));
    return days.map((close) => ({ kind: 'overtime', of: id, from: close as Second, to: (close + long) as Second }));
  });
}

function busiest(problem: Problem, machines: Problem['machines'], plan: Plan) {
  const keeps = machineCalendars(problem);
  const busy = new Set(plan.operations.map(({ machine }) => machine));
  return machines
    .filter(({ id }) => busy.has(id))
    .map((row) => ({ id: row.id, calendar: keeps(row), each: row.capacity }));
}

function windowsOf(problem: Problem, calendar: string, from: number, to: number) {
  const found = problem.calendars.find(({ id }) => id === calendar);
  const epoch = secondsOf(problem.epoch);
  return found ? compileWindows(found, problem.zone, epoch, from, to) : [];
}

/** When work ends on each day of a span: the closings after which nothing opens for six hours. */
function closings(problem: Problem, calendar: string, from: number, to: number): readonly number[] {
  const windows = windowsOf(problem, calendar, from, to + 12 * hour);
  return windows.flatMap(([, close], n) => {
    const next = windows[n + 1]?.[0] ?? Infinity;
    return close > from && close < to && next - close >= 6 * hour ? [close] : [];
  });
}

/** When its machine works again after the span. */
function opensFrom(problem: Problem, row: PlannedOperation, at: number): Second {
  const machine = problem.machines.find(({ id }) => id === row.machine);
  const next = windowsOf(problem, machine ? machineCalendars(problem)(machine) : '', at, at + 14 * 86_400).find(
    ([, close]) => close > at,
  );
  return Math.max(at, next?.[0] ?? at) as Second;
}
