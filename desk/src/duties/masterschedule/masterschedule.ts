/** The master schedule as it is kept and shown: weeks as instants, quantities in the item's unit, load in seconds. */
import type { LoadingOperation, Problem, RoughCut } from '@hotlist/engine';
import { decimalOf } from '../../house/amounts.ts';
import { groupedBy } from '../planning/rows.ts';

export interface MasterSchedule {
  readonly weeks: readonly { readonly from: string; readonly to: string }[];
  readonly items: readonly CommittedItem[];
  readonly resources: readonly LoadedResource[];
  /** The load of the next weeks by day. Absent: of a version made before days were kept. */
  readonly byDay?: {
    readonly days: readonly { readonly from: string; readonly to: string }[];
    readonly resources: readonly LoadedResource[];
  };
  /** Where more is asked than there is, the worst first, in sentences. */
  readonly overloads: readonly string[];
}

export interface CommittedItem {
  readonly item: string;
  readonly family: string;
  /** One entry a week. */
  readonly ordered: readonly number[];
  readonly forecast: readonly number[];
  readonly ships: readonly number[];
}

export interface LoadedResource {
  readonly resource: string;
  readonly kind: 'work-centre' | 'crew';
  readonly weeks: readonly LoadedWeek[];
}

export interface LoadedWeek {
  readonly capacity: number;
  readonly load: number;
  /** Seconds by product family; what only fills stock stands under ''. */
  readonly families: Readonly<Record<string, number>>;
}

/** `at` turns the engine's seconds into ISO instants. */
export function masterScheduleOf(
  problem: Problem,
  cut: RoughCut,
  daily: RoughCut,
  at: (second: number) => string,
): MasterSchedule {
  const decimals = new Map(problem.items.map((item) => [item.id, item.decimals]));
  const spans = ({ weeks }: RoughCut) => weeks.map(({ from, to }) => ({ from: at(from), to: at(to) }));
  return {
    weeks: spans(cut),
    byDay: { days: spans(daily), resources: daily.resources },
    items: cut.items.map(({ item, family, weeks }) => {
      const units = (steps: number): number => decimalOf(steps, decimals.get(item) ?? 0);
      return {
        item,
        family,
        ordered: weeks.map(({ ordered }) => units(ordered)),
        forecast: weeks.map(({ forecast }) => units(forecast)),
        ships: weeks.map(({ ships }) => units(ships ?? 0)),
      };
    }),
    resources: cut.resources,
    overloads: cut.overloads,
  };
}

/**
 * Of operations that do not lie wholly within a week or a day, or that people attend for less or more than they take, the seconds
 * by which they load it: by resource, then by span, each as its order, step, part and seconds. The others load it by all they take.
 */
export type LoadParts = Readonly<
  Record<string, Readonly<Record<string, readonly (readonly [string, number, number, number])[]>>>
>;

/**
 * An operation's hours in a load: "14.3 h of 63.3 h" where more of it lies elsewhere, "5.6 h, takes 5.1 h" where a machine faster than the
 * calendar, or several people, load by more than the time that it takes.
 */
export function loadedWords(within: number, seconds: number): string {
  const hours = (of: number): string => `${Number((of / 3600).toFixed(1))} h`;
  if (hours(within) === hours(seconds)) return hours(within);
  return within < seconds ? `${hours(within)} of ${hours(seconds)}` : `${hours(within)}, takes ${hours(seconds)}`;
}

/** The first span has all that should have been done before it too. */
export const everBefore = '1970-01-01T00:00:00Z';
export const resourceKey = (kind: LoadedResource['kind'], resource: string): string => `${kind} ${resource}`;
export const spanKey = (from: string, to: string): string => `${from} ${to}`;

export function loadPartsOf(cuts: readonly RoughCut[], at: (second: number) => string): LoadParts {
  const parts: Record<string, Record<string, (readonly [string, number, number, number])[]>> = {};
  for (const { weeks, operations = [] } of cuts)
    for (const [key, rows] of groupedBy(operations, ({ kind, resource }) => resourceKey(kind, resource)))
      for (const theirs of groupedBy(
        rows,
        ({ operation }) => `${operation.order} ${operation.seq} ${operation.part?.number}`,
      ).values())
        for (const { week, seconds } of partlyIn(theirs, weeks)) {
          const { from, to } = weeks[week]!;
          const span = spanKey(week === 0 ? everBefore : at(from), at(to));
          const { order, seq, part } = theirs[0]!.operation;
          const spans = (parts[key] ??= {});
          (spans[span] ??= []).push([order, seq, part?.number ?? 0, seconds]);
        }
  return parts;
}

/** Of one operation the weeks that it stands in, and does not load by all it takes; 0 where it only pauses in one. */
function partlyIn(rows: readonly LoadingOperation[], weeks: RoughCut['weeks']) {
  const { start, end, setup, run } = rows[0]!.operation;
  return weeks.flatMap(({ from, to }, week) => {
    if (start >= to || (week > 0 && end <= from)) return [];
    const load = rows.reduce((sum, one) => sum + (one.week === week ? one.load : 0), 0);
    const seconds = Math.round(load);
    return seconds === setup + run ? [] : [{ week, seconds }];
  });
}

/** Share of the hours there are; null where none are and none are asked, Infinity where work stands in closed time. */
export const utilisation = ({ capacity, load }: Pick<LoadedWeek, 'capacity' | 'load'>): number | null =>
  load === 0 && capacity === 0 ? null : load / capacity;

export const percentOf = (share: number): string => (share === Infinity ? 'closed' : `${Math.round(100 * share)} %`);

export type LoadTone = 'late' | 'risk' | 'fine';
/** A week is tight from here on: what comes unplanned finds no room. */
const TIGHT = 0.85;

/** What a share is brought under: what there is, where more is asked; where it is only tight, so that room is left. */
export const goalOf = (share: number): number | undefined => (share > 1 ? 1 : share > TIGHT ? TIGHT : undefined);
export const loadTone = (share: number | null): LoadTone =>
  share === null || share <= TIGHT ? 'fine' : share <= 1 ? 'risk' : 'late';

type Weekly = Pick<CommittedItem, 'ordered' | 'ships'>;

/** Week by week, how much of what was ordered until then has not shipped; 0 where nothing is behind. */
export function behindOf({ ordered, ships }: Weekly): readonly number[] {
  let behind = 0;
  return ordered.map((qty, n) => {
    behind += qty - (ships[n] ?? 0);
    return Math.max(0, Math.round(behind * 1e6) / 1e6);
  });
}

/** Sums by week over items; undefined where they are not all counted in one unit. */
export function familySums<Row extends Omit<CommittedItem, 'item' | 'family'> & { readonly unit: string }>(
  rows: readonly Row[],
): (Omit<CommittedItem, 'item' | 'family'> & { readonly unit: string }) | undefined {
  const [first] = rows;
  if (!first || rows.some(({ unit }) => unit !== first.unit)) return undefined;
  const sum = (of: (row: Row) => readonly number[]) =>
    of(first).map((_, n) => rows.reduce((total, row) => total + (of(row)[n] ?? 0), 0));
  return {
    unit: first.unit,
    ordered: sum((row) => row.ordered),
    forecast: sum((row) => row.forecast),
    ships: sum((row) => row.ships),
  };
}
