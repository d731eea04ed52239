/**
 * What one machine (or one of its places, where it takes several steps at once) is busy with, in order of time.
 *
 *   start  [s0 | s1 | s2 | …]   sorted, never overlapping: end[i] ≤ start[i + 1]
 *   end    [e0 | e1 | e2 | …]
 *   task   [t0 | t1 | t2 | …]
 *
 * Looking up is a binary search; placing and removing move the tail (memmove).
 */
export class Lane {
  start = new Float64Array(16);
  end = new Float64Array(16);
  task = new Int32Array(16);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  /** As another lane is; places from `from` on have a number higher by `by`. */
  take(other: Lane, from = Infinity, by = 0): void {
    this.start = other.start.slice();
    this.end = other.end.slice();
    this.task = by === 0 ? other.task.slice() : other.task.map((place) => (place < from ? place : place + by));
    this.count = other.count;
  }

  /** Index of the first busy span that ends after `at`. */
  firstEndingAfter(at: number): number {
    let low = 0;
    let high = this.count;
    const { end } = this;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (end[mid]! > at) high = mid;
      else low = mid + 1;
    }
    return low;
  }

  /** Index of the first busy span that starts at or after `at`. */
  firstStartingFrom(at: number): number {
    let low = 0;
    let high = this.count;
    const { start } = this;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (start[mid]! >= at) high = mid;
      else low = mid + 1;
    }
    return low;
  }

  insert(start: number, end: number, task: number): void {
    if (this.count === this.start.length) this.grow();
    const at = this.firstStartingFrom(start);
    this.start.copyWithin(at + 1, at, this.count);
    this.end.copyWithin(at + 1, at, this.count);
    this.task.copyWithin(at + 1, at, this.count);
    this.start[at] = start;
    this.end[at] = end;
    this.task[at] = task;
    this.count++;
  }

  removeAt(at: number): void {
    this.start.copyWithin(at, at + 1, this.count);
    this.end.copyWithin(at, at + 1, this.count);
    this.task.copyWithin(at, at + 1, this.count);
    this.count--;
  }

  private grow(): void {
    const wider = this.start.length * 2;
    const start = new Float64Array(wider);
    const end = new Float64Array(wider);
    const task = new Int32Array(wider);
    start.set(this.start);
    end.set(this.end);
    task.set(this.task);
    this.start = start;
    this.end = end;
    this.task = task;
  }
}
