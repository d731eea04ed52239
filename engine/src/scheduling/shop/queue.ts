/** What waits, the smallest key first, of equals the first operation: a binary heap with its keys beside it, so that a look touches few places. */
export class Queue {
  count = 0;
  private items = new Int32Array(16);
  private keys = new Float64Array(16);

  /** −1: nothing waits. */
  get first(): number {
    return this.count > 0 ? this.items[0]! : -1;
  }

  push(item: number, key: number): void {
    if (this.count === this.items.length) this.grow();
    const { items, keys } = this;
    let at = this.count++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const other = keys[parent]!;
      if (other < key || (other === key && items[parent]! < item)) break;
      items[at] = items[parent]!;
      keys[at] = other;
      at = parent;
    }
    items[at] = item;
    keys[at] = key;
  }

  /** Takes the first, of which there must be one. */
  pop(): number {
    const { items, keys } = this;
    const top = items[0]!;
    const count = --this.count;
    const item = items[count]!;
    const key = keys[count]!;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= count) break;
      const right = child + 1;
      if (
        right < count &&
        (keys[right]! < keys[child]! || (keys[right] === keys[child] && items[right]! < items[child]!))
      )
        child = right;
      const other = keys[child]!;
      if (key < other || (key === other && item < items[child]!)) break;
      items[at] = items[child]!;
      keys[at] = other;
      at = child;
    }
    items[at] = item;
    keys[at] = key;
    return top;
  }

  private grow(): void {
    const items = new Int32Array(2 * this.items.length);
    const keys = new Float64Array(items.length);
    items.set(this.items);
    keys.set(this.keys);
    this.items = items;
    this.keys = keys;
  }
}
