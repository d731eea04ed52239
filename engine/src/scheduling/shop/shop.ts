/**
 * A shop: operations only, without items, stock or calendars. The classic scheduling problems (job shop, flexible job
 * shop, with set-ups, with due dates, project scheduling) are shops, told apart by what they contain and by nothing else.
 *
 * Times are whole numbers from 0 in any unit. Impossible data throws `ShopError` with the values.
 */
export interface Shop {
  readonly name: string;
  readonly resources: readonly ShopResource[];
  readonly operations: readonly ShopOperation[];
  readonly precedences: readonly Precedence[];
  /** `makespan`: the last end. `weighted-tardiness`: over all `dues`, weight × what the job ends after its date. */
  readonly objective: 'makespan' | 'weighted-tardiness';
  readonly dues?: readonly JobDue[];
}

export interface ShopResource {
  readonly id: string;
  /** Units that operations share; 1 is a machine, which runs one at a time. */
  readonly capacity: number;
  /** `setups[a][b]`: time from the end of an operation of family a to the start of the next one, of family b. Capacity 1 only. */
  readonly setups?: readonly (readonly number[])[];
}

export interface ShopOperation {
  readonly id: string;
  /** The job that is done when all its operations are. */
  readonly job: string;
  /** Row and column of the set-up matrix; needed where a resource of a mode has one. */
  readonly family?: number;
  /** Not before. Absent: 0. */
  readonly release?: number;
  /** The ways of doing it, one of which is chosen. */
  readonly modes: readonly ShopMode[];
}

export interface ShopMode {
  readonly duration: number;
  /** Held from start to end. */
  readonly demands: readonly { readonly resource: string; readonly amount: number }[];
}

/** `after` starts at least `gap` (absent: 0) after the end of `before`. */
export interface Precedence {
  readonly before: string;
  readonly after: string;
  readonly gap?: number;
}

export interface JobDue {
  readonly job: string;
  readonly due: number;
  readonly weight: number;
}

export interface ScheduleOptions {
  readonly seed?: number;
  /** Counted work: operations looked at. Absent: until optimal or `keepGoing` says no; one of the two is needed. */
  readonly work?: number;
  readonly keepGoing?: () => boolean;
  readonly onProgress?: (found: { readonly objective: number; readonly bound: number; readonly work: number }) => void;
}

export interface ShopSchedule {
  /** `optimal`: the objective equals the bound. */
  readonly status: 'optimal' | 'feasible';
  readonly objective: number;
  /** No schedule can be better than this. */
  readonly bound: number;
  /** The work that was done; as `options.work` it repeats this schedule. */
  readonly work: number;
  /** In the order of the shop's operations. */
  readonly operations: readonly ScheduledOperation[];
}

export interface ScheduledOperation {
  readonly operation: string;
  /** Which of the operation's modes. */
  readonly mode: number;
  readonly start: number;
  readonly end: number;
}

export class ShopError extends Error {
  constructor(
    readonly id: string,
    message: string,
  ) {
    super(message);
    this.name = 'ShopError';
  }
}
