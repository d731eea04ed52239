/**
 * What waits in several places, in each the smallest key first, of equals the first operation: binary heaps side by side in
 * two arrays. One that is full goes on behind the last one with twice the room.
 *
 *   heap  from[heap] … + count[heap]  →  items, keys
 */
export class Heaps {
  readonly count: Int32Array;
  /** The smallest key of each heap; Infinity: nothing waits. */
  readonly least: Float64Array;
  private readonly from: Int32Array;
  private readonly room: Int32Array;
  private items = new Int32Array(64);
  private keys = new Float64Array(64);
  private end = 0;

  constructor(heaps: number) {
    this.count = new Int32Array(heaps);
    this.least = new Float64Array(heaps).fill(Infinity);
    this.from = new Int32Array(heaps);
    this.room = new Int32Array(heaps);
  }

  push(heap: number, item: number, key: number): void {
    if (this.count[heap] === this.room[heap]) this.grow(heap);
    const { items, keys } = this;
    const from = this.from[heap]!;
    let at = this.count[heap]!++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const other = keys[from + parent]!;
      if (other < key || (other === key && items[from + parent]! < item)) break;
      items[from + at] = items[from + parent]!;
      keys[from + at] = other;
      at = parent;
    }
    items[from + at] = item;
    keys[from + at] = key;
    if (at === 0) this.least[heap] = key;
  }

  /** Takes the first of a heap in which something waits. */
  pop(heap: number): number {
    const { items, keys } = this;
    const from = this.from[heap]!;
    const top = items[from]!;
    const count = --this.count[heap]!;
    const item = items[from + count]!;
    const key = keys[from + count]!;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= count) break;
      let other = keys[from + child]!;
      if (child + 1 < count) {
        const right = keys[from + child + 1]!;
        if (right < other || (right === other && items[from + child + 1]! < items[from + child]!)) {
          child++;
          other = right;
        }
      }
      if (key < other || (key === other && item < items[from + child]!)) break;
      items[from + at] = items[from + child]!;
      keys[from + at] = other;
      at = child;
    }
    items[from + at] = item;
    keys[from + at] = key;
    this.least[heap] = count > 0 ? keys[from]! : Infinity;
    return top;
  }

  private grow(heap: number): void {
    const from = this.from[heap]!;
    const count = this.count[heap]!;
    const room = Math.max(4, 2 * count);
    if (this.end + room > this.items.length) {
      const { items, keys } = this;
      this.items = new Int32Array(2 * (this.end + room));
      this.keys = new Float64Array(this.items.length);
      this.items.set(items);
      this.keys.set(keys);
    }
    this.items.copyWithin(this.end, from, from + count);
    this.keys.copyWithin(this.end, from, from + count);
    this.from[heap] = this.end;
    this.room[heap] = room;
    this.end += room;
  }
}
