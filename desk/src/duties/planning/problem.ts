/**
 * From the records of a site to the engine's problem. Reads and writes nothing; the same rows give the same problem.
 *
 * Names: a demand is "ORDER/LINE", a work order its number, a purchase line "ORDER/LINE", a stock lot
 * "ITEM/LOCATION/LOT" (an empty lot leaves the last part empty), a forecast "forecast/ITEM/DAY"
 * (with "/CUSTOMER" where it names one). Second 0 is midnight
 * UTC of the day of `now`. Needs are rounded up to the item's smallest step, stock and receipts down. Calendars are
 * compiled two years past the last date in the data (dates more than five years ahead do not count for that).
 *
 * Throws RangeError for values that the kinds' own checks refuse: rows come here checked.
 */
import { duration, type PlanningRules, type Problem, ratio, type Second, second } from '@hotlist/engine';
import { numberOf } from '../../house/amounts.ts';
import { instantAt, type OffsetTable } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import { calendarsOf, changeoversOf, crewsOf, machinesOf, overtimeOf, toolsOf, workCentresOf } from './capacity.ts';
import { Clockwork } from './clockwork.ts';
import { allocationsOf, demandsOf } from './demand.ts';
import { workOrdersOf } from './openwork.ts';
import { type RowsByKind, text } from './rows.ts';
import { type LockedPlace, withLocks } from './steplocks.ts';
import { componentsOf, decimalsOf, itemsOf, operationsOf, outputsOf, sourcesOf } from './structure.ts';
import { purchaseLinesOf, stockOf } from './supply.ts';

export interface SiteClock {
  readonly code: string;
  readonly zone: string;
  readonly currency: string;
  /** HH:MM on the plant's clock at which a date alone falls due. */
  readonly dueTime: string;
}

export interface ProblemInput {
  readonly site: SiteClock;
  /** ISO 8601. */
  readonly now: string;
  /** Rows of each kind as `readRow` types them. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  readonly offsets: OffsetTable;
  readonly rules?: Partial<PlanningRules>;
}

const day = 86_400;
const year = 365 * day;
/** Of a vendor whose lateness was measured, goods are counted on when so many of his deliveries would be there. */
const service = ratio(95, 100);
/** A forecast stands for what is expected until its day: orders before it consume it, at most a month ahead. */
const consume = { backward: duration(0), forward: duration(31 * day) };

export function problemOf(input: ProblemInput): Problem {
  const { site } = input;
  const rows: RowsByKind = (kind) => input.rows.get(kind) ?? [];
  const clock = new Clockwork(input.offsets, input.now, site.dueTime);
  const decimals = decimalsOf(rows);
  const { demands, events } = demandsOf(rows, decimals, clock, site.currency);
  const stock = stockOf(rows, decimals, clock);
  const purchaseLines = purchaseLinesOf(rows, decimals, clock);
  const workOrders = workOrdersOf(rows, decimals, clock);
  const dates = [
    ...demands.map((one) => one.due),
    ...purchaseLines.map((one) => one.estimated),
    ...workOrders.map((one) => one.due ?? clock.now),
  ];
  const horizonEnd = horizonOf(clock.now, dates);
  const problem: Problem = {
    name: site.code,
    epoch: instantAt(clock.epoch),
    zone: clock.zone(second(clock.now - 3 * year)),
    now: clock.now,
    horizonEnd,
    currency: site.currency,
    items: itemsOf(rows, decimals, site.currency),
    components: componentsOf(rows, decimals, clock),
    operations: operationsOf(rows, decimals),
    outputs: someOf(outputsOf(rows)),
    workCentres: workCentresOf(rows),
    machines: machinesOf(rows, clock),
    calendars: calendarsOf(rows),
    crews: crewsOf(rows),
    tools: toolsOf(rows, clock),
    overtime: someOf(overtimeOf(rows, clock, site.currency)),
    changeovers: changeoversOf(rows),
    sources: sourcesOf(rows, decimals, clock, site.currency),
    moves: [],
    stock,
    purchaseLines,
    workOrders,
    allocations: allocationsOf(rows, decimals, { stock, purchaseLines, workOrders, demands }, clock),
    demands,
    events,
    rules: { order: 'due-then-priority', constrained: true, consume, service, ...input.rules },
  };
  return withLocks(problem, lockedIn(rows, clock));
}

const lockedIn = (rows: RowsByKind, clock: Clockwork): readonly LockedPlace[] =>
  rows('step_locks').map((row) => ({
    order: text(row.work_order),
    seq: numberOf(row.seq),
    machine: text(row.machine),
    from: clock.at(row.locked_from)!,
    to: clock.at(row.locked_to)!,
    asLarge: row.as_large === true,
  }));

const someOf = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

function horizonOf(now: Second, dates: readonly Second[]): Second {
  let last: number = now;
  for (const date of dates) if (date > last && date <= now + 5 * year) last = date;
  return second(Math.ceil((last + 2 * year) / day) * day);
}
