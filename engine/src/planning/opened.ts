/** Overtime that is worked: whose hours it makes longer, which operations need it, what it costs. */
import { compileWindows, intersect, merge, subtractSpans, type Window } from '../calendar/windows.ts';
import { epochSeconds } from '../units/clock.ts';
import { grouped } from '../units/grouped.ts';
import type { Minor } from '../units/units.ts';
import { attendanceOf } from './attendants.ts';
import { machineCalendars } from './machine-calendars.ts';
import type { OpenedOvertime, Plan, PlannedOperation } from './plan.ts';
import type { OvertimeWindow, Problem, Span } from './problem.ts';

/** The problem in which what a plan opened is decided; the same where it opened nothing. */
export function withOpened(problem: Problem, { overtime }: Pick<Plan, 'overtime'>): Problem {
  return overtime?.length ? opening(problem, new Set(overtime.map((row) => row.window))) : problem;
}

export function opening(problem: Problem, ids: ReadonlySet<string>): Problem {
  return {
    ...problem,
    overtime: problem.overtime?.map((row) => (ids.has(row.id) ? { ...row, opened: true } : row)),
  };
}

/** Every window that there is, open. */
export const allOpened = (problem: Problem): Problem =>
  opening(problem, new Set(problem.overtime?.map((row) => row.id)));

/** Spans that machines and crews work beside their calendars. */
export function openedHours({ overtime = [] }: Pick<Problem, 'overtime'>): {
  readonly machines: ReadonlyMap<string, readonly Span[]>;
  readonly crews: ReadonlyMap<string, readonly Span[]>;
} {
  const open = overtime.filter((row) => row.opened);
  const of = (ids: (row: OvertimeWindow) => readonly string[] | undefined) =>
    grouped(
      open.flatMap((row) => (ids(row) ?? []).map((id) => ({ id, from: row.from, to: row.to }))),
      (row) => row.id,
    );
  return { machines: of((row) => row.machines), crews: of((row) => row.crews) };
}

/** Windows with open spans added, within [from, to). */
export function longer(windows: readonly Window[], spans: readonly Span[], from: number, to: number): Window[] {
  const more = spans.map((span) => [Math.max(from, span.from), Math.min(to, span.to)] as const);
  return merge([...windows, ...more.filter(([a, b]) => b > a)]);
}

/** What a window costs, however much of it is used. */
export const costOf = ({ from, to, perHour }: OvertimeWindow): Minor =>
  Math.ceil((perHour * (to - from)) / 3600) as Minor;

/** The figure of it; none where nothing was opened. */
export const secondsOf = (overtime: readonly OpenedOvertime[]): { readonly overtimeSeconds?: number } =>
  overtime.length > 0 ? { overtimeSeconds: overtime.reduce((sum, { from, to }) => sum + to - from, 0) } : {};

type Worked = Pick<PlannedOperation, 'order' | 'seq' | 'machine' | 'crew' | 'setupCrew' | 'setupEnd' | 'start' | 'end'>;

/**
 * The windows that some work needs, with what it is; decided ones that nothing needs are left out. Of windows that open the same
 * hours the dearer are left out, so that each that is left is needed.
 */
export function overtimeOf(problem: Problem, operations: Iterable<Worked>): readonly OpenedOvertime[] {
  let open = problem.overtime?.filter((row) => row.opened) ?? [];
  if (open.length === 0) return [];
  const within = [...operations].filter(({ start, end }) => open.some(({ from, to }) => start < to && end > from));
  const needing = (row: OvertimeWindow) => {
    const use = new WindowUse({ ...problem, overtime: open }, row);
    return within.filter((each) => each.start < row.to && each.end > row.from && use.needed(each));
  };
  for (const row of open.toSorted((a, b) => costOf(b) - costOf(a) || (a.id < b.id ? 1 : -1)))
    if (needing(row).length === 0) open = open.filter((each) => each !== row);
  return open
    .map((row) => {
      // A step may be split over machines: it is said once.
      const steps = new Map(needing(row).map(({ order, seq }) => [`${order} ${seq}`, { order, seq }]));
      return { window: row.id, from: row.from, to: row.to, cost: costOf(row), for: [...steps.values()] };
    })
    .toSorted((a, b) => a.from - b.from || (a.window < b.window ? -1 : 1));
}

/** What frozen work stands in is decided with it. */
export function withFrozenOpened(problem: Problem): Problem {
  if (!problem.overtime?.length) return problem;
  const frozen = problem.workOrders.flatMap(({ id, operations = [] }) =>
    operations.flatMap(({ seq, machine, crew, frozen: span }): Worked[] =>
      span && machine !== undefined && problem.machines.some((row) => row.id === machine)
        ? [
            {
              order: `work/${id}`,
              seq,
              machine,
              ...(crew === undefined ? {} : { crew }),
              start: span.from,
              end: span.to,
            },
          ]
        : [],
    ),
  );
  return withOpened(problem, { overtime: overtimeOf(allOpened(problem), frozen) });
}

/** The hours that one window adds to pairs of machine and crew. */
class WindowUse {
  private readonly problem: Problem;
  private readonly window: OvertimeWindow;
  private readonly unix: number;
  private readonly others: ReturnType<typeof openedHours>;
  private readonly added = new Map<string, readonly Window[]>();

  constructor(problem: Problem, window: OvertimeWindow) {
    this.problem = problem;
    this.window = window;
    this.unix = epochSeconds(problem.epoch) ?? 0;
    this.others = openedHours({ overtime: problem.overtime?.filter((row) => row.id !== window.id) });
  }

  /** It works in hours that are open by this window alone. */
  needed(operation: Worked): boolean {
    const { machine } = operation;
    if (machine === undefined) return false;
    return attendanceOf(operation).some(({ crew, from, to }) =>
      this.adds(machine, crew).some(([opens, closes]) => opens < to && closes > from),
    );
  }

  private adds(machine: string, crew: string | undefined): readonly Window[] {
    const key = JSON.stringify([machine, crew]);
    const known = this.added.get(key);
    if (known) return known;
    const { machines = [], crews = [] } = this.window;
    const mine = machines.includes(machine);
    const theirs = crew !== undefined && crews.includes(crew);
    const found = mine || theirs ? this.find(machine, mine, crew, theirs) : [];
    this.added.set(key, found);
    return found;
  }

  private find(machine: string, mine: boolean, crew: string | undefined, theirs: boolean): readonly Window[] {
    const { problem, window, others } = this;
    const row = problem.machines.find(({ id }) => id === machine)!;
    const own = this.hours(machineCalendars(problem)(row), others.machines.get(machine));
    const whole: Window[] = [[window.from, window.to]];
    const people = problem.crews.find(({ id }) => id === crew);
    const attended = people ? this.hours(people.calendar, others.crews.get(people.id)) : whole;
    const without = intersect(own, attended);
    const within = intersect(mine ? whole : own, theirs ? whole : attended);
    const away = people?.away?.filter((span) => (span.people ?? people.size) >= people.size) ?? [];
    const closed = [...without.map(([from, to]) => ({ from, to })), ...(row.downtime ?? []), ...away];
    return subtractSpans(within, closed as Span[]);
  }

  private hours(calendar: string, spans: readonly Span[] = []): Window[] {
    const { from, to } = this.window;
    const row = this.problem.calendars.find(({ id }) => id === calendar);
    return longer(row ? compileWindows(row, this.problem.zone, this.unix, from, to) : [], spans, from, to);
  }
}
