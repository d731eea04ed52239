/** A planning run that makes a submitted version anew without some of its work orders, and approves what it makes. */
export interface AllBut {
  /** Number of the submitted version. */
  readonly version: number;
  /** Numbers of the work orders of which every step is held where the published plan has it. */
  readonly held: readonly string[];
  /** As they were ticked, a customer's or a work order, and acts by hand in words; absent in runs of before they were kept. */
  readonly orders?: readonly string[];
  /** Acts by hand that are left out, by their place among those of the version. */
  readonly acts?: readonly number[];
  /** Once it failed: acts that were in the way, by their place. */
  readonly inTheWay?: readonly number[];
  readonly by: { readonly id: string; readonly name: string; readonly email: string };
  readonly reason: string | null;
}
