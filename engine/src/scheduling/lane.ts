const NO_TIMES = new Float64Array(0);
const NO_TASKS = new Int32Array(0);

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
  start = NO_TIMES;
  end = NO_TIMES;
  task = NO_TASKS;
  count = 0;

  clear(): void {
    this.count = 0;
  }

  /** As another lane is; places from `from` on have a number higher by `by`. */
  take(other: Lane, from: number, by: number): void {
    const { count, task } = other;
    this.count = count;
    this.start.set(other.start.subarray(0, count));
    this.end.set(other.end.subarray(0, count));
    for (let i = 0; i < count; i++) this.task[i] = task[i]! < from ? task[i]! : task[i]! + by;
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
    const last = this.count === 0 || this.start[this.count - 1]! < start;
    const at = last ? this.count : this.firstStartingFrom(start);
    if (!last) {
      this.start.copyWithin(at + 1, at, this.count);
      this.end.copyWithin(at + 1, at, this.count);
      this.task.copyWithin(at + 1, at, this.count);
    }
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
    const wider = Math.max(16, this.start.length * 2);
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

/** Room that is left on a lane for what comes beside what stood there. */
const SPARE = 16;

/** Gives empty lanes room for as much as stands on others, and a little more; one store serves all. */
export function widen(lanes: readonly Lane[], others: readonly Lane[]): void {
  if (lanes.every((lane, i) => lane.start.length >= others[i]!.count)) return;
  let total = 0;
  for (const { count } of others) total += count + SPARE;
  const start = new Float64Array(total);
  const end = new Float64Array(total);
  const task = new Int32Array(total);
  let from = 0;
  others.forEach(({ count }, i) => {
    const to = from + count + SPARE;
    const lane = lanes[i]!;
    lane.start = start.subarray(from, to);
    lane.end = end.subarray(from, to);
    lane.task = task.subarray(from, to);
    from = to;
  });
}
