/**
 * The master schedule in weeks: what is ordered and forecast of each item, and what that asks of every work centre and crew,
 * by product family, against what they have.
 *
 * Without a plan the load is that of the same netting, each step as late as its need allows and without queues; with a plan
 * it lies where the plan put it. A supply that serves several families is shared by the quantities that they draw.
 */
import { compileWindows, weekdayOf } from '../calendar/windows.ts';
import { WorkingTime } from '../calendar/working-time.ts';
import { Model } from '../netting/model.ts';
import { BATCH, net } from '../netting/net.ts';
import { FOR_DEMAND, FOR_LINE, type Network, WORK } from '../netting/network.ts';
import { Offsets } from '../netting/offsets.ts';
import { DAY, epochSeconds, offsetAt, spell } from '../units/clock.ts';
import { type Qty, qty, type Second } from '../units/units.ts';
import { attendanceOf } from './attendants.ts';
import { longer, openedHours, withOpened } from './opened.ts';
import type { Plan, PlannedOperation } from './plan.ts';
import type { Operation, Problem } from './problem.ts';

export interface RoughCutOptions {
  /** Absent: 13, or fewer where the horizon ends. */
  readonly weeks?: number;
  /** So many days of the plant from today on in place of weeks. */
  readonly days?: number;
  /** Of a plan: which operations a load is made of. */
  readonly operations?: boolean;
}

export interface RoughCut {
  /** From Monday to Monday on the plant's clock; what is due before now is in the first. */
  readonly weeks: readonly { readonly from: Second; readonly to: Second }[];
  readonly items: readonly ItemWeeks[];
  readonly resources: readonly ResourceWeeks[];
  /** Where more is asked than there is, the worst first, with what asks most of it. */
  readonly overloads: readonly string[];
  /** Where they were asked for. The load of a week is their sum. */
  readonly operations?: readonly LoadingOperation[];
}

export interface LoadingOperation {
  readonly resource: string;
  readonly kind: ResourceWeeks['kind'];
  /** Place of the week. */
  readonly week: number;
  readonly operation: PlannedOperation;
  /** Of its load, what lies in the week. */
  readonly load: number;
}

export interface ItemWeeks {
  readonly item: string;
  readonly family: string;
  readonly weeks: readonly {
    readonly ordered: Qty;
    readonly forecast: Qty;
    /** By the plan. */
    readonly ships?: Qty;
  }[];
}

export interface ResourceWeeks {
  readonly resource: string;
  readonly kind: 'work-centre' | 'crew';
  readonly weeks: readonly {
    /** Working seconds: of machines at their speed, of people one by one. */
    readonly capacity: number;
    readonly load: number;
    /** Load by family; what only fills stock stands under `''`. */
    readonly families: Readonly<Record<string, number>>;
  }[];
}

const WEEKS = 13;

export function roughCut(problem: Problem, plan?: Plan, options: RoughCutOptions = {}): RoughCut {
  const weeks = options.days ? spansOf(problem, options.days, 1) : spansOf(problem, options.weeks ?? WEEKS, 7);
  const model = new Model(plan ? withOpened(problem, plan) : problem);
  const table = new Table(model, weeks, plan !== undefined && options.operations === true);
  if (plan) loadOf(model, plan, table);
  else loadOfNeeds(model, table);
  const resources = table.rows();
  return {
    weeks,
    items: itemsOf(model.problem, plan, weeks),
    resources,
    overloads: overloads(model, weeks, resources),
    ...(table.operations ? { operations: table.operations } : undefined),
  };
}

type Week = RoughCut['weeks'][number];
type Shares = ReadonlyMap<string, number>;

/** From today's day, or the Monday before it, spans of so many days each. */
function spansOf(problem: Problem, count: number, each: 1 | 7): Week[] {
  const clock = (second: number) => epochSeconds(problem.epoch)! + second + offsetAt(problem.zone, second);
  const today = Math.floor(clock(problem.now) / DAY);
  const elapsed = (local: number): number => {
    const guess = local - epochSeconds(problem.epoch)!;
    return guess - offsetAt(problem.zone, guess - offsetAt(problem.zone, guess));
  };
  const weeks: Week[] = [];
  for (let n = 0, day = each === 1 ? today : today - weekdayOf(today); n < count; n++, day += each) {
    const from = elapsed(day * DAY) as Second;
    if (from >= problem.horizonEnd) break;
    weeks.push({ from, to: elapsed((day + each) * DAY) as Second });
  }
  return weeks;
}

const weekOf = (weeks: readonly Week[], at: number): number =>
  at < weeks[0]!.from ? 0 : weeks.findIndex((week) => at < week.to);

function itemsOf(problem: Problem, plan: Plan | undefined, weeks: readonly Week[]): ItemWeeks[] {
  const empty = () => weeks.map(() => ({ ordered: 0, forecast: 0, ...(plan ? { ships: 0 } : undefined) }));
  const rows = new Map<string, ReturnType<typeof empty>>();
  const cell = (item: string, at: number) => {
    const row = rows.get(item) ?? empty();
    rows.set(item, row);
    return row[weekOf(weeks, at)];
  };
  const itemOf = new Map(problem.demands.map((demand) => [demand.id, demand.item]));
  for (const demand of problem.demands) {
    const found = cell(demand.item, demand.due);
    if (found) found[demand.kind === 'order' ? 'ordered' : 'forecast'] += demand.qty;
  }
  for (const row of plan?.deliveries ?? []) {
    const item = itemOf.get(row.demand);
    const found = item === undefined || row.date === undefined ? undefined : cell(item, row.date);
    if (found) found.ships = (found.ships ?? 0) + row.qty;
  }
  const family = new Map(problem.items.map((item) => [item.id, item.family ?? item.id]));
  return [...rows]
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([item, row]) => ({
      item,
      family: family.get(item) ?? item,
      weeks: row.map(({ ordered, forecast, ships }) => ({
        ordered: qty(ordered),
        forecast: qty(forecast),
        ...(ships === undefined ? undefined : { ships: qty(ships) }),
      })),
    }));
}

/** Capacity and load by resource and week. */
class Table {
  private readonly weeks: readonly Week[];
  private readonly model: Model;
  private readonly load = new Map<string, Map<string, number>[]>();
  readonly operations: LoadingOperation[] | undefined;

  constructor(model: Model, weeks: readonly Week[], operations: boolean) {
    this.operations = operations ? [] : undefined;
    this.model = model;
    this.weeks = weeks;
  }

  /** Work of `times` between two instants, `each` unit of it for every second, shared by families; `of` an operation. */
  add(
    resource: string,
    times: WorkingTime,
    from: number,
    to: number,
    each: number,
    shares: Shares,
    of?: PlannedOperation,
  ): void {
    const cells = this.load.get(resource) ?? this.weeks.map(() => new Map<string, number>());
    this.load.set(resource, cells);
    this.weeks.forEach((week, n) => {
      const seconds = times.workBetween(Math.max(from, n === 0 ? -Infinity : week.from), Math.min(to, week.to));
      if (seconds <= 0) return;
      if (of) this.loading(resource, n, of, seconds * each);
      for (const [family, share] of shares)
        cells[n]!.set(family, (cells[n]!.get(family) ?? 0) + seconds * each * share);
    });
  }

  /** Set-up and run by themselves, where other people set it up. */
  private loading(resource: string, week: number, operation: PlannedOperation, load: number): void {
    const [kind, id] = [resource.split(' ', 1)[0] as ResourceWeeks['kind'], resource.slice(resource.indexOf(' ') + 1)];
    this.operations?.push({ resource: id, kind, week, operation, load });
  }

  rows(): ResourceWeeks[] {
    const { shop, problem } = this.model;
    const { now } = problem;
    const unix = epochSeconds(problem.epoch)!;
    const end = this.weeks.at(-1)?.to ?? now;
    const row = (resource: string, kind: ResourceWeeks['kind'], work: (from: number, to: number) => number) => ({
      resource,
      kind,
      weeks: this.weeks.map((week, n) => {
        const cells = [...(this.load.get(`${kind} ${resource}`)?.[n] ?? [])].sort((a, b) => (a[0] < b[0] ? -1 : 1));
        return {
          capacity: Math.round(work(Math.max(week.from, now), week.to)),
          load: Math.round(cells.reduce((sum, [, seconds]) => sum + seconds, 0)),
          families: Object.fromEntries(cells.map(([family, seconds]) => [family, Math.round(seconds)])),
        };
      }),
    });
    const centres = shop.centreIds.map((id, centre) =>
      row(id, 'work-centre', (from, to) => {
        let total = 0;
        shop.machineIds.forEach((_, m) => {
          if (shop.machineCentre[m] !== centre) return;
          const speed = (shop.machineCapacity[m]! * shop.machineSpeedNum[m]!) / shop.machineSpeedDen[m]!;
          total += speed * shop.timesOf(m, -1).workBetween(from, to);
        });
        return total;
      }),
    );
    const calendars = new Map(problem.calendars.map((calendar) => [calendar.id, calendar]));
    const overtime = openedHours(problem);
    const crews = problem.crews.map((crew) => {
      const windows = compileWindows(calendars.get(crew.calendar)!, problem.zone, unix, now, end);
      const times = new WorkingTime(longer(windows, overtime.crews.get(crew.id) ?? [], now, end));
      return row(crew.id, 'crew', (from, to) => {
        const away = (crew.away ?? []).reduce((sum, span) => {
          const missing = times.workBetween(Math.max(from, span.from), Math.max(from, Math.min(to, span.to)));
          return sum + Math.max(0, missing) * Math.min(crew.size, span.people ?? crew.size);
        }, 0);
        return Math.max(0, crew.size * times.workBetween(from, to) - away);
      });
    });
    return [...centres, ...crews];
  }
}

/** The load of a plan: its steps where they stand. */
function loadOf(model: Model, plan: Plan, table: Table): void {
  const { problem, shop } = model;
  const pegs = new Map<string, { readonly consumer: string; readonly qty: number }[]>();
  for (const peg of plan.pegs) {
    const list = pegs.get(peg.supply);
    if (list) list.push(peg);
    else pegs.set(peg.supply, [peg]);
  }
  const family = familyOf(problem);
  const shares = new SharesOf<string>((supply) =>
    (pegs.get(supply) ?? []).map(({ consumer, qty: drawn }) => {
      if (consumer.startsWith('demand/')) return { qty: drawn, family: family(consumer.slice('demand/'.length)) };
      return consumer.startsWith('safety/') ? { qty: drawn, family: '' } : { qty: drawn, above: consumer };
    }),
  );
  const sizes = crewSizes(problem);
  const together = new Map<string, number>();
  for (const { batch } of plan.operations) if (batch !== undefined) together.set(batch, (together.get(batch) ?? 0) + 1);
  for (const row of plan.operations) {
    if (row.machine === undefined) continue;
    const m = shop.machine(row.machine);
    if (m === undefined) continue;
    const speed = shop.machineSpeedNum[m]! / shop.machineSpeedDen[m]!;
    const whose = shares.of(row.order);
    const centre = `work-centre ${shop.centreIds[shop.machineCentre[m]!]}`;
    for (const { crew, from, to, ofSetup } of attendanceOf(row)) {
      const times = shop.timesOf(m, crew === undefined ? -1 : (shop.crew(crew) ?? -1));
      // What shares a batch shares its load.
      const share = 1 / (together.get(row.batch ?? '') ?? 1);
      table.add(centre, times, from, to, speed * share, whose, row);
      if (crew !== undefined) table.add(`crew ${crew}`, times, from, to, sizes(row, ofSetup) * share, whose, row);
    }
  }
}

function crewSizes(problem: Problem): (row: PlannedOperation, ofSetup: boolean) => number {
  const own = new Map<string, Operation>();
  const add = (key: string, row: Operation) => own.set(`${key} ${row.seq}`, row);
  for (const row of problem.operations) add(row.item, row);
  for (const order of problem.workOrders) for (const row of order.operations ?? []) add(`work/${order.id}`, row);
  return ({ order, item, seq, setupCrew }, ofSetup) => {
    const step = own.get(`${order} ${seq}`) ?? own.get(`${item} ${seq}`);
    return (ofSetup && setupCrew !== undefined ? step?.setupCrewSize : step?.crewSize) ?? 1;
  };
}

/** The load of netting alone: every step as late as its need allows; what should have begun before now is in the first week. */
function loadOfNeeds(model: Model, table: Table): void {
  const { shop, problem } = model;
  const { steps, times: calendars } = shop;
  const network = net(model, { batch: BATCH });
  const pegs: number[][] = Array.from({ length: network.supplies }, () => []);
  network.pegSupply.forEach((s, p) => pegs[s]!.push(p));
  const family = familyOf(problem);
  const shares = new SharesOf<number>((s) =>
    pegs[s]!.map((p) => {
      const [drawn, consumer] = [network.pegQty[p]!, network.pegConsumer[p]!];
      if (network.pegKind[p] === FOR_DEMAND) return { qty: drawn, family: family(model.demands[consumer]!.id) };
      if (network.pegKind[p] === FOR_LINE) return { qty: drawn, above: network.lineOrder[consumer]! };
      return { qty: drawn, family: '' };
    }),
  );
  const offsets = new Offsets(model, network);
  for (let s = 0; s < network.supplies; s++) {
    if (network.tasks[s] === 0) continue;
    offsets.backward(s, wishOf(model, network, s));
    for (let k = 0; k < network.tasks[s]!; k++) {
      const t = network.taskFrom[s]! + k;
      const step = network.taskStep[t]!;
      if (steps.workCentre[step]! < 0) continue;
      const calendar = calendars[steps.calendar[step]!]!;
      const start = offsets.starts[k]!;
      const end = calendar.add(start, steps.heldAt(step, network.taskQty[t]!, steps.setup[step]!, 1, 1));
      if (end === Infinity) continue;
      const whose = shares.of(s);
      table.add(`work-centre ${shop.centreIds[steps.workCentre[step]!]}`, calendar, start, end, 1, whose);
      const mid = steps.phased[step] ? calendar.add(start, steps.setup[step]!) : end;
      const add = (crew: number, from: number, to: number, size: number) => {
        if (crew >= 0) table.add(`crew ${shop.crewIds[crew]}`, calendar, from, to, size, whose);
      };
      add(steps.setupBy[step]!, start, mid, steps.setupBySize[step]!);
      if (steps.phased[step]) add(steps.runBy[step]!, mid, end, steps.runBySize[step]!);
    }
  }
}

function wishOf(model: Model, network: Network, s: number): number {
  const wanted = network.need[s]!;
  if (wanted < Infinity) return wanted;
  const due = network.kind[s] === WORK ? model.workOrders[network.ref[s]!]!.due : undefined;
  return Math.max(model.now, due ?? network.available[s]!);
}

function familyOf(problem: Problem): (demand: string) => string {
  const items = new Map(problem.items.map((item) => [item.id, item.family ?? item.id]));
  const demands = new Map(problem.demands.map((demand) => [demand.id, items.get(demand.item) ?? demand.item]));
  return (demand) => demands.get(demand) ?? '';
}

/** What a supply gives: to a family (or, `''`, to stock), or to another supply. */
type Gift<Id> = { readonly qty: number } & ({ readonly family: string } | { readonly above: Id });

/** Which families a supply serves in the end, and with what share. */
class SharesOf<Id> {
  private readonly known = new Map<Id, Shares>();
  private readonly gifts: (supply: Id) => readonly Gift<Id>[];

  constructor(gifts: (supply: Id) => readonly Gift<Id>[]) {
    this.gifts = gifts;
  }

  of(supply: Id): Shares {
    const known = this.known.get(supply);
    if (known) return known;
    const found = new Map<string, number>();
    const gifts = this.gifts(supply);
    const total = gifts.reduce((sum, gift) => sum + gift.qty, 0);
    if (total === 0) found.set('', 1);
    for (const gift of gifts) {
      const shares = 'family' in gift ? new Map([[gift.family, 1]]) : this.of(gift.above);
      for (const [name, share] of shares) found.set(name, (found.get(name) ?? 0) + (share * gift.qty) / total);
    }
    this.known.set(supply, found);
    return found;
  }
}

function overloads(model: Model, weeks: readonly Week[], resources: readonly ResourceWeeks[]): string[] {
  return resources
    .flatMap(({ resource, kind, weeks: cells }) =>
      cells.flatMap(({ capacity, load, families }, n) => {
        const over = load - capacity;
        if (over <= 0) return [];
        const [most, seconds] = Object.entries(families).sort((a, b) => b[1] - a[1])[0]!;
        const percent = capacity > 0 ? `${Math.round((100 * load) / capacity)} %` : 'without any hours';
        const who = kind === 'crew' ? `Crew ${resource}` : resource;
        const text = `${who} is loaded ${percent} in the week of ${model.clock.at(weeks[n]!.from)}: ${spell(over)} of work more than it has; ${most === '' ? 'stock' : most} takes ${spell(seconds)} of it.`;
        return [{ over, text }];
      }),
    )
    .sort((a, b) => b.over - a.over || (a.text < b.text ? -1 : 1))
    .map(({ text }) => text);
}
