/**
 * A plan as it stands, read once for any number of edits by hand: where each task is on which lane, and what stays there
 * whatever happens.
 *
 *   lane 3    a ─▶ b ─▶ c ─▶ d      `before`: who had the lane before
 *   stays     0    1    0    0      frozen, running, or in a place where a rule is broken already
 *
 * A task that is split over machines is not in the line-up; its parts are, each for itself, and what follows waits for all of them.
 *
 * `blocked[t]`: tasks that must have their place before t gets one: its step before, and what it draws on. All of them stand
 * earlier in the plan, so that there is no circle. What stays waits for nobody.
 */
import type { Floor } from '../../scheduling/floor.ts';
import type { Jobs } from '../../scheduling/jobs.ts';
import type { Situation } from '../situation.ts';

export const NEW = 1;
export const SIZED = 2;

export class Lineup {
  readonly jobs: Jobs;
  readonly live: Uint8Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** When the set-up is over, where it is attended apart; else the end. */
  readonly mid: Float64Array;
  readonly setup: Float64Array;
  readonly machine: Int32Array;
  readonly lane: Int32Array;
  /** Tasks that live, as they stand; of those that begin together what is needed comes before what needs it. */
  readonly order: Int32Array;
  readonly rank: Int32Array;
  /** Where each is in `order`. */
  readonly at: Int32Array;
  readonly stays: Uint8Array;
  readonly staying: readonly number[];
  /** `NEW`, or `SIZED`: of another size than in the plan; it is placed anew, at `start` at the earliest. */
  readonly fresh: Uint8Array;
  /** The task before on the lane; −1: none. */
  readonly before: Int32Array;
  /** Tasks that share a batch have one number; −1: alone. */
  readonly batch: Int32Array;
  readonly blocked: Int32Array;
  /** Needs of a task were there when it began; what was too late already is nobody's business here. */
  readonly readyThen: Float64Array;
  readonly release: Float64Array;
  readonly parted: ReadonlySet<number>;
  readonly floor: Floor;
  private readonly last: Int32Array;
  private readonly until: Float64Array;
  private readonly unfrozen: ReadonlySet<number>;

  /**
   * `start`, `end`, `machine`: where each task or part stands; `parted`: tasks that stand in parts; `unfrozen`: those that were frozen
   * when it was planned, and held their machine for as long as people said.
   */
  constructor(
    { jobs, standing }: Situation,
    floor: Floor,
    start: Float64Array,
    end: Float64Array,
    machine: Int32Array,
    fresh: Uint8Array,
    parted: ReadonlySet<number>,
    unfrozen: ReadonlySet<number>,
  ) {
    this.fresh = fresh;
    this.unfrozen = unfrozen;
    this.jobs = jobs;
    this.live = standing.live;
    this.floor = floor;
    this.start = start;
    this.end = end;
    this.machine = machine;
    const { places } = jobs;
    this.parted = parted;
    this.mid = new Float64Array(places);
    this.setup = new Float64Array(places);
    this.lane = new Int32Array(places).fill(-1);
    this.stays = new Uint8Array(places);
    this.before = new Int32Array(places).fill(-1);
    this.batch = new Int32Array(places).fill(-1);
    this.blocked = new Int32Array(places);
    this.release = Float64Array.from({ length: places }, (_, t) => jobs.release[jobs.wholeOf(t)]!);
    this.readyThen = this.release.slice();
    this.rank = new Int32Array(places);
    this.order = this.ranked();
    this.at = this.rank.slice();
    const lanes = jobs.model.shop.machineCapacity.reduce((sum, capacity) => sum + capacity, 0);
    this.last = new Int32Array(lanes).fill(-1);
    this.until = new Float64Array(lanes).fill(-Infinity);
    this.stand();
    this.staying = [...this.order].filter((t) => this.stays[t] === 1);
    for (const t of this.order)
      this.forEachNext(t, (next) => {
        if (this.stays[next] === 0) this.blocked[next]! += 1;
      });
  }

  /** Tasks and parts that wait for one: the next of its order, or all that draw on it. */
  forEachNext(of: number, visit: (next: number) => void): void {
    const { jobs } = this;
    const t = jobs.wholeOf(of);
    const s = jobs.order[t]!;
    if (t + 1 < jobs.first[s]! + jobs.count[s]!) {
      this.eachUnit(t + 1, visit);
      return;
    }
    for (let o = jobs.outFrom[s]!; o < jobs.outFrom[s + 1]!; o++) {
      const next = jobs.outTask[o]!;
      if (this.live[jobs.order[next]!] === 1) this.eachUnit(next, visit);
    }
  }

  private eachUnit(t: number, visit: (unit: number) => void): void {
    if (!this.parted.has(t)) visit(t);
    else for (let i = 0; i < this.jobs.partCount[t]!; i++) visit(this.jobs.partFrom[t]! + i);
  }

  private ranked(): Int32Array {
    const { jobs, start, rank } = this;
    let number = 0;
    for (const s of jobs.upstreamFirst)
      for (let t = jobs.first[s]!; t < jobs.first[s]! + jobs.count[s]!; t++) rank[t] = number++;
    for (let part = jobs.tasks; part < jobs.places; part++) rank[part] = rank[jobs.wholeOf(part)]!;
    const stands = (t: number) => this.parted.has(jobs.wholeOf(t)) === t >= jobs.tasks;
    const order = Int32Array.from({ length: jobs.places }, (_, t) => t)
      .filter((t) => this.live[jobs.order[t]!] === 1 && stands(t))
      .sort((a, b) => start[a]! - start[b]! || rank[a]! - rank[b]! || a - b);
    order.forEach((t, at) => {
      rank[t] = at;
    });
    return order;
  }

  /** Puts every task where it stands; one that could not stand there by itself stays there from now on. */
  private stand(): void {
    const { jobs, floor, start, end, machine } = this;
    const placed = new Uint8Array(jobs.places);
    const waits = new Int32Array(jobs.places);
    for (const t of this.order) this.forEachNext(t, (next) => waits[next]!++);
    floor.clear();
    const settle = (t: number, stays: boolean) => {
      placed[t] = 1;
      if (stays) this.stays[t] = 1;
      this.settled(t);
      if (t >= jobs.tasks) floor.gather(jobs.wholeOf(t));
      const handed = floor.handsOn(t) + jobs.model.shop.steps.gapAfter[jobs.step[t]!]!;
      this.forEachNext(t, (next) => {
        waits[next]!--;
        if (handed > this.readyThen[next]!) this.readyThen[next] = handed;
      });
    };
    for (const t of this.order) {
      if (this.fresh[t] !== NEW) continue;
      placed[t] = 1;
      this.end[t] = this.start[t]!;
      if (machine[t]! >= 0) this.lane[t] = floor.lanes.of(machine[t]!)[0];
      this.forEachNext(t, (next) => waits[next]!--);
    }
    for (const t of jobs.runningTasks) {
      if (this.live[jobs.order[t]!] === 0 || !floor.earliest(t, jobs.release[t]!)) continue;
      floor.placeRunning(t, jobs.model.now);
      settle(t, true);
    }
    const fits = (t: number) =>
      waits[t] === 0 &&
      this.readyThen[t]! <= start[t]! &&
      this.heldInTime(t) &&
      floor.again(t, start[t]!, end[t]!, machine[t]!);
    // Who shares a batch with a longer task finds his place once that has its own.
    let shorter: number[] = [];
    const settleShorter = () => {
      const found = shorter.filter((t) => fits(t));
      for (const t of found) settle(t, false);
      shorter = shorter.filter((t) => placed[t] === 0);
    };
    const force = (t: number) => {
      const mate = this.mateOf(t);
      if (mate >= 0) {
        floor.put(t, start[t]!, end[t]!, machine[t]!, this.lane[mate]!, 0, mate);
        return settle(t, true);
      }
      floor.force(t, start[t]!, machine[t]!, this.laneFor(machine[t]!, start[t]!));
      floor.put(t, start[t]!, end[t]!, floor.foundMachine, floor.foundLane, floor.foundSetup);
      settle(t, true);
    };
    for (const t of this.order) {
      if (placed[t] === 1) continue;
      if (shorter.length > 0 && start[shorter[0]!]! < start[t]!) for (const one of shorter.splice(0)) force(one);
      if (this.unfrozen.has(this.jobs.wholeOf(t)) && !fits(t) && !this.lastsAsItStood(t)) this.fresh[t] = SIZED;
      if (this.fresh[t] === SIZED) {
        this.asItStood(t);
        placed[t] = 1;
        this.forEachNext(t, (next) => waits[next]!--);
      } else if (jobs.frozenFrom[t]! === jobs.frozenFrom[t]!) {
        floor.putFrozen(t);
        settle(t, true);
      } else if (fits(t)) {
        settle(t, false);
        if (shorter.length > 0) settleShorter();
      } else if (machine[t]! >= 0 && jobs.model.shop.batchRoom[machine[t]!]! > 0) shorter.push(t);
      else force(t);
    }
    for (const t of shorter) force(t);
    this.numberBatches();
  }

  /** Of those that share a batch the one that it is set up for comes first. */
  private numberBatches(): void {
    const { floor, batch, rank } = this;
    if (!this.jobs.model.shop.anyBatch) return;
    for (const t of this.order) {
      if (!floor.sharesBatch(t) || !floor.opens(t)) continue;
      const all = floor.batchOf(t);
      for (const one of all) batch[one] = t;
      const first = all.reduce((a, b) => (rank[b]! < rank[a]! ? b : a));
      [rank[first], rank[t]] = [rank[t]!, rank[first]!];
    }
  }

  private lastsAsItStood(t: number): boolean {
    const { floor, start, machine } = this;
    floor.force(t, start[t]!, machine[t]!, this.laneFor(machine[t]!, start[t]!));
    return floor.foundEnd === this.end[t];
  }

  /** A task of another size takes the place that it had; of a batch the first. What it hands on, and when, is another matter. */
  private asItStood(t: number): void {
    const { floor, start, machine } = this;
    const lane = this.laneFor(machine[t]!, start[t]!);
    const takes = lane >= 0 && this.jobs.model.shop.batchRoom[machine[t]!]! > 0;
    const mate = this.mateOf(t);
    if (mate >= 0 && this.fresh[mate] === SIZED) {
      [this.lane[t], this.batch[t]] = [this.lane[mate]!, this.batch[mate]!];
      return;
    }
    floor.put(t, start[t]!, this.end[t]!, machine[t]!, lane, 0);
    this.settled(t);
    if (takes) this.batch[t] = t;
  }

  /** What stands last in the oven of a task, where that began with it; −1: nothing, or it is no oven. */
  private mateOf(t: number): number {
    const on = this.machine[t]!;
    if (on < 0 || this.jobs.model.shop.batchRoom[on] === 0) return -1;
    const last = this.last[this.floor.lanes.of(on)[0]]!;
    return last >= 0 && this.start[last] === this.start[t] ? last : -1;
  }

  private heldInTime(t: number): boolean {
    const { jobs, floor, start } = this;
    return jobs.held[t] === 0 || start[t]! <= floor.done(t - 1) + jobs.model.shop.steps.maxGap[jobs.step[t - 1]!]!;
  }

  /** The lane of a machine that is free then, or else the first that will be. */
  laneFor(machine: number, start: number): number {
    if (machine < 0) return -1;
    const [from, to] = this.floor.lanes.of(machine);
    let best = from;
    for (let lane = from; lane < to; lane++) {
      if (this.until[lane]! <= start) return lane;
      if (this.until[lane]! < this.until[best]!) best = lane;
    }
    return best;
  }

  private settled(t: number): void {
    const { floor, jobs } = this;
    this.start[t] = floor.start[t]!;
    this.end[t] = floor.end[t]!;
    this.mid[t] = floor.setupEnd(t);
    this.setup[t] = floor.setup[t]!;
    this.machine[t] = floor.machine[t]!;
    let lane = floor.laneOf(t);
    // A frozen step on a full machine has no lane of its own.
    if (lane < 0 && this.machine[t]! >= 0) lane = this.laneFor(this.machine[t]!, this.start[t]!);
    this.lane[t] = lane;
    if (lane < 0 || this.end[t] === this.start[t] || !floor.opens(t)) return;
    this.before[t] = this.last[lane]!;
    const holds = jobs.running[t] === 1 && this.stays[t] === 1 ? jobs.model.now : this.start[t]!;
    if (holds < this.until[lane]!) {
      this.stays[t] = 1;
      this.stays[this.last[lane]!] = 1;
    }
    if (this.end[t]! <= this.until[lane]!) return;
    this.until[lane] = this.end[t]!;
    this.last[lane] = t;
  }
}
