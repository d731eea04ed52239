/** How a person moved a version to make another, as it is kept with that. */
import type { HandConflict, HandEdit } from '@hotlist/engine';

export interface KeptByHand {
  /** Number of the version that was moved. */
  readonly base: number;
  /** One list an act, as they are undone. */
  readonly acts: readonly (readonly HandEdit[])[];
  /** Rules that it breaks, with the step each; seconds of `at` are of the base's problem. */
  readonly conflicts: readonly HandConflict[];
}
