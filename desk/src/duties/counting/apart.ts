/** What of an item stands at a place and is not of its bin: who counts the bin counts without it. Pure. */

export interface Apart {
  readonly containers: readonly string[];
  /** Pieces by serial, in no container. */
  readonly serials: number;
  /** Partners whose goods these are, in no container. */
  readonly owners: readonly string[];
}
