/** The company's weights, with what absence means, and what the lateness of one demand costs. */
import type { Demand, Problem } from '../planning/problem.ts';
import { ProblemError } from '../planning/problem.ts';
import { DAY } from '../units/clock.ts';

/** A late demand costs its days of lateness and five more for being late at all; one that is not served a year. */
const LATE_AT_ALL = 5;
const NEVER = 365;
/** A pledge that is broken costs so many days, which no plan is worth; what it is later by counts so many times: it cannot be kept, and others wait too. */
const BROKEN = 1000;
const PLEDGED = 10;
/** A moved operation costs as much as this share of a day of lateness, unless the company says otherwise. */
const MOVED = 0.01;
/** A day of lateness is worth 10,000 minor units, unless the company says otherwise. */
const PAID = 0.0001;
/** A plan from nothing replaces the published one where it costs less by this share, unless the company says otherwise. */
const ANEW = 0.1;
/** A move that nothing calls for counts so many times, unless the company says otherwise. */
const UNPROMPTED = 10;

export class Weights {
  readonly perDay: number;
  readonly moved: number;
  /** Seconds by which a start may differ and has not moved. */
  readonly movedTolerance: number;
  readonly setupHour: number;
  readonly stockDay: number;
  /** Points for a minor unit that is paid to be sooner. */
  readonly paid: number;
  /** By which share a plan from nothing must cost less than the published one, mended, its further moves counted `unprompted` times. */
  readonly anew: number;
  /** So many times a move counts that what happened does not ask for. */
  readonly unprompted: number;
  readonly inOrder: boolean;
  private readonly byPriority: boolean;
  private readonly perValue: number | undefined;
  private readonly customers: ReadonlyMap<string, number>;
  private readonly anyPledged: boolean;

  constructor({ rules, demands }: Problem) {
    const { weights = {} } = rules;
    this.anyPledged = demands.some(({ pledged }) => pledged !== undefined);
    this.perDay = checked('tardinessPerDay', weights.tardinessPerDay ?? 1);
    this.moved = checked('movedOperation', weights.movedOperation ?? MOVED);
    this.movedTolerance = weights.movedTolerance ?? 0;
    this.setupHour = checked('setupHour', weights.setupHour ?? 0);
    this.stockDay = checked('stockDay', weights.stockDay ?? 0);
    this.paid = checked('paid', weights.paid ?? PAID);
    this.anew = checked('anew', weights.anew ?? ANEW);
    this.unprompted = checked('unprompted', weights.unprompted ?? UNPROMPTED);
    this.inOrder = weights.inOrder === true;
    this.byPriority = rules.order.startsWith('priority');
    this.perValue = weights.perValue;
    if (this.perValue !== undefined && !(this.perValue > 0))
      throw new ProblemError(
        'rules',
        'perValue',
        `the value that counts once must be above 0, not ${this.perValue}. Maybe leave perValue out: then money does not count.`,
      );
    this.customers = new Map(
      weights.customers?.map(({ customer, weight }) => [customer, checked(`customers: ${customer}`, weight)]),
    );
  }

  /** Demands differ by money or customer, or by what was pledged. */
  get differ(): boolean {
    return this.perValue !== undefined || this.customers.size > 0 || this.anyPledged;
  }

  /** How often a demand counts, by its money and its customer. */
  times({ value, customer }: Demand): number {
    const money = this.perValue !== undefined && value !== undefined ? value / this.perValue : 1;
    return money * (customer === undefined ? 1 : (this.customers.get(customer) ?? 1));
  }

  /** The same, once it is later than it was pledged for. */
  atMost(demand: Demand): number {
    return (demand.pledged === undefined ? 1 : PLEDGED) * this.times(demand);
  }

  /** What it costs that a demand ships then (Infinity: not at all), in days of a demand that counts once. */
  lateDays(demand: Demand, date: number): number {
    const { due, pledged, priority } = demand;
    if (date <= due) return 0;
    const never = date === Infinity;
    const late = never ? NEVER : (date - due) / DAY + LATE_AT_ALL;
    const rank = this.byPriority && !never ? 2 / (1 + Math.max(1, priority)) : 1;
    const broken = pledged !== undefined && date > pledged;
    return rank * this.times(demand) * (broken ? BROKEN + PLEDGED * late : late);
  }
}

function checked(name: string, weight: number): number {
  if (weight >= 0 && weight < Infinity) return weight;
  throw new ProblemError(
    'rules',
    name,
    `the weight ${name} must be 0 or more, not ${weight}. Maybe 0: then it does not count.`,
  );
}
