/** What is wanted: customer lines, the customers' inputs they wait for, forecasts, and supply reserved for them. */
import {
  type Allocation,
  type AwaitedEvent,
  type Demand,
  type OpenPurchase,
  type OpenWorkOrder,
  type Qty,
  qty,
  type StockLot,
} from '@hotlist/engine';
import { decimalOf, lineValue, numberOf, steps } from '../../house/amounts.ts';
import type { Row } from '../../house/kind.ts';
import { leftOf } from '../orders/went.ts';
import type { Clockwork } from './clockwork.ts';
import { grouped, lineId, maybe, type RowsByKind, text } from './rows.ts';
import type { Decimals } from './structure.ts';

const classes = 9;
/** After every order: the last priority of the last class is 81. */
const forecastPriority = classes * classes + 1;

/** The line's priority first, the customer's class breaks ties; 1 is the most important of both. */
export const priorityOf = (line: number, customerClass: number): number => (line - 1) * classes + customerClass;

export function demandsOf(
  rows: RowsByKind,
  decimals: Decimals,
  clock: Clockwork,
  currency: string,
): { demands: Demand[]; events: AwaitedEvent[] } {
  const classOf = new Map(rows('customers').map((row) => [text(row.code), numberOf(row.class ?? 3)]));
  const inputs = awaited(rows, clock);
  const pledges = new Map(rows('pledges').map((row) => [text(row.line), row]));
  const events: AwaitedEvent[] = [];
  const orders = rows('customer_lines').flatMap((row): Demand[] => {
    const due = clock.at(row.due);
    const places = decimals.get(text(row.item)) ?? 0;
    const wanted = qty(leftOf({ qty: steps(row.qty, places, 'up'), shipped: steps(row.shipped ?? 0, places, 'down') }));
    if (row.state !== 'open' || due === undefined || wanted <= 0) return [];
    const gate = inputs.get(lineId(row));
    const pledge = pledges.get(lineId(row));
    if (gate) events.push(gate.event);
    return [
      {
        id: lineId(row),
        item: text(row.item),
        qty: wanted,
        due,
        priority: priorityOf(numberOf(row.priority ?? 3), classOf.get(text(row.customer)) ?? 3),
        customer: maybe(row.customer),
        kind: 'order',
        value: lineValue(row.unit_price, decimalOf(wanted, places), currency),
        shipComplete: row.ship_complete === false ? false : undefined,
        awaits: gate?.event.id,
        gatedSeq: gate?.seq,
        pledged: pledge && clock.at(pledge.ships),
        pledgedTurn: pledge && numberOf(pledge.turn),
      },
    ];
  });
  return { demands: [...orders, ...forecastsOf(rows, decimals, clock)], events };
}

/** As they were typed; the engine takes off what orders consume and plans the rest after all orders. */
const forecastsOf = (rows: RowsByKind, decimals: Decimals, clock: Clockwork): Demand[] =>
  rows('forecasts').map((row) => {
    const [item, customer] = [text(row.item), maybe(row.customer)];
    return {
      id: `forecast/${item}/${text(row.due)}${customer === undefined ? '' : `/${customer}`}`,
      item,
      qty: steps(row.qty, decimals.get(item) ?? 0, 'up'),
      due: clock.dueOn(text(row.due)),
      priority: forecastPriority,
      customer,
      kind: 'forecast',
    };
  });

/**
 * What is still outstanding for each line. The engine knows one event a demand: with several, the one expected last
 * gates the earliest of their steps, which may be late by the slack between them but never starts without an input.
 */
function awaited(rows: RowsByKind, clock: Clockwork): ReadonlyMap<string, { event: AwaitedEvent; seq?: number }> {
  const open = rows('customer_inputs').filter((row) => row.received === null || row.received === undefined);
  const byLine = grouped(
    open.map((row): Row => ({ ...row, lineId: lineId(row) })),
    'lineId',
  );
  const gates = new Map<string, { event: AwaitedEvent; seq?: number }>();
  for (const [line, list] of byLine) {
    const last = list.reduce((a, b) => (expected(b, clock) > expected(a, clock) ? b : a));
    const seq = Math.min(...list.map((row) => numberOf(row.at_step)));
    const event: AwaitedEvent = {
      id: `${line}/${text(last.name)}`,
      name: text(last.name),
      expected: expected(last, clock),
      by: 'customer',
    };
    gates.set(line, { event, seq: seq > 0 ? seq : undefined });
  }
  return gates;
}

const expected = (row: Row, clock: Clockwork) => clock.notBeforeNow(row.expected ?? row.due) ?? clock.now;

export interface Supplies {
  readonly stock: readonly StockLot[];
  readonly purchaseLines: readonly OpenPurchase[];
  readonly workOrders: readonly OpenWorkOrder[];
  readonly demands: readonly Demand[];
}

/**
 * Reservations, each cut to what its supply still has to give; one whose supply or consumer or day is gone binds nothing. A
 * work order made for a customer line of its own item is reserved for that line, unless a person reserved it.
 */
export function allocationsOf(
  rows: RowsByKind,
  decimals: Decimals,
  supplies: Supplies,
  clock: Pick<Clockwork, 'now' | 'dayEnds'>,
): Allocation[] {
  const free = new Map<string, { item: string; left: number }>();
  for (const lot of supplies.stock) free.set(`stock/${lot.id}`, { item: lot.item, left: lot.qty });
  for (const line of supplies.purchaseLines) free.set(`purchase/${line.id}`, { item: line.item, left: line.qty });
  for (const order of supplies.workOrders) free.set(`work/${order.id}`, { item: order.item, left: order.qtyOpen });
  const demands = new Map(
    supplies.demands.map((demand) => [demand.id, { item: demand.item, left: demand.qty as number }]),
  );
  const workOrders = new Set(supplies.workOrders.map((order) => order.id));

  const reserve = (id: string, item: string, wanted: Qty, target: Allocation['for']): Allocation[] => {
    const supply = free.get(id);
    const demand = 'demand' in target ? demands.get(target.demand) : undefined;
    if (!supply || supply.item !== item || ('demand' in target ? !demand : !workOrders.has(target.workOrder)))
      return [];
    // What is reserved of a part is for what is made for the line, however much that takes.
    const own = demand?.item === item ? demand : undefined;
    const taken = Math.min(supply.left, wanted, own?.left ?? wanted);
    if (taken <= 0) return [];
    supply.left -= taken;
    if (own) own.left -= taken;
    return [{ supply: id, item, qty: qty(taken), for: target }];
  };

  const given = rows('allocations').flatMap((row) => {
    const ends = clock.dayEnds(row.until);
    if (ends !== undefined && ends <= clock.now) return [];
    const wanted = steps(row.qty, decimals.get(text(row.item)) ?? 0, 'up');
    const line = numberOf(row.for_line);
    const target = line > 0 ? { demand: `${text(row.for_order)}/${line}` } : { workOrder: text(row.for_order) };
    return reserve(lotNamed(text(row.supply), free), text(row.item), wanted, target);
  });
  const byHand = new Set(given.map((one) => one.supply));
  const made = rows('work_orders').flatMap((row) => {
    const id = `work/${text(row.number)}`;
    const left = free.get(id)?.left ?? 0;
    const line = `${text(row.order_no)}/${text(row.line ?? 1)}`;
    if (byHand.has(id) || demands.get(line)?.item !== text(row.item)) return [];
    return reserve(id, text(row.item), qty(left), { demand: line });
  });
  return [...given, ...made];
}

/** People write a lot without number as stock/ITEM/LOCATION; its id ends in an empty lot. */
const lotNamed = (supply: string, known: ReadonlyMap<string, unknown>): string =>
  known.has(supply) ? supply : known.has(`${supply}/`) ? `${supply}/` : supply;
