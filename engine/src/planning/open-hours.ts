/** When a step could have run: hours in which its machine and its crew both work, downtime left aside. */
import { compileWindows, intersect } from '../calendar/windows.ts';
import { WorkingTime } from '../calendar/working-time.ts';
import { epochSeconds } from '../units/clock.ts';
import { machineCalendars } from './machine-calendars.ts';
import { longer, openedHours } from './opened.ts';
import type { Calendar, Problem } from './problem.ts';

export class OpenHours {
  private readonly problem: Problem;
  private readonly unix: number;
  private readonly calendars: ReadonlyMap<string, Calendar>;
  private readonly machines: ReadonlyMap<string, string>;
  private readonly crews: ReadonlyMap<string, string>;
  private readonly opened: ReturnType<typeof openedHours>;
  private readonly compiled = new Map<string, WorkingTime>();
  /** By machine and crew, as far as they were asked. */
  private readonly known = new Map<string, Map<string | undefined, WorkingTime>>();

  constructor(problem: Problem) {
    this.problem = problem;
    this.unix = epochSeconds(problem.epoch) ?? 0;
    this.calendars = new Map(problem.calendars.map((calendar) => [calendar.id, calendar]));
    const keeps = machineCalendars(problem);
    this.machines = new Map(problem.machines.map((machine) => [machine.id, keeps(machine)]));
    this.opened = openedHours(problem);
    this.crews = new Map(problem.crews.map((crew) => [crew.id, crew.calendar]));
  }

  /** Working seconds of `machine`, and of `crew` if named, in [from, to). */
  between(machine: string, crew: string | undefined, from: number, to: number): number {
    return this.of(machine, crew).workBetween(from, to);
  }

  /** Hours of `machine`, and of `crew` if named. */
  of(machine: string, crew: string | undefined): WorkingTime {
    let byCrew = this.known.get(machine);
    if (!byCrew) {
      byCrew = new Map();
      this.known.set(machine, byCrew);
    }
    let hours = byCrew.get(crew);
    if (!hours) {
      hours = this.compile(machine, crew);
      byCrew.set(crew, hours);
    }
    return hours;
  }

  private compile(machine: string, crew: string | undefined): WorkingTime {
    const own = this.machines.get(machine) ?? '';
    const theirs = crew === undefined ? undefined : this.crews.get(crew);
    const [mine, others] = [this.opened.machines.get(machine), this.opened.crews.get(crew ?? '')];
    if (mine || others) return this.overtime(machine, own, crew, theirs);
    return this.hours(own, theirs ?? own);
  }

  private overtime(machine: string, own: string, crew: string | undefined, theirs: string | undefined): WorkingTime {
    const { now, horizonEnd } = this.problem;
    const one = longer(this.windows(own), this.opened.machines.get(machine) ?? [], now, horizonEnd);
    const other =
      theirs === undefined
        ? one
        : longer(this.windows(theirs), this.opened.crews.get(crew ?? '') ?? [], now, horizonEnd);
    return new WorkingTime(intersect(one, other));
  }

  private hours(first: string, second: string): WorkingTime {
    const key = JSON.stringify([first, second]);
    const known = this.compiled.get(key);
    if (known) return known;
    const [one, other] = [this.windows(first), this.windows(second)];
    const hours = new WorkingTime(first === second ? one : intersect(one, other));
    this.compiled.set(key, hours);
    return hours;
  }

  private windows(id: string) {
    const { zone, now, horizonEnd } = this.problem;
    const calendar = this.calendars.get(id);
    return calendar ? compileWindows(calendar, zone, this.unix, now, horizonEnd) : [];
  }
}
