/** Why edits by hand are none of a plan, as the engine says it; pure values, so that a thread can post it. */
import type { ProblemError } from '@hotlist/engine';

export type Impossible = Pick<ProblemError, 'said' | 'maybe' | 'step'>;

export const impossibleBy = ({ said, maybe, step }: ProblemError): Impossible => ({ said, maybe, step });
