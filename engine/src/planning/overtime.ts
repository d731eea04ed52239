/** Overtime: calendars with more hours, and what the hours cost that work then takes of them. */
import { placeOf, weekdayOf } from '../calendar/windows.ts';
import { Shop } from '../scheduling/compile.ts';
import { DAY, epochSeconds, offsetAt } from '../units/clock.ts';
import type { Minor } from '../units/units.ts';
import { machineCalendars } from './machine-calendars.ts';
import type { Calendar, Problem } from './problem.ts';
import type { Answer, Situation } from './situation.ts';

export type Overtime = 'evenings' | 'saturdays';

/** Hours added to every day that is worked. */
const EVENING = 2 * 3600;
const SATURDAY = 5;

/** The problem with overtime of some machines and crews until `until`; undefined where none of them has more hours to give. */
export function withOvertime(
  problem: Problem,
  machines: ReadonlySet<string>,
  crews: ReadonlySet<string>,
  when: Overtime,
  until: number,
): Problem | undefined {
  const longer = new Map<string, Calendar>();
  const keeps = machineCalendars(problem);
  const calendars = new Map(problem.calendars.map((calendar) => [calendar.id, calendar]));
  const extended = (id: string | undefined): string | undefined => {
    const calendar = calendars.get(id ?? '');
    if (!calendar || calendar.alwaysOpen) return id;
    if (!longer.has(calendar.id)) {
      const more = lengthened(problem, calendar, when, until);
      if (!more) return id;
      longer.set(calendar.id, more);
    }
    return longer.get(calendar.id)!.id;
  };
  const changed: Problem = {
    ...problem,
    machines: problem.machines.map((row) => (machines.has(row.id) ? { ...row, calendar: extended(keeps(row)) } : row)),
    crews: problem.crews.map((row) => (crews.has(row.id) ? { ...row, calendar: extended(row.calendar)! } : row)),
  };
  if (longer.size === 0) return undefined;
  return { ...changed, calendars: [...problem.calendars, ...longer.values()] };
}

function lengthened(problem: Problem, calendar: Calendar, when: Overtime, until: number): Calendar | undefined {
  const dayOf = (second: number): number =>
    Math.floor((epochSeconds(problem.epoch)! + second + offsetAt(problem.zone, second)) / DAY);
  const exceptions = new Map(calendar.exceptions.map((row) => [row.day, row.windows]));
  const usual = (place: number) => calendar.week.filter((window) => window.weekday === place);
  const places = Array.from({ length: 7 * (calendar.cycle?.weeks ?? 1) }, (_, place) => place);
  const model = places
    .filter((place) => place % 7 < SATURDAY)
    .map(usual)
    .find((windows) => windows.length > 0);
  let changed = false;
  for (let day = dayOf(problem.now); day <= dayOf(until); day++) {
    const windows = exceptions.get(day) ?? usual(placeOf(calendar, day)).map(({ from, to }) => ({ from, to }));
    if (when === 'evenings' && windows.length > 0) {
      const end = Math.max(...windows.map((window) => window.to));
      if (end + EVENING > DAY) continue;
      exceptions.set(day, [...windows, { from: end, to: end + EVENING }]);
      changed = true;
    }
    if (when === 'saturdays' && windows.length === 0 && weekdayOf(day) === SATURDAY && model) {
      exceptions.set(
        day,
        model.map(({ from, to }) => ({ from, to })),
      );
      changed = true;
    }
  }
  if (!changed) return undefined;
  return {
    ...calendar,
    id: `${calendar.id}+${when}`,
    exceptions: [...exceptions].map(([day, windows]) => ({ day, windows })).sort((a, b) => a.day - b.day),
  };
}

/** Minor units for the overtime that work takes; undefined where a rate is not known. */
export function overtimeCost(
  problem: Problem,
  machines: ReadonlySet<string>,
  crews: ReadonlySet<string>,
  { jobs, model }: Situation,
  { mended }: Answer,
): Minor | undefined {
  const usual = new Shop(problem);
  const { shop } = model;
  const rates = new Map(problem.rates?.overtime?.map((rate) => [rate.of, rate.perHour]));
  let cost: number | undefined = 0;
  const places: number[] = [];
  for (let t = 0; t < jobs.tasks; t++)
    if (mended.built.dead[jobs.order[t]!] === 0) places.push(...mended.floor.partsOf(t));
  for (const t of places) {
    const m = mended.floor.machine[t]!;
    if (m < 0 || !mended.floor.opens(t)) continue;
    const step = jobs.step[t]!;
    const [from, mid, to] = [mended.floor.start[t]!, mended.floor.setupEnd(t), mended.floor.end[t]!];
    const parts = [
      { crew: shop.steps.setupBy[step]!, from, to: mid },
      { crew: shop.steps.runBy[step]!, from: mid, to },
    ];
    for (const part of parts) {
      const { crew } = part;
      const paid = [shop.machineIds[m]!, ...(crew < 0 ? [] : [shop.crewIds[crew]!])].filter(
        (id) => machines.has(id) || crews.has(id),
      );
      const hours = (of: Shop) => of.timesOf(m, crew).workBetween(part.from, part.to);
      const more = paid.length === 0 ? 0 : hours(shop) - hours(usual);
      if (more <= 0) continue;
      for (const id of paid) {
        const rate = rates.get(id);
        cost = rate === undefined || cost === undefined ? undefined : cost + (rate * more) / 3600;
      }
    }
  }
  return cost === undefined ? undefined : (Math.ceil(cost) as Minor);
}
