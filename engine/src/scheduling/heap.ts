/** Tasks that may be placed next, the smallest key first; ties by kin, then task number. A binary heap over typed arrays. */
export class Heap {
  private readonly heap: Int32Array;
  private readonly key: Float64Array;
  private readonly kin: Int32Array;
  private count = 0;

  /** `kin`: equally urgent tasks of one kin go one after the other. */
  constructor(capacity: number, key: Float64Array, kin: Int32Array) {
    this.heap = new Int32Array(capacity);
    this.key = key;
    this.kin = kin;
  }

  get empty(): boolean {
    return this.count === 0;
  }

  push(task: number): void {
    const { heap } = this;
    let at = this.count++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(task, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = task;
  }

  pop(): number {
    const { heap } = this;
    const top = heap[0]!;
    const last = heap[--this.count]!;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.count) break;
      if (child + 1 < this.count && this.before(heap[child + 1]!, heap[child]!)) child++;
      if (!this.before(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return top;
  }

  private before(a: number, b: number): boolean {
    const ka = this.key[a]!;
    const kb = this.key[b]!;
    if (ka !== kb) return ka < kb;
    const first = this.kin[a]! - this.kin[b]!;
    return first < 0 || (first === 0 && a < b);
  }
}
