/**
 * The floor while a schedule is built: lanes of machines and profiles of crews and tools, and the search for the earliest
 * or the latest place of a task on them. Results of a search are left in `found*` (no objects in the loop).
 *
 * A step takes its machine from start to end, pauses and teardown included; its goods are there before the teardown. A machine with room for several steps has a lane
 * for each; set-ups are saved only on machines with one lane, where "the work before" is a clear thing.
 */
import type { WorkingTime } from '../calendar/working-time.ts';
import { Batches } from './batches.ts';
import type { Jobs } from './jobs.ts';
import { Lanes } from './lanes.ts';
import { Overlaps } from './overlap.ts';
import { endOf, Parts, startOf } from './parts.ts';
import { Phases } from './phases.ts';
import { Pools } from './pools.ts';
import { ELAPSED } from './steps.ts';

/** Where a task stood in a plan. */
export type Stood = Pick<Place, 'start' | 'end' | 'machine'>;

/** Where a task stands, or stood; `parts`: where those of a task that is split do. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly machine: number;
  readonly lane: number;
  readonly setup: number;
  readonly parts?: readonly Place[];
}

/** A task on a machine; one object serves every search. */
class Fit {
  times!: WorkingTime;
  /** People and tools, where the step asks for some. */
  pools: Pools | undefined = undefined;
  pausable = false;
  /** It may share a batch, of which it takes `load`. */
  batch = false;
  load = 0;
  phased = false;
  /** Its set-up hangs on the work before; `fixed`: on none. */
  family = false;
  fixed = NaN;
  /** Working seconds with that set-up, and with none where the work before may save it. */
  full = NaN;
  least = NaN;
}

export class Floor {
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly machine: Int32Array;
  /** Set-up seconds asked for by the work before, at speed 1. */
  readonly setup: Float64Array;
  /** Fractions from the first, so that V8 keeps them as such on every floor alike. */
  foundStart = NaN;
  foundEnd = NaN;
  foundSetup = NaN;
  foundMachine = -1;
  foundLane = -1;
  /** The opener of the batch that is joined; −1: a place of its own. */
  foundWith = -1;
  /** Where the parts of the task that is looked for would stand; undefined: in one part. */
  private foundParts: readonly Place[] | undefined;
  private blocker = -1;
  work = 0;
  private readonly jobs: Jobs;
  /** What machines are busy with. */
  readonly lanes: Lanes;
  private readonly pools: Pools;
  private readonly phases: Phases;
  private readonly batches: Batches;
  private readonly parts: Parts;
  private readonly lane: Int32Array;
  private readonly constrained: boolean;
  private readonly fit = new Fit();
  private readonly overlaps: Overlaps;
  /** The goods of the task that is looked for must not be done before: what must follow them soon cannot come earlier. */
  private doneFrom = -Infinity;

  constructor(jobs: Jobs) {
    this.jobs = jobs;
    const { shop, problem } = jobs.model;
    this.constrained = problem.rules.constrained;
    this.start = new Float64Array(jobs.places);
    this.end = new Float64Array(jobs.places);
    this.machine = new Int32Array(jobs.places);
    this.setup = new Float64Array(jobs.places);
    this.lane = new Int32Array(jobs.places);
    this.lanes = new Lanes(shop.machineCapacity);
    this.pools = new Pools(shop);
    this.phases = new Phases(shop);
    this.overlaps = new Overlaps(jobs, this);
    this.batches = new Batches(jobs);
    this.parts = new Parts(jobs, this);
  }

  get tasks(): number {
    return this.jobs.tasks;
  }

  clear(): void {
    this.lanes.clear();
    this.pools.clear();
    this.batches.clear();
    this.parts.clear();
    this.machine.fill(-1);
    this.lane.fill(-1);
    this.start.fill(NaN);
    this.end.fill(NaN);
    this.setup.fill(0);
  }

  /** Everything where it stands on a floor of the same shop; the tasks of that one come first here too. */
  take(other: Floor): void {
    this.clear();
    const { tasks } = other.jobs;
    const copy = (to: Float64Array | Int32Array, from: Float64Array | Int32Array): void => {
      to.set(from.subarray(0, tasks));
      to.set(from.subarray(tasks), this.jobs.tasks);
    };
    copy(this.machine, other.machine);
    copy(this.lane, other.lane);
    copy(this.start, other.start);
    copy(this.end, other.end);
    copy(this.setup, other.setup);
    this.lanes.take(other.lanes, tasks, this.jobs.tasks - tasks);
    this.pools.copyOf(other.pools);
    this.batches.take(other.batches);
    this.parts.take(other.parts);
  }

  /** As `take`, for what stands on some machines (1), and on none; nobody attends it. All else is off. */
  takeOn(other: Floor, machines: Uint8Array): void {
    this.clear();
    const { tasks } = other.jobs;
    for (let t = 0; t < tasks; t++) {
      const machine = other.machine[t]!;
      if (machine >= 0 && machines[machine] === 0) continue;
      this.machine[t] = machine;
      this.lane[t] = other.lane[t]!;
      this.start[t] = other.start[t]!;
      this.end[t] = other.end[t]!;
      this.setup[t] = other.setup[t]!;
    }
    this.lanes.take(other.lanes, tasks, this.jobs.tasks - tasks, machines);
  }

  /** Tasks that begin on a machine within [from, to), the last first. */
  beginOn(machine: number, from: number, to: number): number[] {
    return this.lanes.beginOn(machine, from, to).map((t) => this.jobs.wholeOf(t));
  }

  /** Finds the place where `task` ends first, starting at `release` or later; false where it would run past the horizon. */
  earliest(task: number, release: number, doneFrom = -Infinity): boolean {
    const { jobs } = this;
    this.doneFrom = doneFrom;
    const { shop } = jobs.model;
    const { steps } = shop;
    const step = jobs.step[task]!;
    this.foundEnd = Infinity;
    this.foundMachine = -1;
    this.foundLane = -1;
    if (steps.kind[step] === ELAPSED) {
      const start = Math.max(release, doneFrom - steps.elapsed[step]!);
      return this.keep(start, start + steps.elapsed[step]!, -1, -1, 0) && this.foundEnd <= shop.to;
    }
    if (!this.constrained) return this.earliestAnywhere(task, step, release);
    if (jobs.mayPart(task)) return this.earliestOfParts(task, release);
    return this.earliestAlone(task, step, release);
  }

  private earliestAlone(task: number, step: number, release: number): boolean {
    const { jobs } = this;
    const { steps } = jobs.model.shop;
    const pinned = jobs.pinned[task]!;
    if (pinned >= 0) this.earliestOn(task, step, pinned, release);
    else {
      const to = steps.choiceFrom[step + 1]!;
      for (let i = steps.choiceFrom[step]!; i < to; i++) this.earliestOn(task, step, steps.choice[i]!, release);
    }
    return this.foundEnd < Infinity;
  }

  /** As `earliest`, on one lane of a machine, as if nothing were there that begins at `until` or later. */
  earliestInLane(
    task: number,
    machine: number,
    lane: number,
    release: number,
    doneFrom = -Infinity,
    until = Infinity,
  ): boolean {
    const on = this.lanes.all[lane]!;
    const { count } = on;
    if (until < Infinity) on.count = on.firstStartingFrom(until);
    this.doneFrom = doneFrom;
    this.foundEnd = Infinity;
    this.foundMachine = -1;
    this.earliestOn(task, this.jobs.step[task]!, machine, release, lane, lane + 1);
    on.count = count;
    return this.foundEnd < Infinity;
  }

  /** As `earliest`, on one machine. */
  earliestOnMachine(task: number, machine: number, release: number): boolean {
    this.doneFrom = -Infinity;
    this.foundEnd = Infinity;
    this.foundMachine = -1;
    this.earliestOn(task, this.jobs.step[task]!, machine, release);
    return this.foundEnd < Infinity;
  }

  /** As `latest`, on one machine. */
  latestOnMachine(task: number, machine: number, limit: number, notBefore: number): boolean {
    this.foundStart = -Infinity;
    this.foundMachine = -1;
    this.latestOn(task, this.jobs.step[task]!, machine, limit, notBefore);
    return this.foundStart > -Infinity;
  }

  /** Finds where a task ends that begins exactly then, whatever is in its way; past the horizon it is counted without calendar. */
  force(task: number, start: number, machine: number, lane: number): void {
    const { jobs } = this;
    const { shop } = jobs.model;
    const { steps } = shop;
    const step = jobs.step[task]!;
    if (steps.kind[step] === ELAPSED) {
      this.keep(start, start + steps.elapsed[step]!, -1, -1, 0);
      return;
    }
    if (machine < 0) {
      const setup = jobs.setupDone[task] === 1 ? 0 : steps.setup[step]!;
      const work = steps.heldAt(step, jobs.qty[task]!, setup, 1, 1);
      this.keep(start, within(start, work, this.centreTimes(step).add(start, work)), -1, -1, setup);
      return;
    }
    const on = this.lanes.all[lane]!;
    const at = on.firstStartingFrom(start);
    const setup = this.setupOf(task, step, machine, at > 0 ? on.task[at - 1]! : -1);
    const work = this.duration(task, step, machine, setup);
    this.keep(start, within(start, work, shop.workedFrom(step, machine, start, setup, work)), machine, lane, setup);
  }

  /** In parts, where they end sooner than the whole. */
  private earliestOfParts(task: number, release: number): boolean {
    const places = this.parts.find(task, (part) => this.earliest(part, release));
    this.foundEnd = Infinity;
    this.foundMachine = -1;
    const whole = this.earliestAlone(task, this.jobs.step[task]!, release);
    if (this.jobs.inParts.has(task)) return places !== undefined && this.keepParts(places);
    if (!places || (whole && this.foundEnd <= endOf(places))) return whole;
    return this.keepParts(places);
  }

  private latestOfParts(task: number, limit: number, notBefore: number): boolean {
    const places = this.parts.find(task, (part) => this.latest(part, limit, notBefore));
    this.foundStart = -Infinity;
    return places !== undefined && this.keepParts(places);
  }

  private keepParts(places: readonly Place[]): boolean {
    const { machine, setup } = places[0]!;
    this.keep(startOf(places), endOf(places), machine, -1, setup);
    this.foundParts = places;
    return true;
  }

  /** Finds the place with the latest start whose goods are done by `limit`, and that starts no earlier than `notBefore`. */
  latest(task: number, limit: number, notBefore: number): boolean {
    const { jobs } = this;
    const { shop } = jobs.model;
    const { steps } = shop;
    const step = jobs.step[task]!;
    this.foundStart = -Infinity;
    this.foundMachine = -1;
    this.foundLane = -1;
    if (steps.kind[step] === ELAPSED) {
      const start = limit - steps.elapsed[step]!;
      if (start < notBefore) return false;
      return this.keep(start, limit, -1, -1, 0);
    }
    if (!this.constrained) return this.latestAnywhere(task, step, limit, notBefore);
    if (this.parts.has(task)) return this.latestOfParts(task, limit, notBefore);
    const pinned = jobs.pinned[task]!;
    if (pinned >= 0) this.latestOn(task, step, pinned, limit, notBefore);
    else {
      const to = steps.choiceFrom[step + 1]!;
      for (let i = steps.choiceFrom[step]!; i < to; i++) this.latestOn(task, step, steps.choice[i]!, limit, notBefore);
    }
    return this.foundStart > -Infinity;
  }

  /** Places a task where the last search found room. */
  place(task: number): void {
    const { foundStart, foundEnd, foundMachine, foundLane, foundSetup, foundWith, foundParts } = this;
    if (foundParts) {
      this.putParts(task, foundParts);
      return;
    }
    this.put(task, foundStart, foundEnd, foundMachine, foundLane, foundSetup, foundWith);
  }

  /** A running step keeps its machine, crew and tools from `now` on, also while the shift has not begun. */
  placeRunning(task: number, now: number): void {
    this.place(task);
    const step = this.jobs.step[task]!;
    if (this.foundWith >= 0) this.pools.takeTools(step, now, this.start[task]!, 1);
    else if (this.constrained) this.pools.take(step, now, now, this.start[task]!, 1);
    const index = this.lane[task]!;
    if (this.foundWith >= 0 || index < 0 || this.start[task]! <= now || this.end[task]! <= this.start[task]!) return;
    const lane = this.lanes.all[index]!;
    lane.start[lane.firstStartingFrom(this.start[task]!)] = now;
  }

  /** When the goods of a task that stands are done: at its end, or before the teardown. */
  done(task: number): number {
    const { jobs } = this;
    const { shop } = jobs.model;
    const step = jobs.step[task]!;
    if (this.parts.has(task)) return this.parts.all(task).reduce((last, part) => Math.max(last, this.done(part)), 0);
    if (shop.steps.teardown[step] === 0 || jobs.frozenFrom[task]! === jobs.frozenFrom[task]!) return this.end[task]!;
    return this.runUntil(task, jobs.qty[task]!);
  }

  /** When so many of a task that stands have been run. */
  runUntil(task: number, quantity: number): number {
    const { shop } = this.jobs.model;
    const [step, machine, start, setup] = [
      this.jobs.step[task]!,
      this.machine[task]!,
      this.start[task]!,
      this.setup[task]!,
    ];
    const work = shop.steps.workAt(step, quantity, setup, ...this.speedOf(machine));
    return machine < 0 ? this.centreTimes(step).add(start, work) : shop.workedFrom(step, machine, start, setup, work);
  }

  /** When the task after it may begin, as far as this one is concerned and its gap aside: with the first transfer batch, or all. */
  handsOn(task: number): number {
    return this.jobs.overlaps[task + 1] === 1 ? this.overlaps.firstLot(task) : this.done(task);
  }

  /** False for a task that stands and would run out of pieces, as the one before it stands now. */
  fed(task: number): boolean {
    return this.jobs.overlaps[task] === 0 || this.overlaps.fed(task);
  }

  /** When a step is run on a machine; −1: without regard to machines, when its work centre works. */
  runTimes(step: number, machine: number): WorkingTime {
    const { shop } = this.jobs.model;
    return machine < 0 ? this.centreTimes(step) : shop.timesOf(machine, shop.steps.runBy[step]!);
  }

  /** Working seconds of `runTimes` that lie before the run of a task that stands, rounded down. */
  runBegins(task: number): number {
    const [step, machine] = [this.jobs.step[task]!, this.machine[task]!];
    const times = this.runTimes(step, machine);
    if (machine >= 0 && this.jobs.model.shop.steps.phased[step]) return times.workBefore(this.setupEnd(task));
    return times.workBefore(this.start[task]!) + this.scaledDown(machine, this.setup[task]!);
  }

  speedOf(machine: number): readonly [num: number, den: number] {
    const { machineSpeedNum, machineSpeedDen } = this.jobs.model.shop;
    return machine < 0 ? [1, 1] : [machineSpeedNum[machine]!, machineSpeedDen[machine]!];
  }

  /** When the set-up of a task that stands is over, where set-up and run are attended differently; else its end. */
  setupEnd(task: number): number {
    const { shop } = this.jobs.model;
    const [step, machine] = [this.jobs.step[task]!, this.machine[task]!];
    if (!shop.steps.phased[step] || machine < 0) return this.end[task]!;
    return shop.setupEnd(step, machine, this.start[task]!, this.end[task]!, this.setup[task]!);
  }

  /** A step holds people or tools beside its machine. */
  asks(step: number): boolean {
    return this.constrained && this.pools.asked(step);
  }

  /** What a step holds beside its machine is there for it, its set-up being over at `mid`. */
  attended(step: number, from: number, mid: number, to: number): boolean {
    return !this.asks(step) || this.pools.free(step, from, mid, to);
  }

  /** What a step holds beside its machine is taken by others over some of its time; without who it is. */
  crowded(task: number): 'people' | 'tools' | undefined {
    if (!this.constrained) return undefined;
    const step = this.jobs.step[task]!;
    return this.pools.over(step, this.start[task]!, this.setupEnd(task), this.end[task]!);
  }

  laneOf(task: number): number {
    return this.lane[task]!;
  }

  /** Where a task stands, or stood last. */
  placeOf(task: number): Place {
    const [start, end, machine] = [this.start[task]!, this.end[task]!, this.machine[task]!];
    const place = { start, end, machine, lane: this.lane[task]!, setup: this.setup[task]! };
    return this.parts.has(task) ? { ...place, parts: this.parts.all(task).map((part) => this.placeOf(part)) } : place;
  }

  /** Puts a task back where it stood. */
  putAt(task: number, { start, end, machine, lane, setup, parts }: Place): void {
    if (parts) this.putParts(task, parts);
    else this.put(task, start, end, machine, lane, setup);
  }

  /** What a task stands in: itself, or its parts. */
  partsOf(task: number): readonly number[] {
    return this.parts.of(task);
  }

  /** A task whose parts were put one by one: it stands from the first to the end of the last of those that have a place. */
  gather(task: number): void {
    const places = this.parts
      .all(task)
      .flatMap((part) => (this.start[part]! === this.start[part]! ? [this.placeOf(part)] : []));
    this.standIn(task, places);
    this.parts.set(task, true);
  }

  private putParts(task: number, places: readonly Place[]): void {
    this.standIn(task, places);
    this.parts.put(task, places);
  }

  private standIn(task: number, places: readonly Place[]): void {
    this.start[task] = startOf(places);
    this.end[task] = endOf(places);
    this.machine[task] = places[0]!.machine;
    this.lane[task] = -1;
    this.setup[task] = places[0]!.setup;
  }

  /** On a place of its own, or with the opener of a batch. */
  put(task: number, start: number, end: number, machine: number, lane: number, setup: number, batch = -1): void {
    this.start[task] = start;
    this.end[task] = end;
    this.machine[task] = machine;
    this.lane[task] = lane;
    this.setup[task] = setup;
    this.parts.set(task, false);
    if (batch >= 0) {
      this.batches.join(task, batch, machine);
      this.pools.takeTools(this.jobs.step[task]!, start, end, 1);
      return;
    }
    if (lane >= 0 && end > start) this.lanes.all[lane]!.insert(start, end, task);
    if (machine >= 0) this.batches.open(task, machine);
    this.hold(task, 1);
  }

  /** A task would share the batch of another on a machine, were it there in time. */
  admits(task: number, opener: number, machine: number): boolean {
    const { batches } = this;
    if (!batches.opens(opener) || !batches.mayShare(task, machine)) return false;
    return batches.hasRoom(opener, batches.load(task, machine)) && batches.admits(task, opener);
  }

  /** A task with those that share its batch. */
  batchOf(task: number): readonly number[] {
    return this.batches.of(task);
  }

  sharesBatch(task: number): boolean {
    return this.batches.shared(task);
  }

  /** It shares no batch, or it is the one that the batch is set up for. */
  opens(task: number): boolean {
    return this.batches.opens(task);
  }

  /** Places a frozen task exactly where it is; a full machine still takes it, on its first lane that is free or else none. */
  putFrozen(task: number): void {
    const { jobs } = this;
    if (jobs.inParts.has(task)) {
      for (const part of this.parts.all(task)) this.putFrozen(part);
      this.gather(task);
      return;
    }
    const start = jobs.frozenFrom[task]!;
    const end = jobs.frozenTo[task]!;
    const { steps } = jobs.model.shop;
    const step = jobs.step[task]!;
    if (steps.kind[step] === ELAPSED || !this.constrained) {
      this.put(task, start, end, -1, -1, 0);
      return;
    }
    const machine = jobs.pinned[task]! >= 0 ? jobs.pinned[task]! : steps.choice[steps.choiceFrom[step]!]!;
    let free = -1;
    for (let lane = this.lanes.from[machine]!; lane < this.lanes.from[machine + 1]! && free < 0; lane++) {
      const at = this.lanes.all[lane]!.firstEndingAfter(start);
      if (at === this.lanes.all[lane]!.count || this.lanes.all[lane]!.start[at]! >= end) free = lane;
    }
    // A batch is set up once, on the lane of the first of it.
    const mate = free < 0 && jobs.model.shop.batchRoom[machine]! > 0;
    const setup = jobs.setupDone[task] || mate ? 0 : jobs.frozenSetup[task]!;
    this.put(task, start, end, machine, free, setup);
  }

  /**
   * Puts a task where it was, if it may still be there: on a place of the machine and with people and tools that are free, with
   * exactly the time that it takes after the work before it. False: it is not put anywhere.
   */
  again(task: number, start: number, end: number, machine: number, parts?: readonly Stood[]): boolean {
    this.doneFrom = -Infinity;
    const { jobs } = this;
    const { shop } = jobs.model;
    const step = jobs.step[task]!;
    if (parts) return this.partsAgain(task, parts);
    if (shop.steps.kind[step] === ELAPSED) {
      if (end - start !== shop.steps.elapsed[step]!) return false;
      this.put(task, start, end, -1, -1, 0);
      return true;
    }
    if (machine < 0)
      return !this.constrained && this.earliestAnywhere(task, step, start) && this.putAgain(task, start, end);
    if (!this.constrained || !this.mayRunOn(task, step, machine)) return false;
    this.foundEnd = end + 1;
    this.foundMachine = -1;
    this.earliestOn(task, step, machine, start);
    return this.foundMachine >= 0 && this.putAgain(task, start, end);
  }

  /** A hand may have put it on a machine that cannot do it, and a routing may have lost one since. */
  private mayRunOn(task: number, step: number, machine: number): boolean {
    const { choice, choiceFrom } = this.jobs.model.shop.steps;
    const own = choice.slice(choiceFrom[step], choiceFrom[step + 1]);
    return this.jobs.pinned[task] === machine || own.includes(machine);
  }

  private partsAgain(task: number, stood: readonly Stood[]): boolean {
    if (!this.jobs.mayPart(task) || this.jobs.partCount[task] !== stood.length) return false;
    const all = this.parts.all(task);
    const inOrder = all.map((part, i) => [part, stood[i]!] as const).sort(([, a], [, b]) => a.start - b.start);
    const placed: number[] = [];
    for (const [part, { start, end, machine }] of inOrder) {
      if (!this.again(part, start, end, machine)) break;
      placed.push(part);
    }
    const places = all.map((part) => this.placeOf(part));
    for (const part of placed.reverse()) this.lift(part);
    if (placed.length < all.length) return false;
    this.putParts(task, places);
    return true;
  }

  private putAgain(task: number, start: number, end: number): boolean {
    if (this.foundStart !== start || this.foundEnd !== end) return false;
    this.place(task);
    return true;
  }

  /** With people, or tools, enough, a task that stands could start between `release` and its start. */
  waitsFor(what: 'people' | 'tools', task: number, release: number): boolean {
    this.pools.aside = what;
    const found = this.earliest(task, release) && this.foundStart < this.start[task]!;
    this.pools.aside = undefined;
    return found;
  }

  /** The task that the machine has next after this one; −1 where there is none. */
  after(task: number): number {
    if (this.parts.has(task)) return this.blocker;
    const index = this.lane[task]!;
    if (index < 0) return -1;
    const lane = this.lanes.all[index]!;
    const at = lane.firstStartingFrom(this.start[task]!) + 1;
    return at < lane.count ? this.jobs.wholeOf(lane.task[at]!) : -1;
  }

  /** Takes a task off the floor, unless the work after it counted on its set-up; of a shared batch all tasks, or none. */
  remove(task: number, withBatch = false): boolean {
    if (this.batches.shared(task) && !withBatch) return false;
    if (this.parts.has(task)) {
      this.blocker = this.parts.remove(task);
      return this.blocker < 0;
    }
    const index = this.lane[task]!;
    if (index >= 0 && this.end[task]! > this.start[task]!) {
      const lane = this.lanes.all[index]!;
      const at = lane.firstStartingFrom(this.start[task]!);
      const before = at > 0 ? lane.task[at - 1]! : -1;
      if (at + 1 < lane.count && !this.setupHolds(lane.task[at + 1]!, this.machine[task]!, before)) return false;
    }
    this.lift(task);
    return true;
  }

  /** Takes off a task that was placed last of all. */
  vacate(task: number): void {
    this.lift(task);
    this.end[task] = NaN;
  }

  /** Takes a task, and what shares its batch, off the floor whatever comes after it: for what is put back as it was. */
  lift(task: number): void {
    if (this.parts.has(task)) {
      for (const part of this.parts.all(task)) this.lift(part);
      return;
    }
    const index = this.lane[task]!;
    if (index >= 0 && this.end[task]! > this.start[task]!) {
      const lane = this.lanes.all[index]!;
      const at = lane.firstStartingFrom(this.start[task]!);
      const shared = this.batches.shared(task) ? this.batches.of(task) : undefined;
      if (shared) this.release(shared);
      lane.removeAt(at);
      if (shared) return;
    }
    this.hold(task, -1);
  }

  /** Tasks that a machine is busy with within [from, to), until `visit` has enough. */
  between(machine: number, from: number, to: number, visit: (task: number) => boolean): void {
    for (let index = this.lanes.from[machine]!; index < this.lanes.from[machine + 1]!; index++) {
      const lane = this.lanes.all[index]!;
      for (let i = lane.firstEndingAfter(from); i < lane.count && lane.start[i]! < to; i++) {
        this.work++;
        if (!visit(this.jobs.wholeOf(lane.task[i]!))) return;
      }
    }
  }

  /** Gives back what a batch holds beside its machine; its tasks are each alone again. */
  private release(batch: readonly number[]): void {
    for (const one of batch) {
      if (this.opens(one)) this.hold(one, -1);
      else this.pools.takeTools(this.jobs.step[one]!, this.start[one]!, this.end[one]!, -1);
    }
    this.batches.dissolve(batch);
  }

  /** Takes a task off that was the last to be placed where it is: alone, or from the batch that it joined. */
  leave(task: number): void {
    if (this.opens(task)) this.remove(task);
    else {
      this.pools.takeTools(this.jobs.step[task]!, this.start[task]!, this.end[task]!, -1);
      this.batches.leave(task, this.machine[task]!);
    }
  }

  /** Working seconds that a task takes on its machine, set-up included. */
  private duration(task: number, step: number, machine: number, setup: number): number {
    const { shop } = this.jobs.model;
    return shop.steps.heldAt(
      step,
      this.jobs.qty[task]!,
      setup,
      shop.machineSpeedNum[machine]!,
      shop.machineSpeedDen[machine]!,
    );
  }

  hold(task: number, sign: 1 | -1): void {
    const step = this.jobs.step[task]!;
    if (!this.constrained || !this.pools.asked(step)) return;
    this.pools.take(step, this.start[task]!, this.setupEnd(task), this.end[task]!, sign);
  }

  private keep(start: number, end: number, machine: number, lane: number, setup: number): boolean {
    this.foundStart = start;
    this.foundEnd = end;
    this.foundMachine = machine;
    this.foundLane = lane;
    this.foundSetup = setup;
    this.foundWith = -1;
    this.foundParts = undefined;
    return true;
  }

  /** Set-up of `task` on `machine` after `before` (−1: nothing yet). */
  private setupOf(task: number, step: number, machine: number, before: number): number {
    const { jobs } = this;
    const { shop } = jobs.model;
    if (jobs.setupDone[task] === 1) return 0;
    if (shop.steps.family[step]! < 0 || shop.machineCapacity[machine]! > 1) return shop.steps.setup[step]!;
    return shop.setupAfter(
      step,
      shop.machineCentre[machine]!,
      before < 0 ? -1 : shop.steps.family[jobs.step[before]!]!,
    );
  }

  /** True if `next`, and what shares its batch, keeps the set-up it was planned with when `before` goes before it. */
  private setupHolds(next: number, machine: number, before: number): boolean {
    const { jobs } = this;
    const step = jobs.step[next]!;
    if (jobs.model.shop.steps.family[step]! < 0 || jobs.frozenFrom[next]! === jobs.frozenFrom[next]!) return true;
    if (!this.batches.shared(next)) return this.setupOf(next, step, machine, before) === this.setup[next]!;
    return this.batches.of(next).every((t) => this.setupOf(t, jobs.step[t]!, machine, before) === this.setup[t]!);
  }

  /** Keeps the batch at `i` of a lane as the place of `task`, if it may join it without making it longer. */
  private joins(task: number, step: number, index: number, i: number): boolean {
    const { jobs } = this;
    const { shop } = jobs.model;
    const lane = this.lanes.all[index]!;
    const opener = lane.task[i]!;
    const machine = this.machine[opener]!;
    const [from, to] = [this.start[opener]!, this.end[opener]!];
    if (!this.batches.admits(task, opener)) return false;
    const setup = this.setupOf(task, step, machine, i > 0 ? lane.task[i - 1]! : -1);
    const work = shop.timesOf(machine, shop.steps.crew[step]!).workBetween(from, to);
    if (this.duration(task, step, machine, setup) > work) return false;
    if (!shop.steps.pausable[step]! && work < to - from) return false;
    if (this.pools.toolsBusyUntil(step, from, to) > -Infinity) return false;
    this.keep(from, to, machine, index, setup);
    this.foundWith = opener;
    return true;
  }

  /** What the search for a place of a task on a machine begins with, from either end. */
  private fitOf(task: number, step: number, machine: number): Fit {
    const { fit, batches } = this;
    const { shop } = this.jobs.model;
    const { steps } = shop;
    fit.times = shop.timesOf(machine, steps.crew[step]!);
    fit.pools = this.pools.asked(step) ? this.pools : undefined;
    fit.pausable = steps.pausable[step]!;
    fit.batch = batches.mayShare(task, machine);
    fit.load = fit.batch ? batches.load(task, machine) : 0;
    fit.phased = steps.phased[step]!;
    fit.family = steps.family[step]! >= 0;
    fit.fixed = this.setupOf(task, step, machine, -1);
    fit.full = this.duration(task, step, machine, fit.fixed);
    fit.least = fit.family ? this.duration(task, step, machine, 0) : fit.full;
    return fit;
  }

  private earliestOn(
    task: number,
    step: number,
    machine: number,
    release: number,
    fromLane = this.lanes.from[machine]!,
    toLane = this.lanes.from[machine + 1]!,
  ): void {
    const { times, pools, pausable, batch, load, phased, family, fixed, full, least } = this.fitOf(task, step, machine);
    const { phases } = this;
    const runFrom = this.runFrom(task, machine);
    for (let index = fromLane; index < toLane; index++) {
      const lane = this.lanes.all[index]!;
      const { start, end, task: tasks } = lane;
      let at = release;
      for (let i = lane.firstEndingAfter(release); ; ) {
        this.work++;
        const limit = i < lane.count ? start[i]! : Infinity;
        // A batch that ends no later is joined rather than another opened.
        if (at + least >= this.foundEnd && !(batch && at + least === this.foundEnd)) break;
        if (limit - at >= least) {
          const before = i > 0 ? tasks[i - 1]! : -1;
          const setup = family ? this.setupOf(task, step, machine, before) : fixed;
          const work = family ? this.duration(task, step, machine, setup) : full;
          if (runFrom > -Infinity && !phased) at = this.notBefore(times, at, runFrom, machine, setup);
          const place = phased && phases.of(step, machine, setup, work).forward(at);
          if (runFrom > -Infinity && place && !phases.runsFrom(runFrom)) {
            at = phases.startWithRunAt(runFrom);
            if (at === Infinity) break;
            continue;
          }
          const from = phased ? phases.from : pausable ? times.nextOpen(at) : times.addWithin(at, work);
          const to = phased ? (place ? phases.to : Infinity) : pausable ? times.add(from, work) : from + work;
          // Where nobody makes a set-up any more, one that the work before saves may still do.
          if (to === Infinity && !(phased && family)) break;
          if (to <= limit && to < Infinity && (i >= lane.count || this.setupHolds(tasks[i]!, machine, task))) {
            let wait = pools ? pools.busyUntil(step, from, phases.mid, to) : -Infinity;
            if (phased) wait = Math.max(wait, this.runWait());
            if (wait === -Infinity) {
              if (to < this.foundEnd) this.keep(from, to, machine, index, setup);
              break;
            }
            if (wait === Infinity) break;
            at = wait;
            continue;
          }
        }
        if (i >= lane.count) break;
        const near = batch && start[i]! >= release && end[i]! <= this.foundEnd && this.batches.hasRoom(tasks[i]!, load);
        if (near && this.joins(task, step, index, i)) break;
        if (end[i]! > at) at = end[i]!;
        i++;
      }
    }
  }

  private latestOn(task: number, step: number, machine: number, done: number, notBefore: number): void {
    const { times, pools, pausable, batch, load, phased, family, fixed, full, least } = this.fitOf(task, step, machine);
    const { phases } = this;
    const limit = this.endBy(task, step, machine, done);
    const runFrom = this.jobs.overlaps[task] === 1 ? this.overlaps.runFrom(task, machine) : -Infinity;
    for (let index = this.lanes.from[machine]!; index < this.lanes.from[machine + 1]!; index++) {
      const lane = this.lanes.all[index]!;
      const { start, end, task: tasks } = lane;
      let at = limit;
      for (let i = lane.firstStartingFrom(limit) - 1; ; ) {
        this.work++;
        const floor = Math.max(i >= 0 ? end[i]! : -Infinity, notBefore);
        if (at - least <= this.foundStart || at < notBefore) break;
        if (at - floor >= least) {
          const setup = family ? this.setupOf(task, step, machine, i >= 0 ? tasks[i]! : -1) : fixed;
          const work = family ? this.duration(task, step, machine, setup) : full;
          const place = phased && phases.of(step, machine, setup, work).backward(at, floor);
          const from = phased
            ? place
              ? phases.from
              : -Infinity
            : pausable
              ? times.subtract(at, work)
              : times.subtractWithin(at, work, floor);
          if (from === -Infinity && pausable && !phased) break;
          if (runFrom > -Infinity && from > -Infinity && this.tooEarly(times, from, runFrom, machine, setup, phased))
            break;
          if (from >= floor && (i + 1 >= lane.count || this.setupHolds(tasks[i + 1]!, machine, task))) {
            const to = phased ? phases.to : pausable ? times.lastClose(at) : from + work;
            let wait = pools ? pools.busyFrom(step, from, phases.mid, to) : Infinity;
            if (phased) wait = Math.min(wait, this.setupWait());
            if (wait === Infinity) {
              const end = pausable && !phased ? times.add(from, work) : to;
              if (from > this.foundStart) this.keep(from, end, machine, index, setup);
              break;
            }
            if (wait === -Infinity) break;
            at = wait;
            continue;
          }
        }
        if (i < 0 || end[i]! <= notBefore) break;
        const near = batch && start[i]! >= notBefore && end[i]! <= limit && start[i]! > this.foundStart;
        if (near && this.batches.hasRoom(tasks[i]!, load) && this.joins(task, step, index, i)) break;
        if (start[i]! < at) at = start[i]!;
        i--;
      }
    }
  }

  /** The latest end of a task on a machine whose goods are done by `done`, and go on in time to what overlaps it. */
  private endBy(task: number, step: number, machine: number, done: number): number {
    const { jobs } = this;
    const limit = jobs.model.shop.steps.teardown[step] === 0 ? done : this.endOfTeardown(step, machine, done);
    return jobs.overlaps[task + 1] === 1 ? Math.min(limit, this.overlaps.endBy(task, machine)) : limit;
  }

  /** The position of the calendar before which a task may not begin its run: for the pieces it needs, and to be done late enough. */
  private runFrom(task: number, machine: number): number {
    const { jobs } = this;
    const fed = jobs.overlaps[task] === 1 ? this.overlaps.runFrom(task, machine) : -Infinity;
    if (this.doneFrom === -Infinity) return fed;
    const step = jobs.step[task]!;
    const times = this.runTimes(step, machine);
    const passed = times.workBefore(this.doneFrom);
    const reached = passed > 0 && times.add(times.opens[0]!, passed) >= this.doneFrom;
    const run = jobs.model.shop.steps.workAt(step, jobs.qty[task]!, 0, ...this.speedOf(machine));
    return Math.max(fed, passed + (reached ? 0 : 1) - run);
  }

  /** From when on a task may begin so that its run, after the set-up, begins at a position of the calendar or later. */
  private notBefore(times: WorkingTime, at: number, runFrom: number, machine: number, setup: number): number {
    const missing = runFrom - this.scaledDown(machine, setup) - times.workBefore(at);
    return missing <= 0 ? at : times.add(at, missing);
  }

  /** A place just found begins its run before a position of the calendar. */
  private tooEarly(
    times: WorkingTime,
    from: number,
    runFrom: number,
    machine: number,
    setup: number,
    phased: boolean,
  ): boolean {
    return phased ? !this.phases.runsFrom(runFrom) : this.notBefore(times, from, runFrom, machine, setup) > from;
  }

  private scaledDown(machine: number, setup: number): number {
    const [num, den] = this.speedOf(machine);
    return Math.floor((setup * den) / num);
  }

  /** The latest end of a step on a machine whose goods are done at `done`. */
  private endOfTeardown(step: number, machine: number, done: number): number {
    const { steps } = this.jobs.model.shop;
    const teardown = this.scaledDown(machine, steps.teardown[step]!);
    return steps.pausable[step]! ? this.runTimes(step, machine).add(done, teardown) : done + teardown;
  }

  /** Until when the place in `phases` waits for who attends its run, as an earliest start. */
  private runWait(): number {
    const { phases } = this;
    return phases.startWithRunFrom(this.pools.runBusyUntil(phases.step, phases.mid, phases.to));
  }

  /** From when on the place in `phases` is in the way of who sets it up, as a latest end. */
  private setupWait(): number {
    const { phases } = this;
    return phases.endWithSetupBy(this.pools.setupBusyFrom(phases.step, phases.from, phases.mid));
  }

  private earliestAnywhere(task: number, step: number, release: number): boolean {
    const { shop } = this.jobs.model;
    const times = this.centreTimes(step);
    const setup = this.jobs.setupDone[task] === 1 ? 0 : shop.steps.setup[step]!;
    const work = shop.steps.heldAt(step, this.jobs.qty[task]!, setup, 1, 1);
    const runFrom = this.runFrom(task, -1);
    const at = runFrom > -Infinity ? this.notBefore(times, release, runFrom, -1, setup) : release;
    const from = shop.steps.pausable[step]! ? times.nextOpen(at) : times.addWithin(at, work);
    const to = shop.steps.pausable[step]! ? times.add(from, work) : from + work;
    return to < Infinity && this.keep(from, to, -1, -1, setup);
  }

  private latestAnywhere(task: number, step: number, done: number, notBefore: number): boolean {
    const { shop } = this.jobs.model;
    const times = this.centreTimes(step);
    const setup = this.jobs.setupDone[task] === 1 ? 0 : shop.steps.setup[step]!;
    const work = shop.steps.heldAt(step, this.jobs.qty[task]!, setup, 1, 1);
    const limit = this.endBy(task, step, -1, done);
    const runFrom = this.jobs.overlaps[task] === 1 ? this.overlaps.runFrom(task, -1) : -Infinity;
    const from = shop.steps.pausable[step]!
      ? times.subtract(limit, work)
      : times.subtractWithin(limit, work, notBefore);
    return (
      from >= notBefore &&
      !(runFrom > -Infinity && this.tooEarly(times, from, runFrom, -1, setup, false)) &&
      this.keep(from, shop.steps.pausable[step]! ? times.add(from, work) : from + work, -1, -1, setup)
    );
  }

  private centreTimes(step: number): WorkingTime {
    const { shop } = this.jobs.model;
    return shop.times[shop.steps.calendar[step]!]!;
  }
}

const within = (start: number, work: number, end: number): number => (end < Infinity ? end : start + work);
