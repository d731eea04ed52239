/** Working time and what works: calendars, work centres, machines with their downtime, crews, tools, changeovers. */
import {
  type Calendar,
  type Changeover,
  type Crew,
  type Machine,
  minor,
  type OvertimeWindow,
  type Tool,
  type ToolUse,
  type WorkCentre,
} from '@hotlist/engine';
import { exact, lineValue, numberOf, scaled, secondsOfMinutes } from '../../house/amounts.ts';
import { dayNumber } from '../../house/clock.ts';
import type { Row, Value } from '../../house/kind.ts';
import { readHours, readWeek } from '../calendars/calendars.ts';
import type { Clockwork } from './clockwork.ts';
import { calendarsKept } from './machinecalendars.ts';
import { grouped, maybe, type RowsByKind, text } from './rows.ts';

/** Throws RangeError with the calendar and the text when a week cannot be read: rows are checked on their way in. */
export function calendarsOf(rows: RowsByKind): Calendar[] {
  const special = grouped(rows('calendar_days'), 'calendar');
  return rows('calendars').map((row) => {
    const id = text(row.code);
    const words = text(row.week);
    const week = readWeek(words);
    if ('fault' in week) throw new RangeError(`calendar ${id}: ${week.fault}`);
    const days = special.get(id) ?? [];
    const alwaysOpen = words.trim().toLowerCase() === 'always' && days.length === 0;
    return {
      id,
      name: maybe(row.name),
      ...(alwaysOpen ? { alwaysOpen } : {}),
      week: week.windows.map(({ weekday, from, to }) => ({ weekday, from, to })),
      ...(week.weeks > 1 ? { cycle: { weeks: week.weeks, from: week.from } } : {}),
      exceptions: days.map(exceptionOf),
    };
  });
}

function exceptionOf(row: Row): Calendar['exceptions'][number] {
  const hours = readHours(text(row.hours));
  if ('fault' in hours) throw new RangeError(`calendar ${row.calendar} on ${row.day}: ${hours.fault}`);
  return { day: dayNumber(text(row.day)), windows: hours.windows.map(({ from, to }) => ({ from, to })) };
}

export const workCentresOf = (rows: RowsByKind): WorkCentre[] =>
  rows('work_centres').map((row) => ({ id: text(row.code), name: maybe(row.name), calendar: text(row.calendar) }));

export function machinesOf(rows: RowsByKind, clock: Clockwork): Machine[] {
  const down = grouped(rows('downtimes'), 'machine');
  return rows('machines').map((row) => {
    const speed = scaled(exact(row.speed_percent ?? 100), { num: 1, den: 100 });
    const spans = (down.get(text(row.code)) ?? []).flatMap((one) => {
      const [from, to] = [clock.at(one.down_from), clock.at(one.down_to)];
      return from !== undefined && to !== undefined && from < to ? [{ from, to }] : [];
    });
    return {
      id: text(row.code),
      name: maybe(row.name),
      workCentre: text(row.work_centre),
      capacity: numberOf(row.capacity ?? 1),
      ...batchOf(row),
      calendar: maybe(row.calendar),
      ...(speed.num === speed.den ? {} : { speed }),
      ...(spans.length > 0 ? { downtime: spans.toSorted((a, b) => a.from - b.from) } : {}),
    };
  });
}

function batchOf(row: Row): Pick<Machine, 'batch'> {
  const [steps, qty] = [numberOf(row.batch_steps ?? 0), numberOf(row.batch_units ?? 0)];
  return steps > 0 ? { batch: { steps } } : qty > 0 ? { batch: { qty } } : {};
}

export const crewsOf = (rows: RowsByKind): Crew[] =>
  rows('crews').map((row) => ({
    id: text(row.code),
    name: maybe(row.name),
    size: numberOf(row.size),
    calendar: text(row.calendar),
  }));

export const toolsOf = (rows: RowsByKind, clock: Clockwork): Tool[] =>
  rows('tools').map((row) => {
    const [from, to] = [clock.at(row.away_from), clock.at(row.away_to)];
    return {
      id: text(row.code),
      name: maybe(row.name),
      count: numberOf(row.pieces ?? 1),
      ...(from !== undefined && to !== undefined && from < to ? { downtime: [{ from, to }] } : {}),
    };
  });

/** Of a calendar: every machine and crew that keeps it; of a work centre: its machines. */
export function overtimeOf(rows: RowsByKind, clock: Clockwork, currency: string): OvertimeWindow[] {
  const keeps = calendarsKept(rows('work_centres'));
  return rows('overtime_windows').flatMap((row) => {
    const { calendar, work_centre: centre } = row;
    const [named, crewed] = [new Set(codesOf(row.machines)), new Set(codesOf(row.crews))];
    const machines = rows('machines').filter(
      (one) =>
        named.has(text(one.code)) ||
        (maybe(calendar) !== undefined && keeps(one) === calendar) ||
        (maybe(centre) !== undefined && one.work_centre === centre),
    );
    const crews = rows('crews').filter(
      (one) => crewed.has(text(one.code)) || (maybe(calendar) !== undefined && one.calendar === calendar),
    );
    const [from, to] = [clock.at(row.work_from), clock.at(row.work_to)];
    if (from === undefined || to === undefined || from >= to) return [];
    return [
      {
        id: text(row.code),
        machines: machines.map((one) => text(one.code)),
        crews: crews.map((one) => text(one.code)),
        from,
        to,
        perHour: lineValue(row.hour_price, '1', currency) ?? minor(0),
        ...(row.decided === true ? { opened: true } : {}),
      },
    ];
  });
}

/** "MOULD, JIG, JIG": one mould and two jigs. */
export function toolUses(value: Value | undefined): readonly ToolUse[] | undefined {
  const codes = codesOf(value);
  return codes && [...new Set(codes)].map((tool) => ({ tool, qty: codes.filter((code) => code === tool).length }));
}

export const changeoversOf = (rows: RowsByKind): Changeover[] =>
  rows('changeovers').map((row) => ({
    workCentre: text(row.work_centre),
    from: text(row.from_family),
    to: text(row.to_family),
    setup: secondsOfMinutes(row.setup_minutes),
  }));

/** Codes as `references` fields hold them: "M1, M2". */
export const codesOf = (value: Value | undefined): readonly string[] | undefined => {
  const codes = text(value)
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return codes.length > 0 ? codes : undefined;
};
