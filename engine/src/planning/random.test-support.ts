/**
 * Small random factories for property tests: the same seed gives the same factory, and each feature of the
 * problem can be switched on alone or with others.
 *
 * All can be bought or made somewhere and the horizon is far, so every demand can be served unless a feature of
 * `UNSERVABLE` is on. Frozen and running work is consistent: its earlier steps are done and no two claim one machine.
 */
import { type Duration, duration, type Minor, qty, ratio, type Second, second } from '../units/units.ts';
import type {
  Allocation,
  AwaitedEvent,
  Calendar,
  Changeover,
  Component,
  Crew,
  Demand,
  Item,
  LeadTime,
  LotRule,
  Machine,
  Move,
  ObjectiveWeights,
  OpenOperation,
  OpenPurchase,
  OpenWorkOrder,
  Operation,
  Output,
  OvertimeWindow,
  Problem,
  Source,
  StockLot,
  Tool,
  WorkCentre,
} from './problem.ts';

export const FEATURES = [
  'alternate components',
  'bills with dates',
  'scrap and waste',
  'yields',
  'phantoms',
  'decimals',
  'crews',
  'attended set-ups',
  'tools',
  'families',
  'changeovers',
  'outside steps',
  'gaps',
  'unpausable steps',
  'batch machines',
  'machine speeds',
  'named machines',
  'capacity above one',
  'downtime',
  'calendar exceptions',
  'night shifts',
  'clock change',
  'moves',
  'make lead times',
  'made to order',
  'lot multiples',
  'lot maxima',
  'fixed lots',
  'periods of supply',
  'time fences',
  'safety stock',
  'shelf life',
  'quarantine',
  'open purchases',
  'second sources',
  'lead times in working days',
  'work in progress',
  'work orders without steps',
  'running steps',
  'frozen steps',
  'pinned steps',
  'allocations',
  'awaited events',
  'forecasts',
  'earliest dates',
  'part shipments',
  'priorities',
  'without capacity',
  'no source',
  'near horizon',
  // From here on each throws dice of its own: one more leaves the factories of all seeds without it as they were.
  'weights',
  'teardown',
  'run per batch',
  'overlap',
  'longest gaps',
  'co-products',
  'forecasts consumed',
  'economic lots',
  'price breaks',
  'measured vendors',
  'split steps',
  'overtime',
  'steps that stay in parts',
] as const;
export type Feature = (typeof FEATURES)[number];

/** With one of these a demand may have no date. */
export const UNSERVABLE: readonly Feature[] = [
  'no source',
  'near horizon',
  'shelf life',
  'bills with dates',
  'unpausable steps',
  // The largest lot of what yields it may be too small to yield any.
  'co-products',
  'longest gaps',
];

const HOUR = 3600;
const DAY = 86_400;
/** Monday 23 March 2026; the clocks of Vienna go forward on Sunday, day 6, at 01:00 UTC. */
const EPOCH = '2026-03-23T00:00:00Z';
const FIRST_DAY = 20_535;

/** mulberry32: 32 bits of state are plenty for a small factory, and the same on every machine. */
class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) | 0;
  }

  /** 0 ≤ n < below. */
  next(below: number): number {
    this.state = (this.state + 0x6d2b_79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  }

  within(low: number, high: number): number {
    return low + this.next(high - low + 1);
  }

  chance(percent: number): boolean {
    return this.next(100) < percent;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.next(from.length)];
  }
}

/** The factory of a seed with exactly these features; absent: about a third of all, by the seed. */
export function randomProblem(seed: number, features?: readonly Feature[]): Problem {
  const dice = new Dice(seed);
  const chosen = features ?? chosenBy(dice, seed);
  return new Factory(dice, new Set(chosen)).problem(`random factory ${seed}`);
}

/** The features that a seed switches on by itself. */
export function featuresOf(seed: number): readonly Feature[] {
  return chosenBy(new Dice(seed), seed);
}

/** What stands after the near horizon has dice of its own, so that each factory without it stays what it was. */
function chosenBy(dice: Dice, seed: number): readonly Feature[] {
  const shared = FEATURES.indexOf('near horizon');
  return FEATURES.filter((it, i) =>
    (i <= shared ? dice : diceOf(it, seed)).chance(it === 'near horizon' || it === 'without capacity' ? 8 : 35),
  );
}

/** The same for a feature wherever it stands in the list. */
const diceOf = (feature: string, seed: number): Dice =>
  new Dice([...feature].reduce((sum, letter) => Math.imul(sum, 37) + letter.charCodeAt(0), seed));

class Factory {
  private readonly now: Second;
  private readonly items: Item[] = [];
  private readonly components: Component[] = [];
  private readonly operations: Operation[] = [];
  private readonly outputs: Output[] = [];
  private readonly workCentres: WorkCentre[] = [];
  private readonly machines: Machine[] = [];
  private readonly crews: Crew[] = [];
  private readonly tools: Tool[] = [];
  private readonly changeovers: Changeover[] = [];
  private readonly sources: Source[] = [];
  private readonly moves: Move[] = [];
  private readonly stock: StockLot[] = [];
  private readonly purchaseLines: OpenPurchase[] = [];
  private readonly workOrders: OpenWorkOrder[] = [];
  private readonly allocations: Allocation[] = [];
  private readonly demands: Demand[] = [];
  private readonly events: AwaitedEvent[] = [];
  private readonly claimed = new Set<string>();

  constructor(
    private readonly dice: Dice,
    private readonly features: ReadonlySet<Feature>,
  ) {
    this.now = second(dice.next(4) * DAY + dice.within(6 * HOUR, 15 * HOUR));
  }

  problem(name: string): Problem {
    this.buildShop();
    this.buildItems();
    this.buildStock();
    this.buildDemands();
    this.buildWorkOrders();
    this.buildAllocations();
    const made: Problem = {
      name,
      epoch: EPOCH,
      zone: this.on('clock change')
        ? {
            name: 'Europe/Vienna',
            offsets: [
              { at: second(0), offset: HOUR },
              { at: second(6 * DAY + HOUR), offset: 2 * HOUR },
            ],
          }
        : { name: 'UTC', offsets: [{ at: second(0), offset: 0 }] },
      now: this.now,
      horizonEnd: second(this.now + (this.on('near horizon') ? 8 : 400) * DAY),
      currency: 'EUR',
      items: this.items,
      components: this.components,
      operations: this.operations,
      outputs: this.on('co-products') ? this.outputs : undefined,
      workCentres: this.workCentres,
      machines: this.machines,
      calendars: this.calendars(),
      crews: this.crews,
      tools: this.tools,
      changeovers: this.changeovers,
      sources: this.sources,
      moves: this.moves,
      stock: this.stock,
      purchaseLines: this.purchaseLines,
      workOrders: this.workOrders,
      allocations: this.allocations,
      demands: this.demands,
      events: this.events,
      rules: {
        order: this.dice.pick(['due', 'priority', 'due-then-priority', 'priority-then-due'] as const),
        constrained: !this.on('without capacity'),
        service: this.on('measured vendors') ? ratio(this.dice.within(50, 100), 100) : undefined,
        consume: this.on('forecasts consumed')
          ? { backward: this.span(0, 8 * DAY), forward: this.span(0, 8 * DAY) }
          : undefined,
        ...(this.on('weights') ? { weights: this.weights() } : undefined),
      },
    };
    return this.on('overtime') ? this.withOvertime(made) : made;
  }

  /** Evenings, nights and free days of some machines and crews, dear and cheap, some of them decided. */
  private withOvertime(made: Problem): Problem {
    const { dice } = this;
    const overtime = Array.from({ length: dice.within(1, 8) }, (_, n): OvertimeWindow => {
      const from = this.later(0, 12);
      const both = dice.chance(60);
      const some = <T extends { readonly id: string }>(rows: readonly T[]) =>
        rows.filter(() => dice.chance(70)).map((row) => row.id);
      return {
        id: `OT${n}`,
        machines: both || dice.chance(50) ? some(made.machines) : undefined,
        crews: both || dice.chance(50) ? some(made.crews) : undefined,
        from,
        to: second(from + dice.within(HOUR, 16 * HOUR)),
        perHour: dice.pick([0, 100, 1000, 100_000]) as Minor,
        ...(dice.chance(20) ? { opened: true } : undefined),
      };
    });
    const { rules } = made;
    const weights = dice.chance(30) ? { ...rules.weights, paid: dice.pick([0, 1e-6, 0.01]) } : rules.weights;
    return { ...made, overtime, rules: { ...rules, ...(weights ? { weights } : undefined) } };
  }

  private on(feature: Feature): boolean {
    return this.features.has(feature);
  }

  /** True for some of the rows when the feature is on. */
  private some(feature: Feature, percent = 50): boolean {
    return this.on(feature) && this.dice.chance(percent);
  }

  private weights(): ObjectiveWeights {
    const { dice } = this;
    return {
      perValue: dice.within(100, 100_000) as Minor,
      customers: [{ customer: 'ACME', weight: dice.within(0, 5) }],
      setupHour: dice.pick([0, 0.1, 10]),
      stockDay: dice.pick([0, 1e-6, 1e-3]),
      inOrder: dice.chance(30),
    };
  }

  private later(low: number, high: number): Second {
    return second(this.now + this.dice.within(low * DAY, high * DAY));
  }

  private calendars(): Calendar[] {
    const days = this.on('calendar exceptions')
      ? [
          { day: FIRST_DAY + this.dice.within(3, 8), windows: [] },
          { day: FIRST_DAY + this.dice.within(9, 14), windows: [{ from: 9 * HOUR, to: 11 * HOUR }] },
          // A Saturday that is worked.
          { day: FIRST_DAY + 19, windows: [{ from: 6 * HOUR, to: 12 * HOUR }] },
        ]
      : [];
    const week = (weekdays: readonly number[], ...windows: readonly (readonly [number, number])[]) =>
      weekdays.flatMap((weekday) => windows.map(([from, to]) => ({ weekday, from: from * HOUR, to: to * HOUR })));
    return [
      { id: 'day', week: week([0, 1, 2, 3, 4], [7, 12], [13, 17]), exceptions: days },
      { id: 'two shifts', week: week([0, 1, 2, 3, 4], [6, 22]), exceptions: days },
      { id: 'night', week: week([0, 1, 2, 3, 4, 5, 6], [22, 30]), exceptions: [] },
      { id: 'always', alwaysOpen: true, week: [], exceptions: [] },
      { id: 'vendor', week: week([0, 1, 2, 3], [8, 16]), exceptions: days },
    ];
  }

  private buildShop(): void {
    const { dice } = this;
    const calendars = ['day', 'two shifts', ...(this.on('night shifts') ? ['night', 'always'] : [])];
    const centres = dice.within(2, 3);
    for (let c = 1; c <= centres; c++) {
      const id = `C${c}`;
      this.workCentres.push({ id, calendar: dice.pick(calendars) });
      const machines = dice.within(1, 3);
      for (let m = 1; m <= machines; m++) {
        this.machines.push({
          id: `${id}-M${m}`,
          workCentre: id,
          ...this.room(),
          calendar: this.some('night shifts', 20) ? dice.pick(calendars) : undefined,
          speed: this.some('machine speeds')
            ? dice.pick([ratio(3, 2), ratio(2, 3), ratio(5, 4), ratio(7, 11)])
            : undefined,
          downtime: this.some('downtime') ? this.closures() : undefined,
        });
      }
      if (this.on('changeovers')) {
        for (const [from, to] of [
          ['red', 'blue'],
          ['blue', 'red'],
          ['red', 'white'],
        ]) {
          if (dice.chance(70)) this.changeovers.push({ workCentre: id, from, to, setup: this.span(0, 3000) });
        }
      }
    }
    if (this.on('tools')) {
      for (const id of ['jig', 'mould'])
        this.tools.push({ id, count: dice.within(1, 3), downtime: dice.chance(40) ? this.closures() : undefined });
    }
    if (this.on('crews') || this.on('attended set-ups')) {
      // Setters of the day never meet a machine of the night: then crews are there around the clock.
      const days = this.on('night shifts') ? 'always' : 'day';
      this.crews.push({ id: 'setters', size: dice.within(1, 2), calendar: days });
      this.crews.push({
        id: 'welders',
        size: dice.within(2, 3),
        calendar: days === 'day' ? dice.pick([days, 'two shifts']) : days,
      });
    }
  }

  /** Several steps at once, in a batch or each by itself. */
  private room(): Pick<Machine, 'capacity' | 'batch'> {
    const { dice } = this;
    if (!this.some('batch machines', 60)) return { capacity: this.some('capacity above one') ? dice.within(2, 3) : 1 };
    return { capacity: 1, batch: dice.chance(50) ? { steps: dice.within(2, 4) } : { qty: dice.within(5, 60) } };
  }

  private closures(): { from: Second; to: Second }[] {
    const from = this.later(0, 5);
    const also = this.later(6, 12);
    return [
      { from, to: second(from + this.dice.within(HOUR, 2 * DAY)) },
      { from: also, to: second(also + this.dice.within(HOUR, DAY)) },
    ];
  }

  private buildItems(): void {
    const { dice } = this;
    const bought = this.addItems('BUY', dice.within(2, 4), 'buy');
    for (const it of bought) this.addSources(it);
    const moved = this.on('moves') ? this.addItems('MOVE', 1, 'move') : [];
    for (const it of moved) {
      this.moves.push({
        item: it,
        fromItem: dice.pick(bought),
        elapsed: this.span(HOUR, 3 * DAY),
        min: qty(dice.within(1, 4)),
        multiple: qty(dice.within(1, 3)),
      });
    }
    const made = this.addItems('PART', dice.within(1, 3), 'make');
    for (const it of made) this.addBill(it, [...bought, ...moved]);
    const phantoms = this.on('phantoms') ? this.addItems('KIT', 1, 'phantom') : [];
    for (const it of phantoms) this.addBill(it, [...bought, ...made]);
    const finished = this.addItems('END', dice.within(1, 3), 'make');
    for (const it of finished) this.addBill(it, [...bought, ...made, ...phantoms, ...moved]);
    for (const it of [...made, ...finished]) this.addRouting(it);
    if (this.on('no source')) this.addItems('NOWHERE', 1, 'buy');
    if (this.on('co-products')) this.addOutputs([...made, ...finished]);
  }

  private addItems(prefix: string, count: number, supply: Item['supply']): string[] {
    const ids: string[] = [];
    for (let i = 1; i <= count; i++) {
      const { dice } = this;
      const make = supply === 'make';
      const id = `${prefix}${i}`;
      ids.push(id);
      this.items.push({
        id,
        supply,
        decimals: this.some('decimals') ? dice.within(1, 2) : 0,
        safetyStock: qty(supply !== 'phantom' && this.some('safety stock') ? dice.within(1, 8) : 0),
        lot: make ? this.lotRule() : { min: qty(1), multiple: qty(1), period: this.period(), ...this.economic() },
        yield: make && this.some('yields', 30) ? ratio(dice.within(80, 99), 100) : undefined,
        makeToOrder: prefix === 'END' && this.some('made to order') ? true : undefined,
        timeFence: make && this.some('time fences', 30) ? this.span(HOUR, 3 * DAY) : undefined,
        unitCost: ratio(dice.within(100, 10_000), 1),
      });
    }
    return ids;
  }

  private lotRule(): LotRule {
    const { dice } = this;
    if (this.some('fixed lots', 30)) {
      const fixed = qty(dice.within(2, 12));
      return { min: fixed, multiple: fixed, fixed };
    }
    const multiple = this.some('lot multiples') ? dice.within(2, 6) : 1;
    const min = multiple * (this.some('lot multiples') ? dice.within(1, 3) : 1);
    const max = this.some('lot maxima') ? qty(min + multiple * dice.within(0, 3)) : undefined;
    return { min: qty(min), multiple: qty(multiple), max, period: this.period(), ...this.economic() };
  }

  private economic(): Pick<LotRule, 'economic'> {
    if (!this.some('economic lots')) return {};
    const { dice } = this;
    const annualUse = qty(dice.within(10, 500));
    return {
      economic: { annualUse, orderCost: dice.within(1, 5000) as Minor, carryingRate: ratio(dice.within(5, 30), 100) },
    };
  }

  private period(): Duration | undefined {
    return this.some('periods of supply') ? this.span(DAY, 7 * DAY) : undefined;
  }

  private addSources(item: string): void {
    const { dice } = this;
    const source = (vendor: string, priority: number, more: Partial<Source>): Source => ({
      item,
      vendor,
      priority,
      leadTime: this.leadTime(),
      min: qty(this.some('lot multiples') ? dice.within(2, 30) : 1),
      multiple: qty(this.some('lot multiples') ? dice.within(2, 10) : 1),
      unitCost: ratio(dice.within(1, 500), 1),
      ...this.breaks(),
      ...this.measured(),
      ...more,
    });
    this.sources.push(source('First', 1, {}));
    if (!this.some('second sources', 70)) return;
    const until = dice.chance(40) ? this.later(1, 10) : undefined;
    this.sources.push(source('Second', 2, { leadTime: { elapsed: this.span(HOUR, DAY) }, to: until }));
    if (dice.chance(30)) this.sources.push(source('Third', 3, { from: this.later(0, 5) }));
  }

  private measured(): Pick<Source, 'reliability'> {
    if (!this.some('measured vendors', 80)) return {};
    const { dice } = this;
    const lateDays = Array.from({ length: dice.within(1, 6) }, () => dice.within(1, 40) / 8);
    return { reliability: { share: ratio(dice.within(0, 9), 10), lateDays } };
  }

  private breaks(): Pick<Source, 'unitCost' | 'breaks'> {
    if (!this.some('price breaks', 80)) return {};
    const { dice } = this;
    const [price, from] = [dice.within(10, 500), dice.within(2, 20)];
    const breaks = [
      { from: qty(from), unitCost: ratio(price * dice.within(5, 9), 10) },
      { from: qty(from + dice.within(1, 40)), unitCost: ratio(price, 3) },
    ];
    return { unitCost: ratio(price), breaks };
  }

  private leadTime(): LeadTime {
    const { dice } = this;
    if (!this.some('lead times in working days', 70)) return { elapsed: this.span(HOUR, 6 * DAY) };
    return {
      approvalWorkingDays: dice.next(3),
      vendorWorkingDays: dice.next(6),
      vendorCalendar: dice.pick([undefined, 'vendor', 'always']),
      elapsed: duration(dice.pick([0, HOUR, DAY, 2 * DAY])),
      dockWorkingDays: dice.next(3),
      plantCalendar: dice.pick([undefined, 'day', 'two shifts']),
    };
  }

  private addBill(parent: string, from: readonly string[]): void {
    const { dice } = this;
    const lines = dice.within(1, Math.min(3, from.length));
    const left = [...from];
    for (let i = 0; i < lines; i++) {
      const [component] = left.splice(dice.next(left.length), 1);
      // A phantom has no steps: what it brings is drawn where its own line stands.
      const seq = dice.chance(30) && !parent.startsWith('KIT') ? 20 : undefined;
      this.components.push({ ...this.line(parent, component), seq });
    }
    const last = this.components[this.components.length - 1];
    if (this.some('alternate components', 80) && left.length > 0) {
      this.components.pop();
      this.components.push({ ...last, alternateGroup: 'a', priority: 1 });
      this.components.push({ ...this.line(parent, dice.pick(left)), seq: last.seq, alternateGroup: 'a', priority: 2 });
    } else if (this.some('bills with dates', 80) && left.length > 0) {
      const change = this.later(0, 14);
      this.components.pop();
      this.components.push({ ...last, to: change });
      this.components.push({ ...this.line(parent, dice.pick(left)), seq: last.seq, from: change });
    }
  }

  private line(parent: string, component: string): Component {
    const { dice } = this;
    return {
      parent,
      component,
      qtyPer: dice.pick([ratio(1), ratio(2), ratio(3), ratio(1, 2), ratio(4, 3)]),
      scrap: this.some('scrap and waste') ? ratio(dice.within(1, 10), 100) : undefined,
      perOrder: this.some('scrap and waste', 30) ? qty(dice.within(1, 3)) : undefined,
    };
  }

  private addRouting(item: string): void {
    if (this.some('make lead times', 50)) {
      const at = this.items.findIndex((it) => it.id === item);
      this.items[at] = { ...this.items[at], makeLeadTime: this.span(HOUR, 3 * DAY) };
      return;
    }
    const steps = this.dice.within(1, 3);
    for (let i = 1; i <= steps; i++) this.operations.push(this.step(item, i * 10));
  }

  /** One that can be bought too, and one that only comes out of others; neither goes into what yields it. */
  private addOutputs(parents: readonly string[]): void {
    const { dice } = this;
    const [bought, alone] = this.addItems('BESIDE', 2, 'buy') as [string, string];
    this.addSources(bought);
    const parent = dice.pick(parents);
    for (const item of [bought, alone]) {
      const seq = dice.chance(30) ? this.operations.find((it) => it.item === parent)?.seq : undefined;
      this.outputs.push({ parent, item, qtyPer: dice.pick([ratio(1), ratio(2), ratio(1, 2), ratio(2, 3)]), seq });
    }
    const other = dice.pick(parents);
    if (other !== parent) this.outputs.push({ parent: other, item: alone, qtyPer: ratio(1, 3) });
    // Somebody above draws on it, where that closes no circle: what is finished goes into nothing.
    const above = parents.filter((it) => it.startsWith('END') && it !== parent && it !== other);
    if (above.length > 0 && dice.chance(60)) this.components.push({ ...this.line(dice.pick(above), bought) });
  }

  private step(item: string, seq: number): Operation {
    const { dice } = this;
    const decimals = item.startsWith('END') ? (this.items.find((it) => it.id === item)?.decimals ?? 0) : 0;
    const gapAfter = this.some('gaps') ? this.span(0, DAY) : undefined;
    const share = this.some('yields', 40) ? ratio(dice.within(75, 99), 100) : undefined;
    const maxGapAfter = this.some('longest gaps', 70) ? this.span(gapAfter ?? 0, 2 * DAY) : undefined;
    if (this.some('outside steps', 40)) {
      return {
        item,
        seq,
        setup: duration(0),
        runPerUnit: ratio(0),
        outside: this.span(HOUR, 4 * DAY),
        gapAfter,
        maxGapAfter,
        yield: share,
      };
    }
    const centre = dice.pick(this.workCentres).id;
    const machines = this.machines.filter((it) => it.workCentre === centre).map((it) => it.id);
    const named = this.some('named machines') ? machines.filter(() => dice.chance(60)) : [];
    const unpausable = this.some('unpausable steps');
    const crew = !unpausable && this.some('crews', 60) ? dice.pick(this.crews) : undefined;
    const inFamily = this.on('changeovers') || this.some('families', 80);
    return {
      item,
      seq,
      split: this.some('split steps', 70) ? dice.within(2, 4) : undefined,
      transferBatch: this.some('overlap', 70) ? qty(dice.within(1, 4)) : undefined,
      workCentre: centre,
      machines: named.length > 0 ? named : undefined,
      setup: this.span(0, unpausable ? 600 : 2 * HOUR),
      // Demands are few steps: an end item with decimals is wanted in hundredths of a unit, its parts in units.
      runPerUnit: ratio(dice.within(1, unpausable ? 300 : 2400) * 10 ** decimals, dice.pick([1, 1, 3, 7])),
      runFixed: dice.chance(20) ? this.span(0, HOUR / 2) : undefined,
      runPerBatch: this.some('run per batch')
        ? { qty: qty(dice.within(1, 5)), seconds: this.span(0, unpausable ? 300 : 2 * HOUR) }
        : undefined,
      teardown: this.some('teardown') ? this.span(0, unpausable ? 600 : 4 * HOUR) : undefined,
      gapAfter,
      maxGapAfter,
      family: inFamily ? dice.pick(['red', 'blue', 'white', undefined]) : undefined,
      crew: crew?.id,
      tools: this.some('tools', 60) ? this.toolUses() : undefined,
      crewSize: crew && dice.chance(50) ? dice.within(1, crew.size) : undefined,
      ...this.attendance(crew !== undefined),
      pausable: unpausable ? false : undefined,
      yield: share,
    };
  }

  /** The set-up alone is attended, by the step's crew or by another. */
  private attendance(hasCrew: boolean): Partial<Operation> {
    if (!this.some('attended set-ups', 70)) return {};
    const { dice } = this;
    const crew = dice.pick(this.crews);
    const size = dice.chance(50) ? dice.within(1, crew.size) : undefined;
    if (dice.chance(50)) return { setupCrew: crew.id, setupCrewSize: size };
    return hasCrew ? { attends: 'setup' } : { crew: crew.id, crewSize: size, attends: 'setup' };
  }

  private toolUses() {
    const { dice } = this;
    const named = dice.chance(30) ? this.tools : [dice.pick(this.tools)];
    return named.map(({ id, count }) => ({ tool: id, qty: dice.chance(50) ? dice.within(1, count) : undefined }));
  }

  private buildStock(): void {
    const { dice } = this;
    for (const it of this.items) {
      const phantom = it.supply === 'phantom';
      const lots = phantom || it.id.startsWith('NOWHERE') ? 0 : dice.next(3);
      for (let i = 1; i <= lots; i++) {
        this.stock.push({
          id: `${it.id}/${i}`,
          item: it.id,
          qty: qty(dice.within(1, 12)),
          availableFrom: this.some('quarantine') ? this.later(0, 6) : undefined,
          expires: this.some('shelf life') ? this.later(1, 12) : undefined,
        });
      }
      if (!phantom && it.makeToOrder !== true && this.some('open purchases') && it.supply === 'buy') {
        this.purchaseLines.push({
          id: `L-${it.id}`,
          item: it.id,
          qty: qty(dice.within(1, 20)),
          estimated: this.later(0, 10),
        });
      }
    }
  }

  private buildDemands(): void {
    const { dice } = this;
    const wanted = this.items.filter(
      (it) => it.supply !== 'phantom' && (it.id.startsWith('END') || it.id.startsWith('BESIDE') || dice.chance(15)),
    );
    const lines = dice.within(2, 8);
    for (let i = 1; i <= lines; i++) {
      const it = dice.pick(wanted);
      const awaits = it.supply === 'make' && this.some('awaited events') ? `E${i}` : undefined;
      if (awaits) this.events.push({ id: awaits, name: `approval ${i}`, expected: this.later(-1, 8), by: 'customer' });
      this.demands.push({
        id: `D${i}`,
        item: it.id,
        qty: qty(dice.within(1, 12)),
        due: this.later(-1, 20),
        priority: this.some('priorities') ? dice.within(1, 4) : 1,
        kind: this.some('forecasts', 30) || this.some('forecasts consumed', 40) ? 'forecast' : 'order',
        value: dice.within(100, 100_000) as Minor,
        ...(this.on('weights') || this.on('forecasts consumed')
          ? { customer: i % 2 === 0 ? 'ACME' : 'BOLT' }
          : undefined),
        shipComplete: this.some('part shipments') ? false : undefined,
        earliest: this.some('earliest dates') ? this.later(0, 15) : undefined,
        awaits,
        gatedSeq: awaits && dice.chance(40) ? dice.pick([10, 20]) : undefined,
      });
    }
    const nowhere = this.items.find((it) => it.id.startsWith('NOWHERE'));
    if (nowhere)
      this.demands.push({
        id: 'D-nowhere',
        item: nowhere.id,
        qty: qty(1),
        due: this.later(1, 5),
        priority: 1,
        kind: 'order',
      });
  }

  private buildWorkOrders(): void {
    const made = this.items.filter((it) => it.supply === 'make');
    if (this.on('work orders without steps')) this.addWorkOrder(this.dice.pick(made), 'firm', undefined);
    if (this.on('work in progress')) {
      this.addWorkOrder(this.dice.pick(made), 'released', (steps) => steps.map((it) => ({ ...it, done: false })));
      this.addWorkOrder(this.dice.pick(made), 'started', (steps) =>
        steps.map((it, i) => ({
          ...it,
          done: i === 0 && steps.length > 1,
          qtyOpen: this.dice.chance(30) ? qty(2) : undefined,
        })),
      );
    }
    const at = (feature: Feature, mark: (step: OpenOperation, machine: string) => OpenOperation) => {
      if (!this.on(feature)) return;
      this.addWorkOrder(this.dice.pick(made), 'started', (steps) => this.settled(steps, mark));
    };
    at('running steps', (step, machine) => {
      const startedAt = second(this.now - this.dice.within(60, 4 * HOUR));
      return { ...step, startedAt, setupDone: true, machine };
    });
    at('frozen steps', (step, machine) => ({ ...this.alone(step), machine, frozen: this.spanFrom(this.now) }));
    at('pinned steps', (step, machine) => ({ ...step, machine }));
    at('steps that stay in parts', (step, machine) => this.inParts(step, machine));
  }

  private spanFrom(earliest: Second): { readonly from: Second; readonly to: Second } {
    const from = second(earliest + this.dice.within(0, 2 * DAY));
    return { from, to: second(from + this.dice.within(HOUR, DAY)) };
  }

  /** What is frozen asks nobody whether people and tools are free. */
  private alone(step: OpenOperation): OpenOperation {
    return {
      ...step,
      crew: undefined,
      crewSize: undefined,
      attends: undefined,
      setupCrew: undefined,
      setupCrewSize: undefined,
      tools: undefined,
    };
  }

  /** On two machines that no other order claims, frozen there or not. */
  private inParts(step: OpenOperation, machine: string): OpenOperation {
    const other = this.machines.find(
      (it) => it.workCentre === step.workCentre && it.id !== machine && !it.batch && !this.claimed.has(it.id),
    );
    if (!other || step.machines || step.maxGapAfter !== undefined) return step;
    this.claimed.add(other.id);
    const on = [{ machine }, { machine: other.id }];
    if (this.dice.chance(50)) return { ...step, split: 2, parts: on };
    const parts = on.map((part) => ({ ...part, frozen: this.spanFrom(this.now) }));
    const from = second(Math.min(...parts.map(({ frozen }) => frozen.from)));
    const to = second(Math.max(...parts.map(({ frozen }) => frozen.to)));
    return { ...this.alone(step), split: 2, frozen: { from, to }, parts };
  }

  /** Everything before the marked step is done; the marked step has a machine that no other order claims. */
  private settled(
    steps: readonly Operation[],
    mark: (step: OpenOperation, machine: string) => OpenOperation,
  ): OpenOperation[] | undefined {
    const inside = steps.map((_, i) => i).filter((i) => steps[i].workCentre !== undefined);
    if (inside.length === 0) return undefined;
    const marked = this.dice.pick(inside);
    const step = steps[marked];
    const free = this.machines.filter(
      (it) => it.workCentre === step.workCentre && (step.machines?.includes(it.id) ?? true) && !this.claimed.has(it.id),
    );
    if (free.length === 0) return undefined;
    const machine = this.dice.pick(free).id;
    this.claimed.add(machine);
    return steps.map((it, i) => (i === marked ? mark({ ...it, done: false }, machine) : { ...it, done: i < marked }));
  }

  private addWorkOrder(
    item: Item,
    state: OpenWorkOrder['state'],
    own: ((steps: readonly Operation[]) => OpenOperation[] | undefined) | undefined,
  ): void {
    if (item.makeToOrder) return;
    const steps = this.operations.filter((it) => it.item === item.id);
    const operations = own?.(steps);
    if (own && (!operations || operations.length === 0)) return;
    const left = this.dice.within(1, 5);
    const touched = operations?.some((it) => it.done || it.startedAt !== undefined || it.frozen) ?? false;
    this.workOrders.push({
      id: `W${this.workOrders.length + 1}`,
      item: item.id,
      state,
      qtyOpen: qty(left),
      qty: qty(left + this.dice.next(4)),
      due: this.later(0, 10),
      operations,
      // What was begun has its material; what was not draws it by its bill.
      materials: touched ? [] : undefined,
    });
  }

  private buildAllocations(): void {
    if (!this.on('allocations')) return;
    for (const work of this.workOrders) {
      const demand = this.demands.find((it) => it.item === work.item);
      if (demand && this.dice.chance(70)) this.allocate(`work/${work.id}`, demand, work.qtyOpen);
    }
    const free = this.stock.filter((it) => it.expires === undefined);
    const reserved = new Set<string>();
    for (const lot of free) {
      const demand = this.demands.find((it) => it.item === lot.item && !reserved.has(it.id));
      const toOrder = this.items.find((it) => it.id === lot.item)?.makeToOrder;
      if (!demand || toOrder || this.allocations.some((it) => 'demand' in it.for && it.for.demand === demand.id))
        continue;
      reserved.add(demand.id);
      this.allocate(`stock/${lot.id}`, demand, lot.qty);
    }
  }

  private allocate(supply: string, demand: Demand, most: number): void {
    const owed = this.allocations.reduce(
      (sum, it) => sum + ('demand' in it.for && it.for.demand === demand.id ? it.qty : 0),
      0,
    );
    const count = Math.min(most, demand.qty - owed);
    if (count > 0) this.allocations.push({ supply, item: demand.item, qty: qty(count), for: { demand: demand.id } });
  }

  private span(low: number, high: number): Duration {
    return duration(this.dice.within(low, high));
  }
}
