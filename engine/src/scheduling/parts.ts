/**
 * A task that is split over machines stands in parts: each has a place of its own on a lane, with its own set-up, crew and
 * tools. The task starts when the first of them does and ends with the last; to all that goes before and after it is one.
 *
 * Whether it is split is seen each time its earliest place is looked for: where that ends sooner than in one part. When it
 * moves as late as it can, it keeps its form.
 */
import type { Floor, Place } from './floor.ts';
import type { Jobs } from './jobs.ts';

export class Parts {
  private readonly jobs: Jobs;
  private readonly floor: Floor;
  /** 1: stands in parts, or stood so last. */
  private readonly parted: Uint8Array;

  constructor(jobs: Jobs, floor: Floor) {
    this.jobs = jobs;
    this.floor = floor;
    this.parted = new Uint8Array(jobs.partFrom.length);
  }

  clear(): void {
    this.parted.fill(0);
  }

  take(other: Parts): void {
    this.parted.set(other.parted);
  }

  has(task: number): boolean {
    return this.parted.length > 0 && this.parted[task] === 1;
  }

  set(task: number, parted: boolean): void {
    if (this.parted.length > 0 && task < this.parted.length) this.parted[task] = parted ? 1 : 0;
  }

  /** The places of a task: itself, or its parts. */
  of(task: number): readonly number[] {
    if (!this.has(task)) return [task];
    return this.all(task);
  }

  all(task: number): readonly number[] {
    const from = this.jobs.partFrom[task]!;
    return Array.from({ length: this.jobs.partCount[task]! }, (_, i) => from + i);
  }

  /** Where its parts would stand, found one after the other; undefined where one has no place. */
  find(task: number, look: (part: number) => boolean): readonly Place[] | undefined {
    const { floor } = this;
    const found: Place[] = [];
    const placed: number[] = [];
    for (const part of this.all(task)) {
      if (!look(part)) break;
      floor.place(part);
      placed.push(part);
      found.push(floor.placeOf(part));
    }
    for (const part of placed.toReversed()) floor.lift(part);
    return found.length === this.jobs.partCount[task] ? found : undefined;
  }

  put(task: number, places: readonly Place[]): void {
    const { floor } = this;
    const from = this.jobs.partFrom[task]!;
    places.forEach((place, i) => {
      floor.putAt(from + i, place);
    });
    this.set(task, true);
  }

  /** Takes all parts off; where what comes after one of them counted on its set-up, none, and that one is the answer. */
  remove(task: number): number {
    const { floor } = this;
    const inOrder = this.all(task).toSorted((a, b) => floor.start[b]! - floor.start[a]! || b - a);
    for (const [i, part] of inOrder.entries()) {
      const blocker = floor.after(part);
      if (floor.remove(part)) continue;
      for (const one of inOrder.slice(0, i).toReversed()) floor.putAt(one, floor.placeOf(one));
      return blocker;
    }
    return -1;
  }
}

export const startOf = (places: readonly Place[]): number =>
  places.reduce((least, place) => Math.min(least, place.start), Infinity);
export const endOf = (places: readonly Place[]): number =>
  places.reduce((most, place) => Math.max(most, place.end), -Infinity);
