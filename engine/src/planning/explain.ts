/**
 * Why then, why late: the tree of what a demand, order, operation or supply hangs on, with times and quantities.
 * The links that set the date are marked `binding`; following them leads to the root.
 */
import { spell, spellQty } from '../units/clock.ts';
import type { Qty, Second } from '../units/units.ts';
import { chainOfDemand, chainOfOperation, chainOfSupply, type Link } from './chain.ts';
import { consumedForecasts, netOfOrders } from './consume.ts';
import { type Help, helpsFor } from './helps.ts';
import { withOpened } from './opened.ts';
import type { Delivery, Peg, Plan, PlannedOperation, SupplyId } from './plan.ts';
import { PlanIndex } from './plan-index.ts';
import type { Prepared } from './prepare.ts';
import type { Problem } from './problem.ts';
import { behindOf, standsOf, staysWords } from './reasons.ts';

export type ExplainWhat =
  | { readonly demand: string }
  | { readonly order: SupplyId }
  | { readonly operation: { readonly order: SupplyId; readonly seq: number } }
  | { readonly supply: SupplyId };

export interface Explanation {
  readonly kind: 'demand' | 'order' | 'operation' | 'wait' | 'purchase' | 'stock' | 'move' | 'awaits' | 'unknown';
  /** Id of the demand, supply, machine or event; an operation is `order#seq`. */
  readonly what: string;
  readonly item?: string;
  readonly qty?: Qty;
  readonly from?: Second;
  readonly until?: Second;
  /** Elapsed seconds that this link takes. */
  readonly seconds: number;
  /** It sets the date of what is above it. */
  readonly binding: boolean;
  readonly text: string;
  readonly because: readonly Explanation[];
  /** Only at the top, and only where it was asked for: the one or two changes that would help most. */
  readonly helps?: readonly Help[];
}

export interface ExplainOptions {
  /** Also find out what would help most; that tries the plan with each cause taken away. */
  readonly helps?: boolean;
  /** Made by `prepare(problem, plan)`: questions about one plan share it. */
  readonly prepared?: Prepared;
}

/** An id that the plan does not know gives a link of kind `unknown` that says so. */
export function explain(problem: Problem, plan: Plan, what: ExplainWhat, options: ExplainOptions = {}): Explanation {
  const told = tell(problem, plan, what);
  return options.helps && told.kind !== 'unknown' ? { ...told, helps: helpsFor(problem, plan, what, options) } : told;
}

function tell(problem: Problem, plan: Plan, what: ExplainWhat): Explanation {
  const index = new PlanIndex(netOfOrders(withOpened(problem, plan)), plan);
  if ('demand' in what) {
    const told = new Teller(index, plan, undefined).demand(what.demand);
    return ofForecast(problem, what.demand, told, index);
  }
  if ('operation' in what) {
    const { order, seq } = what.operation;
    const operation = index.operationsOf(order).find((each) => each.seq === seq);
    if (!operation) return unknown(`${order}#${seq}`);
    return new Teller(index, plan, chainOfOperation(index, order, seq)).operation(operation, true);
  }
  const supply = 'order' in what ? what.order : what.supply;
  const known =
    index.orders.has(supply) ||
    index.purchases.has(supply) ||
    index.moves.has(supply) ||
    index.stock.has(supply) ||
    index.lines.has(supply);
  return known
    ? new Teller(index, plan, chainOfSupply(index, supply)).supply(supply, undefined, true)
    : unknown(supply);
}

/** Of a forecast also what orders took of it; one that they took in full has no delivery to tell of. */
function ofForecast(problem: Problem, id: string, told: Explanation, index: PlanIndex): Explanation {
  const taken = consumedForecasts(problem).filter((row) => row.forecast === id);
  const demand = problem.demands.find((row) => row.id === id);
  if (taken.length === 0 || !demand) return told;
  const amount = (steps: number) => spellQty(steps, index.decimals(demand.item));
  const sum = taken.reduce((total, row) => total + row.qty, 0);
  const by = taken.map((row) => `${row.order} (${amount(row.qty)})`).join(', ');
  const text = `${amount(sum)} of the ${amount(demand.qty)} ${demand.item} forecast are orders by now: ${by}.`;
  if (told.kind !== 'unknown') return { ...told, text: `${told.text} ${text}` };
  return { ...told, kind: 'demand', item: demand.item, qty: demand.qty, text };
}

const unknown = (what: string): Explanation => ({
  kind: 'unknown',
  what,
  seconds: 0,
  binding: false,
  text: `The plan has no ${what}.`,
  because: [],
});

class Teller {
  private readonly index: PlanIndex;
  private readonly plan: Plan;
  private readonly told = new Set<string>();
  private binding: ReadonlySet<string> = new Set();
  private waits: ReadonlyMap<string, Link> = new Map();

  constructor(index: PlanIndex, plan: Plan, chain: readonly Link[] | undefined) {
    this.index = index;
    this.plan = plan;
    if (chain) this.follow(chain);
  }

  private follow(chain: readonly Link[]): void {
    const waits = chain.filter((link) =>
      ['machine-busy', 'machine-down', 'crew-busy', 'tool-busy', 'closed', 'frozen', 'held', 'awaits'].includes(
        link.kind,
      ),
    );
    this.waits = new Map(waits.map((link) => [`${link.order}#${link.seq}`, link]));
    this.binding = new Set(chain.flatMap((link) => [link.what, link.order ?? link.what, `${link.order}#${link.seq}`]));
  }

  demand(id: string): Explanation {
    const { index, plan } = this;
    const demand = index.demands.get(id);
    const deliveries = plan.deliveries.filter((delivery) => delivery.demand === id);
    if (!demand || deliveries.length === 0) return unknown(`demand/${id}`);
    const last = deliveries.reduce((a, b) => ((b.date ?? Infinity) > (a.date ?? Infinity) ? b : a));
    const amount = `${spellQty(demand.qty, index.decimals(demand.item))} ${demand.item}`;
    const due = index.clock.at(demand.due);
    if (last.date === undefined) {
      const text = `Demand ${id} for ${amount}, due ${due}, is not served. ${last.reasons.map((reason) => reason.text).join(' ')}`;
      return {
        kind: 'demand',
        what: `demand/${id}`,
        item: demand.item,
        qty: demand.qty,
        seconds: 0,
        binding: true,
        text,
        because: [],
      };
    }
    this.follow(chainOfDemand(index, id, last.date));
    const late = last.late > 0 ? `${spell(last.late)} late` : 'on time';
    return {
      kind: 'demand',
      what: `demand/${id}`,
      item: demand.item,
      qty: demand.qty,
      until: last.date,
      seconds: last.late,
      binding: true,
      text: `Demand ${id} for ${amount}, due ${due}, ships ${index.clock.at(last.date)}: ${late}.${this.sooner(last)}`,
      because: this.supplies(index.drawnBy(`demand/${id}`)),
    };
  }

  /** How soon any plan could ship it, where that is known. */
  private sooner({ date, soonest }: Delivery): string {
    if (date === undefined || soonest === undefined) return '';
    if (soonest >= date) return ' It cannot ship sooner: not even alone in the factory.';
    return ` No plan ships it before ${this.index.clock.at(soonest)}.`;
  }

  supply(id: SupplyId, qty: Qty | undefined, top = false): Explanation {
    const { index } = this;
    const { now } = index.problem;
    const until = index.availableAt(id) as Second;
    const binding = top || this.binding.has(id);
    const say = (
      kind: Explanation['kind'],
      item: string,
      own: Qty,
      from: Second,
      text: string,
      because: readonly Explanation[] = [],
    ): Explanation => ({
      kind,
      what: id,
      item,
      qty: qty ?? own,
      from,
      until,
      seconds: Math.max(0, until - from),
      binding,
      text,
      because,
    });
    const units = (item: string, steps: number) => `${spellQty(steps, index.decimals(item))} ${item}`;
    const order = index.orders.get(id);
    if (order) {
      const head = `${id} makes ${units(order.item, order.qty)} from ${index.clock.at(order.start)} to ${index.clock.at(order.end)}`;
      if (this.told.has(id)) return say('order', order.item, order.qty, order.start, `${head}; explained above.`);
      this.told.add(id);
      const operations = index.operationsOf(id);
      const because =
        operations.length > 0
          ? operations.toReversed().map((operation) => this.operation(operation))
          : this.supplies(index.drawnBy(id));
      return say('order', order.item, order.qty, order.start, `${head}.`, because);
    }
    const move = index.moves.get(id);
    if (move)
      return say(
        'move',
        move.item,
        move.qty,
        move.start,
        `${id} brings ${units(move.item, move.qty)} from ${move.fromItem}, there ${index.clock.at(move.arrival)}.`,
        this.supplies(index.drawnBy(id)),
      );
    const purchase = index.purchases.get(id);
    if (purchase) {
      const text = `${id} buys ${units(purchase.item, purchase.qty)} from ${purchase.vendor}, ordered ${index.clock.at(purchase.orderAt)}, there ${index.clock.at(purchase.arrival)}.`;
      return {
        ...say('purchase', purchase.item, purchase.qty, purchase.orderAt, text),
        until: purchase.arrival,
        seconds: purchase.arrival - purchase.orderAt,
      };
    }
    const line = index.lines.get(id);
    if (line)
      return say(
        'purchase',
        line.item,
        line.qty,
        now,
        `${id} with ${units(line.item, line.qty)}${line.vendor === undefined ? '' : ` from ${line.vendor}`} is expected ${index.clock.at(line.estimated)}.`,
      );
    const lot = index.stock.get(id);
    if (lot)
      return say(
        'stock',
        lot.item,
        lot.qty,
        now,
        `${units(lot.item, lot.qty)} in ${id}${until > now ? `, usable from ${index.clock.at(until)}` : ' are there'}.`,
      );
    return unknown(id);
  }

  operation(operation: PlannedOperation, top = false): Explanation {
    const { index } = this;
    const key = `${operation.order}#${operation.seq}`;
    const wait = this.waits.get(key);
    const drawn = index.drawnBy(operation.order).filter((peg) => peg.at === operation.start);
    const where = operation.machine === undefined ? '' : ` on ${operation.machine}`;
    return {
      kind: 'operation',
      what: key,
      item: operation.item,
      from: operation.start,
      until: operation.end,
      seconds: operation.end - operation.start,
      binding: top || this.binding.has(key),
      text: `Step ${operation.seq} of ${operation.order}${where}: ${index.clock.at(operation.start)} to ${index.clock.at(operation.end)}${operation.frozen ? ', frozen' : ''}${this.overlapped(operation)}.${this.made(operation)}`,
      because: [...(wait ? [this.wait(wait)] : []), ...this.supplies(drawn)],
    };
  }

  /** What it began with, where it began before the step before it had ended. */
  private overlapped(operation: PlannedOperation): string {
    const { index } = this;
    const steps = index.operationsOf(operation.order);
    const before = steps[steps.indexOf(operation) - 1];
    const lot = before && index.stepOf(before)?.transferBatch;
    if (!before || lot === undefined || operation.start >= before.end) return '';
    const first = `${spellQty(lot, index.decimals(operation.item))} ${operation.item}`;
    return `, begun with the first ${first} of step ${before.seq}, which ends ${index.clock.at(before.end)}`;
  }

  /** What of its time is run per batch or teardown, on that machine. */
  private made(operation: PlannedOperation): string {
    const { index } = this;
    const step = index.stepOf(operation);
    const { num, den } = index.machines.get(operation.machine ?? '')?.speed ?? { num: 1, den: 1 };
    const there = (seconds: number) => spell(Math.ceil((seconds * den) / num));
    const { runPerBatch: batch, teardown = 0 } = step ?? {};
    const run = batch
      ? ` Every batch of ${spellQty(batch.qty, index.decimals(operation.item))} that is begun runs ${there(batch.seconds)}.`
      : '';
    const last = teardown > 0 ? ` The last ${there(teardown)} are teardown: the goods go on before.` : '';
    return `${run}${last}${this.overtime(operation)}`;
  }

  /** The windows of overtime that it works in. */
  private overtime({ order, seq }: PlannedOperation): string {
    const { clock } = this.index;
    return (this.plan.overtime ?? [])
      .filter((row) => row.for.some((each) => each.order === order && each.seq === seq))
      .map(({ window, from, to }) => ` It works in overtime ${window}, ${clock.at(from)} to ${clock.at(to)}.`)
      .join('');
  }

  private wait(link: Link): Explanation {
    const { index } = this;
    const seconds = link.until - link.from;
    const until = index.clock.at(link.until);
    const behind = behindOf(link);
    const texts: Partial<Record<Link['kind'], string>> = {
      'machine-busy': `${link.what} is busy until ${until}${behind}${standsOf(link)}: ${spell(seconds)}.`,
      'machine-down': `${link.what} is down until ${until}: ${spell(seconds)}.`,
      'crew-busy': `Crew ${link.what} is busy until ${until}: ${spell(seconds)}.`,
      'tool-busy': `${link.what} is in use until ${until}${behind}: ${spell(seconds)}.`,
      awaits: `${link.what} is expected ${until}.`,
      held: `It begins ${until} so that step ${link.behind?.seq} on ${link.what} can follow before the longest gap is over: ${spell(seconds)}.`,
      frozen: `The step ${staysWords(index, link, until)}.`,
    };
    const text = texts[link.kind] ?? `Closed hours until ${until}: ${spell(seconds)}.`;
    return {
      kind: link.kind === 'awaits' ? 'awaits' : 'wait',
      what: link.what,
      from: link.from as Second,
      until: link.until as Second,
      seconds,
      binding: true,
      text,
      because: [],
    };
  }

  /** Supplies that are drawn on, those that set the date first, then the last to come. */
  private supplies(pegs: readonly Peg[]): Explanation[] {
    const rank = (peg: Peg) => (this.binding.has(peg.supply) ? 1 : 0);
    return pegs
      .toSorted(
        (a, b) =>
          rank(b) - rank(a) ||
          this.index.availableAt(b.supply) - this.index.availableAt(a.supply) ||
          (a.supply < b.supply ? -1 : 1),
      )
      .map((peg) => this.supply(peg.supply, peg.qty));
  }
}
