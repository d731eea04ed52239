/**
 * Machines on which all that stands there stands as on another floor of the same shop: what stood there too finds its place
 * free and takes the same time in it, so it need not be looked for. Where everything takes its turn, what stands on such a
 * machine needs none until something is put in its way: from there on the machine is awake.
 */
import type { Floor } from '../scheduling/floor.ts';
import type { Jobs } from '../scheduling/jobs.ts';

/** A floor on which everything of a plan stands. */
export class Base {
  readonly floor: Floor;
  /** 1: the time that work takes on a machine hangs on nothing that stands before it or elsewhere. */
  readonly plain: Uint8Array;

  constructor(jobs: Jobs, floor: Floor) {
    const { steps, batchRoom, machineIds } = jobs.model.shop;
    this.floor = floor;
    this.plain = new Uint8Array(machineIds.length).fill(1);
    for (let t = 0; t < jobs.tasks; t++) {
      const step = jobs.step[t]!;
      const block = jobs.held[t] === 1 || jobs.held[t + 1] === 1;
      const stays = jobs.running[t] === 1 || jobs.frozenFrom[t]! === jobs.frozenFrom[t]!;
      const tied = steps.family[step]! >= 0 || jobs.overlaps[t] === 1 || jobs.mayPart(t) || floor.asks(step);
      if (!block && !stays && !tied) continue;
      for (const place of floor.partsOf(t)) this.tie(floor.machine[place]!);
      for (let i = steps.choiceFrom[step]!; i < steps.choiceFrom[step + 1]!; i++) this.tie(steps.choice[i]!);
    }
    batchRoom.forEach((room, machine) => {
      if (room > 0) this.tie(machine);
    });
  }

  private tie(machine: number): void {
    if (machine >= 0) this.plain[machine] = 0;
  }
}

export class Undisturbed {
  private readonly floor: Floor;
  private readonly base: Floor;
  /** 1: all on it stands as it stood. */
  private readonly alike: Uint8Array;
  /** Until when all that does not stand on a machine by its turn is off it; −Infinity: it sleeps. */
  readonly awake: Float64Array;

  /** Fills `floor` with what stands on machines that sleep; on the machines `changed` work takes other hours than on the base. */
  constructor(floor: Floor, { floor: base, plain }: Base, changed: Iterable<number>) {
    this.floor = floor;
    this.base = base;
    this.alike = plain.slice();
    for (const machine of changed) this.alike[machine] = 0;
    this.awake = Float64Array.from(this.alike, (alike) => (alike === 1 ? -Infinity : Infinity));
    floor.takeOn(base, this.alike);
  }

  /** A task stands where it stood, and nothing but what it waits for can move it. */
  sleeps(t: number): boolean {
    if (t >= this.base.tasks || !(this.floor.end[t]! === this.floor.end[t]!)) return false;
    const machine = this.floor.machine[t]!;
    return machine < 0 || this.awake[machine] === -Infinity;
  }

  /** Puts a task where it stood on the base; false: it must be looked for. */
  put(t: number): boolean {
    const { base } = this;
    if (t >= base.tasks) return false;
    const machine = base.machine[t]!;
    if (machine < 0 || this.alike[machine] === 0) return false;
    this.floor.put(t, base.start[t]!, base.end[t]!, machine, base.laneOf(t), base.setup[t]!);
    return true;
  }

  /** A task was placed otherwise than by `put`. */
  placed(t: number): void {
    const { floor, base } = this;
    const same =
      t < base.tasks &&
      floor.start[t] === base.start[t] &&
      floor.end[t] === base.end[t] &&
      floor.machine[t] === base.machine[t] &&
      floor.laneOf(t) === base.laneOf(t);
    if (same) return;
    for (const place of floor.partsOf(t)) if (floor.machine[place]! >= 0) this.alike[floor.machine[place]!] = 0;
  }
}
