/** A plan: what the engine answers, as plain readonly values. Ids refer to the problem it was made from. */
import type { Minor, Qty, Second } from '../units/units.ts';

export interface Plan {
  readonly status: 'complete' | 'partial' | 'cancelled';
  readonly orders: readonly PlannedOrder[];
  readonly operations: readonly PlannedOperation[];
  readonly purchases: readonly PlannedPurchase[];
  readonly moves: readonly PlannedMove[];
  readonly deliveries: readonly Delivery[];
  /** Every supply a consumer draws on, level by level. Both ways: by supply and by consumer. */
  readonly pegs: readonly Peg[];
  /** Of the open purchase lines that orders or customers draw on. Absent: not reckoned (foreign plans). */
  readonly lineNeeds?: readonly LineNeed[];
  readonly messages: readonly ActionMessage[];
  /** Overtime that work needs, by time. Absent: none. */
  readonly overtime?: readonly OpenedOvertime[];
  readonly figures: PlanFigures;
}

/** A supply is named by kind and id, everywhere: `stock/LOT`, `purchase/LINE`, `work/ORDER`, `planned/N`, `buy/N`, `move/N`. */
export type SupplyId = string;
/** A consumer is a demand (`demand/ID`), an order (`work/ID`, `planned/N`), a move (`move/N`) or `safety/ITEM`. */
export type ConsumerId = string;

/** A planned order or the plan of an open work order (`workOrder` set: then id = `work/ID`). */
export interface PlannedOrder {
  readonly id: SupplyId;
  readonly item: string;
  /** Good quantity that comes out. */
  readonly qty: Qty;
  /** Quantity started, after yield. */
  readonly qtyStarted: Qty;
  readonly start: Second;
  readonly end: Second;
  readonly workOrder?: string;
  /** When its earliest consumer takes it in the plan; earlier where a demand that it serves ships late (needs.ts). */
  readonly need: Second;
  readonly components: readonly {
    readonly item: string;
    readonly qty: Qty;
    readonly at: Second;
    readonly seq: number;
  }[];
  /** What it yields beside its item when it ends. Absent: nothing. Pegs name it by the order and the item. */
  readonly outputs?: readonly { readonly item: string; readonly qty: Qty }[];
}

export interface PlannedOperation {
  readonly order: SupplyId;
  readonly item: string;
  readonly seq: number;
  /** Absent for an outside step or an unconstrained plan. */
  readonly machine?: string;
  readonly crew?: string;
  /** Who makes the set-up, where that is another crew. */
  readonly setupCrew?: string;
  /** When the set-up is over, where set-up and run are attended differently. Absent: `crew` is there from start to end. */
  readonly setupEnd?: Second;
  readonly start: Second;
  readonly end: Second;
  /** Working seconds of set-up and run on that machine, teardown counted as run; they add up to the working time between start and end. */
  readonly setup: number;
  readonly run: number;
  readonly frozen?: boolean;
  /** Where the step is split over machines: which of its parts this is, and how many pieces of what enters it. Absent: all of them. */
  readonly part?: { readonly number: number; readonly of: number; readonly qty: Qty };
  /** On a machine that takes batches: the machine and the second at which the batch starts. Its set-up stands at one of its operations. */
  readonly batch?: string;
}

/** A window of overtime that a plan opens, and the operations that work in hours that are open by it alone. */
export interface OpenedOvertime {
  readonly window: string;
  readonly from: Second;
  readonly to: Second;
  /** Of the whole window. */
  readonly cost: Minor;
  readonly for: readonly { readonly order: SupplyId; readonly seq: number }[];
}

export interface PlannedPurchase {
  readonly id: SupplyId;
  readonly item: string;
  readonly vendor: string;
  readonly qty: Qty;
  readonly orderAt: Second;
  readonly arrival: Second;
  /** As of an order. */
  readonly need: Second;
  /** What it costs at the price of its break. Absent: the source has no price breaks. */
  readonly cost?: Minor;
  /** What is drawn on would have been enough, at this cost: more is bought because it costs less. */
  readonly instead?: { readonly qty: Qty; readonly cost: Minor };
}

/** When an open purchase line is needed, as an order is. */
export interface LineNeed {
  readonly line: SupplyId;
  readonly need: Second;
}

export interface PlannedMove {
  readonly id: SupplyId;
  readonly item: string;
  readonly fromItem: string;
  readonly qty: Qty;
  readonly start: Second;
  readonly arrival: Second;
  /** As of an order. */
  readonly need: Second;
}

/** What becomes of a demand. `date` absent: it cannot be served; then there is a reason. Partial deliveries give several rows. */
export interface Delivery {
  readonly demand: string;
  readonly qty: Qty;
  readonly date?: Second;
  /** max(0, date − due), seconds of elapsed time. */
  readonly late: number;
  /** Largest amount first; empty when on time. */
  readonly reasons: readonly Reason[];
  /**
   * No plan ships it before: alone in the factory, all stock and open supply for it, every machine free, each order as small as
   * its lot rule lets it be. Of late deliveries of a whole demand; absent elsewhere, and where it was not reckoned (foreign plans).
   */
  readonly soonest?: Second;
}

/** One link of a chain of causes, with its amount. */
export interface Reason {
  readonly kind:
    | 'purchase-late'
    | 'lead-time'
    | 'machine-busy'
    | 'machine-down'
    | 'crew-busy'
    | 'tool-busy'
    /** The machine is closed for longer before the work than that takes. */
    | 'closed'
    | 'work-time'
    /** A person put the step there: told by who knows the person. */
    | 'by-hand'
    | 'awaits'
    | 'scrap'
    | 'past-due'
    | 'no-source'
    | 'no-routing'
    | 'beyond-horizon'
    | 'frozen'
    | 'shortage';
  /** The supply, machine, crew, tool, event or item at fault. */
  readonly what: string;
  readonly order?: SupplyId;
  readonly seq?: number;
  /** The step that had the machine or tool first. */
  readonly behind?: { readonly order: SupplyId; readonly seq: number };
  /** Until when it holds things up. */
  readonly until?: Second;
  /** Seconds of lateness that it explains. */
  readonly seconds: number;
  readonly qty?: Qty;
  /** The plain sentence, with its values. */
  readonly text: string;
}

export interface Peg {
  readonly supply: SupplyId;
  readonly consumer: ConsumerId;
  readonly item: string;
  readonly qty: Qty;
  readonly at: Second;
}

export interface ActionMessage {
  readonly kind:
    | 'create'
    | 'expedite'
    | 'defer'
    | 'cancel'
    | 'increase'
    | 'decrease'
    | 'release-due'
    | 'release-past-due'
    | 'past-due'
    | 'negative-balance'
    | 'below-minimum'
    | 'above-maximum'
    | 'time-fence-conflict';
  readonly supply: SupplyId;
  readonly item: string;
  readonly qty: Qty;
  /** The date it stands at, and the one it should stand at. */
  readonly from?: Second;
  readonly to?: Second;
  /** Demand lateness in seconds that hangs on it: messages are ranked by it. */
  readonly hurts: number;
  readonly text: string;
}

export interface PlanFigures {
  readonly demands: number;
  readonly onTime: number;
  readonly unserved: number;
  /** Seconds late over all served demands. */
  readonly totalLate: number;
  /** Seconds of it that no plan avoids: each demand alone in the factory. Absent where it was not reckoned (mended and foreign plans). */
  readonly leastLate?: number;
  readonly orders: number;
  readonly operations: number;
  readonly purchases: number;
  readonly setupSeconds: number;
  /** Seconds of the windows of overtime that are opened. Absent: none. */
  readonly overtimeSeconds?: number;
  /** Beside a published plan: whether it is one from nothing, or that plan mended. Absent: beside none, or not known. */
  readonly fromNothing?: boolean;
  /** Of those two the one that was not taken, told from this one. Absent: there is none, or it is one from nothing and costs no less. */
  readonly other?: OtherPlan;
  /** What the plan costs by the weights. Absent where it was not reckoned (mended and foreign plans). */
  readonly objective?: Objective;
  /** Counted work (machine and calendar probes, decoder steps): the same for the same input on any machine. */
  readonly work: { readonly net: number; readonly schedule: number; readonly improve: number };
}

export interface OtherPlan {
  /** Orders of customers, not forecasts, that are late or not served in this plan and in time in the other, and the other way round. */
  readonly saved: number;
  readonly newlyLate: number;
  /** Operations of the published plan that stand elsewhere in it, or are no more. */
  readonly moved: number;
  /** Orders of customers that ship at another date in it, `before` in this plan and `after` in the other; the largest change first. */
  readonly dates: readonly DemandChange[];
}

/** A demand in two plans, A and B. */
export interface DemandChange {
  readonly demand: string;
  readonly due: Second;
  /** When its last part ships in A and in B; absent: it is not served. */
  readonly before?: Second;
  readonly after?: Second;
  /** After − before; absent where one of them is. */
  readonly seconds?: number;
}

/** What lateness, moves, set-up and stock contribute to the cost of a plan; smaller is better. */
export interface Objective {
  /** Days late, with five for each late demand and 365 for each that is not served, each as often as the demand counts. */
  readonly tardiness: ObjectiveTerm;
  /** Operations of the published plan that stand elsewhere or are no more, by nearness to now. */
  readonly moved: ObjectiveTerm;
  /** Hours of set-up. */
  readonly setup: ObjectiveTerm;
  /** Minor units of value times days that they are in work, or made and lie. */
  readonly stock: ObjectiveTerm;
  /** Minor units for overtime. */
  readonly overtime: ObjectiveTerm;
  /** The sum of the points of all. */
  readonly points: number;
}

export interface ObjectiveTerm {
  readonly amount: number;
  readonly weight: number;
  /** Amount × weight. */
  readonly points: number;
}

export interface PlanOptions {
  readonly seed?: number;
  /** Budget of counted work for improvement; 0 or absent: construction only. */
  readonly work?: number;
  /** The plan that people work to: what moves against it counts (`weights.movedOperation`). Absent: nothing has moved. */
  readonly published?: Plan;
  /** Where the published plan can be mended nothing is planned from nothing, however much cheaper that were. */
  readonly mendOnly?: boolean;
  /** The plan from nothing is asked for: it is taken, whether or not the published one can be mended. */
  readonly fromNothing?: boolean;
  /** Asked now and then; false stops with the best so far. */
  readonly keepGoing?: () => boolean;
  readonly onProgress?: (step: 'netting' | 'scheduling' | 'improving' | 'explaining', share: number) => void;
}

export interface Violation {
  /** The rule's name, which the reader sees. */
  readonly rule: string;
  readonly what: string;
  readonly text: string;
}
