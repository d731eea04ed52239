/** What the population asks of a search from one schedule; the disjunctive graph and the serial decoder each have one. */
export interface Improver {
  /** Steps without a better one after which it pays to try from elsewhere. */
  readonly patience: number;
  /** The best found from here; ends after `patience` steps without a better one, at `target`, or with the budget. */
  improve(from: Start, target: number): Improved;
  /** Called with each schedule that is better than all before. */
  onBetter: (objective: number) => void;
}

/** A schedule as the search keeps it: a linear order of all operations and a mode for each. */
export interface Start {
  readonly order: Int32Array;
  readonly mode: Int32Array;
}

/** Such a schedule with its times: what ends then began as much earlier as its mode takes. */
export interface Placed extends Start {
  readonly end: Int32Array;
}

export interface Improved extends Placed {
  readonly objective: number;
  /** A number for each operation; two schedules are as far apart as these differ. */
  readonly shape: Int32Array;
}
