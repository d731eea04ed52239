/**
 * How soon each supply of a plan could be there, everything else standing where it stands. What is made just in time, or
 * stands where a repair left it, could have come sooner: then it is not what its consumer waits for.
 */
import type { WorkingTime } from '../calendar/working-time.ts';
import { attendanceOf } from './attendants.ts';
import { gateOf } from './gates.ts';
import { Idle, type Use } from './idle.ts';
import type { Peg, PlannedOperation, PlannedOrder } from './plan.ts';
import type { PlanIndex } from './plan-index.ts';
import type { Operation } from './problem.ts';

interface Place {
  readonly start: number;
  readonly end: number;
  readonly machine: string | undefined;
}

/** Where a step would stand if it and all before it were as early as the others let them be, and when it was ready. */
export interface Stand extends Place {
  readonly ready: number;
  /** What it waited for last, where that is a supply that is not there before the step before it lets it begin. */
  readonly material: string | undefined;
  /** It is ready when the step before it lets it begin. */
  readonly after: number;
  readonly arrives: number;
}

/** So many places are looked at before a step counts as bound to where it stands. */
const PLACES = 500;

const ONCE = { num: 1, den: 1 };

export class Sooner {
  private readonly index: PlanIndex;
  private readonly supplies = new Map<string, number>();
  private readonly orders = new Map<string, readonly Stand[]>();
  private readonly idle = new Map<string, Idle>();
  /** Orders on the way down; a foreign plan may hold a circle. */
  private readonly asking = new Set<string>();

  constructor(index: PlanIndex) {
    this.index = index;
  }

  /** When a supply could be used at the earliest. */
  at(supply: string): number {
    const known = this.supplies.get(supply);
    if (known !== undefined) return known;
    const at = this.find(supply);
    this.supplies.set(supply, at);
    return at;
  }

  /**
   * The last of what is drawn to be there, of what is there by `by`; of equals the first by name. What is there before
   * `over` may be left out. Nothing comes later than it stands, so most of what stands earlier need not be asked.
   */
  lastOf(pegs: readonly Peg[], by: number, over = -Infinity): string | undefined {
    const { index } = this;
    const asked: { supply: string; stands: number }[] = [];
    for (const { supply } of pegs) {
      const stands = index.availableAt(supply);
      if (stands <= by && stands >= over) asked.push({ supply, stands });
    }
    if (asked.length > 1) asked.sort((a, b) => b.stands - a.stands);
    let last: string | undefined;
    let at = -Infinity;
    for (const { supply, stands } of asked) {
      if (stands < at) break;
      const when = this.at(supply);
      if (when > at || (when === at && last !== undefined && supply < last)) {
        at = when;
        last = supply;
      }
    }
    return last;
  }

  /** Its steps, in order. */
  steps(order: PlannedOrder): readonly Stand[] {
    const known = this.orders.get(order.id);
    if (known) return known;
    const stands: Stand[] = [];
    const operations = this.index.operationsOf(order.id);
    const drawn = this.index.drawnBy(order.id);
    operations.forEach((operation, k) => {
      const earlier = operations[k - 1];
      let after = -Infinity;
      if (earlier) {
        const stood = Math.min(operation.start, earlier.end + (this.index.stepOf(earlier)?.gapAfter ?? 0));
        after = stood - (earlier.end - stands[k - 1]!.end);
      }
      const mine = drawn.filter((peg) => peg.at === operation.start);
      const material = this.lastOf(mine, operation.start, Math.max(after, this.index.problem.now));
      const arrives = material === undefined ? -Infinity : this.at(material);
      const gate = gateOf(this.index, order.id, operation.seq)?.expected ?? -Infinity;
      const ready = Math.max(this.index.problem.now, after, arrives, gate);
      const { start, end, machine } = this.place(order, operations, k, ready);
      stands.push({ start, end, machine, ready, after, arrives, material });
    });
    this.orders.set(order.id, stands);
    return stands;
  }

  private find(supply: string): number {
    const { index } = this;
    const order = index.orders.get(supply);
    const move = index.moves.get(supply);
    const stands = index.availableAt(supply);
    if ((!order && !move) || this.asking.has(supply)) return stands;
    this.asking.add(supply);
    let sooner = 0;
    const operations = order ? index.operationsOf(supply) : [];
    if (order && operations.length > 0) sooner = operations.at(-1)!.end - this.steps(order).at(-1)!.end;
    else {
      const start = (order ?? move)!.start;
      const material = this.lastOf(index.drawnBy(supply), start, index.problem.now);
      const arrives = material === undefined ? -Infinity : this.at(material);
      sooner = Math.max(0, start - Math.max(index.problem.now, order ? this.opens(order) : -Infinity, arrives));
    }
    this.asking.delete(supply);
    return stands - sooner;
  }

  /** Rules let no step of it begin before. */
  private opens({ item, workOrder, need }: PlannedOrder): number {
    const { now, rules } = this.index.problem;
    if (workOrder !== undefined) return now;
    const { timeFence = 0, makeToOrder } = this.index.items.get(item) ?? {};
    const early = rules.earliness === undefined || makeToOrder ? -Infinity : need - rules.earliness;
    return Math.max(now + timeFence, early);
  }

  private place(order: PlannedOrder, operations: readonly PlannedOperation[], k: number, ready: number): Place {
    const operation = operations[k]!;
    const { start, end, machine } = operation;
    const stands = { start, end, machine };
    const step = this.index.stepOf(operation);
    const from = Math.max(ready, this.opens(order));
    if (operation.frozen || !step || step.maxGapAfter !== undefined || from >= start) return stands;
    if (step.outside !== undefined) return { start: from, end: end - (start - from), machine };
    if (machine === undefined) return stands;
    const { hours } = this.workOf(operation, machine);
    // Steps of its own right before it on the machine go with it.
    let own = start;
    for (let i = k - 1; i >= 0 && operations[i]!.machine === machine && operations[i]!.crew === operation.crew; i--) {
      if (hours.workBetween(operations[i]!.end, own) > 0) break;
      own = operations[i]!.start;
    }
    let best = this.placeOn(operation, step, machine, from, own) ?? stands;
    for (const other of this.index.choicesOf(operation)) {
      if (best.start <= hours.nextOpen(from)) break;
      if (other === machine) continue;
      const place = this.placeOn(operation, step, other, from, Infinity);
      if (place && place.end < best.end) best = place;
    }
    return best;
  }

  /** The first place on a machine from `from` on, before it stands; from `own` on the machine is its own. */
  private placeOn(
    operation: PlannedOperation,
    step: Operation,
    machine: string,
    from: number,
    own: number,
  ): Place | undefined {
    const { start, end } = operation;
    const { hours, work } = this.workOf(operation, machine);
    const idle = this.idleFor(operation, machine);
    let at = from;
    for (let tries = 0; tries < PLACES; tries++) {
      const free = at >= own ? { from: at, to: end } : together(idle, at);
      const until = free.to >= own ? end : free.to;
      const begin = step.pausable === false ? hours.addWithin(free.from, work) : hours.nextOpen(free.from);
      if (begin >= start) return undefined;
      const done = step.pausable === false ? begin + work : hours.add(begin, work);
      if (done <= until) return { start: begin, end: done, machine };
      at = free.to;
    }
    return undefined;
  }

  /** Hours in which it is worked on on a machine, and how much of them it takes. */
  private workOf(operation: PlannedOperation, machine: string): { hours: WorkingTime; work: number } {
    const { index } = this;
    const crew = operation.setupEnd === undefined ? operation.crew : undefined;
    const own = index.hours.of(operation.machine!, crew).workBetween(operation.start, operation.end);
    const speed = (id: string) => index.machines.get(id)?.speed ?? ONCE;
    const [mine, theirs] = [speed(operation.machine!), speed(machine)];
    const work = Math.ceil((own * mine.num * theirs.den) / (mine.den * theirs.num));
    return { hours: index.hours.of(machine, crew), work };
  }

  private idleFor(operation: PlannedOperation, id: string): readonly Idle[] {
    const { index } = this;
    const { problem } = index;
    const machine = index.machines.get(id);
    const found = [
      this.idleOf(`machine ${id}`, () => {
        const downtime = machine?.downtime ?? [];
        const capacity = machine?.capacity ?? 1;
        const down = downtime.map(({ from, to }) => ({ from, to, qty: capacity }));
        return new Idle([...index.onMachine(id).map(taking(1)), ...down], capacity - 1);
      }),
    ];
    for (const { crew, ofSetup } of attendanceOf(operation)) {
      if (crew === undefined) continue;
      const people = index.peopleOf(operation, ofSetup);
      found.push(
        this.idleOf(`crew ${people} ${crew}`, () => {
          const row = problem.crews.find(({ id }) => id === crew);
          const size = row?.size ?? 0;
          const away = (row?.away ?? []).map(({ from, to, people: some = size }) => ({ from, to, qty: some }));
          return new Idle([...index.withCrew(crew), ...away], size - people);
        }),
      );
    }
    for (const { tool, qty = 1 } of index.stepOf(operation)?.tools ?? [])
      found.push(
        this.idleOf(`tool ${qty} ${tool}`, () => {
          const row = problem.tools?.find(({ id }) => id === tool);
          const count = row?.count ?? 0;
          const down = (row?.downtime ?? []).map(({ from, to }) => ({ from, to, qty: count }));
          return new Idle([...index.withTool(tool), ...down], count - qty);
        }),
      );
    return found;
  }

  private idleOf(key: string, make: () => Idle): Idle {
    const known = this.idle.get(key);
    if (known) return known;
    const made = make();
    this.idle.set(key, made);
    return made;
  }
}

const taking =
  (qty: number) =>
  ({ start, end }: PlannedOperation): Use => ({ from: start, to: end, qty });

/** The first span from `at` on in which all are idle. */
function together(idle: readonly Idle[], at: number): { readonly from: number; readonly to: number } {
  let from = at;
  for (;;) {
    let to = Infinity;
    let moved = false;
    for (const each of idle) {
      const next = each.next(from);
      if (next.from > from) [from, moved] = [next.from, true];
      to = Math.min(to, next.to);
    }
    if (from === Infinity || !moved) return { from, to };
  }
}
