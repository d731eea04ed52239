/** How old the inputs of a version are for who decides about it. Pure. */
import { secondsOf } from '../../house/clock.ts';

interface Made {
  readonly now: string;
  readonly made_at: string;
  /** Number of the version that a person moved to make it; null: nobody moved it. */
  readonly madeOf: number | null;
}

/**
 * In hours. What people work to is moved as it was made, however long ago: a draft of it is as old as the draft. `now` is what the
 * plant takes for it, `present` what it is.
 */
export function hoursOld(
  { now, made_at, madeOf }: Made,
  published: number | null,
  at: { readonly now: string; readonly present: string },
): number {
  const ofPublished = madeOf !== null && madeOf === published;
  return (ofPublished ? secondsOf(at.present) - secondsOf(made_at) : secondsOf(at.now) - secondsOf(now)) / 3600;
}
