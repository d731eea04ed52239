/**
 * A schedule put back on the floor and mended: every task stands where it stood unless it cannot; what cannot, and what
 * waits for it beyond its start, is placed anew around all the rest, the most urgent first.
 *
 *   settle   tasks that go first, then all, in order of their old start; a place that is closed, taken or too short is not kept
 *   check    tasks in order of the network; one that would start before what it needs is taken off
 *   place    what is off, once nothing that it waits for is off; what it then holds up is taken off in its turn
 */
import type { Built } from '../scheduling/construct.ts';
import { Floor } from '../scheduling/floor.ts';
import { Heap } from '../scheduling/heap.ts';
import { placeHeld } from '../scheduling/held.ts';
import type { Jobs } from '../scheduling/jobs.ts';
import { SetUps } from './setups.ts';
import type { Standing } from './standing.ts';
import { type Base, Undisturbed } from './undisturbed.ts';

export interface Mended {
  readonly floor: Floor;
  readonly built: Built;
  readonly ready: Float64Array;
  /** Tasks that were placed anew (1), whether they landed elsewhere or not. */
  readonly touched: Uint8Array;
}

export interface Freedom {
  /** Tasks that are taken off at once, to give their places to what is more urgent. */
  readonly off?: ReadonlySet<number>;
  /** Tasks that may start before they stood; all others start no earlier, so that the plan stays just in time. */
  readonly pull?: ReadonlySet<number>;
  /**
   * Everything that stood by then (Infinity: all) is placed anew in the order in which it stood, each where it stood if that
   * is free: what is late takes its turn and pushes what comes after it, as far as the next gap.
   */
  readonly ripple?: number;
  /** What is placed anew of these tasks starts no earlier than that. */
  readonly notBefore?: ReadonlyMap<number, number>;
  /** A floor of the same shop on which all tasks but the last ones stand already. */
  readonly standsOn?: Base | undefined;
  /** Machines of it on which work takes other hours now. */
  readonly changed?: ReadonlySet<number> | undefined;
  /** Over as soon as all that may be pulled stands: when it ends is known then, what it pushes is not. */
  readonly pulledOnly?: boolean;
}

/**
 * `urgency`: the key of a task that is to be placed. Undefined: something would end past the horizon, or
 * a bill or a shelf life would end before its use.
 */
export function mend(
  jobs: Jobs,
  standing: Standing,
  urgency: (task: number) => number,
  freedom: Freedom = {},
): Mended | undefined {
  return new Mending(jobs, standing, urgency, freedom).run();
}

class Mending {
  private readonly jobs: Jobs;
  private readonly standing: Standing;
  private readonly freedom: Freedom;
  private readonly floor: Floor;
  private readonly heap: Heap;
  private readonly ready: Float64Array;
  /** Predecessors and suppliers of each task that are off the floor. */
  private readonly blocked: Int32Array;
  private readonly off: Uint8Array;
  private readonly queued: Uint8Array;
  private readonly touched: Uint8Array;
  /** Every removal has a cause that moves forward in time; more of them than this is a fault, not a plan. */
  private patience: number;
  private readonly key: Float64Array;
  private readonly urgency: (task: number) => number;
  private readonly until: number;
  private readonly undisturbed: Undisturbed | undefined;
  private readonly setUps: SetUps;

  constructor(jobs: Jobs, standing: Standing, urgency: (task: number) => number, freedom: Freedom) {
    this.jobs = jobs;
    this.standing = standing;
    this.freedom = freedom;
    this.urgency = urgency;
    this.key = new Float64Array(jobs.tasks);
    this.until = freedom.ripple ?? -Infinity;
    this.floor = new Floor(jobs);
    const { standsOn, changed } = freedom;
    const asItStands = freedom.ripple === undefined && !freedom.off?.size && !changed?.size;
    this.undisturbed = standsOn && !asItStands ? new Undisturbed(this.floor, standsOn, changed ?? []) : undefined;
    this.heap = new Heap(jobs.tasks, this.key, jobs.family);
    this.ready = jobs.release.slice();
    this.blocked = new Int32Array(jobs.tasks);
    this.off = new Uint8Array(jobs.tasks);
    this.queued = new Uint8Array(jobs.tasks);
    this.touched = new Uint8Array(jobs.tasks);
    this.patience = 4 * jobs.tasks + 1000;
    this.setUps = new SetUps(jobs, this.floor, (t) => this.mayBegin(t));
  }

  run(): Mended | undefined {
    this.settle();
    this.check();
    if (!this.placeAll()) return undefined;
    const built = this.built();
    if (this.spoils(built)) return undefined;
    return { floor: this.floor, built, ready: this.ready, touched: this.touched };
  }

  // ── settle ─────────────────────────────────────────────────────────────────────────────────────────────────

  private settle(): void {
    const { jobs, floor, standing } = this;
    const { model } = jobs;
    const settled = new Uint8Array(jobs.tasks);
    const { standsOn } = this.freedom;
    if (standsOn && !this.undisturbed) {
      floor.take(standsOn.floor);
      settled.fill(1, 0, standsOn.floor.tasks);
      this.leave(settled);
      return;
    }
    if (this.undisturbed) this.letSleep(this.undisturbed, settled);
    else floor.clear();
    if (jobs.anyFrozen) {
      for (let t = 0; t < jobs.tasks; t++) {
        if (!this.frozen(t) || !this.lives(t)) continue;
        floor.putFrozen(t);
        this.undisturbed?.placed(t);
        settled[t] = 1;
      }
    }
    for (const t of jobs.runningTasks) {
      if (!this.lives(t) || !floor.earliest(t, this.ready[t]!)) continue;
      floor.placeRunning(t, model.now);
      this.undisturbed?.placed(t);
      settled[t] = 1;
    }
    for (const t of standing.toSettle) {
      if (settled[t] === 1 || !this.lives(t) || this.freedom.off?.has(t)) continue;
      const start = standing.start[t]!;
      if (start < model.now || (start <= this.until && !standing.isFirst(t))) continue;
      if (this.again(t, start) || (standing.isFirst(t) && this.endAgain(t))) settled[t] = 1;
    }
    this.leave(settled);
  }

  /** What stands on machines that sleep stays there, but for what does not live, is taken off or may go before. */
  private letSleep(undisturbed: Undisturbed, settled: Uint8Array): void {
    const { floor, freedom } = this;
    for (let t = 0; t < this.jobs.tasks; t++) {
      if (!undisturbed.sleeps(t)) continue;
      if (this.lives(t) && !freedom.off?.has(t) && !freedom.pull?.has(t)) settled[t] = 1;
      else floor.vacate(t);
    }
  }

  /** Puts a task where it stood, if it may still stand there. */
  private again(t: number, start: number): boolean {
    const { floor, standing, undisturbed } = this;
    if (undisturbed?.put(t)) return true;
    if (!floor.again(t, start, standing.end[t]!, standing.machine[t]!, standing.parts.get(t))) return false;
    undisturbed?.placed(t);
    return true;
  }

  /** What goes first and has no set-up saved any more begins as much sooner, where it may, so that it ends when it did. */
  private endAgain(t: number): boolean {
    const { floor, jobs, standing } = this;
    const { steps } = jobs.model.shop;
    if (standing.machine[t]! < 0 || steps.teardown[jobs.step[t]!]! > 0 || jobs.mayPart(t)) return false;
    const before =
      t > jobs.first[jobs.order[t]!]! ? standing.end[t - 1]! + steps.gapAfter[jobs.step[t - 1]!]! : -Infinity;
    const notBefore = Math.max(jobs.model.now, this.ready[t]!, before);
    if (!floor.latest(t, standing.end[t]!, notBefore)) return false;
    floor.place(t);
    this.touched[t] = 1;
    return true;
  }

  /** What has no place is off the floor. */
  private leave(settled: Uint8Array): void {
    const { jobs } = this;
    for (let t = 0; t < jobs.tasks; t++) {
      if (settled[t] === 1 || !this.lives(t)) continue;
      this.off[t] = 1;
      this.touched[t] = 1;
      this.forEachNext(t, (next) => {
        this.blocked[next]! += 1;
      });
    }
  }

  // ── check ──────────────────────────────────────────────────────────────────────────────────────────────────

  private check(): void {
    const { jobs, floor } = this;
    for (const s of jobs.upstreamFirst) {
      if (this.standing.live[s] === 0) continue;
      for (let t = jobs.first[s]!; t < jobs.first[s]! + jobs.count[s]!; t++) {
        if (this.off[t] === 0 && (this.early(t) || this.parted(t))) this.takeOff(t);
        if (this.off[t] === 1) this.enqueue(t);
        else this.hand(t, floor.handsOn(t) + jobs.model.shop.steps.gapAfter[jobs.step[t]!]!);
      }
    }
  }

  /** Stands where the block that it is in does not: some of it are off, or the longest gap before it is exceeded. */
  private parted(t: number): boolean {
    const { jobs, floor } = this;
    if (!jobs.anyHeld || this.stays(t)) return false;
    if (jobs.held[t] === 1) {
      const gap = jobs.model.shop.steps.maxGap[jobs.step[t - 1]!]!;
      if (this.off[t - 1] === 1 || floor.start[t]! > floor.done(t - 1) + gap) return true;
    }
    return jobs.held[t + 1] === 1 && this.off[t + 1] === 1;
  }

  /** Stands before what it needs is there; frozen and running tasks stay and the conflict is said. */
  private early(t: number): boolean {
    const late = this.floor.start[t]! < this.ready[t]! || (this.off[t - 1] !== 1 && !this.floor.fed(t));
    return late && !this.stays(t);
  }

  private stays(t: number): boolean {
    return this.frozen(t) || this.jobs.running[t] === 1;
  }

  private frozen(t: number): boolean {
    return this.jobs.frozenFrom[t]! === this.jobs.frozenFrom[t]!;
  }

  private lives(t: number): boolean {
    return this.standing.live[this.jobs.order[t]!] === 1;
  }

  private hand(t: number, done: number): void {
    this.forEachNext(t, (next) => {
      if (done > this.ready[next]!) this.ready[next] = done;
    });
  }

  private forEachNext(t: number, visit: (next: number) => void): void {
    const { jobs } = this;
    const s = jobs.order[t]!;
    if (t + 1 < jobs.first[s]! + jobs.count[s]!) {
      visit(t + 1);
      return;
    }
    for (let o = jobs.outFrom[s]!; o < jobs.outFrom[s + 1]!; o++) {
      const next = jobs.outTask[o]!;
      if (this.lives(next)) visit(next);
    }
  }

  // ── place ──────────────────────────────────────────────────────────────────────────────────────────────────

  private enqueue(of: number): void {
    const t = this.jobs.anyHeld ? this.jobs.blockFrom(of) : of;
    if (this.queued[t] === 1 || !this.free(t)) return;
    this.queued[t] = 1;
    if (this.freedom.ripple === undefined) this.key[t] = this.urgency(t);
    else {
      this.key[t] = this.turn(t);
      if (this.undisturbed) this.missTurn(t, this.key[t]!);
    }
    this.heap.push(t);
  }

  /** What waits for a task that has its turn only now, and should have begun by then, has missed its own: it is not there. */
  private missTurn(of: number, turn: number): void {
    const { floor, off } = this;
    this.forEachNext(of, (next) => {
      const stood = off[next] === 0 ? floor.start[next]! : this.standing.start[next]!;
      if (stood > turn || stood > this.until || this.stays(next)) return;
      if (off[next] === 0) this.takeOff(next);
      this.missTurn(next, turn);
    });
  }

  /** When a task takes its turn: when it stood, or as soon as it can go on; new work when it is wanted. */
  private turn(t: number): number {
    const stood = this.standing.start[t]!;
    if (this.freedom.pull?.has(t)) return this.ready[t]!;
    // New work for others: it waits until all is known.
    if (this.freedom.pulledOnly && stood !== stood) return Infinity;
    return Math.max(this.ready[t]!, stood === stood ? stood : this.urgency(t));
  }

  /** Nothing that a task waits for is off, nor what the others of its block wait for but it. */
  private free(t: number): boolean {
    if (this.blocked[t]! > 0) return false;
    for (let k = t + 1; this.jobs.held[k] === 1; k++) if (this.blocked[k]! > 1) return false;
    return true;
  }

  /** Takes off a task, and the block that it is in. */
  private takeOff(t: number): void {
    const { jobs } = this;
    const first = jobs.blockFrom(t);
    for (let k = jobs.blockTo(t); k >= first; k--) if (this.off[k] === 0) this.takeOffAlone(k);
    this.enqueue(t);
  }

  private takeOffAlone(t: number): void {
    this.patience--;
    const { floor } = this;
    // What is taken off on the way may be of a block with this one, which is then off already.
    const batch = floor.batchOf(t);
    while (this.off[t] === 0 && !floor.remove(t, true)) {
      const next = floor.after(t);
      if (next < 0 || this.patience < 0) throw new Error(`task ${t} stands before nothing and cannot be taken off`);
      this.takeOff(next);
    }
    if (this.off[t] === 1) return;
    for (const one of batch) {
      floor.end[one] = NaN;
      this.off[one] = 1;
      this.touched[one] = 1;
      this.forEachNext(one, (next) => {
        this.blocked[next]! += 1;
      });
      this.enqueue(one);
    }
  }

  private placeAll(): boolean {
    const { jobs, heap } = this;
    while (!heap.empty && !this.isKnown()) {
      const t = heap.pop();
      this.queued[t] = 0;
      if (this.off[t] === 0 || !this.free(t)) continue;
      // What it waits for was taken off and came later since.
      if (this.freedom.ripple !== undefined && this.turn(t) > this.key[t]!) {
        this.enqueue(t);
        continue;
      }
      if (this.patience-- < 0) return false;
      const last = jobs.blockTo(t);
      if (last === t ? !this.placeAlone(t) : !this.placeBlock(t, last)) return false;
      for (let k = t; k <= last; k++) this.off[k] = 0;
      if (last > t) for (let k = t; k <= last; k++) this.undisturbed?.placed(k);
      for (let k = t; k <= last; k++) if (!this.follow(k)) return false;
    }
    return true;
  }

  /** What was asked for is known, though not all is placed. */
  private isKnown(): boolean {
    const { pulledOnly, pull } = this.freedom;
    if (!pulledOnly) return false;
    for (const t of pull!) if (this.off[t] === 1) return false;
    return true;
  }

  /** From when on a task that is off is placed: no earlier than it stood, unless it may be pulled. */
  private from(t: number): number {
    const stood = this.standing.start[t]!;
    const from = stood === stood && !this.freedom.pull?.has(t) ? Math.max(this.ready[t]!, stood) : this.ready[t]!;
    return Math.max(from, this.freedom.notBefore?.get(t) ?? from);
  }

  private placeAlone(t: number): boolean {
    const { floor } = this;
    const from = this.from(t);
    if (from === this.standing.start[t] && this.again(t, from)) {
      this.touched[t] = 0;
      return true;
    }
    if (!this.find(t, from)) return this.findBefore(t, from, Infinity);
    if (this.findBefore(t, from, floor.foundEnd)) return true;
    // Looking for another place forgot it.
    if (this.mayGoBefore(t)) this.find(t, from);
    floor.place(t);
    this.undisturbed?.placed(t);
    return true;
  }

  /** Puts a task before another that is set up anew for it, if it ends sooner there. */
  private findBefore(t: number, from: number, by: number): boolean {
    if (!this.mayGoBefore(t)) return false;
    const next = this.setUps.place(t, this.machinesOf(t), from, by);
    if (next < 0) return false;
    this.touched[next] = 1;
    this.undisturbed?.placed(t);
    this.undisturbed?.placed(next);
    return true;
  }

  /** Where everything takes its turn, what comes after makes room of itself. */
  private mayGoBefore(t: number): boolean {
    return this.freedom.ripple === undefined && this.setUps.matter(t);
  }

  /** When a task that stands may begin, for a set-up that is longer than it was; Infinity: it stays. */
  private mayBegin(t: number): number {
    const { jobs, floor } = this;
    const { held, overlaps } = jobs;
    const tied = held[t] === 1 || held[t + 1] === 1 || overlaps[t] === 1 || overlaps[t + 1] === 1;
    const alone = t < jobs.tasks && !jobs.mayPart(t) && floor.batchOf(t).length === 1;
    if (!alone || tied || this.stays(t) || this.off[t] === 1 || this.blocked[t]! > 0) return Infinity;
    return Math.max(this.ready[t]!, jobs.model.now, this.freedom.notBefore?.get(t) ?? -Infinity);
  }

  /** Finds the earliest place of a task; where everything takes its turn, among what had its turn before. */
  private find(t: number, from: number): boolean {
    const { jobs, floor, undisturbed, freedom } = this;
    if (!undisturbed || freedom.ripple === undefined) return floor.earliest(t, from);
    const { awake } = undisturbed;
    if (this.until < Infinity || jobs.mayPart(t)) {
      this.wakeAll(t, this.machinesOf(t), undisturbed);
      return floor.earliest(t, from);
    }
    const turn = this.key[t]!;
    const later = (other: number, machine: number) => awake[machine]! > turn || this.afterTurn(t, other);
    const since = (machine: number) => Math.max(turn, awake[machine]!);
    const asleep = this.machinesOf(t).filter((machine) => awake[machine]! < Infinity);
    if (!floor.lanes.behind(asleep, since, later, () => floor.earliest(t, from))) return false;
    const machine = floor.foundMachine;
    if (machine < 0 || awake[machine] === Infinity) return true;
    for (const other of floor.beginOn(machine, since(machine), floor.foundEnd))
      if (later(other, machine)) this.takeOff(other);
    awake[machine] = Math.max(since(machine), floor.foundEnd);
    return true;
  }

  /** What stands on some machines and has its turn after a task takes its turn from now on. */
  private wakeAll(t: number, machines: readonly number[], { awake }: Undisturbed): void {
    const turn = this.key[t]!;
    for (const machine of machines) {
      const since = Math.max(turn, awake[machine]!);
      if (since === Infinity) continue;
      for (const other of this.floor.beginOn(machine, since, Infinity))
        if (this.floor.start[other]! <= this.until && (since > turn || this.afterTurn(t, other))) this.takeOff(other);
      awake[machine] = Infinity;
    }
  }

  /** A task that stands where it stood has its turn after another that takes it now. */
  private afterTurn(t: number, other: number): boolean {
    const at = this.floor.start[other]! - this.key[t]!;
    const kin = this.jobs.family[other]! - this.jobs.family[t]!;
    return at > 0 || (at === 0 && (kin > 0 || (kin === 0 && other > t)));
  }

  private machinesOf(t: number): readonly number[] {
    const { jobs } = this;
    const { choice, choiceFrom } = jobs.model.shop.steps;
    if (jobs.pinned[t]! >= 0) return [jobs.pinned[t]!];
    return choice.slice(choiceFrom[jobs.step[t]!]!, choiceFrom[jobs.step[t]! + 1]!);
  }

  /** A block goes where it stood, as a whole, or to the first place from there on. */
  private placeBlock(first: number, last: number): boolean {
    const { floor, standing, jobs } = this;
    const { steps } = jobs.model.shop;
    let t = first;
    for (; t <= last; t++) {
      const step = jobs.step[t - 1]!;
      const stood = standing.start[t]!;
      if (t > first && !(stood >= floor.handsOn(t - 1) + steps.gapAfter[step]!)) break;
      if (t > first && !(stood <= floor.done(t - 1) + steps.maxGap[step]!)) break;
      if (this.from(t) !== stood || !floor.again(t, stood, standing.end[t]!, standing.machine[t]!)) break;
    }
    if (t > last) return true;
    for (let k = t - 1; k >= first; k--) floor.vacate(k);
    if (this.undisturbed && this.freedom.ripple !== undefined)
      for (let k = first; k <= last; k++) this.wakeAll(first, this.machinesOf(k), this.undisturbed);
    const ready = this.ready[first]!;
    this.ready[first] = this.from(first);
    const found = placeHeld(jobs, floor, first, this.ready);
    this.ready[first] = ready;
    return found;
  }

  /** What follows a task that was just placed: in its turn if it is off, taken off if it stands too early now. */
  private follow(t: number): boolean {
    const { jobs, floor } = this;
    const { model, network } = jobs;
    const { steps } = model.shop;
    const s = jobs.order[t]!;
    const gap = steps.gapAfter[jobs.step[t]!]!;
    if (floor.done(t) + gap > model.shop.to) return false;
    if (t === jobs.first[s] && floor.start[t]! >= network.billTo[s]!) return false;
    const handed = floor.handsOn(t) + gap;
    this.forEachNext(t, (next) => {
      if (handed > this.ready[next]!) this.ready[next] = handed;
      this.blocked[next]! -= 1;
      if (this.off[next] === 1) this.enqueue(next);
      else if (this.early(next)) this.takeOff(next);
    });
    return true;
  }

  private built(): Built {
    const { jobs, floor, standing } = this;
    const available = Float64Array.from(jobs.network.available);
    const dead = new Uint8Array(jobs.network.supplies);
    for (let s = 0; s < jobs.network.supplies; s++) {
      if (standing.live[s] === 0) dead[s] = 1;
      else if (jobs.count[s]! > 0) {
        const last = jobs.first[s]! + jobs.count[s]! - 1;
        available[s] = floor.done(last) + jobs.model.shop.steps.gapAfter[jobs.step[last]!]!;
      }
    }
    return { available, dead };
  }

  /** A lot would expire before something that now comes later than it did. */
  private spoils({ dead }: Built): boolean {
    const { network } = this.jobs;
    for (let t = 0; t < this.jobs.tasks; t++) {
      if (this.jobs.perishable[t] === 0 || dead[this.jobs.order[t]!] === 1) continue;
      for (let i = this.jobs.inFrom[t]!; i < this.jobs.inFrom[t + 1]!; i++)
        if (this.floor.start[t]! >= network.expires[this.jobs.inSupply[i]!]!) return true;
    }
    return false;
  }
}
