/** What is planned and how it is made or bought: items with their lot rules, bills, routings, sources. */
import {
  type Component,
  type Item,
  type LeadTime,
  type Minor,
  type Operation,
  type Output,
  type Qty,
  qty,
  ratio,
  type Source,
  times,
} from '@hotlist/engine';
import {
  exact,
  lossOf,
  numberOf,
  scaled,
  secondsOfDays,
  secondsOfHours,
  secondsOfMinutes,
  secondsPerUnit,
  shareOf,
  steps,
  unitMoney,
} from '../../house/amounts.ts';
import type { Row, Value } from '../../house/kind.ts';
import { readBreaks, readDays } from '../partners/partners.ts';
import { codesOf, toolUses } from './capacity.ts';
import type { Clockwork } from './clockwork.ts';
import { maybe, type RowsByKind, text } from './rows.ts';

/** Decimals of each item by its unit. */
export type Decimals = ReadonlyMap<string, number>;

export function decimalsOf(rows: RowsByKind): Decimals {
  const units = new Map(rows('units').map((row) => [text(row.code), numberOf(row.decimals)]));
  return new Map(rows('items').map((row) => [text(row.code), units.get(text(row.unit)) ?? 0]));
}

export const itemsOf = (rows: RowsByKind, decimals: Decimals, currency: string): Item[] =>
  rows('items').map((row) => itemOf(row, decimals.get(text(row.code)) ?? 0, currency));

function itemOf(row: Row, decimals: number, currency: string): Item {
  const up = (value: Value | undefined) => steps(value, decimals, 'up');
  const some = (value: Value | undefined) => (numberOf(value) > 0 ? up(value) : undefined);
  const days = numberOf(row.lot_days);
  return {
    id: text(row.code),
    name: maybe(row.name),
    family: maybe(row.family),
    supply: text(row.supply) as Item['supply'],
    decimals,
    safetyStock: up(row.safety_stock),
    lot: {
      min: up(row.lot_min),
      multiple: qty(Math.max(1, up(row.lot_multiple))),
      max: some(row.lot_max),
      fixed: some(row.lot_fixed),
      period: days > 0 ? secondsOfDays(days) : undefined,
      economic: economicOf(row, up, currency),
    },
    yield: shareOf(row.yield_percent),
    makeLeadTime: row.lead_days === null || row.lead_days === undefined ? undefined : secondsOfDays(row.lead_days),
    makeToOrder: row.make_to_order === true,
    timeFence: secondsOfDays(row.fence_days),
    unitCost: unitMoney(row.unit_cost, currency),
  };
}

/** Only where all of it is there; a row that has some of it is refused when it is written. */
function economicOf(row: Row, up: (value: Value | undefined) => Qty, currency: string): Item['lot']['economic'] {
  const order = unitMoney(row.order_cost, currency);
  if (!order || numberOf(row.annual_use) <= 0 || numberOf(row.carrying_percent) <= 0) return undefined;
  const orderCost = times(1, order, 'nearest') as Minor;
  return { annualUse: up(row.annual_use), orderCost, carryingRate: scaled(exact(row.carrying_percent), ratio(1, 100)) };
}

export const componentsOf = (rows: RowsByKind, decimals: Decimals, clock: Clockwork): Component[] =>
  rows('components').map((row) => {
    const component = text(row.component);
    const once = steps(row.per_order, decimals.get(component) ?? 0, 'up');
    return {
      parent: text(row.parent),
      component,
      qtyPer: exact(row.qty_per),
      seq: numberOf(row.seq) > 0 ? numberOf(row.seq) : undefined,
      scrap: lossOf(row.scrap_percent),
      perOrder: once > 0 ? once : undefined,
      from: clock.dayBegins(row.valid_from),
      to: clock.dayEnds(row.valid_to),
      alternateGroup: maybe(row.alternate_group),
      priority: numberOf(row.rank ?? 1),
    };
  });

export const outputsOf = (rows: RowsByKind): Output[] =>
  rows('outputs').map((row) => ({
    parent: text(row.parent),
    item: text(row.item),
    qtyPer: exact(row.qty_per),
    seq: numberOf(row.seq) > 0 ? numberOf(row.seq) : undefined,
  }));

export const operationsOf = (rows: RowsByKind, decimals: Decimals): Operation[] =>
  rows('routing_steps').map((row) => {
    const item = text(row.item);
    return { item, ...stepOf(row, decimals.get(item) ?? 0) };
  });

/** What a step of a routing and an operation of a work order have in common. */
export function stepOf(row: Row, decimals: number): Omit<Operation, 'item'> {
  const outside =
    row.outside_days === null || row.outside_days === undefined ? undefined : secondsOfDays(row.outside_days);
  const fixed = secondsOfMinutes(row.fixed_minutes);
  const batch = secondsOfMinutes(row.batch_minutes);
  const teardown = secondsOfMinutes(row.teardown_minutes);
  const lot = steps(row.transfer_qty, decimals, 'up');
  const gap = secondsOfHours(row.gap_hours);
  return {
    seq: numberOf(row.seq),
    name: maybe(row.name),
    // A step with days outside has no machine, whatever work centre is written beside it.
    workCentre: outside === undefined ? maybe(row.work_centre) : undefined,
    machines: outside === undefined ? codesOf(row.machines) : undefined,
    setup: secondsOfMinutes(row.setup_minutes),
    runPerUnit: secondsPerUnit(row.run_minutes),
    runFixed: fixed > 0 ? fixed : undefined,
    runPerBatch: batch > 0 ? { qty: steps(row.batch_qty, decimals, 'down'), seconds: batch } : undefined,
    maxGapAfter:
      row.max_gap_hours === null || row.max_gap_hours === undefined ? undefined : secondsOfHours(row.max_gap_hours),
    split: outside === undefined && numberOf(row.split_machines ?? 1) > 1 ? numberOf(row.split_machines) : undefined,
    transferBatch: outside === undefined && lot > 0 ? lot : undefined,
    teardown: teardown > 0 ? teardown : undefined,
    gapAfter: gap > 0 ? gap : undefined,
    family: maybe(row.setup_family),
    crew: maybe(row.crew),
    crewSize: row.crew ? numberOf(row.crew_size ?? 1) : undefined,
    attends: row.attends === 'setup' ? 'setup' : undefined,
    setupCrew: maybe(row.setup_crew),
    setupCrewSize: row.setup_crew ? numberOf(row.setup_crew_size ?? 1) : undefined,
    tools: outside === undefined ? toolUses(row.tools) : undefined,
    pausable: row.pausable === false ? false : undefined,
    outside,
    yield: shareOf(row.yield_percent),
  };
}

export function sourcesOf(rows: RowsByKind, decimals: Decimals, clock: Clockwork, currency: string): Source[] {
  const calendars = new Map(rows('vendors').map((row) => [text(row.code), maybe(row.calendar)]));
  return rows('sources').map((row) => {
    const item = text(row.item);
    const up = (value: Value | undefined) => steps(value, decimals.get(item) ?? 0, 'up');
    return {
      item,
      vendor: text(row.vendor),
      leadTime: leadTimeOf(row, calendars.get(text(row.vendor))),
      min: up(row.order_min),
      multiple: qty(Math.max(1, up(row.order_multiple))),
      unitCost: unitMoney(row.unit_cost, currency),
      breaks: breaksOf(row, up, currency),
      reliability: reliabilityOf(row),
      priority: numberOf(row.rank ?? 1),
      from: clock.dayBegins(row.valid_from),
      to: clock.dayEnds(row.valid_to),
    };
  });
}

function breaksOf(row: Row, up: (value: Value | undefined) => Qty, currency: string): Source['breaks'] {
  if (row.price_breaks === null || row.price_breaks === undefined) return undefined;
  const read = readBreaks(text(row.price_breaks));
  if ('fault' in read) throw new RangeError(read.fault);
  return read.map(({ from, price }) => ({ from: up(from), unitCost: unitMoney(price, currency) ?? ratio(0) }));
}

function reliabilityOf(row: Row): Source['reliability'] {
  if (row.on_time_percent === null || row.on_time_percent === undefined) return undefined;
  const share = scaled(exact(row.on_time_percent), ratio(1, 100));
  return { share, lateDays: readDays(text(row.late_days ?? '')) ?? [] };
}

function leadTimeOf(row: Row, vendorCalendar: string | undefined): LeadTime {
  const some = (value: Value | undefined) => (numberOf(value) > 0 ? numberOf(value) : undefined);
  return {
    approvalWorkingDays: some(row.approval_days),
    vendorWorkingDays: some(row.vendor_days),
    vendorCalendar,
    elapsed: secondsOfDays(row.transit_days),
    dockWorkingDays: some(row.dock_days),
  };
}
