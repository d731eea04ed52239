/** The version of a run is not kept, for a reason that is told to who asked for it. */
export class Barred extends Error {
  /** Acts by hand without which it would be, by their place among those of the version. */
  readonly inTheWay: readonly number[];

  constructor(told: string, inTheWay: readonly number[] = []) {
    super(told);
    this.inTheWay = inTheWay;
  }
}
