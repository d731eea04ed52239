/**
 * The lanes of all machines: one a machine, or one for each of the steps that it takes at once.
 *
 *   all    [lane | lane | lane | …]   machine after machine
 *   from   [0 | 1 | 3 | …]            a machine's first; past its last is the next machine's first
 */
import { Lane, widen } from './lane.ts';

export class Lanes {
  readonly all: readonly Lane[];
  readonly from: Int32Array;

  /** How many steps each machine takes at once. */
  constructor(capacity: ArrayLike<number>) {
    this.from = new Int32Array(capacity.length + 1);
    for (let machine = 0; machine < capacity.length; machine++)
      this.from[machine + 1] = this.from[machine]! + capacity[machine]!;
    this.all = Array.from({ length: this.from[capacity.length]! }, () => new Lane());
  }

  /** Lanes of a machine: [first, past the last). */
  of(machine: number): readonly [from: number, to: number] {
    return [this.from[machine]!, this.from[machine + 1]!];
  }

  clear(): void {
    for (const lane of this.all) lane.clear();
  }

  /** As those of another floor are, of some machines (1) alone where these are said; places from `first` on have a number higher by `by`. */
  take(other: Lanes, first: number, by: number, machines?: Uint8Array): void {
    widen(this.all, other.all);
    for (let machine = 0; machine + 1 < this.from.length; machine++)
      for (let i = this.from[machine]!; i < this.from[machine + 1]! && machines?.[machine] !== 0; i++)
        this.all[i]!.take(other.all[i]!, first, by);
  }

  /** What begins on a machine within [from, to), the last first. */
  beginOn(machine: number, from: number, to: number): number[] {
    const found: number[] = [];
    for (let i = this.from[machine]!; i < this.from[machine + 1]!; i++) {
      const lane = this.all[i]!;
      for (let k = lane.firstStartingFrom(to) - 1; k >= 0 && lane.start[k]! >= from; k--) found.push(lane.task[k]!);
    }
    return found;
  }

  /** What `find` finds, as if what stands on a machine from the first that `hidden` says of on were not there. */
  behind(
    machines: readonly number[],
    from: (machine: number) => number,
    hidden: (other: number, machine: number) => boolean,
    find: () => boolean,
  ): boolean {
    const cut: (readonly [Lane, number])[] = [];
    for (const machine of machines)
      for (let i = this.from[machine]!; i < this.from[machine + 1]!; i++) {
        const lane = this.all[i]!;
        cut.push([lane, lane.count]);
        let count = lane.firstStartingFrom(from(machine));
        while (count < lane.count && !hidden(lane.task[count]!, machine)) count++;
        lane.count = count;
      }
    const found = find();
    for (const [lane, count] of cut) lane.count = count;
    return found;
  }
}
