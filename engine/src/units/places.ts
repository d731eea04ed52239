/**
 * Where rows stand by their id: an open table in typed arrays. Ids that differ in their last letters stand side by side in
 * it, so that a million of them, numbered as people number, are found in a fraction of the time that a `Map` takes.
 */
export class Places {
  /** An id that more than one row has; undefined: there is none. */
  readonly twice: string | undefined;
  /** The place of a row + 1; 0 is free. */
  private readonly table: Int32Array;
  private readonly hashes: Int32Array;

  constructor(private readonly rows: readonly { readonly id: string }[]) {
    const { length } = rows;
    this.hashes = new Int32Array(length);
    this.table = new Int32Array(2 ** Math.ceil(Math.log2(2 * length + 2)));
    for (let place = 0; place < length; place++) {
      const { id } = rows[place]!;
      const hash = hashOf(id);
      this.hashes[place] = hash;
      const slot = this.slotOf(id, hash);
      if (this.table[slot] !== 0) {
        this.twice = id;
        return;
      }
      this.table[slot] = place + 1;
    }
  }

  /** −1: no row has this id. At `near`, and right behind it, is looked first. */
  find(id: string, near = 0): number {
    const { rows } = this;
    if (near < rows.length && rows[near]!.id === id) return near;
    if (near + 1 < rows.length && rows[near + 1]!.id === id) return near + 1;
    return this.table[this.slotOf(id, hashOf(id))]! - 1;
  }

  /** Where it stands in the table, or would. */
  private slotOf(id: string, hash: number): number {
    const { table, hashes, rows } = this;
    const mask = table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = table[slot]! - 1;
      if (place < 0 || (hashes[place] === hash && rows[place]!.id === id)) return slot;
    }
  }
}

function hashOf(id: string): number {
  let hash = 0;
  for (let k = 0; k < id.length; k++) hash = (Math.imul(hash, 1_000_003) + id.charCodeAt(k)) | 0;
  return hash;
}
