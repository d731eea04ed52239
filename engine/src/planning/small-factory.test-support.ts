/**
 * A factory small enough to plan by hand: Monday 5 January 2026 00:00 UTC is second 0, everything works Monday to
 * Friday 08:00 to 16:00, one unit is one step.
 */
import { type Duration, duration, type Qty, qty, ratio, type Second, second } from '../units/units.ts';
import type { Component, Demand, Item, Machine, Operation, Problem, Source, StockLot } from './problem.ts';

export const HOUR = 3600;
export const DAY = 86_400;
/** Second of an hour on a day; day 0 is the first Monday. */
export const at = (dayNumber: number, hour: number): Second => second(dayNumber * DAY + hour * HOUR);
export const hours = (count: number): Duration => duration(count * HOUR);
export const days = (count: number): Duration => duration(count * DAY);

export const item = (id: string, supply: Item['supply'], more: Partial<Item> = {}): Item => ({
  id,
  supply,
  decimals: 0,
  safetyStock: qty(0),
  lot: { min: qty(1), multiple: qty(1) },
  ...more,
});
export const part = (parent: string, component: string, per = 1, more: Partial<Component> = {}): Component => ({
  parent,
  component,
  qtyPer: ratio(per),
  ...more,
});
/** A step of an hour of set-up and an hour a unit unless said otherwise. */
export const step = (of: string, seq: number, workCentre: string, more: Partial<Operation> = {}): Operation => ({
  item: of,
  seq,
  workCentre,
  setup: hours(1),
  runPerUnit: ratio(HOUR),
  ...more,
});
export const machine = (id: string, workCentre: string, more: Partial<Machine> = {}): Machine => ({
  id,
  workCentre,
  capacity: 1,
  ...more,
});
export const vendor = (of: string, leadDays: number, more: Partial<Source> = {}): Source => ({
  item: of,
  vendor: 'VENDOR',
  leadTime: { elapsed: days(leadDays) },
  min: qty(1),
  multiple: qty(1),
  priority: 1,
  ...more,
});
export const lot = (of: string, steps: number, more: Partial<StockLot> = {}): StockLot => ({
  id: of,
  item: of,
  qty: qty(steps),
  ...more,
});
export const demand = (id: string, of: string, steps: number, due: Second, more: Partial<Demand> = {}): Demand => ({
  id,
  item: of,
  qty: qty(steps),
  due,
  priority: 1,
  kind: 'order',
  ...more,
});
export const quantity = (steps: number): Qty => qty(steps);

export const factory = (more: Partial<Problem>): Problem => ({
  name: 'small',
  epoch: '2026-01-05T00:00:00Z',
  zone: { name: 'UTC', offsets: [{ at: second(0), offset: 0 }] },
  now: second(0),
  horizonEnd: second(365 * DAY),
  currency: 'EUR',
  items: [],
  components: [],
  operations: [],
  workCentres: ['SAW', 'PAINT'].map((id) => ({ id, calendar: 'DAY' })),
  machines: [machine('SAW-1', 'SAW'), machine('PAINT-1', 'PAINT')],
  calendars: [
    { id: 'DAY', week: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, from: 8 * HOUR, to: 16 * HOUR })), exceptions: [] },
  ],
  crews: [],
  changeovers: [],
  sources: [],
  moves: [],
  stock: [],
  purchaseLines: [],
  workOrders: [],
  allocations: [],
  demands: [],
  events: [],
  rules: { order: 'due', constrained: true },
  ...more,
});
