/** A plan as it stood before anything was put by hand: what a slide that looks only at some of it begins from, again and again. */
import { setupOn } from '../../scheduling/aims.ts';
import type { Built } from '../../scheduling/construct.ts';
import { Floor } from '../../scheduling/floor.ts';
import type { Lineup } from './lineup.ts';
import type { Slid } from './slide.ts';

export class Stood {
  readonly floor: Floor;
  readonly ready: Float64Array;
  private readonly lineup: Lineup;
  private readonly built: Built;
  private readonly setup: number;
  /** What is fixed on each lane. */
  readonly fixed: readonly (readonly number[])[];
  /** The goods of a task must not be done before. */
  readonly doneFrom: ReadonlyMap<number, number>;
  /** Until when what runs has each lane, and what that is. */
  readonly until: Float64Array;
  readonly last: Int32Array;
  /** Who stands on each lane, in turn. */
  readonly turns: readonly number[][];
  /** The place of each in its turn. */
  readonly turnAt: Int32Array;
  /** 1: something on the lane takes no time. */
  readonly odd: Uint8Array;
  /** What each task waits for: needs[needsFrom[t]] … */
  private readonly needsFrom: Int32Array;
  private readonly needs: Int32Array;

  constructor(
    lineup: Lineup,
    { jobs, floor, ready, built, setup }: Slid,
    fixed: readonly number[][],
    ran: Set<number>,
    doneFrom: ReadonlyMap<number, number>,
  ) {
    this.lineup = lineup;
    this.floor = new Floor(jobs);
    this.floor.take(floor);
    this.ready = ready.slice();
    this.built = built;
    this.setup = setup;
    this.fixed = fixed.map((list) => [...list]);
    this.doneFrom = doneFrom;
    this.until = new Float64Array(fixed.length).fill(-Infinity);
    this.last = new Int32Array(fixed.length).fill(-1);
    this.turns = fixed.map(() => []);
    this.turnAt = new Int32Array(jobs.places).fill(-1);
    this.odd = new Uint8Array(fixed.length);
    for (const t of lineup.order) {
      const [lane, end] = [lineup.lane[t]!, lineup.end[t]!];
      if (lane < 0) continue;
      if (end === lineup.start[t]) this.odd[lane] = 1;
      if (!ran.has(t)) this.turnAt[t] = this.turns[lane]!.push(t) - 1;
      else if (end > this.until[lane]!) [this.until[lane], this.last[lane]] = [end, t];
    }
    this.needsFrom = new Int32Array(jobs.places + 1);
    for (const t of lineup.order) lineup.forEachNext(t, (next) => this.needsFrom[next + 1]!++);
    for (let t = 0; t < jobs.places; t++) this.needsFrom[t + 1]! += this.needsFrom[t]!;
    this.needs = new Int32Array(this.needsFrom[jobs.places]!);
    const at = this.needsFrom.slice();
    for (const t of lineup.order)
      lineup.forEachNext(t, (next) => {
        this.needs[at[next]!++] = t;
      });
  }

  /** What a task waits for. */
  needsOf(t: number): Int32Array {
    return this.needs.subarray(this.needsFrom[t], this.needsFrom[t + 1]);
  }

  /** When all is there that a task waits for, as that stands on a floor. */
  readyOf(t: number, floor: Floor): number {
    const { release, jobs } = this.lineup;
    const { gapAfter } = jobs.model.shop.steps;
    let ready = release[t]!;
    for (const need of this.needsOf(t)) ready = Math.max(ready, floor.handsOn(need) + gapAfter[jobs.step[need]!]!);
    return ready;
  }

  /** When supplies are there, where only some tasks may stand elsewhere. */
  builtWith(looks: readonly number[], floor: Floor): Built {
    const { jobs } = this.lineup;
    const available = this.built.available.slice();
    for (const t of looks) {
      const s = jobs.order[t]!;
      if (t === jobs.first[s]! + jobs.count[s]! - 1)
        available[s] = floor.done(t) + jobs.model.shop.steps.gapAfter[jobs.step[t]!]!;
    }
    return { available, dead: this.built.dead };
  }

  /** Seconds of set-up, where only some tasks may stand elsewhere. */
  setupWith(looks: readonly number[], floor: Floor): number {
    const { jobs } = this.lineup;
    let { setup } = this;
    for (const t of looks)
      if (this.built.dead[jobs.order[t]!] === 0) setup += setupOn(jobs, floor, t) - setupOn(jobs, this.floor, t);
    return setup;
  }
}
