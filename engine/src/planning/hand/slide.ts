/**
 * A plan with some tasks put elsewhere by hand. Those stand exactly where they were put; every other keeps its machine and
 * takes its turn when it stood, or as soon as what it needs is there, and stands where it stood or as much later as it must:
 * after what it needs, after who had his turn before, when machine, people and tools are there. Nothing comes earlier than it stood.
 *
 *   before    │ a │ b │   c   │ d │
 *   by hand           ▼ x
 *   after     │ a │ b │ x ││   c   │ d │       c would run into x, so it comes after it, and so does d
 *
 * What is put by hand, or stays anyway, waits for nobody. One that would run into something fixed on its lane waits until that
 * has its place, and so does who comes after it; so each is placed once.
 */
import { setupSeconds } from '../../scheduling/aims.ts';
import type { Built } from '../../scheduling/construct.ts';
import type { Floor } from '../../scheduling/floor.ts';
import { Heap } from '../../scheduling/heap.ts';
import type { Jobs } from '../../scheduling/jobs.ts';
import { laneFor, lanesInTurn, type Place, type Put } from './lanes.ts';
import type { Lineup } from './lineup.ts';

/** Two tasks that have one place of a machine at one time. */
export type Clash = readonly [standing: number, put: number];

export interface Slid {
  readonly jobs: Jobs;
  readonly floor: Floor;
  readonly ready: Float64Array;
  /** Tasks that stand elsewhere, or end at another time. */
  readonly touched: Uint8Array;
  /** Tasks that were looked at, as they stood: no other is touched. */
  readonly looked: ArrayLike<number> & Iterable<number>;
  readonly built: Built;
  /** Seconds of set-up on their machines. */
  readonly setup: number;
  readonly clashes: readonly Clash[];
  /** Tasks for which there is no time before the end of what is planned. */
  readonly beyond: ReadonlySet<number>;
}

/** How often all is slid again because a set-up turned out otherwise than thought, or a longest gap was exceeded. */
const PASSES = 12;

/** `floor` is of the lineup's jobs, or of the same jobs in a shop with other hours. */
export function slide(lineup: Lineup, jobs: Jobs, floor: Floor, byHand: ReadonlyMap<number, Place>): Slid {
  return new Sliding(lineup, jobs, floor, byHand).run();
}

export class Sliding {
  protected readonly lineup: Lineup;
  protected readonly jobs: Jobs;
  protected readonly floor: Floor;
  protected byHand: ReadonlyMap<number, Place>;
  protected readonly key: Float64Array;
  protected readonly kin: Int32Array;
  protected readonly heap: Heap;
  protected readonly ready: Float64Array;
  protected readonly blocked: Int32Array;
  protected readonly placed: Uint8Array;
  protected readonly queued: Uint8Array;
  protected readonly touched: Uint8Array;
  protected readonly until: Float64Array;
  protected readonly last: Int32Array;
  /** What is fixed on each lane, in order of time, and how much of it has its place. */
  protected readonly fixed: number[][];
  protected readonly passed: Int32Array;
  /** Who waits on each lane for the next that is fixed. */
  protected readonly waiting: number[][];
  protected readonly lane = new Map<number, number>();
  /** Ends of what was put by hand, as far as they are known: people and tools are held for it from the beginning. */
  protected readonly ends = new Map<number, number>();
  /** The goods of a task must not be done before, so that what must follow soon can. */
  protected readonly doneFrom = new Map<number, number>();
  protected readonly otherHours: boolean;
  protected clashes: Clash[] = [];
  /** Tasks that run, and took their place before all others. */
  protected readonly ran = new Set<number>();
  protected readonly beyond = new Set<number>();

  constructor(lineup: Lineup, jobs: Jobs, floor: Floor, byHand: ReadonlyMap<number, Place>) {
    this.lineup = lineup;
    this.jobs = jobs;
    this.floor = floor;
    this.byHand = byHand;
    this.otherHours = jobs !== lineup.jobs;
    const { places } = jobs;
    this.key = lineup.start.slice();
    this.kin = lineup.rank.slice();
    for (const [t, { start }] of byHand) {
      this.key[t] = start;
      if (!this.backInBatch(t)) this.kin[t] = -1;
    }
    this.heap = new Heap(places, this.key, this.kin);
    this.ready = new Float64Array(places);
    this.blocked = new Int32Array(places);
    this.placed = new Uint8Array(places);
    this.queued = new Uint8Array(places);
    this.touched = new Uint8Array(places);
    const lanes = jobs.model.shop.machineCapacity.reduce((sum, capacity) => sum + capacity, 0);
    this.until = new Float64Array(lanes);
    this.last = new Int32Array(lanes);
    this.passed = new Int32Array(lanes);
    this.waiting = Array.from({ length: lanes }, () => []);
    this.fixed = Array.from({ length: lanes }, () => []);
    for (const t of lineup.order) if (lineup.stays[t] === 1 && !byHand.has(t)) this.putOn(t, lineup.lane[t]!);
    this.putByHand(lineup.order.every((t) => this.isFixed(t)));
  }

  run(): Slid {
    for (let pass = 0; pass < PASSES; pass++) {
      this.pass();
      if (!this.learns()) break;
    }
    return this.slid(this.lineup.order, this.built());
  }

  protected slid(looked: Slid['looked'], built: Built, setup = setupSeconds(this.jobs, this.floor, built)): Slid {
    const { jobs, floor, ready, touched, clashes, beyond } = this;
    return { jobs, floor, ready, touched, looked, clashes, beyond, built, setup };
  }

  // ── what is fixed ──────────────────────────────────────────────────────────────────────────────────────────

  protected isFixed(t: number): boolean {
    return this.lineup.stays[t] === 1 || this.byHand.has(t);
  }

  /** Gives what was put by hand its lanes among what is fixed. */
  protected putByHand(allFixed: boolean): void {
    const { lineup, byHand, floor, key, kin, ends, fixed } = this;
    for (const [t, { start }] of byHand) ends.set(t, start + lineup.end[t]! - lineup.start[t]!);
    const put: Put = { lineup, floor, byHand, ends, key };
    const inTurn = allFixed ? lanesInTurn(put) : undefined;
    for (const t of byHand.keys()) this.putOn(t, inTurn?.get(t) ?? laneFor(put, t, fixed));
    for (const list of fixed) list.sort((a, b) => key[a]! - key[b]! || kin[a]! - kin[b]! || a - b);
  }

  private putOn(t: number, lane: number): void {
    this.lane.set(t, lane);
    if (lane >= 0) this.fixed[lane]!.push(t);
  }

  // ── one pass ───────────────────────────────────────────────────────────────────────────────────────────────

  protected pass(): void {
    const { lineup, floor, heap, blocked, byHand } = this;
    this.clashes = [];
    this.beyond.clear();
    this.until.fill(-Infinity);
    this.last.fill(-1);
    this.passed.fill(0);
    this.key.set(lineup.start);
    for (const [t, { start }] of byHand) this.key[t] = start;
    this.placed.fill(0);
    this.queued.fill(0);
    this.touched.fill(0);
    this.ready.set(lineup.release);
    blocked.set(lineup.blocked);
    floor.clear();
    for (const t of byHand.keys()) blocked[t] = 0;
    this.placeRunning();
    for (const t of lineup.order) {
      if (this.placed[t] === 1) continue;
      if (this.isFixed(t)) this.hold(t);
      if (blocked[t] === 0) this.enqueue(t);
    }
    while (!heap.empty) {
      const t = heap.pop();
      if (this.isFixed(t)) this.fix(t);
      else this.place(t);
    }
    for (const t of lineup.order)
      if (this.placed[t] === 0) throw new Error(`task ${t} has no place: ${blocked[t]} that it waits for have none`);
  }

  protected placeRunning(): void {
    const { jobs, floor, lineup } = this;
    for (const t of jobs.runningTasks) {
      if (lineup.stays[t] === 0 || this.byHand.has(t)) continue;
      if (!floor.earliest(t, jobs.release[t]!)) continue;
      floor.placeRunning(t, jobs.model.now);
      const lane = floor.laneOf(t);
      if (lane >= 0) {
        // It has its place before all others of the lane.
        const at = this.fixed[lane]!.indexOf(t);
        if (at >= 0) this.fixed[lane]!.splice(at, 1);
      }
      this.ran.add(t);
      this.settle(t, lane, jobs.model.now);
    }
  }

  /** What is fixed holds people and tools from the beginning. */
  protected hold(t: number): void {
    const { lineup, floor } = this;
    if (this.backInBatch(t)) return;
    const put = this.byHand.get(t);
    const machine = put?.machine ?? lineup.machine[t]!;
    const start = put?.start ?? lineup.start[t]!;
    floor.put(t, start, this.ends.get(t) ?? lineup.end[t]!, machine, -1, lineup.setup[t]!);
  }

  protected fix(t: number): void {
    const { lineup, floor, jobs } = this;
    const put = this.byHand.get(t);
    const lane = this.lane.get(t)!;
    const mate = this.backInBatch(t);
    if (!mate) floor.lift(t);
    const frozen = jobs.frozenFrom[t]! === jobs.frozenFrom[t]!;
    const inPlace = !put || (frozen && put.start === lineup.start[t] && put.machine === lineup.machine[t]);
    const opener = this.openerOf(t, lane);
    const sameBefore = lane < 0 || opener >= 0 || this.last[lane] === lineup.before[t];
    if (inPlace && (frozen || (!this.otherHours && sameBefore)))
      floor.put(t, lineup.start[t]!, lineup.end[t]!, lineup.machine[t]!, lane, lineup.setup[t]!, opener);
    else if (mate && floor.earliestInLane(t, put!.machine, lane, put!.start) && floor.foundStart === put!.start)
      floor.place(t);
    else {
      floor.force(t, put?.start ?? lineup.start[t]!, put?.machine ?? lineup.machine[t]!, lane);
      this.makeRoom(lane);
      floor.place(t);
    }
    if (lane >= 0) {
      this.passed[lane]! += 1;
      for (const waits of this.waiting[lane]!.splice(0)) this.heap.push(waits);
    }
    this.settle(t, lane, floor.start[t]!);
  }

  protected place(t: number): void {
    const { lineup, floor } = this;
    const lane = lineup.lane[t]!;
    const wide = lineup.fresh[t]! > 0 || lineup.end[t]! > lineup.start[t]!;
    if (lane >= 0 && wide && this.waiting[lane]!.length > 0) {
      this.waiting[lane]!.push(t);
      return;
    }
    const from = Math.max(lineup.start[t]!, this.ready[t]!, lane >= 0 && wide ? this.roomFrom(t, lane) : -Infinity);
    if (this.asBefore(t, lane, from)) {
      if (lane >= 0 && wide && lineup.end[t]! > this.nextFixed(lane)) {
        this.waiting[lane]!.push(t);
        return;
      }
      floor.put(t, lineup.start[t]!, lineup.end[t]!, lineup.machine[t]!, lane, lineup.setup[t]!);
    } else {
      const after = this.doneFrom.get(t) ?? -Infinity;
      if (this.finds(t, lane, from, after)) this.beyond.delete(t);
      else {
        this.beyond.add(t);
        floor.force(t, from, lineup.machine[t]!, lane);
      }
      if (lane >= 0 && floor.foundEnd > floor.foundStart && floor.foundEnd > this.nextFixed(lane)) {
        this.waiting[lane]!.push(t);
        return;
      }
      this.makeRoom(lane);
      floor.place(t);
    }
    this.settle(t, lane, floor.start[t]!);
  }

  protected finds(t: number, lane: number, from: number, after: number): boolean {
    const { floor, lineup } = this;
    return lane < 0 ? floor.earliest(t, from, after) : floor.earliestInLane(t, lineup.machine[t]!, lane, from, after);
  }

  /** What was found on a lane will stand there. */
  protected makeRoom(_lane: number): void {}

  /** Put by hand where it stood in a batch that it shares: attended with the others, and after the one that is set up. */
  protected backInBatch(t: number): boolean {
    const { lineup } = this;
    const put = this.byHand.get(t);
    return (
      put !== undefined && lineup.batch[t]! >= 0 && put.start === lineup.start[t] && put.machine === lineup.machine[t]
    );
  }

  /** From when on a lane has room for a task: from the start of the batch that it shared with the last one there. */
  protected roomFrom(t: number, lane: number): number {
    const opener = this.openerOf(t, lane);
    return opener < 0 ? this.until[lane]! : this.floor.start[opener]!;
  }

  /** What stands last on a lane, where a task shared its batch; −1: it did not. */
  protected openerOf(t: number, lane: number): number {
    const last = lane < 0 ? -1 : this.last[lane]!;
    const { batch } = this.lineup;
    return last >= 0 && batch[t]! >= 0 && batch[last] === batch[t] ? last : -1;
  }

  /** Nothing is other than it was for a task that would begin at `from`. */
  protected asBefore(t: number, lane: number, from: number): boolean {
    const { lineup, jobs, floor } = this;
    if (this.otherHours || lineup.fresh[t]! > 0 || from !== lineup.start[t]! || this.doneFrom.has(t)) return false;
    if (lane >= 0 && (lineup.end[t] === lineup.start[t] || lineup.batch[t]! >= 0)) return false;
    const step = jobs.step[t]!;
    if (jobs.family[t]! >= 0 && lane >= 0 && this.last[lane] !== lineup.before[t]) return false;
    if (jobs.overlaps[t] === 1 && this.touched[t - 1] === 1) return false;
    return floor.attended(step, lineup.start[t]!, lineup.mid[t]!, lineup.end[t]!);
  }

  /** When the next begins that is fixed on a lane and has no place yet. */
  protected nextFixed(lane: number): number {
    const next = this.fixed[lane]![this.passed[lane]!];
    return next === undefined ? Infinity : this.key[next]!;
  }

  protected free(t: number): void {
    this.blocked[t]! -= 1;
    if (this.blocked[t] === 0) this.enqueue(t);
  }

  protected enqueue(t: number): void {
    if (this.queued[t] === 1) return;
    this.queued[t] = 1;
    // Its turn is when it stood, or as soon as it can go on.
    if (!this.isFixed(t) && this.ready[t]! > this.key[t]!) this.key[t] = this.ready[t]!;
    this.heap.push(t);
  }

  protected settle(t: number, lane: number, holds: number): void {
    const { lineup, floor, jobs } = this;
    this.placed[t] = 1;
    const [start, end] = [floor.start[t]!, floor.end[t]!];
    if (
      lineup.fresh[t]! > 0 ||
      start !== lineup.start[t] ||
      end !== lineup.end[t] ||
      floor.machine[t] !== lineup.machine[t]
    )
      this.touched[t] = 1;
    if (lane >= 0 && end > start && floor.opens(t)) {
      if (holds < this.until[lane]!) this.clashes.push([this.last[lane]!, t]);
      if (end > this.until[lane]!) {
        this.until[lane] = end;
        this.last[lane] = t;
      }
    }
    if (t >= jobs.tasks) this.gather(t);
    this.handOn(t);
  }

  /** What waits for a task that has its place now. */
  protected handOn(t: number): void {
    const { lineup, floor, jobs } = this;
    const handed = floor.handsOn(t) + jobs.model.shop.steps.gapAfter[jobs.step[t]!]!;
    lineup.forEachNext(t, (next) => {
      if (handed > this.ready[next]!) this.ready[next] = handed;
      if (!this.isFixed(next)) this.free(next);
    });
  }

  /** A task that stands in parts moves with each of them. */
  protected gather(part: number): void {
    const { jobs, floor, touched, ready } = this;
    const t = jobs.wholeOf(part);
    floor.gather(t);
    if (touched[part] === 1) touched[t] = 1;
    ready[t] = ready[part]!;
  }

  // ── between passes ─────────────────────────────────────────────────────────────────────────────────────────

  /** True if all is to be slid again. */
  protected learns(): boolean {
    const { lineup, jobs } = this;
    let again = this.endsDiffer();
    if (!jobs.anyHeld) return again;
    for (const t of lineup.order) {
      if (!this.heldTooLong(t)) continue;
      this.doneFrom.set(t - 1, this.heldFrom(t));
      again = true;
    }
    return again;
  }

  /** What was put by hand ends at another time than thought, and holds people or tools until then. */
  protected endsDiffer(): boolean {
    const { floor, jobs } = this;
    let differ = false;
    for (const [t, end] of this.ends) {
      if (floor.end[t] === end) continue;
      this.ends.set(t, floor.end[t]!);
      if (floor.asks(jobs.step[t]!)) differ = true;
    }
    return differ;
  }

  /** It follows the step before it later than it may, and that could be done later than is known yet. */
  protected heldTooLong(t: number): boolean {
    const { floor, jobs } = this;
    if (jobs.held[t] !== 1 || this.isFixed(t) || this.isFixed(t - 1)) return false;
    const from = this.heldFrom(t);
    return floor.done(t - 1) < from && from > (this.doneFrom.get(t - 1) ?? -Infinity);
  }

  private heldFrom(t: number): number {
    const { floor, jobs } = this;
    return floor.start[t]! - jobs.model.shop.steps.maxGap[jobs.step[t - 1]!]!;
  }

  protected built(): Built {
    const { jobs, lineup, floor } = this;
    const available = Float64Array.from(jobs.network.available);
    const dead = new Uint8Array(jobs.network.supplies);
    for (let s = 0; s < jobs.network.supplies; s++) {
      if (lineup.live[s] === 0) dead[s] = 1;
      else if (jobs.count[s]! > 0) {
        const last = jobs.first[s]! + jobs.count[s]! - 1;
        available[s] = floor.done(last) + jobs.model.shop.steps.gapAfter[jobs.step[last]!]!;
      }
    }
    return { available, dead };
  }
}
