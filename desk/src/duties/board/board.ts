/**
 * A plan version as the board holds it: one typed array a column, one entry an operation ("step"), times in seconds since
 * 1970. Orders, machines, crews and demands are known by their places; -1 is none. Pure.
 */
import type { OffsetTable } from '../../house/clock.ts';

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
  readonly items: readonly Named[];
  readonly demands: Demands;
  readonly orders: Orders;
  readonly names: readonly string[];
  readonly steps: Steps;
  /** Steps of order n are those from `stepsOf[n]` up to `stepsOf[n + 1]`, in their sequence. */
  readonly stepsOf: Int32Array;
  /** Which orders an order feeds, and which feed it. */
  readonly feeds: Edges;
  readonly fedBy: Edges;
  /** The first demand by due date that an order goes into, however deep; -1: only stock. */
  readonly demandOf: Int32Array;
}

export type Named<More = object> = More & { readonly code: string; readonly name: string | null };

export type Machine = Named<{
  readonly centre: number;
  readonly calendar: number;
  readonly capacity: number;
  readonly down: readonly Down[];
}>;

export interface Down {
  readonly from: number;
  readonly to: number;
  readonly reason: string | null;
}

interface Demands {
  readonly ref: readonly string[];
  readonly customer: readonly (string | null)[];
  readonly due: Float64Array;
  /** Seconds; Infinity: never delivered. */
  readonly late: Float64Array;
}

interface Orders {
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
}

/** Neighbours of n are `to[at[n]]` up to `to[at[n + 1]]`. */
export interface Edges {
  readonly at: Int32Array;
  readonly to: Int32Array;
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
  readonly items: Board['items'];
  readonly demands: {
    readonly ref: readonly string[];
    readonly customer: readonly (string | null)[];
    readonly due: readonly number[];
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
  readonly serves: { readonly order: readonly number[]; readonly demand: readonly number[] };
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
      | 'done']: readonly number[];
  };
}

const week = 7 * 86_400;

export function boardOf(wire: Wire): Board {
  const { epoch, orders, demands } = wire;
  const steps = stepsOf(wire);
  const moments = (list: readonly number[]): Float64Array => Float64Array.from(list, (at) => epoch + at);
  const now = epoch + wire.now;
  const due = moments(demands.due);
  const feeds = edgesOf(orders.id.length, wire.feeds.from, wire.feeds.to);
  return {
    epoch,
    now,
    from: steps.count === 0 ? now : steps.from.reduce((least, at) => Math.min(least, at), Infinity),
    to: steps.count === 0 ? now + week : steps.to.reduce((most, at) => Math.max(most, at), -Infinity),
    offsets: wire.offsets,
    calendars: wire.calendars.map(({ windows }) => moments(windows)),
    centres: wire.centres,
    machines: wire.machines.map((machine) => ({
      ...machine,
      down: machine.down.map((down) => ({ ...down, from: epoch + down.from, to: epoch + down.to })),
    })),
    crews: wire.crews,
    items: wire.items,
    demands: {
      ref: demands.ref,
      customer: demands.customer,
      due,
      late: Float64Array.from(demands.late, (late) => late ?? Infinity),
    },
    orders: {
      id: orders.id,
      item: Int32Array.from(orders.item),
      qty: Float64Array.from(orders.qty),
      state: orders.state,
      need: moments(orders.need),
    },
    names: wire.names,
    steps,
    stepsOf: stepsByOrder(steps, orders.id.length),
    feeds,
    fedBy: edgesOf(orders.id.length, wire.feeds.to, wire.feeds.from),
    demandOf: demandsOf(feeds, wire.serves, due),
  };
}

function stepsOf({ steps, epoch }: Wire): Steps {
  const from = Float64Array.from(steps.starts, (at) => epoch + at);
  const after = (list: readonly number[]): Float64Array => Float64Array.from(list, (lasts, n) => from[n]! + lasts);
  return {
    count: steps.order.length,
    order: Int32Array.from(steps.order),
    seq: Int32Array.from(steps.seq),
    name: Int32Array.from(steps.name),
    family: Int32Array.from(steps.family),
    machine: Int32Array.from(steps.machine),
    centre: Int32Array.from(steps.centre),
    crew: Int32Array.from(steps.crew),
    crewSize: Int32Array.from(steps.crew_size),
    setupCrew: Int32Array.from(steps.setup_crew),
    from,
    to: after(steps.lasts),
    setup: Float64Array.from(steps.setup),
    run: Float64Array.from(steps.run),
    setupTo: after(steps.setup_lasts),
    late: Float64Array.from(steps.late, (late) => late ?? Number.NaN),
    frozen: Uint8Array.from(steps.frozen),
    done: Uint8Array.from(steps.done),
  };
}

/** Steps come by order; where each order's begin. */
function stepsByOrder({ order, count }: Steps, orders: number): Int32Array {
  const at = new Int32Array(orders + 1);
  for (let n = 0; n < count; n += 1) at[order[n]! + 1] = n + 1;
  for (let n = 1; n <= orders; n += 1) at[n] = Math.max(at[n]!, at[n - 1]!);
  return at;
}

function edgesOf(nodes: number, from: readonly number[], to: readonly number[]): Edges {
  const at = new Int32Array(nodes + 1);
  const whole = (n: number): boolean => from[n]! >= 0 && to[n]! >= 0;
  for (let n = 0; n < from.length; n += 1) if (whole(n)) at[from[n]! + 1]! += 1;
  for (let n = 0; n < nodes; n += 1) at[n + 1]! += at[n]!;
  const next = at.slice();
  const ends = new Int32Array(at[nodes]!);
  for (let n = 0; n < from.length; n += 1)
    if (whole(n)) {
      ends[next[from[n]!]!] = to[n]!;
      next[from[n]!]! += 1;
    }
  return { at, to: ends };
}

/** Backwards from the demands, the one that is due first before the others, so that each order is reached once. */
function demandsOf(feeds: Edges, serves: Wire['serves'], due: Float64Array): Int32Array {
  const orders = feeds.at.length - 1;
  const demandOf = new Int32Array(orders).fill(-1);
  const fedBy = reversed(feeds, orders);
  const direct = serves.order
    .map((order, n) => ({ order, demand: serves.demand[n] ?? -1 }))
    .filter(({ order, demand }) => order >= 0 && demand >= 0)
    .sort((a, b) => due[a.demand]! - due[b.demand]! || a.demand - b.demand);
  for (const { order, demand } of direct) {
    const open = demandOf[order] === -1 ? [order] : [];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (demandOf[one] !== -1) continue;
      demandOf[one] = demand;
      for (let n = fedBy.at[one]!; n < fedBy.at[one + 1]!; n += 1) open.push(fedBy.to[n]!);
    }
  }
  return demandOf;
}

function reversed({ at, to }: Edges, nodes: number): Edges {
  const from = new Int32Array(to.length);
  for (let node = 0; node < nodes; node += 1) from.fill(node, at[node], at[node + 1]);
  return edgesOf(nodes, Array.from(to), Array.from(from));
}

export type Lateness = 'late' | 'risk' | 'fine';
const day = 86_400;

/** Work planned just in time has no slack either, but it has time: less than a day is a risk only in the week to come. */
export function latenessOf({ steps, now }: Pick<Board, 'steps' | 'now'>, step: number): Lateness {
  const late = steps.late[step]!;
  if (late > 0) return 'late';
  return late > -1 && steps.to[step]! < now + 7 * day ? 'risk' : 'fine';
}
