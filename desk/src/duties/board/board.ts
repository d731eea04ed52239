/**
 * A plan version as the board holds it: one typed array a column, one entry an operation ("step"), times in seconds since
 * 1970. Orders, machines, crews and demands are known by their places; -1 is none. Pure.
 */
import type { OffsetTable } from '../../house/clock.ts';
import { daysOn, type WorkedDays, type WorkingDays } from '../planning/workingdays.ts';
import { type Edges, edgesOf, hungOn, type Serves } from './hung.ts';

export type OrderState = 'planned' | 'firm' | 'released' | 'started';

export interface Board {
  /** Second 0 of the engine's problem. */
  readonly epoch: number;
  readonly now: number;
  /** From the first operation to the end of the last; a week from now where there is none. */
  readonly from: number;
  readonly to: number;
  readonly offsets: OffsetTable;
  /** Open hours: opens and closes in turn. */
  readonly calendars: readonly Float64Array[];
  readonly centres: readonly Named<{ readonly department: string | null }>[];
  readonly machines: readonly Machine[];
  readonly crews: readonly Named<{ readonly size: number; readonly calendar: number }>[];
  /** Who belongs to which crew. */
  readonly workers: readonly Worker[];
  readonly items: readonly Named<{ readonly unit: string | null; readonly decimals: number }>[];
  readonly demands: Demands;
  readonly orders: Orders;
  readonly names: readonly string[];
  readonly steps: Steps;
  /** Steps of order n are those from `stepsOf[n]` up to `stepsOf[n + 1]`, in their sequence. */
  readonly stepsOf: Int32Array;
  /** Which orders an order feeds, and which feed it. */
  readonly feeds: Edges;
  readonly fedBy: Edges;
  readonly serves: Serves;
  /** The first demand by due date that an order goes into, however deep; -1: only stock. */
  readonly demandOf: Int32Array;
  /** 1: some demand that the order goes into, however deep, ships late. */
  readonly behind: Uint8Array;
  /** Working days of the plant, by seconds from `epoch`; and which days those are. */
  readonly days: WorkingDays;
  readonly worked: WorkedDays;
}

export type Named<More = object> = More & { readonly code: string; readonly name: string | null };

export type Machine = Named<{
  readonly centre: number;
  readonly calendar: number;
  readonly capacity: number;
  readonly down: readonly Down[];
}>;

export interface Worker {
  readonly code: string;
  readonly name: string;
  readonly crew: number;
  readonly shift: string | null;
}

export interface Down {
  readonly from: number;
  readonly to: number;
  readonly reason: string | null;
}

export interface Demands {
  readonly ref: readonly string[];
  readonly customer: readonly (string | null)[];
  readonly due: Float64Array;
  /** NaN: nothing was promised. */
  readonly promised: Float64Array;
  /** Seconds; Infinity: never delivered. */
  readonly late: Float64Array;
}

export interface Orders {
  readonly id: readonly string[];
  readonly item: Int32Array;
  readonly qty: Float64Array;
  readonly state: readonly OrderState[];
  readonly need: Float64Array;
}

export interface Steps {
  readonly count: number;
  readonly order: Int32Array;
  readonly seq: Int32Array;
  readonly name: Int32Array;
  readonly family: Int32Array;
  readonly machine: Int32Array;
  readonly centre: Int32Array;
  readonly crew: Int32Array;
  readonly crewSize: Int32Array;
  readonly setupCrew: Int32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly setup: Float64Array;
  readonly run: Float64Array;
  /** When people who only set up may go; `from` where nobody does. */
  readonly setupTo: Float64Array;
  /** Working days late to its need; below 0 is slack; NaN: not known. */
  readonly late: Float64Array;
  readonly frozen: Uint8Array;
  /** Hundredths. */
  readonly done: Uint8Array;
  /** Which part of a step that is split over machines; 0: it is whole. */
  readonly part: Uint8Array;
  /** 1: of an order that is there no more since it was moved by hand. */
  readonly gone: Uint8Array;
}

/** The columns as they come over the wire; times in seconds from `epoch`. */
export interface Wire {
  readonly epoch: number;
  readonly now: number;
  readonly offsets: OffsetTable;
  readonly calendars: readonly { readonly windows: readonly number[] }[];
  readonly centres: Board['centres'];
  readonly machines: readonly Machine[];
  readonly crews: Board['crews'];
  readonly workers: Board['workers'];
  readonly items: Board['items'];
  readonly demands: {
    readonly ref: readonly string[];
    readonly customer: readonly (string | null)[];
    readonly due: readonly number[];
    readonly promised: readonly (number | null)[];
    readonly late: readonly (number | null)[];
  };
  readonly orders: {
    readonly id: readonly string[];
    readonly item: readonly number[];
    readonly qty: readonly number[];
    readonly state: readonly OrderState[];
    readonly need: readonly number[];
  };
  readonly feeds: { readonly from: readonly number[]; readonly to: readonly number[] };
  readonly serves: Serves;
  readonly days: WorkedDays;
  readonly names: readonly string[];
  readonly steps: { readonly late: readonly (number | null)[] } & {
    readonly [Column in
      | 'order'
      | 'seq'
      | 'name'
      | 'family'
      | 'machine'
      | 'centre'
      | 'crew'
      | 'crew_size'
      | 'setup_crew'
      | 'starts'
      | 'lasts'
      | 'setup'
      | 'run'
      | 'setup_lasts'
      | 'frozen'
      | 'done'
      | 'part']: readonly number[];
  };
}

const week = 7 * 86_400;

export function boardOf(wire: Wire): Board {
  const { epoch, orders, demands } = wire;
  const steps = stepsOf(wire);
  const moments = (list: readonly number[]): Float64Array => plus(epoch, list);
  const now = epoch + wire.now;
  const [due, late] = [moments(demands.due), orElse(demands.late, Infinity)];
  let [least, most] = [Infinity, -Infinity];
  for (let n = 0; n < steps.count; n += 1) {
    if (steps.from[n]! < least) least = steps.from[n]!;
    if (steps.to[n]! > most) most = steps.to[n]!;
  }
  return {
    epoch,
    now,
    from: steps.count === 0 ? now : least,
    to: steps.count === 0 ? now + week : most,
    offsets: wire.offsets,
    calendars: wire.calendars.map(({ windows }) => moments(windows)),
    centres: wire.centres,
    machines: wire.machines.map((machine) => ({
      ...machine,
      down: machine.down.map((down) => ({ ...down, from: epoch + down.from, to: epoch + down.to })),
    })),
    crews: wire.crews,
    workers: wire.workers,
    items: wire.items,
    demands: {
      ref: demands.ref,
      customer: demands.customer,
      due,
      promised: orElse(demands.promised, Number.NaN).map((at) => epoch + at),
      late,
    },
    orders: {
      id: orders.id,
      item: new Int32Array(orders.item),
      qty: new Float64Array(orders.qty),
      state: orders.state,
      need: moments(orders.need),
    },
    names: wire.names,
    steps,
    stepsOf: stepsByOrder(steps, orders.id.length),
    days: onceAsked(() => daysOn(wire.days, wire.offsets, epoch, Math.max(most, now + week) - epoch)),
    worked: wire.days,
    ...hungOn(edgesOf(orders.id.length, wire.feeds.from, wire.feeds.to), wire.serves, { due, late }),
  };
}

/** Columns are copied whole, not value by value: this runs once, before the first bar is drawn, and nothing of it is compiled yet. */
function plus(more: number, list: readonly number[]): Float64Array {
  const sums = new Float64Array(list);
  for (let n = 0; n < sums.length; n += 1) sums[n]! += more;
  return sums;
}

function orElse(list: readonly (number | null)[], other: number): Float64Array {
  // Null is copied as 0.
  const values = new Float64Array(list as readonly number[]);
  for (let n = list.indexOf(null); n >= 0; n = list.indexOf(null, n + 1)) values[n] = other;
  return values;
}

/** Counted when the first is asked for: a board that is only looked at asks for none. */
function onceAsked(count: () => WorkingDays): WorkingDays {
  let days: WorkingDays | undefined;
  return (second) => {
    days ??= count();
    return days(second);
  };
}

function stepsOf({ steps, epoch }: Wire): Steps {
  const from = plus(epoch, steps.starts);
  const after = (lasts: readonly number[]): Float64Array => {
    const ends = new Float64Array(lasts);
    for (let n = 0; n < ends.length; n += 1) ends[n]! += from[n]!;
    return ends;
  };
  return {
    count: steps.order.length,
    order: new Int32Array(steps.order),
    seq: new Int32Array(steps.seq),
    name: new Int32Array(steps.name),
    family: new Int32Array(steps.family),
    machine: new Int32Array(steps.machine),
    centre: new Int32Array(steps.centre),
    crew: new Int32Array(steps.crew),
    crewSize: new Int32Array(steps.crew_size),
    setupCrew: new Int32Array(steps.setup_crew),
    from,
    to: after(steps.lasts),
    setup: new Float64Array(steps.setup),
    run: new Float64Array(steps.run),
    setupTo: after(steps.setup_lasts),
    late: orElse(steps.late, Number.NaN),
    frozen: new Uint8Array(steps.frozen),
    done: new Uint8Array(steps.done),
    part: new Uint8Array(steps.part),
    gone: new Uint8Array(steps.order.length),
  };
}

/** Steps come by order; where each order's begin. */
function stepsByOrder({ order, count }: Steps, orders: number): Int32Array {
  const at = new Int32Array(orders + 1);
  for (let n = 0; n < count; n += 1) at[order[n]! + 1] = n + 1;
  for (let n = 1; n <= orders; n += 1) at[n] = Math.max(at[n]!, at[n - 1]!);
  return at;
}

export type Lateness = 'late' | 'risk' | 'fine';
const day = 86_400;

/** Its own, by which △ stands beside it. Work planned just in time has no slack either, but it has time: less than a day is a risk only in the week to come. */
export function slackOf({ steps, now }: Pick<Board, 'steps' | 'now'>, step: number): Lateness {
  const late = steps.late[step]!;
  if (late > 0) return 'late';
  return late > -1 && steps.to[step]! < now + 7 * day ? 'risk' : 'fine';
}

/** By which it is coloured: time to spare of what goes into a customer line that is late is nobody's. */
export function latenessOf(board: Pick<Board, 'steps' | 'now' | 'behind'>, step: number): Lateness {
  const own = slackOf(board, step);
  return own === 'fine' && board.behind[board.steps.order[step]!] === 1 ? 'risk' : own;
}
