/**
 * The planning problem: everything the engine may know, as plain readonly values.
 *
 * Ids are strings, unique within their list. Times are whole seconds of elapsed time from `epoch`; the
 * plant's clock is a view made with `zone`. Quantities are counts of the item's smallest step; ratios are
 * exact. A field that may be absent says what absence means. Impossible data (an unknown id, a negative
 * time, a bill-of-material circle) throws `ProblemError` with the values; a problem that cannot be served is
 * an answer, not an error.
 */
import type { Duration, Minor, Qty, Ratio, Second } from '../units/units.ts';

export interface Problem {
  readonly name: string;
  /** The instant of second 0, ISO 8601 in UTC ("2026-01-05T00:00:00Z"). */
  readonly epoch: string;
  readonly zone: Zone;
  /** Nothing new starts before it. */
  readonly now: Second;
  /** The end of what calendars are compiled for; work that would run past it is reported, not planned. */
  readonly horizonEnd: Second;
  readonly currency: string;
  readonly items: readonly Item[];
  readonly components: readonly Component[];
  readonly operations: readonly Operation[];
  /** Co- and by-products. Absent: an order yields its own item alone. */
  readonly outputs?: readonly Output[];
  readonly workCentres: readonly WorkCentre[];
  readonly machines: readonly Machine[];
  readonly calendars: readonly Calendar[];
  readonly crews: readonly Crew[];
  /** Moulds, jigs and fixtures. Absent: no step needs one. */
  readonly tools?: readonly Tool[];
  readonly changeovers: readonly Changeover[];
  readonly sources: readonly Source[];
  readonly moves: readonly Move[];
  readonly stock: readonly StockLot[];
  readonly purchaseLines: readonly OpenPurchase[];
  readonly workOrders: readonly OpenWorkOrder[];
  readonly allocations: readonly Allocation[];
  readonly demands: readonly Demand[];
  readonly events: readonly AwaitedEvent[];
  readonly rules: PlanningRules;
  /** Hours beside the calendars that may be worked at a price. Absent: nobody works overtime. */
  readonly overtime?: readonly OvertimeWindow[];
  /** What it costs to hurry. Absent, or without a row for the case: unknown, which is not nothing. */
  readonly rates?: Rates;
}

/**
 * Hours beside their calendars in which machines and crews may work if that pays: a plan opens the window where the lateness that
 * it saves weighs more than its price (`weights.paid`). A step works in it only where its machine and its crew both do.
 */
export interface OvertimeWindow {
  readonly id: string;
  readonly machines?: readonly string[];
  readonly crews?: readonly string[];
  readonly from: Second;
  readonly to: Second;
  /** Minor units for an hour of the window, paid for the whole of it however much is done in it. */
  readonly perHour: Minor;
  /** True: it is decided already that these hours are worked. Absent: the plan decides. */
  readonly opened?: boolean;
}

export interface Rates {
  /** An hour of overtime of a machine or a crew, in minor units. Where a step takes both, both are paid. */
  readonly overtime?: readonly { readonly of: string; readonly perHour: Minor }[];
  readonly freight?: readonly PremiumFreight[];
}

/** Faster transport from a vendor, of one item or (absent) of all. */
export interface PremiumFreight {
  readonly vendor: string;
  readonly item?: string;
  /** From now until goods ordered, or on an open line, may be used. */
  readonly lead: Duration;
  /** Minor units a delivery, on top of the goods. Absent: unknown. */
  readonly cost?: Minor;
}

/** The plant's clock as a table: from `at` on, local time = elapsed time + `offset` seconds. First row first. */
export interface Zone {
  readonly name: string;
  readonly offsets: readonly { readonly at: Second; readonly offset: number }[];
}

export interface Item {
  readonly id: string;
  readonly name?: string;
  /** Product family: sums of the master schedule are by it. Absent: the item is one of its own. */
  readonly family?: string;
  /** `make`: by its operations; `buy`: from its sources; `move`: from another place; `phantom`: exploded through, never stocked by plan. */
  readonly supply: 'make' | 'buy' | 'move' | 'phantom';
  /** Decimals of the unit: one unit = 10^decimals steps. */
  readonly decimals: number;
  readonly safetyStock: Qty;
  readonly lot: LotRule;
  /** Share of what is started that comes out good at the end of the routing; absent: 1. */
  readonly yield?: Ratio;
  /** Unplanned make lead time when there are no operations (calendar time). */
  readonly makeLeadTime?: Duration;
  /** Orders for one demand only: no stock is used and none is left, but one order may serve several demands. */
  readonly makeToOrder?: boolean;
  /** Work is not replanned and not created before now + this. Absent: 0. */
  readonly timeFence?: Duration;
  /** Value of one unit in minor units: for stock and money at risk. */
  readonly unitCost?: Ratio;
}

/** Sizes in steps. `period`: one order covers the needs of that much time. A `max` splits an order into several. */
export interface LotRule {
  readonly min: Qty;
  readonly multiple: Qty;
  readonly max?: Qty;
  readonly fixed?: Qty;
  readonly period?: Duration;
  /**
   * At least the economic quantity by annual use (steps), cost of an order and carrying rate (share of the value a year),
   * with the item's `unitCost`, within `min`, `multiple` and `max`. Absent: what is needed. Not beside `fixed`.
   */
  readonly economic?: { readonly annualUse: Qty; readonly orderCost: Minor; readonly carryingRate: Ratio };
}

/** One line of a bill of materials: `qtyPer` component units per parent unit (exact, in units not steps). */
export interface Component {
  readonly parent: string;
  readonly component: string;
  readonly qtyPer: Ratio;
  /** The operation that consumes it; absent: the first. */
  readonly seq?: number;
  /** Lost share of the component: 1/20 means 5 % more is drawn. */
  readonly scrap?: Ratio;
  /** Fixed quantity per order, in component steps, however large the order. */
  readonly perOrder?: Qty;
  readonly from?: Second;
  readonly to?: Second;
  /** Lines with the same group are alternatives; the lowest `priority` that is effective and can be had is used. */
  readonly alternateGroup?: string;
  readonly priority?: number;
}

/**
 * A co- or by-product: an order for `parent` also yields `qtyPer` units of `item` per unit (exact, in units not steps),
 * rounded down, when the order ends. What nobody needs stays as stock. Where nothing else supplies the item, the parent
 * is ordered on purpose. No item may go, however deep, into what yields it.
 */
export interface Output {
  readonly parent: string;
  readonly item: string;
  readonly qtyPer: Ratio;
  /** Counted by what enters this step of the routing; absent: by the good quantity. */
  readonly seq?: number;
}

/**
 * A step of a routing. It takes one machine of its work centre for its whole duration, and `crew` if named for as much of
 * it as it attends: `setup + runFixed + qty × runPerUnit + ⌈qty ÷ runPerBatch.qty⌉ × runPerBatch.seconds + teardown`
 * (working time of the machine's calendar), divided by the machine's speed, rounded up to whole seconds. Its goods are
 * done when all but the teardown is. Steps of one order run in sequence: step n+1 starts `gapAfter` or more after the
 * goods of step n are done, or, with a `transferBatch`, after the first of them are.
 */
export interface Operation {
  readonly item: string;
  readonly seq: number;
  readonly name?: string;
  /** Absent with `outside`: done by a vendor in elapsed time, no machine. */
  readonly workCentre?: string;
  /** Machines that may do it; absent or empty: every machine of the work centre. */
  readonly machines?: readonly string[];
  readonly setup: Duration;
  /** Seconds per unit, exact. */
  readonly runPerUnit: Ratio;
  /** Fixed seconds per order, added to set-up and run, scale with machine speed. */
  readonly runFixed?: Duration;
  /** Seconds for every `qty` steps begun, beside the run per unit: five pieces in batches of two run three times. Absent: none. */
  readonly runPerBatch?: { readonly qty: Qty; readonly seconds: Duration };
  /** Working seconds after the run that keep machine and crew, scale with machine speed; the goods may go on. Absent: 0. */
  readonly teardown?: Duration;
  /** Elapsed seconds after the step before the next may start (queue, move, drying). */
  readonly gapAfter?: Duration;
  /**
   * Steps that go on together: the next step may begin when so many have been run and `gapAfter` has passed, and takes up no
   * piece before its batch is there. Not for steps outside. Absent: all pieces go on together.
   */
  readonly transferBatch?: Qty;
  /**
   * Most machines that run it at once: its pieces in as many parts of whole units (of whole transfer batches, where it has
   * them), as equal as these allow, each with its own set-up, crew and tools; the goods are done when the last part is. It is
   * split where it ends sooner so and no part would run for less time than its set-up takes. In one part stays what is outside,
   * begins or ends a longest gap, or is under way, set up or pinned; one that is frozen stays as it stands. Absent: 1.
   */
  readonly split?: number;
  /** The next step must start no later than this, elapsed, after the goods are done: before metal cools. Absent: no limit. */
  readonly maxGapAfter?: Duration;
  /** Set-up family: no set-up when the machine's previous work has the same one; `changeovers` may price the pair. */
  readonly family?: string;
  /** Crew (skill pool) that attends the step, and how many of it. */
  readonly crew?: string;
  readonly crewSize?: number;
  /** `setup`: the crew is there for the set-up only; the run goes on in the machine's own calendar without it. Absent: `whole`. */
  readonly attends?: 'whole' | 'setup';
  /** Another crew that makes the set-up, and how many of it; `crew`, if named, attends the run. Absent: `crew` makes it. */
  readonly setupCrew?: string;
  readonly setupCrewSize?: number;
  /** Tools held from start to end, pauses included, and how many pieces of each (absent: one). Absent: none. */
  readonly tools?: readonly ToolUse[];
  /** False: must run through without a pause at the end of a shift. Absent: it may pause and keeps its machine. */
  readonly pausable?: boolean;
  /** Elapsed time at an outside vendor; with this there is no work centre. */
  readonly outside?: Duration;
  /** Share of what enters that leaves good. Absent: 1. Inflates the quantity that starts before it. */
  readonly yield?: Ratio;
}

export interface WorkCentre {
  readonly id: string;
  readonly name?: string;
  readonly calendar: string;
}

/** One machine runs one step at a time unless `capacity` says how many steps at once. */
export interface Machine {
  readonly id: string;
  readonly name?: string;
  readonly workCentre: string;
  readonly capacity: number;
  /**
   * It takes several steps of one family (of one item, where they have none) and the same crew at once, which start and end
   * together: so many units of the items in all, or so many steps. A batch takes as long as the longest of its steps, is set up
   * once and attended once. A step that is larger fills it alone, for the time of its routing. Absent: one step at a time.
   */
  readonly batch?: { readonly qty: number } | { readonly steps: number };
  /** Absent: the work centre's. */
  readonly calendar?: string;
  /** Absent: 1. 3/2 works half as fast again. Applies to set-up and run. */
  readonly speed?: Ratio;
  /** Closed spans [from, to): breakdown, maintenance. Work pauses over them if it may. */
  readonly downtime?: readonly Span[];
}

/** People with one skill, `size` of them at once, on a calendar. A step of a crew runs only while machine and crew both work. */
export interface Crew {
  readonly id: string;
  readonly name?: string;
  readonly size: number;
  readonly calendar: string;
  /** Spans in which some of them, or all, are not there; nobody counts twice. */
  readonly away?: readonly Absence[];
}

/** A mould, jig or fixture of which there are `count` pieces: a step holds the pieces it needs beside its machine and crew. */
export interface Tool {
  readonly id: string;
  readonly name?: string;
  readonly count: number;
  /** Spans [from, to) in which all pieces are away: no step may hold one. Absent: never. */
  readonly downtime?: readonly Span[];
}

export interface ToolUse {
  readonly tool: string;
  readonly qty?: number;
}

/** `people` of a crew are missing over the span; absent: all of them. While nobody is left, its work pauses. */
export interface Absence extends Span {
  readonly people?: number;
}

export interface Span {
  readonly from: Second;
  readonly to: Second;
}

/** Working time on the plant's clock: a weekly pattern and days that differ. `alwaysOpen` needs neither. */
export interface Calendar {
  readonly id: string;
  readonly name?: string;
  readonly alwaysOpen?: boolean;
  /** Windows on the plant's clock; weekday 0 = Monday, of the second week of a cycle 7; `to` past 86,400 runs into the next day. */
  readonly week: readonly { readonly weekday: number; readonly from: number; readonly to: number }[];
  /** The week is one of so many that repeat; `from` is the first day of the first of them, since 1970. Absent: one. */
  readonly cycle?: { readonly weeks: number; readonly from: number };
  /** Replaces the whole day (windows that start on it) by these; an empty list is a holiday. */
  readonly exceptions: readonly {
    readonly day: number;
    readonly windows: readonly { readonly from: number; readonly to: number }[];
  }[];
}

/** Set-up seconds when `to` follows `from` on a machine of the work centre; a pair not listed takes the operation's set-up. */
export interface Changeover {
  readonly workCentre: string;
  readonly from: string;
  readonly to: string;
  readonly setup: Duration;
}

/** A vendor's offer of one item. */
export interface Source {
  readonly item: string;
  readonly vendor: string;
  readonly leadTime: LeadTime;
  readonly min: Qty;
  readonly multiple: Qty;
  /** Minor units per unit, exact. */
  readonly unitCost?: Ratio;
  /**
   * From this quantity (steps, rising) on, all units of a purchase cost that; `unitCost` is the price below. More than is
   * needed is bought only where that costs less in all. Absent: one price.
   */
  readonly breaks?: readonly { readonly from: Qty; readonly unitCost: Ratio }[];
  /**
   * What was measured of his deliveries: the share that came on time, and how many days late each of the others was. With
   * `rules.service` goods are counted on that much later. Absent: he keeps his lead time.
   */
  readonly reliability?: { readonly share: Ratio; readonly lateDays: readonly number[] };
  /** 1 is preferred; a higher number only when it arrives in time and the preferred one does not. */
  readonly priority: number;
  readonly from?: Second;
  readonly to?: Second;
}

/** Approval + vendor + transit + dock to stock, each on its own clock; `calendarTime` parts are elapsed time. */
export interface LeadTime {
  readonly approvalWorkingDays?: number;
  readonly vendorWorkingDays?: number;
  readonly vendorCalendar?: string;
  /** Elapsed time: transit, or the whole lead time where only calendar days are known. */
  readonly elapsed: Duration;
  readonly dockWorkingDays?: number;
  /** The plant's calendar for approval and dock days; absent: Monday to Friday. */
  readonly plantCalendar?: string;
}

/** `item` may be brought from `fromItem` (the same article at another place) in `elapsed`. */
export interface Move {
  readonly item: string;
  readonly fromItem: string;
  readonly elapsed: Duration;
  readonly min: Qty;
  readonly multiple: Qty;
}

export interface StockLot {
  readonly id: string;
  readonly item: string;
  readonly qty: Qty;
  /** From when it may be used (inspection, quarantine); absent: now. */
  readonly availableFrom?: Second;
  /** Not used after; absent: no shelf life. */
  readonly expires?: Second;
  readonly location?: string;
  readonly lot?: string;
}

/** An open purchase line. Supply counts at `estimated`; messages compare it with the need. */
export interface OpenPurchase {
  readonly id: string;
  readonly item: string;
  readonly vendor?: string;
  readonly qty: Qty;
  readonly required?: Second;
  readonly promised?: Second;
  readonly estimated: Second;
}

/** A firm, released or started order for an item. What is done is never planned again. */
export interface OpenWorkOrder {
  readonly id: string;
  readonly item: string;
  readonly state: 'firm' | 'released' | 'started';
  /** Still to come out good. */
  readonly qtyOpen: Qty;
  /** The whole order, for material per order and for display. */
  readonly qty: Qty;
  /** Lost so far; explains why an order to replace it exists. Absent: nothing was lost. */
  readonly scrapped?: Qty;
  readonly due?: Second;
  /** Own steps replace the item's routing (they were copied at release). Finished steps are listed with `done`. */
  readonly operations?: readonly OpenOperation[];
  /** Components still to be drawn, in steps; absent: exploded from the item's bill for `qtyOpen`. */
  readonly materials?: readonly { readonly item: string; readonly qty: Qty; readonly seq?: number }[];
}

export interface OpenOperation extends Operation {
  readonly done: boolean;
  /** Quantity still to run at this step, in steps; absent: the order's open quantity. */
  readonly qtyOpen?: Qty;
  /** Set-up already made. */
  readonly setupDone?: boolean;
  /** Running since; it stays on its machine and goes on from `now`. */
  readonly startedAt?: Second;
  /** Stays on this machine. */
  readonly machine?: string;
  /** Stays exactly where it is (frozen zone, a person's lock). */
  readonly frozen?: Span;
  /** Why it stays there: in the frozen zone, or left out of what was approved. Absent: a person fixed it. */
  readonly frozenAs?: 'zone' | 'left-out';
  /**
   * Stays in parts on these machines, in this order; frozen with the step, from the first to the last of them.
   * Where the step may run on fewer machines by now, or has fewer units left, the last of them fall away.
   */
  readonly parts?: readonly OpenPart[];
}

export interface OpenPart {
  readonly machine: string;
  readonly frozen?: Span;
}

/** A hard reservation: this supply serves that demand or order, before any netting. */
export interface Allocation {
  readonly supply: string;
  readonly item: string;
  readonly qty: Qty;
  readonly for: { readonly demand: string } | { readonly workOrder: string };
}

export interface Demand {
  readonly id: string;
  readonly item: string;
  readonly qty: Qty;
  readonly due: Second;
  /** A lower number is more important; 1 is the usual highest. */
  readonly priority: number;
  readonly customer?: string;
  readonly kind: 'order' | 'forecast';
  /** Value in minor units: what is at risk when it is late. */
  readonly value?: Minor;
  /** False: part quantities may ship as they come. Absent: ships complete. */
  readonly shipComplete?: boolean;
  /** Not shipped before; absent: any time from now. */
  readonly earliest?: Second;
  /** The event that must have happened before `gatedSeq` (absent: the first step) of the order for it starts. */
  readonly awaits?: string;
  readonly gatedSeq?: number;
  /** A person approved that it ships by then, whomever that delays: later it costs a thousand days, and each day ten. */
  readonly pledged?: Second;
  /** Of what was pledged the lower went first; absent: after those that have one, by id. */
  readonly pledgedTurn?: number;
}

/** Something that must happen first: a customer's artwork, a proof, a permit. */
export interface AwaitedEvent {
  readonly id: string;
  readonly name: string;
  readonly expected: Second;
  readonly by: 'customer' | 'vendor' | 'us';
}

export interface PlanningRules {
  /** How demands are ranked for supply. */
  readonly order: 'due' | 'priority' | 'due-then-priority' | 'priority-then-due';
  /** Plan against machine and crew capacity; false: netting and lead times only. */
  readonly constrained: boolean;
  /** A make-to-stock order starts no earlier than this before its need. Absent: as late as possible. */
  readonly earliness?: Duration;
  /** What lateness, moves, set-up and stock cost. Absent: lateness alone, every demand alike (but for `order` by priority). */
  readonly weights?: ObjectiveWeights;
  /** Share of deliveries that is to be there when it is counted on, where a vendor's reliability is known. Absent: lead times as they are. */
  readonly service?: Ratio;
  /**
   * Orders consume forecasts of their item (of one customer where the forecast names him) due up to `backward` before them,
   * then up to `forward` after them; what is left is planned. Absent: forecasts are planned as they stand beside the orders.
   */
  readonly consume?: { readonly backward: Duration; readonly forward: Duration };
}

/**
 * What a plan costs, in points; the smallest sum is the best plan. A demand that ships late costs its days of lateness and
 * five more, one that is not served 365. Absent weights, and a field that is absent: as its line says.
 */
export interface ObjectiveWeights {
  /** Points for a day late. Absent: 1. */
  readonly tardinessPerDay?: number;
  /** A demand of this value counts once, one of twice the value twice; one without a value once. Absent: money does not count. */
  readonly perValue?: Minor;
  /** How often a demand of a customer counts. Customers that are not listed, and demands without one: once. */
  readonly customers?: readonly { readonly customer: string; readonly weight: number }[];
  /** Points for an operation that is to begin now and stands elsewhere than published, or is no more; in a week half. Absent: 0.01. */
  readonly movedOperation?: number;
  /**
   * A plan from nothing takes the place of the published one, mended, where it costs less by this share, what it moves beyond that
   * one counted `unprompted` times. Absent: 0.1; 1: never.
   */
  readonly anew?: number;
  /**
   * A move that nothing calls for counts so many times: where the published plan can stay as it is, with nothing to be made beside it,
   * and beyond what that plan, mended, moves. Absent: 10; 1: as any other, and so with `inOrder`.
   */
  readonly unprompted?: number;
  /** A start that differs by so much has not moved. Absent: 0. */
  readonly movedTolerance?: Duration;
  /** Points for an hour of set-up. Absent: 0. */
  readonly setupHour?: number;
  /** Points for a day that one minor unit of value is in work, or made and lies (unit cost × quantity). Absent: 0. */
  readonly stockDay?: number;
  /** Points for a minor unit that is paid to be sooner: overtime. Absent: 0.0001, so that a day late is worth 10,000 of them. */
  readonly paid?: number;
  /** True: lateness alone decides; of equals, fewer moves, then less set-up, then less stock, whatever they weigh. Absent: the sum. */
  readonly inOrder?: boolean;
}

/** Impossible data, or edits that are none of a plan. The message carries the values and, where there is one, the way out. */
export class ProblemError extends Error {
  /** The way out, as it goes on after "Maybe". */
  readonly maybe: string | undefined;
  /** The step of the plan that it is about. */
  readonly step: { readonly order: string; readonly seq: number } | undefined;

  constructor(
    readonly list: keyof Problem,
    readonly id: string,
    /** Where the way out stands apart: the message without it. */
    readonly said: string,
    { maybe, step }: Partial<Pick<ProblemError, 'maybe' | 'step'>> = {},
  ) {
    super(maybe === undefined ? said : `${said}. Maybe ${maybe}.`);
    this.name = 'ProblemError';
    this.maybe = maybe;
    this.step = step;
  }
}
