/**
 * The network as scheduling sees it: tasks in chains, and which order's end which task waits for.
 *
 *   supply s → tasks taskFrom[s] … in sequence
 *   outFrom[s] … outFrom[s + 1] → outTask[]   tasks that draw on s
 *   inFrom[t]  … inFrom[t + 1]  → inSupply[]  supplies that task t draws on
 *   servesFrom[d] … → servesSupply[]          supplies that demand d draws on
 *
 * Who draws on what an order yields beside its item draws, here, on the order.
 */

import type { Model } from '../netting/model.ts';
import type { Network } from '../netting/network.ts';
import { FOR_DEMAND, FOR_LINE, PLANNED, SAFETY, WORK } from '../netting/network.ts';
import type { OpenOperation, OpenPart } from '../planning/problem.ts';
import { frozenSetups } from './frozen-setups.ts';
import { ELAPSED } from './steps.ts';

export class Jobs {
  readonly model: Model;
  readonly network: Network;
  readonly tasks: number;
  /** The parts of tasks that may be split over machines stand behind all tasks, those of one task together. */
  readonly places: number;
  /** The first part of a task; −1: it is never split. Empty where none is. */
  readonly partFrom: Int32Array;
  readonly partCount: Int32Array;
  /** The task of each part, from the first part on. */
  readonly wholes: number[] = [];
  readonly order: Int32Array;
  readonly step: Int32Array;
  /** Set-up family of the step; −1: none. */
  readonly family: Int32Array;
  readonly qty: Float64Array;
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly outFrom: Int32Array;
  readonly outTask: Int32Array;
  readonly inFrom: Int32Array;
  readonly inSupply: Int32Array;
  readonly servesFrom: Int32Array;
  readonly servesSupply: Int32Array;
  /** Orders whose end a task waits for (its own predecessor not counted). */
  readonly waits: Int32Array;
  /** Known before any scheduling: the gate, and stock and purchases that it draws on. */
  readonly release: Float64Array;
  /** No task starts before it, whatever it draws on: now, time fence, events. */
  readonly gate: Float64Array;
  /** Machine on which the task must run; −1: free. */
  readonly pinned: Int32Array;
  readonly setupDone: Uint8Array;
  readonly running: Uint8Array;
  /** Running and not frozen, by order id. */
  readonly runningTasks: number[] = [];
  readonly frozenFrom: Float64Array;
  readonly frozenTo: Float64Array;
  /** Seconds at speed 1 that a frozen task is set up where nothing else is: what its place leaves beside its run. */
  readonly frozenSetup: Float64Array;
  readonly anyFrozen: boolean;
  /** 1: begins with the first transfer batch of the task before it. What runs already is fed by people. One row more than tasks: nothing follows the last. */
  readonly overlaps: Uint8Array;
  readonly anyOverlap: boolean;
  /** 1: must start before the longest gap after the task before it is over. What runs or is frozen is not held. */
  readonly held: Uint8Array;
  /** Tasks that stay in parts, and in which. */
  readonly inParts = new Map<number, readonly OpenPart[]>();
  readonly anyHeld: boolean;
  /** Orders with tasks, suppliers before consumers. */
  readonly upstreamFirst: Int32Array;
  /** Draws on a lot with a shelf life: it is not moved once it is placed. */
  readonly perishable: Uint8Array;

  constructor(model: Model, network: Network) {
    this.model = model;
    this.network = network;
    const tasks = network.taskCount;
    const supplies = network.supplies;
    this.tasks = tasks;
    this.order = new Int32Array(network.taskOrder);
    this.step = new Int32Array(network.taskStep);
    this.family = this.step.map((step) => model.shop.steps.family[step]!);
    this.qty = new Float64Array(network.taskQty);
    this.first = new Int32Array(network.taskFrom);
    this.count = new Int32Array(network.tasks);
    this.waits = new Int32Array(tasks);
    this.release = new Float64Array(tasks).fill(model.now);
    this.gate = new Float64Array(tasks).fill(model.now);
    this.pinned = new Int32Array(tasks).fill(-1);
    this.setupDone = new Uint8Array(tasks);
    this.running = new Uint8Array(tasks);
    this.frozenFrom = new Float64Array(tasks).fill(NaN);
    this.frozenTo = new Float64Array(tasks).fill(NaN);
    this.perishable = new Uint8Array(tasks);

    this.outFrom = new Int32Array(supplies + 1);
    this.inFrom = new Int32Array(tasks + 1);
    this.servesFrom = new Int32Array(model.demands.length + 1);
    this.countPegs();
    this.outTask = new Int32Array(this.outFrom[supplies]!);
    this.inSupply = new Int32Array(this.inFrom[tasks]!);
    this.servesSupply = new Int32Array(this.servesFrom[model.demands.length]!);
    this.readPegs();
    this.anyFrozen = this.readWorkOrders();
    this.partFrom = new Int32Array(0);
    this.partCount = new Int32Array(0);
    this.places = tasks;
    const parts = this.readParts();
    if (parts.some((count) => count > 1)) {
      this.partCount = parts;
      this.partFrom = parts.map((count, t) => {
        if (count === 1) return -1;
        for (let i = 0; i < count; i++) this.wholes.push(t);
        return tasks + this.wholes.length - count;
      });
      this.places += this.wholes.length;
      this.order = this.withParts(this.order, Int32Array);
      this.step = this.withParts(this.step, Int32Array);
      this.family = this.withParts(this.family, Int32Array);
      this.pinned = this.withParts(this.pinned, Int32Array);
      this.setupDone = this.withParts(this.setupDone, Uint8Array);
      this.running = this.withParts(this.running, Uint8Array);
      this.frozenFrom = this.withParts(this.frozenFrom, Float64Array);
      this.frozenTo = this.withParts(this.frozenTo, Float64Array);
      this.qty = this.withParts(this.qty, Float64Array);
      const { steps } = model.shop;
      for (let t = 0; t < tasks; t++)
        if (this.partFrom[t]! >= 0)
          this.qty.set(steps.partSizes(this.step[t]!, this.qty[t]!, this.partCount[t]!), this.partFrom[t]!);
      for (const [t, parts] of this.inParts)
        for (const [i, { machine, frozen }] of parts.entries()) {
          const part = this.partFrom[t]! + i;
          this.pinned[part] = model.shop.machine(machine) ?? -1;
          this.frozenFrom[part] = frozen?.from ?? NaN;
          this.frozenTo[part] = frozen?.to ?? NaN;
        }
    }
    this.frozenSetup = frozenSetups(this);
    this.overlaps = new Uint8Array(this.places + 1);
    this.anyOverlap = this.readOverlaps();
    this.held = new Uint8Array(this.places + 1);
    this.anyHeld = this.readHeld();
    this.readGates();
    this.readFences();
    for (let t = 0; t < tasks; t++) if (this.gate[t]! > this.release[t]!) this.release[t] = this.gate[t]!;
    this.upstreamFirst = this.sortOrders();
  }

  private countPegs(): void {
    const { network, outFrom, inFrom, servesFrom } = this;
    const { pegSupply, pegKind, pegConsumer, lineTask } = network;
    for (let p = 0; p < pegSupply.length; p++) {
      if (pegKind[p] === FOR_LINE) {
        outFrom[network.provider(pegSupply[p]!) + 1]! += 1;
        inFrom[lineTask[pegConsumer[p]!]! + 1]! += 1;
      } else if (pegKind[p] === FOR_DEMAND) servesFrom[pegConsumer[p]! + 1]! += 1;
    }
    accumulate(outFrom);
    accumulate(inFrom);
    accumulate(servesFrom);
  }

  private readPegs(): void {
    const { network, outTask, inSupply, servesSupply, waits, release } = this;
    const { pegSupply, pegKind, pegConsumer, lineTask } = network;
    const outAt = this.outFrom.slice();
    const inAt = this.inFrom.slice();
    const servesAt = this.servesFrom.slice();
    for (let p = 0; p < pegSupply.length; p++) {
      const supply = network.provider(pegSupply[p]!);
      if (pegKind[p] === FOR_LINE) {
        const task = lineTask[pegConsumer[p]!]!;
        outTask[outAt[supply]!++] = task;
        inSupply[inAt[task]!++] = supply;
        if (this.count[supply]! > 0) waits[task]! += 1;
        else release[task] = Math.max(release[task]!, network.available[supply]!);
        if (network.expires[supply]! < Infinity) this.perishable[task] = 1;
      } else if (pegKind[p] === FOR_DEMAND) servesSupply[servesAt[pegConsumer[p]!]!++] = supply;
    }
  }

  /** In how many parts a step stays that is to stay in parts, and where; 0: it is not. */
  private staysIn(task: number, { parts }: OpenOperation): number {
    return parts && this.model.problem.rules.constrained
      ? this.model.shop.steps.partsLeft(this.step[task]!, this.qty[task]!, parts.length)
      : 0;
  }

  private readWorkOrders(): boolean {
    const { model, network } = this;
    let frozen = false;
    for (let s = 0; s < network.supplies; s++) {
      if (network.kind[s] !== WORK) continue;
      model.catalogue.openSteps.get(model.workOrders[network.ref[s]!]!.id)?.forEach(({ operation }, k) => {
        const task = this.first[s]! + k;
        const staying = this.staysIn(task, operation);
        if (staying > 1) this.inParts.set(task, operation.parts!.slice(0, staying));
        const { machine, frozen: span } = staying === 1 ? operation.parts![0]! : operation;
        if (machine !== undefined) this.pinned[task] = model.shop.machine(machine) ?? -1;
        if (operation.setupDone || operation.startedAt !== undefined) this.setupDone[task] = 1;
        if (operation.startedAt !== undefined) {
          this.running[task] = 1;
          if (!span) this.runningTasks.push(task);
        }
        if (span) {
          this.frozenFrom[task] = span.from;
          this.frozenTo[task] = span.to;
          frozen = true;
        }
      });
    }
    return frozen;
  }

  /** The first task of the block of held tasks that `t` is in; `t` itself where it is in none. */
  blockFrom(t: number): number {
    let first = t;
    while (this.held[first] === 1) first--;
    return first;
  }

  blockTo(t: number): number {
    let last = t;
    while (this.held[last + 1] === 1) last++;
    return last;
  }

  private readHeld(): boolean {
    const { maxGap } = this.model.shop.steps;
    if (!maxGap.some((gap) => gap < Infinity)) return false;
    const stays = (t: number) => this.running[t] === 1 || this.frozenFrom[t]! === this.frozenFrom[t]!;
    let any = false;
    for (let t = 1; t < this.tasks; t++) {
      if (this.order[t] !== this.order[t - 1] || maxGap[this.step[t - 1]!] === Infinity) continue;
      if (stays(t) || stays(t - 1)) continue;
      this.held[t] = 1;
      any = true;
    }
    return any;
  }

  /** It may be split over machines. */
  mayPart(t: number): boolean {
    return this.partFrom.length > 0 && this.partFrom[t]! >= 0;
  }

  /** A task, or the task that a part belongs to. */
  wholeOf(place: number): number {
    return place < this.tasks ? place : this.wholes[place - this.tasks]!;
  }

  /** Parts are like their tasks. */
  private withParts<T extends Int32Array | Uint8Array | Float64Array>(list: T, make: new (length: number) => T): T {
    const longer = new make(this.places);
    longer.set(list);
    this.wholes.forEach((t, i) => {
      longer[this.tasks + i] = list[t]!;
    });
    return longer;
  }

  /**
   * How many parts each task may be split into: what is under way, pinned or set up, or has a longest gap beside it, is one,
   * and what stays in parts is in these.
   */
  private readParts(): Int32Array {
    const { steps } = this.model.shop;
    const parts = new Int32Array(this.tasks).fill(1);
    if (!this.model.problem.rules.constrained || !steps.split.some((machines) => machines > 1)) return parts;
    for (let t = 0; t < this.tasks; t++) {
      const step = this.step[t]!;
      const stays = this.inParts.get(t);
      if (stays) {
        parts[t] = stays.length;
        continue;
      }
      if (steps.split[step]! < 2 || this.pinned[t]! >= 0 || this.setupDone[t] === 1 || this.running[t] === 1) continue;
      if (this.frozenFrom[t]! === this.frozenFrom[t]! || steps.maxGap[step]! < Infinity) continue;
      if (t > 0 && this.order[t] === this.order[t - 1] && steps.maxGap[this.step[t - 1]!]! < Infinity) continue;
      parts[t] = steps.parts(step, this.qty[t]!);
    }
    return parts;
  }

  private readOverlaps(): boolean {
    const { steps } = this.model.shop;
    if (!steps.transfer.some((lot) => lot > 0)) return false;
    const still = (t: number) => this.frozenFrom[t]! === this.frozenFrom[t]!;
    let any = false;
    for (let t = 1; t < this.tasks; t++) {
      if (this.order[t] !== this.order[t - 1] || steps.kind[this.step[t]!] === ELAPSED) continue;
      if (this.mayPart(t) || this.mayPart(t - 1)) continue;
      const lot = steps.transfer[this.step[t - 1]!]!;
      if (lot === 0 || lot >= this.qty[t - 1]! || this.running[t] === 1 || still(t) || still(t - 1)) continue;
      this.overlaps[t] = 1;
      any = true;
    }
    return any;
  }

  /** A demand that awaits an event gates the orders that serve it. */
  private readGates(): void {
    const { model, network } = this;
    const { seq } = model.shop.steps;
    model.demands.forEach((demand, d) => {
      if (demand.awaits === undefined) return;
      const expected = model.events.get(demand.awaits)!.expected;
      for (let i = this.servesFrom[d]!; i < this.servesFrom[d + 1]!; i++) {
        const s = this.servesSupply[i]!;
        if (network.kind[s] !== WORK && network.kind[s] !== PLANNED) continue;
        let task = this.first[s]!;
        const end = task + this.count[s]!;
        if (demand.gatedSeq !== undefined) while (task < end && seq[this.step[task]!]! < demand.gatedSeq) task++;
        if (task < end) this.gate[task] = Math.max(this.gate[task]!, expected);
      }
    });
  }

  private readFences(): void {
    const { model, network } = this;
    for (let s = 0; s < network.supplies; s++) {
      if (network.kind[s] !== PLANNED) continue;
      const item = model.catalogue.items[network.item[s]!]!;
      const task = this.first[s]!;
      this.gate[task] = Math.max(this.gate[task]!, network.billFrom[s]!);
      if (item.timeFence) this.gate[task] = Math.max(this.gate[task]!, model.now + item.timeFence);
      const { earliness } = model.problem.rules;
      if (earliness !== undefined && !item.makeToOrder && network.klass[s]! < SAFETY) {
        this.gate[task] = Math.max(this.gate[task]!, network.need[s]! - earliness);
      }
    }
  }

  private sortOrders(): Int32Array {
    const { supplies } = this.network;
    const waiting = new Int32Array(supplies);
    for (let t = 0; t < this.tasks; t++) waiting[this.order[t]!]! += this.waits[t]!;
    const sorted = new Int32Array(supplies);
    let end = 0;
    for (let s = 0; s < supplies; s++) if (this.count[s]! > 0 && waiting[s] === 0) sorted[end++] = s;
    for (let i = 0; i < end; i++) end = this.letGo(sorted[i]!, waiting, sorted, end);
    return sorted.slice(0, end);
  }

  /** Those that waited for an order alone go behind it. */
  private letGo(s: number, waiting: Int32Array, sorted: Int32Array, to: number): number {
    let end = to;
    for (let o = this.outFrom[s]!; o < this.outFrom[s + 1]!; o++) {
      const consumer = this.order[this.outTask[o]!]!;
      waiting[consumer]! -= 1;
      if (waiting[consumer] === 0) sorted[end++] = consumer;
    }
    return end;
  }
}

function accumulate(counts: Int32Array): void {
  for (let i = 1; i < counts.length; i++) counts[i]! += counts[i - 1]!;
}
