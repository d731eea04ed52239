/** What a planning run would make of a rush order: the inputs with it as its approval writes it, and who ships later. Pure. */
import { type Plan, type Problem, type Second, shipping } from '@hotlist/engine';
import { instantAt, secondsOf } from '../../house/clock.ts';
import type { Row, Value } from '../../house/kind.ts';
import { soleLine } from '../orders/orders.ts';
import type { Ran } from '../planning/asked.ts';
import { lastDeliveries } from '../planning/lateness.ts';
import { breaks } from '../planning/pledges.ts';
import { lateDays, type WorkingDays } from '../planning/workingdays.ts';
import { dueOf, type Option, priorityOf, promisedOf } from './rush.ts';

export interface Offered {
  readonly option: Option;
  readonly customer: string;
  readonly item: string;
  readonly qty: number;
  /** ISO: when it is wished for, and when it ships as it was offered. */
  readonly wished: string;
  readonly date: string;
}

/** The line that is made of it, and what it is promised for. */
export const lineOf = ({ option, customer, item, qty, wished, date }: Offered) => ({
  customer,
  item,
  qty,
  due: dueOf(option, wished, date),
  promised: promisedOf(wished, date),
  priority: priorityOf(option),
});

/** A line that is put off, with when it ships then, ISO; null: never. */
export interface PutOff {
  readonly line: string;
  readonly after: string | null;
}

interface Pledged {
  readonly line?: Value;
  /** ISO. */
  readonly ships?: Value;
}

/** Those of pledges that are put off, as they are pledged then: never for a sooner day, nor who is told to ship never. */
export function putOffIn<P extends Pledged>(pledges: readonly P[], told: readonly PutOff[]): readonly P[] {
  const after = new Map(told.map((one) => [one.line, one.after]));
  return pledges.flatMap((one) => {
    const ships = after.get(String(one.line));
    return ships != null && Date.parse(ships) > Date.parse(String(one.ships)) ? [{ ...one, ships }] : [];
  });
}

/** Records of a site with the order among them. `order_no`: as it will be called; `putOff`: pledges that wait for it. */
export function withOrder(
  rows: ReadonlyMap<string, readonly Row[]>,
  offered: Offered,
  order_no: string,
  putOff: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const own = lineOf(offered);
  const line: Row = soleLine(own, order_no);
  const all = new Map(rows).set('customer_lines', [...(rows.get('customer_lines') ?? []), line]);
  if (offered.option === 'kept') return all;
  const anew = new Map(putOff.map((one) => [one.line, one]));
  const pledges = (rows.get('pledges') ?? []).map((one) => anew.get(one.line) ?? one);
  const turn = Math.max(0, ...pledges.map((one) => Number(one.turn))) + 1;
  return all.set('pledges', [...pledges, { line: `${order_no}/1`, ships: own.promised, turn }]);
}

/** Who ships later, with instants. */
export interface Hurt {
  /** As it was called then. */
  readonly line: string;
  /** Id of that line, once it is kept; absent or null: kept before it was, or not known by then. */
  readonly line_id?: number | null;
  readonly customer: string | null;
  readonly due: string;
  readonly before: string;
  /** Null: it never ships. */
  readonly after: string | null;
  readonly seconds: number;
  /** The same in working days; absent: asked for before it was kept. */
  readonly days?: number;
  /** The first that was promised or pledged for it, kept without it and broken with it; null: none; absent: asked for before it was kept. */
  readonly breaks?: string | null;
  /** Minor units; null: without a price. */
  readonly value: number | null;
}

/** Who ships earlier, with instants. */
export interface Gain {
  readonly line: string;
  readonly customer: string | null;
  readonly due: string;
  /** Null: without it never. */
  readonly before: string | null;
  readonly after: string;
  /** By how many working days; 0: it never shipped. */
  readonly days: number;
  /** Minor units; null: without a price. */
  readonly value: number | null;
}

export interface Effect {
  /** When it ships by that run; null: never. */
  readonly ships: string | null;
  readonly hurts: readonly Hurt[];
  readonly gains: readonly Gain[];
  /** The run keeps to no published version: much may stand elsewhere. */
  readonly fromNothing: boolean;
}

/** An order with when it ships without and with; null: never. */
interface Shipping {
  readonly demand: Problem['demands'][number];
  readonly before: number | null;
  readonly after: number | null;
}

type Delivered = Pick<Plan, 'deliveries'>;

/** All orders but the one that is asked about. */
function shippingIn(problem: Problem, but: string, without: Delivered, made: Delivered): readonly Shipping[] {
  const [before, after] = [shipsIn(problem, without), shipsIn(problem, made)];
  return problem.demands
    .filter(({ id, kind }) => kind === 'order' && id !== but)
    .map((demand) => ({ demand, before: before(demand.id) ?? null, after: after(demand.id) ?? null }));
}

/** When a demand ships; undefined: never, or the plan does not know it. */
function shipsIn(problem: Problem, plan: Delivered): (demand: string) => number | undefined {
  const last = lastDeliveries(plan);
  const leaves = shipping(problem);
  const demands = new Map(problem.demands.map((one) => [one.id, one]));
  return (id) => {
    const [of, there] = [demands.get(id), last.get(id)?.date];
    return of && there !== undefined ? leaves(of, there) : undefined;
  };
}

/** What a run is held against: `promised`: by when an order is to ship by what was promised or pledged before. */
export interface Against {
  readonly without: Ran;
  readonly promised: (line: string) => readonly Second[];
  /** By seconds since 1970. */
  readonly days: WorkingDays;
}

/** What a run with it makes, held against the same without it. `line`: as it is called there. */
export function effectOf(problem: Problem, line: string, ran: Ran, { without, promised, days }: Against): Effect {
  const base = secondsOf(problem.epoch);
  const at = (seconds: number): string => instantAt(base + seconds);
  const between = (from: number, to: number): number => lateDays(days, base + from, base + to);
  const said = ({ id, customer, due, value }: Shipping['demand']) => ({
    line: id,
    customer: customer ?? null,
    due: at(due),
    value: value ?? null,
  });
  const brokenOf = ({ demand, before, after }: Shipping): string | null => {
    const broken = promised(demand.id).filter((by) => !breaks(by, before) && breaks(by, after));
    return broken.length === 0 ? null : at(Math.min(...broken));
  };
  const others = shippingIn(problem, line, without, ran);
  const ships = shipsIn(problem, ran)(line);
  return {
    ships: ships === undefined ? null : at(ships),
    hurts: others.flatMap((one): Hurt[] => {
      const { demand, before, after } = one;
      if (before === null || (after !== null && after <= before)) return [];
      const by = after === null ? { seconds: 0, days: 0 } : { seconds: after - before, days: between(before, after) };
      const dates = { before: at(before), after: after === null ? null : at(after) };
      return [{ ...said(demand), ...dates, ...by, breaks: brokenOf(one) }];
    }),
    gains: others.flatMap(({ demand, before, after }): Gain[] => {
      if (after === null || (before !== null && before <= after)) return [];
      const by = before === null ? 0 : between(after, before);
      return [{ ...said(demand), before: before === null ? null : at(before), after: at(after), days: by }];
    }),
    fromNothing: ran.fromNothing,
  };
}
