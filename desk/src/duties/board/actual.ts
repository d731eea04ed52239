/**
 * What really happened beside what was published: columns of the same steps as the board, and where it is drawn. Pure;
 * times in seconds since 1970, NaN is none.
 */
import { type Course, type Departed, type Departure, departuresOf } from '../attainment/attainment.ts';
import { byTheClock, type Worked, workedIn } from '../planning/openhours.ts';
import type { Board } from './board.ts';
import { firstAbove, laneOf } from './find.ts';
import type { Layout } from './layout.ts';

export const layers = ['both', 'published', 'actual'] as const;
export type Layer = (typeof layers)[number];

/** As the server tells it: rows of operations of work orders, by the version's own names of orders. */
export interface Told {
  readonly now: number;
  readonly rows: readonly {
    readonly order: string;
    readonly seq: number;
    readonly state: Course['state'];
    readonly begun: number | null;
    readonly finished: number | null;
    readonly done: number;
  }[];
  readonly worked: readonly {
    readonly order: string;
    readonly seq: number;
    readonly worker: string | null;
    readonly who: string;
    readonly from: number;
    readonly to: number | null;
  }[];
}

/** What a person was at, as it was reported. */
export interface WorkedSpan {
  readonly step: number;
  /** Badge of a worker; null: of somebody who belongs to no crew that is known. */
  readonly worker: string | null;
  readonly who: string;
  readonly from: number;
  readonly to: number;
}

export interface Actual {
  readonly now: number;
  readonly begun: Float64Array;
  /** Until now for what is at work. */
  readonly until: Float64Array;
  /** 1: at work, so its end is open. */
  readonly open: Uint8Array;
  readonly done: Uint8Array;
  /** What went otherwise with each step; of one in parts it stands with the first. */
  readonly departed: ReadonlyMap<number, readonly Departed[]>;
  readonly counts: Readonly<Record<Departure, number>>;
  /** Who reported of what, until now where he is at it. */
  readonly worked: readonly WorkedSpan[];
}

/** Every step is judged once: one in several parts by its first start and its last end. */
export function actualOf(board: Board, told: Told): Actual {
  const { steps, orders } = board;
  const at = new Map(orders.id.map((id, n) => [id, n]));
  const [begun, until] = [new Float64Array(steps.count).fill(NaN), new Float64Array(steps.count).fill(NaN)];
  const [open, done] = [new Uint8Array(steps.count), new Uint8Array(steps.count)];
  const departed = new Map<number, readonly Departed[]>();
  const counts: Record<Departure, number> = { 'late-start': 0, overrun: 0, early: 0 };
  const worked = workedOn(board);
  for (const row of told.rows) {
    const parts = partsOf(board, at.get(row.order) ?? -1, row.seq);
    if (parts.length === 0) continue;
    const [start, end] = [
      Math.min(...parts.map((step) => steps.from[step]!)),
      Math.max(...parts.map((step) => steps.to[step]!)),
    ];
    for (const step of parts) {
      done[step] = row.done;
      if (row.begun === null || row.state === 'waiting') continue;
      begun[step] = row.begun;
      open[step] = row.state === 'started' ? 1 : 0;
      until[step] = row.finished ?? (open[step] === 1 ? Math.max(told.now, row.begun) : Math.max(row.begun, end));
    }
    const all = departuresOf({ ...row, start, end }, told.now, worked(steps.machine[parts[0]!]!));
    if (all.length > 0) departed.set(parts[0]!, all);
    for (const { kind } of all) counts[kind] += 1;
  }
  const spans = told.worked.flatMap(({ order, seq, worker, who, from, to }): WorkedSpan[] => {
    const [step] = partsOf(board, at.get(order) ?? -1, seq);
    return step === undefined ? [] : [{ step, worker, who, from, to: to ?? Math.max(told.now, from) }];
  });
  return { now: told.now, begun, until, open, done, departed, counts, worked: spans };
}

/** What a machine works, by its place. */
function workedOn({ machines, calendars }: Board): (machine: number) => Worked {
  const known = new Map<Float64Array, Worked>();
  return (machine) => {
    const open = calendars[machines[machine]?.calendar ?? -1];
    if (!open) return byTheClock;
    const worked = known.get(open) ?? workedIn(open);
    known.set(open, worked);
    return worked;
  };
}

/** An order's steps stand in its sequence, and parts of one beside each other. */
function partsOf({ steps, stepsOf }: Board, order: number, seq: number): readonly number[] {
  const parts: number[] = [];
  if (order < 0) return parts;
  for (let step = stepsOf[order]!; step < stepsOf[order + 1]!; step += 1) if (steps.seq[step] === seq) parts.push(step);
  return parts;
}

/** 1: of each step that went otherwise. */
export function otherwiseOf({ departed, begun }: Actual): Uint8Array {
  const all = new Uint8Array(begun.length);
  for (const step of departed.keys()) all[step] = 1;
  return all;
}

/** What was begun, lane by lane beside the bars: places laneAt[l] up to laneAt[l + 1] of `step`, by their begin. */
export interface ActualLanes {
  readonly laneAt: Int32Array;
  readonly step: Int32Array;
  readonly from: Float64Array;
  /** The latest end of all up to here in the lane: what ends before a moment is passed over by halving. */
  readonly reach: Float64Array;
}

export function actualLanes(layout: Layout, { begun, until }: Actual): ActualLanes {
  const placed: { readonly step: number; readonly lane: number }[] = [];
  for (let step = 0; step < begun.length; step += 1) {
    const bar = layout.barOf[step]!;
    if (bar >= 0 && !Number.isNaN(begun[step]!)) placed.push({ step, lane: laneOf(layout, bar) });
  }
  placed.sort((a, b) => a.lane - b.lane || begun[a.step]! - begun[b.step]! || a.step - b.step);
  const laneAt = new Int32Array(layout.laneAt.length);
  for (const { lane } of placed) laneAt[lane + 1]! += 1;
  for (let lane = 1; lane < laneAt.length; lane += 1) laneAt[lane]! += laneAt[lane - 1]!;
  const reach = new Float64Array(placed.length);
  placed.forEach(({ step, lane }, n) => {
    reach[n] = Math.max(until[step]!, n > laneAt[lane]! ? reach[n - 1]! : -Infinity);
  });
  const step = Int32Array.from(placed, (one) => one.step);
  return { laneAt, step, from: Float64Array.from(step, (one) => begun[one]!), reach };
}

/** The step that was at work in a lane at a moment; of several the one that began last. */
export function workedAt(lanes: ActualLanes, { until }: Actual, lane: number, at: number): number | undefined {
  const [low, high] = [lanes.laneAt[lane]!, lanes.laneAt[lane + 1]!];
  const after = firstAbove(lanes.from, low, high, at);
  for (let n = after - 1; n >= low && lanes.reach[n]! >= at; n -= 1)
    if (until[lanes.step[n]!]! >= at) return lanes.step[n]!;
  return undefined;
}
