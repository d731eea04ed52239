/** Work that was published in hours that its calendar took since. Pure; times are seconds since 1970. */
import type { Row } from '../../house/kind.ts';
import { worthTelling } from '../attainment/attainment.ts';
import { type Closing, clipped, type Span } from '../planning/closings.ts';
import type { Worked } from '../planning/openhours.ts';
import { groupedBy } from '../planning/rows.ts';
import { keptByMost } from '../planning/workingdays.ts';
import type { OpenStep } from './exceptions.ts';

/** Seconds that a step was published to work in and in which nobody works. */
export const secondsShut = (shut: readonly Span[], { start, end }: OpenStep, hours: Worked): number =>
  clipped(shut, start, end).reduce((sum, { from, to }) => sum + to - from - hours(from, to), 0);

/** A step of which work stands in closed hours. */
export interface Stand<Step extends OpenStep = OpenStep> {
  readonly step: Step;
  readonly closing: Closing;
  /** Of its work. */
  readonly seconds: number;
  /** When nobody works on it, in turn. */
  readonly shut: readonly Span[];
}

export type Keeper = 'machines' | 'crews';

/** Each step once, by the closing of its machine or crew that takes most of it. Overtime opens what is closed. */
export function standing<Step extends OpenStep & { readonly crew: string | null }>(
  steps: readonly Step[],
  closings: readonly Closing[],
  keeps: (whose: Keeper, code: string) => string | undefined,
  worked: (code: string, whose: Keeper) => Worked,
): readonly Stand<Step>[] {
  const closingsBy = groupedBy(closings, ({ calendar }) => calendar);
  return steps.flatMap((step): readonly Stand<Step>[] => {
    const { machine, crew, start, end } = step;
    if (machine === null) return [];
    const keepers = [['machines', machine] as const, ...(crew === null ? [] : [['crews', crew] as const])];
    const hit = keepers.flatMap(([whose, code]) =>
      (closingsBy.get(keeps(whose, code) ?? '') ?? []).flatMap((closing): readonly Stand<Step>[] => {
        const hours = worked(code, whose);
        const shut = closing.spans.filter(({ from, to }) => from < end && to > start && hours(from, to) < to - from);
        const seconds = secondsShut(shut, step, hours);
        return seconds >= worthTelling ? [{ step, closing, seconds, shut }] : [];
      }),
    );
    return hit.toSorted((a, b) => b.seconds - a.seconds).slice(0, 1);
  });
}

/** Whose day it is, where that is not the plant: the one work centre or machine that keeps the calendar, else the calendar. */
export function keeperCalled(calendar: string, workCentres: readonly Row[], machines: readonly Row[]): string | null {
  const own = machines.filter((row) => row.calendar !== null && row.calendar !== '');
  const keepers = [...workCentres, ...own];
  if (new Set(keepers.map((row) => row.calendar)).size <= 1) return null;
  const [keeper, ...others] = keepers.filter((row) => row.calendar === calendar);
  if (keeper && others.length === 0) return String(keeper.code);
  return keptByMost(workCentres) === calendar ? null : calendar;
}
