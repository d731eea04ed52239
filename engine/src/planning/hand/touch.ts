/**
 * The same as `Sliding`, but only what a move touches is looked at: what stood after it on its lane, what runs into it where it
 * is put, and what waits for it. Who stands as before when his turn comes touches nobody.
 *
 *   waiting for his turn ──▶ as before ──▶ nobody else
 *                       └──▶ late, or elsewhere ──▶ the next on the lane, and who waits for him, each at his turn
 *
 * All others stand as they stood; whoever looks for room looks behind those whose turn has come, and meets nobody whose turn is to
 * come. Where that is not sure (batches, parts, other hours, something that stays in the way) it gives up, and all is slid.
 */
import { Attendance } from './attendance.ts';
import type { Place } from './lanes.ts';
import { NEW, SIZED } from './lineup.ts';
import { type Slid, Sliding } from './slide.ts';
import type { Stage } from './stages.ts';
import { stoodStill } from './still.ts';
import type { Stood } from './stood.ts';

/** What is known of a task: nothing; its turn is to come; that too, and it is off its lane; it has no place yet; it has. */
const [ASLEEP, TURN, OFF, LATE, SETTLED] = [0, 1, 2, 3, 4];

/** More moves at once than these, and all is slid. */
const MOST = 50;
/** As many who ask for the same people, and all is slid. */
const WIDE = 2000;
/** How often it is tried with other ends of what was put by hand. */
const TRIES = 4;

export class Touching extends Sliding {
  private readonly stood: Stood;
  private readonly attendance: Attendance;
  /** On each lane, the first in turn whose turn is to come. */
  private readonly next: Int32Array;
  private readonly state: Uint8Array;
  /** Tasks that were looked at. */
  private looks: number[] = [];
  private gaveUp = false;
  /** Whose turn it is, or was last. */
  private turnKey = -Infinity;
  private turnKin = -1;

  /** Undefined: whatever is moved, all is to be slid. What is known of a stage without sliding it is asked first. */
  static of(stage: Stage): Touching | undefined {
    const { lineup, situation } = stage;
    const sameHours = situation.jobs === lineup.jobs;
    const sameOrders = !lineup.fresh.includes(NEW) && !lineup.fresh.includes(SIZED);
    if (!sameHours || !sameOrders || lineup.parted.size > 0 || situation.model.shop.anyBatch) return undefined;
    const stood = stoodStill(stage);
    return stood && new Touching(stage, stood);
  }

  private constructor({ lineup, situation: { jobs }, floor }: Stage, stood: Stood) {
    super(lineup, jobs, floor, new Map());
    this.stood = stood;
    stood.fixed.forEach((list, lane) => {
      this.fixed[lane] = [...list];
    });
    for (const [t, from] of stood.doneFrom) this.doneFrom.set(t, from);
    this.state = new Uint8Array(jobs.places);
    this.next = new Int32Array(this.fixed.length);
    this.attendance = new Attendance(lineup, floor, (t) => this.state[t] === ASLEEP || this.state[t] === TURN);
  }

  /** Undefined: all is to be slid. What it answers holds until it is asked again. */
  after(byHand: ReadonlyMap<number, Place>): Slid | undefined {
    const { lineup } = this;
    const all = lineup.staying.length + byHand.size === lineup.order.length;
    if (byHand.size > MOST || all) return undefined;
    for (const t of byHand.keys()) if (lineup.stays[t] === 1 || this.unsure(t)) return undefined;
    for (let tries = 0; tries < TRIES; tries++) {
      // How long what was put by hand takes there is known after the first time.
      this.begin(byHand, tries === 0 ? undefined : new Map(this.ends));
      if (!this.tries()) return undefined;
      if (!this.endsDiffer()) return this.found();
    }
    return undefined;
  }

  private tries(): boolean {
    const { floor, byHand, heap, looks, state, attendance } = this;
    for (const t of byHand.keys()) {
      looks.push(t);
      state[t] = LATE;
      floor.lift(t);
    }
    for (const [t, { start }] of byHand) {
      this.hold(t);
      heap.push(t);
      attendance.meet(t, start, this.ends.get(t)!, this.isPast, this.wake);
      this.wakeAfter(t);
      this.wakeUnder(t);
    }
    while (!heap.empty && !this.gaveUp) this.turn(heap.pop());
    attendance.end();
    return !this.gaveUp && looks.every((t) => state[t] === SETTLED && !this.heldTooLong(t) && !this.heldTooLong(t + 1));
  }

  private found(): Slid {
    const { lineup, floor, looks, stood, ready } = this;
    for (const t of looks) {
      ready[t] = stood.readyOf(t, floor);
      lineup.forEachNext(t, (next) => {
        ready[next] = stood.readyOf(next, floor);
      });
    }
    looks.sort((a, b) => lineup.at[a]! - lineup.at[b]!);
    return this.slid(looks, stood.builtWith(looks, floor), stood.setupWith(looks, floor));
  }

  /** Everything where it stood, but for what is put by hand. */
  private begin(byHand: ReadonlyMap<number, Place>, ends: ReadonlyMap<number, number> = new Map()): void {
    const { lineup, key, kin, heap, stood } = this;
    while (!heap.empty) heap.pop();
    for (const t of this.looks) [key[t], kin[t]] = [lineup.start[t]!, lineup.rank[t]!];
    this.looks.length = 0;
    for (const t of this.byHand.keys()) {
      const lane = this.lane.get(t) ?? -1;
      if (lane >= 0) this.fixed[lane] = [...stood.fixed[lane]!];
      this.lane.delete(t);
    }
    this.floor.take(stood.floor);
    this.ready.set(stood.ready);
    this.until.set(stood.until);
    this.last.set(stood.last);
    for (const column of [this.state, this.touched, this.queued, this.passed, this.next]) column.fill(0);
    for (const list of this.waiting) list.length = 0;
    this.clashes = [];
    this.beyond.clear();
    this.ends.clear();
    this.gaveUp = false;
    this.turnKey = -Infinity;
    this.byHand = byHand;
    for (const [t, { start }] of byHand) [key[t], kin[t]] = [start, -1];
    this.putByHand(false);
    for (const [t, end] of ends) this.ends.set(t, end);
    this.attendance.begin();
  }

  // ── whose turn it is ───────────────────────────────────────────────────────────────────────────────────────

  private turn(t: number): void {
    const { lineup, key, kin, state } = this;
    if (key[t]! > this.turnKey || (key[t] === this.turnKey && kin[t]! > this.turnKin))
      [this.turnKey, this.turnKin] = [key[t]!, kin[t]!];
    const put = this.byHand.has(t);
    this.passTo(put ? this.lane.get(t)! : lineup.lane[t]!);
    if (put) return this.fix(t);
    this.takeOff(t);
    this.attendance.turnOf(t, this.isPast);
    if (state[t] === LATE) return this.place(t);
    if (this.waits(t)) return this.comesLate(t);
    this.ready[t] = this.stood.readyOf(t, this.floor);
    if (this.ready[t]! > lineup.start[t]!) {
      this.comesLate(t);
      return this.enqueue(t);
    }
    this.place(t);
    if (state[t] !== SETTLED) this.comesLate(t);
  }

  private comesLate(t: number): void {
    this.state[t] = LATE;
    this.wakeAfter(t);
  }

  /** What a task waits for has no place yet. */
  private waits(t: number): boolean {
    return this.stood.needsOf(t).some((need) => this.state[need] === LATE);
  }

  /** The turn of a task that stands as before has passed. */
  private readonly isPast = (t: number): boolean => {
    const start = this.lineup.start[t]!;
    return start < this.turnKey || (start === this.turnKey && this.lineup.rank[t]! < this.turnKin);
  };

  /** On a lane, the turn of all that stands before whose turn it is has come. */
  private passTo(lane: number): void {
    if (lane < 0) return;
    const { lineup, next, until } = this;
    const turns = this.stood.turns[lane]!;
    for (; next[lane]! < turns.length && this.isPast(turns[next[lane]!]!); next[lane]! += 1) {
      const t = turns[next[lane]!]!;
      if (this.state[t] !== ASLEEP) continue;
      if (lineup.stays[t] === 1) this.passed[lane]! += 1;
      if (lineup.end[t]! <= lineup.start[t]! || lineup.end[t]! <= until[lane]!) continue;
      until[lane] = lineup.end[t]!;
      this.last[lane] = t;
    }
  }

  // ── whom it touches ────────────────────────────────────────────────────────────────────────────────────────

  /** One at whom it must be looked when his turn comes. */
  private readonly wake = (t: number): void => {
    if (this.state[t] !== ASLEEP) return;
    if (this.lineup.stays[t] === 1 || this.unsure(t)) {
      this.gaveUp = true;
      return;
    }
    this.state[t] = TURN;
    this.looks.push(t);
    this.heap.push(t);
  };

  private takeOff(t: number): void {
    if (this.state[t] !== TURN) return;
    this.attendance.restore(t);
    this.floor.lift(t);
    this.state[t] = OFF;
  }

  /** It does not stand where it stood: the next on its lane, and who waits for it. */
  private wakeAfter(t: number): void {
    const lane = this.lineup.lane[t]!;
    this.wakeNext(t);
    const next = lane < 0 ? -1 : this.asleepFrom(lane, this.stood.turnAt[t]! + 1);
    if (next >= 0) this.wake(next);
  }

  private wakeNext(t: number): void {
    this.lineup.forEachNext(t, (next) => {
      if (this.lineup.stays[next] === 0) this.wake(next);
    });
  }

  /** What runs into a place that is taken by hand. */
  private wakeUnder(t: number): void {
    const lane = this.lane.get(t)!;
    const { start } = this.byHand.get(t)!;
    if (lane < 0) return;
    if (this.stood.odd[lane] === 1) this.gaveUp = true;
    for (const one of this.stood.turns[lane]!) {
      if (this.lineup.start[one]! >= start) break;
      if (this.lineup.end[one]! > start && this.lineup.stays[one] === 0) this.wake(one);
    }
  }

  /** The first from a place of a lane on at whom nobody looks; −1: there is none, or somebody is looked at before. */
  private asleepFrom(lane: number, from: number): number {
    const turns = this.stood.turns[lane]!;
    let i = from;
    while (i < turns.length && this.byHand.has(turns[i]!)) i++;
    const t = turns[i];
    return t !== undefined && this.state[t] === ASLEEP ? t : -1;
  }

  /** It runs, something on its machine takes no time, or what it asks for so many ask for that all may as well be slid. */
  private unsure(t: number): boolean {
    const { lineup, jobs } = this;
    const lane = lineup.lane[t]!;
    const odd = lane >= 0 && this.stood.odd[lane] === 1;
    return odd || jobs.running[t] === 1 || this.attendance.isWide(t, WIDE);
  }

  protected override handOn(t: number): void {
    const { lineup, jobs, state, byHand } = this;
    const late = state[t] === LATE;
    state[t] = SETTLED;
    if (late)
      lineup.forEachNext(t, (next) => {
        if (state[next] !== LATE || byHand.has(next) || this.queued[next] === 1 || this.waits(next)) return;
        this.ready[next] = this.stood.readyOf(next, this.floor);
        this.enqueue(next);
      });
    else if (this.touched[t] === 1) this.wakeNext(t);
    if (this.touched[t] === 1)
      this.attendance.meet(t, this.floor.start[t]!, this.floor.end[t]!, this.isPast, this.wake);
    const lane = byHand.has(t) ? this.lane.get(t)! : lineup.lane[t]!;
    const next = lane < 0 ? -1 : this.asleepFrom(lane, this.next[lane]!);
    if (next < 0) return;
    const otherSetup = jobs.family[next]! >= 0 && this.last[lane] !== lineup.before[next];
    const inTheWay = this.until[lane]! > lineup.start[next]! || lineup.end[next]! > this.nextFixed(lane);
    if (otherSetup || inTheWay || this.waiting[lane]!.length > 0) this.wake(next);
  }

  /** Behind those whose turn has come, as if nobody stood there whose turn is to come. */
  protected override finds(t: number, lane: number, from: number, after: number): boolean {
    const { floor, lineup, until } = this;
    const found =
      lane < 0
        ? floor.earliest(t, from, after)
        : floor.earliestInLane(t, lineup.machine[t]!, lane, from, after, until[lane]!);
    if (!found) this.gaveUp = true;
    return found;
  }

  protected override makeRoom(lane: number): void {
    if (lane < 0) return;
    const end = Math.max(this.until[lane]!, this.floor.foundEnd);
    const turns = this.stood.turns[lane]!;
    for (let i = this.next[lane]!; i < turns.length && !this.gaveUp; i++) {
      const t = turns[i]!;
      if (this.byHand.has(t)) continue;
      if (this.lineup.start[t]! >= end) return;
      this.wake(t);
      this.takeOff(t);
    }
  }
}
