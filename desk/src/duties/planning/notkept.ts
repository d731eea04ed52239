/**
 * What no longer lets a published order stand as it was published, whatever is planned around it: a place whose hour has passed, a
 * machine that is closed or down in it now, a purchase line that comes after its use. Pure.
 */
import { OpenHours, type Plan, type Problem, type Second } from '@hotlist/engine';
import { type LeftOut, pegsBelow, suppliesBelow } from './leftout.ts';
import { stepKey } from './stepkey.ts';

export interface NotKept {
  readonly kind: 'passed' | 'closed' | 'down' | 'arrives';
  /** The order that was to run, or that the purchase line was for. */
  readonly order: string;
  readonly item: string;
  readonly seq?: number;
  /** The machine, or the purchase line. */
  readonly what: string;
  /** When it was to begin, or to be used; and when it was to end. */
  readonly published: Second;
  readonly until?: Second;
  /** By how much that alone puts it off. */
  readonly seconds: number;
}

type Step = Plan['operations'][number];

/** What puts off most of what a customer line hangs on by the published plan; undefined where all of it could still stand. */
export class NotKeptBy {
  private readonly published: Plan;
  private readonly now: Second;
  private readonly hours: OpenHours;
  private readonly down: ReadonlyMap<string, NonNullable<Problem['machines'][number]['downtime']>>;
  private readonly arrives: ReadonlyMap<string, Second>;
  private readonly over: ReadonlySet<string>;
  private readonly inOvertime: ReadonlySet<string>;

  constructor({ now, ...problem }: Problem, published: Plan) {
    this.published = published;
    this.now = now;
    this.hours = new OpenHours({ ...problem, now });
    this.down = new Map(problem.machines.map(({ id, downtime = [] }) => [id, downtime]));
    this.arrives = new Map(problem.purchaseLines.map(({ id, estimated }) => [`purchase/${id}`, estimated]));
    this.over = new Set(
      problem.workOrders.flatMap(({ id, operations = [] }) =>
        operations.flatMap(({ seq, done, startedAt }) =>
          done || startedAt !== undefined ? [stepKey({ order: `work/${id}`, seq })] : [],
        ),
      ),
    );
    this.inOvertime = new Set((published.overtime ?? []).flatMap((row) => row.for.map(stepKey)));
  }

  line(line: string): NotKept | undefined {
    return this.of({ lines: new Set([line]) });
  }

  /** The same of a work order. */
  work(order: string): NotKept | undefined {
    return this.of({ held: new Set([order]) });
  }

  private of(leftOut: LeftOut): NotKept | undefined {
    const pegs = pegsBelow(this.published, leftOut).map(({ peg }) => peg);
    const orders = new Map(this.published.orders.map((order) => [order.id as string, order]));
    const theirs = suppliesBelow(this.published, leftOut);
    const found = this.published.operations.flatMap((row) => (theirs.has(row.order) ? this.step(row) : []));
    for (const { supply, consumer, item, at } of pegs) {
      const seconds = (this.arrives.get(supply) ?? at) - at;
      const order = orders.get(consumer)?.id ?? consumer;
      if (seconds > 0) found.push({ kind: 'arrives', order, item, what: supply, published: at, seconds });
    }
    return found.toSorted((a, b) => b.seconds - a.seconds)[0];
  }

  /** A step whose published place cannot be its place any more. */
  private step({ order, item, seq, machine, crew, setupEnd, start, end, setup, run }: Step): NotKept[] {
    const name = stepKey({ order, seq });
    if (machine === undefined || this.over.has(name)) return [];
    const is = (kind: NotKept['kind'], seconds: number): NotKept[] =>
      seconds > 0 ? [{ kind, order, item, seq, what: machine, published: start, until: end, seconds }] : [];
    if (start < this.now) return is('passed', this.now - start);
    if (this.inOvertime.has(name)) return [];
    const hours = this.hours.of(machine, setupEnd === undefined ? crew : undefined);
    const open = hours.workBetween(start, end);
    if (open < setup + run) return is('closed', hours.add(start, setup + run) - end);
    const down = (this.down.get(machine) ?? []).filter(({ from, to }) => from < end && to > start);
    const shut = down.reduce(
      (sum, { from, to }) => sum + hours.workBetween(Math.max(from, start), Math.min(to, end)),
      0,
    );
    return open - shut < setup + run ? is('down', Math.max(...down.map(({ to }) => to)) - start) : [];
  }
}
