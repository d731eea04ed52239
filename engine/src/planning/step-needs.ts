/**
 * When each operation must have handed on its goods for its order to be there when that is needed: counted back from the
 * order's need (needs.ts) by the work of the operations after it, each in the hours in which what it runs on is open and as
 * long as the plan has it, with the gaps between them. No queue counts that the routing does not name.
 *
 *   step 10  ───────|·gap·|                 |  needs
 *   step 20               |── set-up, run ──|·gap·|  need of the order
 *
 * Goods that go on in transfer batches are needed later: the first when the next step begins, the last when it takes them up.
 */
import { grouped } from '../units/grouped.ts';
import { type Ratio, type Second, times } from '../units/units.ts';
import { OpenHours } from './open-hours.ts';
import { withOpened } from './opened.ts';
import type { Plan, PlannedOperation, PlannedOrder } from './plan.ts';
import { PlanIndex } from './plan-index.ts';
import type { OpenOperation, Problem } from './problem.ts';

/** Before now, in seconds: what should have begun longer ago is reckoned with the average hours of its machine. */
const LOOKED_BACK = 366 * 86_400;

export interface CountedNeeds {
  /** Of the operations of a plan; all parts of one step are needed at one time. */
  readonly needOf: (operation: PlannedOperation) => Second;
  /** The last moment up to `by` at which an order can end: what runs its last step closes before. */
  readonly endsBy: (order: string, by: number) => number;
}

/** Answers for the operations of a plan; all parts of one step are needed at one time. */
export const needsOfSteps = (problem: Problem, plan: Plan): CountedNeeds['needOf'] =>
  needsCountedBack(problem, plan).needOf;

export function needsCountedBack(problem: Problem, plan: Plan): CountedNeeds {
  const back = new CountedBack(problem, plan);
  const rows = grouped(plan.operations, ({ order }) => order);
  const known = new Map<string, ReadonlyMap<number, Second>>();
  const orders = new Map(plan.orders.map((order) => [order.id, order]));
  const needOf: CountedNeeds['needOf'] = ({ order, seq }) => {
    let needs = known.get(order);
    if (!needs) {
      const of = orders.get(order);
      if (!of) throw new Error(`the plan has an operation of ${order}, which is no order of it`);
      needs = back.needs(of, rows.get(order) ?? []);
      known.set(order, needs);
    }
    return needs.get(seq)!;
  };
  return { needOf, endsBy: (order, by) => back.endsBy(rows.get(order) ?? [], by) };
}

class CountedBack {
  private readonly index: PlanIndex;
  private readonly hours: OpenHours;

  constructor(problem: Problem, plan: Plan) {
    this.index = new PlanIndex(problem, plan);
    const opened = withOpened(problem, plan);
    this.hours = new OpenHours({ ...opened, now: (opened.now - LOOKED_BACK) as Second });
  }

  needs(order: PlannedOrder, rows: readonly PlannedOperation[]): ReadonlyMap<number, Second> {
    const steps: PlannedOperation[][] = [];
    for (const row of [...rows].sort((a, b) => b.seq - a.seq))
      if (steps.at(-1)?.[0]!.seq === row.seq) steps.at(-1)!.push(row);
      else steps.push([row]);
    const needs = new Map<number, Second>();
    let need: number = order.need;
    let next: Staged | undefined;
    for (const parts of steps) {
      const step: Partial<OpenOperation> | undefined = this.index.stepOf(parts[0]!);
      const gap = step?.gapAfter ?? 0;
      const good = next?.entering ?? this.goodOf(order);
      const entering = step?.qtyOpen ?? (step?.yield ? times(good, inverse(step.yield), 'up') : good);
      const staged = { parts, step, entering };
      const by = next ? this.handedOn(staged, next, need, gap) : need - gap;
      need = by === order.need ? by : this.worked(parts, by);
      needs.set(parts[0]!.seq, need as Second);
      next = staged;
    }
    return needs;
  }

  endsBy(rows: readonly PlannedOperation[], by: number): number {
    const last = rows.reduce((most, { seq }) => Math.max(most, seq), -1);
    const parts = rows.filter(({ seq }) => seq === last);
    if (parts.length === 0) return by;
    const gap = this.index.stepOf(parts[0]!)?.gapAfter ?? 0;
    return Math.min(by, this.worked(parts, by - gap) + gap);
  }

  private goodOf({ item, qty }: PlannedOrder): number {
    const share = this.index.items.get(item)?.yield;
    return share ? times(qty, inverse(share), 'up') : qty;
  }

  /** The last moment up to then at which what runs a step works. */
  private worked(parts: readonly PlannedOperation[], at: number): number {
    return Math.max(...parts.map((row) => this.before(row, at, 0, 0)));
  }

  /** When a step must hand on its goods, a gap before the next one, for that to hand on its own at `need`. */
  private handedOn(one: Staged, next: Staged, need: number, gap: number): number {
    const by =
      Math.min(...next.parts.map((row) => this.before(row, need, row.setup, row.run - this.teardown(row, next)))) - gap;
    const [first, after] = [one.parts[0]!, next.parts[0]!];
    const lot = one.step?.transferBatch ?? 0;
    if (lot === 0 || lot >= one.entering || one.parts.length > 1 || next.parts.length > 1 || !after.machine) return by;
    const before = lot * Math.floor((one.entering - 1) / lot);
    const last = next.entering - Math.floor((before * next.entering) / one.entering);
    const takenUp = this.before(after, need, 0, this.seconds(after, next, last, 0)) - gap;
    const rest = first.run - this.teardown(first, one) - this.seconds(first, one, lot, one.step?.runFixed ?? 0);
    return Math.max(by, Math.min(takenUp, this.after(first, by, rest)));
  }

  /** The latest start of so much of an operation that ends then. */
  private before(row: PlannedOperation, end: number, setup: number, run: number): number {
    if (row.machine === undefined) return setup + run === 0 ? end : end - (row.end - row.start - (row.run - run));
    const { first, last } = this.crewsOf(row);
    const begun = this.hours.of(row.machine, last).subtractLoose(end, run);
    return setup > 0 ? this.hours.of(row.machine, first).subtractLoose(begun, setup) : begun;
  }

  private after(row: PlannedOperation, from: number, run: number): number {
    return row.machine === undefined ? from : this.hours.of(row.machine, this.crewsOf(row).last).add(from, run);
  }

  /** Who attends its set-up, and who its run. */
  private crewsOf(row: PlannedOperation): { readonly first: string | undefined; readonly last: string | undefined } {
    if (row.setupEnd === undefined) return { first: row.crew, last: row.crew };
    return { first: row.setupCrew ?? row.crew, last: row.setupCrew === undefined ? undefined : row.crew };
  }

  /** Working seconds after its goods have been handed on. */
  private teardown(row: PlannedOperation, { step }: Staged): number {
    return this.seconds(row, undefined, 0, step?.teardown ?? 0);
  }

  /** Working seconds of so many pieces and fixed ones on its machine, rounded down; of a batch those of its pieces alone. */
  private seconds(row: PlannedOperation, of: Staged | undefined, pieces: number, fixed: number): number {
    const speed = this.index.machines.get(row.machine ?? '')?.speed ?? ONCE;
    const each = of?.step?.runPerUnit ?? { num: 0, den: 1 };
    const den = each.den * 10 ** (this.index.items.get(row.item)?.decimals ?? 0);
    return Math.floor(((fixed + (pieces * each.num) / den) * speed.den) / speed.num);
  }
}

/** A step of an order: its parts, what the problem says of it, and how many pieces enter it. */
interface Staged {
  readonly parts: readonly PlannedOperation[];
  readonly step: Partial<OpenOperation> | undefined;
  readonly entering: number;
}

const ONCE: Ratio = { num: 1, den: 1 };

const inverse = ({ num, den }: Ratio): Ratio => ({ num: den, den: num });
