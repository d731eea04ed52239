/**
 * Operation overlapping: a step begins when the first transfer batch of the step before it has been run and its gap has
 * passed, and never runs out of pieces: it takes up no piece before the batch that brings it is there.
 *
 *   before   |set-up|  lot 1  |  lot 2  |  lot 3  |
 *   after               ·gap·|set-up| 1 | 2 |  …       may begin lot i when lot i is there, for every i
 *
 * The pieces of the step after are those of the step before in proportion, so that yields come out. Positions are working
 * seconds of a calendar: what pauses over night is right without looking at it. Of many lots several are taken as one, which
 * waits for the last of them: later than need be, never too early.
 */
import type { WorkingTime } from '../calendar/working-time.ts';
import type { Floor } from './floor.ts';
import type { Jobs } from './jobs.ts';

/** So many lots are looked at one by one. */
const LOTS = 64;

export class Overlaps {
  private readonly jobs: Jobs;
  private readonly floor: Floor;
  /** Of each lot but the first: pieces run when it is there, and pieces taken up before it is needed. */
  private readonly full: number[] = [];
  private readonly used: number[] = [];

  constructor(jobs: Jobs, floor: Floor) {
    this.jobs = jobs;
    this.floor = floor;
  }

  /** When the first transfer batch of a task that stands has been run. */
  firstLot(task: number): number {
    return this.run(task, this.jobs.model.shop.steps.transfer[this.jobs.step[task]!]!);
  }

  /**
   * Working seconds of the machine's calendar before which `task` cannot take up its first piece, however early it is set up;
   * −∞ where the task before it does not stand.
   */
  runFrom(task: number, machine: number): number {
    const { jobs, floor } = this;
    const before = task - 1;
    if (Number.isNaN(floor.end[before]!)) return -Infinity;
    const { steps } = jobs.model.shop;
    const step = jobs.step[task]!;
    const times = floor.runTimes(step, machine);
    const gap = steps.gapAfter[jobs.step[before]!]!;
    const [num, den] = floor.speedOf(machine);
    let from = -Infinity;
    this.readLots(task);
    for (let i = 0; i < this.full.length; i++) {
      const there = times.workBefore(this.run(before, this.full[i]!) + gap);
      from = Math.max(from, there - steps.begun(step, this.used[i]!, num, den));
    }
    return from;
  }

  /** True if a task that stands has its pieces in time, as the task before it stands now. */
  fed(task: number): boolean {
    const { jobs, floor } = this;
    const { steps } = jobs.model.shop;
    const gap = steps.gapAfter[jobs.step[task - 1]!]!;
    if (this.firstLot(task - 1) + gap > floor.start[task]!) return false;
    return floor.runBegins(task) >= this.runFrom(task, floor.machine[task]!);
  }

  /** The latest end of `task` on a machine that still feeds the task after it where that stands. */
  endBy(task: number, machine: number): number {
    const { jobs, floor } = this;
    const { steps } = jobs.model.shop;
    const [step, next] = [jobs.step[task]!, task + 1];
    if (Number.isNaN(floor.end[next]!)) return Infinity;
    const times = floor.runTimes(step, machine);
    const [num, den] = floor.speedOf(machine);
    const qty = jobs.qty[task]!;
    const gap = steps.gapAfter[step]!;
    const nextTimes = floor.runTimes(jobs.step[next]!, floor.machine[next]!);
    const [nextNum, nextDen] = floor.speedOf(floor.machine[next]!);
    const begun = floor.runBegins(next);
    this.readLots(next);
    // The first lot is there before the set-up of what follows, the others before they are taken up.
    const first = this.inWhole(step, steps.transfer[step]!, qty);
    let by = times.workBefore(floor.start[next]! - gap) - steps.workAt(step, first, 0, num, den);
    for (let i = 0; i < this.full.length; i++) {
      const position = begun + steps.begun(jobs.step[next]!, this.used[i]!, nextNum, nextDen);
      const needed = instantOf(nextTimes, position) - gap;
      by = Math.min(
        by,
        times.workBefore(needed) - steps.workAt(step, this.inWhole(step, this.full[i]!, qty), 0, num, den),
      );
    }
    const whole = by + steps.heldWithoutSetup(step, qty, num, den);
    return whole <= 0 ? -Infinity : instantOf(times, whole);
  }

  private run(task: number, pieces: number): number {
    return this.floor.runUntil(task, this.inWhole(this.jobs.step[task]!, pieces, this.jobs.qty[task]!));
  }

  /** Pieces that are run when these are: a batch comes out as a whole. */
  private inWhole(step: number, pieces: number, all: number): number {
    const { batchSeconds, batchQty } = this.jobs.model.shop.steps;
    if (batchSeconds[step] === 0) return Math.min(pieces, all);
    return Math.min(all, Math.ceil(pieces / batchQty[step]!) * batchQty[step]!);
  }

  private readLots(task: number): void {
    const { jobs, full, used } = this;
    const lot = jobs.model.shop.steps.transfer[jobs.step[task - 1]!]!;
    const [all, wanted] = [jobs.qty[task - 1]!, jobs.qty[task]!];
    const size = lot * Math.max(1, Math.ceil((all / lot - 1) / LOTS));
    full.length = 0;
    used.length = 0;
    for (let before = lot; before < all; before += size) {
      full.push(Math.min(all, before + size));
      used.push(Math.floor((before * wanted) / all));
    }
  }
}

/** The first instant before which so many working seconds of the calendar lie. */
const instantOf = (times: WorkingTime, position: number): number => times.add(times.opens[0]!, position);
