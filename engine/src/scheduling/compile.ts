/**
 * The shop, compiled: calendars, machines, crews and routings as dense indices in id order, so that ties break
 * by id and the order of the problem's lists does not matter. Impossible data throws with the values.
 */

import type { Window } from '../calendar/windows.ts';
import { compileWindows, intersect, subtractSpans } from '../calendar/windows.ts';
import { WorkingTime } from '../calendar/working-time.ts';
import { longer, openedHours } from '../planning/opened.ts';
import type { Calendar, Item, Machine, Operation, OvertimeWindow, Problem, Span, Tool } from '../planning/problem.ts';
import { ProblemError } from '../planning/problem.ts';
import { DAY, epochSeconds } from '../units/clock.ts';
import type { StepLookup } from './steps.ts';
import { Steps } from './steps.ts';

/** Ids in code-unit order: the same on every machine and locale. */
export const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

export function indexById<T extends { readonly id: string }>(
  list: keyof Problem,
  rows: readonly T[],
): { rows: readonly T[]; index: Map<string, number> } {
  const sorted = rows.toSorted(byId);
  const index = new Map<string, number>();
  sorted.forEach((row, i) => {
    if (index.has(row.id))
      throw new ProblemError(list, row.id, `${row.id} is listed twice among the ${list}. Maybe one of them is a copy.`);
    index.set(row.id, i);
  });
  return { rows: sorted, index };
}

/** Windows start this long before the first thing that matters, so that lead times that reach into the past keep their order. */
const LOOK_BACK = 90 * DAY;

export class Shop implements StepLookup {
  readonly from: number;
  readonly to: number;
  readonly steps = new Steps();
  /** Distinct compiled calendars; machines and crews point into them. */
  readonly times: WorkingTime[] = [];
  readonly machineIds: string[] = [];
  readonly machineTimes: number[] = [];
  readonly machineCapacity: number[] = [];
  readonly machineSpeedNum: number[] = [];
  readonly machineSpeedDen: number[] = [];
  readonly machineCentre: number[] = [];
  /** How much a batch takes: steps, or quantity in the smallest step of all items; 0: the machine takes no batches. */
  readonly batchRoom: number[] = [];
  private readonly batchBySteps: boolean[] = [];
  private readonly mostDecimals: number;
  readonly centreIds: string[] = [];
  readonly crewIds: string[] = [];
  readonly crewSize: number[] = [];
  /** Spans in which only some of a crew are there. */
  readonly crewAway: { readonly crew: number; readonly from: number; readonly to: number; readonly people: number }[] =
    [];
  readonly toolIds: string[] = [];
  readonly toolCount: number[] = [];
  /** Spans in which no piece of a tool is there. */
  readonly toolDown: { readonly tool: number; readonly from: number; readonly to: number }[] = [];
  readonly families: string[] = [];
  /** item → [first step, past the last) of its routing. */
  readonly routing = new Map<string, readonly [number, number]>();
  /** Set-up seconds by work centre, family before and family after. */
  private readonly changeovers = new Map<string, number>();
  private readonly windows: Window[][] = [];
  private readonly crewWindows: number[] = [];
  private readonly centres = new Map<string, { index: number; calendar: number; machines: number[] }>();
  private readonly machines: Map<string, number>;
  private readonly crews: Map<string, number>;
  private readonly tools: Map<string, number>;
  private readonly familyIndex = new Map<string, number>();
  private readonly together = new Map<number, number>();

  constructor(problem: Problem) {
    const unix = epochSeconds(problem.epoch);
    if (unix === undefined)
      throw new ProblemError(
        'epoch',
        problem.epoch,
        `the epoch must be an instant in UTC such as 2026-01-05T00:00:00Z, not ${problem.epoch}`,
      );
    if (problem.horizonEnd <= problem.now)
      throw new ProblemError(
        'horizonEnd',
        String(problem.horizonEnd),
        `the horizon ends at ${problem.horizonEnd}, which is not after now (${problem.now})`,
      );
    this.from = earliest(problem) - LOOK_BACK;
    this.to = problem.horizonEnd;
    this.mostDecimals = problem.items.reduce((most, item) => Math.max(most, item.decimals), 0);

    const calendars = indexById('calendars', problem.calendars);
    const calendarRow = new Map<string, number>();
    const compiled = (id: string, list: keyof Problem, owner: string): number => {
      const known = calendarRow.get(id);
      if (known !== undefined) return known;
      const index = calendars.index.get(id);
      if (index === undefined) throw new ProblemError(list, owner, `calendar ${id} of ${owner} is not known`);
      const row = this.addWindows(
        compileWindows(checked(calendars.rows[index]!), problem.zone, unix, this.from, this.to),
      );
      calendarRow.set(id, row);
      return row;
    };

    const opened = openedHours(problem);
    const worked = (row: number, spans: readonly Span[] | undefined): number =>
      spans ? this.addWindows(longer(this.windows[row]!, spans, this.from, this.to)) : row;
    const centres = indexById('workCentres', problem.workCentres);
    centres.rows.forEach((centre, index) => {
      this.centreIds.push(centre.id);
      this.centres.set(centre.id, {
        index,
        calendar: compiled(centre.calendar, 'workCentres', centre.id),
        machines: [],
      });
    });
    const machines = indexById('machines', problem.machines);
    this.machines = machines.index;
    machines.rows.forEach((machine, index) => {
      const centre = this.centres.get(machine.workCentre);
      if (!centre)
        throw new ProblemError(
          'machines',
          machine.id,
          `work centre ${machine.workCentre} of machine ${machine.id} is not known`,
        );
      const usual =
        machine.calendar === undefined ? centre.calendar : compiled(machine.calendar, 'machines', machine.id);
      const base = worked(usual, opened.machines.get(machine.id));
      const row = machine.downtime?.length
        ? this.addWindows(subtractSpans(this.windows[base]!, machine.downtime))
        : base;
      centre.machines.push(index);
      this.machineIds.push(machine.id);
      this.machineTimes.push(row);
      this.machineCapacity.push(machine.capacity);
      this.machineSpeedNum.push(machine.speed?.num ?? 1);
      this.machineSpeedDen.push(machine.speed?.den ?? 1);
      this.machineCentre.push(centre.index);
      this.addBatch(machine);
    });
    const crews = indexById('crews', problem.crews);
    this.crews = crews.index;
    for (const crew of crews.rows) {
      const all = crew.away?.filter(({ people }) => (people ?? crew.size) >= crew.size) ?? [];
      for (const { from, to, people } of crew.away ?? [])
        if (people !== undefined && people > 0 && people < crew.size)
          this.crewAway.push({ crew: this.crewIds.length, from, to, people });
      const base = worked(compiled(crew.calendar, 'crews', crew.id), opened.crews.get(crew.id));
      this.crewWindows.push(all.length > 0 ? this.addWindows(subtractSpans(this.windows[base]!, all)) : base);
      this.crewIds.push(crew.id);
      this.crewSize.push(crew.size);
    }
    this.tools = this.compileTools(problem.tools ?? []);
    this.checkOvertime(problem.overtime ?? []);
    for (const change of problem.changeovers) {
      const centre = this.centres.get(change.workCentre);
      if (!centre)
        throw new ProblemError(
          'changeovers',
          change.workCentre,
          `work centre ${change.workCentre} of a changeover is not known`,
        );
      this.changeovers.set(`${centre.index} ${this.family(change.from)} ${this.family(change.to)}`, change.setup);
    }
    this.compileRoutings(problem);
  }

  workCentre(id: string) {
    return this.centres.get(id);
  }

  machine(id: string) {
    return this.machines.get(id);
  }

  crew(id: string) {
    return this.crews.get(id);
  }

  tool(id: string) {
    const index = this.tools.get(id);
    return index === undefined ? undefined : { index, count: this.toolCount[index]! };
  }

  family(name: string): number {
    let index = this.familyIndex.get(name);
    if (index === undefined) {
      index = this.families.length;
      this.familyIndex.set(name, index);
      this.families.push(name);
    }
    return index;
  }

  get anyBatch(): boolean {
    return this.batchRoom.some((room) => room > 0);
  }

  /** How much of a batch of a machine a step is, in the measure of `batchRoom`. */
  batchLoad(machine: number, step: number, qty: number): number {
    return this.batchBySteps[machine] ? 1 : qty * 10 ** (this.mostDecimals - this.steps.decimals[step]!);
  }

  /** Ids of the tools that a step holds. */
  toolsOf(step: number): string[] {
    const { tool, toolFrom } = this.steps;
    return tool.slice(toolFrom[step]!, toolFrom[step + 1]!).map((index) => this.toolIds[index]!);
  }

  /** Set-up seconds of `step` on a machine of `centre` when work of family `before` (−1: none, or unknown) went last. */
  setupAfter(step: number, centre: number, before: number): number {
    const family = this.steps.family[step]!;
    const own = this.steps.setup[step]!;
    if (family < 0 || before < 0) return own;
    if (before === family) return 0;
    if (this.changeovers.size === 0) return own;
    return this.changeovers.get(`${centre} ${before} ${family}`) ?? own;
  }

  /** Working time of a machine, or of machine and crew together. */
  timesOf(machine: number, crew: number): WorkingTime {
    if (crew < 0) return this.times[this.machineTimes[machine]!]!;
    const a = this.machineTimes[machine]!;
    const b = this.crewWindows[crew]!;
    if (a === b) return this.times[a]!;
    const key = a * 65_536 + b;
    let row = this.together.get(key);
    if (row === undefined) {
      row = this.addWindows(intersect(this.windows[a]!, this.windows[b]!));
      this.together.set(key, row);
    }
    return this.times[row]!;
  }

  /** Working seconds on a machine for so many at speed 1, rounded up. */
  scaled(machine: number, seconds: number): number {
    const [num, den] = [this.machineSpeedNum[machine]!, this.machineSpeedDen[machine]!];
    return num === den ? seconds : Math.ceil((seconds * den) / num);
  }

  /** Names of the crews of a step: who sets up, and who runs it where that is another. */
  crewsOf(step: number): string[] {
    const { setupBy, runBy } = this.steps;
    return [...new Set([setupBy[step]!, runBy[step]!])].filter((crew) => crew >= 0).map((crew) => this.crewIds[crew]!);
  }

  /** When `work` seconds of a step, `setup` of them (at speed 1) for the set-up, are over on a machine from `from` on. */
  workedFrom(step: number, machine: number, from: number, setup: number, work: number): number {
    const { phased, setupBy, runBy } = this.steps;
    if (!phased[step]) return this.timesOf(machine, setupBy[step]!).add(from, work);
    const first = Math.min(work, this.scaled(machine, setup));
    const mid = first > 0 ? this.timesOf(machine, setupBy[step]!).add(from, first) : from;
    return work > first ? this.timesOf(machine, runBy[step]!).add(mid, work - first) : mid;
  }

  /** When the set-up of a step that stands is over: its start where there is none. */
  setupEnd(step: number, machine: number, from: number, to: number, setup: number): number {
    if (setup === 0) return from;
    return Math.min(to, this.timesOf(machine, this.steps.setupBy[step]!).add(from, this.scaled(machine, setup)));
  }

  private addWindows(windows: Window[]): number {
    this.windows.push(windows);
    this.times.push(new WorkingTime(windows));
    return this.times.length - 1;
  }

  private addBatch({ id, batch, capacity }: Machine): void {
    const bySteps = batch !== undefined && 'steps' in batch;
    const size = batch === undefined ? 0 : bySteps ? batch.steps : batch.qty;
    if (batch && capacity !== 1)
      throw new ProblemError(
        'machines',
        id,
        `machine ${id} takes batches, and ${capacity} of them at once. Maybe each chamber is a machine of its own`,
      );
    this.batchRoom.push(bySteps ? size : size * 10 ** this.mostDecimals);
    this.batchBySteps.push(bySteps);
  }

  private compileTools(tools: readonly Tool[]): Map<string, number> {
    const { rows, index } = indexById('tools', tools);
    rows.forEach(({ id, count, downtime = [] }, tool) => {
      for (const { from, to } of downtime) this.toolDown.push({ tool, from, to });
      this.toolIds.push(id);
      this.toolCount.push(count);
    });
    return index;
  }

  private checkOvertime(overtime: readonly OvertimeWindow[]): void {
    for (const { id, machines = [], crews = [] } of indexById('overtime', overtime).rows) {
      const stranger = machines.find((row) => !this.machines.has(row)) ?? crews.find((row) => !this.crews.has(row));
      if (stranger !== undefined)
        throw new ProblemError('overtime', id, `${stranger}, which may work in overtime ${id}, is not known`);
    }
  }

  private compileRoutings(problem: Problem): void {
    const items = new Map(problem.items.map((item) => [item.id, item]));
    const byItem = new Map<string, Operation[]>();
    for (const operation of problem.operations) {
      const list = byItem.get(operation.item);
      if (list) list.push(operation);
      else byItem.set(operation.item, [operation]);
    }
    for (const [id, operations] of [...byItem].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
      const item: Item | undefined = items.get(id);
      if (!item) throw new ProblemError('operations', id, `item ${id} of step ${operations[0]!.seq} is not known`);
      const first = this.steps.count;
      let before = -Infinity;
      for (const operation of operations.toSorted((a, b) => a.seq - b.seq)) {
        if (operation.seq === before)
          throw new ProblemError('operations', id, `item ${id} has step ${operation.seq} twice`);
        before = operation.seq;
        this.steps.add(operation, item, this, 'operations', id);
      }
      this.routing.set(id, [first, this.steps.count]);
    }
  }
}

function earliest(problem: Problem): number {
  let first: number = problem.now;
  for (const order of problem.workOrders) {
    for (const operation of order.operations ?? []) {
      first = Math.min(first, operation.startedAt ?? first, operation.frozen?.from ?? first);
    }
  }
  return Math.max(first, problem.now - 3660 * DAY);
}

function checked(calendar: Calendar): Calendar {
  for (const window of calendar.week) {
    if (window.weekday >= 7 * (calendar.cycle?.weeks ?? 1) || window.to <= window.from) {
      throw new ProblemError(
        'calendars',
        calendar.id,
        `calendar ${calendar.id} has an impossible window: weekday ${window.weekday}, ${window.from} to ${window.to}`,
      );
    }
  }
  return calendar;
}
