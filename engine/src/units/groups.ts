/**
 * Rows by their owner, each owner's in the order of the rows.
 *
 *   from[owner] … from[owner + 1]  →  rows[]
 */
export class Groups {
  readonly from: Int32Array;
  readonly rows: Int32Array;

  constructor(owners: ArrayLike<number>, count: number) {
    this.from = new Int32Array(count + 1);
    this.rows = new Int32Array(owners.length);
    for (let row = 0; row < owners.length; row++) this.from[owners[row]! + 1]! += 1;
    for (let owner = 0; owner < count; owner++) this.from[owner + 1]! += this.from[owner]!;
    const at = this.from.slice();
    for (let row = 0; row < owners.length; row++) this.rows[at[owners[row]!]!++] = row;
  }
}
